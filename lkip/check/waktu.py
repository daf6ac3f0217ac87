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


def _setahun_final(laporan: Laporan) -> bool:
    return laporan.bahan.dokumen.status == "final" and laporan.sampai_triwulan is None


@aturan("L30", "53/2014: Lampiran II.D", "88/2021: 3.a.6", bila=_setahun_final)
def tepat_waktu(laporan: Laporan) -> Iterator[Finding]:
    """Laporan kinerja perangkat daerah selesai paling lambat akhir Februari tahun berikutnya.

    Kepala perangkat daerah menyampaikannya kepada Bupati paling lambat dua bulan sesudah tahun anggaran berakhir:
    28 Februari, atau 29 Februari pada tahun kabisat. Ketepatan waktu adalah kriteria evaluasi tersendiri.

    Perbaikan: periksa tanggal di dokumen.yml. Bila memang terlambat, sampaikan sebabnya pada surat pengantar dan catat
    di pengecualian.yml.
    """
    dokumen, last = laporan.bahan.dokumen, batas_waktu(laporan.tahun)
    if dokumen.tanggal > last:
        message = f"dokumen final bertanggal {tanggal(dokumen.tanggal)}, lewat dari batas {tanggal(last)}"
        yield (
            dokumen.at("tanggal"),
            f"{message}; periksa tanggalnya, atau catat sebab keterlambatannya",
            "peringatan",
            "",
        )


def _direviu(laporan: Laporan) -> bool:
    """Whether a review is there or due."""
    return laporan.bahan.dokumen.status == "final" or laporan.bahan.dokumen.tanggal_reviu is not None


@aturan("L30", "53/2014: Lampiran III.C.2", "88/2021: 3.a.4", bila=_direviu)
def reviu_mendahului(laporan: Laporan) -> Iterator[Finding]:
    """Laporan direviu sebelum ditandatangani, dan laporan setahun sesudah tahunnya berakhir.

    Reviu harus selesai sebelum laporan ditandatangani, dan evaluator menanyakan apakah laporan telah direviu. Untuk
    kecamatan cukup reviu internal yang tercatat. Sebelum tahunnya berakhir, angka setahun belum ada untuk direviu.

    Perbaikan: isi tanggal_reviu di dokumen.yml dengan hari reviu itu selesai, paling lambat pada tanggal dokumen.
    """
    dokumen = laporan.bahan.dokumen
    reviu = dokumen.tanggal_reviu
    if reviu is not None and reviu > dokumen.tanggal:
        message = f"tanggal reviu {tanggal(reviu)} sesudah tanggal dokumen {tanggal(dokumen.tanggal)}"
        yield dokumen.at("tanggal_reviu"), f"{message}; reviu selesai sebelum ditandatangani, perbaiki", "galat", ""
    elif reviu is not None and reviu.year <= laporan.tahun and laporan.sampai_triwulan is None:
        message = f"tanggal reviu {tanggal(reviu)}, sebelum tahun {laporan.tahun} berakhir"
        mend = "perbaiki tanggalnya, atau tulis sampai_triwulan bila laporannya sebagian tahun"
        yield dokumen.at("tanggal_reviu"), f"{message}; {mend}", "peringatan", ""
    elif reviu is None and dokumen.status == "final":
        message = "dokumen sudah final, tetapi tanggal reviunya belum ada; isi tanggal_reviu"
        yield dokumen.at("status"), message, "peringatan", ""


@aturan(
    "L30",
    "53/2014: Lampiran I huruf C",
    bila=lambda laporan: any(pk.jenis == "murni" for pk in laporan.bahan.perjanjian),
)
def perjanjian_tepat_waktu(laporan: Laporan) -> Iterator[Finding]:
    """Perjanjian kinerja murni ditandatangani paling lambat akhir Februari tahun itu.

    Perjanjian disusun paling lambat satu bulan setelah dokumen anggaran disahkan, yang terjadi menjelang atau pada awal
    tahun. Target yang baru ditandatangani menjelang akhir tahun bukan janji, sebab hasilnya sudah diketahui.

    Perbaikan: periksa tanggal di perjanjian-kinerja.yml. Bila memang terlambat, misalnya karena anggaran disahkan
    terlambat, catat sebabnya di pengecualian.yml. Perubahan di tengah tahun ditulis di
    perjanjian-kinerja-perubahan.yml.
    """
    last = batas_waktu(laporan.tahun - 1)
    for pk in laporan.bahan.perjanjian:
        if pk.jenis == "murni" and pk.tanggal.year == laporan.tahun and pk.tanggal > last:  # other years: tanggal-wajar
            message = f"perjanjian kinerja murni bertanggal {tanggal(pk.tanggal)}, lewat dari batas {tanggal(last)}"
            yield pk.at("tanggal"), f"{message}; periksa tanggalnya, atau catat sebabnya", "peringatan", ""
