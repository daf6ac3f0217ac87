"""Evidence that is a table of text (.csv): its cells as facts, so that a reported figure can be looked up in it."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

from lkip.bilangan import read_number
from lkip.model import Lembar

# What a clerk's table holds; a larger file is evidence all the same, only not read.
_MAX_BYTES, _MAX_ROWS, _MAX_COLUMNS = 256 * 1024, 500, 40
# A decimal comma, with points between thousands or none: three digits behind the comma may be thousands themselves.
_KOMA = re.compile(r"(-?(?:\d{1,3}(?:\.\d{3})+|\d+)),(\d{1,2}|\d{4,})")


def read_sheet(file: Path, path: str) -> Lembar | None:
    """Return the cells of a CSV file (`path` below content/); None where it is none, too large, or no UTF-8 text."""
    if file.suffix.lower() != ".csv" or file.stat().st_size > _MAX_BYTES:
        return None
    try:
        text = file.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(text.splitlines(), delimiter=_pemisah(text)))
    except (UnicodeDecodeError, csv.Error):
        return None
    if len(rows) > _MAX_ROWS or any(len(row) > _MAX_COLUMNS for row in rows):
        return None
    return Lembar(path, tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows))


def _pemisah(text: str) -> str:
    """Return what stands between the cells: what the head line has most of, a comma where it has none."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=head.count)


def sel_angka(cell: str) -> Decimal | None:
    """Return the one figure that a cell can mean, with a percent sign or a decimal comma or without; else None."""
    bare = cell.removesuffix("%").rstrip()
    if found := _KOMA.fullmatch(bare):
        bare = f"{found[1].replace('.', '')}.{found[2]}"
    number = read_number(bare)
    return number if isinstance(number, Decimal) else None
