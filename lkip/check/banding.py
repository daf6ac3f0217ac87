"""Rules about comparisons: with earlier years, with benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.batas import HITUNGAN
from lkip.check.bentuk import nilai_salah, yang_ditulis
from lkip.check.letak import bernama
from lkip.problem import Finding

_CUKUP = 3
# From how many times more or less on a benchmark is taken for a slip of the decimal sign.
_BERLIPAT = Decimal(8)


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


def _tahun(item: CapaianIndikator) -> str:
    return "; ".join(f"{y.tahun}: {y.realisasi.tampil}" for y in item.tahun)


@aturan(
    "L13",
    "53/2014: Lampiran II, III.A.2",
    "88/2021: 3.b.5",
    pokok="indikator",
    lihat=_tahun,
    berlaku=lambda item: item.realisasi.nilai is not None or bool(item.realisasi.teks),
)
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
            yield item.indikator.at("kode"), f"{message}; tambahkan di riwayat.yml", "peringatan", item.kode
        elif missing := [str(year) for year in known if own and year > own[0] and year not in own]:
            message = f"{bernama(item)} belum mempunyai realisasi tahun {', '.join(missing)}"
            yield item.indikator.at("kode"), f"{message}; lengkapi perbandingannya di riwayat.yml", "catatan", item.kode
    yield from _kondisi_awal_terlewat(laporan, {kode for kode, years in past.items() if years})


def _kondisi_awal_terlewat(laporan: Laporan, known: set[str]) -> Iterator[Finding]:
    """Yield the known indicators that the history leaves out, though it gives the year where they began."""
    listed = {r.kode for r in laporan.bahan.riwayat.indikator}
    years = {y.tahun for r in laporan.bahan.riwayat.indikator for y in r.tahun}
    for item in laporan.indikator:
        base = item.indikator.kondisi_awal
        if base and base.tahun in years and item.kode in known - listed:
            message = f"{bernama(item)} mempunyai kondisi awal {base.tahun}, tetapi tidak ada di riwayat.yml"
            yield (
                base.at("tahun"),
                f"{message}; tambahkan realisasinya dengan sumbernya",
                "peringatan",
                item.kode,
            )


def _angka_pembanding(item: CapaianIndikator) -> str:
    return "; ".join(f"{p.nama} {p.nilai.tampil}" for p in item.pembanding)


def _tahun_lalu(item: CapaianIndikator) -> str:
    return "; ".join(f"{y.tahun}: {y.realisasi.tampil}" for y in item.tahun if y.sumber)


@aturan(
    "",
    "53/2014: Lampiran II, Bab III.A.4",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_angka_pembanding,
    berlaku=lambda item: bool(item.pembanding),
)
def pembanding_sesuai_polaritas(laporan: Laporan) -> Iterator[Finding]:
    """Setiap pembanding memuat satu angka atau predikat dalam bentuk yang sama dengan indikatornya.

    Perbandingan dengan standar atau daerah lain hanya berarti bila keduanya diukur dengan ukuran yang sama dan dapat
    berdampingan dalam satu kolom.

    Perbaikan: isi nilai untuk indikator berangka atau teks untuk indikator berpredikat, jangan keduanya; hapus
    pembanding yang belum mempunyai angka.
    """
    for item in laporan.indikator:
        for other in item.bahan.pembanding if item.bahan else ():
            what = f"pembanding {item.kode} '{other.nama}'"
            if other.nilai is None and other.teks is None:
                message = f"{what} belum mempunyai angka; isi {yang_ditulis(item.indikator, 'nilai', 'teks')}"
                yield other.at(), message, "galat", item.kode
            elif wrong := nilai_salah(item.indikator, other.nilai, other.teks):
                yield other.at(wrong[0]), f"{what} {wrong[1]}", "galat", item.kode


@aturan(
    "",
    "53/2014: Lampiran II, Bab III.A.2",
    "88/2021: 3.b.5",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_tahun_lalu,
    berlaku=lambda item: any(y.sumber for y in item.tahun),
)
def riwayat_sesuai_polaritas(laporan: Laporan) -> Iterator[Finding]:
    """Realisasi tahun-tahun lalu di riwayat.yml berbentuk sama dengan indikatornya.

    Laporan membandingkan realisasi tahun ini dengan tahun lalu dan beberapa tahun terakhir. Angka dan kata tidak dapat
    dibandingkan, sehingga kolom tahun itu menjadi kosong.

    Perbaikan: tulis realisasi untuk indikator berangka atau realisasi_teks untuk indikator berpredikat, jangan
    keduanya; null bila tidak ada data.
    """
    known = {i.kode: i for i in reversed(laporan.bahan.renstra.indikator)}
    for past in laporan.bahan.riwayat.indikator:
        for year in past.tahun if past.kode in known else ():
            fields = ("realisasi", "realisasi_teks")
            if wrong := nilai_salah(known[past.kode], year.realisasi, year.realisasi_teks, fields):
                yield year.at(wrong[0]), f"realisasi {past.kode} tahun {year.tahun} {wrong[1]}", "galat", past.kode


@aturan(
    "",
    "53/2014: Lampiran II, Bab III.A.4",
    pokok="indikator",
    lihat=_angka_pembanding,
    berlaku=lambda item: bool(item.pembanding) and item.realisasi.nilai is not None,
)
def pembanding_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Angka pembanding sebesar realisasinya, bukan berlipat-lipat lebih besar atau lebih kecil.

    Pembanding menyandingkan angka yang sama dari tempat lain. Selisih berlipat biasanya berarti satuannya lain, atau
    koma dan titiknya meleset.

    Perbaikan: cocokkan nilai pembanding dengan dokumen sumbernya, termasuk satuannya.
    """
    for item in laporan.indikator:
        own = item.realisasi.nilai
        if item.bahan is None or own is None or own <= 0 or item.indikator.polaritas == "ordinal":
            continue
        for other in item.bahan.pembanding:
            # A larger place counts more of everything.
            if item.satuan.strip().lower() in HITUNGAN and other.tingkat != "standar":
                continue
            if other.nilai is not None and (other.nilai >= own * _BERLIPAT or 0 < other.nilai <= own / _BERLIPAT):
                message = f"pembanding {item.kode} '{other.nama}' {tertulis(other.nilai)}, realisasinya {tertulis(own)}"
                yield other.at("nilai"), f"{message}; cocokkan satuan dan letak komanya", "peringatan", item.kode
