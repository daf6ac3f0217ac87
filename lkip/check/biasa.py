"""Rules about what is easily forgotten: files that a year usually has, totals of signed papers to hold it against."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.problem import Finding, Source

# What a year that lacks a file goes without.
_GUNA = {
    "profil.yml": "wilayah, pegawai dan isu strategis pada Bab I tidak tercetak",
    "angka-saksi.yml": "tidak ada angka laporan yang dicocokkan dengan dokumen bertanda tangan",
}
# The totals that a signed paper of every office has.
_JUMLAH = {"anggaran.pagu": "jumlah pagu", "anggaran.realisasi": "jumlah realisasi anggaran"}


def _resmi(laporan: Laporan) -> bool:
    return laporan.bahan.instansi.status_data == "resmi" and laporan.bahan.dokumen.status == "final"


def _bersaksi(laporan: Laporan) -> bool:
    """Whether a total of the budget is held against a signed paper: then both can be."""
    return any(item.apa.startswith("anggaran.") for item in laporan.bahan.angka_saksi.saksi)


@aturan("", "53/2014: Lampiran III, daftar uji I.1", "050-5889/2021: lampiran")
def berkas_biasa_ada(laporan: Laporan) -> Iterator[Finding]:
    """Berkas yang boleh tidak ada, tetapi ada pada tahun sebelumnya, ada pula tahun ini.

    Tanpa profil, Bab I kehilangan uraian yang tahun lalu ada; tanpa angka saksi, tidak ada yang mencocokkan laporan
    dengan dokumen bertanda tangan. Keduanya hilang tanpa tanda bila foldernya disalin sebagian. Laporan final dengan
    data resmi memerlukan pula daftar nomenklatur, agar kode dan nama programnya dapat diperiksa.

    Perbaikan: salin berkas tahun sebelumnya dan perbarui isinya; bila memang tidak diperlukan lagi, terima di
    pengecualian.yml.
    """
    for name, earlier in laporan.bahan.biasa.items():
        message = f"{name} tahun {laporan.tahun} belum ada, padahal {earlier} ada, sehingga {_GUNA[name]}"
        mend = "salin berkas itu lalu perbarui isinya, atau terima dengan alasan di pengecualian.yml"
        yield Source(f"content/{laporan.tahun}/{name}"), f"{message}; {mend}", "peringatan", ""
    if _resmi(laporan) and not laporan.bahan.nomenklatur:
        message = "daftar nomenklatur belum ada, sehingga kode dan nama program, kegiatan dan sub kegiatan tidak"
        mend = f"diperiksa; buat content/nomenklatur/{laporan.tahun}.tsv dengan baris kode, tab, nama"
        yield laporan.bahan.renja.at("program"), f"{message} {mend}", "catatan", ""


@aturan(
    "",
    "53/2014: Lampiran III, daftar uji II.5",
    "aritmetika: angka yang sama dari dua sumber",
    bila=lambda laporan: _bersaksi(laporan) or _resmi(laporan),
)
def saksi_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """Angka saksi memuat paling sedikit jumlah pagu dan jumlah realisasi anggaran.

    Baris anggaran yang terlewat atau salah ketik tidak terlihat dari barisnya sendiri, tetapi mengubah jumlahnya.
    Jumlah dalam laporan keuangan yang ditandatangani adalah saksi yang paling murah untuk itu.

    Perbaikan: salin kedua jumlah itu dari laporan realisasi anggaran ke angka-saksi.yml, dengan sumber dan halamannya.
    """
    saksi = laporan.bahan.angka_saksi
    there = {item.apa for item in saksi.saksi}
    where = saksi.at("saksi") if there else Source(f"content/{laporan.tahun}/angka-saksi.yml")
    for name, what in _JUMLAH.items():
        if name not in there:
            message = f"{what} belum mempunyai angka saksi"
            mend = f"salin dari laporan realisasi anggaran yang ditandatangani, dengan apa: {name}"
            yield where, f"{message}; {mend}", "peringatan", ""
