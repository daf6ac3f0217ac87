"""What can be wrong with what people wrote: a place, a sentence that says what to do, a level."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["galat", "peringatan", "catatan"]
LEVELS: tuple[Level, ...] = ("galat", "peringatan", "catatan")

# Everything that could break out of one line of a terminal or of a CI log: unseen characters, halves of a character
# (from file names that are no UTF-8), and `##[`, which GitHub's runner obeys anywhere in a line.
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\uf8ff\ufeff\ufff0-\ufffb\ufffe\uffff"
    r"\U000e0000-\U0010ffff]|#(?=#\[)"
)


class CommandError(Exception):
    """A command cannot be carried out as it was given; the message says what to do."""


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """A place in a file of the repository: path from its root, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something that staff can mend: where, what to do about it, how bad, the rule that says so, what it is about.

    `kode` is the indicator, goal or budget line (empty: the whole report). With the rule and the year it tells a
    finding from others, however lines move.
    """

    source: Source
    message: str
    level: Level = "galat"
    rule: str = "bentuk"
    kode: str = ""

    def __str__(self) -> str:
        return f"{self.source}: {self.level}: {visible(self.message)} [{self.rule}]"

    def as_github(self) -> str:
        """Return the workflow command that puts the sentence on its line of a pull request.

        Escaped as the runner demands (`%`, line breaks; in properties also `:` and `,`), so that nothing
        that a contributor wrote can become a command of its own.
        """
        command = {"galat": "error", "peringatan": "warning", "catatan": "notice"}[self.level]
        place = f"file={_property(self.source.path)},line={self.source.line},col={self.source.column}"
        return f"::{command} {place},title={_property(f'{self.level} [{self.rule}]')}::{_data(visible(self.message))}"


# What a rule found: where, the sentence, how bad, what it is about (a code; empty: the whole report).
Finding = tuple[Source, str, Level, str]


def visible(text: str) -> str:
    """Return `text` with control, direction and other unseen characters written as `\\u…`: one line, safe to print."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem is a `galat`, which stops a build."""
    return any(problem.level == "galat" for problem in problems)


def summary(problems: Iterable[Problem]) -> str:
    """Return the closing line of a check, for example `2 galat, 1 peringatan.`; catatan only where there are any."""
    shown = (f"{count} {level}" for level, count in counts(problems).items() if count or level != "catatan")
    return ", ".join(shown) + "."


def counts(problems: Iterable[Problem]) -> dict[Level, int]:
    """Return how many problems there are of each level, the worst level first."""
    found = [problem.level for problem in problems]
    return {level: found.count(level) for level in LEVELS}


def by_weight(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with the worst level first: a runner shows only the first ten annotations of a step."""
    return sorted(problems, key=lambda problem: (LEVELS.index(problem.level), problem))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
