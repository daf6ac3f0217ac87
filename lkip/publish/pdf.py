"""The PDF: pandoc makes typst of the tree, typst makes PDF/A-3a and PDF/UA-1 of it, with the sources attached.

pandoc's typst writer does not escape safely in table cells (`- x` becomes a bullet, `-37,60` changes its minus), so
every text reaches typst as a string literal.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lkip import ast
from lkip.ast import Node
from lkip.capaian import Laporan
from lkip.document import Dokumen
from lkip.load import CONTENT
from lkip.publish.workshop import ToolError, Workshop, compile_typst, mark, office, stem, title
from lkip.tabel import TEMPLATES

PDF_STANDARDS = ["a-3a", "ua-1"]
_MIME = {".yml": "application/yaml", ".md": "text/markdown"}


def write(laporan: Laporan, dokumen: Dokumen, shop: Workshop) -> None:
    """Write the PDF: pandoc makes typst of the tree, typst makes PDF/A-3a and PDF/UA-1 of it, sources attached."""
    tree = ast.document(for_typst(dokumen.laporan))
    body = shop.pandoc("pdf", ["--from", "json", "--to", "typst", "--wrap=none"], json.dumps(tree).encode())
    meta = _meta(laporan)
    for attached in meta["lampiran"]:
        copy = shop.folder / attached["path"]
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shop.root / attached["path"], copy)
    (shop.folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), "utf-8")
    shutil.copyfile(TEMPLATES / "gaya.typ", shop.folder / "gaya.typ")
    main = b'#import "gaya.typ": *\n#show: dokumen\n\n' + body
    (shop.folder / "laporan.typ").write_bytes(main)
    (made,) = shop.typst("pdf", "laporan.typ", pdf_standards=PDF_STANDARDS, timestamp=shop.epoch)
    (shop.folder / "hasil" / f"{stem(laporan)}.pdf").write_bytes(made)


def _meta(laporan: Laporan) -> dict[str, Any]:
    bahan = laporan.bahan
    return {
        "judul": title(laporan),
        "instansi": office(laporan),
        "keterangan": f"LKIP tahun {laporan.tahun}. {mark(bahan)}".strip(),
        "tahun": laporan.tahun,
        "kertas": bahan.dokumen.kertas,
        "draf": bahan.dokumen.status == "draf",
        "tanda": mark(bahan),
        "lampiran": [
            {"path": f"{CONTENT}/{f.path}", "jenis": _MIME[Path(f.path).suffix], "keterangan": f"SHA-256 {f.sha256}"}
            for f in sorted(bahan.berkas)
            if Path(f.path).suffix in _MIME and "/bukti/" not in f.path
        ],
    }


def unprintable(chars: Sequence[str]) -> list[str]:
    """Return those characters that the PDF's fonts do not have, by asking the compiler itself, halving what fails."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "huruf.typ"

        def printable(some: Sequence[str]) -> bool:
            head = '#set document(title: "x")\n#set text(font: ("TeX Gyre Bonum", "TeX Gyre Heros"), lang: "id")\n'
            source.write_text(head + "".join(f"#{typst_string(char)};\n" for char in some), "utf-8")
            try:
                compile_typst(source, pdf_standards=PDF_STANDARDS, timestamp=0)
            except ToolError:
                return False
            return True

        def missing(some: Sequence[str]) -> list[str]:
            if not some or printable(some):
                return []
            if len(some) == 1:
                return list(some)
            half = len(some) // 2
            return [*missing(some[:half]), *missing(some[half:])]

        return missing(chars)


def typst_string(text: str) -> str:
    """Return a text as a typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def for_typst(blocks: list[Node]) -> list[Node]:
    """Return the blocks for pandoc's typst writer: every text a string literal, groups as functions of `gaya.typ`."""

    def change(node: Node) -> Node | list[Node] | None:
        match node["t"]:
            case "Str":
                return ast.raw("typst", f"#{typst_string(node['c'])};")
            case "LineBreak":
                return ast.raw("typst", "#linebreak();")
            case "Code":
                return ast.raw("typst", f"#raw({typst_string(node['c'][1])});")
            case "CodeBlock":
                return ast.raw_block("typst", f"#raw(block: true, {typst_string(node['c'][1])})")
            case "Link":
                return [
                    ast.raw("typst", f"#link({_typst_target(node['c'][2][0])})["),
                    *node["c"][1],
                    ast.raw("typst", "];"),
                ]
            case "OrderedList" if not _from_one(node):
                return {"t": "OrderedList", "c": [node["c"][0], ast.walk(node["c"][1], _numbered_anew)]}
            case "Table":
                return _typst_table(node)
            case "Div":
                return _typst_div(node)
        return None

    result: list[Node] = ast.walk(blocks, change)
    return result


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


# A table with at most so many rows is kept on one page.
_SHORT = 14


def _typst_table(node: Node) -> Node | list[Node]:
    """Shade the head, keep a short table together, and leave the rest as pandoc writes it."""
    for row in node["c"][3][1]:
        for cell in row[1]:
            cell[0] = ast.attr("", (), **{"typst:fill": 'rgb("#dbe5f1")'})
    if sum(len(body[3]) for body in node["c"][4]) > _SHORT:
        return node
    return [ast.raw_block("typst", "#utuh["), node, ast.raw_block("typst", "]")]


def _typst_div(node: Node) -> list[Node]:
    (_, classes, pairs), inner = node["c"]
    name = classes[0] if classes else "kelompok"
    if name == "gambar":
        names = dict(pairs)
        drawing, alt = typst_string(f"gambar/{names['nama']}.svg"), typst_string(names["alt"])
        caption = "".join(part["c"][1] for block in inner for part in block["c"])
        return [ast.raw_block("typst", f"#gambar({drawing}, {alt})[{caption}] <gambar-{names['nama']}>")]
    return [ast.raw_block("typst", f"#{name}["), *inner, ast.raw_block("typst", "]")]
