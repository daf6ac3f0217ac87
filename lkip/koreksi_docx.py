"""A corrected Word file → the remarks in it: comments, insertions and deletions, each with the place that it is about.

Pure: the file's tree comes in, values go out. Where a remark belongs is told by what surrounds it, and the
content file by looking the text up in what the office wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from lkip import ast
from lkip.asal import Asal
from lkip.ast import Node
from lkip.berkas_word import Lanjutan
from lkip.capaian import Laporan
from lkip.model import Koreksi
from lkip.problem import Source

Jenis = Literal["komentar", "sisipan", "hapusan"]
_ISI, _LETAK, _CUPLIKAN = 4000, 400, 60


@dataclass(frozen=True)
class Butir:
    """A remark: who, when, what it says, the text that it is about, where that stands, and in which content file.

    `berkas` is None and `kode` empty where that cannot be told; `balasan` are the answers to a comment, `selesai` says
    that Word has it as resolved.
    """

    jenis: Jenis
    penulis: str
    waktu: datetime | None
    teks: str
    kutipan: str
    tempat: str
    berkas: Source | None = None
    kode: str = ""
    selesai: bool = False
    balasan: tuple[str, ...] = ()

    @property
    def sebagai_koreksi(self) -> Koreksi:
        """The remark as an event records it."""
        where = f"{self.berkas.path}, baris {self.berkas.line}" if self.berkas else ""
        place = " · ".join(filter(None, (where, self.kode, self.tempat)))
        quoted = f" (pada: {_cuplikan(self.kutipan)})" if self.kutipan and self.jenis == "komentar" else ""
        words = {"komentar": self.teks, "sisipan": f"Disisipkan: {self.teks}", "hapusan": f"Dihapus: {self.teks}"}
        told = " ".join((words[self.jenis] + quoted, *(f"Balasan {answer}." for answer in self.balasan)))
        return Koreksi(
            letak=_potong(place or "dokumen", _LETAK),
            isi=_potong(told or "(tanpa isi)", _ISI),
            oleh=_potong(self.penulis, _LETAK) or None,
            asal="word",
            penyelesaian="Ditandai selesai dalam berkas Word." if self.selesai else None,
        )


def _potong(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _cuplikan(text: str) -> str:
    return f"“{_potong(text, _CUPLIKAN)}”"


@dataclass
class _Tempat:
    """Where the reading stands: headings by level, the table with its row, the text of the paragraph as it was."""

    judul: dict[int, str] = field(default_factory=dict)
    keterangan: str = ""
    tabel: str = ""
    baris: str = ""
    paragraf: str = ""

    @property
    def sebutan(self) -> str:
        """The place in words."""
        heads = [self.judul[level] for level in sorted(self.judul)]
        if self.tabel or self.baris:
            heads.append(self.tabel or "tabel")
            heads += [f"baris {_cuplikan(self.baris)}"] if self.baris else []
        elif self.paragraf and (not heads or self.paragraf != heads[-1]):
            heads.append(f"paragraf {_cuplikan(self.paragraf)}")
        return " › ".join(heads)

    @property
    def sekitar(self) -> str:
        """The text by which the content file is looked for."""
        return self.baris or self.paragraf


@dataclass
class _Terbuka:
    """A comment whose text is still being collected."""

    nomor: str
    butir: Butir
    sekitar: str
    judul: str
    kutipan: str = ""


_KETERANGAN = re.compile(r"(?:Tabel|Gambar) L?\d+\.\d+ ")


def butir(tree: Node, beside: Lanjutan, laporan: Laporan | None = None) -> tuple[Butir, ...]:
    """Return the remarks of a document in their order; with a report also the content files that they belong to."""
    found = list(_Pembaca().read(tree["blocks"]))
    look_up = Asal.dari(laporan) if laporan else None
    made: dict[str, Butir] = {}
    for number, one in enumerate(found):
        place, kode = look_up.cari(one.sekitar, one.judul) if look_up else (None, "")
        done = one.nomor in beside.selesai
        made[one.nomor or f"#{number}"] = replace(
            one.butir, kutipan=" ".join(one.kutipan.split()), berkas=place, kode=kode, selesai=done
        )
    return tuple(_with_answers(made, beside.menjawab))


def _with_answers(found: Mapping[str, Butir], answers: Mapping[str, str]) -> Iterator[Butir]:
    """Put answers to the comment that they answer, however deep."""

    def first(number: str) -> str:
        """Follow answers to the comment that began it; one in a circle stands for itself, so that none is lost."""
        seen, top = {number}, number
        while (above := answers.get(top, "")) in found:
            if above in seen:
                return number
            seen.add(above)
            top = above
        return top

    told: dict[str, list[str]] = {}
    for number, one in found.items():
        if (top := first(number)) != number:
            told.setdefault(top, []).append(f"{one.penulis}: {one.teks}")
    for number, one in found.items():
        if first(number) == number:
            yield replace(one, balasan=tuple(told.get(number, ())))


class _Pembaca:
    """Reads the blocks of a document one after the other and collects what was remarked on them."""

    def __init__(self) -> None:
        self.at = _Tempat()
        self.open: dict[str, _Terbuka] = {}
        self.found: list[_Terbuka] = []

    def read(self, blocks: Sequence[Node]) -> list[_Terbuka]:
        """Return everything that was remarked, in the order of its beginning."""
        for block in blocks:
            self._block(block)
        return self.found

    def _block(self, block: Node) -> None:
        content: Any = block.get("c")
        match block["t"]:
            case "Header":
                level, _, inlines = content
                self.at.judul = {n: text for n, text in self.at.judul.items() if n < level}
                self.at.judul[level] = ast.title(_as_it_was(inlines))
                self._inlines(inlines)
            case "Para" | "Plain":
                self._inlines(content)
            case "Table":
                self._table(content)
            case "Div":
                self.read(content[1])
            case "BlockQuote":
                self.read(content)
            case "BulletList":
                for item in content:
                    self.read(item)
            case "OrderedList":
                for item in content[1]:
                    self.read(item)
            case "Figure":
                self.read(content[2])

    def _table(self, content: Any) -> None:
        _, caption, _, head, bodies, foot = content
        named = ast.title(_as_it_was(caption[1])) or self.at.keterangan
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        self.read(caption[1])
        for row in rows:
            cells = [ast.title(_as_it_was(cell[4])) for cell in row[1]]
            self.at.tabel, self.at.baris = named, " | ".join(filter(None, cells))
            for cell in row[1]:
                self.read(cell[4])
        self.at.tabel = self.at.baris = self.at.keterangan = ""

    def _inlines(self, inlines: Sequence[Node]) -> None:
        self.at.paragraf = ast.title(_as_it_was(inlines))
        if not self.at.baris and _KETERANGAN.match(self.at.paragraf):
            self.at.keterangan = self.at.paragraf
        for node in inlines:
            self._inline(node)
        for one in self.open.values():
            one.kutipan += " "

    def _inline(self, node: Node) -> None:
        classes = node["c"][0][1] if node["t"] in ("Span", "Link") else []
        if "comment-start" in classes:
            self._begin(node)
        elif "comment-end" in classes:
            self.open.pop(dict(node["c"][0][2]).get("id", ""), None)
        elif "insertion" in classes or "deletion" in classes:
            self._change(node, "sisipan" if "insertion" in classes else "hapusan")
        elif node["t"] == "Note":
            self.read(node["c"])
        elif (inner := _inner(node)) is not None:
            for part in inner:
                self._inline(part)
        else:
            self._quote(ast.plain_text(node))

    def _quote(self, text: str) -> None:
        for one in self.open.values():
            one.kutipan += text

    def _begin(self, node: Node) -> None:
        (_, _, pairs), words = node["c"]
        made = self._made("komentar", dict(pairs), ast.plain_text(words))
        made.nomor = dict(pairs).get("id", "")
        self.open[made.nomor] = made

    def _change(self, node: Node, jenis: Jenis) -> None:
        (_, _, pairs), inner = node["c"]
        for part in ast.nodes(inner):  # a comment may begin inside of what was inserted
            if part["t"] == "Span" and {"comment-start", "comment-end"} & set(part["c"][0][1]):
                self._inline(part)
        text, last = ast.plain_text(_without_comments(inner)), self.found[-1] if self.found else None
        self._quote(text)
        if not text.strip():
            return
        made = self._made(jenis, dict(pairs), text, keep=False)
        same = last and (last.butir.jenis, last.butir.penulis, last.sekitar, last.butir.tempat) == (
            jenis,
            made.butir.penulis,
            made.sekitar,
            made.butir.tempat,
        )
        if last and same:  # Word cuts one change into pieces of one look
            last.butir = replace(last.butir, teks=last.butir.teks + text)
        else:
            self.found.append(made)

    def _made(self, jenis: Jenis, pairs: Mapping[str, str], teks: str, *, keep: bool = True) -> _Terbuka:
        one = Butir(
            jenis=jenis,
            penulis=pairs.get("author", ""),
            waktu=_waktu(pairs.get("date", "")),
            teks=" ".join(teks.split()) if jenis == "komentar" else teks,
            kutipan="",
            tempat=self.at.sebutan,
        )
        heads = [self.at.judul[level] for level in sorted(self.at.judul)]
        made = _Terbuka("", one, self.at.sekitar, heads[-1] if heads else "")
        made.kutipan = "" if jenis == "komentar" else self.at.paragraf
        if keep:
            self.found.append(made)
        return made


def _inner(node: Node) -> Sequence[Node] | None:
    """Return the inlines inside of one; None where it is text."""
    inside: Sequence[Node] | None = None
    match node["t"]:
        case "Emph" | "Strong" | "Underline" | "Strikeout" | "Superscript" | "Subscript" | "SmallCaps":
            inside = node["c"]
        case "Span" | "Link" | "Image" | "Quoted" | "Cite":
            inside = node["c"][1]
    return inside


def _as_it_was(tree: Any) -> Any:
    """Return a piece of the tree as it was before it was corrected: without comments and insertions."""

    def change(node: Node) -> list[Node] | None:
        if node["t"] != "Span":
            return None
        classes = set(node["c"][0][1])
        return [] if classes & {"comment-start", "comment-end", "insertion", "paragraph-insertion"} else None

    return ast.walk(tree, change)


def _without_comments(tree: Any) -> Any:
    def change(node: Node) -> list[Node] | None:
        return [] if node["t"] == "Span" and "comment-start" in node["c"][0][1] else None

    return ast.walk(tree, change)


def _waktu(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
