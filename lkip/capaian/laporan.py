"""Laporan and its parts: what is worked out from the bahan, frozen, with how each figure is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from lkip.capaian.angka import TRIWULAN, Angka
from lkip.model import Bahan, Indikator, Realisasi, Saksi, Sasaran, Skala, Survei, Tujuan, frozen


@frozen
class TahunCapaian:
    """Target, realisasi and capaian (percent, unbounded) of an indicator in one year; `tercetak` as printed then."""

    tahun: int
    target: Angka
    realisasi: Angka
    capaian: Angka
    tercetak: Angka | None = None
    sumber: str | None = None

    @property
    def beda_tercetak(self) -> bool:
        """Whether what was printed then is another figure than today's formula gives, beyond the last digit."""
        if self.tercetak is None or self.tercetak.nilai is None or self.capaian.nilai is None:
            return False
        return abs(self.tercetak.nilai - self.capaian.nilai) > Decimal("0.01")


Tren = Literal["membaik", "tetap", "memburuk"]
JenisTarget = Literal[
    "paling sedikit", "paling banyak", "antara", "tepat", "predikat", "dengan kata", "ditetapkan", "belum ditetapkan"
]


@frozen
class TriwulanCapaian:
    """From the beginning of the year up to a quarter: target, realisasi and capaian (percent, unbounded)."""

    triwulan: str
    target: Angka
    realisasi: Angka
    capaian: Angka


@frozen
class Bagian:
    """A quarter's numerator and denominator (in the unit of the components), and what they make in the indicator's."""

    triwulan: str
    pembilang: Angka
    penyebut: Angka
    hasil: Angka


@frozen
class NilaiUnsur:
    """One of the nine elements of a survey: its mean (1–4), converted (25–100), and the class of that."""

    nama: str
    rata_rata: Angka
    konversi: Angka
    mutu: str | None


@frozen
class HasilSurvei:
    """A satisfaction survey: its index (25–100), its mutu (A–D) and what that means, its elements."""

    survei: Survei
    triwulan: str
    responden: Angka
    indeks: Angka
    mutu: str | None
    kinerja: str | None
    unsur: tuple[NilaiUnsur, ...]


@frozen
class Pertumbuhan:
    """This year's realisasi against an earlier year's: the difference (indicator's unit) and the growth in percent."""

    tahun: int
    selisih: Angka
    persen: Angka


@frozen
class Laju:
    """The pace to the end of the Renstra, in the indicator's unit a year: kept since `sejak`, and needed from now on.

    `memadai`: whether what was kept is enough for the final target; None where either is unknown.
    """

    sejak: int | None
    rata_rata: Angka
    perlu: Angka
    memadai: bool | None

    @property
    def simpulan(self) -> str:
        """The judgement in words."""
        return {True: "memadai", False: "belum memadai", None: "belum dapat dinilai"}[self.memadai]


@frozen
class Banding:
    """A benchmark: its figure, how far this year's realisasi is from it (same unit), and which of both is better."""

    nama: str
    tingkat: str | None
    nilai: Angka
    selisih: Angka
    letak: Literal["lebih baik", "sama", "belum sebaik"] | None
    sumber: str


@frozen
class CapaianIndikator:
    """What came of one indicator. `capaian` is as computed; `dihitung` is bounded by policy and goes into means.

    `triwulan` are the quarters as handed in (computed where there are components or surveys), `target_triwulan` their
    targets, `sampai` both and the capaian up to each quarter (empty where quarters have no targets). `pertumbuhan` is
    this year against each earlier one, `rata_rata_realisasi` and `rata_rata_capaian` the means of the plan's years so
    far.
    """

    indikator: Indikator
    unit: str
    jenis_target: JenisTarget
    target: Angka
    triwulan: tuple[Angka, ...]
    target_triwulan: tuple[Angka, ...]
    sampai: tuple[TriwulanCapaian, ...]
    bagian: tuple[Bagian, ...]
    survei: tuple[HasilSurvei, ...]
    mutu: str | None
    realisasi: Angka
    capaian: Angka
    dihitung: Angka
    kategori: str | None
    tahun: tuple[TahunCapaian, ...]
    perubahan: Angka
    pertumbuhan: tuple[Pertumbuhan, ...]
    rata_rata_realisasi: Angka
    rata_rata_capaian: Angka
    target_renstra: tuple[TahunCapaian, ...]
    target_akhir: Angka
    kemajuan: Angka
    laju: Laju
    tren: Tren | None
    pembanding: tuple[Banding, ...]
    bobot: Angka | None
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

    @property
    def sementara(self) -> bool:
        """Whether the year's realisasi is provisional."""
        return self.realisasi.sementara


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
    """What a goal cost (rupiah): sums over the programs that support it, and how efficient that was by the rule chosen.

    `selisih` is the rule's figure (percentage points, of PMK percent), `nilai` PMK's second one and `seharusnya` what
    by PMK the outputs should have cost; `hemat` the rupiah saved: what was left of the ceiling, where the goal was
    reached. `efisien` only where the goal was reached (capaian 100 or more) and the rule says so; None where one of
    both is unknown.
    `bersama` names the programs that support other goals too: their money counts at each of them.
    """

    pagu: Angka
    realisasi: Angka
    serapan: Angka
    seharusnya: Angka | None
    selisih: Angka
    nilai: Angka | None
    hemat: Angka
    efisien: bool | None
    simpulan: str
    program: tuple[Serapan, ...]
    bersama: tuple[str, ...]


@frozen
class CapaianSasaran:
    """A goal: the mean of its indicators' bounded capaian, weighted where they have weights.

    `tanpa_batas` is the same mean of the capaian as computed; `dinilai` of `jumlah` indicators have one.
    """

    sasaran: Sasaran
    indikator: tuple[CapaianIndikator, ...]
    capaian: Angka
    tanpa_batas: Angka
    kategori: str | None
    dinilai: int
    jumlah: int
    efisiensi: Efisiensi
    bobot: Angka | None

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
class CapaianTujuan:
    """An aim: the mean of its goals, weighted where they have weights; `tanpa_batas` as in CapaianSasaran."""

    tujuan: Tujuan
    sasaran: tuple[CapaianSasaran, ...]
    capaian: Angka
    tanpa_batas: Angka
    kategori: str | None
    bobot: Angka | None

    @property
    def kode(self) -> str:
        """The aim's code."""
        return self.tujuan.kode

    @property
    def nama(self) -> str:
        """The aim's name."""
        return self.tujuan.nama


@frozen
class Disaksikan:
    """A witness and what it stands against: the computed figure (None where nothing has that name).

    `cocok`: both are the same within the tolerance, the computed one as shown; None where there is nothing to compare.
    """

    saksi: Saksi
    nama: str
    nilai: Angka
    toleransi: Angka
    angka: Angka | None
    cocok: bool | None


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
    """What was made of the bahan. `tahun_tampil` are the years that the comparisons show, oldest first.

    `dapat_disaksikan` counts the totals that a signed paper could confirm, `disaksikan` those that one does.
    """

    bahan: Bahan
    skala: Skala
    tahun_tampil: tuple[int, ...]
    tujuan: tuple[CapaianTujuan, ...]
    capaian: Angka
    tanpa_batas: Angka
    kategori: str | None
    anggaran: Serapan
    anggaran_perjanjian: Angka
    riwayat_anggaran: tuple[RiwayatSerapan, ...]
    keadaan: Keadaan
    saksi: tuple[Disaksikan, ...]
    disaksikan: int
    dapat_disaksikan: int

    @property
    def sasaran(self) -> tuple[CapaianSasaran, ...]:
        """All goals in the order of the Renstra."""
        return tuple(s for t in self.tujuan for s in t.sasaran)

    @property
    def sampai_triwulan(self) -> str | None:
        """The last quarter of a part-year report; None of a whole year."""
        last = self.bahan.dokumen.sampai_triwulan
        return None if last == 4 else TRIWULAN[last - 1]

    @property
    def sementara(self) -> tuple[CapaianIndikator, ...]:
        """The indicators with provisional figures."""
        return tuple(i for i in self.indikator if i.sementara)

    @property
    def sementara_lalu(self) -> tuple[tuple[int, str, str], ...]:
        """The provisional figures of earlier years with folders of their own: year, code, reason."""
        reports = ((y.tahun, r) for y in self.bahan.lalu for unit in y.realisasi for r in unit.indikator)
        return tuple((tahun, r.kode, r.sementara) for tahun, r in reports if r.sementara is not None)

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
