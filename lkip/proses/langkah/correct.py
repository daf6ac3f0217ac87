"""Step "correct": the remarks on the document from Word files, reviews and notes; done when none of them is open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lkip.capaian import Laporan
from lkip.formulir import lembar_koreksi
from lkip.load import CONTENT
from lkip.model import Koreksi, Peristiwa
from lkip.pipeline import read
from lkip.problem import CommandError, visible
from lkip.proses import riwayat_git as g
from lkip.proses.baca import Riwayat, baca_jam, baca_peran, keadaan_tahun
from lkip.proses.keadaan import Keadaan
from lkip.proses.koreksi import (
    DIMINTA,
    baris_koreksi,
    daftar_koreksi,
    dari_teks,
    dari_tinjauan,
    diselesaikan,
    ditambah,
    terbuka,
)
from lkip.proses.langkah.bersama import berubah_sejak_disusun, giliran_ulang
from lkip.proses.langkah.umum import Giliran, Pelaku, batal, catat_langkah, folder_proses, giliran, pemegang, serah
from lkip.publish.baca_word import baca_koreksi
from lkip.publish.cetak import cetak

TUGAS = "correct"
_KOMIT = re.compile(r"\bkomit ([0-9a-f]{7,64})\b")


def correct(
    root: Path,
    tahun: int,
    pelaku: Pelaku,
    *,
    word: Sequence[str] = (),
    catatan: Sequence[str] = (),
    selesaikan: Sequence[str] = (),
) -> Iterator[str]:
    """Record the remarks of a round: given back while one is open, done where none is."""
    turn = giliran(root, tahun, TUGAS, kini=pelaku.waktu)
    _tidak_menunggu(turn)
    laporan = _laporan(root, tahun)
    before = daftar_koreksi(turn.keadaan.dihitung if turn.keadaan else ())
    now = _terkumpul(root, laporan, pelaku, before, word, catatan)
    now = diselesaikan(now, _berkomit(root, selesaikan))
    left = terbuka(now)
    if left and now == before:
        told = "\n".join(baris_koreksi(now))
        msg = f"masih ada {len(left)} koreksi terbuka; sebut penyelesaiannya dengan --selesaikan 'nomor: ...':\n{told}"
        raise CommandError(msg)
    if not left:
        _seperti_disusun(turn, laporan)
    written = catat_langkah(turn, pelaku, "kembali" if left else "selesai", koreksi=[_polos(item) for item in now])
    with batal(written.berkas):
        printed = _cetak(root, laporan, now, written.peristiwa)
    yield from _daftar(now)
    yield from serah(turn, written, cetakan=printed)
    if left:
        yield giliran_ulang(turn, written.peristiwa)


def lihat(root: Path, tahun: int, pelaku: Pelaku, *, word: Sequence[str], catatan: Sequence[str]) -> Iterator[str]:
    """Only list the remarks, those of a Word file too, and print the sheet on which they are signed by hand."""
    laporan, state = _laporan(root, tahun), keadaan_tahun(root, tahun, pelaku.waktu)
    now = _terkumpul(root, laporan, pelaku, daftar_koreksi(state.dihitung), word, catatan)
    yield from _daftar(now)
    for file in _cetak(root, laporan, now, _pereviu(root, state, pelaku)):
        yield f"Dicetak: {file.relative_to(root).as_posix()}"
    yield "Tidak ada yang dicatat."


# --- what is remarked --------------------------------------------------------------------------------------------


def _tidak_menunggu(turn: Giliran) -> None:
    """Refuse while an event of this step lies there that no commit holds yet."""
    waiting = turn.keadaan.tertunda if turn.keadaan else ()
    for one in waiting:
        if one.peristiwa and one.peristiwa.langkah == turn.langkah.nomor:
            msg = f"langkah {turn.langkah.nomor} sudah dicatat di {visible(one.berkas)}; komit, atau hapus bila keliru"
            raise CommandError(msg)


def _seperti_disusun(turn: Giliran, laporan: Laporan) -> None:
    """Refuse to conclude where the content is another than what was composed: it would be approved as corrected."""
    paper = turn.root / CONTENT / str(turn.tahun) / "dokumen.yml"
    if changed := berubah_sejak_disusun(turn, laporan.bahan, paper.read_text("utf-8")):
        again = f"./inv correct --tahun {turn.tahun} --catatan 'letak: apa yang berubah'"
        msg = f"{changed}; kembalikan isinya seperti ketika itu, atau kembalikan dokumennya untuk disusun lagi: {again}"
        raise CommandError(msg)


def _laporan(root: Path, tahun: int) -> Laporan:
    found = read(root, tahun)
    if found.laporan is None:
        msg = f"dokumen tahun {tahun} belum dapat dibaca; perbaiki dahulu galatnya (./inv check)"
        raise CommandError(msg)
    return found.laporan


def _terkumpul(
    root: Path, laporan: Laporan, pelaku: Pelaku, known: Sequence[Koreksi], word: Sequence[str], catatan: Sequence[str]
) -> tuple[Koreksi, ...]:
    """Return the remarks that are known together with those of reviews, Word files and notes."""
    new = [*_tinjauan(root, laporan.tahun), *(item for name in word for item in _word(name, laporan))]
    return ditambah(known, [*new, *(dari_teks(text, pelaku.oleh) for text in catatan)])


def _word(name: str, laporan: Laporan) -> Iterator[Koreksi]:
    file = Path(name).expanduser()
    if not file.is_file():
        msg = f"berkas Word {visible(name)} tidak ada; sebut letaknya, misalnya --word ~/lkip-{laporan.tahun}.docx"
        raise CommandError(msg)
    found, problems = baca_koreksi(file.read_bytes(), file.name, laporan)
    if problems:
        msg = f"{visible(file.name)}: {visible(problems[0].message)}"
        raise CommandError(msg)
    return (one.sebagai_koreksi for one in found)


def _tinjauan(root: Path, tahun: int) -> Iterator[Koreksi]:
    """Yield what reviewers asked for in proposals that touched the year."""
    records = (c for c in Riwayat(root, tahun).catatan.sah if any(t.state == DIMINTA for t in c.tinjauan))
    folder = f"{CONTENT}/{tahun}"
    about = [c for c in records if g.git(root, "rev-list", "-1", f"{c.dasar}..{c.gabung}", "--", folder)]
    zone = baca_jam(root).zona
    local = (replace(c, tinjauan=tuple(replace(t, waktu=t.waktu.astimezone(zone)) for t in c.tinjauan)) for c in about)
    return dari_tinjauan(local)


def _berkomit(root: Path, penyelesaian: Sequence[str]) -> Sequence[str]:
    """Refuse a commit that is not there."""
    for text in penyelesaian:
        for sha in _KOMIT.findall(text):
            if g.komit(root, sha) is None:
                msg = f"komit {sha} dalam --selesaikan tidak ada; lihat git log --oneline"
                raise CommandError(msg)
    return penyelesaian


# --- what is left ------------------------------------------------------------------------------------------------


def _polos(item: Koreksi) -> dict[str, Any]:
    """Return a remark as plain data, without what it does not have."""
    names = ("letak", "isi", "oleh", "asal", "penyelesaian")
    return {name: value for name in names if (value := getattr(item, name))}


def _daftar(koreksi: Sequence[Koreksi]) -> Iterator[str]:
    left = len(terbuka(koreksi))
    yield f"Koreksi: {len(koreksi)}, belum diselesaikan {left}." if koreksi else "Koreksi: tidak ada."
    yield from baris_koreksi(koreksi)


def _pereviu(root: Path, state: Keadaan, pelaku: Pelaku) -> Peristiwa:
    """Return an event that nobody records, for the name under the sheet."""
    one = state.langkah_tugas(TUGAS)
    when = (pelaku.waktu or state.kini).astimezone(baca_jam(root).zona)
    role = pelaku.peran or (one.langkah.diselesaikan_oleh[0] if one else "")
    held = [p.sebutan for p in baca_peran(root).pemegang(role, when.date())]
    who = pelaku.oleh or (held[0] if held else role)
    number = one.langkah.nomor if one else 0
    return Peristiwa(tahun=state.tahun, langkah=number, peristiwa="mulai", peran=role, oleh=who, waktu=when)


def _cetak(root: Path, laporan: Laporan, koreksi: Sequence[Koreksi], event: Peristiwa) -> tuple[Path, ...]:
    by, day = pemegang(baca_peran(root), event), event.waktu.date()
    return cetak(
        root,
        folder_proses(root, laporan.tahun),
        lambda parse: [lembar_koreksi(laporan, koreksi, parse, oleh=by, tanggal=day)],
    )
