"""A corrected Word file read by pandoc: the remarks in it, or why it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from lkip.berkas_word import ATURAN, lanjutan, tolak
from lkip.capaian import Laporan
from lkip.koreksi_docx import Butir, butir
from lkip.problem import Problem, Source
from lkip.publish.workshop import ToolError, Workshop

_ARGS = ("--from", "docx", "--track-changes", "all", "--to", "json")


def baca_koreksi(
    data: bytes, path: str, laporan: Laporan | None = None
) -> tuple[tuple[Butir, ...], tuple[Problem, ...]]:
    """Return the remarks in a Word file (its bytes, and what to call it), and what is wrong with it."""
    if refused := tolak(data, path):
        return (), (refused,)
    with TemporaryDirectory() as folder:
        shop = Workshop(Path(folder), Path(folder), 0, [])
        try:
            tree = json.loads(shop.pandoc("json", "koreksi", _ARGS, data))
        except ToolError:
            message = "isi berkas Word rusak; buka di Word atau LibreOffice, lalu simpan ulang sebagai .docx"
            return (), (Problem(Source(path), message, rule=ATURAN),)
    return butir(tree, lanjutan(data), laporan), ()
