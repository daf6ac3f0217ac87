"""What each route of the stand-in does: the state before, the state after, our values of the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import forge_jawab as jawab
from forge_gudang import GitMenolakError, Tinjauan, Usulan

if TYPE_CHECKING:
    from forge_tiruan import ForgeTiruan

_R = "/repos/{owner}/{repo}"
_STATE = {"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED", "": "PENDING"}
_STATUS = {"A": "added", "M": "modified", "D": "removed", "R": "renamed", "C": "copied", "T": "changed"}


class TolakError(Exception):
    """A refusal: status, sentence, details."""

    def __init__(self, status: int, message: str, errors: list[Any] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.errors = status, message, errors or []


def _ada(found: Any) -> Any:
    if not found:
        raise TolakError(404, "Not Found")
    return found


def _sebagai_kartu(u: Usulan) -> dict[str, Any]:
    return {"number": u.nomor, "login": u.penulis, "state": "open" if u.terbuka else "closed", "labels": u.label}


class Permintaan:
    """One request that fits the description, by a user who is known."""

    def __init__(self, forge: ForgeTiruan, login: str, bagian: Mapping[str, str], tanya: Mapping[str, str], isi: Any):
        self.f, self.login, self.tanya = forge, login, tanya
        self.data: bytes = isi if isinstance(isi, bytes) else b""
        self.isi: dict[str, Any] = isi if isinstance(isi, dict) else {}
        self.bagian = bagian

    def nomor(self, nama: str) -> int:
        return int(self.bagian[nama])

    @property
    def usulan(self) -> Usulan:
        return _ada(self.f.usulan.get(self.nomor("pull_number")))

    # --- comments ---

    def daftar_komentar(self) -> Any:
        number = self._kartu_atau_usulan()
        return 200, [jawab.komentar(self.f, one) for one in self.f.komentar.values() if one["pada"] == number]

    def tulis_komentar(self) -> Any:
        told = {"pada": self._kartu_atau_usulan(), "login": self.login, "body": self.isi["body"]}
        made = {"id": 1000 + len(self.f.komentar), "diubah": self.f.saat(), **told}
        self.f.komentar[made["id"]] = made
        return 201, jawab.komentar(self.f, made)

    def ubah_komentar(self) -> Any:
        held = self._komentar_sendiri()
        held.update(body=self.isi["body"], diubah=self.f.saat())
        return 200, jawab.komentar(self.f, held)

    def _komentar_sendiri(self) -> dict[str, Any]:
        """Who may write changes the words of others too; a robot only with the permission, which was asked before."""
        held: dict[str, Any] = _ada(self.f.komentar.get(self.nomor("comment_id")))
        if held["login"] != self.login and not self._menulis():
            raise TolakError(403, "Must have admin rights to Repository.")
        return held

    def _kartu_atau_usulan(self) -> int:
        number = self.nomor("issue_number")
        _ada(self.f.kartu.get(number) or self.f.usulan.get(number))
        return number

    def _menulis(self) -> bool:
        return self.f.hakim.menulis(self.login) or self.login.endswith("[bot]")

    # --- proposals ---

    def daftar_usulan(self) -> Any:
        state, head, base = (self.tanya.get(k, d) for k, d in (("state", "open"), ("head", ""), ("base", "")))
        found = [u for u in self.f.usulan.values() if state == "all" or u.terbuka is (state == "open")]
        found = [u for u in found if head in ("", f"{u.asal}:{u.cabang}") and base in ("", u.dasar)]
        return 200, [jawab.usulan(self.f, u) for u in reversed(found)]

    def usulan_komit(self) -> Any:
        sha = _ada(self.f.gudang.komit(self.bagian["commit_sha"]))
        return 200, [jawab.usulan(self.f, u) for u in self.f.usulan.values() if sha in (u.gabung, u.ujung)]

    def lihat_usulan(self) -> Any:
        return 200, jawab.usulan(self.f, self.usulan) | {"merged": bool(self.usulan.gabung)}

    def buka_usulan(self) -> Any:
        owner, _, branch = self.isi["head"].rpartition(":")
        owner, number = owner or self.f.nama.partition("/")[0], self.f.nomor()
        head, base = self.f.ujung(owner, branch, number), self.f.gudang.komit(f"refs/heads/{self.isi['base']}")
        if wrong := self._tidak_dapat_dibuka(owner, branch, head, base):
            raise TolakError(
                422, "Validation Failed", [{"resource": "PullRequest", "code": "custom", "message": wrong}]
            )
        made = Usulan(
            nomor=number,
            judul=self.isi["title"],
            isi=self.isi.get("body") or "",
            penulis=self.login,
            asal=owner,
            cabang=branch,
            dasar=self.isi["base"],
            ujung=head,
            pendorong=self.f.pendorong.get(head, self.login),
            dibuat=self.f.saat(),
            draf=self.isi.get("draft", False),
        )
        self.f.usulan[number] = made
        self.f.gudang.simpan(made)
        return 201, jawab.usulan(self.f, made)

    def _tidak_dapat_dibuka(self, owner: str, branch: str, head: str, base: str) -> str:
        if not head or not base:
            return "The head or base branch does not exist"
        if self.f.gudang.menyusul(head, base):
            return f"No commits between {self.isi['base']} and {branch}"
        same = (u for u in self.f.usulan.values() if u.terbuka and (u.asal, u.cabang) == (owner, branch))
        return f"A pull request already exists for {owner}:{branch}." if any(same) else ""

    def ubah_usulan(self) -> Any:
        one = self.usulan
        one.judul, one.isi = self.isi.get("title", one.judul), self.isi.get("body", one.isi)
        one.terbuka = self.isi.get("state", "open" if one.terbuka else "closed") == "open"
        return 200, jawab.usulan(self.f, one) | {"merged": bool(one.gabung)}

    def berkas_usulan(self) -> Any:
        base = self.f.gudang.komit(self.usulan.dasar if self.usulan.terbuka else f"{self.usulan.gabung}^")
        found = self.f.gudang.beda(base, self.usulan.ujung)
        told = [{"status": _STATUS[s], "filename": path, "previous_filename": old} for s, path, old in found]
        return 200, [{k: v or ... for k, v in one.items()} for one in told]

    # --- reviews ---

    def daftar_tinjauan(self) -> Any:
        seen = (t for t in self.usulan.tinjauan if t.state != "PENDING" or t.login == self.login)
        return 200, [jawab.tinjauan(self.f, self.usulan, t) for t in seen]

    def tinjau(self) -> Any:
        event, one = self.isi.get("event", ""), self.usulan
        if event in ("APPROVE", "REQUEST_CHANGES") and self.login == one.penulis:
            raise TolakError(422, f"Can not {event.lower().replace('_', ' ')} on your own pull request")
        if event == "APPROVE" and self.login.endswith("[bot]"):
            raise TolakError(422, "GitHub Actions is not permitted to approve pull requests.")
        if event in ("REQUEST_CHANGES", "COMMENT") and not self.isi.get("body"):
            raise TolakError(422, "Body can't be blank")
        commit = self.isi.get("commit_id", one.ujung)
        if not one.terbuka or not self.f.gudang.komit(commit):
            raise TolakError(422, "The pull request is closed, or the commit is no part of it")
        at = self.f.saat() if event else None
        made = Tinjauan(100 + self.f.nomor(), self.login, _STATE[event], commit, self.isi.get("body", ""), at)
        one.tinjauan.append(made)
        return 200, jawab.tinjauan(self.f, one, made)

    # --- merge ---

    def gabungkan(self) -> Any:
        one, way = self.usulan, self.isi.get("merge_method", "merge")
        if not self._menulis():
            raise TolakError(403, "Resource not accessible by personal access token")
        if not one.terbuka:
            raise TolakError(405, "Pull Request is not mergeable")
        if self.isi.get("sha", one.ujung) != one.ujung:
            raise TolakError(409, "Head branch was modified. Review and try the merge again.")
        if reasons := list(self.f.hakim.sebab(one, way)):
            raise TolakError(405, "; ".join(reasons))
        title = self.isi.get("commit_title") or f"{one.judul} (#{one.nomor})"
        message = f"{title}\n\n{self.isi.get('commit_message') or one.isi}".strip()
        try:
            made = self.f.gudang.gabung(
                one.dasar, one.ujung, message, one.penulis, self.f.saat(), remas=way == "squash"
            )
        except GitMenolakError as error:
            raise TolakError(405, "Pull Request has merge conflicts") from error
        one.terbuka, one.gabung, one.digabung, one.penggabung = False, made, self.f.saat(), self.login
        if self.f.aturan.hapus_cabang and one.asal == self.f.nama.partition("/")[0]:
            self.f.gudang.git("update-ref", "-d", f"refs/heads/{one.cabang}")
        return 200, {"sha": made, "merged": True, "message": "Pull Request successfully merged"}

    # --- issues and labels ---

    def daftar_kartu(self) -> Any:
        state, wanted = self.tanya.get("state", "open"), set(filter(None, self.tanya.get("labels", "").split(",")))
        every = [(k, jawab.kartu(k)) for k in self.f.kartu.values()]
        every += [(_sebagai_kartu(u), jawab.usulan_sebagai_kartu(u)) for u in self.f.usulan.values()]
        found = [(k, told) for k, told in every if state in ("all", k["state"]) and wanted <= set(k["labels"])]
        found = [(k, told) for k, told in found if self.tanya.get("creator", k["login"]) == k["login"]]
        return 200, [told for _, told in sorted(found, key=lambda one: -one[0]["number"])]

    def lihat_kartu(self) -> Any:
        return 200, jawab.kartu(_ada(self.f.kartu.get(self.nomor("issue_number"))))

    def buka_kartu(self) -> Any:
        told = {"title": self.isi["title"], "body": self.isi.get("body"), "labels": self.isi.get("labels", [])}
        made = {"number": self.f.nomor(), "login": self.login, "state": "open", **told}
        self.f.kartu[made["number"]] = made
        return 201, jawab.kartu(made)

    def ubah_kartu(self) -> Any:
        held = _ada(self.f.kartu.get(self.nomor("issue_number")))
        held.update({k: v for k, v in self.isi.items() if k in ("title", "body", "state", "labels")})
        return 200, jawab.kartu(held)

    def beri_label(self) -> Any:
        number = self._kartu_atau_usulan()
        one = self.f.usulan.get(number)
        held = one.label if one else self.f.kartu[number]["labels"]
        held += [name for name in self.isi["labels"] if name not in held]
        return 200, [jawab.label(name) for name in held]

    # --- releases and what else ---

    def daftar_rilis(self) -> Any:
        return 200, [jawab.rilis(self.f, one) for one in reversed(self.f.rilis.values())]

    def buat_rilis(self) -> Any:
        tag = self.isi["tag_name"]
        if any(one["tag"] == tag and not one["draf"] for one in self.f.rilis.values()):
            raise TolakError(422, "Validation Failed", [{"resource": "Release", "code": "already_exists"}])
        told = {"tag": tag, "judul": self.isi.get("name"), "isi": self.isi.get("body"), "login": self.login}
        made = {"id": self.f.nomor(), "draf": self.isi.get("draft", False), "berkas": {}, "saat": self.f.saat(), **told}
        self.f.rilis[made["id"]] = made
        self._tandai(made)
        return 201, jawab.rilis(self.f, made)

    def ubah_rilis(self) -> Any:
        held = _ada(self.f.rilis.get(self.nomor("release_id")))
        held["draf"] = self.isi.get("draft", held["draf"])
        held["isi"], held["judul"] = self.isi.get("body", held["isi"]), self.isi.get("name", held["judul"])
        self._tandai(held)
        return 200, jawab.rilis(self.f, held)

    def hapus_rilis(self) -> Any:
        _ada(self.f.rilis.pop(self.nomor("release_id"), None))
        return 204, None

    def _tandai(self, rilis: dict[str, Any]) -> None:
        """A release that is published without a tag makes one, unsigned, where main is: as the forge does."""
        if not rilis["draf"] and not self.f.gudang.komit(f"refs/tags/{rilis['tag']}"):
            self.f.gudang.git("update-ref", f"refs/tags/{rilis['tag']}", "refs/heads/main")

    def unggah(self) -> Any:
        held, name = _ada(self.f.rilis.get(self.nomor("release_id"))), self.tanya["name"]
        if not held["draf"] and self.f.rilis_tetap:
            raise TolakError(422, "Cannot upload assets to an immutable release.")
        if name in held["berkas"] or not self.data:
            raise TolakError(422, "Validation Failed", [{"resource": "ReleaseAsset", "code": "already_exists"}])
        held["berkas"][name] = self.data
        return 201, jawab.berkas(name, self.data)

    def rujukan(self) -> Any:
        name = f"refs/{self.bagian['ref']}"
        try:
            sha = self.f.gudang.git("rev-parse", "--verify", "--quiet", name)
        except GitMenolakError as error:
            raise TolakError(404, "Not Found") from error
        return 200, {"ref": name, "object": {"sha": sha, "type": self.f.gudang.git("cat-file", "-t", sha)}}

    def lapor(self) -> Any:
        sha = _ada(self.f.gudang.komit(self.bagian["sha"]))
        self.f.lulus(sha, self.isi.get("context", "default"), self.isi["state"])
        return 201, {"state": self.isi["state"], "context": self.isi.get("context", "default")}


# method, route → what it does, which permission of a workflow's token it takes (any of those named)
RUTE: dict[tuple[str, str], tuple[Callable[[Permintaan], Any], tuple[str, ...]]] = {
    ("GET", f"{_R}/issues/{{issue_number}}/comments"): (Permintaan.daftar_komentar, ()),
    ("POST", f"{_R}/issues/{{issue_number}}/comments"): (Permintaan.tulis_komentar, ("issues", "pull-requests")),
    ("PATCH", f"{_R}/issues/comments/{{comment_id}}"): (Permintaan.ubah_komentar, ("issues", "pull-requests")),
    ("GET", f"{_R}/commits/{{commit_sha}}/pulls"): (Permintaan.usulan_komit, ()),
    ("GET", f"{_R}/pulls"): (Permintaan.daftar_usulan, ()),
    ("POST", f"{_R}/pulls"): (Permintaan.buka_usulan, ("pull-requests",)),
    ("GET", f"{_R}/pulls/{{pull_number}}"): (Permintaan.lihat_usulan, ()),
    ("PATCH", f"{_R}/pulls/{{pull_number}}"): (Permintaan.ubah_usulan, ("pull-requests",)),
    ("GET", f"{_R}/pulls/{{pull_number}}/files"): (Permintaan.berkas_usulan, ()),
    ("GET", f"{_R}/pulls/{{pull_number}}/reviews"): (Permintaan.daftar_tinjauan, ()),
    ("POST", f"{_R}/pulls/{{pull_number}}/reviews"): (Permintaan.tinjau, ("pull-requests",)),
    ("PUT", f"{_R}/pulls/{{pull_number}}/merge"): (Permintaan.gabungkan, ("contents",)),
    ("GET", f"{_R}/issues"): (Permintaan.daftar_kartu, ()),
    ("POST", f"{_R}/issues"): (Permintaan.buka_kartu, ("issues",)),
    ("GET", f"{_R}/issues/{{issue_number}}"): (Permintaan.lihat_kartu, ()),
    ("PATCH", f"{_R}/issues/{{issue_number}}"): (Permintaan.ubah_kartu, ("issues",)),
    ("POST", f"{_R}/issues/{{issue_number}}/labels"): (Permintaan.beri_label, ("issues", "pull-requests")),
    ("GET", f"{_R}/releases"): (Permintaan.daftar_rilis, ()),
    ("POST", f"{_R}/releases"): (Permintaan.buat_rilis, ("contents",)),
    ("PATCH", f"{_R}/releases/{{release_id}}"): (Permintaan.ubah_rilis, ("contents",)),
    ("DELETE", f"{_R}/releases/{{release_id}}"): (Permintaan.hapus_rilis, ("contents",)),
    ("POST", f"{_R}/releases/{{release_id}}/assets"): (Permintaan.unggah, ("contents",)),
    ("GET", f"{_R}/git/ref/{{ref}}"): (Permintaan.rujukan, ()),
    ("POST", f"{_R}/statuses/{{sha}}"): (Permintaan.lapor, ("statuses",)),
}


def jalankan(
    forge: ForgeTiruan,
    siapa: tuple[str, frozenset[str] | None],
    cara: str,
    rute: str,
    bagian: Mapping[str, str],
    tanya: Mapping[str, str],
    isi: Any,
) -> tuple[int, Any]:
    """Do what a route does, if the token may."""
    login, izin = siapa
    if f"{bagian['owner']}/{bagian['repo']}".casefold() != forge.nama.casefold():
        raise TolakError(404, "Not Found")
    act, needed = RUTE[cara, rute]
    if needed and izin is not None and not izin & set(needed):
        raise TolakError(403, "Resource not accessible by integration")
    return act(Permintaan(forge, login, bagian, tanya, isi))
