"""Series of figures by quarter that an evidence table holds: found by its labels, never guessed from its layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkip.lembar import sel_angka
from lkip.model import Lembar

_NOMOR = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TRIWULAN, _SEMESTER = r"tw|tri\s?wulan|kuartal", r"smt|semester"
_SEBUTAN = re.compile(
    rf"(?<![a-z])(?:(?P<triwulan>{_TRIWULAN})|(?P<semester>{_SEMESTER}))[\s._-]*(?P<nomor>iv|i{{1,3}}|[1-4])(?![a-z0-9])"
)
_BULAN = {
    name: number
    for number, names in enumerate(
        (
            *("januari jan", "februari pebruari feb", "maret mar", "april apr", "mei", "juni jun"),
            *("juli jul", "agustus agu ags", "september sep", "oktober okt", "november nopember nov", "desember des"),
        ),
        start=1,
    )
    for name in names.split()
}
_JUMLAH = re.compile(r"(?i)(jumlah|total)\b")


@dataclass(frozen=True)
class Deret:
    """Figures of a table by quarter (0–3), and the line that each stands in."""

    nilai: Mapping[int, Decimal]
    baris: Mapping[int, int]


# A period as a label says it: ("triwulan", 0–3), ("semester", 0–1) or ("bulan", 0–11).
_Masa = tuple[str, int]


def deret(lembar: Lembar) -> Iterator[Deret]:
    """Yield every series whose quarters, semesters or months are named at the head of its rows or of its columns."""
    rows = lembar.baris
    heads: list[dict[_Masa, int]] = []
    for number, row in enumerate(rows):
        # Figures stand below the last head above them.
        heads = [places for places in _masa(row, "") if _cukup(places)] or heads
        yield from (d for places in heads if (d := _jadi({m: (row, c, number + 1) for m, c in places.items()})))
    for column in range(max(map(len, rows), default=0)):
        labels = [row[column] if column < len(row) else "" for row in rows]
        for places in filter(_cukup, _masa(labels, _kepala(labels))):
            for other in (c for c in range(max(map(len, rows))) if c != column):
                if made := _jadi({m: (rows[n], other, n + 1) for m, n in places.items()}):
                    yield made


def jumlah(lembar: Lembar) -> Iterator[tuple[int, list[Decimal]]]:
    """Yield every row of totals: its line and its figures."""
    for number, row in enumerate(lembar.baris, start=1):
        if row and _JUMLAH.match(row[0]):
            yield number, [value for cell in row[1:] if (value := sel_angka(cell)) is not None]


@dataclass(frozen=True)
class Pilahan:
    """How many rows of a table say the one and how many the other word; `triwulan` (0–3) where its head names one."""

    kepala: str
    banyak: Mapping[str, int]
    triwulan: int | None


def pilahan(lembar: Lembar) -> list[Pilahan]:
    """Return the columns of a table in which every row says one of two words (ya, tidak)."""
    rows = [row for row in lembar.baris if any(row)]
    body = [row for row in rows[1:] if not _JUMLAH.match(row[0])]
    found = []
    for column, head in enumerate(rows[0] if rows else ()):
        words = [row[column].lower() if column < len(row) else "" for row in body]
        counts = {word: words.count(word) for word in dict.fromkeys(words)}
        if len(counts) == 2 and all(word and sel_angka(word) is None for word in counts):
            quarter = next((q for m in _masa((head,), "") for masa in m if (q := _triwulan(masa)) is not None), None)
            found.append(Pilahan(head, counts, quarter))
    return found


def _kepala(labels: Sequence[str]) -> str:
    """Return what stands above the first bare number of a column of labels."""
    first = next((n for n, label in enumerate(labels) if label.lower() in _NOMOR), 0)
    return labels[first - 1].lower() if first else ""


def _masa(labels: Sequence[str], kepala: str) -> Iterator[dict[_Masa, int]]:
    """Yield the periods that labels name, with their places; labels that differ in more than the period go apart.

    A bare `I` or `1` is a period only where the head says of what. A period named twice tells nothing.
    """
    groups: dict[str, list[tuple[_Masa, int]]] = {}
    for place, label in enumerate(labels):
        if found := _satu(label.lower().strip(" ."), kepala):
            groups.setdefault(f"{found[0][0]} {found[1]}", []).append((found[0], place))
    for pairs in groups.values():
        if len(dict(pairs)) == len(pairs):
            yield dict(pairs)


def _satu(label: str, kepala: str) -> tuple[_Masa, str] | None:
    if label in _NOMOR:
        for kind, words in (("triwulan", _TRIWULAN), ("semester", _SEMESTER)):
            if re.search(rf"(?<![a-z])(?:{words})(?![a-z])", kepala.replace("_", " ")):
                return _bernomor(kind, _NOMOR[label], "")
        return None
    if found := _SEBUTAN.search(label):
        kind = "triwulan" if found["triwulan"] else "semester"
        return _bernomor(kind, _NOMOR[found["nomor"]], label[: found.start()] + label[found.end() :])
    word = re.match(r"[a-z]+", label)
    return (("bulan", _BULAN[word[0]] - 1), label[word.end() :]) if word and word[0] in _BULAN else None


def _bernomor(kind: str, number: int, rest: str) -> tuple[_Masa, str] | None:
    return ((kind, number - 1), rest) if kind == "triwulan" or number <= 2 else None


def _triwulan(masa: _Masa) -> int | None:
    """Return the quarter that a period ends; a month ends none of its own."""
    kind, number = masa
    return {"triwulan": number, "semester": 2 * number + 1}.get(kind)


def _cukup(masa: Iterable[_Masa]) -> bool:
    """Whether periods are enough for a series: they tell of two quarters at least."""
    named = set(masa)
    quarters = {_triwulan(m) for m in named} - {None}
    return len(quarters) > 1 or len(named) > 2


def _jadi(cells: Mapping[_Masa, tuple[Sequence[str], int, int]]) -> Deret | None:
    """Make a series of cells by period; months are added up where a quarter has all three."""
    figures = {
        masa: (value, line)
        for masa, (row, column, line) in cells.items()
        if column < len(row) and (value := sel_angka(row[column])) is not None
    }
    by_quarter = {q: found for masa, found in figures.items() if (q := _triwulan(masa)) is not None}
    for quarter in range(4):
        months = [figures[m] for n in range(3) if (m := ("bulan", 3 * quarter + n)) in figures]
        if len(months) == 3:
            by_quarter[quarter] = (sum((value for value, _ in months), Decimal(0)), months[0][1])
    if len(by_quarter) < 2:
        return None
    return Deret({q: value for q, (value, _) in by_quarter.items()}, {q: line for q, (_, line) in by_quarter.items()})
