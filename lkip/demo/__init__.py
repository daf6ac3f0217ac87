"""The show for newcomers: a year of the SOP in a folder of its own, and in it the life of a figure."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from lkip.demo.angka import DemoError, choose
from lkip.demo.setahun import hasil, setahun
from lkip.pipeline import read_results

__all__ = ["DemoError", "choose", "show"]


def show(root: Path) -> Iterator[str]:
    """Play the show on a copy of the office in a temporary folder, yielding what to print. Raises DemoError."""
    made = [one.laporan for one in read_results(root) if one.laporan]
    if not made:
        msg = "content/ masih mempunyai galat; perbaiki dahulu dengan ./inv check"
        raise DemoError(msg)
    chosen = choose(made[-1])
    folder = Path(tempfile.mkdtemp(prefix="lkip-demo-")).resolve()
    yield from setahun(root, folder, made[-1], chosen)
    yield from hasil(folder, made[-1].tahun, chosen.indikator.kode)
    yield f"\nFolder {folder} boleh dihapus kapan saja."
