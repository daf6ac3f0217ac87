"""A signed tag → a release: the approved file itself, never one made again, with what belongs to it and its hashes."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lkip.capaian import Laporan
from lkip.forge.api import Forge
from lkip.forge.jauh import ASAL, Jauh
from lkip.forge.teks import butir, teks
from lkip.jejak import Jejak, jejak_bila_ada, tulis
from lkip.pipeline import read
from lkip.problem import CommandError, visible
from lkip.proses import riwayat_git as g
from lkip.proses.baca import Riwayat, baca_jam
from lkip.proses.disahkan import TUGAS, Disahkan
from lkip.proses.langkah.archive import DAFTAR, kapan_saja, kemas, yang_disahkan
from lkip.proses.langkah.umum import Giliran, Pelaku
from lkip.proses.wewenang import Dasar, TagGit, baris_tag, nilai_tag
from lkip.publish import make_documents
from lkip.publish.workshop import Workshop, epoch, work

FOLDER = "build/rilis"
_NAMA = re.compile(r"lkip-([0-9]{4})-[A-Za-z0-9][A-Za-z0-9.-]{0,40}", re.ASCII)


@dataclass(frozen=True)
class Rilisan:
    """What a tag releases: its year, its text, the approval that it speaks for, what the tag rests on."""

    tag: str
    tahun: int
    pesan: str
    sah: Disahkan
    dasar: Dasar


def rilis(root: Path, tag: str, jauh: Jauh, utama: str) -> Iterator[str]:
    """Judge the tag, and lay what it releases into a folder; raises CommandError with the reason and what to do."""
    one = diperiksa(root, tag, jauh, utama)
    folder = _kumpulkan(root, one)
    yield f"Tag {one.tag}: {visible(one.dasar.oleh)}, kunci {one.dasar.kunci}"
    yield f"Disahkan: {visible(one.sah.sebutan)}"
    yield from (f"  {line}" for line in (folder / DAFTAR).read_text("utf-8").splitlines())
    yield f"Terkumpul di {FOLDER}/, siap diterbitkan."


def terbitkan(root: Path, tag: str, forge: Forge, jauh: Jauh, utama: str) -> Iterator[str]:
    """Publish the folder that was collected, if it is still what the tag releases."""
    one = diperiksa(root, tag, jauh, utama)
    files = _terkumpul(root / FOLDER, one)
    title = f"LKIP {one.tahun} versi {one.sah.persetujuan.versi}"
    made = forge.terbitkan(tag, title, catatan_rilis(one, files), files)
    yield f"Diterbitkan: {visible(title)}, {len(made.berkas)} berkas, {visible(made.alamat)}"


# --- may it be released ------------------------------------------------------------------------------------------


def diperiksa(root: Path, tag: str, jauh: Jauh, utama: str) -> Rilisan:
    """Return what a tag releases; raises CommandError where it may release nothing."""
    named = _NAMA.fullmatch(tag)
    if named is None:
        msg = f"tag {visible(tag)} bukan tag rilis; beri nama lkip-<tahun>-v<versi>, misalnya lkip-2023-v1.0"
        raise CommandError(msg)
    _di_cabang_utama(root, tag, jauh, utama)
    year = int(named[1])
    turn = kapan_saja(root, year, Pelaku())
    _sudah_disahkan(turn)
    approved = yang_disahkan(root, turn)
    told = Riwayat(root, year)
    found, verdict = _penilaian(told, turn, tag)
    if found is None or not isinstance(verdict, Dasar):
        why = verdict if isinstance(verdict, str) else f"tag {tag} bukan tag bertanda tangan"
        who = " atau ".join(turn.langkah.diselesaikan_oleh)
        how = f"Yang menandai rilis adalah {visible(who)}:\n{_cara(approved, tag)}"
        msg = f"{visible(why)}; tidak ada yang diterbitkan. {how}"
        raise CommandError(msg)
    return Rilisan(tag, year, found.pesan, approved, verdict)


def _di_cabang_utama(root: Path, tag: str, jauh: Jauh, utama: str) -> None:
    """Refuse a tag that is not checked out, or marks what nobody has merged: its list of roles would be its own.

    The tag is fetched once more: a runner's checkout leaves in its place the commit that it marks.
    """
    ref, main = f"refs/tags/{tag}", f"refs/remotes/{ASAL}/{utama}"
    if not (jauh.ada(ref) and jauh.ambil(f"+{ref}:{ref}")):
        msg = f"tag {tag} tidak ada di {ASAL}; dorong dahulu: git push origin {tag}"
        raise CommandError(msg)
    if not jauh.ambil(f"+refs/heads/{utama}:{main}"):
        msg = f"cabang {visible(utama)} tidak dapat diambil dari {ASAL}; jalankan lagi nanti"
        raise CommandError(msg)
    head = g.kepala(root)
    if g.komit(root, ref) != head:
        msg = f"yang terbuka di sini bukan komit tag {tag}; buka dahulu: git checkout {tag}"
        raise CommandError(msg)
    if head not in g.garis_utama(root, main, baca_jam(root).zona):
        msg = (
            f"tag {tag} menandai komit di luar cabang {visible(utama)}; gabungkan dahulu, lalu tandai komit gabungannya"
        )
        raise CommandError(msg)


def _sudah_disahkan(turn: Giliran) -> None:
    """Refuse a year without an approval, with the reason why one that was written does not count."""
    state = turn.keadaan
    one = state.langkah_tugas(TUGAS) if state else None
    if state is None or one is None or one.selesai:
        return
    number = one.langkah.nomor
    refused = [p.sebab for p in state.ditolak if p.peristiwa and p.peristiwa.langkah == number]
    what = f"pengesahan LKIP {turn.tahun} belum berlaku, {visible(refused[-1])}" if refused else ""
    msg = f"{what or f'LKIP {turn.tahun} belum disahkan (langkah {number})'}; {_sahkan(turn)}"
    raise CommandError(msg)


def _sahkan(turn: Giliran) -> str:
    return f"sahkan dengan ./inv approve --tahun {turn.tahun}, gabungkan, lalu tandai komit gabungannya dengan tag baru"


def _penilaian(told: Riwayat, turn: Giliran, tag: str) -> tuple[TagGit | None, Dasar | str]:
    """Return the tag, judged as evidence of the approval under the roles before the commit that it marks, and at it.

    So who gains a key by that commit gains nothing, and who has lost one by it cannot release any more.
    """
    state = turn.keadaan.langkah_tugas(TUGAS) if turn.keadaan else None
    done = state.selesai if state else None
    assert state and done and done.peristiwa
    version = next(v for v in told.versi[done.berkas] if v.komit.sha == done.komit)
    claim = told.klaim(done.berkas, version, done.peristiwa)
    found = told.tag(tag, done.berkas, told.isi[version.blob or ""])
    for roles in (told.peran.sebelum(told.kepala), told.peran.pada(told.kepala)):
        verdict = nilai_tag(replace(claim, daftar=roles, tag={tag: found}), state.langkah, tag)
        if not isinstance(verdict, Dasar):
            break
    return found, verdict


def _cara(approved: Disahkan, tag: str) -> str:
    words = " ".join(f'-m "{line}"' for line in baris_tag(approved.peristiwa))
    return f"  git -c gpg.format=ssh -c user.signingkey=<kunci> tag -s {tag} {words}"


# --- what is released --------------------------------------------------------------------------------------------


def _kumpulkan(root: Path, one: Rilisan) -> Path:
    """Collect the files, in place of those of an earlier run only when all are there."""
    laporan = read(root, one.tahun).laporan
    if laporan is None:
        msg = f"dokumen tahun {one.tahun} tidak dapat dibaca lagi; jalankan ./inv check"
        raise CommandError(msg)
    folder = root / FOLDER
    with work(folder) as place:
        new = place / "rilis"
        new.mkdir()
        shutil.copyfile(root / one.sah.berkas, new / one.sah.nama)
        _dokumen(root, laporan, one, place, new)
        _jejak(root, laporan, place, new)
        names = sorted(file.name for file in new.iterdir())
        lines = "".join(f"{_sha256(new / name)}  {name}\n" for name in names)
        (new / DAFTAR).write_text(lines, "utf-8", newline="")
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
    return folder


def _dokumen(root: Path, laporan: Laporan, one: Rilisan, place: Path, new: Path) -> None:
    """Make the Word file, a working copy, and the data package; the PDF is the approved one."""
    (place / "kerja").mkdir()
    day = laporan.bahan.dokumen.tanggal
    made = make_documents(laporan, Workshop(root.resolve(), (place / "kerja").resolve(), epoch(day), []))
    shutil.copyfile(made / f"lkip-{one.tahun}.docx", new / f"{Path(one.sah.nama).stem}-salinan-kerja.docx")
    kemas(made / "data", new / f"data-{one.tahun}.zip", one.sah.peristiwa.waktu)


def _jejak(root: Path, laporan: Laporan, place: Path, new: Path) -> None:
    trail = jejak_bila_ada([laporan], root)[laporan.tahun]
    if not isinstance(trail, Jejak):
        msg = f"jejak angka tidak dapat dibuat: {trail}"
        raise CommandError(msg)
    file = tulis(trail, place / "jejak")
    shutil.copyfile(file, new / file.name)


def _terkumpul(folder: Path, one: Rilisan) -> list[Path]:
    """Return the collected files, the list of hashes last; refuse what is not as it was collected."""
    listed = folder / DAFTAR
    rows = [line.split("  ", 1) for line in listed.read_text("utf-8").splitlines()] if listed.is_file() else []
    hashes = {name: digest for digest, name in rows}
    here = sorted(file.name for file in folder.iterdir() if file.name != DAFTAR) if rows else []
    wrong = [name for name in here if hashes.get(name) != _sha256(folder / name)]
    if not rows or wrong or here != sorted(hashes) or hashes.get(one.sah.nama) != one.sah.persetujuan.sha256:
        msg = f"isi {FOLDER}/ bukan yang dikumpulkan untuk tag {one.tag}; kumpulkan lagi dengan ./inv release"
        raise CommandError(msg)
    return [*(folder / name for name in here), listed]


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def catatan_rilis(one: Rilisan, berkas: list[Path]) -> str:
    """Return the notes of a release: what the signed tag says, as text, and the hashes."""
    said = butir(line for line in one.pesan.strip().splitlines())
    rows = "".join(f"| {teks(file.name)} | `{_sha256(file)}` |\n" for file in berkas if file.name != DAFTAR)
    return "\n\n".join(
        (
            f"Dokumen yang disahkan: **{teks(one.sah.nama)}**, {teks(one.sah.sebutan)}. Word hanya salinan kerja.",
            said,
            f"Tag ditandatangani {teks(one.dasar.oleh)} dengan kunci `{one.dasar.kunci}`.",
            f"| Berkas | SHA-256 |\n| --- | --- |\n{rows}",
            f"Periksa unduhan dengan `sha256sum -c {DAFTAR}`.",
        )
    )
