"""What the tests of the outputs share: publishing an office, and the text of a PDF, a Word file and a page."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from lkip.capaian import Laporan
from lkip.pipeline import read
from lkip.publish import publish

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Terbit:
    """A published office: its root, its report, and where its outputs stand."""

    root: Path
    laporan: Laporan

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


def terbitkan(root: Path) -> Terbit:
    """Publish the office at `root` (its content/) into its build/."""
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    hasil = read(root)
    assert hasil.laporan is not None, "\n".join(map(str, hasil.problems))
    publish([hasil.laporan], root, root / "build")
    return Terbit(root, hasil.laporan)


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


# --- Word ------------------------------------------------------------------------------------------------------


def word(file: Path) -> Document:
    return docx.Document(str(file))


def word_lines(document: Document) -> list[str]:
    """The text of every paragraph in the order of the document, also inside tables."""
    return ["".join(_pieces(paragraph)) for paragraph in document.element.body.iter(qn("w:p"))]


def _pieces(paragraph: object) -> Iterator[str]:
    for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):  # type: ignore[attr-defined]
        yield node.text or "" if node.tag == qn("w:t") else " "


def word_tables(document: Document) -> dict[str, list[list[str]]]:
    """The cells of every table by its caption without the number; a cell over several rows or columns counts once."""
    tables, caption = {}, ""
    for block in document.element.body:
        if block.tag == qn("w:p"):
            style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if style is not None and style.get(qn("w:val")) == "TableCaption":
                caption = re.sub(r"^Tabel \d+\.\d+ ", "", "".join(_pieces(block)))
        elif block.tag == qn("w:tbl"):
            tables[caption] = [
                [" ".join("".join(_pieces(p)) for p in cell.iter(qn("w:p"))) for cell in row if _begins(cell)]
                for row in block.iter(qn("w:tr"))
            ]
    return tables


def _begins(cell: object) -> bool:
    if cell.tag != qn("w:tc"):  # type: ignore[attr-defined]
        return False
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")  # type: ignore[attr-defined]
    return merge is None or merge.get(qn("w:val")) == "restart"


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
    title: str = ""
    other: str = ""
    open: list[str] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    _skipped: int = 0
    _cell: str = ""
    _caption: str = ""

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
        if tag == "table":
            self._rows: list[list[str]] = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th", "caption"):
            self._cell = ""
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
        if tag == "caption":
            self._caption = re.sub(r"^Tabel \d+\.\d+ ", "", self._cell)
        elif tag in ("td", "th"):
            self._rows[-1].append(self._cell)
        elif tag == "table":
            self.tables[self._caption], self._caption = self._rows, ""

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if {"td", "th", "caption"} & set(self.open):
            self._cell += data
        if "title" in self.open and "svg" not in self.open:
            self.title += data
        elif self.in_article:
            self.lines[-1] += data
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


def once(factory: pytest.TempPathFactory, name: str, write: Callable[[Path], Path]) -> Terbit:
    """Publish an office once for all workers of a test run: the first one builds, the others wait and read."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root, done = shared / name, shared / f"{name}.jadi"
    with (shared / f"{name}.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(root, ignore_errors=True)  # of a worker that failed
            terbitkan(write(root))
            done.touch()
    laporan = read(root).laporan
    assert laporan is not None
    return Terbit(root, laporan)
