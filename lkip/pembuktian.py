"""Published figures beside ours: the proof that the formulas are those that offices use, each deviation explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lkip.baris import Pilihan, Row, RowSource
from lkip.capaian import Angka, Laporan


@dataclass(frozen=True)
class AngkaTercetak:
    """A published figure: where it stood and how it was printed, what our build shows, and why where both differ."""

    tabel: str
    baris: str
    tahun: int
    apa: str
    tercetak: str
    terhitung: str
    sama: bool
    keterangan: str


@dataclass(frozen=True)
class Bukti:
    """The published tables (kode, judul, kaidah_angka) and their figures."""

    tabel: tuple[dict[str, str], ...]
    angka: tuple[AngkaTercetak, ...]

    @property
    def berbeda(self) -> tuple[AngkaTercetak, ...]:
        """The figures that our build shows otherwise."""
        return tuple(a for a in self.angka if not a.sama)


def compare(listed: dict[str, Any], laporan: Laporan) -> Bukti:
    """Lay the list of a published report's figures (`tercetak.yml`) beside the report that was computed from them."""
    ours = dict(_figures(laporan))
    return Bukti(
        tabel=tuple(listed["tabel"]),
        angka=tuple(
            AngkaTercetak(
                tabel=a["tabel"],
                baris=a["baris"],
                tahun=a["tahun"],
                apa=a["apa"],
                tercetak=a["tercetak"],
                terhitung=ours[a["kode"], a["tahun"], a["apa"]].tampil,
                sama=a["sama"],
                keterangan=a.get("alasan") or a.get("catatan") or "",
            )
            for a in listed["angka"]
        ),
    )


def _figures(laporan: Laporan) -> Iterator[tuple[tuple[str, int, str], Angka]]:
    for item in laporan.indikator:
        for year in item.tahun:
            for name in ("target", "realisasi", "capaian"):
                yield (item.kode, year.tahun, name), getattr(year, name)
    for line in laporan.riwayat_anggaran:
        for spent in line.tahun:
            for name in ("pagu", "realisasi", "serapan"):
                yield (line.kode or "JUMLAH", spent.tahun, name), getattr(spent, name)


def rows(bukti: Bukti | None) -> dict[str, RowSource]:
    """Return the rows of the page's tables: all figures, and those that differ."""

    def source(figures: tuple[AngkaTercetak, ...]) -> RowSource:
        def found(_: Laporan, __: Pilihan) -> Iterator[Row]:
            yield from ({"tercetak": a} for a in figures)

        return found

    return {"tercetak": source(bukti.angka if bukti else ()), "berbeda": source(bukti.berbeda if bukti else ())}
