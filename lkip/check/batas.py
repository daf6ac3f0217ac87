"""Rules about what a figure can be at all: shares between 0 and 100, whole counts, indices within their scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import TRIWULAN, CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import berangka, bernama, berpersen
from lkip.model import Indikator, TargetIndikator
from lkip.problem import Finding, Level, Source

HITUNGAN = frozenset(
    {
        *("orang", "jiwa", "desa", "kelurahan", "dusun", "rt", "rw", "kk", "keluarga", "rumah tangga", "sekolah"),
        *("kejadian", "kasus", "pelanggaran", "pengaduan", "keluhan", "rekomendasi", "temuan", "permohonan"),
        *("layanan", "dokumen", "laporan", "berkas", "kegiatan", "paket", "kelompok", "lembaga", "unit", "undangan"),
    }
)
# The longest time that is likely in each unit: above it, a unit is wrong or a nought too many.
_LAMA = {"detik": 86_400, "menit": 1440, "jam": 720, "hari": 366, "hari kerja": 260, "minggu": 104}
_UKURAN = frozenset(("rupiah", "rp", "meter", "m", "m2", "km", "km2", "ha", "hektare", "kg", "ton", "liter", *_LAMA))
_IKM = re.compile(r"(?i)\bindeks kepuasan\b")
# The short name alone may mean industri kecil menengah too.
_SINGKAT = re.compile(r"\b(IKM|SKM)\b")
_SAKIP = re.compile(r"(?i)\bnilai\b.*\b(?:SAKIP|AKIP)\b|\bnilai akuntabilitas kinerja\b")
_TUMBUH = re.compile(r"(?i)pertumbuhan|kenaikan|peningkatan|rasio|laju")
_BERUBAH = re.compile(r"(?i)penurunan|perubahan|selisih|inflasi|deflasi|surplus|defisit")

# A figure that was typed: what it is, its value, where it stands.
Angka = tuple[str, Decimal, Source]


def _bernilai(i: Indikator) -> bool:
    """Whether an indicator is a value itself: no change of one, no count or share of those that have one."""
    counted = berpersen(i.satuan) or i.satuan.strip().lower() in HITUNGAN
    return not (counted or _TUMBUH.search(i.nama) or _BERUBAH.search(i.nama))


def _sakip(i: Indikator) -> bool:
    return bool(_SAKIP.search(i.nama)) and _bernilai(i)


def _berbatas(item: CapaianIndikator) -> bool:
    """Whether a bound is known for the figures of an indicator."""
    i, unit = item.indikator, item.satuan.strip().lower()
    named = _indeks(i) or _sakip(i) or (i.komponen and i.komponen.bagian)
    return i.polaritas != "ordinal" and bool(named or berpersen(unit) or unit in HITUNGAN or unit in _UKURAN)


@aturan(
    "L26",
    "aritmetika: batas",
    pokok="indikator",
    lihat=lambda i: f"realisasi {berangka(i.realisasi)}",
    tetap=True,
    berlaku=_berbatas,
)
def batas_nilai(laporan: Laporan) -> Iterator[Finding]:
    """Setiap angka berada dalam batas yang mungkin bagi satuannya.

    Bagian dari keseluruhan tidak pernah di luar 0 sampai 100 persen, orang dan kejadian dihitung bulat, Indeks Kepuasan
    Masyarakat menurut PermenPAN-RB 14/2017 berada di antara 25 dan 100, dan nilai SAKIP di antara 0 dan 100. Angka di
    luar itu pasti salah ketik atau memakai skala lain.

    Perbaikan: cocokkan angkanya dengan buktinya; indeks berskala 1–4 dikalikan 25 lebih dahulu.
    """
    promised = {t.kode: t for t in laporan.bahan.perjanjian_kinerja.indikator}
    for item in laporan.indikator:
        for what, value, source in _diketik(item, promised.get(item.kode)):
            if said := _salah(item.indikator, what.startswith("target"), value):
                wrong, level = said
                yield source, f"{what} {bernama(item)} {tertulis(value)} {wrong}", level, item.kode


def _diketik(item: CapaianIndikator, promise: TargetIndikator | None) -> Iterator[Angka]:
    """Yield the figures that were typed in the indicator's unit."""
    if item.indikator.polaritas == "ordinal":
        return
    for name in ("target", "bawah", "atas"):
        if promise and (value := getattr(promise, name)) is not None:
            yield "target" if name == "target" else f"target {name}", value, promise.at(name)
    report = item.bahan
    if report and report.triwulan:
        for index, q in enumerate(report.triwulan.nilai):
            if q is not None:
                yield f"realisasi triwulan {TRIWULAN[index]}", q, report.triwulan.at(f"tw{index + 1}")
    if report and report.tahunan is not None:
        yield "realisasi", report.tahunan, report.at("tahunan")


def _salah(i: Indikator, target: bool, value: Decimal) -> tuple[str, Level] | None:
    """Say what is wrong with a figure of an indicator, if anything is."""
    if _indeks(i):
        if not 25 <= value <= 100:
            return (
                "di luar 25–100, batas indeks menurut PermenPAN-RB 14/2017; perbaiki, skala 1–4 dikalikan 25",
                "galat",
            )
    elif _sakip(i):
        if not 0 <= value <= 100:
            return "di luar 0–100, batas nilai SAKIP; perbaiki angkanya", "galat"
    elif i.komponen and i.komponen.bagian and i.komponen.pengali == 100:
        if not 0 <= value <= 100:
            return "di luar 0–100, padahal pembilangnya bagian dari penyebutnya; perbaiki angkanya", "galat"
    elif value < 0 and _tak_negatif(i):
        if berpersen(i.satuan):
            return f"{i.satuan} biasanya tidak kurang dari nol; periksa angkanya", "peringatan"
        return f"{i.satuan} tidak mungkin kurang dari nol; perbaiki angkanya", "galat"
    elif value > (longest := _LAMA.get(i.satuan.strip().lower(), value)):
        wrong = f"lebih dari {tertulis(Decimal(longest))} {i.satuan}"
        return f"{wrong}; periksa satuan dan letak komanya", "peringatan"
    elif berpersen(i.satuan):
        if value > 100 and i.polaritas == "positif" and not _TUMBUH.search(i.nama):
            return "lebih dari 100 persen; periksa apakah memang dapat melebihi keseluruhannya", "catatan"
    elif i.satuan.strip().lower() in HITUNGAN:
        return _hitungan(i, target, value)
    return None


def _indeks(i: Indikator) -> bool:
    """Whether an indicator is a satisfaction index."""
    short = _SINGKAT.search(i.nama) and i.satuan.strip().lower() in ("indeks", "nilai", "poin")
    return i.metode == "skm" or (bool(_IKM.search(i.nama) or short) and _bernilai(i))


def _tak_negatif(i: Indikator) -> bool:
    """Whether a figure in an indicator's unit cannot be below nought: a time, a length, a share of a whole."""
    changes = _TUMBUH.search(i.nama) or _BERUBAH.search(i.nama)
    return not changes and (berpersen(i.satuan) or i.satuan.strip().lower() in _UKURAN)


def _hitungan(i: Indikator, target: bool, value: Decimal) -> tuple[str, Level] | None:
    if value < 0:
        return f"{i.satuan} tidak mungkin kurang dari nol; perbaiki angkanya", "galat"
    # A mean of counts has decimals, and so may its target; a count of one quarter has none.
    averaged = i.desimal or "rata-rata" in i.nama.lower() or (target and i.agregasi == "rata_rata")
    if value != value.to_integral_value() and not averaged:
        return f"{i.satuan}, padahal {i.satuan} dihitung bulat; perbaiki angkanya", "galat"
    return None
