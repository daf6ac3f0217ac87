"""Two states of content/ under the same rules: what is new since a revision, what is solved, what stands."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from lkip.keterangan import BENTUK
from lkip.load import CONTENT
from lkip.pipeline import Hasil, check_years
from lkip.problem import CommandError, Problem, has_errors, visible
from lkip.proses.riwayat_git import git
from lkip.temuan import Kunci, Seluruh, Temuan, dihimpun, kumpulkan, penjelasan, urut


@dataclass(frozen=True)
class Sejak:
    """What became of the findings since a revision (as named, and its short id).

    `baru` and `tetap` are findings of today, `selesai` of then; `diterima` are those of then that are accepted today.
    `buta` are the years that cannot be compared, each with the reason; `tak_tentu` their findings of today, of which
    nobody knows whether they are new.
    """

    revisi: str
    komit: str
    baru: tuple[Temuan, ...]
    tetap: tuple[Temuan, ...]
    selesai: tuple[Temuan, ...]
    diterima: tuple[Temuan, ...]
    buta: tuple[tuple[int, str], ...] = ()
    tak_tentu: tuple[Temuan, ...] = ()

    @property
    def galat(self) -> bool:
        """Whether a finding that is new, or may be, stops the build."""
        return has_errors(t.problem for t in (*self.baru, *self.tak_tentu))


def bandingkan(root: Path, revision: str) -> tuple[Seluruh, Sejak]:
    """Check content/ as it is and as it was at a revision; raises CommandError where there is no such revision."""
    with checked_out(root, revision) as (folder, short):
        then = kumpulkan(check_years(folder))
    return hadapkan(then, kumpulkan(check_years(root)), revision, short)


def hadapkan(then: Seluruh, now: Seluruh, revision: str, short: str) -> tuple[Seluruh, Sejak]:
    """Hold what a check finds now against what it found at a revision; return today's findings and what became of all.

    Among today's are then those that only the comparison shows.
    """
    longer = [Temuan(p, hasil.tahun) for hasil in now.hasil for p in _lengthened(hasil, then, visible(revision))]
    now = replace(now, temuan=urut((*now.temuan, *longer)))
    kept, new, gone = _paired(then.temuan, now.temuan)
    accepted = {t.kunci for t in (*now.diterima, *now.lama)}
    # A year whose files cannot be read on one side says nothing of its findings: they are neither solved nor new.
    blind = tuple(_buta(then, now, visible(revision)))
    years = {tahun for tahun, _ in blind}
    solved = urut(t for t in gone if t.kunci not in accepted and _terbanding(t, years))
    known: list[Temuan] = []
    unsure: list[Temuan] = []
    for t in new:
        (known if _terbanding(t, years) else unsure).append(t)
    taken = urut(t for t in gone if t.kunci in accepted)
    return now, Sejak(revision, short, urut(known), urut(kept), solved, taken, blind, urut(unsure))


def _buta(then: Seluruh, now: Seluruh, revision: str) -> Iterator[tuple[int, str]]:
    """Yield every year of both sides that one side cannot read, with the reason (see `_sebab`)."""
    before, today = ({h.tahun: h for h in side.hasil if h.tahun is not None} for side in (then, now))
    for tahun in sorted(before.keys() & today.keys()):
        for hasil, when in ((today[tahun], "sekarang"), (before[tahun], f"pada {revision}")):
            if hasil.laporan is None:
                yield tahun, _sebab(hasil, when)
                break


def _sebab(hasil: Hasil, when: str) -> str:
    """Say why a year has no report: the first galat of its form, or files that have not come yet."""
    first = next((p for p in hasil.problems if p.level == "galat"), None)
    if first is None:
        return f"bahannya {when} masih dihimpun"
    return f"isinya {when} tidak dapat dibaca ({first.source}: {visible(first.message)})"


def _terbanding(t: Temuan, blind: set[int]) -> bool:
    """Whether a finding can be looked for on the other side: form always, a rule's in a year that it saw."""
    return t.problem.rule in BENTUK or not t.terlihat or bool(t.terlihat - blind)


def baris(now: Seluruh, since: Sejak) -> Iterator[str]:
    """Yield what people see: what is new, what is solved (at its place of then), the counts."""
    name = visible(since.revisi)
    heads = (
        (f"Baru sejak {name}", since.baru),
        (f"Selesai sejak {name}", since.selesai),
        (f"Kini diterima sejak {name}", since.diterima),
        ("Belum dapat dibandingkan", since.tak_tentu),
    )
    for head, found in heads:
        if found:
            yield f"{head}:"
            yield from map(str, found)
    yield from penjelasan((*since.baru, *since.tak_tentu))
    yield from tak_terbanding(since)
    new = [tahun for tahun in now.belum if tahun not in (*dict(since.buta), *now.dihimpun)]
    if new:
        yield f"Isi tahun {', '.join(map(str, new))} baru diperiksa sesudah galatnya diperbaiki."
    yield from dihimpun(now)
    yield ringkasan(since)


def tak_terbanding(since: Sejak) -> Iterator[str]:
    """Yield for every year that cannot be compared why."""
    for tahun, why in since.buta:
        yield f"Tahun {tahun} belum dapat dibandingkan: {why}; yang dibandingkan hanya bentuk berkasnya."


def ringkasan(since: Sejak) -> str:
    """Return the last line: `1 baru (1 galat), 2 selesai, 5 tetap sejak main (a1b2c3d).`"""
    wrong = sum(t.problem.level == "galat" for t in since.baru)
    counted = [
        f"{len(since.baru)} baru" + (f" ({wrong} galat)" if wrong else ""),
        f"{len(since.selesai)} selesai",
        f"{len(since.tetap)} tetap",
        *([f"{len(since.diterima)} kini diterima"] if since.diterima else []),
        *([f"{len(since.tak_tentu)} belum dapat dibandingkan"] if since.tak_tentu else []),
    ]
    return f"{', '.join(counted)} sejak {visible(since.revisi)} ({since.komit})."


def _paired(then: Iterable[Temuan], now: Iterable[Temuan]) -> tuple[list[Temuan], list[Temuan], list[Temuan]]:
    """Pair findings of one key, those of the same sentence first; return today's kept and new ones, and those gone."""
    old: dict[Kunci, list[Temuan]] = defaultdict(list)
    for t in then:
        old[t.kunci].append(t)
    kept, rest = [], []
    for t in now:
        same = next((o for o in old[t.kunci] if o.problem.message == t.problem.message), None)
        if same is None:
            rest.append(t)
        else:
            old[t.kunci].remove(same)
            kept.append(t)
    new = []
    for t in rest:
        if old[t.kunci]:
            old[t.kunci].pop(0)
            kept.append(t)
        else:
            new.append(t)
    return kept, new, [t for left in old.values() for t in left]


def _lengthened(hasil: Hasil, then: Seluruh, revision: str) -> Iterator[Problem]:
    """Yield a galat for every old finding of a year that its list did not hold at the revision, if it had a list."""
    before = next((h.laporan for h in then.hasil if h.tahun == hasil.tahun), None)
    known = {(e.aturan, e.kode) for e in before.bahan.temuan_lama.temuan} if before else set()
    for e in hasil.laporan.bahan.temuan_lama.temuan if hasil.laporan and known else ():
        if (e.aturan, e.kode) not in known:
            message = f"butir ini belum ada pada {revision}, padahal daftar ini hanya boleh memendek; hapus"
            yield Problem(e.at("aturan"), message, "galat", "temuan-lama-memendek", e.kode or "")


# --- git ---------------------------------------------------------------------------------------------------------


@contextmanager
def checked_out(root: Path, revision: str) -> Iterator[tuple[Path, str]]:
    """Lay content/ of a revision into a folder that lasts as long as the context; nothing of the repository changes."""
    top = Path(_repository(root))
    commit = _commit(root, revision)
    tree = _git(root, "rev-parse", "--verify", "--quiet", f"{commit}:./{CONTENT}")
    if tree is None or _git(root, "cat-file", "-t", tree) != "tree":
        msg = f"folder {CONTENT}/ belum ada pada revisi '{visible(revision)}'; sebut revisi yang lebih baru"
        raise CommandError(msg)
    with tempfile.TemporaryDirectory(prefix="lkip-sejak-") as name:
        folder = Path(name).resolve()
        index = {"GIT_INDEX_FILE": str(folder / "index")}
        for command in (
            ("read-tree", f"--prefix={CONTENT}/", tree),
            ("checkout-index", "--all", "--quiet", f"--prefix={folder}/"),
        ):
            if _git(top, *command, **index) is None:
                msg = f"isi revisi '{visible(revision)}' tidak dapat dibaca dari git; periksa dengan git fsck"
                raise CommandError(msg)
        yield folder, _git(root, "rev-parse", "--short", commit) or commit


def _repository(root: Path) -> str:
    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None:
        msg = "folder ini bukan repositori git, sehingga tidak ada revisi untuk dibandingkan"
        raise CommandError(msg)
    return top


def _commit(root: Path, revision: str) -> str:
    """Return the id of the commit that a revision names."""
    named = f"{revision}^{{commit}}"
    if revision and (commit := _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", named)):
        return commit
    if _git(root, "rev-parse", "--is-shallow-repository") == "true":
        mend = "riwayat di sini tidak lengkap (salinan dangkal); ambil dahulu: git fetch --unshallow --tags"
    else:
        mend = "lihat yang ada dengan git log --oneline atau git branch --all; misalnya main atau HEAD~1"
    msg = f"revisi '{visible(revision)}' tidak ditemukan; {mend}"
    raise CommandError(msg)


def _git(folder: Path, *args: str, **env: str) -> str | None:
    """Return what git prints, as a name or a path is read, or None where it fails."""
    out = git(folder, *args, lingkungan=env)
    return None if out is None else os.fsdecode(out).removesuffix("\n")
