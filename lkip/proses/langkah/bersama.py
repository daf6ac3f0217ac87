"""What the later steps share: where a document goes when it is given back, dates and lists as they are typed."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from lkip.bilangan import tanggal as sebut_tanggal
from lkip.load import CONTENT
from lkip.model import Bahan, Langkah, Peristiwa, sidik_berkas
from lkip.problem import CommandError, visible
from lkip.proses import riwayat_git as g
from lkip.proses.langkah.umum import Giliran
from lkip.sidik import SidikTahun, sidik_tahun

_REVIU = re.compile(r'(?m)^tanggal_reviu: "(.*)"\n')


def giliran_ulang(turn: Giliran, event: Peristiwa) -> str:
    """Say whose turn it is after a document was given back."""
    step = _kembali_ke(turn, event)
    task = f": ./inv {step.tugas} --tahun {turn.tahun}" if step.tugas else ""
    who = visible(" atau ".join(step.diselesaikan_oleh))
    return f"Kembali ke langkah {step.nomor}, {visible(step.kegiatan)}, oleh {who}{task}"


def _kembali_ke(turn: Giliran, event: Peristiwa) -> Langkah:
    assert turn.keadaan is not None
    wanted = turn.keadaan.kembali_ke(event)
    return next((one.langkah for one in turn.keadaan.langkah if one.langkah.nomor == wanted), turn.langkah)


def berubah_sejak_disusun(turn: Giliran, bahan: Bahan, dokumen: str) -> str:
    """Say where the content is no longer what was composed: who corrects or approves would see another document.

    Only status, version, date and day of the review may be others in `dokumen`, the text of its dokumen.yml: an
    approval sets these.
    """
    one = turn.keadaan.langkah_tugas("compose") if turn.keadaan else None
    done = one.selesai if one else None
    event = done.peristiwa if done else None
    if not (one and done and event and event.susunan) or _sama(turn, done.komit, event.susunan.sidik, bahan, dokumen):
        return ""
    return f"isi berubah sesudah disusun pada langkah {one.langkah.nomor} ({event.waktu:%d-%m-%Y %H.%M})"


def _sama(turn: Giliran, komit: str, sidik: str, bahan: Bahan, dokumen: str) -> bool:
    if bahan.sidik == sidik:
        return True
    name, paper = f"{turn.tahun}/dokumen.yml", bahan.dokumen
    path = f"{CONTENT}/{name}"
    then = g.git(turn.root, "cat-file", "blob", f"{komit}:./{path}") or b""
    files = [replace(f, sha256=hashlib.sha256(then).hexdigest()) if f.path == name else f for f in bahan.berkas]
    if sidik_berkas(files) != sidik:
        return False
    set_now = {"status": paper.status, "versi": paper.versi, "tanggal": paper.tanggal.isoformat()}
    return _REVIU.sub("", diubah(then.decode(), set_now, path)) == _REVIU.sub("", dokumen)


def diubah(text: str, values: dict[str, str], name: str) -> str:
    """Return a canonical file with some of its own fields set; raises CommandError where it is in another form."""
    for field, value in values.items():
        line = f"{field}: {json.dumps(value, ensure_ascii=False)}".replace("\\", r"\\")
        text, count = re.subn(rf'(?m)^{field}: ".*"$', line, text)
        if count != 1:
            msg = f"isian {field} di {name} tidak ditemukan dalam bentuk bakunya; jalankan ./inv fmt, lalu ulangi"
            raise CommandError(msg)
    return text


def bertanggal_reviu(text: str, hari: date | None) -> str:
    """Set the day of the review after the document's date; a later one that was typed stays."""
    dated = re.search(r'(?m)^tanggal: "(.*)"$', text)
    if hari and dated and dated[1] < hari.isoformat():
        told = f"koreksi baru selesai {sebut_tanggal(hari)}, sesudah tanggal dokumen {visible(dated[1])}"
        raise CommandError(f"{told}; sebut tanggal dokumennya dengan --tanggal")
    typed = _REVIU.search(text)
    if hari is None or (typed and typed[1] >= hari.isoformat()):
        return text
    return re.sub(r'(?m)^(tanggal: ".*"\n)', rf'\g<1>tanggal_reviu: "{hari}"\n', _REVIU.sub("", text), count=1)


def tetap(root: Path, tahun: int, sidik: str) -> SidikTahun:
    """Return the fingerprints of content/; refused where it changed while a document was made of it."""
    now = sidik_tahun(root, tahun)
    if now.semua != sidik:
        msg = f"isi berubah ketika dokumen {tahun} sedang dibuat, jadi tidak ada yang dicatat; ulangi perintahnya"
        raise CommandError(msg)
    return now


def hari(text: str, option: str) -> date:
    """Read a date as it is typed for an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"{option} '{visible(text)}' bukan tanggal; tulis misalnya {option} 2024-02-26"
        raise CommandError(msg) from error


def terbagi(text: str, option: str, contoh: str) -> tuple[str, str]:
    """Part a typed `this: that`; both must be there."""
    left, mark, right = (part.strip() for part in text.partition(":"))
    if not (left and mark and right):
        msg = f"{option} '{visible(text)}' kurang lengkap; tulis misalnya {option} '{contoh}'"
        raise CommandError(msg)
    return " ".join(left.split()), " ".join(right.split())
