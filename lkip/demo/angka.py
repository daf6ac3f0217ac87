"""The life of a figure: one value, a slip of the hand in it, and what follows when it is put right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lkip.capaian import CapaianIndikator, Laporan
from lkip.problem import Source

TRIWULAN = ("tw1", "tw2", "tw3", "tw4")


class DemoError(Exception):
    """content/ has nothing that could be shown; the message says what is missing."""


@dataclass(frozen=True)
class Isian:
    """The value that the show changes: its indicator, the quarter, where it stands, what is written there."""

    indikator: CapaianIndikator
    triwulan: int
    source: Source
    nilai: Decimal

    @property
    def tertulis(self) -> str:
        """The value as it is written in canonical form."""
        return _ditulis(self.nilai)

    @property
    def lain(self) -> str:
        """Another value, as it is written."""
        return _ditulis(self.nilai - 1 if self.nilai > 1 else self.nilai + 1)

    @property
    def salah(self) -> str:
        """The other value as a slip of the hand writes it: with a comma."""
        plain = self.lain.strip('"')
        return f"{plain.replace('.', ',')}%" if "." in plain else f"{plain},5"

    @property
    def sebutan(self) -> str:
        """What the value is of."""
        return f"{self.indikator.kode} {self.indikator.nama}, triwulan {('I', 'II', 'III', 'IV')[self.triwulan - 1]}"


def _ditulis(nilai: Decimal) -> str:
    return f'"{nilai:f}"' if "." in f"{nilai:f}" else f"{nilai:f}"


def choose(laporan: Laporan) -> Isian:
    """Return the last filled quarter of the first indicator that is reported by quarters and has a capaian."""
    for item in laporan.indikator:
        quarters = item.bahan.triwulan if item.bahan else None
        if quarters is None or item.capaian.nilai is None:
            continue
        number, value = [(n, v) for n, v in enumerate(quarters.nilai, start=1) if v is not None][-1]
        return Isian(item, number, quarters.at(TRIWULAN[number - 1]), value)
    msg = f"belum ada indikator tahun {laporan.tahun} dengan angka triwulan yang dapat dipertunjukkan"
    raise DemoError(msg)


def write(folder: Path, chosen: Isian, written: str) -> str:
    """Write a value on its line and return the line."""
    file = folder / chosen.source.path
    lines = file.read_text("utf-8").split("\n")
    index = chosen.source.line - 1
    lines[index] = lines[index][: chosen.source.column - 1] + written
    file.write_text("\n".join(lines), "utf-8", newline="")
    return lines[index].strip()


def changes(before: Laporan, after: Laporan, kode: str) -> Iterator[str]:
    """Tell how the figure travels: indicator, goal, office."""
    for old, new in zip(before.sasaran, after.sasaran, strict=True):
        for was, now in zip(old.indikator, new.indikator, strict=True):
            if now.kode == kode:
                told = f"{now.realisasi.bersatuan}, capaian {now.capaian.lengkap} = {now.capaian.cara}"
                yield f"Realisasi tahun {was.realisasi.bersatuan} menjadi {told}"
                yield f"Sasaran {new.kode}: capaian {old.capaian.lengkap} menjadi {new.capaian.lengkap}"
    yield f"Seluruh sasaran: {before.capaian.lengkap} menjadi {after.capaian.lengkap}"
