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
        yield from _sekelompok("sasaran", f" tujuan {tujuan.kode}", tujuan.sasaran)
    for sasaran in renstra.sasaran:
        yield from _sekelompok("indikator", f" sasaran {sasaran.kode}", sasaran.indikator)


def _sekelompok(what: str, above: str, items: Sequence[Tujuan | Sasaran | Indikator]) -> Iterator[Finding]:
    weights = [item.bobot for item in items if item.bobot is not None]
    if not weights:
        return
    if len(weights) < len(items):
        for item in items:
            if item.bobot is None:
                message = f"bobot {what} {item.kode} belum diisi, padahal {what} lain{above} berbobot"
                yield item.at(), f"{message}; isi bobot semuanya, atau hapus semuanya", "galat"
        return
    total = sum(weights, Decimal(0))
    if total != SERATUS:
        message = f"jumlah bobot {what}{above} {tertulis(total)}, seharusnya 100; perbaiki"
        yield items[0].at("bobot"), message, "galat"
