"""Slips in the budget: ceilings, spending, outputs, rows, totals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lkip.bench.jenis.alat import (
    Angka,
    angka,
    beberapa,
    daftar,
    digit_belakang,
    digit_depan,
    digit_tertukar,
    dua_tahun,
    kali,
    tulis,
)
from lkip.bench.lahan import Lahan, Ubah
from lkip.model import AnggaranSubKegiatan, AngkaSaksi

ANGGARAN, jenis = daftar("anggaran")


def _lines(lahan: Lahan, tahun: int) -> list[AnggaranSubKegiatan]:
    budget = lahan.anggaran(tahun)
    return list(budget.sub_kegiatan) if budget else []


def _semua(lahan: Lahan, name: str, each: int) -> Iterator[Angka]:
    for t in dua_tahun(lahan):
        yield from beberapa([f for line in _lines(lahan, t) for f in angka(line, name)], each)


@jenis()
def digit_pagu(lahan: Lahan) -> Iterator[Ubah]:
    """A digit of a ceiling: the first one, or the last one that is no nought."""
    for number, (at, value) in enumerate(_semua(lahan, "pagu", 4)):
        yield lahan.ganti((at, tulis((digit_belakang if number % 2 else digit_depan)(value))))


@jenis()
def digit_realisasi_anggaran(lahan: Lahan) -> Iterator[Ubah]:
    """A digit of what was spent."""
    for number, (at, value) in enumerate(_semua(lahan, "realisasi", 5)):
        yield lahan.ganti((at, tulis((digit_belakang if number % 2 else digit_depan)(value))))


@jenis()
def digit_pagu_awal(lahan: Lahan) -> Iterator[Ubah]:
    """A digit of a ceiling before its revision."""
    for at, value in _semua(lahan, "pagu_awal", 4):
        yield lahan.ganti((at, tulis(digit_belakang(value))))


@jenis()
def digit_anggaran_bertukar(lahan: Lahan) -> Iterator[Ubah]:
    """Two neighbouring digits of a sum swapped."""
    for name in ("pagu", "realisasi"):
        for at, value in _semua(lahan, name, 2):
            if new := digit_tertukar(value):
                yield lahan.ganti((at, tulis(new)))


@jenis()
def nol_terselip_anggaran(lahan: Lahan) -> Iterator[Ubah]:
    """A sum ten times too large or too small, or written in thousands."""
    for by, name in ((10, "pagu"), (-10, "realisasi"), (-1000, "pagu"), (10, "realisasi"), (-1000, "realisasi")):
        for at, value in _semua(lahan, name, 1):
            yield lahan.ganti((at, tulis(kali(value, by))))


@jenis()
def pagu_realisasi_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """Ceiling and spending of a row swapped."""
    for t in dua_tahun(lahan):
        for line in beberapa([x for x in _lines(lahan, t) if x.pagu != x.realisasi], 3):
            yield lahan.tukar((line.at("pagu"), line.at("realisasi")))


@jenis()
def baris_anggaran_disalin(lahan: Lahan) -> Iterator[Ubah]:
    """A row of the budget written twice."""
    for t in dua_tahun(lahan):
        for line in beberapa(_lines(lahan, t), 2):
            yield lahan.salin(line)


@jenis()
def angka_baris_disalin(lahan: Lahan) -> Iterator[Ubah]:
    """The figures of a row copied into the next one."""
    for t in dua_tahun(lahan):
        lines = _lines(lahan, t)
        for one, other in beberapa(list(pairwise(lines)), 3):
            yield lahan.ganti(
                (other.at("pagu"), lahan.tertulis(one.at("pagu"))),
                (other.at("realisasi"), lahan.tertulis(one.at("realisasi"))),
            )


@jenis()
def baris_anggaran_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """A row left out of the budget."""
    for t in dua_tahun(lahan):
        for line in beberapa(_lines(lahan, t), 3):
            yield lahan.hapus(line)


@jenis("jumlah program dan jumlah seluruhnya tetap; hanya DPA per sub kegiatan yang dapat membedakannya")
def dua_baris_anggaran_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """Ceiling and spending of two rows of one program swapped."""
    for t in dua_tahun(lahan):
        lines = _lines(lahan, t)
        pairs = [(a, b) for a, b in pairwise(lines) if a.kode[:7] == b.kode[:7]]
        pairs = [(a, b) for a, b in pairs if a.pagu != b.pagu and a.pagu_awal is b.pagu_awal is None]
        for one, other in beberapa(pairs, 2):
            yield lahan.tukar((one.at("pagu"), other.at("pagu")), (one.at("realisasi"), other.at("realisasi")))


@jenis()
def keluaran_sepuluh_kali(lahan: Lahan) -> Iterator[Ubah]:
    """An output ten times too large."""
    for at, value in _semua(lahan, "keluaran", 2):
        yield lahan.ganti((at, tulis(kali(value, 10))))


@jenis()
def keluaran_kosong(lahan: Lahan) -> Iterator[Ubah]:
    """An output that was not reported."""
    for t in dua_tahun(lahan):
        for line in beberapa([x for x in _lines(lahan, t) if x.keluaran is not None], 2):
            yield lahan.hapus(line, "keluaran")


@jenis("keluaran yang lebih atau kurang satu sama wajarnya; hanya laporan sub kegiatannya yang dapat membedakannya")
def digit_keluaran(lahan: Lahan) -> Iterator[Ubah]:
    """The last digit of an output."""
    for at, value in _semua(lahan, "keluaran", 2):
        yield lahan.ganti((at, tulis(digit_belakang(value))))


@jenis()
def titik_ribuan(lahan: Lahan) -> Iterator[Ubah]:
    """A sum with points between its thousands, with `Rp`, or with `,00`."""
    for number, (at, value) in enumerate(_semua(lahan, "pagu", 2)):
        dotted = f"{int(value):,}".replace(",", ".")
        yield lahan.ganti((at, (dotted, f'"Rp {dotted}"', f"{dotted},00", f"{int(value)},00")[number % 4]))


@jenis()
def alasan_perubahan_anggaran_hilang(lahan: Lahan) -> Iterator[Ubah]:
    """A budget that was changed without a word why."""
    for t in dua_tahun(lahan):
        budget = lahan.anggaran(t)
        if budget and budget.alasan_perubahan:
            yield lahan.hapus(budget, "alasan_perubahan")


@jenis()
def riwayat_anggaran_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A digit of an earlier year's ceiling, spending or printed absorption."""
    years = [y for i in (lahan.riwayat.anggaran if lahan.riwayat else ()) for y in i.tahun]
    for number, year in enumerate(beberapa(years, 6)):
        for at, value in angka(year, ("pagu", "realisasi", "serapan_tercetak")[number % 3]):
            yield lahan.ganti((at, tulis(digit_depan(value))))


@jenis()
def saksi_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """A total of a signed paper not typed in: nothing is held against it any more."""
    for t in dua_tahun(lahan):
        found = lahan.isian(f"{t}/angka-saksi.yml", AngkaSaksi)
        for saksi in beberapa(found.saksi if found else (), 1):
            yield lahan.hapus(saksi)


@jenis()
def saksi_salah_nama(lahan: Lahan) -> Iterator[Ubah]:
    """A witness of a figure that there is none of."""
    for t in dua_tahun(lahan):
        found = lahan.isian(f"{t}/angka-saksi.yml", AngkaSaksi)
        for saksi in beberapa(found.saksi if found else (), 1):
            yield lahan.ganti((saksi.at("apa"), f'"{saksi.apa.replace("anggaran", "angaran")}"'))
