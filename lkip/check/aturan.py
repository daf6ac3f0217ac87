"""A rule: its name, what asks for it, what it looks at; and every check that it made, those that passed too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lkip.capaian import CapaianIndikator, Laporan
from lkip.problem import Finding, Problem

Fungsi = Callable[[Laporan], Iterator[Finding]]
Diperiksa = Callable[[Laporan], Sequence[str]]
Lihat = Callable[[CapaianIndikator], str]
# What one check is about: a finding belongs to one of these, and so does a check that passed.
Pokok = Literal["laporan", "tujuan", "sasaran", "indikator", "program", "kegiatan", "sub kegiatan", "unit", "narasi"]


@dataclass(frozen=True)
class Aturan:
    """A rule of the linter.

    `kode` is its number in the list of rules (L11; empty for a rule of form), `dasar` the articles that ask for it,
    each as `<regulation>: <place>` with a regulation of `peraturan.yml`, `pokok` what one check is about, `lihat` the
    value that a check of an indicator saw. `tetap`: a galat that it finds cannot be accepted away, for no reason makes
    two contradicting figures right (a peringatan can). `bila`: the reports that it says anything about; `berlaku`: the
    indicators; `periksa`: the codes, where only the whole report tells. What is not looked at is no check that passed.
    """

    fungsi: Fungsi
    kode: str
    dasar: tuple[str, ...]
    pokok: Pokok
    lihat: Lihat | None
    tetap: bool
    berlaku: Callable[[CapaianIndikator], bool] | None = None
    bila: Callable[[Laporan], bool] | None = None
    periksa: Diperiksa | None = None

    @property
    def nama(self) -> str:
        """The name that one remembers, as it stands behind every finding."""
        return self.fungsi.__name__.replace("_", "-")

    @property
    def uraian(self) -> tuple[str, ...]:
        """The paragraphs of the docstring: what must hold, why, how to mend it (in Indonesian: staff read them)."""
        return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", (self.fungsi.__doc__ or "").strip()))

    def __call__(self, laporan: Laporan) -> Iterator[Finding]:
        """Yield what the rule finds in a report."""
        if self.bila is None or self.bila(laporan):
            yield from self.fungsi(laporan)


def aturan(
    kode: str = "",
    *dasar: str,
    pokok: Pokok = "laporan",
    lihat: Lihat | None = None,
    tetap: bool = False,
    berlaku: Callable[[CapaianIndikator], bool] | None = None,
    bila: Callable[[Laporan], bool] | None = None,
    periksa: Diperiksa | None = None,
) -> Callable[[Fungsi], Aturan]:
    """Make a rule of a function that yields findings."""
    return lambda fungsi: Aturan(fungsi, kode, dasar, pokok, lihat, tetap, berlaku, bila, periksa)


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """One check: the rule, the code that it is about (empty: the report), what it found; `item`: its indicator."""

    aturan: Aturan
    pokok: str
    temuan: tuple[Problem, ...] = ()
    item: CapaianIndikator | None = None

    @property
    def lulus(self) -> bool:
        """Whether nothing was found that is to be mended; a catatan only tells."""
        return all(problem.level == "catatan" for problem in self.temuan)

    @property
    def dilihat(self) -> str:
        """The value that the check saw; written out only when it is read."""
        return self.aturan.lihat(self.item) if self.aturan.lihat and self.item else ""


def periksa(laporan: Laporan, rules: Sequence[Aturan]) -> tuple[Pemeriksaan, ...]:
    """Run the rules; return every check in the order of the rules, each finding in the check that it belongs to."""
    known = kode_laporan(laporan)
    items = {item.kode: item for item in laporan.indikator}
    return tuple(check for rule in rules for check in _satu(rule, laporan, known, items))


def _satu(
    rule: Aturan, laporan: Laporan, known: Mapping[str, Pokok], items: Mapping[str, CapaianIndikator]
) -> Iterator[Pemeriksaan]:
    found: dict[str, list[Problem]] = {}
    for source, message, level, subject in rule(laporan):
        found.setdefault(subject, []).append(Problem(source, message, level, rule.nama, subject))
    for subject in dict.fromkeys((*_pokok(rule, laporan, known, items, found), *found)):
        yield Pemeriksaan(rule, subject, tuple(found.get(subject, ())), items.get(subject))


def _pokok(
    rule: Aturan,
    laporan: Laporan,
    known: Mapping[str, Pokok],
    items: Mapping[str, CapaianIndikator],
    found: Mapping[str, list[Problem]],
) -> Sequence[str]:
    """Return what a rule looks at; a rule about the whole report passes only where it found nothing at all."""
    if rule.bila and not rule.bila(laporan):
        return ()
    if rule.periksa:
        return rule.periksa(laporan)
    if rule.pokok == "laporan":
        return () if found else ("",)
    if rule.pokok == "indikator":
        return [kode for kode, item in items.items() if rule.berlaku is None or rule.berlaku(item)]
    return [kode for kode, kind in known.items() if kind == rule.pokok]


def kode_laporan(laporan: Laporan) -> dict[str, Pokok]:
    """Return every code of the report with what it stands for."""
    bahan = laporan.bahan
    known: dict[str, Pokok] = {f"narasi/{p.nama}.md": "narasi" for p in bahan.narasi}
    known |= dict.fromkeys((u.kode for u in bahan.instansi.unit), "unit")
    for program in bahan.renja.program:
        known[program.kode] = "program"
        for kegiatan in program.kegiatan:
            known[kegiatan.kode] = "kegiatan"
            known |= dict.fromkeys((s.kode for s in kegiatan.sub_kegiatan), "sub kegiatan")
    known |= dict.fromkeys((t.kode for t in bahan.renstra.tujuan), "tujuan")
    known |= dict.fromkeys((s.kode for s in bahan.renstra.sasaran), "sasaran")
    return known | dict.fromkeys((i.kode for i in bahan.renstra.indikator), "indikator")
