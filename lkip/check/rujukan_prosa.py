"""A rule about references in prose: figures that a sentence holds against each other are of one indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama
from lkip.check.tulisan import narasi
from lkip.problem import Finding

_RUJUKAN = re.compile(r"\{\{\s*(?P<kode>[^{}\n]+)\.(?P<apa>[a-z_]+)\s*\}\}")
# What may stand between two figures of one indicator, and nothing else: then they belong together.
_PENGHUBUNG = re.compile(
    r"(?i)(?:\s|\{\{\s*tahun(?:_lalu)?\s*\}\}|(?:naik|turun|meningkat|menurun|membaik|memburuk|berubah|berkurang|"
    r"bertambah|dari|menjadi|ke|sebesar|sebanyak|mencapai|adalah|yaitu|yakni|hanya|baru|tahun|target(?:nya)?|"
    r"batas|realisasi(?:nya)?|capaian(?:nya)?|terhadap|melampaui|memenuhi|melebihi|di bawah|di atas|tetapi|namun|"
    r"dan (?=melampaui|memenuhi|melebihi|belum|masih|tidak|sudah|telah|berada)|belum|masih|tidak|sudah|telah|berada|"
    r"dengan|atau|lebih rendah|lebih tinggi|daripada)\b)*"
)


@aturan("L08", "53/2014: Lampiran III.II.5", pokok="narasi", bila=lambda laporan: bool(laporan.bahan.narasi))
def rujukan_indikator_lain(laporan: Laporan) -> Iterator[Finding]:
    """Rujukan yang dihubungkan dalam satu perbandingan menunjuk indikator yang sama.

    Dalam 'naik dari … menjadi …' atau '… dari target …' kedua angka milik satu indikator. Kode yang keliru tetap
    tercetak sebagai angka yang sah, sehingga pembaca membandingkan dua hal yang berbeda tanpa mengetahuinya.

    Perbaikan: tulis kode indikator yang dimaksud pada kedua rujukan.
    """
    known = {i.kode: i for i in laporan.indikator}
    for text in narasi(laporan):
        for start, sentence in text.kalimat():
            for found, other in _menyimpang(sentence, known):
                here, item = known[other], known[found["kode"]]
                message = f"{text.sebutan} menghubungkan {found[0]}, angka {bernama(item)}, dengan {bernama(here)}"
                mend = f"bila {other} yang dimaksud, tulis {{{{{other}.{found['apa']}}}}}"
                yield text.at(start + found.start()), f"{message}; {mend}", "peringatan", text.kode


def _menyimpang(sentence: str, known: dict[str, CapaianIndikator]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the references that are linked with one of another indicator, with its code.

    Two of the same kind ("masing-masing … dan …") are a list.
    """
    subject: re.Match[str] | None = None
    end = 0
    for found in _RUJUKAN.finditer(sentence):
        if found["kode"] not in known:
            subject = None
            continue
        linked = subject is not None and _PENGHUBUNG.fullmatch(sentence, end, found.start())
        if subject and linked and found["kode"] != subject["kode"] and found["apa"] not in (subject["apa"], "nama"):
            yield found, subject["kode"]
        else:
            subject = found
        end = found.end()
