"""Reports of then and now → their PDFs, made as a build makes them, and the pages that differ."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from lkip.forge.halaman_beda import Cetakan, HalamanBeda, halaman_beda
from lkip.pipeline import Hasil
from lkip.problem import has_errors
from lkip.publish import ToolError, Workshop, epoch, make_pdf
from lkip.publish.workshop import halaman
from lkip.tabel import TemplateError

# What a year came to, and the folder that its content/ lies in.
Keadaan = tuple[Hasil, Path]
_GALAT = "masih ada galat, sehingga laporannya belum dapat disusun"
_GAGAL = "laporannya tidak dapat disusun; jalankan ./inv build untuk melihat sebabnya"


def bandingkan_laporan(pasangan: Iterable[tuple[Keadaan, Keadaan]], folder: Path) -> HalamanBeda:
    """Compare the reports of some years page by page; write pictures of the pages that differ into a folder.

    A comparison of values is worth having also where no pages can be made of them: then it says why.
    """
    pairs = list(pasangan)
    whole = [pair for pair in pairs if not any(has_errors(hasil.problems) for hasil, _ in pair)]
    without = {now.tahun or 0: _GALAT for _, (now, _) in pairs}
    made: dict[str, tuple[Cetakan, Cetakan]] = {}
    with tempfile.TemporaryDirectory(prefix="lkip-halaman-") as name, ThreadPoolExecutor() as pool:
        jobs = [
            [pool.submit(_cetak, *side, Path(name).resolve() / f"{number}-{when}") for when, side in enumerate(pair)]
            for number, pair in enumerate(whole)
        ]
        for (_, (now, _)), (old, new) in zip(whole, jobs, strict=True):
            try:
                made[f"lkip-{now.tahun}"] = old.result(), new.result()
                del without[now.tahun or 0]
            except (ToolError, TemplateError):
                without[now.tahun or 0] = _GAGAL
        found = halaman_beda(made, folder)
    return replace(found, tanpa=tuple(without.items()))


def _cetak(hasil: Hasil, root: Path, place: Path) -> Cetakan:
    """Make the PDF of a report, and say what of it changes with every change of content."""
    laporan = hasil.laporan
    assert laporan is not None
    dokumen = laporan.bahan.dokumen
    place.mkdir()
    make_pdf(laporan, Workshop(root.resolve(), place, epoch(dokumen.tanggal), []))
    margin = halaman(dokumen.kertas).margin
    told = (laporan.bahan.sidik, f"Versi {dokumen.versi}, status {dokumen.status}")
    return Cetakan(place / "hasil" / f"lkip-{laporan.tahun}.pdf", margin["atas"], margin["bawah"], told)
