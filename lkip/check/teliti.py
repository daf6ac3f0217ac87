"""Rules about how exactly figures are shown: not less exactly than they were promised."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama
from lkip.model import Indikator, TargetIndikator
from lkip.problem import Finding

# What is printed of an indicator without being computed: what it is, its value.
Angka = tuple[str, Decimal]


def _lihat(item: CapaianIndikator) -> str:
    return f"{item.indikator.desimal} angka di belakang koma"


@aturan(
    "L10",
    "53/2014: Lampiran III, daftar uji II.5",
    pokok="indikator",
    lihat=_lihat,
    berlaku=lambda item: item.indikator.polaritas != "ordinal",
)
def desimal_cukup(laporan: Laporan) -> Iterator[Finding]:
    """Target dan kondisi awal sebuah indikator tercetak seteliti yang ditetapkan.

    Semua angka satu indikator dicetak dengan banyak desimal yang sama. Target 85,50 yang tercetak sebagai 86 bukan lagi
    target yang ditandatangani, dan capaian yang dihitung dari 85,50 tidak dapat dihitung ulang dari cetakannya.

    Perbaikan: naikkan desimal indikator itu di renstra.yml, atau perbaiki targetnya bila salah ketik.
    """
    promised = {t.kode: t for t in laporan.bahan.perjanjian_kinerja.indikator}
    for item in laporan.indikator:
        i = item.indikator
        finer = [a for a in _ditetapkan(i, promised.get(i.kode)) if _desimal(a[1]) > i.desimal]
        if finer and i.polaritas != "ordinal":
            what, value = finer[0]
            need = max(_desimal(value) for _, value in finer)
            message = f"{bernama(item)} dicetak dengan {i.desimal} desimal, padahal {what} {tertulis(value)}"
            yield i.at("desimal"), f"{message}; tulis desimal: {need}, atau perbaiki angkanya", "peringatan", i.kode


def _ditetapkan(i: Indikator, promise: TargetIndikator | None) -> Iterator[Angka]:
    for year in i.target:
        for value in (year.nilai, year.bawah, year.atas):
            if value is not None:
                yield f"target Renstra tahun {year.tahun}", value
    for value in (promise.target, promise.bawah, promise.atas) if promise else ():
        if value is not None:
            yield "target dalam perjanjian kinerja", value
    if i.kondisi_awal and i.kondisi_awal.nilai is not None:
        yield f"kondisi awal tahun {i.kondisi_awal.tahun}", i.kondisi_awal.nilai


def _desimal(value: Decimal) -> int:
    """Return how many decimals a figure has, without noughts at its end."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
