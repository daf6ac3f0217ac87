"""Rules about quarters: those that are measured, those that a report covers, and their targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import DIUKUR, TRIWULAN, CapaianIndikator, Laporan, agregat
from lkip.check.aturan import aturan
from lkip.model import Indikator, Realisasi, TargetIndikator, Triwulan
from lkip.problem import Finding


def jatuh_tempo(item: CapaianIndikator, laporan: Laporan) -> bool:
    """Whether an indicator is measured at least once in the quarters that the report covers."""
    return DIUKUR[item.indikator.frekuensi][0] < laporan.bahan.dokumen.sampai_triwulan


def _isian(report: Realisasi | None) -> list[tuple[str, Triwulan]]:
    """Return what a report gives by quarter."""
    names = ("triwulan", "pembilang", "penyebut")
    return [(n, getattr(report, n)) for n in names if report is not None and getattr(report, n) is not None]


def sebelum_akhir_tahun(report: Realisasi) -> str:
    """Name the quarters before the last that hold counts or surveys."""
    filled = {index for _, quarters in _isian(report) for index, q in enumerate(quarters.nilai) if q is not None}
    filled |= {survei.triwulan - 1 for survei in report.survei}
    return ", ".join(TRIWULAN[index] for index in sorted(filled) if index < len(TRIWULAN) - 1)


@aturan()
def triwulan_sesuai_frekuensi(laporan: Laporan) -> Iterator[Finding]:
    """Only the quarters of the declared frequency hold figures: others would enter the year's figure (53/2014 II.H)."""
    for item in laporan.indikator:
        for name, quarters in _isian(item.bahan):
            what = "" if name == "triwulan" else f"{name} "
            yield from _di_luar(item.indikator, what, quarters)


def _di_luar(indikator: Indikator, what: str, quarters: Triwulan) -> Iterator[Finding]:
    for index, value in enumerate(quarters.nilai):
        if value is not None and index not in DIUKUR[indikator.frekuensi]:
            measured = f"{indikator.kode} diukur {indikator.frekuensi}"
            message = f"{measured}; kosongkan {what}triwulan {TRIWULAN[index]} (null)"
            yield quarters.at(f"tw{index + 1}"), f"{message}, atau ubah frekuensinya di renstra.yml", "galat"


@aturan()
def triwulan_dilaporkan(laporan: Laporan) -> Iterator[Finding]:
    """A part-year report uses no quarter after its last one: figures there are for later (53/2014 II.E)."""
    last = laporan.bahan.dokumen.sampai_triwulan
    covered = f"tetapi laporan ini hanya sampai triwulan {TRIWULAN[last - 1]}"
    mend = "kosongkan (null), atau ubah sampai_triwulan di dokumen.yml"
    for item in laporan.indikator:
        for name, quarters in _isian(item.bahan):
            what = "" if name == "triwulan" else f"{name} "
            for index in range(last, len(TRIWULAN)):
                if quarters.nilai[index] is not None:
                    message = f"{what}triwulan {TRIWULAN[index]} {item.kode} sudah terisi, {covered}; {mend}"
                    yield quarters.at(f"tw{index + 1}"), message, "peringatan"
        for survei in item.bahan.survei if item.bahan else ():
            if survei.triwulan > last:
                message = f"survei triwulan {TRIWULAN[survei.triwulan - 1]} {item.kode} sudah ada, {covered}"
                yield survei.at("triwulan"), f"{message}; hapus, atau ubah sampai_triwulan di dokumen.yml", "peringatan"


@aturan()
def target_triwulan_ada(laporan: Laporan) -> Iterator[Finding]:
    """A part-year report measures against the quarters' targets: without them there is no capaian (53/2014 II.E)."""
    last = laporan.bahan.dokumen.sampai_triwulan
    if last == len(TRIWULAN):
        return
    promised = {t.kode: t for t in reversed(laporan.bahan.perjanjian_kinerja.indikator)}
    for item in laporan.indikator:
        i, promise = item.indikator, promised.get(item.kode)
        plain = i.polaritas in ("positif", "negatif") and i.agregasi != "manual"
        if not plain or promise is None or promise.target is None or not jatuh_tempo(item, laporan):
            continue
        if item.target.nilai is None:
            message = f"perjanjian kinerja tidak memuat target {item.kode} sampai triwulan {TRIWULAN[last - 1]}"
            mend = "sehingga capaiannya tidak dapat dihitung; tambahkan target_triwulan"
            yield promise.at("target_triwulan"), f"{message}, {mend}", "peringatan"


_DIGABUNG = {
    "jumlah": "bila dijumlahkan",
    "rata_rata": "bila dirata-ratakan",
    "terakhir": "yang terakhir",
    "maksimum": "yang terbesar",
    "minimum": "yang terkecil",
}


@aturan()
def target_triwulan_cocok(laporan: Laporan) -> Iterator[Finding]:
    """The quarters' targets, put together as the realisasi is, make the year's target (53/2014 II.E; data akurat)."""
    known = {i.kode: i for i in reversed(laporan.bahan.renstra.indikator)}
    for promise in (t for pk in laporan.bahan.perjanjian for t in pk.indikator):
        if promise.target_triwulan and promise.kode in known:
            yield from _cocok(known[promise.kode], promise, promise.target_triwulan)


def _cocok(i: Indikator, promise: TargetIndikator, quarters: Triwulan) -> Iterator[Finding]:
    source = promise.at("target_triwulan")
    if i.polaritas not in ("positif", "negatif"):
        message = f"target triwulan hanya untuk polaritas positif dan negatif, sedangkan {i.kode} {i.polaritas}"
        yield source, f"{message}; hapus target_triwulan", "galat"
    elif i.agregasi == "manual":
        message = f"agregasi {i.kode} manual, sehingga target triwulannya tidak dapat digabungkan"
        yield source, f"{message}; hapus target_triwulan", "galat"
    elif filled := [q for q in quarters.nilai if q is not None]:
        yield from _di_luar(i, "target ", quarters)
        yield from _sama(i, promise.target, filled, promise)
    else:
        yield source, f"target triwulan {i.kode} masih kosong; isi, atau hapus target_triwulan", "galat"


def _sama(i: Indikator, target: Decimal | None, filled: list[Decimal], promise: TargetIndikator) -> Iterator[Finding]:
    # Percentages from components do not add up: there the last quarter's target is the year's.
    agregasi = "terakhir" if i.komponen and i.agregasi == "jumlah" else i.agregasi
    together, _ = agregat(agregasi, filled)
    if target is not None and together != target:
        both = f"{_DIGABUNG[agregasi]} {tertulis(together)}, tetapi target tahunnya {tertulis(target)}"
        yield promise.at("target_triwulan"), f"target triwulan {i.kode} {both}; samakan", "galat"
