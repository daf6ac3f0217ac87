"""What the office asks of the forge: one method a wish, one REST route a method. Results are frozen.

What they are is in `jawaban.py`; how a request is sent, and what can go wrong, in `sambungan.py`.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkip.forge import jawaban as j
from lkip.forge.jawaban import BerkasUsulan, Kartu, Komentar, Rilis, Usulan
from lkip.forge.sambungan import Sambungan, bagian
from lkip.problem import CommandError, visible
from lkip.proses.catatan import Tinjauan

BERKAS_TERBANYAK = 3000  # so many files of a proposal the forge names, and no more
ROBOT = "github-actions[bot]"  # who the forge says wrote what a workflow wrote


@dataclass(frozen=True)
class Forge:
    """The repository at the forge."""

    sambungan: Sambungan

    @classmethod
    def dari_lingkungan(cls, env: Mapping[str, str] = os.environ) -> Forge:
        """Take address, repository and token from where a workflow has them."""
        if lost := [name for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN") if not env.get(name)]:
            msg = f"{' dan '.join(lost)} belum ada di lingkungan; perintah ini berjalan di workflow forge"
            raise CommandError(f"{msg}, atau sesudah keduanya diisi (export)")
        address = env.get("GITHUB_API_URL") or "https://api.github.com"
        return cls(Sambungan(address, env["GITHUB_REPOSITORY"], env["GITHUB_TOKEN"]))

    # --- comments ---

    def komentar(self, usulan: int) -> tuple[Komentar, ...]:
        """Return the comments of a proposal (or issue), the oldest first."""
        return j.semua(j.komentar, self.sambungan.daftar(f"/issues/{usulan}/comments"))

    def komentar_kami(self, usulan: int, penanda: str, penulis: str = ROBOT) -> Komentar | None:
        """Return the comment that begins with a marker and is of that author; whoever else wrote it there is let be."""
        mine = (one for one in self.komentar(usulan) if one.penulis == penulis and one.isi.startswith(penanda))
        return next(mine, None)

    def simpan_komentar(self, usulan: int, isi: str, penanda: str, penulis: str = ROBOT) -> Komentar:
        """Write the one comment that begins with a marker: new, changed, or left alone where nothing differs."""
        text = isi if isi.startswith(penanda) else f"{penanda}\n{isi}"
        held = self.komentar_kami(usulan, penanda, penulis)
        if held and held.isi.replace("\r\n", "\n").strip() == text.strip():
            return held
        if held:
            return j.baca(j.komentar, self.sambungan.minta("PATCH", f"/issues/comments/{held.nomor}", {"body": text}))
        return j.baca(j.komentar, self.sambungan.minta("POST", f"/issues/{usulan}/comments", {"body": text}))

    # --- proposals ---

    def usulan(self, nomor: int) -> Usulan:
        """Return a proposal by its number."""
        return j.baca(j.usulan, self.sambungan.minta("GET", f"/pulls/{nomor}"))

    def usulan_dari(self, komit: str) -> tuple[Usulan, ...]:
        """Return the proposals that a commit belongs to: of a merge's commit, the one that was merged."""
        return j.semua(j.usulan, self.sambungan.daftar(f"/commits/{bagian(komit)}/pulls"))

    def usulan_terbuka(self, cabang: str) -> Usulan | None:
        """Return the open proposal of a branch of this repository."""
        head = f"{self.sambungan.pemilik}:{cabang}"
        found = j.semua(j.usulan, self.sambungan.daftar("/pulls", state="open", head=head))
        return next((one for one in found if one.cabang == cabang), None)

    def buka_usulan(self, cabang: str, dasar: str, judul: str, isi: str) -> Usulan:
        """Open a proposal from a branch of this repository."""
        body = {"head": cabang, "base": dasar, "title": judul, "body": isi}
        return j.baca(j.usulan, self.sambungan.minta("POST", "/pulls", body))

    def tinjauan(self, usulan: int) -> tuple[Tinjauan, ...]:
        """Return the reviews of a proposal, the oldest first; those not yet handed in are left out."""
        found = self.sambungan.daftar(f"/pulls/{usulan}/reviews")
        return j.semua(j.tinjauan, (raw for raw in found if raw.get("submitted_at")))

    def berkas(self, usulan: int) -> tuple[BerkasUsulan, ...]:
        """Return the files that a proposal touches (the forge names `BERKAS_TERBANYAK` at most)."""
        return j.semua(j.berkas, self.sambungan.daftar(f"/pulls/{usulan}/files"))

    # --- the issue that one machine keeps ---

    def kartu(self, label: str, penulis: str = ROBOT) -> Kartu | None:
        """Return the issue with a label that an author keeps: an open one, or else the newest."""
        found = self.sambungan.daftar("/issues", labels=label, state="all", sort="created", direction="desc")
        mine = [raw for raw in found if "pull_request" not in raw and j.login(raw.get("user")) == penulis]
        return next(iter(sorted(j.semua(j.kartu, mine), key=lambda one: not one.terbuka)), None)

    def simpan_kartu(self, label: str, judul: str, isi: str, penulis: str = ROBOT) -> Kartu:
        """Write the issue with a label: new, changed, opened again, or left alone where nothing differs."""
        held = self.kartu(label, penulis)
        if held is None:
            return self._kartu("POST", "/issues", title=judul, body=isi, labels=[label])
        if held == Kartu(held.nomor, judul, isi, True):
            return held
        return self._kartu("PATCH", f"/issues/{held.nomor}", title=judul, body=isi, state="open")

    def tutup_kartu(self, label: str, penulis: str = ROBOT) -> Kartu | None:
        """Close the issue with a label, where it is open: there is nothing to remind of."""
        held = self.kartu(label, penulis)
        if held is None or not held.terbuka:
            return held
        return self._kartu("PATCH", f"/issues/{held.nomor}", state="closed", state_reason="completed")

    def _kartu(self, cara: str, rute: str, **isi: Any) -> Kartu:
        return j.baca(j.kartu, self.sambungan.minta(cara, rute, isi))

    # --- releases ---

    def terbitkan(self, tag: str, judul: str, isi: str, berkas: Sequence[Path], *, penulis: str = ROBOT) -> Rilis:
        """Publish a release of a tag that is there, with its files: nobody sees it before the last file has come."""
        self.sambungan.minta("GET", f"/git/ref/tags/{bagian(tag)}")
        self._bersihkan(tag, penulis)
        body = {"tag_name": tag, "name": judul, "body": isi, "draft": True}
        raw = self.sambungan.minta("POST", "/releases", body)
        made, address = j.baca(j.rilis, raw), j.baca(lambda told: str(told["upload_url"]), raw)
        for file in berkas:
            self.sambungan.unggah(address, file, mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        return j.baca(j.rilis, self.sambungan.minta("PATCH", f"/releases/{made.nomor}", {"draft": False}))

    def rilis(self) -> tuple[Rilis, ...]:
        """Return all releases; drafts among them where the token may write."""
        return j.semua(j.rilis, self.sambungan.daftar("/releases"))

    def _bersihkan(self, tag: str, penulis: str) -> None:
        """Remove our unfinished draft of a tag; refuse where somebody else holds one or it is published."""
        for raw in self.sambungan.daftar("/releases"):
            held = j.baca(j.rilis, raw)
            if held.tag != tag:
                continue
            if not held.draf or j.login(raw.get("author")) != penulis:
                what = "rancangan rilis" if held.draf else "rilis"
                msg = f"{what} {visible(tag)} sudah ada di forge; hapus dahulu bila memang hendak diganti"
                raise CommandError(f"{msg}, atau buat tag dengan nomor versi baru")
            self.sambungan.minta("DELETE", f"/releases/{held.nomor}")
