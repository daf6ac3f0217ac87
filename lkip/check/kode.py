"""Rules about codes and names: each stands for one thing, and what is named elsewhere is defined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import dekat
from lkip.model import (
    Indikator,
    Isian,
    Isu,
    Kegiatan,
    Program,
    RiwayatAnggaran,
    RiwayatIndikator,
    Sasaran,
    SubKegiatan,
    Tujuan,
)
from lkip.problem import Finding, Source


@aturan()
def kode_tunggal(laporan: Laporan) -> Iterator[Finding]:
    """Every code stands for one thing only: a second use would silently replace the first."""
    b = laporan.bahan
    renstra, renja = b.renstra, b.renja
    kegiatan = [k for p in renja.program for k in p.kegiatan]
    groups: tuple[tuple[str, Iterable[Isian]], ...] = (
        ("unit", b.instansi.unit),
        ("tujuan, sasaran atau indikator", [*renstra.tujuan, *renstra.sasaran, *renstra.indikator]),
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


RESERVED = ("anggaran", "instansi", "tahun", "capaian", "tanpa_batas", "kategori", "periode")


@aturan()
def kode_bebas(laporan: Laporan) -> Iterator[Finding]:
    """No aim, goal or indicator is called like a budget line, a year of another or a word of prose: names collide."""
    renja, renstra = laporan.bahan.renja, laporan.bahan.renstra
    kegiatan = [k for p in renja.program for k in p.kegiatan]
    lines: tuple[Program | Kegiatan | SubKegiatan, ...] = (
        *renja.program,
        *kegiatan,
        *(s for k in kegiatan for s in k.sub_kegiatan),
    )
    named: list[Tujuan | Sasaran | Indikator] = [*renstra.tujuan, *renstra.sasaran, *renstra.indikator]
    years = {f"{i.kode}.{y.tahun}" for i in laporan.indikator for y in i.tahun}
    taken = {*RESERVED, *(line.kode for line in lines), *years}
    for item in named:
        if item.kode in taken:
            yield item.at("kode"), f"kode '{item.kode}' sudah dipakai untuk rujukan lain; ganti kodenya", "galat"


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


@aturan()
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


@aturan()
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
    near = dekat(value, known)
    mend = f"maksudnya '{near}'?" if near else "tambahkan di sana atau perbaiki kodenya"
    return f"{what} '{value}' tidak ada di {where}; {mend}"


@aturan()
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
