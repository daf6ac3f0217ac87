"""SSH signatures beside a file: made and checked by ssh-keygen; who a key belongs to is not decided here."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from lkip.model import DaftarPeran
from lkip.problem import CommandError, visible

# What a signature was made for is part of it: one for a commit or a mail is none for an event.
PROSES, CATATAN, GIT = "lkip-proses", "lkip-catatan", "git"
_AWAL, _AKHIR = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_TERPANJANG = 16_384
_KATA = re.compile(rb"[!-~]+")  # what names a key's kind and a purpose: it goes to a program as its argument
_BATAS = 20  # seconds; making one may wait for a passphrase


@dataclass(frozen=True)
class Tanda:
    """A signature: the key that made it (kind and body, without remark), what for, and whether it fits the bytes."""

    kunci: str
    ruang: str
    cocok: bool

    @property
    def sidik_jari(self) -> str:
        """The key's fingerprint, as ssh-keygen -l shows it."""
        return sidik_jari(self.kunci)


def badan(kunci: str) -> str:
    """Return a public key without its remark: what two spellings of one key share."""
    return " ".join(kunci.split()[:2])


def sidik_jari(kunci: str) -> str:
    """Return the fingerprint of a public key."""
    digest = hashlib.sha256(base64.b64decode(kunci.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


@lru_cache(maxsize=1024)  # one is asked for by its event and by its chain; starting ssh-keygen costs
def periksa(data: bytes, sig: bytes) -> Tanda | None:
    """Read a signature and try it on the bytes; None where it is none."""
    found = _baca(sig)
    if found is None:
        return None
    with tempfile.TemporaryDirectory(prefix="lkip-tanda-") as folder:
        file = Path(folder) / "tanda"
        file.write_bytes(sig)
        done = _ssh_keygen("-Y", "check-novalidate", "-n", found.ruang, "-s", str(file), data=data)
    return Tanda(found.kunci, found.ruang, done.returncode == 0)


def _baca(sig: bytes) -> Tanda | None:
    """Take key and purpose out of a signature (OpenSSH, PROTOCOL.sshsig); nothing is believed yet."""
    text = sig.decode("ascii", "replace").strip()
    if len(text) > _TERPANJANG or not (text.startswith(_AWAL) and text.endswith(_AKHIR)):
        return None
    try:
        raw = base64.b64decode("".join(text[len(_AWAL) : -len(_AKHIR)].split()), validate=True)
        key, rest = _bagian(raw[10:])
        name, _ = _bagian(key)
        purpose, _ = _bagian(rest)
        known = raw[:6] == b"SSHSIG" and _KATA.fullmatch(name) and _KATA.fullmatch(purpose)
    except (binascii.Error, ValueError, IndexError):
        return None
    return Tanda(f"{name.decode()} {base64.b64encode(key).decode()}", purpose.decode(), False) if known else None


def _bagian(raw: bytes) -> tuple[bytes, bytes]:
    size = int.from_bytes(raw[:4])
    if len(raw) < 4 + size or not size:
        raise ValueError
    return raw[4 : 4 + size], raw[4 + size :]


def bubuhkan(data: bytes, kunci: Path, ruang: str = PROSES) -> bytes:
    """Sign bytes with a private key, or with a public one whose private half an agent holds."""
    if not kunci.is_file():
        msg = f"berkas kunci {visible(str(kunci))} tidak ada; sebut letak kunci SSH Anda, misalnya ~/.ssh/id_ed25519"
        raise CommandError(msg)
    done = _ssh_keygen("-Y", "sign", "-n", ruang, "-f", str(kunci), data=data)
    if done.returncode != 0 or periksa(data, done.stdout) is None:
        said = visible(done.stderr.decode("utf-8", "replace").strip().split("\n")[-1])
        msg = f"tanda tangan tidak dapat dibuat dengan kunci {visible(str(kunci))}: {said}"
        raise CommandError(msg)
    return done.stdout


def buat_kunci(file: Path) -> Path:
    """Make a key pair without a passphrase, for a show or a measurement; return the private half."""
    done = _ssh_keygen("-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(file), data=b"")
    if done.returncode != 0:
        msg = f"kunci SSH tidak dapat dibuat: {visible(done.stderr.decode('utf-8', 'replace').strip())}"
        raise CommandError(msg)
    return file


def allowed_signers(daftar: DaftarPeran) -> str:
    """Return the list in the form in which ssh-keygen and git take it, to check by hand what is checked here."""
    return "".join(f"{line}\n" for line in _penanda_tangan(daftar))


def _penanda_tangan(daftar: DaftarPeran) -> Iterator[str]:
    for p in daftar.peran:
        until = f',valid-before="{p.sampai + timedelta(days=1):%Y%m%d}"' if p.sampai else ""
        who = (p.surel[0] if p.surel else p.jabatan.replace(" ", "-")).replace('"', "").replace(",", "")
        for key in p.kunci:
            yield f'{who} namespaces="{PROSES},{GIT}",valid-after="{p.dari:%Y%m%d}"{until} {badan(key)}'
    for key in daftar.robot:
        yield f'robot namespaces="{CATATAN}" {badan(key)}'


def _ssh_keygen(*args: str, data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["ssh-keygen", *args],
            env=os.environ | {"LC_ALL": "C"},
            input=data,
            capture_output=True,
            check=False,
            timeout=_BATAS if "sign" not in args else None,
        )
    except FileNotFoundError as error:
        msg = "ssh-keygen belum terpasang di komputer ini; pasang OpenSSH (di Windows: fitur OpenSSH Client)"
        raise CommandError(msg) from error
    except subprocess.TimeoutExpired as error:
        msg = f"ssh-keygen tidak menjawab dalam {_BATAS} detik; coba lagi"
        raise CommandError(msg) from error
