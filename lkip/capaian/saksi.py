"""Witnesses: figures typed from signed papers of others, held against the computed ones."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian.angka import Angka
from lkip.capaian.cara import Hitungan, cara_hitung
from lkip.capaian.laporan import Disaksikan, Laporan
from lkip.capaian.realisasi import desimal


def saksikan(laporan: Laporan) -> tuple[Disaksikan, ...]:
    """Return every witness of the year with the figure that it names, and whether both are the same."""
    named = {h.angka.kunci: h for h in cara_hitung(laporan) if h.angka.kunci}
    return tuple(_satu(laporan, named, index) for index in range(len(laporan.bahan.angka_saksi.saksi)))


def _satu(laporan: Laporan, named: dict[str, Hitungan], index: int) -> Disaksikan:
    saksi = laporan.bahan.angka_saksi.saksi[index]
    found = named.get(saksi.apa)
    figure = found.angka if found else None
    single = figure is not None and figure.atas is None and not figure.teks  # a range or a step is no number to meet
    shown = figure.terlihat if figure and single else None
    places = max(figure.desimal if figure else 0, desimal(saksi.nilai))
    return Disaksikan(
        saksi=saksi,
        nama=f"{found.kelompok}: {found.apa}" if found else saksi.apa,
        nilai=Angka(saksi.nilai, figure.satuan if figure else "", places),
        toleransi=Angka(saksi.toleransi, figure.satuan if figure else "", desimal(saksi.toleransi)),
        angka=figure,
        cocok=None if shown is None else abs(shown - saksi.nilai) <= saksi.toleransi,
    )


def hitung_saksi(laporan: Laporan, saksi: tuple[Disaksikan, ...]) -> tuple[int, int]:
    """Return how many of the report's totals all their witnesses confirm, and how many there are."""
    totals = {a.kunci for a in _jumlah(laporan) if a.nilai is not None and not a.teks and a.atas is None}
    agreed, other = ({s.saksi.apa for s in saksi if bool(s.cocok) is same} for same in (True, False))
    return len(totals & (agreed - other)), len(totals)


def _jumlah(laporan: Laporan) -> Iterator[Angka]:
    """Yield the figures that papers of others know too: sums of the budget, and what each indicator reached."""
    yield laporan.anggaran_perjanjian
    for line in (laporan.anggaran, *laporan.anggaran.bagian):
        yield line.pagu
        yield line.realisasi
    yield from (item.realisasi for item in laporan.indikator)
