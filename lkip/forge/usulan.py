"""Which proposal CI looks at, and whose program judges it: the base branch's, wherever only content/ changes.

The job begins with the base branch checked out, so that this very code is not the proposal's. The merge of both, as the
forge made it (`GITHUB_SHA`), is laid in its place only after every file of its content/ was found to be a plain one.
A proposal that changes only content/ brings no program along: that of the merge is the base branch's, file by file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkip.forge.berkas_polos import bukan_polos
from lkip.load import CONTENT
from lkip.problem import CommandError, Problem, Source, visible
from lkip.proses.riwayat_git import git

ATURAN = "program-usulan"
_SEBUT = 5


@dataclass(frozen=True)
class Usulan:
    """A proposal: its number (0: a group that waits to be merged), the branch it goes to, base and merge commit."""

    nomor: int
    cabang: str
    dasar: str
    gabungan: str
    berkas: tuple[str, ...]

    @property
    def lain(self) -> tuple[str, ...]:
        """What it changes outside of content/."""
        return tuple(path for path in self.berkas if not path.startswith(f"{CONTENT}/"))

    def __str__(self) -> str:
        return f"Usulan #{self.nomor}" if self.nomor else "Antrean gabung"


def ambil(root: Path, env: Mapping[str, str] | None = None) -> tuple[list[str], list[Problem]]:
    """Check out what is to be judged; return what to say, and what is wrong (then nothing was checked out)."""
    known = os.environ if env is None else env
    usulan = baca(root, known)
    if usulan is None:
        return ["Bukan usulan: yang diperiksa komit ini sendiri, dengan programnya sendiri."], []
    if refused := list(bukan_polos(root, usulan.gabungan)):
        return [], refused
    _pasang(root, usulan.gabungan)
    return [_kalimat(usulan)], _peringatan(usulan)


def baca(root: Path, env: Mapping[str, str]) -> Usulan | None:
    """Read from what the forge tells which proposal this is; None: the event is of another kind."""
    name = env.get("GITHUB_EVENT_NAME", "")
    if not name:
        msg = "tugas ini untuk CI: forge menyebut usulannya; di komputer sendiri periksa cabangnya dengan ./inv check"
        raise CommandError(msg)
    if name not in ("pull_request", "merge_group"):
        return None
    event = json.loads(Path(env["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    merge = _komit(root, env["GITHUB_SHA"], "gabungan usulan dengan cabang tujuannya")
    if name == "merge_group":
        group = event["merge_group"]
        base, number = _komit(root, group["base_sha"], "dasar antrean gabung"), 0
        branch = group["base_ref"].removeprefix("refs/heads/")
    else:
        base, number = _komit(root, f"{merge}^1", "dasar usulan"), int(event["pull_request"]["number"])
        branch = event["pull_request"]["base"]["ref"]
    changed = _git(root, "diff", "--name-only", "-z", "--no-renames", base, merge)
    return Usulan(number, branch, base, merge, tuple(filter(None, changed.split("\0"))))


def _pasang(root: Path, commit: str) -> None:
    """Check out a commit; a link outside of content/ becomes a file that says where it led to."""
    settings = ("-c", "core.symlinks=false", "-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false")
    _git(root, *settings, "checkout", "--quiet", "--force", "--detach", commit)


def _kalimat(usulan: Usulan) -> str:
    count, base = len(usulan.berkas) - len(usulan.lain), f"{visible(usulan.cabang)} ({usulan.dasar[:7]})"
    if not usulan.lain:
        return f"{usulan} hanya mengubah {count} berkas isian; diperiksa dengan program dan skema {base}."
    return (
        f"{usulan} mengubah {count} berkas isian dan {len(usulan.lain)} berkas di luar {CONTENT}/; "
        f"diperiksa dengan program dan skemanya sendiri, bukan dengan yang di {base}."
    )


def _peringatan(usulan: Usulan) -> list[Problem]:
    """Tell the reviewers, at the first such file, that the proposal is judged by what it brings along."""
    if not usulan.lain:
        return []
    more = f" dan {len(usulan.lain) - _SEBUT} lagi" if len(usulan.lain) > _SEBUT else ""
    named = ", ".join(map(visible, usulan.lain[:_SEBUT])) + more
    message = (
        f"usulan ini juga mengubah berkas di luar {CONTENT}/ ({named}), sehingga diperiksa dengan program dan skemanya "
        "sendiri; tinjau dahulu perubahan itu, atau pisahkan isian ke usulan lain"
    )
    return [Problem(Source(usulan.lain[0]), message, "peringatan", ATURAN)]


def _komit(root: Path, name: Any, what: str) -> str:
    """Return the id of a commit that must be here."""
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not found:
        msg = f"{what} ({visible(str(name))}) tidak ada di sini; ambil seluruh riwayat (fetch-depth: 0) lebih dahulu"
        raise CommandError(msg)
    return found.decode("ascii").strip()


def _git(root: Path, *args: str) -> str:
    done = git(root, *args)
    if done is None:
        raise CommandError(f"git {args[0]} gagal; periksa repositori ini dengan git status dan git fsck")
    return done.decode("utf-8", "surrogateescape")
