"""A reported figure stands in the evidence that it names: quarter by quarter, component by component, unsur by unsur.

Only a table whose labels say what it holds is looked at, and only a series that is plainly this indicator's: most of
its figures meet, or all of them in another order. Everything else is left to the reader of the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import TRIWULAN, CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.deret_bukti import Deret, deret, jumlah, pilahan
from lkip.check.letak import bernama
from lkip.lembar import sel_angka
from lkip.model import Lembar, Realisasi, Triwulan, Unsur
from lkip.problem import Finding, Source

# Words by which a row of a survey's table is known, by field of `Unsur`; in their order U1 to U9.
_UNSUR = {
    "persyaratan": ("persyaratan",),
    "prosedur": ("prosedur",),
    "waktu": ("waktu",),
    "biaya": ("biaya", "tarif"),
    "produk": ("produk",),
    "kompetensi": ("kompetensi",),
    "perilaku": ("perilaku",),
    "pengaduan": ("pengaduan",),
    "sarana": ("sarana",),
}
assert tuple(_UNSUR) == tuple(f.name for f in fields(Unsur) if f.name in _UNSUR)
# A figure with so many digits that count is met by chance no more; a total of so much neither.
_KHAS, _BESAR = 3, 100
# Fewer rows than these may be as many as a denominator by chance.
_SEDIKIT = 5


@dataclass(frozen=True)
class Beda:
    """A figure that its evidence does not show: where it was typed, what it is, what stands where in the evidence."""

    source: Source
    apa: str
    nilai: Decimal
    berkas: str
    bukti: str


def diperiksa(laporan: Laporan) -> list[str]:
    """Return the indicators whose evidence holds their figures in a form that can be looked up."""
    return [item.kode for item in laporan.indikator if _periksa(laporan, item) is not None]


@aturan("L23", "53/2014: Lampiran III.II.2", "53/2014: Lampiran III.II.5", pokok="indikator", periksa=diperiksa)
def angka_di_bukti(laporan: Laporan) -> Iterator[Finding]:
    """Angka yang dilaporkan sama dengan angka dalam berkas buktinya, bila buktinya tabel (.csv) yang menyebut triwulan,
    semester, bulan, atau unsur surveinya.

    Daftar uji reviu menanyakan apakah data dan informasi akurat. Salah ketik satu digit atau dua triwulan yang tertukar
    sering tetap tampak wajar; hanya bukti yang dapat membedakannya. Tabel yang bentuknya tidak dikenal tidak diperiksa.

    Perbaikan: buka berkas bukti pada baris yang ditunjuk, lalu perbaiki angka yang keliru: di realisasi, atau di
    buktinya.
    """
    for item in laporan.indikator:
        for beda in _periksa(laporan, item) or ():
            message = f"{beda.apa} {bernama(item)} {tertulis(beda.nilai)}, tetapi bukti '{beda.berkas}' {beda.bukti}"
            yield beda.source, f"{message}; cocokkan, lalu perbaiki yang keliru", "peringatan", item.kode


def _periksa(laporan: Laporan, item: CapaianIndikator) -> list[Beda] | None:
    """Return where an indicator's figures differ from its evidence; None where none of it can be looked up."""
    report = item.bahan
    if report is None:
        return None
    folder = f"{laporan.tahun}/bukti/"
    named = {e.berkas: sheet for e in report.bukti if (sheet := laporan.bahan.lembar.get(folder + e.berkas))}
    seen = [_triwulanan(report, named), _dipilah(report, named), _survei(report, named)] if named else []
    made = [found for found in seen if found is not None]
    return [beda for found in made for beda in found] if made else None


# --- quarters ----------------------------------------------------------------------------------------------------


def _triwulanan(report: Realisasi, named: Mapping[str, Lembar]) -> list[Beda] | None:
    """Hold quarters against the series of the evidence."""
    series = [(name, sheet, one) for name, sheet in named.items() for one in deret(sheet)]
    made = [_satu_deret(name, quarters, _teman(report, name), series) for name, quarters in _isian(report)]
    known = [found for found in made if found is not None]
    return [beda for found in known for beda in found] if known else None


def _isian(report: Realisasi) -> list[tuple[str, Triwulan]]:
    given = (("", report.triwulan), ("pembilang", report.pembilang), ("penyebut", report.penyebut))
    return [(name, quarters) for name, quarters in given if quarters is not None]


def _teman(report: Realisasi, name: str) -> dict[int, Decimal]:
    """Return the other component's quarters."""
    other = {"pembilang": report.penyebut, "penyebut": report.pembilang}.get(name)
    return _terisi(other) if other else {}


def _terisi(quarters: Triwulan) -> dict[int, Decimal]:
    return {index: value for index, value in enumerate(quarters.nilai) if value is not None}


def _satu_deret(
    name: str, quarters: Triwulan, mate: Mapping[int, Decimal], series: Sequence[tuple[str, Lembar, Deret]]
) -> list[Beda] | None:
    given = _terisi(quarters)
    sure = {file for file, _, one in series if _seluruhnya(mate, one)}
    own = [(file, one) for file, _, one in series if _milik(given, one, sure=file in sure)]
    if not own:
        return None
    file, best = max(own, key=lambda pair: _sama(given, pair[1]))
    return [
        Beda(
            quarters.at(f"tw{q + 1}"),
            f"{name} triwulan {TRIWULAN[q]}".lstrip(),
            value,
            file,
            f"baris {best.baris[q]} menunjukkan {tertulis(best.nilai[q])}",
        )
        for q, value in given.items()
        if best.nilai.get(q, value) != value
    ]


def _bersama(given: Mapping[int, Decimal], one: Deret) -> list[int]:
    return [q for q in given if q in one.nilai]


def _sama(given: Mapping[int, Decimal], one: Deret) -> int:
    return sum(one.nilai[q] == given[q] for q in _bersama(given, one))


def _seluruhnya(given: Mapping[int, Decimal], one: Deret) -> bool:
    """Whether a whole series of different figures meets."""
    shared = _bersama(given, one)
    return len({given[q] for q in shared}) > 1 and _sama(given, one) == len(shared)


def _milik(given: Mapping[int, Decimal], one: Deret, *, sure: bool) -> bool:
    """Whether a series of the evidence is plainly the reported one; `sure`: the table holds its other component."""
    shared = _bersama(given, one)
    here, there = [given[q] for q in shared], [one.nilai[q] for q in shared]
    if len(shared) < 2 or len(set(there)) == 1:
        return False
    equal = [q for q in shared if given[q] == one.nilai[q]]
    half = 2 * len(equal) >= len(shared) > 0
    told = sure or any(_khas(given[q]) for q in equal)
    return sorted(here) == sorted(there) or len(equal) >= 3 or (half and told)


def _khas(value: Decimal) -> bool:
    """Whether a figure has so many digits that another one is hardly the same by chance."""
    return len(value.normalize().as_tuple().digits) >= _KHAS


# --- totals, and rows that are counted ---------------------------------------------------------------------------


def _dipilah(report: Realisasi, named: Mapping[str, Lembar]) -> list[Beda] | None:
    """Hold numerators against rows of totals, or against the rows that say the one or the other word."""
    if report.pembilang is None or report.penyebut is None:
        return None
    above, below = _terisi(report.pembilang), _terisi(report.penyebut)
    both = [q for q in above if q in below]
    made = [
        (q, name, words)
        for name, sheet in named.items()
        for q in both
        for words in (_total(sheet, above[q], below[q], last=q == both[-1]), _banyak(sheet, above[q], below[q], q))
        if words is not None
    ]
    found = [
        Beda(report.pembilang.at(f"tw{q + 1}"), f"pembilang triwulan {TRIWULAN[q]}", above[q], name, words)
        for q, name, words in made
        if words
    ]
    return found if made else None


def _total(sheet: Lembar, above: Decimal, below: Decimal, *, last: bool) -> str | None:
    """Return what a row of totals shows instead of the numerator; empty: the same; None: no such row."""
    for line, figures in jumlah(sheet):
        if last and len(figures) == 2 and below in figures and below >= _BESAR:
            (other,) = [value for value in figures if value != below] or [below]
            return "" if other == above else f"baris {line} menunjukkan {tertulis(other)} dari {tertulis(below)}"
    return None


def _banyak(sheet: Lembar, above: Decimal, below: Decimal, quarter: int) -> str | None:
    """Return how many rows say what, where that is not the numerator; empty: it is; None: no rows to be counted."""
    columns = pilahan(sheet)
    own = [c for c in columns if c.triwulan == quarter] or ([] if len(columns) > 1 else columns)
    own = [c for c in own if c.triwulan in (None, quarter) and sum(c.banyak.values()) == below >= _SEDIKIT]
    if len(own) != 1:
        return None
    counts = own[0].banyak
    told = " dan ".join(f"{count} '{word}'" for word, count in counts.items())
    return "" if above in counts.values() else f"kolom '{own[0].kepala}' berisi {told}"


# --- surveys -----------------------------------------------------------------------------------------------------


def _survei(report: Realisasi, named: Mapping[str, Lembar]) -> list[Beda] | None:
    """Hold the elements of surveys against the columns of a table that has a row for each."""
    tables = [(name, sheet, rows) for name, sheet in named.items() if len(rows := _baris_unsur(sheet)) == len(_UNSUR)]
    surveys = [s for s in report.survei if s.unsur]
    if not tables or not surveys:
        return None
    found, looked = [], False
    for survei in surveys:
        assert survei.unsur is not None
        given = {name: getattr(survei.unsur, name) for name in _UNSUR}
        columns = [(name, rows, c) for name, sheet, rows in tables for c in _kolom(sheet, rows, given)]
        if not columns:
            continue
        looked = True
        name, rows, column = max(columns, key=lambda one: sum(one[2][k] == v for k, v in given.items()))
        found += [
            Beda(
                survei.unsur.at(key),
                f"unsur {key} (survei triwulan {TRIWULAN[survei.triwulan - 1]})",
                value,
                name,
                f"baris {rows[key] + 1} menunjukkan {tertulis(column[key])}",
            )
            for key, value in given.items()
            if column[key] != value
        ]
    return found if looked else None


def _baris_unsur(sheet: Lembar) -> dict[str, int]:
    """Return the row of each element, where each is named exactly once."""
    rows: dict[str, list[int]] = {}
    for number, row in enumerate(sheet.baris):
        if key := _unsur(row):
            rows.setdefault(key, []).append(number)
    return {key: numbers[0] for key, numbers in rows.items() if len(numbers) == 1}


def _unsur(row: Sequence[str]) -> str | None:
    """Return the element that the first words of a row name: by its name, or by its number U1 to U9."""
    label = next((cell.lower() for cell in row if cell and sel_angka(cell) is None), "")
    named = [key for key, words in _UNSUR.items() if any(word in label for word in words)]
    named += [key for number, key in enumerate(_UNSUR, start=1) if label == f"u{number}"]
    return named[0] if len(named) == 1 else None


def _kolom(sheet: Lembar, rows: Mapping[str, int], given: Mapping[str, Decimal]) -> Iterator[dict[str, Decimal]]:
    """Yield the columns that show most of a survey's elements."""
    for column in range(1, min(len(sheet.baris[n]) for n in rows.values())):
        cells = {key: sel_angka(sheet.baris[n][column]) for key, n in rows.items()}
        figures = {key: value for key, value in cells.items() if value is not None}
        if len(figures) == len(given) and 2 * sum(figures[k] == v for k, v in given.items()) > len(given):
            yield figures
