"""Rules about what was reached and spent: reports, analyses, benchmarks, budget, earlier years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.capaian import DIUKUR, TRIWULAN, CapaianIndikator, Laporan
from lkip.model import (
    Realisasi,
    RiwayatAnggaran,
    RiwayatIndikator,
)
from lkip.problem import Finding, Level

_TOLERANSI = Decimal("0.01")


def realisasi_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """Every indicator is reported once, by the unit in charge, with figures or why there are none (88/2021 3.b.2).

    What is still to come stops only a final document: through the year quarters lie ahead.
    """
    b = laporan.bahan
    due: Level = "galat" if b.dokumen.status == "final" else "peringatan"
    for item in laporan.indikator:
        reports = [(unit, r) for unit in b.realisasi for r in unit.indikator if r.kode == item.kode]
        if not reports:
            where = f"content/{laporan.tahun}/realisasi/{item.indikator.penanggung_jawab}.yml"
            message = f"realisasi {item.kode} ({item.nama}) belum disampaikan; tambahkan di {where}"
            yield item.indikator.at("penanggung_jawab"), message, due
        for _, report in reports[1:]:
            yield (
                report.at("kode"),
                f"realisasi {item.kode} sudah disampaikan oleh {reports[0][0].unit}; hapus salah satu",
                "galat",
            )
        for unit, report in reports:
            if unit.unit != item.indikator.penanggung_jawab:
                owner = item.indikator.penanggung_jawab
                message = f"{item.kode} menjadi tanggung jawab {owner}; pindahkan ke berkas unit itu"
                yield report.at("kode"), message, "galat"
            yield from _reported(item, report, due)


def _reported(item: CapaianIndikator, report: Realisasi, due: Level) -> Iterator[Finding]:
    kode, empty = item.kode, item.realisasi.nilai is None
    if report.triwulan and report.tahunan is not None:
        yield report.at("tahunan"), f"{kode}: pilih salah satu, triwulan atau tahunan; hapus yang lain", "galat"
    if not report.triwulan and report.tahunan is None and not report.alasan_belum_tersedia:
        yield report.at(), f"{kode}: isi triwulan, atau alasan_belum_tersedia bila datanya belum ada", due
    elif empty and not report.alasan_belum_tersedia:
        why = item.realisasi.alasan or "triwulan belum terisi"
        yield report.at("triwulan"), f"{kode}: {why}; isi, atau jelaskan di alasan_belum_tersedia", due
    if not empty and report.alasan_belum_tersedia:
        yield report.at("alasan_belum_tersedia"), f"{kode}: angkanya sudah ada; hapus alasan_belum_tersedia", "galat"
    if report.alasan_tahunan and report.tahunan is None:
        yield report.at("alasan_tahunan"), f"{kode}: alasan_tahunan hanya untuk angka tahunan; hapus", "galat"
    if report.tahunan is not None and not report.alasan_tahunan:
        yield report.at("tahunan"), f"{kode}: angka tahunan tanpa triwulan harus disertai alasan_tahunan", "galat"


def triwulan_sesuai_frekuensi(laporan: Laporan) -> Iterator[Finding]:
    """Only the quarters of the declared frequency hold figures: others would enter the year's figure (53/2014 II.H)."""
    for item in laporan.indikator:
        quarters = item.bahan.triwulan if item.bahan else None
        if quarters is None:
            continue
        for index, value in enumerate(quarters.nilai):
            if value is not None and index not in DIUKUR[item.indikator.frekuensi]:
                message = f"{item.kode} diukur {item.indikator.frekuensi}; kosongkan triwulan {TRIWULAN[index]} (null)"
                yield quarters.at(f"tw{index + 1}"), f"{message}, atau ubah frekuensinya di renstra.yml", "galat"


def analisis_ada(laporan: Laporan) -> Iterator[Finding]:
    """Below target: what hindered and what was done; at or above: what helped (53/2014 III.A.5; 88/2021 3.b.7)."""
    for item in laporan.indikator:
        if item.bahan is None or item.capaian.nilai is None:
            continue
        wanted = ("faktor_pendukung",) if item.tercapai else ("faktor_penghambat", "solusi")
        missing = [name for name in wanted if not getattr(item.bahan, name)]
        if missing:
            message = f"{item.kode} ({item.nama}) mencapai {item.capaian.lengkap}; isi {' dan '.join(missing)}"
            yield item.bahan.at(), message, "peringatan"


def pembanding_ada(laporan: Laporan) -> Iterator[Finding]:
    """Every indicator is held against a figure elsewhere, or says why not (53/2014 III.A.4; 88/2021 3.b.6)."""
    for item in laporan.indikator:
        report = item.bahan
        if report is None:
            continue
        if report.pembanding and report.alasan_tanpa_pembanding:
            message = f"{item.kode}: pembanding sudah ada; hapus alasan_tanpa_pembanding"
            yield report.at("alasan_tanpa_pembanding"), message, "galat"
        elif not report.pembanding and not report.alasan_tanpa_pembanding:
            message = f"{item.kode} ({item.nama}): isi pembanding, atau alasan_tanpa_pembanding bila tidak ada"
            yield report.at(), message, "peringatan"


def anggaran_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Every sub kegiatan has a budget line, spent within its ceiling; the agreement's sums agree (53/2014 III.B)."""
    b = laporan.bahan
    budgeted = {line.kode for line in b.anggaran.sub_kegiatan}
    for sub in (s for p in b.renja.program for k in p.kegiatan for s in k.sub_kegiatan):
        if sub.kode not in budgeted:
            yield (
                sub.at("kode"),
                f"sub kegiatan {sub.kode} belum ada di anggaran.yml; tambahkan pagu dan realisasinya",
                "galat",
            )
    for line in b.anggaran.sub_kegiatan:
        if line.realisasi > line.pagu:
            yield line.at("realisasi"), f"realisasi {line.kode} melebihi pagunya; periksa angkanya", "peringatan"
        if line.pagu_awal not in (None, line.pagu) and not b.anggaran.alasan_perubahan:
            yield line.at("pagu_awal"), f"pagu {line.kode} berubah; isi alasan_perubahan di awal berkas ini", "galat"
    for pk in b.perjanjian:
        promised = {p.kode: p for p in pk.program}
        # A murni agreement was signed on the budget before its revision, a revised one on the budget after it.
        what, murni = ("pagu awal", True) if pk.jenis == "murni" else ("pagu", False)
        for program in laporan.anggaran.bagian:
            if program.kode not in promised:
                named = f"program {program.kode} ({program.nama})"
                yield pk.at("program"), f"{named} belum ada dalam perjanjian kinerja; tambahkan anggarannya", "galat"
                continue
            signed, budget = promised[program.kode], (program.pagu_awal if murni else program.pagu).nilai
            if signed.anggaran != budget:
                shown = f"{signed.anggaran:f} tidak sama dengan jumlah {what} sub kegiatannya {budget:f}"
                yield signed.at("anggaran"), f"anggaran program {signed.kode} {shown}; periksa keduanya", "galat"


def riwayat_cocok(laporan: Laporan) -> Iterator[Finding]:
    """What earlier reports printed follows from their printed inputs, to 0,01 (53/2014 III.II.5: data akurat)."""
    b = laporan.bahan
    past = {r.kode: r for r in b.riwayat.indikator}
    for item in laporan.indikator:
        for year in item.tahun:
            if year.tercetak and _differs(year.tercetak.nilai, year.capaian.nilai):
                source = next(t for t in past[item.kode].tahun if t.tahun == year.tahun).at("capaian_tercetak")
                both = f"tercetak {year.tercetak.tampil}, hasil hitung {year.capaian.tampil}"
                message = f"capaian {item.kode} tahun {year.tahun} {both}; periksa angka atau rumusnya"
                yield source, message, "peringatan"
    lines = {r.kode: r for r in b.riwayat.anggaran}
    for program in laporan.riwayat_anggaran:
        for line in program.tahun:
            if line.tercetak and _differs(line.tercetak.nilai, line.serapan.nilai):
                source = next(t for t in lines[program.kode].tahun if t.tahun == line.tahun).at("serapan_tercetak")
                both = f"tercetak {line.tercetak.tampil}, hasil hitung {line.serapan.tampil}"
                yield source, f"serapan {program.kode} tahun {line.tahun} {both}; periksa angkanya", "peringatan"


def _differs(printed: Decimal | None, computed: Decimal | None) -> bool:
    return printed is not None and (computed is None or abs(printed - computed) > _TOLERANSI)


def riwayat_tunggal(laporan: Laporan) -> Iterator[Finding]:
    """A year with a folder of its own stands there alone: the same figure in riwayat.yml could differ."""
    b = laporan.bahan
    own = {year.tahun for year in b.lalu}
    past: tuple[RiwayatIndikator | RiwayatAnggaran, ...] = (*b.riwayat.indikator, *b.riwayat.anggaran)
    for year in (year for item in past for year in item.tahun):
        if year.tahun in own:
            message = f"tahun {year.tahun} sudah mempunyai folder sendiri dan dibaca dari sana; hapus dari riwayat ini"
            yield year.at("tahun"), message, "galat"
