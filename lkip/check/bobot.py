"""Rules about weights: all of those that stand beside each other, or none, and together the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import Laporan
from lkip.capaian.rumus import SERATUS
from lkip.check.aturan import aturan
from lkip.model import Indikator, Sasaran, Tujuan
from lkip.problem import Finding

# What stands above a goal that weights are given to.
_ATAS = {"sasaran": "tujuan", "indikator": "sasaran"}


def _berbobot(laporan: Laporan) -> bool:
    renstra = laporan.bahan.renstra
    items: tuple[Tujuan | Sasaran | Indikator, ...] = (*renstra.tujuan, *renstra.sasaran, *renstra.indikator)
    return any(item.bobot is not None for item in items)


@aturan("", "aritmetika: jumlah bobot dalam satu kelompok", tetap=True, bila=_berbobot)
def bobot_seratus(laporan: Laporan) -> Iterator[Finding]:
    """Bobot yang sekelompok diisi semua atau tidak sama sekali, dan jumlahnya 100.

    Capaian sasaran, tujuan, dan instansi adalah rata-rata tertimbang. Bila satu bobot kosong atau jumlahnya bukan 100,
    rata-rata itu salah, dan siapa pun yang menghitung ulang akan menemukannya.

    Perbaikan: isi bobot pada semua tujuan, pada semua sasaran dalam satu tujuan, atau pada semua indikator dalam satu
    sasaran sampai jumlahnya 100; atau hapus semuanya bila semua sama penting.
    """
    renstra = laporan.bahan.renstra
    yield from _sekelompok("tujuan", "", renstra.tujuan)
    for tujuan in renstra.tujuan:
        yield from _sekelompok("sasaran", tujuan.kode, tujuan.sasaran)
    for sasaran in renstra.sasaran:
        yield from _sekelompok("indikator", sasaran.kode, sasaran.indikator)


def _sekelompok(what: str, above: str, items: Sequence[Tujuan | Sasaran | Indikator]) -> Iterator[Finding]:
    """Yield what is wrong with the weights below one goal; `above` is its code, empty for the whole report."""
    weights = [item.bobot for item in items if item.bobot is not None]
    if not weights:
        return
    of = f" {_ATAS[what]} {above}" if above else ""
    for item in items:
        if item.bobot is None:
            message = f"bobot {what} {item.kode} belum diisi, padahal {what} lain{of} berbobot"
            yield item.at(), f"{message}; isi bobot semuanya, atau hapus semuanya", "galat", item.kode
    total = sum(weights, Decimal(0))
    if total != SERATUS and len(weights) == len(items):
        mend = "perbaiki"
        if total <= 1:  # typed as parts of one
            wrong, right = items[0].bobot or Decimal(0), (items[0].bobot or Decimal(0)) * SERATUS
            mend = f"bobot ditulis dalam persen, {tertulis(right)} untuk {tertulis(wrong)}; kalikan semuanya 100"
        message = f"jumlah bobot {what}{of} {tertulis(total)}, seharusnya 100; {mend}"
        yield items[0].at("bobot"), message, "galat", above
