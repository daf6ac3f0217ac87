"""A year's process as the site tells it: the state right after its last event, so that no day changes a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lkip.load import CONTENT
from lkip.model import DaftarPeran, Peristiwa, SuratPengantar
from lkip.problem import CommandError
from lkip.proses.baca import Riwayat, baca_isian, baca_jam, dinilai, keadaan_riwayat
from lkip.proses.disahkan import Disahkan, disahkan
from lkip.proses.jam_kerja import JamKerja
from lkip.proses.keadaan import Keadaan, Putusan, urutan

BELUM = "belum ada langkah SOP yang tercatat"


@dataclass(frozen=True)
class Linimasa:
    """The process of a year up to its last event.

    `peristiwa` are the events that count, in the order of their times; `jabatan` the office of who did each, by its
    file; `surat` the covering letters that the year's folder holds; `disahkan` the approval in force.
    """

    keadaan: Keadaan
    jam: JamKerja
    peristiwa: tuple[Putusan, ...]
    jabatan: Mapping[str, str]
    surat: tuple[SuratPengantar, ...] = ()
    disahkan: Disahkan | None = None

    @property
    def tahun(self) -> int:
        """The year that is reported on."""
        return self.keadaan.tahun

    @property
    def kembali(self) -> tuple[Putusan, ...]:
        """The events that gave a step back."""
        return tuple(p for p in self.peristiwa if p.peristiwa and p.peristiwa.peristiwa == "kembali")


def linimasa_semua(root: Path, tahun: Iterable[int]) -> dict[int, Linimasa | str]:
    """Return the process of every year, or why there is none to tell: no history, or no event yet."""
    return {year: _satu(root, year) for year in tahun}


def _satu(root: Path, tahun: int) -> Linimasa | str:
    try:
        told = Riwayat(root, tahun)
        judged = dinilai(told)
        return _linimasa(told, judged) if judged else BELUM
    except CommandError as error:
        return str(error)


def _linimasa(told: Riwayat, judged: Sequence[Putusan]) -> Linimasa:
    jam = baca_jam(told.root)
    state = keadaan_riwayat(told, judged, jam, _terakhir(judged))
    refused = {(p.berkas, p.komit) for p in state.ditolak}
    counted = [p for p in judged if (p.berkas, p.komit) not in refused]
    offices = {p.berkas: _jabatan(told.peran.sebelum(p.komit), p.peristiwa) for p in counted if p.peristiwa}
    approved = disahkan(told.root, state)
    return Linimasa(state, jam, urut(counted), offices, tuple(_surat(told.root, told.tahun)), approved)


def urut(putusan: Iterable[Putusan]) -> tuple[Putusan, ...]:
    """Return events in the order of their times."""
    return tuple(sorted(putusan, key=lambda p: urutan(p.peristiwa) if p.peristiwa else (_tercatat(p), 0, p.berkas)))


def _terakhir(judged: Sequence[Putusan]) -> datetime:
    """Return the moment of the last event that counts; where none does, when the last one was recorded."""
    counted = [p.peristiwa.waktu for p in judged if p.dasar and p.peristiwa]
    return max(counted or [_tercatat(p) for p in judged])


def _tercatat(p: Putusan) -> datetime:
    assert p.tercatat is not None  # only what is not committed has no time
    return p.tercatat


def _jabatan(daftar: DaftarPeran | None, p: Peristiwa) -> str:
    """Return the office of who an event names, by the list that it rests on; the role where it tells none."""
    holders = daftar.pemegang(p.peran, p.waktu.date()) if daftar else ()
    return next((one.jabatan for one in holders if one.sebutan == p.oleh), p.peran)


def _surat(root: Path, tahun: int) -> Iterator[SuratPengantar]:
    for file in sorted((root / CONTENT / str(tahun) / "proses/surat").glob("*.yml")):
        yield baca_isian(file, f"{CONTENT}/{tahun}/proses/surat/{file.name}", "surat", SuratPengantar)
