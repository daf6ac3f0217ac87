"""Our values of the stand-in's answers; what is not told here is the example of the forge's description."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from forge_gudang import Tinjauan, Usulan

if TYPE_CHECKING:
    from forge_tiruan import ForgeTiruan


def saat(waktu: datetime | None) -> str | None:
    return waktu and waktu.isoformat().replace("+00:00", "Z")


def siapa(login: str) -> dict[str, Any]:
    return {"login": login, "type": "Bot" if login.endswith("[bot]") else "User"}


def label(name: str) -> dict[str, Any]:
    return {"name": name}


def komentar(forge: ForgeTiruan, one: dict[str, Any]) -> dict[str, Any]:
    hub = forge.pengguna.get(one["login"], "NONE")
    at = saat(one["diubah"])
    return {
        "id": one["id"],
        "body": one["body"],
        "user": siapa(one["login"]),
        "author_association": hub,
        "updated_at": at,
    }


def usulan(forge: ForgeTiruan, one: Usulan) -> dict[str, Any]:
    repo = f"{one.asal}/{forge.nama.partition('/')[2]}"
    base = forge.gudang.komit(one.dasar if one.terbuka or not one.gabung else f"{one.gabung}^")
    return {
        "number": one.nomor,
        "title": one.judul,
        "body": one.isi,
        "state": "open" if one.terbuka else "closed",
        "draft": one.draf,
        "user": siapa(one.penulis),
        "author_association": forge.pengguna.get(one.penulis, "NONE"),
        "labels": [label(name) for name in one.label],
        "head": {"ref": one.cabang, "sha": one.ujung, "label": f"{one.asal}:{one.cabang}", "repo": {"full_name": repo}},
        "base": {"ref": one.dasar, "sha": base, "repo": {"full_name": forge.nama}},
        "created_at": saat(one.dibuat),
        "merged_at": saat(one.digabung),
        "closed_at": saat(one.digabung),
        "merge_commit_sha": one.gabung or None,
        "requested_teams": [],
        "requested_reviewers": [],
        "merged_by": siapa(one.penggabung) if one.penggabung else None,
    }


def tinjauan(forge: ForgeTiruan, usulan: Usulan, one: Tinjauan) -> dict[str, Any]:
    told = {"id": one.nomor, "user": siapa(one.login), "body": one.isi, "state": one.state, "commit_id": one.commit}
    return {**told, "submitted_at": saat(one.waktu) or ..., "author_association": forge.pengguna.get(one.login, "NONE")}


def kartu(one: dict[str, Any]) -> dict[str, Any]:
    told = {"number": one["number"], "title": one["title"], "body": one["body"], "state": one["state"]}
    return {**told, "user": siapa(one["login"]), "labels": [label(name) for name in one["labels"]], "pull_request": ...}


def usulan_sebagai_kartu(one: Usulan) -> dict[str, Any]:
    """To the forge a proposal is an issue too; only this field tells."""
    told = {"number": one.nomor, "title": one.judul, "body": one.isi, "state": "open" if one.terbuka else "closed"}
    return {**told, "user": siapa(one.penulis), "labels": [label(name) for name in one.label]}


def rilis(forge: ForgeTiruan, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": one["id"],
        "tag_name": one["tag"],
        "name": one["judul"],
        "body": one["isi"],
        "draft": one["draf"],
        "author": siapa(one["login"]),
        "html_url": f"{forge.alamat}/{forge.nama}/releases/tag/{one['tag']}",
        "upload_url": f"{forge.alamat}/repos/{forge.nama}/releases/{one['id']}/assets{{?name,label}}",
        "published_at": None if one["draf"] else saat(one["saat"]),
        "assets": [berkas(name, data) for name, data in one["berkas"].items()],
    }


def berkas(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(data)}
