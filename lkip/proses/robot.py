"""What the robot does after a merge: it writes down the forge's reviews on the branch `catatan`, signed and chained."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from lkip.load import CONTENT
from lkip.problem import CommandError
from lkip.proses import riwayat_git as g
from lkip.proses.catatan import CABANG, Catatan, Tinjauan
from lkip.proses.tanda_tangan import CATATAN, bubuhkan

_RUJUKAN = f"refs/heads/{CABANG}"  # a tag of that name is another thing
_SIAPA = ("-c", "user.name=Robot LKIP", "-c", "user.email=robot@lkip.invalid")


def tulis_catatan(
    root: Path,
    kunci: Path,
    *,
    usulan: int,
    ujung: str,
    penulis: str,
    tinjauan: Sequence[Tinjauan],
    gabung: str = "HEAD",
    dasar: str = "",
) -> Catatan:
    """Append the record of a merge to the branch `catatan` of this repository (it is not pushed).

    `gabung` is the commit that the merge left on the main line, `dasar` the one before the merge: its first parent,
    where only one commit came (a merge or a squash).
    """
    head, merged = g.kepala(root), _komit(root, gabung)
    files = g.daftar_berkas(root, _RUJUKAN) if g.komit(root, _RUJUKAN) else {}
    names = sorted(name for name in files if name.endswith(".json"))
    last = g.isi(root, [files[names[-1]]])[files[names[-1]]] if names else b""
    record = Catatan(
        nomor=len(names) + 1,
        sebelum=hashlib.sha256(last).hexdigest() if last else "",
        kepala=head,
        dasar=_komit(root, dasar or f"{merged}^"),
        gabung=merged,
        usulan=usulan,
        ujung=ujung,
        isi=_isi(root, usulan, ujung),
        penulis=penulis,
        tinjauan=tuple(tinjauan),
    )
    signature = bubuhkan(record.bita(), kunci, CATATAN)
    _simpan(root, files | {record.berkas: record.bita(), f"{record.berkas}.sig": signature}, record)
    return record


def _komit(root: Path, rev: str) -> str:
    found = g.komit(root, rev)
    if found is None:
        msg = f"komit '{rev}' tidak ada di sini; ambil dahulu riwayat lengkapnya"
        raise CommandError(msg)
    return found


def _isi(root: Path, usulan: int, ujung: str) -> str:
    """Return the content that was reviewed; the commit is not on the main line after a squash, and must be fetched."""
    if g.komit(root, ujung) is None:
        msg = f"komit {ujung[:7]}, ujung usulan {usulan}, tidak ada di sini; ambil dahulu: "
        raise CommandError(f"{msg}git fetch origin refs/pull/{usulan}/head")
    return g.pohon(root, ujung, CONTENT)


def _simpan(root: Path, files: dict[str, str | bytes], record: Catatan) -> None:
    """Commit the files to the branch without touching the work tree."""
    rows = "".join(f"100644 blob {_blob(root, data)}\t{name}\n" for name, data in sorted(files.items()))
    tree = _hasil(g.git(root, "mktree", masukan=rows.encode()))
    before = g.komit(root, _RUJUKAN)
    parents = ("-p", before) if before else ()
    message = f"Catatan {record.nomor}: usulan {record.usulan}"
    commit = _hasil(g.git(root, *_SIAPA, "commit-tree", tree, *parents, "-m", message))
    _hasil(g.git(root, "update-ref", _RUJUKAN, commit, before or "0" * len(commit)), kosong=True)


def _blob(root: Path, data: str | bytes) -> str:
    return data if isinstance(data, str) else _hasil(g.git(root, "hash-object", "-w", "--stdin", masukan=data))


def _hasil(out: bytes | None, *, kosong: bool = False) -> str:
    if out is None or not (out or kosong):
        msg = f"catatan tidak dapat disimpan di cabang {CABANG}; periksa repositori dengan git fsck"
        raise CommandError(msg)
    return out.decode().strip()
