"""The Word file: the same tree through pandoc in the styles of `gaya.docx`; charts as pictures, contents as fields."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape as xml_escape

from lkip import ast
from lkip.ast import Node
from lkip.document import Naskah
from lkip.gambar import Gambar
from lkip.publish.workshop import Halaman, Setting, Workshop, halaman
from lkip.tabel import TEMPLATES

# Word measures in twentieths of a point; pandoc lays out tables for a page of its own.
_TWIPS_A_MM, _PANDOC_WIDTH = 1440 / 25.4, 7920


def write(naskah: Naskah, shop: Workshop, pictures: Mapping[str, bytes]) -> None:
    """Write a document as Word file; charts go in as pictures, since Word draws no SVG without a fallback."""
    reference = shop.folder / f"gaya-{naskah.nama}.docx"
    reference.write_bytes(_reference(naskah.tanda))
    parts = sections(naskah.isi)
    coded = {name: f"data:{_mime(name)};base64,{base64.b64encode(data).decode()}" for name, data in pictures.items()}
    tree = ast.document(for_docx(parts, coded), lang="id-ID")
    target = f"hasil/{naskah.nama}.docx"
    args = ["--from", "json", "--to", "docx", "--reference-doc", reference.name, "--output", target]
    shop.pandoc("docx", naskah.nama, args, json.dumps(tree).encode())
    _finish(shop.folder / target, naskah, [kind for kind, _ in parts])


def _mime(name: str) -> str:
    return "image/jpeg" if name.endswith((".jpg", ".jpeg")) else "image/png"


# --- sections --------------------------------------------------------------------------------------------------

Bagian = Literal["sampul", "surat", "awal", "isi", "lanskap"]
_BAGIAN: Mapping[str, Bagian] = {"sampul": "sampul", "surat": "surat", "bagian-awal": "awal", "lanskap": "lanskap"}
_TANPA_NOMOR = ("sampul", "surat")


def sections(blocks: Sequence[Node]) -> list[tuple[Bagian, list[Node]]]:
    """Part a document where its pages change: cover or letter, front matter (i, ii), text (1, 2), wide pages."""
    parts: list[tuple[Bagian, list[Node]]] = []
    for block in blocks:
        classes = block["c"][0][1] if block["t"] == "Div" else []
        kind = _BAGIAN.get(classes[0] if classes else "", "isi")
        if parts and parts[-1][0] == kind:
            parts[-1][1].append(block)
        else:
            parts.append((kind, [block]))
    return parts


def _section(kind: Bagian, before: Sequence[Bagian], paper: Halaman, references: bytes) -> bytes:
    """Return the properties of a section: head and foot, paper, margins, and how its pages are numbered."""
    width, height = (round(side * _TWIPS_A_MM) for side in (paper.lebar, paper.tinggi))
    turned = ' w:orient="landscape"' if kind == "lanskap" else ""
    if turned:
        width, height = height, width
    if kind in _TANPA_NOMOR:  # the mark in its head, no number at its foot
        references = re.sub(rb"<w:footerReference [^>]*/>", b"", references)
    edges = {"top": "atas", "right": "kanan", "bottom": "bawah", "left": "kiri"}
    margins = " ".join(f'w:{side}="{round(paper.margin[name] * _TWIPS_A_MM)}"' for side, name in edges.items())
    form = "lowerRoman" if kind == "awal" else "decimal"
    fresh = kind not in before and not (kind == "lanskap" and "isi" in before)
    start = ' w:start="1"' if fresh and kind not in _TANPA_NOMOR else ""
    made = (
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:header="709" w:footer="709" w:gutter="0"/>'
        f'<w:pgNumType w:fmt="{form}"{start}/><w:cols w:space="708"/>'
    )
    return b"<w:sectPr>" + references + made.encode() + b"</w:sectPr>"


# Stands for a section's properties until pandoc has said what its head and foot are called.
_END = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:sectPr/></w:pPr></w:p>'


# --- what pandoc leaves open -----------------------------------------------------------------------------------


def _finish(file: Path, naskah: Naskah, kinds: Sequence[Bagian]) -> None:
    """Name the document, give its sections their pages, and widen the tables' columns to the text of their section.

    pandoc counts columns on a page of its own, and Word believes the columns; a title given to pandoc would be printed.
    """
    parts = _zip_parts(file.read_bytes())
    paper = halaman(naskah.kertas)
    body = parts["word/document.xml"]
    last = re.search(rb"<w:sectPr>.*?</w:sectPr>(?=\s*</w:body>)", body, re.DOTALL)
    assert last is not None  # pandoc always writes one
    references = b"".join(re.findall(rb"<w:(?:header|footer)Reference [^>]*/>", last[0]))
    pieces = [*re.split(rb"<w:sectPr\s*/>", body[: last.start()]), body[last.end() :]]
    made = b""
    for index, (kind, piece) in enumerate(zip(kinds, pieces, strict=False)):
        made += _widened(piece, kind, paper) + _section(kind, kinds[:index], paper, references)
    made += pieces[-1]
    # No row of a table is cut at the foot of a page.
    made = made.replace(b"<w:tr>", b"<w:tr><w:trPr><w:cantSplit /></w:trPr>")
    made = made.replace(b"<w:cantSplit /></w:trPr><w:trPr>", b"<w:cantSplit />")
    parts["word/document.xml"] = _quiet_links(made)
    for tag, value in {"title": naskah.judul, "creator": naskah.kantor}.items():
        named = f"<dc:{tag}>{xml_escape(value)}</dc:{tag}>".encode().replace(b"\\", rb"\\")
        pattern = rf"<dc:{tag}(?:>.*?</dc:{tag}>|\s*/>)".encode()
        parts["docProps/core.xml"] = re.sub(pattern, named, parts["docProps/core.xml"])
    # The sandboxed pandoc sees no clock and writes 1970.
    dated = f"{naskah.tanggal.isoformat()}T00:00:00Z".encode()
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"1970-01-01T00:00:00Z", dated)
    file.write_bytes(_zipped(parts))


def _widened(piece: bytes, kind: Bagian, paper: Halaman) -> bytes:
    side = paper.tinggi if kind == "lanskap" else paper.lebar
    factor = (side - paper.margin["kiri"] - paper.margin["kanan"]) * _TWIPS_A_MM / _PANDOC_WIDTH

    def wider(found: re.Match[bytes]) -> bytes:
        return b'<w:gridCol w:w="%d"' % round(int(found[1]) * factor)

    return re.sub(rb'<w:gridCol w:w="(\d+)"', wider, piece)


def _quiet_links(body: bytes) -> bytes:
    """A figure in a table that leads to its calculation looks like any other figure.

    Word finds a place by forty characters: pandoc calls one of a longer name `X` and its digest.
    """

    def plain(found: re.Match[bytes]) -> bytes:
        return re.sub(rb'<w:rStyle w:val="Hyperlink"\s*/>', b"", found[0])

    places = rb'<w:hyperlink w:anchor="(?:hitung-[^"]*|X[0-9a-f]{39})">.*?</w:hyperlink>'
    return re.sub(places, plain, body, flags=re.DOTALL)


def _zip_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of the parts in their order, without a clock in it: same parts, same bytes."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as made:
        for name, data in parts.items():
            packed = (
                zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            )  # pictures are packed already
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, packed)
    return result.getvalue()


def prepare_charts(charts: Sequence[Gambar], nama: str, shop: Workshop) -> Setting:
    """Write a typst file that draws charts in the fonts of the PDF, a page each; return how it becomes pictures."""
    pages = [f'#image("{chart.berkas}", width: 100%)' for chart in charts]
    setting = "#set page(width: 15cm, height: auto, margin: 0pt)\n"
    source = f"gambar-{nama}.typ"
    (shop.folder / source).write_text(setting + "\n#pagebreak()\n".join(pages) + "\n", "utf-8")
    return Setting("docx", source, f"gambar-{nama}-{{}}.png", {"format": "png", "ppi": 200.0})


def drawn(charts: Sequence[Gambar], setting: Setting, shop: Workshop) -> dict[str, bytes]:
    """Return the drawn charts by their files."""
    pages = (shop.folder / setting.target.format(number) for number in range(len(charts)))
    return {chart.berkas: page.read_bytes() for chart, page in zip(charts, pages, strict=True)}


def _reference(tanda: str) -> bytes:
    """Return the style file with the mark in its page head; same input, same bytes."""
    parts = _zip_parts((TEMPLATES / "gaya.docx").read_bytes())
    for name, data in parts.items():
        if name.startswith("word/header"):
            parts[name] = data.replace(b"@@STATUS@@", xml_escape(tanda).encode())
    return _zipped(parts)


def for_docx(parts: Sequence[tuple[Bagian, list[Node]]], pictures: Mapping[str, str]) -> list[Node]:
    """Return the blocks for pandoc's docx writer: groups as styles of `gaya.docx`, lists of contents as fields.

    `pictures` gives each picture's file its address (a `data:` one, since pandoc's sandbox opens no files). Every part
    but the last is closed by a paragraph that ends its section.
    """
    titles = _titles([block for _, blocks in parts for block in blocks])

    def change(node: Node) -> Node | list[Node] | None:
        match node["t"]:
            case "Div":
                return _docx_div(node, titles, pictures)
            case "LineBreak":
                return ast.raw("openxml", "<w:r><w:br/></w:r>")
            case "Span" if node["c"][0][1] == ["label"]:
                return [*node["c"][1], ast.raw("openxml", "<w:r><w:tab/></w:r>")]
            case "Span" if node["c"][0][1] in (["kotak"], ["kotak-isi"]):
                return ast.raw("openxml", _KOTAK.format("☐" if node["c"][0][1] == ["kotak"] else "☒"))
        return None

    made: list[Node] = []
    for index, (_, blocks) in enumerate(parts):
        made += [ast.raw_block("openxml", _END)] if index else []
        made += ast.walk(blocks, change)
    return made


_KOTAK = '<w:r><w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/></w:rPr><w:t>{}</w:t></w:r>'
# Two boxes without anything between them would be one to Word.
_SELA = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="200" w:lineRule="exact"/></w:pPr></w:p>'
_HALAMAN_BARU = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _docx_div(
    node: Node, titles: Mapping[str, list[tuple[int, str]]], pictures: Mapping[str, str]
) -> Node | list[Node]:
    (_, classes, pairs) = node["c"][0]
    inner: list[Node] = node["c"][1]
    name = classes[0] if classes else ""
    names = dict(pairs)
    match name:
        case "gambar":
            return _figure(names, inner, pictures)
        case "lambang":
            size = ast.attr("", (), height="2cm")
            picture = {"t": "Image", "c": [size, [ast.text(names["alt"])], [pictures["content/lambang.png"], ""]]}
            return ast.div([name], [ast.para(picture)], **{"custom-style": "Kop Baris"})
        case "daftar-isi":
            return _field(r'TOC \o "1-3" \h \z \u', "TOC{}", titles["Header"])
        case "daftar-tabel":
            return _field(r'TOC \h \z \t "Table Caption,1"', "TableofFigures", titles["Table"])
        case "daftar-gambar":
            return _field(r'TOC \h \z \t "Image Caption,1"', "TableofFigures", titles["gambar"])
        case "halaman-baru":
            return ast.raw_block("openxml", _HALAMAN_BARU)
        case "dua-kolom":
            return _two_columns(inner)
        case "belum":
            return [ast.raw_block("openxml", _mark(ast.plain_text(block))) for block in inner]
        case "formulir":  # a heading of a form begins no page
            lowered: list[Node] = ast.walk(inner, _lower)
            return lowered
        case "petak":
            return [*inner, ast.raw_block("openxml", _SELA)]
        case "kop" | "sampul" | "surat" | "bersama" | "awal-isi" | "bagian-awal" | "lanskap" | "":
            return inner
    style = name.replace("-", " ").title()
    return ast.div([name], inner, **{"custom-style": style})


def _lower(node: Node) -> Node | None:
    return {"t": "Header", "c": [node["c"][0] + 2, *node["c"][1:]]} if node["t"] == "Header" else None


def _mark(words: str) -> str:
    """Return a paragraph in a frame that stands in the left margin, beside the text that follows."""
    frame = '<w:framePr w:w="1250" w:hSpace="80" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="280" w:y="1"/>'
    looks = '<w:rPr><w:color w:val="A4161A"/><w:sz w:val="13"/></w:rPr>'
    align = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>'
    run = f'<w:r>{looks}<w:t xml:space="preserve">{xml_escape(words)}</w:t></w:r>'
    return f"<w:p><w:pPr>{frame}{align}</w:pPr>{run}</w:p>"


def _figure(names: Mapping[str, str], inner: list[Node], pictures: Mapping[str, str]) -> list[Node]:
    percent = int(names["lebar"].removesuffix("%"))
    size = ast.attr("", (), width=f"{15 * percent / 100:g}cm")
    picture = {"t": "Image", "c": [size, [ast.text(names["alt"])], [pictures[names["berkas"]], ""]]}
    caption = {"t": "Div", "c": [ast.attr(names["tempat"], ["keterangan"], **{"custom-style": "Image Caption"}), inner]}
    return [ast.div(["gambar"], [ast.para(picture)], **{"custom-style": "Captioned Figure"}), caption]


def _two_columns(inner: Sequence[Node]) -> Node:
    """Return two groups side by side, as Word does it: a table without lines."""
    cells = [[ast.attr(), {"t": "AlignDefault"}, 1, 1, [group]] for group in inner]
    style = ast.attr("", (), **{"custom-style": "TanpaGaris"})
    return ast.table(style, [], [("kiri", 0.5)] * len(cells), [], [cells], [])


def _titles(blocks: list[Node]) -> dict[str, list[tuple[int, str]]]:
    """Return level and text of what the lists of contents name; Word adds page numbers when it updates the fields."""
    found: dict[str, list[tuple[int, str]]] = {"Header": [], "Table": [], "gambar": []}
    for node in ast.nodes(blocks):
        if node["t"] == "Header" and node["c"][0] <= 3:
            found["Header"].append((node["c"][0], ast.title(node["c"][2])))
        elif node["t"] == "Table" and (caption := ast.plain_text(node["c"][1][1])):
            found["Table"].append((1, caption))
        elif node["t"] == "Div" and node["c"][0][1] == ["gambar"]:
            found["gambar"].append((1, ast.plain_text(node["c"][1])))
    return found


def _field(code: str, style: str, entries: Sequence[tuple[int, str]]) -> list[Node]:
    """Return a field of contents filled with its titles, marked so that Word offers to update it."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {xml_escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = []
    for index, (level, entry) in enumerate(entries):
        start = begin if index == 0 else ""
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if index == len(entries) - 1 else ""
        words = f'<w:r><w:t xml:space="preserve">{xml_escape(entry)}</w:t></w:r>'
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="{style.format(level)}"/></w:pPr>{start}{words}{end}</w:p>')
    return [ast.raw_block("openxml", "".join(lines))]
