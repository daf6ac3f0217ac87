"""Figures held against the evidence: which tables are read, whose series it is, when nothing is said."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import KASUS, Office

from lkip.check import RULES, periksa
from lkip.check.deret_bukti import deret, pilahan
from lkip.lembar import read_sheet, sel_angka
from lkip.model import Lembar
from lkip.pipeline import read

RULE = next(rule for rule in RULES if rule.nama == "angka-di-bukti")
# The office `lengkap` reports for IKU-02: 24, 22, 20.50, 19.


def looked(root: Path, kode: str) -> list[str] | None:
    """What the rule says about an indicator; None where it made no check."""
    laporan = read(root).laporan
    assert laporan is not None
    made = [check for check in periksa(laporan, [RULE]) if check.pokok == kode]
    return [p.message for check in made for p in check.temuan] if made else None


def with_table(kantor: Office, table: str, *, encoding: str = "utf-8") -> Path:
    root = kantor()
    (root / "content/2023/bukti/rekap-skm.csv").write_bytes(table.encode(encoding))
    return root


RIGHT = {
    "quarters by name": "Triwulan,Menit\nTriwulan I,24\nTriwulan II,22\nTriwulan III,20.5\nTriwulan IV,19.00\n",
    "short names": "masa,menit\nTW1,24\nTW2,22\nTW3,20.5\nTW4,19\n",
    "bare numbers below their name": "triwulan,menit\n1,24\n2,22\n3,20.5\n4,19\n",
    "a title above": "Rekapitulasi waktu layanan,\n,\nSampai Triwulan,Menit\nI,24\nII,22\nIII,20.5\nIV,19\n",
    "semicolons and decimal commas": "Masa;Menit\nTW I;24,00\nTW II;22,00\nTW III;20,50\nTW IV;19,00\n",
    "quarters as columns": "uraian,TW I,TW II,TW III,TW IV\nlayanan,100,90,80,70\nmenit,24,22,20.5,19\n",
    "targets beside": "uraian,T TW I,R TW I,T TW II,R TW II,T TW III,R TW III\nmenit,20,24,20,22,20,20.5\n",
    "more than one year": "masa,menit\nTW I 2022,30\nTW II 2022,29\nTW I 2023,24\nTW II 2023,22\n",
    "percent signs": 'triwulan,menit\nI,24%\nII,22 %\nIII,"20,5%"\nIV,19%\n',
    "a byte order mark": "\ufefftriwulan,menit\r\nI,24\r\nII,22\r\nIII,20.5\r\nIV,19\r\n",
}


@pytest.mark.parametrize("table", RIGHT.values(), ids=RIGHT)
def test_a_table_that_shows_the_figures_passes(table: str, kantor: Office) -> None:
    assert looked(with_table(kantor, table), "IKU-02") == []


@pytest.mark.parametrize("table", RIGHT.values(), ids=RIGHT)
def test_a_figure_that_the_same_table_shows_otherwise_is_told(table: str, kantor: Office) -> None:
    said = looked(with_table(kantor, table.replace("22", "23")), "IKU-02")
    if "2022" in table:  # two quarters of one year, one of them wrong: whose figures these are is not certain
        assert said is None
        return
    assert said is not None and len(said) == 1
    assert said[0].startswith("triwulan II IKU-02 (Rata-rata waktu layanan) 22, tetapi bukti 'rekap-skm.csv' baris ")
    assert "menunjukkan 23; cocokkan" in said[0]


UNKNOWN = {
    "no table": "Rekapitulasi menit per triwulan",
    "another indicator's": "triwulan,menit\nI,61\nII,62\nIII,63\nIV,64\n",
    "one figure in common": "triwulan,menit\nI,24\nII,62\nIII,63\nIV,64\n",
    "rows with numbers of their own": "no,desa,menit\n1,Awayan,24\n2,Batu,22\n3,Cinta,20.5\n4,Duri,18\n",
    "quarters of many villages": "desa,masa,menit\nA,TW I,24\nB,TW I,24\nA,TW II,22\nB,TW II,23\n",
    "figures with two readings": "triwulan,menit\nI,24.000\nII,22.000\nIII,20.500\nIV,18.000\n",
    "half a year, no months whole": "bulan,menit\nJanuari,24\nApril,22\nJuli,20.5\nOktober,18\n",
    "empty": "",
}


@pytest.mark.parametrize("table", UNKNOWN.values(), ids=UNKNOWN)
def test_a_table_that_does_not_plainly_hold_the_figures_is_no_check(table: str, kantor: Office) -> None:
    assert looked(with_table(kantor, table), "IKU-02") is None


def test_bytes_that_are_no_text_are_no_table(kantor: Office) -> None:
    table = RIGHT["quarters by name"].replace("Menit", "Menit ±").replace("22", "23")
    root = with_table(kantor, table, encoding="latin-1")
    assert looked(root, "IKU-02") is None
    (root / "content/2023/bukti/rekap-skm.csv").write_text(table, "utf-8")
    assert looked(root, "IKU-02") != []


def test_two_quarters_that_changed_places_are_told_both(kantor: Office) -> None:
    table = "triwulan,menit\nI,22\nII,24\nIII,20.5\nIV,19\n"
    assert [m.partition(" IKU")[0] for m in looked(with_table(kantor, table), "IKU-02") or ()] == [
        "triwulan I",
        "triwulan II",
    ]


def test_months_are_added_up_to_their_quarter() -> None:
    months = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober")
    rows = [("bulan", "kejadian"), *((month, str(n)) for n, month in enumerate(months))]
    (found,) = deret(Lembar("2023/bukti/a.csv", tuple(rows)))
    assert found.nilai == {0: 3, 1: 12, 2: 21} and found.baris == {0: 2, 1: 5, 2: 8}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("88.25", "88.25"), ("88,25", "88.25"), ("1.234,50", "1234.5"), ("85%", "85"), ("85,5 %", "85.5"), ("-3", "-3"),
        ("-", None), ("n/a", None),
        ("1.250", None), ("1,250", None), ("1.000.000", None), ("Rp 5.000", None), ("", None),
    ],
)  # fmt: skip
def test_a_cell_has_one_reading_or_none(cell: str, value: str | None) -> None:
    assert sel_angka(cell) == (None if value is None else Decimal(value))


def test_only_small_files_with_the_ending_are_tables(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    assert read_sheet(file, "2023/bukti/a.csv") == Lembar("2023/bukti/a.csv", (("a", "b"), ("1", "2")))
    file.write_text("a,b\n" * 501, "utf-8")
    assert read_sheet(file, "2023/bukti/a.csv") is None
    other = tmp_path / "a.txt"
    other.write_text("a,b\n1,2\n", "utf-8")
    assert read_sheet(other, "2023/bukti/a.txt") is None


# --- components and surveys, in the office `ragam` ---------------------------------------------------------------

RAGAM = KASUS / "ragam"
# IKU-04: numerator 8, 9, 0, 12; denominator 10, 10, 0, 14.
PENGADUAN = "triwulan,diterima,selesai\nI,10,8\nII,10,9\nIII,0,0\nIV,14,12\n"
UNSUR = "Unsur,Nilai\nU1,3.50\nU2,3.40\nU3,3.30\nU4,3.80\nU5,3.45\nU6,3.55\nU7,3.60\nU8,4\nU9,3.25\nIndeks,88.47\n"


def _register(tepat: int, lambat: int) -> str:
    """A list of so many files, each settled in time or late."""
    words = ["tepat"] * tepat + ["lambat"] * lambat
    return "berkas,hasil\n" + "".join(f"nomor {n},{word}\n" for n, word in enumerate(words, start=1))


def ragam(kantor: Office, table: str) -> Path:
    root = kantor(overlay=RAGAM)
    (root / "content/2023/bukti/rekap-skm.csv").write_text(table, "utf-8")
    return root


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (PENGADUAN, []),
        (PENGADUAN.replace("II,10,9", "II,10,7"), ["pembilang triwulan II"]),
        (PENGADUAN.replace("IV,14,12", "IV,15,12"), ["penyebut triwulan IV"]),
        (_register(12, 2) + "Jumlah,14\n", []),
        (_register(11, 3), ["pembilang triwulan IV"]),
        (_register(11, 4), None),
    ],
)
def test_components_are_looked_up(table: str, said: list[str] | None, kantor: Office) -> None:
    found = looked(ragam(kantor, table), "IKU-04")
    assert said == (None if found is None else [m.partition(" IKU")[0] for m in found])


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (UNSUR, []),
        (UNSUR.replace("U3,3.30", "U3,3.03"), ["unsur waktu (survei triwulan IV)"]),
        (UNSUR.replace("U3,", "Kecepatan waktu penyelesaian,"), []),
        (UNSUR.replace("U3,3.30\n", ""), None),
        (UNSUR.replace("3.", "2."), None),
    ],
)
def test_elements_of_a_survey_are_looked_up(table: str, said: list[str] | None, kantor: Office) -> None:
    found = looked(ragam(kantor, table), "IKU-01")
    assert said == (None if found is None else [m.partition(" IKU")[0] for m in found])


def test_columns_of_words_are_counted_by_the_quarter_that_their_head_names() -> None:
    rows = (
        ("isi", "semester_1", "semester_2"),
        ("a", "selesai", "selesai"),
        ("b", "belum", "Selesai"),
        ("c", "belum", "belum"),
    )
    assert [(p.triwulan, p.banyak) for p in pilahan(Lembar("x", rows))] == [
        (1, {"selesai": 1, "belum": 2}),
        (3, {"selesai": 2, "belum": 1}),
    ]


def test_a_table_with_a_period_in_every_row_is_read_in_a_moment() -> None:
    rows = tuple((f"Januari {n}", "TW I", *(str(n) for _ in range(36))) for n in range(500))
    heads = tuple(tuple(f"TW {q} {n}" for n in range(19) for q in ("I", "II")) for _ in range(500))
    start = time.process_time()
    assert [len(list(deret(Lembar("2023/bukti/a.csv", table)))) for table in (rows, heads)] == [0, 0]
    assert time.process_time() - start < 10


def test_figures_stand_below_the_last_head_above_them() -> None:
    rows = (("", "TW I", "TW II"), ("a", "1", "2"), ("", "TW II", "TW I"), ("b", "3", "4"))
    assert [dict(d.nilai) for d in deret(Lembar("2023/bukti/a.csv", rows))] == [{0: 1, 1: 2}, {0: 4, 1: 3}]
