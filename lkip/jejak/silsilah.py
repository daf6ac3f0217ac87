"""Who wrote each line of content/ and which merge brought it to the main branch, out of Git: one blame a file.

Blaming walks the whole history once a file, most of which touches no figure. So the history of just these files is
read first, in one go, and each blame is given its shape (`-S`): ten thousand commits then cost what the few do that
changed something. Where a file begins the real history takes over, for it may have had another name before.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lkip.problem import CommandError
from lkip.proses.riwayat_git import cabang, git, komit

_UTAMA = ("main", "master")
_POLOS = ("--no-color", "--no-decorate", "--no-notes", "--no-mailmap", "--no-ext-diff", "--no-textconv")


@dataclass(frozen=True, slots=True)
class Komit:
    """A commit: its parents, its author's name and date (ISO 8601 with offset)."""

    sha: str
    induk: tuple[str, ...]
    penulis: str
    tanggal: str


@dataclass(frozen=True, slots=True)
class Penulisan:
    """Which commit wrote a line (None: it is not committed), and the file's name in it (`:/` from the top, outside)."""

    komit: str | None
    berkas: str


@dataclass(frozen=True)
class Silsilah:
    """The lines of some files with who wrote them; `lewat` is the commit of the main line that brought a commit.

    A commit that lies on the main line itself (linear, squashed, rebased) was brought by itself; one that is not in
    `lewat` has not reached the main branch.
    """

    komit: Mapping[str, Komit]
    lewat: Mapping[str, str]
    baris: Mapping[tuple[str, int], Penulisan]


def telusuri(root: Path, berkas: Collection[str]) -> Silsilah:
    """Return who wrote every line of some files below `root`; raises CommandError where history cannot tell."""
    head = _kepala(root)
    main = cabang(root, *_UTAMA) or head
    commits = _semua_komit(root, head, main)
    return Silsilah(commits, _lewat(commits, main), _baris(root, head, sorted(berkas)))


def _kepala(root: Path) -> str:
    """Return the commit that is checked out; say what to do where there is no whole history to read."""
    shallow = git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        msg = (
            "folder ini bukan repositori git (misalnya hasil unduhan tanpa riwayat), atau git menolak membacanya; "
            "jalankan di hasil git clone, dan lihat sebabnya dengan git status"
        )
        raise CommandError(msg)
    if shallow.strip() == b"true":
        msg = "riwayat di sini tidak lengkap (salinan dangkal); ambil dahulu: git fetch --unshallow"
        raise CommandError(msg)
    if found := komit(root, "HEAD"):
        return found
    msg = "repositori ini belum mempunyai komit; komit dahulu isi content/"
    raise CommandError(msg)


def _semua_komit(root: Path, *tips: str) -> dict[str, Komit]:
    form = "--format=%H%x00%P%x00%an%x00%aI"
    out = _dibaca(git(root, "log", "-z", "--encoding=UTF-8", *_POLOS, form, *dict.fromkeys(tips)))
    fields = out.decode("utf-8", "replace").removesuffix("\0").split("\0")
    made = (Komit(sha, tuple(parents.split()), name, day) for sha, parents, name, day in _berempat(fields))
    return {one.sha: one for one in made}


def _berempat(fields: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield four fields at a time."""
    each = iter(fields)
    return zip(each, each, each, each, strict=True)


def _lewat(commits: Mapping[str, Komit], main: str) -> dict[str, str]:
    """Return for every commit of the main branch the commit of its first-parent line that brought it there."""
    line = [main]
    while parents := commits[line[-1]].induk:
        line.append(parents[0])
    brought: dict[str, str] = {}
    for merge in reversed(line):  # the oldest that has a commit is the one that brought it
        brought[merge] = merge
        waiting = list(commits[merge].induk[1:])
        while waiting:
            sha = waiting.pop()
            if sha not in brought:
                brought[sha] = merge
                waiting += commits[sha].induk
    return brought


# --- blame -----------------------------------------------------------------------------------------------------


def _baris(root: Path, head: str, berkas: Sequence[str]) -> dict[tuple[str, int], Penulisan]:
    path = _jalan(root, head, berkas)
    top = os.fsdecode(_dibaca(git(root, "rev-parse", "--show-prefix"))).strip("\n")
    with tempfile.TemporaryDirectory(prefix="lkip-jejak-") as folder, ThreadPoolExecutor() as pool:
        there = _dibaca(git(root, "ls-tree", "-r", "-z", "--name-only", head, "--", *berkas))
        known = [name for name in os.fsdecode(there).split("\0") if name in path.mulai]
        plans = [_rencana(Path(folder), number, path, name) for number, name in enumerate(known)]
        found = list(pool.map(lambda name, plan: _blame(root, name, plan, top), known, plans))
    return {line: written for one in found for line, written in one.items()}


@dataclass(frozen=True)
class _Jalan:
    """The history of some files: a line a commit with its parents, newest first, and where in it each file begins."""

    baris: Sequence[str]
    mulai: Mapping[str, int]


def _jalan(root: Path, head: str, berkas: Sequence[str]) -> _Jalan:
    shape = ("--topo-order", "--parents", "--raw", "-c", "-z", "--no-renames", "--no-abbrev", "--relative")
    out = _dibaca(git(root, "log", *shape, *_POLOS, "--format=%x01%H %P%x02", head, "--", *berkas))
    parts = [part.partition("\x02") for part in os.fsdecode(out).split("\x01")[1:]]
    lines = [line.strip() for line, _, _ in parts]
    starts: dict[str, int] = {}
    for number, (_, _, raw) in enumerate(parts):
        for status, name in _perubahan(raw):
            starts.setdefault(name, len(lines))
            if "A" in status:
                starts[name] = min(starts[name], number)
    tip = lines[0].split()[0] if lines else head
    return _Jalan(
        [*([f"{head} {tip}"] if tip != head else []), *lines], {n: at + (tip != head) for n, at in starts.items()}
    )


def _perubahan(raw: str) -> Iterator[tuple[str, str]]:
    """Yield status and path of each change; of a merge the status has a letter for every parent."""
    words = iter([word.lstrip("\n") for word in raw.split("\0") if word.strip("\n")])
    for meta, name in zip(words, words, strict=True):
        yield meta.rsplit(" ", 1)[1], name


def _rencana(folder: Path, number: int, path: _Jalan, name: str) -> Path:
    plan = folder / str(number)
    plan.write_text("".join(f"{line}\n" for line in path.baris[: path.mulai[name]]), "ascii")
    return plan


def _blame(root: Path, name: str, plan: Path, top: str) -> dict[tuple[str, int], Penulisan]:
    """Return who wrote each line of a file as it lies there."""
    options = ("--incremental", "--no-textconv", "--ignore-revs-file=", "-S", str(plan))
    out = git(root, "blame", *options, "--", name)
    found: dict[tuple[str, int], Penulisan] = {}
    sha, first, count = "", 0, 0
    for line in os.fsdecode(_dibaca(out)).split("\n"):
        key, _, rest = line.partition(" ")
        if key == "filename":
            then = rest.removeprefix(top) if rest.startswith(top) else f":/{rest}"
            written = Penulisan(sha if sha.strip("0") else None, then)
            found |= {(name, number): written for number in range(first, first + count)}
        elif len(key) >= 40 and set(key) <= set("0123456789abcdef"):
            sha, (_, first, count) = key, map(int, rest.split())
    return found


def _dibaca(out: bytes | None) -> bytes:
    if out is None:
        msg = "riwayat git tidak dapat dibaca; periksa dengan git fsck"
        raise CommandError(msg)
    return out
