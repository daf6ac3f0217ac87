"""The field in which faults are planted: content/ read once, and what the check would say after a few files changed."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from lkip.isi import Isi, read_content, year_of
from lkip.load import CONTENT
from lkip.model import (
    Anggaran,
    Indikator,
    Isian,
    PerjanjianKinerja,
    Realisasi,
    RealisasiUnit,
    Renja,
    Renstra,
    Riwayat,
    SubKegiatan,
)
from lkip.pipeline import read_year, tanpa_dokumen
from lkip.problem import Level, Source

# A finding as `check --since` tells them apart, year of the report, rule, code that it is about; and its level.
Temuan = tuple[int, str, str, Level]
# Files below content/ that a plant changes: new bytes, or None where the file is taken away.
Ubah = dict[str, bytes | None]
T = TypeVar("T")


class Lahan:
    """An office's content, with its typed parts and the edits that people make by hand, slips included."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.isi = read_content(root)
        self.tahun = max(self.isi.tahun)
        self._dasar = {tahun: _hitung(self.isi, tahun) for tahun in self.isi.tahun}
        self._tunggu = _lain(self.isi)

    @property
    def awal(self) -> Counter[Temuan]:
        """What is found before anything is planted."""
        return sum(self._dasar.values(), self._tunggu)

    def tumbuh(self, ubah: Mapping[str, bytes | None]) -> Counter[Temuan]:
        """Return the findings that a change adds: a year before the first changed one is never checked anew."""
        isi = self._dengan(ubah)
        years = [year_of(path) for path in ubah]
        first = 0 if None in years else min(year for year in years if year is not None)
        after = _lain(isi)
        for tahun in isi.tahun:
            after += _hitung(isi, tahun) if tahun >= first or tahun not in self._dasar else self._dasar[tahun]
        return after - self.awal

    def _dengan(self, ubah: Mapping[str, bytes | None]) -> Isi:
        """Return the content with files changed: only those are read again."""
        folder = Path(tempfile.mkdtemp(prefix="lkip-tanam-"))
        try:
            for path, data in ubah.items():
                if data is not None:
                    file = folder / CONTENT / path
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(data)
            new = read_content(folder)
        finally:
            shutil.rmtree(folder)
        old = self.isi
        gone = {int(path[12:16]) for path in ubah if path.startswith("nomenklatur/")}
        return replace(
            old,
            data=_gabung(old.data, new.data, ubah),
            prosa=_gabung(old.prosa, new.prosa, ubah),
            foto=_gabung(old.foto, new.foto, ubah),
            lembar=_gabung(old.lembar, new.lembar, ubah),
            kode={**{t: k for t, k in old.kode.items() if t not in gone}, **new.kode},
            berkas=tuple(sorted([*(f for f in old.berkas if f.path not in ubah), *new.berkas])),
            problems=(
                *(p for p in old.problems if p.source.path.removeprefix(f"{CONTENT}/") not in ubah),
                *new.problems,
            ),
        )

    # --- the parts ---------------------------------------------------------------------------------------------

    def _satu(self, path: str, kind: type[T]) -> T | None:
        found = self.isi.data.get(path)
        return found if isinstance(found, kind) else None

    @property
    def renstra(self) -> Renstra | None:
        """The plan, where it can be read."""
        return self._satu("renstra.yml", Renstra)

    @property
    def riwayat(self) -> Riwayat | None:
        """The earlier years without folder."""
        return self._satu("riwayat.yml", Riwayat)

    @property
    def indikator(self) -> tuple[Indikator, ...]:
        """The indicators of the plan."""
        return self.renstra.indikator if self.renstra else ()

    def isian(self, name: str, kind: type[T]) -> T | None:
        """Return a typed file by its path below content/."""
        return self._satu(name, kind)

    def perjanjian(self, tahun: int) -> list[PerjanjianKinerja]:
        """The agreements of a year, the first one first."""
        names = ("perjanjian-kinerja", "perjanjian-kinerja-perubahan")
        return [pk for n in names if (pk := self._satu(f"{tahun}/{n}.yml", PerjanjianKinerja))]

    def realisasi(self, tahun: int) -> list[Realisasi]:
        """What the units report of a year, by code."""
        units = [v for p, v in self.isi.data.items() if year_of(p) == tahun and isinstance(v, RealisasiUnit)]
        return sorted((r for unit in units for r in unit.indikator), key=lambda r: r.kode)

    def anggaran(self, tahun: int) -> Anggaran | None:
        """A year's budget."""
        return self._satu(f"{tahun}/anggaran.yml", Anggaran)

    def renja(self, tahun: int) -> Renja | None:
        """A year's work plan."""
        return self._satu(f"{tahun}/renja.yml", Renja)

    def sub_kegiatan(self, tahun: int) -> list[SubKegiatan]:
        """The sub kegiatan of a year's work plan."""
        renja = self.renja(tahun)
        return [s for p in renja.program for k in p.kegiatan for s in k.sub_kegiatan] if renja else []

    # --- the edits ---------------------------------------------------------------------------------------------

    def ada(self, path: str) -> bool:
        """Whether a file is there."""
        return (self.root / CONTENT / path).is_file()

    def bita(self, path: str) -> bytes:
        """The bytes of a file below content/."""
        return (self.root / CONTENT / path).read_bytes()

    def baris(self, path: str) -> list[str]:
        """The lines of a file below content/."""
        return self.bita(path).decode("utf-8").split("\n")

    def tertulis(self, at: Source) -> str:
        """What is written at a place, to the end of the line."""
        return self.baris(bawah(at))[at.line - 1][at.column - 1 :]

    def ganti(self, *pairs: tuple[Source, str]) -> Ubah:
        """Write other values at places (each to the end of its line)."""
        changed: dict[str, list[str]] = {}
        for at, value in pairs:
            path = bawah(at)
            lines = changed.setdefault(path, self.baris(path))
            lines[at.line - 1] = lines[at.line - 1][: at.column - 1] + value
        return {path: _bita(lines) for path, lines in changed.items()}

    def tukar(self, *pairs: tuple[Source, Source]) -> Ubah:
        """Swap what is written at two places."""
        return self.ganti(*((a, self.tertulis(b)) for a, b in pairs), *((b, self.tertulis(a)) for a, b in pairs))

    def blok(self, item: Isian, field: str = "") -> tuple[str, int, int]:
        """Return path and lines (from, up to) of a list item, or of one of its fields."""
        at = item.at()
        path = bawah(at)
        lines = self.baris(path)
        start, indent = at.line - 1, at.column - 1
        end = _akhir(lines, start, indent)
        if not field:
            return path, start, end
        found = (n for n in range(start, end) if lines[n][indent:].startswith(f"{field}:"))
        line = next(found)
        return path, line, min(_akhir(lines, line, indent + 1), end)

    def hapus(self, item: Isian, field: str = "") -> Ubah:
        """Take away a list item or one of its fields; a list that would be left empty goes with it."""
        path, start, end = self.blok(item, field)
        lines = self.baris(path)
        if lines[start].lstrip().startswith("- ") and field:  # the item's first field: its dash goes to the next
            lines[end] = lines[start][: len(lines[start]) - len(lines[start].lstrip())] + "- " + lines[end].lstrip()
        above, below = lines[start - 1] if start else "", lines[end]
        only = not field and above.endswith(":") and not below.startswith(_menjorok(above) + "  ")
        return {path: _bita([*lines[: start - only], *lines[end:]])}

    def salin(self, item: Isian) -> Ubah:
        """Write a list item twice."""
        path, start, end = self.blok(item)
        lines = self.baris(path)
        return {path: _bita([*lines[:end], *lines[start:end], *lines[end:]])}

    def tambah(self, item: Isian, *new: str) -> Ubah:
        """Write more fields behind those of a list item."""
        path, _, end = self.blok(item)
        indent = " " * (item.at().column - 1)
        lines = self.baris(path)
        while end and not lines[end - 1].strip():
            end -= 1
        return {path: _bita([*lines[:end], *(indent + line for line in new), *lines[end:]])}

    def kata(self, path: str, old: str, new: str) -> Ubah:
        """Write other words for the first place where words stand."""
        return {path: self.bita(path).replace(old.encode(), new.encode(), 1)}


def bawah(at: Source) -> str:
    """The path of a place below content/."""
    return at.path.removeprefix(f"{CONTENT}/")


def _bita(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def _menjorok(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _akhir(lines: list[str], start: int, indent: int) -> int:
    """The first line after `start` that is indented less than `indent`."""
    pad = " " * indent
    return next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(pad) or not lines[n]), len(lines))


def _gabung(old: dict[str, Any], new: dict[str, Any], ubah: Mapping[str, object]) -> dict[str, Any]:
    return dict(sorted({**{path: value for path, value in old.items() if path not in ubah}, **new}.items()))


def _hitung(isi: Isi, tahun: int) -> Counter[Temuan]:
    return Counter((tahun, p.rule, p.kode, p.level) for p in read_year(isi, tahun).problems)


def _lain(isi: Isi) -> Counter[Temuan]:
    """What is wrong with the form of files, wherever they lie; a year's own stands there too."""
    return Counter((0, p.rule, p.kode, p.level) for p in (*isi.problems, *tanpa_dokumen(isi)))
