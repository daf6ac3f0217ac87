"""Which list of roles holds at a commit: a chain in which each change is signed under the list before it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lkip.model import DaftarPeran, PemegangPeran
from lkip.proses.tanda_tangan import PROSES, Tanda, badan

BERKAS = "peran.yml"


@dataclass(frozen=True)
class VersiPeran:
    """The list of roles as a commit left it (None: gone, or unreadable), with the signature beside it."""

    komit: str
    waktu: datetime
    daftar: DaftarPeran | None
    tanda: Tanda | None


@dataclass(frozen=True)
class Giliran:
    """What became of a version: `sebab` says why it does not count, empty where it does."""

    versi: VersiPeran
    sebab: str = ""


@dataclass(frozen=True)
class RantaiPeran:
    """The versions along the main line, oldest first, and the place of every commit on that line."""

    giliran: tuple[Giliran, ...]
    urutan: Mapping[str, int]

    def sebelum(self, komit: str) -> DaftarPeran | None:
        """Return the list that held before a commit; at the very first one, which has no before, its own."""
        at = self.urutan[komit]
        return self._terakhir(max(at, 1))

    def pada(self, komit: str) -> DaftarPeran | None:
        """Return the list that holds at a commit, its own change included."""
        return self._terakhir(self.urutan[komit] + 1)

    def _terakhir(self, sebelum: int) -> DaftarPeran | None:
        valid = (g.versi for g in self.giliran if not g.sebab and self.urutan[g.versi.komit] < sebelum)
        return next(reversed([v.daftar for v in valid]), None)

    def lainnya(self, komit: str) -> Iterator[tuple[DaftarPeran, str]]:
        """Yield the lists that an event of a commit cannot rest on, though they stand at or before it, and why."""
        at = self.urutan[komit]
        for g in self.giliran:
            place = self.urutan[g.versi.komit]
            if g.versi.daftar and place <= at and g.sebab:
                where = "komit yang sama" if place == at else f"komit {g.versi.komit[:7]}"
                yield g.versi.daftar, f"dalam daftar peran pada {where}, dan perubahan itu tidak berlaku: {g.sebab}"
            elif g.versi.daftar and place == at and at > 0:
                yield g.versi.daftar, "dalam daftar peran pada komit yang sama; yang berlaku daftar sebelum komitnya"


def rantai(versi: Sequence[VersiPeran], urutan: Mapping[str, int]) -> RantaiPeran:
    """Judge each version under the one that holds before it. The first is taken on trust."""
    turns: list[Giliran] = []
    holds: DaftarPeran | None = None
    for v in versi:
        turns.append(Giliran(v, _sebab(v, holds)))
        holds = holds if turns[-1].sebab else v.daftar
    return RantaiPeran(tuple(turns), urutan)


def _sebab(versi: VersiPeran, before: DaftarPeran | None) -> str:
    """Say why a version does not count. As long as nobody who may change the list has a key, it is taken on trust."""
    after, hari = versi.daftar, versi.waktu.date()
    if after is None:
        return "berkasnya hilang atau bentuknya salah"
    if before is None or not any(p.kunci for p in _pengubah(before, hari)):
        return ""
    if after.nomor <= before.nomor:
        return f"nomor daftarnya {after.nomor}, harus lebih dari {before.nomor}"
    return _sebab_tanda(versi.tanda, before, after, hari)


def _sebab_tanda(tanda: Tanda | None, before: DaftarPeran, after: DaftarPeran, hari: date) -> str:
    if tanda is None:
        return f"belum ditandatangani {_atau(before.pengubah)} ({BERKAS}.sig)"
    if not tanda.cocok or tanda.ruang != PROSES:
        return f"tanda tangan di {BERKAS}.sig bukan untuk isi ini"
    signers = [p for p in _pengubah(before, hari) if tanda.kunci in map(badan, p.kunci)]
    if not signers:
        return f"kunci {tanda.sidik_jari} bukan milik {_atau(before.pengubah)} menurut daftar sebelumnya"
    if gained := _untung(signers[0], before, after):
        return f"{signers[0].sebutan} menandatangani perubahan yang memberi dirinya sendiri {gained}"
    return ""


def _pengubah(daftar: DaftarPeran, hari: date) -> list[PemegangPeran]:
    return [p for role in daftar.pengubah for p in daftar.pemegang(role, hari)]


def _untung(signer: PemegangPeran, before: DaftarPeran, after: DaftarPeran) -> str:
    """Say what the signer of a change gains by it: a role, a longer term, the robot's key."""
    mine = [p for p in before.peran if _sama(p, [signer])]
    for p in after.peran:
        if _sama(p, mine) and not any(_mencakup(old, p) for old in mine):
            same = any(old.peran == p.peran for old in mine)
            return f"masa yang lebih panjang sebagai {p.peran}" if same else f"peran {p.peran}"
    keys = {badan(key) for p in mine for key in p.kunci}
    return "kunci robot" if keys & ({*map(badan, after.robot)} - {*map(badan, before.robot)}) else ""


def _sama(p: PemegangPeran, orang: Sequence[PemegangPeran]) -> bool:
    """Tell whether an entry is about one of these people: by name, key, login or mail address."""
    return any(_ciri(p) & _ciri(o) for o in orang)


def _ciri(p: PemegangPeran) -> set[tuple[str, str]]:
    marks = {("kunci", badan(key)) for key in p.kunci} | {("surel", mail.casefold()) for mail in p.surel}
    names = (("nama", p.nama), ("nip", p.nip and p.nip.replace(" ", "")), ("login", p.login))
    return marks | {(kind, value.casefold()) for kind, value in names if value}


def _mencakup(old: PemegangPeran, new: PemegangPeran) -> bool:
    """Tell whether an entry says nothing more than an earlier one did: the same role, no longer a term."""
    ends = old.sampai is None or (new.sampai is not None and new.sampai <= old.sampai)
    return old.peran == new.peran and old.dari <= new.dari and ends


def _atau(roles: Sequence[str]) -> str:
    return " atau ".join(roles)
