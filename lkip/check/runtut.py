"""Rules about order and plain sense: targets that go forward, steps that are numbered, dates within their year."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from lkip.bilangan import tanggal, tertulis
from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.waktu import batas_waktu
from lkip.problem import Finding

_SINGKAT = 12
_ANALISIS = ("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut", "analisis_program")


def _target(item: CapaianIndikator) -> str:
    return "; ".join(f"{t.tahun} {t.target.tampil}" for t in item.target_renstra)


@aturan(
    "L12",
    "88/2021: 1.b.7",
    pokok="indikator",
    lihat=_target,
    berlaku=lambda item: item.indikator.polaritas in ("positif", "negatif"),
)
def target_renstra_maju(laporan: Laporan) -> Iterator[Finding]:
    """Target Renstra sebuah indikator tidak melunak dari satu tahun ke tahun berikutnya.

    Target harus menantang dan menuju keadaan akhir Renstra. Target yang mundur di tengah jalan biasanya salah ketik
    atau dua tahun yang tertukar.

    Perbaikan: periksa target kedua tahun itu di renstra.yml. Bila memang mundur, catat alasannya di pengecualian.yml.
    """
    for i in laporan.bahan.renstra.indikator:
        known = sorted((t for t in i.target if t.nilai is not None), key=lambda t: t.tahun)
        for earlier, later in itertools.pairwise(known) if i.polaritas in ("positif", "negatif") else ():
            assert earlier.nilai is not None and later.nilai is not None
            softer = later.nilai < earlier.nilai if i.polaritas == "positif" else later.nilai > earlier.nilai
            if softer:
                both = f"{earlier.tahun} {tertulis(earlier.nilai)}, {later.tahun} {tertulis(later.nilai)}"
                message = f"target Renstra {i.kode} ({i.nama}) melunak: {both}"
                yield later.at("nilai"), f"{message}; periksa kedua angkanya", "peringatan", i.kode


def _analisis(item: CapaianIndikator) -> str:
    return ", ".join(name for name in _ANALISIS if getattr(item.bahan, name, None))


@aturan(
    "L16",
    "53/2014: Lampiran II, Bab III.A.5",
    "88/2021: 3.b.7",
    pokok="indikator",
    lihat=_analisis,
    berlaku=lambda item: bool(_analisis(item)),
)
def analisis_terurai(laporan: Laporan) -> Iterator[Finding]:
    """Analisis sebuah indikator menguraikan sebab dan tindakannya, bukan satu kata.

    Laporan menganalisis penyebab keberhasilan atau kegagalan dan solusi yang telah dilakukan. Isian seperti 'idem' atau
    'baik' tidak menjelaskan apa pun kepada pembaca.

    Perbaikan: tulis apa yang terjadi, mengapa, dan apa yang dilakukan, dengan satu kalimat yang utuh.
    """
    for item in laporan.indikator:
        for name in _ANALISIS if item.bahan else ():
            text = (getattr(item.bahan, name) or "").strip()
            if item.bahan and text and len(text) < _SINGKAT:
                message = f"{item.kode} ({item.nama}): {name} hanya berisi '{text}'"
                yield item.bahan.at(name), f"{message}; uraikan dengan satu kalimat yang utuh", "peringatan", item.kode


@aturan("L30", "53/2014: Lampiran II huruf D", bila=lambda laporan: laporan.sampai_triwulan is None)
def tanggal_dokumen_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Laporan setahun penuh bertanggal sesudah tahunnya berakhir, dan konsepnya tidak lewat dari batas waktu.

    Laporan disusun sesudah tahun anggaran berakhir dan disampaikan paling lambat akhir Februari. Tanggal sebelum akhir
    tahun berarti salah ketik, atau laporan itu baru mencakup sebagian tahun.

    Perbaikan: perbaiki tanggal di dokumen.yml, atau tulis sampai_triwulan bila laporannya memang sebagian tahun.
    """
    dokumen, last = laporan.bahan.dokumen, batas_waktu(laporan.tahun)
    if dokumen.tanggal.year == laporan.tahun:
        message = f"laporan setahun penuh bertanggal {tanggal(dokumen.tanggal)}, sebelum tahunnya berakhir"
        mend = "perbaiki tanggalnya, atau tulis sampai_triwulan"
        yield dokumen.at("tanggal"), f"{message}; {mend}", "peringatan", ""
    elif dokumen.status == "draf" and last < dokumen.tanggal <= date(laporan.tahun + 2, 12, 31):  # later: tanggal-wajar
        message = f"konsep bertanggal {tanggal(dokumen.tanggal)}, lewat dari batas {tanggal(last)}"
        yield dokumen.at("tanggal"), f"{message}; segera selesaikan, atau perbaiki tanggalnya", "peringatan", ""


@aturan("", "SOP: urutan langkah", bila=lambda laporan: bool(laporan.bahan.sop.langkah))
def sop_runtut(laporan: Laporan) -> Iterator[Finding]:
    """Langkah SOP bernomor urut dari 1, dikerjakan jabatan yang mempunyai kolom, dan hanya kembali ke langkah
    sebelumnya; SOP berlaku tidak sebelum dibuat.

    SOP adalah urutan kegiatan. Nomor yang terlewat atau berulang berarti ada langkah yang hilang atau tersalin, dan
    langkah tanpa kolom pelaksana tidak dapat digambar pada bagan alirnya.

    Perbaikan: urutkan nomor langkah, samakan nama jabatan, dan perbaiki tanggalnya di sop.yml.
    """
    sop = laporan.bahan.sop
    for wanted, step in enumerate(sop.langkah, start=1):
        if step.nomor != wanted:
            message = f"langkah SOP ke-{wanted} bernomor {step.nomor}; urutkan nomornya dari 1"
            yield step.at("nomor"), message, "galat", ""
            break
    for step in sop.langkah:
        for role in dict.fromkeys((step.pelaksana, *step.penentu)):
            if role not in sop.jabatan:
                message = f"langkah {step.nomor} SOP menyebut {role}, yang tidak ada pada daftar pelaksana"
                yield step.at("pelaksana"), f"{message}; tambahkan jabatan itu atau samakan namanya", "galat", ""
        if step.kembali_ke is not None and step.kembali_ke >= step.nomor:
            message = f"langkah {step.nomor} SOP kembali ke langkah {step.kembali_ke}"
            yield step.at("kembali_ke"), f"{message}; tulis nomor langkah sebelumnya", "galat", ""
    if sop.tanggal_efektif < sop.tanggal_pembuatan:
        message = "SOP berlaku sebelum dibuat"
        yield sop.at("tanggal_efektif"), f"{message}; perbaiki salah satu tanggalnya", "galat", ""


@aturan("", "SOP: waktu baku langkah", bila=lambda laporan: bool(laporan.bahan.sop.langkah))
def sop_berwaktu(laporan: Laporan) -> Iterator[Finding]:
    """Waktu baku tiap langkah SOP berupa angka dan satuan menit, jam atau hari.

    Mutu baku SOP memuat waktu. Waktu yang tidak terbaca tidak dapat dibandingkan dengan waktu yang terpakai, sehingga
    langkah itu tidak pernah disebut tepat atau terlambat.

    Perbaikan: tulis waktu langkah itu di sop.yml seperti 10 Menit, 2 Jam, 1,5 Jam atau 5 Hari; yang lain ditulis di
    belakangnya dalam kurung, atau pada keterangan.
    """
    for step in laporan.bahan.sop.langkah:
        if step.baku is None or not step.baku.nilai:
            message = (
                f"waktu langkah {step.nomor} SOP ({step.kegiatan}) '{step.waktu}' tidak terbaca sebagai waktu baku"
            )
            yield step.at("waktu"), f"{message}; tulis misalnya 2 Jam atau 5 Hari", "peringatan", ""
