"""Laporan → problems: one function a rule, named in `RULES`. A rule says what must hold and what to do about it."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from lkip import rujukan
from lkip.capaian import DIUKUR, TRIWULAN, CapaianIndikator, Laporan
from lkip.model import (
    Indikator,
    Isian,
    Isu,
    Kegiatan,
    Program,
    Realisasi,
    RiwayatAnggaran,
    RiwayatIndikator,
    Sasaran,
    SubKegiatan,
)
from lkip.problem import Level, Problem, Source
from lkip.prosa import GAMBAR

_TOLERANSI = Decimal("0.01")


def check(laporan: Laporan) -> list[Problem]:
    """Return everything that the rules find, in the order of the rules."""
    return [
        Problem(source, message, level, rule.__name__.replace("_", "-"))
        for rule in RULES
        for source, message, level in rule(laporan)
    ]


Finding = tuple[Source, str, Level]


def kode_tunggal(laporan: Laporan) -> Iterator[Finding]:
    """Every code stands for one thing only: a second use would silently replace the first."""
    b = laporan.bahan
    renstra, renja = b.renstra, b.renja
    kegiatan = [k for p in renja.program for k in p.kegiatan]
    groups: tuple[tuple[str, Iterable[Isian]], ...] = (
        ("unit", b.instansi.unit),
        ("tujuan", renstra.tujuan),
        ("sasaran atau indikator", [*renstra.sasaran, *renstra.indikator]),
        *(("indikator dalam perjanjian kinerja", pk.indikator) for pk in b.perjanjian),
        *(("program dalam perjanjian kinerja", pk.program) for pk in b.perjanjian),
        ("indikator dalam riwayat", b.riwayat.indikator),
        ("program dalam riwayat", b.riwayat.anggaran),
        ("program", renja.program),
        ("kegiatan", kegiatan),
        ("sub kegiatan", [s for k in kegiatan for s in k.sub_kegiatan]),
        ("sub kegiatan dalam anggaran", b.anggaran.sub_kegiatan),
    )
    for what, items in groups:
        yield from _twice(what, items, "kode")
    for indikator in renstra.indikator:
        yield from _twice(f"tahun target {indikator.kode}", indikator.target, "tahun")
    past: tuple[RiwayatIndikator | RiwayatAnggaran, ...] = (*b.riwayat.indikator, *b.riwayat.anggaran)
    for item in past:
        yield from _twice(f"tahun riwayat {item.kode}", item.tahun, "tahun")


RESERVED = ("anggaran", "instansi", "tahun", "capaian", "kategori", "periode")


def kode_bebas(laporan: Laporan) -> Iterator[Finding]:
    """No goal or indicator is called like a budget line or a word that prose refers to: the names would collide."""
    taken = {*RESERVED, *(line.kode for line in laporan.anggaran.bagian)}
    named: list[Sasaran | Indikator] = [*laporan.bahan.renstra.sasaran, *laporan.bahan.renstra.indikator]
    for item in named:
        if item.kode in taken:
            yield item.at("kode"), f"kode '{item.kode}' sudah dipakai untuk rujukan lain; ganti kodenya", "galat"


def tanggal_wajar(laporan: Laporan) -> Iterator[Finding]:
    """The document is dated after its year, within two years; the agreement in its year or just before (53/2014)."""
    b = laporan.bahan
    if not laporan.tahun <= b.dokumen.tanggal.year <= laporan.tahun + 2:
        message = f"tanggal dokumen harus antara tahun {laporan.tahun} dan {laporan.tahun + 2}; perbaiki"
        yield b.dokumen.at("tanggal"), message, "galat"
    for pk in b.perjanjian:
        if not laporan.tahun - 1 <= pk.tanggal.year <= laporan.tahun:
            message = f"tanggal perjanjian kinerja harus dalam tahun {laporan.tahun - 1} atau {laporan.tahun}; perbaiki"
            yield pk.at("tanggal"), message, "galat"


def _twice(what: str, items: Iterable[Isian], key: str) -> Iterator[Finding]:
    first: dict[object, Source] = {}
    for item in items:
        value = getattr(item, key)
        if value in first:
            yield (
                item.at(key),
                f"{what}: '{value}' sudah ada di baris {first[value].line}; hapus atau ganti salah satu",
                "galat",
            )
        first.setdefault(value, item.at(key))


def unit_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Every unit named is one of the office's, and a unit's file bears its name (53/2014 II.H: penanggung jawab)."""
    known = [u.kode for u in laporan.bahan.instansi.unit]
    for indikator in laporan.bahan.renstra.indikator:
        yield from _known(indikator, "penanggung_jawab", "unit", known, "instansi.yml")
    for unit in laporan.bahan.realisasi:
        yield from _known(unit, "unit", "unit", known, "instansi.yml")
        source = unit.at("unit")
        name = source.path.rsplit("/", 1)[1].removesuffix(".yml")
        if name != unit.unit:
            yield source, f"unit '{unit.unit}' tidak sama dengan nama berkas '{name}.yml'; samakan", "galat"


def kode_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Every code used elsewhere is defined in renstra.yml or renja.yml (53/2014 III.III.1: sasaran = PK = Renstra)."""
    b = laporan.bahan
    indikator = [i.kode for i in b.renstra.indikator]
    promises = [i for pk in b.perjanjian for i in pk.indikator]
    for item in (*promises, *b.riwayat.indikator, *(r for u in b.realisasi for r in u.indikator)):
        yield from _known(item, "kode", "indikator", indikator, "renstra.yml")
    program = [p.kode for p in b.renja.program]
    for promised in (p for pk in b.perjanjian for p in pk.program):
        yield from _known(promised, "kode", "program", program, "renja.yml")
    subs = [s.kode for p in b.renja.program for k in p.kegiatan for s in k.sub_kegiatan]
    for line in b.anggaran.sub_kegiatan:
        yield from _known(line, "kode", "sub kegiatan", subs, "renja.yml")
    sasaran = [s.kode for s in b.renstra.sasaran]
    serving: tuple[Program | Isu, ...] = (*b.renja.program, *b.profil.isu_strategis)
    for p in serving:
        for kode in p.sasaran:
            if kode not in sasaran:
                yield p.at("sasaran"), _unknown("sasaran", kode, sasaran, "renstra.yml"), "galat"


def _known(item: Isian, key: str, what: str, known: list[str], where: str) -> Iterator[Finding]:
    value = getattr(item, key)
    if value not in known:
        yield item.at(key), _unknown(what, value, known, where), "galat"


def _unknown(what: str, value: str, known: list[str], where: str) -> str:
    by_lower = {kode.lower(): kode for kode in known}
    near = difflib.get_close_matches(value.lower(), by_lower, n=1, cutoff=0.6)
    mend = f"maksudnya '{by_lower[near[0]]}'?" if near else "tambahkan di sana atau perbaiki kodenya"
    return f"{what} '{value}' tidak ada di {where}; {mend}"


def kode_berjenjang(laporan: Laporan) -> Iterator[Finding]:
    """A kegiatan's code begins with its program's, a sub kegiatan's with its kegiatan's (budget nomenclature)."""
    for program in laporan.bahan.renja.program:
        for kegiatan in program.kegiatan:
            pairs: list[tuple[Kegiatan | SubKegiatan, str]] = [(kegiatan, program.kode)]
            pairs += [(sub, kegiatan.kode) for sub in kegiatan.sub_kegiatan]
            for child, parent in pairs:
                if not child.kode.startswith(f"{parent}."):
                    yield (
                        child.at("kode"),
                        f"kode '{child.kode}' tidak berada di bawah '{parent}'; perbaiki kode atau pindahkan",
                        "galat",
                    )


def rumus_sesuai_polaritas(laporan: Laporan) -> Iterator[Finding]:
    """`R/T` belongs to polaritas positif, `(2T-R)/T` and `T/R` to negatif (88/2021 2.a.2: definisi operasional)."""
    for i in laporan.bahan.renstra.indikator:
        if (i.rumus_capaian == "R/T") != (i.polaritas == "positif"):
            mend = "R/T" if i.polaritas == "positif" else "(2T-R)/T atau T/R"
            yield (
                i.at("rumus_capaian"),
                f"{i.kode} berpolaritas {i.polaritas}; rumus capaiannya harus {mend}, bukan {i.rumus_capaian}",
                "galat",
            )


def target_renstra_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """Every indicator has a target for every year of the plan (53/2014 III.A.3: compared with the end of the plan)."""
    renstra = laporan.bahan.renstra
    if renstra.periode_akhir < renstra.periode_awal:
        yield renstra.at("periode_akhir"), "tahun akhir Renstra lebih kecil dari tahun awal; perbaiki", "galat"
        return
    if not renstra.periode_awal <= laporan.tahun <= renstra.periode_akhir:
        yield (
            renstra.at("periode_awal"),
            f"tahun laporan {laporan.tahun} di luar periode Renstra; perbaiki periode atau nama folder tahun",
            "galat",
        )
        return
    period = range(renstra.periode_awal, renstra.periode_akhir + 1)
    for i in renstra.indikator:
        missing = [str(t) for t in period if t not in {target.tahun for target in i.target}]
        if missing:
            yield i.at("target"), f"target {i.kode} tahun {', '.join(missing)} belum ada; tambahkan", "galat"
        for target in i.target:
            if target.tahun not in period:
                yield (
                    target.at("tahun"),
                    f"target {i.kode} tahun {target.tahun} di luar periode Renstra; hapus",
                    "galat",
                )


def perjanjian_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """The agreement promises a target for every indicator, and a revised one says why (53/2014 Lampiran I.E)."""
    for pk in laporan.bahan.perjanjian:
        promised = {t.kode for t in pk.indikator}
        for i in laporan.bahan.renstra.indikator:
            if i.kode not in promised:
                message = f"indikator {i.kode} ({i.nama}) belum ada dalam perjanjian kinerja; tambahkan targetnya"
                yield pk.at("indikator"), message, "galat"
        if pk.jenis == "perubahan" and not pk.alasan_perubahan:
            yield pk.at("jenis"), "perjanjian kinerja perubahan harus memuat alasan_perubahan; tambahkan", "galat"


def perjanjian_urut(laporan: Laporan) -> Iterator[Finding]:
    """Where both are kept, the first agreement is murni, the second its later revision (53/2014 Lampiran I.E)."""
    if len(laporan.bahan.perjanjian) < 2:
        return
    first, second = laporan.bahan.perjanjian
    if first.jenis != "murni":
        yield first.at("jenis"), "perjanjian ini mempunyai berkas perubahan; jenisnya harus murni", "galat"
    if second.jenis != "perubahan":
        yield second.at("jenis"), "berkas ini memuat perjanjian perubahan; jenisnya harus perubahan", "galat"
    if second.tanggal < first.tanggal:
        yield second.at("tanggal"), "tanggal perjanjian perubahan lebih awal daripada yang murni; perbaiki", "galat"


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
        wanted = ("faktor_pendukung",) if item.capaian.nilai >= 100 else ("faktor_penghambat", "solusi")
        missing = [name for name in wanted if not getattr(item.bahan, name)]
        if missing:
            message = f"{item.kode} ({item.nama}) mencapai {item.capaian.lengkap}; isi {' dan '.join(missing)}"
            yield item.bahan.at(), message, "peringatan"


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


def pegawai_cocok(laporan: Laporan) -> Iterator[Finding]:
    """The same people are counted by rank and by education (53/2014 III.II.5: data akurat)."""
    staff = laporan.bahan.profil.pegawai
    if staff is None:
        return
    for sex in ("laki_laki", "perempuan"):
        by_rank, by_school = (sum(getattr(g, sex) for g in groups) for groups in (staff.golongan, staff.pendidikan))
        if by_rank != by_school:
            who = sex.replace("_", "-")
            message = f"pegawai {who} menurut golongan {by_rank}, menurut pendidikan {by_school}; samakan"
            yield staff.at("pendidikan"), message, "galat"


def sasaran_didukung(laporan: Laporan) -> Iterator[Finding]:
    """Every goal is served by at least one program (53/2014 III.A.7)."""
    served = {kode for p in laporan.bahan.renja.program for kode in p.sasaran}
    for goal in laporan.sasaran:
        if goal.kode not in served:
            yield (
                goal.sasaran.at("kode"),
                f"sasaran {goal.kode} belum didukung program apa pun di renja.yml; kaitkan",
                "peringatan",
            )


def skala_runtut(laporan: Laporan) -> Iterator[Finding]:
    """The scale's classes fall strictly from class to class and reach down to the lower bound: no overlap, no gap."""
    kelas = laporan.bahan.instansi.skala.kelas
    for above, below in itertools.pairwise(kelas):
        if below.mulai >= above.mulai:
            yield (
                below.at("mulai"),
                f"kelas '{below.sebutan}' harus mulai di bawah '{above.sebutan}'; urutkan dari tertinggi",
                "galat",
            )
    kebijakan = laporan.bahan.instansi.kebijakan
    if kelas[-1].mulai > kebijakan.batas_bawah:
        yield (
            kelas[-1].at("mulai"),
            f"kelas terendah harus mulai dari batas bawah capaian ({kebijakan.batas_bawah})",
            "galat",
        )
    if kebijakan.batas_atas is not None and kebijakan.batas_atas <= kebijakan.batas_bawah:
        yield kebijakan.at("batas_atas"), "batas atas capaian harus lebih besar dari batas bawahnya", "galat"


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


def bukti_ada(laporan: Laporan) -> Iterator[Finding]:
    """Every evidence file that is named exists and is not empty; every one that exists is named (53/2014 III.II.2)."""
    folder = f"{laporan.tahun}/bukti/"
    sizes = {f.path.removeprefix(folder): f.ukuran for f in laporan.bahan.berkas if f.path.startswith(folder)}
    named = [(r.kode, e) for unit in laporan.bahan.realisasi for r in unit.indikator for e in r.bukti]
    for kode, evidence in named:
        if evidence.berkas not in sizes:
            near = difflib.get_close_matches(evidence.berkas, sizes, n=1)
            mend = f"maksudnya '{near[0]}'?" if near else f"letakkan di content/{folder}"
            yield evidence.at("berkas"), f"berkas bukti {kode} '{evidence.berkas}' tidak ditemukan; {mend}", "galat"
        elif sizes[evidence.berkas] == 0:
            yield (
                evidence.at("berkas"),
                f"berkas bukti {kode} '{evidence.berkas}' kosong; ganti dengan berkas yang berisi",
                "galat",
            )
    for name in sorted(set(sizes) - {e.berkas for _, e in named}):
        yield (
            Source(f"content/{folder}{name}"),
            "berkas bukti ini tidak dirujuk realisasi mana pun; rujuk atau hapus",
            "peringatan",
        )


def gambar_ada(laporan: Laporan) -> Iterator[Finding]:
    """Every picture that prose shows is there; every one that is there is shown."""
    folder = f"{laporan.tahun}/"
    there = [path.removeprefix(folder) for path in laporan.bahan.foto if path.startswith(folder)]
    used = set()
    for prosa in laporan.bahan.narasi:
        for number, line in enumerate(prosa.teks.split("\n"), start=1):
            for found in GAMBAR.finditer(line):
                used.add(found["berkas"])
                if found["berkas"] not in there:
                    near = difflib.get_close_matches(found["berkas"], there, n=1)
                    mend = f"maksudnya '{near[0]}'?" if near else f"simpan di content/{folder}gambar/"
                    source = Source(prosa.path, number, found.start("berkas") + 1)
                    yield source, f"gambar '{found['berkas']}' tidak ditemukan; {mend}", "galat"
    for path in there:
        if path not in used:
            yield (
                Source(f"content/{folder}{path}"),
                "gambar ini tidak dipakai narasi mana pun; pakai atau hapus",
                "peringatan",
            )


def rujukan_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Every reference in prose names a figure of the report: figures in prose are looked up, never typed."""
    known = rujukan.names(laporan)
    for prosa in laporan.bahan.narasi:
        for problem in rujukan.unknown(prosa, known):
            yield problem.source, problem.message, problem.level


def resmi_tanpa_contoh(laporan: Laporan) -> Iterator[Finding]:
    """Once the data are official, no source or policy that is printed still says that it is an example."""
    b = laporan.bahan
    if b.instansi.status_data != "resmi":
        return
    years = [year for r in b.riwayat.indikator for year in r.tahun]
    budgets = [year for r in b.riwayat.anggaran for year in r.tahun]
    printed: list[tuple[Isian, str]] = [(b.instansi.kebijakan, "dasar"), (b.instansi.skala, "sumber")]
    printed += [(b.sop, "catatan"), (b.anggaran, "sumber"), *((year, "sumber") for year in (*years, *budgets))]
    for item, key in printed:
        if re.search(r"(?i)\bcontoh\b", getattr(item, key) or ""):
            yield item.at(key), "status data sudah resmi, tetapi isian ini masih menyebut contoh; ganti", "peringatan"
    if b.dokumen.status == "final" and not b.instansi.pimpinan.nama:
        yield b.instansi.pimpinan.at(), "dokumen sudah final, tetapi nama pimpinan belum diisi; tambahkan", "peringatan"


RULES: tuple[Callable[[Laporan], Iterator[Finding]], ...] = (
    kode_tunggal,
    kode_bebas,
    tanggal_wajar,
    unit_dikenal,
    kode_dikenal,
    kode_berjenjang,
    rumus_sesuai_polaritas,
    target_renstra_lengkap,
    perjanjian_lengkap,
    realisasi_lengkap,
    triwulan_sesuai_frekuensi,
    analisis_ada,
    perjanjian_urut,
    anggaran_cocok,
    pembanding_ada,
    pegawai_cocok,
    sasaran_didukung,
    skala_runtut,
    riwayat_cocok,
    riwayat_tunggal,
    bukti_ada,
    gambar_ada,
    rujukan_dikenal,
    resmi_tanpa_contoh,
)
