"""What started a workflow, as the runner's event file and environment tell it. Everything in it is text."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lkip.problem import CommandError, visible

_SHA = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class Kejadian:
    """The event: which ref, the main branch's name, what a push brought, a form's inputs, the login of who did it.

    `sebelum` and `sesudah` are commits (empty where the event names none); `pengulang` is who runs it again where that
    is somebody else than who started it (`pelaku`); `jalan` is the number of the run.
    """

    rujukan: str = ""
    cabang_utama: str = "main"
    sebelum: str = ""
    sesudah: str = ""
    pelaku: str = ""
    pengulang: str = ""
    masukan: Mapping[str, str] = field(default_factory=dict)
    jalan: str = ""


def baca_kejadian(env: Mapping[str, str] = os.environ) -> Kejadian:
    """Read the event of the workflow that runs; raises CommandError where none does."""
    name = env.get("GITHUB_EVENT_PATH", "")
    if not name:
        msg = "GITHUB_EVENT_PATH belum ada di lingkungan; perintah ini berjalan di workflow forge"
        raise CommandError(msg)
    try:
        raw = json.loads(Path(name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        msg = f"berkas kejadian {visible(name)} tidak terbaca; jalankan lagi workflow-nya"
        raise CommandError(msg) from error
    return _kejadian(raw if isinstance(raw, dict) else {}, env)


def _kejadian(raw: Mapping[str, Any], env: Mapping[str, str]) -> Kejadian:
    inputs = raw.get("inputs") or {}
    sender = str((raw.get("sender") or {}).get("login") or env.get("GITHUB_ACTOR", ""))
    again = env.get("GITHUB_TRIGGERING_ACTOR") or sender
    return Kejadian(
        rujukan=str(raw.get("ref") or env.get("GITHUB_REF", "")),
        cabang_utama=str((raw.get("repository") or {}).get("default_branch") or "main"),
        sebelum=_komit(raw.get("before")),
        sesudah=_komit(raw.get("after")),
        pelaku=sender,
        pengulang=again if again.casefold() != sender.casefold() else "",
        masukan={str(name): "" if value is None else str(value) for name, value in inputs.items()},
        jalan="-".join(filter(None, (_angka(env.get(f"GITHUB_RUN_{part}", "")) for part in ("ID", "ATTEMPT")))),
    )


def _komit(value: object) -> str:
    text = str(value or "")
    return text if _SHA.fullmatch(text) and text.strip("0") else ""


def _angka(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{1,20}", text, re.ASCII) else ""
