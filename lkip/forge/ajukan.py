"""A form that somebody filled in at the forge → the step's work on a new branch → a proposal that awaits its review.

Nothing that the form says is believed beyond what it is: the step's function judges the answers, the check judges what
it left, and the event counts only once the one in whose name it stands has approved the proposal.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from urllib.parse import urlencode

from lkip.forge.api import Forge
from lkip.forge.formulir_langkah import Formulir, Isian, formulir, isian
from lkip.forge.jauh import Jauh
from lkip.forge.kejadian import Kejadian
from lkip.forge.teks import butir, ringkasan, teks
from lkip.load import CONTENT
from lkip.model import DaftarPeran, Langkah, PemegangPeran, Peristiwa
from lkip.problem import CommandError, visible
from lkip.proses import riwayat_git as g
from lkip.proses.baca import Riwayat, baca_jam, baca_sop, keadaan_tahun
from lkip.proses.langkah.umum import Pelaku, langkah_tugas
from lkip.proses.wewenang import MENILAI
from lkip.sejak import bandingkan

_ROBOT = {"GIT_COMMITTER_NAME": "Robot LKIP", "GIT_COMMITTER_EMAIL": "robot@lkip.invalid"}
# What a step tells about saving its files is done here.
_PENYIMPANAN = ("Yang disimpan:", "Simpan")
# A browser's address that is longer may be cut off.
_TAUTAN_TERPANJANG = 6000
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")


@dataclass(frozen=True)
class Diajukan:
    """What a form led to: the step, what was said, the events that it left, the files that changed."""

    langkah: Langkah
    tahun: int
    kata: tuple[str, ...]
    peristiwa: tuple[Peristiwa, ...]
    berkas: tuple[str, ...]

    @property
    def judul(self) -> str:
        """What the commit and the proposal are called."""
        what = "/".join(dict.fromkeys(event.peristiwa for event in self.peristiwa)) or "tanpa peristiwa"
        return f"LKIP {self.tahun}: langkah {self.langkah.nomor} {what}"


def ajukan(root: Path, tugas: str, forge: Forge, jauh: Jauh, kejadian: Kejadian) -> Iterator[str]:
    """Do what a form asks and propose it; raises CommandError, after telling the summary, where it cannot be done."""
    try:
        yield from _ajukan(root, formulir(tugas), forge, jauh, kejadian)
    except CommandError as error:
        ringkasan(f"### Tidak ada yang diajukan\n\n{butir(str(error).splitlines())}\n")
        raise


def _ajukan(root: Path, form: Formulir, forge: Forge, jauh: Jauh, kejadian: Kejadian) -> Iterator[str]:
    if kejadian.rujukan != f"refs/heads/{kejadian.cabang_utama}":
        msg = f"formulir dijalankan dari cabang {kejadian.cabang_utama}; pilih itu pada 'Use workflow from'"
        raise CommandError(msg)
    if kejadian.pengulang:
        again, first = visible(kejadian.pengulang), visible(kejadian.pelaku)
        msg = f"ini dijalankan ulang oleh {again} dari formulir {first}; isi formulirnya sendiri"
        raise CommandError(msg)
    held, filled = _isian(root, form, kejadian)
    done = _kerjakan(root, form, filled)
    _tanpa_galat(root)
    branch = (
        f"formulir/{done.tahun}-{done.langkah.nomor}-{form.tugas}-{kejadian.jalan or f'{datetime.now():%Y%m%d%H%M%S}'}"
    )
    _komit(root, branch, done, held, kejadian.pelaku)
    if not jauh.dorong(f"HEAD:refs/heads/{branch}"):
        msg = f"cabang {branch} tidak dapat didorong; periksa izin job (contents: write), lalu isi formulirnya lagi"
        raise CommandError(msg)
    body = isi_usulan(root, done, held, kejadian)
    yield from done.kata
    told, link = _buka(forge, branch, kejadian.cabang_utama, done.judul, body)
    yield told
    ringkasan(f"### {teks(done.judul)}\n\n{link or teks(told)}\n\n{body}")


# --- who filled it in --------------------------------------------------------------------------------------------


def _isian(root: Path, form: Formulir, kejadian: Kejadian) -> tuple[PemegangPeran, Isian]:
    """Return who filled the form in, by the list of roles that is in force, and the form in their name.

    Who does not hold the role that concludes the step prepares it for the one who does.
    """
    day = datetime.now(baca_jam(root).zona).date()
    told = Riwayat(root, day.year)  # the list of roles is of no year
    listed = told.peran.pada(told.kepala)
    step = langkah_tugas(baca_sop(root), form.tugas)
    known = [p for p in listed.peran if _sama(p, kejadian.pelaku) and p.berlaku(day)] if listed else []
    if not known:
        msg = f"akun {visible(kejadian.pelaku)} tidak tercatat sebagai login siapa pun yang sedang berperan"
        raise CommandError(f"{msg}; mintalah login itu ditulis di {CONTENT}/peran.yml lebih dahulu")
    own = next((p for p in known if p.peran in step.diselesaikan_oleh), None)
    who = Pelaku(oleh=own.sebutan, peran=own.peran) if own else Pelaku()
    return own or known[0], isian(root, who, kejadian.masukan)


def _sama(p: PemegangPeran, login: str) -> bool:
    return p.login is not None and p.login.casefold() == login.casefold()


# --- the work ----------------------------------------------------------------------------------------------------


def _kerjakan(root: Path, form: Formulir, filled: Isian) -> Diajukan:
    if _berubah(root):
        msg = f"{CONTENT}/ sudah berubah sebelum formulir dikerjakan; jalankan di salinan yang bersih"
        raise CommandError(msg)
    lines = tuple(takewhile(lambda line: not line.startswith(_PENYIMPANAN), form.kerjakan(filled)))
    step, changed = langkah_tugas(baca_sop(root), form.tugas), _berubah(root)
    if not changed:
        msg = "\n".join(("tidak ada yang dapat diajukan; yang disampaikan langkahnya:", *lines))
        raise CommandError(msg)
    waiting = keadaan_tahun(root, filled.tahun).tertunda
    events = tuple(p.peristiwa for p in waiting if p.peristiwa)
    return Diajukan(step, filled.tahun, lines, events, changed)


def _berubah(root: Path) -> tuple[str, ...]:
    """Return the files below content/ that are not as they were committed."""
    out = g.git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", CONTENT) or b""
    return tuple(sorted(os.fsdecode(row[3:]) for row in out.split(b"\0") if row))


def _tanpa_galat(root: Path) -> None:
    """Refuse what the check of the proposal would refuse."""
    _, since = bandingkan(root, "HEAD")
    if since.galat:
        wrong = [t.problem for t in (*since.baru, *since.tak_tentu) if t.problem.level == "galat"]
        msg = "\n".join(("hasilnya belum lolos pemeriksaan; perbaiki dahulu:", *(f"  {p}" for p in wrong)))
        raise CommandError(msg)


def _komit(root: Path, cabang: str, done: Diajukan, held: PemegangPeran, login: str) -> None:
    """Commit content/ alone on a new branch; its author is who filled in the form, its committer the robot."""
    who = {"GIT_AUTHOR_NAME": visible(held.sebutan), "GIT_AUTHOR_EMAIL": f"{_alamat(login)}@users.noreply.github.com"}
    by = f"Diajukan lewat formulir oleh {visible(held.sebutan)} ({visible(held.peran)}), akun {visible(login)}."
    message = f"{done.judul}\n\n{visible(done.langkah.kegiatan)}\n\n{by}\n"
    plain = ("-c", "commit.gpgSign=false", "-c", "core.hooksPath=/dev/null")
    for args in (
        ("checkout", "--quiet", "-b", cabang),
        ("add", "--all", "--", CONTENT),
        (*plain, "commit", "--quiet", "--no-verify", "--cleanup=verbatim", "-m", message),
    ):
        if g.git(root, *args, lingkungan=who | _ROBOT) is None:
            msg = "perubahannya tidak dapat dikomit; jalankan lagi formulirnya"
            raise CommandError(msg)


def _alamat(login: str) -> str:
    return login if _LOGIN.fullmatch(login) else "tidak-dikenal"


# --- the proposal ------------------------------------------------------------------------------------------------


def _buka(forge: Forge, cabang: str, dasar: str, judul: str, isi: str) -> tuple[str, str]:
    """Open the proposal; where the forge lets no robot do that, return also the link by which a person opens it."""
    try:
        return f"Usulan {forge.buka_usulan(cabang, dasar, judul, isi).nomor} dibuka: {judul}", ""
    except CommandError as error:
        server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
        place = f"{server}/{forge.sambungan.repositori}/compare/{dasar}...{cabang}"
        filled = urlencode({"expand": "1", "title": judul, "body": isi})
        link = f"{place}?{filled}" if len(filled) < _TAUTAN_TERPANJANG else f"{place}?expand=1"
        told = f"Usulannya tinggal dibuka dengan akun Anda ({error}): {place}?expand=1"
        return told, f"**[Tekan di sini untuk membuka usulannya]({link})**, dengan akun Anda sendiri."


def isi_usulan(root: Path, done: Diajukan, held: PemegangPeran, kejadian: Kejadian) -> str:
    """Return the body of the proposal: what was done, by whom, whose approval makes it count, what to look at."""
    told = Riwayat(root, done.tahun)
    listed = told.peran.pada(told.kepala)
    by = f"{teks(held.sebutan)} ({teks(held.peran)}), akun {teks(kejadian.pelaku)}"
    files = "\n".join(f"- {teks(name)}" for name in done.berkas)
    return "\n\n".join(
        (
            f"Langkah {done.langkah.nomor}: {teks(done.langkah.kegiatan)}",
            f"Diajukan lewat formulir oleh {by}.",
            butir(done.kata),
            f"### Persetujuan yang diperlukan\n\n{''.join(_persetujuan(done, listed))}",
            f"### Daftar periksa\n\n{''.join(_periksa(done))}",
            f"### Berkas yang berubah\n\n{files}",
        )
    )


def _persetujuan(done: Diajukan, listed: DaftarPeran | None) -> Iterator[str]:
    """Yield for each event whose approval is its evidence: the form itself proves nothing."""
    if not done.peristiwa:
        yield "Tidak ada peristiwa yang dicatat, jadi tidak ada langkah yang menjadi selesai oleh usulan ini.\n"
    for event in done.peristiwa:
        what = f"Langkah {event.langkah} {event.peristiwa} atas nama {teks(event.oleh)} ({teks(event.peran)})"
        yield f"- {what}: {_bukti(event, done.langkah, listed)}\n"


def _bukti(event: Peristiwa, step: Langkah, listed: DaftarPeran | None) -> str:
    kinds = [b.jenis for b in event.bukti]
    if "pindaian" in kinds:
        return "buktinya pindaian yang ikut di sini."
    if "tinjauan" not in step.bukti:
        return f"langkah ini tidak menerima tinjauan sebagai bukti; yang diterima: {teks(', '.join(step.bukti))}."
    held = listed.pemegang(event.peran, event.waktu.date()) if listed else ()
    login = next((p.login for p in held if p.sebutan == event.oleh and p.login), None)
    if login is None:
        return (
            "login-nya belum ada di peran.yml, sehingga tinjauannya tidak dapat dikenali. Tulis login itu dahulu, "
            "atau buktikan dengan tanda tangan atau pindaian."
        )
    name = f"@{login}" if _LOGIN.fullmatch(login) else teks(login)
    how = f"{name} menyetujui usulan ini (*Files changed*, *Review changes*, *Approve*); tinjauan itulah buktinya."
    if step.tugas in MENILAI:
        return f"{how} Usulannya dibuka orang lain: tidak ada yang dapat menyetujui usulannya sendiri."
    return f"{how} Bila {name} sendiri yang membuka usulan ini, itulah buktinya, hanya lebih lemah."


def _periksa(done: Diajukan) -> Iterable[str]:
    questions: Sequence[str] = (
        "Nama, tanggal, dan isi pada *Files changed* sesuai dengan yang dimaksud",
        "Pemeriksaan usulan ini lulus; bila belum berjalan, tekan *Approve workflows to run*",
        "Yang namanya disebut di atas sudah menyetujui, sesudah perubahan terakhir",
    )
    return (f"- [ ] {text}\n" for text in questions)
