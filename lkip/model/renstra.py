"""The plan of several years: aims, goals, indicators, their targets."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

from decimal import Decimal
from typing import Literal

from lkip.model.isian import Isian, frozen

Polaritas = Literal["positif", "negatif", "rentang", "ordinal", "manual"]
RumusCapaian = Literal["R/T", "(2T-R)/T", "T/R", "posisi", "tercapai"]
Agregasi = Literal["jumlah", "rata_rata", "terakhir", "maksimum", "minimum", "manual"]
Frekuensi = Literal["triwulanan", "semesteran", "tahunan"]


@frozen
class TargetTahun(Isian):
    """The target of one year of the Renstra, in the indicator's unit: a figure, a range, words, or why it has none."""

    tahun: int
    nilai: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    teks: str | None = None
    alasan_tanpa_target: str | None = None


@frozen
class AmbangTren(Isian):
    """From which change to last year a realisasi gets better or worse, in the indicator's unit; both at least 0."""

    membaik: Decimal
    memburuk: Decimal


@frozen
class KondisiAwal(Isian):
    """Where the plan began: the last figure before it, from which its pace is measured."""

    tahun: int
    nilai: Decimal | None = None
    teks: str | None = None


@frozen
class Komponen(Isian):
    """What an indicator is computed from: numerator over denominator, times `pengali`.

    `bagian`: the numerator is a part of the denominator and never larger; `pecahan`: both may have decimals.
    """

    pembilang: str
    penyebut: str
    satuan: str
    pengali: Decimal = Decimal(100)
    bagian: bool = True
    pecahan: bool = False


@frozen
class KualitasData(Isian):
    """How good data are: how verified, how exact they must be, what they do not show, what makes up for that.

    With `sumber_data` these are the five answers that US law asks of its agencies (GPRA Modernization Act).
    """

    verifikasi: str
    ketelitian: str
    keterbatasan: str
    mitigasi: str


@frozen
class Indikator(Isian):
    """An indicator with how it is measured (PermenPAN-RB 53/2014 Lampiran II.H)."""

    kode: str
    nama: str
    satuan: str
    polaritas: Polaritas
    rumus_capaian: RumusCapaian | None = None
    tangga: tuple[str, ...] = ()
    ambang_tren: AmbangTren | None = None
    agregasi: Agregasi
    frekuensi: Frekuensi
    desimal: int
    bobot: Decimal | None = None
    metode: Literal["skm"] | None = None
    komponen: Komponen | None = None
    definisi_operasional: str
    cara_hitung: str
    sumber_data: str
    kualitas_data: KualitasData | None = None
    penanggung_jawab: str
    kondisi_awal: KondisiAwal | None = None
    target: tuple[TargetTahun, ...]


@frozen
class Sasaran(Isian):
    """A strategic goal with its indicators; `bobot` in percent, of all goals of its aim or of none."""

    kode: str
    nama: str
    bobot: Decimal | None = None
    indikator: tuple[Indikator, ...]


@frozen
class Tujuan(Isian):
    """An aim with its goals; `bobot` in percent, of all aims or of none."""

    kode: str
    nama: str
    bobot: Decimal | None = None
    sasaran: tuple[Sasaran, ...]


@frozen
class Renstra(Isian):
    """The plan of several years."""

    periode_awal: int
    periode_akhir: int
    tujuan: tuple[Tujuan, ...]

    @property
    def sasaran(self) -> tuple[Sasaran, ...]:
        """All goals in order."""
        return tuple(s for t in self.tujuan for s in t.sasaran)

    @property
    def indikator(self) -> tuple[Indikator, ...]:
        """All indicators in order."""
        return tuple(i for s in self.sasaran for i in s.indikator)
