"""Which files a year's document is a function of, and their fingerprint, without reading what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkip.isi import berkas_isi, tahun_laporan, year_of
from lkip.model import Berkas, sidik_berkas

# Files that no year's document is made of: process (the SOP with it, which no document prints), guide, lists of codes.
# What is said about a document's findings changes no byte of it either.
_PART_OF_NO_DOCUMENT = re.compile(
    r"(sop|peran)\.yml(\.sig)?|(libur|tata-surat)\.yml|[0-9]{4}/proses/.+|panduan/.+|nomenklatur/.+"
    r"|([0-9]{4}/)?pengecualian\.yml|[0-9]{4}/temuan-lama\.yml"
)
# Of earlier years only the data count.
DATA = re.compile(r"[0-9]{4}/(perjanjian-kinerja(-perubahan)?|renja|anggaran|realisasi/[^/]+)\.yml")


@dataclass(frozen=True)
class SidikTahun:
    """The fingerprint of what a year's document is made of, and of the year's own folder alone."""

    semua: str
    tahun: str


def sidik_tahun(root: Path, tahun: int) -> SidikTahun:
    """Return the fingerprints of a year as content/ lies there now."""
    there = berkas_isi(root)
    return sidik_dari(berkas_dokumen(there, tahun, tahun_laporan(there)), tahun)


def sidik_dari(berkas: Sequence[Berkas], tahun: int) -> SidikTahun:
    """Return the fingerprints of the files of a document."""
    return SidikTahun(sidik_berkas(berkas), sidik_berkas(f for f in berkas if year_of(f.path) == tahun))


def berkas_dokumen(berkas: Iterable[Berkas], tahun: int, years: Sequence[int]) -> tuple[Berkas, ...]:
    """Return the files that a year's document is a function of: the sidik is made of them."""
    return tuple(f for f in berkas if not _PART_OF_NO_DOCUMENT.fullmatch(f.path) and concerns(f.path, tahun, years))


def concerns(path: str, tahun: int, years: Sequence[int]) -> bool:
    """Whether a year's document depends on a file: its own, one shared by all years, or the data of a year before."""
    of = year_of(path)
    return of in (None, tahun) or (of in years and of < tahun and bool(DATA.fullmatch(path)))
