"""The process of a year as a drawing over its days: a line a step, what it took beside its standard time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape

from lkip.bilangan import bulan
from lkip.grafik import AKSEN, DASAR, GARIS, LEBAR, svg, titik
from lkip.proses.jam_kerja import JamKerja, sebut
from lkip.proses.keadaan import Keadaan, KeadaanLangkah, Putusan

# The names left of the lines, what is said right of them, the head with its legend and months; a line's height.
_KIRI, _KANAN, _KEPALA, _BARIS = 196.0, 124.0, 56.0, 32.0
_SEHARI = timedelta(days=1)
_BERONGGA = f'fill="#fff" stroke="{DASAR}" stroke-width="1.6"'


def papan(keadaan: Keadaan, kembali: Sequence[Putusan], jam: JamKerja, judul: str) -> str:
    """Return the steps of a year over its days as SVG; `kembali` are the events that gave a step back."""
    board = _Papan(keadaan, kembali, jam)
    return svg(board.bawah + 6, judul, [*_keterangan(), *board.bulan(), *board.langkah(), *board.tenggat()])


def terucap(keadaan: Keadaan, jam: JamKerja) -> str:
    """Return what the drawing shows in words."""
    told = (f"langkah {one.langkah.nomor} {_hasil(one, jam)}" for one in keadaan.langkah)
    return "; ".join(told)


def lama(one: KeadaanLangkah, jam: JamKerja) -> str:
    """Return what a step took of its standard time; of one that is not done the standard alone."""
    standard = sebut(one.baku, jam) if one.baku is not None else one.langkah.waktu
    if one.status != "selesai" or one.terpakai is None:
        return f"baku {standard}"
    return f"{sebut(one.terpakai, jam)} dari {standard}"


def _hasil(one: KeadaanLangkah, jam: JamKerja) -> str:
    if one.status != "selesai" or not one.selesai or not one.selesai.peristiwa:
        return one.status
    late = ", melewati waktu baku" if one.tepat is False else ""
    return f"selesai {_hari(one.selesai.peristiwa.waktu.astimezone(jam.zona))}, {lama(one, jam)}{late}"


def _hari(hari: date) -> str:
    return f"{hari:%d-%m-%Y}"


@dataclass(frozen=True)
class _Papan:
    keadaan: Keadaan
    kembali: Sequence[Putusan]
    jam: JamKerja

    @property
    def bawah(self) -> float:
        return _KEPALA + _BARIS * len(self.keadaan.langkah)

    @property
    def rentang(self) -> tuple[datetime, datetime]:
        """From the day of the first event to the day after the last one or after the last day to hand in."""
        known = [m for one in self.keadaan.langkah for m in (one.mulai, *self._akhir(one)) if m]
        known += [p.peristiwa.waktu for p in self.kembali if p.peristiwa]
        known += [datetime.combine(self.keadaan.tenggat, datetime.min.time(), self.jam.zona)]
        first, last = (self._tengah_malam(m) for m in (min(known), max(known)))
        return first, last + _SEHARI

    def _akhir(self, one: KeadaanLangkah) -> Iterator[datetime]:
        if one.selesai and one.selesai.peristiwa:
            yield one.selesai.peristiwa.waktu

    def _tengah_malam(self, moment: datetime) -> datetime:
        return datetime.combine(moment.astimezone(self.jam.zona).date(), datetime.min.time(), self.jam.zona)

    def x(self, moment: datetime) -> float:
        first, last = self.rentang
        return _KIRI + (LEBAR - _KIRI - _KANAN) * ((min(moment, last) - first) / (last - first))

    # --- strokes ---

    def bulan(self) -> Iterator[str]:
        """The first day, and a line at the beginning of every month with its name."""
        first, last = self.rentang
        yield _kata(_KIRI, _KEPALA - 8, _hari(first), 8.5)
        day, end = first.date(), _KIRI + 56
        while (day := _bulan_depan(day)) < last.date():
            x = self.x(datetime.combine(day, datetime.min.time(), self.jam.zona))
            yield _garis(x, _KEPALA - 4, x, self.bawah, GARIS, 0.6)
            if x > end and x < LEBAR - _KANAN - 40:
                yield _kata(x + 3, _KEPALA - 8, bulan(day), 8.5)
                end = x + 80

    def tenggat(self) -> Iterator[str]:
        """The last day to hand in, as a broken line with its date."""
        x = self.x(datetime.combine(self.keadaan.tenggat, datetime.min.time(), self.jam.zona) + _SEHARI)
        yield _garis(x, _KEPALA - 16, x, self.bawah, AKSEN, 1.2, putus=True)
        yield _kata(x + 4, _KEPALA - 12, f"batas {_hari(self.keadaan.tenggat)}", 8.5)

    def langkah(self) -> Iterator[str]:
        """A line a step: its name, its time, what it took in words, and when it was given back."""
        for row, one in enumerate(self.keadaan.langkah):
            y = _KEPALA + _BARIS * (row + 0.5)
            yield _garis(4, y + _BARIS / 2, LEBAR - 4, y + _BARIS / 2, GARIS, 0.3)
            yield from self._nama(one, y)
            yield from self._waktu(one, y)
            for p in self.kembali:
                if p.peristiwa and p.peristiwa.langkah == one.langkah.nomor:
                    yield _wajik(self.x(p.peristiwa.waktu), y)
            late = ", lewat" if one.status == "selesai" and one.tepat is False else ""
            words = textwrap.wrap(f"{lama(one, self.jam)}{late}", 24)
            yield from _baris_kata(LEBAR - _KANAN + 6, y, words)

    def _nama(self, one: KeadaanLangkah, y: float) -> Iterator[str]:
        lines = textwrap.wrap(f"{one.langkah.nomor}. {one.langkah.kegiatan}", 38)
        kept = lines if len(lines) <= 2 else [lines[0], textwrap.shorten(" ".join(lines[1:]), 37, placeholder=" …")]
        return _baris_kata(4, y, kept)

    def _waktu(self, one: KeadaanLangkah, y: float) -> Iterator[str]:
        """The standard time as a thin line with ends, the time used as a bar; a ring where a step only began."""
        end = next(self._akhir(one), None)
        begun = one.mulai or end
        if begun is None:
            return
        left = self.x(begun)
        if one.batas:
            right = max(self.x(one.batas), left + 2)
            yield _garis(left, y + 8, right, y + 8, DASAR, 1.2)
            yield _garis(right, y + 5, right, y + 11, DASAR, 1.2)
        if end is None:
            yield f'<circle cx="{titik(left)}" cy="{titik(y - 2)}" r="4" {_BERONGGA}/>'
            return
        place = f'x="{titik(left)}" y="{titik(y - 6)}" width="{titik(max(self.x(end) - left, 2.5))}" height="9"'
        yield f'<rect {place} fill="{AKSEN if one.tepat is False else DASAR}"/>'


def _keterangan() -> Iterator[str]:
    """What the marks mean."""
    at = 4.0
    for mark, words in (
        (f'<rect x="{{x}}" y="5" width="16" height="9" fill="{DASAR}"/>', "terpakai"),
        (f'<rect x="{{x}}" y="5" width="16" height="9" fill="{AKSEN}"/>', "terpakai, melewati waktu baku"),
        (f'<path d="M{{x}} 10h16m0 -3v6" stroke="{DASAR}" stroke-width="1.2" fill="none"/>', "waktu baku"),
        (_wajik(0, 0).replace('points="', 'transform="translate({m} 10)" points="'), "dikembalikan"),
        (f'<circle cx="{{m}}" cy="10" r="4" {_BERONGGA}/>', "mulai, belum selesai"),
    ):
        yield mark.replace("{x}", titik(at)).replace("{m}", titik(at + 8))
        yield _kata(at + 20, 13.5, words, 9)
        at += 34 + 4.7 * len(words)


def _bulan_depan(hari: date) -> date:
    return (hari.replace(day=1) + timedelta(days=32)).replace(day=1)


def _baris_kata(x: float, y: float, lines: Sequence[str]) -> Iterator[str]:
    first = y + 3 - 5.5 * (len(lines) - 1)
    return (_kata(x, first + 11 * n, line, 9) for n, line in enumerate(lines))


def _wajik(x: float, y: float) -> str:
    corners = ((x, y - 8), (x + 5, y - 2), (x, y + 4), (x - 5, y - 2)) if y else ((0, -6), (5, 0), (0, 6), (-5, 0))
    points = " ".join(f"{titik(a)},{titik(b)}" for a, b in corners)
    return f'<polygon points="{points}" fill="#fff" stroke="{AKSEN}" stroke-width="1.6"/>'


def _garis(x1: float, y1: float, x2: float, y2: float, colour: str, wide: float, *, putus: bool = False) -> str:
    broken = ' stroke-dasharray="5 3"' if putus else ""
    ends = f'x1="{titik(x1)}" y1="{titik(y1)}" x2="{titik(x2)}" y2="{titik(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{wide:g}"{broken}/>'


def _kata(x: float, y: float, teks: str, besar: float) -> str:
    rim = 'paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round"'
    return f'<text x="{titik(x)}" y="{titik(y)}" font-size="{besar:g}" {rim}>{escape(teks)}</text>'
