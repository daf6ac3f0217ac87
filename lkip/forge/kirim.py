"""The comment on a proposal, taken to the forge: one comment, ours alone, found by its marker and its author.

A comment that fails never fails the check: whatever goes wrong on the way is told as a warning.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lkip.forge.api import Forge
from lkip.forge.jauh import Jauh
from lkip.forge.keadaan_komentar import PENANDA
from lkip.forge.pratinjau import CABANG, simpan_gambar
from lkip.problem import CommandError, visible


def kirim(
    usulan: str,
    berkas: Path | None,
    simpan: Path | None,
    env: Mapping[str, str] = os.environ,
    halaman: Path | None = None,
) -> Iterator[str]:
    """Write the comment that a file holds, or save the one that is there; yield what to print, never raise.

    `halaman` holds the pictures that the comment shows.
    """
    try:
        number = _nomor(usulan or _sedang_diperiksa(env))
        if simpan:
            yield _simpan(Forge.dari_lingkungan(env), number, simpan)
        if halaman and halaman.is_dir():
            yield _gambar(number, halaman, env)
        if berkas:
            yield _kirim(number, berkas, env)
    except (CommandError, OSError, ValueError) as error:
        yield f"Peringatan: komentar tidak tersampaikan: {visible(str(error))}"


def _sedang_diperiksa(env: Mapping[str, str]) -> str:
    """Return the number of the proposal that a workflow runs for."""
    if not isinstance(number := _peristiwa(env).get("number"), int):
        msg = "pull request mana belum disebut; tulis misalnya --pull 7"
        raise CommandError(msg)
    return str(number)


def _peristiwa(env: Mapping[str, str]) -> Mapping[str, Any]:
    read: dict[str, Any] = json.loads(Path(env.get("GITHUB_EVENT_PATH") or os.devnull).read_text("utf-8") or "{}")
    return read


def _gambar(number: int, folder: Path, env: Mapping[str, str]) -> str:
    """Put the pictures where the comment shows them from; that they are missing keeps no comment back."""
    try:
        commit = str(_peristiwa(env).get("pull_request", {}).get("head", {}).get("sha", ""))
        if not re.fullmatch(r"[0-9a-f]{40}", commit):
            raise CommandError("komit yang diperlihatkan gambarnya belum disebut; ini hanya berjalan dalam CI")
        count = simpan_gambar(folder, number, commit, Jauh.dari_lingkungan(Path.cwd(), env))
        return f"{count} gambar halaman disimpan di cabang {CABANG}."
    except CommandError as error:
        return f"Peringatan: gambar halaman tidak tersimpan: {visible(str(error))}"


def _nomor(usulan: str) -> int:
    if not (usulan.isascii() and usulan.isdigit()):
        msg = f"'{visible(usulan)}' bukan nomor pull request; tulis misalnya --pull 7"
        raise CommandError(msg)
    return int(usulan)


def _simpan(forge: Forge, number: int, file: Path) -> str:
    """Save the comment that is there, empty where there is none: what the next version is compared with."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    held = forge.komentar_kami(number, PENANDA)
    file.write_text(held.isi if held else "", "utf-8", newline="")
    return f"Komentar yang sudah ada: {'disimpan' if held else 'belum ada'}."


def _kirim(number: int, file: Path, env: Mapping[str, str]) -> str:
    text = file.read_text("utf-8", "replace")
    if not text.strip():
        return "Tidak ada yang dikomentari: tidak ada nilai, temuan atau halaman yang berubah."
    if not text.startswith(PENANDA):
        msg = f"{visible(str(file))} bukan buatan ./inv diff --markdown; komentar hanya dibuat dari sana"
        raise CommandError(msg)
    Forge.dari_lingkungan(env).simpan_komentar(number, text, PENANDA)
    return f"Komentar pada pull request {number} sudah sesuai."
