"""What the guide shows of the product itself: made anew with every site, so that no picture of it goes stale.

A page names one alone in its paragraph: `![what is to be seen](gambar:lembar-disposisi "Title")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lkip import ast

# What there is to show, by the name that the guide uses.
PERAGA: Mapping[str, str] = {
    "lembar-disposisi": "Lembar Disposisi yang membuka penyusunan",
    "format-unit": "halaman pertama format pengumpulan data satu unit",
    "lembar-koreksi": "halaman pertama daftar koreksi dan lembar reviu",
    "surat-pengantar": "Surat Pengantar",
    "tanda-terima": "tanda terima",
    "bagan-sop": "bagan alir SOP",
    "linimasa": "linimasa sebuah tahun",
    "status": "keluaran ./inv status",
    "pengingat": "keluaran ./inv remind",
    "galat": "keluaran ./inv check untuk angka yang salah ketik",
}
BENTUK = re.compile(r'!\[(?P<alt>[^][]*)\]\(gambar:(?P<nama>[^\s()"]*)(?: "(?P<judul>[^"]*)")?\)')


def shown(tree: list[ast.Node]) -> list[ast.Node]:
    """Return a page of the guide whose pictures of the product are places to be filled; others stay as they are."""
    return [_place(block) or block for block in tree]


def _place(block: ast.Node) -> ast.Node | None:
    if block["t"] != "Para" or len(block["c"]) != 1 or block["c"][0]["t"] != "Image":
        return None
    _, words, (target, title) = block["c"][0]["c"]
    name, alt = target.removeprefix("gambar:"), ast.plain_text(words)
    if not target.startswith("gambar:") or name not in PERAGA:
        return None
    return ast.div(["peraga"], [], nama=name, alt=alt, judul=title or alt)


def places(tree: object) -> Iterator[Mapping[str, str]]:
    """Yield what every place of a tree names: the picture, what is seen on it, its title."""
    for node in ast.nodes(tree):
        if node["t"] == "Div" and node["c"][0][1] == ["peraga"]:
            yield dict(node["c"][0][2])
