"""Reports of then and now → their PDFs, made as a build makes them, and the pages that differ."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lkip.capaian import Laporan
from lkip.forge.halaman_beda import Cetakan, HalamanBeda, halaman_beda
from lkip.publish import Workshop, epoch, make_pdf
from lkip.publish.workshop import halaman

# A report and the folder that its content/ lies in.
Keadaan = tuple[Laporan, Path]


def bandingkan_laporan(pasangan: Iterable[tuple[Keadaan, Keadaan]], folder: Path) -> HalamanBeda:
    """Compare the reports of some years page by page; write pictures of the pages that differ into a folder."""
    with tempfile.TemporaryDirectory(prefix="lkip-halaman-") as name, ThreadPoolExecutor() as pool:
        sides = [side for pair in pasangan for side in pair]
        places = [Path(name).resolve() / str(number) for number in range(len(sides))]
        made = list(pool.map(_cetak, sides, places))
        named = (f"lkip-{laporan.tahun}" for laporan, _ in sides[1::2])
        return halaman_beda(dict(zip(named, zip(made[::2], made[1::2], strict=True), strict=True)), folder)


def _cetak(keadaan: Keadaan, place: Path) -> Cetakan:
    """Make the PDF of a report, and say what of it changes with every change of content."""
    laporan, root = keadaan
    dokumen = laporan.bahan.dokumen
    place.mkdir()
    make_pdf(laporan, Workshop(root.resolve(), place, epoch(dokumen.tanggal), []))
    margin = halaman(dokumen.kertas).margin
    told = (laporan.bahan.sidik, f"Versi {dokumen.versi}, status {dokumen.status}")
    return Cetakan(place / "hasil" / f"lkip-{laporan.tahun}.pdf", margin["atas"], margin["bawah"], told)
