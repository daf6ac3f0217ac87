"""The site: whole in itself, marked until all is official, and readable on a desk and on a phone."""

from __future__ import annotations

import functools
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from keluaran import Page, Terbit, pages


@pytest.fixture(scope="module", params=["terbit", "resmi"])
def situs(request: pytest.FixtureRequest) -> Path:
    """The sites of both offices."""
    site: Path = request.getfixturevalue(request.param).site
    return site


def test_the_report_is_there_by_chapter_with_a_start_page(terbit: Terbit) -> None:
    assert set(pages(terbit.site)) == {
        "index.html",
        "sop.html",
        "404.html",
        "2023/kata-pengantar.html",
        "2023/bab-1.html",
        "2023/bab-2.html",
        "2023/bab-3.html",
        "2023/bab-4.html",
        "2023/kolofon.html",
    }


# --- marks -----------------------------------------------------------------------------------------------------


def notices(parsed: Page) -> list[str]:
    """The lines of a page's article that say that something is not official."""
    return [line.strip() for line in parsed.lines if "DRAF" in line or "CONTOH," in line]


def test_every_page_says_that_it_is_a_draft_with_example_data(terbit: Terbit) -> None:
    for path, parsed in pages(terbit.site).items():
        assert notices(parsed) == ["DRAF · DATA CONTOH, bukan angka resmi"], path


def test_no_page_says_so_when_all_is_official(resmi: Terbit) -> None:
    for path, parsed in pages(resmi.site).items():
        assert notices(parsed) == [], path
        assert not [a for _, a, _ in parsed.elements if a.get("class") == "tanda"], path


# --- addresses -------------------------------------------------------------------------------------------------

_LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "manifest", "xlink:href", "ping"}


def loaded(parsed: Page) -> list[str]:
    """Every address that a browser loads by itself."""
    return [
        value
        for tag, attrs, _ in parsed.elements
        for name, value in attrs.items()
        if value and (name in _LOADING or (name == "href" and tag not in ("a", "area")))
    ]


def test_no_page_loads_anything_from_outside(situs: Path) -> None:
    for path, parsed in pages(situs).items():
        assert [address for address in loaded(parsed) if urlsplit(address).scheme or address.startswith("//")] == [], (
            path
        )
        assert loaded(parsed), path


def test_no_style_loads_anything_from_outside(situs: Path) -> None:
    styles = [p.read_text("utf-8") for p in situs.rglob("*.css")]
    styles += re.findall(
        r"<style[^>]*>(.*?)</style>", "".join(p.read_text("utf-8") for p in situs.rglob("*.html")), re.S
    )
    found = [a for text in styles for a in re.findall(r"url\(\s*[\"']?([^\"')]*)|@import\s+[\"']([^\"']*)", text)]
    assert [a for a in found if re.match(r"(https?:)?//", "".join(a))] == []
    assert len(styles) >= 3


def identifiers(parsed: Page) -> set[str]:
    return {name for _, attrs, _ in parsed.elements if (name := attrs.get("id"))}


def broken(site: Path) -> list[str]:
    """Every address within the site that leads to no file or to no place in it."""
    parsed = pages(site)
    lost = []
    for path, one in parsed.items():
        links = [a["href"] or "" for tag, a, _ in one.elements if tag == "a" and "href" in a]
        for address in [*links, *loaded(one)]:
            if urlsplit(address).scheme or address.startswith("//"):
                continue
            target, anchor = urldefrag(urljoin(f"/{path}", address))
            file = unquote(target).lstrip("/") or "index.html"
            if not (site / file).is_file() or (anchor and anchor not in identifiers(parsed[file]) | {"__top"}):
                lost.append(f"{path}: {address}")
    return lost


def test_every_link_leads_somewhere(situs: Path) -> None:
    assert broken(situs) == []


def test_a_broken_link_would_be_found(terbit: Terbit, tmp_path: Path) -> None:
    shutil.copytree(terbit.site, tmp_path / "site")
    (tmp_path / "site/unduh/lkip-2023.pdf").unlink()
    start = tmp_path / "site/index.html"
    start.write_text(start.read_text("utf-8").replace("</article>", '<a href="sop.html#tidak-ada">x</a></article>'))
    assert broken(tmp_path / "site") == ["index.html: unduh/lkip-2023.pdf", "index.html: sop.html#tidak-ada"]


def test_downloads_are_the_files_of_the_build(terbit: Terbit) -> None:
    start = pages(terbit.site)["index.html"]
    links = {
        a["href"] for tag, a, i in start.elements if tag == "a" and i and (a.get("href") or "").startswith("unduh/")
    }
    assert links == {"unduh/lkip-2023.pdf", "unduh/lkip-2023.docx", "unduh/laporan.json"}
    for made in (terbit.pdf, terbit.docx, terbit.json):
        assert (terbit.site / "unduh" / made.name).read_bytes() == made.read_bytes()


def test_links_of_the_guide_lead_to_its_pages_also_in_tables(resmi: Terbit) -> None:
    guide = pages(resmi.site)["panduan/mulai.html"]
    links = [a["href"] for tag, a, i in guide.elements if tag == "a" and i and not (a["href"] or "").startswith("#")]
    assert links == ["lanjut.html", "lanjut.html#bagian-dua", "lanjut.html#bagian-dua", "https://contoh.go.id/"]
    assert guide.tables[""] == [["Kolom", "Tautan"], ["satu", "langkah kedua"], ["dua", "laman"]]


# --- language --------------------------------------------------------------------------------------------------


def test_language_is_indonesian(situs: Path) -> None:
    for path, parsed in pages(situs).items():
        assert parsed.elements[0][:2] == ("html", {"lang": "id", "class": "no-js"}), path


def test_the_theme_speaks_indonesian(situs: Path) -> None:
    english = re.compile(
        r"(?i)\b(search|next|previous|contents|not found|skip to|back to top|permanent|clear|share|made with)\b"
    )
    for path, parsed in pages(situs).items():
        spoken = [
            v
            for _, attrs, _ in parsed.elements
            for k, v in attrs.items()
            if k in ("title", "aria-label", "placeholder")
        ]
        said = " ".join([parsed.other, *parsed.lines, parsed.title, *(v or "" for v in spoken)])
        assert english.findall(said) == [], path


# --- in a browser ----------------------------------------------------------------------------------------------

WIDTHS = (1280, 390)
# Every page in a frame of each width, and the search once: what a browser makes of them is sent back as JSON.
_HARNESS = """<!doctype html><title>x</title><body><script>
const wanted = {wanted}, wait = ms => new Promise(r => setTimeout(r, ms));
const frame = (src, width) => new Promise(r => {{
  const f = document.createElement("iframe");
  f.width = width; f.height = 900; f.src = src; f.onload = () => r(f);
  document.body.append(f);
}});
(async () => {{
  const found = [];
  for (const [path, width] of wanted) {{
    const f = await frame(path, width), w = f.contentWindow, d = w.document.documentElement;
    const hits = () => [...d.querySelectorAll(".md-search-result__link")].length;
    for (let i = 0; path.includes("?q=") && !hits() && i < 80; i++) await wait(100);
    const rolls = e => ["auto", "scroll"].includes(w.getComputedStyle(e).overflowX);
    const scrolls = e => e && (rolls(e) || scrolls(e.parentElement));
    const out = [...d.querySelectorAll("article *")].filter(e => e.getBoundingClientRect().right > w.innerWidth + 1);
    found.push({{path, width: w.innerWidth, scroll: d.scrollWidth,
      cut: out.filter(e => !scrolls(e)).map(e => e.outerHTML.slice(0, 90)),
      images: [...w.document.images].filter(i => !i.naturalWidth).map(i => i.src),
      results: hits(),
      loaded: w.performance.getEntriesByType("resource").map(e => e.name)}});
    f.remove();
  }}
  await fetch("hasil", {{method: "POST", body: JSON.stringify(found)}});
}})();
</script>"""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files; remembers what was asked for and not there, and what was sent."""

    missed: list[str]
    sent: queue.Queue[str]

    def do_POST(self) -> None:
        self.sent.put(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.missed.append(self.path)
        super().send_error(code, message, explain)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, type[_Quiet]]]:
    """Serve a folder on this machine; gives the address and what the server remembers."""
    handler = type("Handler", (_Quiet,), {"missed": [], "sent": queue.Queue()})
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", handler
        server.shutdown()


def browser() -> str:
    """The browser's path; without one the test is skipped, but never where CI should have installed it."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        message = "no Chromium on this machine: the site was not looked at in a browser"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@contextmanager
def looking_at(address: str) -> Iterator[None]:
    """Keep a headless browser without any way out of this machine open at an address."""
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --disable-extensions --disable-dev-shm-usage --window-size=1400,1000"
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [browser(), *flags.split(), f"--user-data-dir={profile}"]
        command += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", address]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as started:
            try:
                yield
            finally:
                os.killpg(started.pid, signal.SIGKILL)


def test_in_a_browser_nothing_is_too_wide_missing_or_from_outside(
    resmi: Terbit, muncar_terbit: Terbit, tmp_path: Path
) -> None:
    browser()
    shutil.copytree(resmi.site, tmp_path / "site/resmi")
    shutil.copytree(muncar_terbit.site, tmp_path / "site/muncar")
    paths = [path for path in pages(tmp_path / "site") if not path.endswith("404.html")]
    wanted = [(f"site/{path}", width) for width in WIDTHS for path in paths]
    wanted.append(("site/resmi/index.html?q=anggaran", 1280))
    (tmp_path / "harness.html").write_text(_HARNESS.format(wanted=json.dumps(wanted)), "utf-8")
    with served(tmp_path) as (address, server), looking_at(f"{address}/harness.html"):
        found = json.loads(server.sent.get(timeout=60))
    assert [(one["path"], one["width"]) for one in found] == [tuple(one) for one in wanted]
    assert [(one["path"], one["width"], one["scroll"]) for one in found if one["scroll"] > one["width"]] == []
    assert [(one["path"], one["width"], one["cut"]) for one in found if one["cut"]] == []
    assert [one["images"] for one in found if one["images"]] == []
    assert {name for one in found for name in one["loaded"] if not name.startswith(f"{address}/site/")} == set()
    assert [name for name in server.missed if name != "/favicon.ico"] == []
    assert all(len(one["loaded"]) >= 3 for one in found)
    assert found[-1]["results"] >= 2
