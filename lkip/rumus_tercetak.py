"""Formulas of capaian as people print them: one spelling for all, so that a refused one is known in any dress."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

# What may stand in a formula: realisasi and target in words or letters, numbers, signs. Any other word ends it.
_KATA = "realisasi|target|rencana"
_RUMUS = re.compile(
    rf"(?:(?<![a-z])(?:{_KATA}|dibagi|[rt])(?![a-wyz])|\d+(?:[.,]\d+)?|[-−–—+*/:÷×·%()\[\]{{}}=\s]"
    rf"|x(?=\s*(?:[\d(]|{_KATA})))+",
    re.I,
)
# Letters that a text defines for itself ("T = total pengaduan") say nothing about targets.
_LAIN = re.compile(r"(?<![/\w])T\s*(?:=|adalah|ialah)\s*(?!target)[a-z]{2,}", re.I)


def rapikan(text: str) -> str:
    """Return a formula in one spelling: `R` and `T`, plain signs, without brackets, spaces and the times 100.

    Brackets are dropped because printed formulas forget them: `R-(R-T)/T` is meant as `(R-(R-T))/T`.
    """
    bare = text
    for words, sign in (("realisasi", "R"), ("target|rencana", "T"), ("dibagi", "/")):
        bare = re.sub(words, sign, bare, flags=re.I)
    bare = re.sub(r"[\s()\[\]{}%]", "", bare).upper()
    bare = re.sub("[−–—]", "-", bare)
    bare = re.sub("[:÷]", "/", bare)
    bare = re.sub("[×·*]", "X", bare)
    bare = re.sub(r"^100X|X100(?=/|$)", "", bare)
    return re.sub(r"^(\d+)XT", r"\1T", bare)


def sama(text: str, known: Iterable[str]) -> str | None:
    """Return the formula of `known` that `text` spells."""
    bare = rapikan(text)
    return next((formula for formula in known if rapikan(formula) == bare), None)


def dalam(text: str) -> Iterator[str]:
    """Yield every formula of realisasi and target that a text states."""
    if _LAIN.search(text):
        return
    for run in _RUMUS.finditer(text):
        for part in run[0].split("="):
            formula = part.strip().lstrip(": ").rstrip(":-−–—+ ")
            if re.search(r"[rt]", formula, re.I):
                yield formula


def sebab(formula: str, refused: Mapping[str, str], choices: Iterable[str]) -> str:
    """Return why a formula is refused and which one to use, as the end of a sentence."""
    reason, _, mend = refused[formula].partition("; ")
    right = next((choice for choice in sorted(choices, key=len, reverse=True) if choice in mend), None)
    return f"{reason}; pakai {right}" if right else refused[formula]
