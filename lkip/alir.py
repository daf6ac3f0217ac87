"""The flow chart of an SOP: its table drawn as one vector, with a lane for each role and the steps' order as arrows."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from xml.sax.saxutils import escape

from lkip.grafik import AKSEN, DASAR, GARIS, KOTAK, svg, titik
from lkip.model import Sop

Bentuk = Literal["kapsul", "kotak", "belah"]
Titik = tuple[float, float]

# Widths of the columns beside the lanes; text height, distance of lines, the space around a cell's text.
_KIRI = {"nomor": 30.0, "kegiatan": 210.0}
_KANAN = {"kelengkapan": 126.0, "waktu": 76.0, "keluaran": 126.0, "keterangan": 82.0}
_JALUR, _TERSEMPIT = 390.0, 78.0
_BESAR, _JARAK, _TEPI = 10.5, 13.0, 6.0
_LEBAR, _TINGGI = 50.0, 24.0  # of a box; a diamond is higher
_BELAH = 38.0
_HURUF, _TEBAL = 0.58, 0.64  # the mean width of a letter as a part of its height, also where another font stands in


@dataclass(frozen=True)
class Simbol:
    """A step's mark in a lane: its form, lane, row (both from 0) and number."""

    bentuk: Bentuk
    jalur: int
    baris: int
    nomor: int


@dataclass(frozen=True)
class Alir:
    """What the flow is drawn from, without measures: the marks of each step in order; (from, to) of what goes back."""

    langkah: tuple[tuple[Simbol, ...], ...]
    kembali: tuple[tuple[int, int], ...]


def alir(sop: Sop) -> Alir:
    """Return the marks of an SOP: capsules where it begins and ends, a diamond where a result may be refused.

    A step that another role decides has two marks: a box where it is done, a diamond where it is decided.
    """
    lanes, last = sop.jabatan, len(sop.langkah) - 1
    rows = []
    for row, step in enumerate(sop.langkah):
        plain: Bentuk = "kapsul" if row in (0, last) else "kotak"
        decides = step.pelaksana if step.pelaksana in step.diselesaikan_oleh else step.diselesaikan_oleh[0]
        marks: list[tuple[Bentuk, str]] = [(plain, step.pelaksana)]
        if step.kembali_ke is not None:
            marks = [("belah", decides)] if decides == step.pelaksana else [(plain, step.pelaksana), ("belah", decides)]
        rows.append(tuple(Simbol(form, lanes.index(role), row, step.nomor) for form, role in marks if role in lanes))
    place = {step.nomor: row for row, step in enumerate(sop.langkah)}
    back = [(row, place[s.kembali_ke]) for row, s in enumerate(sop.langkah) if s.kembali_ke in place]
    return Alir(tuple(rows), tuple((a, b) for a, b in back if b < a and rows[a] and rows[b]))


def gambar(sop: Sop, kata: Mapping[str, str], judul: str) -> str:
    """Return the table of an SOP as SVG; `kata` are its words (heads of the columns, yes and no) by name."""
    papan = _Papan(sop, kata)
    flow = alir(sop)
    parts = [*papan.garis(), *papan.isi(), *papan.panah(flow), *papan.simbol(flow)]
    return svg(papan.bawah + 1, judul, parts, papan.lebar)


class _Papan:
    """The table as laid out: where its columns and rows begin."""

    def __init__(self, sop: Sop, kata: Mapping[str, str]) -> None:
        self.sop, self.kata = sop, kata
        lane = max(_TERSEMPIT, _JALUR / len(sop.jabatan))
        widths = [*_KIRI.values(), *[lane] * len(sop.jabatan), *_KANAN.values()]
        self.x = [1.0]
        for width in widths:
            self.x.append(self.x[-1] + width)
        self.lebar, self.awal, self.akhir = self.x[-1] + 1, 2, 2 + len(sop.jabatan)
        self.kepala = 1 + 22 + 10 + _JARAK * max(len(_baris(r, lane, _TEBAL)) for r in sop.jabatan)
        self.y = [self.kepala]
        for row in range(len(sop.langkah)):
            self.y.append(self.y[-1] + self._tinggi(row))
        self.bawah = self.y[-1]

    def _teks(self, row: int) -> list[tuple[int, str]]:
        """The texts of a row by column."""
        step = self.sop.langkah[row]
        right = (step.kelengkapan, step.waktu, step.keluaran, step.keterangan or "")
        return [(0, str(step.nomor)), (1, step.kegiatan), *enumerate(right, start=self.akhir)]

    def _tinggi(self, row: int) -> float:
        lines = max(len(_baris(text, self._lebar(c))) for c, text in self._teks(row))
        return max(_JARAK * lines + 2 * _TEPI + 4, _BELAH + 32 if self.sop.langkah[row].kembali_ke else _TINGGI + 26)

    def _lebar(self, column: int) -> float:
        return self.x[column + 1] - self.x[column]

    # the table

    def garis(self) -> list[str]:
        """The ground, the rules between rows and columns, the shaded head."""
        upper, left, right = 23.0, self.x[0], self.x[-1]
        spans = [(self.x[self.awal], self.x[self.akhir]), (self.x[self.akhir], self.x[self.akhir + 3])]
        lines = [_garis((a, upper), (b, upper)) for a, b in spans]
        whole = {0, 1, self.awal, self.akhir, self.akhir + 3, len(self.x) - 1}
        lines += [_garis((x, 1 if i in whole else upper), (x, self.bawah)) for i, x in enumerate(self.x)]
        lines += [_garis((left, y), (right, y)) for y in (1, *self.y)]
        ground = f'<rect width="{titik(self.lebar)}" height="{titik(self.bawah + 1)}" fill="#fff"/>'
        head = f'<rect x="1" y="1" width="{titik(right - left)}" height="{titik(self.kepala - 1)}" fill="#dbe5f1"/>'
        return [ground, head, *lines]

    def isi(self) -> list[str]:
        """The words of head and rows."""
        k, far = self.kata, self.akhir
        single = [(0, k["nomor"]), (1, k["kegiatan"]), (far + 3, k["keterangan"])]
        low = [*enumerate(self.sop.jabatan, start=self.awal)]
        low += [(far, k["kelengkapan"]), (far + 1, k["waktu"]), (far + 2, k["keluaran"])]
        words = [_sel(text, self.x[c], self._lebar(c), (1, self.kepala), tengah=True, tebal=True) for c, text in single]
        words += [_sel(text, self.x[c], self._lebar(c), (23, self.kepala), tengah=True, tebal=True) for c, text in low]
        for text, first, last in ((k["pelaksana"], self.awal, far), (k["mutu"], far, far + 3)):
            words.append(_sel(text, self.x[first], self.x[last] - self.x[first], (1, 23), tengah=True, tebal=True))
        for row in range(len(self.sop.langkah)):
            for c, text in self._teks(row):
                between = (self.y[row], self.y[row + 1])
                words.append(_sel(text, self.x[c], self._lebar(c), between, tengah=c in (0, far + 1)))
        return words

    # the flow

    def _pusat(self, mark: Simbol) -> Titik:
        column = self.awal + mark.jalur
        return (self.x[column] + self.x[column + 1]) / 2, (self.y[mark.baris] + self.y[mark.baris + 1]) / 2

    def simbol(self, flow: Alir) -> list[str]:
        """The marks, each with the number of its step."""
        return [_simbol(mark, *self._pusat(mark)) for marks in flow.langkah for mark in marks]

    def panah(self, flow: Alir) -> list[str]:
        """The arrows: within a step, from step to step, and back where a result is refused."""
        parts = [self._mendatar(*marks) for marks in flow.langkah if len(marks) == 2]
        drawn = [marks for marks in flow.langkah if marks]
        for before, after in pairwise(drawn):
            parts += self._lanjut(before[-1], after[0])
        for rail, (start, end) in enumerate(flow.kembali):
            parts += self._kembali(flow.langkah[start], flow.langkah[end][0], rail)
        return parts

    def _mendatar(self, satu: Simbol, dua: Simbol) -> str:
        (x1, y), (x2, _) = self._pusat(satu), self._pusat(dua)
        side = 1 if x2 > x1 else -1
        return _panah([(x1 + side * _LEBAR / 2, y), (x2 - side * (_LEBAR / 2 + 4), y)])

    def _lanjut(self, satu: Simbol, dua: Simbol) -> list[str]:
        """To the next step: straight down in the same lane, sideways first otherwise; a diamond is left below."""
        (x1, y1), (x2, y2) = self._pusat(satu), self._pusat(dua)
        top, foot = y2 - _setinggi(dua) / 2, y1 + _setinggi(satu) / 2
        if satu.bentuk == "belah":
            elbow = self.y[satu.baris + 1] - 6
            said = _kata(x1 - 5 if x2 > x1 else x1 + 5, foot + 9, self.kata["ya"], "end" if x2 > x1 else "start")
            way = [(x1, foot), (x1, top)] if x1 == x2 else [(x1, foot), (x1, elbow), (x2, elbow), (x2, top)]
            return [_panah(way), said]
        if x1 == x2:
            return [_panah([(x1, foot), (x1, top)])]
        side = 1 if x2 > x1 else -1
        return [_panah([(x1 + side * _LEBAR / 2, y1), (x2, y1), (x2, top)])]

    def _kembali(self, marks: Sequence[Simbol], target: Simbol, rail: int) -> list[str]:
        """Back to an earlier step: straight up to the one above, else along the edge of the lanes and into its top."""
        mark = marks[-1]
        (x1, y1), (x2, y2) = self._pusat(mark), self._pusat(target)
        alone, above = len(marks) == 1, target.baris == mark.baris - 1
        if alone and above and x1 != x2:
            side = 1 if x2 > x1 else -1
            way = [(x1 + side * (_LEBAR / 2 + 4), y1), (x2, y1), (x2, y2 + _setinggi(target) / 2)]
            said, turn = (way[0][0] + side * 3, y1 - 4), 1
        else:
            side = 1 if not alone and marks[0].jalur < mark.jalur else -1
            edge = self.x[self.akhir] - 7 - 5 * rail if side > 0 else self.x[self.awal] + 7 + 5 * rail
            over = self.y[target.baris] + 6
            way = [(x1 + side * (_LEBAR / 2 + 4), y1), (edge, y1), (edge, over), (x2, over)]
            way.append((x2, y2 - _setinggi(target) / 2))
            said, turn = (edge - side * 4, self.y[mark.baris] + 12), -1
        return [_panah(way, kembali=True), _kata(*said, self.kata["tidak"], "start" if side * turn > 0 else "end")]


# --- strokes ---------------------------------------------------------------------------------------------------


def _setinggi(mark: Simbol) -> float:
    return _BELAH if mark.bentuk == "belah" else _TINGGI


def _simbol(mark: Simbol, x: float, y: float) -> str:
    look = f'fill="{KOTAK}" stroke="{DASAR}" stroke-width="1.4"'
    if mark.bentuk == "belah":
        wide, high = _LEBAR / 2 + 4, _BELAH / 2
        corners = ((x, y - high), (x + wide, y), (x, y + high), (x - wide, y))
        shape = f'<polygon points="{_deretan(corners)}" {look}/>'
    else:
        place = f'x="{titik(x - _LEBAR / 2)}" y="{titik(y - _TINGGI / 2)}" width="{titik(_LEBAR)}"'
        shape = f'<rect {place} height="{titik(_TINGGI)}" rx="{12 if mark.bentuk == "kapsul" else 0}" {look}/>'
    return shape + _kata(x, y + 3.7, str(mark.nomor), "middle", tebal=True)


def _panah(way: Sequence[Titik], *, kembali: bool = False) -> str:
    """An arrow along right angles; what goes back is dashed and of another colour."""
    (x0, y0), (x, y) = way[-2], way[-1]
    dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
    colour, dashed = (AKSEN, ' stroke-dasharray="5 3"') if kembali else (DASAR, "")
    root = (x - 7 * dx, y - 7 * dy)
    line = (
        f'<polyline points="{_deretan([*way[:-1], root])}" fill="none" stroke="{colour}" stroke-width="1.4"{dashed}/>'
    )
    head = ((x, y), (root[0] - 3.5 * dy, root[1] - 3.5 * dx), (root[0] + 3.5 * dy, root[1] + 3.5 * dx))
    return f'{line}<polygon points="{_deretan(head)}" fill="{colour}"/>'


def _deretan(points: Sequence[Titik]) -> str:
    return " ".join(f"{titik(x)},{titik(y)}" for x, y in points)


def _garis(a: Titik, b: Titik) -> str:
    ends = f'x1="{titik(a[0])}" y1="{titik(a[1])}" x2="{titik(b[0])}" y2="{titik(b[1])}"'
    return f'<line {ends} stroke="{GARIS}" stroke-width="0.8"/>'


def _kata(x: float, y: float, teks: str, anchor: str = "start", *, tebal: bool = False) -> str:
    look = ' font-weight="bold"' if tebal else ""
    place = f'x="{titik(x)}" y="{titik(y)}" text-anchor="{anchor}" font-size="{_BESAR}"'
    return f"<text {place}{look}>{escape(teks)}</text>"


def _sel(
    teks: str, x: float, lebar: float, antara: tuple[float, float], *, tengah: bool = False, tebal: bool = False
) -> str:
    """A cell's text, broken into lines, in the middle of its height."""
    lines = _baris(teks, lebar, _TEBAL if tebal else _HURUF)
    first = sum(antara) / 2 + 3.7 - _JARAK * (len(lines) - 1) / 2
    at, anchor = (x + lebar / 2, "middle") if tengah else (x + _TEPI, "start")
    return "".join(_kata(at, first + _JARAK * i, line, anchor, tebal=tebal) for i, line in enumerate(lines))


def _baris(teks: str, lebar: float, huruf: float = _HURUF) -> list[str]:
    return textwrap.wrap(teks, max(int((lebar - 2 * _TEPI) / (_BESAR * huruf)), 4))
