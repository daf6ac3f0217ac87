"""An indicator over the years, by hand: change and growth, trend, means of the plan, pace to the plan's end, quarters.

The office of `kecil` reports 2024; its Renstra is of 2021 to 2025, with a final target of 100 unless a case says so.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from kecil import BASE, bahan, dec, indikator, isian, janji, lalu, laporan, quarters, sampai, satu

from lkip.capaian import Angka, CapaianIndikator, compute
from lkip.model import AmbangTren, KondisiAwal, Pembanding, RealisasiUnit, TahunLalu, TargetTahun

D = Decimal
BAGIAN_TAHUN = "laporan ini belum setahun penuh"
TANGGA = ("D", "C", "B", "A")
LADDER = indikator(
    polaritas="ordinal", rumus_capaian="posisi", tangga=TANGGA, target=(TargetTahun(tahun=2025, teks="A"),)
)


def told(figure: Angka) -> str:
    return figure.tampil if figure.nilai is not None else figure.alasan or "?"


def ranged(bawah: Any, atas: Any, **more: Any) -> Any:
    target = TargetTahun(tahun=2025, bawah=dec(bawah), atas=dec(atas))
    return indikator(polaritas="rentang", target=(target,), **more)


def final(nilai: Any, **more: Any) -> Any:
    return indikator(target=(TargetTahun(tahun=2025, nilai=dec(nilai)),), **more)


# --- growth ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "selisih", "persen", "cara"),
    [
        ("80", "88", "8,00", "10,00", "(88 − 80) ÷ 80 × 100"),
        ("80", "60", "-20,00", "-25,00", "(60 − 80) ÷ 80 × 100"),
        ("80", "80", "0,00", "0,00", "(80 − 80) ÷ 80 × 100"),
        ("3", "4", "1,00", "33,33", "(4 − 3) ÷ 3 × 100"),
        ("-4", "-2", "2,00", "50,00", "((-2) − (-4)) ÷ 4 × 100"),  # by the size of then, so that up is up
        ("-4", "-6", "-2,00", "-50,00", "((-6) − (-4)) ÷ 4 × 100"),
        ("-4", "2", "6,00", "150,00", "(2 − (-4)) ÷ 4 × 100"),
        ("0", "5", "5,00", "realisasi tahun 2023 0", ""),
        ("0", "0", "0,00", "realisasi tahun 2023 0", ""),
        ("80", "0", "-80,00", "-100,00", "(0 − 80) ÷ 80 × 100"),
    ],
)
def test_growth_is_the_difference_over_the_size_of_then(
    then: str, now: str, selisih: str, persen: str, cara: str
) -> None:
    (found,) = satu(indikator(), janji(100), isian(now), [lalu(2023, then)]).pertumbuhan
    assert (found.tahun, told(found.selisih), told(found.persen), found.persen.cara) == (2023, selisih, persen, cara)
    assert (found.persen.satuan, found.persen.kunci) == ("%", "A.2023.pertumbuhan")


def test_growth_is_told_against_every_earlier_year_and_against_last_year_it_is_the_change() -> None:
    item = satu(indikator(), janji(100), isian(90), [lalu(2023, 80), lalu(2021, 60), lalu(2022, None)])
    assert [(p.tahun, told(p.selisih), told(p.persen)) for p in item.pertumbuhan] == [
        (2021, "30,00", "50,00"),
        (2022, "tidak ada data tahun itu", "tidak ada data tahun itu"),
        (2023, "10,00", "12,50"),
    ]
    assert [p.selisih.kunci for p in item.pertumbuhan] == ["A.2021.selisih", "", ""]
    assert (told(item.perubahan), item.perubahan.cara, item.perubahan.kunci) == ("10,00", "90 − 80", "A.perubahan")


def test_growth_without_this_year_gives_this_years_reason() -> None:
    (found,) = satu(indikator(), janji(100), isian(alasan_belum_tersedia="Belum terbit."), [lalu(2023, 80)]).pertumbuhan
    assert (told(found.selisih), told(found.persen)) == ("Belum terbit.", "Belum terbit.")


def test_steps_of_a_ladder_differ_by_steps_and_do_not_grow_in_percent() -> None:
    item = satu(LADDER, janji(teks="A"), isian(teks="A"), [lalu(2023, None, teks="A", realisasi_teks="C")])
    (found,) = item.pertumbuhan
    assert (found.selisih.bersatuan, told(found.persen)) == (
        "2\u00a0tingkat",
        "predikat tidak dihitung dalam persen",
    )


@pytest.mark.parametrize(("satuan", "expected"), [("%", "poin persen"), ("Persen", "poin persen"), ("jiwa", "jiwa")])
def test_percentages_differ_by_percentage_points(satuan: str, expected: str) -> None:
    item = satu(indikator(satuan=satuan), janji(100), isian(90), [lalu(2023, 80), lalu(2022, 70)])
    assert {item.perubahan.satuan, *(p.selisih.satuan for p in item.pertumbuhan)} == {expected}
    assert item.laju.rata_rata.satuan == item.laju.perlu.satuan == f"{expected} per tahun"


def test_a_provisional_year_makes_change_growth_and_means_provisional() -> None:
    item = satu(indikator(), janji(100), isian(90, sementara="x"), [lalu(2023, 80, 100)])
    (growth,) = item.pertumbuhan
    marked = (item.perubahan, growth.selisih, growth.persen, item.rata_rata_realisasi, item.rata_rata_capaian)
    assert all(f.tampil.endswith("*") for f in (*marked, item.kemajuan, item.laju.rata_rata, item.laju.perlu))
    assert not item.tahun[0].capaian.sementara


def test_an_own_folder_that_was_provisional_marks_what_is_compared_with_it() -> None:
    whole = bahan(indikator(), janji(100), isian(90))
    unit = RealisasiUnit(unit="unit-0", indikator=(isian(80, sementara="x"),))
    year = TahunLalu(
        tahun=2023, perjanjian=whole.perjanjian, renja=whole.renja, realisasi=(unit,), anggaran=whole.anggaran
    )
    item = compute(replace(whole, lalu=(year,))).indikator[0]
    assert (item.realisasi.tampil, item.perubahan.tampil, item.pertumbuhan[0].persen.tampil) == (
        "90,00",
        "10,00*",
        "12,50*",
    )
    assert item.laju.rata_rata.tampil == "10,00*" and item.laju.perlu.tampil == "10,00"


# --- trend -------------------------------------------------------------------------------------------------------

AMBANG = AmbangTren(membaik=D("2"), memburuk=D("1"))


@pytest.mark.parametrize(
    ("polaritas", "now", "expected"),
    [
        ("positif", "82", "membaik"),  # at the threshold
        ("positif", "81.99", "tetap"),
        ("positif", "82.01", "membaik"),
        ("positif", "80", "tetap"),
        ("positif", "79.01", "tetap"),
        ("positif", "79", "memburuk"),
        ("positif", "78.99", "memburuk"),
        ("negatif", "78", "membaik"),
        ("negatif", "78.01", "tetap"),
        ("negatif", "77.99", "membaik"),
        ("negatif", "80.99", "tetap"),
        ("negatif", "81", "memburuk"),
        ("negatif", "81.01", "memburuk"),
        ("manual", "90", None),
    ],
)
def test_a_trend_begins_at_its_threshold(polaritas: Any, now: str, expected: str | None) -> None:
    one = indikator(polaritas=polaritas, ambang_tren=AMBANG)
    assert satu(one, janji(100), isian(now), [lalu(2023, 80)]).tren == expected


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ("93", "92", "tetap"),  # 3 off, 2 off: nearer by 1
        ("93", "91", "membaik"),  # by 2
        ("93", "85", "membaik"),  # by 3, inside
        ("85", "86", "tetap"),  # both inside, however far apart
        ("85", "80", "tetap"),  # on the bound
        ("85", "79.01", "tetap"),  # 0,99 off
        ("85", "79", "memburuk"),
        ("92", "78", "tetap"),  # 2 off above, 2 off below
        ("92", "77", "memburuk"),  # 2 off above, 3 off below
    ],
)
def test_the_trend_of_a_range_is_that_of_the_distance_to_it(then: str, now: str, expected: str) -> None:
    one = ranged(80, 90, ambang_tren=AMBANG)
    assert satu(one, janji(bawah=80, atas=90), isian(now), [lalu(2023, then)]).tren == expected


@pytest.mark.parametrize(("then", "expected"), [("D", "membaik"), ("B", "tetap"), ("A", "memburuk")])
def test_the_trend_of_a_ladder_goes_by_steps(then: str, expected: str) -> None:
    past = lalu(2023, None, teks="A", realisasi_teks=then)
    assert satu(LADDER, janji(teks="A"), isian(teks="B"), [past]).tren == expected
    coarse = replace(LADDER, ambang_tren=AmbangTren(membaik=D(3), memburuk=D(2)))
    assert satu(coarse, janji(teks="A"), isian(teks="B"), [past]).tren == "tetap"


@pytest.mark.parametrize(
    ("now", "expected"), [("80.01", "membaik"), ("80.004", "tetap"), ("80.00", "tetap"), ("79.99", "memburuk")]
)
def test_without_thresholds_any_change_that_is_shown_counts(now: str, expected: str) -> None:
    one = indikator(agregasi="rata_rata", frekuensi="semesteran")  # computed, hence shown with two decimals
    item = satu(one, janji(100), isian(triwulan=quarters(None, now, None, now)), [lalu(2023, 80)])
    assert item.tren == expected


def test_thresholds_of_0_are_like_none() -> None:
    one = indikator(ambang_tren=AmbangTren(membaik=D(0), memburuk=D(0)))
    assert [satu(one, janji(100), isian(v), [lalu(2023, 80)]).tren for v in (81, 80, 79)] == [
        "membaik",
        "tetap",
        "memburuk",
    ]


@pytest.mark.parametrize("years", [[], [lalu(2022, 80)], [lalu(2023, None)]], ids=["none", "an older one", "empty"])
def test_there_is_no_trend_without_last_year(years: Any) -> None:
    item = satu(indikator(), janji(100), isian(90), years)
    assert (item.tren, told(item.perubahan)) == (None, "tidak ada realisasi tahun lalu")


def test_a_range_without_target_has_no_trend() -> None:
    assert satu(ranged(80, 90), None, isian(85), [lalu(2023, 70)]).tren is None


@pytest.mark.parametrize(
    ("one", "promised", "other", "expected"),
    [
        (indikator(), janji(100), {"nilai": D(84)}, "lebih baik"),
        (indikator(), janji(100), {"nilai": D(85)}, "sama"),
        (indikator(), janji(100), {"nilai": D("85.01")}, "belum sebaik"),
        (indikator(polaritas="negatif"), janji(100), {"nilai": D(84)}, "belum sebaik"),
        (indikator(polaritas="negatif"), janji(100), {"nilai": D(86)}, "lebih baik"),
        (ranged(80, 84), janji(bawah=80, atas=84), {"nilai": D(82)}, "belum sebaik"),
        (ranged(80, 84), janji(bawah=80, atas=84), {"nilai": D(79)}, "sama"),  # 1 off as well, on the other side
        (ranged(80, 84), janji(bawah=80, atas=84), {"nilai": D(90)}, "lebih baik"),
        (indikator(polaritas="manual"), janji(teks="x"), {"nilai": D(84)}, None),
        (indikator(), janji(100), {}, None),
    ],
)
def test_a_benchmark_is_judged_in_the_direction_of_the_indicator(
    one: Any, promised: Any, other: Any, expected: Any
) -> None:
    there = Pembanding(nama="Kabupaten", sumber="Laporan", **other)
    (found,) = satu(one, promised, isian(85, pembanding=(there,))).pembanding
    assert found.letak == expected
    assert (found.nilai.nilai is None) is (not other)


def test_a_benchmark_of_a_ladder_is_a_step() -> None:
    there = Pembanding(nama="Provinsi", teks="A", sumber="Laporan")
    (found,) = satu(LADDER, janji(teks="A"), isian(teks="B", pembanding=(there,))).pembanding
    assert (found.nilai.tampil, found.selisih.bersatuan, found.letak) == ("A", "-1\u00a0tingkat", "belum sebaik")


# --- means of the plan -------------------------------------------------------------------------------------------


def test_means_are_of_the_plans_years_that_have_a_figure() -> None:
    past = [lalu(2020, 10, 100), lalu(2021, 60, 80), lalu(2022, None, 80), lalu(2023, 90, None)]
    item = satu(indikator(), janji(100), isian(72), past)
    assert (told(item.rata_rata_realisasi), item.rata_rata_realisasi.cara) == ("74,00", "(60 + 90 + 72) ÷ 3")
    assert (told(item.rata_rata_capaian), item.rata_rata_capaian.cara) == ("73,50", "(75 + 72) ÷ 2")


def test_means_do_not_know_the_bounds_of_the_policy() -> None:
    instansi = replace(BASE.instansi, kebijakan=replace(BASE.instansi.kebijakan, batas_atas=D(120)))
    item = satu(indikator(), janji(100), isian(100), [lalu(2023, 200, 100)], instansi=instansi)
    assert told(item.rata_rata_capaian) == "150,00"


def test_a_mean_of_one_year_is_that_year() -> None:
    item = satu(indikator(), janji(100), isian(72))
    assert (told(item.rata_rata_realisasi), item.rata_rata_realisasi.cara) == ("72,00", "72")


def test_means_of_nothing_say_so_and_ladders_have_none_of_realisasi() -> None:
    empty = satu(indikator(), janji(100), None)
    assert (
        told(empty.rata_rata_realisasi)
        == told(empty.rata_rata_capaian)
        == "belum ada tahun Renstra yang mempunyai angka"
    )
    item = satu(LADDER, janji(teks="A"), isian(teks="C"), [lalu(2023, None, teks="A", realisasi_teks="A")])
    assert told(item.rata_rata_realisasi) == "predikat tidak dirata-ratakan"
    assert told(item.rata_rata_capaian) == "75,00"  # 100 and 50


# --- pace --------------------------------------------------------------------------------------------------------


def pace(item: CapaianIndikator) -> tuple[Any, ...]:
    laju = item.laju
    return laju.sejak, told(laju.rata_rata), told(laju.perlu), laju.memadai


REACHED, LAST = "target akhir sudah tercapai", "tahun ini tahun terakhir Renstra"
NO_START = "belum ada tahun sebelumnya sebagai titik awal"
BASELINE = KondisiAwal(tahun=2020, nilai=D(60))


@pytest.mark.parametrize(
    ("one", "now", "years", "expected"),
    [
        pytest.param(
            final(100, kondisi_awal=BASELINE),
            80,
            [],
            (2020, "5,00", "20,00", False),
            id="from the baseline: 20 in 4 years",
        ),
        pytest.param(final(85, kondisi_awal=BASELINE), 80, [], (2020, "5,00", "5,00", True), id="equal pace is enough"),
        pytest.param(
            final("85.01", kondisi_awal=BASELINE), 80, [], (2020, "5,00", "5,01", False), id="a hundredth more is not"
        ),
        pytest.param(
            final("85.004", kondisi_awal=BASELINE), 80, [], (2020, "5,00", "5,00", True), id="judged as shown"
        ),
        pytest.param(final(84, kondisi_awal=BASELINE), 80, [], (2020, "5,00", "4,00", True), id="more than enough"),
        pytest.param(
            final(100),
            80,
            [lalu(2021, 74), lalu(2023, 79)],
            (2021, "2,00", "20,00", False),
            id="from the first year known",
        ),
        pytest.param(
            final(100),
            80,
            [lalu(2019, 5), lalu(2020, 60)],
            (2020, "5,00", "20,00", False),
            id="the year before the plan counts, older ones not",
        ),
        pytest.param(final(100), 80, [lalu(2019, 5)], (None, NO_START, "20,00", None), id="only an older year"),
        pytest.param(final(100), 80, [], (None, NO_START, "20,00", None), id="no year before"),
        pytest.param(
            final(100),
            80,
            [lalu(2021, None), lalu(2022, 78)],
            (2022, "1,00", "20,00", False),
            id="a year without figure is no start",
        ),
        pytest.param(
            final(100, kondisi_awal=KondisiAwal(tahun=2020)),
            80,
            [lalu(2022, 78)],
            (2022, "1,00", "20,00", False),
            id="a baseline without figure is none",
        ),
        pytest.param(
            final(100, kondisi_awal=KondisiAwal(tahun=2024, nilai=D(1))),
            80,
            [lalu(2022, 78)],
            (2022, "1,00", "20,00", False),
            id="a baseline of this year is none",
        ),
        pytest.param(
            final(100, kondisi_awal=BASELINE),
            80,
            [lalu(2023, 79)],
            (2020, "5,00", "20,00", False),
            id="the baseline before the years",
        ),
        pytest.param(final(80, kondisi_awal=BASELINE), 80, [], (2020, "5,00", REACHED, True), id="reached"),
        pytest.param(final(70, kondisi_awal=BASELINE), 80, [], (2020, "5,00", REACHED, True), id="more than reached"),
        pytest.param(final(70), 80, [], (None, NO_START, REACHED, True), id="reached without a start"),
        pytest.param(
            final(100, kondisi_awal=BASELINE), 40, [], (2020, "-5,00", "60,00", False), id="going the wrong way"
        ),
        pytest.param(
            final(40, polaritas="negatif", kondisi_awal=BASELINE),
            44,
            [],
            (2020, "-4,00", "-4,00", True),
            id="negative: equal pace",
        ),
        pytest.param(
            final("39.99", polaritas="negatif", kondisi_awal=BASELINE),
            44,
            [],
            (2020, "-4,00", "-4,01", False),
            id="negative: a hundredth more",
        ),
        pytest.param(
            final(41, polaritas="negatif", kondisi_awal=BASELINE),
            44,
            [],
            (2020, "-4,00", "-3,00", True),
            id="negative: enough",
        ),
        pytest.param(
            final(44, polaritas="negatif", kondisi_awal=BASELINE),
            44,
            [],
            (2020, "-4,00", REACHED, True),
            id="negative: reached",
        ),
        pytest.param(
            final(50, polaritas="negatif", kondisi_awal=BASELINE),
            44,
            [],
            (2020, "-4,00", REACHED, True),
            id="negative: below is reached",
        ),
        pytest.param(
            final(50, polaritas="negatif", kondisi_awal=BASELINE),
            64,
            [],
            (2020, "1,00", "-14,00", False),
            id="negative: going up",
        ),
        pytest.param(
            ranged(70, 90, kondisi_awal=BASELINE), 66, [], (2020, "1,50", "4,00", False), id="range: to the lower bound"
        ),
        pytest.param(
            ranged(70, 90, kondisi_awal=BASELINE), 70, [], (2020, "2,50", REACHED, True), id="range: on the bound"
        ),
        pytest.param(ranged(70, 90, kondisi_awal=BASELINE), 80, [], (2020, "5,00", REACHED, True), id="range: inside"),
        pytest.param(
            ranged(70, 90, kondisi_awal=KondisiAwal(tahun=2020, nilai=D(120))),
            100,
            [],
            (2020, "-5,00", "-10,00", False),
            id="range: from above to the upper bound",
        ),
        pytest.param(
            ranged(70, 90, kondisi_awal=KondisiAwal(tahun=2020, nilai=D(120))),
            96,
            [],
            (2020, "-6,00", "-6,00", True),
            id="range: from above, equal pace",
        ),
    ],
)
def test_the_pace_kept_and_needed(one: Any, now: int, years: Any, expected: tuple[Any, ...]) -> None:
    promised = janji(bawah=70, atas=90) if one.polaritas == "rentang" else janji(50)
    item = satu(one, promised, isian(now), years)
    assert pace(item) == expected
    assert item.laju.simpulan == {True: "memadai", False: "belum memadai", None: "belum dapat dinilai"}[expected[-1]]


def test_the_pace_says_how_it_is_computed() -> None:
    laju = satu(final(100, kondisi_awal=BASELINE), janji(50), isian(80)).laju
    assert (laju.rata_rata.cara, laju.rata_rata.kunci) == ("(80 − 60) ÷ 4", "A.laju")
    assert (laju.perlu.cara, laju.perlu.kunci) == ("(100 − 80) ÷ 1", "A.laju_perlu")
    up = satu(ranged(70, 90), janji(bawah=70, atas=90), isian(66)).laju
    assert up.perlu.cara == "(70 − 66) ÷ 1"


def test_the_pace_is_needed_over_the_years_that_are_left() -> None:
    renstra = replace(bahan().renstra, periode_akhir=2026)
    one = indikator(target=(TargetTahun(tahun=2026, nilai=D(100)),), kondisi_awal=BASELINE)
    whole = bahan(one, janji(50), isian(90))
    aims = whole.renstra.tujuan
    item = compute(replace(whole, renstra=replace(renstra, tujuan=aims))).indikator[0]
    assert pace(item) == (2020, "7,50", "5,00", True)


@pytest.mark.parametrize(
    ("tahun", "now", "expected"),
    [
        (2024, 80, (2020, "5,00", LAST, False)),
        (2024, 100, (2020, "10,00", REACHED, True)),
        (2023, 80, (2020, "5,00", LAST, False)),  # a report of after the plan
    ],
)
def test_in_the_last_year_only_reaching_is_enough(tahun: int, now: int, expected: Any) -> None:
    one = indikator(target=(TargetTahun(tahun=tahun, nilai=D(100)),), kondisi_awal=BASELINE)
    whole = bahan(one, janji(50), isian(now))
    item = compute(replace(whole, renstra=replace(whole.renstra, periode_akhir=tahun))).indikator[0]
    assert pace(item) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("B", (2020, "0,50", "1,00", False)),  # two steps in four years, one is left
        ("A", (2020, "0,75", REACHED, True)),
    ],
)
def test_a_ladder_is_climbed_in_steps_a_year(now: str, expected: Any) -> None:
    one = replace(LADDER, kondisi_awal=KondisiAwal(tahun=2020, teks="D"))
    item = satu(one, janji(teks="A"), isian(teks=now))
    assert pace(item) == expected
    assert item.laju.rata_rata.satuan == "tingkat per tahun"


@pytest.mark.parametrize(
    ("args", "why"),
    [
        ((final(100), janji(50), None), "belum disampaikan"),
        (
            (indikator(target=(TargetTahun(tahun=2024, nilai=D(1)),)), janji(50), isian(80)),
            "Renstra tidak memuat target tahun 2025",
        ),
        ((final(100, polaritas="manual"), janji(50), isian(80)), "indikator manual tidak mempunyai arah"),
        (
            (indikator(target=(TargetTahun(tahun=2025, alasan_tanpa_target="Menunggu RPJMD."),)), janji(50), isian(80)),
            "Menunggu RPJMD.",
        ),
    ],
)
def test_there_is_no_pace_and_it_says_why(args: Any, why: str) -> None:
    assert pace(satu(*args)) == (None, why, why, None)


def test_pace_has_two_decimals_at_least() -> None:
    item = satu(final(100, desimal=0, kondisi_awal=BASELINE), janji(50), isian(81))
    assert item.laju.rata_rata.tampil == "5,25"
    assert satu(final(100, desimal=3, kondisi_awal=BASELINE), janji(50), isian(81)).laju.rata_rata.tampil == "5,250"


# --- the plan's path ---------------------------------------------------------------------------------------------


def test_the_path_of_the_plan_tells_every_year_once() -> None:
    one = indikator(target=tuple(TargetTahun(tahun=t, nilai=D(t - 1941)) for t in (2021, 2022, 2024, 2025)))
    item = satu(one, janji(80), isian(83), [lalu(2020, 1), lalu(2022, 162)])
    assert [(y.tahun, told(y.target), told(y.realisasi), told(y.capaian)) for y in item.target_renstra] == [
        (2021, "80,00", "tidak ada data tahun itu", "tidak ada data tahun itu"),
        (2022, "81,00", "162,00", "200,00"),
        (
            2023,
            "Renstra tidak memuat target tahun 2023",
            "tidak ada data tahun itu",
            "Renstra tidak memuat target tahun 2023",
        ),
        (2024, "83,00", "83,00", "100,00"),
        (2025, "84,00", "tahun ini belum dilaporkan", "tahun ini belum dilaporkan"),
    ]
    assert (told(item.target_akhir), told(item.kemajuan), item.kemajuan.cara) == ("84,00", "98,81", "83 ÷ 84 × 100")


@pytest.mark.parametrize(
    ("one", "promised", "expected"),
    [
        (final(50, polaritas="negatif"), janji(60), "90,00"),  # (100 - 55) / 50
        (ranged(40, 50), janji(bawah=40, atas=60), "90,00"),
        (ranged(40, 60), janji(bawah=40, atas=60), "100,00"),
    ],
)
def test_progress_is_measured_like_a_capaian(one: Any, promised: Any, expected: str) -> None:
    assert told(satu(one, promised, isian(55)).kemajuan) == expected


# --- a part of the year ------------------------------------------------------------------------------------------

QUARTERLY = indikator(agregasi="jumlah", frekuensi="triwulanan", target=(TargetTahun(tahun=2025, nilai=D(100)),))
SPLIT = janji(100, target_triwulan=quarters(10, 20, 30, 40))


def part(
    last: int, one: Any = QUARTERLY, promised: Any = SPLIT, reported: Any = None, years: Any = ()
) -> CapaianIndikator:
    return satu(one, promised, reported or isian(triwulan=quarters(12, 18, 33)), years, **sampai(last))


@pytest.mark.parametrize(
    ("last", "target", "realisasi", "capaian"),
    [(1, "10,00", "12,00", "120,00"), (2, "30,00", "30,00", "100,00"), (3, "60,00", "63,00", "105,00")],
)
def test_a_part_year_report_measures_up_to_its_quarter(last: int, target: str, realisasi: str, capaian: str) -> None:
    item = part(last)
    assert (told(item.target), told(item.realisasi), told(item.capaian)) == (target, realisasi, capaian)
    assert laporan(QUARTERLY, SPLIT, isian(triwulan=quarters(12, 18, 33)), **sampai(last)).sampai_triwulan == "I" * last


def test_what_needs_a_whole_year_waits_in_a_part_year_report() -> None:
    item = part(2, years=[lalu(2023, 80, 100), lalu(2022, 70, 100)])
    waiting = [item.perubahan, item.kemajuan, item.laju.rata_rata, item.laju.perlu]
    waiting += [f for p in item.pertumbuhan for f in (p.selisih, p.persen)]
    waiting.append(next(y for y in item.target_renstra if y.tahun == 2024).capaian)
    assert {told(f) for f in waiting} == {BAGIAN_TAHUN}
    assert (item.tren, item.laju.memadai, item.laju.sejak) == (None, None, None)
    assert told(item.rata_rata_realisasi) == told(item.rata_rata_capaian) == "75,00"  # of the years that are over


@pytest.mark.parametrize(
    ("agregasi", "target", "realisasi"),
    [
        ("jumlah", "60,00", "63,00"),
        ("rata_rata", "20,00", "21,00"),
        ("terakhir", "30,00", "33,00"),
        ("maksimum", "30,00", "33,00"),
        ("minimum", "10,00", "12,00"),
    ],
)
def test_targets_of_quarters_are_put_together_as_the_realisasi_is(agregasi: Any, target: str, realisasi: str) -> None:
    item = part(3, replace(QUARTERLY, agregasi=agregasi))
    assert (told(item.target), told(item.realisasi)) == (target, realisasi)


def test_every_quarter_is_told_up_to_where_there_is_data() -> None:
    item = satu(QUARTERLY, SPLIT, isian(triwulan=quarters(12, 18, None, 40)))
    missing = "triwulan III belum terisi"
    assert [(s.triwulan, told(s.target), told(s.realisasi), told(s.capaian)) for s in item.sampai] == [
        ("I", "10,00", "12,00", "120,00"),
        ("II", "30,00", "30,00", "100,00"),
        ("III", "60,00", missing, missing),
        ("IV", "100,00", missing, missing),
    ]
    assert [t.tampil for t in item.target_triwulan] == ["10,00", "20,00", "30,00", "40,00"]
    assert [t.tampil for t in item.triwulan] == ["12,00", "18,00", "–", "40,00"]


def test_without_targets_of_quarters_there_is_nothing_to_tell() -> None:
    assert satu(QUARTERLY, janji(100), isian(triwulan=quarters(1, 2, 3, 4))).sampai == ()
    item = part(2, promised=janji(100))
    assert told(item.target) == "perjanjian kinerja tidak memuat target sampai triwulan II"


@pytest.mark.parametrize(
    ("frekuensi", "last", "expected"),
    [
        ("tahunan", 3, "diukur tahunan, mulai triwulan IV"),
        ("semesteran", 1, "diukur semesteran, mulai triwulan II"),
        ("semesteran", 2, "18,00"),
        ("semesteran", 3, "18,00"),
        ("triwulanan", 1, "12,00"),
    ],
)
def test_what_is_not_due_yet_is_not_missing(frekuensi: Any, last: int, expected: str) -> None:
    one = replace(QUARTERLY, frekuensi=frekuensi, agregasi="terakhir")
    quarterly = quarters(12, 18, 33) if frekuensi == "triwulanan" else quarters(None, 18)
    item = part(last, one, reported=isian(triwulan=quarterly))
    assert told(item.realisasi) == expected
    assert (item.capaian.nilai is None) is (item.realisasi.nilai is None)


def test_a_figure_of_the_year_alone_says_nothing_about_its_quarters() -> None:
    whole = isian(tahunan=D(90), alasan_tahunan="Sekali setahun.")
    assert told(part(3, reported=whole).realisasi) == "hanya ada angka setahun"
    item = satu(QUARTERLY, SPLIT, whole)
    assert [told(s.realisasi) for s in item.sampai] == ["hanya ada angka setahun"] * 3 + ["90,00"]


@pytest.mark.parametrize("one", [ranged(1, 5), LADDER, indikator(polaritas="manual"), indikator(agregasi="manual")])
def test_some_targets_hold_for_the_whole_year_only(one: Any) -> None:
    promised = replace(SPLIT, teks="A" if one.polaritas == "ordinal" else None)
    item = satu(one, promised, isian(triwulan=quarters(1, 2, 3, 4)), **sampai(2))
    assert told(item.target) == "target indikator ini berlaku setahun penuh"


def test_a_year_printed_without_target_or_figure_says_so_in_each_place() -> None:
    one = indikator(frekuensi="tahunan")
    item = satu(one, janji(80), isian(70), [lalu(2023, None)])
    last = item.tahun[0]
    assert (last.target.alasan, last.realisasi.alasan) == (
        "target belum ditetapkan tahun itu",
        "tidak ada data tahun itu",
    )


def test_a_number_printed_for_a_ladder_is_no_step_of_it() -> None:
    ladder = indikator(polaritas="ordinal", rumus_capaian="posisi", tangga=("C", "B", "A"), desimal=0)
    item = satu(ladder, janji(teks="B"), isian(teks="A"), [lalu(2023, 2)])
    assert (item.tahun[0].realisasi.nilai, item.tahun[0].realisasi.alasan) == (None, "tidak ada data tahun itu")


def test_a_capaian_set_by_hand_in_an_earlier_year_is_known_from_print_alone() -> None:
    by_hand = indikator(polaritas="manual", desimal=0)
    reported = isian(teks="Selesai", capaian_manual=D(90), alasan_manual="Sembilan dari sepuluh.")
    unprinted = lalu(2023, None, realisasi_teks="Belum", teks="Selesai")
    item = satu(by_hand, janji(teks="Selesai"), reported, [unprinted])
    assert item.tahun[0].capaian.alasan == "capaian indikator manual ditetapkan dengan alasan, tidak dihitung"
    printed = lalu(2023, None, realisasi_teks="Belum", teks="Selesai", capaian_tercetak=D(60))
    assert satu(by_hand, janji(teks="Selesai"), reported, [printed]).tahun[0].capaian.nilai == 60


def test_a_benchmark_without_a_figure_says_so() -> None:
    item = satu(indikator(), janji(80), isian(70, pembanding=(Pembanding(nama="Kabupaten", sumber="x"),)))
    assert (item.pembanding[0].nilai.alasan, item.pembanding[0].letak) == ("nilai pembanding belum diisi", None)
