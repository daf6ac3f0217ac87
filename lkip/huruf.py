"""Characters that people write and the PDF's fonts may not have: found in content, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lkip.load import Map, Seq
from lkip.model import Prosa
from lkip.problem import Problem, Source

# What the fonts of templates/huruf certainly have: Latin with its accents and the usual signs of Indonesian print.
_UNUSUAL = re.compile("[^\n\x20-\x7e\u00a1-\u017f‘’‚“”„†‡•…‰‹›€™–—−×÷≤≥≠≈°²³½¼¾→←↑↓]")


def unusual(data: Any, prosa: Prosa | None = None) -> Iterator[tuple[str, Source]]:
    """Yield every character beyond the usual ones in the texts of a data file or a prose file, with where it stands."""
    if prosa is not None:
        for number, line in enumerate(prosa.teks.split("\n"), start=1):
            for found in _UNUSUAL.finditer(line):
                yield found[0], Source(prosa.path, number, found.start() + 1)
    elif isinstance(data, Map):
        for key, value in data.items():
            yield from _of_value(value, Source(data.path, *data.values_at[key]))
    elif isinstance(data, Seq):
        for value, at in zip(data, data.values_at, strict=True):
            yield from _of_value(value, Source(data.path, *at))


def _of_value(value: Any, source: Source) -> Iterator[tuple[str, Source]]:
    if isinstance(value, str):
        if not value.isascii():
            yield from ((found[0], source) for found in _UNUSUAL.finditer(value))
    elif isinstance(value, Map | Seq):
        yield from unusual(value)


def unprintable_problem(char: str, source: Source) -> Problem:
    """Return the problem of a character that no font of the document has."""
    sign = f"huruf atau lambang '{char}' (U+{ord(char):04X})"
    message = f"{sign} tidak ada di huruf dokumen; ganti dengan kata atau tanda biasa"
    return Problem(source, message, rule="huruf-tercetak")
