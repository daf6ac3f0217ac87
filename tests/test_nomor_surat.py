"""The numbers of letters: written, read back, proposed; and two people who take the same one at once."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from conftest import KASUS, make_office
from hypothesis import given
from hypothesis import strategies as st

from lkip.bilangan import romawi
from lkip.model import BarisSurat, Pengirim, SuratPengantar, TataSurat
from lkip.pipeline import check_all, read
from lkip.problem import Source
from lkip.proses.nomor_surat import Nomor, baca, berikut, periksa, tulis

TATA = TataSurat(klasifikasi="000.8.6.3", instansi="KTT_BLG")
LAIN = TataSurat(pola="{klasifikasi}/{urut}.{instansi}/{tahun}", klasifikasi="000.8.6.3", instansi="036-Bappenda")


def surat(nomor: str, hari: date, nama: str = "a") -> SuratPengantar:
    place = Source(f"content/2023/proses/surat/{nama}.yml")
    return SuratPengantar(
        places={"": place, "nomor": place},
        nomor=nomor,
        tanggal=hari,
        kepada="Bupati",
        tempat="Paringin",
        isi=(BarisSurat(naskah="LKIP", banyak="1 berkas"),),
        pengirim=Pengirim(jabatan="Camat"),
    )


def test_roman_months() -> None:
    assert ",".join(romawi(n) for n in range(1, 13)) == "I,II,III,IV,V,VI,VII,VIII,IX,X,XI,XII"


def test_a_number_is_written_by_the_pattern() -> None:
    assert tulis(TATA, 13, date(2023, 7, 28)) == "000.8.6.3/013/KTT_BLG/VII/2023"
    assert tulis(TATA, 5297, date(2024, 12, 1)) == "000.8.6.3/5297/KTT_BLG/XII/2024"
    assert tulis(LAIN, 5297, date(2025, 1, 2)) == "000.8.6.3/5297.036-Bappenda/2025"


def test_a_number_is_read_by_the_pattern() -> None:
    assert baca(TATA, "067/013/KTT_BLG/VII/2023") == Nomor("067", 13, 7, 2023)
    assert baca(LAIN, "000.8.6.3/5297.036-Bappenda/2025") == Nomor("000.8.6.3", 5297, None, 2025)
    bare = TataSurat(pola="{urut}", klasifikasi="000", instansi="K")
    assert baca(bare, "7") == Nomor(None, 7, None, None)
    twice = TataSurat(pola="{urut}/{tahun}/{instansi}-{tahun}", klasifikasi="000", instansi="K")
    assert baca(twice, "7/2024/K-2024") == Nomor(None, 7, None, 2024)
    assert baca(twice, "7/2024/K-2023") is None


@pytest.mark.parametrize(
    "nomor",
    [
        "",
        "000.8.6.3/013/KTT_BLG/VII/2023 ",
        "000.8.6.3/013/KTTxBLG/VII/2023",
        "000.8.6.3/013/KTT_BLG/VIIII/2023",
        "000.8.6.3/013/KTT_BLG/IIX/2023",
        "000.8.6.3/013/KTT_BLG/7/2023",
        "000.8.6.3//KTT_BLG/VII/2023",
        "000.8.6.3/013/KTT_BLG/VII/23",
        "000-8/013/KTT_BLG/VII/2023",
        "000.8.6.3/\u0663/KTT_BLG/VII/2023",
    ],
)
def test_what_does_not_follow_the_pattern_is_not_guessed(nomor: str) -> None:
    assert baca(TATA, nomor) is None


@given(st.integers(1, 999999), st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from([TATA, LAIN]))
def test_what_is_written_is_read_back(urut: int, hari: date, tata: TataSurat) -> None:
    month = hari.month if "{bulan}" in tata.pola else None
    assert baca(tata, tulis(tata, urut, hari)) == Nomor(tata.klasifikasi, urut, month, hari.year)


def test_the_next_place_is_after_the_highest_of_the_year() -> None:
    taken = [
        surat("000.8.6.3/012/KTT_BLG/II/2024", date(2024, 2, 26)),
        surat("000.8.6.3/040/KTT_BLG/III/2024", date(2024, 3, 1)),
        surat("000.8.6.3/900/KTT_BLG/XII/2023", date(2023, 12, 1)),
        surat("tanpa pola", date(2024, 3, 1)),
    ]
    assert berikut(TATA, taken, date(2024, 3, 2)) == 41
    assert berikut(TATA, taken, date(2025, 1, 2)) == 1


def test_gaps_and_another_year_are_normal() -> None:
    letters = [
        surat("000.8.6.3/012/KTT_BLG/II/2024", date(2024, 2, 26), "a"),
        surat("000.8.6.3/412/KTT_BLG/XII/2024", date(2024, 12, 26), "b"),
        surat("000.8.6.3/012/KTT_BLG/II/2025", date(2025, 2, 26), "c"),
    ]
    assert periksa(TATA, letters) == ()


def test_the_same_place_under_another_classification_may_be_meant() -> None:
    letters = [
        surat("000.8.6.3/012/KTT_BLG/II/2024", date(2024, 2, 26), "a"),
        surat("067/012/KTT_BLG/II/2024", date(2024, 2, 26), "b"),
    ]
    found = {p.rule: p for p in periksa(TATA, letters)}
    assert set(found) == {"nomor-surat-berpola", "nomor-surat-tunggal"}
    assert {p.level for p in found.values()} == {"peringatan"}
    assert "klasifikasi lain" in found["nomor-surat-tunggal"].message


def test_no_letter_is_nothing_to_say() -> None:
    assert periksa(TATA, ()) == ()
    assert periksa(None, ()) == ()


def git(root: Path, *args: str) -> None:
    command = ["git", "-c", "user.name=Uji", "-c", "user.email=uji@contoh.go.id", *args]
    subprocess.run(command, cwd=root, check=True, capture_output=True)


def test_two_who_take_the_same_number_at_once_are_told_after_the_merge(tmp_path: Path) -> None:
    """Neither branch is wrong by itself, and git merges them without a word."""
    root = make_office(tmp_path / "kantor")
    source = KASUS / "nomor-surat-tunggal/content"
    (root / "content/tata-surat.yml").write_bytes((source / "tata-surat.yml").read_bytes())
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "mulai")
    for branch in ("bupati", "inspektorat"):
        git(root, "switch", "-q", "-c", branch, "main")
        file = root / f"content/2023/proses/surat/{branch}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((source / f"2023/proses/surat/{branch}.yml").read_bytes())
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", branch)
        assert check_all(root) == ()
    git(root, "merge", "-q", "--no-edit", "bupati")
    (problem,) = check_all(root)
    assert str(problem) == (
        "content/2023/proses/surat/inspektorat.yml:1:8: galat: nomor urut surat '000.8.6.3/012/KCJ/II/2024' sudah "
        "dipakai content/2023/proses/surat/bupati.yml; lihat buku agenda, lalu beri salah satunya nomor lain, paling "
        "rendah 000.8.6.3/013/KCJ/II/2024 [nomor-surat-tunggal]"
    )
    # The document is made all the same: no letter is a part of it.
    assert read(root).laporan is not None


def test_letters_of_a_year_that_is_not_reported_on_are_looked_at_too(tmp_path: Path) -> None:
    root = make_office(tmp_path / "kantor")
    source = KASUS / "nomor-surat-tunggal/content"
    (root / "content/tata-surat.yml").write_bytes((source / "tata-surat.yml").read_bytes())
    for year, name in ((2023, "bupati"), (2024, "inspektorat")):
        file = root / f"content/{year}/proses/surat/{name}.yml"
        file.parent.mkdir(parents=True)
        file.write_bytes((source / f"2023/proses/surat/{name}.yml").read_bytes())
    (problem,) = check_all(root)
    assert (problem.source.path, problem.rule) == (
        "content/2024/proses/surat/inspektorat.yml",
        "nomor-surat-tunggal",
    )


def test_how_letters_are_numbered_changes_no_document(tmp_path: Path) -> None:
    root = make_office(tmp_path / "kantor")
    before = read(root).laporan
    (root / "content/tata-surat.yml").write_text('klasifikasi: "067"\ninstansi: "KCJ"\n', "utf-8")
    after = read(root).laporan
    assert before is not None
    assert after is not None
    assert before.bahan.sidik == after.bahan.sidik
