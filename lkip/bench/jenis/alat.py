"""Tools of the kinds: a registry by group, slips of the hand in a number, an even choice among many places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from lkip.bench.lahan import Lahan
from lkip.bench.tanam import Jenis, Penanam
from lkip.model import Isian, Realisasi, Triwulan, Unsur
from lkip.problem import Source

T = TypeVar("T")
# A figure, where it stands, and its value.
Angka = tuple[Source, Decimal]
TRIWULAN = ("tw1", "tw2", "tw3", "tw4")


def daftar(kelompok: str) -> tuple[list[Jenis], Callable[..., Callable[[Penanam], Jenis]]]:
    """Return an empty list of kinds and what enters a function into it."""
    found: list[Jenis] = []

    def jenis(tak_terlihat: str = "") -> Callable[[Penanam], Jenis]:
        def enter(fungsi: Penanam) -> Jenis:
            found.append(Jenis(fungsi, kelompok, tak_terlihat))
            return found[-1]

        return enter

    return found, jenis


def beberapa(items: Sequence[T], count: int) -> list[T]:
    """Choose some items evenly spread, the first one among them."""
    if len(items) <= count:
        return list(items)
    return [items[n * len(items) // count] for n in range(count)]


def tulis(value: Decimal | str) -> str:
    """Write a number as content/ holds it."""
    text = value if isinstance(value, str) else f"{value:f}"
    return f'"{text}"' if "." in text or "," in text else text


def _berikut(digit: str) -> str:
    return "8" if digit == "9" else chr(ord(digit) + 1)


def digit_depan(value: Decimal) -> str:
    """The number with the key beside its first digit struck."""
    text = f"{value:f}"
    at = next((n for n, c in enumerate(text) if c in "123456789"), len(text) - 1)
    return text[:at] + _berikut(text[at]) + text[at + 1 :]


def digit_belakang(value: Decimal) -> str:
    """The number with the key beside its last digit (of a sum: its last one that is no nought) struck."""
    text = f"{value:f}"
    at = next(n for n in range(len(text) - 1, -1, -1) if text[n].isdigit() and (text[n] != "0" or abs(value) < 1000))
    return text[:at] + _berikut(text[at]) + text[at + 1 :]


def digit_tertukar(value: Decimal) -> str | None:
    """The number with its first two neighbouring different digits swapped; None where there are none."""
    text = f"{value:f}"
    pairs = (n for n in range(len(text) - 1) if text[n : n + 2].isdigit() and text[n] != text[n + 1])
    at = next((n for n in pairs if n or text[1] != "0"), None)
    return None if at is None else text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def kali(value: Decimal, by: int) -> str:
    """The number with noughts slipped."""
    return f"{(value * by).normalize():f}" if by > 0 else f"{(value / -by).normalize():f}"


def angka(item: Isian, *names: str) -> list[Angka]:
    """Return the figures in fields of a group, where they stand; empty ones are left out."""
    return [(item.at(name), value) for name in names if isinstance(value := getattr(item, name), Decimal)]


def triwulan(quarters: Triwulan | None) -> list[Angka]:
    """Return the quarters that hold figures."""
    return angka(quarters, *TRIWULAN) if quarters else []


def komponen(report: Realisasi) -> list[Angka]:
    """Return the counts of a report."""
    return [*triwulan(report.pembilang), *triwulan(report.penyebut)]


UNSUR = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana")


def unsur(report: Realisasi) -> list[Angka]:
    """Return the elements of a report's surveys."""
    found: list[Unsur] = [survei.unsur for survei in report.survei if survei.unsur]
    return [figure for elements in found for figure in angka(elements, *UNSUR)]


def dua_tahun(lahan: Lahan) -> Iterator[int]:
    """The newest year and the one before."""
    yield from (t for t in (lahan.tahun, lahan.tahun - 1) if t in lahan.isi.tahun)
