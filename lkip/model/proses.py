"""The SOP as it is lived: who holds which role, when the office works, what happened in each step, letters."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

from datetime import date, datetime
from typing import Literal

from lkip.model.instansi import Pejabat
from lkip.model.isian import Isian, frozen
from lkip.model.sop import JenisBukti

Zona = Literal["WIB", "WITA", "WIT"]
Hari = Literal["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
JenisPeristiwa = Literal["mulai", "selesai", "kembali"]


@frozen
class PemegangPeran(Isian):
    """Who holds a role of the SOP, from and until which day (included), and how to know that it is them.

    `nama` is None where only the office is known; `kunci` are public SSH keys, `login` the name at the forge.
    """

    peran: str
    jabatan: str
    nama: str | None = None
    nip: str | None = None
    dari: date
    sampai: date | None = None
    kunci: tuple[str, ...] = ()
    surel: tuple[str, ...] = ()
    login: str | None = None
    pangkat: str | None = None

    @property
    def sebutan(self) -> str:
        """How an event names the holder: the name, or the office where no name is known."""
        return self.nama or self.jabatan

    def berlaku(self, hari: date) -> bool:
        """Tell whether the holder has the role on a day."""
        return self.dari <= hari and (self.sampai is None or hari <= self.sampai)


@frozen
class DaftarPeran(Isian):
    """The holders of roles. `nomor` grows with every change; `pengubah` are the roles that may sign a change.

    `robot` are the keys that sign the records of reviews.
    """

    nomor: int
    pengubah: tuple[str, ...]
    robot: tuple[str, ...] = ()
    peran: tuple[PemegangPeran, ...]

    def pemegang(self, peran: str, hari: date) -> tuple[PemegangPeran, ...]:
        """The holders of a role on a day."""
        return tuple(p for p in self.peran if p.peran == peran and p.berlaku(hari))


@frozen
class RentangJam(Isian):
    """Hours of work without a break, written as `07.30`."""

    dari: str
    sampai: str


@frozen
class HariKerja(Isian):
    """A day of the week on which the office works."""

    hari: Hari
    jam: tuple[RentangJam, ...]


@frozen
class HariLibur(Isian):
    """A day on which the office is closed."""

    tanggal: date
    nama: str
    jenis: Literal["libur nasional", "cuti bersama", "libur daerah"]


@frozen
class TahunLibur(Isian):
    """The holidays of a year and the decree that fixes them."""

    tahun: int
    sumber: str
    hari: tuple[HariLibur, ...]


@frozen
class KalenderKerja(Isian):
    """When the office works: time zone, days and hours, what these rest on, holidays by year."""

    zona: Zona
    dasar: str
    hari_kerja: tuple[HariKerja, ...]
    libur: tuple[TahunLibur, ...] = ()


@frozen
class SuratMasuk(Isian):
    """The letter that an order is written on: from whom, number, dates, how urgent, what about."""

    dari: str | None = None
    nomor: str | None = None
    tanggal: date | None = None
    diterima: date | None = None
    agenda: str | None = None
    sifat: str | None = None
    perihal: str


@frozen
class Disposisi(Isian):
    """The order that opens the year: to whom, what to do, until when; `masuk` is the letter that it is written on."""

    surat: str | None = None
    masuk: SuratMasuk | None = None
    kepada: str
    isi: str
    batas: date
    catatan: str | None = None


@frozen
class Kiriman(Isian):
    """A form handed to a unit, with the note that goes with it."""

    unit: str
    kepada: str
    waktu: datetime
    cara: str | None = None
    catatan: str | None = None


@frozen
class Terkumpul(Isian):
    """What a unit handed in: when, and how many of its indicators."""

    unit: str
    waktu: datetime
    terisi: int
    dari: int
    catatan: str | None = None


@frozen
class Koreksi(Isian):
    """A remark on the document: where, what, who made it, and how it was resolved."""

    letak: str
    isi: str
    oleh: str | None = None
    asal: Literal["tinjauan", "word", "catatan"] | None = None
    penyelesaian: str | None = None


@frozen
class Persetujuan(Isian):
    """What was composed or approved: the fingerprint of the content, the PDF by its SHA-256, the version.

    `sidik_tahun` is the fingerprint of the year's own folder: it tells a later change there from one of what all years
    share, such as the office's head.
    """

    sidik: str
    sha256: str
    versi: str
    sidik_tahun: str | None = None


@frozen
class Penyerahan(Isian):
    """The document handed to a recipient: when, who took it, the receipt."""

    kepada: str
    tanggal: date
    penerima: str
    cara: str | None = None
    tanda_terima: str | None = None


@frozen
class BuktiPeristiwa(Isian):
    """What proves an event beside a signature: a scan with its SHA-256, a signed tag, the number of a review record."""

    jenis: JenisBukti
    berkas: str | None = None
    sha256: str | None = None
    tag: str | None = None
    catatan: int | None = None


@frozen
class Peristiwa(Isian):
    """An event of a step: it began, was done, or was given back (`ke`: from which step on it is to be done again).

    `tahun` is the year that is reported on: an event signed for one year says nothing about another. What follows
    `keterangan` belongs to single steps.
    """

    tahun: int
    langkah: int
    peristiwa: JenisPeristiwa
    ke: int | None = None
    peran: str
    oleh: str
    waktu: datetime
    keterangan: str | None = None
    disposisi: Disposisi | None = None
    kiriman: tuple[Kiriman, ...] = ()
    terkumpul: tuple[Terkumpul, ...] = ()
    koreksi: tuple[Koreksi, ...] = ()
    susunan: Persetujuan | None = None
    persetujuan: Persetujuan | None = None
    surat: str | None = None
    penyerahan: tuple[Penyerahan, ...] = ()
    arsip: str | None = None
    bukti: tuple[BuktiPeristiwa, ...] = ()


@frozen
class TujuanSurat(Isian):
    """To whom the report is sent every year, and where they are."""

    kepada: str
    tempat: str


@frozen
class TataSurat(Isian):
    """How the office numbers its letters: the pattern, the classification of covering letters, its own code.

    `angka_urut` is how many digits the place in the agenda is written with; `tujuan` are all who must get the report.
    """

    pola: str = "{klasifikasi}/{urut}/{instansi}/{bulan}/{tahun}"
    klasifikasi: str
    instansi: str
    angka_urut: int = 3
    tujuan: tuple[TujuanSurat, ...] = ()


@frozen
class BarisSurat(Isian):
    """A row of a covering letter: what is sent, how many, a remark."""

    naskah: str
    banyak: str
    keterangan: str | None = None


@frozen
class Pengirim(Pejabat):
    """Who signs a letter, with the rank that letters print."""

    pangkat: str | None = None


@frozen
class SuratPengantar(Isian):
    """A covering letter: number, date, to whom and where, what is sent, who sends it."""

    nomor: str
    tanggal: date
    kepada: str
    tempat: str
    isi: tuple[BarisSurat, ...]
    pengirim: Pengirim
