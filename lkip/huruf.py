"""What people write and paper cannot hold: characters that the PDF's fonts lack, words wider than a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lkip.load import Map, Seq
from lkip.model import Prosa
from lkip.problem import Problem, Source

# What the fonts of templates/huruf certainly have: Latin with its accents and the usual signs of Indonesian print.
_UNUSUAL = re.compile("[^\n\x20-\x7e\u00a1-\u017f‘’‚“”„†‡•…‰‹›€™–—−×÷≤≥≠≈°²³½¼¾→←↑↓]")
# The longest Indonesian words have some thirty letters; web addresses in prose are longer and may break.
_LONG = re.compile(r"\S{61,}")


def texts(data: Any) -> Iterator[tuple[str, Source]]:
    """Yield every text of a data file with where it stands."""
    if isinstance(data, Map):
        pairs = [(value, data.values_at[key]) for key, value in data.items()]
    elif isinstance(data, Seq):
        pairs = list(zip(data, data.values_at, strict=True))
    else:
        return
    for value, at in pairs:
        if isinstance(value, str):
            yield value, Source(data.path, *at)
        else:
            yield from texts(value)


def lines(prosa: Prosa) -> Iterator[tuple[str, Source]]:
    """Yield every line of a prose file with where it begins."""
    for number, line in enumerate(prosa.teks.split("\n"), start=1):
        yield line, Source(prosa.path, number)


def unusual(text: str, source: Source) -> Iterator[tuple[str, Source]]:
    """Yield every character beyond the usual ones, with its place (in a data file: that of the value)."""
    if not text.isascii():
        yield from ((found[0], _place(source, found.start())) for found in _UNUSUAL.finditer(text))


def long_words(text: str, source: Source) -> Iterator[Problem]:
    """Yield a problem for a word that would run out of its column or off the page."""
    words = (found for found in _LONG.finditer(text) if "://" not in found[0]) if len(text) > 60 else ()
    for found in words:
        message = f"kata '{found[0][:20]}…' sepanjang {len(found[0])} huruf keluar dari halaman; pisahkan dengan spasi"
        yield Problem(_place(source, found.start()), message, "peringatan", "kata-wajar")


def unprintable_problem(char: str, source: Source) -> Problem:
    """Return the problem of a character that no font of the document has."""
    sign = f"huruf atau lambang '{char}' (U+{ord(char):04X})"
    message = f"{sign} tidak ada di huruf dokumen; ganti dengan kata atau tanda biasa"
    return Problem(source, message, rule="huruf-tercetak")


def _place(source: Source, offset: int) -> Source:
    """In prose a place is exact; a value's own place is that of its beginning, since escapes hide the rest."""
    return Source(source.path, source.line, offset + 1) if source.path.endswith(".md") else source
