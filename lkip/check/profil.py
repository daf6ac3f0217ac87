"""Rules about the state of the office in Bab I: villages, staff, strategic issues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkip.bilangan import tanggal, tertulis
from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama
from lkip.problem import Finding

_DESA = re.compile(r"(?i)^(?:(?:jumlah|seluruh|semua) )*(?:desa|desa dan kelurahan)(?: (?:di|dalam|se)\b.*|)$")


@aturan("", "isian: satu nama untuk satu hal", bila=lambda laporan: laporan.bahan.profil.wilayah is not None)
def desa_tunggal(laporan: Laporan) -> Iterator[Finding]:
    """Setiap desa tercantum satu kali dalam profil.

    Jumlah luas dan penduduk dihitung dari daftar desa. Desa yang tersalin dua kali membuat jumlahnya terlalu besar.

    Perbaikan: hapus salah satu baris desa itu di profil.yml, atau perbaiki namanya.
    """
    wilayah = laporan.bahan.profil.wilayah
    seen: set[str] = set()
    for desa in wilayah.desa if wilayah else ():
        if desa.nama.casefold() in seen:
            message = f"desa '{desa.nama}' sudah tercantum; hapus salah satu, atau perbaiki namanya"
            yield desa.at("nama"), message, "galat", ""
        seen.add(desa.nama.casefold())


@aturan("", "isian: satu fakta di satu tempat", bila=lambda laporan: laporan.bahan.profil.pegawai is not None)
def tanggal_pegawai_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Keadaan pegawai berasal dari tahun laporan.

    Bab I melukiskan keadaan kantor pada tahun itu. Tanggal tahun lain biasanya berarti profil tahun lalu yang tersalin.

    Perbaikan: perbarui daftar pegawai dan tanggalnya di profil.yml tahun ini.
    """
    staff = laporan.bahan.profil.pegawai
    if staff and staff.tanggal.year != laporan.tahun:
        message = (
            f"keadaan pegawai bertanggal {tanggal(staff.tanggal)}, padahal laporan ini tentang tahun {laporan.tahun}"
        )
        yield staff.at("tanggal"), f"{message}; perbarui daftar pegawai dan tanggalnya", "peringatan", ""


def _dari_semua_desa(item: CapaianIndikator) -> bool:
    """Whether an indicator is a share of all villages."""
    k = item.indikator.komponen
    return bool(k and _DESA.match(k.penyebut.strip()) and item.bagian)


def _penyebut(item: CapaianIndikator) -> str:
    return "; ".join(f"{b.triwulan} {b.penyebut.tampil} desa" for b in item.bagian)


@aturan(
    "L08",
    "53/2014: Lampiran III, daftar uji II.5",
    "isian: satu fakta di satu tempat",
    pokok="indikator",
    lihat=_penyebut,
    berlaku=_dari_semua_desa,
    bila=lambda laporan: laporan.bahan.profil.wilayah is not None,
)
def desa_terhitung(laporan: Laporan) -> Iterator[Finding]:
    """Banyaknya desa dalam profil sama dengan banyaknya desa yang menjadi penyebut indikator.

    Persentase dari semua desa dihitung dengan jumlah desa di wilayah itu. Bila profil memuat desa lebih sedikit, luas
    dan penduduk di Bab I kurang; bila penyebutnya yang salah, capaiannya yang salah.

    Perbaikan: lengkapi daftar desa di profil.yml, atau perbaiki penyebut indikatornya. Kelurahan yang memang tidak
    dihitung dicatat di pengecualian.yml.
    """
    wilayah = laporan.bahan.profil.wilayah
    for item in laporan.indikator:
        counts = item.bahan.penyebut if item.bahan and wilayah and _dari_semua_desa(item) else None
        for index, value in enumerate(counts.nilai if counts else ()):
            if counts and wilayah and value is not None and value != len(wilayah.desa):
                message = f"penyebut {bernama(item)} {tertulis(value)} desa, profil memuat {len(wilayah.desa)} desa"
                mend = "lengkapi profil.yml, atau perbaiki penyebutnya"
                yield counts.at(f"tw{index + 1}"), f"{message}; {mend}", "peringatan", item.kode
                break


@aturan(
    "",
    "53/2014: Lampiran II, Bab I",
    pokok="sasaran",
    bila=lambda laporan: any(isu.sasaran for isu in laporan.bahan.profil.isu_strategis),
)
def isu_menyeluruh(laporan: Laporan) -> Iterator[Finding]:
    """Setiap sasaran menjawab paling sedikit satu isu strategis.

    Bab I menerangkan isu strategis yang dihadapi instansi, dan sasaran ditetapkan untuk menjawabnya. Sasaran tanpa isu
    biasanya berarti kaitan yang tertulis pada sasaran lain, atau isu yang belum ditulis.

    Perbaikan: periksa isian sasaran pada setiap isu strategis di profil.yml, dan tambahkan isu yang belum ada.
    """
    profil = laporan.bahan.profil
    answered = {kode for isu in profil.isu_strategis for kode in isu.sasaran}
    for goal in laporan.sasaran if answered else ():
        if goal.kode not in answered:
            message = f"sasaran {goal.kode} ({goal.sasaran.nama}) tidak menjawab satu pun isu strategis di profil.yml"
            yield profil.at("isu_strategis"), f"{message}; periksa kaitannya", "catatan", goal.kode
