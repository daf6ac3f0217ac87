"""The forms of the SOP's steps: what each asks, and which step's function takes the answers. Answers are text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_jam
from lkip.proses.langkah.bersama import hari
from lkip.proses.langkah.umum import Pelaku

PEMISAH = "|"  # between the entries of a list: a form's answer is one line
SAHKAN, SIAPKAN, CATAT, KEMBALIKAN = (
    "ajukan untuk disetujui pada usulannya",
    "siapkan cetakan untuk tanda tangan basah",
    "catat pindaian yang bertanda tangan",
    "kembalikan dengan alasan",
)


@dataclass(frozen=True)
class Isian:
    """A form as it was filled in: where, for which year, by whom, the answers by name (empty where left out)."""

    root: Path
    tahun: int
    pelaku: Pelaku
    jawaban: Mapping[str, str]

    def __getitem__(self, nama: str) -> str:
        return self.jawaban.get(nama, "").strip()

    def daftar(self, nama: str) -> list[str]:
        """The entries of an answer that may hold several."""
        return [part.strip() for part in self[nama].split(PEMISAH) if part.strip()]

    def tanggal(self, nama: str) -> date | None:
        """An answer as a date."""
        return hari(self[nama], nama) if self[nama] else None


@dataclass(frozen=True)
class Formulir:
    """A form: the task of its step, its workflow file, what it asks besides the year, what is done with it."""

    tugas: str
    berkas: str
    isian: tuple[str, ...]
    kerjakan: Callable[[Isian], Iterable[str]]


def isian(root: Path, pelaku: Pelaku, masukan: Mapping[str, str]) -> Isian:
    """Return a filled form; raises CommandError where the year is none."""
    tahun = masukan.get("tahun", "").strip()
    if not (tahun.isascii() and tahun.isdigit() and len(tahun) == 4):
        msg = f"tahun '{visible(tahun)}' bukan tahun; tulis tahun yang dilaporkan, misalnya 2024"
        raise CommandError(msg)
    return Isian(root, int(tahun), pelaku, masukan)


def formulir(tugas: str) -> Formulir:
    """Return the form of a task."""
    found = next((one for one in FORMULIR if one.tugas == tugas), None)
    if found is None:
        msg = f"tidak ada formulir '{visible(tugas)}'; yang ada: {', '.join(one.tugas for one in FORMULIR)}"
        raise CommandError(msg)
    return found


# --- one function a form; imports inside, since a run needs one of them --------------------------------------------


def _start(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.start import start

    order = {"isi": f["isi"], "kepada": "", "surat": f["surat"]}
    return start(f.root, f.tahun, f.pelaku, batas=f.tanggal("batas"), **order)


def _forms(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.forms import forms

    return forms(f.root, f.tahun, f.pelaku)


def _send(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.send import send

    return send(f.root, f.tahun, f.pelaku, unit=f.daftar("unit"), cara=f["cara"], catatan=f["catatan"])


def _gather(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.gather import gather

    return gather(f.root, f.tahun, f.pelaku, keterangan=f["keterangan"])


def _analyse(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.analyse import analyse

    return analyse(f.root, f.tahun, f.pelaku, keterangan=f["keterangan"])


def _compose(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.compose import compose

    return compose(f.root, f.tahun, f.pelaku, keterangan=f["keterangan"])


def _correct(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.correct import correct

    remarks, mended = f.daftar("catatan"), f.daftar("selesaikan")
    return correct(f.root, f.tahun, f.pelaku, catatan=remarks, selesaikan=mended)


def _approve(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah import approve as step

    what = f["tindakan"]
    if what == KEMBALIKAN:
        if not f["alasan"]:
            raise CommandError("sebut alasannya pada formulir: yang menyusun harus tahu apa yang diperbaiki")
        return step.kembali(f.root, f.tahun, f.pelaku, f["alasan"])
    if what not in (SAHKAN, SIAPKAN, CATAT):
        raise CommandError(f"tindakan '{visible(what)}' tidak dikenal; pilih dari daftar pada formulir")
    if (what == CATAT) != bool(f["pindaian"]):
        raise CommandError(f"pindaian disebut bila tindakannya '{CATAT}', dan hanya bila itu")
    who = Pelaku(f.pelaku.oleh, f.pelaku.peran, f.pelaku.waktu, None, f["pindaian"])
    day, final = f.tanggal("tanggal"), what == SIAPKAN
    return step.approve(f.root, f.tahun, who, versi=f["versi"], hari=day, siapkan=final)


def _letter(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.letter import hari_surat, letter

    day = hari_surat(f.root, f.pelaku, f.tanggal("tanggal"))
    goal = {"kepada": f["kepada"], "tempat": f["tempat"]}
    return letter(f.root, f.tahun, f.pelaku, nomor=f["nomor"], hari=day, **goal)


def _archive(f: Isian) -> Iterable[str]:
    from lkip.proses.langkah.archive import archive, diserahkan

    if not f.daftar("penerima"):
        raise CommandError("sebut penerimanya pada formulir, misalnya 'Inspektur Kabupaten: nama yang menerima'")
    day = f.tanggal("tanggal") or (f.pelaku.waktu or datetime.now(baca_jam(f.root).zona)).date()
    given = diserahkan(f.root, f.tahun, f.daftar("penerima"), [day], f.daftar("tanda_terima"), f["cara"])
    return archive(f.root, f.tahun, f.pelaku, given)


FORMULIR = (
    Formulir("start", "langkah-1-buka-tahun.yml", ("batas", "isi", "surat"), _start),
    Formulir("forms", "langkah-2-siapkan-format.yml", (), _forms),
    Formulir("send", "langkah-3-catat-penyampaian.yml", ("unit", "cara", "catatan"), _send),
    Formulir("gather", "langkah-4-himpun-bahan.yml", ("keterangan",), _gather),
    Formulir("analyse", "langkah-5-analisis.yml", ("keterangan",), _analyse),
    Formulir("compose", "langkah-6-susun-dokumen.yml", ("keterangan",), _compose),
    Formulir("correct", "langkah-7-koreksi.yml", ("catatan", "selesaikan"), _correct),
    Formulir(
        "approve",
        "langkah-8-sahkan.yml",
        ("tindakan", "versi", "tanggal", "pindaian", "alasan"),
        _approve,
    ),
    Formulir("letter", "langkah-9-surat-pengantar.yml", ("nomor", "kepada", "tempat", "tanggal"), _letter),
    Formulir("archive", "langkah-10-serah-terima.yml", ("penerima", "tanggal", "tanda_terima", "cara"), _archive),
)
