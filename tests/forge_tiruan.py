"""A stand-in of the forge, small and ours: its REST API over a real bare repository, on a port of this machine.

Every request is held against the forge's published description (`forge_uraian`), every answer of ours too: what fits
it not is refused and noted in `pelanggaran`, which a test asserts to be empty. What it answers is the description's own
example with our values laid over it. Merges are done in Git, by the rules of `forge_gudang.Hakim`.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from forge_gudang import Aturan, Gudang, Hakim, Usulan
from forge_rute import RUTE, TolakError, jalankan
from forge_uraian import butuh_uraian, uraian
from repo_proses import Repo

from lkip.forge.api import Forge
from lkip.forge.sambungan import VERSI_API, Sambungan

ROBOT = "github-actions[bot]"
NAMA = "kantor/lkip"


@dataclass
class Gangguan:
    """What the next request gets instead of an answer."""

    status: int = 200
    isi: Any = None
    kepala: Mapping[str, str] = field(default_factory=dict)
    tunda: float = 0


@dataclass
class ForgeTiruan:
    """The state of the forge. Tests may look at all of it, and set what the forge would know from elsewhere.

    `pengguna` says what each login is to the repository; `tim` who is in a team (`organisasi/nama`); `cek` the state
    of checks by commit and name; `cabangan` the repositories of forks by their owner; `kini` stops the clock.
    """

    gudang: Gudang
    pegawai: Repo
    alamat: str = ""
    nama: str = NAMA
    pengguna: dict[str, str] = field(default_factory=dict)
    tim: dict[str, set[str]] = field(default_factory=dict)
    cabangan: dict[str, Path] = field(default_factory=dict)
    aturan: Aturan = field(default_factory=Aturan)
    kini: datetime | None = None
    rilis_tetap: bool = True
    usulan: dict[int, Usulan] = field(default_factory=dict)
    kartu: dict[int, dict[str, Any]] = field(default_factory=dict)
    komentar: dict[int, dict[str, Any]] = field(default_factory=dict)
    rilis: dict[int, dict[str, Any]] = field(default_factory=dict)
    cek: dict[str, dict[str, str]] = field(default_factory=dict)
    pendorong: dict[str, str] = field(default_factory=dict)
    gangguan: list[Gangguan] = field(default_factory=list)
    sela: dict[str, Gangguan] = field(default_factory=dict)
    permintaan: list[str] = field(default_factory=list)
    pelanggaran: list[str] = field(default_factory=list)
    _token: dict[str, tuple[str, frozenset[str] | None]] = field(default_factory=dict)
    _nomor: int = 0
    _kunci: threading.Lock = field(default_factory=threading.Lock)

    # --- for tests ---

    def token(self, login: str, *izin: str) -> str:
        """A token of a user: with all that they may do, or (a workflow's) only with the write permissions named."""
        made = f"rahasia-{len(self._token)}-{login}"
        self._token[made] = (login, frozenset(izin) if izin else None)
        return made

    def klien(self, login: str = ROBOT, *izin: str, batas_waktu: float = 20) -> Forge:
        """The product's own client, as a user."""
        return Forge(Sambungan(self.alamat, self.nama, self.token(login, *izin), batas_waktu=batas_waktu))

    def lingkungan(self, login: str = ROBOT, *izin: str) -> dict[str, str]:
        """What a workflow's job has in its environment."""
        told = {"GITHUB_API_URL": self.alamat, "GITHUB_REPOSITORY": self.nama, "NO_PROXY": "127.0.0.1"}
        return {**told, "GITHUB_TOKEN": self.token(login, *izin)}

    def dorong(self, login: str, cabang: str, dari: Path | None = None, rev: str = "HEAD") -> str:
        """Push what is checked out in a repository (the office's) to a branch as a user; return the commit."""
        Gudang(dari or self.pegawai.root).git("push", "-qf", str(self.gudang.root), f"{rev}:refs/heads/{cabang}")
        head = self.gudang.komit(f"refs/heads/{cabang}")
        self.pendorong[head] = login
        self.segarkan()
        return head

    def lulus(self, komit: str, nama: str = "Periksa", state: str = "success") -> None:
        """Report a required check on a commit."""
        self.cek.setdefault(komit, {})[nama] = state

    def minta(self, login: str, cara: str, rute: str, isi: Any = None) -> tuple[int, Any]:
        """Do what a person does in the browser: one request as a user; return status and answer."""
        form = Sambungan(self.alamat, self.nama, self.token(login))
        answer = form._sekali(cara, f"/repos/{self.nama}{rute}", json=isi)
        return answer.status_code, answer.json() if answer.content else None

    def tinjau(self, login: str, nomor: int, event: str = "APPROVE", isi: str = "", komit: str = "") -> tuple[int, Any]:
        """Review a proposal as a user."""
        told = {"event": event, "body": isi or event.lower(), **({"commit_id": komit} if komit else {})}
        return self.minta(login, "POST", f"/pulls/{nomor}/reviews", told)

    def gabungkan(self, login: str, nomor: int, cara: str = "squash", **lain: str) -> tuple[int, Any]:
        """Press the merge button as a user."""
        return self.minta(login, "PUT", f"/pulls/{nomor}/merge", {"merge_method": cara, **lain})

    # --- for the routes ---

    @property
    def hakim(self) -> Hakim:
        return Hakim(self.gudang, self.aturan, self.pengguna, self.tim, self.cek)

    def saat(self) -> datetime:
        return self.kini or datetime.now(UTC).replace(microsecond=0)

    def nomor(self) -> int:
        """The next number; proposals and issues share them."""
        self._nomor += 1
        return self._nomor

    def segarkan(self) -> None:
        """Look at the heads of open proposals: where one has moved, approvals fall."""
        for one in (u for u in self.usulan.values() if u.terbuka):
            head = self.ujung(one.asal, one.cabang, one.nomor)
            if head and head != one.ujung:
                one.ujung, one.pendorong = head, self.pendorong.get(head, one.penulis)
                self.gudang.simpan(one)
                for t in one.tinjauan if self.aturan.gugur else ():
                    t.state = "DISMISSED" if t.state == "APPROVED" else t.state

    def terganggu(self, cara: str, target: str) -> Gangguan | None:
        """What goes wrong with a request: what was planned for its route, or else for the next one."""
        planned = self.sela.pop(f"{cara} {target.partition('?')[0]}", None)
        return planned or (self.gangguan.pop(0) if self.gangguan else None)

    def ujung(self, asal: str, cabang: str, nomor: int) -> str:
        """The head of a branch here or in a fork, fetched from there."""
        if asal == self.nama.partition("/")[0]:
            return self.gudang.komit(f"refs/heads/{cabang}")
        if asal not in self.cabangan or not Gudang(self.cabangan[asal]).komit(f"refs/heads/{cabang}"):
            return ""
        self.gudang.git("fetch", "-q", str(self.cabangan[asal]), f"+refs/heads/{cabang}:refs/pull/{nomor}/head")
        return self.gudang.komit(f"refs/pull/{nomor}/head")

    # --- one request ---

    def layani(self, cara: str, target: str, kepala: Mapping[str, str], data: bytes) -> tuple[int, Any, dict[str, str]]:
        with self._kunci:
            status, answer, headers = self._layani(cara, target, kepala, data)
            self.permintaan.append(f"{cara} {target} {status}")
            return status, answer, headers

    def _layani(self, cara: str, target: str, kepala: Mapping[str, str], data: bytes) -> Any:
        told = urlsplit(target)
        try:
            who = self._token.get(kepala.get("Authorization", "").removeprefix("Bearer "))
            if who is None:
                raise TolakError(401, "Bad credentials")
            book, asked = uraian(frozenset(RUTE)), dict(parse_qsl(told.query, keep_blank_values=True))
            found = book.rute(cara, told.path)
            if found is None:
                self.pelanggaran.append(f"{cara} {told.path}: no such route")
                raise TolakError(404, "Not Found")
            route, parts = found[0], {k: unquote(v) for k, v in found[1].items()}
            body = _terbaca(kepala, data) if book.json(cara, route) else data
            if wrong := [*self._kepala(kepala), *book.salah(cara, route, parts, asked, body)]:
                self.pelanggaran += [f"{cara} {told.path}: {one}" for one in wrong]
                raise TolakError(422, "Validation Failed", wrong)
            self.segarkan()
            status, answer = jalankan(self, who, cara, route, parts, asked, body)
        except TolakError as no:
            more = {"errors": no.errors} if no.errors else {}
            return no.status, {"message": no.message, "documentation_url": "https://docs.invalid", **more}, {}
        return self._jawab(cara, route, asked, target, status, answer)

    def _kepala(self, kepala: Mapping[str, str]) -> Iterator[str]:
        if kepala.get("X-GitHub-Api-Version") != VERSI_API:
            yield "no version of the API is asked for"
        if "User-Agent" not in kepala:
            yield "no user agent"

    def _jawab(self, cara: str, rute: str, asked: Mapping[str, str], target: str, status: int, answer: Any) -> Any:
        """Lay our values over the description's example, take a page of a list, hold it against the description."""
        headers: dict[str, str] = {}
        book = uraian(frozenset(RUTE))
        if isinstance(answer, list):
            answer, headers = _halaman(answer, asked, f"{self.alamat}{target}")
        if answer is not None:
            example = book.contoh(cara, rute, status)
            answer = [lapis(example, one) for one in answer] if isinstance(answer, list) else lapis(example, answer)
        wrong = book.salah_jawaban(cara, rute, status, answer)
        self.pelanggaran += [f"our answer to {cara} {rute}: {one}" for one in wrong]
        return status, answer, headers


def lapis(dasar: Any, atas: Any) -> Any:
    """Lay our values over an example; `...` is a field that the answer has not."""
    if isinstance(dasar, dict) and isinstance(atas, dict):
        made = dasar | {key: lapis(dasar.get(key), value) for key, value in atas.items()}
        return {key: value for key, value in made.items() if value is not ...}
    if isinstance(dasar, list) and dasar and isinstance(atas, list):
        return [lapis(dasar[0], one) for one in atas]
    return atas


def _halaman(entries: list[Any], asked: Mapping[str, str], url: str) -> tuple[list[Any], dict[str, str]]:
    size, page = min(int(asked.get("per_page", 30)), 100), int(asked.get("page", 1))
    if page * size >= len(entries):
        return entries[(page - 1) * size :], {}
    more = urlencode({**asked, "page": page + 1})
    return entries[(page - 1) * size : page * size], {"Link": f'<{url.partition("?")[0]}?{more}>; rel="next"'}


def _terbaca(kepala: Mapping[str, str], data: bytes) -> Any:
    """The body: JSON where it says so, else a file."""
    if not data:
        return None
    if not re.match(r"application/json\b", kepala.get("Content-Type", "")):
        return data
    try:
        return json.loads(data)
    except ValueError as error:
        raise TolakError(400, "Problems parsing JSON") from error


def _pelayan(forge: ForgeTiruan) -> type[BaseHTTPRequestHandler]:
    class Pelayan(BaseHTTPRequestHandler):
        def _jawab(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if fault := forge.terganggu(self.command, self.path):
                if fault.tunda:
                    time.sleep(fault.tunda)
                forge.permintaan.append(f"{self.command} {self.path} {fault.status}")
                status, answer, headers = fault.status, fault.isi, dict(fault.kepala)
            else:
                status, answer, headers = forge.layani(self.command, self.path, self.headers, data)
            out = answer if isinstance(answer, bytes) else b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(out)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(BrokenPipeError):  # who did not wait
                self.wfile.write(out)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _jawab  # noqa: N815 (the names of the library)

        def log_message(self, format: str, *args: object) -> None:
            return

    return Pelayan


@contextmanager
def forge_berjalan(gudang: Path, pegawai: Repo) -> Iterator[ForgeTiruan]:
    """The forge over a bare repository, as long as it is needed."""
    butuh_uraian()
    forge = ForgeTiruan(Gudang(gudang), pegawai)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _pelayan(forge))
    forge.alamat = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
