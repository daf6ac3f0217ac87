"""Every folder of `kasus/` with a `masalah.txt` is an office with faults: what is said about it, word for word.

A folder holds the files that replace or add to those of `lengkap`; `hapus.txt` names files to leave out.
`UPDATE_KASUS=1 pytest tests/test_kasus.py` writes `masalah.txt` anew: read each sentence before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import KASUS, Office

from lkip.check import RULES
from lkip.pipeline import Hasil, check_all, read, read_content, read_year
from lkip.problem import summary

CASES = sorted(file.parent.name for file in KASUS.glob("*/masalah.txt"))


def told(hasil: Hasil) -> str:
    """What `inv check` prints for an office."""
    return "".join(f"{line}\n" for line in (*map(str, hasil.problems), summary(hasil.problems)))


@pytest.mark.parametrize("name", CASES)
def test_the_faults_of_an_office_are_told_word_for_word(name: str, kantor: Office) -> None:
    expected = KASUS / name / "masalah.txt"
    actual = told(read(kantor(overlay=KASUS / name)))
    if os.environ.get("UPDATE_KASUS"):
        expected.write_text(actual, "utf-8")
    assert actual == expected.read_text("utf-8")


def test_the_complete_office_has_no_problem(hasil: Hasil) -> None:
    assert told(hasil) == "0 galat, 0 peringatan.\n"


@pytest.mark.parametrize("rule", [rule.__name__.replace("_", "-") for rule in RULES])
def test_every_rule_has_a_case(rule: str) -> None:
    assert any(f"[{rule}]" in (KASUS / name / "masalah.txt").read_text("utf-8") for name in CASES)


def test_every_case_has_a_fault() -> None:
    assert not [n for n in CASES if (KASUS / n / "masalah.txt").read_text("utf-8") == "0 galat, 0 peringatan.\n"]


def test_problems_are_sorted_and_told_once(kantor: Office) -> None:
    problems = read(kantor(overlay=KASUS / "banyak-salah")).problems
    assert list(problems) == sorted(set(problems))
    assert len({p.source.path for p in problems}) >= 4


# --- what cannot be committed as a file ------------------------------------------------------------------------


def only(hasil: Hasil, path: str) -> list[str]:
    """The problems of one file."""
    return [str(p) for p in hasil.problems if p.source.path == f"content/{path}"]


@pytest.mark.parametrize(
    "head", [b"PK\x03\x04\x14\x00\x06\x00", b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.7\n", b"{\\rtf1\\ansi"]
)
def test_a_word_excel_or_pdf_file_renamed_to_yml_is_named_as_such(head: bytes, kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/dokumen.yml").write_bytes(head + bytes(range(256)))
    assert only(read(root), "2023/dokumen.yml") == [
        "content/2023/dokumen.yml:1:1: galat: ini berkas Word, Excel atau PDF yang diganti namanya; "
        "salin isinya ke berkas teks biasa [teks]"
    ]


def test_a_link_that_leaves_the_content_is_refused_and_not_read(kantor: Office, tmp_path: Path) -> None:
    (tmp_path / "rahasia.yml").write_text('unit: "rahasia"\n')
    root = kantor()
    (root / "content/2023/realisasi/seksi-rahasia.yml").symlink_to(tmp_path / "rahasia.yml")
    hasil = read(root)
    assert only(hasil, "2023/realisasi/seksi-rahasia.yml") == [
        "content/2023/realisasi/seksi-rahasia.yml:1:1: galat: tautan (symlink) tidak dipakai di content/; "
        "ganti dengan berkasnya sendiri [berkas-dikenal]"
    ]
    assert "unit" not in "".join(map(str, hasil.problems))


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("2023/bukti/salinan.csv", "rekap-skm.csv"),
        ("2023/bukti/putus.csv", "tidak-ada.csv"),
        ("2023/bukti/folder", "../narasi"),
        ("2023/bukti/lingkaran", "lingkaran"),
        ("2023/bukti/akar", "/"),
        ("2024", "2023"),
    ],
    ids=["to a file", "to nothing", "to a folder", "to itself", "to the root of the disk", "a whole year"],
)
def test_every_other_link_is_refused_too(link: str, target: str, kantor: Office) -> None:
    root = kantor()
    (root / "content" / link).symlink_to(target)
    assert [str(p) for p in read(root).problems] == [
        f"content/{link}:1:1: galat: tautan (symlink) tidak dipakai di content/; "
        "ganti dengan berkasnya sendiri [berkas-dikenal]"
    ]


@pytest.mark.parametrize(
    ("path", "mend"),
    [
        ("catatan.txt", "hapus, atau pindahkan ke folder bukti tahunnya"),
        ("renja.yml", "maksudnya content/<tahun>/renja.yml?"),
        ("Instansi.yml", "maksudnya content/instansi.yml?"),
        ("sop.yaml", "maksudnya content/sop.yml?"),
        ("2023/dokumn.yml", "maksudnya content/2023/dokumen.yml?"),
        ("2023/anggaran.YML", "maksudnya content/2023/anggaran.yml?"),
        ("2023/narasi/simpulan.docx", "maksudnya content/2023/narasi/simpulan.md?"),
        ("2023/narasi/kata_pengantar.md", "maksudnya content/2023/narasi/kata-pengantar.md?"),
        (
            "2023/narasi/penutup.md",
            "nama yang dipakai: kata-pengantar.md, gambaran-umum.md, organisasi.md, isu-strategis.md, "
            "perencanaan.md, capaian-kinerja.md, realisasi-anggaran.md, simpulan.md, langkah-perbaikan.md",
        ),
        ("2023/realisasi/Seksi Ekonomi.yml", "maksudnya content/2023/realisasi/seksi-ekonomi.yml?"),
        ("2023/realisasi/seksi-ekonomi.yaml", "maksudnya content/2023/realisasi/seksi-ekonomi.yml?"),
        ("2023/realisasi/seksi-ekonomi.xlsx", "hapus, atau pindahkan ke folder bukti tahunnya"),
        ("2023/~$dokumen.yml", "maksudnya content/2023/dokumen.yml?"),
        ("2O23/dokumen.yml", "maksudnya content/<tahun>/dokumen.yml?"),
        ("２０２３/dokumen.yml", "maksudnya content/<tahun>/dokumen.yml?"),
        (".DS_Store", "hapus, atau pindahkan ke folder bukti tahunnya"),
    ],
)
def test_an_unknown_file_name_is_refused_with_the_right_one(path: str, mend: str, kantor: Office) -> None:
    root = kantor()
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x")
    assert [str(p) for p in read(root, 2023).problems] == [
        f"content/{path}:1:1: galat: nama berkas tidak dikenal; {mend} [berkas-dikenal]"
    ]


@pytest.mark.parametrize("name", ["Foto kegiatan (1).jpg", "foto,1.jpg", "-foto.jpg", "laporan año.pdf", ".gitkeep"])
def test_an_evidence_file_that_no_realisasi_could_name_must_be_renamed(name: str, kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/bukti" / name).write_bytes(b"\xff\xd8")
    assert [str(p) for p in read(root).problems] == [
        f"content/2023/bukti/{name}:1:1: galat: nama berkas bukti hanya huruf, angka, titik, garis bawah dan garis "
        "hubung, tanpa spasi; ganti namanya [berkas-dikenal]"
    ]


def test_a_file_name_with_a_line_break_or_a_command_stays_one_harmless_line(kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/realisasi/x\n::error::y.yml").write_text("unit: 1\n")
    (problem,) = read(root).problems
    assert str(problem) == (
        "content/2023/realisasi/x\\u000a::error::y.yml:1:1: galat: nama berkas memuat karakter yang tidak terlihat; "
        "ganti namanya [berkas-dikenal]"
    )
    assert problem.as_github() == (
        "::error file=content/2023/realisasi/x\\u000a%3A%3Aerror%3A%3Ay.yml,line=1,col=1,"
        "title=galat [berkas-dikenal]::nama berkas memuat karakter yang tidak terlihat; ganti namanya"
    )


def test_a_file_name_that_is_no_utf_8_is_told_and_can_be_printed(kantor: Office) -> None:
    root = kantor()
    Path(os.fsdecode(os.fsencode(root) + b"/content/2023/bukti/caf\xe9.csv")).write_text("x")
    (problem,) = read(root).problems
    assert str(problem).encode("utf-8") == (
        b"content/2023/bukti/caf\\udce9.csv:1:1: galat: nama berkas memuat karakter yang tidak terlihat; "
        b"ganti namanya [berkas-dikenal]"
    )


# --- years -----------------------------------------------------------------------------------------------------


def test_a_fault_in_another_year_stops_and_hides_nothing_of_this_one(kantor: Office) -> None:
    root = kantor(("2023/realisasi/seksi-pemerintahan.yml", 'kode: "IKU-03"', 'kode: "IKU-33"'))
    (root / "content/2022").mkdir()
    (root / "content/2022/dokumen.yml").write_text('status: "drap"\n')
    other = "content/2022/dokumen.yml:1:9: galat: Status 'drap' tidak dikenal; maksudnya 'draf'? [bentuk]"
    said = told(read(root, 2023))
    assert other not in said and other in [str(p) for p in check_all(root)]
    assert "indikator 'IKU-33' tidak ada di renstra.yml; maksudnya 'IKU-03'? [kode-dikenal]" in said
    assert "realisasi IKU-03 (Desa dengan laporan tepat waktu) belum disampaikan" in said


def test_the_newest_year_is_read_and_another_on_demand(kantor: Office) -> None:
    root = kantor()
    (root / "content/2022").mkdir()
    (root / "content/2022/dokumen.yml").write_text((root / "content/2023/dokumen.yml").read_text())
    newest, older = read(root), read(root, 2022)
    assert newest.laporan is not None and newest.laporan.tahun == 2023 and not newest.problems
    assert older.laporan is None
    assert (
        "content/2022/renja.yml:1:1: galat: berkas ini belum ada; buat dengan contoh content/2023/renja.yml "
        "[berkas-ada]" in map(str, older.problems)
    )


def test_a_year_that_has_no_folder_is_told_with_those_that_have(kantor: Office) -> None:
    hasil = read_year(read_content(kantor()), 2031)
    assert told(hasil) == (
        "content:1:1: galat: folder tahun 2031 belum ada; yang ada: 2023 [berkas-ada]\n1 galat, 0 peringatan.\n"
    )


def test_an_empty_content_is_told_and_does_not_crash(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert told(read(tmp_path)) == (
        "content:1:1: galat: belum ada folder tahun; buat misalnya content/2023 [berkas-ada]\n1 galat, 0 peringatan.\n"
    )
