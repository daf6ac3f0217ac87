"""The PDF: pandoc makes typst of the tree, typst makes PDF/A-3a and PDF/UA-1 of it, with the sources attached.

pandoc's typst writer does not escape safely in table cells (`- x` becomes a bullet, `-37,60` changes its minus), so
every text reaches typst as a string literal.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

from lkip import ast
from lkip.ast import Node
from lkip.document import Naskah
from lkip.load import CONTENT
from lkip.petak import PETAK
from lkip.publish.workshop import Setting, Workshop, epoch, halaman
from lkip.tabel import RUANG
from lkip.typeset import PDF_STANDARDS, typst_string

# What leads to pages that only the site has.
_SITUS = ("halaman:", "#aturan-")
_MIME = {".yml": "application/yaml", ".md": "text/markdown"}


def prepare(naskah: Naskah, shop: Workshop) -> Setting:
    """Write a document as typst source by pandoc; return how it becomes PDF/A-3a and PDF/UA-1, its sources inside."""
    tree = ast.document(for_typst(naskah.isi))
    args = ["--from", "json", "--to", "typst", "--wrap=none"]
    body = shop.pandoc("pdf", naskah.nama, args, json.dumps(tree).encode())
    (shop.folder / f"{naskah.nama}.json").write_text(json.dumps(_meta(naskah), ensure_ascii=False), "utf-8")
    (shop.folder / f"{naskah.nama}.typ").write_bytes(b'#import "gaya.typ": *\n#show: dokumen\n\n' + body)
    options = {
        "pdf_standards": PDF_STANDARDS,
        "timestamp": epoch(naskah.tanggal),
        "sys_inputs": {"meta": f"{naskah.nama}.json"},
    }
    return Setting("pdf", f"{naskah.nama}.typ", f"hasil/{naskah.nama}.pdf", options)


def _meta(naskah: Naskah) -> dict[str, Any]:
    """Return what `gaya.typ` needs to know beside the text."""
    paper = halaman(naskah.kertas)
    return {
        "judul": naskah.judul,
        "instansi": naskah.kantor,
        "keterangan": f"{naskah.judul}. {naskah.tanda}".strip(),
        "tahun": naskah.tahun,
        "kertas": {"lebar": paper.lebar, "tinggi": paper.tinggi},
        "margin": dict(paper.margin),
        "draf": naskah.draf,
        "tanda": naskah.tanda,
        "lampiran": [
            {"path": f"{CONTENT}/{f.path}", "jenis": _MIME[Path(f.path).suffix], "keterangan": f"SHA-256 {f.sha256}"}
            for f in sorted(naskah.berkas)
        ],
    }


def for_typst(blocks: list[Node]) -> list[Node]:
    """Return the blocks for pandoc's typst writer: every text a string literal, groups as functions of `gaya.typ`."""

    def change(node: Node) -> Node | list[Node] | None:
        match node["t"]:
            case "Str":
                return ast.raw("typst", _typst_text(node["c"]))
            case "LineBreak":
                return ast.raw("typst", "#linebreak();")
            case "Code":
                return ast.raw("typst", f"#raw({typst_string(node['c'][1])});")
            case "CodeBlock":
                return ast.raw_block("typst", f"#raw(block: true, {typst_string(node['c'][1])})")
            case "Link" if node["c"][2][0].startswith(_SITUS):
                inner: list[Node] = node["c"][1]
                return inner
            case "Link":
                return [
                    ast.raw("typst", f"#link({_typst_target(node['c'][2][0])})["),
                    *node["c"][1],
                    ast.raw("typst", "];"),
                ]
            case "Span":
                return _typst_span(node)
            case "OrderedList" if not _from_one(node):
                return {"t": "OrderedList", "c": [node["c"][0], ast.walk(node["c"][1], _numbered_anew)]}
            case "Table":
                return _typst_table(node)
            case "Div":
                return _typst_div(node)
        return None

    result: list[Node] = ast.walk(ast.walk(blocks, _kept, "Table"), change)
    return result


def _kept(node: Node) -> list[Node] | None:
    """Hold a low table together, while its cells are still text that can be counted."""
    if node["t"] != "Table" or _height(node) > (_LOW_BOX if PETAK in node["c"][0][1] else _LOW):
        return None
    return [ast.raw_block("typst", "#utuh["), node, ast.raw_block("typst", "]")]


def _typst_text(text: str) -> str:
    """Return a run of text; the fonts have no space as wide as a digit, so what is not there is set and hidden."""
    if text and not text.strip("".join(map(chr, RUANG))):
        return f"#hide({typst_string(text.translate(RUANG))});"
    return f"#{typst_string(text)};"


def _typst_span(node: Node) -> list[Node]:
    """A place for links needs something that has a place: an empty piece of metadata."""
    (identifier, classes, _), inner = node["c"]
    if classes[:1] in (["kotak"], ["kotak-isi"]):
        return [ast.raw("typst", f"#{classes[0]};")]
    if classes == ["label"]:
        return [ast.raw("typst", "#isian-label["), *inner, ast.raw("typst", "];")]
    return [ast.raw("typst", f"#metadata(none)#label({typst_string(identifier)});"), *inner]


def _from_one(node: Node) -> bool:
    """Whether pandoc leaves a list's start and signs to typst's own setting."""
    start, style, sign = node["c"][0]
    return start == 1 and style["t"] in ("Decimal", "DefaultStyle") and sign["t"] in ("Period", "DefaultDelim")


def _numbered_anew(node: Node) -> Node | None:
    """typst's setting for a list that starts at 3 holds in its inner lists too: make pandoc write theirs (from 1)."""
    if node["t"] != "OrderedList" or not _from_one(node):
        return None
    return {"t": "OrderedList", "c": [[1, {"t": "DefaultStyle"}, {"t": "Period"}], node["c"][1]]}


def _typst_target(target: str) -> str:
    return f"label({typst_string(target[1:])})" if target.startswith("#") else typst_string(target)


# A table lower than this many points is kept on one page: about half of an upright page, all of a page on its side.
_LOW = 400
# A box of a form may break sooner: its rows are rooms to write in, and paper that stays empty is wasted.
_LOW_BOX = 150
# How many characters of a table stand side by side on an upright page; a line's height, a row's own space (points).
_ABREAST, _LINE, _ROW = 95, 12.5, 9


def _height(node: Node) -> float:
    """Estimate the height of a table from the longest cell of each row: measuring in typst costs half a PDF more."""
    _, _, specs, head, bodies, foot = node["c"]
    shares = [width.get("c", 1 / len(specs)) for _, width in specs]
    rows = [*head[1], *(row for body in bodies for row in body[3]), *foot[1]]
    taken, height = [0] * len(shares), 0.0  # in each column how many rows a cell from above still reaches down
    for row in rows:
        height += _ROW + _LINE * ceil(max(_lines(row, shares, taken), default=1))
        taken = [max(0, left - 1) for left in taken]
    return height


def _lines(row: Any, shares: Sequence[float], taken: list[int]) -> list[float]:
    """Return how many lines each cell of a row fills, and mark the columns that it takes (in place)."""
    found, column = [], 0
    for _, _, down, across, blocks in row[1]:
        while column < len(taken) and taken[column]:
            column += 1
        width = sum(shares[column : column + across]) or 1
        found.append(len(ast.plain_text(blocks)) / (width * _ABREAST * down))
        taken[column : column + across] = [down] * across
        column += across
    return found


def _typst_table(node: Node) -> Node:
    """Shade the head, and leave the rest as pandoc writes it."""
    for row in node["c"][3][1]:
        for cell in row[1]:
            cell[0] = ast.attr("", (), **{"typst:fill": 'rgb("#dbe5f1")'})
    return node


def _typst_div(node: Node) -> list[Node]:
    (_, classes, pairs) = node["c"][0]
    inner: list[Node] = node["c"][1]
    name = classes[0] if classes else "kelompok"
    match name:
        case "gambar":
            return [ast.raw_block("typst", _typst_figure(dict(pairs), inner))]
        case "lambang":
            alt = typst_string(dict(pairs)["alt"])
            return [ast.raw_block("typst", f'#lambang(image("content/lambang.png", height: 2cm, alt: {alt}))')]
        case "kiri":
            return inner
        case "kanan":  # the second argument of `dua-kolom`
            return [ast.raw_block("typst", "]["), *inner]
    return [ast.raw_block("typst", f"#{name}["), *inner, ast.raw_block("typst", "]")]


def _typst_figure(names: dict[str, str], inner: list[Node]) -> str:
    caption = "".join(part["c"][1] for block in inner for part in block["c"])
    drawing, alt, place = (typst_string(names[key]) for key in ("berkas", "alt", "tempat"))
    return f"#gambar({drawing}, {alt}, {names['lebar']})[{caption}] #label({place})"
