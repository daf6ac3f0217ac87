"""After a merge: what the forge tells of its proposal and reviews becomes a signed record on the branch `catatan`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lkip.forge.api import Forge
from lkip.forge.jauh import ASAL, Jauh
from lkip.forge.jawaban import Usulan
from lkip.forge.kejadian import Kejadian
from lkip.problem import CommandError, visible
from lkip.proses import riwayat_git as g
from lkip.proses.baca import Riwayat
from lkip.proses.catatan import CABANG, Catatan
from lkip.proses.robot import tulis_catatan
from lkip.proses.tanda_tangan import CATATAN, badan, bubuhkan, periksa

PERCOBAAN = 4
_SETEMPAT = f"refs/heads/{CABANG}"


@dataclass(frozen=True)
class Gabungan:
    """A merge on the main line: its proposal, the commit before it, the last commit that it left."""

    usulan: Usulan
    dasar: str
    gabung: str


def rekam(root: Path, forge: Forge, jauh: Jauh, kejadian: Kejadian, kunci: str) -> Iterator[str]:
    """Record every merge that has no record yet, and push; yields what was recorded and what is no merge.

    What is looked through begins with the last record, or with the push where there is none: a run that was left out
    because another was waiting is made up for by the next.
    """
    found: tuple[Gabungan, ...] | None = None
    for _ in range(PERCOBAAN):
        told = _sejajar(root, jauh)
        line = _rentang(told, kejadian)
        if found is None:
            found, direct = _gabungan(forge, told, line, kejadian.cabang_utama)
            yield from (f"Komit {sha[:7]} masuk tanpa usulan; tidak ada tinjauan yang dicatat." for sha in direct)
        known = {c.gabung for c in told.catatan.sah}
        left = [one for one in found if one.gabung not in known]
        if not left:
            yield "Tidak ada gabungan yang belum dicatat."
            return
        with _berkas_kunci(kunci) as file:
            _kunci_terdaftar(told, file)
            records = [_tulis(root, forge, jauh, file, one) for one in left]
        if jauh.dorong(f"{_SETEMPAT}:{_SETEMPAT}"):
            yield from map(_sebutan, records)
            return
    msg = f"cabang {CABANG} tidak dapat didorong setelah {PERCOBAAN} kali; jalankan lagi workflow Catat"
    raise CommandError(msg)


def _sejajar(root: Path, jauh: Jauh) -> Riwayat:
    """Bring the branch of records here as the remote has it, and read it; refuse to go on from a broken one.

    The robot's signature on a next record would speak for all before it, also for those that somebody slipped in.
    """
    remote = f"refs/remotes/{ASAL}/{CABANG}"
    if jauh.ada(_SETEMPAT):
        if not jauh.ambil(f"+{_SETEMPAT}:{remote}"):
            msg = f"cabang {CABANG} tidak dapat diambil dari {ASAL}; jalankan lagi nanti"
            raise CommandError(msg)
        g.git(root, "update-ref", _SETEMPAT, remote)
    elif g.komit(root, _SETEMPAT):
        g.git(root, "update-ref", "-d", _SETEMPAT)
    told = Riwayat(root, datetime.now(UTC).year)  # records are of no year
    if broken := told.catatan.sebab:
        msg = f"{broken[0]}; pulihkan dahulu cabang {CABANG} ke komit terakhir yang utuh, tidak ada yang ditambahkan"
        raise CommandError(msg)
    return told


def _rentang(told: Riwayat, kejadian: Kejadian) -> list[str]:
    """Return the commits of the main line that may have no record, oldest first."""
    line, at = list(told.utama), told.urutan
    last = max((at[c.gabung] for c in told.catatan.sah), default=None)
    pushed = at.get(kejadian.sebelum)
    begin = last if last is not None else pushed if pushed is not None else len(line) - 2
    return line[max(begin, 0) + 1 :]


def _gabungan(
    forge: Forge, told: Riwayat, line: Sequence[str], utama: str
) -> tuple[tuple[Gabungan, ...], tuple[str, ...]]:
    """Return the merges of a range, and the commits that no proposal brought."""
    commits, order = list(told.utama), told.urutan
    brought: dict[int, tuple[Usulan, list[str]]] = {}
    direct = []
    for sha in line:
        one = _usulan(forge.usulan_dari(sha), sha, utama)
        if one is None:
            direct.append(sha)
        else:
            brought.setdefault(one.nomor, (one, []))[1].append(sha)
    merges = (Gabungan(one, commits[order[shas[0]] - 1], shas[-1]) for one, shas in brought.values())
    return tuple(merges), tuple(direct)


def _usulan(found: Sequence[Usulan], sha: str, utama: str) -> Usulan | None:
    """Return the proposal that brought a commit into the main branch; of several the one whose merge it is."""
    merged = [one for one in found if one.digabung and one.cabang_dasar == utama]
    return min(merged, key=lambda one: (one.gabung != sha, one.nomor), default=None)


def _tulis(root: Path, forge: Forge, jauh: Jauh, kunci: Path, one: Gabungan) -> Catatan:
    """Write a record; what was reviewed is fetched, since after a squash no branch may hold it any more."""
    if g.komit(root, one.usulan.ujung) is None:
        jauh.ambil(f"refs/pull/{one.usulan.nomor}/head")
    reviews = forge.tinjauan(one.usulan.nomor)
    return tulis_catatan(
        root,
        kunci,
        usulan=one.usulan.nomor,
        ujung=one.usulan.ujung,
        penulis=one.usulan.penulis,
        tinjauan=reviews,
        gabung=one.gabung,
        dasar=one.dasar,
    )


def _sebutan(record: Catatan) -> str:
    approved = ", ".join(visible(review.login) for review in record.menyetujui) or "tidak ada"
    return f"Catatan {record.nomor}: usulan {record.usulan} oleh {visible(record.penulis)}, disetujui: {approved}"


# --- the robot's key ---------------------------------------------------------------------------------------------


@contextmanager
def _berkas_kunci(kunci: str) -> Iterator[Path]:
    """Lay the robot's key into a file that only this user can read, as ssh-keygen wants it, while it is needed."""
    if not kunci.strip():
        msg = "KUNCI_ROBOT belum diisi; simpan kunci pribadi robot sebagai rahasia (secret) lingkungan workflow ini"
        raise CommandError(msg)
    with tempfile.TemporaryDirectory(prefix="lkip-robot-") as folder:
        file = Path(folder) / "kunci"
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(kunci.replace("\r\n", "\n").strip() + "\n")
        yield file


def _kunci_terdaftar(told: Riwayat, kunci: Path) -> None:
    """Refuse a key whose records nobody would believe."""
    data = b"kunci robot\n"
    made, listed = periksa(data, bubuhkan(data, kunci, CATATAN)), told.peran.pada(told.kepala)
    if made is None or made.kunci not in map(badan, listed.robot if listed else ()):
        finger = made.sidik_jari if made else ""
        msg = f"kunci {finger} belum terdaftar sebagai robot di content/peran.yml; tambahkan dahulu, lalu jalankan lagi"
        raise CommandError(msg)
