"""Rules about what is likely: a capaian far above its target, an easy target, a figure that slipped by thousands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import angka
from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import berangka, bernama, letak_realisasi
from lkip.model import TargetIndikator
from lkip.problem import Finding

_TINGGI, _SANGAT_TINGGI = 120, 150
_KALI = (1000, 100, 10)
# Below this a tenfold figure is common: one incident last year, ten this year.
_KECIL = 20


def kali(satu: Decimal | None, lain: Decimal | None) -> int:
    """Return by which power of ten two figures differ, within a tenth; 0 where they do not."""
    if not satu or not lain or (satu < 0) != (lain < 0):
        return 0
    small, large = sorted((abs(satu), abs(lain)))
    ratio = large / small
    return next((k for k in _KALI if k * 9 <= ratio * 10 <= k * 11 and (k > 10 or large >= _KECIL)), 0)


def _tahun_lalu(item: CapaianIndikator, laporan: Laporan) -> tuple[Decimal | None, Decimal | None]:
    """Return target and realisasi of the year before."""
    last = next((y for y in reversed(item.tahun) if y.tahun == laporan.tahun - 1), None)
    return (last.target.nilai, last.realisasi.nilai) if last else (None, None)


def _meleset(item: CapaianIndikator, laporan: Laporan) -> tuple[int, str]:
    """Return by which factor this year's realisasi differs from what it is held against, and what that is."""
    now, before = item.realisasi.nilai, _tahun_lalu(item, laporan)[1]
    by_target, by_past = kali(now, item.target.nilai), kali(now, before)
    if by_target and (by_target == 1000 or before is None or by_past == by_target):
        return by_target, f"target {berangka(item.target)}"
    if by_past and before is not None and (by_past == 1000 or item.target.nilai is None):
        return by_past, f"realisasi tahun {laporan.tahun - 1} {angka(before, item.indikator.desimal)}"
    return 0, ""


@aturan("L11", "88/2021: 1.b.7", pokok="indikator", lihat=lambda i: f"capaian {i.capaian.lengkap}")
def capaian_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Capaian satu indikator tidak lebih dari 120 persen tanpa diperiksa ulang.

    Target harus menantang tetapi dapat dicapai. Capaian yang jauh di atas 100 persen biasanya berarti targetnya terlalu
    mudah, atau satuan dan letak komanya keliru; evaluator akan menanyakan keduanya.

    Perbaikan: cocokkan realisasi dan target dengan buktinya, termasuk satuannya. Bila keduanya benar, naikkan target
    tahun berikutnya, atau catat alasannya di pengecualian.yml.
    """
    for item in laporan.indikator:
        shown = item.capaian.terlihat
        if shown is None or shown <= _TINGGI or item.bahan is None or _meleset(item, laporan)[0]:
            continue
        what = f"{bernama(item)} mencapai {item.capaian.lengkap}"
        what += f" (target {berangka(item.target)}, realisasi {berangka(item.realisasi)})"
        if shown > _SANGAT_TINGGI:
            mend = "lebih dari 150%: periksa dahulu satuan dan letak komanya; bila benar, targetnya terlalu mudah"
            message = f"{what}, {mend} dan harus ditinjau"
        else:
            message = f"{what}, lebih dari 120%; periksa kedua angkanya, dan bila benar, tinjau targetnya"
        yield letak_realisasi(item), message, "peringatan"


@aturan("L12", "88/2021: 1.b.7", pokok="indikator", lihat=lambda i: f"target {berangka(i.target)}")
def target_menantang(laporan: Laporan) -> Iterator[Finding]:
    """Target tahun ini tidak lebih lunak daripada yang sudah dicapai tahun lalu.

    Target yang lebih rendah daripada realisasi tahun lalu (atau lebih tinggi, bila makin kecil makin baik) tidak
    menantang: ia tercapai walaupun kinerjanya mundur.

    Perbaikan: tetapkan target yang melanjutkan hasil tahun lalu. Bila ada alasan untuk melunakkannya, catat di
    pengecualian.yml.
    """
    promised = {t.kode: t for t in laporan.bahan.perjanjian_kinerja.indikator}
    for item in laporan.indikator:
        last = next((y for y in reversed(item.tahun) if y.tahun == laporan.tahun - 1), None)
        promise = promised.get(item.kode)
        reached = last.realisasi.terlihat if last else None
        if last and promise and reached is not None and (easier := _lebih_lunak(item, promise, reached)):
            decimals = max(item.indikator.desimal, item.target.desimal)
            own = f"{angka(promise.target or Decimal(0), decimals)} {item.satuan}"
            message = f"target {bernama(item)} tahun {laporan.tahun} {own}, {easier} daripada realisasi"
            mend = "tetapkan target yang lebih menantang, atau catat alasannya di pengecualian.yml"
            yield promise.at("target"), f"{message} tahun {last.tahun} {berangka(last.realisasi)}; {mend}", "peringatan"


def _lebih_lunak(item: CapaianIndikator, promise: TargetIndikator, reached: Decimal) -> str:
    if promise.target is None:
        return ""
    if item.indikator.polaritas == "positif" and promise.target < reached:
        return "lebih rendah"
    return "lebih tinggi" if item.indikator.polaritas == "negatif" and promise.target > reached else ""


@aturan("L11", "53/2014: Lampiran III.II.5", pokok="indikator", lihat=lambda i: f"realisasi {berangka(i.realisasi)}")
def nilai_meleset_seribu(laporan: Laporan) -> Iterator[Finding]:
    """Angka tahun ini tidak berselisih tepat 10, 100 atau 1.000 kali dari target, tahun lalu, atau pagunya.

    Selisih sebesar itu hampir selalu titik ribuan atau koma yang salah letak ketika angka disalin, dan satu angka saja
    merusak semua rata-rata dan jumlah di atasnya.

    Perbaikan: cocokkan angkanya dengan sumber yang ditandatangani. Bila angkanya memang benar, catat di
    pengecualian.yml.
    """
    promised = {t.kode: t for t in laporan.bahan.perjanjian_kinerja.indikator}
    for item in laporan.indikator:
        factor, against = _meleset(item, laporan)
        if factor:
            what = f"realisasi {bernama(item)} {berangka(item.realisasi)}, sekitar {_kali(factor)} dari {against}"
            yield letak_realisasi(item), f"{what}; {_MUNGKIN}", "peringatan"
        promise, before = promised.get(item.kode), _tahun_lalu(item, laporan)[0]
        if promise and before is not None and (factor := kali(promise.target, before)):
            own, past = (angka(n or Decimal(0), item.target.desimal) for n in (promise.target, before))
            message = f"target {bernama(item)} {own}, sekitar {_kali(factor)} dari target tahun {laporan.tahun - 1}"
            yield promise.at("target"), f"{message} {past}; {_MUNGKIN}", "peringatan"
    yield from _anggaran(laporan)


_MUNGKIN = "mungkin titik ribuan atau komanya salah letak, periksa dengan sumbernya"


def _kali(factor: int) -> str:
    return f"{angka(factor, 0)} kali atau seper-{angka(factor, 0)}"


def _anggaran(laporan: Laporan) -> Iterator[Finding]:
    """Compare budget lines with last year's and with their own ceiling; tenfold is common there."""
    past = {line.kode: line.pagu for year in laporan.bahan.lalu[-1:] for line in year.anggaran.sub_kegiatan}
    known = laporan.bahan.lalu[-1].tahun if laporan.bahan.lalu else 0
    for line in laporan.bahan.anggaran.sub_kegiatan:
        before = past.get(line.kode)
        if before is not None and (factor := kali(line.pagu, before)) > 10:
            both = f"Rp{angka(line.pagu, 0)}, sekitar {_kali(factor)} dari pagu tahun {known} Rp{angka(before, 0)}"
            yield line.at("pagu"), f"pagu {line.kode} {both}; {_MUNGKIN}", "peringatan"
        if (factor := kali(line.realisasi, line.pagu)) > 10:
            both = f"Rp{angka(line.realisasi, 0)}, sekitar {_kali(factor)} dari pagunya Rp{angka(line.pagu, 0)}"
            yield line.at("realisasi"), f"realisasi {line.kode} {both}; {_MUNGKIN}", "peringatan"
