"""Rules about the last evaluation: its recommendations are kept, followed up, and shown to be so."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.problem import Finding

_PANJANG = 60


@aturan("L29", "88/2021: 4.c.1")
def rekomendasi_lhe(laporan: Laporan) -> Iterator[Finding]:
    """Rekomendasi evaluasi terakhir dicatat, ditindaklanjuti, dan dibuktikan.

    Separuh nilai setiap komponen berasal dari pemanfaatan: evaluator membuka Laporan Hasil Evaluasi tahun lalu dan
    mencari apa yang terjadi dengan setiap rekomendasinya.

    Perbaikan: tulis setiap rekomendasi di rekomendasi-lhe.yml dengan status dan tindak_lanjut; bila selesai, sebutkan
    berkas buktinya.
    """
    list_ = laporan.bahan.rekomendasi_lhe
    if list_ is None:
        message = f"rekomendasi evaluasi AKIP terakhir belum dicatat; buat content/{laporan.tahun}/rekomendasi-lhe.yml"
        yield laporan.bahan.dokumen.at(), message, "catatan", ""
        return
    folder = f"{laporan.tahun}/bukti/"
    files = [f.path.removeprefix(folder) for f in laporan.bahan.berkas if f.path.startswith(folder)]
    for number, item in enumerate(list_.rekomendasi, start=1):
        what = f"rekomendasi {number} ('{_singkat(item.isi)}')"
        if not item.tindak_lanjut:
            mend = "jelaskan yang telah dilakukan" if item.status == "selesai" else "tulis yang direncanakan dan kapan"
            message = f"{what} berstatus {item.status} tanpa tindak_lanjut; {mend}"
            yield item.at("status"), message, "peringatan", ""
        if item.bukti and item.bukti not in files:
            near = difflib.get_close_matches(item.bukti, files, n=1)
            mend = f"maksudnya '{near[0]}'?" if near else f"letakkan di content/{folder}"
            message = f"bukti {what} '{item.bukti}' tidak ditemukan; {mend}"
            yield item.at("bukti"), message, "peringatan", ""


def _singkat(text: str) -> str:
    return text if len(text) <= _PANJANG else f"{text[:_PANJANG].rsplit(' ', 1)[0]} …"
