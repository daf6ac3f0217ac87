"""Rules about time: when a report is due, and that it was reviewed before it was signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lkip.bilangan import tanggal
from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.problem import Finding


def batas_waktu(tahun: int) -> date:
    """Return the last day of a report on a year: the last of February of the next one."""
    return date(tahun + 1, 3, 1) - timedelta(days=1)


@aturan("L30", "53/2014: Lampiran II.D", "88/2021: 3.a.6")
def tepat_waktu(laporan: Laporan) -> Iterator[Finding]:
    """Laporan kinerja perangkat daerah selesai paling lambat akhir Februari tahun berikutnya.

    Kepala perangkat daerah menyampaikannya kepada Bupati paling lambat dua bulan sesudah tahun anggaran berakhir:
    28 Februari, atau 29 Februari pada tahun kabisat. Ketepatan waktu adalah kriteria evaluasi tersendiri.

    Perbaikan: periksa tanggal di dokumen.yml. Bila memang terlambat, sampaikan sebabnya pada surat pengantar dan catat
    di pengecualian.yml.
    """
    dokumen, last = laporan.bahan.dokumen, batas_waktu(laporan.tahun)
    if dokumen.status == "final" and not laporan.sampai_triwulan and dokumen.tanggal > last:
        message = f"dokumen final bertanggal {tanggal(dokumen.tanggal)}, lewat dari batas {tanggal(last)}"
        yield (
            dokumen.at("tanggal"),
            f"{message}; periksa tanggalnya, atau catat sebab keterlambatannya",
            "peringatan",
            "",
        )


@aturan("L30", "53/2014: Lampiran III.C.2", "88/2021: 3.a.4")
def reviu_mendahului(laporan: Laporan) -> Iterator[Finding]:
    """Laporan direviu sebelum ditandatangani.

    Reviu harus selesai sebelum laporan ditandatangani, dan evaluator menanyakan apakah laporan telah direviu. Untuk
    kecamatan cukup reviu internal yang tercatat.

    Perbaikan: isi tanggal_reviu di dokumen.yml dengan hari reviu itu selesai, paling lambat pada tanggal dokumen.
    """
    dokumen = laporan.bahan.dokumen
    reviu = dokumen.tanggal_reviu
    if reviu is not None and reviu > dokumen.tanggal:
        message = f"tanggal reviu {tanggal(reviu)} sesudah tanggal dokumen {tanggal(dokumen.tanggal)}"
        yield dokumen.at("tanggal_reviu"), f"{message}; reviu selesai sebelum ditandatangani, perbaiki", "galat", ""
    elif reviu is None and dokumen.status == "final":
        message = "dokumen sudah final, tetapi tanggal reviunya belum ada; isi tanggal_reviu"
        yield dokumen.at("status"), message, "peringatan", ""
