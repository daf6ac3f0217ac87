"""Laporan and its checks → the working paper: findings, what is accepted, the self-assessment, the review checklist.

Pure. Which criteria there are and how they are worded stands in `templates/kertas-kerja.yml`; here is what is counted.
Whatever a machine cannot judge stays empty for a person.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lkip.baris import Pilihan, Row, RowSource
from lkip.bilangan import tanggal
from lkip.capaian import Angka, CapaianIndikator, Laporan
from lkip.check import RULES, Pemeriksaan, periksa
from lkip.check.cakupan import Cakupan, cakupan
from lkip.model import Pengecualian
from lkip.problem import LEVELS, Level, Problem, visible
from lkip.tabel import definitions

# What was accepted: the finding and the entry of pengecualian.yml that accepts it.
Diterima = tuple[Problem, Pengecualian]
Jawaban = Literal["ya", "tidak", "—", ""]
ORANG, BELUM = "dinilai oleh orang", "belum dapat dinilai"
KOTAK = "[\u2007] ya\u2003[\u2007] tidak"

# The evaluator's bands (`lkip.check.cakupan`) in percent of what is counted.
_PITA = {"A": "> 90% (A)", "B": "> 75–90% (B)", "C": "> 40–75% (C)", "D": "> 10–40% (D)", "E": "≤ 10% (E)", "–": ORANG}
# So many that are missing are named.
_SEDIKIT = 3


@dataclass(frozen=True)
class Cacah:
    """How many of how many; `kurang` names the indicators that are missing, `beralasan` counts those that say why."""

    n: int
    m: int
    kurang: tuple[str, ...] = ()
    beralasan: int = 0

    @property
    def sebutan(self) -> str:
        """Which ones are missing, where these are few; how many of them say why."""
        named = f" (belum: {', '.join(self.kurang)})" if self.n and 0 < len(self.kurang) <= _SEDIKIT else ""
        return f"{named}; {self.beralasan} beralasan" if self.beralasan else named


@dataclass(frozen=True)
class Kriteria:
    """A criterion of PermenPANRB 88/2021, reporting: what answers it, how much of that is there (None: not counted).

    `penilaian` is the evaluator's band where indicators or goals are counted, else ya or tidak.
    """

    kode: str
    isi: str
    dijawab: str
    cacah: Cacah | None
    satuan: str
    penilaian: str

    @property
    def cakupan(self) -> str:
        """How many of how many, as the evaluator counts; a dash where nothing is counted."""
        found = self.cacah
        if found is None or self.satuan == "dokumen":
            return "–"
        return f"{found.n} dari {found.m} {self.satuan}{found.sebutan}"


@dataclass(frozen=True)
class ButirReviu:
    """An item of the review checklist (53/2014 Lampiran III): the answer where data give one, and the reason."""

    kode: str
    isi: str
    jawaban: Jawaban
    alasan: str


@dataclass(frozen=True)
class KertasKerja:
    """The working paper of a year; never a part of the report. `menurut` are the checks by what they are about."""

    pemeriksaan: tuple[Pemeriksaan, ...]
    menurut: Mapping[str, tuple[Pemeriksaan, ...]]
    temuan: tuple[Problem, ...]
    diterima: tuple[Diterima, ...]
    kriteria: tuple[Kriteria, ...]
    reviu: tuple[ButirReviu, ...]

    def pada(self, kode: str) -> tuple[Pemeriksaan, ...]:
        """Return the checks of an indicator."""
        return self.menurut.get(kode, ())

    def sebanyak(self, level: Level) -> int:
        """Return how many findings there are of a level."""
        return sum(p.level == level for p in self.temuan)


def kertas_kerja(
    laporan: Laporan, temuan: Sequence[Problem] | None = None, diterima: Sequence[Diterima] = ()
) -> KertasKerja:
    """Make the working paper of a report; without `temuan` its findings are those of the rules."""
    checks = periksa(laporan, RULES)
    found = [p for check in checks for p in check.temuan] if temuan is None else temuan
    return susun(laporan, checks, found, diterima)


def susun(
    laporan: Laporan, checks: Sequence[Pemeriksaan], temuan: Sequence[Problem], diterima: Sequence[Diterima] = ()
) -> KertasKerja:
    """Put the working paper together from a report, every check that was made, what was found and what is accepted."""
    subjects: dict[str, list[Pemeriksaan]] = {}
    for check in checks:
        subjects.setdefault(check.pokok, []).append(check)
    return KertasKerja(
        pemeriksaan=tuple(checks),
        menurut={kode: tuple(own) for kode, own in subjects.items()},
        temuan=tuple(sorted(set(temuan), key=lambda p: (LEVELS.index(p.level), p))),
        diterima=tuple(diterima),
        kriteria=_kriteria(laporan, checks),
        reviu=_reviu(laporan, checks),
    )


def _kriteria(laporan: Laporan, checks: Sequence[Pemeriksaan]) -> tuple[Kriteria, ...]:
    shares = {one.kriteria: one for one in cakupan(laporan)}
    made = []
    for spec in definitions("kertas-kerja.yml")["kriteria"]:
        kode, satuan, found = spec["kode"], spec.get("satuan", ""), None
        if "ukur" in spec:
            found = UKURAN[spec["ukur"]](laporan, checks)
        elif share := shares.get(kode):
            satuan, found = share.satuan, Cacah(share.n, share.m, share.kurang, share.beralasan)
        dijawab = _filled(spec["dijawab"], laporan)
        made.append(Kriteria(kode, spec["isi"], dijawab, found, satuan, penilaian(found, satuan)))
    return tuple(made)


def penilaian(found: Cacah | None, satuan: str) -> str:
    """Return the evaluator's band of a share of indicators or goals, else ya or tidak."""
    if found is None:
        return ORANG
    if satuan in ("indikator", "sasaran"):
        return _PITA[Cakupan("", "", "indikator", found.n, found.m, found.kurang).pita]
    return BELUM if not found.m else "ya" if found.n == found.m else "tidak"


def _reviu(laporan: Laporan, checks: Sequence[Pemeriksaan]) -> tuple[ButirReviu, ...]:
    made: dict[str, ButirReviu] = {}
    for spec in definitions("kertas-kerja.yml")["reviu"]:
        measure = spec.get("ukur") or spec.get("lihat")
        found = UKURAN[measure](laporan, checks) if measure else Cacah(0, 0)
        answer: Jawaban = ""
        if "ukur" in spec:
            answer = "ya" if found.m and found.n == found.m else "tidak"
        elif "bila_tidak" in spec and all(made[kode].jawaban == "ya" for kode in spec["bila_tidak"].split(", ")):
            answer = "—"
        reason = _filled(spec["alasan"], laporan, found) if answer or "bila_tidak" not in spec else ""
        made[spec["kode"]] = ButirReviu(spec["kode"], spec["isi"], answer, reason)
    return tuple(made.values())


def _filled(words: str, laporan: Laporan, found: Cacah | None = None) -> str:
    names: dict[str, object] = {"tahun": laporan.tahun, "berikut": laporan.tahun + 1, "sop": laporan.bahan.sop.nomor}
    if found:
        names |= {"n": found.n, "m": found.m}
    for name, value in names.items():
        words = words.replace(f"{{{name}}}", str(value))
    return words + (found.sebutan if found else "")


# --- what is counted -------------------------------------------------------------------------------------------

Ukuran = Callable[[Laporan, Sequence[Pemeriksaan]], Cacah]


def _ada(figure: Angka) -> bool:
    return figure.nilai is not None or bool(figure.teks)


def _indikator(laporan: Laporan, test: Callable[[CapaianIndikator], object]) -> Cacah:
    missing = tuple(i.kode for i in laporan.indikator if not test(i))
    return Cacah(laporan.jumlah - len(missing), laporan.jumlah, missing)


def _tiap(test: Callable[[CapaianIndikator], object]) -> Ukuran:
    """Count the indicators that pass a test."""
    return lambda laporan, _: _indikator(laporan, test)


def _antar_tahun(test: Callable[[CapaianIndikator], bool]) -> Ukuran:
    """Count a comparison over the years: of a part of a year there is none."""
    return lambda laporan, _: _indikator(laporan, lambda i: laporan.sampai_triwulan is None and test(i))


def _dokumen(test: Callable[[Laporan], bool | None]) -> Ukuran:
    """Ask the document: 1 or 0 of 1; of 0 where it cannot be told yet."""

    def ask(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
        answer = test(laporan)
        return Cacah(0, 0) if answer is None else Cacah(int(answer), 1)

    return ask


def _analisis(i: CapaianIndikator) -> bool:
    return bool(i.bahan and (i.bahan.faktor_pendukung or i.bahan.faktor_penghambat))


def _tahun_lalu(i: CapaianIndikator) -> bool:
    return _ada(i.realisasi) and any(_ada(year.realisasi) for year in i.tahun[:-1])


def _dibandingkan(i: CapaianIndikator) -> bool:
    return _tahun_lalu(i) and bool(i.pembanding or (i.bahan and i.bahan.alasan_tanpa_pembanding))


def _tanpa_temuan(laporan: Laporan, checks: Sequence[Pemeriksaan]) -> Cacah:
    faulty = {check.pokok for check in checks if any(p.level != "catatan" for p in check.temuan)}
    return _indikator(laporan, lambda i: i.kode not in faulty)


def _tahun_dilaporkan(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    """The years of the plan so far that have a folder of their own."""
    due = range(laporan.bahan.renstra.periode_awal, laporan.tahun + 1)
    there = {laporan.tahun, *(year.tahun for year in laporan.bahan.lalu)}
    return Cacah(sum(tahun in there for tahun in due), len(due))


def _tepat_waktu(laporan: Laporan) -> bool | None:
    after = laporan.tahun + 1
    last = date(after, 2, calendar.monthrange(after, 2)[1])
    return laporan.bahan.dokumen.tanggal <= last if laporan.bahan.dokumen.status == "final" else None


def _janji(laporan: Laporan) -> set[str]:
    return {t.kode for t in laporan.bahan.perjanjian_kinerja.indikator}


def _dijanjikan(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    promised = _janji(laporan)
    return _indikator(laporan, lambda i: i.kode in promised)


def _selaras(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    promised = _janji(laporan)
    return Cacah(len(promised & {i.kode for i in laporan.indikator}), len(promised))


def _sasaran_dijanjikan(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    promised = _janji(laporan)
    there = sum(any(i.kode in promised for i in s.indikator) for s in laporan.sasaran)
    return Cacah(there, len(laporan.sasaran))


def _unit_melapor(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    asked = {i.indikator.penanggung_jawab for i in laporan.indikator}
    return Cacah(len(asked & {unit.unit for unit in laporan.bahan.realisasi}), len(asked))


def _berunit(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    known = {unit.kode for unit in laporan.bahan.instansi.unit}
    return _indikator(laporan, lambda i: i.indikator.penanggung_jawab in known)


_BAB_I = ("gambaran-umum", "organisasi", "isu-strategis")


def _gambaran(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    return Cacah(sum(p.nama in _BAB_I and bool(p.teks.strip()) for p in laporan.bahan.narasi), len(_BAB_I))


def _perbaikan(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    """The next steps in prose, and what is planned for every target that was missed."""
    steps = any(p.nama == "langkah-perbaikan" and p.teks.strip() for p in laporan.bahan.narasi)
    missing = tuple(i.kode for i in laporan.belum_tercapai if not (i.bahan and i.bahan.tindak_lanjut))
    return Cacah(steps + len(laporan.belum_tercapai) - len(missing), 1 + len(laporan.belum_tercapai), missing)


def _keuangan(laporan: Laporan, _: Sequence[Pemeriksaan]) -> Cacah:
    programs = laporan.anggaran.bagian
    return Cacah(sum(p.serapan.nilai is not None for p in programs), len(programs))


# By the names that `kertas-kerja.yml` uses: how many of how many.
UKURAN: Mapping[str, Ukuran] = {
    "analisis": _tiap(_analisis),
    "berbukti": _tiap(lambda i: i.bahan and i.bahan.bukti),
    "bertarget": _tiap(lambda i: _ada(i.target)),
    "berunit": _berunit,
    "dibandingkan": _antar_tahun(_dibandingkan),
    "dijanjikan": _dijanjikan,
    "dinilai": _tiap(lambda i: i.capaian.nilai is not None),
    "direviu": _dokumen(lambda laporan: laporan.bahan.dokumen.tanggal_reviu is not None),
    "final": _dokumen(lambda laporan: laporan.bahan.dokumen.status == "final"),
    "gambaran": _gambaran,
    "keuangan": _keuangan,
    "kualitas": _tiap(lambda i: i.indikator.kualitas_data),
    "perbaikan": _perbaikan,
    "sasaran_dijanjikan": _sasaran_dijanjikan,
    "selaras": _selaras,
    "tahun_dilaporkan": _tahun_dilaporkan,
    "tanpa_temuan": _tanpa_temuan,
    "tepat_waktu": _dokumen(_tepat_waktu),
    "tersusun": _dokumen(lambda laporan: True),
    "unit_melapor": _unit_melapor,
}


# --- as rows of tables -----------------------------------------------------------------------------------------


def rows(paper: KertasKerja) -> dict[str, RowSource]:
    """Return the rows of the working paper's tables, and of the checks on an indicator's page (by `indikator`)."""

    def findings(_: Laporan, __: Pilihan) -> Iterator[Row]:
        yield from ({"temuan": p, "kode": p.kode or "laporan", "tempat": _tempat(p)} for p in paper.temuan)

    def accepted(_: Laporan, __: Pilihan) -> Iterator[Row]:
        yield from (
            {"temuan": p, "kode": p.kode or "laporan", "izin": izin, "sampai": tanggal(izin.sampai)}
            for p, izin in paper.diterima
        )

    def criteria(_: Laporan, __: Pilihan) -> Iterator[Row]:
        yield from ({"kriteria": k} for k in paper.kriteria)

    def checklist(_: Laporan, __: Pilihan) -> Iterator[Row]:
        yield from ({"butir": b, "jawaban": b.jawaban or KOTAK} for b in paper.reviu)

    izin = {(p.rule, p.kode): given for p, given in paper.diterima}

    def checks(_: Laporan, pilihan: Pilihan) -> Iterator[Row]:
        for check in paper.pada(pilihan["indikator"]):
            yield {"aturan": check.aturan.nama, "dilihat": check.dilihat or None, "hasil": _hasil(check, izin)}

    return {
        "temuan": findings,
        "diterima": accepted,
        "kriteria": criteria,
        "reviu": checklist,
        "pemeriksaan": checks,
    }


def _tempat(p: Problem) -> str:
    return f"{visible(p.source.path)}, baris {p.source.line}"


def _hasil(check: Pemeriksaan, izin: Mapping[tuple[str, str], Pengecualian]) -> str:
    """Return what came of a check: passed, or what was found, so far as it is accepted with the reason."""
    told = []
    for p in check.temuan:
        given = izin.get((p.rule, p.kode))
        told.append(f"{p.level}: {p.message}" + (f" (diterima: {given.alasan})" if given else ""))
    return " ".join(told) or "lulus"
