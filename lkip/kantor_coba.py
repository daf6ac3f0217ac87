"""An office to show and to measure: a repository in a folder of its own, with keys made for whoever holds a role."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from lkip.fmt import canonical
from lkip.load import CONTENT
from lkip.problem import CommandError
from lkip.proses.baca import baca_sop
from lkip.proses.peran import BERKAS
from lkip.proses.riwayat_git import git
from lkip.proses.tanda_tangan import buat_kunci, bubuhkan

# Nothing that the user has set up: no name, no signing, no hooks, no changed line ends.
_TERPISAH = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
_SIAPA = {f"GIT_{who}_{what}": "peraga" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@dataclass
class KantorCoba:
    """The repository, and a folder beside it for keys; people are called by their offices, there are no names."""

    root: Path
    tempat_kunci: Path
    kunci: dict[str, Path] = field(default_factory=dict)

    def mulai(self) -> None:
        """Make the folder a repository of its own."""
        self.git("init", "--quiet", "--initial-branch=main", "--template=")

    def git(self, *args: str, **env: str) -> str:
        """Run git as a machine that nobody has set up; return what it prints."""
        done = git(self.root, *args, lingkungan={**_TERPISAH, **_SIAPA, **env})
        if done is None:
            msg = f"git {' '.join(args)} tidak berhasil di {self.root}"
            raise CommandError(msg)
        return done.decode("utf-8", "replace").strip()

    def komit(self, pesan: str, waktu: datetime) -> str:
        """Commit all that lies there, dated as given; return the short id."""
        self.git("add", "--all")
        when = waktu.isoformat()
        self.git("commit", "--quiet", "--message", pesan, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)
        return self.git("rev-parse", "--short=7", "HEAD")

    def kunci_untuk(self, siapa: str) -> Path:
        """Return the private key of somebody, made when it is first asked for."""
        if siapa not in self.kunci:
            self.tempat_kunci.mkdir(exist_ok=True)
            self.kunci[siapa] = buat_kunci(self.tempat_kunci / f"kunci-{len(self.kunci) + 1}")
        return self.kunci[siapa]

    def orang(self, peran: str, jabatan: str, dari: str, sampai: str | None = None) -> dict[str, Any]:
        """An entry of the list of roles: an office that holds a role, with its key."""
        term = {"dari": dari, **({"sampai": sampai} if sampai else {})}
        public = self.kunci_untuk(jabatan)
        return {
            "peran": peran,
            "jabatan": jabatan,
            **term,
            "kunci": [public.with_name(f"{public.name}.pub").read_text().strip()],
        }

    def tulis_peran(self, nomor: int, orang: list[dict[str, Any]], tanda: str = "") -> None:
        """Write the list of roles: whoever holds the first two roles of the SOP may change it; signed where asked."""
        data: Mapping[str, Any] = {"nomor": nomor, "pengubah": [*self.peran()[:2]], "peran": orang}
        text, _ = canonical(json.dumps(data, ensure_ascii=False), BERKAS)
        file = self.root / CONTENT / BERKAS
        file.write_bytes(text.encode())
        sig = file.with_name(f"{BERKAS}.sig")
        sig.unlink(missing_ok=True)
        if tanda:
            sig.write_bytes(bubuhkan(text.encode(), self.kunci_untuk(tanda)))

    def peran(self) -> tuple[str, ...]:
        """Return the roles of the SOP, in its order."""
        return baca_sop(self.root).jabatan
