"""The line from files to report: which kinds of file there are, and the steps one below the other."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkip import huruf
from lkip.capaian import Laporan, compute
from lkip.check import check
from lkip.load import CONTENT, Map, parse_yaml, read_text
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
from lkip.problem import Problem, Source, has_errors, visible
from lkip.prosa import PROSE_RULES, check_prose
from lkip.validate import validate

_PROSE_RULES = {rule.__name__.replace("_", "-") for rule in PROSE_RULES}
# Digits of our own script only: `\d` would take two folders for the same year.
_TAHUN = "[0-9]{4}"
# What a file may be called that others point to, as in `realisasi.schema.json`.
_NAMA = "[A-Za-z0-9][A-Za-z0-9._-]*"
# The prose that the report asks for; each has its place in `templates/laporan/`.
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
    """A kind of content file: its path below content/ (`TAHUN` is the year), its schema, type and field of Bahan."""

    path: str
    schema: str
    type: type[Isian]
    field: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The paths that belong to this kind."""
        return re.compile(re.escape(self.path).replace("TAHUN", _TAHUN).replace(r"\*", "[a-z0-9-]+"))


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
_OTHERS = re.compile(
    rf"{_TAHUN}/narasi/({'|'.join(NARASI)})\.md|{_TAHUN}/bukti/{_NAMA}(/{_NAMA})*|{_TAHUN}/proses/.+|panduan/[a-z0-9-]+\.md"
)
_PROSE = re.compile(rf"{_TAHUN}/narasi/[^/]+\.md|panduan/[^/]+\.md")
_PART_OF_NO_DOCUMENT = re.compile(rf"{_TAHUN}/proses/.+|panduan/.+")


@dataclass(frozen=True)
class Isi:
    """All of content/ as read once: data and prose by path below content/, the files, what is wrong with their form."""

    data: dict[str, Map]
    prosa: dict[str, Prosa]
    berkas: tuple[Berkas, ...]
    problems: tuple[Problem, ...]

    @property
    def tahun(self) -> tuple[int, ...]:
        """The years to report on, oldest first: those with a `dokumen.yml`; a folder without one is only begun."""
        years = {tahun for f in self.berkas if (tahun := _year(f.path)) is not None}
        begun = {f.path for f in self.berkas}
        return tuple(sorted({t for t in years if f"{t:04}/dokumen.yml" in begun} or years))

    def narasi(self, tahun: int) -> tuple[Prosa, ...]:
        """The prose of a year's report."""
        return tuple(p for path, p in self.prosa.items() if path.startswith(f"{tahun}/"))

    @property
    def panduan(self) -> tuple[Prosa, ...]:
        """The pages of the guide."""
        return tuple(p for path, p in self.prosa.items() if path.startswith("panduan/"))


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
    return read_year(isi, isi.tahun[-1] if tahun is None else tahun)


def check_all(root: Path) -> tuple[Problem, ...]:
    """Return the problems of every year in content/, each once, sorted."""
    isi = read_content(root)
    if not isi.tahun:
        return read(root).problems
    return _sorted([*isi.problems, *(p for tahun in isi.tahun for p in read_year(isi, tahun).problems)])


def read_year(isi: Isi, tahun: int) -> Hasil:
    """Make the report of one year: build what was handed in, compute, check.

    Told is what is wrong with this year and with what all years share; another year's files stop only their own.
    """
    if tahun not in isi.tahun:
        missing = Problem(
            Source(CONTENT),
            f"folder tahun {tahun} belum ada; yang ada: {', '.join(map(str, isi.tahun))}",
            rule="berkas-ada",
        )
        return Hasil(None, _sorted([*isi.problems, missing]))
    of_year = (p for p in isi.problems if _year(p.source.path.removeprefix(f"{CONTENT}/")) in (None, tahun))
    problems = [*of_year, *_missing(isi, tahun)]
    broken = {p.source.path for p in problems}
    narasi, panduan = ([p for p in texts if p.path not in broken] for texts in (isi.narasi(tahun), isi.panduan))
    problems += check_prose(narasi, panduan)
    if has_errors(p for p in problems if p.rule not in _PROSE_RULES):
        return Hasil(None, _sorted(problems))
    laporan = compute(_bahan(isi, tahun))
    return Hasil(laporan, _sorted([*problems, *_forgotten(isi, laporan), *check(laporan)]))


def _forgotten(isi: Isi, laporan: Laporan) -> list[Problem]:
    """Tell that last year has a folder of its own but no figures in riwayat.yml, where comparisons are read from."""
    last = laporan.tahun - 1
    riwayat = laporan.bahan.riwayat
    known = {y.tahun for r in riwayat.indikator for y in r.tahun} | {y.tahun for r in riwayat.anggaran for y in r.tahun}
    if last not in isi.tahun or last in known:
        return []
    message = f"angka tahun {last} belum ada di sini, sehingga perbandingannya kosong; tambahkan dari laporannya"
    return [Problem(riwayat.at(), message, "peringatan", "riwayat-lengkap")]


def read_content(root: Path) -> Isi:
    """Read every file below content/: text, structure, form. Nothing is left out silently."""
    folder = root / CONTENT
    if folder.is_symlink():
        linked = "folder ini tautan (symlink); ganti dengan foldernya sendiri"
        return Isi({}, {}, (), (Problem(Source(CONTENT), linked, rule="berkas-dikenal"),))
    data: dict[str, Map] = {}
    prosa: dict[str, Prosa] = {}
    berkas: list[Berkas] = []
    problems: list[Problem] = []
    for file in sorted(p for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()):
        path = file.relative_to(folder).as_posix()
        name = f"{CONTENT}/{path}"
        if refused := _refused(file, path):
            problems.append(Problem(Source(name), refused, rule="berkas-dikenal"))
            continue
        with file.open("rb") as handle:  # evidence may be large: it is hashed in pieces, never held whole
            berkas.append(Berkas(path, hashlib.file_digest(handle, "sha256").hexdigest(), handle.tell()))
        if kind := _kind(path):
            value, found = _read_data(file, kind, name)
            problems += found
            if not has_errors(found):
                data[path] = value
        elif _PROSE.fullmatch(path):
            text, found = read_text(file, name)
            problems += found
            prosa[path] = Prosa(Path(path).stem, name, text)
    written = [t for value in data.values() for t in huruf.texts(value)]
    written += [t for text in prosa.values() for t in huruf.lines(text)]
    problems += [*_unprintable(written), *(p for text, at in written for p in huruf.long_words(text, at))]
    return Isi(data, prosa, tuple(berkas), tuple(problems))


def _unprintable(written: Iterable[tuple[str, Source]]) -> list[Problem]:
    """Find characters that no font of the document has: they would stop the PDF without saying where they stand."""
    found = [place for text, source in written for place in huruf.unusual(text, source)]
    if not found:
        return []
    from lkip.publish import unprintable  # asks the compiler; few contents need it

    missing = set(unprintable(sorted({char for char, _ in found})))
    first = {(char, source.path): source for char, source in reversed(found)}  # once a character and file is enough
    return [huruf.unprintable_problem(char, source) for (char, _), source in first.items() if char in missing]


def _read_data(file: Path, kind: Kind, name: str) -> tuple[Any, list[Problem]]:
    text, problems = read_text(file, name)
    if problems:
        return None, problems
    data, problems = parse_yaml(text, name)
    if data is None and problems:
        return None, problems
    told = {p.source for p in problems}
    return data, [*problems, *(p for p in validate(data, kind.schema, name) if p.source not in told)]


def _kind(path: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.pattern.fullmatch(path)), None)


def _refused(file: Path, path: str) -> str | None:
    """Say why a file may not be here: it is a link, or nothing reads it."""
    if file.is_symlink():
        return "tautan (symlink) tidak dipakai di content/; ganti dengan berkasnya sendiri"
    if not file.is_file():
        return "ini bukan berkas biasa; hapus"
    if visible(path) != path:
        return "nama berkas memuat karakter yang tidak terlihat; ganti namanya"
    if _kind(path) or _OTHERS.fullmatch(path):
        return None
    if re.match(f"{_TAHUN}/bukti/", path):
        return "nama berkas bukti hanya huruf, angka, titik, garis bawah dan garis hubung, tanpa spasi; ganti namanya"
    return f"nama berkas tidak dikenal; {_right_name(path)}"


def _right_name(path: str) -> str:
    """Guess what an unknown file should be called or where it should lie."""
    renamed = re.sub(r"\.yaml$", ".yml", re.sub(r"[ _]+", "-", path.lower()))
    if _kind(renamed) or _OTHERS.fullmatch(renamed):
        return f"maksudnya {CONTENT}/{renamed}?"
    tahun = path[:4] if _year(path) else "<tahun>"
    paths = [k.path.replace("TAHUN", tahun) for k in KINDS] + [f"{tahun}/narasi/{n}.md" for n in NARASI]
    known = {p.rsplit("/", 1)[-1]: p for p in paths if "*" not in p}
    if near := difflib.get_close_matches(renamed.rsplit("/", 1)[-1], known, n=1, cutoff=0.75):
        return f"maksudnya {CONTENT}/{known[near[0]]}?"
    if path.startswith(f"{tahun}/narasi/"):
        return f"nama yang dipakai: {', '.join(f'{n}.md' for n in NARASI)}"
    return "hapus, atau pindahkan ke folder bukti tahunnya"


def _year(path: str) -> int | None:
    """Return the year whose folder a path below content/ lies in."""
    return int(path[:4]) if re.match(f"{_TAHUN}/", path) else None


def _missing(isi: Isi, tahun: int) -> list[Problem]:
    """Name every file that a year's report needs and that is not there."""
    single = [kind.path.replace("TAHUN", str(tahun)) for kind in KINDS if "*" not in kind.path]
    prose = [f"{tahun}/narasi/{name}.md" for name in NARASI]
    there = {f.path for f in isi.berkas} | {p.source.path.removeprefix(f"{CONTENT}/") for p in isi.problems}
    return [
        Problem(Source(f"{CONTENT}/{path}"), f"berkas ini belum ada; {_example(path, there)}", rule="berkas-ada")
        for path in (*single, *prose)
        if path not in there
    ]


def _example(path: str, there: set[str]) -> str:
    """Point to the same file of the newest other year, where there is one."""
    same = sorted(p for p in there if _year(p) and p[4:] == path[4:])
    return f"buat dengan contoh content/{same[-1]}" if same and _year(path) else "buat"


def _bahan(isi: Isi, tahun: int) -> Bahan:
    parts: dict[str, Any] = {"realisasi": []}
    for path, data in isi.data.items():
        kind = _kind(path)
        if kind is None or _year(path) not in (None, tahun):
            continue
        value = build(kind.type, data)
        if "*" in kind.path:
            parts[kind.field].append(value)
        else:
            parts[kind.field] = value
    parts["realisasi"] = tuple(parts["realisasi"])
    files = _document_files(isi.berkas, tahun)
    return Bahan(tahun=tahun, narasi=isi.narasi(tahun), panduan=isi.panduan, berkas=files, **parts)


def _document_files(berkas: Iterable[Berkas], tahun: int) -> tuple[Berkas, ...]:
    """The files that the year's document is a function of: not the process, not the guide, no other year."""
    return tuple(f for f in berkas if not _PART_OF_NO_DOCUMENT.fullmatch(f.path) and _year(f.path) in (None, tahun))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))
