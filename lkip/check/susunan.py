"""Rules about the outline: every chapter has prose that says something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.model import Prosa
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


# The chapters that tell of the year itself; what an office is and how it plans may be told in the same words again.
_TENTANG_TAHUN = ("isu-strategis", "capaian-kinerja", "realisasi-anggaran", "simpulan", "langkah-perbaikan")
# A sentence of fewer words is soon the same; so is what is mostly references. Two texts are alike from this share on.
_SEDIKIT_KATA, _SERUPA, _SEBAGIAN_BESAR = 12, 0.9, 0.8
# The first so many paragraphs show whether a text is a copy: every one is held against every one.
_PARAGRAF = 100
_RUJUKAN = re.compile(r"\{\{[^{}]*\}\}")


def _kata(paragraph: str) -> list[str]:
    """Return a paragraph's words, without references, numbers and signs."""
    return re.findall(r"[^\W\d_]+", _RUJUKAN.sub(" ", paragraph).lower())


def _paragraf(prosa: Prosa) -> list[Counter[str]]:
    words = (_kata(paragraph) for paragraph in GAMBAR.sub("", prosa.teks).split("\n\n"))
    return [Counter(w) for w in islice((w for w in words if len(w) >= _SEDIKIT_KATA), _PARAGRAF)]


def _serupa(one: Counter[str], other: Counter[str]) -> bool:
    """Whether two paragraphs have nearly the same words."""
    sizes = one.total(), other.total()
    enough = _SERUPA * sum(sizes)
    return 2 * min(sizes) >= enough and 2 * (one & other).total() >= enough


def _bandingan(laporan: Laporan) -> list[tuple[Prosa, Prosa]]:
    """Return each text about the year that has paragraphs, with last year's."""
    last = next((year for year in laporan.bahan.lalu if year.tahun == laporan.tahun - 1), None)
    before = {p.nama: p for p in last.narasi} if last else {}
    now = [p for p in laporan.bahan.narasi if p.nama in _TENTANG_TAHUN and p.nama in before]
    return [(p, before[p.nama]) for p in now if _paragraf(p) and _paragraf(before[p.nama])]


def _dibandingkan(laporan: Laporan) -> list[str]:
    return [f"narasi/{prosa.nama}.md" for prosa, _ in _bandingan(laporan)]


@aturan("L16", "53/2014: Lampiran II, III.A.5", "88/2021: 3.b.7", pokok="narasi", periksa=_dibandingkan)
def narasi_tahun_lalu(laporan: Laporan) -> Iterator[Finding]:
    """Uraian tentang tahun ini ditulis untuk tahun ini, bukan disalin dari laporan tahun lalu.

    Isu, capaian, anggaran, simpulan dan langkah perbaikan berubah setiap tahun. Kalimat yang sama, meskipun angka dan
    tahunnya diganti, menunjukkan bahwa keadaan tahun ini belum diuraikan; evaluator membandingkan kedua laporan.

    Perbaikan: tulis kembali apa yang terjadi dan yang diputuskan pada tahun ini. Uraian tentang kantor dan rencananya
    boleh tetap sama.
    """
    for prosa, before in _bandingan(laporan):
        words, old = _paragraf(prosa), _paragraf(before)
        copied = sum(w.total() for w in words if any(_serupa(w, o) for o in old))
        if copied >= _SEBAGIAN_BESAR * sum(w.total() for w in words):
            what = f"narasi/{prosa.nama}.md hampir seluruhnya sama dengan narasi tahun {laporan.tahun - 1}"
            mend = f"tulis yang terjadi pada tahun {laporan.tahun}"
            yield Source(prosa.path), f"{what}; {mend}", "peringatan", f"narasi/{prosa.nama}.md"
