"""The trail: every figure of a report, the lines that it stands on, who wrote each, and the merge that brought it.

Part of no approved document: it is told by `./inv trail`, on the site, and in the archive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lkip.capaian import Laporan
from lkip.jejak.asal import angka_berasal
from lkip.jejak.lembar import Jejak, jejak_json, rows
from lkip.jejak.silsilah import telusuri
from lkip.problem import CommandError
from lkip.validate import SCHEMAS

__all__ = ["SKEMA", "Jejak", "jejak_bila_ada", "jejak_json", "jejak_semua", "rows", "tulis"]

SKEMA = "jejak.schema.json"


def jejak_semua(laporan: Sequence[Laporan], root: Path) -> dict[int, Jejak]:
    """Return the trail of every report by its year, with one look into the history; raises CommandError without one."""
    figures = {item.tahun: angka_berasal(item) for item in laporan}
    files = {tempat.source.path for found in figures.values() for angka in found for tempat in angka.asal}
    history = telusuri(root, files)
    return {item.tahun: Jejak(item, figures[item.tahun], history) for item in laporan}


def jejak_bila_ada(laporan: Sequence[Laporan], root: Path) -> Mapping[int, Jejak | str]:
    """Return the trail of every report, or where history cannot tell it the reason."""
    try:
        return jejak_semua(laporan, root)
    except CommandError as error:
        return {item.tahun: str(error) for item in laporan}


def tulis(jejak: Jejak, folder: Path) -> Path:
    """Write the trail and its schema into a folder, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"jejak-{jejak.laporan.tahun}.json"
    file.write_text(jejak_json(jejak), "utf-8", newline="")
    (folder / SKEMA).write_bytes((SCHEMAS / SKEMA).read_bytes())
    return file
