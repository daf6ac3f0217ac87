"""What a proposal changes in the report → the one comment that its reviewers read, as Markdown in Indonesian. Pure.

It is at most so long as a reader bears. What does not fit is told more coarsely: rows, then groups, then counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from lkip.forge.keadaan_komentar import PALING_PANJANG, RUANG_CATATAN, Ingatan, baca, ingatan
from lkip.forge.komentar_isi import KASAR, isi
from lkip.forge.markdown import kode, teks
from lkip.forge.perbandingan import Perbandingan
from lkip.forge.putusan import putusan

BATAS = PALING_PANJANG - RUANG_CATATAN


def komentar(p: Perbandingan, lama: str = "") -> str:
    """Return the comment; empty where there is nothing to tell and no earlier comment (`lama`) that says otherwise."""
    before = baca(lama)
    if p.kosong and before is None:
        return ""
    now = ingatan(p.komit, p.sejak, p.selisih)
    head = f"{now}\n{' '.join(_pertama(p, now, before))}\n"
    versions = (_muat(head, isi(p, level)) for level in range(KASAR + 1))
    return next((text for text in versions if text), head)


def _muat(head: str, blocks: Iterable[Iterable[str]]) -> str:
    """Put the lines together; empty where they do not fit. Of a thousand rows no more are written than fit."""
    lines = [head]
    room = BATAS - len(head)
    for block in blocks:
        for line in chain([""], block):
            lines.append(f"{line}\n")
            room -= len(lines[-1])
            if room < 0:
                return ""
    return "".join(lines)


# --- the first line ----------------------------------------------------------------------------------------------


def _pertama(p: Perbandingan, now: Ingatan, before: Ingatan | None) -> Iterator[str]:
    yield f"**{putusan(p, teks)}**"
    yield f"Komit {kode(p.komit)} dibandingkan dengan {kode(p.dasar)} ({kode(p.komit_dasar)})."
    if before:
        yield f"Sejak versi sebelumnya ({kode(before.komit)}): {_sejak(now, before)}."


def _sejak(now: Ingatan, before: Ingatan) -> str:
    found, values = now.temuan.beda(before.temuan), now.nilai.beda(before.nilai)
    said = [
        _beda(found, "masalah", ("baru", "selesai", "berubah")),
        _beda(values, "nilai", ("ikut berubah", "tidak lagi berubah", "berubah lagi")),
    ]
    return "; ".join(one for one in said if one) or "tidak ada yang lain"


def _beda(counts: tuple[int, int, int] | None, what: str, words: tuple[str, str, str]) -> str:
    if counts is None:
        return f"daftar {what} tidak sama lagi"
    return ", ".join(f"{n} {what} {word}" for n, word in zip(counts, words, strict=True) if n)
