"""Ruled boxes of forms: the plain tables of a template given widths, cells that join, room to write, places to tick.

A template writes a pipe table inside `::: {.petak lebar="30,70"}`; in its cells `[]{.ruang baris="3"}` is room to
write, `[]{.gabung}` joins a cell to the one on its left, `[]{.ganti}` begins a new line. A head without words is left
out.
"""

from __future__ import annotations

from typing import Any

from lkip import ast
from lkip.ast import Node
from lkip.tabel import TemplateError

TEMPLATE_FORMAT = "commonmark+attributes+fenced_divs+bracketed_spans+pipe_tables"

# The class of a box, on the group that a template writes and on the table that is made of it.
PETAK = "petak"
_LEFT: Node = {"t": "AlignLeft"}
_KOSONG = "\u00a0"
_BARIS: Node = {"t": "LineBreak"}


def boxes(tree: list[Node]) -> list[Node]:
    """Return a tree whose boxes are laid out."""
    made: list[Node] = ast.walk(tree, _node)
    return made


def _node(node: Node) -> Node | list[Node] | None:
    if node["t"] not in ("Div", "Span"):
        return None
    (_, classes, pairs), inner = node["c"]
    match classes[:1]:
        case ["ruang"]:
            return _room(int(dict(pairs).get("baris", "1")))
        case ["ganti"]:
            return _BARIS
        case ["petak"]:
            width = dict(pairs).get("lebar", "")
            laid = [_laid(block, width) if block["t"] == "Table" else block for block in inner]
            return ast.div([PETAK], laid)
    return None


def _room(lines: int) -> list[Node]:
    """Return so many empty lines."""
    return [piece for number in range(lines) for piece in ([_BARIS] if number else []) + [ast.text(_KOSONG)]]


def _laid(table: Node, widths: str) -> Node:
    _, caption, specs, head, bodies, foot = table["c"]
    shares = [int(part) for part in widths.split(",") if part.strip().isdigit()]
    if len(shares) != len(specs):
        raise TemplateError(f'lkip/templates: .petak lebar="{widths}" harus menyebut {len(specs)} lebar kolom')
    laid = [
        [_LEFT if align["t"] == "AlignDefault" else align, {"t": "ColWidth", "c": share / sum(shares)}]
        for (align, _), share in zip(specs, shares, strict=True)
    ]
    rows = [[attr, _bold(cells)] for attr, cells in head[1] if any(ast.plain_text(cell[4]) for cell in cells)]
    joined = [[a, n, first, [_joined(row) for row in body]] for a, n, first, body in bodies]
    return {"t": "Table", "c": [ast.attr("", [PETAK]), caption, laid, [head[0], rows], joined, foot]}


def _bold(cells: list[Any]) -> list[Any]:
    """Return the cells of a head, as the tables of the report have them."""
    return [ast.cell([ast.strong(*(piece for block in cell[4] for piece in block["c"]))], "tengah") for cell in cells]


def _joined(row: list[Any]) -> list[Any]:
    """Widen each cell over those on its right that ask for it."""
    cells: list[Any] = []
    for cell in row[1]:
        if cells and _asks(cell):
            cells[-1] = [*cells[-1][:3], cells[-1][3] + 1, cells[-1][4]]
        else:
            cells.append(cell)
    return [row[0], cells]


def _asks(cell: list[Any]) -> bool:
    return any(node["t"] == "Span" and node["c"][0][1] == ["gabung"] for node in ast.nodes(cell[4]))
