"""What Git tells: the commits of the main line, what each changed, the bytes of that time. Reads only, never blames."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import accumulate
from pathlib import Path

from lkip.problem import CommandError

_BATAS = 60  # seconds
# Variables of a hook name another repository; replacements and grafts would show a history that is not there.
_ASING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
_ENV = {
    "LC_ALL": "C",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
# What a user's settings could change in what is printed, or run as a program.
_SETELAN = ("core.fsmonitor=false", "core.quotePath=false", "log.showSignature=false", "log.follow=false")
_FORMAT = "%x01%H%x02%P%x02%cI%x02"


@dataclass(frozen=True)
class Perubahan:
    """A file as a commit left it: path, and the id of its bytes (None: the commit took it away)."""

    path: str
    blob: str | None


@dataclass(frozen=True)
class Komit:
    """A commit of the main line, with what it changed against its first parent."""

    sha: str
    induk: tuple[str, ...]
    waktu: datetime
    perubahan: tuple[Perubahan, ...]


def git(root: Path, *args: str, masukan: bytes = b"", lingkungan: Mapping[str, str] | None = None) -> bytes | None:
    """Return what git prints, or None where it fails; whatever the user has set up changes nothing.

    `lingkungan` are the caller's own variables for git.
    """
    env = {k: v for k, v in os.environ.items() if k not in _ASING} | _ENV | dict(lingkungan or {})
    settings = [part for name in _SETELAN for part in ("-c", name)]
    command = ["git", *settings, "-C", str(root), *args]
    try:
        done = subprocess.run(command, env=env, input=masukan, capture_output=True, check=False, timeout=_BATAS)
    except FileNotFoundError as error:
        msg = "git belum terpasang di komputer ini; pasang dahulu, sebab riwayat isian dibaca darinya"
        raise CommandError(msg) from error
    except subprocess.TimeoutExpired as error:
        msg = f"git tidak menjawab dalam {_BATAS} detik; coba lagi, atau periksa repositori dengan git fsck"
        raise CommandError(msg) from error
    return done.stdout if done.returncode == 0 else None


def kepala(root: Path) -> str:
    """Return the commit that is checked out; say what to do where there is no whole history to read."""
    if git(root, "rev-parse", "--show-toplevel") is None:
        msg = "folder ini bukan repositori git; keadaan langkah SOP dibaca dari riwayatnya, jalankan di hasil git clone"
        raise CommandError(msg)
    if _baris(git(root, "rev-parse", "--is-shallow-repository")) == "true":
        msg = "riwayat di sini tidak lengkap (salinan dangkal); ambil dahulu: git fetch --unshallow --tags"
        raise CommandError(msg)
    if found := komit(root, "HEAD"):
        return found
    msg = "repositori ini belum mempunyai komit; komit dahulu isi content/"
    raise CommandError(msg)


def komit(root: Path, rev: str) -> str | None:
    """Return the id of the commit that a name stands for."""
    return _baris(git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")) or None


def cabang(root: Path, *nama: str) -> str | None:
    """Return the commit of the first branch that exists, as the remote has it or here."""
    refs = (f"{where}/{name}" for name in nama for where in ("refs/remotes/origin", "refs/heads"))
    return next((found for ref in refs if (found := komit(root, ref))), None)


def riwayat(root: Path, rev: str, *paths: str) -> tuple[Komit, ...]:
    """Return the commits of the main line that changed files at or below the paths, oldest first.

    A merge counts as one change, against its first parent: what happened on the branch is not on the main line.
    """
    options = ("--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--no-abbrev", "--no-renames")
    plain = (
        "--relative",
        "--no-ext-diff",
        "--no-textconv",
        "--no-mailmap",
        "--no-color",
        "--no-decorate",
        "--no-notes",
    )
    out = git(root, "log", *options, *plain, f"--format={_FORMAT}", rev, "--", *paths)
    if out is None:
        msg = "riwayat git tidak dapat dibaca; periksa dengan git fsck"
        raise CommandError(msg)
    return tuple(reversed(list(_komit(os.fsdecode(out)))))


def _komit(out: str) -> Iterator[Komit]:
    for part in out.split("\x01")[1:]:
        sha, parents, when, rest = part.split("\x02", 3)
        words = [word.lstrip("\n") for word in rest.split("\0")]
        rows = [word for word in words if word]
        changes = tuple(_perubahan(meta, path) for meta, path in zip(rows[::2], rows[1::2], strict=True))
        yield Komit(sha, tuple(parents.split()), datetime.fromisoformat(when), changes)


def _perubahan(meta: str, path: str) -> Perubahan:
    *_, blob, status = meta.split()
    return Perubahan(path, None if status == "D" else blob)


def garis_utama(root: Path, rev: str, zona: tzinfo) -> dict[str, datetime]:
    """Return all commits of the main line, oldest first, each with the time before which it cannot have come.

    A commit's own date is what its writer says; it came no earlier than any commit before it. The times are in `zona`:
    who holds a role on a day is told by the office's day.
    """
    out = (git(root, "log", "--first-parent", "--reverse", "--format=%H %ct", rev) or b"").decode().split()
    times = accumulate(map(int, out[1::2]), max)
    return dict(zip(out[::2], (datetime.fromtimestamp(t, zona) for t in times), strict=True))


def isi(root: Path, objects: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of objects by id or name, in one call; those that are not there are left out."""
    wanted = list(dict.fromkeys(objects))
    out = git(root, "cat-file", "--batch", masukan="".join(f"{name}\n" for name in wanted).encode()) if wanted else b""
    found, at = {}, 0
    for name in wanted:
        end = (out or b"").find(b"\n", at)
        head = (out or b"")[at:end].split()
        at = end + 1
        if len(head) == 3 and head[2].isdigit():
            size = int(head[2])
            found[name] = (out or b"")[at : at + size]
            at += size + 1
    return found


def daftar_berkas(root: Path, rev: str, path: str = "") -> dict[str, str]:
    """Return the files of a commit, or those below a path, with the ids of their bytes; links are none."""
    out = git(root, "ls-tree", "-r", "-z", "--full-tree", rev, *(("--", path) if path else ()))
    rows = (row.split("\t", 1) for row in os.fsdecode(out or b"").split("\0") if row)
    return {name: meta.split()[2] for meta, name in rows if meta.startswith("100")}


def pohon(root: Path, rev: str, path: str) -> str:
    """Return the id of a folder as a commit has it: the same id, the same files (empty: there is no such folder)."""
    return _baris(git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}:./{path}"))


def objek_tag(root: Path, nama: str) -> bytes | None:
    """Return the object of an annotated tag; a name that only points to a commit has none."""
    ref = f"refs/tags/{nama}"
    return git(root, "cat-file", "tag", ref) if _baris(git(root, "cat-file", "-t", ref)) == "tag" else None


def _baris(out: bytes | None) -> str:
    return os.fsdecode(out or b"").strip()
