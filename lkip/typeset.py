"""The typst compiler, and a process of its own for it: what it remembers of a document would stay and add up.

Reads a list of jobs as JSON from stdin; says on stderr what went wrong and ends with 1. No other part of the engine is
needed, so it starts quickly.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "templates" / "huruf"
PDF_STANDARDS = ["a-3a", "ua-1"]


class TypstError(Exception):
    """What the compiler refused or warned of: a warning would be a wrong page."""


def compile_typst(source: Path, **options: Any) -> list[bytes]:
    """Compile a typst file with the fonts of the templates only: one PDF, or a picture a page. Raises TypstError."""
    import typst

    compiler = typst.Compiler(root=str(source.parent), font_paths=[str(FONTS)], ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(input=str(source), **{"format": "pdf", **options})
    except RuntimeError as error:
        raise TypstError(str(error)) from error
    if warnings:
        raise TypstError("\n".join(str(w) for w in warnings))
    return [made] if isinstance(made, bytes) else list(made or [])


def typst_string(text: str) -> str:
    """Return a text as a typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def unprintable(chars: Sequence[str]) -> list[str]:
    """Return those characters that the PDF's fonts do not have, by asking the compiler itself, halving what fails."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "huruf.typ"

        def printable(some: Sequence[str]) -> bool:
            head = '#set document(title: "x")\n#set text(font: ("TeX Gyre Bonum", "TeX Gyre Heros"), lang: "id")\n'
            source.write_text(head + "".join(f"#{typst_string(char)};\n" for char in some), "utf-8")
            try:
                compile_typst(source, pdf_standards=PDF_STANDARDS, timestamp=0)
            except TypstError:
                return False
            return True

        def missing(some: Sequence[str]) -> list[str]:
            if not some or printable(some):
                return []
            if len(some) == 1:
                return list(some)
            half = len(some) // 2
            return [*missing(some[:half]), *missing(some[half:])]

        return missing(chars)


def main() -> int:
    """Do the jobs: `{source, target, options}`; a target with `{}` is one file a page, counted from 0."""
    for job in json.load(sys.stdin):
        try:
            pages = compile_typst(Path(job["source"]), **job["options"])
        except TypstError as error:
            print(error, file=sys.stderr)
            return 1
        for number, page in enumerate(pages):
            Path(job["target"].format(number)).write_bytes(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
