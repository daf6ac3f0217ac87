"""Rules about what is told of an indicator: how it is defined and counted, how good its data are."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.problem import Finding

_SINGKAT = 20


@aturan("L24", "53/2014: Lampiran II.H", "88/2021: 2.a.2", pokok="indikator")
def metadata_jelas(laporan: Laporan) -> Iterator[Finding]:
    """Definisi operasional dan cara menghitung menjelaskan indikator, bukan mengulang namanya.

    Pengumpulan data kinerja harus menetapkan indikatornya dan mekanisme perhitungannya. Orang lain harus dapat
    menghitung angka yang sama dari uraian itu.

    Perbaikan: tulis apa yang dihitung dan apa yang tidak, pembilang dan penyebutnya, serta cara menggabungkan triwulan.
    """
    for i in laporan.bahan.renstra.indikator:
        for field, what in (("definisi_operasional", "definisi operasional"), ("cara_hitung", "cara menghitung")):
            text = getattr(i, field).strip().rstrip(".")
            if text.lower() == i.nama.strip().lower():
                message = f"{what} {i.kode} hanya mengulang namanya ('{text}')"
            elif len(text) < _SINGKAT:
                message = f"{what} {i.kode} ({i.nama}) terlalu singkat ('{text}')"
            else:
                continue
            mend = "uraikan sehingga orang lain dapat menghitung angka yang sama"
            yield i.at(field), f"{message}; {mend}", "peringatan", i.kode


@aturan("L24", "53/2014: Lampiran III.II.5", "88/2021: 2.a.3", pokok="indikator")
def kualitas_data_ada(laporan: Laporan) -> Iterator[Finding]:
    """Setiap indikator menerangkan mutu datanya.

    Pembaca perlu tahu siapa yang memeriksa angkanya, seberapa teliti, apa yang tidak tertangkap, dan bagaimana hal itu
    diatasi. Undang-undang Amerika Serikat (GPRA) mewajibkan keterangan ini; di sini ia menjawab butir daftar reviu
    tentang keandalan data.

    Perbaikan: isi kualitas_data indikator itu di renstra.yml: verifikasi, ketelitian, keterbatasan, mitigasi.
    """
    for i in laporan.bahan.renstra.indikator:
        if i.kualitas_data is None:
            message = f"{i.kode} ({i.nama}) belum menerangkan mutu datanya; isi kualitas_data di renstra.yml"
            yield i.at("kode"), message, "catatan", i.kode
