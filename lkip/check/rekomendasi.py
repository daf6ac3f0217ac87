"""Rules about the last evaluation: its recommendations are kept, followed up, and shown to be so."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.model import RekomendasiLhe
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
        elif item.status == "selesai" and not item.bukti:
            mend = f"simpan berkasnya di content/{folder} dan tulis di bukti"
            yield item.at("status"), f"{what} berstatus selesai tanpa bukti; {mend}", "peringatan", ""
        if item.bukti and item.bukti not in files:
            near = difflib.get_close_matches(item.bukti, files, n=1)
            mend = f"maksudnya '{near[0]}'?" if near else f"letakkan di content/{folder}"
            message = f"bukti {what} '{item.bukti}' tidak ditemukan; {mend}"
            yield item.at("bukti"), message, "peringatan", ""


def _lhe_lalu(laporan: Laporan) -> RekomendasiLhe | None:
    last = next((year for year in laporan.bahan.lalu if year.tahun == laporan.tahun - 1), None)
    return last.rekomendasi_lhe if last else None


@aturan(
    "L29",
    "88/2021: 4.c.1",
    bila=lambda laporan: laporan.bahan.rekomendasi_lhe is not None and _lhe_lalu(laporan) is not None,
)
def rekomendasi_tahun_lalu(laporan: Laporan) -> Iterator[Finding]:
    """Rekomendasi dan tindak lanjutnya berasal dari evaluasi terakhir, bukan salinan dari tahun lalu.

    Setiap tahun evaluator menerbitkan Laporan Hasil Evaluasi baru. Rekomendasi boleh terulang, tetapi tindak lanjut
    yang kalimatnya sama dengan tahun lalu berarti tidak ada yang dikerjakan selama setahun, atau berkasnya tersalin.

    Perbaikan: catat laporan hasil evaluasi yang terakhir, dan tulis apa yang dilakukan sejak laporan tahun lalu.
    """
    now, before = laporan.bahan.rekomendasi_lhe, _lhe_lalu(laporan)
    assert now is not None and before is not None
    if (now.sumber, now.tanggal) == (before.sumber, before.tanggal):
        what = f"laporan hasil evaluasi ini sama dengan yang dicatat tahun {laporan.tahun - 1}"
        yield now.at("sumber"), f"{what}; catat hasil evaluasi yang terakhir", "peringatan", ""
    told = {r.tindak_lanjut for r in before.rekomendasi if r.tindak_lanjut}
    for number, item in enumerate(now.rekomendasi, start=1):
        if item.tindak_lanjut in told:
            what = f"tindak lanjut rekomendasi {number} ('{_singkat(item.isi)}') sama persis dengan tahun"
            mend = "tulis yang dilakukan sejak itu"
            yield item.at("tindak_lanjut"), f"{what} {laporan.tahun - 1}; {mend}", "peringatan", ""


def _singkat(text: str) -> str:
    return text if len(text) <= _PANJANG else f"{text[:_PANJANG].rsplit(' ', 1)[0]} …"
