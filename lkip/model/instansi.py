"""What outlives a year: the office, its units, scale and policy, the regulations."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

from decimal import Decimal
from typing import Literal

from lkip.model.isian import Isian, frozen

AturanEfisiensi = Literal["E1", "E1-nol", "E2", "E3", "PMK"]


@frozen
class Pejabat(Isian):
    """An official; `nama` is None where only the office is known."""

    jabatan: str
    nama: str | None = None
    nip: str | None = None


@frozen
class Kop(Isian):
    """The letterhead."""

    baris: tuple[str, ...]
    alamat: str
    surel: str | None = None
    situs: str | None = None


@frozen
class Bawahan(Isian):
    """A post below one of the posts under the head of the office."""

    jabatan: str
    nama: str | None = None


@frozen
class Jabatan(Isian):
    """A post right under the head of the office, with those below it."""

    jabatan: str
    nama: str | None = None
    bawahan: tuple[Bawahan, ...] = ()


@frozen
class Unit(Isian):
    """A seksi or subbagian that hands in data."""

    kode: str
    nama: str
    penanggung_jawab: str


@frozen
class Kelas(Isian):
    """A category of the scale, from `mulai` percent (included) up to the class above (excluded).

    `sampai` repeats where it ends, as printed rules do: it must be where the class above begins.
    """

    sebutan: str
    mulai: Decimal
    sampai: Decimal | None = None


@frozen
class Skala(Isian):
    """The scale of categories, highest class first; without classes it is one of those that ship, by its name."""

    nama: str
    sumber: str | None = None
    kelas: tuple[Kelas, ...] = ()


@frozen
class Kebijakan(Isian):
    """The office's choices for measuring: bounds in percent that a mean uses, efficiency rule, what they rest on."""

    batas_atas: Decimal | None = None
    batas_bawah: Decimal
    efisiensi: AturanEfisiensi = "E1"
    dasar: str


@frozen
class Instansi(Isian):
    """The office: what outlives a year."""

    nama: str
    kabupaten: str
    provinsi: str
    tempat: str
    status_data: Literal["contoh", "resmi"]
    kop: Kop
    pimpinan: Pejabat
    atasan: Pejabat
    organisasi: tuple[Jabatan, ...] = ()
    unit: tuple[Unit, ...]
    skala: Skala
    kebijakan: Kebijakan


@frozen
class Peraturan(Isian):
    """A regulation that the report rests on."""

    jenis: str
    nomor: str
    tahun: int
    tentang: str


@frozen
class DasarHukum(Isian):
    """The regulations, in the order in which they are printed."""

    peraturan: tuple[Peraturan, ...]
