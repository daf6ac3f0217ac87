"""Rules about what is likely: a capaian far above its target, an easy target, a figure that slipped by thousands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import angka
from lkip.capaian import Angka, CapaianIndikator, Laporan, TahunCapaian
from lkip.check.aturan import aturan
from lkip.check.bentuk import lihat_capaian
from lkip.check.letak import berangka, bernama, letak_realisasi
from lkip.problem import Finding

_TINGGI, _SANGAT_TINGGI = 120, 150
_KALI = (1000, 100, 10)
# Below this a tenfold figure is common: one incident last year, ten this year.
_KECIL = 20


@aturan("L11", "88/2021: 1.b.7", pokok="indikator", lihat=lihat_capaian, berlaku=lambda i: i.capaian.nilai is not None)
def capaian_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Capaian satu indikator tidak lebih dari 120 persen tanpa diperiksa ulang.

    Target harus menantang tetapi dapat dicapai. Capaian yang jauh di atas 100 persen biasanya berarti targetnya terlalu
    mudah, atau satuan dan letak komanya keliru; evaluator akan menanyakan keduanya.

    Perbaikan: cocokkan realisasi dan target dengan buktinya, termasuk satuannya. Bila keduanya benar, naikkan target
    tahun berikutnya, atau catat alasannya di pengecualian.yml.
    """
    for item in laporan.indikator:
        shown = item.capaian.terlihat
        if shown is None or shown <= _TINGGI or item.bahan is None or _meleset(item, laporan):
            continue
        what = f"{bernama(item)} mencapai {item.capaian.lengkap}"
        what += f" (target {berangka(item.target)}, realisasi {berangka(item.realisasi)})"
        if shown > _SANGAT_TINGGI:
            mend = "lebih dari 150%: periksa dahulu satuan dan letak komanya; bila benar, targetnya terlalu mudah"
            message = f"{what}, {mend} dan harus ditinjau"
        else:
            message = f"{what}, lebih dari 120%; periksa kedua angkanya, dan bila benar, tinjau targetnya"
        yield letak_realisasi(item), message, "peringatan", item.kode


@aturan(
    "L12",
    "88/2021: 1.b.7",
    pokok="indikator",
    lihat=lambda i: f"target {berangka(i.target)}",
    berlaku=lambda i: i.indikator.polaritas in ("positif", "negatif") and i.target.nilai is not None,
)
def target_menantang(laporan: Laporan) -> Iterator[Finding]:
    """Target tahun ini tidak lebih lunak daripada yang sudah dicapai tahun lalu.

    Target yang lebih rendah daripada realisasi tahun lalu (atau lebih tinggi, bila makin kecil makin baik) tidak
    menantang: ia tercapai walaupun kinerjanya mundur.

    Perbaikan: tetapkan target yang melanjutkan hasil tahun lalu. Bila ada alasan untuk melunakkannya, catat di
    pengecualian.yml.
    """
    promised = {t.kode: t for t in laporan.bahan.perjanjian_kinerja.indikator}
    for item in laporan.indikator:
        last, promise = _lalu(item, laporan), promised.get(item.kode)
        reached = last.realisasi.terlihat if last else None
        if last and promise and reached is not None and (easier := _lebih_lunak(item, promise.target, reached)):
            own = berangka(Angka(promise.target, item.satuan, item.target.desimal))
            past = f"realisasi tahun {last.tahun} {berangka(last.realisasi)}"
            message = f"target {bernama(item)} tahun {laporan.tahun} {own}, {easier} daripada {past}"
            mend = "tetapkan target yang lebih menantang, atau catat alasannya di pengecualian.yml"
            yield promise.at("target"), f"{message}; {mend}", "peringatan", item.kode


def _lalu(item: CapaianIndikator, laporan: Laporan) -> TahunCapaian | None:
    return next((y for y in reversed(item.tahun) if y.tahun == laporan.tahun - 1), None)


def _lebih_lunak(item: CapaianIndikator, target: Decimal | None, reached: Decimal) -> str:
    if target is None:
        return ""
    if item.indikator.polaritas == "positif" and target < reached:
        return "lebih rendah"
    return "lebih tinggi" if item.indikator.polaritas == "negatif" and target > reached else ""


@aturan(
    "L11",
    "53/2014: Lampiran III.II.5",
    pokok="indikator",
    lihat=lambda i: f"realisasi {berangka(i.realisasi)}",
    berlaku=lambda i: i.realisasi.nilai is not None or i.target.nilai is not None,
)
def nilai_meleset_seribu(laporan: Laporan) -> Iterator[Finding]:
    """Angka tahun ini tidak berselisih sekitar 10, 100 atau 1.000 kali dari target, tahun lalu, atau pagunya.

    Selisih sebesar itu hampir selalu titik ribuan atau koma yang salah letak ketika angka disalin, dan satu angka saja
    merusak semua rata-rata dan jumlah di atasnya.

    Perbaikan: cocokkan angkanya dengan sumber yang ditandatangani. Bila angkanya memang benar, catat di
    pengecualian.yml.
    """
    promised = {t.kode: t for t in laporan.bahan.perjanjian_kinerja.indikator}
    for item in laporan.indikator:
        last, promise = _lalu(item, laporan), promised.get(item.kode)
        before = last.target if last else Angka(None)
        if promise and kali(promise.target, before.nilai):
            own = Angka(promise.target, item.satuan, item.target.desimal)
            what = f"target {bernama(item)} {berangka(own)}, {_beda(own, before)} target tahun {laporan.tahun - 1}"
            yield promise.at("target"), f"{what} {berangka(before)}; {_MUNGKIN}", "peringatan", item.kode
        elif against := _meleset(item, laporan):
            what = f"realisasi {bernama(item)} {berangka(item.realisasi)}, {against}"
            yield letak_realisasi(item), f"{what}; {_MUNGKIN}", "peringatan", item.kode
    yield from _anggaran(laporan)


_MUNGKIN = "mungkin titik ribuan atau komanya salah letak, periksa dengan sumbernya"


def kali(satu: Decimal | None, lain: Decimal | None) -> int:
    """Return by which power of ten two figures differ, within a tenth; 0 where they do not."""
    if not satu or not lain or (satu < 0) != (lain < 0):
        return 0
    small, large = sorted((abs(satu), abs(lain)))
    ratio = large / small
    return next((k for k in _KALI if abs(ratio - k) * 10 <= k and (k > 10 or large >= _KECIL)), 0)


def _beda(satu: Angka, lain: Angka) -> str:
    factor = angka(kali(satu.nilai, lain.nilai), 0)
    more = abs(satu.nilai or Decimal(0)) > abs(lain.nilai or Decimal(0))
    return f"sekitar {factor} kali" if more else f"sekitar 1/{factor} dari"


def _meleset(item: CapaianIndikator, laporan: Laporan) -> str:
    """Say how this year's realisasi slipped from what it is held against; by 1.000 from one of both, else from all."""
    last = _lalu(item, laporan)
    before = last.realisasi if last else Angka(None)
    held = [(f"target {berangka(item.target)}", item.target)]
    held += [(f"realisasi tahun {laporan.tahun - 1} {berangka(before)}", before)]
    known = [(name, figure, kali(item.realisasi.nilai, figure.nilai)) for name, figure in held if figure.nilai]
    slipped = [one for one in known if one[2] == _KALI[0]] or (known if all(one[2] for one in known) else [])
    return next((f"{_beda(item.realisasi, figure)} {name}" for name, figure, _ in slipped), "")


def _anggaran(laporan: Laporan) -> Iterator[Finding]:
    """Compare budget lines with last year's and with their own ceiling; tenfold is common there."""
    lalu = next((y for y in laporan.bahan.lalu if y.tahun == laporan.tahun - 1), None)
    past = {line.kode: line.pagu for line in lalu.anggaran.sub_kegiatan} if lalu else {}
    for line in laporan.bahan.anggaran.sub_kegiatan:
        pagu, spent, before = (Angka(n, "Rp", 0) for n in (line.pagu, line.realisasi, past.get(line.kode)))
        if kali(pagu.nilai, before.nilai) > _KALI[-1]:
            what = f"pagu {line.kode} {pagu.lengkap}, {_beda(pagu, before)} pagu tahun {laporan.tahun - 1}"
            yield line.at("pagu"), f"{what} {before.lengkap}; {_MUNGKIN}", "peringatan", line.kode
        if kali(spent.nilai, pagu.nilai) > _KALI[-1]:
            what = f"realisasi {line.kode} {spent.lengkap}, {_beda(spent, pagu)} pagunya {pagu.lengkap}"
            yield line.at("realisasi"), f"{what}; {_MUNGKIN}", "peringatan", line.kode
