"""Slips in what was planned and promised: targets, agreements, dates, the budget that was signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from lkip.bench.jenis.alat import (
    Angka,
    angka,
    beberapa,
    daftar,
    digit_belakang,
    digit_depan,
    dua_tahun,
    kali,
    triwulan,
    tulis,
)
from lkip.bench.lahan import Lahan, Ubah
from lkip.model import Dokumen, TargetIndikator

JANJI, jenis = daftar("target dan perjanjian kinerja")


def _promised(lahan: Lahan) -> list[TargetIndikator]:
    return [t for year in dua_tahun(lahan) for pk in lahan.perjanjian(year) for t in pk.indikator]


def _targets(lahan: Lahan, tahun: int) -> list[Angka]:
    return [f for i in lahan.indikator for t in i.target if t.tahun == tahun for f in angka(t, "nilai")]


@jenis()
def target_perjanjian_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A target of an agreement that is not the Renstra's any more, by a digit."""
    figures = [f for t in _promised(lahan) for f in angka(t, "target")]
    for number, (at, value) in enumerate(beberapa(figures, 8)):
        yield lahan.ganti((at, tulis((digit_depan if number % 2 else digit_belakang)(value))))


@jenis()
def target_renstra_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A target of the Renstra that the agreement of its year does not promise."""
    for t in dua_tahun(lahan):
        for number, (at, value) in enumerate(beberapa(_targets(lahan, t), 4)):
            yield lahan.ganti((at, tulis((digit_belakang if number % 2 else digit_depan)(value))))


@jenis()
def target_renstra_mundur(lahan: Lahan) -> Iterator[Ubah]:
    """A target of a year to come that is softer than the year before: its first digits swapped or struck beside."""
    if lahan.renstra is None:
        return
    for tahun in (lahan.tahun + 1, lahan.renstra.periode_akhir):
        for at, value in beberapa(_targets(lahan, tahun), 2):
            yield lahan.ganti((at, tulis(kali(value, -10))))


@jenis()
def target_dilunakkan_di_kedua_dokumen(lahan: Lahan) -> Iterator[Ubah]:
    """A target lowered in Renstra and agreements alike, below what was reached last year."""
    t = lahan.tahun
    for i in beberapa([i for i in lahan.indikator if i.polaritas == "positif"], 4):
        figures = [f for y in i.target if y.tahun == t for f in angka(y, "nilai")]
        signed = [p for pk in lahan.perjanjian(t) for p in pk.indikator if p.kode == i.kode]
        if figures and signed:
            new = tulis(f"{figures[0][1] // 2:f}")
            ubah = lahan.ganti((figures[0][0], new))
            for promise in signed:
                ubah |= lahan.ganti((promise.at("target"), new))
            yield ubah


@jenis()
def target_triwulan_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A quarter's target that does not make the year's any more."""
    figures = [triwulan(t.target_triwulan) for t in _promised(lahan) if t.target_triwulan]
    for quarters in beberapa(figures, 5):
        at, value = quarters[-1]
        yield lahan.ganti((at, tulis(digit_belakang(value))))


@jenis()
def target_sepuluh_kali(lahan: Lahan) -> Iterator[Ubah]:
    """A target with a nought slipped in."""
    figures = [f for t in _promised(lahan) for f in angka(t, "target")]
    for at, value in beberapa(figures, 3):
        yield lahan.ganti((at, tulis(kali(value, 10))))


@jenis()
def target_pecahan(lahan: Lahan) -> Iterator[Ubah]:
    """A target in percent written as a fraction."""
    figures = [f for t in _promised(lahan) for f in angka(t, "target") if f[1] > 50]
    for at, value in beberapa(figures, 3):
        yield lahan.ganti((at, tulis(kali(value, -100))))


@jenis()
def dua_target_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """The targets of two indicators of one agreement swapped."""
    for t in dua_tahun(lahan):
        for pk in lahan.perjanjian(t):
            rows = [f for row in pk.indikator for f in angka(row, "target")]
            for one, other in beberapa([(a, b) for a, b in pairwise(rows) if a[1] != b[1]], 2):
                yield lahan.tukar((one[0], other[0]))


@jenis()
def indikator_perjanjian_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator left out of an agreement."""
    for promise in beberapa(_promised(lahan), 4):
        yield lahan.hapus(promise)


@jenis()
def indikator_perjanjian_disalin(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator promised twice."""
    for promise in beberapa(_promised(lahan), 2):
        yield lahan.salin(promise)


@jenis()
def target_renstra_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """A year left out of an indicator's targets."""
    years = [t for i in lahan.indikator for t in i.target]
    for year in beberapa(years, 4):
        yield lahan.hapus(year)


@jenis()
def target_renstra_disalin(lahan: Lahan) -> Iterator[Ubah]:
    """A year of an indicator's targets written twice."""
    for year in beberapa([t for i in lahan.indikator for t in i.target], 2):
        yield lahan.salin(year)


@jenis()
def anggaran_perjanjian_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A program's budget in an agreement with a digit changed."""
    figures = [
        f for t in dua_tahun(lahan) for pk in lahan.perjanjian(t) for p in pk.program for f in angka(p, "anggaran")
    ]
    for number, (at, value) in enumerate(beberapa(figures, 6)):
        yield lahan.ganti((at, tulis((digit_belakang if number % 2 else digit_depan)(value))))


@jenis()
def program_perjanjian_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """A program left out of an agreement."""
    programs = [p for t in dua_tahun(lahan) for pk in lahan.perjanjian(t) for p in pk.program]
    for program in beberapa(programs, 3):
        yield lahan.hapus(program)


@jenis()
def anggaran_perjanjian_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """The budgets of two programs of an agreement swapped."""
    for t in dua_tahun(lahan):
        for pk in lahan.perjanjian(t)[-1:]:
            rows = [f for p in pk.program for f in angka(p, "anggaran")]
            if len(rows) > 1:
                yield lahan.tukar((rows[0][0], rows[1][0]))


@jenis()
def tanggal_perjanjian(lahan: Lahan) -> Iterator[Ubah]:
    """An agreement dated in another year, at the end of its year, or revised before it was made."""
    for t in dua_tahun(lahan):
        for pk in lahan.perjanjian(t):
            yield lahan.ganti((pk.at("tanggal"), f'"{t + 1}{pk.tanggal:-%m-%d}"'))
            if pk.jenis == "murni":
                yield lahan.ganti((pk.at("tanggal"), f'"{t}-12-20"'))
            else:
                yield lahan.ganti((pk.at("tanggal"), f'"{t}-01-05"'))


@jenis()
def alasan_perubahan_hilang(lahan: Lahan) -> Iterator[Ubah]:
    """A revised agreement that does not say why."""
    for t in dua_tahun(lahan):
        for pk in lahan.perjanjian(t):
            if pk.alasan_perubahan:
                yield lahan.hapus(pk, "alasan_perubahan")
                yield lahan.ganti((pk.at("jenis"), '"murni"'))


@jenis()
def tanggal_dokumen(lahan: Lahan) -> Iterator[Ubah]:
    """A document dated after February, before its year is over, or in a year far off."""
    for t in dua_tahun(lahan):
        if document := lahan.isian(f"{t}/dokumen.yml", Dokumen):
            for day in (f"{t + 1}-03-14", f"{t}-11-30", f"{t + 4}-02-10", f"{t + 1}-02-30"):
                yield lahan.ganti((document.at("tanggal"), f'"{day}"'))


@jenis()
def reviu_setelah_tanda_tangan(lahan: Lahan) -> Iterator[Ubah]:
    """A review dated after the day of the document, or before its year was over."""
    for t in dua_tahun(lahan):
        if document := lahan.isian(f"{t}/dokumen.yml", Dokumen):
            days = (document.tanggal + timedelta(days=5), document.tanggal.replace(year=t, month=6, day=15))
            for day in days:
                line = f'"{day:%Y-%m-%d}"'
                if document.tanggal_reviu:
                    yield lahan.ganti((document.at("tanggal_reviu"), line))
                else:
                    yield lahan.tambah(document, f"tanggal_reviu: {line}")


@jenis()
def sampai_triwulan_salah(lahan: Lahan) -> Iterator[Ubah]:
    """A document of the whole year that says it covers a part of it."""
    for t in dua_tahun(lahan):
        if document := lahan.isian(f"{t}/dokumen.yml", Dokumen):
            yield lahan.tambah(document, "sampai_triwulan: 2")


@jenis()
def final_dengan_angka_sementara(lahan: Lahan) -> Iterator[Ubah]:
    """A final document that holds a provisional figure."""
    t = lahan.tahun
    document = lahan.isian(f"{t}/dokumen.yml", Dokumen)
    for report in beberapa([r for r in lahan.realisasi(t) if r.triwulan or r.pembilang], 2):
        if document:
            final = lahan.ganti((document.at("status"), '"final"'))
            yield {**final, **lahan.tambah(report, 'sementara: "Menunggu verifikasi Inspektorat."')}


@jenis()
def sementara_tanpa_angka(lahan: Lahan) -> Iterator[Ubah]:
    """A figure marked as provisional that there is none of."""
    for report in [r for r in lahan.realisasi(lahan.tahun) if r.alasan_belum_tersedia]:
        yield lahan.tambah(report, 'sementara: "Menunggu verifikasi Inspektorat."')
