"""Text of people in what the forge shows and in a log: always text, never markup, a mention or a command."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lkip.problem import visible
from lkip.publish.html import entities

_TANPA_SEBUTAN = "&#8203;"  # unseen: what follows an @ is no name then


def teks(text: str) -> str:
    """Return a text as Markdown of the forge in which nothing of it acts."""
    return entities(visible(text)).replace("&#64;", f"&#64;{_TANPA_SEBUTAN}")


def butir(lines: Iterable[str]) -> str:
    """Return lines of text as a block that keeps its line breaks."""
    return "<br>\n".join(teks(line) for line in lines)


def untuk_log(text: str, env: Mapping[str, str] = os.environ) -> str:
    """Return a message as it is, but to a runner so that no line of it is a command, whoever wrote what is in it."""
    if env.get("GITHUB_ACTIONS") != "true":
        return text
    return "\n| ".join(map(visible, text.splitlines()))


@contextmanager
def tanpa_perintah(env: Mapping[str, str] = os.environ) -> Iterator[None]:
    """While this holds, the runner takes no line of the log as a command, whoever wrote what is in it."""
    if env.get("GITHUB_ACTIONS") != "true":
        yield
        return
    word = secrets.token_hex(16)
    print(f"::stop-commands::{word}", flush=True)
    try:
        yield
    finally:
        print(f"::{word}::", flush=True)


def ringkasan(text: str, env: Mapping[str, str] = os.environ) -> None:
    """Add Markdown to the summary that the forge shows of a run; nothing where no workflow runs."""
    if name := env.get("GITHUB_STEP_SUMMARY"):
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
