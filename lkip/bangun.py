"""What the years came to → all outputs: the one way to build, for the task that does so and for the SOP's steps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lkip.capaian import Laporan
from lkip.jejak import jejak_bila_ada
from lkip.pipeline import Hasil, read_proof
from lkip.proses.linimasa import linimasa_semua
from lkip.publish import publish


def bangun(root: Path, results: Sequence[Hasil], out: Path) -> list[Laporan]:
    """Make all outputs of the years that have a report below `out`, and return these reports, oldest first."""
    reports = [one.laporan for one in results if one.laporan]
    papers = {one.tahun: ((*one.problems, *one.lama), one.diterima) for one in results if one.tahun is not None}
    proses = linimasa_semua(root, [one.tahun for one in reports])
    publish(reports, root, out, read_proof(root), papers, jejak_bila_ada(reports, root), proses)
    return reports
