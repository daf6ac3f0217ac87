"""The few forms of pandoc's document tree that we build ourselves, and a walk over it. No text is ever markup here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Node = dict[str, Any]
API_VERSION = [1, 23, 1]
_WORDS = {"Str", "Space", "SoftBreak"}
ALIGN = {"kiri": "AlignLeft", "kanan": "AlignRight", "tengah": "AlignCenter"}


def text(value: str) -> Node:
    """Return a run of text; spaces inside are kept as they are."""
    return {"t": "Str", "c": value}


def attr(identifier: str = "", classes: Sequence[str] = (), **pairs: str) -> list[Any]:
    """Return pandoc's triple of identifier, classes and key-value pairs."""
    return [identifier, list(classes), [[k, v] for k, v in pairs.items()]]


def plain(*inlines: Node) -> Node:
    """Return text without a paragraph of its own, as table cells hold it."""
    return {"t": "Plain", "c": list(inlines)}


def para(*inlines: Node) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def strong(*inlines: Node) -> Node:
    """Return bold text."""
    return {"t": "Strong", "c": list(inlines)}


def raw_block(form: str, content: str) -> Node:
    """Return text that only the writer `form` prints, and prints as it is."""
    return {"t": "RawBlock", "c": [form, content]}


def raw(form: str, content: str) -> Node:
    """Return inline text that only the writer `form` prints, and prints as it is."""
    return {"t": "RawInline", "c": [form, content]}


def div(classes: Sequence[str], blocks: list[Node], **pairs: str) -> Node:
    """Return a group of blocks with classes."""
    return {"t": "Div", "c": [attr("", classes, **pairs), blocks]}


def link(target: str, *inlines: Node) -> Node:
    """Return a link to an address, or with `#…` to a place of the document."""
    return {"t": "Link", "c": [attr(), list(inlines), [target, ""]]}


def anchor(identifier: str, *inlines: Node) -> Node:
    """Return a piece of text that links can lead to."""
    return {"t": "Span", "c": [attr(identifier), list(inlines)]}


def cell(inlines: Sequence[Node], rata: str = "kiri", *, rows: int = 1, columns: int = 1) -> list[Any]:
    """Return a table cell that holds one line of text."""
    return [attr(), {"t": ALIGN[rata]}, rows, columns, [plain(*inlines)]]


def table(
    named: list[Any],
    caption: list[Node],
    columns: Sequence[tuple[str, float]],
    head: list[list[Any]],
    body: list[list[Any]],
    foot: list[list[Any]],
) -> Node:
    """Return a table: attributes, per column (alignment, share of the width), rows of cells for head, body, foot."""

    def rows(group: list[list[Any]]) -> list[Any]:
        return [[attr(), cells] for cells in group]

    specs = [[{"t": ALIGN[rata]}, {"t": "ColWidth", "c": share}] for rata, share in columns]
    return {
        "t": "Table",
        "c": [
            named,
            [None, [plain(*caption)] if caption else []],
            specs,
            [attr(), rows(head)],
            [[attr(), 0, [], rows(body)]],
            [attr(), rows(foot)],
        ],
    }


def document(blocks: list[Node], **meta: str) -> Node:
    """Return a whole document as pandoc's JSON reader takes it."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {key: {"t": "MetaString", "c": value} for key, value in meta.items()},
        "blocks": blocks,
    }


def walk(node: Any, change: Callable[[Node], Node | list[Node] | None], leave: str = "") -> Any:
    """Return the tree with `change` asked for every node, leaves first: another node, several, or None to keep it.

    What is inside a node of the kind `leave` is taken as it is: most of a report's nodes are in its tables.
    """
    if isinstance(node, dict):
        content = node.get("c")
        if node["t"] == leave or not isinstance(content, list):
            return node
        return {"t": node["t"], "c": walk(content, change, leave)}
    result: list[Any] = []
    for item in node:
        if isinstance(item, str):  # most items by far: texts, identifiers, classes
            result.append(item)
        elif isinstance(item, dict):
            walked = walk(item, change, leave)
            changed = change(walked)
            if isinstance(changed, list):
                result += changed
            else:
                result.append(walked if changed is None else changed)
        else:
            result.append(walk(item, change, leave) if isinstance(item, list) else item)
    return result


def nodes(tree: Any) -> Iterator[Node]:
    """Yield every node of a tree, from the outside in."""
    items = [tree]
    while items:
        item = items.pop()
        if isinstance(item, dict):
            yield item
            item = item.get("c")
        if isinstance(item, list):
            items += [inner for inner in reversed(item) if isinstance(inner, dict | list)]


def title(inlines: list[Node]) -> str:
    """Return a heading's text on one line, with single spaces also where the heading breaks."""
    return " ".join(plain_text(inlines).split())


def plain_text(node: Any) -> str:
    """Return the text of a piece of the tree, without markup."""
    if isinstance(node, list):
        return "".join(plain_text(item) for item in node)
    if not isinstance(node, dict):
        return ""
    match node.get("t"):
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code":
            return str(node["c"][1])
        case "RawInline" | "RawBlock":
            return ""
        case _:
            return plain_text(list(node.values()) if "t" not in node else node.get("c", []))


def joined(node: Any) -> Any:
    """Return the tree with neighbouring words and spaces joined to one run each; cells of tables hold one already."""
    if isinstance(node, dict):
        content = node.get("c")
        if node["t"] == "Table" or not isinstance(content, list):
            return node
        return {"t": node["t"], "c": joined(content)}
    items = [joined(item) if isinstance(item, list | dict) else item for item in node]
    words = any(isinstance(item, dict) and item.get("t") in _WORDS for item in items)
    return _runs(items) if words else items


def _runs(inlines: list[Node]) -> list[Node]:
    """Join neighbouring words and spaces into one run each."""
    result: list[Node] = []
    for node in inlines:
        piece = node["c"] if node["t"] == "Str" else " " if node["t"] in _WORDS else None
        if piece is None:
            result.append(node)
        elif result and result[-1]["t"] == "Str":
            result[-1] = text(result[-1]["c"] + piece)
        else:
            result.append(text(piece))
    return result
