"""A line of content/ that a figure stands on, and how such lines are gathered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from lkip.capaian import Angka
from lkip.model import Isian
from lkip.problem import Source


class Tempat(NamedTuple):
    """A field where it stands: its line, and its name in the file (`triwulan.tw1`)."""

    source: Source
    isian: str


Asal = tuple[Tempat, ...]


@dataclass(frozen=True, slots=True)
class AngkaAsal:
    """A figure, what it is called and what it belongs to (as in the lampiran *cara hitung*), and what it stands on."""

    kunci: str
    kode: str
    kelompok: str
    apa: str
    angka: Angka
    asal: Asal


def pada(group: Isian | None, *names: str, induk: str = "") -> Asal:
    """Return where fields of a group stand, those of a list one by one; a field that was left out has no line."""
    places = {} if group is None else group.places
    found = []
    for name in names:
        items = [key for key in places if key.startswith(f"{name}.")]
        found += [Tempat(places[key], f"{induk}{key}") for key in (items or [name]) if key in places]
    return tuple(found)


def gabung(*parts: Iterable[Tempat]) -> Asal:
    """Return the lines of several figures together, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(parts)))
