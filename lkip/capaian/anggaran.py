"""The budget: ceilings, spending and absorption, sum over sum, by line and over the years."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from lkip.capaian.kinerja import SERATUS
from lkip.capaian.laporan import Angka, RiwayatSerapan, Serapan, TahunSerapan, persen, rupiah
from lkip.model import AnggaranSubKegiatan, Bahan, Program


def hitung_serapan(pagu: Decimal, realisasi: Decimal) -> Decimal | str:
    """Return the absorption in percent, realisasi over pagu; a ceiling of 0 has none (in print it became #DIV/0!)."""
    return realisasi / pagu * SERATUS if pagu else "pagu 0"


def _baris(
    tingkat: Literal["program", "kegiatan", "jumlah"], kode: str, nama: str, bagian: tuple[Serapan, ...]
) -> Serapan:
    """Return the line above some lines: sums of money, and the absorption as sum over sum."""
    awal, pagu, realisasi = (
        sum((_rp(getattr(b, f)) for b in bagian), Decimal(0)) for f in ("pagu_awal", "pagu", "realisasi")
    )
    return _uang(tingkat, kode, nama, awal, pagu, realisasi, bagian)


def _rp(amount: Angka) -> Decimal:
    return amount.nilai or Decimal(0)


def _uang(
    tingkat: Literal["program", "kegiatan", "sub_kegiatan", "jumlah"],
    kode: str,
    nama: str,
    awal: Decimal,
    pagu: Decimal,
    realisasi: Decimal,
    bagian: tuple[Serapan, ...] = (),
) -> Serapan:
    return Serapan(
        tingkat=tingkat,
        kode=kode,
        nama=nama,
        pagu_awal=rupiah(awal),
        pagu=rupiah(pagu),
        realisasi=rupiah(realisasi),
        sisa=rupiah(pagu - realisasi),
        serapan=persen(hitung_serapan(pagu, realisasi)),
        bagian=bagian,
    )


def serapan_anggaran(bahan: Bahan) -> Serapan:
    """Return the office's total in rupiah, with programs, kegiatan and sub kegiatan below it."""
    lines = {line.kode: line for line in bahan.anggaran.sub_kegiatan}
    return _baris("jumlah", "", "Jumlah", tuple(_program(program, lines) for program in bahan.renja.program))


def _program(program: Program, lines: dict[str, AnggaranSubKegiatan]) -> Serapan:
    kegiatan = []
    for k in program.kegiatan:
        found = ((sub, lines.get(sub.kode)) for sub in k.sub_kegiatan)
        subs = tuple(
            _uang(
                "sub_kegiatan",
                sub.kode,
                sub.nama,
                line.pagu if line.pagu_awal is None else line.pagu_awal,
                line.pagu,
                line.realisasi,
            )
            for sub, line in found
            if line
        )
        kegiatan.append(_baris("kegiatan", k.kode, k.nama, subs))
    return _baris("program", program.kode, program.nama, tuple(kegiatan))


def riwayat_anggaran(bahan: Bahan, anggaran: Serapan) -> tuple[RiwayatSerapan, ...]:
    """Return every program over the years, programs of this year first, and the total of each year last."""
    names = {r.kode: r.nama for r in bahan.riwayat.anggaran} | {b.kode: b.nama for b in anggaran.bagian}
    order = [b.kode for b in anggaran.bagian] + [
        r.kode for r in bahan.riwayat.anggaran if r.kode not in {b.kode for b in anggaran.bagian}
    ]
    programs = tuple(
        RiwayatSerapan(kode=kode, nama=names[kode], tahun=_tahun_serapan(bahan, anggaran, kode)) for kode in order
    )
    programs = tuple(p for p in programs if p.tahun)  # a program of later years only has no line yet
    years = sorted({t.tahun for p in programs for t in p.tahun})
    totals = []
    for tahun in years:
        parts = [t for p in programs for t in p.tahun if t.tahun == tahun]
        pagu, realisasi = (sum((_rp(getattr(t, f)) for t in parts), Decimal(0)) for f in ("pagu", "realisasi"))
        totals.append(_satu_tahun(tahun, pagu, realisasi))
    return (*programs, RiwayatSerapan(kode="", nama="Jumlah", tahun=tuple(totals)))


def _tahun_serapan(bahan: Bahan, anggaran: Serapan, kode: str) -> tuple[TahunSerapan, ...]:
    past = next((r.tahun for r in bahan.riwayat.anggaran if r.kode == kode), ())
    years = [
        _satu_tahun(t.tahun, t.pagu, t.realisasi, t.serapan_tercetak)
        for t in sorted(past, key=lambda t: t.tahun)
        if t.tahun < bahan.tahun
    ]
    now = next((b for b in anggaran.bagian if b.kode == kode), None)
    return (*years, _satu_tahun(bahan.tahun, _rp(now.pagu), _rp(now.realisasi))) if now else tuple(years)


def _satu_tahun(tahun: int, pagu: Decimal, realisasi: Decimal, tercetak: Decimal | None = None) -> TahunSerapan:
    return TahunSerapan(
        tahun=tahun,
        pagu=rupiah(pagu),
        realisasi=rupiah(realisasi),
        serapan=persen(hitung_serapan(pagu, realisasi)),
        tercetak=None if tercetak is None else persen(tercetak),
    )
