"""The tree of a page as the site's Markdown holds it: text as character references, lists and tables as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lkip import ast
from lkip.ast import Node
from lkip.load import CONTENT
from lkip.paket import has_csv
from lkip.publish.workshop import ToolError

# Groups that only one kind of output fills; elsewhere they vanish.
LISTS = {"daftar-isi", "daftar-tabel", "daftar-gambar"}


@dataclass(frozen=True)
class Laman:
    """A page of the site: path without ending, tree, mark at its head; where an identifier of its report stands.

    `isian` are the pieces of HTML that templates leave to the site (downloads, chapters of the year).
    """

    path: str
    isi: list[Node]
    tanda: str
    tempat: Mapping[str, str] = field(default_factory=dict)
    isian: Mapping[str, str] = field(default_factory=dict)
    tahun: int | None = None

    @property
    def up(self) -> str:
        """The way from the page to the root of the site."""
        return "../" * self.path.count("/")

    @property
    def judul(self) -> str:
        """The page's first heading, as HTML."""
        heading = next((b for b in self.isi if b["t"] == "Header"), None)
        return escape(ast.title(heading["c"][2])) if heading else "Tanpa judul"


def identifiers(blocks: Any) -> Iterator[str]:
    """Yield the names by which links find what stands on a page."""
    for node in ast.nodes(blocks):
        match node["t"]:
            case "Header":
                name = node["c"][1][0]
            case "Table" | "Span":
                name = node["c"][0][0]
            case "Div" if node["c"][0][1] == ["gambar"]:
                name = dict(node["c"][0][2])["tempat"]
            case _:
                name = ""
        if name:
            yield name


def entities(text: str) -> str:
    """Return a text with everything that Markdown or HTML could read as more than text as character references."""
    coded = re.sub(r"[^A-Za-z0-9 \u00a1-\U000dffff]", lambda found: f"&#{ord(found[0])};", text)
    return re.sub(r"^ | (?= )", "&#32;", coded)


def for_site(page: Laman) -> list[Node]:
    """Return the blocks of a page for pandoc's Markdown writer."""
    own = set(identifiers(page.isi))

    def change(node: Node) -> Node | list[Node] | None:
        match node["t"]:
            case "Str":
                return ast.raw("html", entities(node["c"]))
            case "LineBreak":
                return ast.raw("html", " ")
            case "Code":
                return ast.raw("html", f"<code>{entities(node['c'][1])}</code>")
            case "CodeBlock":
                return ast.raw_block("html", f'<pre tabindex="0"><code>{entities(node["c"][1])}</code></pre>')
            case "Link":
                return _site_link(node, page, own)
            case "Span":
                return _site_span(node)
            case "Table":
                return ast.raw_block("html", _html_table(node, page))
            case "BulletList" | "OrderedList":
                return ast.raw_block("html", _html_list(node))
            case "Div":
                return _site_div(node, page)
        return None

    result: list[Node] = ast.walk(page.isi, change)
    return result


def _site_link(node: Node, page: Laman, own: set[str]) -> Node | list[Node]:
    target = _address(node["c"][2][0], page, own)
    if target.startswith("#aturan-") and target[1:] not in own:  # a name behind a finding that is no rule with a page
        words: list[Node] = node["c"][1]
        return words
    ours = target.startswith("unduh:")  # a file beside the pages, which mkdocs does not know
    target = f"{page.up}unduh/{target.removeprefix('unduh:')}" if ours else target
    if ours or re.match(r"(?i)https?://|mailto:", target):
        return [ast.raw("html", f'<a href="{escape(target)}">'), *node["c"][1], ast.raw("html", "</a>")]
    return ast.link(target, *node["c"][1])


def _address(target: str, page: Laman, own: set[str]) -> str:
    """Return where a link leads: a page of the site, or a place on this page or on another one of the same year."""
    if target.startswith("halaman:"):
        return f"{page.up}{target.removeprefix('halaman:')}.md"
    if target.startswith("#indikator-"):
        return f"{page.up}{page.tahun}/{target[1:]}.md"
    if not target.startswith("#") or target[1:] in own or target[1:] not in page.tempat:
        return target
    return f"{page.up}{page.tempat[target[1:]]}.md{target}"


def _site_span(node: Node) -> list[Node]:
    (identifier, classes, _), inner = node["c"]
    named = f' id="{escape(identifier)}"' if identifier else ""
    look = f' class="{classes[0]}"' if classes else ""
    return [ast.raw("html", f"<span{named}{look}>"), *inner, ast.raw("html", "</span>")]


def _site_div(node: Node, page: Laman) -> list[Node]:
    (_, classes, pairs) = node["c"][0]
    inner: list[Node] = node["c"][1]
    name, names = classes[0] if classes else "", dict(pairs)
    if name in LISTS or name in ("sampul", "awal-isi", "halaman-baru"):
        return []
    if name in ("unduhan", "isi-laporan"):
        return [ast.raw_block("html", page.isian.get(name, ""))]
    if name == "gambar":
        return [ast.raw_block("html", _html_figure(names, inner, page))]
    if name == "lambang":
        source = f"{page.up}{CONTENT}/lambang.png"
        return [ast.raw_block("html", f'<img class="lambang" src="{source}" alt="{escape(names["alt"])}">')]
    if name in ("", "bagian-awal", "lanskap"):
        return inner
    return [ast.raw_block("html", f'<div class="{name}" markdown="1">'), *inner, ast.raw_block("html", "</div>")]


def _html_figure(names: Mapping[str, str], inner: list[Node], page: Laman) -> str:
    caption = _html([part for block in inner for part in block["c"]])
    source, alt = f"{page.up}{escape(names['berkas'])}", escape(names["alt"])
    picture = f'<div class="geser" tabindex="0"><img src="{source}" alt="{alt}" width="{names["lebar"]}"></div>'
    return f'<figure class="gambar" id="{escape(names["tempat"])}">{picture}<figcaption>{caption}</figcaption></figure>'


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
            case "Link":  # to another page: mkdocs does not look into our HTML
                target = re.sub(r"\.md(?=#|$)", ".html", node["c"][2][0])
                parts.append(f'<a href="{escape(target)}">{_html(node["c"][1])}</a>')
            case _:
                parts.append(entities(ast.plain_text(node)))
    return "".join(parts)


def _html_list(node: Node) -> str:
    """Return a list as one line of HTML: Markdown readers disagree about indents and about where a list starts."""
    if node["t"] == "BulletList":
        return f"<ul>{''.join(f'<li>{_html_blocks(item)}</li>' for item in node['c'])}</ul>"
    (start, _, _), items = node["c"]
    first = f' start="{start}"' if start != 1 else ""
    return f"<ol{first}>{''.join(f'<li>{_html_blocks(item)}</li>' for item in items)}</ol>"


def _html_blocks(blocks: list[Node]) -> str:
    """Return the blocks of a list item (already changed, so inner lists and tables are HTML) as HTML."""
    parts = []
    for block in blocks:
        match block["t"]:
            case "Plain":
                parts.append(_html(block["c"]))
            case "Para":
                parts.append(f"<p>{_html(block['c'])}</p>")
            case "RawBlock":
                parts.append(block["c"][1])
            case "BlockQuote":
                parts.append(f"<blockquote>{_html_blocks(block['c'])}</blockquote>")
            case "Header":  # of the guide; a list item is no place for a heading
                parts.append(f"<p><strong>{_html(block['c'][2])}</strong></p>")
            case "HorizontalRule":
                parts.append("<hr>")
            case other:
                raise ToolError(f"situs: bentuk {other} di dalam daftar tidak dikenal")
    return "".join(parts)


def _html_table(node: Node, page: Laman) -> str:
    """Return a table as one line of HTML, so that no Markdown reader looks inside; its data are offered below it."""
    (identifier, _, pairs), caption, specs, head, bodies, foot = node["c"]
    title = "".join(_html(block["c"]) for block in caption[1])
    name = f' id="{escape(identifier)}"' if identifier else ""
    body = [row for group in bodies for row in group[3]]
    groups = "".join(
        f"<{tag}>{''.join(_html_row(row, cell) for row in rows)}</{tag}>"
        for tag, cell, rows in (("thead", "th", head[1]), ("tbody", "td", body), ("tfoot", "td", foot[1]))
        if rows
    )
    described = f"<caption>{title}</caption>" if title else ""
    widths = "".join(f'<col width="{100 * width["c"]:.1f}%">' for _, width in specs if "c" in width)
    columns = f"<colgroup>{widths}</colgroup>" if widths else ""
    made = f'<div class="tabel" tabindex="0"{name}><table>{described}{columns}{groups}</table></div>'
    nama = dict(pairs).get("data", "")
    if not page.tahun or not has_csv(nama):
        return made
    address = f"{page.up}unduh/data/{page.tahun}/{nama}.csv"
    return f'{made}<p class="unduh-data"><a href="{address}">Unduh data tabel ini (CSV)</a></p>'


# Words among figures: two that a space parts (nothing of a cell's text but letters, digits and spaces stays as it is).
_KATA = re.compile("[A-Za-z]{2}.* .*[A-Za-z]{2}")


def _html_row(row: Any, tag: str) -> str:
    cells = []
    for _, align, rows, columns, blocks in row[1]:
        span = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        classes = {"AlignRight": "kanan", "AlignCenter": "tengah"}.get(align["t"], "")
        content = "<br>".join(_html(b["c"]) for b in blocks)
        if classes == "kanan" and _KATA.search(re.sub("<[^>]*>", "", content)):
            classes += " kata"
        look = f' class="{classes}"' if classes else ""
        scope = ' scope="col"' if tag == "th" else ""
        cells.append(f"<{tag}{scope}{span}{look}>{content}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"
