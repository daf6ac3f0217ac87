"""Rules about evidence: every realisasi has some, dated within the time that the report covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lkip.bilangan import tanggal
from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama, letak_realisasi
from lkip.problem import Finding


@aturan(
    "L23",
    "53/2014: Lampiran III.II.2",
    "88/2021: 2.a.3",
    pokok="indikator",
    lihat=lambda i: f"{len(i.bahan.bukti) if i.bahan else 0} berkas bukti",
)
def bukti_realisasi(laporan: Laporan) -> Iterator[Finding]:
    """Setiap realisasi mempunyai sekurangnya satu berkas bukti.

    Daftar reviu menanyakan apakah laporan didukung data yang memadai. Angka tanpa berkas yang dapat dibuka tidak dapat
    ditelusuri oleh pereviu, oleh evaluator, maupun oleh pengganti petugasnya.

    Perbaikan: simpan rekapitulasi atau dokumen sumbernya di folder bukti tahun itu, lalu tulis namanya pada bukti
    indikator ini.
    """
    for item in laporan.indikator:
        filled = (
            item.realisasi.nilai is not None or item.realisasi.teks or any(q.nilai is not None for q in item.triwulan)
        )
        if item.bahan and filled and not item.bahan.bukti:
            folder = f"content/{laporan.tahun}/bukti/"
            message = f"realisasi {bernama(item)} belum disertai bukti; simpan berkasnya di {folder} dan tulis di bukti"
            yield letak_realisasi(item), message, "peringatan", item.kode


@aturan("L23", "53/2014: Lampiran III.II.5", pokok="indikator")
def bukti_bertanggal(laporan: Laporan) -> Iterator[Finding]:
    """Tanggal bukti berada dalam tahun laporan, paling lambat pada tanggal dokumen.

    Bukti yang lebih muda daripada dokumennya tidak mungkin menjadi dasar dokumen itu, dan bukti dari tahun sebelumnya
    jarang menunjukkan kinerja tahun ini.

    Perbaikan: periksa tanggal pada berkasnya; perbaiki tanggalnya, atau ganti dengan bukti tahun ini.
    """
    last, first = laporan.bahan.dokumen.tanggal, date(laporan.tahun, 1, 1)
    for item in laporan.indikator:
        for bukti in item.bahan.bukti if item.bahan else ():
            if bukti.tanggal is None or first <= bukti.tanggal <= last:
                continue
            what = f"bukti {item.kode} '{bukti.berkas}' bertanggal {tanggal(bukti.tanggal)}"
            if bukti.tanggal > last:
                mend = f"sesudah tanggal dokumen {tanggal(last)}; perbaiki salah satu tanggalnya"
                yield bukti.at("tanggal"), f"{what}, {mend}", "galat", item.kode
            else:
                mend = f"sebelum tahun {laporan.tahun}; pastikan bukti itu menunjukkan kinerja tahun ini, atau ganti"
                yield bukti.at("tanggal"), f"{what}, {mend}", "peringatan", item.kode
