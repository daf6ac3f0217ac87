"""Columns are as wide as the longest word in them: on paper a word that does not fit runs into the next column.

By hand, for any office: `.venv/bin/python tests/test_lebar.py <folder that holds content/>`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import ImageFont

sys.path.insert(0, str(Path(__file__).parent.parent))  # by hand

from lkip import ast
from lkip.baris import ROWS
from lkip.capaian import Laporan
from lkip.pipeline import read_years
from lkip.tabel import RUANG, columns, definitions, table

if TYPE_CHECKING:
    from keluaran import Terbit

TEMPLATES = Path(__file__).parent.parent / "lkip/templates"
# As `gaya.typ` says: the size of tables' letters, and the space at both sides of a cell.
HURUF, TEPI = 8.5, 8.0


@cache
def _font(weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(TEMPLATES / f"huruf/texgyreheros-{weight}.otf"), 1000)


@cache
def width(word: str, weight: str) -> float:
    """How wide a word is in a table, in points."""
    return _font(weight).getlength(word) / 1000 * HURUF


def words(text: str) -> list[str]:
    """The pieces of a text that no line breaks: after a hyphen or a slash between letters it may."""
    return re.sub(r"(?<=\w)([-/–])(?=\w)", r"\1 ", text.replace("\u00a0", "_")).split()


def on_paper() -> dict[str, bool]:
    """The tables of the documents, and whether they lie across."""
    found = {}
    for folder in ("laporan", "bersama", "perjanjian"):
        for file in sorted((TEMPLATES / folder).glob("*.md")):
            text = file.read_text("utf-8")
            for nama in re.findall(r'\.tabel nama="([^"]+)"', text):
                found[nama] = "::: lanskap" in text
    return found


def cells(nama: str, laporan: Laporan) -> Iterator[tuple[int, str, str]]:
    """Column, text and weight of every head and cell of a table that stands in one column alone."""
    _, _, _, head, bodies, foot = table(nama, laporan, "", {})["c"]
    for group in (head[1], *(body[3] for body in bodies), foot[1]):
        taken: dict[tuple[int, int], bool] = {}
        for r, row in enumerate(group):
            column = 0
            for _, _, high, wide, blocks in row[1]:
                while (r, column) in taken:
                    column += 1
                taken |= {(r + down, column + right): True for down in range(high) for right in range(wide)}
                if wide == 1:
                    weight = "bold" if '"t": "Strong"' in json.dumps(blocks) else "regular"
                    text = ast.plain_text(blocks).translate(RUANG)
                    yield column, text, weight


def too_narrow(laporan: Laporan) -> list[str]:
    """Every column of a table that is narrower than a word in it, with the share that it would need."""
    paper = definitions("halaman.yml")["kertas"][laporan.bahan.dokumen.kertas]
    margin = definitions("halaman.yml")["margin"]
    found = []
    for nama, across in on_paper().items():
        spec = definitions("tabel.yml")[nama]
        laid = columns(spec, laporan, list(ROWS[spec["baris"]](laporan, {})))
        total = sum((c.lebar for c in laid), Decimal(0))
        side = paper["tinggi"] if across else paper["lebar"]
        room = (side - margin["kiri"] - margin["kanan"]) / 25.4 * 72
        for number, column in enumerate(laid):
            share = float(column.lebar / total) * room - TEPI
            of_column = [
                (width(w, kind), w) for n, text, kind in cells(nama, laporan) if n == number for w in words(text)
            ]
            wide, longest = max(of_column, default=(0.0, ""))
            if wide > share + 0.05:
                need = (wide + TEPI) / room * float(total)
                found.append(
                    f"{nama}, kolom {column.judul!r}: {longest!r} selebar {wide:.1f} pt dalam {share:.1f} pt; "
                    f"lebar {column.lebar:.4g} menjadi paling sedikit {need:.1f} dari {total:.4g}"
                )
    return found


def reports(root: Path) -> Sequence[Laporan]:
    return read_years(root)[0]


@pytest.mark.parametrize("office", ["terbit", "resmi", "muncar_terbit", "ragam_terbit", "sebagian_terbit"])
def test_every_word_of_a_table_fits_its_column(office: str, request: pytest.FixtureRequest) -> None:
    found = [line for laporan in request.getfixturevalue(office).semua for line in too_narrow(laporan)]
    assert not found, "\n".join(found)


def test_a_word_that_does_not_fit_would_be_found(terbit: Terbit, monkeypatch: pytest.MonkeyPatch) -> None:
    capaian = definitions("tabel.yml")["capaian"]
    narrow = [{**c, "lebar": 5} if c["judul"] == "Kategori" else c for c in capaian["kolom"]]
    before = too_narrow(terbit.laporan)
    monkeypatch.setitem(capaian, "kolom", narrow)
    (found,) = [line for line in too_narrow(terbit.laporan) if line not in before and "'Kategori'" in line]
    assert found.startswith("capaian, kolom 'Kategori': 'Kategori' selebar ")


if __name__ == "__main__":
    lines = [f"{item.tahun}: {line}" for item in reports(Path(sys.argv[1])) for line in too_narrow(item)]
    print("\n".join([*lines, f"{len(lines)} kolom terlalu sempit."]))
