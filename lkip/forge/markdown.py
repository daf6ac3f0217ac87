"""Text from people as text in a comment of the forge: nothing of it is markup, a mention, a reference or an address.

Character references alone do not suffice: the forge looks for `@name`, `#12`, `GH-12`, `:word:` and addresses once
more in the page that it made of the Markdown. A space of no width behind the sign parts these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from lkip.problem import visible

# All that Markdown, its tables, mathematics or HTML may read as more than text; other signs keep the source readable.
_SIGNS = re.compile(r"[\\`*_\[\]<>#@|~$&^]")
# Where the forge would look again: each of these is followed by a space of no width.
_AGAIN = re.compile(r"(?<=[@#])|(?<=:)(?=\S)|(?i:(?<=\bwww)(?=\.)|(?<=\bGH)(?=-))")
_APART = "&#8203;"
# In an address all else is written as `%…`, so that nothing ends it early.
_ADDRESS = re.compile(r"https?://[^\s/]")


def teks(text: str, batas: int = 0) -> str:
    """Return a person's words as one line of Markdown that is nothing but text, cut where they are too long."""
    line = visible(" ".join(text.split()))
    cut = f"{line[: batas - 1].rstrip()}…" if batas and len(line) > batas else line
    coded = (_SIGNS.sub(lambda found: f"&#{ord(found[0])};", part) for part in _AGAIN.split(cut))
    return _APART.join(coded)


def kode(text: str) -> str:
    """Return a name of ours (a command, a commit) as code; what could end the code is left out."""
    return f"`{visible(text).replace('`', '')}`"


def tautan(words: str, alamat: str) -> str:
    """Return a link around words that are Markdown already, or the words alone where the address is none."""
    return f"[{words}]({bersih(alamat)})" if _ADDRESS.match(alamat) else words


def gambar(words: str, alamat: str) -> str:
    """Return a picture with its words; without an address the words alone."""
    return f"![{words}]({bersih(alamat)})" if _ADDRESS.match(alamat) else words


def bersih(alamat: str) -> str:
    """Return an address in which nothing can end the link that it stands in."""
    return quote(alamat, safe="/:?#@!$&'*+,;=%~.-_")


def tabel(kepala: Sequence[str], baris: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table of cells that are Markdown already; no cell of text from people holds a `|`."""
    yield from (_row(kepala), _row(["---"] * len(kepala)))
    yield from map(_row, baris)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
