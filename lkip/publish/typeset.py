"""A process of its own for typst: what it remembers of a document would otherwise stay, and add up over the years.

Reads a list of jobs as JSON from stdin; says on stderr what went wrong and ends with 1. No other part of the engine is
needed, so it starts quickly.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


class TypstError(Exception):
    """What the compiler refused or warned of: a warning would be a wrong page."""


def compile_typst(source: Path, fonts: Path, **options: Any) -> list[bytes]:
    """Compile a typst file with the fonts of a folder only: one PDF, or a picture a page. Raises TypstError."""
    import typst

    compiler = typst.Compiler(root=str(source.parent), font_paths=[str(fonts)], ignore_system_fonts=True)
    try:
        made, warnings = compiler.compile_with_warnings(input=str(source), **{"format": "pdf", **options})
    except RuntimeError as error:
        raise TypstError(str(error)) from error
    if warnings:
        raise TypstError("\n".join(str(w) for w in warnings))
    return [made] if isinstance(made, bytes) else list(made or [])


def main() -> int:
    """Do the jobs: `{source, target, fonts, options}`; a target with `{}` is one file a page, counted from 0."""
    for job in json.load(sys.stdin):
        try:
            pages = compile_typst(Path(job["source"]), Path(job["fonts"]), **job["options"])
        except TypstError as error:
            print(error, file=sys.stderr)
            return 1
        for number, page in enumerate(pages):
            Path(job["target"].format(number)).write_bytes(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
