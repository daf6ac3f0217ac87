"""Records of reviews on the branch `catatan`: a chain signed by the robot; one dropped or moved breaks it. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from lkip.proses.tanda_tangan import CATATAN, Tanda

CABANG = "catatan"
SETUJU = "APPROVED"


@dataclass(frozen=True)
class Tinjauan:
    """A review as the forge told it: whose, APPROVED or CHANGES_REQUESTED or COMMENTED, of which commit, when."""

    login: str
    state: str
    commit: str
    waktu: datetime


@dataclass(frozen=True)
class Catatan:
    """What the robot wrote down after a merge.

    `sebelum` is the SHA-256 of the record before (empty for the first), `kepala` the head of the main line then. The
    merge is what lies after `dasar` up to `gabung`; `ujung` was the head of the proposal when it was merged, `isi` the
    id of its content/ (a Git tree): what the reviewers saw, to be held against what the merge left.
    """

    nomor: int
    sebelum: str
    kepala: str
    dasar: str
    gabung: str
    usulan: int
    ujung: str
    isi: str
    penulis: str
    tinjauan: tuple[Tinjauan, ...]

    @property
    def berkas(self) -> str:
        """The file's name on the branch."""
        return f"{self.nomor:04}.json"

    def bita(self) -> bytes:
        """Return the record as it is written and signed."""
        data = asdict(self) | {"tinjauan": [asdict(t) | {"waktu": t.waktu.isoformat()} for t in self.tinjauan]}
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

    @property
    def menyetujui(self) -> Iterator[Tinjauan]:
        """The approvals that stand: the last word of each reviewer, about what was merged."""
        last = {t.login.casefold(): t for t in sorted(self.tinjauan, key=lambda t: t.waktu) if t.state != "COMMENTED"}
        return (t for t in last.values() if t.state == SETUJU and t.commit == self.ujung)


@dataclass(frozen=True)
class RantaiCatatan:
    """The records that hold, and why the rest does not."""

    sah: tuple[Catatan, ...] = ()
    sebab: tuple[str, ...] = ()

    def tentang(self, komit: str, urutan: Mapping[str, int]) -> tuple[Catatan, ...]:
        """Return the records whose merge brought a commit of the main line."""
        at = urutan[komit]
        return tuple(c for c in self.sah if urutan[c.dasar] < at <= urutan[c.gabung])


def rantai_catatan(
    berkas: Mapping[str, bytes],
    tanda: Callable[[str], Tanda | None],
    robot: Callable[[str], frozenset[str]],
    urutan: Mapping[str, int],
) -> RantaiCatatan:
    """Follow the records from the first; where the chain breaks, nothing behind it counts.

    Each record holds the hash of the one before, so the last one's signature speaks for all: only where it fails are
    the ones before it tried. `tanda` gives a file's signature, `robot` the keys that may sign at a commit, `urutan`
    the main line.
    """
    valid: list[Catatan] = []
    told: list[str] = []
    for name in sorted(n for n in berkas if n.endswith(".json")):
        found = _baca(berkas[name])
        reason = _sebab(found, name, valid, urutan)
        if reason or found is None:
            told.append(f"catatan {name} dan sesudahnya ditolak: {reason}")
            break
        valid.append(found)
    while valid and (reason := _sebab_tanda(valid[-1], tanda(valid[-1].berkas), robot)):
        told.append(f"catatan {valid.pop().berkas} ditolak: {reason}")
    return RantaiCatatan(tuple(valid), tuple(told))


def _sebab(found: Catatan | None, name: str, valid: list[Catatan], urutan: Mapping[str, int]) -> str:
    """Say why a record does not hold."""
    if found is None or found.berkas != name:
        return "bentuknya tidak dikenal"
    if found.nomor != len(valid) + 1:
        return f"sesudah catatan {len(valid)} seharusnya catatan {len(valid) + 1}; ada yang dihapus"
    if found.sebelum != (hashlib.sha256(valid[-1].bita()).hexdigest() if valid else ""):
        return "tidak menyambung dengan catatan sebelumnya; ada yang diganti, diubah, atau ditukar urutannya"
    if any(sha not in urutan for sha in (found.kepala, found.dasar, found.gabung)):
        return f"cabang utama ketika itu ({found.kepala[:7]}) tidak ada dalam riwayat; cabang utama dimundurkan"
    if not urutan[found.dasar] < urutan[found.gabung] <= urutan[found.kepala]:
        return "urutan komitnya terbalik"
    if valid and urutan[found.kepala] < urutan[valid[-1].kepala]:
        return "cabang utamanya lebih lama daripada pada catatan sebelumnya"
    return ""


def _sebab_tanda(found: Catatan, tanda: Tanda | None, robot: Callable[[str], frozenset[str]]) -> str:
    if tanda is None or not tanda.cocok or tanda.ruang != CATATAN:
        return "tanda tangan robot tidak ada atau tidak cocok dengan isinya"
    if tanda.kunci not in robot(found.kepala):
        return f"kunci {tanda.sidik_jari} bukan kunci robot dalam daftar peran ketika itu"
    return ""


def _baca(data: bytes) -> Catatan | None:
    """Read a record; None where it is not exactly what would be written."""
    try:
        raw = json.loads(data)
        reviews = tuple(Tinjauan(**t | {"waktu": datetime.fromisoformat(t["waktu"])}) for t in raw["tinjauan"])
        found = Catatan(**raw | {"tinjauan": reviews})
        return found if found.bita() == data else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
