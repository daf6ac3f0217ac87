"""The comment on a proposal, taken to the forge: one comment, ours alone, found by its marker and its author.

What is taken there was made in a job that may have run the proposal's own program: whether it did, the forge tells,
and then the comment begins by saying so. A comment that fails never fails the check: it is told as a warning.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lkip.forge.api import BERKAS_TERBANYAK, Forge
from lkip.forge.jauh import Jauh
from lkip.forge.jawaban import BerkasUsulan
from lkip.forge.keadaan_komentar import PALING_PANJANG, PENANDA, RUANG_CATATAN, baca
from lkip.forge.markdown import kode, teks
from lkip.forge.pratinjau import CABANG, simpan_gambar
from lkip.load import CONTENT
from lkip.problem import CommandError, visible

_BITA = 4 * PALING_PANJANG
# How many files outside of content/ are named, and how much of a name.
_SEBUT, _NAMA = 3, 60


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
        number, forge = _nomor(usulan or _sedang_diperiksa(env)), Forge.dari_lingkungan(env)
        if simpan:
            yield _simpan(forge, number, simpan)
        if berkas:
            yield from _sampaikan(forge, number, berkas, halaman, env)
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


def _ujung(env: Mapping[str, str]) -> str:
    """Return the commit of the proposal that a workflow runs for, empty where none runs."""
    commit = str(_peristiwa(env).get("pull_request", {}).get("head", {}).get("sha", ""))
    return commit if re.fullmatch(r"[0-9a-f]{40}", commit) else ""


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


def _sampaikan(forge: Forge, number: int, file: Path, pages: Path | None, env: Mapping[str, str]) -> Iterator[str]:
    """Take comment and pictures there, unless the proposal has gone on: then the check of its newer commit does."""
    outside = berkas_luar(forge.berkas(number))  # before the head is asked for: so they are of that head
    seen, now = _ujung(env), forge.usulan(number).ujung
    if seen and seen != now:
        yield f"Usulan {number} sudah berganti komit ({seen[:7]}, kini {now[:7]}); yang baru dikomentari tersendiri."
        return
    text = _isi(file)
    if not text:
        yield _tanpa_isi(forge, number, now)
        return
    if pages and pages.is_dir():
        yield _gambar(number, pages, seen, env)
    forge.simpan_komentar(number, _bercatatan(text, outside), PENANDA)
    yield f"Komentar pada pull request {number} sudah sesuai."


def _isi(file: Path) -> str:
    """Return the comment that a file holds, empty where none was made; refuse what `./inv diff` would not make."""
    if not file.exists() and not file.is_symlink():
        return ""
    text = ""
    if plain := file.is_file() and not file.is_symlink() and file.stat().st_size <= _BITA:
        text = file.read_text("utf-8", "replace").strip()
    if not plain or (text and baca(text) is None) or len(text) > PALING_PANJANG - RUANG_CATATAN:
        msg = f"{visible(str(file))} bukan buatan ./inv diff --markdown; komentar hanya dibuat dari sana"
        raise CommandError(msg)
    return text


def _tanpa_isi(forge: Forge, number: int, commit: str) -> str:
    """Take back what an earlier commit was told, where nothing is told of this one: its verdict holds no more."""
    held = forge.komentar_kami(number, PENANDA)
    if held is None:
        return (
            "Tidak ada yang dikomentari: tidak ada nilai, temuan atau halaman yang berubah, atau tidak terbandingkan."
        )
    body = (
        f"{baca(held.isi) or f'{PENANDA}-->'}\n**Belum ada perbandingan untuk komit {kode(commit[:7])}**; lihat hasil "
        "pemeriksaannya. Yang dikatakan di sini tentang komit sebelumnya tidak berlaku lagi.\n"
    )
    forge.simpan_komentar(number, body, PENANDA)
    return f"Komentar pada pull request {number} tentang komit sebelumnya ditarik."


# --- who made it -------------------------------------------------------------------------------------------------


def berkas_luar(touched: Iterable[BerkasUsulan]) -> tuple[str, ...]:
    """Return the files outside of content/ that a proposal changes; a list that the forge cut off may hide some."""
    files = tuple(touched)
    names = sorted({name for one in files for name in (one.path, one.semula) if name})
    outside = tuple(name for name in names if not name.startswith(f"{CONTENT}/"))
    return outside or (("…",) if len(files) >= BERKAS_TERBANYAK else ())


def _bercatatan(text: str, outside: tuple[str, ...]) -> str:
    """Say before all else, where it is so, that the proposal's own program wrote the comment."""
    if not outside:
        return f"{text}\n"
    memory, _, rest = text.partition("\n")
    more = f" dan {len(outside) - _SEBUT} lagi" if len(outside) > _SEBUT else ""
    named = ", ".join(teks(name, _NAMA) for name in outside[:_SEBUT]) + more
    warning = (
        f"> **Perhatian: usulan ini juga mengubah berkas di luar {CONTENT}/** ({named}). Yang di bawah ini dibuat oleh "
        "program usulan itu sendiri, jadi dapat keliru atau dikarang; tinjau dahulu perubahan programnya."
    )
    return f"{memory}\n{warning}\n\n{rest}\n"


def _gambar(number: int, folder: Path, commit: str, env: Mapping[str, str]) -> str:
    """Put the pictures where the comment shows them from; that they are missing keeps no comment back."""
    try:
        if not commit:
            raise CommandError("komit yang diperlihatkan gambarnya belum disebut; ini hanya berjalan dalam CI")
        count = simpan_gambar(folder, number, commit, Jauh.dari_lingkungan(Path.cwd(), env))
        return f"{count} gambar halaman disimpan di cabang {CABANG}."
    except CommandError as error:
        return f"Peringatan: gambar halaman tidak tersimpan: {visible(str(error))}"
