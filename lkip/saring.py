"""The findings of one unit or one year out of those of all: what a Kasi has to look at, and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lkip.isi import read_content
from lkip.load import CONTENT
from lkip.model import Instansi, Renstra
from lkip.pipeline import Hasil
from lkip.problem import CommandError, has_errors, summary, visible
from lkip.temuan import Seluruh, Temuan, dihimpun, penjelasan


@dataclass(frozen=True)
class Saringan:
    """What is asked for: a unit with the codes of its indicators (none: all units), a year (None: all years)."""

    unit: str = ""
    kode: frozenset[str] = frozenset()
    tahun: int | None = None

    def memuat(self, temuan: Temuan) -> bool:
        """Whether a finding is in the year, and in the unit's own file or about one of its indicators."""
        path, kode = temuan.problem.source.path, temuan.problem.kode
        seen = self.tahun in (None, temuan.tahun) or (temuan.tahun is None and self.tahun in temuan.terlihat)
        return seen and (not self.unit or kode in self.kode or path.endswith(f"/realisasi/{self.unit}.yml"))

    def memuat_hasil(self, hasil: Hasil) -> bool:
        """Whether a year is asked for."""
        return self.tahun in (None, hasil.tahun)

    def __str__(self) -> str:
        year = [f"tahun {self.tahun}"] if self.tahun else []
        return ", ".join([*([f"unit {self.unit}"] if self.unit else []), *year])


def saringan(root: Path, unit: str, tahun: int | None) -> Saringan:
    """Return what is asked for; raises CommandError for a unit or year that is not there, with those that are."""
    content = read_content(root)
    if tahun is not None and tahun not in content.tahun:
        known = ", ".join(map(str, content.tahun))
        raise CommandError(f"folder tahun {tahun} belum ada; yang ada: {known}")
    if not unit:
        return Saringan(tahun=tahun)
    office, plan = content.data.get("instansi.yml"), content.data.get("renstra.yml")
    if not isinstance(office, Instansi) or not isinstance(plan, Renstra):
        broken = "instansi.yml" if not isinstance(office, Instansi) else "renstra.yml"
        raise CommandError(f"{CONTENT}/{broken} belum dapat dibaca, jadi unitnya tidak dikenal; jalankan ./inv check")
    known_units = [u.kode for u in office.unit]
    if unit not in known_units:
        near = difflib.get_close_matches(unit, known_units, n=1)
        meant = f"maksudnya '{near[0]}'? " if near else ""
        raise CommandError(f"unit '{visible(unit)}' tidak dikenal; {meant}yang ada: {', '.join(known_units)}")
    return Saringan(unit, frozenset(i.kode for i in plan.indikator if i.penanggung_jawab == unit), tahun)


def disaring(semua: Seluruh, apa: Saringan) -> Seluruh:
    """Return only what is asked for of all findings."""
    kept = {name: tuple(t for t in getattr(semua, name) if apa.memuat(t)) for name in ("temuan", "diterima", "lama")}
    return replace(semua, hasil=tuple(h for h in semua.hasil if apa.memuat_hasil(h)), **kept)


def baris(semua: Seluruh, bagian: Seluruh, apa: Saringan) -> Iterator[str]:
    """Yield what the check of a part prints: its findings, why some rules waited, how much there is beside it."""
    yield from map(str, (*bagian.temuan, *bagian.diterima, *bagian.lama))
    yield from penjelasan((*bagian.temuan, *bagian.diterima))
    waiting = [str(tahun) for tahun in bagian.belum if tahun not in bagian.dihimpun]
    if waiting and not bagian.galat:
        yield f"Isi tahun {', '.join(waiting)} baru diperiksa sesudah galat di berkas lain diperbaiki (./inv check)."
    elif waiting:
        yield f"Isi tahun {', '.join(waiting)} baru diperiksa sesudah galat diperbaiki."
    yield from dihimpun(bagian)
    rest = [t.problem for t in semua.temuan if not apa.memuat(t)]
    other = f" Di luar itu {summary(rest)}" if has_errors(rest) else ""
    yield f"Hanya {apa}: {summary(bagian.problems)}{other}"
