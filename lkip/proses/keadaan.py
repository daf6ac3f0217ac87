"""Events that count → the state of each step: done or not, by whom, how long it took, whose turn it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from lkip.model import DaftarPeran, Langkah, Peristiwa
from lkip.proses.jam_kerja import JamKerja, batas_waktu, hari_kerja_sampai, lama_baku, lama_kerja, tenggat
from lkip.proses.wewenang import Dasar

Status = Literal["belum", "berjalan", "selesai", "dikembalikan"]


@dataclass(frozen=True)
class Putusan:
    """An event with its verdict: what it rests on, or why it does not count; `komit` is empty until it is committed."""

    berkas: str
    peristiwa: Peristiwa | None
    komit: str
    tercatat: datetime | None
    dasar: Dasar | None = None
    sebab: str = ""


@dataclass(frozen=True)
class KeadaanLangkah:
    """A step as it stands.

    `mulai` is when its time began: the explicit start, the return, or the end of the step before. `terpakai` is the
    working time since then until it was done (or now), `baku` the standard, `batas` when that is over. `menunggu` are
    those whose turn it is; `kembali` counts how often it was given back; `mendahului` are steps before it that were not
    yet done when it was.
    """

    langkah: Langkah
    status: Status
    mulai: datetime | None = None
    selesai: Putusan | None = None
    dikembalikan: Putusan | None = None
    terpakai: timedelta | None = None
    baku: timedelta | None = None
    batas: datetime | None = None
    menunggu: tuple[str, ...] = ()
    kembali: int = 0
    mendahului: tuple[int, ...] = ()

    @property
    def tepat(self) -> bool | None:
        """Whether the step took (or has so far taken) no longer than its standard time; None where neither is known."""
        return None if self.terpakai is None or self.baku is None else self.terpakai <= self.baku


@dataclass(frozen=True)
class CatatanTerakhir:
    """The last record of reviews that is here: its number, and the day and commit of the main line that it tells of."""

    nomor: int
    hari: date
    komit: str


@dataclass(frozen=True)
class Keadaan:
    """The process of a year as it stands at a moment; `dihitung` are the events that count, oldest first.

    `catatan` is the last record that the state rests on: one that was cut off behind it cannot be missed here.
    """

    tahun: int
    kini: datetime
    langkah: tuple[KeadaanLangkah, ...]
    tenggat: date
    sisa_hari: int
    sisa_hari_kerja: int
    ditolak: tuple[Putusan, ...] = ()
    dihitung: tuple[Peristiwa, ...] = ()
    tertunda: tuple[Putusan, ...] = ()
    peringatan: tuple[str, ...] = ()
    catatan: CatatanTerakhir | None = None

    @property
    def selesai(self) -> int:
        """How many steps are done."""
        return sum(one.status == "selesai" for one in self.langkah)

    @property
    def giliran(self) -> KeadaanLangkah | None:
        """The first step that is not done."""
        return next((one for one in self.langkah if one.status != "selesai"), None)

    @property
    def terlambat(self) -> tuple[KeadaanLangkah, ...]:
        """The open steps that have taken longer than their standard time."""
        return tuple(one for one in self.langkah if one.menunggu and one.tepat is False)

    def kembali_ke(self, p: Peristiwa) -> int:
        """Return the step from which on an event has steps done again."""
        return _ke([one.langkah for one in self.langkah], p)

    def langkah_tugas(self, tugas: str) -> KeadaanLangkah | None:
        """Return the step that a task does."""
        return next((one for one in self.langkah if one.langkah.tugas == tugas), None)


@dataclass
class _Jalan:
    """What has happened to a step so far."""

    mulai: datetime | None = None
    selesai: Putusan | None = None
    dikembalikan: Putusan | None = None
    kembali: int = 0
    mendahului: tuple[int, ...] = ()


@dataclass
class _Jalannya:
    steps: Sequence[Langkah]
    jalan: dict[int, _Jalan] = field(default_factory=dict)
    ditolak: list[Putusan] = field(default_factory=list)
    dihitung: list[Peristiwa] = field(default_factory=list)

    def take(self, found: Putusan, p: Peristiwa) -> None:
        one = self.jalan.get(p.langkah)
        if one is None:
            self.ditolak.append(_tolak(found, f"SOP yang berlaku sekarang tidak mempunyai langkah {p.langkah}"))
            return
        if p.peristiwa == "mulai":
            one.mulai = one.mulai or p.waktu if one.selesai is None else one.mulai
        elif p.peristiwa == "selesai":
            self._selesai(one, found, p)
        elif refused := self._tidak_dapat_kembali(p):
            self.ditolak.append(_tolak(found, refused))
            return
        else:
            self._kembali(found, _ke(self.steps, p))
        self.dihitung.append(p)

    def _selesai(self, one: _Jalan, found: Putusan, p: Peristiwa) -> None:
        if one.selesai is None:
            one.selesai = found
            one.mendahului = tuple(n for n, other in self.jalan.items() if n < p.langkah and other.selesai is None)

    def _tidak_dapat_kembali(self, p: Peristiwa) -> str:
        """Say why a step cannot be given back: nothing lies before it, it is not its turn, another approved it."""
        back, before = _ke(self.steps, p), max((n for n in self.jalan if n < p.langkah), default=0)
        if back not in self.jalan or back >= p.langkah:
            return f"langkah {p.langkah} tidak dapat dikembalikan ke langkah {back}"
        if self.jalan[p.langkah].selesai is None and self.jalan[before].selesai is None:
            return (
                f"langkah {p.langkah} belum gilirannya, jadi tidak dapat mengembalikan; langkah {before} belum selesai"
            )
        for s in self.steps:
            done = s.nomor >= back and s.tugas == "approve" and self.jalan[s.nomor].selesai
            if done and p.peran not in s.diselesaikan_oleh:
                who = " atau ".join(s.diselesaikan_oleh)
                return f"langkah {s.nomor} sudah disetujui; hanya {who} yang dapat mengembalikannya"
        return ""

    def _kembali(self, found: Putusan, ke: int) -> None:
        for number, one in self.jalan.items():
            if number >= ke:
                one.mulai = one.selesai = one.dikembalikan = None
        self.jalan[ke].dikembalikan = found
        self.jalan[ke].kembali += 1


def urutan(p: Peristiwa) -> tuple[datetime, int, str]:
    """Return by what events are put in order: the time, and within a minute the step."""
    return p.waktu, p.langkah, p.peristiwa


def _ke(steps: Sequence[Langkah], p: Peristiwa) -> int:
    step = next(s for s in steps if s.nomor == p.langkah)
    before = max((s.nomor for s in steps if s.nomor < p.langkah), default=0)
    return p.ke or step.kembali_ke or before


def _tolak(found: Putusan, sebab: str) -> Putusan:
    return Putusan(found.berkas, found.peristiwa, found.komit, found.tercatat, None, sebab)


def susun(
    tahun: int,
    langkah: Sequence[Langkah],
    putusan: Iterable[Putusan],
    jam: JamKerja,
    daftar: DaftarPeran | None,
    kini: datetime,
) -> Keadaan:
    """Lay the events that count over the steps, in the order of their times; those after `kini` are not yet there."""
    run = _Jalannya(langkah, {s.nomor: _Jalan() for s in langkah})
    known = list(putusan)
    counted = [(p, p.peristiwa) for p in known if p.dasar and p.peristiwa and p.peristiwa.waktu <= kini]
    for found, event in sorted(counted, key=lambda pair: urutan(pair[1])):
        run.take(found, event)
    last = tenggat(tahun)
    today = kini.astimezone(jam.zona).date()
    return Keadaan(
        tahun,
        kini,
        tuple(_langkah(s, run, jam, daftar, kini) for s in langkah),
        last,
        (last - today).days,
        hari_kerja_sampai(jam, today, last),
        (*(p for p in known if p.dasar is None), *run.ditolak),
        tuple(run.dihitung),
    )


def _langkah(
    step: Langkah, run: _Jalannya, jam: JamKerja, daftar: DaftarPeran | None, kini: datetime
) -> KeadaanLangkah:
    one = run.jalan[step.nomor]
    earlier = [s.nomor for s in run.steps if s.nomor < step.nomor]
    undone = tuple(n for n in earlier if run.jalan[n].selesai is None)
    begun = _mulai(one, run.jalan[earlier[-1]] if earlier else None)
    done = one.selesai.peristiwa if one.selesai else None
    standard = lama_baku(step.baku, jam)
    ended = done.waktu if done else kini
    status: Status = "selesai" if done else "dikembalikan" if one.dikembalikan else "berjalan" if begun else "belum"
    turn = status in ("berjalan", "dikembalikan") or (status == "belum" and not undone)
    return KeadaanLangkah(
        langkah=step,
        status=status,
        mulai=begun,
        selesai=one.selesai,
        dikembalikan=one.dikembalikan,
        terpakai=lama_kerja(jam, begun, ended) if begun and begun <= ended else None,
        baku=standard,
        batas=batas_waktu(jam, begun, standard) if begun and standard is not None else None,
        menunggu=_siapa(step, daftar, kini.astimezone(jam.zona).date()) if turn else (),
        kembali=one.kembali,
        mendahului=one.mendahului if done else (),
    )


def _mulai(one: _Jalan, before: _Jalan | None) -> datetime | None:
    """Return when a step's time began: started in so many words, given back, or the step before it done."""
    if one.mulai:
        return one.mulai
    cause = one.dikembalikan or (before and before.selesai)
    return cause.peristiwa.waktu if cause and cause.peristiwa else None


def _siapa(step: Langkah, daftar: DaftarPeran | None, hari: date) -> tuple[str, ...]:
    """Return whose turn it is: the role, with the name where it is known and another one."""
    told = []
    for role in step.diselesaikan_oleh:
        names = [p.nama for p in daftar.pemegang(role, hari) if p.nama] if daftar else []
        told.append(f"{role} ({', '.join(names)})" if names else role)
    return tuple(told)
