"""Roles of the list that are almost one of the SOP: such a slip of the hand leaves a step without anyone. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from lkip.isi import Isi
from lkip.model import DaftarPeran, Sop
from lkip.problem import Problem, Source, visible
from lkip.proses.peran import BERKAS, BERKAS_SOP


def periksa(isi: Isi) -> tuple[Problem, ...]:
    """Return the names of roles that were mistyped; an office may have roles of its own beside those of the SOP."""
    match isi.data.get(BERKAS), isi.data.get(BERKAS_SOP):
        case DaftarPeran() as daftar, Sop() as sop:
            return tuple(_salah(daftar, sop))
    return ()


def _salah(daftar: DaftarPeran, sop: Sop) -> Iterator[Problem]:
    held = {p.peran for p in daftar.peran}
    free = set(sop.jabatan) - held
    for p in daftar.peran:
        if p.peran not in sop.jabatan:
            yield from _mirip(p.at("peran"), p.peran, free, f"disebut {BERKAS_SOP}")
    for role in daftar.pengubah:
        if role not in held and role not in sop.jabatan:  # one that the SOP knows is mistyped at its holder
            yield from _mirip(daftar.at("pengubah"), role, held, "mempunyai pemegang")


def _mirip(at: Source, role: str, known: Collection[str], lacks: str) -> Iterator[Problem]:
    for near in difflib.get_close_matches(role, sorted(known), n=1, cutoff=0.8):
        message = f"peran '{visible(role)}' tidak {lacks}; maksudnya '{visible(near)}'? tulis sama persis"
        yield Problem(at, message, "peringatan", "peran-dikenal")
