"""What the tests of the outputs share: publishing an office, and the text of a PDF, a Word file and a page."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from lkip.capaian import Laporan
from lkip.pipeline import read_proof, read_years
from lkip.publish import Pemeriksaan, publish

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Terbit:
    """A published office: its root, its reports (oldest first), and where the outputs of the newest stand."""

    root: Path
    semua: tuple[Laporan, ...]

    @property
    def laporan(self) -> Laporan:
        return self.semua[-1]

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def pdf(self) -> Path:
        return self.build / f"lkip-{self.laporan.tahun}.pdf"

    @property
    def docx(self) -> Path:
        return self.build / f"lkip-{self.laporan.tahun}.docx"

    @property
    def site(self) -> Path:
        return self.build / "site"

    @property
    def json(self) -> Path:
        return self.build / "data" / "laporan.json"


def read_office(root: Path) -> tuple[Laporan, ...]:
    """Read every year of the office at `root`."""
    laporan, problems = read_years(root)
    assert laporan, "\n".join(map(str, problems))
    return tuple(laporan)


def terbitkan(root: Path, pemeriksaan: Pemeriksaan | None = None) -> Terbit:
    """Publish the office at `root` (its content/) into its build/, as the task `build` does.

    `pemeriksaan` is what the working paper tells; without it the findings of the rules.
    """
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    laporan = read_office(root)
    publish(laporan, root, root / "build", read_proof(root), pemeriksaan)
    return Terbit(root, laporan)


@dataclass(frozen=True)
class Tabel:
    """A table as it was read back from an output: every cell stands in each row and column that it covers."""

    judul: str  # its caption without the number
    nomor: str  # "Tabel 3.1", "Tabel L2.1"; empty without one
    kepala: list[list[str]]
    isi: list[list[str]]  # with the closing rows
    tempat: str = ""  # what links find it by, where the output has it

    @property
    def baris(self) -> list[list[str]]:
        return [*self.kepala, *self.isi]


_NOMOR = re.compile(r"(Tabel L?\d+\.\d+) ")


def tabel(caption: str, head: list[list[Sel]], body: list[list[Sel]], place: str = "") -> Tabel:
    """Lay out rows of cells with their spans."""
    found = _NOMOR.match(caption)
    number = found[1] if found else ""
    grid = _laid(head) + _laid(body)
    return Tabel(caption[len(number) :].strip(), number, grid[: len(head)], grid[len(head) :], place)


# A cell: its text, over how many rows, over how many columns.
Sel = tuple[str, int, int]


def _laid(rows: list[list[Sel]]) -> list[list[str]]:
    grid: list[dict[int, str]] = [{} for _ in rows]
    for r, cells in enumerate(rows):
        column = 0
        for text, high, wide in cells:
            while column in grid[r]:
                column += 1
            for at in range(r, r + high):
                grid[at] |= {column + step: text for step in range(wide)}
    return [[row[column] for column in sorted(row)] for row in grid]


def bare(text: str) -> str:
    """A text without the spaces at its end that stand for digits, commas and marks."""
    return text.rstrip("\u2007\u2008\u2004")


def named(tables: Iterable[Tabel]) -> dict[str, Tabel]:
    """Tables by their captions; those without one are left out."""
    found: dict[str, Tabel] = {}
    for one in filter(lambda one: one.judul, tables):
        assert one.judul not in found, f"two tables are called {one.judul}"
        found[one.judul] = one
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# --- PDF -------------------------------------------------------------------------------------------------------

_POINTS_A_CM = 72 / 2.54


def pdf_pages(file: Path) -> list[str]:
    """The text of every page."""
    with pypdfium2.PdfDocument(file) as document:
        return [_whole(page.get_textpage().get_text_bounded()) for page in document]


def pdf_body(file: Path) -> str:
    """The text of all pages between head and foot, as one."""
    with pypdfium2.PdfDocument(file) as document:
        edge = 2.3 * _POINTS_A_CM
        return " ".join(
            _whole(page.get_textpage().get_text_bounded(bottom=edge, top=page.get_height() - edge)) for page in document
        )


def pdf_feet(file: Path) -> list[str]:
    """What is printed at the foot of every page."""
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_bounded(top=2.3 * _POINTS_A_CM).strip() for page in document]


def _whole(text: str) -> str:
    """pdfium marks a hyphen at the end of a line."""
    return re.sub("[\ufffe\x02]\\s*", "-", text)


@dataclass
class Simpul:
    """A piece of a PDF's structure, as a screen reader knows it: its kind, its own text, the pieces in it."""

    jenis: str
    teks: str = ""
    halaman: int = -1
    alt: str = ""
    rentang: tuple[int, int] = (1, 1)
    anak: list[Simpul] = field(default_factory=list)

    @property
    def semua(self) -> str:
        """Its text with that of all pieces in it."""
        return self.teks + "".join(part.semua for part in self.anak)

    def cari(self, *kinds: str) -> Iterator[Simpul]:
        """Every piece of these kinds, outermost first; what lies in one is not looked through."""
        for part in self.anak:
            if part.jenis in kinds:
                yield part
            else:
                yield from part.cari(*kinds)


def pdf_marked(file: Path) -> dict[tuple[int, int], str]:
    """The text of every marked piece by its page and number; -1 holds what is no content: heads, feet, repetitions."""
    found: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(file) as document:
        for number, one in enumerate(document):
            text = one.get_textpage()
            for piece in one.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=8, textpage=text):
                key = number, pypdfium2.raw.FPDFPageObj_GetMarkedContentID(piece)
                found[key] = found.get(key, "") + _whole(piece.extract())
    return found


def pdf_tree(file: Path) -> Simpul:
    """The structure of a PDF with its text; heads, feet, and repeated heads of tables are no part of it."""
    marked = pdf_marked(file)
    with pikepdf.open(file) as pdf:
        numbers = {one.objgen: number for number, one in enumerate(pdf.pages)}

        def read(node: Any, number: int, into: Simpul) -> None:
            if isinstance(node, pikepdf.Array):
                for part in node:
                    read(part, number, into)
                return
            if not isinstance(node, pikepdf.Dictionary):
                into.anak.append(Simpul("", marked.get((number, int(node)), ""), number))
                return
            number = numbers[node.Pg.objgen] if "/Pg" in node else number
            if "/MCID" in node:
                read(node.MCID, number, into)
            elif "/S" in node:
                made = Simpul(str(node.S)[1:], halaman=number, alt=str(node.get("/Alt", "")), rentang=_span(node))
                into.anak.append(made)
                read(node.get("/K", pikepdf.Array()), number, made)

        root = Simpul("Root")
        read(pdf.Root.StructTreeRoot.K, -1, root)
    return root


def _span(node: Any) -> tuple[int, int]:
    found = {k: int(v) for group in node.get("/A", []) for k, v in group.items() if k in ("/RowSpan", "/ColSpan")}
    return found.get("/RowSpan", 1), found.get("/ColSpan", 1)


def pdf_tables(tree: Simpul) -> list[Tabel]:
    """The tables of a PDF's structure; where a table could have been cut in two, its caption stands right before it."""

    def rows(part: Simpul, *groups: str) -> list[list[Sel]]:
        return [
            [(cell.semua.strip(), *cell.rentang) for cell in row.cari("TH", "TD")]
            for group in (part.cari(*groups) if list(part.cari("THead", "TBody")) or "TBody" not in groups else [part])
            for row in group.cari("TR")
        ]

    tables, caption = [], ""
    for part in tree.cari("Table", "Caption", "P"):
        if part.jenis == "Table":
            own = "".join(inner.semua for inner in part.cari("Caption"))
            tables.append(tabel(own or caption, rows(part, "THead"), rows(part, "TBody", "TFoot")))
        caption = part.semua if part.jenis == "Caption" else ""
    return tables


def pdf_prose(tree: Simpul) -> list[str]:
    """The paragraphs, headings and captions of charts in reading order; no tables, lists of contents, drawings."""
    lines = [""]

    def read(node: Simpul) -> None:
        if node.jenis in ("Table", "TOC", "Figure", "Lbl") or (node.jenis == "Caption" and "Tabel " in node.semua[:6]):
            return
        if re.fullmatch("P|H[1-6]|L|LI|LBody|Caption|Code|BlockQuote", node.jenis):
            lines.append("")
        lines[-1] += node.teks
        for part in node.anak:
            read(part)

    read(tree)
    return [line.strip() for line in lines if line.strip()]


# --- Word ------------------------------------------------------------------------------------------------------


def word(file: Path) -> Document:
    return docx.Document(str(file))


def word_lines(document: Document) -> list[str]:
    """The text of every paragraph in the order of the document, also inside tables."""
    return ["".join(_pieces(paragraph)) for paragraph in document.element.body.iter(qn("w:p"))]


def _pieces(paragraph: object) -> Iterator[str]:
    for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):  # type: ignore[attr-defined]
        yield node.text or "" if node.tag == qn("w:t") else " "


def word_tables(document: Document) -> list[Tabel]:
    """The tables, without those that only put things side by side."""
    tables, caption = [], ""
    for block in document.element.body:
        if block.tag == qn("w:tbl") and _value(block, "w:tblPr", "w:tblStyle") != "TanpaGaris":
            tables.append(_word_table(block, caption))
        caption = "".join(_pieces(block)) if _value(block, "w:pPr", "w:pStyle") == "TableCaption" else ""
    return tables


def _word_table(table: Any, caption: str) -> Tabel:
    grid: list[list[str]] = []
    head = 0
    for row in table.iter(qn("w:tr")):
        head += row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        cells: list[str] = []
        for cell in row.findall(qn("w:tc")):
            wide = int(_value(cell, "w:tcPr", "w:gridSpan") or 1)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
            words = " ".join("".join(_pieces(p)) for p in cell.iter(qn("w:p")))
            cells += [grid[-1][len(cells)] if goes_on else bare(words)] * wide
        grid.append(cells)
    found = tabel(caption, [], [])
    return Tabel(found.judul, found.nomor, grid[:head], grid[head:])


def _value(node: Any, *path: str) -> str | None:
    """What the setting at the end of a path says."""
    found = node.find("/".join(qn(tag) for tag in path))
    return None if found is None else found.get(qn("w:val"))


def word_prose(document: Document) -> list[str]:
    """The paragraphs outside of tables of data, in their order, without lists of contents and captions of tables."""
    lines = []
    for paragraph in document.element.body.iter(qn("w:p")):
        style = _value(paragraph, "w:pPr", "w:pStyle") or ""
        inside = {_value(above, "w:tblPr", "w:tblStyle") for above in paragraph.iterancestors(qn("w:tbl"))}
        if not inside - {"TanpaGaris"} and not re.match("TOC|TableofFigures|TableCaption", style):
            lines.append("".join(_pieces(paragraph)))
    return [line.strip() for line in lines if line.strip()]


# An outline's line: how deep in lists (0 = a paragraph), the sign before it ("" = none of its own), its text.
Line = tuple[int, str, str]


def word_outline(document: Document) -> list[Line]:
    """The paragraphs with their place in lists and their numbers, counted as Word counts them."""
    numbering = document.part.numbering_part.element
    formats = {a.get(qn("w:abstractNumId")): a for a in numbering.iter(qn("w:abstractNum"))}
    nums = {n.get(qn("w:numId")): n for n in numbering.iter(qn("w:num"))}
    counts: dict[tuple[str, int], int] = {}
    lines = []
    for paragraph in document.element.body.iter(qn("w:p")):
        words = "".join(_pieces(paragraph))
        place = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if place is None:
            lines.append((0, "", words))
            continue
        num, depth = (place.find(qn(tag)).get(qn("w:val")) for tag in ("w:numId", "w:ilvl"))
        form = formats[nums[num].find(qn("w:abstractNumId")).get(qn("w:val"))]
        kinds = {
            level.get(qn("w:ilvl")): [level.find(qn(tag)).get(qn("w:val")) for tag in ("w:numFmt", "w:lvlText")]
            for level in form.iter(qn("w:lvl"))
        }
        kind, sign = kinds[depth]
        if kind == "decimal":
            # Without a start of its own a list would go on where another one of its form stopped.
            starts = {o.get(qn("w:ilvl")): o[0].get(qn("w:val")) for o in nums[num].iter(qn("w:lvlOverride"))}
            key = (num, int(depth))
            counts[key] = counts.get(key, int(starts[depth]) - 1) + 1
            sign = str(counts[key])
        lines.append((int(depth) + 1, "•" if sign.strip() and kind == "bullet" else sign.strip(), words))
    return lines


# --- site ------------------------------------------------------------------------------------------------------

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {"a", "b", "strong", "em", "i", "code", "span", "small", "sup", "sub", "mark"}


@dataclass
class Page(HTMLParser):
    """A parsed page: its elements with attributes, where they stand, and the lines of text of its article."""

    elements: list[tuple[str, dict[str, str | None], bool]] = field(default_factory=list)
    lines: list[str] = field(default_factory=lambda: [""])
    prose: list[str] = field(default_factory=lambda: [""])  # the lines outside of tables
    title: str = ""
    other: str = ""
    open: list[str] = field(default_factory=list)
    tables: list[Tabel] = field(default_factory=list)
    _skipped: int = 0
    _rows: dict[str, list[list[Sel]]] = field(default_factory=dict)
    _cell: str = ""
    _caption: str = ""
    _place: str = ""
    _span: tuple[int, int] = (1, 1)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @property
    def in_article(self) -> bool:
        return "article" in self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), self.in_article))
        if self._skipped or (tag == "a" and "headerlink" in (dict(attrs).get("class") or "")):
            self._skipped += tag not in _VOID
        elif tag not in _INLINE and self.in_article:
            self.lines.append("")
            self.prose.append("")
        if tag == "div":
            self._place = dict(attrs).get("id") or ""
        elif tag == "table":
            self._rows, self._caption = {"thead": [], "tbody": []}, ""
        elif tag == "tr":
            self._rows["thead" if "thead" in self.open else "tbody"].append([])
        elif tag in ("td", "th", "caption"):
            self._cell = ""
            self._span = (int(dict(attrs).get("rowspan") or 1), int(dict(attrs).get("colspan") or 1))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if self._skipped:
            self._skipped -= 1
        elif tag not in _INLINE and self.in_article:
            self.lines.append("")
            self.prose.append("")
        if tag == "caption":
            self._caption = self._cell
        elif tag in ("td", "th"):
            group = self._rows["thead" if "thead" in self.open else "tbody"]
            group[-1].append((bare(self._cell), *self._span))
        elif tag == "table":
            self.tables.append(tabel(self._caption, self._rows["thead"], self._rows["tbody"], self._place))

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if {"td", "th", "caption"} & set(self.open):
            self._cell += data
        if "title" in self.open and "svg" not in self.open:
            self.title += data
        elif self.in_article:
            self.lines[-1] += data
            self.prose[-1] += "" if "table" in self.open else data
        elif "body" in self.open and not {"script", "style"} & set(self.open):
            self.other += data


def page(file: Path) -> Page:
    parsed = Page()
    parsed.feed(file.read_text("utf-8"))
    parsed.close()
    return parsed


def pages(site: Path) -> dict[str, Page]:
    """Every page of a site by its path."""
    return {p.relative_to(site).as_posix(): page(p) for p in sorted(site.rglob("*.html"))}


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.lists: list[int | None] = []  # the next number of every open list; None where it has none
        self.sign, self.text = "", ""

    def _close(self) -> None:
        if self.sign or self.text.strip():
            self.lines.append((len(self.lists), self.sign, self.text.strip()))
        self.sign, self.text = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INLINE or (tag == "p" and not self.text.strip()):  # `<li><p>` is one line
            return
        self._close()
        if tag in ("ol", "ul"):
            self.lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self.lists:
            number = self.lists[-1]
            self.sign = "•" if number is None else str(number)
            self.lists[-1] = None if number is None else number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            return
        self._close()
        if tag in ("ol", "ul"):
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


def html_outline(file: Path) -> list[Line]:
    """The lines of a page with their place in lists and their numbers, counted as a browser counts them."""
    parsed = _Outline()
    parsed.feed(file.read_text("utf-8"))
    parsed.close()
    return parsed.lines


def between(lines: list[Line], first: str, last: str) -> list[Line]:
    """The lines between two paragraphs."""
    texts = [text for _, _, text in lines]
    return lines[texts.index(first) + 1 : texts.index(last)]


# --- finding text ----------------------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    """A text without white space: where a line breaks on paper says nothing about it."""
    return re.sub(r"\s+", "", text)


def missing(expected: list[str], text: str) -> list[str]:
    """Those of the expected texts that are not found literally, one after the other, in `text`."""
    text, at, lost = squeezed(text), 0, []
    for piece in map(squeezed, expected):
        found = text.find(piece, at)
        if found < 0:
            lost.append(piece)
        else:
            at = found + len(piece)
    return lost


# --- building once ---------------------------------------------------------------------------------------------


def once(
    factory: pytest.TempPathFactory,
    name: str,
    write: Callable[[Path], Path],
    pemeriksaan: Pemeriksaan | None = None,
) -> Terbit:
    """Publish an office once for all workers of a test run: the first one builds, the others wait and read."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root, done = shared / name, shared / f"{name}.jadi"
    with (shared / f"{name}.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(root, ignore_errors=True)  # of a worker that failed
            terbitkan(write(root), pemeriksaan)
            done.touch()
    return Terbit(root, read_office(root))
