"""Everything that was handed in for one year, put together."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lkip.model.instansi import DasarHukum, Instansi, Pejabat, Skala
from lkip.model.isian import Isian, frozen
from lkip.model.pemeriksaan import DaftarPengecualian, DaftarTemuanLama, RekomendasiLhe
from lkip.model.profil import Profil
from lkip.model.realisasi import Anggaran, AngkaSaksi, RealisasiUnit
from lkip.model.rencana import PerjanjianKinerja, Renja
from lkip.model.renstra import Renstra
from lkip.model.riwayat import Riwayat
from lkip.model.sop import Sop


@frozen
class Dokumen(Isian):
    """The state of the year's document; its date is the date of every output.

    `tanggal_reviu` is the day of the internal review, `sampai_triwulan` the last quarter that it reports (4: the whole
    year), `skala` the year's own scale.
    """

    status: Literal["draf", "final"]
    versi: str
    tanggal: date
    tanggal_reviu: date | None = None
    kertas: Literal["A4", "F4"]
    sampai_triwulan: int = 4
    pimpinan: Pejabat | None = None
    skala: Skala | None = None


@dataclass(frozen=True)
class Prosa:
    """A prose file: its name without `.md`, its path from the repository's root, its text."""

    nama: str
    path: str
    teks: str


@dataclass(frozen=True, order=True)
class Berkas:
    """A content file as a fact: path below content/, SHA-256 of its bytes, size in bytes."""

    path: str
    sha256: str
    ukuran: int


def sidik_berkas(berkas: Iterable[Berkas]) -> str:
    """Return the fingerprint of files: SHA-256 over their sorted paths and hashes."""
    lines = "".join(f"{f.path}\0{f.sha256}\n" for f in sorted(berkas))
    return hashlib.sha256(lines.encode()).hexdigest()


@dataclass(frozen=True)
class Foto:
    """A picture of content/: path below content/, width and height in dots."""

    path: str
    lebar: int
    tinggi: int


@dataclass(frozen=True)
class Lembar:
    """An evidence file that is a table of text: path below content/, its rows of cells (the first is line 1)."""

    path: str
    baris: tuple[tuple[str, ...], ...]


@frozen
class TahunLalu:
    """The data of an earlier year that has a folder of its own: what comparisons over the years are made from.

    Its prose, evidence files and last evaluation are kept to tell what was only copied from it.
    """

    tahun: int
    perjanjian: tuple[PerjanjianKinerja, ...]
    renja: Renja
    realisasi: tuple[RealisasiUnit, ...]
    anggaran: Anggaran
    narasi: tuple[Prosa, ...] = ()
    bukti: tuple[Berkas, ...] = ()
    rekomendasi_lhe: RekomendasiLhe | None = None

    @property
    def perjanjian_kinerja(self) -> PerjanjianKinerja:
        """The agreement in force at the end of that year."""
        return self.perjanjian[-1]


@frozen
class Bahan:
    """Everything that was handed in for one year. `berkas` are the files that the document is a function of.

    `perjanjian` holds the agreement as first signed and, where there is one, the revised one; `lalu` the earlier years
    with a folder of their own, oldest first (older ones stand in `riwayat`); `nomenklatur` the official names of
    programs, kegiatan and sub kegiatan by code, as listed for the year or the newest one before; `lembar` the year's
    evidence that is a table, by path below content/;
    `biasa` the files that an earlier year has and this one lacks, each with where it stands.
    """

    tahun: int
    instansi: Instansi
    sop: Sop
    dasar_hukum: DasarHukum
    renstra: Renstra
    riwayat: Riwayat
    dokumen: Dokumen
    profil: Profil = field(default_factory=Profil)
    perjanjian: tuple[PerjanjianKinerja, ...]
    renja: Renja
    realisasi: tuple[RealisasiUnit, ...]
    anggaran: Anggaran
    angka_saksi: AngkaSaksi = field(default_factory=AngkaSaksi)
    pengecualian: DaftarPengecualian = field(default_factory=DaftarPengecualian)
    pengecualian_bersama: DaftarPengecualian = field(default_factory=DaftarPengecualian)
    temuan_lama: DaftarTemuanLama = field(default_factory=DaftarTemuanLama)
    rekomendasi_lhe: RekomendasiLhe | None = None
    nomenklatur: Mapping[str, str] = field(default_factory=dict)
    biasa: Mapping[str, str] = field(default_factory=dict)
    lalu: tuple[TahunLalu, ...] = ()
    foto: Mapping[str, Foto] = field(default_factory=dict)
    lembar: Mapping[str, Lembar] = field(default_factory=dict)
    narasi: tuple[Prosa, ...]
    panduan: tuple[Prosa, ...]
    berkas: tuple[Berkas, ...]

    @property
    def perjanjian_kinerja(self) -> PerjanjianKinerja:
        """The agreement in force at the end of the year."""
        return self.perjanjian[-1]

    @property
    def pimpinan(self) -> Pejabat:
        """Who signs this year's documents."""
        return self.dokumen.pimpinan or self.instansi.pimpinan

    @property
    def sidik(self) -> str:
        """The fingerprint of what the document is made of: SHA-256 over the sorted paths and hashes of its files."""
        return sidik_berkas(self.berkas)
