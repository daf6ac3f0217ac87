"""One request to the forge's API, and what can go wrong with it, in a sentence. Nothing else here knows HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import requests

from lkip.problem import CommandError, visible

VERSI_API = "2022-11-28"
BATAS_WAKTU = 20.0  # seconds without an answer
PERCOBAAN = 3
TUNGGU_TERLAMA = 30.0  # seconds between two attempts
HALAMAN = 100  # what the forge gives at once, at most
HALAMAN_TERBANYAK = 100
Tanya = Mapping[str, str] | None
_SETEMPAT = ("127.0.0.1", "localhost", "::1")

_NASIHAT = {
    401: "token tidak dikenal atau sudah habis masanya; periksa GITHUB_TOKEN",
    403: "token tidak berwenang untuk ini; beri job ini izin yang diperlukan (permissions)",
    404: "tidak ada, atau token tidak boleh melihatnya; periksa GITHUB_REPOSITORY dan izin job",
    405: "aturan cabang belum dipenuhi; lihat persetujuan dan pemeriksaan pada usulan itu",
    409: "keadaannya sudah berubah; jalankan lagi",
    422: "isinya tidak diterima forge",
    429: "terlalu banyak permintaan; tunggu beberapa menit, lalu jalankan lagi",
}
_TERGANGGU = "forge sedang terganggu; jalankan lagi nanti"


def bagian(text: str) -> str:
    """Return a name as one part of a route, whatever is in it."""
    return quote(text, safe="")


@dataclass(frozen=True)
class Sambungan:
    """Where the forge is, which repository is meant, and by what right.

    Redirects are not followed and pages are counted, not taken from the answer: what the forge says never decides
    where the token goes.
    """

    alamat: str
    repositori: str
    token: str = field(repr=False)
    sesi: requests.Session = field(default_factory=requests.Session, repr=False, compare=False)
    batas_waktu: float = BATAS_WAKTU

    def __post_init__(self) -> None:
        found = urlsplit(self.alamat)
        if found.scheme != "https" and not (found.scheme == "http" and found.hostname in _SETEMPAT):
            msg = f"alamat API forge '{visible(self.alamat)}' bukan https; tulis misalnya https://api.github.com"
            raise CommandError(msg)
        if not re.fullmatch(r"[\w.-]+/(?!\.\.?$)[\w.-]+", self.repositori, re.ASCII):
            msg = f"repositori '{visible(self.repositori)}' tidak terbaca; tulis GITHUB_REPOSITORY sebagai pemilik/nama"
            raise CommandError(msg)

    @property
    def pemilik(self) -> str:
        """The owner of the repository."""
        return self.repositori.partition("/")[0]

    def minta(self, cara: str, rute: str, isi: Mapping[str, Any] | None = None, tanya: Tanya = None) -> Any:
        """Send one request about the repository and return what was answered (None: an empty answer)."""
        return _isi(self._kirim(cara, self._rute(rute), json=isi, params=tanya), cara, self._rute(rute))

    def daftar(self, rute: str, kunci: str = "", **tanya: Any) -> list[Any]:
        """Return all entries of a list, page by page; `kunci` where they are a part of the answer."""
        found: list[Any] = []
        for page in range(1, HALAMAN_TERBANYAK + 1):
            asked = {**tanya, "per_page": HALAMAN, "page": page}
            answer = self._kirim("GET", self._rute(rute), params=asked)
            entries = _isi(answer, "GET", self._rute(rute))
            found += entries[kunci] if kunci else entries
            if "next" not in answer.links:
                return found
        msg = f"daftar GET {self._rute(rute)} lebih dari {HALAMAN_TERBANYAK} halaman; ada yang tidak beres di forge"
        raise CommandError(msg)

    def unggah(self, alamat: str, berkas: Path, jenis: str) -> Any:
        """Upload a file to the address that a release gave, if that belongs to this forge."""
        plain = alamat.partition("{")[0]
        mine, there = urlsplit(self.alamat), urlsplit(plain)
        if there.scheme != mine.scheme or there.netloc not in (mine.netloc, _unggahan(mine.netloc)):
            msg = (
                f"forge menyuruh mengunggah ke {visible(there.netloc)}, bukan miliknya sendiri; tidak ada yang dikirim"
            )
            raise CommandError(msg)
        answer = self._kirim(
            "POST", plain, data=berkas.read_bytes(), params={"name": berkas.name}, headers={"Content-Type": jenis}
        )
        return _isi(answer, "POST", there.path)

    def _rute(self, rute: str) -> str:
        return f"/repos/{self.repositori}{rute}"

    def _kirim(self, cara: str, tujuan: str, **lain: Any) -> requests.Response:
        """Send, and again where the forge asks for patience; a POST that may have been done is not repeated."""
        for attempt in range(1, PERCOBAAN + 1):
            answer = self._sekali(cara, tujuan, **lain)
            wait = _tunggu(answer, cara, attempt)
            if wait is None or attempt == PERCOBAAN:
                break
            time.sleep(wait)
        return _periksa(answer, cara, urlsplit(tujuan).path)

    def _sekali(self, cara: str, tujuan: str, **lain: Any) -> requests.Response:
        url = tujuan if urlsplit(tujuan).scheme else self.alamat.rstrip("/") + tujuan
        headers = {
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": VERSI_API,
            **lain.pop("headers", {}),
        }
        ways: dict[str, Any] = {"auth": self._izin, "timeout": self.batas_waktu, "allow_redirects": False}
        try:
            return self.sesi.request(cara, url, headers=headers, **ways, **lain)
        except requests.Timeout as error:
            msg = f"forge tidak menjawab {cara} {visible(urlsplit(url).path)} dalam {self.batas_waktu:g} detik"
            raise CommandError(f"{msg}; jalankan lagi nanti") from error
        except requests.RequestException as error:
            host = visible(urlsplit(url).netloc)
            msg = f"forge {host} tidak dapat dihubungi; periksa sambungan jaringan dan GITHUB_API_URL"
            raise CommandError(msg) from error

    def _izin(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Put the token into a request; a header alone would give way to a `.netrc`."""
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


def _unggahan(netloc: str) -> str:
    """Return the host that takes uploads where the API has one of its own."""
    return f"uploads.{netloc.removeprefix('api.')}"


def _tunggu(answer: requests.Response, cara: str, attempt: int) -> float | None:
    """Return how long to wait before trying again, None where that would not help."""
    limited = answer.status_code in (403, 429) and (
        "Retry-After" in answer.headers or "secondary rate limit" in answer.text[:2000].lower()
    )
    if not limited and (answer.status_code not in (502, 503) or cara == "POST"):
        return None
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked) if asked.isascii() and asked.isdigit() else 2.0**attempt / 2, TUNGGU_TERLAMA)


def _periksa(answer: requests.Response, cara: str, rute: str) -> requests.Response:
    """Return an answer that is one, or say why it is none."""
    place = f"{cara} {visible(rute)}"
    if answer.is_redirect or 300 <= answer.status_code < 400:
        where = visible(urlsplit(answer.headers.get("Location", "")).netloc) or "tempat lain"
        msg = f"forge mengalihkan {place} ke {where}; token tidak dikirim ke sana; periksa GITHUB_API_URL"
        raise CommandError(f"{msg} dan GITHUB_REPOSITORY")
    if answer.status_code >= 400:
        advice = _NASIHAT.get(answer.status_code, _TERGANGGU if answer.status_code >= 500 else "permintaan ditolak")
        raise CommandError(f"forge menolak {place} ({answer.status_code}): {_pesan(answer)}{advice}")
    return answer


def _pesan(answer: requests.Response) -> str:
    """Return what the forge said about a refusal, as one short line of text."""
    try:
        told = answer.json()
        more = [
            str(one.get("message") or one) if isinstance(one, dict) else str(one) for one in told.get("errors") or []
        ]
        text = "; ".join([str(told["message"]), *more])
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
    return f"“{visible(text[:300])}”; "


def _isi(answer: requests.Response, cara: str, rute: str) -> Any:
    if not answer.content:
        return None
    try:
        return answer.json()
    except ValueError as error:
        msg = f"jawaban forge atas {cara} {visible(rute)} bukan JSON; periksa GITHUB_API_URL"
        raise CommandError(msg) from error
