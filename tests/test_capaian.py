"""Every formula, with figures to follow by hand; what has no value says why; nothing missing becomes zero."""

from __future__ import annotations

import decimal
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from conftest import LENGKAP, Office
from hypothesis import assume, given
from hypothesis import strategies as st

from lkip.capaian import (
    Angka,
    Laporan,
    Serapan,
    batasi,
    compute,
    hitung_capaian,
    hitung_serapan,
    kategori,
    persen,
    rata_rata,
    realisasi_tahun,
)
from lkip.model import Bahan, Indikator, Kebijakan, Kelas, Realisasi, Skala, Triwulan
from lkip.pipeline import read

D = Decimal
REPORT = read(LENGKAP).laporan
assert REPORT is not None
BAHAN: Bahan = REPORT.bahan
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
    assert laporan.sasaran[1].capaian == persen("belum ada indikator yang dapat dinilai")
    assert laporan.capaian.nilai == laporan.sasaran[0].capaian.nilai


def test_an_office_without_any_data_has_no_capaian_and_does_not_fail() -> None:
    laporan = compute(replace(BAHAN, realisasi=()))
    assert laporan.capaian == persen("belum ada sasaran yang dapat dinilai")
    assert (laporan.kategori, laporan.indikator[0].realisasi.alasan) == (None, "belum disampaikan")


def test_an_indicator_that_was_not_promised_says_so() -> None:
    pk = replace(BAHAN.perjanjian_kinerja, indikator=BAHAN.perjanjian_kinerja.indikator[1:])
    item = compute(replace(BAHAN, perjanjian_kinerja=pk)).indikator[0]
    assert item.capaian == persen("tidak ditargetkan dalam perjanjian kinerja tahun ini")
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


def figures(laporan: Laporan) -> dict[str, tuple[Any, ...]]:
    """Every figure by its code."""
    found: dict[str, tuple[Any, ...]] = {
        i.kode: (i.realisasi, i.capaian, i.dihitung, i.kategori, i.perubahan, i.kemajuan) for i in laporan.indikator
    }
    found |= {s.kode: (s.capaian, s.kategori, s.dinilai) for s in laporan.sasaran}
    found |= {b.kode: (b.pagu, b.realisasi, b.sisa, b.serapan) for b in lines(laporan.anggaran)}
    found |= {f"{r.kode} {t.tahun}": (t.pagu, t.serapan) for r in laporan.riwayat_anggaran for t in r.tahun}
    return found | {"tahun": (laporan.capaian, laporan.kategori, laporan.tahun_tampil)}


def test_the_order_of_what_was_handed_in_changes_no_figure() -> None:
    b = BAHAN
    turned = replace(
        b,
        realisasi=tuple(replace(u, indikator=u.indikator[::-1]) for u in b.realisasi[::-1]),
        anggaran=replace(b.anggaran, sub_kegiatan=b.anggaran.sub_kegiatan[::-1]),
        riwayat=replace(b.riwayat, indikator=b.riwayat.indikator[::-1], anggaran=b.riwayat.anggaran[::-1]),
        perjanjian_kinerja=replace(b.perjanjian_kinerja, indikator=b.perjanjian_kinerja.indikator[::-1]),
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
        narrow = figures(compute(BAHAN))
    assert narrow == figures(compute(BAHAN))


@pytest.mark.parametrize(
    ("figure", "tampil", "lengkap"),
    [
        (Angka(D("85.125"), "indeks", 2), "85,13", "85,13"),
        (Angka(D("85.125"), "persen", 1), "85,1", "85,1%"),
        (Angka(D("85.125"), "%"), "85,13", "85,13%"),
        (Angka(D(125_000_000), "Rp", 0), "125.000.000", "Rp125.000.000"),
        (Angka(None, "Rp", 0, "x"), "–", "belum tersedia"),
    ],
)
def test_how_a_figure_is_printed(figure: Angka, tampil: str, lengkap: str) -> None:
    assert (figure.tampil, figure.lengkap) == (tampil, lengkap)
