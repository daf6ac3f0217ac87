"""What rules need to point at a figure and to write it: where a realisasi stands, a figure with its unit."""

from __future__ import annotations

from lkip.capaian import Angka, CapaianIndikator
from lkip.problem import Source

ANALISIS = ("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut", "analisis_program")
_ISIAN = ("tahunan", "triwulan", "pembilang", "survei", "teks")


def letak_realisasi(item: CapaianIndikator) -> Source:
    """Return where the realisasi of an indicator was typed; where nothing was reported, its line of the Renstra."""
    report = item.bahan
    if report is None:
        return item.indikator.at("kode")
    return report.at(next((name for name in _ISIAN if getattr(report, name)), ""))


def letak_analisis(item: CapaianIndikator) -> Source:
    """Return the last line of an indicator's analysis, behind which more is to be written."""
    report = item.bahan
    if report is None:
        return item.indikator.at("kode")
    return report.at(next((name for name in reversed(ANALISIS) if getattr(report, name)), ""))


def bernama(item: CapaianIndikator) -> str:
    """Return an indicator as a sentence names it: code and name."""
    return f"{item.kode} ({item.nama})"


def berangka(angka: Angka) -> str:
    """Return a figure with its unit, with common spaces: it can be searched for."""
    return angka.bersatuan.replace("\u00a0", " ")


def berpersen(satuan: str) -> bool:
    """Whether a unit is percent."""
    return satuan.strip().lower() in ("%", "persen")
