"""A file whose changes must be signed, as a chain: each version is judged under the one that holds before it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from lkip.proses.tanda_tangan import Tanda

T = TypeVar("T")


@dataclass(frozen=True)
class Versi(Generic[T]):
    """A file as a commit left it (None: gone, or unreadable), with the signature beside it.

    `waktu` is the time before which the commit cannot have come, `sha256` the hash of the file.
    """

    komit: str
    waktu: datetime
    isi: T | None
    tanda: Tanda | None
    sha256: str = ""


@dataclass(frozen=True)
class Giliran(Generic[T]):
    """What became of a version: `sebab` says why it does not count, empty where it does."""

    versi: Versi[T]
    sebab: str = ""


@dataclass(frozen=True)
class Rantai(Generic[T]):
    """The versions along the main line, oldest first, and the place of every commit on that line."""

    nama: str
    giliran: tuple[Giliran[T], ...]
    urutan: Mapping[str, int]

    @property
    def berlaku(self) -> tuple[Versi[T], ...]:
        """The versions that held, one after the other; the last one holds now."""
        return tuple(g.versi for g in self.giliran if not g.sebab)

    def sebelum(self, komit: str) -> T | None:
        """Return the version that held before a commit; at the very first one, which has no before, its own."""
        return self._terakhir(max(self.urutan[komit], 1))

    def pada(self, komit: str) -> T | None:
        """Return the version that holds at a commit, its own change included."""
        return self._terakhir(self.urutan[komit] + 1)

    def _terakhir(self, sebelum: int) -> T | None:
        valid = [g.versi.isi for g in self.giliran if not g.sebab and self.urutan[g.versi.komit] < sebelum]
        return valid[-1] if valid else None

    def lainnya(self, komit: str) -> Iterator[tuple[T, str]]:
        """Yield the versions that an event of a commit cannot rest on, though they stand at or before it, and why."""
        at = self.urutan[komit]
        for g in self.giliran:
            place = self.urutan[g.versi.komit]
            if g.versi.isi and place <= at and g.sebab:
                where = "komit yang sama" if place == at else f"komit {g.versi.komit[:7]}"
                yield g.versi.isi, f"dalam {self.nama} pada {where}, dan perubahan itu tidak berlaku: {g.sebab}"
            elif g.versi.isi and place == at and at > 0:
                yield g.versi.isi, f"dalam {self.nama} pada komit yang sama; yang berlaku isinya sebelum komit itu"

    @property
    def tertolak(self) -> Iterator[Giliran[T]]:
        """The versions since the last one that counts: what lies in the folder now does not hold."""
        last = max((n for n, turn in enumerate(self.giliran) if not turn.sebab), default=-1)
        return iter(self.giliran[last + 1 :])


def rangkai(
    nama: str,
    versi: Sequence[Versi[T]],
    urutan: Mapping[str, int],
    sebab: Callable[[Versi[T], Sequence[Versi[T]]], str],
) -> Rantai[T]:
    """Judge each version under those that held before it (the last one holds): `sebab` says why it does not count."""
    turns: list[Giliran[T]] = []
    held: list[Versi[T]] = []
    for v in versi:
        turns.append(Giliran(v, sebab(v, held)))
        held += [] if turns[-1].sebab else [v]
    return Rantai(nama, tuple(turns), urutan)
