"""A rule: its name, what asks for it, what it looks at; and every check that it made, those that passed too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lkip.capaian import CapaianIndikator, Laporan
from lkip.problem import Finding, Problem

Fungsi = Callable[[Laporan], Iterator[Finding]]
Lihat = Callable[[CapaianIndikator], str]
# What one check is about: a finding belongs to one of these, and so does a check that passed.
Pokok = Literal["laporan", "sasaran", "indikator", "program", "sub kegiatan", "unit", "narasi"]

_KODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True)
class Aturan:
    """A rule of the linter.

    `kode` is its number in the list of rules (L11; empty for a rule of form), `dasar` the articles that ask for it,
    each as `<regulation>: <place>` with a regulation of `peraturan.yml`, `pokok` what one check is about, `lihat` the
    value that a check of an indicator saw. `tetap`: what it finds cannot be accepted away (arithmetic).
    """

    fungsi: Fungsi
    kode: str
    dasar: tuple[str, ...]
    pokok: Pokok
    lihat: Lihat | None
    tetap: bool

    @property
    def nama(self) -> str:
        """The name that one remembers, as it stands behind every finding."""
        return self.fungsi.__name__.replace("_", "-")

    @property
    def uraian(self) -> tuple[str, ...]:
        """The paragraphs of the docstring: what must hold, why, how to mend it (in Indonesian: staff read them)."""
        return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", self.fungsi.__doc__ or ""))

    def __call__(self, laporan: Laporan) -> Iterator[Finding]:
        """Yield what the rule finds in a report."""
        return self.fungsi(laporan)


def aturan(
    kode: str = "", *dasar: str, pokok: Pokok = "laporan", lihat: Lihat | None = None, tetap: bool = False
) -> Callable[[Fungsi], Aturan]:
    """Make a rule of a function that yields findings."""
    return lambda fungsi: Aturan(fungsi, kode, dasar, pokok, lihat, tetap)


@dataclass(frozen=True)
class Pemeriksaan:
    """One check: the rule, the code that it is about (empty: the report), the value it saw, what it found."""

    aturan: Aturan
    pokok: str
    dilihat: str
    temuan: tuple[Problem, ...]

    @property
    def lulus(self) -> bool:
        """Whether nothing was found."""
        return not self.temuan


def periksa(laporan: Laporan, rules: Sequence[Aturan]) -> tuple[Pemeriksaan, ...]:
    """Run the rules; return every check in the order of the rules, each finding in the check that it belongs to."""
    known = _kode(laporan)
    return tuple(check for rule in rules for check in _satu(rule, laporan, known))


def _satu(rule: Aturan, laporan: Laporan, known: dict[str, Pokok]) -> Iterator[Pemeriksaan]:
    found: dict[str, list[Problem]] = {}
    for source, message, level in rule(laporan):
        subject = _pokok(message, known)
        found.setdefault(subject, []).append(Problem(source, message, level, rule.nama, subject))
    items = {i.kode: i for i in laporan.indikator} if rule.lihat else {}
    subjects = [kode for kode, kind in known.items() if kind == rule.pokok] or [""]
    for subject in dict.fromkeys((*subjects, *found)):
        seen = rule.lihat(items[subject]) if rule.lihat and subject in items else ""
        yield Pemeriksaan(rule, subject, seen, tuple(found.get(subject, ())))


def _pokok(message: str, known: dict[str, Pokok]) -> str:
    """Return the first code that a sentence names: sentences name what they are about; empty: the report."""
    words = (found[0].rstrip(".") for found in _KODE.finditer(message))
    return next((word for word in words if word in known), "")


def _kode(laporan: Laporan) -> dict[str, Pokok]:
    """Return every code of the report with what it stands for."""
    bahan = laporan.bahan
    known: dict[str, Pokok] = {f"narasi/{p.nama}.md": "narasi" for p in bahan.narasi}
    known |= dict.fromkeys((u.kode for u in bahan.instansi.unit), "unit")
    for program in bahan.renja.program:
        known[program.kode] = "program"
        known |= dict.fromkeys((s.kode for k in program.kegiatan for s in k.sub_kegiatan), "sub kegiatan")
    known |= dict.fromkeys((s.kode for s in bahan.renstra.sasaran), "sasaran")
    return known | dict.fromkeys((i.kode for i in bahan.renstra.indikator), "indikator")
