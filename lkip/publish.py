"""Laporan → PDF, Word, JSON and site: the only module that runs pandoc, typst and mkdocs.

Everything is made in a work folder and put in place at the end, so a failure leaves the last good outputs as they were.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape as xml_escape

import yaml

from lkip import ast, writers
from lkip.capaian import Laporan
from lkip.data import laporan_json
from lkip.document import Dokumen, compose
from lkip.model import Bahan
from lkip.problem import visible
from lkip.tabel import TEMPLATES

CONTENT = "content"
PDF_STANDARDS = ["a-3a", "ua-1"]
_SCOPE = re.compile(r"^(#?)naskah-\d+-\d{3}\.md__")
_MARK = re.compile("\ue002(\\d+)\ue003")
# Word keeps page sizes in twentieths of a point.
_PAPER = {"A4": ("11906", "16838"), "F4": ("12189", "18709")}
_MARGINS, _PANDOC_WIDTH = 3118, 7920
_MIME = {".yml": "application/yaml", ".md": "text/markdown"}


class ToolError(Exception):
    """A program that we run failed; the message says which and what it printed. Not the writer's fault."""


@dataclass(frozen=True)
class Call:
    """One run of an outside program on files, as it can be run again: for which output, what, where, on which input."""

    output: str
    program: str
    args: tuple[str, ...]
    folder: str
    input: str | None = None


@dataclass(frozen=True)
class Workshop:
    """Where one build happens: the repository, the work folder, and the calls made so far (for the bench)."""

    root: Path
    folder: Path
    epoch: int
    calls: list[Call]

    @property
    def env(self) -> dict[str, str]:
        """The environment of every outside program: the document's date is the only time that it knows."""
        return {**os.environ, "SOURCE_DATE_EPOCH": str(self.epoch), "NO_MKDOCS_2_WARNING": "1"}

    def pandoc(self, output: str, args: Sequence[str], source: bytes | None = None) -> bytes:
        """Run pandoc in its sandbox in the work folder and return what it prints; raises ToolError."""
        full = (pandoc_path(), "--sandbox", *args)
        stored = None
        if source is not None:
            stored = f"masukan-{output}"
            (self.folder / stored).write_bytes(source)
        self.calls.append(Call(output, "pandoc", tuple(full), str(self.folder), stored))
        return _run(full, self.folder, self.env, source)

    def typst(self, output: str, source: str, **options: Any) -> bytes:
        """Compile a typst file of the work folder; raises ToolError."""
        self.calls.append(Call(output, "typst", (source, json.dumps(options)), str(self.folder)))
        return compile_typst(self.folder / source, **options)


def publish(laporan: Laporan, root: Path, build: Path) -> None:
    """Make all outputs of the year below `build`. Raises TemplateError or ToolError and then changes nothing there."""
    _refuse_foreign(build)
    with _work(build) as folder:
        made = make(laporan, Workshop(root.resolve(), folder.resolve(), epoch(laporan), []))
        _put_in_place(made, build)


def make(laporan: Laporan, shop: Workshop, *, only_pdf: bool = False) -> Path:
    """Make the outputs in the work folder, PDF, Word and site in parallel, and return the folder that holds them."""
    out = shop.folder / "hasil"
    (out / "data").mkdir(parents=True)
    (out / "data" / "laporan.json").write_text(laporan_json(laporan), "utf-8")
    dokumen = compose(laporan, lambda texts, form: _parse(shop, texts, form))
    _charts(dokumen, shop.folder)
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(job, laporan, dokumen, shop) for job in ((_pdf,) if only_pdf else (_site, _pdf, _docx))]
        for job in jobs:
            job.result()
    if not only_pdf:
        _downloads(laporan, out)
    return out


def stem(laporan: Laporan) -> str:
    """Return the name of the year's files without ending, `lkip-2023`."""
    return f"lkip-{laporan.tahun}"


def mark(bahan: Bahan) -> str:
    """Return what stands at the head of every page until data and document are official; empty afterwards."""
    marks = ["DRAF"] if bahan.dokumen.status == "draf" else []
    marks += ["DATA CONTOH, bukan angka resmi"] if bahan.instansi.status_data == "contoh" else []
    return " · ".join(marks)


def epoch(laporan: Laporan) -> int:
    """Return the document's date as seconds since 1970 (UTC): the only time that outputs know."""
    return int(datetime.combine(laporan.bahan.dokumen.tanggal, datetime.min.time(), UTC).timestamp())


# --- pandoc ----------------------------------------------------------------------------------------------------


def pandoc_path() -> str:
    """Return the pandoc that `pypandoc_binary` brings; never one that happens to be on the machine."""
    import importlib.util

    # Importing the package itself costs more than finding its binary.
    spec = importlib.util.find_spec("pypandoc")
    if spec is None or spec.origin is None:
        msg = "pypandoc_binary belum terpasang; jalankan lewat ./inv"
        raise ToolError(msg)
    name = "pandoc.exe" if os.name == "nt" else "pandoc"
    return str(Path(spec.origin).parent / "files" / name)


def _run(command: Sequence[str], folder: Path, env: Mapping[str, str], source: bytes | None = None) -> bytes:
    done = subprocess.run(command, cwd=folder, input=source, capture_output=True, env=env, check=False)
    if done.returncode or b"[WARNING]" in done.stderr:
        said = (done.stderr or done.stdout).decode("utf-8", "replace")
        name = "mkdocs" if "mkdocs" in command else Path(command[0]).stem
        raise ToolError(f"{name} gagal (kode {done.returncode}):\n{said}")
    return done.stdout


def _parse(shop: Workshop, texts: Sequence[str], form: str) -> list[list[ast.Node]]:
    """Read several Markdown texts in one run; each stays a file of its own, so none can reach into the next."""
    names = []
    for number, text in enumerate(texts):
        name = f"naskah-{len(shop.calls)}-{number:03}.md"
        (shop.folder / name).write_text(f"\ue002{number}\ue003\n\n{text}\n", "utf-8")
        names.append(name)
    tree = json.loads(shop.pandoc("tree", ["--from", form, "--to", "json", "--file-scope", *names]))
    parts: list[list[ast.Node]] = []
    for block in tree["blocks"]:
        if block["t"] == "Para" and _MARK.fullmatch(ast.plain_text(block)):
            parts.append([])
        else:
            parts[-1].append(block)
    return [ast.walk(part, _unscoped) for part in parts]


def _unscoped(node: ast.Node) -> None:
    """Take away the file name that pandoc puts before identifiers when it reads several files (in place)."""
    content: Any = node.get("c")
    if node["t"] == "Header":
        content[1][0] = _SCOPE.sub("", content[1][0])
    elif node["t"] in ("Div", "Span", "Table"):
        content[0][0] = _SCOPE.sub("", content[0][0])
    elif node["t"] == "Link":
        content[2][0] = _SCOPE.sub(r"\1", content[2][0])


# --- PDF -------------------------------------------------------------------------------------------------------


def _charts(dokumen: Dokumen, folder: Path) -> None:
    (folder / "gambar").mkdir()
    for chart in dokumen.gambar:
        (folder / "gambar" / f"{chart.nama}.svg").write_text(chart.svg, "utf-8")


def _meta(laporan: Laporan) -> dict[str, Any]:
    bahan = laporan.bahan
    return {
        "judul": f"Laporan Kinerja Instansi Pemerintah {bahan.instansi.nama} Tahun {laporan.tahun}",
        "instansi": f"{bahan.instansi.nama}, {bahan.instansi.kabupaten}",
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


def _pdf(laporan: Laporan, dokumen: Dokumen, shop: Workshop) -> None:
    """Write the PDF: pandoc makes typst of the tree, typst makes PDF/A-3a and PDF/UA-1 of it, sources attached."""
    tree = ast.document(writers.for_typst(dokumen.laporan))
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
    made = shop.typst("pdf", "laporan.typ", pdf_standards=PDF_STANDARDS, timestamp=shop.epoch)
    (shop.folder / "hasil" / f"{stem(laporan)}.pdf").write_bytes(made)


def compile_typst(source: Path, **options: Any) -> bytes:
    """Compile a typst file with the fonts of the repository only; a warning is an error (it would be a wrong page)."""
    import typst

    compiler = typst.Compiler(root=str(source.parent), font_paths=[str(TEMPLATES / "huruf")], ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(input=str(source), **{"format": "pdf", **options})
    except RuntimeError as error:
        raise ToolError(f"typst: {error}") from error
    if warnings:
        raise ToolError("typst: " + "\n".join(str(w) for w in warnings))
    if not isinstance(made, bytes):
        msg = "typst: lebih dari satu halaman"
        raise ToolError(msg)
    return made


def unprintable(chars: Sequence[str]) -> list[str]:
    """Return those characters that the PDF's fonts do not have, by asking the compiler itself."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "huruf.typ"
        found = []
        for char in chars:
            head = '#set document(title: "x")\n#set text(font: ("TeX Gyre Bonum", "TeX Gyre Heros"), lang: "id")\n'
            source.write_text(f"{head}#{writers.typst_string(char)};\n", "utf-8")
            try:
                compile_typst(source, pdf_standards=PDF_STANDARDS, timestamp=0)
            except ToolError:
                found.append(char)
        return found


# --- Word ------------------------------------------------------------------------------------------------------


def _docx(laporan: Laporan, dokumen: Dokumen, shop: Workshop) -> None:
    """Write the Word file from the same tree; charts go in as pictures, since Word draws no SVG without a fallback."""
    pictures = {chart.nama: _png(chart.nama, shop) for chart in dokumen.gambar}
    reference = shop.folder / "gaya.docx"
    reference.write_bytes(_reference(laporan.bahan))
    tree = ast.document(writers.for_docx(dokumen.laporan, pictures), lang="id-ID")
    target = f"hasil/{stem(laporan)}.docx"
    args = ["--from", "json", "--to", "docx", "--reference-doc", "gaya.docx", "--output", target]
    shop.pandoc("docx", args, json.dumps(tree).encode())
    _finish(shop.folder / target, laporan)


def _finish(file: Path, laporan: Laporan) -> None:
    """Do what pandoc leaves open: name the document, and widen the tables' columns to the text.

    pandoc counts columns on a page of its own, and Word believes the columns; a title given to pandoc would be printed.
    """
    factor = (int(_PAPER[laporan.bahan.dokumen.kertas][0]) - _MARGINS) / _PANDOC_WIDTH
    meta = _meta(laporan)
    names = {"title": meta["judul"], "creator": meta["instansi"]}

    def wider(found: re.Match[bytes]) -> bytes:
        return b'<w:gridCol w:w="%d"' % round(int(found[1]) * factor)

    parts = _zip_parts(file.read_bytes())
    parts["word/document.xml"] = re.sub(rb'<w:gridCol w:w="(\d+)"', wider, parts["word/document.xml"])
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
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _png(nama: str, shop: Workshop) -> str:
    """Draw a chart as PNG at 200 dots per inch with the same compiler and fonts as the PDF; return it as an address."""
    source = shop.folder / f"gambar-{nama}.typ"
    source.write_text(
        f'#set page(width: 15cm, height: auto, margin: 0pt)\n#image("gambar/{nama}.svg", width: 100%)\n', "utf-8"
    )
    made = shop.typst("docx", source.name, format="png", ppi=200.0)
    return "data:image/png;base64," + base64.b64encode(made).decode()


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


# --- site ------------------------------------------------------------------------------------------------------


def _site(laporan: Laporan, dokumen: Dokumen, shop: Workshop) -> None:
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
    _run(command, shop.folder, shop.env)


def _pages(laporan: Laporan, dokumen: Dokumen) -> dict[str, list[ast.Node]]:
    """Split the report at its chapters; with the site's own pages this is every page, by path without ending."""
    chapters: dict[str, list[ast.Node]] = {}
    current: list[ast.Node] = []
    for block in _flat(dokumen.laporan):
        if block["t"] == "Header" and block["c"][0] == 1:
            current = chapters.setdefault(f"{laporan.tahun}/{block['c'][1][0]}", [])
        current.append(block)
    lists = {f"{laporan.tahun}/{name}" for name in ("daftar-isi", "daftar-tabel", "daftar-gambar")}
    return {**dokumen.halaman, **{name: blocks for name, blocks in chapters.items() if name not in lists}}


def _flat(blocks: list[ast.Node]) -> Iterator[ast.Node]:
    """Open the group of the front matter: its headings are chapters of the site too."""
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][1] == ["bagian-awal"]:
            yield from _flat(block["c"][1])
        elif not (block["t"] == "Div" and block["c"][0][1] == ["sampul"]):
            yield block


def _identifiers(blocks: Any) -> Iterator[str]:
    found: list[str] = []

    def note(node: ast.Node) -> None:
        if node["t"] == "Header":
            found.append(node["c"][1][0])
        elif node["t"] == "Table":
            found.append(node["c"][0][0])
        elif node["t"] == "Div" and node["c"][0][1] == ["gambar"]:
            found.append(f"gambar-{dict(node['c'][0][2])['nama']}")

    ast.walk(blocks, note)
    yield from filter(None, found)


def _markdown(laporan: Laporan, pages: Mapping[str, list[ast.Node]], shop: Workshop) -> dict[str, str]:
    """Write all pages in one run of pandoc, parted by a marker that no text can contain."""
    report = {
        name: page
        for page, blocks in pages.items()
        if page.startswith(f"{laporan.tahun}/")
        for name in _identifiers(blocks)
    }
    blocks: list[ast.Node] = []
    for number, (page, tree) in enumerate(pages.items()):
        blocks += [
            ast.raw_block("html", f"\ue002{number}\ue003"),
            *_notice(laporan),
            *writers.for_site(tree, report, page),
        ]
    form = "gfm-smart+attributes-alerts-autolink_bare_uris"
    text = shop.pandoc(
        "site", ["--from", "json", "--to", form, "--wrap=none"], json.dumps(ast.document(blocks)).encode()
    ).decode()
    parts = _MARK.split(text)[2::2]
    made = {page: part.strip() + "\n" for page, part in zip(pages, parts, strict=True)}
    made["index"] = made["index"].replace("<!-- unduhan -->", _links(laporan))
    return made


def _notice(laporan: Laporan) -> list[ast.Node]:
    """Return the line that every page of the site carries until data and document are official."""
    words = mark(laporan.bahan)
    return [ast.raw_block("html", f'<div class="tanda" role="note">{writers.entities(words)}</div>')] if words else []


def _links(laporan: Laporan) -> str:
    name = stem(laporan)
    links = (
        (f"unduh/{name}.pdf", "LKIP (PDF)"),
        (f"unduh/{name}.docx", "LKIP (Word)"),
        ("unduh/laporan.json", "Data (JSON)"),
    )
    items = "".join(f'<li><a href="{target}">{words}</a></li>' for target, words in links)
    return f"<ul>{items}</ul>"


def _config(laporan: Laporan, dokumen: Dokumen, pages: Mapping[str, list[ast.Node]], shop: Workshop) -> dict[str, Any]:
    """Return what mkdocs needs besides the repository's mkdocs.yml: folders, name, and an explicit short navigation."""
    instansi = laporan.bahan.instansi
    # mkdocs prints its names into HTML as they are.
    chapters = [{_title(tree): f"{page}.md"} for page, tree in pages.items() if page.startswith(f"{laporan.tahun}/")]
    guide = [{_title(pages[page]): f"{page}.md"} for page in sorted(pages) if page.startswith("panduan/")]
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


def _title(tree: Sequence[ast.Node]) -> str:
    heading = next((b for b in tree if b["t"] == "Header"), None)
    return escape(ast.title(heading["c"][2])) if heading else "Tanpa judul"


def _downloads(laporan: Laporan, out: Path) -> None:
    folder = out / "site" / "unduh"
    folder.mkdir()
    for name in (f"{stem(laporan)}.pdf", f"{stem(laporan)}.docx", "data/laporan.json"):
        shutil.copyfile(out / name, folder / Path(name).name)


# --- putting in place ------------------------------------------------------------------------------------------


@contextmanager
def _work(build: Path) -> Iterator[Path]:
    """Give a work folder beside `build` (a rename must not cross disks) and remove it afterwards."""
    build.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".build-", dir=build.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(made: Path, build: Path) -> None:
    """Swap the new outputs in by renaming; other years' files in the folder are kept. Fails before anything is lost."""
    old = made.parent / "lama"
    if build.exists():
        for kept in build.glob("lkip-*.*"):
            if not (made / kept.name).exists():
                shutil.copy2(kept, made / kept.name)
        build.rename(old)
    try:
        made.rename(build)
    except OSError:
        if old.exists():
            old.rename(build)
        raise


def _refuse_foreign(build: Path) -> None:
    """Never replace a folder that is not ours (new, empty, or an earlier build): all in it would be lost."""
    ours = (build / "data" / "laporan.json").is_file()
    if build.exists() and not ours and (not build.is_dir() or any(build.iterdir())):
        name = visible(build.name)
        msg = f"isi '{name}' akan terhapus; kosongkan folder keluaran itu, atau sebut folder baru dengan --out"
        raise ToolError(msg)
