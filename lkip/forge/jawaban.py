"""What the forge answers, as frozen values. Everything in them was written by somebody: it is text. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from lkip.problem import CommandError
from lkip.proses.catatan import Tinjauan

T = TypeVar("T")


@dataclass(frozen=True)
class Komentar:
    """A comment below a proposal or an issue."""

    nomor: int
    penulis: str
    isi: str


@dataclass(frozen=True)
class Usulan:
    """A proposal (pull request).

    `ujung` is the head commit, `cabang` its branch and `asal` the repository of that branch (empty: it is gone);
    `gabung` is the commit that the merge left, `digabung` when that was (both empty before).
    """

    nomor: int
    judul: str
    isi: str
    penulis: str
    ujung: str
    cabang: str
    asal: str
    dasar: str
    cabang_dasar: str
    terbuka: bool
    gabung: str = ""
    digabung: datetime | None = None


@dataclass(frozen=True)
class BerkasUsulan:
    """A file that a proposal touches; `semula` is its name before, where it was renamed."""

    path: str
    status: str
    semula: str = ""


@dataclass(frozen=True)
class Kartu:
    """An issue that one machine keeps up to date."""

    nomor: int
    judul: str
    isi: str
    terbuka: bool


@dataclass(frozen=True)
class Rilis:
    """A release: its number at the forge, the tag, where it is seen, the names of its files."""

    nomor: int
    tag: str
    alamat: str
    draf: bool
    berkas: tuple[str, ...] = ()


# --- answers → values ----------------------------------------------------------------------------------------------


def baca(make: Callable[[Any], T], raw: Any) -> T:
    """Make of an answer what it stands for, or say that it is no such thing."""
    try:
        return make(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = "jawaban forge tidak berbentuk seperti yang dijanjikannya; periksa GITHUB_API_URL"
        raise CommandError(msg) from error


def semua(make: Callable[[Any], T], found: Iterable[Any]) -> tuple[T, ...]:
    """Read every entry of a list."""
    return baca(lambda every: tuple(make(raw) for raw in every), found)


def login(user: Any) -> str:
    """Return a user's name; that of one who is gone is empty."""
    return str(user["login"]) if user else ""


def komentar(raw: Any) -> Komentar:
    """A comment."""
    return Komentar(int(raw["id"]), login(raw["user"]), raw.get("body") or "")


def usulan(raw: Any) -> Usulan:
    """A proposal, from the long answer or the short one of a list."""
    head, base, merged = raw["head"], raw["base"], raw.get("merged_at")
    return Usulan(
        nomor=int(raw["number"]),
        judul=raw["title"],
        isi=raw.get("body") or "",
        penulis=login(raw["user"]),
        ujung=head["sha"],
        cabang=head["ref"],
        asal=(head.get("repo") or {}).get("full_name", ""),
        dasar=base["sha"],
        cabang_dasar=base["ref"],
        terbuka=raw["state"] == "open",
        gabung=(raw.get("merge_commit_sha") or "") if merged else "",
        digabung=_saat(merged) if merged else None,
    )


def tinjauan(raw: Any) -> Tinjauan:
    """A review that was handed in."""
    return Tinjauan(login(raw["user"]), raw["state"], raw["commit_id"] or "", _saat(raw["submitted_at"]))


def _saat(text: str) -> datetime:
    return datetime.fromisoformat(text)


def berkas(raw: Any) -> BerkasUsulan:
    """A file of a proposal."""
    return BerkasUsulan(raw["filename"], raw["status"], raw.get("previous_filename") or "")


def kartu(raw: Any) -> Kartu:
    """An issue."""
    return Kartu(
        int(raw["number"]), raw["title"], (raw.get("body") or "").replace("\r\n", "\n"), raw["state"] == "open"
    )


def rilis(raw: Any) -> Rilis:
    """A release."""
    names = tuple(one["name"] for one in raw.get("assets", []))
    return Rilis(int(raw["id"]), raw["tag_name"], raw["html_url"], bool(raw["draft"]), names)
