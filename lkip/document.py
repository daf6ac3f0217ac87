"""Templates × Laporan → one pandoc tree: prose put in its place, tables and charts made, everything numbered.

The wording stands in `templates/`; here is only how a template is filled. A value never becomes markup: the template
engine writes a placeholder from the private-use area for it, and the placeholder becomes one run of text in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import jinja2

from lkip import ast, rujukan, tabel
from lkip.bilangan import angka, tanggal
from lkip.capaian import Angka, Laporan
from lkip.model import Prosa
from lkip.tabel import TEMPLATES, Gambar, TemplateError

# What reads Markdown: (texts, pandoc format) → the blocks of each text.
Parser = Callable[[Sequence[str], str], list[list[ast.Node]]]

TEMPLATE_FORMAT = "commonmark+attributes+fenced_divs+bracketed_spans"
# What people write: paragraphs, lists, emphasis, links, pipe tables. No attributes, no raw blocks, no mathematics.
PROSE_FORMAT = "commonmark-raw_html+pipe_tables"

_SLOT = re.compile("\ue000(\\d+)\ue001")
_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LINK = re.compile(r"(?i)(https?://|mailto:)|[a-z0-9-]+\.md(#[a-z0-9-]+)?$")


@dataclass(frozen=True)
class Dokumen:
    """The composed document: blocks of the report, blocks of the site's own pages by path, the charts."""

    laporan: list[ast.Node]
    halaman: Mapping[str, list[ast.Node]]
    gambar: tuple[Gambar, ...]


@dataclass
class _Slots:
    """The values that placeholders stand for while a text is Markdown."""

    values: list[str] = field(default_factory=list)

    def put(self, value: object) -> str:
        self.values.append(_as_text(value))
        return f"\ue000{len(self.values) - 1}\ue001"

    def fill(self, text: str) -> str:
        return _SLOT.sub(lambda found: self.values[int(found[1])], text)


def _as_text(value: object) -> str:
    if isinstance(value, Angka):
        return value.lengkap
    if isinstance(value, Decimal):
        return angka(value, max(0, -int(value.as_tuple().exponent)))
    if isinstance(value, date):
        return tanggal(value)
    if value is None or isinstance(value, jinja2.Undefined):
        msg = "nilai yang dirujuk templat tidak ada"
        raise TemplateError(msg)
    return str(value)


def compose(laporan: Laporan, parse: Parser) -> Dokumen:
    """Fill the templates from the report. `parse` is called twice: once for the templates, once for all prose.

    Raises TemplateError for a mistake in templates/ (a name that does not exist, a broken tag).
    """
    slots = _Slots()
    report = "\n\n".join(_render("laporan", laporan, slots))
    pages = dict(zip(_names("situs"), _render("situs", laporan, slots), strict=True))
    parsed = parse([report, *pages.values()], TEMPLATE_FORMAT)
    prose = _prose(laporan, parse, slots)
    builder = _Builder(laporan, slots, prose)
    blocks = builder.chapters(parsed[0])
    site = {name.removesuffix(".md"): builder.page(tree) for name, tree in zip(pages, parsed[1:], strict=True)}
    guide = {f"panduan/{p.nama}": prose[p.path] for p in laporan.bahan.panduan}
    pages_of_site = {name: ast.joined(tree) for name, tree in (site | guide).items()}
    return Dokumen(ast.joined(blocks), pages_of_site, tuple(builder.charts.values()))


def _names(folder: str) -> list[str]:
    return sorted(p.name for p in (TEMPLATES / folder).glob("*.md"))


def _render(folder: str, laporan: Laporan, slots: _Slots) -> list[str]:
    """Return the templates of a folder, in the order of their names, with a placeholder for every value."""
    loader = jinja2.FileSystemLoader(TEMPLATES / folder)
    env = jinja2.Environment(  # nothing here is HTML: every value becomes a placeholder
        loader=loader,
        undefined=jinja2.StrictUndefined,
        finalize=slots.put,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="{%#",  # the usual `{#` opens a heading's name in our Markdown
        comment_end_string="#%}",
    )
    bahan = laporan.bahan
    context = {
        "laporan": laporan,
        "tahun": laporan.tahun,
        "instansi": bahan.instansi,
        "renstra": bahan.renstra,
        "dokumen": bahan.dokumen,
        "pk": bahan.perjanjian_kinerja,
        "sop": bahan.sop,
        "peraturan": bahan.dasar_hukum.peraturan,
        "anggaran": laporan.anggaran,
        "bahan": bahan,
    }
    texts = []
    for name in _names(folder):
        try:
            texts.append(env.get_template(name).render(context))
        except (jinja2.TemplateError, TemplateError) as error:
            line = getattr(error, "lineno", None) or _line(error, name)
            raise TemplateError(f"lkip/templates/{folder}/{name}:{line}: {error}") from error
    return texts


def _line(error: BaseException, name: str) -> int:
    """Return the template's line on which an error happened, from the traceback that the engine rewrites for this."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename.endswith(name):
            line = step.tb_lineno
        step = step.tb_next
    return line


def _prose(laporan: Laporan, parse: Parser, slots: _Slots) -> dict[str, list[ast.Node]]:
    """Read all prose at once; references become placeholders before, so a figure is text whatever stands around it."""
    known = rujukan.names(laporan)
    texts: list[Prosa] = [*laporan.bahan.narasi, *laporan.bahan.panduan]

    def reference(found: re.Match[str]) -> str:
        name = found[1].strip()
        return slots.put(known[name]) if name in known else slots.put(found[0])

    narasi = [rujukan.RUJUKAN.sub(reference, p.teks) for p in laporan.bahan.narasi]
    trees = parse([*narasi, *(p.teks for p in laporan.bahan.panduan)], PROSE_FORMAT)
    return {p.path: _safe(_filled(tree, slots)) for p, tree in zip(texts, trees, strict=True)}


def _filled(tree: Any, slots: _Slots) -> Any:
    """Replace the placeholders in every string of the tree."""
    if isinstance(tree, str):
        return slots.fill(tree)
    if isinstance(tree, list):
        return [_filled(item, slots) for item in tree]
    if isinstance(tree, dict):
        return {key: _filled(value, slots) for key, value in tree.items()}
    return tree


def _safe(tree: list[ast.Node]) -> list[ast.Node]:
    """Keep of prose what cannot act: links to the web or to a page of the guide; pictures and raw parts become text."""

    def change(node: ast.Node) -> ast.Node | list[ast.Node] | None:
        match node["t"]:
            case "Link" if not _LINK.match(node["c"][2][0]):
                kept: list[ast.Node] = node["c"][1]
                return kept
            case "Image":
                return ast.text(ast.plain_text(node["c"][1]))
            case "RawInline":
                return ast.text(node["c"][1])
            case "RawBlock":
                return ast.para(ast.text(node["c"][1]))
        return None

    safe: list[ast.Node] = ast.walk(tree, change)
    return safe


class _Builder:
    """Puts prose, tables and charts where the template names them, and numbers chapters, sections, tables, charts."""

    def __init__(self, laporan: Laporan, slots: _Slots, prose: Mapping[str, list[ast.Node]]) -> None:
        self.laporan, self.slots, self.prose = laporan, slots, prose
        self.charts: dict[str, Gambar] = {}
        self.numbers: dict[str, str] = {}
        self.chapter = self.section = self.part = 0
        self.counts = {"Tabel": 0, "Gambar": 0}

    def chapters(self, tree: list[ast.Node]) -> list[ast.Node]:
        """Return the report's blocks, complete and numbered; references to tables and charts are filled last."""
        blocks = [done for block in tree for done in self._block(_filled(block, self.slots))]
        result: list[ast.Node] = ast.walk(blocks, self._reference)
        return result

    def page(self, tree: list[ast.Node]) -> list[ast.Node]:
        """Return a page of the site: the same tables and charts, without numbers of their own."""
        blocks = [done for block in tree for done in self._block(_filled(block, self.slots), numbered=False)]
        result: list[ast.Node] = ast.walk(blocks, self._reference)
        return result

    def _block(self, block: ast.Node, numbered: bool = True) -> list[ast.Node]:
        if block["t"] == "Header" and numbered:
            return [self._header(block)]
        if block["t"] != "Div":
            return [block]
        (_, classes, pairs), inner = block["c"][0], block["c"][1]
        names = dict(pairs)
        match classes[0] if classes else "":
            case "tabel":
                return [self._table(names, numbered)]
            case "grafik":
                return [self._chart(names, numbered)]
            case "narasi":
                return self._narrative(names)
            case _:
                return [ast.div(classes, [done for part in inner for done in self._block(part, numbered)])]

    def _header(self, block: ast.Node) -> ast.Node:
        level, (identifier, classes, pairs), inlines = block["c"]
        if "tanpa-nomor" in classes:
            return block
        if level == 1:
            self.chapter, self.section, self.part = self.chapter + 1, 0, 0
            self.counts = dict.fromkeys(self.counts, 0)
            prefix = [ast.text(f"BAB {_ROMAWI[self.chapter - 1]} "), {"t": "LineBreak"}]
        elif level == 2:
            self.section, self.part = self.section + 1, 0
            prefix = [ast.text(f"{chr(64 + self.section)}. ")]
        else:
            self.part += 1
            prefix = [ast.text(f"{self.part}. ")]
        return {"t": "Header", "c": [level, [identifier, classes, pairs], [*prefix, *inlines]]}

    def _number(self, kind: str, nama: str, numbered: bool) -> str:
        if not numbered:
            return ""
        self.counts[kind] += 1
        self.numbers[f"{kind.lower()}-{nama}"] = f"{kind} {self.chapter}.{self.counts[kind]}"
        return self.numbers[f"{kind.lower()}-{nama}"]

    def _table(self, names: Mapping[str, str], numbered: bool) -> ast.Node:
        nama = self._named(names, "tabel")
        return tabel.table(nama, self.laporan, self._number("Tabel", nama, numbered))

    def _chart(self, names: Mapping[str, str], numbered: bool) -> ast.Node:
        nama = self._named(names, "grafik")
        drawn = tabel.chart(nama, self.laporan, self._number("Gambar", nama, numbered))
        self.charts.setdefault(nama, drawn)
        return ast.div(["gambar"], [ast.para(ast.text(drawn.judul.strip()))], nama=nama, alt=drawn.alt)

    def _narrative(self, names: Mapping[str, str]) -> list[ast.Node]:
        nama = self._named(names, "narasi")
        path = f"content/{self.laporan.tahun}/narasi/{nama}.md"
        if path not in self.prose:
            raise TemplateError(f"lkip/templates: narasi '{nama}' tidak dikenal")
        blocks: list[ast.Node] = ast.walk(self.prose[path], _unheaded)
        return blocks

    def _named(self, names: Mapping[str, str], kind: str) -> str:
        if "nama" not in names:
            raise TemplateError(
                f'lkip/templates: bagian .{kind} harus menyebut nama, misalnya ::: {{.{kind} nama="…"}}'
            )
        return names["nama"]

    def _reference(self, node: ast.Node) -> ast.Node | None:
        """Give a link to a table or chart (`[](#tabel-capaian)`) its number as text."""
        if node["t"] != "Link" or not node["c"][2][0].startswith("#") or node["c"][1]:
            return None
        target = node["c"][2][0][1:]
        if target not in self.numbers:
            raise TemplateError(f"lkip/templates: rujukan #{target} tidak menunjuk tabel atau gambar mana pun")
        return {"t": "Link", "c": [node["c"][0], [ast.text(self.numbers[target])], node["c"][2]]}


def _unheaded(node: ast.Node) -> ast.Node | None:
    """A heading in prose, also in a list, would break the numbering of the chapters: it becomes a bold paragraph."""
    return ast.para(ast.strong(*node["c"][2])) if node["t"] == "Header" else None
