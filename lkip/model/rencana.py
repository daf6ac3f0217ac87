"""What a year promised: the performance agreement and the work plan."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

from datetime import date
from decimal import Decimal
from typing import Literal

from lkip.model.isian import Isian, frozen
from lkip.model.renstra import AmbangTren, RumusCapaian


@frozen
class Triwulan(Isian):
    """The four quarters; None where nothing was or is to be measured yet (never zero)."""

    tw1: Decimal | None
    tw2: Decimal | None
    tw3: Decimal | None
    tw4: Decimal | None

    @property
    def nilai(self) -> tuple[Decimal | None, ...]:
        """The quarters in order."""
        return (self.tw1, self.tw2, self.tw3, self.tw4)

    def sampai(self, triwulan: int) -> "Triwulan":
        """Return the quarters up to one (1–4), without what came later."""
        tw1, tw2, tw3, tw4 = (value if n <= triwulan else None for n, value in enumerate(self.nilai, start=1))
        return Triwulan(places=self.places, tw1=tw1, tw2=tw2, tw3=tw3, tw4=tw4)


@frozen
class TargetIndikator(Isian):
    """What was promised for an indicator, in its unit: a figure, a range, words, or why there is none this year.

    `target_triwulan` splits it over the quarters. `nama`, `satuan`, `rumus_capaian` and `ambang_tren` repeat what the
    Renstra declares, as signed before the year's results: a later change there shows.
    """

    kode: str
    nama: str | None = None
    satuan: str | None = None
    target: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    teks: str | None = None
    alasan_tanpa_target: str | None = None
    target_triwulan: Triwulan | None = None
    rumus_capaian: RumusCapaian | None = None
    ambang_tren: AmbangTren | None = None


@frozen
class AnggaranProgram(Isian):
    """What was promised as the budget of a program, in rupiah."""

    kode: str
    anggaran: Decimal
    keterangan: str | None = None


@frozen
class PerjanjianKinerja(Isian):
    """The year's performance agreement (PermenPAN-RB 53/2014 Lampiran I)."""

    jenis: Literal["murni", "perubahan"]
    tanggal: date
    alasan_perubahan: str | None = None
    indikator: tuple[TargetIndikator, ...]
    program: tuple[AnggaranProgram, ...]


@frozen
class SubKegiatan(Isian):
    """A sub kegiatan with its output."""

    kode: str
    nama: str
    keluaran: str
    satuan: str
    target: Decimal


@frozen
class Kegiatan(Isian):
    """A kegiatan with its sub kegiatan."""

    kode: str
    nama: str
    sub_kegiatan: tuple[SubKegiatan, ...]


@frozen
class Program(Isian):
    """A program, the goals that it serves, and its kegiatan."""

    kode: str
    nama: str
    sasaran: tuple[str, ...]
    kegiatan: tuple[Kegiatan, ...]


@frozen
class Renja(Isian):
    """The year's work plan."""

    program: tuple[Program, ...]
