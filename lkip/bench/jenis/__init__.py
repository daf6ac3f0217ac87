"""The kinds of faults that are planted, by what they touch; `JENIS` holds them all in order."""

from __future__ import annotations

from lkip.bench.jenis.anggaran import ANGGARAN
from lkip.bench.jenis.bentuk import BENTUK
from lkip.bench.jenis.berkas import BERKAS
from lkip.bench.jenis.cara_ukur import CARA_UKUR
from lkip.bench.jenis.janji import JANJI
from lkip.bench.jenis.kinerja import KINERJA
from lkip.bench.jenis.kode import KODE
from lkip.bench.jenis.uraian import URAIAN

JENIS = (*KINERJA, *JANJI, *ANGGARAN, *CARA_UKUR, *KODE, *URAIAN, *BERKAS, *BENTUK)

__all__ = ["JENIS"]
