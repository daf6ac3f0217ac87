"""Every formula, with figures to follow by hand; what has no value says why; nothing missing becomes zero."""

from __future__ import annotations

import decimal
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import KASUS, LENGKAP, Office, make_office
from hypothesis import assume, given
from hypothesis import strategies as st

from lkip.baris import ROWS
from lkip.bilangan import angka, tertulis
from lkip.capaian import (
    Angka,
    Efisiensi,
    Laporan,
    Serapan,
    batasi,
    cara_hitung,
    compute,
    hitung_capaian,
    hitung_serapan,
    kategori,
    persen,
    rata_rata,
    realisasi_tahun,
)
from lkip.capaian.anggaran import serapan_anggaran
from lkip.capaian.efisiensi import efisiensi
from lkip.capaian.rumus import cara_capaian
from lkip.model import (
    Anggaran,
    AnggaranSubKegiatan,
    Bahan,
    Barang,
    Desa,
    Indikator,
    Kebijakan,
    Kegiatan,
    Kelas,
    KelompokPegawai,
    Pegawai,
    Pembanding,
    Profil,
    Program,
    Realisasi,
    RealisasiUnit,
    Renja,
    Sarana,
    Skala,
    SubKegiatan,
    TahunIndikator,
    TahunLalu,
    TargetIndikator,
    Triwulan,
    Wilayah,
)
from lkip.pipeline import read
from lkip.tabel import columns, definition, look_up

D = Decimal
REPORT = read(LENGKAP).laporan
assert REPORT is not None
BAHAN: Bahan = REPORT.bahan


@cache
def office(name: str, tahun: int | None = None) -> Laporan:
    """The report of an office of `kasus/`; `dua-tahun` lies over `lengkap`."""
    with tempfile.TemporaryDirectory() as folder:
        whole = name != "dua-tahun"
        root = KASUS / name if whole else make_office(Path(folder) / "kantor", overlay=KASUS / name)
        found = read(root, tahun).laporan
    assert found is not None
    return found


OFFICES = [("lengkap", 2023), ("muncar", 2024), ("dua-tahun", 2022), ("dua-tahun", 2023)]
INDIKATOR: Indikator = BAHAN.renstra.indikator[0]
POSITIVE, NEGATIVE_2T, NEGATIVE_TR = "R/T", "(2T-R)/T", "T/R"
FORMULAS = (POSITIVE, NEGATIVE_2T, NEGATIVE_TR)
NO_TARGET = "target 0 tidak dapat dijadikan pembagi"
NO_REALISASI = "realisasi 0 tidak dapat dijadikan pembagi pada rumus T/R"


def shown(value: Decimal | str) -> str:
    """A percentage as printed, or the reason why there is none."""
    return persen(value).tampil if isinstance(value, Decimal) else value


# --- capaian ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rumus", "target", "realisasi", "expected"),
    [
        pytest.param(POSITIVE, "90.76", "91", "100,26", id="Muncar 2020, IKM, printed 100,26"),
        pytest.param(
            POSITIVE, "93.14", "93.5", "100,39", id="Muncar 2021, IKM, printed 100,38 in the table, 100,39 in the text"
        ),
        pytest.param(POSITIVE, "90.10", "97.95", "108,71", id="Muncar 2022, IKM, printed 108,71"),
        pytest.param(POSITIVE, "100", "100", "100,00", id="on target"),
        pytest.param(POSITIVE, "80", "0", "0,00", id="nothing reached is 0, a figure (Dinkes Jabar)"),
        pytest.param(POSITIVE, "0", "0", NO_TARGET, id="target 0: no figure, never 0 (Pringsewu, e-sakip-bna)"),
        pytest.param(POSITIVE, "0", "5", NO_TARGET, id="target 0, something reached"),
        pytest.param(
            POSITIVE, "37.60", "-37.60", "-100,00", id="negative realisasi is computed (printed in Jabar 2016)"
        ),
        pytest.param(NEGATIVE_2T, "20", "20", "100,00", id="2T: on target"),
        pytest.param(NEGATIVE_2T, "20", "15", "125,00", id="2T: less is better"),
        pytest.param(NEGATIVE_2T, "20", "25", "75,00", id="2T: more is worse"),
        pytest.param(NEGATIVE_2T, "20", "40", "0,00", id="2T: twice the target is 0"),
        pytest.param(NEGATIVE_2T, "20", "50", "-50,00", id="2T: beyond twice the target it is negative"),
        pytest.param(NEGATIVE_2T, "2", "0", "200,00", id="2T: nothing late (Disperindag Jabar 2016 printed 1000)"),
        pytest.param(
            NEGATIVE_2T, "0", "0", "100,00", id="2T: no case promised and none happened (Disnak, Anthrax: 100)"
        ),
        pytest.param(NEGATIVE_2T, "0", "3", "0,00", id="2T: no case promised, three happened"),
        pytest.param(NEGATIVE_TR, "20", "25", "80,00", id="T/R: more is worse"),
        pytest.param(NEGATIVE_TR, "20", "16", "125,00", id="T/R: less is better"),
        pytest.param(NEGATIVE_TR, "20", "0", NO_REALISASI, id="T/R: a realisasi of 0 has no figure"),
        pytest.param(NEGATIVE_TR, "0", "0", "100,00", id="T/R: no case promised and none happened"),
        pytest.param(NEGATIVE_TR, "0", "3", "0,00", id="T/R: no case promised, three happened"),
    ],
)
def test_capaian_by_the_declared_formula(rumus: Any, target: str, realisasi: str, expected: str) -> None:
    assert shown(hitung_capaian(rumus, D(target), D(realisasi))) == expected


amounts = st.decimals(0, 10**9, places=4)
positive = st.decimals("0.0001", 10**9, places=4)


def ulp(*values: Decimal) -> Decimal:
    """What the last of 28 digits may be off in values of this size."""
    return max(map(abs, values), default=D(1)) * D("1e-25") + D("1e-25")


@given(positive, amounts, amounts)
def test_more_is_better_or_worse_as_declared(target: Decimal, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert hitung_capaian("R/T", target, low) <= hitung_capaian("R/T", target, high)  # type: ignore[operator]
    assert hitung_capaian("(2T-R)/T", target, low) >= hitung_capaian("(2T-R)/T", target, high)  # type: ignore[operator]
    assume(low > 0)
    assert hitung_capaian("T/R", target, low) >= hitung_capaian("T/R", target, high)  # type: ignore[operator]


@given(st.sampled_from(FORMULAS), amounts, amounts)
def test_counting_in_thousands_changes_no_percentage(rumus: Any, target: Decimal, realisasi: Decimal) -> None:
    one, other = hitung_capaian(rumus, target, realisasi), hitung_capaian(rumus, target * 1000, realisasi * 1000)
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
    else:
        assert abs(one - other) <= ulp(one)


@given(st.sampled_from(FORMULAS), positive)
def test_on_target_is_100_by_every_formula(rumus: Any, value: Decimal) -> None:
    assert hitung_capaian(rumus, value, value) == 100


@given(st.sampled_from(FORMULAS), st.decimals(-(10**9), 10**9, places=4), st.decimals(-(10**9), 10**9, places=4))
def test_no_figures_make_the_formula_raise(rumus: Any, target: Decimal, realisasi: Decimal) -> None:
    assert isinstance(hitung_capaian(rumus, target, realisasi), Decimal | str)


# --- quarters → year -------------------------------------------------------------------------------------------


def year(agregasi: str, frekuensi: str, *quarters: int | str | None, alasan: str | None = None) -> str:
    """The year's realisasi as exact figure, or the reason why there is none."""
    tw = Triwulan(**{f"tw{n}": None if q is None else D(q) for n, q in enumerate(quarters, start=1)})
    indikator = replace(INDIKATOR, agregasi=agregasi, frekuensi=frekuensi)
    found = realisasi_tahun(indikator, Realisasi(kode="IKU-01", triwulan=tw, alasan_belum_tersedia=alasan))
    return found.alasan or "?" if found.nilai is None else f"{found.nilai.normalize():f}"


@pytest.mark.parametrize(
    ("agregasi", "frekuensi", "quarters", "expected"),
    [
        ("jumlah", "triwulanan", (1, 2, 3, 4), "10"),
        ("rata_rata", "triwulanan", (1, 2, 3, 4), "2.5"),
        ("terakhir", "triwulanan", (1, 2, 3, 4), "4"),
        ("maksimum", "triwulanan", (1, 9, 3, 4), "9"),
        ("minimum", "triwulanan", (5, 2, 3, 4), "2"),
        ("rata_rata", "triwulanan", (0, 0, 0, 4), "1"),
        ("jumlah", "triwulanan", (0, 0, 0, 0), "0"),
        ("jumlah", "triwulanan", ("0.1", "0.2", "0.3", "0.4"), "1"),
        ("jumlah", "semesteran", (None, 5, None, 7), "12"),
        ("rata_rata", "semesteran", (None, "84.50", None, "85.75"), "85.125"),
        ("terakhir", "semesteran", (None, 5, None, 7), "7"),
        ("maksimum", "semesteran", (None, 8, None, 7), "8"),
        ("minimum", "semesteran", (None, 8, None, 7), "7"),
        ("terakhir", "tahunan", (None, None, None, 6), "6"),
        ("jumlah", "tahunan", (None, None, None, 6), "6"),
        ("rata_rata", "tahunan", (None, None, None, 6), "6"),
        ("jumlah", "triwulanan", (None, 2, 3, 4), "triwulan I belum terisi"),
        ("rata_rata", "triwulanan", (1, None, 3, None), "triwulan II, IV belum terisi"),
        ("terakhir", "triwulanan", (1, 2, 3, None), "triwulan IV belum terisi"),
        ("maksimum", "triwulanan", (None, None, None, None), "triwulan I, II, III, IV belum terisi"),
        ("jumlah", "semesteran", (1, None, 3, 4), "triwulan II belum terisi"),
        ("rata_rata", "semesteran", (None, 5, None, None), "triwulan IV belum terisi"),
        ("terakhir", "tahunan", (1, 2, 3, None), "triwulan IV belum terisi"),
    ],
)
def test_the_year_from_its_quarters(agregasi: str, frekuensi: str, quarters: Any, expected: str) -> None:
    assert year(agregasi, frekuensi, *quarters) == expected


def test_the_reason_of_the_unit_is_the_reason_that_is_given() -> None:
    assert year("jumlah", "triwulanan", 1, 2, 3, None, alasan="Rekap belum terbit.") == "Rekap belum terbit."


def test_a_figure_of_the_year_alone_is_taken_as_it_is() -> None:
    assert realisasi_tahun(INDIKATOR, Realisasi(kode="IKU-01", tahunan=D("0.00"))).nilai == 0


def test_what_was_not_handed_in_says_so() -> None:
    assert realisasi_tahun(INDIKATOR, None) == Angka(None, "indeks", 2, "belum disampaikan")


quarter = st.lists(st.decimals(-1000, 1000, places=2), min_size=4, max_size=4)


@given(quarter)
def test_every_aggregate_but_the_sum_lies_between_the_quarters(values: list[Decimal]) -> None:
    for agregasi in ("rata_rata", "terakhir", "maksimum", "minimum"):
        assert min(values) <= D(year(agregasi, "triwulanan", *map(str, values))) <= max(values)


# --- bounds, means, classes ------------------------------------------------------------------------------------

CAP = Kebijakan(batas_atas=D(120), batas_bawah=D(0), dasar="uji")


@pytest.mark.parametrize(
    ("capaian", "kebijakan", "expected"),
    [
        ("119.99", CAP, "119.99"),
        ("120", CAP, "120"),
        ("120.01", CAP, "120"),
        ("16000", CAP, "120"),
        ("0", CAP, "0"),
        ("-37.60", CAP, "0"),
        ("16000", replace(CAP, batas_atas=None), "16000"),
        ("-37.60", replace(CAP, batas_atas=None), "0"),
        ("-37.60", replace(CAP, batas_bawah=D(-100)), "-37.60"),
    ],
)
def test_bounds_hold_a_capaian(capaian: str, kebijakan: Kebijakan, expected: str) -> None:
    assert batasi(persen(D(capaian)), kebijakan).nilai == D(expected)


def test_bounds_give_no_figure_to_what_has_none() -> None:
    assert batasi(persen("belum disampaikan"), CAP) == persen("belum disampaikan")


@given(st.decimals(-(10**6), 10**6, places=3), st.decimals(-100, 100, places=1), st.decimals(101, 200, places=1))
def test_the_upper_bound_only_lowers_and_the_lower_only_raises(value: Decimal, low: Decimal, high: Decimal) -> None:
    bounded = batasi(persen(value), Kebijakan(batas_atas=high, batas_bawah=low, dasar="uji")).nilai
    assert bounded is not None and low <= bounded <= high
    assert bounded == value or (bounded == low > value) or (bounded == high < value)


@given(st.lists(st.none() | st.decimals(-1000, 1000, places=3), max_size=8))
def test_a_mean_leaves_out_what_is_missing_and_lies_between_its_parts(values: list[Decimal | None]) -> None:
    mean = rata_rata([persen("tidak ada") if v is None else persen(v) for v in values], "tidak ada satu pun")
    known = [v for v in values if v is not None]
    if not known:
        assert mean == persen("tidak ada satu pun")
    else:
        assert mean.nilai is not None
        assert min(known) - ulp(*known) <= mean.nilai <= max(known) + ulp(*known)
        assert mean == rata_rata([persen(v) for v in known], "")


def test_a_missing_part_is_not_zero() -> None:
    assert rata_rata([persen(D(90)), persen("belum ada"), persen(D(100))], "").nilai == 95


def skala(*starts: int | str) -> Skala:
    return Skala(nama="s", sumber="s", kelas=tuple(Kelas(sebutan=f"K{s}", mulai=D(s)) for s in starts))


@pytest.mark.parametrize(
    ("capaian", "expected"),
    [
        ("1000", "Sangat Tinggi"),
        ("91", "Sangat Tinggi"),
        ("90.995", "Sangat Tinggi"),
        ("90.99499", "Tinggi"),
        ("90.99", "Tinggi"),
        ("76", "Tinggi"),
        ("75.999", "Tinggi"),
        ("75.99", "Sedang"),
        ("66", "Sedang"),
        ("65.99", "Rendah"),
        ("51", "Rendah"),
        ("50.99", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-5", "Sangat Rendah"),
    ],
)
def test_the_class_is_that_of_the_figure_as_shown(capaian: str, expected: str) -> None:
    assert kategori(BAHAN.instansi.skala, persen(D(capaian))) == expected


def test_a_figure_between_two_classes_is_shown_as_it_is_classed() -> None:
    assert persen(D("90.995")).tampil == "91,00"
    assert persen(D("90.99499")).tampil == "90,99"


def test_what_has_no_figure_has_no_class() -> None:
    assert kategori(BAHAN.instansi.skala, persen("belum ada")) is None


@given(st.decimals(-200, 200, places=4), st.decimals(-200, 200, places=4))
def test_a_higher_capaian_is_never_in_a_lower_class(one: Decimal, other: Decimal) -> None:
    scale = skala(91, 76, "65.5", 51, 0)
    order = [k.sebutan for k in scale.kelas]
    low, high = sorted((one, other))
    assert order.index(kategori(scale, persen(high)) or "") <= order.index(kategori(scale, persen(low)) or "")


# --- the whole office, by hand ---------------------------------------------------------------------------------


def test_an_indicator_whole(laporan: Laporan) -> None:
    item = laporan.indikator[0]
    assert item.realisasi.nilai == D("85.125") and item.realisasi.tampil == "85,13"
    assert item.capaian.tampil == "101,34"  # 85,125 / 84
    assert item.perubahan.nilai == D("1.625")  # 85,125 - 83,50
    assert (item.target_akhir.nilai, item.kemajuan.tampil) == (D(88), "96,73")  # 85,125 / 88
    assert [(t.tahun, t.realisasi.tampil, t.capaian.tampil) for t in item.tahun] == [
        (2022, "83,50", "101,83"),
        (2023, "85,13", "101,34"),
    ]
    assert [(t.tahun, t.target.tampil, t.realisasi.tampil) for t in item.target_renstra] == [
        (2021, "80,00", "–"),
        (2022, "82,00", "83,50"),
        (2023, "84,00", "85,13"),
        (2024, "85,00", "–"),
        (2025, "86,00", "–"),
        (2026, "88,00", "–"),
    ]


def test_a_falling_indicator_whole(laporan: Laporan) -> None:
    item = laporan.indikator[1]
    assert item.realisasi.nilai == D("21.375")  # (24 + 22 + 20,50 + 19) / 4
    assert item.capaian.nilai == D("93.125")  # (2 * 20 - 21,375) / 20
    assert item.perubahan.nilai == D("-2.625")
    assert item.kemajuan.nilai == D("57.5")  # (2 * 15 - 21,375) / 15


def test_goals_and_the_year_are_means_of_means(laporan: Laporan) -> None:
    first, second = laporan.sasaran
    assert first.capaian.tampil == "97,23"  # (101,339… + 93,125) / 2
    assert second.capaian.nilai == 100
    assert laporan.capaian.tampil == "98,62"
    assert (first.dinilai, first.jumlah, laporan.kategori) == (2, 2, "Sangat Tinggi")


def lines(line: Serapan) -> list[Serapan]:
    return [line, *(found for part in line.bagian for found in lines(part))]


def test_absorption_is_sum_over_sum_on_every_level(laporan: Laporan) -> None:
    program = laporan.anggaran.bagian[0]
    assert [b.serapan.tampil for b in program.bagian[0].bagian] == ["96,67", "90,00"]
    assert program.serapan.nilai == 94  # 470 / 500, not the mean 93,33
    assert laporan.anggaran.serapan.tampil == "94,92"  # 588,5 / 620
    assert (laporan.anggaran.pagu.nilai, laporan.anggaran.sisa.nilai) == (620_000_000, 31_500_000)
    assert [line.tingkat for line in lines(laporan.anggaran)].count("sub_kegiatan") == 3


def test_absorption_over_the_years_has_a_total_that_is_sum_over_sum(laporan: Laporan) -> None:
    total = laporan.riwayat_anggaran[-1]
    assert [(t.tahun, t.serapan.tampil) for t in total.tahun] == [(2022, "94,00"), (2023, "94,92")]  # 470 / 500


@pytest.mark.parametrize(
    ("pagu", "realisasi", "expected"),
    [
        pytest.param("2726810205", "2562626955", "93,98", id="Muncar 2020, printed 93,98"),
        pytest.param("2716180520", "2056518979", "75,71", id="Muncar 2021, printed 75,71"),
        pytest.param("37664381200", "33030490451", "87,70", id="BPMPD Jabar 2016, printed 87,7"),
        pytest.param("0", "0", "pagu 0", id="no ceiling: no figure (printed as #DIV/0!)"),
        pytest.param("0", "5", "pagu 0", id="spent without a ceiling"),
        pytest.param("100", "0", "0,00", id="nothing spent is 0, a figure"),
    ],
)
def test_absorption(pagu: str, realisasi: str, expected: str) -> None:
    assert shown(hitung_serapan(D(pagu), D(realisasi))) == expected


# --- missing things --------------------------------------------------------------------------------------------


def with_realisasi(bahan: Bahan, kode: str, **changes: Any) -> Bahan:
    """The same office, with something changed in what was handed in for one indicator."""
    units = tuple(
        replace(u, indikator=tuple(replace(r, **changes) if r.kode == kode else r for r in u.indikator))
        for u in bahan.realisasi
    )
    return replace(bahan, realisasi=units)


def test_an_indicator_without_data_is_left_out_of_the_mean_and_said_so() -> None:
    laporan = compute(with_realisasi(BAHAN, "IKU-02", triwulan=None, alasan_belum_tersedia="Alat ukur rusak."))
    item, goal = laporan.indikator[1], laporan.sasaran[0]
    for figure in (item.realisasi, item.capaian, item.dihitung, item.perubahan, item.kemajuan):
        assert (figure.nilai, figure.alasan, figure.tampil, figure.lengkap) == (
            None,
            "Alat ukur rusak.",
            "–",
            "belum tersedia",
        )
    assert item.kategori is None
    assert goal.capaian.nilai == laporan.indikator[0].capaian.nilai
    assert (goal.dinilai, goal.jumlah) == (1, 2)


def test_a_goal_without_any_data_is_left_out_of_the_year() -> None:
    laporan = compute(with_realisasi(BAHAN, "IKU-03", triwulan=None))
    assert laporan.sasaran[1].capaian == persen("belum ada indikator yang dapat dinilai", "S2.capaian")
    assert laporan.capaian.nilai == laporan.sasaran[0].capaian.nilai


def test_an_office_without_any_data_has_no_capaian_and_does_not_fail() -> None:
    laporan = compute(replace(BAHAN, realisasi=()))
    assert laporan.capaian == persen("belum ada tujuan yang dapat dinilai", "capaian")
    assert (laporan.kategori, laporan.indikator[0].realisasi.alasan) == (None, "belum disampaikan")


def test_an_indicator_that_was_not_promised_says_so() -> None:
    pk = replace(BAHAN.perjanjian_kinerja, indikator=BAHAN.perjanjian_kinerja.indikator[1:])
    item = compute(replace(BAHAN, perjanjian=(pk,))).indikator[0]
    assert item.capaian == persen("tidak ditargetkan dalam perjanjian kinerja tahun ini", "IKU-01.capaian")
    assert item.realisasi.nilai == D("85.125")


@pytest.mark.parametrize("gap", ["no history", "a year was left out", "no figure last year"])
def test_a_change_needs_the_year_before(gap: str) -> None:
    history = BAHAN.riwayat.indikator[0]
    last = history.tahun[0]
    years = {
        "no history": (),
        "a year was left out": (replace(last, tahun=2021),),
        "no figure last year": (replace(last, realisasi=None),),
    }[gap]
    riwayat = replace(BAHAN.riwayat, indikator=(replace(history, tahun=years),))
    item = compute(replace(BAHAN, riwayat=riwayat)).indikator[0]
    assert (item.perubahan.nilai, item.perubahan.alasan) == (None, "tidak ada realisasi tahun lalu")


def test_history_after_the_year_is_not_shown() -> None:
    history = BAHAN.riwayat.indikator[0]
    later = replace(history, tahun=(*history.tahun, replace(history.tahun[0], tahun=2024)))
    laporan = compute(replace(BAHAN, riwayat=replace(BAHAN.riwayat, indikator=(later,))))
    assert [t.tahun for t in laporan.indikator[0].tahun] == [2022, 2023]
    assert laporan.tahun_tampil == (2022, 2023)


def test_a_cap_changes_the_mean_but_not_the_capaian() -> None:
    tw = Triwulan(tw1=None, tw2=None, tw3=None, tw4=D(12))
    laporan = compute(with_realisasi(BAHAN, "IKU-03", triwulan=tw))
    item = laporan.indikator[2]
    assert (item.capaian.nilai, item.dihitung.nilai, item.dibatasi) == (200, 120, True)
    assert laporan.sasaran[1].capaian.nilai == 120
    assert not laporan.indikator[0].dibatasi


def test_a_budget_line_that_nobody_planned_or_budgeted_is_no_crash() -> None:
    anggaran = replace(BAHAN.anggaran, sub_kegiatan=BAHAN.anggaran.sub_kegiatan[:2])
    program = compute(replace(BAHAN, anggaran=anggaran)).anggaran.bagian[1]
    assert (program.pagu.nilai, program.serapan.nilai, program.serapan.alasan) == (0, None, "pagu 0")


# --- nothing else matters --------------------------------------------------------------------------------------


def bare(figure: Angka) -> tuple[Any, ...]:
    """A figure without how it came to be."""
    return figure.nilai, figure.satuan, figure.tampil, figure.alasan, figure.kunci


def figures(laporan: Laporan) -> dict[str, tuple[Any, ...]]:
    """Every figure by its code; how a sum is written follows the order of its parts, and is left out."""
    found: dict[str, tuple[Any, ...]] = {
        i.kode: (*map(bare, (i.realisasi, i.capaian, i.dihitung, i.perubahan, i.kemajuan)), i.kategori, i.tren)
        for i in laporan.indikator
    }
    for s in laporan.sasaran:
        cost = s.efisiensi
        money = (cost.pagu, cost.realisasi, cost.serapan, cost.selisih)
        found[s.kode] = (bare(s.capaian), s.kategori, s.dinilai, *map(bare, money), cost.efisien, sorted(cost.bersama))
    found |= {b.kode: tuple(map(bare, (b.pagu, b.realisasi, b.sisa, b.serapan))) for b in lines(laporan.anggaran)}
    found |= {f"{r.kode} {t.tahun}": (bare(t.pagu), bare(t.serapan)) for r in laporan.riwayat_anggaran for t in r.tahun}
    return found | {"tahun": (bare(laporan.capaian), laporan.kategori, laporan.tahun_tampil)}


def test_the_order_of_what_was_handed_in_changes_no_figure() -> None:
    b = BAHAN
    turned = replace(
        b,
        realisasi=tuple(replace(u, indikator=u.indikator[::-1]) for u in b.realisasi[::-1]),
        anggaran=replace(b.anggaran, sub_kegiatan=b.anggaran.sub_kegiatan[::-1]),
        riwayat=replace(b.riwayat, indikator=b.riwayat.indikator[::-1], anggaran=b.riwayat.anggaran[::-1]),
        perjanjian=tuple(replace(pk, indikator=pk.indikator[::-1], program=pk.program[::-1]) for pk in b.perjanjian),
        renja=replace(b.renja, program=b.renja.program[::-1]),
        instansi=replace(b.instansi, unit=b.instansi.unit[::-1]),
    )
    assert figures(compute(turned)) == figures(compute(b))


def test_the_names_of_units_and_their_files_change_no_figure(kantor: Office) -> None:
    # The files are read by name: with new names the other unit comes first.
    root = kantor(
        ("instansi.yml", 'kode: "seksi-pelayanan"', 'kode: "zeksi"'),
        ("2023/realisasi/seksi-pelayanan.yml", 'unit: "seksi-pelayanan"', 'unit: "zeksi"'),
    )
    renstra = root / "content/renstra.yml"
    renstra.write_text(renstra.read_text().replace('penanggung_jawab: "seksi-pelayanan"', 'penanggung_jawab: "zeksi"'))
    folder = root / "content/2023/realisasi"
    (folder / "seksi-pelayanan.yml").rename(folder / "zeksi.yml")
    hasil = read(root)
    assert hasil.laporan is not None and hasil.problems == ()
    assert [u.unit for u in hasil.laporan.bahan.realisasi] == ["seksi-pemerintahan", "zeksi"]
    assert figures(hasil.laporan) == figures(compute(BAHAN))


def test_nobodys_default_precision_changes_a_figure() -> None:
    with decimal.localcontext(decimal.Context(prec=5, rounding=decimal.ROUND_DOWN)):
        narrow = compute(BAHAN)
    usual = compute(BAHAN)
    assert figures(narrow) == figures(usual)
    assert list(cara_hitung(narrow)) == list(cara_hitung(usual))


@pytest.mark.parametrize(
    ("figure", "tampil", "lengkap"),
    [
        (Angka(D("85.125"), "indeks", 2), "85,13", "85,13"),
        (Angka(D("85.125"), "persen", 1), "85,1", "85,1%"),
        (Angka(D("85.125"), "%"), "85,13", "85,13%"),
        (Angka(D(125_000_000), "Rp", 0), "125.000.000", "Rp125.000.000"),
        (Angka(D(-1_500_000), "Rp", 0), "-1.500.000", "-Rp1.500.000"),
        (Angka(D("-1.25"), "poin persen"), "-1,25", "-1,25"),
        (Angka(None, "Rp", 0, "x"), "–", "belum tersedia"),
    ],
)
def test_how_a_figure_is_printed(figure: Angka, tampil: str, lengkap: str) -> None:
    assert (figure.tampil, figure.lengkap) == (tampil, lengkap)


# --- the years before ------------------------------------------------------------------------------------------


def from_folder(bahan: Bahan, *years: TahunLalu) -> Bahan:
    """The same office without printed history, and with years that have a folder of their own."""
    return replace(bahan, riwayat=replace(bahan.riwayat, indikator=(), anggaran=()), lalu=years)


YEAR_2022 = office("dua-tahun").bahan.lalu[0]


def over_the_years(laporan: Laporan) -> list[Any]:
    """What is shown of the years, without how it came to be and where it was printed."""
    shown_years: list[Any] = [laporan.tahun_tampil]
    for i in laporan.indikator:
        shown_years += [(i.kode, y.tahun, *map(bare, (y.target, y.realisasi, y.capaian))) for y in i.tahun]
        shown_years += [(i.kode, y.tahun, *map(bare, (y.realisasi, y.capaian))) for y in i.target_renstra]
        shown_years.append((i.kode, bare(i.perubahan), i.tren))
    for r in laporan.riwayat_anggaran:
        shown_years += [(r.kode, r.nama, t.tahun, *map(bare, (t.pagu, t.realisasi, t.serapan))) for t in r.tahun]
    return shown_years


def test_a_year_with_a_folder_compares_like_the_same_year_in_the_history() -> None:
    printed, own = compute(BAHAN), compute(from_folder(BAHAN, YEAR_2022))
    assert over_the_years(own) == over_the_years(printed)
    assert printed.indikator[0].tahun[0].sumber == "LKIP 2022, tabel 3.1" and own.indikator[0].tahun[0].sumber is None


@given(
    st.decimals("0.01", 10**6, places=2),
    st.decimals(0, 10**6, places=4),
    st.sampled_from(["positif", "negatif"]),
    st.data(),
)
def test_any_figures_compare_alike_whichever_way_they_came(
    target: Decimal, realisasi: Decimal, polaritas: Any, data: st.DataObject
) -> None:
    rumus: Any = data.draw(st.sampled_from(["R/T"] if polaritas == "positif" else ["(2T-R)/T", "T/R"]))
    indikator = replace(INDIKATOR, polaritas=polaritas, rumus_capaian=rumus)
    bahan = with_indikator(BAHAN, indikator)
    year = TahunIndikator(tahun=2022, target=target, realisasi=realisasi, sumber="LKIP 2022")
    history = replace(BAHAN.riwayat.indikator[0], tahun=(year,))
    printed = replace(bahan, riwayat=replace(BAHAN.riwayat, indikator=(history, *BAHAN.riwayat.indikator[1:])))
    reported = Realisasi(kode="IKU-01", tahunan=realisasi, alasan_tahunan="uji")
    pk = YEAR_2022.perjanjian_kinerja
    own = replace(
        YEAR_2022,
        perjanjian=(replace(pk, indikator=(TargetIndikator(kode="IKU-01", target=target), *pk.indikator[1:])),),
        realisasi=(
            RealisasiUnit(unit="seksi-pelayanan", indikator=(reported, YEAR_2022.realisasi[0].indikator[1])),
            YEAR_2022.realisasi[1],
        ),
    )
    assert over_the_years(compute(from_folder(bahan, own))) == over_the_years(compute(printed))


def with_indikator(bahan: Bahan, indikator: Indikator) -> Bahan:
    """The same office with its first indicator changed."""
    aim = bahan.renstra.tujuan[0]
    goal = replace(aim.sasaran[0], indikator=(indikator, *aim.sasaran[0].indikator[1:]))
    tujuan = (replace(aim, sasaran=(goal, *aim.sasaran[1:])), *bahan.renstra.tujuan[1:])
    return replace(bahan, renstra=replace(bahan.renstra, tujuan=tujuan))


def test_a_year_that_stands_in_both_places_is_read_from_its_folder_and_counted_once() -> None:
    other = replace(BAHAN.riwayat.indikator[0].tahun[0], realisasi=D(1))
    history = replace(BAHAN.riwayat, indikator=(replace(BAHAN.riwayat.indikator[0], tahun=(other,)),))
    laporan = compute(replace(BAHAN, riwayat=history, lalu=(YEAR_2022,)))
    assert [(t.tahun, t.realisasi.tampil) for t in laporan.indikator[0].tahun] == [(2022, "83,50"), (2023, "85,13")]
    assert [t.tahun for t in laporan.riwayat_anggaran[0].tahun] == [2022, 2023]


def test_history_and_folders_stand_in_one_row_of_years() -> None:
    laporan = office("dua-tahun")
    assert laporan.tahun_tampil == (2021, 2022, 2023)
    assert [(t.tahun, t.target.tampil, t.realisasi.tampil, t.capaian.tampil) for t in laporan.indikator[0].tahun] == [
        (2021, "80,00", "79,20", "99,00"),
        (2022, "82,00", "83,50", "101,83"),
        (2023, "85,00", "85,13", "100,15"),
    ]
    assert [(t.tahun, t.serapan.tampil) for t in laporan.riwayat_anggaran[-1].tahun] == [
        (2021, "90,00"),
        (2022, "94,00"),
        (2023, "93,41"),
    ]


def test_no_more_than_five_years_are_shown_and_the_newest_of_them() -> None:
    years = [replace(YEAR_2022, tahun=t) for t in range(2016, 2023)]
    laporan = compute(from_folder(BAHAN, *years))
    assert laporan.tahun_tampil == (2019, 2020, 2021, 2022, 2023)
    assert len(laporan.indikator[0].tahun) == 8


def test_an_earlier_year_without_a_figure_says_why() -> None:
    units = tuple(replace(u, indikator=()) for u in YEAR_2022.realisasi)
    pk = replace(YEAR_2022.perjanjian_kinerja, indikator=YEAR_2022.perjanjian_kinerja.indikator[1:])
    laporan = compute(from_folder(BAHAN, replace(YEAR_2022, realisasi=units, perjanjian=(pk,))))
    first, second = laporan.indikator[0].tahun[0], laporan.indikator[1].tahun[0]
    assert first.target.alasan == "tidak ditargetkan dalam perjanjian kinerja tahun ini"
    assert (second.target.tampil, second.realisasi.alasan, second.capaian.alasan) == (
        "25,0",
        "belum disampaikan",
        "belum disampaikan",
    )
    assert laporan.indikator[1].perubahan.alasan == "tidak ada realisasi tahun lalu"


def test_a_program_of_one_year_only_is_compared_in_that_year_only() -> None:
    code = "7.01.09"
    line = replace(YEAR_2022.renja.program[1], kode=code, nama="Program Lama")
    year = replace(YEAR_2022, renja=replace(YEAR_2022.renja, program=(YEAR_2022.renja.program[0], line)))
    laporan = compute(from_folder(BAHAN, year))
    assert [(r.kode, r.nama, [(t.tahun, t.pagu.tampil) for t in r.tahun]) for r in laporan.riwayat_anggaran] == [
        ("7.01.01", "Program Penunjang Urusan Pemerintahan Daerah", [(2022, "400.000.000"), (2023, "500.000.000")]),
        ("7.01.02", "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik", [(2023, "120.000.000")]),
        (code, "Program Lama", [(2022, "100.000.000")]),
        ("", "Jumlah", [(2022, "500.000.000"), (2023, "620.000.000")]),
    ]


# --- targets, changes and benchmarks ---------------------------------------------------------------------------


def test_the_target_is_that_of_the_agreement_in_force_which_it_names() -> None:
    item, last = office("dua-tahun").indikator[0], office("dua-tahun", 2022).indikator[0]
    assert (item.target.tampil, item.target.cara) == ("85,00", "perjanjian kinerja perubahan tanggal 2 Oktober 2023")
    assert (last.target.tampil, last.target.cara) == ("82,00", "perjanjian kinerja tanggal 12 Januari 2022")
    assert office("dua-tahun").anggaran_perjanjian.tampil == "630.000.000"


@pytest.mark.parametrize(
    ("polaritas", "last", "expected"),
    [
        ("positif", "83.50", "membaik"),
        ("positif", "85.125", "tetap"),
        ("positif", "90", "memburuk"),
        ("negatif", "83.50", "memburuk"),
        ("negatif", "85.1250", "tetap"),
        ("negatif", "90", "membaik"),
        ("positif", None, None),
        ("negatif", None, None),
    ],
)
def test_the_trend_follows_the_direction_in_which_the_indicator_is_good(
    polaritas: Any, last: str | None, expected: str | None
) -> None:
    year = replace(BAHAN.riwayat.indikator[0].tahun[0], realisasi=None if last is None else D(last))
    history = replace(BAHAN.riwayat, indikator=(replace(BAHAN.riwayat.indikator[0], tahun=(year,)),))
    bahan = with_indikator(BAHAN, replace(INDIKATOR, polaritas=polaritas))
    assert compute(replace(bahan, riwayat=history)).indikator[0].tren == expected  # this year 85,125


def test_a_change_that_is_shown_as_none_is_no_trend_and_no_distance() -> None:
    tw = Triwulan(tw1=None, tw2=D("85.1230"), tw3=None, tw4=D("85.1240"))  # 85,1235 a year, shown as 85,12
    last = replace(BAHAN.riwayat.indikator[0].tahun[0], realisasi=D("85.12"))
    history = replace(BAHAN.riwayat, indikator=(replace(BAHAN.riwayat.indikator[0], tahun=(last,)),))
    other = Pembanding(nama="Kabupaten", nilai=D("85.12"), sumber="Laporan")
    item = compute(
        with_realisasi(replace(BAHAN, riwayat=history), "IKU-01", triwulan=tw, pembanding=(other,))
    ).indikator[0]
    assert (item.perubahan.tampil, item.tren) == ("0,00", "tetap")
    assert (item.pembanding[0].selisih.tampil, item.pembanding[0].letak) == ("0,00", "sama")


def test_there_is_no_trend_without_this_year() -> None:
    assert compute(with_realisasi(BAHAN, "IKU-01", triwulan=None)).indikator[0].tren is None


@pytest.mark.parametrize(
    ("polaritas", "nilai", "selisih", "letak"),
    [
        ("positif", "84.10", "1,03", "lebih baik"),  # 85,125 - 84,10
        ("positif", "85.125", "0,000", "sama"),
        ("positif", "88.3050", "-3,180", "belum sebaik"),
        ("negatif", "84.10", "1,03", "belum sebaik"),
        ("negatif", "85.1250", "0,000", "sama"),
        ("negatif", "88.3050", "-3,180", "lebih baik"),
    ],
)
def test_where_a_figure_lies_beside_another_follows_the_direction_in_which_the_indicator_is_good(
    polaritas: Any, nilai: str, selisih: str, letak: str
) -> None:
    other = Pembanding(nama="Kabupaten", nilai=D(nilai), sumber="Laporan")
    bahan = with_indikator(BAHAN, replace(INDIKATOR, polaritas=polaritas))
    (found,) = compute(with_realisasi(bahan, "IKU-01", pembanding=(other,))).indikator[0].pembanding
    assert (found.selisih.tampil, found.letak, found.nama, found.sumber) == (selisih, letak, "Kabupaten", "Laporan")


def test_a_benchmark_is_shown_also_where_there_is_nothing_to_compare_it_with() -> None:
    other = Pembanding(nama="Kabupaten", nilai=D(80), sumber="Laporan")
    bahan = with_realisasi(BAHAN, "IKU-01", triwulan=None, pembanding=(other,), alasan_belum_tersedia="Belum terbit.")
    (found,) = compute(bahan).indikator[0].pembanding
    assert (found.nilai.tampil, found.selisih.tampil, found.selisih.alasan) == ("80,00", "–", "Belum terbit.")
    assert found.letak is None


@pytest.mark.parametrize(
    ("satuan", "expected"),
    [
        ("persen", "poin persen"),
        ("%", "poin persen"),
        ("Persen", "poin persen"),
        ("indeks", "indeks"),
        ("jiwa", "jiwa"),
    ],
)
def test_the_difference_of_percentages_is_in_percentage_points(satuan: str, expected: str) -> None:
    other = Pembanding(nama="Kabupaten", nilai=D(80), sumber="Laporan")
    bahan = with_realisasi(with_indikator(BAHAN, replace(INDIKATOR, satuan=satuan)), "IKU-01", pembanding=(other,))
    item = compute(bahan).indikator[0]
    assert (item.perubahan.satuan, item.pembanding[0].selisih.satuan) == (expected, expected)
    assert (item.realisasi.satuan, item.pembanding[0].nilai.satuan) == (satuan, satuan)
    assert item.perubahan.lengkap == "1,63"  # never with a percent sign


# --- what a goal cost ------------------------------------------------------------------------------------------

Line = tuple[tuple[str, ...], int | str, int | str]
NONE = "belum ada program yang mendukung"


def cost(capaian: str | None, *programs: Line) -> Efisiensi:
    """What the goal S1 cost: its capaian, and programs with the goals that they serve, pagu and realisasi."""
    plan, spent = [], []
    for number, (goals, pagu, realisasi) in enumerate(programs, start=1):
        code = f"7.01.0{number}"
        sub = SubKegiatan(kode=f"{code}.2.01.1", nama="Sub", keluaran="x", satuan="dokumen", target=D(1))
        kegiatan = Kegiatan(kode=f"{code}.2.01", nama="Kegiatan", sub_kegiatan=(sub,))
        plan.append(Program(kode=code, nama="Program", sasaran=goals, kegiatan=(kegiatan,)))
        spent.append(AnggaranSubKegiatan(kode=sub.kode, pagu=D(pagu), realisasi=D(realisasi)))
    renja, anggaran = Renja(program=tuple(plan)), Anggaran(sumber="LRA", sub_kegiatan=tuple(spent))
    reached = persen("belum ada indikator yang dapat dinilai") if capaian is None else persen(D(capaian))
    return efisiensi("S1", reached, renja, serapan_anggaran(renja, anggaran))


S1, BOTH, OTHER = ("S1",), ("S1", "S2"), ("S2",)


@pytest.mark.parametrize(
    ("capaian", "programs", "serapan", "selisih", "simpulan"),
    [
        pytest.param("100", [(S1, 200, 180)], "90,00", "10,00", "efisien", id="reached with less"),
        pytest.param("125", [(S1, 200, 199)], "99,50", "25,50", "efisien", id="more than reached with less"),
        pytest.param("100", [(S1, 200, 0)], "0,00", "100,00", "efisien", id="reached with nothing"),
        pytest.param("100", [(S1, 200, 200)], "100,00", "0,00", "belum efisien", id="reached with all"),
        pytest.param("150", [(S1, 200, 202)], "101,00", "49,00", "belum efisien", id="spent beyond the ceiling"),
        pytest.param("99.99", [(S1, 200, 100)], "50,00", "49,99", "belum efisien", id="missed by little"),
        pytest.param("80", [(S1, 200, 190)], "95,00", "-15,00", "belum efisien", id="missed and spent"),
        pytest.param("0", [(S1, 200, 0)], "0,00", "0,00", "belum efisien", id="nothing done"),
        pytest.param(
            "100", [(S1, 100, 90), (S1, 300, 150)], "60,00", "40,00", "efisien", id="two programs: sum over sum, not 70"
        ),
        pytest.param(
            "100", [(S1, 100, 90), (OTHER, 900, 900)], "90,00", "10,00", "efisien", id="a program of another goal"
        ),
        pytest.param(
            "100", [(BOTH, 100, 90), (S1, 100, 50)], "70,00", "30,00", "efisien", id="a shared program counts whole"
        ),
        pytest.param(
            None,
            [(S1, 200, 180)],
            "90,00",
            "belum ada indikator yang dapat dinilai",
            "belum dapat dinilai",
            id="no capaian",
        ),
        pytest.param("100", [(OTHER, 200, 180)], NONE, NONE, "belum dapat dinilai", id="no program"),
        pytest.param("100", [], NONE, NONE, "belum dapat dinilai", id="no program at all"),
        pytest.param("100", [(S1, 0, 0)], "pagu 0", "pagu 0", "belum dapat dinilai", id="no ceiling"),
    ],
)
def test_what_a_goal_cost(capaian: str | None, programs: list[Line], serapan: str, selisih: str, simpulan: str) -> None:
    found = cost(capaian, *programs)
    assert (told(found.serapan), told(found.selisih), found.simpulan) == (serapan, selisih, simpulan)
    assert (found.selisih.satuan, found.pagu.satuan) == ("poin persen", "Rp")


def told(figure: Angka) -> str:
    """A figure as printed, or the reason why there is none."""
    return figure.alasan or "?" if figure.nilai is None else figure.tampil


@pytest.mark.parametrize(
    ("capaian", "program", "simpulan"),
    [
        ("99.995", (S1, 200, 180), "efisien"),  # shown as 100,00 and 90,00
        ("99.99499", (S1, 200, 180), "belum efisien"),  # 99,99
        ("100", (S1, 100_000, 99_995), "belum efisien"),  # 100,00 of the ceiling
        ("100", (S1, 100_000, 99_994), "efisien"),  # 99,99
    ],
)
def test_a_goal_is_judged_by_its_figures_as_they_are_shown(capaian: str, program: Line, simpulan: str) -> None:
    assert cost(capaian, program).simpulan == simpulan


def test_the_programs_behind_a_goal_are_named_and_those_that_it_shares() -> None:
    found = cost("100", (BOTH, 100, 90), (S1, 300, 150), (OTHER, 50, 50))
    assert [line.kode for line in found.program] == ["7.01.01", "7.01.02"]
    assert (found.bersama, found.pagu.nilai, found.realisasi.nilai) == (("7.01.01",), 400, 240)
    assert (found.pagu.cara, found.realisasi.cara) == ("100 + 300", "90 + 150")
    assert (found.serapan.cara, found.selisih.cara) == ("240 ÷ 400 × 100", "100 − 60")


def test_the_office_judges_each_goal_by_the_programs_that_serve_it(laporan: Laporan) -> None:
    first, second = (s.efisiensi for s in laporan.sasaran)
    assert (first.pagu.tampil, first.serapan.tampil, first.selisih.tampil) == ("620.000.000", "94,92", "2,31")
    assert (second.pagu.tampil, second.serapan.tampil, second.selisih.tampil) == ("500.000.000", "94,00", "6,00")
    assert (first.simpulan, second.simpulan) == ("belum efisien", "efisien")  # 97,23 and 100
    assert (first.bersama, second.bersama) == (("7.01.01",), ("7.01.01",))


def test_outputs_are_shown_with_their_decimals_and_a_missing_one_says_so() -> None:
    subs = [line for line in lines(office("dua-tahun").anggaran) if line.keluaran]
    assert [(s.keluaran.target.tampil, told(s.keluaran.realisasi), s.keluaran.satuan) for s in subs if s.keluaran] == [
        ("4", "4", "dokumen"),
        ("5", "4,5", "laporan"),
        ("12", "keluaran tidak dilaporkan", "laporan"),
    ]
    assert {line.tingkat for line in lines(office("dua-tahun").anggaran) if not line.keluaran} == {
        "jumlah",
        "program",
        "kegiatan",
    }


# --- the state of the office -----------------------------------------------------------------------------------


def test_staff_equipment_and_villages_are_closed_by_their_totals(laporan: Laporan) -> None:
    def row(part: Any, *names: str) -> tuple[str, ...]:
        return (part.nama, *(getattr(part, name).tampil for name in names))

    state, people = laporan.keadaan, ("laki_laki", "perempuan", "jumlah")
    assert [row(r, *people) for r in state.golongan] == [
        ("Golongan III", "5", "4", "9"),
        ("Golongan II", "3", "2", "5"),
        ("Jumlah", "8", "6", "14"),
    ]
    assert [row(r, *people) for r in state.pendidikan] == [
        ("Sarjana", "6", "5", "11"),
        ("SMA", "2", "1", "3"),
        ("Jumlah", "8", "6", "14"),
    ]
    assert [row(r, "baik", "rusak", "jumlah") for r in state.barang] == [
        ("Gedung kantor", "1", "0", "1"),
        ("Komputer", "7", "2", "9"),
    ]  # different things have no total
    assert [row(r, "luas", "laki_laki", "perempuan", "penduduk", "kepadatan") for r in state.desa] == [
        ("Desa Satu", "12,50", "1.020", "1.011", "2.031", "162,48"),
        ("Desa Dua", "8,00", "640", "655", "1.295", "161,88"),  # 161,875
        ("Jumlah", "20,50", "1.660", "1.666", "3.326", "162,24"),  # 3.326 / 20,50, not a mean of the two
    ]
    assert {state.desa[0].luas.satuan, state.desa[0].penduduk.satuan, state.desa[0].kepadatan.satuan} == {
        "km²",
        "jiwa",
        "jiwa/km²",
    }


def test_a_part_without_data_is_left_out_and_has_no_total() -> None:
    state = compute(replace(BAHAN, profil=Profil())).keadaan
    assert (state.golongan, state.pendidikan, state.barang, state.desa) == ((), (), (), ())
    assert office("dua-tahun", 2022).keadaan.golongan == ()


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=8))
def test_a_total_is_the_sum_of_its_rows_in_every_column(counts: list[tuple[int, int]]) -> None:
    groups = tuple(KelompokPegawai(nama=f"K{n}", laki_laki=m, perempuan=f) for n, (m, f) in enumerate(counts))
    staff = Pegawai(tanggal=BAHAN.dokumen.tanggal, sumber="x", golongan=groups, pendidikan=groups)
    things = tuple(Barang(nama=f"B{n}", satuan="unit", baik=m, rusak=f) for n, (m, f) in enumerate(counts))
    villages = tuple(Desa(nama=f"D{n}", luas=D(1), laki_laki=m, perempuan=f) for n, (m, f) in enumerate(counts))
    profil = Profil(pegawai=staff, sarana=Sarana(sumber="x", barang=things), wilayah=Wilayah(sumber="x", desa=villages))
    state = compute(replace(BAHAN, profil=profil)).keadaan
    men, women = (sum(pair[n] for pair in counts) for n in (0, 1))
    for total in (state.golongan[-1], state.pendidikan[-1], state.desa[-1]):
        assert (total.nama, total.laki_laki.nilai, total.perempuan.nilai) == ("Jumlah", men, women)
    assert state.golongan[-1].jumlah.nilai == state.desa[-1].penduduk.nilai == men + women
    assert [b.jumlah.nilai for b in state.barang] == [m + f for m, f in counts]


def test_a_village_without_area_has_no_density() -> None:
    villages = (
        Desa(nama="A", luas=D(0), laki_laki=1, perempuan=1),
        Desa(nama="B", luas=D(2), laki_laki=3, perempuan=1),
    )
    rows = compute(replace(BAHAN, profil=Profil(wilayah=Wilayah(sumber="x", desa=villages)))).keadaan.desa
    assert [told(r.kepadatan) for r in rows] == ["luas 0", "2,00", "3,00"]


# --- how a figure came to be -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("-0", "0"),
        ("85.1250", "85,125"),
        ("510000000", "510.000.000"),
        ("1E+3", "1.000"),
        ("0.5", "0,5"),
        ("-2.625", "-2,625"),
        ("0.123456", "0,123456"),
        ("0.1234567", "0,123456…"),
        ("1234.0000005", "1.234,000000…"),
        ("-0.6666666666", "-0,666666…"),
        ("66.666666666666666666666666666666", "66,666666…"),
        ("999999999999999", "999.999.999.999.999"),
    ],
)
def test_a_step_of_a_calculation_is_whole_or_ends_in_an_ellipsis(value: str, expected: str) -> None:
    assert tertulis(D(value)) == expected


@given(st.decimals(-(10**12), 10**12, places=12))
def test_a_step_is_exact_or_cut_never_rounded(value: Decimal) -> None:
    text = tertulis(value)
    shown_value = number(text)
    if "…" in text:
        assert abs(shown_value) <= abs(value) < abs(shown_value) + D("0.000001")
    else:
        assert shown_value == value


def number(text: str) -> Decimal:
    """An Indonesian number as a reader understands it; an ellipsis says that there were more decimals."""
    assert re.fullmatch(r"-?(\d{1,3}(\.\d{3})*)(,\d+)?…?", text), text
    return D(text.rstrip("…").replace(".", "").replace(",", "."))


_TOKEN = re.compile(r"\s*(-?\d[\d.]*(?:,\d+)?…?|[÷×+−()])")
CALCULATION = re.compile(r"[-\d.,… ÷×+−()]+")


def worked_out(text: str) -> Decimal:
    """Work a calculation out as a reader does: brackets, then × and ÷, then + and −, from left to right."""
    tokens = _TOKEN.findall(text)
    assert "".join(tokens) == text.replace(" ", ""), text

    def factor() -> Decimal:
        token = tokens.pop(0)
        if token != "(":
            return number(token)
        value = total()
        assert tokens.pop(0) == ")"
        return value

    def product() -> Decimal:
        value = factor()
        while tokens and tokens[0] in "×÷":
            value = value * factor() if tokens.pop(0) == "×" else value / factor()
        return value

    def total() -> Decimal:
        value = product()
        while tokens and tokens[0] in "+−":
            value = value + product() if tokens.pop(0) == "+" else value - product()
        return value

    with decimal.localcontext(decimal.Context(prec=34)):
        result = total()
    assert not tokens, text
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2 + 3 × 4", 14), ("(2 + 3) × 4", 20), ("8 − 3 − 2", 3), ("8 ÷ 4 × 2", 4), ("1.000,5 − -2", D("1002.5"))],
)
def test_the_reader_of_calculations_reads_as_people_do(text: str, expected: Decimal) -> None:
    assert worked_out(text) == expected


def proven(figure: Angka) -> bool:
    """Whether a calculation gives the figure: as shown, or to a hundredth where it was cut."""
    value = worked_out(figure.cara)
    if "…" in figure.cara:
        assert figure.nilai is not None
        return abs(value - figure.nilai) <= D("0.01")
    return angka(value, figure.desimal) == figure.tampil


TOLD = (
    r"perjanjian kinerja( perubahan)? tanggal \d{1,2} [A-Z][a-z]+ \d{4}",
    r"target Renstra tahun \d{4}",
    r"tercetak dalam \S.*",
    r"angka (tahunan|triwulan (I|II|III|IV)) dari \S.*",
    r"(jumlah dari \d+|dari satu) (program|kegiatan|sub kegiatan)",
    r"(terbesar|terkecil) dari \S.*",
    r"capaian [\d.,-]+ (diturunkan ke batas atas|dinaikkan ke batas bawah) [\d.,-]+ menurut kebijakan pengukuran",
    r"target paling banyak 0, realisasi [\d.,()-]+: (tercapai, dihitung 100|tidak tercapai, dihitung 0)",
    r"jumlah anggaran program dalam perjanjian kinerja yang berlaku",
)


@pytest.mark.parametrize(("name", "tahun"), OFFICES)
def test_every_calculation_gives_the_figure_behind_it(name: str, tahun: int) -> None:
    calculated = 0
    for found in cara_hitung(office(name, tahun)):
        figure = found.angka
        if figure.nilai is None:
            assert figure.alasan and not figure.cara, figure
        elif CALCULATION.fullmatch(figure.cara):
            calculated += 1
            assert proven(figure), figure
        else:
            assert any(re.fullmatch(form, figure.cara) for form in TOLD), figure
    assert calculated > 30


@given(st.sampled_from(FORMULAS), amounts, amounts)
def test_the_calculation_of_a_capaian_gives_the_capaian(rumus: Any, target: Decimal, realisasi: Decimal) -> None:
    found = hitung_capaian(rumus, target, realisasi)
    text = cara_capaian(rumus, target, realisasi)
    if isinstance(found, Decimal) and target:
        assert proven(persen(found, "x", text))
    elif isinstance(found, Decimal):
        reached = "tidak tercapai, dihitung 0" if realisasi else "tercapai, dihitung 100"
        assert str(text) == f"target paling banyak 0, realisasi {tertulis(realisasi)}: {reached}"


@given(st.lists(st.decimals(-1000, 1000, places=3), min_size=1, max_size=8))
def test_the_calculation_of_a_mean_gives_the_mean(values: list[Decimal]) -> None:
    assert proven(rata_rata([persen(v) for v in values], "", "x"))


@pytest.mark.parametrize(
    ("agregasi", "frekuensi", "quarters", "expected"),
    [
        ("jumlah", "triwulanan", (1, 2, 3, "4.50"), "1 + 2 + 3 + 4,5"),
        ("rata_rata", "semesteran", (None, "84.50", None, "85.75"), "(84,5 + 85,75) ÷ 2"),
        ("terakhir", "triwulanan", (1, 2, 3, 4), "angka triwulan IV dari Seksi Pelayanan"),
        ("terakhir", "tahunan", (None, None, None, 6), "angka triwulan IV dari Seksi Pelayanan"),
        ("jumlah", "tahunan", (None, None, None, 6), "angka triwulan IV dari Seksi Pelayanan"),
        ("maksimum", "triwulanan", (1, 9, "3.5", 4), "terbesar dari 1; 9; 3,5; 4"),
        ("minimum", "semesteran", (None, 8, None, 7), "terkecil dari 8; 7"),
        ("jumlah", "triwulanan", (1, None, 3, 4), ""),
    ],
)
def test_how_the_year_came_from_its_quarters(agregasi: str, frekuensi: str, quarters: Any, expected: str) -> None:
    tw = Triwulan(**{f"tw{n}": None if q is None else D(q) for n, q in enumerate(quarters, start=1)})
    indikator = replace(INDIKATOR, agregasi=agregasi, frekuensi=frekuensi)
    found = realisasi_tahun(indikator, Realisasi(kode="IKU-01", triwulan=tw), "IKU-01.realisasi", "Seksi Pelayanan")
    assert (found.cara, found.kunci) == (expected, "IKU-01.realisasi")
    if found.nilai is not None and CALCULATION.fullmatch(expected):
        assert proven(found)


def test_a_figure_of_the_year_alone_names_who_gave_it() -> None:
    found = realisasi_tahun(INDIKATOR, Realisasi(kode="IKU-01", tahunan=D(5)), "IKU-01.realisasi", "Seksi Pelayanan")
    assert found.cara == "angka tahunan dari Seksi Pelayanan"


@pytest.mark.parametrize(
    ("realisasi", "target", "cara"),
    [
        (12, 6, "capaian 200,00 diturunkan ke batas atas 120 menurut kebijakan pengukuran"),
        (-3, 6, "capaian -50,00 dinaikkan ke batas bawah 0 menurut kebijakan pengukuran"),
    ],
)
def test_a_bounded_capaian_says_so_and_has_an_entry_of_its_own(realisasi: int, target: int, cara: str) -> None:
    tw = Triwulan(tw1=None, tw2=None, tw3=None, tw4=D(realisasi))
    laporan = compute(with_realisasi(BAHAN, "IKU-03", triwulan=tw))
    item = laporan.indikator[2]
    assert (item.dihitung.kunci, item.dihitung.cara) == ("IKU-03.dihitung", cara)
    assert [h.apa for h in cara_hitung(laporan) if h.angka is item.dihitung] == ["Capaian dalam rata-rata"]
    assert laporan.sasaran[1].capaian.cara == tertulis(item.dihitung.nilai or D(0))


def test_a_sum_of_many_parts_is_told_by_their_count() -> None:
    found = cost("100", *[(S1, 100, 90)] * 8)
    assert found.pagu.cara == " + ".join(["100"] * 8) and found.pagu.nilai == 800
    assert cost("100", *[(S1, 100, 90)] * 9).pagu.cara == "jumlah dari 9 program"


def all_figures(node: Any, path: str = "laporan") -> Iterator[tuple[str, Angka]]:
    """Every figure of a report with where it stands; what was handed in holds none."""
    if isinstance(node, Angka):
        yield path, node
    elif isinstance(node, tuple):
        for index, part in enumerate(node):
            yield from all_figures(part, f"{path}[{index}]")
    elif is_dataclass(node) and not isinstance(node, Bahan):
        for f in fields(node):
            yield from all_figures(getattr(node, f.name), f"{path}.{f.name}")


@pytest.mark.parametrize(("name", "tahun"), OFFICES)
def test_every_figure_that_has_a_name_stands_in_the_list_once_and_nothing_else_does(name: str, tahun: int) -> None:
    laporan = office(name, tahun)
    listed = [h.angka for h in cara_hitung(laporan)]
    assert [key for key, times in Counter(figure.kunci for figure in listed).items() if times > 1] == []
    assert all(figure.kunci for figure in listed)
    named = {figure.kunci: figure for _, figure in all_figures(laporan) if figure.kunci}
    assert named.keys() == {figure.kunci for figure in listed}
    for figure in listed:  # one name is one figure wherever it stands
        assert {(f.nilai, f.cara) for _, f in all_figures(laporan) if f.kunci == figure.kunci} == {
            (figure.nilai, figure.cara)
        }


MAIN = (
    "capaian",
    "ringkasan-sasaran",
    "anggaran-program",
    "sasaran-capaian",
    "sasaran-tahun",
    "sasaran-renstra",
    "sasaran-efisiensi",
    "sasaran-program",
    "perbandingan-realisasi",
    "perbandingan-capaian",
)


@pytest.mark.parametrize(("name", "tahun"), OFFICES)
@pytest.mark.parametrize("nama", MAIN)
def test_every_figure_of_the_main_tables_says_how_it_came_to_be(nama: str, name: str, tahun: int) -> None:
    laporan = office(name, tahun)
    listed = {h.angka.kunci for h in cara_hitung(laporan)}
    spec = definition("tabel.yml", nama)
    laid = columns(spec, laporan)
    cells = [(c.isi, look_up(row, c.isi, c.tahun)) for row in ROWS[spec["baris"]](laporan, {}) for c in laid]
    kinds = spec.get("jumlah", ())
    kinds = [{"baris": kinds, "isi": spec.get("isi_jumlah", {})}] if isinstance(kinds, str) else kinds
    for kind in kinds:
        for row in ROWS[kind["baris"]](laporan, {}):
            paths = [kind["isi"].get(c.isi, c.isi) for c in laid if c.rata == "kanan"]
            cells += [(path, look_up(row, path)) for path in paths]
    found = [(path, value) for path, value in cells if isinstance(value, Angka)]
    assert found and [(path, value) for path, value in found if value.kunci not in listed] == []


def test_the_list_tells_a_reason_once_for_each_thing_and_then_points_up() -> None:
    laporan = compute(with_realisasi(BAHAN, "IKU-02", triwulan=None, alasan_belum_tersedia="Alat ukur rusak."))
    found = [
        r for r in ROWS["hitungan"](laporan, {}) if r["hitungan"].kode == "IKU-02" and r["hasil"] == "belum tersedia"
    ]
    assert [(r["hitungan"].apa, r["cara"]) for r in found] == [
        ("Realisasi 2023", "belum tersedia: Alat ukur rusak."),
        ("Capaian 2023", "belum tersedia: sebabnya sama dengan di atas"),
        ("Perubahan dari tahun lalu", "belum tersedia: sebabnya sama dengan di atas"),
        ("Pertumbuhan dari tahun 2022", "belum tersedia: sebabnya sama dengan di atas"),
        ("Tingkat kemajuan", "belum tersedia: Alat ukur rusak."),  # rows with figures stand between
        ("Laju per tahun", "belum tersedia: Alat ukur rusak."),
        ("Laju yang diperlukan", "belum tersedia: sebabnya sama dengan di atas"),
    ]
