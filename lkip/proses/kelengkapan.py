"""Renstra × reports of the units → what was handed in and what was not, by unit and indicator. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lkip.capaian import DIUKUR, realisasi_tahun
from lkip.model import Indikator, Realisasi, RealisasiUnit, Renstra, Unit

# The analyses that the report has a place for; which of the first two is wanted depends on the result.
_PENYEBAB = ("faktor_pendukung", "faktor_penghambat")


@dataclass(frozen=True)
class IsiIndikator:
    """What was handed in of one indicator; `kurang` says why its figure is not there (empty: it is, or why it is not).

    `bukti` counts the evidence files, `analisis` says whether anything tells why the result came about.
    """

    indikator: Indikator
    kurang: str
    bukti: int = 0
    analisis: bool = False
    alasan: str = ""

    @property
    def terisi(self) -> bool:
        """Whether there is a figure, or a reason why there is none."""
        return not self.kurang


@dataclass(frozen=True)
class IsiUnit:
    """What one unit handed in."""

    unit: Unit
    indikator: tuple[IsiIndikator, ...]

    @property
    def terisi(self) -> int:
        """How many indicators have what is asked."""
        return sum(i.terisi for i in self.indikator)

    @property
    def lengkap(self) -> bool:
        """Whether all of them have."""
        return self.terisi == len(self.indikator)


def pemilik(unit: Sequence[Unit], renstra: Renstra) -> Mapping[str, tuple[Indikator, ...]]:
    """Return the indicators of every unit that has any, in the order of the units."""
    owned = {u.kode: tuple(i for i in renstra.indikator if i.penanggung_jawab == u.kode) for u in unit}
    return {kode: items for kode, items in owned.items() if items}


def kelengkapan(
    unit: Sequence[Unit], renstra: Renstra, realisasi: Iterable[RealisasiUnit], tahun: int, sampai: int = 4
) -> tuple[IsiUnit, ...]:
    """Return what every unit with indicators handed in for a year, up to a quarter; the first report counts."""
    reports: dict[str, Realisasi] = {}
    for file in realisasi:
        for report in file.indikator:
            reports.setdefault(report.kode, report)
    owned = pemilik(unit, renstra)
    return tuple(
        IsiUnit(u, tuple(_isi(i, reports.get(i.kode), tahun, sampai) for i in owned[u.kode]))
        for u in unit
        if u.kode in owned
    )


def _isi(indikator: Indikator, report: Realisasi | None, tahun: int, sampai: int) -> IsiIndikator:
    told = any(getattr(report, name) for name in _PENYEBAB) if report else False
    count = len(report.bukti) if report else 0
    figure = realisasi_tahun(indikator, report, sampai=sampai)
    if figure.nilai is not None or figure.teks or _tidak_diminta(indikator, tahun, sampai):
        return IsiIndikator(indikator, "", count, told)
    if report and report.alasan_belum_tersedia:
        return IsiIndikator(indikator, "", count, told, report.alasan_belum_tersedia)
    return IsiIndikator(indikator, figure.alasan or "belum diisi", count, told)


def _tidak_diminta(indikator: Indikator, tahun: int, sampai: int) -> bool:
    """Whether no figure is asked: none is due yet, or the plan says why the year has no target."""
    planned = any(t.tahun == tahun and t.alasan_tanpa_target is not None for t in indikator.target)
    return planned or DIUKUR[indikator.frekuensi][0] >= sampai
