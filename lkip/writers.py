"""The same tree as each writer of pandoc must get it, so that text stays text: typst, Word, and the site's Markdown.

pandoc's typst writer does not escape safely in table cells (`- x` becomes a bullet, `-37,60` changes its minus), and
Python-Markdown reads attributes that a CommonMark writer leaves alone. So text reaches typst as string literals and the
site as numeric character references.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from lkip import ast
from lkip.ast import Node

_SPACES = {"Space", "SoftBreak"}
# Groups that only one kind of output fills; elsewhere they vanish.
_LISTS = {"daftar-isi", "daftar-tabel", "daftar-gambar"}


def _runs(inlines: list[Node]) -> list[Node]:
    """Join neighbouring words and spaces into one run each."""
    result: list[Node] = []
    for node in inlines:
        piece = " " if node["t"] in _SPACES else node["c"] if node["t"] == "Str" else None
        if piece is None:
            result.append(node)
        elif result and result[-1]["t"] == "Str":
            result[-1] = ast.text(result[-1]["c"] + piece)
        else:
            result.append(ast.text(piece))
    return result


def _joined(node: Any) -> Any:
    """Join runs in every list of inlines of the tree."""
    if isinstance(node, list):
        items = [_joined(item) for item in node]
        inline = items and all(isinstance(i, dict) and "t" in i for i in items)
        return _runs(items) if inline and any(i["t"] == "Str" or i["t"] in _SPACES for i in items) else items
    if isinstance(node, dict):
        return {key: _joined(value) for key, value in node.items()}
    return node


# --- typst -----------------------------------------------------------------------------------------------------


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
            case "Table":
                return _typst_table(node)
            case "Div":
                return _typst_div(node)
        return None

    result: list[Node] = ast.walk(_joined(blocks), change)
    return result


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


# --- Word ------------------------------------------------------------------------------------------------------


def for_docx(blocks: list[Node], pictures: Mapping[str, str]) -> list[Node]:
    """Return the blocks for pandoc's docx writer: groups as styles of `gaya.docx`, lists of contents as fields.

    `pictures` gives each chart's name its address (a `data:` one, since pandoc's sandbox opens no files).
    """
    titles = {kind: _titles(blocks, kind) for kind in ("Header", "Table", "gambar")}

    def change(node: Node) -> Node | list[Node] | None:
        if node["t"] == "Div":
            return _docx_div(node, titles, pictures)
        if node["t"] == "LineBreak":
            return ast.raw("openxml", "<w:r><w:br/></w:r>")
        return None

    result: list[Node] = ast.walk(_joined(blocks), change)
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
            return _field(r'TOC \o "1-3" \h \z \u', "TOC", titles["Header"])
        case "daftar-tabel":
            return _field(r'TOC \h \z \t "Table Caption,1"', "TOC", titles["Table"])
        case "daftar-gambar":
            return _field(r'TOC \h \z \t "Image Caption,1"', "TOC", titles["gambar"])
        case "sampul":
            return [*inner, ast.raw_block("openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')]
        case "awal-isi" | "bagian-awal" | "":
            return inner
    style = name.replace("-", " ").title()
    return ast.div([name], inner, **{"custom-style": style})


def _titles(blocks: list[Node], kind: str) -> list[tuple[int, str]]:
    """Return level and text of what a list of contents names; Word adds the page numbers when it updates the field."""
    found: list[tuple[int, str]] = []

    def note(node: Node) -> None:
        if node["t"] == kind == "Header":
            found.append((node["c"][0], ast.title(node["c"][2])))
        elif node["t"] == kind == "Table":
            found.append((1, ast.plain_text(node["c"][1][1])))
        elif kind == "gambar" and node["t"] == "Div" and node["c"][0][1] == ["gambar"]:
            found.append((1, ast.plain_text(node["c"][1])))

    ast.walk(blocks, note)
    return [(level, title) for level, title in found if title and level <= 3]


def _field(code: str, style: str, entries: Sequence[tuple[int, str]]) -> list[Node]:
    """Return a field of contents filled with its titles, marked so that Word offers to update it."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {xml_escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = []
    for index, (level, title) in enumerate(entries):
        start = begin if index == 0 else ""
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if index == len(entries) - 1 else ""
        words = f'<w:r><w:t xml:space="preserve">{xml_escape(title)}</w:t></w:r>'
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="{style}{level}"/></w:pPr>{start}{words}{end}</w:p>')
    return [ast.raw_block("openxml", "".join(lines))]


# --- site ------------------------------------------------------------------------------------------------------


def entities(text: str) -> str:
    """Return a text with everything that Markdown or HTML could read as more than text as character references."""
    coded = re.sub(r"[^A-Za-z0-9 \u00a1-\U000dffff]", lambda found: f"&#{ord(found[0])};", text)
    return re.sub(r"^ | (?= )", "&#32;", coded)


def for_site(blocks: list[Node], pages: Mapping[str, str], here: str) -> list[Node]:
    """Return the blocks of one page for pandoc's Markdown writer; `pages` says on which page an identifier stands."""

    def change(node: Node) -> Node | list[Node] | None:
        match node["t"]:
            case "Str":
                return ast.raw("html", entities(node["c"]))
            case "LineBreak":
                return ast.raw("html", " ")
            case "Code":
                return ast.raw("html", f"<code>{entities(node['c'][1])}</code>")
            case "CodeBlock":
                return ast.raw_block("html", f"<pre><code>{entities(node['c'][1])}</code></pre>")
            case "Link":
                return _site_link(node, pages, here)
            case "Table":
                return ast.raw_block("html", _html_table(node))
            case "Div":
                return _site_div(node, here)
        return None

    result: list[Node] = ast.walk(_joined(blocks), change)
    return result


def _site_link(node: Node, pages: Mapping[str, str], here: str) -> Node | list[Node]:
    target: str = node["c"][2][0]
    if target.startswith("#"):
        page = pages.get(target[1:], here)
        up = "../" * here.count("/")
        return {
            "t": "Link",
            "c": [ast.attr(), node["c"][1], [target if page == here else f"{up}{page}.md{target}", ""]],
        }
    if re.match(r"(?i)https?://|mailto:", target):
        return [ast.raw("html", f'<a href="{escape(target)}">'), *node["c"][1], ast.raw("html", "</a>")]
    return {"t": "Link", "c": [ast.attr(), node["c"][1], [target, ""]]}


def _site_div(node: Node, here: str) -> list[Node]:
    (_, classes, pairs) = node["c"][0]
    inner: list[Node] = node["c"][1]
    name = classes[0] if classes else ""
    if name in _LISTS or name in ("sampul", "awal-isi"):
        return []
    if name == "unduhan":
        return [ast.raw_block("html", "<!-- unduhan -->")]
    if name == "gambar":
        names = dict(pairs)
        source = f"{'../' * here.count('/')}gambar/{names['nama']}.svg"
        caption = _html([part for block in inner for part in block["c"]])
        figure = f'<img src="{source}" alt="{escape(names["alt"])}"><figcaption>{caption}</figcaption>'
        return [ast.raw_block("html", f'<figure class="gambar" id="gambar-{names["nama"]}">{figure}</figure>')]
    if name in ("", "bagian-awal"):
        return inner
    return [ast.raw_block("html", f'<div class="{name}" markdown="1">'), *inner, ast.raw_block("html", "</div>")]


def _html(inlines: list[Node]) -> str:
    """Return inlines of an already changed tree as HTML: tables and captions hold text, bold and links only."""
    parts = []
    for node in inlines:
        match node["t"]:
            case "RawInline":
                parts.append(node["c"][1])
            case "Strong" | "Emph":
                tag = "strong" if node["t"] == "Strong" else "em"
                parts.append(f"<{tag}>{_html(node['c'])}</{tag}>")
            case "Link":  # to a page of the guide: mkdocs does not look into our HTML
                target = node["c"][2][0].replace(".md", ".html")
                parts.append(f'<a href="{escape(target)}">{_html(node["c"][1])}</a>')
            case _:
                parts.append(entities(ast.plain_text(node)))
    return "".join(parts)


def _html_table(node: Node) -> str:
    """Return a table as one line of HTML, so that no Markdown reader looks inside."""
    (identifier, _, _), caption, _, head, bodies, foot = node["c"]
    title = "".join(_html(block["c"]) for block in caption[1])
    name = f' id="{identifier}"' if identifier else ""
    body = [row for group in bodies for row in group[3]]
    groups = "".join(
        f"<{tag}>{''.join(_html_row(row, cell) for row in rows)}</{tag}>"
        for tag, cell, rows in (("thead", "th", head[1]), ("tbody", "td", body), ("tfoot", "td", foot[1]))
        if rows
    )
    described = f"<caption>{title}</caption>" if title else ""
    return f'<div class="tabel" tabindex="0"{name}><table>{described}{groups}</table></div>'


def _html_row(row: Any, tag: str) -> str:
    cells = []
    for _, align, rows, columns, blocks in row[1]:
        span = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        look = {"AlignRight": ' class="kanan"', "AlignCenter": ' class="tengah"'}.get(align["t"], "")
        scope = ' scope="col"' if tag == "th" else ""
        cells.append(f"<{tag}{scope}{span}{look}>{'<br>'.join(_html(b['c']) for b in blocks)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"
