"""Laporan → a year's data package: laporan.json, a CSV for each table, datapackage.json (frictionless).

So that a figure can be used without this program. The tables are those of the report: same definition, exact values.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from lkip.baris import ROWS, Row
from lkip.capaian import SEMENTARA, Angka, Laporan
from lkip.data import laporan_json
from lkip.tabel import Kolom, columns, definitions, look_up, named, shown
from lkip.validate import SCHEMAS

SCHEMA = "laporan.schema.json"


def write_data(laporan: Sequence[Laporan], folder: Path) -> None:
    """Write a folder a year with its figures as JSON and CSV, and beside them the newest year's JSON and its schema."""
    for item in laporan:
        year = folder / str(item.tahun)
        year.mkdir(parents=True)
        for name, text in package(item).items():
            (year / name).write_text(text, "utf-8", newline="")
    (folder / "laporan.json").write_text(laporan_json(laporan[-1]), "utf-8")
    (folder / SCHEMA).write_bytes((SCHEMAS / SCHEMA).read_bytes())


def package(laporan: Laporan) -> dict[str, str]:
    """Return the files of a year's data package by name: laporan.json, a CSV for each table, datapackage.json."""
    tables = {nama: csv_table(nama, laporan) for nama in definitions("tabel.yml") if has_csv(nama)}
    written = {nama: table for nama, table in tables.items() if table.rows}
    files = {f"{nama}.csv": table.text for nama, table in written.items()}
    described = {
        "name": f"lkip-{laporan.tahun}",
        "title": f"LKIP {laporan.bahan.instansi.nama} tahun {laporan.tahun}",
        "description": f"{laporan.bahan.instansi.kabupaten}. Status data: {laporan.bahan.instansi.status_data}.",
        "version": laporan.bahan.dokumen.versi,
        "created": f"{laporan.bahan.dokumen.tanggal.isoformat()}T00:00:00Z",
        "resources": [table.resource(nama) for nama, table in written.items()],
    }
    return {
        "laporan.json": laporan_json(laporan),
        **files,
        "datapackage.json": json.dumps(described, ensure_ascii=False, indent=1) + "\n",
    }


# --- CSV -------------------------------------------------------------------------------------------------------


def has_csv(nama: str) -> bool:
    """Whether a table of `templates/tabel.yml` is given as CSV: not where another one has the same figures."""
    spec = definitions("tabel.yml").get(nama)
    return spec is not None and spec.get("data", True) is not False and spec["baris"] in ROWS


class CsvTable:
    """A table as data: its title, heads, and rows of values (figures exact, missing ones None)."""

    def __init__(self, judul: str, heads: list[str], rows: list[list[Any]]) -> None:
        self.judul, self.heads, self.rows = judul, heads, rows

    @property
    def text(self) -> str:
        """The table as CSV: a point for the comma, no thousands marks, nothing where a figure is missing."""
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerows([self.heads, *([_plain(value) for value in row] for row in self.rows)])
        return made.getvalue()

    def resource(self, nama: str) -> dict[str, Any]:
        """Return how the data package describes the table."""
        fields = [
            {"name": head, "type": _type([row[index] for row in self.rows])} for index, head in enumerate(self.heads)
        ]
        return {
            "name": nama,
            "title": self.judul,
            "path": f"{nama}.csv",
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"fields": fields, "missingValues": [""]},
        }


def csv_table(nama: str, laporan: Laporan) -> CsvTable:
    """Return the table `nama` of all goals and indicators as data, with the code of what a row belongs to in front.

    Closing rows (totals, means) are left out: they would be taken for one row more. Behind a column of figures stands
    another one for what no number says, where there is any: the upper end of a range, words, what is provisional.
    """
    spec = definitions("tabel.yml")[nama]
    rows = [row for row in ROWS[spec["baris"]](laporan, {}) if not _is_heading(row)]
    laid = columns(spec, laporan)
    shown_fields = {c.isi for c in laid}
    front = [
        (head, [look_up(row, path) for row in rows])
        for head, path in (("Kode sasaran", "sasaran.kode"), ("Kode indikator", "indikator.kode"))
        if path not in shown_fields and rows and hasattr(rows[0].get(path.partition(".")[0]), "kode")
    ]
    # Of the parts of a table there is one CSV: its title names none.
    title = re.sub(r" \{\w+\}", "", named(spec["judul"], laporan))
    made = [*front, *(part for c in laid for part in _beside(c, rows))]
    values = [list(row) for row in zip(*(column for _, column in made), strict=True)]
    return CsvTable(title, [head for head, _ in made], values)


def _beside(kolom: Kolom, rows: Sequence[Row]) -> Iterator[tuple[str, list[Any]]]:
    """Yield a column as data, and those that stand behind it."""
    head = f"{kolom.kelompok} {kolom.judul}" if kolom.kelompok else kolom.judul
    values = [look_up(row, kolom.isi, kolom.tahun) for row in rows]
    yield head, values
    figures = [value if isinstance(value, Angka) else None for value in values]
    ends = [a.atas if a and a.atas is not None and a.atas != a.nilai else None for a in figures]
    words = [a.teks if a and a.teks else None for a in figures]
    marks = ["ya" if a and a.tampil.endswith(SEMENTARA) else None for a in figures]
    for name, more in (("batas atas", ends), ("kata", words), ("sementara", marks)):
        if any(value is not None for value in more):
            yield f"{head} ({name})", more


def _is_heading(row: Row) -> bool:
    """A program's name above its sub kegiatan, without figures of its own."""
    return row.get("target") == "" and bool(row.get("tebal"))


def _plain(value: Any) -> str:
    if isinstance(value, Angka):
        value = value.nilai
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = "" if value is None else shown(value)
    # What a spreadsheet would run as a formula stays text.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _type(values: Sequence[Any]) -> str:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, Angka | Decimal) for value in known):
        return "number"
    return "integer" if known and all(isinstance(value, int) for value in known) else "string"
