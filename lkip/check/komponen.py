"""Rules about components: numerator and denominator in pairs, whole, the part within the whole."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.bilangan import tertulis
from lkip.capaian import TRIWULAN, CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import dilaporkan
from lkip.model import Komponen, Triwulan
from lkip.problem import Finding


def _pasangan(item: CapaianIndikator) -> str:
    return "; ".join(f"{b.triwulan} {b.pembilang.tampil} dari {b.penyebut.tampil}" for b in item.bagian)


@aturan(
    "L26",
    "53/2014: Lampiran II huruf H",
    "aritmetika: bagian tidak melebihi keseluruhannya",
    pokok="indikator",
    lihat=_pasangan,
    tetap=True,
    berlaku=lambda item: dilaporkan(item) and item.indikator.komponen is not None,
)
def komponen_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Pembilang dan penyebut diisi berpasangan, berupa bilangan bulat yang tidak negatif, dan bagian tidak lebih besar
    daripada keseluruhannya.

    Persentase dari suatu keseluruhan berada antara 0 dan 100, dan yang dihitung adalah orang, berkas, atau desa.
    Pasangan yang tidak lengkap atau terbalik menghasilkan angka yang mustahil.

    Perbaikan: lengkapi atau kosongkan keduanya pada triwulan itu dan periksa angkanya; tulis pecahan: true atau bagian:
    false di renstra.yml bila memang begitu artinya.
    """
    for item in laporan.indikator:
        komponen, report = item.indikator.komponen, item.bahan
        if komponen is None or report is None:
            continue
        above, below = report.pembilang, report.penyebut
        if above and below:
            yield from _berpasangan(item.kode, komponen, above, below)
        for one, other in (("pembilang", "penyebut"), ("penyebut", "pembilang")):
            if getattr(report, one) and not getattr(report, other):
                yield report.at(one), f"{one} {item.kode} tidak mempunyai {other}; isi juga {other}", "galat", item.kode
        for name, quarters in (("pembilang", above), ("penyebut", below)):
            if quarters:
                yield from _bilangan(item.kode, name, komponen, quarters)


def _berpasangan(kode: str, komponen: Komponen, above: Triwulan, below: Triwulan) -> Iterator[Finding]:
    for index, (a, b) in enumerate(zip(above.nilai, below.nilai, strict=True)):
        when, field = f"{kode} triwulan {TRIWULAN[index]}", f"tw{index + 1}"
        if (a is None) != (b is None):
            there, gone, place = ("penyebut", "pembilang", above) if a is None else ("pembilang", "penyebut", below)
            message = f"{gone} {when} belum diisi, padahal {there}nya ada; isi keduanya, atau kosongkan keduanya"
            yield place.at(field), message, "galat", kode
        elif a is not None and b is not None and komponen.bagian and a > b >= 0:
            message = f"pembilang {when} {tertulis(a)} lebih besar daripada penyebutnya {tertulis(b)}; perbaiki"
            mend = "atau tulis bagian: false di renstra.yml bila memang bukan bagiannya"
            yield above.at(field), f"{message}, {mend}", "galat", kode


def _bilangan(kode: str, name: str, komponen: Komponen, quarters: Triwulan) -> Iterator[Finding]:
    for index, value in enumerate(quarters.nilai):
        if value is None:
            continue
        when = f"{name} {kode} triwulan {TRIWULAN[index]} {tertulis(value)}"
        if value < 0:
            yield quarters.at(f"tw{index + 1}"), f"{when} tidak boleh negatif; perbaiki", "galat", kode
        elif value != value.to_integral_value() and not komponen.pecahan:
            message = f"{when} harus bilangan bulat; perbaiki, atau tulis pecahan: true di renstra.yml"
            yield quarters.at(f"tw{index + 1}"), message, "galat", kode
