"""Where a build happens: the work folder, the runs of pandoc and typst in it, and what every output prints."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lkip import ast, typeset
from lkip.gambar import Gambar
from lkip.tabel import definition

_SCOPE = re.compile(r"^(#?)naskah-\d+-\d{3}\.md__")
MARK = re.compile("\ue002(\\d+)\ue003")


class ToolError(Exception):
    """A program that we run failed; the message says which and what it printed. Not the writer's fault."""


@dataclass(frozen=True)
class Call:
    """One run of an outside program on files, as it can be run again: for which output, what, where, on which input.

    `nama` is the document that it was for (`lkip-2023`), empty for what all years share.
    """

    output: str
    nama: str
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

    def pandoc(self, output: str, nama: str, args: Sequence[str], source: bytes | None = None) -> bytes:
        """Run pandoc in its sandbox in the work folder and return what it prints; raises ToolError."""
        # Nothing of the user's own pandoc folder (templates, defaults) may reach the document.
        full = (pandoc_path(), "--sandbox", "--data-dir", str(self.folder), *args)
        stored = None
        if source is not None:
            stored = f"masukan-{output}-{nama}"
            (self.folder / stored).write_bytes(source)
        self.calls.append(Call(output, nama, "pandoc", tuple(full), str(self.folder), stored))
        return run(full, self.folder, self.env, source)

    def draw(self, charts: Iterable[Gambar]) -> None:
        """Write charts into the work folder; one that is there may be in use, and is the same."""
        for chart in charts:
            file = self.folder / chart.berkas
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists():
                file.write_text(chart.svg, "utf-8")

    def typeset(self, nama: str, jobs: Sequence[Setting]) -> None:
        """Compile typst files of the work folder, one after the other in a process of their own; raises ToolError."""
        given = []
        for job in jobs:
            self.calls.append(Call(job.output, nama, "typst", (job.source, json.dumps(job.options)), str(self.folder)))
            source, target = str(self.folder / job.source), str(self.folder / job.target)
            given.append({"source": source, "target": target, "options": job.options})
        command = (sys.executable, "-P", str(Path(typeset.__file__)))
        run(command, self.folder, self.env, json.dumps(given).encode())


@dataclass(frozen=True)
class Setting:
    """A typst file to compile: for which output, source and target in the work folder, options of the compiler."""

    output: str
    source: str
    target: str
    options: Mapping[str, Any]


def epoch(day: date) -> int:
    """Return a document's date as seconds since 1970 (UTC): the only time that outputs know."""
    return int(datetime.combine(day, datetime.min.time(), UTC).timestamp())


@dataclass(frozen=True)
class Halaman:
    """A sheet of paper and its margins in millimetres (`templates/halaman.yml`)."""

    lebar: int
    tinggi: int
    margin: Mapping[str, int]


def halaman(kertas: str) -> Halaman:
    """Return a paper by its name, with the margins of all documents."""
    paper = definition("halaman.yml", "kertas")[kertas]
    return Halaman(paper["lebar"], paper["tinggi"], definition("halaman.yml", "margin"))


@contextmanager
def work(build: Path) -> Iterator[Path]:
    """Give a work folder beside `build` (a rename must not cross disks) and remove it afterwards."""
    build.parent.mkdir(parents=True, exist_ok=True)
    for left in build.parent.glob(".build-*"):  # of a run that was killed; a running one is never a day old
        if left.stat().st_mtime < time.time() - 86400:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=".build-", dir=build.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], source: bytes | None = None) -> bytes:
    """Run a program and return what it prints; raises ToolError where it fails or warns."""
    done = subprocess.run(command, cwd=folder, input=source, capture_output=True, env=env, check=False)
    if done.returncode or b"[WARNING]" in done.stderr:
        said = (done.stderr or done.stdout).decode("utf-8", "replace")
        known = {"mkdocs": "mkdocs", "typeset.py": "typst"}
        name = next((known[w] for w in (Path(word).name for word in command) if w in known), Path(command[0]).stem)
        raise ToolError(f"{name} gagal (kode {done.returncode}):\n{said}")
    return done.stdout


def parse(shop: Workshop, nama: str, texts: Sequence[str], form: str) -> list[list[ast.Node]]:
    """Read several Markdown texts in one run; each stays a file of its own, so none can reach into the next."""
    names = []
    for number, text in enumerate(texts):
        name = f"naskah-{len(shop.calls)}-{number:03}.md"
        (shop.folder / name).write_text(f"\ue002{number}\ue003\n\n{text}\n", "utf-8")
        names.append(name)
    tree = json.loads(shop.pandoc("tree", nama, ["--from", form, "--to", "json", "--file-scope", *names]))
    parts: list[list[ast.Node]] = []
    for block in tree["blocks"]:
        if block["t"] == "Para" and MARK.fullmatch(ast.plain_text(block)):
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
