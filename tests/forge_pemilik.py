"""CODEOWNERS as the forge reads it: of the patterns that fit a file the last one tells whose approval it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TEMPAT = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")


@dataclass(frozen=True)
class Baris:
    nomor: int
    teks: str
    pola: str
    pemilik: tuple[str, ...]

    @property
    def rusak(self) -> bool:
        """The forge knows no `!`, no `[a-z]` and no escaped `#`."""
        return self.pola.startswith(("!", "\\#")) or "[" in self.pola

    def cocok(self, path: str) -> bool:
        return not self.rusak and re.fullmatch(_regex(self.pola), path) is not None


def baca_pemilik(text: str) -> list[Baris]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        plain = re.split(r"(?<!\\)#", line, maxsplit=1)[0].strip()
        parts = [part.replace("\\ ", " ") for part in re.split(r"(?<!\\)\s+", plain)]
        if plain:
            found.append(Baris(number, line, parts[0], tuple(parts[1:])))
    return found


def pemilik(lines: list[Baris], path: str) -> tuple[str, ...]:
    """Whose approval a file needs: nobody's where no pattern fits, or the last one that does names nobody."""
    return next((line.pemilik for line in reversed(lines) if line.cocok(path)), ())


def _regex(pola: str) -> str:
    """As in .gitignore: a slash before the end ties to the root; what names a folder means all that is in it."""
    tied = "/" in pola.rstrip("/")
    body = "".join(_bagian(pola.strip("/") if tied else pola.rstrip("/")))
    last = pola.rstrip("/").rsplit("/", 1)[-1]
    below = "/.+" if pola.endswith("/") else "" if last == "*" and tied else "(?:/.+)?"
    return f"{'' if tied else '(?:.+/)?'}{body}{below}"


def _bagian(pola: str) -> Iterator[str]:
    for token in re.findall(r"\*\*/|/\*\*$|\*\*|\*|\?|[^*?/]+|/", pola):
        yield {"**/": "(?:.+/)?", "/**": "/.+", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(token) or re.escape(token)
