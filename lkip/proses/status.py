"""The state of a year's process as people see it: a table with a bar, JSON for programs, a reminder for who is late."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from lkip.model import Peristiwa
from lkip.problem import visible
from lkip.proses.baca import baca_jam
from lkip.proses.disahkan import Disahkan, baris_disahkan, disahkan
from lkip.proses.jam_kerja import JamKerja, sebut
from lkip.proses.keadaan import CatatanTerakhir, Keadaan, KeadaanLangkah, Putusan
from lkip.proses.koreksi import terbuka

_PANJANG = 20
_KEGIATAN = 46
_KOREKSI = 5  # so many remarks are told one by one
_TANDA = {"belum": " ", "berjalan": ">", "selesai": "x", "dikembalikan": "<"}


def baris(keadaan: Keadaan, jam: JamKerja, sah: Disahkan | None = None) -> Iterator[str]:
    """Yield the lines of the table; `sah` is the approval in force."""
    done, total = keadaan.selesai, len(keadaan.langkah)
    bar = "#" * (done * _PANJANG // total) + "." * (_PANJANG - done * _PANJANG // total)
    yield f"LKIP {keadaan.tahun}: {done} dari {total} langkah selesai [{bar}] {done * 100 // total}%"
    yield _sisa(keadaan)
    yield ""
    for one in keadaan.langkah:
        yield from _langkah(one, jam)
    if sah:
        yield from ("", *baris_disahkan(sah))
    for head, told in (
        ("Ditolak, tidak dihitung:", [_ditolak(p) for p in keadaan.ditolak]),
        ("Belum dikomit, belum dihitung:", [visible(p.berkas) for p in keadaan.tertunda]),
        ("Perhatian:", [visible(text) for text in keadaan.peringatan]),
    ):
        if told:
            yield from ("", head, *(f"  {line}" for line in told))
    if last := keadaan.catatan:
        yield ""
        yield f"Tinjauan dibaca sampai catatan {last.nomor}, {_hari(last.hari)} (komit {last.komit[:7]})."


def _sisa(keadaan: Keadaan) -> str:
    if keadaan.sisa_hari < 0:
        return f"Tenggat {_hari(keadaan.tenggat)} sudah lewat {-keadaan.sisa_hari} hari."
    left = f"{keadaan.sisa_hari} hari lagi, {keadaan.sisa_hari_kerja} di antaranya hari kerja"
    return f"Tenggat {_hari(keadaan.tenggat)}: {left if keadaan.sisa_hari else 'hari ini'}."


def _langkah(one: KeadaanLangkah, jam: JamKerja) -> Iterator[str]:
    step = one.langkah
    head = f"{step.nomor:>3} [{_TANDA[one.status]}] {_pendek(step.kegiatan, _KEGIATAN):<{_KEGIATAN}}"
    yield f"{head}  {one.status:<12}  {_waktu(one, jam)}"
    if one.selesai and one.selesai.peristiwa and one.selesai.dasar:
        event = one.selesai.peristiwa
        by, proof = f"{visible(event.oleh)} ({visible(event.peran)})", visible(str(one.selesai.dasar))
        yield f"        {_saat(event.waktu)} oleh {by}; {proof}{_menyusul(one.selesai, event, jam)}"
    if one.dikembalikan and one.dikembalikan.peristiwa and one.status == "dikembalikan":
        event = one.dikembalikan.peristiwa
        why = f": {visible(event.keterangan)}" if event.keterangan else ""
        yield f"        dikembalikan {_saat(event.waktu)} oleh {visible(event.oleh)} ({visible(event.peran)}){why}"
        yield from _koreksi(event)
    if one.menunggu:
        limit = f", batas {_saat(one.batas.astimezone(jam.zona))}" if one.batas else ""
        yield f"        menunggu {visible(' atau '.join(one.menunggu))}{limit}"
    if one.mendahului:
        yield f"        mendahului langkah {', '.join(map(str, one.mendahului))} yang ketika itu belum selesai"


def _koreksi(event: Peristiwa) -> Iterator[str]:
    """Yield the first remarks that a document was given back for, each short, and where the rest can be read."""
    left = terbuka(event.koreksi)
    for number, item in left[:_KOREKSI]:
        place = _pendek(item.letak.rpartition(" › ")[2], _KEGIATAN)
        yield f"          koreksi {number}, {place}: {_pendek(item.isi, 2 * _KEGIATAN)}"
    if len(left) > _KOREKSI:
        command = f"./inv correct --tahun {event.tahun} --daftar"
        yield f"          dan {len(left) - _KOREKSI} koreksi lain; lihat {command}"


def _pendek(text: str, most: int) -> str:
    return visible(text if len(text) <= most else f"{text[: most - 1]}…")


def _menyusul(found: Putusan, event: Peristiwa, jam: JamKerja) -> str:
    """Say when an event was committed on a later day than it tells: its own time is only what its writer says."""
    came = found.tercatat.astimezone(jam.zona).date() if found.tercatat else None
    return f"; baru dikomit {_hari(came)}" if came and came > event.waktu.astimezone(jam.zona).date() else ""


def _waktu(one: KeadaanLangkah, jam: JamKerja) -> str:
    standard = sebut(one.baku, jam) if one.baku is not None else visible(one.langkah.waktu)
    if one.terpakai is None:
        return f"baku {standard}"
    verdict = {True: "", False: ", LEWAT", None: ""}[one.tepat]
    again = f", {one.kembali} kali dikembalikan" if one.kembali else ""
    return f"{sebut(one.terpakai, jam)} dari {standard}{verdict}{again}"


def _ditolak(p: Putusan) -> str:
    return f"{visible(p.berkas)} (komit {p.komit[:7]}): {visible(p.sebab)}"


def pengingat(keadaan: Keadaan, jam: JamKerja) -> Iterator[str]:
    """Yield the text of a reminder for each step that is late: to whom, what, since when, what to do."""
    for one in keadaan.terlambat:
        if one.terpakai is None or one.baku is None or one.batas is None:
            continue
        step = one.langkah
        yield f"Kepada: {visible(' atau '.join(one.menunggu))}"
        yield f"Hal: langkah {step.nomor} penyusunan LKIP {keadaan.tahun} melewati waktu bakunya"
        yield ""
        yield f"Langkah {step.nomor}, {visible(step.kegiatan)}, berwaktu baku {sebut(one.baku, jam)}."
        limit, now = _saat(one.batas.astimezone(jam.zona)), _saat(keadaan.kini.astimezone(jam.zona))
        yield f"Batasnya {limit}; sampai {now} sudah berjalan {sebut(one.terpakai, jam)} waktu kerja."
        yield f"{_sisa(keadaan)} Mohon diselesaikan, atau sampaikan apa yang menghambatnya."
        yield ""


# --- for programs ------------------------------------------------------------------------------------------------


def sebagai_json(keadaan: Keadaan, sah: Disahkan | None = None) -> str:
    """Return the state as JSON (schemas/status.schema.json); times of work in whole minutes."""
    turn = keadaan.giliran
    data = {
        "tahun": keadaan.tahun,
        "kini": keadaan.kini.isoformat(),
        "selesai": keadaan.selesai,
        "jumlah": len(keadaan.langkah),
        "giliran": turn.langkah.nomor if turn else None,
        "tenggat": keadaan.tenggat.isoformat(),
        "sisa_hari": keadaan.sisa_hari,
        "sisa_hari_kerja": keadaan.sisa_hari_kerja,
        "langkah": [_json_langkah(one) for one in keadaan.langkah],
        "disahkan": _json_disahkan(sah) if sah else None,
        "ditolak": [_json_putusan(p) for p in keadaan.ditolak],
        "tertunda": [p.berkas for p in keadaan.tertunda],
        "peringatan": list(keadaan.peringatan),
        "catatan": _json_catatan(keadaan.catatan) if keadaan.catatan else None,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _json_disahkan(one: Disahkan) -> dict[str, Any]:
    approved = one.persetujuan
    return {
        "versi": approved.versi,
        "oleh": one.peristiwa.oleh,
        "peran": one.peristiwa.peran,
        "waktu": one.peristiwa.waktu.isoformat(),
        "sidik": approved.sidik,
        "sha256": approved.sha256,
        "berkas": one.berkas,
        "utuh": one.utuh,
        "isi": one.isi,
    }


def _json_catatan(one: CatatanTerakhir) -> dict[str, Any]:
    return {"nomor": one.nomor, "hari": one.hari.isoformat(), "komit": one.komit}


def _json_langkah(one: KeadaanLangkah) -> dict[str, Any]:
    return {
        "nomor": one.langkah.nomor,
        "kegiatan": one.langkah.kegiatan,
        "tugas": one.langkah.tugas,
        "status": one.status,
        "mulai": one.mulai.isoformat() if one.mulai else None,
        "selesai": _json_putusan(one.selesai) if one.selesai else None,
        "dikembalikan": _json_putusan(one.dikembalikan) if one.dikembalikan else None,
        "terpakai": _menit(one.terpakai),
        "baku": _menit(one.baku),
        "tepat": one.tepat,
        "batas": one.batas.isoformat() if one.batas else None,
        "menunggu": list(one.menunggu),
        "kembali": one.kembali,
        "mendahului": list(one.mendahului),
    }


def _json_putusan(p: Putusan) -> dict[str, Any]:
    event = p.peristiwa
    return {
        "berkas": p.berkas,
        "komit": p.komit,
        "tercatat": p.tercatat.isoformat() if p.tercatat else None,
        "langkah": event.langkah if event else None,
        "peristiwa": event.peristiwa if event else None,
        "waktu": event.waktu.isoformat() if event else None,
        "peran": event.peran if event else None,
        "oleh": event.oleh if event else None,
        "bukti": p.dasar.jenis if p.dasar else None,
        "rinci": p.dasar.rinci if p.dasar else None,
        "kunci": p.dasar.kunci or None if p.dasar else None,
        "lemah": p.dasar.lemah if p.dasar else None,
        "sebab": p.sebab or None,
    }


def _menit(lama: timedelta | None) -> int | None:
    return None if lama is None else int(lama.total_seconds() // 60)


def _hari(hari: date) -> str:
    return f"{hari:%d-%m-%Y}"


def _saat(waktu: datetime) -> str:
    return f"{waktu:%d-%m-%Y %H.%M}"


def tampilkan(root: Path, keadaan: Keadaan, *, as_json: bool = False) -> str:
    """Return the table, or the JSON."""
    sah = disahkan(root, keadaan)
    return sebagai_json(keadaan, sah) if as_json else "\n".join(baris(keadaan, baca_jam(root), sah))


def ingatkan(root: Path, keadaan: Keadaan) -> str:
    """Return the reminders, or that none is due."""
    return "\n".join(pengingat(keadaan, baca_jam(root))).rstrip() or "Tidak ada langkah yang melewati waktu bakunya."
