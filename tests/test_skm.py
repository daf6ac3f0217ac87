"""The satisfaction survey (PermenPAN-RB 14/2017), by hand: the worked example of domain 2.11 (S13), classes, gaps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from kecil import indikator, isian, janji, quarters, sampai, satu

from lkip.capaian import UNSUR, Angka, CapaianIndikator, hitung_survei, mutu
from lkip.model import Survei, Unsur

D = Decimal
FIELDS = tuple(UNSUR)


def told(figure: Angka) -> str:
    return figure.tampil if figure.nilai is not None else figure.alasan or "?"


def unsur(*means: Any) -> Unsur:
    """The nine means in the order of the answer sheet; one alone is that of all."""
    values = means * 9 if len(means) == 1 else means
    filled: Any = {name: D(value) for name, value in zip(FIELDS, values, strict=True)}
    return Unsur(**filled)


# --- the worked example ------------------------------------------------------------------------------------------

# S13 (rennn9/GASPUL_BACKEND, rumus_perhitungan_ikm_lengkap.md): how many of 29 people gave each element a 4, 3 and 2.
# The source prints 90,56 by weights rounded to 0,1111 and slips of arithmetic, and 91,48 by one division.
JAWABAN = {
    "persyaratan": (18, 11, 0),
    "prosedur": (14, 15, 0),
    "waktu": (15, 12, 2),
    "biaya": (29, 0, 0),
    "produk": (15, 14, 0),
    "kompetensi": (18, 11, 0),
    "perilaku": (19, 10, 0),
    "sarana": (18, 11, 0),
    "pengaduan": (28, 1, 0),
}
SUMS = {"persyaratan": 105, "prosedur": 101, "waktu": 100, "biaya": 116, "produk": 102}
SUMS |= {"kompetensi": 105, "perilaku": 106, "sarana": 105, "pengaduan": 115}
# As the source prints the means of the elements, with four decimals.
RATA_RATA = {105: "3.6207", 101: "3.4828", 100: "3.4483", 116: "4.0000", 102: "3.5172", 106: "3.6552", 115: "3.9655"}


def sheets() -> tuple[str, ...]:
    """The answer sheets of the example, 29 people by nine elements."""
    columns = ["4" * JAWABAN[f][0] + "3" * JAWABAN[f][1] + "2" * JAWABAN[f][2] for f in FIELDS]
    return tuple("".join(marks) for marks in zip(*columns, strict=True))


def test_the_example_adds_up_as_the_source_prints_it() -> None:
    assert {f: 4 * a + 3 * b + 2 * c for f, (a, b, c) in JAWABAN.items()} == SUMS
    assert (sum(SUMS.values()), len(sheets()), sum(int(m) for sheet in sheets() for m in sheet)) == (955, 29, 955)


def test_the_worked_example_from_the_answers() -> None:
    found = hitung_survei(Survei(triwulan=3, jawaban=sheets()), kunci="A.survei_1")
    assert found.indeks.nilai is not None and abs(found.indeks.nilai - D(955) / D(261) * 25) < D("1e-20")
    assert (found.indeks.tampil, found.mutu, found.kinerja) == ("91,48", "A", "Sangat baik")
    assert (found.responden.bersatuan, found.triwulan, found.indeks.kunci) == ("29\u00a0orang", "III", "A.survei_1")
    for name, element in zip(FIELDS, found.unsur, strict=True):
        assert element.rata_rata.cara == f"{SUMS[name]} ÷ 29 jawaban"
        mean = element.rata_rata.nilai
        assert mean is not None and mean.quantize(D("0.0001")) == D(RATA_RATA[SUMS[name]])
    by_name = dict(zip(FIELDS, found.unsur, strict=True))
    assert by_name["waktu"].konversi.tampil == "86,21"  # 100 / 29 × 25; the rounded mean, 3,45 × 25, would be 86,25
    assert {f for f, u in by_name.items() if u.mutu == "B"} == {"prosedur", "waktu", "produk"}


def test_the_index_is_exact_where_the_rounded_weight_slips() -> None:
    found = hitung_survei(Survei(triwulan=1, jawaban=sheets()))
    slipped = sum((D(RATA_RATA[total]) * D("0.1111") for total in SUMS.values()), D(0)) * 25
    assert slipped.quantize(D("0.01")) == D("91.47")
    assert found.indeks.terlihat == D("91.48")


def test_the_worked_example_from_the_averages() -> None:
    means = unsur(*(RATA_RATA[SUMS[f]] for f in FIELDS))
    found = hitung_survei(Survei(triwulan=1, responden=29, unsur=means))
    assert (found.indeks.tampil, found.mutu) == ("91,48", "A")  # 32,9311 / 9 × 25
    words = "(3,6207 + 3,4828 + 3,4483 + 4 + 3,5172 + 3,6207 + 3,6552 + 3,9655 + 3,6207) ÷ 9 × 25"
    assert found.indeks.cara == words
    assert {u.rata_rata.cara for u in found.unsur} == {"nilai rata-rata yang dilaporkan"}
    assert (found.unsur[2].konversi.tampil, found.unsur[2].konversi.cara) == ("86,21", "3,4483 × 25")


def test_the_nine_elements_stand_in_the_order_of_the_regulation() -> None:
    assert [name.split()[0] for name in UNSUR.values()] == [
        *("Persyaratan", "Sistem,", "Waktu", "Biaya", "Produk", "Kompetensi", "Perilaku", "Penanganan", "Sarana"),
    ]
    marks = "123412341"
    found = hitung_survei(Survei(triwulan=1, jawaban=(marks,)))
    assert [u.rata_rata.nilai for u in found.unsur] == [int(mark) for mark in marks]


# --- classes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indeks", "huruf", "kinerja"),
    [
        ("100", "A", "Sangat baik"),
        ("88.31", "A", "Sangat baik"),
        ("88.305", "A", "Sangat baik"),
        ("88.3049", "B", "Baik"),
        ("88.30", "B", "Baik"),
        ("76.61", "B", "Baik"),
        ("76.605", "B", "Baik"),
        ("76.6049", "C", "Kurang baik"),
        ("76.60", "C", "Kurang baik"),
        ("65.00", "C", "Kurang baik"),
        ("64.995", "C", "Kurang baik"),  # falls between D and C unless it is rounded first
        ("64.9949", "D", "Tidak baik"),
        ("64.994", "D", "Tidak baik"),
        ("64.99", "D", "Tidak baik"),
        ("25", "D", "Tidak baik"),
    ],
)
def test_the_class_is_that_of_the_index_as_shown(indeks: str, huruf: str, kinerja: str) -> None:
    assert mutu(D(indeks)) == (huruf, kinerja)


def test_without_index_there_is_no_class() -> None:
    assert mutu(None) == (None, None)


@pytest.mark.parametrize("indeks", ["24.99", "0", "-5"])
def test_what_no_survey_can_give_is_in_the_lowest_class(indeks: str) -> None:
    assert mutu(D(indeks)) == ("D", "Tidak baik")


@pytest.mark.parametrize(
    ("mean", "indeks", "huruf"),
    [
        ("4", "100,00", "A"),
        ("1", "25,00", "D"),
        ("2.5998", "65,00", "C"),
        ("2.5997", "64,99", "D"),
        ("3.0642", "76,61", "B"),
    ],
)
def test_a_survey_is_classed_as_its_index_is_shown(mean: str, indeks: str, huruf: str) -> None:
    found = hitung_survei(Survei(triwulan=1, unsur=unsur(mean)))
    assert (found.indeks.tampil, found.mutu) == (indeks, huruf)
    assert {u.mutu for u in found.unsur} == {huruf}


# --- gaps --------------------------------------------------------------------------------------------------------


def test_the_mean_of_an_element_is_over_those_who_answered_it() -> None:
    found = hitung_survei(Survei(triwulan=1, jawaban=("4-4444444", "444444444", "-33333333", "333333333")))
    means = [u.rata_rata for u in found.unsur]
    assert [m.tampil for m in means] == ["3,67", "3,33", *["3,50"] * 7]
    assert [m.cara for m in means][:3] == ["11 ÷ 3 jawaban", "10 ÷ 3 jawaban", "14 ÷ 4 jawaban"]
    assert found.indeks.tampil == "87,50"  # (11/3 + 10/3 + 7 × 3,5) / 9 × 25
    assert found.responden.tampil == "4"


def test_an_element_that_nobody_answered_leaves_no_index() -> None:
    found = hitung_survei(Survei(triwulan=1, jawaban=("44-444-44", "33-333433")))
    assert told(found.indeks) == "tidak seorang pun menjawab unsur Waktu penyelesaian"
    assert (found.mutu, found.kinerja) == (None, None)
    assert told(found.unsur[2].rata_rata) == told(found.unsur[2].konversi) == "tidak ada jawaban"
    assert (found.unsur[2].mutu, found.unsur[6].rata_rata.tampil) == (None, "4,00")
    both = hitung_survei(Survei(triwulan=1, jawaban=("4--444444",)))
    assert told(both.indeks).endswith("unsur Sistem, mekanisme dan prosedur; Waktu penyelesaian")


def test_blank_sheets_are_no_zeros() -> None:
    found = hitung_survei(Survei(triwulan=1, jawaban=("---------", "444444444")))
    assert found.indeks.tampil == "100,00"


def test_a_survey_without_figures_says_so() -> None:
    found = hitung_survei(Survei(triwulan=3))
    assert (told(found.indeks), told(found.responden)) == (
        "hasil survei belum diisi",
        "jumlah responden tidak dilaporkan",
    )
    assert {told(u.rata_rata) for u in found.unsur} == {"tidak ada jawaban"}


def test_answers_count_more_than_typed_means() -> None:
    found = hitung_survei(Survei(triwulan=1, responden=99, unsur=unsur(1), jawaban=("444444444",)))
    assert (found.indeks.tampil, found.responden.tampil) == ("100,00", "1")


# --- an indicator measured by survey -----------------------------------------------------------------------------


def measured(
    *surveys: Survei, agregasi: Any = "rata_rata", frekuensi: Any = "semesteran", **more: Any
) -> CapaianIndikator:
    one = indikator(metode="skm", satuan="indeks", agregasi=agregasi, frekuensi=frekuensi)
    return satu(one, janji(90), isian(survei=surveys), **more)


FIRST, SECOND = Survei(triwulan=2, unsur=unsur("3.4")), Survei(triwulan=4, unsur=unsur("3.8"))  # 85 and 95


def test_the_years_index_from_two_surveys() -> None:
    item = measured(SECOND, FIRST)
    assert (told(item.realisasi), item.realisasi.cara) == ("90,00", "(85 + 95) ÷ 2")
    assert (item.capaian.tampil, item.mutu, item.realisasi.satuan) == ("100,00", "A", "indeks")
    assert [s.triwulan for s in item.survei] == ["II", "IV"]
    assert [told(q) for q in item.triwulan] == [
        "tidak ada data triwulan ini",
        "85,00",
        "tidak ada data triwulan ini",
        "95,00",
    ]


def test_the_years_class_is_that_of_the_years_index() -> None:
    low = Survei(triwulan=2, unsur=unsur("2.6"))  # 65
    assert measured(low, SECOND).mutu == "B"  # (65 + 95) / 2 = 80
    assert measured(low, low).mutu is None  # the second half is missing


@pytest.mark.parametrize(("agregasi", "expected"), [("terakhir", "95,00"), ("maksimum", "95,00"), ("minimum", "85,00")])
def test_two_surveys_by_other_aggregations(agregasi: Any, expected: str) -> None:
    assert told(measured(FIRST, SECOND, agregasi=agregasi).realisasi) == expected


def test_the_last_survey_shows_how_it_was_computed() -> None:
    item = measured(FIRST, SECOND, agregasi="terakhir")
    assert item.realisasi.cara == f"({' + '.join(['3,8'] * 9)}) ÷ 9 × 25 (triwulan IV)"


def test_a_survey_that_is_missing_is_told() -> None:
    assert told(measured(FIRST).realisasi) == "triwulan IV belum terisi"
    unanswered = Survei(triwulan=4, jawaban=("-44444444",))
    assert told(measured(FIRST, unanswered).realisasi) == "tidak seorang pun menjawab unsur Persyaratan"


def test_of_two_surveys_in_a_quarter_the_first_counts() -> None:
    assert told(measured(FIRST, SECOND, Survei(triwulan=4, unsur=unsur(1))).realisasi) == "90,00"


def test_a_part_year_report_takes_the_surveys_so_far() -> None:
    item = measured(FIRST, **sampai(2))
    assert (told(item.realisasi), item.mutu) == ("85,00", "B")
    assert told(measured(FIRST, **sampai(1)).realisasi) == "diukur semesteran, mulai triwulan II"


def test_one_survey_a_year_is_the_year() -> None:
    item = measured(SECOND, frekuensi="tahunan", agregasi="terakhir")
    assert told(item.realisasi) == "95,00"


def test_an_indicator_that_is_not_measured_by_survey_has_none_and_no_class() -> None:
    item = satu(indikator(), janji(90), isian(triwulan=quarters(None, None, None, 95), survei=(SECOND,)))
    assert (item.survei, item.mutu, told(item.realisasi)) == ((), None, "95,00")


def test_a_survey_without_an_index_keeps_its_unit_its_name_and_says_why() -> None:
    survei = Survei(triwulan=2, jawaban=("-11111111", "-22222222"))
    found = hitung_survei(survei, "nilai", "IKU-01.survei_1")
    assert found.survei is survei
    assert (found.indeks.nilai, found.indeks.satuan, found.indeks.desimal, found.indeks.kunci) == (
        None,
        "nilai",
        2,
        "IKU-01.survei_1",
    )
    assert found.indeks.alasan == "tidak seorang pun menjawab unsur Persyaratan"
    first = found.unsur[0]
    assert (first.rata_rata.alasan, first.rata_rata.desimal, first.konversi.tampil, first.mutu) == (
        "tidak ada jawaban",
        2,
        "–",
        None,
    )
    assert hitung_survei(Survei(triwulan=1)).indeks == Angka(None, "indeks", 2, "hasil survei belum diisi")
