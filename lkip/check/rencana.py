"""Rules about what was planned and promised: dates, years of targets, agreements, goals."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import bertarget, lihat_target
from lkip.model import Indikator
from lkip.problem import Finding


def _jalur(item: CapaianIndikator) -> str:
    return "; ".join(f"{year.tahun}: {year.target.tampil}" for year in item.target_renstra)


@aturan("", "53/2014: Lampiran I huruf C angka 2", "53/2014: Lampiran II huruf D")
def tanggal_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Dokumen bertanggal dalam tahun laporan atau dua tahun sesudahnya, dan perjanjian kinerja bertanggal dalam tahun
    laporan atau setahun sebelumnya.

    Perjanjian kinerja disusun paling lambat satu bulan setelah dokumen anggaran disahkan, dan laporan disampaikan
    paling lambat dua bulan setelah tahun anggaran berakhir. Tanggal di luar rentang itu hampir selalu salah ketik
    tahun.

    Perbaikan: perbaiki tanggal di dokumen.yml atau di berkas perjanjian kinerja sesuai dokumen yang ditandatangani.
    """
    b = laporan.bahan
    if not laporan.tahun <= b.dokumen.tanggal.year <= laporan.tahun + 2:
        message = f"tanggal dokumen harus antara tahun {laporan.tahun} dan {laporan.tahun + 2}; perbaiki"
        yield b.dokumen.at("tanggal"), message, "galat", ""
    for pk in b.perjanjian:
        if not laporan.tahun - 1 <= pk.tanggal.year <= laporan.tahun:
            message = f"tanggal perjanjian kinerja harus dalam tahun {laporan.tahun - 1} atau {laporan.tahun}; perbaiki"
            yield pk.at("tanggal"), message, "galat", ""


@aturan("L14", "53/2014: Lampiran II, Bab III.A.3", "88/2021: 3.b.4", pokok="indikator", lihat=_jalur)
def target_renstra_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """Setiap indikator mempunyai target untuk setiap tahun Renstra, dan tahun laporan termasuk periode Renstra.

    Laporan membandingkan realisasi sampai tahun ini dengan target jangka menengah, dan evaluator menilai perbandingan
    itu. Tanpa target akhir, kemajuannya tidak dapat dihitung.

    Perbaikan: tambahkan target tahun yang kurang di renstra.yml sesuai Renstra; bila memang belum ditetapkan, tulis
    alasan_tanpa_target. Hapus target di luar periode.
    """
    renstra = laporan.bahan.renstra
    if renstra.periode_akhir < renstra.periode_awal:
        yield renstra.at("periode_akhir"), "tahun akhir Renstra lebih kecil dari tahun awal; perbaiki", "galat", ""
        return
    if not renstra.periode_awal <= laporan.tahun <= renstra.periode_akhir:
        yield (
            renstra.at("periode_awal"),
            f"tahun laporan {laporan.tahun} di luar periode Renstra; perbaiki periode atau nama folder tahun",
            "galat",
            "",
        )
        return
    period = range(renstra.periode_awal, renstra.periode_akhir + 1)
    for i in renstra.indikator:
        missing = [str(t) for t in period if t not in {target.tahun for target in i.target}]
        if missing:
            yield i.at("target"), f"target {i.kode} tahun {', '.join(missing)} belum ada; tambahkan", "galat", i.kode
        for target in i.target:
            if target.tahun not in period:
                yield (
                    target.at("tahun"),
                    f"target {i.kode} tahun {target.tahun} di luar periode Renstra; hapus",
                    "galat",
                    i.kode,
                )
            elif target.tahun == renstra.periode_akhir and target.alasan_tanpa_target:
                message = f"target akhir Renstra {i.kode} (tahun {target.tahun}) belum ditetapkan, sehingga kemajuannya"
                mend = "tidak dapat dihitung; isi targetnya begitu ditetapkan"
                yield target.at("alasan_tanpa_target"), f"{message} {mend}", "peringatan", i.kode


def belum_ditetapkan(indikator: Indikator, tahun: int) -> bool:
    """Whether the Renstra says why an indicator has no target in a year: it may not be measured yet."""
    return any(t.tahun == tahun and t.alasan_tanpa_target is not None for t in indikator.target)


@aturan(
    "L01",
    "53/2014: Lampiran III, daftar uji III.4",
    "53/2014: Lampiran I huruf E",
    pokok="indikator",
    lihat=lihat_target,
    berlaku=bertarget,
)
def perjanjian_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """Perjanjian kinerja memuat target untuk setiap indikator, dan perjanjian perubahan menyebut alasannya.

    Target dalam laporan harus sama dengan target dalam perjanjian kinerja; itu termasuk daftar uji reviu. Perjanjian
    hanya boleh diubah bila pejabat, strategi, prioritas, atau asumsi berubah, sehingga sebabnya perlu tertulis.

    Perbaikan: tambahkan indikator yang kurang beserta targetnya di berkas perjanjian kinerja, dan isi alasan_perubahan
    pada perjanjian perubahan. Indikator yang baru dimulai belakangan diberi alasan_tanpa_target pada tahun-tahun
    sebelumnya di renstra.yml; perjanjian tahun-tahun itu tidak perlu diubah.
    """
    for pk in laporan.bahan.perjanjian:
        promised = {t.kode for t in pk.indikator}
        for i in laporan.bahan.renstra.indikator:
            if i.kode not in promised and not belum_ditetapkan(i, laporan.tahun):
                message = f"indikator {i.kode} ({i.nama}) belum ada dalam perjanjian kinerja; tambahkan targetnya"
                yield pk.at("indikator"), message, "galat", i.kode
        if pk.jenis == "perubahan" and not pk.alasan_perubahan:
            yield pk.at("jenis"), "perjanjian kinerja perubahan harus memuat alasan_perubahan; tambahkan", "galat", ""


@aturan("", "53/2014: Lampiran I huruf E", bila=lambda laporan: len(laporan.bahan.perjanjian) > 1)
def perjanjian_urut(laporan: Laporan) -> Iterator[Finding]:
    """Bila ada dua perjanjian kinerja, yang pertama murni dan yang kedua perubahan dengan tanggal yang lebih kemudian.

    Perjanjian dapat diubah dalam tahun berjalan, dan yang berlaku adalah yang terakhir. Bila jenis atau tanggalnya
    tertukar, laporan mengukur kinerja terhadap target yang sudah tidak berlaku.

    Perbaikan: tulis jenis murni di perjanjian-kinerja.yml dan jenis perubahan di perjanjian-kinerja-perubahan.yml,
    dengan tanggal sesuai dokumennya.
    """
    first, second = laporan.bahan.perjanjian
    if first.jenis != "murni":
        yield first.at("jenis"), "perjanjian ini mempunyai berkas perubahan; jenisnya harus murni", "galat", ""
    if second.jenis != "perubahan":
        yield second.at("jenis"), "berkas ini memuat perjanjian perubahan; jenisnya harus perubahan", "galat", ""
    if second.tanggal < first.tanggal:
        yield second.at("tanggal"), "tanggal perjanjian perubahan lebih awal daripada yang murni; perbaiki", "galat", ""


@aturan("L19", "53/2014: Lampiran II, Bab III.A.7", pokok="sasaran")
def sasaran_didukung(laporan: Laporan) -> Iterator[Finding]:
    """Setiap sasaran didukung paling sedikit satu program.

    Laporan menganalisis program dan kegiatan yang menunjang keberhasilan atau kegagalan setiap sasaran. Sasaran tanpa
    program tidak mempunyai anggaran yang dapat dijelaskan, dan efisiensinya tidak dapat dihitung.

    Perbaikan: tulis kode sasaran itu pada isian sasaran milik program yang mendukungnya di renja.yml.
    """
    served = {kode for p in laporan.bahan.renja.program for kode in p.sasaran}
    renja = laporan.bahan.renja
    for goal in laporan.sasaran:
        if goal.kode not in served:
            message = f"sasaran {goal.kode} ({goal.sasaran.nama}) belum didukung program apa pun tahun {laporan.tahun}"
            mend = "tulis kodenya pada isian sasaran program yang mendukungnya"
            yield renja.at("program"), f"{message}; {mend}", "peringatan", goal.kode
