"""Faults planted in the shipped content, one at a time: how many of them does the check find?

A plant counts as found where the findings (rule, code, year, level) grew. The same content gives the same plants.
Each kind of fault is a function below `lkip/bench/jenis/`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lkip.bench.lahan import Lahan, Ubah
from lkip.bilangan import half_up

Penanam = Callable[[Lahan], Iterator[Ubah]]


@dataclass(frozen=True)
class Jenis:
    """A kind of fault. `tak_terlihat` says why no rule over the content alone can find (all of) its plants."""

    fungsi: Penanam
    kelompok: str
    tak_terlihat: str

    @property
    def nama(self) -> str:
        """The name of the kind, as that of a rule is made."""
        return self.fungsi.__name__.replace("_", "-")


@dataclass(frozen=True)
class Tanaman:
    """A planted fault: its kind, where and what, and the rules that found it (none: it was missed)."""

    jenis: Jenis
    letak: str
    aturan: tuple[str, ...]

    @property
    def ditemukan(self) -> bool:
        """Whether a finding grew out of it."""
        return bool(self.aturan)


@dataclass(frozen=True)
class Panen:
    """What came of all plants."""

    tanaman: tuple[Tanaman, ...]

    @property
    def jenis(self) -> tuple[Jenis, ...]:
        """The kinds that could be planted, in order."""
        return tuple(dict.fromkeys(t.jenis for t in self.tanaman))

    @property
    def luput(self) -> tuple[Tanaman, ...]:
        """The plants that were not found."""
        return tuple(t for t in self.tanaman if not t.ditemukan)

    @property
    def terlihat(self) -> tuple[Tanaman, ...]:
        """The plants of those kinds that the content alone can show."""
        return tuple(t for t in self.tanaman if not t.jenis.tak_terlihat)

    def dari(self, jenis: Jenis) -> tuple[int, int]:
        """Return how many plants of a kind were found, and how many there were."""
        own = [t for t in self.tanaman if t.jenis is jenis]
        return sum(t.ditemukan for t in own), len(own)


def tanam(root: Path, jenis: Sequence[Jenis] | None = None) -> Panen:
    """Plant every fault of the kinds in the content below `root` (which is only read), one at a time."""
    from lkip.bench.jenis import JENIS

    lahan = Lahan(root)
    return Panen(tuple(_semua(lahan, JENIS if jenis is None else jenis)))


def _semua(lahan: Lahan, kinds: Sequence[Jenis]) -> Iterator[Tanaman]:
    for jenis in kinds:
        for ubah in jenis.fungsi(lahan):
            if any(not lahan.ada(path) or data != lahan.bita(path) for path, data in ubah.items()):
                rules = sorted({rule for _, rule, *_ in lahan.tumbuh(ubah)})
                yield Tanaman(jenis, letak(lahan, ubah), tuple(rules))


def letak(lahan: Lahan, ubah: Ubah) -> str:
    """Say where a change is and what it is: the first line that differs, in each file."""
    return "; ".join(_letak(lahan, path, data) for path, data in ubah.items())


def _letak(lahan: Lahan, path: str, data: bytes | None) -> str:
    if data is None:
        return f"{path} hilang"
    if not lahan.ada(path):
        return f"{path} baru"
    old, new = (b.decode("utf-8", "replace").split("\n") for b in (lahan.bita(path), data))
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    before, after = (_potong(lines[at]) if at < len(lines) else "" for lines in (old, new))
    if len(new) < len(old):
        return f"{path}:{at + 1} hilang: {before}"
    if len(new) > len(old):
        return f"{path}:{at + 1} bertambah: {after}"
    return f"{path}:{at + 1} {before} → {after.partition(': ')[2] or after}"


def _potong(line: str) -> str:
    text = line.strip().removeprefix("- ")
    return text if len(text) <= 60 else f"{text[:57]}…"


def persen(found: int, of: int) -> str:
    """Write a share as the report does."""
    return f"{half_up(Decimal(found * 100) / of, 1) if of else 0} %".replace(".", ",")


def uraian(panen: Panen) -> list[str]:
    """Tell what was found by kind, and everything that was not."""
    found, of = sum(t.ditemukan for t in panen.tanaman), len(panen.tanaman)
    seen, seen_of = sum(t.ditemukan for t in panen.terlihat), len(panen.terlihat)
    lines = [f"tanaman: {found} dari {of} ({persen(found, of)})"]
    lines.append(f"tanpa jenis yang tidak dapat terlihat dari isian: {seen} dari {seen_of} ({persen(seen, seen_of)})")
    for group in dict.fromkeys(j.kelompok for j in panen.jenis):
        own = [(j, *panen.dari(j)) for j in panen.jenis if j.kelompok == group]
        lines.append(f"{group}: {sum(f for _, f, _ in own)} dari {sum(n for _, _, n in own)}")
        lines += [f"  {j.nama}: {f} dari {n}" for j, f, n in own]
    if panen.luput:
        lines.append("tidak ditemukan:")
    for jenis in dict.fromkeys(t.jenis for t in panen.luput):
        why = f" ({jenis.tak_terlihat})" if jenis.tak_terlihat else ""
        lines.append(f"  {jenis.nama}{why}")
        lines += [f"    {t.letak}" for t in panen.luput if t.jenis is jenis]
    return lines


def sebagai_data(panen: Panen) -> dict[str, object]:
    """Return the same for machines."""
    return {
        "name": "tanaman",
        "ditemukan": sum(t.ditemukan for t in panen.tanaman),
        "ditanam": len(panen.tanaman),
        "ditemukan_terlihat": sum(t.ditemukan for t in panen.terlihat),
        "ditanam_terlihat": len(panen.terlihat),
        "jenis": [
            {
                "jenis": j.nama,
                "kelompok": j.kelompok,
                "ditemukan": panen.dari(j)[0],
                "ditanam": panen.dari(j)[1],
                "aturan": dict(sorted(Counter(a for t in panen.tanaman if t.jenis is j for a in t.aturan).items())),
                **({"tak_terlihat": j.tak_terlihat} if j.tak_terlihat else {}),
                "luput": [t.letak for t in panen.luput if t.jenis is j],
            }
            for j in panen.jenis
        ],
    }
