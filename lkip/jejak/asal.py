"""Laporan → what every figure of it stands on: the lines of content/ that it was typed on or computed from. Pure.

The ways of `lkip.capaian` are followed once more, with places instead of numbers. That nothing is left out is not a
matter of care: a test changes every number of an office in turn and asks that each figure that moves names its line.
"""

from __future__ import annotations

from lkip.capaian import CapaianSasaran, CapaianTujuan, Laporan, cara_hitung
from lkip.capaian.kinerja import acuan
from lkip.jejak import asal_anggaran, asal_lain
from lkip.jejak.asal_indikator import asal_indikator
from lkip.jejak.tempat import AngkaAsal, Asal, gabung, pada


def angka_berasal(laporan: Laporan) -> tuple[AngkaAsal, ...]:
    """Return every figure of a report with what it stands on: those that are typed, then those that are computed."""
    found = acuan(laporan.bahan, laporan.skala)
    items = {item.kode: asal_indikator(found, item) for item in laporan.indikator}
    lines = asal_anggaran.asal_baris(laporan.bahan.renja, laporan.bahan.anggaran)
    named = {kunci: asal for item in items.values() for kunci, asal in item.kunci.items()}
    named |= asal_anggaran.bernama(laporan, lines) | _rata_rata(laporan, named, lines)
    typed = [figure for item in items.values() for figure in item.lain]
    typed += [*asal_lain.bobot(laporan), *asal_lain.perjanjian(laporan), *asal_anggaran.lain(laporan, lines)]
    typed += [*asal_lain.keadaan(laporan), *asal_lain.saksi(laporan)]
    computed = [
        AngkaAsal(h.angka.kunci, h.kode, h.kelompok, h.apa, h.angka, named[h.angka.kunci]) for h in cara_hitung(laporan)
    ]
    return (*(f for f in typed if f.asal), *computed)


def _rata_rata(laporan: Laporan, of: dict[str, Asal], lines: dict[str, asal_anggaran.AsalBaris]) -> dict[str, Asal]:
    """Return what the means of goals, aims and the office stand on, with what a goal cost."""
    found: dict[str, Asal] = {}
    for aim in laporan.tujuan:
        for goal in aim.sasaran:
            weights = gabung(*(pada(i.indikator, "bobot") for i in goal.indikator))
            bounded = gabung(*(of[f"{i.kode}.dihitung"] for i in goal.indikator), weights)
            found[f"{goal.kode}.capaian"] = bounded
            found[f"{goal.kode}.tanpa_batas"] = gabung(*(of[f"{i.kode}.capaian"] for i in goal.indikator), weights)
            cost = asal_anggaran.asal_sasaran(goal, laporan, lines, bounded)
            found |= {f"{goal.kode}.{name}": asal for name, asal in cost.items()}
        found |= _rata(aim.kode, aim.sasaran, found)
    return found | {k.removeprefix("."): asal for k, asal in _rata("", laporan.tujuan, found).items()}


def _rata(
    kode: str, parts: tuple[CapaianSasaran, ...] | tuple[CapaianTujuan, ...], of: dict[str, Asal]
) -> dict[str, Asal]:
    weights = gabung(*(pada(asal_lain.isian(part), "bobot") for part in parts))
    return {
        f"{kode}.{name}": gabung(*(of[f"{part.kode}.{name}"] for part in parts), weights)
        for name in ("capaian", "tanpa_batas")
    }
