"""Laporan and its parts: what is worked out from the bahan, frozen, with how each figure is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lkip.bilangan import angka, half_up
from lkip.model import Bahan, Indikator, Realisasi, Sasaran, frozen

KOSONG = "–"


@dataclass(frozen=True)
class Angka:
    """A figure: its exact value, how it is shown, where it has no value why, and how it came to be.

    `satuan` is "%" for percent, "Rp" for rupiah, else the indicator's unit; `desimal` how many decimals are shown.
    `kunci` names the figure as prose refers to it (`IKU-01.capaian`), `cara` is its calculation with the numbers put in
    or where it was given; a figure without `kunci` has no entry in the lampiran *cara hitung*.
    """

    nilai: Decimal | None
    satuan: str = ""
    desimal: int = 2
    alasan: str | None = None
    kunci: str = ""
    cara: str = ""

    @property
    def tampil(self) -> str:
        """The figure as printed in a table, without its unit; a dash where there is none."""
        return KOSONG if self.nilai is None else angka(self.nilai, self.desimal)

    @property
    def terlihat(self) -> Decimal | None:
        """The value as printed: what is judged, so that no judgement contradicts the figure beside it."""
        return None if self.nilai is None else half_up(self.nilai, self.desimal)

    @property
    def lengkap(self) -> str:
        """The figure as written in a sentence: percent and rupiah carry their sign, other units are the writer's."""
        if self.nilai is None:
            return "belum tersedia"
        if self.satuan == "Rp":
            return f"-Rp{self.tampil[1:]}" if self.nilai < 0 else f"Rp{self.tampil}"
        return f"{self.tampil}%" if self.satuan.lower() in ("%", "persen") else self.tampil

    @property
    def bersatuan(self) -> str:
        """The figure with its unit, joined by a space at which no line breaks."""
        bare = self.nilai is None or self.lengkap != self.tampil or not self.satuan
        return self.lengkap if bare else f"{self.tampil}\u00a0{self.satuan}"


def persen(nilai: Decimal | str, kunci: str = "", cara: str = "") -> Angka:
    """Return a percentage, or none with the reason."""
    if isinstance(nilai, str):
        return Angka(None, "%", alasan=nilai, kunci=kunci)
    return Angka(nilai, "%", kunci=kunci, cara=cara)


def rupiah(nilai: Decimal | str, kunci: str = "", cara: str = "") -> Angka:
    """Return an amount of money in whole rupiah, or none with the reason."""
    if isinstance(nilai, str):
        return Angka(None, "Rp", 0, nilai, kunci)
    return Angka(nilai, "Rp", 0, kunci=kunci, cara=cara)


def satuan_selisih(satuan: str) -> str:
    """Return the unit of a difference: of two percentages it is percentage points."""
    return "poin persen" if satuan.lower() in ("%", "persen") else satuan


def bulat(nilai: int, satuan: str) -> Angka:
    """Return a count."""
    return Angka(Decimal(nilai), satuan, 0)


@frozen
class TahunCapaian:
    """Target, realisasi and capaian (percent, unbounded) of an indicator in one year; `tercetak` as printed then."""

    tahun: int
    target: Angka
    realisasi: Angka
    capaian: Angka
    tercetak: Angka | None = None
    sumber: str | None = None


Tren = Literal["membaik", "tetap", "memburuk"]


@frozen
class Banding:
    """A benchmark: its figure, how far this year's realisasi is from it (same unit), and which of both is better."""

    nama: str
    nilai: Angka
    selisih: Angka
    letak: Literal["lebih baik", "sama", "belum sebaik"] | None
    sumber: str


@frozen
class CapaianIndikator:
    """What came of one indicator. `capaian` is as computed; `dihitung` is bounded by policy and goes into means."""

    indikator: Indikator
    unit: str
    target: Angka
    triwulan: tuple[Angka, ...]
    realisasi: Angka
    capaian: Angka
    dihitung: Angka
    kategori: str | None
    tahun: tuple[TahunCapaian, ...]
    perubahan: Angka
    target_renstra: tuple[TahunCapaian, ...]
    target_akhir: Angka
    kemajuan: Angka
    tren: Tren | None
    pembanding: tuple[Banding, ...]
    bahan: Realisasi | None

    @property
    def kode(self) -> str:
        """The indicator's code."""
        return self.indikator.kode

    @property
    def nama(self) -> str:
        """The indicator's name."""
        return self.indikator.nama

    @property
    def satuan(self) -> str:
        """The indicator's unit."""
        return self.indikator.satuan

    @property
    def tercapai(self) -> bool | None:
        """Whether the target was reached: a capaian of 100 percent as shown; None where there is none."""
        shown = self.capaian.terlihat
        return None if shown is None else shown >= 100

    @property
    def dibatasi(self) -> bool:
        """Whether the bounds of the policy changed what goes into means."""
        return self.capaian.nilai != self.dihitung.nilai


@frozen
class Keluaran:
    """The output of a sub kegiatan: what it is, its unit, planned and made."""

    nama: str
    satuan: str
    target: Angka
    realisasi: Angka


@frozen
class Serapan:
    """A budget line and its parts, in rupiah; `serapan` is realisasi over pagu in percent, sum over sum."""

    tingkat: Literal["program", "kegiatan", "sub_kegiatan", "jumlah"]
    kode: str
    nama: str
    pagu_awal: Angka
    pagu: Angka
    realisasi: Angka
    sisa: Angka
    serapan: Angka
    keluaran: Keluaran | None = None
    bagian: tuple[Serapan, ...] = ()


@frozen
class Efisiensi:
    """What a goal cost (rupiah): sums over the programs that support it, and capaian less serapan (percentage points).

    `efisien` only where the goal was reached (capaian 100 or more) with less than the whole ceiling; None where one of
    both is unknown. `bersama` names the programs that support other goals too: their money counts at each of them.
    """

    pagu: Angka
    realisasi: Angka
    serapan: Angka
    selisih: Angka
    efisien: bool | None
    program: tuple[Serapan, ...]
    bersama: tuple[str, ...]

    @property
    def simpulan(self) -> str:
        """The judgement in words."""
        return {True: "efisien", False: "belum efisien", None: "belum dapat dinilai"}[self.efisien]


@frozen
class CapaianSasaran:
    """A goal: the plain mean of its indicators' bounded capaian; `dinilai` of `jumlah` indicators have one."""

    sasaran: Sasaran
    indikator: tuple[CapaianIndikator, ...]
    capaian: Angka
    kategori: str | None
    dinilai: int
    jumlah: int
    efisiensi: Efisiensi

    @property
    def tercapai(self) -> bool | None:
        """Whether the goal was reached: a capaian of 100 percent as shown; None where there is none."""
        shown = self.capaian.terlihat
        return None if shown is None else shown >= 100

    @property
    def kode(self) -> str:
        """The goal's code."""
        return self.sasaran.kode

    @property
    def nama(self) -> str:
        """The goal's name."""
        return self.sasaran.nama


@frozen
class TahunSerapan:
    """A budget line in one year; `tercetak` is the absorption as printed then."""

    tahun: int
    pagu: Angka
    realisasi: Angka
    serapan: Angka
    tercetak: Angka | None = None


@frozen
class RiwayatSerapan:
    """A budget line (a program, or the office's total) over the years."""

    kode: str
    nama: str
    tahun: tuple[TahunSerapan, ...]


@frozen
class BarisPegawai:
    """Staff of one group (persons)."""

    nama: str
    laki_laki: Angka
    perempuan: Angka
    jumlah: Angka


@frozen
class BarisBarang:
    """Equipment of one kind (pieces)."""

    nama: str
    satuan: str
    baik: Angka
    rusak: Angka
    jumlah: Angka


@frozen
class BarisDesa:
    """A village: area (km²), inhabitants (jiwa), density (jiwa/km²)."""

    nama: str
    luas: Angka
    laki_laki: Angka
    perempuan: Angka
    penduduk: Angka
    kepadatan: Angka


@frozen
class Keadaan:
    """The state of the office as Bab I shows it. In each group the last row is the total; empty where no data are."""

    golongan: tuple[BarisPegawai, ...]
    pendidikan: tuple[BarisPegawai, ...]
    barang: tuple[BarisBarang, ...]
    desa: tuple[BarisDesa, ...]


@frozen
class Laporan:
    """What was made of the bahan. `tahun_tampil` are the years that the comparisons show, oldest first."""

    bahan: Bahan
    tahun_tampil: tuple[int, ...]
    sasaran: tuple[CapaianSasaran, ...]
    capaian: Angka
    kategori: str | None
    anggaran: Serapan
    anggaran_perjanjian: Angka
    riwayat_anggaran: tuple[RiwayatSerapan, ...]
    keadaan: Keadaan

    @property
    def tahun(self) -> int:
        """The year reported on."""
        return self.bahan.tahun

    @property
    def dinilai(self) -> int:
        """How many indicators have a capaian."""
        return sum(s.dinilai for s in self.sasaran)

    @property
    def jumlah(self) -> int:
        """How many indicators there are."""
        return sum(s.jumlah for s in self.sasaran)

    @property
    def indikator(self) -> tuple[CapaianIndikator, ...]:
        """All indicators in the order of the Renstra."""
        return tuple(i for s in self.sasaran for i in s.indikator)

    @property
    def tercapai(self) -> tuple[CapaianIndikator, ...]:
        """The indicators that reached their target."""
        return tuple(i for i in self.indikator if i.tercapai)

    @property
    def belum_tercapai(self) -> tuple[CapaianIndikator, ...]:
        """The indicators that missed their target."""
        return tuple(i for i in self.indikator if i.tercapai is False)

    @property
    def belum_dinilai(self) -> tuple[CapaianIndikator, ...]:
        """The indicators without capaian."""
        return tuple(i for i in self.indikator if i.tercapai is None)
