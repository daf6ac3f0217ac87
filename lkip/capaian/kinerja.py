"""One indicator: its quarters, its year, the years before, the plan's end, benchmarks, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lkip.bilangan import tanggal
from lkip.capaian.angka import TRIWULAN, Angka, Cara, persen
from lkip.capaian.laporan import Banding, CapaianIndikator, TahunCapaian, TriwulanCapaian
from lkip.capaian.realisasi import (
    angka_triwulan,
    bagian_triwulan,
    hasil_survei,
    isian_sampai,
    nilai,
    predikat,
    realisasi_tahun,
)
from lkip.capaian.rumus import TIDAK_DIHITUNG, batasi, jenis_target, kategori, ukur
from lkip.capaian.skm import mutu
from lkip.capaian.target import angka_target, sampai_triwulan, target_triwulan
from lkip.capaian.waktu import BAGIAN_TAHUN, laju, lebih_baik, pertumbuhan, perubahan, rata_rata_rencana, selisih, tren
from lkip.model import (
    Bahan,
    Indikator,
    Pembanding,
    PerjanjianKinerja,
    Realisasi,
    RealisasiUnit,
    RiwayatIndikator,
    Skala,
    TahunIndikator,
    TargetIndikator,
)


@dataclass(frozen=True)
class TahunBahan:
    """A year with a folder of its own: what was promised and what was reported, by indicator."""

    tahun: int
    janji: Mapping[str, TargetIndikator]
    perjanjian: str
    isian: Mapping[str, Realisasi]


@dataclass(frozen=True)
class Acuan:
    """What every indicator is looked up in: the years by folder (the last is the year reported), history, units."""

    bahan: Bahan
    skala: Skala
    tahun: tuple[TahunBahan, ...]
    riwayat: Mapping[str, RiwayatIndikator]
    unit: Mapping[str, str]

    @property
    def penuh(self) -> bool:
        """Whether the report is of the whole year."""
        return self.bahan.dokumen.sampai_triwulan == len(TRIWULAN)


def acuan(bahan: Bahan, skala: Skala) -> Acuan:
    """Return the look-up of a year: made once, so that an indicator costs the same however many there are."""
    past = [_tahun(y.tahun, y.perjanjian_kinerja, y.realisasi) for y in bahan.lalu]
    now = _tahun(bahan.tahun, bahan.perjanjian_kinerja, bahan.realisasi)
    return Acuan(
        bahan=bahan,
        skala=skala,
        tahun=(*past, now),
        riwayat={r.kode: r for r in reversed(bahan.riwayat.indikator)},
        unit={u.kode: u.nama for u in bahan.instansi.unit},
    )


def _tahun(tahun: int, pk: PerjanjianKinerja, units: tuple[RealisasiUnit, ...]) -> TahunBahan:
    revised = " perubahan" if pk.jenis == "perubahan" else ""
    return TahunBahan(
        tahun=tahun,
        janji={t.kode: t for t in reversed(pk.indikator)},  # of several the first counts; the linter tells the others
        perjanjian=f"perjanjian kinerja{revised} tanggal {tanggal(pk.tanggal)}",
        isian={r.kode: r for unit in reversed(units) for r in reversed(unit.indikator)},
    )


def capaian_indikator(acuan: Acuan, indikator: Indikator) -> CapaianIndikator:
    """Return everything that is worked out for one indicator in the year."""
    kode, penuh, renstra = indikator.kode, acuan.penuh, acuan.bahan.renstra
    unit = acuan.unit.get(indikator.penanggung_jawab, indikator.penanggung_jawab)
    this, last = acuan.tahun[-1], acuan.bahan.dokumen.sampai_triwulan
    janji, isian = this.janji.get(kode), isian_sampai(this.isian.get(kode), last)
    parts, surveys = bagian_triwulan(indikator, isian), hasil_survei(indikator, isian)
    now = _tahun_ini(acuan, indikator, unit)
    years = (*_tahun_lalu(acuan, indikator, unit), now)
    final = _target_renstra(indikator, renstra.periode_akhir, f"{kode}.target_akhir")
    change = perubahan(indikator, years, penuh=penuh)
    mean, mean_capaian = rata_rata_rencana(indikator, renstra, years, penuh=penuh)
    letter = mutu(now.realisasi.nilai)[0] if indikator.metode == "skm" else None
    return CapaianIndikator(
        indikator=indikator,
        unit=unit,
        jenis_target=jenis_target(indikator, _target(indikator, this, "")),
        target=now.target,
        triwulan=angka_triwulan(indikator, isian, parts, surveys),
        target_triwulan=target_triwulan(indikator, janji),
        sampai=_sampai(indikator, janji, isian, unit, last),
        bagian=parts,
        survei=surveys,
        mutu=letter,
        realisasi=now.realisasi,
        capaian=now.capaian,
        dihitung=batasi(now.capaian, acuan.bahan.instansi.kebijakan),
        kategori=kategori(acuan.skala, now.capaian),
        tahun=years,
        perubahan=change,
        pertumbuhan=pertumbuhan(indikator, years, penuh=penuh),
        rata_rata_realisasi=mean,
        rata_rata_capaian=mean_capaian,
        target_renstra=_jalur(acuan, indikator, years),
        target_akhir=final,
        kemajuan=_kemajuan(indikator, final, now.realisasi, penuh=penuh),
        laju=laju(indikator, renstra, years, final, penuh=penuh),
        tren=tren(indikator, years, change),
        pembanding=tuple(
            _banding(indikator, p, now, f"{kode}.pembanding_{n}", penuh=penuh)
            for n, p in enumerate(isian.pembanding if isian else (), start=1)
        ),
        bobot=None if indikator.bobot is None else persen(indikator.bobot),
        bahan=this.isian.get(kode),
    )


def _tahun_ini(acuan: Acuan, indikator: Indikator, unit: str) -> TahunCapaian:
    """Return target, realisasi and capaian of the year reported, of a part-year report up to its last quarter."""
    this, kode = acuan.tahun[-1], indikator.kode
    if acuan.penuh:
        return _tahun_folder(indikator, this, unit, kode)
    last = acuan.bahan.dokumen.sampai_triwulan
    isian = isian_sampai(this.isian.get(kode), last)
    target = sampai_triwulan(indikator, this.janji.get(kode), last, f"{kode}.target")
    realisasi = realisasi_tahun(indikator, isian, f"{kode}.realisasi", unit, last)
    capaian = _capaian(indikator, target, realisasi, isian, f"{kode}.capaian")
    if realisasi.nilai is None and not realisasi.teks:  # what is not due yet needs no target yet
        capaian = persen(realisasi.alasan or "", f"{kode}.capaian")
    return TahunCapaian(tahun=this.tahun, target=target, realisasi=realisasi, capaian=capaian)


def _tahun_folder(indikator: Indikator, year: TahunBahan, unit: str, kunci: str) -> TahunCapaian:
    isian = year.isian.get(indikator.kode)
    target = _target(indikator, year, f"{kunci}.target")
    realisasi = realisasi_tahun(indikator, isian, f"{kunci}.realisasi", unit)
    capaian = _capaian(indikator, target, realisasi, isian, f"{kunci}.capaian")
    return TahunCapaian(tahun=year.tahun, target=target, realisasi=realisasi, capaian=capaian)


def _target(indikator: Indikator, year: TahunBahan, kunci: str) -> Angka:
    janji = year.janji.get(indikator.kode)
    why = "tidak ditargetkan dalam perjanjian kinerja tahun ini"
    return angka_target(indikator, janji, janji.target if janji else None, why, kunci=kunci, cara=year.perjanjian)


def _capaian(indikator: Indikator, target: Angka, realisasi: Angka, isian: Realisasi | None, kunci: str) -> Angka:
    """Return the capaian: computed, or of polaritas manual as set with its reason."""
    if indikator.polaritas != "manual":
        return ukur(indikator, target, realisasi, kunci)
    if realisasi.nilai is None and not realisasi.teks:
        return persen(realisasi.alasan or "realisasi belum tersedia", kunci)
    if isian is None or isian.capaian_manual is None:
        why = isian.alasan_belum_tersedia if isian else "belum disampaikan"
        return persen(why or "capaian manual belum diisi", kunci)
    why = f"ditetapkan: {isian.alasan_manual or 'alasannya belum diisi'}"
    return persen(isian.capaian_manual, kunci, why, sementara=realisasi.sementara)


def _sampai(
    indikator: Indikator, janji: TargetIndikator | None, isian: Realisasi | None, unit: str, last: int
) -> tuple[TriwulanCapaian, ...]:
    """Return target, realisasi and capaian up to every quarter reported; empty where quarters have no targets."""
    if janji is None or janji.target_triwulan is None:
        return ()
    rows = []
    for upto, name in enumerate(TRIWULAN[:last], start=1):
        kunci = f"{indikator.kode}.sampai_tw{name}"
        target = sampai_triwulan(indikator, janji, upto, f"{kunci}.target")
        realisasi = realisasi_tahun(indikator, isian, f"{kunci}.realisasi", unit, upto)
        capaian = ukur(indikator, target, realisasi, f"{kunci}.capaian")
        rows.append(TriwulanCapaian(triwulan=name, target=target, realisasi=realisasi, capaian=capaian))
    return tuple(rows)


def _kemajuan(indikator: Indikator, akhir: Angka, realisasi: Angka, *, penuh: bool) -> Angka:
    """Return the year's realisasi against the plan's final target, measured like a capaian (percent)."""
    kunci = f"{indikator.kode}.kemajuan"
    return ukur(indikator, akhir, realisasi, kunci) if penuh else persen(BAGIAN_TAHUN, kunci)


def _banding(indikator: Indikator, other: Pembanding, now: TahunCapaian, kunci: str, *, penuh: bool) -> Banding:
    value = nilai(indikator, other.nilai, "nilai pembanding belum diisi")
    if other.teks is not None:
        value = predikat(indikator, other.teks)
    gap = selisih(indikator, now.realisasi, value, kunci)
    if not penuh:
        gap = Angka(None, gap.satuan, gap.desimal, BAGIAN_TAHUN, kunci)
    better = lebih_baik(indikator, gap, now.realisasi, value, now.target)
    letak: Literal["lebih baik", "sama", "belum sebaik"] | None = None
    if better is not None:
        letak = "sama" if not better else "lebih baik" if better > 0 else "belum sebaik"
    return Banding(
        nama=other.nama,
        tingkat=other.tingkat,
        nilai=value,
        selisih=gap,
        letak=letak,
        sumber=other.sumber,
    )


def _tahun_lalu(acuan: Acuan, indikator: Indikator, unit: str) -> tuple[TahunCapaian, ...]:
    """Return the earlier years, oldest first: from their own folder, else as printed then (`riwayat.yml`)."""
    own = {year.tahun for year in acuan.tahun}
    printed = acuan.riwayat.get(indikator.kode)
    years = [
        _tahun_tercetak(indikator, y)
        for y in (printed.tahun if printed else ())
        if y.tahun < acuan.bahan.tahun and y.tahun not in own
    ]
    years += [_tahun_folder(indikator, y, unit, f"{indikator.kode}.{y.tahun}") for y in acuan.tahun[:-1]]
    return tuple(sorted(years, key=lambda y: y.tahun))


def _tahun_tercetak(indikator: Indikator, year: TahunIndikator) -> TahunCapaian:
    kunci, given = f"{indikator.kode}.{year.tahun}", Cara("tercetak dalam {}", (year.sumber,))
    why = "target belum ditetapkan tahun itu"
    target = angka_target(indikator, year, year.target, why, kunci=f"{kunci}.target", cara=given)
    if year.realisasi_teks is not None and indikator.polaritas in ("ordinal", "manual"):
        realisasi = predikat(indikator, year.realisasi_teks, kunci=f"{kunci}.realisasi", cara=given)
    else:
        known = None if indikator.polaritas == "ordinal" else year.realisasi
        realisasi = nilai(indikator, known, "tidak ada data tahun itu", kunci=f"{kunci}.realisasi", cara=given)
    printed = None if year.capaian_tercetak is None else persen(year.capaian_tercetak)
    capaian = ukur(indikator, target, realisasi, f"{kunci}.capaian")
    if indikator.polaritas == "manual":  # what was set then is known from print alone
        shown = TIDAK_DIHITUNG if year.capaian_tercetak is None else year.capaian_tercetak
        capaian = persen(shown, f"{kunci}.capaian", given)
    return TahunCapaian(
        tahun=year.tahun,
        target=target,
        realisasi=realisasi,
        capaian=capaian,
        tercetak=printed,
        sumber=year.sumber,
    )


def _target_renstra(indikator: Indikator, tahun: int, kunci: str = "") -> Angka:
    year = next((t for t in indikator.target if t.tahun == tahun), None)
    why = f"Renstra tidak memuat target tahun {tahun}"
    cara = f"target Renstra tahun {tahun}"
    return angka_target(indikator, year, year.nilai if year else None, why, kunci=kunci, cara=cara)


def _jalur(acuan: Acuan, indikator: Indikator, years: tuple[TahunCapaian, ...]) -> tuple[TahunCapaian, ...]:
    """Return every year of the plan with its Renstra target and, so far as it is known, its realisasi."""
    known = {year.tahun: year.realisasi for year in years}
    later = nilai(indikator, None, "tahun ini belum dilaporkan")
    unknown = nilai(indikator, None, "tidak ada data tahun itu")
    path = []
    for tahun in range(acuan.bahan.renstra.periode_awal, acuan.bahan.renstra.periode_akhir + 1):
        target = _target_renstra(indikator, tahun)
        realisasi = known.get(tahun, later if tahun > acuan.bahan.tahun else unknown)
        kunci = "" if realisasi.nilai is None else f"{indikator.kode}.renstra_{tahun}"
        capaian = ukur(indikator, target, realisasi, kunci)
        if tahun == acuan.bahan.tahun and not acuan.penuh:
            capaian = persen(BAGIAN_TAHUN, kunci)
        path.append(TahunCapaian(tahun=tahun, target=target, realisasi=realisasi, capaian=capaian))
    return tuple(path)
