"""Rules about the figures of a year side by side: counts that only grow, quarters of one size, no copy of last year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from lkip.bilangan import tertulis
from lkip.capaian import TRIWULAN, CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import lihat_realisasi
from lkip.check.letak import bernama, berpersen
from lkip.model import Indikator, Realisasi, Triwulan
from lkip.problem import Finding

# What says that a figure counts from the beginning of the year up to the quarter.
_SEJAK_AWAL = re.compile(
    r"(?i)\bsejak awal tahun|\bsampai (?:dengan )?(?:akhir )?(?:triwulan|semester|bulan)\b|"
    r"(?<!tidak )(?<!bukan )\bkumulatif"
)
_BERLIPAT, _BERLIPAT_JUMLAH = Decimal(5), Decimal(8)
# Below this a quarter of many times the others is common: no incident, then four.
_KECIL = Decimal(20)
# From here on two years have the same part of the same whole only by copying.
_BANYAK = Decimal(50)

# A series of quarters: what it is called in a sentence, the quarters.
Deret = tuple[str, Triwulan]


def _terisi(quarters: Triwulan) -> list[tuple[int, Decimal]]:
    return [(index, q) for index, q in enumerate(quarters.nilai) if q is not None]


def _kumulatif(i: Indikator, report: Realisasi | None) -> Iterator[Deret]:
    """Yield the series of a report that count from the beginning of the year, by what the Renstra says of them."""
    if report is None or i.agregasi not in ("terakhir", "maksimum"):
        return
    every = bool(_SEJAK_AWAL.search(i.cara_hitung))
    if i.komponen:
        for name in ("pembilang", "penyebut"):
            quarters = getattr(report, name)
            if quarters and (_SEJAK_AWAL.search(getattr(i.komponen, name)) or every):
                yield f"{name} {i.kode} ({i.nama})", quarters
    elif report.triwulan and every and not berpersen(i.satuan):
        yield f"realisasi {i.kode} ({i.nama})", report.triwulan


@aturan(
    "L26",
    "aritmetika: hitungan sejak awal tahun tidak berkurang",
    pokok="indikator",
    lihat=lihat_realisasi,
    berlaku=lambda item: any(len(_terisi(q)) > 1 for _, q in _kumulatif(item.indikator, item.bahan)),
)
def kumulatif_naik(laporan: Laporan) -> Iterator[Finding]:
    """Angka yang dihitung sejak awal tahun tidak berkurang dari satu triwulan ke triwulan berikutnya.

    Yang sudah terjadi pada triwulan I tetap terhitung pada triwulan II. Hitungan yang berkurang berarti salah ketik,
    dua triwulan yang tertukar, atau angka yang dihitung per triwulan saja.

    Perbaikan: cocokkan kedua triwulan dengan registernya dan tulis jumlahnya sejak awal tahun. Bila hitungannya memang
    dikoreksi turun, catat di pengecualian.yml.
    """
    for item in laporan.indikator:
        for what, quarters in _kumulatif(item.indikator, item.bahan):
            for (before, earlier), (index, later) in pairwise(_terisi(quarters)):
                if later < earlier:
                    message = f"{what} triwulan {TRIWULAN[index]} {tertulis(later)}, lebih kecil daripada triwulan"
                    message += f" {TRIWULAN[before]} {tertulis(earlier)}, padahal dihitung sejak awal tahun"
                    mend = "cocokkan keduanya dengan registernya"
                    yield quarters.at(f"tw{index + 1}"), f"{message}; {mend}", "peringatan", item.kode


def _dibandingkan(item: CapaianIndikator) -> bool:
    """Whether a year has quarters enough to hold one of them against the others."""
    return bool(item.bahan and item.bahan.triwulan and len(_terisi(item.bahan.triwulan)) > 2)


@aturan(
    "L11",
    "53/2014: Lampiran III, daftar uji II.5",
    pokok="indikator",
    lihat=lihat_realisasi,
    berlaku=_dibandingkan,
)
def triwulan_selaras(laporan: Laporan) -> Iterator[Finding]:
    """Angka satu triwulan tidak berlipat-lipat dari semua triwulan lain pada tahun itu.

    Satu triwulan yang jauh lebih besar atau lebih kecil daripada yang lain biasanya berisi nol yang terselip atau koma
    yang hilang. Dalam rata-rata atau jumlah setahun kesalahannya tidak terlihat lagi.

    Perbaikan: cocokkan triwulan itu dengan rekap unitnya. Bila angkanya memang begitu, catat sebabnya di
    pengecualian.yml.
    """
    for item in laporan.indikator:
        if item.bahan is None or item.bahan.triwulan is None or not _dibandingkan(item):
            continue
        quarters = item.bahan.triwulan
        for index, value in _janggal(item.indikator, _terisi(quarters)):
            others = ", ".join(f"{TRIWULAN[n]} {tertulis(q)}" for n, q in _terisi(quarters) if n != index)
            message = f"realisasi {bernama(item)} triwulan {TRIWULAN[index]} {tertulis(value)}, sedangkan {others}"
            mend = "periksa nol dan komanya dengan rekap unit"
            yield quarters.at(f"tw{index + 1}"), f"{message}; {mend}", "peringatan", item.kode


def _janggal(i: Indikator, filled: Sequence[tuple[int, Decimal]]) -> Iterator[tuple[int, Decimal]]:
    """Yield the quarters that are many times all the others, or a small part of them."""
    times = _BERLIPAT_JUMLAH if i.agregasi == "jumlah" else _BERLIPAT
    for index, value in filled:
        others = [abs(q) for n, q in filled if n != index]
        # What counts from the beginning of the year may leap in its last quarter.
        grows = i.agregasi in ("terakhir", "maksimum") and index == filled[-1][0]
        high = not grows and value >= max(_KECIL, times * max(others)) and max(others) > 0
        low = i.agregasi in ("rata_rata", "minimum") and 0 < value * times <= min(others) and min(others) >= _KECIL
        if high or low:
            yield index, value


def _sama_lalu(report: Realisasi, before: Realisasi) -> Iterator[tuple[str, Triwulan]]:
    """Yield the series that repeat last year's whole: figures that differ, or counts too large for chance."""
    for name in ("triwulan", "pembilang"):
        here, there = getattr(report, name), getattr(before, name)
        if here and there and here.nilai == there.nilai:
            figures = {q for _, q in _terisi(here)}
            whole, former = (r.penyebut.nilai if r.penyebut else None for r in (report, before))
            if len(figures) > 1 or (whole and whole == former and max(figures, default=0) >= _BANYAK):
                yield name, here


@aturan(
    "L21",
    "53/2014: Lampiran III, daftar uji II.5",
    pokok="indikator",
    lihat=lihat_realisasi,
    berlaku=lambda item: item.bahan is not None and bool(item.bahan.triwulan or item.bahan.pembilang),
    bila=lambda laporan: any(y.tahun == laporan.tahun - 1 for y in laporan.bahan.lalu),
)
def triwulan_bukan_salinan(laporan: Laporan) -> Iterator[Finding]:
    """Angka triwulan tahun ini bukan salinan angka tahun lalu.

    Berkas tahun lalu sering menjadi titik awal mengisi tahun ini. Bila semua triwulannya sama persis, hampir pasti
    angkanya belum diganti, dan laporan menceritakan tahun yang lalu.

    Perbaikan: isi angka tahun ini dari rekap unitnya. Bila kebetulan sama, catat di pengecualian.yml.
    """
    last = next((y for y in laporan.bahan.lalu if y.tahun == laporan.tahun - 1), None)
    past = {r.kode: r for unit in (last.realisasi if last else ()) for r in unit.indikator}
    for item in laporan.indikator:
        before = past.get(item.kode)
        for name, quarters in _sama_lalu(item.bahan, before) if item.bahan and before else ():
            what = "realisasi" if name == "triwulan" else name
            message = f"{what} {bernama(item)} pada semua triwulan sama dengan tahun {laporan.tahun - 1}"
            yield quarters.at(), f"{message}; isi angka tahun ini dari rekap unitnya", "peringatan", item.kode
