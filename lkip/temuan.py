"""The findings of all years, each once with the year that it belongs to, and how a check is told to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lkip.bilangan import angka, tanggal
from lkip.check import RULES, Pemeriksaan
from lkip.isi import year_of_source
from lkip.keterangan import KETERANGAN
from lkip.model import Pengecualian
from lkip.pipeline import Hasil
from lkip.problem import Problem, by_weight, has_errors, summary, visible

# What a finding is known by, however lines and figures move: rule, code, year, whether it stops the build.
Kunci = tuple[str, str, int | None, bool]
_ATURAN = {rule.nama: rule for rule in RULES}


@dataclass(frozen=True)
class Temuan:
    """A finding and its year: the first one whose report shows it (None: a file that all years share, or no year's).

    `terlihat`: every year whose report shows it; `pengecualian`: what accepts it; `lama`: it is one of those frozen
    when its year was imported.
    """

    problem: Problem
    tahun: int | None
    terlihat: frozenset[int] = field(default=frozenset(), compare=False)
    pengecualian: Pengecualian | None = field(default=None, compare=False)
    lama: bool = False

    @property
    def kunci(self) -> Kunci:
        """What the finding is known by."""
        return self.problem.rule, self.problem.kode, self.tahun, self.problem.level == "galat"

    @property
    def alasan(self) -> str:
        """Until when, by whom and why it is accepted; empty where it is not."""
        e = self.pengecualian
        if e is None:
            return "temuan lama" if self.lama else ""
        return f"diterima sampai {tanggal(e.sampai)} oleh {e.oleh}: {e.alasan}"

    def __str__(self) -> str:
        """Return the one line that people see."""
        p = self.problem
        why = visible(self.alasan)
        return f"{p.source}: {why} ({p.level}: {visible(p.message)}) [{p.rule}]" if why else str(p)


@dataclass(frozen=True)
class Seluruh:
    """What all years came to: the findings that count, those accepted, those of imported years; each sorted."""

    hasil: tuple[Hasil, ...]
    temuan: tuple[Temuan, ...]
    diterima: tuple[Temuan, ...]
    lama: tuple[Temuan, ...]

    @property
    def problems(self) -> list[Problem]:
        """The problems that count."""
        return [t.problem for t in self.temuan]

    @property
    def galat(self) -> bool:
        """Whether anything stops a build."""
        return has_errors(self.problems)

    @property
    def pemeriksaan(self) -> list[Pemeriksaan]:
        """Every check of every year."""
        return [check for hasil in self.hasil for check in hasil.pemeriksaan]

    @property
    def indikator(self) -> int:
        """How many indicators were looked at, each once however many years it has."""
        return len({i.kode for hasil in self.hasil if hasil.laporan for i in hasil.laporan.indikator})

    @property
    def lulus(self) -> int:
        """How many checks found nothing."""
        return sum(check.lulus for check in self.pemeriksaan)

    @property
    def belum(self) -> list[int]:
        """The years that no rule could look at, since their form allows no report."""
        return [hasil.tahun for hasil in self.hasil if hasil.laporan is None and hasil.tahun is not None]

    @property
    def dihimpun(self) -> list[int]:
        """Of these the years whose material is still being gathered, where nothing else is wrong."""
        gathered = [h for h in self.hasil if h.dihimpun and not has_errors(h.problems)]
        return [h.tahun for h in gathered if h.tahun in self.belum and h.tahun is not None]


def kumpulkan(results: Sequence[Hasil]) -> Seluruh:
    """Put the findings of all years together, each once however many years show it."""
    counted = _sekali((p, hasil.tahun, None) for hasil in results for p in hasil.problems)
    accepted = _sekali((p, hasil.tahun, e) for hasil in results for p, e in hasil.diterima)
    old = (replace(t, lama=True) for t in _sekali((p, hasil.tahun, None) for hasil in results for p in hasil.lama))
    return Seluruh(tuple(results), urut(counted), urut(accepted), urut(old))


def _sekali(found: Iterable[tuple[Problem, int | None, Pengecualian | None]]) -> Iterator[Temuan]:
    """Yield every finding once, with the years that show it."""
    years: dict[tuple[Problem, Pengecualian | None], list[int]] = {}
    for problem, tahun, accepts in found:
        years.setdefault((problem, accepts), []).extend([tahun] if tahun is not None else [])
    for (problem, accepts), seen in years.items():
        own = None if year_of_source(problem.source) is None else next(iter(seen), None)
        yield Temuan(problem, own, frozenset(seen), accepts)


def urut(found: Iterable[Temuan]) -> tuple[Temuan, ...]:
    """Sort findings by place."""
    return tuple(sorted(found, key=lambda t: (t.problem, t.tahun or 0)))


def baris(seluruh: Seluruh) -> Iterator[str]:
    """Yield what a check prints: every finding, what is accepted, where the rules are explained, the counts."""
    yield from map(str, (*seluruh.temuan, *seluruh.diterima, *seluruh.lama))
    yield from penjelasan((*seluruh.temuan, *seluruh.diterima))
    if wrong := [str(tahun) for tahun in seluruh.belum if tahun not in seluruh.dihimpun]:
        yield f"Isi tahun {', '.join(wrong)} baru diperiksa sesudah galat di atas diperbaiki."
    yield from dihimpun(seluruh)
    yield ringkasan(seluruh)


def dihimpun(seluruh: Seluruh) -> Iterator[str]:
    """Yield for every year that is still being gathered why no rule looked at it."""
    for tahun in seluruh.dihimpun:
        yield f"Tahun {tahun} sedang dihimpun; aturan antarberkas berlaku sesudah berkas yang belum ada dibuat."


def anotasi(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield problems as annotations, the worst first."""
    yield from (p.as_github() for p in by_weight(problems))


def penjelasan(found: Iterable[Temuan]) -> Iterator[str]:
    """Yield where each rule that spoke is explained: the command, and the page of the site."""
    for nama in sorted({t.problem.rule for t in found} & _ATURAN.keys()):
        yield f"Penjelasan: ./inv explain {nama} (di situs: {alamat(nama)})"


def ringkasan(seluruh: Seluruh) -> str:
    """Return the last line of a check: `9 indikator, 412 pemeriksaan lulus, 0 galat, 1 peringatan, 2 diterima.`"""
    looked = [f"{angka(seluruh.indikator, 0)} indikator", f"{angka(seluruh.lulus, 0)} pemeriksaan lulus"]
    kept = [f"{len(seluruh.diterima)} diterima"] if seluruh.diterima else []
    old = [f"{len(seluruh.lama)} temuan lama"] if seluruh.lama else []
    counted = summary(seluruh.problems).removesuffix(".")
    return ", ".join([*(looked if seluruh.pemeriksaan else []), counted, *kept, *old]) + "."


def alamat(nama: str) -> str:
    """Return the page of a rule, from the root of the site; other names stand together on the page of the list."""
    return f"aturan/{nama}.html" if nama in _ATURAN else f"aturan/index.html#aturan-{nama}"


def pertama(nama: str) -> str:
    """Return what a name behind a finding stands for, in its first sentence."""
    from lkip.naskah import first_sentence  # brings the templates in, which a check has no use for

    rule = _ATURAN.get(nama)
    text = rule.uraian[0] if rule and rule.uraian else KETERANGAN.get(nama, "")
    return first_sentence(text)
