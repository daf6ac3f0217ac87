"""Content in its one canonical form, the one that a web form writes too: one changed value is one changed line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from lkip.load import CONTENT, LOADER, Map, Seq, parse_yaml, read_text
from lkip.problem import Problem, Source, has_errors

_PLAIN_KEY = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)$)[a-z_][a-z0-9_]*")
# YAML takes a key for one within 1024 characters only; a longer one must be marked by `?`.
_LONGEST_KEY = 1000


def canonical(text: str, name: str) -> tuple[str, list[Problem]]:
    """Return a YAML text in canonical form, or as it was together with what must be mended first.

    Block style, two spaces, texts and decimals in double quotes, whole numbers bare. No value changes: `90.00` keeps
    its zeros, `"90"` stays a text. A comment would be lost, so a file with one is left alone. `text` is one that
    `read_text` found nothing wrong with: unseen characters are its matter.
    """
    data, problems = parse_yaml(text, name)
    if has_errors(problems):
        return text, problems
    if lost := _comments(text, name):
        return text, lost
    return "\n".join(_lines(data, 0)) + "\n", []


def format_content(root: Path, *, write: bool) -> tuple[list[str], list[Problem]]:
    """Bring every YAML file below content/ into canonical form; return the changed ones and what could not be touched.

    With `write` false nothing is written: the list says what would change.
    """
    changed, problems = [], []
    for file in sorted((root / CONTENT).rglob("*.yml")):
        name = file.relative_to(root).as_posix()
        if "/bukti/" in name or "/proses/" in name or file.is_symlink() or not file.is_file():
            continue
        text, found = read_text(file, name)
        made, refused = ("", []) if found else canonical(text, name)
        problems += [*found, *refused]
        if found or refused or made.encode() == file.read_bytes():
            continue
        changed.append(name)
        if write:
            file.write_bytes(made.encode())
    return changed, problems


def _comments(text: str, name: str) -> list[Problem]:
    """Find comments: each stands at a `#` between two tokens, where nothing else but space can be."""
    message = "komentar akan hilang bila berkas dirapikan; hapus, atau pindahkan isinya ke isian yang sesuai"
    places = (text[:index] for index in _comment_marks(text))
    return [
        Problem(Source(name, before.count("\n") + 1, len(before) - before.rfind("\n")), message, rule="komentar")
        for before in places
    ]


def _comment_marks(text: str) -> Iterator[int]:
    for before, after in pairwise(yaml.scan(text, Loader=LOADER)):
        start, end = before.end_mark.index, after.start_mark.index
        yield from (found.start() for found in re.compile("#.*").finditer(text, start, end))


def _lines(data: Any, indent: int) -> list[str]:
    pad = "  " * indent
    if isinstance(data, Map) and data:
        return [line for key, value in data.items() for line in _entry(f"{pad}{_key(key, pad)}:", value, indent)]
    if isinstance(data, Seq) and data:
        return [line for item in data for line in _item(pad, item, indent)]
    return [pad + _scalar(data)]


def _entry(head: str, value: Any, indent: int) -> list[str]:
    return (
        [head, *_lines(value, indent + 1)] if isinstance(value, Map | Seq) and value else [f"{head} {_scalar(value)}"]
    )


def _item(pad: str, item: Any, indent: int) -> list[str]:
    """Return a list item: its first line carries the dash, the rest stands two spaces further in."""
    first, *rest = _lines(item, indent + 1)
    return [f"{pad}- {first[len(pad) + 2 :]}", *rest]


def _key(key: str, pad: str) -> str:
    if _PLAIN_KEY.fullmatch(key) and len(key) <= _LONGEST_KEY:
        return key
    quoted = json.dumps(key, ensure_ascii=False)
    return quoted if len(quoted) <= _LONGEST_KEY else f"? {quoted}\n{pad}"


def _scalar(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f'"{value:f}"'
        case int():
            return str(value)
        case Map():
            return "{}"
        case Seq():
            return "[]"
        case _:
            return json.dumps(str(value), ensure_ascii=False)
