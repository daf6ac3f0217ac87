"""A clerk changes wording and looks in lkip/templates/ alone, and every output follows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pikepdf
import pytest
from conftest import make_office
from keluaran import files, page, pdf_pages, squeezed, word, word_lines

ROOT = Path(__file__).parent.parent
BUILD = """
import sys
from pathlib import Path
from lkip.pipeline import read
from lkip.publish import publish
root = Path(sys.argv[1])
publish([read(root).laporan], root, root / "build")
"""


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def reworded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the engine with the office `lengkap`, built after a clerk's changes in templates/."""
    root = make_office(tmp_path_factory.mktemp("templat") / "repo")
    for folder in ("lkip", "schemas"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    templates = root / "lkip/templates"
    (templates / "laporan/40-bab-4.md").rename(templates / "laporan/25-bab-4.md")
    changed(
        templates / "tabel.yml",
        'judul: "Kategori"\n      isi: "sasaran.kategori"',
        'judul: "Predikat"\n      isi: "sasaran.kategori"',
    )
    changed(templates / "laporan/10-bab-1.md", "Laporan ini disusun berdasarkan:", "Dasar penyusunan laporan ini:")
    changed(templates / "halaman.yml", "kiri: 30", "kiri: 40")
    subprocess.run([sys.executable, "-B", "-c", BUILD, str(root)], cwd=root, check=True)
    return root


def test_no_program_was_touched(reworded: Path) -> None:
    def programs(root: Path) -> dict[str, bytes]:
        found = files(root / "lkip").items()
        return {name: data for name, data in found if name.endswith(".py") and "__pycache__" not in name}

    assert programs(reworded) == programs(ROOT)


def test_the_chapters_come_in_the_new_order_everywhere(reworded: Path) -> None:
    with pikepdf.open(reworded / "build/lkip-2023.pdf") as pdf, pdf.open_outline() as outline:
        chapters = [item.title for item in outline.root if item.title.startswith("BAB")]
    assert chapters == [
        "BAB I Pendahuluan",
        "BAB II Perencanaan Kinerja",
        "BAB III Penutup",
        "BAB IV Akuntabilitas Kinerja",
    ]
    heads = [
        p.text for p in docx.Document(str(reworded / "build/lkip-2023.docx")).paragraphs if p.text.startswith("BAB")
    ]
    assert [" ".join(h.split()) for h in heads if "Penutup" in h][-1] == "BAB III Penutup"
    assert page(reworded / "build/site/2023/bab-4.html").title.startswith("BAB III Penutup")


def test_head_and_sentence_are_the_new_ones_everywhere(reworded: Path) -> None:
    site = [page(file) for file in sorted((reworded / "build/site/2023").glob("*.html"))]
    heads = [cell for one in site for table in one.tables for row in table.kepala for cell in row]
    texts = {
        "PDF": squeezed(" ".join(pdf_pages(reworded / "build/lkip-2023.pdf"))),
        "Word": squeezed(" ".join(word_lines(word(reworded / "build/lkip-2023.docx")))),
        "site": squeezed(" ".join([*(line for one in site for line in one.lines), *heads])),
    }
    for name, text in texts.items():
        assert "Dasarpenyusunanlaporanini:" in text, name
        assert "Laporaninidisusunberdasarkan:" not in text, name
        assert "Predikat" in text, name


def test_the_margin_is_the_new_one_on_paper(reworded: Path) -> None:
    section = docx.Document(str(reworded / "build/lkip-2023.docx")).sections[1]
    assert round(section.left_margin.mm) == 40
    text = subprocess.run(
        ["pdftotext", "-bbox", reworded / "build/lkip-2023.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    lefts = [float(part.split('"')[1]) for part in text.split("<word ")[1:]]
    assert min(lefts) * 25.4 / 72 > 35
