"""The site: plain Markdown pages from the same tree, then mkdocs, strictly.

Python-Markdown reads attributes that a CommonMark writer leaves alone, so every text reaches it as character
references.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import yaml

from lkip import ast
from lkip.ast import Node
from lkip.capaian import Laporan
from lkip.document import Dokumen
from lkip.publish.workshop import MARK, Call, ToolError, Workshop, mark, run, stem
from lkip.tabel import TEMPLATES

# Groups that only one kind of output fills; elsewhere they vanish.
_LISTS = {"daftar-isi", "daftar-tabel", "daftar-gambar"}


def write(laporan: Laporan, dokumen: Dokumen, shop: Workshop) -> None:
    """Write the site: plain Markdown pages from the same tree, then mkdocs, strictly."""
    docs = shop.folder / "docs"
    pages = _pages(laporan, dokumen)
    for page, text in _markdown(laporan, pages, shop).items():
        target = docs / f"{page}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (docs / "gambar").mkdir()
    for chart in dokumen.gambar:
        (docs / "gambar" / f"{chart.nama}.svg").write_text(chart.svg, "utf-8")
    shutil.copyfile(TEMPLATES / "situs" / "gaya.css", docs / "gaya.css")
    config = shop.folder / "mkdocs.yml"
    config.write_text(
        yaml.safe_dump(_config(laporan, dokumen, pages, shop), allow_unicode=True, sort_keys=False), "utf-8"
    )
    # Not --quiet: it hides the warnings from --strict too.
    command = (sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--config-file", str(config))
    shop.calls.append(Call("site", "mkdocs", command, str(shop.folder)))
    run(command, shop.folder, shop.env)


def _pages(laporan: Laporan, dokumen: Dokumen) -> dict[str, list[Node]]:
    """Split the report at its chapters; with the site's own pages this is every page, by path without ending."""
    chapters: dict[str, list[Node]] = {}
    current: list[Node] = []
    for block in _flat(dokumen.laporan):
        if block["t"] == "Header" and block["c"][0] == 1:
            current = chapters.setdefault(f"{laporan.tahun}/{block['c'][1][0]}", [])
        current.append(block)
    lists = {f"{laporan.tahun}/{name}" for name in ("daftar-isi", "daftar-tabel", "daftar-gambar")}
    return {**dokumen.halaman, **{name: blocks for name, blocks in chapters.items() if name not in lists}}


def _flat(blocks: list[Node]) -> Iterator[Node]:
    """Open the group of the front matter: its headings are chapters of the site too."""
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][1] == ["bagian-awal"]:
            yield from _flat(block["c"][1])
        elif not (block["t"] == "Div" and block["c"][0][1] == ["sampul"]):
            yield block


def _identifiers(blocks: Any) -> Iterator[str]:
    found: list[str] = []

    def note(node: Node) -> None:
        if node["t"] == "Header":
            found.append(node["c"][1][0])
        elif node["t"] == "Table":
            found.append(node["c"][0][0])
        elif node["t"] == "Div" and node["c"][0][1] == ["gambar"]:
            found.append(f"gambar-{dict(node['c'][0][2])['nama']}")

    ast.walk(blocks, note)
    yield from filter(None, found)


def _markdown(laporan: Laporan, pages: Mapping[str, list[Node]], shop: Workshop) -> dict[str, str]:
    """Write all pages in one run of pandoc, parted by a marker that no text can contain."""
    report = {
        name: page
        for page, blocks in pages.items()
        if page.startswith(f"{laporan.tahun}/")
        for name in _identifiers(blocks)
    }
    blocks: list[Node] = []
    for number, (page, tree) in enumerate(pages.items()):
        blocks += [
            ast.raw_block("html", f"\ue002{number}\ue003"),
            *_notice(laporan),
            *for_site(tree, report, page),
        ]
    form = "gfm-smart+attributes-alerts-autolink_bare_uris"
    text = shop.pandoc(
        "site", ["--from", "json", "--to", form, "--wrap=none"], json.dumps(ast.document(blocks)).encode()
    ).decode()
    parts = MARK.split(text)[2::2]
    made = {page: part.strip() + "\n" for page, part in zip(pages, parts, strict=True)}
    made["index"] = made["index"].replace("<!-- unduhan -->", _links(laporan))
    return made


def _notice(laporan: Laporan) -> list[Node]:
    """Return the line that every page of the site carries until data and document are official."""
    words = mark(laporan.bahan)
    return [ast.raw_block("html", f'<div class="tanda" role="note">{entities(words)}</div>')] if words else []


def _links(laporan: Laporan) -> str:
    name = stem(laporan)
    links = (
        (f"unduh/{name}.pdf", "LKIP (PDF)"),
        (f"unduh/{name}.docx", "LKIP (Word)"),
        ("unduh/laporan.json", "Data (JSON)"),
    )
    items = "".join(f'<li><a href="{target}">{words}</a></li>' for target, words in links)
    return f"<ul>{items}</ul>"


def _config(laporan: Laporan, dokumen: Dokumen, pages: Mapping[str, list[Node]], shop: Workshop) -> dict[str, Any]:
    """Return what mkdocs needs besides the repository's mkdocs.yml: folders, name, and an explicit short navigation."""
    instansi = laporan.bahan.instansi
    # mkdocs prints its names into HTML as they are.
    chapters = [{_title(tree): f"{page}.md"} for page, tree in pages.items() if page.startswith(f"{laporan.tahun}/")]
    guide = [
        {_title(pages[page]): f"{page}.md"} for page in sorted(pages, key=_index_first) if page.startswith("panduan/")
    ]
    return {
        "INHERIT": str(shop.root / "mkdocs.yml"),
        "theme": {"custom_dir": str(TEMPLATES / "situs" / "tema")},
        "extra": {"tanda": mark(laporan.bahan)},
        "site_name": escape(f"LKIP {instansi.nama}, {instansi.kabupaten}"),
        "docs_dir": str(shop.folder / "docs"),
        "site_dir": str(shop.folder / "hasil" / "site"),
        "nav": [
            {"Beranda": "index.md"},
            {f"LKIP {laporan.tahun}": chapters},
            *([{"Panduan": guide}] if guide else []),
            {"SOP": "sop.md"},
        ],
    }


def _index_first(page: str) -> tuple[bool, str]:
    return (not page.endswith("/index"), page)


def _title(tree: Sequence[Node]) -> str:
    heading = next((b for b in tree if b["t"] == "Header"), None)
    return escape(ast.title(heading["c"][2])) if heading else "Tanpa judul"


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
            case "BulletList" | "OrderedList":
                return ast.raw_block("html", _html_list(node))
            case "Div":
                return _site_div(node, here)
        return None

    result: list[Node] = ast.walk(blocks, change)
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
