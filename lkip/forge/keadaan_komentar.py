"""What a comment remembers of itself, hidden in its first line: so that the next version can say what is new in it.

Only counts and hashes are written there and read back, never words: whoever edits a comment can at most confuse it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from lkip.forge.selisih import Selisih
from lkip.sejak import Sejak

PENANDA = "<!-- lkip:perbandingan "
# How long a comment may be, and how much of that is for what is said of the comment itself (see kirim.py).
PALING_PANJANG, RUANG_CATATAN = 20_000, 1_500
# Beyond so many only the hash of all together is kept: the line must stay short.
_BANYAK = 100
_FORM = re.compile(
    re.escape(PENANDA) + r"komit=(?P<komit>[0-9a-f]{4,40}) temuan=(?P<temuan>[0-9a-f]{8}):(?P<t>[0-9a-f]*|-) "
    r"nilai=(?P<nilai>[0-9a-f]{8}):(?P<n>[0-9a-f]*|-) -->"
)


@dataclass(frozen=True)
class Ringkas:
    """Some things by the hash of what they are and of how they stand; `semua` is the hash of all of them."""

    semua: str
    satu: Mapping[str, str] | None = None

    def beda(self, lama: Ringkas) -> tuple[int, int, int] | None:
        """Count what is new, gone and changed since; None where only one of both knows them one by one."""
        if self.satu is None or lama.satu is None:
            return (0, 0, 0) if self.semua == lama.semua else None
        mine, theirs = self.satu, lama.satu
        moved = sum(mine[key] != theirs[key] for key in mine.keys() & theirs.keys())
        return len(mine.keys() - theirs.keys()), len(theirs.keys() - mine.keys()), moved


@dataclass(frozen=True)
class Ingatan:
    """A version of the comment: its commit, the findings and the values that it told."""

    komit: str
    temuan: Ringkas
    nilai: Ringkas

    def __str__(self) -> str:
        """Return the hidden line."""
        parts = (f"komit={self.komit}", f"temuan={_tulis(self.temuan)}", f"nilai={_tulis(self.nilai)}")
        return f"{PENANDA}{' '.join(parts)} -->"


def ingatan(komit: str, since: Sejak, found: Selisih) -> Ingatan:
    """Return what a comment on this commit has to remember."""
    known = {(t.kunci, t.problem.source.path): t.problem.message for t in (*since.baru, *since.tak_tentu)}
    values = {(y.tahun, p.kunci): p.sesudah and p.sesudah.rinci for y in found.tahun for p in y.perubahan}
    more = [(found.buta, found.bertambah, found.berkurang, found.dokumen)]
    return Ingatan(komit, _ringkas(known.items()), _ringkas(values.items(), more))


def baca(komentar: str) -> Ingatan | None:
    """Return what an earlier comment remembers; None where it is not one of ours."""
    found = _FORM.match(komentar)
    if found is None:
        return None
    return Ingatan(found["komit"], _baca(found["temuan"], found["t"]), _baca(found["nilai"], found["n"]))


def _ringkas(items: Iterable[tuple[object, object]], more: Iterable[object] = ()) -> Ringkas:
    pairs = list(items)
    whole = _hash([*pairs, *more])[:8]
    return Ringkas(whole, {_hash(k)[:8]: _hash(v)[:4] for k, v in pairs} if len(pairs) <= _BANYAK else None)


def _hash(what: object) -> str:
    return sha256(repr(what).encode("utf-8", "surrogatepass")).hexdigest()


def _tulis(one: Ringkas) -> str:
    each = "-" if one.satu is None else "".join(f"{k}{v}" for k, v in one.satu.items())
    return f"{one.semua}:{each}"


def _baca(whole: str, each: str) -> Ringkas:
    return Ringkas(
        whole, None if each == "-" else {each[n : n + 8]: each[n + 8 : n + 12] for n in range(0, len(each), 12)}
    )
