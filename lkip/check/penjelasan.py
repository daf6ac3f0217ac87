"""A rule told to people: what, why, wrong, right, mend, basis, all from the rule itself and its folder of tests/kasus.

There is no second text to keep true: the paragraphs are the rule's docstring, the regulations stand in
`peraturan.yml`, and what is wrong and right are lines of little offices that the tests hold to the exact sentence.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from pathlib import Path

from lkip.bilangan import tanggal
from lkip.check.aturan import Aturan, Pokok
from lkip.load import parse_yaml
from lkip.problem import visible

_KASUS = Path("tests/kasus")
# The right office that the others are laid over.
_LENGKAP = "lengkap"
_TEKS = (".yml", ".md", ".tsv")
_PERATURAN = Path(__file__).with_name("peraturan.yml")
_TEMUAN = re.compile(r"(?P<berkas>content/.+?):(?P<baris>\d+):\d+: \w+: (?P<kalimat>.+) \[(?P<aturan>[a-z-]+)\]")
_PERBAIKAN = "Perbaikan: "
# The status of what no regulation has to say: arithmetic, and that what is named is there.
_SELALU = "selalu berlaku"
_SEDIKIT, _BANYAK = 3, 8
_LEBAR = 78
# How plain an example is, best first: a short difference right at the finding (0), a long one or one a line away, one
# further away; one in another file, that the sentence names; one against an office that is not the base; any; none.
_DEKAT, _DISEBUT, _KANTOR_LAIN, _LAIN, _SAMA = 2, 3, 4, 5, 6
# Files of two offices that have less in common tell nothing about each other.
_SERUPA = 0.3


@dataclass(frozen=True)
class Dasar:
    """What asks for a rule: the regulation's full name, the place in it, its status and when that was looked at."""

    nama: str
    tempat: str
    status: str
    dilihat: str


@dataclass(frozen=True)
class Contoh:
    """An example: its folder of tests/kasus, the file, its faulty lines, the right ones, what is said about it.

    `benar` is empty where no lines make the difference (a picture, a file that must go).
    """

    kasus: str
    berkas: str
    salah: str
    benar: str
    temuan: str


@dataclass(frozen=True)
class Penjelasan:
    """A rule for people; `contoh` is None where the office keeps no tests."""

    nama: str
    kode: str
    apa: str
    mengapa: str
    perbaikan: str
    dasar: tuple[Dasar, ...]
    pokok: Pokok
    tetap: bool
    contoh: Contoh | None


@dataclass(frozen=True)
class _Temuan:
    berkas: str
    baris: int
    kalimat: str


# What the little offices are told, by rule: the folder, how many other findings it has, its findings of the rule.
_Indeks = Mapping[str, list[tuple[int, str, list[_Temuan]]]]


@cache
def peraturan() -> Mapping[str, Mapping[str, str]]:
    """Return the regulations by their short name, each with its full name, status and the day it was looked at."""
    listed, problems = parse_yaml(_PERATURAN.read_text("utf-8"), _PERATURAN.name)
    assert not problems, problems
    found: Mapping[str, Mapping[str, str]] = listed
    return found


def jelaskan(aturan: Aturan, root: Path) -> Penjelasan:
    """Explain a rule, with an example from the tests below `root` where there is one."""
    return _jelaskan(aturan, root / _KASUS, _indeks(root / _KASUS))


def daftar(rules: Sequence[Aturan], root: Path) -> tuple[Penjelasan, ...]:
    """Explain several rules, in their order."""
    told = _indeks(root / _KASUS)
    return tuple(_jelaskan(rule, root / _KASUS, told) for rule in rules)


def teks(penjelasan: Penjelasan) -> str:
    """Return an explanation as plain text for a terminal."""
    p = penjelasan
    heads = [("Apa", _bungkus(p.apa)), ("Mengapa", _bungkus(p.mengapa))]
    if p.contoh:
        heads.append(("Salah", [*_bungkus(f"{p.contoh.berkas}:"), *_kode(p.contoh.salah), *_panah(p.contoh.temuan)]))
        heads += [("Benar", _kode(p.contoh.benar))] if p.contoh.benar else []
    fixed = _bungkus("Galat dari aturan ini tidak dapat diterima sebagai pengecualian.") if p.tetap else []
    heads += [("Perbaikan", [*_bungkus(p.perbaikan), *fixed]), ("Dasar", [line for d in p.dasar for line in _dasar(d)])]
    title = f"{p.nama} ({p.kode})" if p.kode else p.nama
    return "\n\n".join([title, *("\n".join([head, *lines]) for head, lines in heads)]) + "\n"


def _jelaskan(aturan: Aturan, kasus: Path, told: _Indeks) -> Penjelasan:
    apa, mengapa, perbaikan = (*aturan.uraian, "", "", "")[:3]
    mend = perbaikan.removeprefix(_PERBAIKAN)
    return Penjelasan(
        nama=aturan.nama,
        kode=aturan.kode,
        apa=apa,
        mengapa=mengapa,
        perbaikan=mend[:1].upper() + mend[1:],
        dasar=tuple(map(_rujuk, aturan.dasar)),
        pokok=aturan.pokok,
        tetap=aturan.tetap,
        contoh=_contoh(kasus, told.get(aturan.nama, [])),
    )


def _rujuk(dasar: str) -> Dasar:
    short, _, place = dasar.partition(": ")
    found = peraturan()[short]
    return Dasar(found["nama"], place, found["status"], found["dilihat"])


# --- the example -------------------------------------------------------------------------------------------------


def _indeks(kasus: Path) -> _Indeks:
    """Read what every little office is told; those with the fewest other findings first."""
    index: dict[str, list[tuple[int, str, list[_Temuan]]]] = {}
    for file in sorted(kasus.glob("*/masalah.txt")):
        lines = [found for line in file.read_text("utf-8").splitlines() if (found := _TEMUAN.fullmatch(line))]
        for rule in {found["aturan"] for found in lines}:
            own = [_Temuan(f["berkas"], int(f["baris"]), f["kalimat"]) for f in lines if f["aturan"] == rule]
            index.setdefault(rule, []).append((len(lines) - len(own), file.parent.name, own))
    return {rule: sorted(folders, key=lambda one: one[:2]) for rule, folders in index.items()}


def _contoh(kasus: Path, folders: Sequence[tuple[int, str, list[_Temuan]]]) -> Contoh | None:
    """Return the plainest example, of the folders with the fewest other findings that show a difference at all."""
    found: list[tuple[int, Contoh]] = []
    for _, group in groupby(folders, key=lambda one: one[0]):
        found += [e for _, folder, told in group for temuan in told for e in _calon(kasus, folder, temuan)]
        if any(rank < _SAMA for rank, _ in found):
            break
    return min(found, key=lambda one: one[0])[1] if found else None


def _calon(kasus: Path, folder: str, temuan: _Temuan) -> Iterator[tuple[int, Contoh]]:
    """Yield the places where a finding can be shown, each with how plain it is: its own, or what the folder changes.

    Each is held against the right office: the one that the folder is laid over, else another that has the file.
    """
    base, right = _dasar_kantor(kasus, folder), tuple(_benar(kasus))
    if (kasus / folder / temuan.berkas).is_file():
        shown = [(temuan.berkas, temuan.baris, (*base, *right), 0)]
    else:
        own = _milik(kasus / folder)
        shown = [(f, 0, (*base, *right), _DISEBUT if Path(f).name in temuan.kalimat else _LAIN) for f in own]
        shown.append((temuan.berkas, temuan.baris, right, _KANTOR_LAIN))
    for berkas, line, offices, least in shown:
        bad, good = _isi(kasus, (folder, *base), berkas), _isi(kasus, offices, berkas)
        if bad is not None:
            if least == _KANTOR_LAIN and SequenceMatcher(None, good or [], bad).ratio() < _SERUPA:
                good = None
            rank, wrong, mended = _cuplikan(bad, good or [], line)
            rank = max(rank, least) if mended else _SAMA
            text = _rapat(wrong), "" if rank == _SAMA else _rapat(mended)
            yield rank, Contoh(folder, berkas, *text, temuan.kalimat)


def _milik(folder: Path) -> list[str]:
    """Return the text files that a little office has of its own."""
    files = sorted(f for f in (folder / "content").rglob("*") if f.suffix in _TEKS and f.is_file())
    return [f.relative_to(folder).as_posix() for f in files]


def _dasar_kantor(kasus: Path, folder: str) -> tuple[str, ...]:
    """Return the offices that a folder is laid over, the nearest first."""
    named = kasus / folder / "dasar.txt"
    return (named.read_text("utf-8").strip(), _LENGKAP) if named.is_file() else (_LENGKAP,)


def _benar(kasus: Path) -> list[str]:
    """Return the offices without a fault: where the base lacks a file, another one may have it."""
    return sorted(f.name for f in kasus.iterdir() if (f / "content").is_dir() and not (f / "masalah.txt").is_file())


def _isi(kasus: Path, offices: Sequence[str], berkas: str) -> list[str] | None:
    files = (kasus / office / berkas for office in offices)
    found = next((f for f in files if f.is_file()), None)
    return found.read_text("utf-8").splitlines() if found and found.suffix in _TEKS else None


def _cuplikan(bad: list[str], right: list[str], line: int) -> tuple[int, list[str], list[str]]:
    """Return the lines around a finding (0: around the first difference), and those of the right file in their place.

    A difference near the finding is shown with it: what is missing has no place of its own. The number says how plain
    the example is.
    """
    blocks = SequenceMatcher(None, right, bad, autojunk=False).get_opcodes()
    differ = [(j1, j2, i1, i2) for tag, i1, i2, j1, j2 in blocks if tag != "equal"]
    at = max(line - 1, 0)
    if not differ:
        low, high = _jendela(at, at + 1, len(bad))
        return _SAMA, bad[low:high], right[low:high]
    j1, j2, i1, i2 = min(differ, key=lambda d: _jarak(at, d[0], d[1])) if line else differ[0]
    rank = min(_jarak(at, j1, j2), _DEKAT)
    if not rank and max(j2 - j1, i2 - i1) > _BANYAK:
        rank = 1
    start, end = (min(at, j1), max(at + 1, j2)) if line else (j1, j2)
    if end - start > _BANYAK:
        start = max(j1, min(at - _SEDIKIT, j2 - _BANYAK)) if line else j1
        end = min(start + _BANYAK, max(j2, start))
    low, high = _jendela(start, end, len(bad))
    first = max(i1 - (j1 - low), 0) if low <= j1 else min(i1 + (low - j1), i2)
    last = min(max(min(i2 + max(high - j2, 0), first + _BANYAK), first + _SEDIKIT), len(right))
    first = max(min(first, last - _SEDIKIT), 0)
    return rank, bad[low:high], right[first:last]


def _jarak(at: int, start: int, end: int) -> int:
    """Return how many lines a place is away from a range; of one without lines, from the two lines around it."""
    empty = start == end
    return max(start - empty - at, at + 1 - end - empty, 0)


def _jendela(start: int, end: int, length: int) -> tuple[int, int]:
    """Widen a range by a line on each side where there is room, and further only up to the fewest lines."""
    low, high = start, end
    for _ in range(_SEDIKIT):
        if high - low > (_BANYAK - 2 if (low, high) == (start, end) else _SEDIKIT - 1):
            break
        low, high = max(low - 1, 0), min(high + 1, length)
    return low, high


def _rapat(lines: Sequence[str]) -> str:
    return textwrap.dedent("\n".join(lines))


# --- plain text --------------------------------------------------------------------------------------------------


def _bungkus(text: str, first: str = "  ", rest: str = "  ") -> list[str]:
    return textwrap.wrap(visible(text), _LEBAR, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _kode(text: str) -> list[str]:
    """Return lines of a file, indented; one that is too long goes on in the next line, further in."""
    shown: list[str] = []
    for line in text.split("\n"):
        indent = " " * (4 + len(line) - len(line.lstrip()))
        shown += _bungkus(line.strip(), indent, f"{indent}  ") or [""]
    return shown


def _panah(kalimat: str) -> list[str]:
    return _bungkus(kalimat, "  → ", "    ")


def _dasar(d: Dasar) -> list[str]:
    if d.status == _SELALU:
        return _bungkus(f"{d.nama}: {d.tempat}", "  - ", "    ")
    looked = tanggal(date.fromisoformat(d.dilihat))
    return _bungkus(f"{d.nama}, {d.tempat} ({d.status}; dilihat {looked})", "  - ", "    ")
