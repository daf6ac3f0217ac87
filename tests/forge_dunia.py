"""An office of the process and its forge in one, for the tests of what happens between them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from forge_tiruan import ForgeTiruan, forge_berjalan
from repo_proses import CAMAT, LOGIN, SEKRETARIS, TAHUN, WITA, Repo

from lkip.forge.ajukan import ajukan
from lkip.forge.jauh import Jauh
from lkip.forge.kejadian import Kejadian
from lkip.forge.rekam import rekam
from lkip.proses.baca import keadaan_tahun
from lkip.proses.wewenang import baris_tag

UTAMA = "refs/heads/main"


@dataclass
class Dunia:
    """An office with its forge: `r` is a clone whose `origin` is the forge's repository."""

    r: Repo
    forge: ForgeTiruan

    @property
    def jauh(self) -> Jauh:
        return Jauh(self.r.root)

    def dorong(self) -> None:
        """Push main, with tags."""
        self.r.git("push", "-q", "--tags", "origin", "main")

    def segarkan(self) -> str:
        """Bring main here as the forge has it; return its head."""
        self.r.git("fetch", "-q", "--prune", "origin")
        self.r.git("checkout", "-q", "-f", "-B", "main", "origin/main")
        return self.r.git("rev-parse", "HEAD")

    def usulkan(self, login: str, cabang: str = "usulan") -> int:
        """Propose what is committed on the branch that is checked out."""
        self.forge.dorong(login, cabang)
        return self.forge.klien(login).buka_usulan(cabang, "main", "Peristiwa", "Isi.").nomor

    def gabungkan(self, nomor: int, *penyetuju: str) -> str:
        """Have a proposal approved and merged; return the new head of main."""
        for login in penyetuju:
            assert self.forge.tinjau(login, nomor)[0] == 200
        self.forge.lulus(self.forge.usulan[nomor].ujung)
        assert self.forge.gabungkan(LOGIN[SEKRETARIS], nomor)[0] == 200
        return self.segarkan()

    def rekam(self, sebelum: str = "", kunci: str = "robot") -> list[str]:
        """What the workflow Catat does after a push."""
        key = self.r.key(kunci).read_text("utf-8")
        event = Kejadian(UTAMA, sebelum=sebelum, sesudah=self.r.git("rev-parse", "HEAD"))
        return list(rekam(self.r.root, self.forge.klien(), self.jauh, event, key))

    def isi(self, tugas: str, login: str, **masukan: str) -> list[str]:
        """Fill in a form at the forge; main is what it works on."""
        self.segarkan()
        event = Kejadian(
            UTAMA, pelaku=login, masukan={"tahun": str(TAHUN), **masukan}, jalan=f"{len(self.forge.usulan)}"
        )
        return list(ajukan(self.r.root, tugas, self.forge.klien(), self.jauh, event))


def pemilik(r: Repo) -> None:
    """Whose approval the forge asks for."""
    (r.root / ".github").mkdir(exist_ok=True)
    (r.root / ".github/CODEOWNERS").write_text(f"* @{LOGIN[SEKRETARIS]} @{LOGIN[CAMAT]}\n", "utf-8")


def salin(r: Repo, folder: Path) -> Repo:
    shutil.copytree(r.root, folder / "kantor", symlinks=True)
    return Repo(folder / "kantor", dict(r.kunci), r.kini)


@contextmanager
def dunia_dari(r: Repo) -> Iterator[Dunia]:
    """A forge whose repository holds what an office has committed."""
    bare = r.root.parent / "asal.git"
    r.git("clone", "-q", "--bare", ".", str(bare))
    r.git("remote", "add", "origin", str(bare))
    with forge_berjalan(bare, r) as forge:
        forge.pengguna.update(dict.fromkeys(LOGIN.values(), "MEMBER"))
        yield Dunia(r, forge)
        assert forge.pelanggaran == []


def tandai(d: Dunia, kunci: str | None, tag: str = "lkip-2023-v1.0", pesan: str = "") -> str:
    """Tag what is checked out, with a key or without, and push the tag."""
    state = keadaan_tahun(d.r.root, TAHUN, d.r.kini)
    done = state.langkah[7].selesai
    lines = baris_tag(done.peristiwa) if done and done.peristiwa else ()
    sign = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={d.r.key(kunci)}") if kunci else ()
    d.r.git(*sign, "tag", "-s" if kunci else "-a", tag, "-m", pesan or "\n".join(lines) or "Rilis")
    d.r.git("push", "-q", "origin", tag)
    return tag


def esok(days: int = 30) -> str:
    return f"{datetime.now(WITA) + timedelta(days=days):%Y-%m-%d}"
