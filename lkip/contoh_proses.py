"""An example of a year's process for the guide, out of the office's own SOP: some steps done, one of them late.

Only offices act in it, no people; its days follow from the year, so that it is the same whenever it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from lkip.model import Langkah, Peristiwa, Sop
from lkip.proses.jam_kerja import JamKerja, batas_waktu, lama_baku
from lkip.proses.keadaan import Keadaan, Putusan, susun
from lkip.proses.linimasa import Linimasa
from lkip.proses.wewenang import Dasar, nama_berkas

_NAMA = "Nama pejabat"
# How much of its standard time each step takes, in tenths, one after the other.
_LAMA = (8, 9, 7, 14, 8, 9)


def contoh_linimasa(sop: Sop, jam: JamKerja, tahun: int) -> Linimasa:
    """Return the example up to its last event."""
    events = tuple(_peristiwa(sop, jam, tahun))
    assert events[-1].tercatat is not None
    state = susun(tahun, sop.langkah, events, jam, None, events[-1].tercatat)
    return Linimasa(state, jam, events, {p.berkas: p.peristiwa.peran for p in events if p.peristiwa})


def contoh_keadaan(sop: Sop, jam: JamKerja, tahun: int) -> Keadaan:
    """Return the state of the example two hours after the step whose turn it is should have been done."""
    told = contoh_linimasa(sop, jam, tahun)
    turn = told.keadaan.giliran
    if turn is None or turn.batas is None:
        return told.keadaan
    return susun(tahun, sop.langkah, told.peristiwa, jam, None, turn.batas + timedelta(hours=2))


def _peristiwa(sop: Sop, jam: JamKerja, tahun: int) -> Iterator[Putusan]:
    """Yield the events: each step done in its turn, before the one that corrects the document."""
    at = _awal(jam, tahun)
    steps = sorted(sop.langkah, key=lambda s: s.nomor)
    done = list(takewhile(lambda s: s.tugas != "correct", steps)) or steps
    for number, step in enumerate(done):
        if number:
            at = _sesudah(jam, at, step, _LAMA[(number - 1) % len(_LAMA)])
        yield _putusan(tahun, step, at)


def _awal(jam: JamKerja, tahun: int) -> datetime:
    """The first working day from the eighth of January on, at nine."""
    days = [date(tahun + 1, 1, 8) + timedelta(days=n) for n in range(31)]
    return datetime.combine(next(filter(jam.bekerja, days), days[0]), time(9), jam.zona)


def _sesudah(jam: JamKerja, at: datetime, step: Langkah, tenths: int) -> datetime:
    standard = lama_baku(step.baku, jam)
    ended = batas_waktu(jam, at, standard * tenths / 10) if standard else None
    return (ended or at + timedelta(days=1)).replace(second=0, microsecond=0)


def _putusan(tahun: int, step: Langkah, at: datetime) -> Putusan:
    role = step.diselesaikan_oleh[0]
    event = Peristiwa(tahun=tahun, langkah=step.nomor, peristiwa="selesai", peran=role, oleh=_NAMA, waktu=at)
    signed = Dasar("tanda-tangan", _NAMA, "tanda tangan SSH")
    scanned = Dasar("pindaian", _NAMA, "pindaian proses/disposisi.pdf", lemah=True)
    basis = scanned if step.tugas == "start" else signed
    return Putusan(f"content/{tahun}/proses/{nama_berkas(event)}", event, "", at, basis)
