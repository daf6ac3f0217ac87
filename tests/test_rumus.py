"""Every formula of capaian with figures to follow by hand; the id of a case says where it comes from.

"2.4" and the like are sections of the domain notes; "by hand" is arithmetic that needs no source.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from kecil import BASE, bahan, dec, indikator, isian, janji, lalu, laporan, satu

from lkip.capaian import (
    SKALA,
    Angka,
    batasi,
    compute,
    hitung_capaian,
    hitung_ordinal,
    hitung_rentang,
    kategori,
    persen,
    pilih_skala,
    rata_rata,
)
from lkip.capaian.rumus import cara_capaian, cara_rentang, jenis_target
from lkip.model import AngkaSaksi, Kebijakan, Kelas, Saksi, Skala, Tujuan

D = Decimal
RT, N2, N1 = "R/T", "(2T-R)/T", "T/R"
T_0 = "target 0 tidak dapat dijadikan pembagi"
T_NEGATIF = "target negatif tidak dapat dinilai dengan rumus ini"
R_0 = "realisasi 0 tidak dapat dijadikan pembagi pada rumus T/R"
R_NEGATIF = "realisasi negatif tidak dapat dijadikan pembagi pada rumus T/R"


def told(figure: Angka) -> str:
    """A figure as printed, or the reason why there is none."""
    return figure.tampil if figure.nilai is not None else figure.alasan or "?"


def case(*values: Any, id: str) -> Any:
    return pytest.param(*values, id=id)


# --- more is better, less is better ------------------------------------------------------------------------------

CAPAIAN = [
    case(RT, "85", "85", "100,00", "85 ÷ 85 × 100", id="2.1: on target"),
    case(RT, "64", "82", "128,13", "82 ÷ 64 × 100", id="2.12: 82/64 = 128,125 was published 128,13"),
    case(RT, "30", "24", "80,00", "24 ÷ 30 × 100", id="by hand: four fifths"),
    case(RT, "95", "78.57", "82,71", "78,57 ÷ 95 × 100", id="Biro Organisasi 2016: 82,705… printed 82,71"),
    case(RT, "1", "160", "16000,00", "160 ÷ 1 × 100", id="2.5: 16.000 percent is in print"),
    case(RT, "80", "0", "0,00", "0 ÷ 80 × 100", id="2.4 pos, R=0: 0 (Dinkes)"),
    case(RT, "0", "0", T_0, None, id="2.4 pos, T=0, R=0: not computable, never 0 (S9, S10)"),
    case(RT, "0", "5", T_0, None, id="2.4 pos, T=0, R>0: not computable"),
    case(RT, "0", "-5", T_0, None, id="2.4 pos, T=0, R<0: not computable"),
    case(
        RT, "3", "-3.14", "-104,67", "(-3,14) ÷ 3 × 100", id="2.4 R negative: computed (Disperindag printed (104.66))"
    ),
    case(RT, "-5", "-4", T_NEGATIF, None, id="by hand: a negative target turns the ratio over"),
    case(N2, "30", "24", "120,00", "(2 × 30 − 24) ÷ 30 × 100", id="2.2 N2: less is better"),
    case(N2, "30", "30", "100,00", "(2 × 30 − 30) ÷ 30 × 100", id="2.2 N2: on target"),
    case(N2, "30", "36", "80,00", "(2 × 30 − 36) ÷ 30 × 100", id="2.2 N2: more is worse"),
    case(N2, "30", "60", "0,00", "(2 × 30 − 60) ÷ 30 × 100", id="2.2 N2: twice the target"),
    case(N2, "30", "75", "-50,00", "(2 × 30 − 75) ÷ 30 × 100", id="2.2 N2: beyond twice the target"),
    case(
        N2, "2", "0", "200,00", "(2 × 2 − 0) ÷ 2 × 100", id="2.4 neg, T>0, R=0: N2 gives 200 (Disperindag printed 1000)"
    ),
    case(
        N2,
        "0",
        "0",
        "100,00",
        "target paling banyak 0, realisasi 0: tercapai, dihitung 100",
        id="2.4 neg, T=0, R=0: 100 (Disnak Anthrax)",
    ),
    case(
        N2,
        "0",
        "3",
        "0,00",
        "target paling banyak 0, realisasi 3: tidak tercapai, dihitung 0",
        id="2.4 neg, T=0, R>0: 0 (Disnak Rabies printed 92,59)",
    ),
    case(
        N2,
        "0",
        "-2",
        "100,00",
        "target paling banyak 0, realisasi (-2): tercapai, dihitung 100",
        id="by hand: below a target of 0 it is reached",
    ),
    case(N2, "30", "-6", "220,00", "(2 × 30 − (-6)) ÷ 30 × 100", id="2.4 R negative: computed"),
    case(N2, "-5", "-6", T_NEGATIF, None, id="by hand: a negative target"),
    case(N1, "30", "24", "125,00", "30 ÷ 24 × 100", id="2.2 N1: less is better"),
    case(N1, "30", "30", "100,00", "30 ÷ 30 × 100", id="2.2 N1: on target"),
    case(N1, "30", "36", "83,33", "30 ÷ 36 × 100", id="2.2 N1: more is worse"),
    case(N1, "2", "0", R_0, None, id="2.4 neg, T>0, R=0: N1 undefined"),
    case(
        N1,
        "0",
        "0",
        "100,00",
        "target paling banyak 0, realisasi 0: tercapai, dihitung 100",
        id="2.4 neg, T=0, R=0 by N1: 100",
    ),
    case(
        N1,
        "0",
        "3",
        "0,00",
        "target paling banyak 0, realisasi 3: tidak tercapai, dihitung 0",
        id="2.4 neg, T=0, R>0 by N1: 0",
    ),
    case(N1, "30", "-6", R_NEGATIF, None, id="by hand: a negative realisasi would make the best of results negative"),
    case(N1, "-5", "-6", T_NEGATIF, None, id="by hand: a negative target by N1"),
]


@pytest.mark.parametrize(("rumus", "target", "realisasi", "expected", "cara"), CAPAIAN)
def test_a_formula_gives_the_percentage_or_says_why_not(
    rumus: Any, target: str, realisasi: str, expected: str, cara: str | None
) -> None:
    found = hitung_capaian(rumus, D(target), D(realisasi))
    assert told(persen(found)).replace(".", "") == expected
    if cara is not None:
        assert str(cara_capaian(rumus, D(target), D(realisasi))) == cara


@pytest.mark.parametrize(("rumus", "target", "realisasi", "expected", "cara"), CAPAIAN)
def test_an_indicator_is_measured_by_its_formula(
    rumus: Any, target: str, realisasi: str, expected: str, cara: str | None
) -> None:
    one = indikator(polaritas="positif" if rumus == RT else "negatif", rumus_capaian=rumus)
    item = satu(one, janji(target), isian(realisasi))
    assert told(item.capaian).replace(".", "") == expected
    assert item.capaian.cara == (cara or "")
    assert item.capaian.kunci == "A.capaian"
    assert item.tercapai is (None if cara is None else item.capaian.nilai >= 100)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("polaritas", "expected"),
    [
        case("positif", "80,00", id="2.1: positif is R/T"),
        case("negatif", "120,00", id="2.2: the default of negatif is N2"),
    ],
)
def test_without_a_formula_the_usual_one_of_the_direction_holds(polaritas: str, expected: str) -> None:
    assert told(satu(indikator(polaritas=polaritas), janji(30), isian(24)).capaian) == expected


# --- a range -----------------------------------------------------------------------------------------------------

RENTANG = [
    case("65", "85", "70", "100,00", "realisasi 70 di antara 65 dan 85", id="2.3: inside is 100"),
    case("65", "85", "65", "100,00", "realisasi 65 di antara 65 dan 85", id="2.3: on the lower bound"),
    case("65", "85", "85", "100,00", "realisasi 85 di antara 65 dan 85", id="2.3: on the upper bound"),
    case(
        "65",
        "85",
        "88.5",
        "95,88",
        "(1 − (88,5 − 85) ÷ 85) × 100",
        id="2.3: BOR 88,5 of 65–85, printed 104 (RSUD Al Ihsan)",
    ),
    case("65", "85", "52", "80,00", "(1 − (65 − 52) ÷ 65) × 100", id="by hand: a fifth below"),
    case("65", "85", "0", "0,00", "(1 − (65 − 0) ÷ 65) × 100", id="by hand: nothing"),
    case("65", "85", "-13", "-20,00", "(1 − (65 − (-13)) ÷ 65) × 100", id="by hand: below nothing"),
    case("65", "85", "170", "0,00", "(1 − (170 − 85) ÷ 85) × 100", id="by hand: twice the upper bound"),
    case(
        "0",
        "5.99",
        "5.99",
        "100,00",
        "realisasi 5,99 di antara 0 dan 5,99",
        id="2.3: 0–5,99 inside is 100 (Biro Adpem)",
    ),
    case("0", "5.99", "0", "100,00", "realisasi 0 di antara 0 dan 5,99", id="by hand: on a bound of 0"),
    case("0", "5.99", "-0.01", "0,00", "realisasi (-0,01) di luar batas 0, dihitung 0", id="by hand: off a bound of 0"),
    case(
        "-5", "0", "0.01", "0,00", "realisasi 0,01 di luar batas 0, dihitung 0", id="by hand: above an upper bound of 0"
    ),
    case("-10", "-5", "-7", "100,00", "realisasi (-7) di antara (-10) dan (-5)", id="by hand: negative bounds, inside"),
    case("-10", "-5", "-12", "80,00", "(1 − ((-10) − (-12)) ÷ 10) × 100", id="by hand: negative bounds, below"),
    case("-10", "-5", "-4", "80,00", "(1 − ((-4) − (-5)) ÷ 5) × 100", id="by hand: negative bounds, above"),
    case("7", "7", "7", "100,00", "realisasi 7 tepat sama dengan target", id="by hand: met exactly"),
    case("8", "8", "6", "75,00", "(1 − (8 − 6) ÷ 8) × 100", id="by hand: exactly, below"),
    case("8", "8", "10", "75,00", "(1 − (10 − 8) ÷ 8) × 100", id="by hand: exactly, above"),
    case("0", "0", "0", "100,00", "realisasi 0 tepat sama dengan target", id="by hand: exactly 0"),
    case("0", "0", "1", "0,00", "realisasi 1 di luar batas 0, dihitung 0", id="by hand: not exactly 0"),
]


@pytest.mark.parametrize(("bawah", "atas", "realisasi", "expected", "cara"), RENTANG)
def test_a_range_is_100_inside_and_less_by_the_distance_outside(
    bawah: str, atas: str, realisasi: str, expected: str, cara: str
) -> None:
    numbers = D(bawah), D(atas), D(realisasi)
    assert told(persen(hitung_rentang(*numbers))) == expected
    assert str(cara_rentang(*numbers)) == cara
    promised = janji(bawah) if bawah == atas else janji(bawah=bawah, atas=atas)
    item = satu(indikator(polaritas="rentang"), promised, isian(realisasi))
    assert (told(item.capaian), item.capaian.cara) == (expected, cara)


@pytest.mark.parametrize(
    ("promised", "alasan"),
    [
        case({"bawah": 8, "atas": 5}, "batas bawah target lebih besar dari batas atasnya", id="bounds the wrong way"),
        case({"bawah": 5}, "tidak ditargetkan dalam perjanjian kinerja tahun ini", id="one bound only is no range"),
        case({"atas": 5}, "tidak ditargetkan dalam perjanjian kinerja tahun ini", id="the other bound only"),
    ],
)
def test_what_is_no_range_has_no_capaian(promised: dict[str, Any], alasan: str) -> None:
    assert told(satu(indikator(polaritas="rentang"), janji(**promised), isian(6)).capaian) == alasan


def test_a_range_is_shown_with_both_ends_and_the_finer_decimals() -> None:
    item = satu(indikator(polaritas="rentang", desimal=0), janji(bawah="2.5", atas="3.25"), isian(3))
    assert item.target.tampil == "2,50–3,25"


# --- a ladder ----------------------------------------------------------------------------------------------------

OPINI = ("TMP", "TW", "WDP", "WTP")
BELUM_DIPILIH = "predikat di bawah target, dan rumus capaiannya belum dipilih"
PREDIKAT = [
    case(
        "posisi",
        "WTP",
        "WTP",
        "100,00",
        "4 ÷ 4 × 100, tempat WTP dan WTP pada tangga predikat",
        id="2.6: WTP of WTP, printed 100 (Inspektorat)",
    ),
    case(
        "posisi",
        "WTP",
        "WDP",
        "75,00",
        "3 ÷ 4 × 100, tempat WDP dan WTP pada tangga predikat",
        id="2.6: WDP=3 of WTP=4",
    ),
    case(
        "posisi",
        "WDP",
        "WTP",
        "133,33",
        "4 ÷ 3 × 100, tempat WTP dan WDP pada tangga predikat",
        id="2.6: above the target",
    ),
    case("tercapai", "WTP", "WTP", "100,00", "predikat WTP terhadap target WTP", id="2.6: reached"),
    case("tercapai", "WDP", "WTP", "100,00", "predikat WTP terhadap target WDP", id="2.6: more than reached is 100"),
    case("tercapai", "WTP", "WDP", "0,00", "predikat WDP terhadap target WTP", id="2.6: not reached is 0"),
    case(None, "WTP", "WTP", "100,00", "predikat WTP terhadap target WTP", id="2.6: equal is 100 by any rule"),
    case(None, "WDP", "WTP", "100,00", "predikat WTP terhadap target WDP", id="2.6: above is 100 without a rule"),
    case(None, "WTP", "WDP", BELUM_DIPILIH, "", id="2.6: position only if the office defines it"),
    case(
        "posisi",
        "WTP",
        "A",
        "predikat 'A' tidak ada pada tangga predikat indikator ini",
        "",
        id="by hand: no step of the ladder",
    ),
    case(
        "posisi",
        "A",
        "WTP",
        "predikat 'A' tidak ada pada tangga predikat indikator ini",
        "",
        id="by hand: the target is no step",
    ),
]


@pytest.mark.parametrize(("rumus", "target", "realisasi", "expected", "cara"), PREDIKAT)
def test_a_step_of_a_ladder(rumus: Any, target: str, realisasi: str, expected: str, cara: str) -> None:
    one = indikator(polaritas="ordinal", rumus_capaian=rumus, tangga=OPINI)
    item = satu(one, janji(teks=target), isian(teks=realisasi))
    assert (told(item.capaian), item.capaian.cara) == (expected, cara)


def test_a_ladders_figures_are_shown_as_words_without_unit() -> None:
    item = satu(indikator(polaritas="ordinal", tangga=OPINI), janji(teks="WTP"), isian(teks="WDP"))
    assert (item.target.tampil, item.realisasi.tampil, item.realisasi.bersatuan) == ("WTP", "WDP", "WDP")
    assert item.realisasi.nilai == 3


@pytest.mark.parametrize(
    ("rumus", "expected"),
    [("posisi", D(50)), ("tercapai", D(0)), (None, BELUM_DIPILIH)],
    ids=["posisi", "tercapai", "-"],
)
def test_half_up_the_ladder_by_each_rule(rumus: Any, expected: Any) -> None:
    assert hitung_ordinal(rumus, D(4), D(2)) == expected


def test_a_bare_number_is_no_step() -> None:
    one = indikator(polaritas="ordinal", tangga=OPINI)
    assert (
        told(satu(one, janji(4), isian(teks="WTP")).capaian) == "tidak ditargetkan dalam perjanjian kinerja tahun ini"
    )
    assert told(satu(one, janji(teks="WTP"), isian(4)).capaian) == "predikat belum diisi"


# --- set with a reason -------------------------------------------------------------------------------------------

MANUAL = indikator(polaritas="manual")


@pytest.mark.parametrize(
    ("reported", "expected", "cara"),
    [
        case(
            {"capaian_manual": D(100), "alasan_manual": "Inflasi di bawah nasional."},
            "100,00",
            "ditetapkan: Inflasi di bawah nasional.",
            id="2.3: '< inflasi nasional' is 100 (Disperindag)",
        ),
        case({"capaian_manual": D(0)}, "0,00", "ditetapkan: alasannya belum diisi", id="by hand: set without a reason"),
        case({}, "capaian manual belum diisi", "", id="by hand: not set"),
        case({"alasan_belum_tersedia": "Belum dinilai."}, "Belum dinilai.", "", id="by hand: not set, with a reason"),
    ],
)
def test_a_manual_capaian_is_the_one_that_was_set(reported: dict[str, Any], expected: str, cara: str) -> None:
    item = satu(MANUAL, janji(teks="< inflasi nasional"), isian(teks="2,75", **reported))
    assert (told(item.capaian), item.capaian.cara) == (expected, cara)
    assert (item.target.tampil, item.realisasi.tampil) == ("< inflasi nasional", "2,75")


def test_a_manual_capaian_that_nobody_reported_says_so() -> None:
    assert told(satu(MANUAL, janji(teks="x"), None).capaian) == "belum disampaikan"


def test_a_manual_capaian_goes_into_means() -> None:
    whole = laporan(MANUAL, janji(teks="x"), isian(teks="y", capaian_manual=D("62.5")))
    assert whole.capaian.nilai == D("62.5")


# --- gaps, for every direction -----------------------------------------------------------------------------------

ARAH = {
    "positif": (indikator(), janji(30)),
    "negatif N2": (indikator(polaritas="negatif", rumus_capaian=N2), janji(30)),
    "negatif N1": (indikator(polaritas="negatif", rumus_capaian=N1), janji(30)),
    "rentang": (indikator(polaritas="rentang"), janji(bawah=20, atas=30)),
    "ordinal": (indikator(polaritas="ordinal", rumus_capaian="posisi", tangga=OPINI), janji(teks="WTP")),
    "manual": (MANUAL, janji(teks="x")),
}
arah = pytest.mark.parametrize("name", ARAH)


def reported(name: str, **more: Any) -> Any:
    """Something reported that has a capaian."""
    if name == "ordinal":
        return isian(teks="WTP", **more)
    return isian(24, capaian_manual=D(90), **more) if name == "manual" else isian(24, **more)


@arah
def test_every_direction_has_a_capaian_where_nothing_is_missing(name: str) -> None:
    item = satu(*ARAH[name], reported(name))
    assert item.capaian.nilai is not None and item.dihitung.nilai == item.capaian.nilai


@arah
def test_what_was_not_reported_is_no_zero_and_says_so(name: str) -> None:
    whole = laporan(*ARAH[name], None)
    item = whole.indikator[0]
    assert {told(f) for f in (item.realisasi, item.capaian, item.dihitung)} == {"belum disampaikan"}
    assert told(whole.capaian) == "belum ada tujuan yang dapat dinilai"
    assert (item.kategori, item.tercapai, whole.dinilai, whole.jumlah) == (None, None, 0, 1)


@arah
def test_a_gap_gives_the_reason_that_the_unit_gave(name: str) -> None:
    why = "Dikeluarkan sekitar bulan April."  # 2.4, as Inspektorat explained its NA
    item = satu(*ARAH[name], isian(alasan_belum_tersedia=why))
    assert {told(f) for f in (item.realisasi, item.capaian)} == {why}


@pytest.mark.parametrize(
    ("name", "realisasi", "capaian"),
    [
        ("positif", "triwulan IV belum terisi", "triwulan IV belum terisi"),
        ("negatif N2", "triwulan IV belum terisi", "triwulan IV belum terisi"),
        ("negatif N1", "triwulan IV belum terisi", "triwulan IV belum terisi"),
        ("rentang", "triwulan IV belum terisi", "triwulan IV belum terisi"),
        ("ordinal", "predikat belum diisi", "predikat belum diisi"),
        ("manual", "triwulan IV belum terisi", "triwulan IV belum terisi"),
    ],
)
def test_a_gap_without_a_reason_says_what_is_missing(name: str, realisasi: str, capaian: str) -> None:
    item = satu(*ARAH[name], isian())
    assert (told(item.realisasi), told(item.capaian)) == (realisasi, capaian)


@pytest.mark.parametrize("name", [n for n in ARAH if n != "manual"])
def test_a_year_without_target_has_no_capaian_but_its_realisasi(name: str) -> None:
    one, _ = ARAH[name]
    why = "Tidak ada pemilihan tahun ini."  # 2.4: the target "-" of Kesbangpol
    item = satu(one, janji(alasan_tanpa_target=why), reported(name))
    assert (told(item.target), told(item.capaian)) == (why, why)
    assert item.realisasi.nilai is not None
    left_out = satu(one, None, reported(name))
    assert told(left_out.capaian) == "tidak ditargetkan dalam perjanjian kinerja tahun ini"


@arah
def test_a_provisional_figure_marks_all_that_rests_on_it(name: str) -> None:
    whole = laporan(*ARAH[name], reported(name, sementara="Angka BPS belum final."))
    item, goal, aim = whole.indikator[0], whole.sasaran[0], whole.tujuan[0]
    marked = (item.realisasi, item.capaian, item.dihitung, goal.capaian, goal.tanpa_batas, aim.capaian, whole.capaian)
    assert [f.sementara for f in marked] == [True] * 7
    assert all(f.tampil.endswith("*") for f in marked) and item.sementara
    assert not any(f.sementara for f in (item.target, item.target_akhir))


@arah
def test_a_final_figure_marks_nothing(name: str) -> None:
    whole = laporan(*ARAH[name], reported(name))
    assert not any(f.sementara for f in (whole.indikator[0].realisasi, whole.indikator[0].capaian, whole.capaian))
    assert not whole.sementara


def test_a_provisional_gap_has_no_mark() -> None:
    item = satu(indikator(), janji(30), isian(sementara="Angka BPS belum final."))
    assert (item.realisasi.tampil, item.capaian.tampil, item.sementara) == ("–", "–", False)


@arah
def test_zero_reported_is_a_figure(name: str) -> None:
    item = satu(*ARAH[name], isian(0, capaian_manual=D(0)))
    expected = {"positif": "0,00", "negatif N2": "200,00", "negatif N1": R_0, "rentang": "0,00", "manual": "0,00"}
    assert told(item.capaian) == expected.get(name, "predikat belum diisi")
    assert item.realisasi.nilai == (None if name == "ordinal" else 0)


# --- what kind of promise ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polaritas", "promised", "expected"),
    [
        ("positif", {"target": 5}, "paling sedikit"),
        ("negatif", {"target": 5}, "paling banyak"),
        ("rentang", {"bawah": 5, "atas": 6}, "antara"),
        ("rentang", {"bawah": 5, "atas": 5}, "tepat"),
        ("rentang", {"target": 5}, "tepat"),
        ("ordinal", {"teks": "WTP"}, "predikat"),
        ("manual", {"teks": "< inflasi nasional"}, "dengan kata"),
        ("manual", {"target": 5}, "ditetapkan"),
        ("positif", {}, "belum ditetapkan"),
        ("negatif", {"alasan_tanpa_target": "x"}, "belum ditetapkan"),
        ("rentang", {"bawah": 5}, "belum ditetapkan"),
        ("ordinal", {"teks": "A"}, "belum ditetapkan"),
    ],
)
def test_the_kind_of_a_target(polaritas: Any, promised: dict[str, Any], expected: str) -> None:
    one = indikator(polaritas=polaritas, tangga=OPINI)
    item = satu(one, janji(**promised), None)
    assert item.jenis_target == jenis_target(one, item.target) == expected


# --- bounds ------------------------------------------------------------------------------------------------------


def kebijakan(atas: Any, bawah: Any = 0) -> Kebijakan:
    return Kebijakan(batas_atas=dec(atas), batas_bawah=D(bawah), dasar="uji")


@pytest.mark.parametrize(
    ("capaian", "policy", "expected", "cara"),
    [
        case(
            "120.01",
            kebijakan(120),
            "120,00",
            "capaian 120,01 diturunkan ke batas atas 120 menurut kebijakan pengukuran",
            id="2.5: a cap of 120",
        ),
        case("120", kebijakan(120), "120,00", "", id="2.5: on the cap"),
        case("119.99", kebijakan(120), "119,99", "", id="2.5: below the cap"),
        case(
            "200",
            kebijakan(100),
            "100,00",
            "capaian 200,00 diturunkan ke batas atas 100 menurut kebijakan pengukuran",
            id="2.5: Semarang caps at 100",
        ),
        case("16000", kebijakan(None), "16.000,00", "", id="2.5: Jabar has no cap"),
        case(
            "-104.66",
            kebijakan(None),
            "0,00",
            "capaian -104,66 dinaikkan ke batas bawah 0 menurut kebijakan pengukuran",
            id="2.4: floored at 0, raw kept",
        ),
        case("0", kebijakan(None), "0,00", "", id="2.5: on the floor"),
        case("-5", kebijakan(None, -10), "-5,00", "", id="by hand: a lower floor"),
        case(
            "25",
            kebijakan(120, 30),
            "30,00",
            "capaian 25,00 dinaikkan ke batas bawah 30 menurut kebijakan pengukuran",
            id="by hand: a floor above 0",
        ),
    ],
)
def test_a_bound_holds_a_capaian_and_says_so(capaian: str, policy: Kebijakan, expected: str, cara: str) -> None:
    raw = persen(D(capaian), "A.capaian")
    found = batasi(raw, policy)
    assert (found.tampil, found.cara) == (expected, cara)
    assert found.kunci == ("A.dihitung" if cara else "A.capaian")


def test_a_bound_keeps_the_mark_of_what_is_provisional() -> None:
    assert batasi(persen(D(130), "A.capaian", sementara=True), kebijakan(120)).tampil == "120,00*"


def test_a_bounded_figure_of_a_code_with_that_word_in_it_has_one_name() -> None:
    assert batasi(persen(D(130), "X.capaian.capaian"), kebijakan(120)).kunci == "X.capaian.dihitung"


def test_an_uncapped_mean_would_hide_an_indicator() -> None:
    # 2.5: Biro Organisasi 2016 printed 109,42; capped at 100 it is 86,66.
    printed = [D(x) for x in ("200", "100", "128.57", "25", "130.77", "98.89", "82.71")]
    assert rata_rata([persen(x) for x in printed], "").tampil == "109,42"
    assert rata_rata([batasi(persen(x), kebijakan(100)) for x in printed], "").tampil == "86,66"


def test_a_report_shows_the_bounded_mean_and_the_one_without_bounds() -> None:
    instansi = replace(BASE.instansi, kebijakan=kebijakan(120))
    whole = laporan(indikator(), janji(50), isian(100), instansi=instansi)
    assert (whole.capaian.tampil, whole.tanpa_batas.tampil) == ("120,00", "200,00")
    goal = whole.sasaran[0]
    assert (goal.capaian.kunci, goal.tanpa_batas.kunci) == ("S0.capaian", "S0.tanpa_batas")
    within = laporan(indikator(), janji(50), isian(50), instansi=instansi)
    assert within.tanpa_batas is within.capaian


# --- classes -----------------------------------------------------------------------------------------------------

PERMENDAGRI, JABAR, MONEV, WARNA = "permendagri-86-2017", "empat-kelas-100-80-55", "empat-kelas-100-75-55", "tiga-warna"
KELAS = [
    (
        PERMENDAGRI,
        "1.3: 91-100, above 100 stays in the top",
        {"250": "Sangat Tinggi", "100.01": "Sangat Tinggi", "91": "Sangat Tinggi", "90.99": "Tinggi"},
    ),
    (PERMENDAGRI, "1.3: the gap 75-76", {"76": "Tinggi", "75.99": "Sedang"}),
    (PERMENDAGRI, "1.3: the gap 65-66", {"66": "Sedang", "65.99": "Rendah"}),
    (
        PERMENDAGRI,
        "1.3: the gap 50-51",
        {"51": "Rendah", "50.99": "Sangat Rendah", "0": "Sangat Rendah", "-5": "Sangat Rendah"},
    ),
    (PERMENDAGRI, "2.12: classed as shown, half up", {"90.995": "Sangat Tinggi", "90.9949": "Tinggi"}),
    (JABAR, "2.10: above 100", {"100.01": "Sangat Baik", "100": "Baik", "100.004": "Baik", "100.005": "Sangat Baik"}),
    (JABAR, "2.10: 80 in two classes", {"80": "Baik", "79.99": "Cukup"}),
    (JABAR, "2.10: 55 in two classes", {"55": "Cukup", "54.99": "Kurang", "0": "Kurang", "-1": "Kurang"}),
    (MONEV, "2.10, S4: from 100", {"100": "Sangat Berhasil", "99.99": "Berhasil", "99.995": "Sangat Berhasil"}),
    (
        MONEV,
        "2.10, S4: from 75 and 55",
        {"75": "Berhasil", "74.99": "Cukup Berhasil", "55": "Cukup Berhasil", "54.99": "Kurang Berhasil"},
    ),
    (WARNA, "2.10, S10: up to 90 is yellow", {"90.01": "Hijau", "90": "Kuning"}),
    (WARNA, "2.10, S10: below 70 is red", {"70": "Kuning", "69.99": "Merah", "-1": "Merah"}),
]


@pytest.mark.parametrize(
    ("name", "capaian", "expected"),
    [
        case(name, value, kelas, id=f"{source}: {value}")
        for name, source, found in KELAS
        for value, kelas in found.items()
    ],
)
def test_a_shipped_scale_at_every_bound(name: str, capaian: str, expected: str) -> None:
    assert kategori(SKALA[name], persen(D(capaian))) == expected
    assert kategori(pilih_skala(Skala(nama=name)), persen(D(capaian))) == expected


def test_every_class_of_every_shipped_scale_is_tried() -> None:
    tried = {(name, kelas) for name, _, found in KELAS for kelas in found.values()}
    assert tried == {(name, k.sebutan) for name, scale in SKALA.items() for k in scale.kelas}


def test_an_offices_own_classes_win_over_a_shipped_name() -> None:
    own = Skala(nama=WARNA, sumber="x", kelas=(Kelas(sebutan="Atas", mulai=D(50)), Kelas(sebutan="Bawah", mulai=D(0))))
    assert kategori(pilih_skala(own), persen(D(95))) == "Atas"


def test_an_unknown_scale_has_no_classes() -> None:
    assert kategori(pilih_skala(Skala(nama="entah")), persen(D(95))) is None
    assert kategori(SKALA[WARNA], persen("belum ada")) is None


def test_the_years_own_scale_wins_over_the_offices() -> None:
    item = satu(indikator(), janji(100), isian(95), dokumen=replace(BASE.dokumen, skala=Skala(nama=WARNA)))
    assert item.kategori == "Hijau"
    assert satu(indikator(), janji(100), isian(95)).kategori == "Sangat Tinggi"


# --- means -------------------------------------------------------------------------------------------------------


BOBOT_0 = "bobot bagian yang mempunyai capaian 0"


def parts(*values: Any) -> list[Angka]:
    return [persen("tidak ada") if v is None else persen(D(v)) for v in values]


@pytest.mark.parametrize(
    ("values", "weights", "expected", "cara"),
    [
        case(("105", "104", "103"), (), "104,00", "(105 + 104 + 103) ÷ 3", id="2.8: unweighted"),
        case(("90", None, "100"), (), "95,00", "(90 + 100) ÷ 2", id="2.8: NA is left out, not 0"),
        case(("90",), (), "90,00", "90", id="by hand: one part"),
        case((None, None), (), "kosong", "", id="by hand: no part"),
        case((), (), "kosong", "", id="by hand: nothing at all"),
        case(("80", "100"), (25, 75), "95,00", "(25 × 80 + 75 × 100) ÷ 100", id="by hand: weighted"),
        case(("80", "100"), (50, 50), "90,00", "(50 × 80 + 50 × 100) ÷ 100", id="by hand: equal weights"),
        case(
            ("80", None, "100"),
            (20, 50, 30),
            "92,00",
            "(20 × 80 + 30 × 100) ÷ 50",
            id="by hand: a missing part leaves with its weight",
        ),
        case(("80", None), (40, 60), "80,00", "(40 × 80) ÷ 40", id="by hand: one part is left"),
        case(("80", "100"), (0, 100), "100,00", "(0 × 80 + 100 × 100) ÷ 100", id="by hand: a weight of 0"),
        case(("80", "100"), (0, 0), BOBOT_0, "", id="by hand: all weights 0 weigh nothing"),
        case(("80", None), (0, 100), BOBOT_0, "", id="by hand: what is left has weight 0"),
        case(("80", "100"), (None, 100), "90,00", "(80 + 100) ÷ 2", id="by hand: not every part has a weight"),
        case(("-20", "100"), (25, 75), "70,00", "(25 × (-20) + 75 × 100) ÷ 100", id="by hand: a negative part"),
        case(
            ("100", "90", "95"),
            ("33.3", "33.3", "33.4"),
            "95,00",
            "(33,3 × 100 + 33,3 × 90 + 33,4 × 95) ÷ 100",
            id="by hand: thirds",
        ),
    ],
)
def test_a_mean(values: Any, weights: Any, expected: str, cara: str) -> None:
    found = rata_rata(parts(*values), "kosong", "capaian", [dec(w) for w in weights])
    assert (told(found), found.cara, found.kunci) == (expected, cara, "capaian")


@pytest.mark.parametrize(("marked", "expected"), [((True, False), True), ((False, False), False)])
def test_one_provisional_part_makes_a_mean_provisional(marked: Any, expected: bool) -> None:
    found = [persen(D(90), sementara=m) for m in marked]
    assert rata_rata(found, "").sementara is expected
    assert rata_rata(found, "", "", [D(50), D(50)]).sementara is expected


def test_a_provisional_part_that_weighs_nothing_for_want_of_a_figure_marks_nothing() -> None:
    gap = Angka(None, "%", alasan="belum ada", sementara=True)
    assert not rata_rata([persen(D(90)), gap], "").sementara


def office(weights: dict[str, Any]) -> Any:
    """Two aims; the first has two goals, its first goal two indicators: capaian 60 and 100, 80, 50."""
    base = bahan()
    aim = base.renstra.tujuan[0]

    def goal(kode: str, *names: str) -> Any:
        things = tuple(indikator(kode=n, nama=n, bobot=dec(weights.get(n))) for n in names)
        return replace(aim.sasaran[0], kode=kode, bobot=dec(weights.get(kode)), indikator=things)

    aims: tuple[Tujuan, ...] = (
        replace(aim, kode="T1", bobot=dec(weights.get("T1")), sasaran=(goal("S1", "A", "B"), goal("S2", "C"))),
        replace(aim, kode="T2", bobot=dec(weights.get("T2")), sasaran=(goal("S3", "D"),)),
    )
    figures = {"A": 60, "B": 100, "C": 80, "D": 50}
    pk = replace(base.perjanjian[0], indikator=tuple(replace(janji(100), kode=k) for k in figures))
    reports = tuple(replace(isian(v), kode=k) for k, v in figures.items())
    unit = replace(BASE.realisasi[0], indikator=reports)
    return replace(base, renstra=replace(base.renstra, tujuan=aims), perjanjian=(pk,), realisasi=(unit,))


@pytest.mark.parametrize(
    ("weights", "goals", "aims", "whole"),
    [
        ({}, ("80,00", "80,00", "50,00"), ("80,00", "50,00"), "65,00"),  # not 72,50, the mean of four
        ({"A": 75, "B": 25}, ("70,00", "80,00", "50,00"), ("75,00", "50,00"), "62,50"),
        ({"A": 75, "B": 25, "S1": 90, "S2": 10}, ("70,00", "80,00", "50,00"), ("71,00", "50,00"), "60,50"),
        ({"T1": 80, "T2": 20}, ("80,00", "80,00", "50,00"), ("80,00", "50,00"), "74,00"),
    ],
    ids=["2.8: a mean of means", "weights of indicators", "weights of goals", "weights of aims"],
)
def test_means_go_up_level_by_level(weights: dict[str, Any], goals: Any, aims: Any, whole: str) -> None:
    found = compute(office(weights))
    assert tuple(s.capaian.tampil for s in found.sasaran) == goals
    assert tuple(t.capaian.tampil for t in found.tujuan) == aims
    assert found.capaian.tampil == whole
    assert found.tujuan[0].kategori == kategori(SKALA[PERMENDAGRI], found.tujuan[0].capaian)
    levels: tuple[Any, ...] = (*found.tujuan, *found.sasaran)
    shown = {level.kode: level.bobot and level.bobot.tampil for level in levels}
    assert shown["T1"] == (f"{weights['T1']},00" if "T1" in weights else None)
    assert shown["S1"] == (f"{weights['S1']},00" if "S1" in weights else None)


# --- witnesses ---------------------------------------------------------------------------------------------------


def witnessed(*witnesses: tuple[str, str, str]) -> Any:
    typed = tuple(
        Saksi(apa=apa, nilai=D(nilai), toleransi=D(toleransi), sumber="LRA bertanda tangan", halaman="3")
        for apa, nilai, toleransi in witnesses
    )
    return laporan(indikator(), janji(30), isian("24.005"), angka_saksi=AngkaSaksi(saksi=typed))


@pytest.mark.parametrize(
    ("apa", "nilai", "toleransi", "cocok"),
    [
        case("A.realisasi", "24.005", "0", True, id="the same"),
        case("A.realisasi", "24.01", "0", False, id="shown with the decimals that were written"),
        case("A.realisasi", "24.01", "0.005", True, id="within the tolerance, its end included"),
        case("A.realisasi", "24", "0.0049", False, id="beyond the tolerance"),
        case("A.realisasi", "23.999", "0.006", True, id="from below"),
        case("A.capaian", "80.02", "0", True, id="as shown: 80,016… is 80,02"),
        case("A.capaian", "80.0167", "0", False, id="a paper with more decimals than are shown"),
        case("anggaran.pagu", "540000000", "0", True, id="a sum of the budget"),
        case("anggaran.pagu", "540000001", "0", False, id="a rupiah beside it"),
        case("tidak.ada", "1", "0", None, id="nothing has that name"),
        case("A.perubahan", "1", "0", None, id="a figure without value"),
    ],
)
def test_a_witness_meets_the_figure_as_shown_or_not(apa: str, nilai: str, toleransi: str, cocok: bool | None) -> None:
    (found,) = witnessed((apa, nilai, toleransi)).saksi
    assert found.cocok is cocok
    assert (found.angka is None) is (apa == "tidak.ada")


def test_a_witness_has_the_name_and_unit_of_what_it_is_held_against() -> None:
    one, other = witnessed(("A.realisasi", "24.005", "0"), ("tidak.ada", "1.5", "0")).saksi
    assert (one.nama, one.nilai.bersatuan) == ("A Indikator: Realisasi 2024", "24,005\u00a0berkas")
    assert (other.nama, other.nilai.tampil, other.nilai.satuan) == ("tidak.ada", "1,5", "")


def test_confirmed_are_the_totals_that_a_witness_meets_each_once() -> None:
    # What can be confirmed: the agreement's budget, pagu and realisasi of the office and its program, one realisasi.
    none = witnessed()
    assert (none.disaksikan, none.dapat_disaksikan, none.saksi) == (0, 6, ())
    some = witnessed(
        ("A.realisasi", "24.005", "0"),
        ("A.realisasi", "24.01", "1"),
        ("anggaran.pagu", "1", "0"),
        ("A.capaian", "80.02", "0"),
        ("anggaran.realisasi", str(6 * 80_002_024), "0"),
    )
    assert (some.disaksikan, some.dapat_disaksikan) == (2, 6)


def test_what_has_no_figure_cannot_be_confirmed() -> None:
    assert laporan(indikator(), janji(30), None).dapat_disaksikan == 5


# --- earlier years by the same formulas --------------------------------------------------------------------------


def test_an_earlier_year_is_measured_by_the_formula_of_today_and_keeps_what_was_printed() -> None:
    # 2.2: Dinkes Jabar used N2 for 2015 and N1 for 2016 in one table.
    past = lalu(2023, 24, 30, rumus_capaian=N1, capaian_tercetak=D("125"))
    year = satu(indikator(polaritas="negatif", rumus_capaian=N2), janji(30), isian(24), [past]).tahun[0]
    assert (year.capaian.tampil, year.tercetak and year.tercetak.tampil) == ("120,00", "125,00")


def test_an_earlier_year_of_a_ladder_and_of_words() -> None:
    ladder = indikator(polaritas="ordinal", rumus_capaian="posisi", tangga=OPINI)
    past = lalu(2023, None, teks="WTP", realisasi_teks="WDP")
    year = satu(ladder, janji(teks="WTP"), isian(teks="WTP"), [past]).tahun[0]
    assert (year.target.tampil, year.realisasi.tampil, year.capaian.tampil) == ("WTP", "WDP", "75,00")
    set_then = lalu(2023, None, teks="x", realisasi_teks="y", capaian_tercetak=D(88))
    year = satu(MANUAL, janji(teks="x"), isian(teks="y"), [set_then]).tahun[0]
    assert (year.realisasi.tampil, year.capaian.tampil, year.capaian.cara) == ("y", "88,00", "tercetak dalam LKIP 2023")


@pytest.mark.parametrize("rumus", ["(2T-R)/T", "T/R"])
@pytest.mark.parametrize(("realisasi", "capaian"), [("-0.5", 100), ("0", 100), ("0.5", 0), ("1", 0)])
def test_a_target_of_at_most_0_is_missed_by_any_part_of_one(rumus: Any, realisasi: str, capaian: int) -> None:
    assert hitung_capaian(rumus, D(0), D(realisasi)) == capaian
    told = str(cara_capaian(rumus, D(0), D(realisasi)))
    assert told.endswith("tercapai, dihitung 100" if capaian else "tidak tercapai, dihitung 0")
    assert ("tidak tercapai" in told) is (capaian == 0)
