"""Scales that ship by name: classes as half-open intervals in percent, with where each is in use."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lkip.model import Kelas, Skala


def _skala(nama: str, sumber: str, **mulai: str) -> Skala:
    kelas = tuple(Kelas(sebutan=s.replace("_", " "), mulai=Decimal(m)) for s, m in mulai.items())
    return Skala(nama=nama, sumber=sumber, kelas=kelas)


# Printed rules leave gaps (76–90, 91–100), overlap (80 in two classes) or begin above a figure ("> 100"). Here a class
# begins at its figure; "above 100" begins at the next figure that can be shown, for what is shown is what is classed.
SKALA = {
    "permendagri-86-2017": _skala(
        "Skala Nilai Peringkat Kinerja",
        "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017, dibaca menyambung tanpa celah",
        Sangat_Tinggi="91",
        Tinggi="76",
        Sedang="66",
        Rendah="51",
        Sangat_Rendah="0",
    ),
    "empat-kelas-100-80-55": _skala(
        "Skala empat kelas 100–80–55",
        "kebiasaan laporan kinerja perangkat daerah Provinsi Jawa Barat tahun 2016, dibaca menyambung tanpa celah",
        Sangat_Baik="100.01",
        Baik="80",
        Cukup="55",
        Kurang="0",
    ),
    "empat-kelas-100-75-55": _skala(
        "Skala empat kelas 100–75–55",
        "kebiasaan pemantauan kinerja perangkat daerah kabupaten dan kota, dibaca menyambung tanpa celah",
        Sangat_Berhasil="100",
        Berhasil="75",
        Cukup_Berhasil="55",
        Kurang_Berhasil="0",
    ),
    "tiga-warna": _skala(
        "Skala tiga warna 90–70",
        "kebiasaan dasbor kinerja perangkat daerah, dibaca menyambung tanpa celah",
        Hijau="90.01",
        Kuning="70",
        Merah="0",
    ),
}


def pilih_skala(skala: Skala) -> Skala:
    """Return a scale with its classes: its own, or those of the shipped one that it names; none where it names none.

    The office may say what makes a shipped one hold for it (`sumber`, a regulation of the regent for example).
    """
    shipped = SKALA.get(skala.nama)
    if skala.kelas or shipped is None:
        return skala
    return replace(shipped, sumber=skala.sumber) if skala.sumber else shipped
