"""The Word file: the same tree through pandoc in the styles of `gaya.docx`; charts as pictures, contents as fields."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

from lkip import ast
from lkip.ast import Node
from lkip.capaian import Laporan
from lkip.document import Dokumen
from lkip.model import Bahan
from lkip.publish.workshop import Workshop, mark, office, stem, title
from lkip.tabel import TEMPLATES

# Word keeps page sizes in twentieths of a point.
_PAPER = {"A4": ("11906", "16838"), "F4": ("12189", "18709")}
_MARGINS, _PANDOC_WIDTH = 3118, 7920


def write(laporan: Laporan, dokumen: Dokumen, shop: Workshop) -> None:
    """Write the Word file from the same tree; charts go in as pictures, since Word draws no SVG without a fallback."""
    pictures = _pictures(dokumen, shop)
    reference = shop.folder / "gaya.docx"
    reference.write_bytes(_reference(laporan.bahan))
    tree = ast.document(for_docx(dokumen.laporan, pictures), lang="id-ID")
    target = f"hasil/{stem(laporan)}.docx"
    args = ["--from", "json", "--to", "docx", "--reference-doc", "gaya.docx", "--output", target]
    shop.pandoc("docx", args, json.dumps(tree).encode())
    _finish(shop.folder / target, laporan)


def _finish(file: Path, laporan: Laporan) -> None:
    """Do what pandoc leaves open: name the document, and widen the tables' columns to the text.

    pandoc counts columns on a page of its own, and Word believes the columns; a title given to pandoc would be printed.
    """
    factor = (int(_PAPER[laporan.bahan.dokumen.kertas][0]) - _MARGINS) / _PANDOC_WIDTH
    names = {"title": title(laporan), "creator": office(laporan)}

    def wider(found: re.Match[bytes]) -> bytes:
        return b'<w:gridCol w:w="%d"' % round(int(found[1]) * factor)

    parts = _zip_parts(file.read_bytes())
    body = re.sub(rb'<w:gridCol w:w="(\d+)"', wider, parts["word/document.xml"])
    # No row of a table is cut at the foot of a page.
    body = body.replace(b"<w:tr>", b"<w:tr><w:trPr><w:cantSplit /></w:trPr>")
    parts["word/document.xml"] = body.replace(b"<w:cantSplit /></w:trPr><w:trPr>", b"<w:cantSplit />")
    for tag, value in names.items():
        named = f"<dc:{tag}>{xml_escape(value)}</dc:{tag}>".encode().replace(b"\\", rb"\\")
        pattern = rf"<dc:{tag}(?:>.*?</dc:{tag}>|\s*/>)".encode()
        parts["docProps/core.xml"] = re.sub(pattern, named, parts["docProps/core.xml"])
    # The sandboxed pandoc sees no clock and writes 1970.
    dated = f"{laporan.bahan.dokumen.tanggal.isoformat()}T00:00:00Z".encode()
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"1970-01-01T00:00:00Z", dated)
    file.write_bytes(_zipped(parts))


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


def _pictures(dokumen: Dokumen, shop: Workshop) -> dict[str, str]:
    """Draw the charts as PNG at 200 dots per inch with the fonts of the PDF; return each one's address by its name."""
    if not dokumen.gambar:
        return {}
    pages = [f'#image("gambar/{chart.nama}.svg", width: 100%)' for chart in dokumen.gambar]
    setting = "#set page(width: 15cm, height: auto, margin: 0pt)\n"
    (shop.folder / "gambar.typ").write_text(setting + "\n#pagebreak()\n".join(pages) + "\n", "utf-8")
    drawn = shop.typst("docx", "gambar.typ", format="png", ppi=200.0)
    coded = [f"data:image/png;base64,{base64.b64encode(page).decode()}" for page in drawn]
    return {chart.nama: address for chart, address in zip(dokumen.gambar, coded, strict=True)}


def _reference(bahan: Bahan) -> bytes:
    """Return the style file with the paper of the document and the mark in its page head; same input, same bytes."""
    width, height = _PAPER[bahan.dokumen.kertas]
    parts = _zip_parts((TEMPLATES / "gaya.docx").read_bytes())
    size = rf"\g<1>{width}\g<2>{height}".encode()
    for name, data in parts.items():
        if name.startswith("word/header"):
            parts[name] = data.replace(b"@@STATUS@@", xml_escape(mark(bahan)).encode())
    document = parts["word/document.xml"]
    parts["word/document.xml"] = re.sub(rb'(<w:pgSz w:w=")\d+(" w:h=")\d+', size, document)
    return _zipped(parts)


def for_docx(blocks: list[Node], pictures: Mapping[str, str]) -> list[Node]:
    """Return the blocks for pandoc's docx writer: groups as styles of `gaya.docx`, lists of contents as fields.

    `pictures` gives each chart's name its address (a `data:` one, since pandoc's sandbox opens no files).
    """
    titles = _titles(blocks)

    def change(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Div":
            return _docx_div(node, titles, pictures)
        if node["t"] == "LineBreak":
            return ast.raw("openxml", "<w:r><w:br/></w:r>")
        return None

    result: list[Node] = ast.walk(blocks, change)
    return result


def _docx_div(
    node: Node, titles: Mapping[str, list[tuple[int, str]]], pictures: Mapping[str, str]
) -> Node | list[Node]:
    (_, classes, pairs) = node["c"][0]
    inner: list[Node] = node["c"][1]
    name = classes[0] if classes else ""
    names = dict(pairs)
    match name:
        case "gambar":
            size = ast.attr("", (), width="15cm")
            picture = {"t": "Image", "c": [size, [ast.text(names["alt"])], [pictures[names["nama"]], ""]]}
            caption = ast.div(["keterangan"], inner, **{"custom-style": "Image Caption"})
            return [ast.div(["gambar"], [ast.para(picture)], **{"custom-style": "Captioned Figure"}), caption]
        case "daftar-isi":
            return _field(r'TOC \o "1-3" \h \z \u', "TOC{}", titles["Header"])
        case "daftar-tabel":
            return _field(r'TOC \h \z \t "Table Caption,1"', "TableofFigures", titles["Table"])
        case "daftar-gambar":
            return _field(r'TOC \h \z \t "Image Caption,1"', "TableofFigures", titles["gambar"])
        case "sampul":
            return [*inner, ast.raw_block("openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')]
        case "awal-isi" | "bagian-awal" | "":
            return inner
    style = name.replace("-", " ").title()
    return ast.div([name], inner, **{"custom-style": style})


def _titles(blocks: list[Node]) -> dict[str, list[tuple[int, str]]]:
    """Return level and text of what the lists of contents name; Word adds page numbers when it updates the fields."""
    found: dict[str, list[tuple[int, str]]] = {"Header": [], "Table": [], "gambar": []}

    def note(node: Node) -> None:
        if node["t"] == "Header" and node["c"][0] <= 3:
            found["Header"].append((node["c"][0], ast.title(node["c"][2])))
        elif node["t"] == "Table" and (caption := ast.plain_text(node["c"][1][1])):
            found["Table"].append((1, caption))
        elif node["t"] == "Div" and node["c"][0][1] == ["gambar"]:
            found["gambar"].append((1, ast.plain_text(node["c"][1])))

    ast.walk(blocks, note)
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
