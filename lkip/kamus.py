"""Schemas → the dictionary of fields on the site: there is no second text to keep true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lkip.baris import Pilihan, Row, RowSource
from lkip.capaian import Laporan
from lkip.isi import KINDS
from lkip.validate import schema

_BENTUK = {
    "object": "kelompok",
    "array": "daftar",
    "string": "teks",
    "number": "angka",
    "integer": "angka bulat",
    "boolean": "true atau false",
}


@dataclass(frozen=True)
class Jenis:
    """A kind of content file as its schema describes it."""

    nama: str
    judul: str
    uraian: str
    berkas: str


@dataclass(frozen=True)
class IsianKamus:
    """A field: its name with those around it, its title, whether it must be there, its form, what it is for."""

    nama: str
    judul: str
    wajib: str
    bentuk: str
    uraian: str


def kinds() -> list[Jenis]:
    """Return the kinds of file, each schema once."""
    found: dict[str, Jenis] = {}
    for kind in KINDS:
        form = schema(kind.schema)
        path = kind.path.replace("TAHUN", "<tahun>").replace("*", "<unit>")
        found.setdefault(kind.schema, Jenis(kind.schema, form["title"], form["description"], path))
    return list(found.values())


def rows() -> dict[str, RowSource]:
    """Return the rows of the dictionary's tables, chosen by `jenis`."""

    def fields(_: Laporan, pilihan: Pilihan) -> Iterator[Row]:
        yield from ({"isian": field} for field in _fields(schema(pilihan["jenis"]), ""))

    return {"kamus": fields}


def _fields(form: dict[str, Any], prefix: str) -> Iterator[IsianKamus]:
    for name, field in form["properties"].items():
        required = "✔" if name in form.get("required", ()) else ""
        yield IsianKamus(f"{prefix}{name}", field["title"], required, _form(field), field["description"])
        inner = field.get("items", field)
        if "properties" in inner:
            yield from _fields(inner, f"{prefix}{name}.")


def _form(field: dict[str, Any]) -> str:
    """Return in words what may stand in a field."""
    if "enum" in field:
        return "pilihan: " + ", ".join(map(str, field["enum"]))
    kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
    if field.get("format") == "date":
        return "tanggal"
    if field.get("format") == "date-time":
        return "waktu"
    if "string" in kinds and ("number" in kinds or "integer" in kinds):  # a figure may be quoted
        return "angka atau null" if "null" in kinds else "angka"
    return _BENTUK[kinds[0]]
