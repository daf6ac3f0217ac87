"""What in content/ of a commit is no plain file of a plain name: found before anything of it is laid down and read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from lkip.load import CONTENT
from lkip.problem import CommandError, Problem, Source, visible
from lkip.proses.riwayat_git import git

# What git keeps in a tree beside files: a link shows another file of the machine, a submodule another repository.
_BUKAN_BERKAS = {
    "120000": "tautan (symlink) tidak dipakai di content/; ganti dengan berkasnya sendiri",
    "160000": "ini repositori lain (submodule), yang isinya tidak ikut diperiksa; ganti dengan berkasnya sendiri",
}


def bukan_polos(root: Path, komit: str) -> Iterator[Problem]:
    """Find what content/ of a commit holds that is no plain file, or has a name that a tool could take for more."""
    out = git(root, "ls-tree", "-r", "-z", "--full-tree", komit, "--", CONTENT)
    if out is None:
        msg = f"isi komit {komit[:7]} tidak dapat dibaca dari git; periksa repositori dengan git fsck"
        raise CommandError(msg)
    for entry in filter(None, os.fsdecode(out).split("\0")):
        about, _, path = entry.partition("\t")
        if wrong := _BUKAN_BERKAS.get(about[:6]) or _nama_asing(path):
            yield Problem(Source(path), wrong, rule="berkas-dikenal")


def _nama_asing(path: str) -> str | None:
    if visible(path) != path or "\\" in path:
        return "nama berkas memuat karakter yang tidak terlihat atau garis miring terbalik; ganti namanya"
    if re.search(r"(^|/)[.-]", path):
        return "nama berkas tidak diawali titik atau garis hubung; ganti namanya, atau hapus"
    return None
