"""What the stand-in of the forge does in Git, really: heads, what a proposal touches, merges; and what forbids one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from forge_pemilik import TEMPAT, Baris, baca_pemilik, pemilik

MENULIS = ("OWNER", "MEMBER", "COLLABORATOR")


class GitMenolakError(Exception):
    """Git could not do it."""


@dataclass(frozen=True)
class Gudang:
    """A bare repository, as no one has set it up."""

    root: Path

    def git(self, *args: str, env: Mapping[str, str] | None = None) -> str:
        plain = {"HOME": str(self.root), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", **(env or {})}
        done = subprocess.run(["git", "-C", str(self.root), *args], env=plain, capture_output=True, text=True)
        if done.returncode:
            raise GitMenolakError(done.stderr + done.stdout)
        return done.stdout.strip()

    def komit(self, rev: str) -> str:
        """The commit that a name stands for; empty where there is none."""
        try:
            return self.git("rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}")
        except GitMenolakError:
            return ""

    def isi(self, rev: str, path: str) -> str | None:
        try:
            return self.git("cat-file", "blob", f"{rev}:{path}")
        except GitMenolakError:
            return None

    def beda(self, dasar: str, ujung: str) -> list[tuple[str, str, str]]:
        """The files that a proposal touches: status, path, name before."""
        out = self.git("diff", "-M", "--name-status", "-z", f"{dasar}...{ujung}").split("\0")
        found, words = [], iter(out)
        for status in filter(None, words):
            old = next(words) if status[0] in "RC" else ""
            found.append((status[0], next(words), old))
        return found

    def pemilik(self, rev: str) -> list[Baris]:
        """The lines of CODEOWNERS in the first place where the forge looks for it."""
        return baca_pemilik(next((text for place in TEMPAT if (text := self.isi(rev, place))), ""))

    def menyusul(self, dasar: str, ujung: str) -> bool:
        """Whether a branch holds all that its base holds."""
        return self.git("merge-base", dasar, ujung) == dasar

    def simpan(self, usulan: Usulan) -> None:
        """Keep the head of a proposal where the forge keeps it, whatever becomes of its branch."""
        self.git("update-ref", f"refs/pull/{usulan.nomor}/head", usulan.ujung)

    def gabung(self, cabang: str, ujung: str, pesan: str, penulis: str, kini: datetime, *, remas: bool) -> str:
        """Merge into a branch, as one commit (`remas`) or with two parents; return the commit."""
        base = self.komit(cabang)
        tree = self.git("merge-tree", "--write-tree", base, ujung)
        name = {k: v for who in ("AUTHOR", "COMMITTER") for k, v in _siapa(who, penulis, kini).items()}
        parents = ["-p", base] if remas else ["-p", base, "-p", ujung]
        made = self.git("commit-tree", tree, *parents, "-m", pesan, env=name)
        self.git("update-ref", f"refs/heads/{cabang}", made, base)
        return made


def _siapa(who: str, login: str, kini: datetime) -> dict[str, str]:
    email = f"{login}@users.noreply.invalid"
    return {f"GIT_{who}_NAME": login, f"GIT_{who}_EMAIL": email, f"GIT_{who}_DATE": kini.isoformat()}


@dataclass
class Tinjauan:
    nomor: int
    login: str
    state: str
    commit: str
    isi: str
    waktu: datetime | None


@dataclass
class Usulan:
    nomor: int
    judul: str
    isi: str
    penulis: str
    asal: str
    cabang: str
    dasar: str
    ujung: str
    pendorong: str
    dibuat: datetime
    draf: bool = False
    terbuka: bool = True
    label: list[str] = field(default_factory=list)
    tinjauan: list[Tinjauan] = field(default_factory=list)
    gabung: str = ""
    digabung: datetime | None = None
    penggabung: str = ""


@dataclass
class Aturan:
    """What a branch demands; the ruleset of the repository in the words of this stand-in."""

    cara: tuple[str, ...] = ("squash",)
    lurus: bool = True
    wajib: tuple[str, ...] = ("Periksa",)
    mutakhir: bool = True
    persetujuan: int = 1
    pemilik: bool = True
    pendorong_terakhir: bool = True
    gugur: bool = True
    hapus_cabang: bool = True


@dataclass
class Hakim:
    """Judges whether a proposal may be merged; each sentence is one reason why it may not."""

    gudang: Gudang
    aturan: Aturan
    pengguna: Mapping[str, str]
    tim: Mapping[str, set[str]]
    cek: Mapping[str, Mapping[str, str]]

    def menulis(self, login: str) -> bool:
        return self.pengguna.get(login, "NONE") in MENULIS

    def sebab(self, usulan: Usulan, cara: str) -> Iterator[str]:
        base = self.gudang.komit(usulan.dasar)
        if usulan.draf:
            yield "Pull Request is still a draft"
        if cara not in self.aturan.cara or (cara == "merge" and self.aturan.lurus):
            yield f"Merge method {cara} is not allowed on this repository"
        if self.aturan.mutakhir and not self.gudang.menyusul(base, usulan.ujung):
            yield "Head branch is out of date"
        for name in self.aturan.wajib:
            if (state := self.cek.get(usulan.ujung, {}).get(name)) != "success":
                yield f'Required status check "{name}" is {state or "expected"}'
        yield from self._persetujuan(usulan, base)

    def _persetujuan(self, usulan: Usulan, base: str) -> Iterator[str]:
        last = self.pendapat(usulan)
        if any(state == "CHANGES_REQUESTED" for state, _ in last.values()):
            yield "Changes were requested"
        given = {who for who, (state, commit) in last.items() if state == "APPROVED" and commit == usulan.ujung}
        if len(given) < self.aturan.persetujuan:
            yield f"At least {self.aturan.persetujuan} approving review is required by reviewers with write access"
        if self.aturan.pendorong_terakhir and given <= {usulan.pendorong}:
            yield "The last push must be approved by somebody other than the person who pushed it"
        for path in self._tanpa_pemilik(usulan, base, given) if self.aturan.pemilik else ():
            yield f"Waiting on code owner review of {path}"

    def pendapat(self, usulan: Usulan) -> dict[str, tuple[str, str]]:
        """The last word of each reviewer who may write, and the commit that it was about."""
        told = [t for t in usulan.tinjauan if t.state not in ("COMMENTED", "PENDING") and self.menulis(t.login)]
        return {t.login: (t.state, t.commit) for t in told}

    def _tanpa_pemilik(self, usulan: Usulan, base: str, given: set[str]) -> Iterator[str]:
        lines = self.gudang.pemilik(base)
        for _, path, old in self.gudang.beda(base, usulan.ujung):
            for name in filter(None, (path, old)):
                owners = {who for one in pemilik(lines, name) for who in self.orang(one)}
                if owners and not owners & given:
                    yield name

    def orang(self, pemilik: str) -> set[str]:
        """Who a word of CODEOWNERS means: a person, or the people of a team."""
        name = pemilik.removeprefix("@")
        return self.tim.get(name, {name} if self.menulis(name) else set())
