"""Step "letter": a covering letter with a number of the agenda book, kept as data and printed as PDF and Word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lkip.bilangan import tanggal as teks_tanggal
from lkip.fmt import canonical
from lkip.formulir import surat_pengantar
from lkip.isi import Isi, read_content
from lkip.load import CONTENT, parse_yaml
from lkip.model import Instansi, Pengirim, SuratPengantar, TataSurat, build
from lkip.problem import CommandError, Problem, visible
from lkip.proses import nomor_surat
from lkip.proses.baca import baca_jam, baca_peran, baca_sop, keadaan_tahun
from lkip.proses.keadaan import Keadaan
from lkip.proses.langkah.bersama import terbagi
from lkip.proses.langkah.umum import (
    Giliran,
    Pelaku,
    batal,
    catat_langkah,
    folder_proses,
    giliran,
    kepala,
    langkah_tugas,
    serah,
    tolak_galat,
)
from lkip.publish.cetak import cetak
from lkip.validate import validate

TUGAS = "letter"


def letter(
    root: Path,
    tahun: int,
    pelaku: Pelaku,
    *,
    nomor: str,
    kepada: str,
    hari: date,
    tempat: str = "",
    naskah: Sequence[str] = (),
    pengirim: str = "",
) -> Iterator[str]:
    """Write a covering letter, print it, and record that it was issued; a further one is added to those issued."""
    content = read_content(root)
    tolak_galat(content, "instansi.yml", f"{tahun}/dokumen.yml")
    turn = _giliran(root, tahun, pelaku)
    tata, letters = content.surat
    number = _nomor(tata, letters, nomor, hari)
    goal = _tujuan(tata, kepada, tempat)
    made = _surat(content, tahun, number, goal, hari, _isi(content, tahun, naskah), _pengirim(root, hari, pengirim))
    name = f"{tahun}/proses/surat/{hari.isoformat()}-{_slug(goal[0])}.yml"
    letter_text, one = _bentuk(made, f"{CONTENT}/{name}")
    told = _periksa(tata, letters, one)
    file = root / CONTENT / name
    if file.exists():
        msg = f"{CONTENT}/{name} sudah ada: kepada tujuan ini sudah ada surat bertanggal {teks_tanggal(hari)}"
        raise CommandError(msg)
    yield from (f"Peringatan: {visible(p.message)}" for p in told)
    yield from _terbitkan(root, content, turn, pelaku, one, file, letter_text)


def _terbitkan(
    root: Path, content: Isi, turn: Giliran | None, pelaku: Pelaku, one: SuratPengantar, file: Path, text: str
) -> Iterator[str]:
    tahun = int(file.relative_to(root / CONTENT).parts[0])
    head = kepala(content, tahun)
    with batal([file]):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
        printed = cetak(root, folder_proses(root, tahun), lambda parse: [surat_pengantar(head, one, parse)])
        written = catat_langkah(turn, pelaku, surat=one.nomor) if turn else None
    to = f"{visible(one.kepada)} di {visible(one.tempat)}"
    yield f"Surat pengantar {one.nomor}, {teks_tanggal(one.tanggal)}, kepada {to}."
    if turn and written:
        yield from serah(turn, written, [file], printed)
        return
    yield "Langkahnya sudah tercatat selesai; surat ini tambahan, tanpa peristiwa baru."
    yield f"Simpan: git add {file.relative_to(root).as_posix()}"
    yield from (f"Dicetak: {path.relative_to(root).as_posix()}" for path in printed)


def _giliran(root: Path, tahun: int, pelaku: Pelaku) -> Giliran | None:
    """Return the step where it may be done now; None where it is done, or its event waits for a commit."""
    state = keadaan_tahun(root, tahun, pelaku.waktu)
    step = langkah_tugas(baca_sop(root), TUGAS)
    one = state.langkah_tugas(TUGAS)
    if (one and one.status == "selesai") or _menunggu(state, step.nomor):
        return None
    return giliran(root, tahun, TUGAS, kini=pelaku.waktu)


def _menunggu(state: Keadaan, langkah: int) -> bool:
    waiting = (p.peristiwa for p in state.tertunda if p.peristiwa)
    return any(event.langkah == langkah and event.peristiwa == "selesai" for event in waiting)


# --- the number --------------------------------------------------------------------------------------------------


def _nomor(tata: TataSurat | None, letters: Sequence[SuratPengantar], nomor: str, hari: date) -> str:
    """Return the number as it is given, or made by the office's pattern from a place in the agenda alone."""
    if not nomor:
        raise CommandError(_usul(tata, letters, hari))
    if not re.fullmatch(r"[0-9]{1,6}", nomor):
        return nomor
    if tata is None:
        msg = f"pola nomor surat belum dicatat; tulis nomor lengkapnya, atau buat dahulu {CONTENT}/tata-surat.yml"
        raise CommandError(msg)
    return nomor_surat.tulis(tata, int(nomor), hari)


def _usul(tata: TataSurat | None, letters: Sequence[SuratPengantar], hari: date) -> str:
    """Say which numbers are known: the agenda book counts, and holds letters that are not here."""
    asked = "nomor surat diambil dari buku agenda; sebut dengan --nomor"
    of_year = [one.nomor for one in sorted(letters, key=lambda s: s.tanggal) if one.tanggal.year == hari.year]
    last = f"yang terakhir tercatat di sini: {', '.join(map(visible, of_year[-3:]))}" if of_year else ""
    least = ""
    if tata:
        least = f"paling rendah {nomor_surat.tulis(tata, nomor_surat.berikut(tata, letters, hari), hari)}"
    return "; ".join(filter(None, (asked, last, least)))


def _periksa(tata: TataSurat | None, letters: Sequence[SuratPengantar], one: SuratPengantar) -> list[Problem]:
    """Refuse a number that cannot be right, and return what else is to be told about it."""
    found = [p for p in nomor_surat.periksa(tata, (*letters, one)) if p not in nomor_surat.periksa(tata, letters)]
    wrong = [p for p in found if p.level == "galat"]
    if wrong:
        raise CommandError(wrong[0].message)
    return found


# --- the letter --------------------------------------------------------------------------------------------------


def _tujuan(tata: TataSurat | None, kepada: str, tempat: str) -> tuple[str, str]:
    """Return to whom and where: the place is the listed one where it is not given."""
    listed = {t.kepada: t.tempat for t in tata.tujuan} if tata else {}
    if not kepada:
        known = f"; yang tercatat: {', '.join(map(visible, listed))}" if listed else ""
        msg = f"sebut penerima surat dengan --kepada{known}"
        raise CommandError(msg)
    place = tempat or listed.get(kepada, "")
    if not place:
        msg = f"sebut tempat {visible(kepada)} dengan --tempat, atau catat sebagai tujuan di {CONTENT}/tata-surat.yml"
        raise CommandError(msg)
    return kepada, place


def _isi(content: Isi, tahun: int, naskah: Sequence[str]) -> list[dict[str, str]]:
    if naskah:
        parts = (terbagi(text, "--naskah", "LKIP Tahun 2023: 1 (satu) berkas") for text in naskah)
        return [{"naskah": what, "banyak": count} for what, count in parts]
    office = content.data["instansi.yml"]
    assert isinstance(office, Instansi)
    title = f"Laporan Kinerja Instansi Pemerintah (LKIP) {office.nama} Tahun {tahun}"
    return [{"naskah": title, "banyak": "1 (satu) berkas"}]


def _pengirim(root: Path, hari: date, peran: str) -> Pengirim:
    """Return who sends it: the holder of a role on that day, of the one that approves where none is named."""
    role = peran or langkah_tugas(baca_sop(root), "approve").diselesaikan_oleh[0]
    held = baca_peran(root).pemegang(role, hari)
    if len(held) != 1:
        many = f"peran {visible(role)} pada {teks_tanggal(hari)} dipegang {len(held)} orang"
        msg = f"{many}; sebut peran lain dengan --pengirim"
        raise CommandError(msg)
    one = held[0]
    return Pengirim(jabatan=one.jabatan, nama=one.nama, nip=one.nip, pangkat=one.pangkat)


def _surat(
    content: Isi,
    tahun: int,
    nomor: str,
    tujuan: tuple[str, str],
    hari: date,
    isi: list[dict[str, str]],
    pengirim: Pengirim,
) -> dict[str, Any]:
    names = ("jabatan", "nama", "nip", "pangkat")
    by = {name: value for name in names if (value := getattr(pengirim, name))}
    head = {"nomor": nomor, "tanggal": hari.isoformat(), "kepada": tujuan[0], "tempat": tujuan[1]}
    return {**head, "isi": isi, "pengirim": by}


def _bentuk(data: dict[str, Any], name: str) -> tuple[str, SuratPengantar]:
    """Return a letter in canonical form and typed; raises CommandError where a text in it has a wrong form."""
    text, _ = canonical(json.dumps(data, ensure_ascii=False), name)
    read, problems = parse_yaml(text, name)
    if problems := problems or validate(read, "surat", name):
        raise CommandError(visible(problems[0].message))
    return text, build(SuratPengantar, read)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or "surat"


def surat_terbit(content: Isi, tahun: int) -> tuple[SuratPengantar, ...]:
    """Return the letters of a year's report, by date."""
    folder = f"{tahun}/proses/surat/"
    found = (v for path, v in content.data.items() if path.startswith(folder) and isinstance(v, SuratPengantar))
    return tuple(sorted(found, key=lambda one: (one.tanggal, one.at().path)))


def hari_surat(root: Path, pelaku: Pelaku, hari: date | None) -> date:
    """Return the letter's date: as given, or the day on which it is written."""
    return hari or (pelaku.waktu or datetime.now(baca_jam(root).zona)).date()
