"""Evidence that comes after the event: the scan of a paper that was printed by the step and signed with a pen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lkip.load import CONTENT
from lkip.model import Peristiwa
from lkip.problem import CommandError, visible
from lkip.proses.baca import keadaan_tahun
from lkip.proses.catat import baca_peristiwa, nama_berkas_isian, tambah_bukti
from lkip.proses.langkah.umum import bukti_pindaian


def lampirkan(root: Path, berkas: Path, pindaian: str) -> Iterator[str]:
    """Add a scan to an event that has no evidence yet; yields what it rests on and how it is stored.

    The first version of an event's file that counts is the one that holds: an unproven one may still be changed.
    """
    name = nama_berkas_isian(root, berkas)
    event = _terbuka(root, berkas, name)
    ground = tambah_bukti(root, berkas, bukti_pindaian(root, event.tahun, pindaian))
    yield f"Dibuktikan: {visible(name)}, {visible(ground)}."
    yield "Simpan dan serahkan:"
    yield f"  git add {CONTENT}/{event.tahun}"
    yield f'  git commit -m "LKIP {event.tahun}: bukti langkah {event.langkah}"'


def _terbuka(root: Path, berkas: Path, name: str) -> Peristiwa:
    """Return the event of a file that still lacks its evidence; raises CommandError where it is none or has some."""
    if not name.startswith(f"{CONTENT}/") or "/proses/" not in name:
        msg = f"{visible(name)} bukan peristiwa; pindaian hanya untuk peristiwa di {CONTENT}/<tahun>/proses"
        raise CommandError(msg)
    event = baca_peristiwa(berkas.read_text("utf-8", "replace"), name)
    if berkas.with_name(f"{berkas.name}.sig").exists():
        raise CommandError(f"{name} sudah ditandatangani dengan kunci; pindaian tidak diperlukan lagi")
    done = (one.selesai for one in keadaan_tahun(root, event.tahun).langkah)
    if held := next((d for d in done if d and d.berkas == name), None):
        raise CommandError(f"{name} sudah berlaku dengan bukti {held.dasar}; peristiwa yang berlaku tidak diubah")
    return event
