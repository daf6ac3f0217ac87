"""Rules about evidence: every realisasi has some, dated within the time that the report covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lkip.bilangan import tanggal
from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama, letak_realisasi
from lkip.problem import Finding


def _terisi(item: CapaianIndikator) -> bool:
    """Whether a unit reported anything for an indicator."""
    figures = (item.realisasi.nilai, *(q.nilai for q in item.triwulan))
    return item.bahan is not None and (bool(item.realisasi.teks) or any(value is not None for value in figures))


@aturan(
    "L23",
    "53/2014: Lampiran III.II.2",
    "88/2021: 2.a.3",
    pokok="indikator",
    lihat=lambda i: f"{len(i.bahan.bukti) if i.bahan else 0} berkas bukti",
    berlaku=lambda i: _terisi(i),
)
def bukti_realisasi(laporan: Laporan) -> Iterator[Finding]:
    """Setiap realisasi mempunyai sekurangnya satu berkas bukti.

    Daftar reviu menanyakan apakah laporan didukung data yang memadai. Angka tanpa berkas yang dapat dibuka tidak dapat
    ditelusuri oleh pereviu, oleh evaluator, maupun oleh pengganti petugasnya.

    Perbaikan: simpan rekapitulasi atau dokumen sumbernya di folder bukti tahun itu, lalu tulis namanya pada bukti
    indikator ini.
    """
    for item in laporan.indikator:
        if item.bahan and _terisi(item) and not item.bahan.bukti:
            folder = f"content/{laporan.tahun}/bukti/"
            message = f"realisasi {bernama(item)} belum disertai bukti; simpan berkasnya di {folder} dan tulis di bukti"
            yield letak_realisasi(item), message, "peringatan", item.kode


def _bertanggal(item: CapaianIndikator) -> str:
    dated = [e.tanggal for e in (item.bahan.bukti if item.bahan else ()) if e.tanggal]
    return ", ".join(tanggal(day) for day in dated)


@aturan(
    "L23",
    "53/2014: Lampiran III.II.5",
    pokok="indikator",
    lihat=_bertanggal,
    berlaku=lambda item: bool(_bertanggal(item)),
)
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


def _bukti_lalu(laporan: Laporan) -> dict[str, tuple[int, str]]:
    """Return year and name of the evidence of earlier years, the newest first, by SHA-256 of what is in it."""
    files = [(year.tahun, f) for year in laporan.bahan.lalu for f in year.bukti if f.ukuran]
    return {f.sha256: (tahun, f.path.partition("/bukti/")[2]) for tahun, f in files}


def _berbukti(laporan: Laporan) -> list[str]:
    return [i.kode for i in laporan.indikator if i.bahan and i.bahan.bukti] if _bukti_lalu(laporan) else []


@aturan("L23", "53/2014: Lampiran III.II.2", "53/2014: Lampiran III.II.5", pokok="indikator", periksa=_berbukti)
def bukti_tahun_lalu(laporan: Laporan) -> Iterator[Finding]:
    """Berkas bukti bukan salinan berkas bukti tahun sebelumnya.

    Bukti harus menunjukkan kinerja tahun ini. Berkas yang sama persis, sampai huruf terakhir, dengan berkas tahun lalu
    biasanya disalin bersama foldernya dan lupa diganti.

    Perbaikan: ganti dengan rekapitulasi tahun ini, dengan nama yang sama. Bila dokumennya memang berlaku beberapa tahun
    (misalnya keputusan), catat di pengecualian.yml.
    """
    before, folder = _bukti_lalu(laporan), f"{laporan.tahun}/bukti/"
    now = {f.path.removeprefix(folder): f.sha256 for f in laporan.bahan.berkas if f.path.startswith(folder)}
    for item in laporan.indikator:
        for bukti in item.bahan.bukti if item.bahan else ():
            if found := before.get(now.get(bukti.berkas, "")):
                same = f"bukti {bernama(item)} '{bukti.berkas}' sama persis dengan '{found[1]}' tahun {found[0]}"
                mend = f"ganti dengan bukti tahun {laporan.tahun}"
                yield bukti.at("berkas"), f"{same}; {mend}", "peringatan", item.kode
