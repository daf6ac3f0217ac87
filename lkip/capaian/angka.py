"""A figure: its value, how it is shown, and how it came to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkip.bilangan import angka, half_up, tertulis

KOSONG = "–"
SEMENTARA = "*"
TRIWULAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Cara:
    """How a figure came to be: a sentence with places for its numbers, which are written out only when it is read."""

    pola: str
    isi: tuple[Decimal | str | Sequence[Decimal], ...] = ()

    def __str__(self) -> str:
        """The sentence with the numbers put in; several numbers at one place are added."""
        return self.pola.format(*map(_isi, self.isi))


def _isi(part: Decimal | str | Sequence[Decimal]) -> str:
    if isinstance(part, Decimal):
        # A negative number behind a sign of calculation stands in brackets.
        return f"({tertulis(part)})" if part < 0 else tertulis(part)
    return part if isinstance(part, str) else " + ".join(map(_isi, part))


@dataclass(frozen=True, slots=True)
class Angka:
    """A figure: its exact value, how it is shown, where it has no value why, and how it came to be.

    `satuan` is "%" for percent, "Rp" for rupiah, else the indicator's unit; `desimal` how many decimals are shown.
    `kunci` names the figure as prose refers to it (`IKU-01.capaian`), `hitungan` is its calculation with the numbers
    put in or where it was given; a figure without `kunci` has no entry in the lampiran *cara hitung*.
    Of a range `nilai` is the lower end and `atas` the upper one; `teks` is shown where the figure is a step of a ladder
    (`nilai` is then its place, from 1) or only words. `sementara`: it is provisional, or rests on one that is.
    """

    nilai: Decimal | None
    satuan: str = ""
    desimal: int = 2
    alasan: str | None = None
    kunci: str = ""
    hitungan: Cara | str = ""
    atas: Decimal | None = None
    teks: str = ""
    sementara: bool = False

    @property
    def cara(self) -> str:
        """How the figure came to be, as a sentence or a calculation; empty where nothing is to be told."""
        return str(self.hitungan)

    @property
    def rentang(self) -> bool:
        """Whether the figure is a range with two ends."""
        return self.atas not in (None, self.nilai)

    @property
    def _polos(self) -> str:
        if self.teks:
            return self.teks
        if self.nilai is None:
            return KOSONG
        shown = angka(self.nilai, self.desimal)
        return f"{shown}–{angka(self.atas or 0, self.desimal)}" if self.rentang else shown

    @property
    def _tanda(self) -> str:
        return SEMENTARA if self.sementara and (self.teks or self.nilai is not None) else ""

    @property
    def tampil(self) -> str:
        """The figure as printed in a table, without its unit; a dash where there is none; `*` where provisional."""
        return self._polos + self._tanda

    @property
    def terlihat(self) -> Decimal | None:
        """The value as printed: what is judged, so that no judgement contradicts the figure beside it."""
        return None if self.nilai is None else half_up(self.nilai, self.desimal)

    @property
    def lengkap(self) -> str:
        """The figure as written in a sentence: percent and rupiah carry their sign, other units are the writer's."""
        if self.teks:
            return self.tampil
        if self.nilai is None:
            return "belum tersedia"
        shown = self._polos
        if self.satuan == "Rp":
            shown = f"-Rp{shown[1:]}" if shown.startswith("-") else f"Rp{shown}"
        elif _berpersen(self.satuan):
            shown += "%"
        return shown + self._tanda

    @property
    def bersatuan(self) -> str:
        """The figure with its unit, joined by a space at which no line breaks."""
        bare = self.nilai is None or self.teks or not self.satuan or self.satuan == "Rp" or _berpersen(self.satuan)
        return self.lengkap if bare else f"{self.tampil}\u00a0{self.satuan}"


def _berpersen(satuan: str) -> bool:
    return satuan.lower() in ("%", "persen")


def persen(nilai: Decimal | str, kunci: str = "", cara: Cara | str = "", *, sementara: bool = False) -> Angka:
    """Return a percentage, or none with the reason."""
    if isinstance(nilai, str):
        return Angka(None, "%", alasan=nilai, kunci=kunci)
    return Angka(nilai, "%", kunci=kunci, hitungan=cara, sementara=sementara)


def rupiah(nilai: Decimal | str, kunci: str = "", cara: Cara | str = "") -> Angka:
    """Return an amount of money in whole rupiah, or none with the reason."""
    if isinstance(nilai, str):
        return Angka(None, "Rp", 0, nilai, kunci)
    return Angka(nilai, "Rp", 0, kunci=kunci, hitungan=cara)


def satuan_selisih(satuan: str) -> str:
    """Return the unit of a difference: of two percentages it is percentage points."""
    return "poin persen" if _berpersen(satuan) else satuan


def bulat(nilai: int, satuan: str) -> Angka:
    """Return a count."""
    return Angka(Decimal(nilai), satuan, 0)
