"""Rules about quarters: those that are measured, those that a report covers, and their targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import DIUKUR, TRIWULAN, CapaianIndikator, Laporan, agregat
from lkip.check.aturan import aturan
from lkip.check.bentuk import lihat_realisasi, lihat_target, per_triwulan
from lkip.model import Indikator, Realisasi, TargetIndikator, Triwulan
from lkip.problem import Finding


def jatuh_tempo(item: CapaianIndikator, laporan: Laporan) -> bool:
    """Whether an indicator is measured at least once in the quarters that the report covers."""
    return DIUKUR[item.indikator.frekuensi][0] < laporan.bahan.dokumen.sampai_triwulan


def _sebagian(laporan: Laporan) -> bool:
    """Whether the report covers only a part of the year."""
    return laporan.bahan.dokumen.sampai_triwulan < len(TRIWULAN)


def _bertriwulan(indikator: Indikator) -> bool:
    """Whether an indicator is measured against targets of quarters."""
    return indikator.polaritas in ("positif", "negatif") and indikator.agregasi != "manual"


def _frekuensi(item: CapaianIndikator) -> str:
    return f"{item.indikator.frekuensi}: {per_triwulan(item.triwulan) or 'belum ada angka triwulan'}"


def _target_triwulan(item: CapaianIndikator) -> str:
    return f"{per_triwulan(item.target_triwulan)}; setahun {item.target.tampil}"


def _isian(report: Realisasi | None) -> list[tuple[str, Triwulan]]:
    """Return what a report gives by quarter."""
    names = ("triwulan", "pembilang", "penyebut")
    return [(n, getattr(report, n)) for n in names if report is not None and getattr(report, n) is not None]


def sebelum_akhir_tahun(report: Realisasi) -> str:
    """Name the quarters before the last that hold counts or surveys."""
    filled = {index for _, quarters in _isian(report) for index, q in enumerate(quarters.nilai) if q is not None}
    filled |= {survei.triwulan - 1 for survei in report.survei}
    return ", ".join(TRIWULAN[index] for index in sorted(filled) if index < len(TRIWULAN) - 1)


@aturan(
    "", "53/2014: Lampiran II huruf H", pokok="indikator", lihat=_frekuensi, berlaku=lambda i: bool(_isian(i.bahan))
)
def triwulan_sesuai_frekuensi(laporan: Laporan) -> Iterator[Finding]:
    """Hanya triwulan yang diukur menurut frekuensi indikatornya yang berisi angka.

    Frekuensi pengumpulan data ditetapkan untuk setiap indikator. Angka pada triwulan lain ikut terhitung dalam angka
    tahunan, padahal tidak termasuk cara ukurnya.

    Perbaikan: kosongkan triwulan itu dengan null, atau ubah frekuensi di renstra.yml bila indikator memang diukur lebih
    sering.
    """
    for item in laporan.indikator:
        for name, quarters in _isian(item.bahan):
            what = "" if name == "triwulan" else f"{name} "
            yield from _di_luar(item.indikator, what, quarters)


def _di_luar(indikator: Indikator, what: str, quarters: Triwulan) -> Iterator[Finding]:
    for index, value in enumerate(quarters.nilai):
        if value is not None and index not in DIUKUR[indikator.frekuensi]:
            measured = f"{indikator.kode} diukur {indikator.frekuensi}"
            message = f"{measured}; kosongkan {what}triwulan {TRIWULAN[index]} (null)"
            yield (
                quarters.at(f"tw{index + 1}"),
                f"{message}, atau ubah frekuensinya di renstra.yml",
                "galat",
                indikator.kode,
            )


@aturan("", "53/2014: Lampiran II huruf E", pokok="indikator", lihat=lihat_realisasi, bila=_sebagian)
def triwulan_dilaporkan(laporan: Laporan) -> Iterator[Finding]:
    """Laporan sampai triwulan tertentu tidak memuat angka triwulan sesudahnya.

    Pengukuran dilakukan tiap triwulan. Angka triwulan yang belum dilaporkan tidak ikut dihitung, sehingga yang terisi
    dan yang tercetak menceritakan keadaan yang berbeda.

    Perbaikan: kosongkan triwulan itu dengan null, atau ubah sampai_triwulan di dokumen.yml.
    """
    last = laporan.bahan.dokumen.sampai_triwulan
    covered = f"tetapi laporan ini hanya sampai triwulan {TRIWULAN[last - 1]}"
    mend = "kosongkan (null), atau ubah sampai_triwulan di dokumen.yml"
    for item in laporan.indikator:
        for name, quarters in _isian(item.bahan):
            what = "" if name == "triwulan" else f"{name} "
            for index in range(last, len(TRIWULAN)):
                if quarters.nilai[index] is not None:
                    message = f"{what}triwulan {TRIWULAN[index]} {item.kode} sudah terisi, {covered}; {mend}"
                    yield quarters.at(f"tw{index + 1}"), message, "peringatan", item.kode
        for survei in item.bahan.survei if item.bahan else ():
            if survei.triwulan > last:
                message = f"survei triwulan {TRIWULAN[survei.triwulan - 1]} {item.kode} sudah ada, {covered}"
                yield (
                    survei.at("triwulan"),
                    f"{message}; hapus, atau ubah sampai_triwulan di dokumen.yml",
                    "peringatan",
                    item.kode,
                )


@aturan(
    "",
    "53/2014: Lampiran II huruf E",
    pokok="indikator",
    lihat=lihat_target,
    berlaku=lambda item: _bertriwulan(item.indikator),
    bila=_sebagian,
)
def target_triwulan_ada(laporan: Laporan) -> Iterator[Finding]:
    """Dalam laporan yang belum setahun, setiap indikator yang sudah diukur mempunyai target sampai triwulan itu.

    Pengukuran triwulan membandingkan realisasi dengan target triwulan. Terhadap target setahun, capaian triwulan selalu
    tampak rendah dan tidak berarti apa-apa.

    Perbaikan: tambahkan target_triwulan pada indikator itu dalam perjanjian kinerja, sesuai rencana aksinya.
    """
    last = laporan.bahan.dokumen.sampai_triwulan
    promised = {t.kode: t for t in reversed(laporan.bahan.perjanjian_kinerja.indikator)}
    for item in laporan.indikator:
        i, promise = item.indikator, promised.get(item.kode)
        if not _bertriwulan(i) or promise is None or promise.target is None or not jatuh_tempo(item, laporan):
            continue
        if item.target.nilai is None:
            message = f"perjanjian kinerja tidak memuat target {item.kode} sampai triwulan {TRIWULAN[last - 1]}"
            mend = "sehingga capaiannya tidak dapat dihitung; tambahkan target_triwulan"
            yield promise.at("target_triwulan"), f"{message}, {mend}", "peringatan", item.kode


_DIGABUNG = {
    "jumlah": "bila dijumlahkan",
    "rata_rata": "bila dirata-ratakan",
    "terakhir": "yang terakhir",
    "maksimum": "yang terbesar",
    "minimum": "yang terkecil",
}


@aturan(
    "L09",
    "53/2014: Lampiran II huruf E",
    "aritmetika: bagian membentuk keseluruhan",
    pokok="indikator",
    lihat=_target_triwulan,
    tetap=True,
    berlaku=lambda item: bool(item.sampai),
)
def target_triwulan_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Target triwulan, digabungkan dengan cara yang sama seperti realisasinya, menghasilkan target tahun.

    Bagian harus membentuk keseluruhannya. Bila target triwulan dan target tahun berbeda, satu indikator mempunyai dua
    target, dan capaian sampai triwulan IV tidak sama dengan capaian tahun.

    Perbaikan: samakan target_triwulan dengan target tahun menurut agregasi indikator (dijumlahkan, dirata-ratakan, atau
    yang terakhir), dan kosongkan triwulan yang tidak diukur.
    """
    known = {i.kode: i for i in reversed(laporan.bahan.renstra.indikator)}
    for promise in (t for pk in laporan.bahan.perjanjian for t in pk.indikator):
        if promise.target_triwulan and promise.kode in known:
            yield from _cocok(known[promise.kode], promise, promise.target_triwulan)


def _cocok(i: Indikator, promise: TargetIndikator, quarters: Triwulan) -> Iterator[Finding]:
    source = promise.at("target_triwulan")
    if i.polaritas not in ("positif", "negatif"):
        message = f"target triwulan hanya untuk polaritas positif dan negatif, sedangkan {i.kode} {i.polaritas}"
        yield source, f"{message}; hapus target_triwulan", "galat", i.kode
    elif i.agregasi == "manual":
        message = f"agregasi {i.kode} manual, sehingga target triwulannya tidak dapat digabungkan"
        yield source, f"{message}; hapus target_triwulan", "galat", i.kode
    elif filled := [q for q in quarters.nilai if q is not None]:
        yield from _di_luar(i, "target ", quarters)
        yield from _sama(i, promise.target, filled, promise)
    else:
        yield source, f"target triwulan {i.kode} masih kosong; isi, atau hapus target_triwulan", "galat", i.kode


def _sama(i: Indikator, target: Decimal | None, filled: list[Decimal], promise: TargetIndikator) -> Iterator[Finding]:
    # Percentages from components do not add up: there the last quarter's target is the year's.
    agregasi = "terakhir" if i.komponen and i.agregasi == "jumlah" else i.agregasi
    together, _ = agregat(agregasi, filled)
    if target is not None and together != target:
        both = f"{_DIGABUNG[agregasi]} {tertulis(together)}, tetapi target tahunnya {tertulis(target)}"
        yield promise.at("target_triwulan"), f"target triwulan {i.kode} {both}; samakan", "galat", i.kode
