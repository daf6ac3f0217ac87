"""The state of the office in a year: what Bab I tells about it."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

from datetime import date
from decimal import Decimal

from lkip.model.isian import Isian, frozen


@frozen
class KelompokPegawai(Isian):
    """Staff of one rank or one level of education (persons)."""

    nama: str
    laki_laki: int
    perempuan: int


@frozen
class Pegawai(Isian):
    """The staff on a day, counted twice: by rank and by education."""

    tanggal: date
    sumber: str
    golongan: tuple[KelompokPegawai, ...]
    pendidikan: tuple[KelompokPegawai, ...]


@frozen
class Barang(Isian):
    """A kind of equipment by its state (pieces)."""

    nama: str
    satuan: str
    baik: int
    rusak: int


@frozen
class Sarana(Isian):
    """The office's equipment."""

    sumber: str
    barang: tuple[Barang, ...]


@frozen
class Desa(Isian):
    """A village: area in square kilometres, inhabitants (persons)."""

    nama: str
    luas: Decimal
    laki_laki: int
    perempuan: int


@frozen
class Wilayah(Isian):
    """The villages that the office serves."""

    sumber: str
    desa: tuple[Desa, ...]


@frozen
class Isu(Isian):
    """A strategic issue and the goals that answer it (PermenPAN-RB 53/2014 Lampiran II, Bab I)."""

    isu: str
    sasaran: tuple[str, ...]


@frozen
class Profil(Isian):
    """The state of the office in a year: what Bab I tells about it. A part without data is left out."""

    pegawai: Pegawai | None = None
    sarana: Sarana | None = None
    wilayah: Wilayah | None = None
    isu_strategis: tuple[Isu, ...] = ()
