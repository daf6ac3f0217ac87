"""What typed figures stand on that belong to no indicator or budget line: weights, agreements, Bab I, witnesses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lkip.baris import ROWS
from lkip.capaian import Angka, CapaianSasaran, CapaianTujuan, Laporan
from lkip.jejak.tempat import AngkaAsal, Asal, gabung, pada
from lkip.model import Isian, PerjanjianKinerja

_TARGET = ("target", "bawah", "atas", "teks", "alasan_tanpa_target")


def isian(part: CapaianSasaran | CapaianTujuan) -> Isian:
    """Return a goal or an aim as the Renstra has it."""
    return part.sasaran if isinstance(part, CapaianSasaran) else part.tujuan


def bobot(laporan: Laporan) -> Iterator[AngkaAsal]:
    """Yield the weights of aims and goals."""
    parts: tuple[CapaianTujuan | CapaianSasaran, ...] = (*laporan.tujuan, *laporan.sasaran)
    for part in parts:
        if part.bobot is not None:
            kind = "Sasaran" if isinstance(part, CapaianSasaran) else "Tujuan"
            named = f"{kind} {part.kode}: {part.nama}"
            yield AngkaAsal(f"{part.kode}.bobot", part.kode, named, "Bobot", part.bobot, pada(isian(part), "bobot"))


def perjanjian(laporan: Laporan) -> Iterator[AngkaAsal]:
    """Yield the figures of every performance agreement: targets, programs, their sum."""
    for pk in laporan.bahan.perjanjian:
        yield from _perjanjian(pk, laporan)


def _perjanjian(pk: PerjanjianKinerja, laporan: Laporan) -> Iterator[AngkaAsal]:
    kunci, named, choice = f"pk_{pk.jenis}", f"Perjanjian kinerja {pk.jenis}", {"pk": pk.jenis}
    promised = {t.kode: pada(t, *_TARGET) for t in reversed(pk.indikator)}
    money = {p.kode: pada(p, "anggaran") for p in pk.program}
    for row in ROWS["pk_indikator"](laporan, choice):
        kode = row["indikator"].kode
        yield AngkaAsal(f"{kunci}.{kode}", kode, named, f"Target {kode}", row["target"], promised[kode])
    for row in ROWS["pk_program"](laporan, choice):
        kode = row["kode"]
        yield AngkaAsal(f"{kunci}.{kode}", kode, named, f"Anggaran {kode}", row["anggaran"], money[kode])
    for row in ROWS["pk_jumlah"](laporan, choice):
        yield AngkaAsal(f"{kunci}.jumlah", "", named, "Jumlah anggaran", row["anggaran"], gabung(*money.values()))


# --- Bab I -----------------------------------------------------------------------------------------------------

_ORANG = {"laki_laki": ("laki_laki",), "perempuan": ("perempuan",), "jumlah": ("laki_laki", "perempuan")}
_BARANG = {"baik": ("baik",), "rusak": ("rusak",), "jumlah": ("baik", "rusak")}
_DESA = {
    "luas": ("luas",),
    "laki_laki": ("laki_laki",),
    "perempuan": ("perempuan",),
    "penduduk": ("laki_laki", "perempuan"),
    "kepadatan": ("luas", "laki_laki", "perempuan"),
}


def keadaan(laporan: Laporan) -> Iterator[AngkaAsal]:
    """Yield the counts of staff, equipment and villages with their totals."""
    profil, state = laporan.bahan.profil, laporan.keadaan
    staff, goods, area = profil.pegawai, profil.sarana, profil.wilayah
    yield from _kelompok(
        "golongan", "Pegawai menurut golongan", state.golongan, staff.golongan if staff else (), _ORANG
    )
    schools = staff.pendidikan if staff else ()
    yield from _kelompok("pendidikan", "Pegawai menurut pendidikan", state.pendidikan, schools, _ORANG)
    yield from _kelompok("barang", "Sarana", state.barang, goods.barang if goods else (), _BARANG)
    yield from _kelompok("desa", "Wilayah", state.desa, area.desa if area else (), _DESA)


def _kelompok(
    kunci: str, kelompok: str, rows: Sequence[Any], given: Sequence[Isian], fields: dict[str, tuple[str, ...]]
) -> Iterator[AngkaAsal]:
    """Yield a group of rows; a row more than was given is their total."""
    for number, row in enumerate(rows):
        parts = given[number : number + 1] or given
        for name, of in fields.items():
            angka: Angka = getattr(row, name)
            asal: Asal = gabung(*(pada(part, *of) for part in parts))
            what = f"{row.nama}: {name.replace('_', '-')}"
            yield AngkaAsal(f"{kunci}.{number + 1}.{name}", "", kelompok, what, angka, asal)


def saksi(laporan: Laporan) -> Iterator[AngkaAsal]:
    """Yield what signed papers of others say."""
    for number, found in enumerate(laporan.saksi, start=1):
        for name, angka in (("nilai", found.nilai), ("toleransi", found.toleransi)):
            what = f"{name.title()} menurut {found.saksi.sumber}"
            yield AngkaAsal(f"saksi_{number}.{name}", "", found.nama, what, angka, pada(found.saksi, name))
