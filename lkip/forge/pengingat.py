"""Who is late, as one rolling issue at the forge: written on office days, closed when nobody is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from lkip.bilangan import tanggal
from lkip.forge.api import Forge
from lkip.forge.teks import butir
from lkip.load import CONTENT
from lkip.proses.baca import baca_jam, keadaan_tahun
from lkip.proses.jam_kerja import JamKerja
from lkip.proses.status import pengingat

LABEL = "tenggat"
JUDUL = "Langkah LKIP yang melewati waktu bakunya"
_PENUTUP = (
    "Kartu ini ditulis robot setiap hari kerja, berubah bila keadaannya berubah, dan tertutup sendiri bila tidak ada "
    "lagi yang terlambat. Keadaan lengkapnya ada pada halaman *Proses* di situs."
)


def kartu_pengingat(root: Path, forge: Forge, kini: datetime | None = None) -> Iterator[str]:
    """Keep the issue; yields what was done, and on a day off why nothing is."""
    jam = baca_jam(root)
    now = kini or datetime.now(jam.zona)
    day = now.astimezone(jam.zona).date()
    if not jam.bekerja(day):
        yield f"{tanggal(day)} bukan hari kerja menurut {CONTENT}/libur.yml; tidak ada yang diingatkan."
        return
    late = tuple(terlambat(root, jam, now))
    if late:
        made = forge.simpan_kartu(LABEL, JUDUL, isi_kartu(late))
        yield from (line for _, lines in late for line in lines)
        yield f"Kartu {made.nomor} memuat {len(late)} tahun yang terlambat."
        return
    closed = forge.tutup_kartu(LABEL)
    yield "Tidak ada langkah yang melewati waktu bakunya."
    if closed:
        yield f"Kartu {closed.nomor} tertutup."


def terlambat(root: Path, jam: JamKerja, now: datetime) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the years whose process has begun and in which somebody is late, each with its reminders."""
    for folder in sorted((root / CONTENT).glob("[0-9][0-9][0-9][0-9]/proses")):
        year = int(folder.parent.name)
        if lines := tuple(pengingat(keadaan_tahun(root, year, now), jam)):
            yield year, lines


def isi_kartu(late: Sequence[tuple[int, tuple[str, ...]]]) -> str:
    """Return the body of the issue: what people wrote stays text."""
    parts = (f"## LKIP {year}\n\n{_alinea(lines)}" for year, lines in late)
    return "\n\n".join((*parts, _PENUTUP)) + "\n"


def _alinea(lines: Sequence[str]) -> str:
    blocks = "\n".join(lines).split("\n\n")
    return "\n\n".join(butir(block.splitlines()) for block in blocks if block.strip())
