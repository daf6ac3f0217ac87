"""The site: plain Markdown pages from the same trees, then mkdocs, strictly.

Python-Markdown reads attributes that a CommonMark writer leaves alone, so every text reaches it as character
references.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import yaml

from lkip import ast, kamus, pembuktian
from lkip.ast import Node
from lkip.capaian import Laporan
from lkip.check import RULES
from lkip.check.penjelasan import daftar
from lkip.document import Dokumen, Situs, compose_site
from lkip.halaman_proses import compose_proses, sebut_proses
from lkip.keterangan import KETERANGAN
from lkip.load import CONTENT
from lkip.pembuktian import Bukti
from lkip.proses.linimasa import Linimasa
from lkip.publish import peraga
from lkip.publish.html import LISTS, Laman, entities, for_site, identifiers
from lkip.publish.workshop import MARK, Call, Workshop, parse, run
from lkip.tabel import TEMPLATES


def write(
    laporan: Sequence[Laporan],
    composed: Sequence[Dokumen],
    shop: Workshop,
    bukti: Bukti | None,
    proses: Mapping[int, Linimasa | str] | None = None,
) -> None:
    """Write the site of all years: plain Markdown pages from the same trees, then mkdocs, strictly."""
    docs = shop.folder / "docs"
    common = _common(laporan, shop, bukti)
    shown = peraga.make(peraga.named(common.halaman), laporan[-1], shop)
    common = replace(common, halaman=peraga.put(common.halaman, shown))
    told = _proses(laporan, proses or {}, shop)
    composed = [_berproses(dokumen, (proses or {}).get(dokumen.tahun), told) for dokumen in composed]
    pages = _pages(composed, common, shop)
    for path, text in _markdown(pages, shop).items():
        target = docs / f"{path}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    drawn = [*common.gambar, *(chart for one in told.values() for chart in one.gambar)]
    shop.draw(drawn)
    charts = [*(chart for dokumen in composed for chart in dokumen.gambar), *drawn]
    pictures = [chart.berkas for chart in charts]
    pictures += [one.berkas for one in shown.values() if one.berkas]
    pictures += [f"{CONTENT}/{path}" for dokumen in composed for path in dokumen.foto]
    for picture in pictures:
        (docs / picture).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shop.folder / picture, docs / picture)
    shutil.copyfile(TEMPLATES / "situs" / "gaya.css", docs / "gaya.css")
    config = shop.folder / "mkdocs.yml"
    settings = _config(laporan[-1], pages, shop)
    config.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")
    # Not --quiet: it hides the warnings from --strict too.
    command = (sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--config-file", str(config))
    shop.calls.append(Call("site", "", "mkdocs", command, str(shop.folder)))
    run(command, shop.folder, shop.env)


# --- which pages there are -------------------------------------------------------------------------------------


def _pages(composed: Sequence[Dokumen], common: Situs, shop: Workshop) -> list[Laman]:
    """Return every page: the start page, those of each year (newest first), those that all years share."""
    named = {f"aturan-{rule.nama}": f"aturan/{rule.nama}" for rule in daftar(RULES, shop.root)}
    named |= {f"aturan-{nama}": "aturan/index" for nama in KETERANGAN}
    years = [page for dokumen in reversed(composed) for page in _year(dokumen, named)]
    newest = next(page for page in years if page.path == f"{composed[-1].tahun}/index")
    start = Laman("index", newest.isi, newest.tanda, newest.tempat, _pieces(composed[-1], ""), newest.tahun)
    shared = [Laman(path, tree, start.tanda, isian=_UNDUH.get(path, {})) for path, tree in common.halaman.items()]
    return [start, *years, *shared]


# What a page that all years share offers for download.
_UNDUH = {"sop": {"unduhan": '<p><a href="unduh/sop.pdf">Unduh formulir ini (PDF)</a></p>'}}


def _common(laporan: Sequence[Laporan], shop: Workshop, bukti: Bukti | None) -> Situs:
    """Return what all years share: SOP, guide, dictionary, rules, and the proof of the formulas where there is one."""
    names: dict[str, object] = {
        "kamus": kamus.kinds(),
        "nama_lain": KETERANGAN,
        "tercetak": bukti.angka if bukti else (),
        "berbeda": bukti.berbeda if bukti else (),
        "sumber_tercetak": bukti.tabel if bukti else (),
    }
    rows = {**kamus.rows(), **pembuktian.rows(bukti)}
    return compose_site(laporan[-1], partial(parse, shop, ""), names, rows, daftar(RULES, shop.root))


def _proses(laporan: Sequence[Laporan], proses: Mapping[int, Linimasa | str], shop: Workshop) -> dict[int, Situs]:
    """Return the page of each year's process, where there is one to tell."""
    told = ((item, proses.get(item.tahun)) for item in laporan)
    read = partial(parse, shop, "")
    return {item.tahun: compose_proses(item, garis, read) for item, garis in told if isinstance(garis, Linimasa)}


def _berproses(dokumen: Dokumen, garis: Linimasa | str | None, told: Mapping[int, Situs]) -> Dokumen:
    """Return a year's pages with the page of its process; the start page says how far it is, and leads there."""
    start = f"{dokumen.tahun}/index"
    more = told[dokumen.tahun].halaman if dokumen.tahun in told else {}
    pages = {**dokumen.halaman, start: sebut_proses(dokumen.halaman[start], garis), **more}
    return replace(dokumen, halaman=pages)


def _year(dokumen: Dokumen, named: Mapping[str, str] | None = None) -> Iterator[Laman]:
    """Return a year's own pages, and its report split at its chapters; `named` is what stands on shared pages."""
    chapters: dict[str, list[Node]] = {}
    current: list[Node] = []
    for block in _flat(dokumen.laporan):
        if block["t"] == "Header" and block["c"][0] == 1:
            current = chapters.setdefault(f"{dokumen.tahun}/{block['c'][1][0]}", [])
        current.append(block)
    for name in LISTS:
        chapters.pop(f"{dokumen.tahun}/{name}", None)
    places = {name: path for path, blocks in chapters.items() for name in identifiers(blocks)} | dict(named or {})
    mark, pieces = dokumen.naskah[0].tanda, _pieces(dokumen, "../", chapters)
    for path, tree in {**dokumen.halaman, **chapters}.items():
        yield Laman(path, tree, mark, places, pieces, dokumen.tahun)


def _flat(blocks: list[Node]) -> Iterator[Node]:
    """Open the groups of front matter and of wide pages: their headings are chapters of the site too."""
    for block in blocks:
        group = block["c"][0][1] if block["t"] == "Div" else []
        if group in (["bagian-awal"], ["lanskap"]):
            yield from _flat(block["c"][1])
        elif group not in (["sampul"], ["awal-isi"]):
            yield block


_BENTUK = (("pdf", "PDF"), ("docx", "Word"))


def _pieces(dokumen: Dokumen, up: str, chapters: Mapping[str, list[Node]] | None = None) -> dict[str, str]:
    """Return what the site puts where a template asks for it: the year's downloads, and its chapters."""
    links = []
    for naskah in dokumen.naskah:
        named = naskah.nama.removesuffix(f"-{dokumen.tahun}").replace("-", " ").title()
        title = "LKIP" if naskah is dokumen.naskah[0] else named
        links += [(f"unduh/{naskah.nama}.{e}", f"{title} ({w})") for e, w in _BENTUK if e in naskah.bentuk]
    links += [
        (f"unduh/data/{dokumen.tahun}/laporan.json", "Semua angka (JSON)"),
        (f"unduh/data/{dokumen.tahun}/datapackage.json", "Daftar tabel CSV (datapackage)"),
    ]
    listed = "".join(f'<li><a href="{up}{target}">{escape(words)}</a></li>' for target, words in links)
    pieces = {"unduhan": f"<ul>{listed}</ul>"}
    if chapters is None:
        chapters = {page.path: page.isi for page in _year(dokumen) if page.path not in dokumen.halaman}
    here = "" if up else f"{dokumen.tahun}/"
    items = "".join(
        f'<li><a href="{here}{path.partition("/")[2]}.html">{Laman(path, tree, "").judul}</a></li>'
        for path, tree in chapters.items()
    )
    return {**pieces, "isi-laporan": f"<ul>{items}</ul>"}


def _markdown(pages: Sequence[Laman], shop: Workshop) -> dict[str, str]:
    """Write all pages in one run of pandoc, parted by a marker that no text can contain."""
    blocks: list[Node] = []
    for number, page in enumerate(pages):
        blocks += [ast.raw_block("html", f"\ue002{number}\ue003"), *_notice(page.tanda), *for_site(page)]
    form = "gfm-smart+attributes-alerts-autolink_bare_uris"
    args = ["--from", "json", "--to", form, "--wrap=none"]
    text = shop.pandoc("site", "", args, json.dumps(ast.document(blocks)).encode()).decode()
    parts = MARK.split(text)[2::2]
    return {page.path: part.strip() + "\n" for page, part in zip(pages, parts, strict=True)}


def _notice(words: str) -> list[Node]:
    """Return the line that every page of the site carries until data and document are official."""
    return [ast.raw_block("html", f'<p class="tanda">{entities(words)}</p>')] if words else []


def _config(laporan: Laporan, pages: Sequence[Laman], shop: Workshop) -> dict[str, Any]:
    """Return what mkdocs needs besides the repository's mkdocs.yml: folders, name, and an explicit short navigation.

    The theme prints the whole navigation on every page: what is reached from a year's start page is left out of it.
    """
    instansi, now = laporan.bahan.instansi, str(laporan.tahun)
    by_path = {page.path: page for page in pages}
    # mkdocs prints its names into HTML as they are.
    named = {path: {page.judul: f"{path}.md"} for path, page in by_path.items()}
    apart = {f"{now}/index", f"{now}/kertas-kerja"}
    chapters = [
        named[path]
        for path in by_path
        if path.startswith(f"{now}/") and path not in apart and not path.startswith(f"{now}/indikator-")
    ]
    years = sorted({page.tahun for page in pages if page.tahun}, reverse=True)
    guide = [named[path] for path in sorted(by_path, key=_index_first) if path.startswith("panduan/")]
    shared = [named[path] for path in ("kamus", "muncar") if path in by_path]
    checks = [named[path] for path in ("aturan/index", f"{now}/kertas-kerja") if path in by_path]
    earlier = [{f"LKIP {year}": f"{year}/index.md"} for year in years if str(year) != now]
    nav: list[dict[str, Any]] = [{"Beranda": "index.md"}, {f"LKIP {now}": chapters}]
    nav += [{"Tahun lain": earlier}] if earlier else []
    nav += [{"Panduan": guide}] if guide else []
    nav += [{"SOP": "sop.md"}, {"Pemeriksaan": checks}, {"Tentang data": shared}]
    hidden = {f"/{now}/indikator-*", f"/{now}/index.md", "/aturan/*"}
    hidden |= {f"/{year}/*" for year in years if str(year) != now}
    return {
        "INHERIT": str(shop.root / "mkdocs.yml"),
        "theme": {"custom_dir": str(TEMPLATES / "situs" / "tema")},
        "extra": {"tanda": by_path["index"].tanda},
        "site_name": escape(f"LKIP {instansi.nama}, {instansi.kabupaten}"),
        "docs_dir": str(shop.folder / "docs"),
        "site_dir": str(shop.folder / "hasil" / "site"),
        "nav": nav,
        "not_in_nav": "\n".join(sorted(hidden)),
    }


def _index_first(page: str) -> tuple[bool, str]:
    return (not page.endswith("/index"), page)
