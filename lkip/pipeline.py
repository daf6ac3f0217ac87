"""The line from files to report: which kinds of file there are, and the steps one below the other."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkip.capaian import Laporan, compute
from lkip.check import check
from lkip.load import Map, parse_yaml, read_text
from lkip.model import (
    Anggaran,
    Bahan,
    Berkas,
    DasarHukum,
    Dokumen,
    Instansi,
    Isian,
    PerjanjianKinerja,
    Prosa,
    RealisasiUnit,
    Renja,
    Renstra,
    Riwayat,
    Sop,
    build,
)
from lkip.problem import Problem, Source, has_errors
from lkip.validate import validate

CONTENT = "content"
# The prose that the report's templates ask for; each has its place in `templates/laporan.md`.
NARASI = (
    "kata-pengantar",
    "gambaran-umum",
    "organisasi",
    "isu-strategis",
    "perencanaan",
    "capaian-kinerja",
    "realisasi-anggaran",
    "simpulan",
    "langkah-perbaikan",
)


@dataclass(frozen=True)
class Kind:
    """A kind of content file: its path below content/ (`TAHUN` is the year), its schema, its type, its field of Bahan."""

    path: str
    schema: str
    type: type[Isian]
    field: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The paths that belong to this kind."""
        return re.compile(re.escape(self.path).replace("TAHUN", r"\d{4}").replace(r"\*", "[^/]+"))


KINDS = (
    Kind("instansi.yml", "instansi", Instansi, "instansi"),
    Kind("sop.yml", "sop", Sop, "sop"),
    Kind("dasar-hukum.yml", "dasar-hukum", DasarHukum, "dasar_hukum"),
    Kind("renstra.yml", "renstra", Renstra, "renstra"),
    Kind("riwayat.yml", "riwayat", Riwayat, "riwayat"),
    Kind("TAHUN/dokumen.yml", "dokumen", Dokumen, "dokumen"),
    Kind("TAHUN/perjanjian-kinerja.yml", "perjanjian-kinerja", PerjanjianKinerja, "perjanjian_kinerja"),
    Kind("TAHUN/renja.yml", "renja", Renja, "renja"),
    Kind("TAHUN/realisasi/*.yml", "realisasi", RealisasiUnit, "realisasi"),
    Kind("TAHUN/anggaran.yml", "anggaran", Anggaran, "anggaran"),
)
# Files that are kept or printed but not read as data. `proses/` and `panduan/` are no part of what is approved.
_OTHERS = re.compile(rf"\d{{4}}/narasi/({'|'.join(NARASI)})\.md|\d{{4}}/(bukti|proses)/.+|panduan/[a-z0-9-]+\.md")
_PROSE = re.compile(r"\d{4}/narasi/[^/]+\.md|panduan/[^/]+\.md")
_PART_OF_NO_DOCUMENT = re.compile(r"\d{4}/proses/.+|panduan/.+")


@dataclass(frozen=True)
class Isi:
    """All of content/ as read once: data and prose by path below content/, the files, and what is wrong with their form."""

    data: dict[str, Map]
    prosa: dict[str, Prosa]
    berkas: tuple[Berkas, ...]
    problems: tuple[Problem, ...]

    @property
    def tahun(self) -> tuple[int, ...]:
        """The years that have a folder, oldest first."""
        return tuple(sorted({int(f.path[:4]) for f in self.berkas if re.match(r"\d{4}/", f.path)}))


@dataclass(frozen=True)
class Hasil:
    """What a year came to: the report (None where its form allows none) and all problems, sorted."""

    laporan: Laporan | None
    problems: tuple[Problem, ...]


def read(root: Path, tahun: int | None = None) -> Hasil:
    """Read content/ below `root` and make the report of a year (the newest one without `tahun`)."""
    isi = read_content(root)
    if not isi.tahun:
        missing = Problem(Source(CONTENT), "belum ada folder tahun; buat misalnya content/2023", rule="berkas-ada")
        return Hasil(None, _sorted([*isi.problems, missing]))
    return read_year(isi, tahun or isi.tahun[-1])


def read_year(isi: Isi, tahun: int) -> Hasil:
    """Make the report of one year: build what was handed in, compute, check."""
    if tahun not in isi.tahun:
        missing = Problem(
            Source(CONTENT),
            f"folder tahun {tahun} belum ada; yang ada: {', '.join(map(str, isi.tahun))}",
            rule="berkas-ada",
        )
        return Hasil(None, _sorted([*isi.problems, missing]))
    problems = [*isi.problems, *_missing(isi, tahun)]
    if has_errors(problems):
        return Hasil(None, _sorted(problems))
    laporan = compute(_bahan(isi, tahun))
    return Hasil(laporan, _sorted([*problems, *check(laporan)]))


def read_content(root: Path) -> Isi:
    """Read every file below content/: text, structure, form. Nothing is left out silently."""
    folder = root / CONTENT
    data: dict[str, Map] = {}
    prosa: dict[str, Prosa] = {}
    berkas: list[Berkas] = []
    problems: list[Problem] = []
    for file in sorted(p for p in folder.rglob("*") if p.is_symlink() or p.is_file()):
        path = file.relative_to(folder).as_posix()
        name = f"{CONTENT}/{path}"
        if refused := _refused(file, path, folder):
            problems.append(Problem(Source(name), refused, rule="berkas-dikenal"))
            continue
        raw = file.read_bytes()
        berkas.append(Berkas(path, hashlib.sha256(raw).hexdigest(), len(raw)))
        if kind := _kind(path):
            value, found = _read_data(file, kind, name)
            problems += found
            if not has_errors(found):
                data[path] = value
        elif _PROSE.fullmatch(path):
            text, found = read_text(file, name)
            problems += found
            prosa[path] = Prosa(Path(path).stem, name, text)
    return Isi(data, prosa, tuple(berkas), tuple(problems))


def _read_data(file: Path, kind: Kind, name: str) -> tuple[Any, list[Problem]]:
    text, problems = read_text(file, name)
    if problems:
        return None, problems
    data, problems = parse_yaml(text, name)
    if has_errors(problems):
        return data, problems
    return data, [*problems, *validate(data, kind.schema, name)]


def _kind(path: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.pattern.fullmatch(path)), None)


def _refused(file: Path, path: str, folder: Path) -> str | None:
    """Say why a file may not be here: it leads out of the repository, or nothing reads it."""
    if file.is_symlink() and not file.resolve().is_relative_to(folder.resolve()):
        return "tautan berkas ini menunjuk ke luar content/; ganti dengan berkasnya sendiri"
    if _kind(path) or _OTHERS.fullmatch(path):
        return None
    known = [kind.path.replace("TAHUN", path[:4]) for kind in KINDS] + [f"{path[:4]}/narasi/{n}.md" for n in NARASI]
    near = difflib.get_close_matches(path, known, n=1, cutoff=0.75)
    mend = f"maksudnya content/{near[0]}?" if near else "hapus, atau pindahkan ke folder bukti tahunnya"
    return f"nama berkas tidak dikenal; {mend}"


def _missing(isi: Isi, tahun: int) -> list[Problem]:
    """Name every file that a year's report needs and that is not there."""
    single = [kind.path.replace("TAHUN", str(tahun)) for kind in KINDS if "*" not in kind.path]
    prose = [f"{tahun}/narasi/{name}.md" for name in NARASI]
    there = {f.path for f in isi.berkas} | {p.source.path.removeprefix(f"{CONTENT}/") for p in isi.problems}
    return [
        Problem(
            Source(f"{CONTENT}/{path}"),
            "berkas ini belum ada; buat, contohnya ada di tahun sebelumnya",
            rule="berkas-ada",
        )
        for path in (*single, *prose)
        if path not in there
    ]


def _bahan(isi: Isi, tahun: int) -> Bahan:
    parts: dict[str, Any] = {"realisasi": []}
    for path, data in isi.data.items():
        kind = _kind(path)
        if kind is None or (path[:4].isdigit() and int(path[:4]) != tahun):
            continue
        value = build(kind.type, data)
        if "*" in kind.path:
            parts[kind.field].append(value)
        else:
            parts[kind.field] = value
    parts["realisasi"] = tuple(parts["realisasi"])
    narasi = tuple(p for path, p in isi.prosa.items() if path.startswith(f"{tahun}/"))
    panduan = tuple(p for path, p in isi.prosa.items() if path.startswith("panduan/"))
    return Bahan(tahun=tahun, narasi=narasi, panduan=panduan, berkas=_document_files(isi.berkas, tahun), **parts)


def _document_files(berkas: Iterable[Berkas], tahun: int) -> tuple[Berkas, ...]:
    """The files that the year's document is a function of: not the process, not the guide, no later year."""
    return tuple(
        f
        for f in berkas
        if not _PART_OF_NO_DOCUMENT.fullmatch(f.path) and not (re.match(r"\d{4}/", f.path) and int(f.path[:4]) > tahun)
    )


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))
