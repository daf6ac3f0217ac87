"""What a browser makes of a site: one headless Chromium looks at every page in a frame and sends back what it found."""

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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).parent.parent
AXE = ROOT / ".axe/node_modules/axe-core/axe.min.js"
BROWSERS = ("chromium", "google-chrome", "chromium-browser")
WIDTHS = (390, 1280)  # a phone, a desk
PATIENCE = 60  # seconds until the next page; one takes less than one second when nothing else runs

_PRIVATE = "/__uji__/"
# The theme reads it on every page, which is half of a page's time: one that does not search gets it empty.
_INDEX = "/search/search_index.json"
# Each page at a width, as it is or without scripts. axe is put into the page's window by eval, after all else was
# noted: the page itself stays as it was served. A page asked for with `?q=` is given time to show what it found.
_HARNESS = r"""<!doctype html><html lang="id"><title>Uji</title><link rel="icon" href="data:,"><body><script>
const send = found => fetch("hasil", {method: "POST", body: JSON.stringify(found)});
const frame = (page, width, scripts) => new Promise(done => {
  const f = document.createElement("iframe");
  if (!scripts) f.sandbox = "allow-same-origin";
  f.width = width; f.height = 900; f.style.border = 0; f.src = page; f.onload = () => done(f);
  document.body.append(f);
});
const short = e => e.outerHTML.slice(0, 160);
const LOADING = "[src], [srcset], [poster], [data], link[href], image[href], use[href]";
const addresses = (w, d) => [
  ...[...d.querySelectorAll(LOADING)].filter(e => !/canonical|prev|next/.test(e.rel || "")).flatMap(e =>
    ["src", "poster", "data", "href"].map(a => e.getAttribute(a)).concat((e.getAttribute("srcset") || "").split(","))),
  ...w.performance.getEntriesByType("resource").map(e => e.name),
].filter(a => a && a.trim()).map(a => new URL(a.trim().split(/\s/)[0], d.baseURI).href);
const measures = (w, d) => {
  const room = d.documentElement.clientWidth;
  const rolls = e => e && (/auto|scroll/.test(w.getComputedStyle(e).overflowX) || rolls(e.parentElement));
  const out = [...d.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > room + 1 && !rolls(e));
  return {room, wide: d.documentElement.scrollWidth, beyond: out.map(short)};
};
const seen = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
  && e.getBoundingClientRect().width * e.getBoundingClientRect().height > 0;
const texts = d => [...d.querySelectorAll("main article :is(h1,h2,h3,h4,h5,h6,p,li,th,td,caption,figcaption)")];
const asked = colours => ({resultTypes: ["violations"], rules: {"color-contrast": {enabled: colours}}});
const verdicts = async (w, colours) => (await w.axe.run(asked(colours))).violations.flatMap(v => v.nodes.map(n => (
  {rule: v.id, impact: v.impact, help: v.help, target: n.target.flat().join(" "), html: n.html,
   why: n.failureSummary})));
(async () => {
  const axe = await (await fetch("axe.js")).text();
  for (const [page, width, scripts, judged] of await (await fetch("tugas")).json()) {
    const f = await frame(page, width, scripts), w = f.contentWindow, d = f.contentDocument;
    await d.fonts.ready;
    await new Promise(r => setTimeout(r, 50));  // what scripts still do after loading
    const hits = () => [...d.querySelectorAll(".md-search-result__link")].map(e => e.getAttribute("href"));
    for (let i = 0; page.includes("?q=") && !hits().length && i < 80; i++) await new Promise(r => setTimeout(r, 100));
    await Promise.all(d.getAnimations().map(a => a.finished));
    const found = {page, width, scripts, judged, ...measures(w, d), addresses: addresses(w, d), hits: hits()};
    if (judged) { w.eval(axe); found.violations = await verdicts(w, judged == "all"); }
    if (!scripts) {
      found.text = (d.querySelector("main article") || d.body).innerText;
      found.hidden = texts(d).filter(e => e.textContent.trim() && !seen(e)).map(short);
    }
    await send(found);
    f.remove();
  }
})().catch(e => send({fault: String(e && e.stack || e)}));
</script>"""


def axe_command() -> str:
    """The command that installs axe and the forge's description: the one of .ci/run, the only place with versions."""
    found = re.search(r"npm install .*axe-core@[\d.]+ @octokit/openapi@[\d.]+", (ROOT / ".ci/run").read_text("utf-8"))
    assert found, ".ci/run installs no axe-core and @octokit/openapi"
    return found[0]


def browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def lacking() -> list[str]:
    """What this machine lacks for looking at a site, each with the command that installs it."""
    lost = [] if browser() else ["no Chromium; install it: apt-get install chromium"]
    return lost if AXE.is_file() else [*lost, f"no {AXE.relative_to(ROOT)}; install it: {axe_command()}"]


@dataclass
class Seen:
    """What was found: a record for every task; and what the server noted."""

    views: list[dict[str, Any]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)  # addresses asked for and not there
    said: list[str] = field(default_factory=list)  # errors and other messages on the browser's console
    origin: str = ""

    @property
    def judged(self) -> list[dict[str, Any]]:
        return [view for view in self.views if view["judged"]]

    @property
    def without_scripts(self) -> list[dict[str, Any]]:
        return [view for view in self.views if not view["scripts"]]


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site's files and, under a private path, the harness; remembers what was missed and what was sent."""

    private: dict[str, bytes]
    missed: list[str]
    sent: queue.Queue[dict[str, Any]]
    searching = False  # whether the last page that was asked for is to search

    def send_head(self) -> Any:
        if urlsplit(self.path).path.endswith(".html"):
            type(self).searching = "?q=" in self.path
        if self.path == _INDEX and not self.searching and (file := Path(self.translate_path(_INDEX))).is_file():
            body = json.dumps({**json.loads(file.read_bytes()), "docs": []}).encode()
        elif not self.path.startswith(_PRIVATE):
            return super().send_head()
        else:
            body = self.private[self.path.removeprefix(_PRIVATE)]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def do_POST(self) -> None:
        self.sent.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.missed.append(f"{code} {self.path} asked for by {urlsplit(self.headers.get('Referer', '')).path}")
        super().send_error(code, message, explain)


@contextmanager
def _open(address: str, console: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a headless browser without any way out of this machine open at an address."""
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --disable-extensions --disable-dev-shm-usage --hide-scrollbars "
        "--window-size=1400,1000 --enable-logging=stderr"
    )
    program = browser()
    assert program
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, console.open("wb") as log:
        command = [program, *flags.split(), f"--user-data-dir={profile}"]
        command += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", address]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True) as started:
            try:
                yield started
            finally:
                with suppress(ProcessLookupError):  # it may have ended by itself
                    os.killpg(started.pid, signal.SIGKILL)


def _await_end(running: subprocess.Popen[bytes], sent: queue.Queue[dict[str, Any]]) -> None:
    """Send word when the browser ends before its work is done, so that nobody waits for it."""
    sent.put({"fault": f"Chromium ended, exit code {running.wait()}"})


# By which of axe's rules a page is judged: none, all, or all but that of colours, which takes most of the time.
Judged = Literal["", "all", "all but colours"]
# What to look at: a page (with `?q=…` its search), the width of the window, whether scripts run, how axe judges it.
Task = tuple[str, int, bool, Judged]


def look(site: Path, tasks: Sequence[Task], console: Path) -> Seen:
    """Let a browser look at pages of a site (a folder); `console` is the file for what it says meanwhile."""
    tasks = [(f"/{quote(page, safe='/?=')}", *how) for page, *how in tasks]
    seen = Seen()
    private = {"": _HARNESS.encode(), "axe.js": AXE.read_bytes(), "tugas": json.dumps(tasks).encode()}
    sent: queue.Queue[dict[str, Any]] = queue.Queue()
    handler = type("Handler", (_Handler,), {"private": private, "missed": seen.missed, "sent": sent})
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        seen.origin = f"http://127.0.0.1:{server.server_port}"
        try:
            with _open(seen.origin + _PRIVATE, console) as running:
                threading.Thread(target=_await_end, args=(running, sent), daemon=True).start()
                for task in tasks:
                    try:
                        found = sent.get(timeout=PATIENCE)
                    except queue.Empty:
                        found = {"fault": f"nothing heard for {PATIENCE} seconds"}
                    if "fault" in found:
                        raise AssertionError(f"{task}: {found['fault']}\n{_text(console)[-1500:]}")
                    seen.views.append(found)
        finally:
            server.shutdown()
    seen.said = _said(_text(console))
    return seen


def _text(log: Path) -> str:
    return log.read_text("utf-8", "replace")


def _said(log: str) -> list[str]:
    """What stands on the console, in the log of Chromium; that a page's scripts are blocked is our own doing."""
    found = re.findall(r'CONSOLE[:(]\d+\)?\] (".*?", source: \S*)', log, re.DOTALL)
    return [text for text in found if "Blocked script execution" not in text]
