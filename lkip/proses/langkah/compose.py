"""Step "compose": the whole report, not yet signed: free of galat, built, named by fingerprint and SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lkip.bangun import bangun
from lkip.capaian import Laporan
from lkip.pipeline import Hasil, read_results
from lkip.problem import CommandError, has_errors
from lkip.proses.langkah.bersama import tetap
from lkip.proses.langkah.umum import Pelaku, catat_langkah, giliran, serah


@dataclass(frozen=True)
class Susunan:
    """The document of a year as it was built: its report, its files, the SHA-256 of its PDF."""

    laporan: Laporan
    berkas: tuple[Path, ...]
    sha256: str
    sidik_tahun: str

    @property
    def isian(self) -> dict[str, str]:
        """What an event says of it."""
        return {
            "sidik": self.laporan.bahan.sidik,
            "sha256": self.sha256,
            "versi": self.laporan.bahan.dokumen.versi,
            "sidik_tahun": self.sidik_tahun,
        }


def compose(root: Path, tahun: int, pelaku: Pelaku, *, keterangan: str = "") -> Iterator[str]:
    """Check and build the year's report, and record which document it is that goes on to be corrected."""
    turn = giliran(root, tahun, "compose", kini=pelaku.waktu)
    made = susun(root, tahun)
    yield f"Dokumen LKIP {tahun} tersusun, belum bertanda tangan: versi {made.isian['versi']}"
    yield f"  sidik {made.isian['sidik']}"
    yield f"  SHA-256 PDF {made.sha256}"
    written = catat_langkah(turn, pelaku, susunan=made.isian, keterangan=keterangan)
    yield from serah(turn, written, (), made.berkas)


def susun(root: Path, tahun: int) -> Susunan:
    """Build all outputs up to a year; refused where anything must be mended, and then nothing in build/ changes."""
    results = read_results(root, tahun)
    _tanpa_galat(results, tahun)
    reports = bangun(root, results, root / "build")
    now = tetap(root, tahun, reports[-1].bahan.sidik)
    pdf = root / "build" / f"lkip-{tahun}.pdf"
    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    return Susunan(reports[-1], (pdf, pdf.with_suffix(".docx")), digest, now.tahun)


def _tanpa_galat(results: tuple[Hasil, ...], tahun: int) -> None:
    """Refuse a year with a galat, of its own or of a year that it is compared with, or of which a file is missing."""
    found = sorted({p for one in results for p in one.problems})
    wrong = [p for p in found if p.level == "galat" or (results[-1].laporan is None and p.rule == "berkas-ada")]
    if wrong or has_errors(found):
        told = "\n".join(f"  {p}" for p in wrong)
        msg = f"LKIP {tahun} belum dapat disusun, perbaiki dahulu {len(wrong)} hal ini (./inv check):\n{told}"
        raise CommandError(msg)
