"""Step "send": who was handed which form and when, with the note that goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from lkip import naskah
from lkip.format_unit import FormatUnit
from lkip.isi import Isi, read_content
from lkip.load import CONTENT
from lkip.model import Kiriman
from lkip.naskah import Slots
from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_jam
from lkip.proses.langkah.forms import daftar_format
from lkip.proses.langkah.umum import Giliran, Pelaku, catat_langkah, folder_proses, giliran, pelaksana_nama, serah


def send(
    root: Path, tahun: int, pelaku: Pelaku, *, unit: Sequence[str] = (), cara: str = "", catatan: str = ""
) -> Iterator[str]:
    """Record that units were handed their forms, and write the note for each; the step is done when all have theirs."""
    turn = giliran(root, tahun, "send", kini=pelaku.waktu)
    content = read_content(root)
    forms = daftar_format(content, turn)
    done = {k.unit for k in terkirim(content, turn)}
    chosen = _pilih(forms, unit, done)
    _ada(root, chosen)
    when = (pelaku.waktu or datetime.now(baca_jam(root).zona)).isoformat(timespec="seconds")
    sent = [
        {"unit": f.unit.kode, "kepada": f.unit.penanggung_jawab, "waktu": when, "cara": cara, "catatan": catatan}
        for f in chosen
    ]
    left = [f.unit.nama for f in forms if f.unit.kode not in {*done, *(c.unit.kode for c in chosen)}]
    listed = [{k: v for k, v in one.items() if v} for one in sent]
    written = catat_langkah(turn, pelaku, "mulai" if left else "selesai", kiriman=listed)
    folder = folder_proses(root, tahun)
    folder.mkdir(parents=True, exist_ok=True)
    notes = [folder / f"penyampaian-{f.unit.kode}.txt" for f in chosen]
    for form, file in zip(chosen, notes, strict=True):
        file.write_text(_pesan(form, turn, cara, catatan, written.peristiwa.oleh), "utf-8")
    yield from (f"Disampaikan: {visible(f.unit.nama)} kepada {visible(f.unit.penanggung_jawab)}" for f in chosen)
    if left:
        yield f"Belum disampaikan: {visible(', '.join(left))}; langkah ini selesai sesudah semuanya menerima."
    yield from serah(turn, written, (), notes)


def terkirim(content: Isi, turn: Giliran) -> tuple[Kiriman, ...]:
    """Return what was handed out so far, by the events that lie in the work tree; what was given back is sent anew."""
    number = turn.langkah.nomor
    state = next((s for s in turn.keadaan.langkah if s.langkah.nomor == number), None) if turn.keadaan else None
    back = state.dikembalikan.peristiwa if state and state.dikembalikan else None
    events = [e for e in content.peristiwa(turn.tahun) if e.langkah == number]
    return tuple(k for e in events if back is None or e.waktu > back.waktu for k in e.kiriman)


def _pilih(forms: Sequence[FormatUnit], unit: Sequence[str], done: set[str]) -> list[FormatUnit]:
    """Return the forms of the named units, or of all that have none yet."""
    known = {f.unit.kode: f for f in forms}
    if unknown := [name for name in unit if name not in known]:
        msg = f"unit '{visible(unknown[0])}' tidak mempunyai indikator; yang ada: {', '.join(known)}"
        raise CommandError(msg)
    if again := [name for name in unit if name in done]:
        msg = f"format {visible(known[again[0]].unit.nama)} sudah disampaikan; pilih unit lain"
        raise CommandError(msg)
    return [f for kode, f in known.items() if (kode in unit if unit else kode not in done)]


def _ada(root: Path, forms: Sequence[FormatUnit]) -> None:
    for form in forms:
        if not (root / form.berkas).is_file():
            msg = f"{form.berkas} belum ada; buat dengan ./inv forms, atau pulihkan dari git"
            raise CommandError(msg)


def _pesan(form: FormatUnit, turn: Giliran, cara: str, catatan: str, oleh: str) -> str:
    """Return the note to a unit: what to fill in, where, until when, whom to ask."""
    slots = Slots()
    names = {
        "format": form,
        "tahun": turn.tahun,
        "cetakan": f"format-{turn.tahun}-{form.unit.kode}.pdf",
        "penyusun": pelaksana_nama(turn, "forms"),
        "oleh": oleh,
        "cara": cara,
        "catatan": catatan,
        "content": CONTENT,
    }
    return slots.fill(naskah.render("formulir/penyampaian.txt", names, slots)) + "\n"
