"""A rule about years in prose: what is said of the year reported does not name another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.check.tulisan import Tulisan, narasi
from lkip.problem import Finding

# A year, but no span of years and none that a plan or a regulation bears.
_TAHUN = re.compile(
    r"(?i)(?<!renstra )(?<!rpjmd )(?<!rpjpd )(?<!periode )\btahun (?P<anggaran>anggaran )?(?P<tahun>(?:19|20)\d\d)\b"
    r"(?!\s*(?:[-–/]|s\.?d\.?|sampai|hingga)\s*\d)"
)
_NOMOR = re.compile(
    r"(?i)\b(?:nomor|no\.?)\s[^\s]+\s*$|"
    r"\b(?:uu|pp|inpres|pmk|per(?:pres|da|bup|gub)|(?:per|kep)men\S*(?: rb)?)\s\d+\s*$"
)
# What the plan sets for a later year.
_DITARGETKAN = re.compile(r"(?i)\b(?:target\w*|ditargetkan|jangka menengah|renstra|rpjmd)\b[^.;]{0,60}$")
# Words for a comparison, for what comes, for papers on an earlier report: another year may stand beside them.
_LAIN = re.compile(
    r"(?i)\b(?:\w*banding\w*|sebelum\w*|sejak|semula|lalu|hingga|sampai|dari tahun|antara|menuju|berikut\w*|mendatang|"
    r"akan|rencana\w*|evaluasi|lhe|reviu|rekomendasi|pemeriksaan|nilai|menurut|naik|turun|menurun|meningkat|membaik|"
    r"menjadi|lebih|setelah|sesudah|berkurang|bertambah|belum|melanjutkan|lanjutan|dimulai|mulai|ditetapkan)\b|_lalu\b"
)
_INI = re.compile(r"(?i)\b(?:laporan|lkip|lkjip|lakip|dokumen) ini\b")
_JUDUL = re.compile(
    r"(?i)\b(?:lkip|lkjip|lakip|laporan (?:akuntabilitas )?kinerja|perjanjian kinerja|pelaksanaan tugas)\b[^.;,]*$"
)
_RUJUKAN = re.compile(r"\{\{[^{}\n]*\}\}")
_SEPANJANG = re.compile(r"(?i)\b(?:selama|sepanjang)\s+$")
_SELAMA = re.compile(r"(?i)\b(?:pada|selama|sepanjang|dalam|untuk)\s+$")
_KINERJA = re.compile(r"(?i)\W+(?:\w+\W+){0,2}?(?:capaian|kinerja|realisasi|anggaran)")
# A figure of the year reported.
_ANGKA = re.compile(
    r"\{\{\s*(?:[^{}\n]*\.)?(?:capaian|realisasi|target|kategori|serapan|pagu|sisa|efisiensi|tanpa_batas)\s*\}\}"
)
# How far a sentence is looked at from a year in it.
_JAUH = 300
# The parts that speak of the whole year; elsewhere an earlier year may be told of by itself.
_SETAHUN = ("kata-pengantar", "gambaran-umum", "simpulan")


@aturan("L08", "53/2014: Lampiran III.II.5", pokok="narasi", bila=lambda laporan: bool(laporan.bahan.narasi))
def tahun_dalam_narasi(laporan: Laporan) -> Iterator[Finding]:
    """Kalimat narasi tentang tahun yang dilaporkan tidak menyebut tahun lain.

    Narasi sering disalin dari laporan tahun lalu. Tahun yang tertinggal membuat angka tahun ini tampak sebagai angka
    tahun lain. Kalimat yang membandingkan, menyebut rencana, atau mengutip peraturan tidak ditegur.

    Perbaikan: tulis {{tahun}}, yang selalu sama dengan tahun laporan; bila memang tahun lain yang dimaksud, sebutkan
    perbandingannya ('dibanding tahun …', 'sejak tahun …') atau tulis {{tahun_lalu}}.
    """
    for text in narasi(laporan):
        for start, sentence in text.kalimat():
            for found in _tertinggal(text, sentence, laporan):
                year = int(found["tahun"])
                message = f"{text.sebutan} menyebut '{found[0]}' dalam kalimat tentang tahun yang dilaporkan"
                mend = "tulis {{tahun}}" + (", atau {{tahun_lalu}}" if year == laporan.tahun - 1 else "")
                mend += " bila tahun lalu yang dimaksud" if year == laporan.tahun - 1 else ""
                source = text.at(start + found.start("tahun"))
                yield source, f"{message}, padahal laporan ini tahun {laporan.tahun}; {mend}", "peringatan", text.kode


def _tertinggal(text: Tulisan, sentence: str, laporan: Laporan) -> Iterator[re.Match[str]]:
    """Yield the years of a sentence that should be the year reported."""
    later = range(laporan.tahun + 1, laporan.bahan.renstra.periode_akhir + 1)
    found = [
        m
        for m in _TAHUN.finditer(sentence)
        if not _NOMOR.search(before := _RUJUKAN.sub("·", _sebelum(sentence, m)))
        and not (int(m["tahun"]) in later and _DITARGETKAN.search(before))
    ]
    if not found or _LAIN.search(sentence) or "{{tahun}}" in sentence or str(laporan.tahun) in sentence:
        return
    berangka = bool(_ANGKA.search(sentence))
    yield from (m for m in found if berangka or _dilaporkan(text, sentence, m))


def _sebelum(sentence: str, year: re.Match[str]) -> str:
    return sentence[max(0, year.start() - _JAUH) : year.start()]


def _dilaporkan(text: Tulisan, sentence: str, year: re.Match[str]) -> bool:
    """Whether a sentence without any comparison says that a year is the one reported."""
    # A reference has a full stop of its own.
    before, after = _RUJUKAN.sub("·", _sebelum(sentence, year)), sentence[year.end() : year.end() + _JAUH]
    if _INI.search(before):
        return True
    if text.kode.removeprefix("narasi/").removesuffix(".md") not in _SETAHUN:
        return bool(year["anggaran"] and _SELAMA.search(before) and text.kode == "narasi/realisasi-anggaran.md")
    said = _JUDUL.search(before) or _SEPANJANG.search(before) or year["anggaran"]
    return bool(said or (_SELAMA.search(before) and _KINERJA.match(after)))
