"""Remarks on a document, gathered over the events that hold them: the last word on each tells if it is open. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lkip.model import Koreksi, Peristiwa
from lkip.problem import CommandError, visible
from lkip.proses.catatan import SETUJU, Catatan, Tinjauan

DIMINTA = "CHANGES_REQUESTED"
# What a remark is known by, however it is resolved.
_Kunci = tuple[str, str, str | None]
_NOMOR = re.compile(r"\s*([0-9]{1,4})\s*:\s*(\S.*?)\s*", re.DOTALL)
_LETAK = re.compile(r"\s*(\S.*?)\s*:\s+(\S.*?)\s*", re.DOTALL)


def daftar_koreksi(peristiwa: Iterable[Peristiwa]) -> tuple[Koreksi, ...]:
    """Return every remark of some events, oldest first, each once as the last of them tells it."""
    known: dict[_Kunci, Koreksi] = {}
    for event in peristiwa:
        known |= {_kunci(item): item for item in event.koreksi}
    return tuple(known.values())


def ditambah(lama: Sequence[Koreksi], baru: Iterable[Koreksi]) -> tuple[Koreksi, ...]:
    """Add remarks; one that is known already is not opened again by reading it once more."""
    known = {_kunci(item): item for item in lama}
    for item in baru:
        known.setdefault(_kunci(item), item)
    return tuple(known.values())


def _kunci(item: Koreksi) -> _Kunci:
    return item.letak, item.isi, item.oleh


def terbuka(koreksi: Iterable[Koreksi]) -> tuple[tuple[int, Koreksi], ...]:
    """Return the remarks that are not resolved, with their numbers in the list."""
    return tuple((n, item) for n, item in enumerate(koreksi, start=1) if not item.penyelesaian)


def diselesaikan(koreksi: Sequence[Koreksi], penyelesaian: Iterable[str]) -> tuple[Koreksi, ...]:
    """Mark remarks as resolved; each text is `number: what was done`. Raises CommandError for one that is no such."""
    made = list(koreksi)
    for text in penyelesaian:
        found = _NOMOR.fullmatch(text)
        number = int(found[1]) if found else 0
        if not found or not 1 <= number <= len(made):
            known = f"nomor 1 sampai {len(made)}" if made else "daftar koreksinya masih kosong"
            msg = f"--selesaikan '{visible(text)}' tidak dikenal; tulis 'nomor: yang dilakukan', {known}"
            raise CommandError(msg)
        made[number - 1] = replace(made[number - 1], penyelesaian=" ".join(found[2].split()))
    return tuple(made)


def dari_teks(text: str, oleh: str) -> Koreksi:
    """Read a remark as it is typed: `place: what`. Raises CommandError where the place is missing."""
    found = _LETAK.fullmatch(text)
    if not found:
        msg = f"--catatan '{visible(text)}' tidak menyebut letaknya; tulis misalnya 'Bab III, IKU-01: angka keliru'"
        raise CommandError(msg)
    place, words = (" ".join(part.split()) for part in found.groups())
    return Koreksi(letak=place, isi=words, oleh=oleh, asal="catatan")


def dari_tinjauan(catatan: Iterable[Catatan]) -> Iterator[Koreksi]:
    """Yield the changes that reviewers at the forge asked for; a later approval of the same reviewer resolves them.

    The records hold who and when, not the words: these stand in the discussion of the proposal.
    """
    for record in catatan:
        reviews = sorted(record.tinjauan, key=lambda t: t.waktu)
        for number, review in enumerate(reviews):
            if review.state != DIMINTA:
                continue
            later = next((t for t in reviews[number:] if _menyetujui(t, review)), None)
            done = f"Disetujui {later.login} pada {later.waktu:%d-%m-%Y %H.%M}." if later else None
            told = f"Diminta diubah pada {review.waktu:%d-%m-%Y %H.%M} atas komit {review.commit[:7]}; lihat usulannya."
            yield Koreksi(
                letak=f"usulan {record.usulan}", isi=told, oleh=review.login, asal="tinjauan", penyelesaian=done
            )


def _menyetujui(later: Tinjauan, review: Tinjauan) -> bool:
    return later.state == SETUJU and later.login.casefold() == review.login.casefold()


def baris_koreksi(koreksi: Sequence[Koreksi]) -> Iterator[str]:
    """Yield the list as people read it: number, open or not, place, words, who; below it what was done."""
    for number, item in enumerate(koreksi, start=1):
        by = f" ({visible(item.oleh)})" if item.oleh else ""
        yield f"{number:>3} [{'x' if item.penyelesaian else ' '}] {visible(item.letak)}: {visible(item.isi)}{by}"
        if item.penyelesaian:
            yield f"        {visible(item.penyelesaian)}"
