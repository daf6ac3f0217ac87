"""The package of a corrected Word file: whether it can be read at all, and what Word keeps beside its comments."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from lkip.problem import Problem, Source

ATURAN = "koreksi-word"

# No office's report is larger; what is would fill the memory of whoever opens it.
_TERBANYAK, _TERBESAR, _NASKAH = 5000, 200_000_000, 60_000_000


def tolak(data: bytes, path: str) -> Problem | None:
    """Say why a file cannot be read as a corrected Word file; None where it can."""
    message = _ole(data) or _paket(data)
    return Problem(Source(path), message, rule=ATURAN) if message else None


def _ole(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "berkas .doc lama, atau .docx yang dikunci sandi; buka di Word, simpan sebagai .docx tanpa sandi"
    return ""


def _paket(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            names = {part.filename: part.file_size for part in parts}
            if len(parts) > _TERBANYAK or sum(names.values()) > _TERBESAR:
                return "isi berkas terlalu besar untuk sebuah laporan; kirim berkas Word yang dibuat ./inv build"
            if not {"[Content_Types].xml", "word/document.xml"} <= names.keys():
                return "bukan berkas Word (.docx); kirim berkas lkip-<tahun>.docx yang sudah diberi komentar"
            if names["word/document.xml"] > _NASKAH:
                return "naskah dalam berkas terlalu besar; kirim berkas Word yang dibuat ./inv build"
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return "berkas memuat makro; simpan ulang sebagai .docx tanpa makro"
            if any(_beracun(package.read(name)) for name in names if name.startswith("word/comments")):
                return "bagian komentar berkas tidak dibuat oleh Word atau LibreOffice; simpan ulang sebagai .docx"
    # What zipfile raises for packages that are damaged, encrypted, or packed in a way that it does not know.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return "bukan berkas Word (.docx) yang utuh; simpan ulang dari Word atau LibreOffice sebagai .docx"
    return ""


def _beracun(xml: bytes) -> bool:
    """A document type in the XML of a Word file is there to harm, whatever its encoding."""
    plain = xml.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True)
class Lanjutan:
    """What Word keeps beside comments: which are resolved, and which answer which, by their numbers."""

    selesai: frozenset[str] = frozenset()
    menjawab: Mapping[str, str] = field(default_factory=dict)


def lanjutan(data: bytes) -> Lanjutan:
    """Read what is kept beside the comments; nothing where the file has none of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        if not {"word/comments.xml", "word/commentsExtended.xml"} <= names:
            return Lanjutan()
        try:
            comments = ElementTree.fromstring(package.read("word/comments.xml"))
            extended = ElementTree.fromstring(package.read("word/commentsExtended.xml"))
        except ElementTree.ParseError:
            return Lanjutan()
    numbers = {
        para.get(f"{_W14}paraId", ""): one.get(f"{_W}id", "")
        for one in comments.iter(f"{_W}comment")
        for para in one.iter(f"{_W}p")
    }
    facts = [(numbers.get(one.get(f"{_W15}paraId", "")), one) for one in extended.iter(f"{_W15}commentEx")]
    return Lanjutan(
        frozenset(n for n, one in facts if n is not None and one.get(f"{_W15}done") in ("1", "true")),
        {n: p for n, one in facts if n is not None and (p := numbers.get(one.get(f"{_W15}paraIdParent", "")))},
    )
