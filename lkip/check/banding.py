"""Rules about comparisons over the years."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama
from lkip.problem import Finding

_CUKUP = 3


def tahun_lalu(item: CapaianIndikator, tahun: int) -> list[int]:
    """Return the years before `tahun` that have a realisasi."""
    return [y.tahun for y in item.tahun if y.tahun < tahun and (y.realisasi.nilai is not None or y.realisasi.teks)]


def tanpa_masa_lalu(laporan: Laporan) -> set[str]:
    """Return the indicators that may lack earlier years: new ones, or those whose earlier years have no figure.

    Where the history names an indicator that nobody knows, the name may be a slip: then nobody is told to lack one.
    """
    b = laporan.bahan
    every = {i.kode for i in b.renstra.indikator}
    listed = {r.kode for r in b.riwayat.indikator} | {r.kode for y in b.lalu for u in y.realisasi for r in u.indikator}
    # In the first year of a plan its indicators may be new.
    return every if laporan.tahun <= b.renstra.periode_awal or listed - every else listed


@aturan("L13", "53/2014: Lampiran II, III.A.2", "88/2021: 3.b.5", pokok="indikator")
def perbandingan_tahun(laporan: Laporan) -> Iterator[Finding]:
    """Realisasi tahun ini dibandingkan dengan tahun lalu dan beberapa tahun sebelumnya.

    Satu angka tidak menunjukkan arah. Laporan diminta memuat realisasi tahun lalu dan beberapa tahun terakhir;
    sebaiknya tiga tahun, kecuali bagi indikator yang memang baru diukur.

    Perbaikan: tambahkan realisasi tahun sebelumnya di riwayat.yml dengan sumbernya. Bila tahun itu belum diukur, tulis
    barisnya dengan realisasi kosong (null), agar terlihat bahwa angkanya memang tidak ada.
    """
    explained = tanpa_masa_lalu(laporan)
    past = {item.kode: tahun_lalu(item, laporan.tahun) for item in laporan.indikator}
    known = sorted({year for years in past.values() for year in years})[-_CUKUP:]
    for item in laporan.indikator:
        own = past[item.kode]
        if item.realisasi.nilai is None and not item.realisasi.teks:
            continue
        if not own and item.kode not in explained:
            message = f"{bernama(item)} belum mempunyai realisasi tahun sebelumnya, sehingga arahnya tidak terlihat"
            yield item.indikator.at("kode"), f"{message}; tambahkan di riwayat.yml", "peringatan"
        elif missing := [str(year) for year in known if own and year > own[0] and year not in own]:
            message = f"{bernama(item)} belum mempunyai realisasi tahun {', '.join(missing)}"
            yield item.indikator.at("kode"), f"{message}; lengkapi perbandingannya di riwayat.yml", "catatan"
