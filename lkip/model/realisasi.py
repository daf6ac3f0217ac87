"""What came of a year: reports of the units, budget, witnesses."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

from datetime import date
from decimal import Decimal
from typing import Literal

from lkip.model.isian import Isian, frozen
from lkip.model.rencana import Triwulan


@frozen
class Bukti(Isian):
    """An evidence file: its name below `<tahun>/bukti/`, what it shows, the date that it bears."""

    berkas: str
    keterangan: str
    tanggal: date | None = None


@frozen
class Pembanding(Isian):
    """The same figure elsewhere, or a standard, in the indicator's unit or words (53/2014 Lampiran II, III.A.4)."""

    nama: str
    tingkat: Literal["kabupaten", "provinsi", "nasional", "internasional", "standar"] | None = None
    nilai: Decimal | None = None
    teks: str | None = None
    sumber: str


@frozen
class Unsur(Isian):
    """The means (1–4) of the nine elements of a Survei Kepuasan Masyarakat (PermenPAN-RB 14/2017)."""

    persyaratan: Decimal
    prosedur: Decimal
    waktu: Decimal
    biaya: Decimal
    produk: Decimal
    kompetensi: Decimal
    perilaku: Decimal
    pengaduan: Decimal
    sarana: Decimal


@frozen
class Survei(Isian):
    """A satisfaction survey, finished in a quarter: the means of its elements, or the answers of every respondent.

    An answer sheet is nine characters in the order of `Unsur`: 1 to 4, or `-` where nothing was answered.
    """

    triwulan: int
    responden: int | None = None
    unsur: Unsur | None = None
    jawaban: tuple[str, ...] = ()


@frozen
class Realisasi(Isian):
    """What a unit reports for one indicator: quarters (or the year alone, with reason), analysis, evidence.

    Instead of quarters: `pembilang` and `penyebut` where the indicator has components, `survei` where it is measured by
    survey, `teks` where it is a step of a ladder or words. `sementara` says why the figure is provisional.
    """

    kode: str
    triwulan: Triwulan | None = None
    pembilang: Triwulan | None = None
    penyebut: Triwulan | None = None
    survei: tuple[Survei, ...] = ()
    teks: str | None = None
    tahunan: Decimal | None = None
    alasan_tahunan: str | None = None
    capaian_manual: Decimal | None = None
    alasan_manual: str | None = None
    sementara: str | None = None
    alasan_belum_tersedia: str | None = None
    faktor_pendukung: str | None = None
    faktor_penghambat: str | None = None
    solusi: str | None = None
    tindak_lanjut: str | None = None
    analisis_program: str | None = None
    pembanding: tuple[Pembanding, ...] = ()
    alasan_tanpa_pembanding: str | None = None
    bukti: tuple[Bukti, ...] = ()


@frozen
class RealisasiUnit(Isian):
    """The file of one unit."""

    unit: str
    indikator: tuple[Realisasi, ...]


@frozen
class AnggaranSubKegiatan(Isian):
    """Ceiling and spending of one sub kegiatan, in rupiah; `keluaran` in the unit of its output."""

    kode: str
    pagu_awal: Decimal | None = None
    pagu: Decimal
    realisasi: Decimal
    keluaran: Decimal | None = None


@frozen
class Anggaran(Isian):
    """The year's budget realisation report."""

    sumber: str
    alasan_perubahan: str | None = None
    sub_kegiatan: tuple[AnggaranSubKegiatan, ...]


@frozen
class Saksi(Isian):
    """A figure typed from a signed paper made elsewhere, which the computed one must meet within `toleransi`."""

    apa: str
    nilai: Decimal
    toleransi: Decimal = Decimal(0)
    sumber: str
    halaman: str


@frozen
class AngkaSaksi(Isian):
    """The year's witnesses."""

    saksi: tuple[Saksi, ...] = ()
