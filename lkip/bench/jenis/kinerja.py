"""Slips in what the units report: figures, quarters, components, surveys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
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
    komponen,
    triwulan,
    tulis,
    unsur,
)
from lkip.bench.lahan import Lahan, Ubah
from lkip.model import Realisasi

KINERJA, jenis = daftar("realisasi kinerja")

_WAJAR = "angka baru sama wajarnya dengan yang lama; hanya bukti atau dokumen aslinya yang dapat membedakannya"
_TETAP = "angka tahunnya tetap sama, sebab cara penggabungannya tidak melihat urutan"


def _semua(lahan: Lahan, part: Callable[[Realisasi], list[Angka]]) -> list[Angka]:
    return [figure for t in dua_tahun(lahan) for r in lahan.realisasi(t) for figure in part(r)]


def _ketik(r: Realisasi) -> list[Angka]:
    return triwulan(r.triwulan)


def _laporan(lahan: Lahan) -> list[Realisasi]:
    return [r for t in dua_tahun(lahan) for r in lahan.realisasi(t)]


@jenis()
def digit_pertama_triwulan(lahan: Lahan) -> Iterator[Ubah]:
    """The key beside the first digit of a typed quarter."""
    for at, value in beberapa([f for f in _semua(lahan, _ketik) if f[1]], 6):
        yield lahan.ganti((at, tulis(digit_depan(value))))


@jenis(_WAJAR)
def digit_terakhir_triwulan(lahan: Lahan) -> Iterator[Ubah]:
    """The key beside the last digit of a typed quarter."""
    for at, value in beberapa(_semua(lahan, _ketik), 4):
        yield lahan.ganti((at, tulis(digit_belakang(value))))


@jenis()
def digit_pertama_komponen(lahan: Lahan) -> Iterator[Ubah]:
    """The key beside the first digit of a count with several digits."""
    for at, value in beberapa([f for f in _semua(lahan, komponen) if f[1] >= 10], 6):
        yield lahan.ganti((at, tulis(digit_depan(value))))


@jenis(_WAJAR)
def digit_terakhir_komponen(lahan: Lahan) -> Iterator[Ubah]:
    """The key beside the last digit of a count."""
    for at, value in beberapa(_semua(lahan, komponen), 5):
        yield lahan.ganti((at, tulis(digit_belakang(value))))


@jenis()
def digit_pertama_unsur(lahan: Lahan) -> Iterator[Ubah]:
    """The key beside the first digit of an element of a survey: 3,42 becomes 4,42."""
    for at, value in beberapa(_semua(lahan, unsur), 4):
        yield lahan.ganti((at, tulis(digit_depan(value))))


@jenis(_WAJAR)
def digit_terakhir_unsur(lahan: Lahan) -> Iterator[Ubah]:
    """The key beside the last digit of an element of a survey."""
    for at, value in beberapa(_semua(lahan, unsur), 3):
        yield lahan.ganti((at, tulis(digit_belakang(value))))


@jenis()
def nol_terselip_realisasi(lahan: Lahan) -> Iterator[Ubah]:
    """A figure ten times too large."""
    figures = _semua(lahan, lambda r: [*_ketik(r), *komponen(r)])
    for at, value in beberapa([f for f in figures if f[1]], 6):
        yield lahan.ganti((at, tulis(kali(value, 10))))


@jenis()
def nol_hilang_realisasi(lahan: Lahan) -> Iterator[Ubah]:
    """A figure ten times too small."""
    for at, value in beberapa([f for f in _semua(lahan, _ketik) if f[1]], 5):
        yield lahan.ganti((at, tulis(kali(value, -10))))


@jenis()
def seribu_kali_realisasi(lahan: Lahan) -> Iterator[Ubah]:
    """A decimal sign taken for one of thousands."""
    for at, value in beberapa([f for f in _semua(lahan, _ketik) if f[1]], 4):
        yield lahan.ganti((at, tulis(kali(value, 1000))))


@jenis()
def persen_sebagai_pecahan(lahan: Lahan) -> Iterator[Ubah]:
    """A percentage or a value up to 100 written as a fraction: 0,85."""
    typed = [f for f in _semua(lahan, _ketik) if 50 < f[1] <= 100]
    others = [f for r in _laporan(lahan) for p in r.pembanding for f in angka(p, "nilai")]
    past = [
        f for i in (lahan.riwayat.indikator if lahan.riwayat else ()) for y in i.tahun for f in angka(y, "realisasi")
    ]
    for at, value in (*beberapa(typed, 1), *beberapa(others, 3), *beberapa([f for f in past if f[1] > 50], 2)):
        yield lahan.ganti((at, tulis(kali(value, -100))))


@jenis()
def koma_desimal(lahan: Lahan) -> Iterator[Ubah]:
    """A figure with a decimal comma, as it stands in print."""
    for at, value in beberapa([f for f in _semua(lahan, _ketik) if f[1] != int(f[1])], 4):
        yield lahan.ganti((at, f"{value:f}".replace(".", ",")))


@jenis()
def nol_untuk_belum_ada(lahan: Lahan) -> Iterator[Ubah]:
    """A nought where there are no data yet."""
    for report in beberapa([r for r in _laporan(lahan) if r.alasan_belum_tersedia and r.triwulan], 2):
        assert report.triwulan
        for name in ("tw4", "tw1"):
            yield lahan.ganti((report.triwulan.at(name), "0"))


@jenis()
def triwulan_dikosongkan(lahan: Lahan) -> Iterator[Ubah]:
    """A quarter that was measured left empty."""
    figures = _semua(lahan, lambda r: [*_ketik(r), *komponen(r)])
    for at, _ in beberapa(figures, 6):
        yield lahan.ganti((at, "null"))


@jenis(_TETAP)
def triwulan_bertetangga_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """Two neighbouring quarters of a typed figure swapped."""
    for t in dua_tahun(lahan):
        for figures in beberapa([f for r in lahan.realisasi(t) if len(f := _ketik(r)) > 1], 3):
            (a, va), (b, vb) = figures[:2]
            if va != vb:
                yield lahan.tukar((a, b))


@jenis()
def triwulan_komponen_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """Two neighbouring quarters of a count since the beginning of the year swapped."""
    series = [triwulan(q) for r in _laporan(lahan) for q in (r.pembilang, r.penyebut) if q]
    for figures in beberapa([f for f in series if len(f) > 1 and f[0][1] != f[1][1]], 5):
        yield lahan.tukar((figures[0][0], figures[1][0]))


@jenis()
def pembilang_penyebut_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """Numerator and denominator of a quarter swapped."""
    pairs = [(triwulan(r.pembilang), triwulan(r.penyebut)) for r in _laporan(lahan) if r.pembilang and r.penyebut]
    for above, below in beberapa([p for p in pairs if p[0] and p[1]], 5):
        if above[-1][1] != below[-1][1]:
            yield lahan.tukar((above[-1][0], below[-1][0]))


@jenis(_WAJAR)
def dua_indikator_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """The figures of two indicators of one file swapped."""
    for t in dua_tahun(lahan):
        reports = lahan.realisasi(t)
        pairs = [
            (triwulan(a.pembilang)[-1], triwulan(b.pembilang)[-1])
            for a, b in pairwise(reports)
            if a.at().path == b.at().path and a.pembilang and b.pembilang
        ]
        for one, other in pairs:
            if one[1] != other[1]:
                yield lahan.tukar((one[0], other[0]))


@jenis()
def angka_tahun_lalu_disalin(lahan: Lahan) -> Iterator[Ubah]:
    """The figures of last year left in this year's file."""
    last = {r.kode: r for r in lahan.realisasi(lahan.tahun - 1)}
    for report in lahan.realisasi(lahan.tahun):
        old = last.get(report.kode)
        if old is None:
            continue
        for here, there in (
            (_ketik(report), _ketik(old)),
            (komponen(report), komponen(old)),
            (unsur(report), unsur(old)),
        ):
            if here and len(here) == len(there):
                pairs = zip(here, there, strict=True)
                yield lahan.ganti(*((at, tulis(f"{value:f}")) for (at, _), (_, value) in pairs))


@jenis()
def pembilang_melebihi_penyebut(lahan: Lahan) -> Iterator[Ubah]:
    """A part larger than its whole by one."""
    pairs = [(triwulan(r.pembilang), triwulan(r.penyebut)) for r in _laporan(lahan)]
    for above, below in beberapa([p for p in pairs if p[0] and p[1]], 3):
        yield lahan.ganti((above[-1][0], tulis(f"{below[-1][1] + 1:f}")))


@jenis()
def cacah_tidak_bulat(lahan: Lahan) -> Iterator[Ubah]:
    """A count with a fraction, or below nought."""
    for number, (at, value) in enumerate(beberapa(_semua(lahan, komponen), 4)):
        yield lahan.ganti((at, tulis(f"{value:f}.5") if number % 2 == 0 else f"-{value:f}"))


@jenis()
def unsur_di_luar_skala(lahan: Lahan) -> Iterator[Ubah]:
    """An element of a survey outside 1 to 4: a point missing, or an index of 100."""
    for number, (at, value) in enumerate(beberapa(_semua(lahan, unsur), 3)):
        yield lahan.ganti((at, tulis(kali(value, 10) if number else f"{value * 25:f}")))


@jenis()
def responden_tidak_cocok(lahan: Lahan) -> Iterator[Ubah]:
    """Answers that are fewer than the respondents who are named."""
    surveys = [s for r in _laporan(lahan) for s in r.survei if s.unsur]
    for survei in beberapa(surveys, 2):
        ubah = lahan.hapus(survei, "unsur")
        (path,) = ubah
        pad = " " * (survei.at().column - 1)
        lines = (ubah[path] or b"").decode().split("\n")
        new = ["responden: 3", "jawaban:", '  - "344434443"', '  - "444434443"']
        at = survei.at().line
        yield {path: "\n".join([*lines[:at], *(pad + line for line in new), *lines[at:]]).encode()}


@jenis()
def survei_salah_triwulan(lahan: Lahan) -> Iterator[Ubah]:
    """A survey under a quarter that has none, or that has one already."""
    for survei in beberapa([s for r in _laporan(lahan) for s in r.survei], 2):
        yield lahan.ganti((survei.at("triwulan"), "1"))
        yield lahan.ganti((survei.at("triwulan"), "4" if survei.triwulan != 4 else "2"))


@jenis()
def survei_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """One of the year's surveys left out."""
    for survei in beberapa([s for r in _laporan(lahan) for s in r.survei], 2):
        yield lahan.hapus(survei)


@jenis(_TETAP)
def unsur_survei_tertukar(lahan: Lahan) -> Iterator[Ubah]:
    """Two neighbouring elements of a survey swapped: their mean stays the same."""
    figures = _semua(lahan, unsur)
    yield lahan.tukar((figures[2][0], figures[3][0])) if len(figures) > 3 else {}


@jenis()
def realisasi_indikator_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator left out of its unit's file."""
    reports = [r for t in dua_tahun(lahan) for r in lahan.realisasi(t)]
    files = [r.at().path for r in reports]
    for report in beberapa([r for r in reports if files.count(r.at().path) > 1], 4):
        yield lahan.hapus(report)


@jenis()
def realisasi_indikator_disalin(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator reported twice."""
    for report in beberapa(_laporan(lahan), 3):
        yield lahan.salin(report)


@jenis()
def tahunan_dan_triwulan(lahan: Lahan) -> Iterator[Ubah]:
    """The year's figure typed beside its quarters."""
    for report in beberapa([r for r in _laporan(lahan) if _ketik(r)], 2):
        yield lahan.tambah(report, "tahunan: 12")


@jenis()
def kondisi_awal_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """The figure where the plan began changed."""
    bases = [f for i in lahan.indikator if i.kondisi_awal for f in angka(i.kondisi_awal, "nilai")]
    for at, value in beberapa(bases, 3):
        yield lahan.ganti((at, tulis(digit_depan(value))))


@jenis()
def riwayat_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A digit of an earlier year's target, realisasi or printed capaian changed."""
    years = [y for i in (lahan.riwayat.indikator if lahan.riwayat else ()) for y in i.tahun]
    for number, year in enumerate(beberapa(years, 6)):
        name = ("target", "realisasi", "capaian_tercetak")[number % 3]
        for at, value in angka(year, name):
            yield lahan.ganti((at, tulis(digit_depan(value))))


@jenis()
def riwayat_tahun_salah(lahan: Lahan) -> Iterator[Ubah]:
    """An earlier year under another year."""
    years = [y for i in (lahan.riwayat.indikator if lahan.riwayat else ()) for y in i.tahun]
    for year in beberapa(years, 2):
        yield lahan.ganti((year.at("tahun"), str(lahan.tahun - 1)))


@jenis()
def riwayat_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator left out of the earlier years, though the plan says where it began."""
    for past in beberapa(lahan.riwayat.indikator if lahan.riwayat else (), 2):
        yield lahan.hapus(past)


@jenis()
def pembanding_salah_satuan(lahan: Lahan) -> Iterator[Ubah]:
    """A benchmark ten times too large."""
    for at, value in beberapa([f for r in _laporan(lahan) for p in r.pembanding for f in angka(p, "nilai")], 3):
        yield lahan.ganti((at, tulis(kali(value, 10))))


@jenis()
def saksi_selisih_satu(lahan: Lahan) -> Iterator[Ubah]:
    """A total of a signed paper off by one."""
    from lkip.model import AngkaSaksi

    for t in dua_tahun(lahan):
        witnesses = lahan.isian(f"{t}/angka-saksi.yml", AngkaSaksi)
        for number, saksi in enumerate(witnesses.saksi if witnesses else ()):
            yield lahan.ganti((saksi.at("nilai"), tulis(f"{saksi.nilai + (Decimal(1) if number % 2 else -1):f}")))
