"""What is declared more than once — in the Renstra, in the agreements as signed, in print — and where it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkip.bilangan import tertulis
from lkip.capaian import Laporan
from lkip.model import AmbangTren, PerjanjianKinerja
from lkip.problem import Source

RENSTRA = "renstra.yml"


@dataclass(frozen=True)
class Pernyataan:
    """What was declared for an indicator: in which year, where, and how the place is called."""

    tahun: int
    nilai: str
    source: Source
    nama: str


def diperjanjikan(laporan: Laporan, field: str) -> dict[str, list[Pernyataan]]:
    """Return by indicator what the agreements of the plan's years repeat, oldest first."""
    b = laporan.bahan
    years: list[tuple[int, tuple[PerjanjianKinerja, ...]]] = [(y.tahun, y.perjanjian) for y in b.lalu]
    found: dict[str, list[Pernyataan]] = {}
    for tahun, agreements in [*years, (laporan.tahun, b.perjanjian)]:
        for pk in agreements if tahun >= b.renstra.periode_awal else ():
            for t in pk.indikator:
                if (value := getattr(t, field)) is not None:
                    said = Pernyataan(tahun, tulis(value), t.at(field), f"perjanjian kinerja {pk.jenis}")
                    found.setdefault(t.kode, []).append(said)
    return found


def tulis(value: AmbangTren | str | None) -> str:
    """Return a declared value as messages write it."""
    if isinstance(value, AmbangTren):
        return f"membaik {tertulis(value.membaik)} dan memburuk {tertulis(value.memburuk)}"
    return value or "tanpa ambang"


def berubah(said: list[Pernyataan], tahun: int, renstra: Source) -> Iterator[tuple[Source, str]]:
    """Yield where a declaration differs from the first one, and both with their years.

    Told in this year's agreement where it stands there, else at the Renstra's field; the same change is told once.
    """
    said = sorted(said, key=lambda p: p.tahun)
    told = {said[0].nilai} if said else set()
    agreed = [p for p in said if p.tahun == tahun and p.nama != RENSTRA]
    for changed in [*agreed, *(p for p in said if p not in agreed)]:
        if changed.nilai not in told:
            told.add(changed.nilai)
            yield _tempat(said[0], changed, tahun, renstra), _keduanya(said[0], changed)


def _tempat(first: Pernyataan, changed: Pernyataan, tahun: int, renstra: Source) -> Source:
    here = [p.source for p in (changed, first) if p.tahun == tahun and p.nama != RENSTRA]
    return here[0] if here else renstra


def _keduanya(first: Pernyataan, changed: Pernyataan) -> str:
    if first.tahun != changed.tahun:
        return f"{first.tahun} {first.nilai}, {changed.tahun} {changed.nilai}"
    return f"{first.nama} {first.tahun} {first.nilai}, {changed.nama} {changed.nilai}"
