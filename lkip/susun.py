"""The tree of a document put together: prose, tables and charts where the template names them, everything numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lkip import ast, tabel
from lkip.baris import RowSource
from lkip.capaian import Laporan
from lkip.gambar import Gambar, chart
from lkip.naskah import Slots
from lkip.tabel import TemplateError

_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def picture_path(node: ast.Node, laporan: Laporan) -> str:
    """Return the path below content/ that a picture of the prose means."""
    target: str = node["c"][2][0]
    return f"{laporan.tahun}/{target.removeprefix('../')}" if target.startswith("../gambar/") else ""


class Builder:
    """Puts prose, tables and charts where the template names them, and numbers chapters, sections, tables, charts."""

    def __init__(
        self,
        laporan: Laporan,
        slots: Slots,
        prose: Mapping[str, list[ast.Node]],
        extra: Mapping[str, RowSource] | None = None,
        tanda: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.laporan, self.slots, self.prose, self.extra = laporan, slots, prose, extra or {}
        # What a draft says in its margin, by place; a document that is no draft says nothing there.
        self.tanda = tanda or {}
        self.charts: dict[str, Gambar] = {}
        self.pictures: list[str] = []
        self.numbers: dict[str, str] = {}
        # The number of the chapter as captions print it: "3", of an annex "L1", of the front matter "0".
        self.bab, self.chapter, self.annex, self.section, self.part = "0", 0, 0, 0, 0
        self.counts = {"Tabel": 0, "Gambar": 0}

    def chapters(self, tree: list[ast.Node]) -> list[ast.Node]:
        """Return the report's blocks, complete and numbered; references to tables and charts are filled last."""
        return self._made(tree, numbered=True)

    def unnumbered(self, tree: list[ast.Node]) -> list[ast.Node]:
        """Return a page of the site, or another document: the same tables and charts, without numbers of their own."""
        return self._made(tree, numbered=False)

    def _made(self, tree: list[ast.Node], *, numbered: bool) -> list[ast.Node]:
        blocks = [done for block in tree for done in self._block(self.slots.filled(block), numbered)]
        result: list[ast.Node] = ast.walk(blocks, self._reference, "Table")
        return result

    def _block(self, block: ast.Node, numbered: bool) -> Iterator[ast.Node]:
        if block["t"] == "Header" and numbered:
            yield self._header(block)
        elif block["t"] != "Div":
            yield block
        else:
            (identifier, classes, pairs), inner = block["c"]
            match classes[0] if classes else "":
                case "tabel":
                    yield self._table(dict(pairs), classes, numbered)
                case "grafik":
                    yield self._chart(dict(pairs), numbered)
                case "narasi":
                    yield from self._mark(f"narasi:{dict(pairs).get('nama')}")
                    yield from self._narrative(dict(pairs), numbered)
                case "belum":
                    yield from self._mark(dict(pairs).get("tentang", ""))
                case "lambang":
                    self._show("lambang.png")
                    yield block
                case _:
                    parts = [done for part in inner for done in self._block(part, numbered)]
                    yield {"t": "Div", "c": [[identifier, classes, pairs], parts]}

    def _header(self, block: ast.Node) -> ast.Node:
        level, (identifier, classes, pairs), inlines = block["c"]
        if "tanpa-nomor" in classes:
            return block
        if level == 1:
            prefix = self._chapter(annex="lampiran" in classes)
        elif level == 2:
            self.section, self.part = self.section + 1, 0
            prefix = [ast.text(f"{chr(64 + self.section)}. ")]
        else:
            self.part += 1
            prefix = [ast.text(f"{self.part}. ")]
        return {"t": "Header", "c": [level, [identifier, classes, pairs], [*prefix, *inlines]]}

    def _chapter(self, *, annex: bool) -> list[ast.Node]:
        self.section = self.part = 0
        self.counts = dict.fromkeys(self.counts, 0)
        if annex:
            self.annex += 1
            self.bab, label = f"L{self.annex}", f"LAMPIRAN {self.annex} "
        else:
            self.chapter += 1
            self.bab, label = str(self.chapter), f"BAB {_ROMAWI[self.chapter - 1]} "
        return [ast.text(label), {"t": "LineBreak"}]

    def _number(self, kind: str, place: str, numbered: bool) -> str:
        if not numbered:
            return ""
        self.counts[kind] += 1
        self.numbers[place] = f"{kind} {self.bab}.{self.counts[kind]}"
        return self.numbers[place]

    def _table(self, names: dict[str, str], classes: Sequence[str], numbered: bool) -> ast.Node:
        nama = self._named(names, "tabel")
        judul = "tanpa-judul" not in classes
        nomor = self._number("Tabel", tabel.identifier("tabel", nama, names), numbered) if judul else ""
        return tabel.table(nama, self.laporan, nomor, names, judul=judul, extra=self.extra)

    def _chart(self, names: dict[str, str], numbered: bool) -> ast.Node:
        nama = self._named(names, "grafik")
        place = tabel.identifier("gambar", nama, names)
        file = f"gambar/{self.laporan.tahun}/{place.removeprefix('gambar-')}.svg"
        drawn = self.charts.setdefault(file, chart(nama, self.laporan, names, file))
        caption = f"{self._number('Gambar', place, numbered)} {drawn.judul}".strip()
        return figure(place, file, caption, drawn.alt, 100)

    def _mark(self, places: str) -> Iterator[ast.Node]:
        """Yield what a draft lacks at some places, as one mark in the margin; nothing where nothing is lacking."""
        lines = [line for place in places.split() for line in self.tanda.get(place, ())]
        if lines:
            yield ast.div(["belum"], [ast.para(ast.text(line)) for line in lines])

    def _narrative(self, names: dict[str, str], numbered: bool) -> Iterator[ast.Node]:
        nama = self._named(names, "narasi")
        if nama not in self.prose:
            raise TemplateError(f"lkip/templates: narasi '{nama}' tidak dikenal")
        for block in ast.walk(self.prose[nama], _unheaded):
            alone = block["t"] == "Para" and len(block["c"]) == 1 and block["c"][0]["t"] == "Image"
            yield self._photo(block["c"][0], numbered) if alone else block

    def _photo(self, node: ast.Node, numbered: bool) -> ast.Node:
        """Return a picture of the prose as a numbered figure; a tall one is made narrower, so that it fits its page."""
        path = picture_path(node, self.laporan)
        facts, alt = self.laporan.bahan.foto[path], ast.plain_text(node["c"][1])
        self._show(path)
        place = f"gambar-{path.rsplit('/', 1)[-1]}"
        caption = f"{self._number('Gambar', place, numbered)} {node['c'][2][1] or alt}".strip()
        return figure(place, f"content/{path}", caption, alt, min(100, 75 * facts.lebar // facts.tinggi))

    def _show(self, path: str) -> None:
        if path not in self.pictures:
            self.pictures.append(path)

    def _named(self, names: dict[str, str], kind: str) -> str:
        if "nama" not in names:
            raise TemplateError(
                f'lkip/templates: bagian .{kind} harus menyebut nama, misalnya ::: {{.{kind} nama="…"}}'
            )
        return names.pop("nama")

    def _reference(self, node: ast.Node) -> ast.Node | None:
        """Give a link to a table or chart (`[](#tabel-capaian)`) its number as text."""
        if node["t"] != "Link" or not node["c"][2][0].startswith("#") or node["c"][1]:
            return None
        target = node["c"][2][0][1:]
        if target not in self.numbers:
            raise TemplateError(f"lkip/templates: rujukan #{target} tidak menunjuk tabel atau gambar mana pun")
        return ast.link(f"#{target}", ast.text(self.numbers[target].replace(" ", "\u00a0")))


def figure(place: str, file: str, caption: str, alt: str, percent: int) -> ast.Node:
    """Return a picture with its caption: its place for links, its file, what it shows in words, its width."""
    pairs = {"tempat": place, "berkas": file, "alt": alt, "lebar": f"{percent}%"}
    return ast.div(["gambar"], [ast.para(ast.text(caption))], **pairs)


def _unheaded(node: ast.Node) -> ast.Node | None:
    """A heading in prose, also in a list, would break the numbering of the chapters: it becomes a bold paragraph."""
    return ast.para(ast.strong(*node["c"][2])) if node["t"] == "Header" else None
