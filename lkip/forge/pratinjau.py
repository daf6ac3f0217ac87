"""The pictures of the pages that a proposal changes, on a branch of their own, where its comment shows them from.

The branch is one commit without a past: a folder for each proposal, in it one for the commit that was looked at last.
So nothing piles up, and what is no longer shown is forgotten by the forge in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lkip.forge.jauh import Jauh
from lkip.problem import CommandError
from lkip.proses import riwayat_git as g
from lkip.proses.riwayat_git import git

CABANG = "pratinjau"
# How many proposals keep their pictures, how many pictures one has, how large a file and a side (in dots) may be, how
# often a push is tried.
_USULAN, _GAMBAR, _BESAR, _SISI, _KALI = 40, 60, 2_000_000, 5_000, 5
_NAMA = re.compile(r"[a-z0-9][a-z0-9.-]*\.png")
_SIAPA = ("-c", "user.name=Robot LKIP", "-c", "user.email=robot@lkip.invalid")
# The same commit from the same pictures, whenever it is made.
_SAAT = {"GIT_AUTHOR_DATE": "2000-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2000-01-01T00:00:00Z"}


def simpan_gambar(folder: Path, usulan: int, komit: str, jauh: Jauh) -> int:
    """Put the pictures of a folder on the branch; return how many. Other proposals' are kept, also those just sent."""
    root = jauh.root
    pictures = dict(_gambar(folder))
    if not pictures:
        return 0
    inner = _pohon(root, {name: ("100644 blob", _blob(root, data)) for name, data in pictures.items()})
    mine = _pohon(root, {komit: ("040000 tree", inner)})
    for _ in range(_KALI):
        before = _sekarang(root, jauh)
        kept = {name: ("040000 tree", sha) for name, sha in _lain(root, before, usulan)}
        tree = _pohon(root, kept | {str(usulan): ("040000 tree", mine)})
        commit = _hasil(git(root, *_SIAPA, "commit-tree", tree, "-m", "Halaman yang berubah", lingkungan=_SAAT))
        if jauh.ganti(CABANG, commit, before or ""):
            return len(pictures)
    msg = f"gambar halaman tidak dapat disimpan di cabang {CABANG}; periksa izin job (contents: write), lalu ulangi"
    raise CommandError(msg)


def _gambar(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of a folder by name: what is no plain PNG file of an expected name is not one."""
    for file in sorted(folder.glob("*.png"))[:_GAMBAR]:
        if (
            _NAMA.fullmatch(file.name)
            and file.is_file()
            and not file.is_symlink()
            and file.stat().st_size <= _BESAR
            and (data := _digambar_ulang(file.read_bytes()))
        ):
            yield file.name, data


def _digambar_ulang(data: bytes) -> bytes:
    """Return a picture written anew, so that nothing but its dots is left of the file; empty where it is none."""
    from PIL import Image

    fresh = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as picture:
            if max(picture.size) > _SISI:
                return b""
            picture.convert("RGB").save(fresh, "PNG")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return b""
    return fresh.getvalue()


def _sekarang(root: Path, jauh: Jauh) -> str | None:
    """Fetch the branch as it is now; None where there is none yet."""
    if not jauh.ada(f"refs/heads/{CABANG}"):
        return None
    jauh.ambil(f"+refs/heads/{CABANG}:refs/remotes/origin/{CABANG}")
    return g.komit(root, f"refs/remotes/origin/{CABANG}")


def _lain(root: Path, commit: str | None, usulan: int) -> list[tuple[str, str]]:
    """Return the folders of the newest other proposals."""
    if commit is None:
        return []
    rows = _hasil(git(root, "ls-tree", "-d", commit), kosong=True).splitlines()
    found = [(name, about.split()[2]) for about, _, name in (row.partition("\t") for row in rows)]
    others = [one for one in found if re.fullmatch(r"[0-9]{1,9}", one[0]) and int(one[0]) != usulan]
    return sorted(others, key=lambda one: int(one[0]))[-(_USULAN - 1) :]


def _pohon(root: Path, entries: dict[str, tuple[str, str]]) -> str:
    rows = "".join(f"{kind} {sha}\t{name}\n" for name, (kind, sha) in entries.items())
    return _hasil(git(root, "mktree", masukan=rows.encode()))


def _blob(root: Path, data: bytes) -> str:
    return _hasil(git(root, "hash-object", "-w", "--stdin", masukan=data))


def _hasil(out: bytes | None, *, kosong: bool = False) -> str:
    if out is None or not (out or kosong):
        raise CommandError("gambar halaman tidak dapat disiapkan; periksa repositori dengan git fsck")
    return out.decode().strip()
