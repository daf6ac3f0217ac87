"""What a change of the content changes in the report: figures and judgements by how much they moved."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from conftest import Change, make_office

from lkip.forge.selisih import Perubahan, Selisih, Tingkat, pergeseran, selisih
from lkip.pipeline import check_years

LAYANAN, ANGGARAN, PROFIL = "2023/realisasi/seksi-pelayanan.yml", "2023/anggaran.yml", "2023/profil.yml"


def banding(folder: Path, *changes: Change, before: tuple[Change, ...] = ()) -> Selisih:
    """The office `lengkap` (with changes of its own) against a copy with changes."""
    return selisih(check_years(make_office(folder / "a", *before)), check_years(make_office(folder / "b", *changes)))


def all_of(found: Selisih) -> list[Perubahan]:
    """Every value that differs."""
    return [p for year in found.tahun for p in year.perubahan]


def lines(found: Selisih, *tingkat: Tingkat) -> list[str]:
    """Each value that differs so much on a line."""
    shown = [
        (p, *(v.tampil.replace("\u00a0", " ") if v else "-" for v in (p.sebelum, p.sesudah))) for p in all_of(found)
    ]
    return [f"{p.kunci} {old} > {new}" for p, old, new in shown if p.tingkat in tingkat]


def test_a_figure_that_moved_is_told_with_all_that_is_computed_from_it(tmp_path: Path) -> None:
    """Each by how much it moved as a share of itself; what nobody can see is the least."""
    found = banding(
        tmp_path, (LAYANAN, "tw1: 24\n", "tw1: 30\n"), (ANGGARAN, "realisasi: 290000000", "realisasi: 290000001")
    )
    assert lines(found, "kategori") == [
        "IKU-02.kategori Sangat Tinggi > Tinggi",
        "IKU-02.laju_simpulan memadai > belum memadai",
    ]
    assert lines(found, "besar") == [
        "IKU-02.twI 24,0 menit > 30,0 menit",
        "S1.efisiensi 2,31 poin persen > -1,44 poin persen",
        "IKU-02.perubahan -2,6 menit > -1,1 menit",
        "IKU-02.2022.pertumbuhan -10,94% > -4,69%",
        "IKU-02.kemajuan 57,50% > 47,50%",
        "IKU-02.laju -2,63 menit per tahun > -1,13 menit per tahun",
        "IKU-02.laju_perlu -2,13 menit per tahun > -2,63 menit per tahun",
    ]
    assert lines(found, "sedang")[:3] == [
        "Seluruh tujuan/Rata-rata capaian 2023 98,62% > 96,74%",
        "T1.capaian 98,62% > 96,74%",
        "S1.capaian 97,23% > 93,48%",
    ]
    assert "anggaran.serapan 94,92% > 94,92%" in lines(found, "kecil")
    assert lines(found, "hilang", "baru") == [] and found.geser == ()
    typed = [(p.kunci, f"{p.tempat.source}") for p in all_of(found) if p.tempat]
    assert typed == [
        ("IKU-02.twI", "content/2023/realisasi/seksi-pelayanan.yml:16:12"),
        ("7.01.01.2.01.0001.realisasi", "content/2023/anggaran.yml:5:16"),
    ]


def test_a_value_that_vanishes_is_told_with_the_reason_and_where_it_stood(tmp_path: Path) -> None:
    found = banding(tmp_path, (LAYANAN, "tw4: 19", "tw4: null"))
    assert lines(found, "hilang")[:3] == [
        "IKU-02.twIV 19,0 menit > -",
        "IKU-02.realisasi 21,4 menit > -",
        "IKU-02.capaian 93,13% > -",
    ]
    gone = [p for p in all_of(found) if p.tingkat == "hilang"]
    assert [str(p.tempat.source) for p in gone if p.tempat] == ["content/2023/realisasi/seksi-pelayanan.yml:19:12"]
    assert gone[1].alasan == "triwulan IV belum terisi"


def test_a_slip_of_the_hand_is_told_once_and_what_bounds_hide_is_not_gone(tmp_path: Path) -> None:
    """8575 is cut off by the bound of 120 percent: the mean without it is told, and moved, not new."""
    found = banding(tmp_path, (LAYANAN, 'tw4: "85.75"', "tw4: 8575"))
    assert [(p.kunci, p.geser) for p in found.geser] == [("IKU-01.twIV", 2)]
    assert lines(found, "hilang") == ["IKU-01.laju_perlu 0,96 indeks per tahun > -"]
    assert lines(found, "baru") == ["S1.hemat - > Rp31.500.000"]
    assert "S1.tanpa_batas 97,23% > 2.623,79%" in lines(found, "besar")


@pytest.mark.parametrize(
    ("before", "after", "digits"),
    [
        ("85.75", "8575", 2),
        ("85.75", "857", 1),
        ("500000000", "500000", -3),
        ("6", "60", 1),
        ("6", "61", 0),
        ("0.5", "5", 1),
        ("85.75", "85.76", 0),
        ("12", "120000", 0),
        ("0", "10", 0),
        ("-3", "30", 0),
    ],
)
def test_the_same_digits_elsewhere_are_a_slip(before: str, after: str, digits: int) -> None:
    assert pergeseran(Decimal(before), Decimal(after)) == digits


def test_a_row_put_before_others_changes_none_of_them(tmp_path: Path) -> None:
    row = '  golongan:\n    - nama: "Golongan IV"\n      laki_laki: 1\n      perempuan: 0\n'
    found = banding(tmp_path, (PROFIL, "  golongan:\n", row))
    assert {p.kelompok for p in all_of(found)} == {"Pegawai menurut golongan"}
    assert [line.split("/")[1] for line in lines(found, "hilang", "kecil", "sedang", "besar")] == [
        "Jumlah: laki-laki 8 orang > 9 orang",
        "Jumlah: jumlah 14 orang > 15 orang",
    ]


def test_prose_changes_no_value_but_the_document(tmp_path: Path) -> None:
    found = banding(tmp_path, ("2023/narasi/organisasi.md", "dua seksi", "2 seksi"))
    assert (found.kosong, found.dokumen) == (True, (2023,))


def test_a_year_of_one_side_only_is_told_and_one_that_cannot_be_read_is_not_guessed(tmp_path: Path) -> None:
    before, after = make_office(tmp_path / "a"), make_office(tmp_path / "b")
    copytree(after / "content/2023", after / "content/2024", ignore=lambda *_: ["bukti"])
    more = selisih(check_years(before), check_years(after))
    assert (more.bertambah[0][0], more.berkurang, more.tahun) == (2024, (), ())
    less = selisih(check_years(after), check_years(before))
    assert less.berkurang == more.bertambah and less.bertambah == ()
    rmtree(after / "content/2024")
    (after / "content/2023/anggaran.yml").write_text("x: [")
    blind = selisih(check_years(before), check_years(after), [(2023, "tak terbaca")])
    assert blind == Selisih((), ((2023, "tak terbaca"),))
