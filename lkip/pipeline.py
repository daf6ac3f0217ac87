"""The line from files to report: the steps one below the other, the whole product in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lkip.capaian import Laporan, compute
from lkip.check import RULES, Pemeriksaan, periksa
from lkip.isi import KINDS, NARASI, Isi, Kind, kind_of, read_content, year_of
from lkip.keterangan import PROSES
from lkip.load import CONTENT, parse_yaml
from lkip.model import Bahan, Pengecualian, TahunLalu
from lkip.pembuktian import Bukti, compare
from lkip.pengecualian import pilah, tak_terpakai
from lkip.problem import Problem, Source, has_errors
from lkip.prosa import PROSE_RULES, check_prose
from lkip.proses import disahkan, nomor_surat, pemilik, peran_dikenal
from lkip.sidik import DATA, berkas_dokumen, concerns

__all__ = ["KINDS", "NARASI", "Hasil", "Isi", "Kind", "check_all", "check_years", "read", "read_content", "read_year"]


@dataclass(frozen=True)
class Hasil:
    """What a year came to: the report (None where its form allows none) and all problems that count, sorted.

    Beside these the findings that are accepted, each with its exception, those of an imported year that are frozen
    (`lama`), and every check that was made. `tahun` is None for what belongs to no year that is reported on;
    `dihimpun`: its material is still being gathered, so that files may be missing.
    """

    laporan: Laporan | None
    problems: tuple[Problem, ...]
    tahun: int | None = None
    diterima: tuple[tuple[Problem, Pengecualian], ...] = ()
    lama: tuple[Problem, ...] = ()
    pemeriksaan: tuple[Pemeriksaan, ...] = ()
    dihimpun: bool = False


def read(root: Path, tahun: int | None = None) -> Hasil:
    """Read content/ below `root` and make the report of a year (the newest one without `tahun`)."""
    isi = read_content(root)
    if not isi.tahun:
        missing = Problem(Source(CONTENT), "belum ada folder tahun; buat misalnya content/2023", rule="berkas-ada")
        return Hasil(None, _sorted([*isi.problems, missing]))
    return read_year(isi, isi.tahun[-1] if tahun is None else tahun)


# Where the figures of a published report lie that the formulas are proven with.
_TERCETAK = "tests/kasus/muncar"


def read_years(root: Path, tahun: int | None = None) -> tuple[list[Laporan], tuple[Problem, ...]]:
    """Return the reports of all years up to `tahun` (the newest without it), oldest first, and all their problems."""
    results = read_results(root, tahun)
    return [r.laporan for r in results if r.laporan], _sorted(p for r in results for p in r.problems)


def read_results(root: Path, tahun: int | None = None) -> tuple[Hasil, ...]:
    """Return what every year up to `tahun` (the newest without it) came to, oldest first."""
    isi = read_content(root)
    last = max(isi.tahun, default=0) if tahun is None else tahun
    if last not in isi.tahun:
        return (read(root, tahun),)
    return tuple(read_year(isi, t) for t in isi.tahun if t <= last)


def read_proof(root: Path) -> Bukti | None:
    """Return a published report's figures beside ours, where the repository has them."""
    file = root / _TERCETAK / "tercetak.yml"
    if not file.is_file():
        return None
    listed, _ = parse_yaml(file.read_text("utf-8"), _TERCETAK)
    laporan = read(root / _TERCETAK).laporan
    return compare(listed, laporan) if laporan else None


def check_all(root: Path) -> tuple[Problem, ...]:
    """Return the problems of every year in content/ that count, each once, sorted."""
    return _sorted(p for hasil in check_years(root) for p in hasil.problems)


def check_years(root: Path) -> tuple[Hasil, ...]:
    """Return what every year in content/ came to, oldest first, and last what is wrong in no such year, if anything."""
    isi = read_content(root)
    if not isi.tahun:
        return (read(root),)
    results = tuple(read_year(isi, tahun) for tahun in isi.tahun)
    found = {p for hasil in results for p in hasil.problems}
    letters = nomor_surat.periksa(*isi.surat)  # those of a year without dokumen.yml are in no result
    roles = (*peran_dikenal.periksa(isi), *pemilik.periksa(isi, _pemilik(root)))
    own = (*letters, *_tak_terpakai(results), *tanpa_dokumen(isi), *roles)
    other = (set(isi.problems) | {*own}) - found
    return (*results, Hasil(None, _sorted(other))) if other else results


def _pemilik(root: Path) -> str | None:
    file = root / pemilik.LETAK
    return file.read_text("utf-8", "replace") if file.is_file() else None


def _tak_terpakai(results: Sequence[Hasil]) -> list[Problem]:
    """Return what of the exceptions for all years accepts nothing in any of them; a year without report knows not."""
    reports = [hasil.laporan for hasil in results if hasil.laporan]
    if len(reports) < len(results):
        return []
    accepted = [(p, e) for hasil in results for p, e in hasil.diterima]
    standing = [p for hasil in results for p in (*hasil.problems, *hasil.lama)]
    return tak_terpakai(reports[-1].bahan.pengecualian_bersama, accepted, standing)


_PROSE_RULES = {rule.__name__.replace("_", "-") for rule in PROSE_RULES}


def read_year(isi: Isi, tahun: int) -> Hasil:
    """Make the report of one year: build what was handed in, compute, check.

    Told is what is wrong with this year, with what all years share, and with the data of the years before that it is
    compared with; any other file of another year stops only its own. Where the material is still being gathered, a
    file that is not there yet is no galat, only there is no report without it.
    """
    if tahun not in isi.tahun:
        missing = Problem(
            Source(CONTENT),
            f"folder tahun {tahun} belum ada; yang ada: {', '.join(map(str, isi.tahun))}",
            rule="berkas-ada",
        )
        return Hasil(None, _sorted([*isi.problems, missing]), tahun)
    problems = [p for p in isi.problems if concerns(p.source.path.removeprefix(f"{CONTENT}/"), tahun, isi.tahun)]
    absent, gathering = _missing(isi, tahun), isi.dihimpun(tahun)
    problems += [replace(p, level="peringatan") if gathering and _own(p, tahun) else p for p in absent]
    problems += [p for t in isi.tahun if t < tahun for p in _missing(isi, t) if _is_data(p)]
    broken = {p.source.path for p in problems}
    narasi, panduan = ([p for p in texts if p.path not in broken] for texts in (isi.narasi(tahun), isi.panduan))
    problems += check_prose(narasi, panduan)
    problems += [p for p in nomor_surat.periksa(*isi.surat) if _own(p, tahun)]
    problems += disahkan.periksa(isi, tahun)
    if absent or has_errors(p for p in problems if p.rule not in _PROSE_RULES | PROSES.keys()):
        return Hasil(None, _sorted(problems), tahun, dihimpun=gathering)
    laporan = compute(_bahan(isi, tahun))
    checks = periksa(laporan, RULES)
    found = _sorted([*problems, *(p for one in checks for p in one.temuan)])
    pilahan = pilah(laporan.bahan, found, RULES, terbaru=tahun == isi.tahun[-1])
    return Hasil(laporan, _sorted(pilahan.problems), tahun, pilahan.diterima, pilahan.lama, checks, gathering)


def _own(problem: Problem, tahun: int) -> bool:
    return problem.source.path.startswith(f"{CONTENT}/{tahun}/")


def _is_data(problem: Problem) -> bool:
    return bool(DATA.fullmatch(problem.source.path.removeprefix(f"{CONTENT}/")))


def _missing(isi: Isi, tahun: int) -> list[Problem]:
    """Name every file that a year's report needs and that is not there."""
    single = [kind.path.replace("TAHUN", str(tahun)) for kind in KINDS if kind.wajib]
    prose = [f"{tahun}/narasi/{name}.md" for name in NARASI]
    there = {f.path for f in isi.berkas} | {p.source.path.removeprefix(f"{CONTENT}/") for p in isi.problems}
    return [
        Problem(Source(f"{CONTENT}/{path}"), f"berkas ini belum ada; {_example(path, there)}", rule="berkas-ada")
        for path in (*single, *prose)
        if path not in there
    ]


def _example(path: str, there: set[str]) -> str:
    """Point to the same file of the newest other year, where there is one."""
    same = sorted(p for p in there if year_of(p) and p[4:] == path[4:])
    return f"buat dengan contoh content/{same[-1]}" if same and year_of(path) else "buat"


def _bahan(isi: Isi, tahun: int) -> Bahan:
    return Bahan(
        tahun=tahun,
        lalu=tuple(_tahun_lalu(isi, t) for t in isi.tahun if t < tahun),
        foto={path: foto for path, foto in isi.foto.items() if year_of(path) in (None, tahun)},
        lembar={path: lembar for path, lembar in isi.lembar.items() if year_of(path) == tahun},
        narasi=isi.narasi(tahun),
        panduan=isi.panduan,
        berkas=berkas_dokumen(isi.berkas, tahun, isi.tahun),
        nomenklatur=isi.nomenklatur(tahun),
        biasa=_biasa(isi, tahun),
        **_parts(isi, tahun),
    )


# Files that a report can do without, but that no year loses on purpose.
_BIASA = ("profil.yml", "angka-saksi.yml")


def _biasa(isi: Isi, tahun: int) -> dict[str, str]:
    """Return the usual files that a year lacks, each with the newest earlier one."""
    there = {f.path for f in isi.berkas}
    earlier = [t for t in isi.tahun if t < tahun]
    missing = {name: [f"{t}/{name}" for t in earlier if f"{t}/{name}" in there] for name in _BIASA}
    return {
        name: f"{CONTENT}/{paths[-1]}" for name, paths in missing.items() if paths and f"{tahun}/{name}" not in there
    }


# What a folder of a year that is only begun does not have yet.
_TERISI = re.compile(r"[0-9]{4}/(anggaran\.yml|realisasi/.+|narasi/.+)")


def tanpa_dokumen(isi: Isi) -> list[Problem]:
    """Name every year that is filled in and still not reported on, since its dokumen.yml is missing."""
    years = {year_of(f.path) for f in isi.berkas if _TERISI.fullmatch(f.path)} - {None, *isi.tahun}
    there = {f.path for f in isi.berkas}
    return [
        Problem(
            Source(f"{CONTENT}/{tahun}/dokumen.yml"),
            f"dokumen.yml belum ada, sehingga tahun {tahun} tidak dilaporkan dan tidak menjadi pembanding; "
            f"{_example(f'{tahun}/dokumen.yml', there)}",
            "peringatan",
            "berkas-ada",
        )
        for tahun in sorted(t for t in years if t is not None)
    ]


def _tahun_lalu(isi: Isi, tahun: int) -> TahunLalu:
    parts = _parts(isi, tahun)
    return TahunLalu(
        tahun=tahun,
        perjanjian=parts["perjanjian"],
        renja=parts["renja"],
        realisasi=parts["realisasi"],
        anggaran=parts["anggaran"],
        narasi=isi.narasi(tahun),
        bukti=tuple(f for f in isi.berkas if f.path.startswith(f"{tahun}/bukti/")),
        rekomendasi_lhe=parts.get("rekomendasi_lhe"),
    )


def _parts(isi: Isi, tahun: int) -> dict[str, Any]:
    """Return what the files of a year and those of all years hold, by field of Bahan."""
    parts: dict[str, Any] = {kind.field: () for kind in KINDS if kind.banyak and kind.field}
    found = [
        (kind, value)
        for path, value in isi.data.items()
        if year_of(path) in (None, tahun)
        if (kind := kind_of(path)) and kind.field
    ]
    for kind, value in sorted(found, key=lambda pair: KINDS.index(pair[0])):
        parts[kind.field] = (*parts[kind.field], value) if kind.banyak else value
    return parts


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))
