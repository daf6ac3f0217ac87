"""Hours of work: how much working time lies between two moments, when a standard time is over, days left. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from lkip.model import Baku, KalenderKerja

_SELISIH = {"WIB": 7, "WITA": 8, "WIT": 9}
_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_NOL = timedelta()
# Beyond this a search for the end of a standard time stops: an office that never works has none.
_PALING_JAUH = 3660
# Perpres 21/2023: 37 hours and 30 minutes in five days, from 07.30, a break of an hour, on Fridays of one and a half.
_BIASA = ((("07.30", "12.00"), ("13.00", "16.00")),) * 4 + ((("07.30", "11.30"), ("13.00", "16.30")),)


@dataclass(frozen=True)
class JamKerja:
    """The hours of an office: zone, spans of work by weekday from Monday, holidays, the years they are known of."""

    zona: timezone
    hari: tuple[tuple[tuple[timedelta, timedelta], ...], ...]
    libur: frozenset[date]
    tahun: frozenset[int]

    @property
    def sehari(self) -> timedelta:
        """How long a working day is on average: what `1 hari` in an SOP means."""
        lama = [sum((b - a for a, b in day), _NOL) for day in self.hari if day]
        return sum(lama, _NOL) / len(lama) if lama else _NOL

    def bekerja(self, hari: date) -> bool:
        """Tell whether the office works on a day."""
        return bool(self.hari[hari.weekday()]) and hari not in self.libur


def jam_kerja(kalender: KalenderKerja | None) -> JamKerja:
    """Return the hours of a calendar; without one those of every office, in WITA, without holidays."""
    if kalender is None:
        days = tuple(tuple(_rentang(a, b) for a, b in day) for day in _BIASA)
        return JamKerja(timezone(timedelta(hours=8)), (*days, (), ()), frozenset(), frozenset())
    spans: dict[str, tuple[tuple[timedelta, timedelta], ...]] = {
        h.hari: tuple(sorted(_rentang(j.dari, j.sampai) for j in h.jam)) for h in kalender.hari_kerja
    }
    return JamKerja(
        timezone(timedelta(hours=_SELISIH[kalender.zona])),
        tuple(_terpisah(spans.get(name, ())) for name in _HARI),
        frozenset(day.tanggal for year in kalender.libur for day in year.hari),
        frozenset(year.tahun for year in kalender.libur),
    )


def _rentang(dari: str, sampai: str) -> tuple[timedelta, timedelta]:
    def of(text: str) -> timedelta:
        hours, minutes = text.split(".")
        return timedelta(hours=int(hours), minutes=int(minutes))

    return of(dari), of(sampai)


def _terpisah(spans: tuple[tuple[timedelta, timedelta], ...]) -> tuple[tuple[timedelta, timedelta], ...]:
    """Join spans that overlap and drop those that end before they begin, so that no minute counts twice."""
    joined: list[tuple[timedelta, timedelta]] = []
    for a, b in spans:
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        elif a < b:
            joined.append((a, b))
    return tuple(joined)


def lama_kerja(jam: JamKerja, dari: datetime, sampai: datetime) -> timedelta:
    """Return the working time between two moments; nothing where the second is not later."""
    return sum((min(b, sampai) - max(a, dari) for a, b in _jam(jam, dari, sampai)), _NOL)


def batas_waktu(jam: JamKerja, dari: datetime, lama: timedelta) -> datetime | None:
    """Return the moment at which so much working time has passed; None where the office never works that long."""
    rest = lama
    for a, b in _jam(jam, dari, dari + timedelta(days=_PALING_JAUH)):
        begin = max(a, dari)
        if rest <= b - begin:
            return begin + rest
        rest -= b - begin
    return None


def _jam(jam: JamKerja, dari: datetime, sampai: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the spans of work that have a part between two moments."""
    day, last = dari.astimezone(jam.zona).date(), sampai.astimezone(jam.zona).date()
    while day <= last:
        midnight = datetime.combine(day, time(), jam.zona)
        for a, b in jam.hari[day.weekday()] if jam.bekerja(day) else ():
            if midnight + b > dari and midnight + a < sampai:
                yield midnight + a, midnight + b
        day += timedelta(days=1)


def lama_baku(baku: Baku | None, jam: JamKerja) -> timedelta | None:
    """Return a standard time as working time: a day is the office's working day."""
    if baku is None:
        return None
    unit = {"menit": timedelta(minutes=1), "jam": timedelta(hours=1), "hari": jam.sehari}[baku.satuan]
    return unit * int(baku.nilai * 100) / 100


def tenggat(tahun: int) -> date:
    """Return the last day to hand in the report of a year: the last of February after it (PermenPAN-RB 53/2014)."""
    return date(tahun + 1, 2, calendar.monthrange(tahun + 1, 2)[1])


def hari_kerja_sampai(jam: JamKerja, kini: date, akhir: date) -> int:
    """Return how many working days there are after today until a day, that day included."""
    days = (kini + timedelta(days=n) for n in range(1, (akhir - kini).days + 1))
    return sum(jam.bekerja(day) for day in days)


def sebut(lama: timedelta, jam: JamKerja) -> str:
    """Return working time in words: `2 hari 3 jam`, `45 menit`; two units at most, rounded down."""
    minutes = int(lama.total_seconds() // 60)
    day = max(int(jam.sehari.total_seconds() // 60), 1)
    units = ((minutes // day, "hari"), (minutes % day // 60, "jam"), (minutes % day % 60, "menit"))
    told = [f"{count} {unit}" for count, unit in units if count]
    return " ".join(told[:2]) or "0 menit"
