"""Rules about the outline: every chapter has prose that says something."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.problem import Finding, Source
from lkip.prosa import GAMBAR

_PENDEK = 40


@aturan("L28", "53/2014: Lampiran II, anak lampiran 1", "88/2021: 3.b.1", pokok="narasi")
def narasi_terurai(laporan: Laporan) -> Iterator[Finding]:
    """Setiap bagian naskah, dari kata pengantar sampai langkah perbaikan, berisi uraian.

    Sistematika yang dianjurkan meminta pendahuluan, perencanaan kinerja, akuntabilitas kinerja dan penutup. Bagian yang
    kosong atau hanya sebaris tercetak sebagai judul tanpa isi.

    Perbaikan: uraikan bagian itu sekurangnya satu paragraf; angka ditulis sebagai rujukan.
    """
    for prosa in laporan.bahan.narasi:
        text = GAMBAR.sub("", prosa.teks).strip()
        # A file without any text is told where the prose alone is checked.
        if prosa.teks.strip() and len(text) < _PENDEK:
            what = f"hanya berisi '{text.splitlines()[0]}'" if text else "hanya berisi gambar"
            message = f"narasi/{prosa.nama}.md {what}; uraikan sekurangnya satu paragraf"
            yield Source(prosa.path), message, "peringatan", f"narasi/{prosa.nama}.md"
