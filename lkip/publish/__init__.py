"""Laporan → PDF, Word, JSON and site: the only room that runs pandoc, typst and mkdocs.

Everything is made in a work folder and put in place at the end, so a failure leaves the last good outputs as they were.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from lkip.capaian import Laporan
from lkip.data import laporan_json
from lkip.document import Dokumen, compose
from lkip.problem import visible
from lkip.publish import docx, pdf, site
from lkip.publish.pdf import unprintable
from lkip.publish.workshop import Call, ToolError, Workshop, epoch, mark, parse, stem

__all__ = ["Call", "ToolError", "Workshop", "epoch", "make", "mark", "publish", "stem", "unprintable"]


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
    dokumen = compose(laporan, lambda texts, form: parse(shop, texts, form))
    _charts(dokumen, shop.folder)
    writers = (pdf.write,) if only_pdf else (site.write, pdf.write, docx.write)
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(job, laporan, dokumen, shop) for job in writers]
        for job in jobs:
            job.result()
    if not only_pdf:
        _downloads(laporan, out)
    return out


def _charts(dokumen: Dokumen, folder: Path) -> None:
    (folder / "gambar").mkdir()
    for chart in dokumen.gambar:
        (folder / "gambar" / f"{chart.nama}.svg").write_text(chart.svg, "utf-8")


def _downloads(laporan: Laporan, out: Path) -> None:
    folder = out / "site" / "unduh"
    folder.mkdir()
    for name in (f"{stem(laporan)}.pdf", f"{stem(laporan)}.docx", "data/laporan.json"):
        shutil.copyfile(out / name, folder / Path(name).name)


@contextmanager
def _work(build: Path) -> Iterator[Path]:
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


def _put_in_place(made: Path, build: Path) -> None:
    """Swap the new outputs in by renaming. What else lies in the folder, other years' files too, is kept."""
    old = made.parent / "lama"
    if build.exists():
        build.rename(old)
    try:
        made.rename(build)
    except OSError:
        if old.exists():
            old.rename(build)
        raise
    if old.exists():
        for kept in old.iterdir():
            if not (build / kept.name).exists():
                kept.rename(build / kept.name)


def _refuse_foreign(build: Path) -> None:
    """Never replace a folder that is not ours (new, empty, or an earlier build): all in it would be lost."""
    ours = (build / "data" / "laporan.json").is_file()
    if build.exists() and not ours and (not build.is_dir() or any(build.iterdir())):
        name = visible(build.name)
        msg = f"isi '{name}' akan terhapus; kosongkan folder keluaran itu, atau sebut folder baru dengan --out"
        raise ToolError(msg)
