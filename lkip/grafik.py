"""Charts as SVG from the same figures as the tables. Every value is also written out, so no chart needs its colours."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from xml.sax.saxutils import escape

from lkip.capaian import Angka

LEBAR = 640
DASAR, AKSEN, GARIS, TINTA = "#1f4e79", "#c55a11", "#8a8f98", "#1d2530"
HURUF = "TeX Gyre Heros, Arial, Helvetica, sans-serif"


@dataclass(frozen=True)
class Batang:
    """A bar: its label and its figure."""

    label: str
    nilai: Angka


@dataclass(frozen=True)
class Deret:
    """A small chart of years: title, years, and for each year target and realisasi."""

    judul: str
    tahun: tuple[int, ...]
    target: tuple[Angka, ...]
    realisasi: tuple[Angka, ...]


@dataclass(frozen=True)
class Kotak:
    """A post of the office: its title, who holds it where that is known, and the posts below it."""

    judul: str
    nama: str | None = None
    bawahan: tuple[Kotak, ...] = ()


def batang(rows: Sequence[Batang], patokan: Decimal | None, judul: str) -> str:
    """Return horizontal bars from zero with their values; `patokan` draws a line to measure against, such as 100."""
    tinggi, atas, kiri, kanan = 34, 22 if patokan is not None else 6, 232, 70
    values = [row.nilai.nilai for row in rows if row.nilai.nilai is not None]
    top = max([*values, patokan or Decimal(0), Decimal(1)])
    lebar = LEBAR - kiri - kanan

    def x(value: Decimal) -> str:
        return titik(kiri + lebar * max(value, Decimal(0)) / top)

    bars, words = [], []
    for nomor, row in enumerate(rows):
        y = atas + nomor * tinggi
        words += _label(row.label, kiri - 8, y + tinggi / 2, 40)
        if row.nilai.nilai is None:
            words.append(_teks(kiri + 6, y + tinggi / 2 + 4, "belum tersedia", italic=True))
            continue
        panjang = titik(Decimal(x(row.nilai.nilai)) - kiri)
        bars.append(f'<rect x="{kiri}" y="{y + 7}" width="{panjang}" height="{tinggi - 14}" fill="{DASAR}"/>')
        end = float(x(row.nilai.nilai))
        if patokan is not None and end <= (mark := float(x(patokan))) < end + 46:
            end = mark  # the value stands beyond the line, not on it
        words.append(_teks(end + 5, y + tinggi / 2 + 4, row.nilai.tampil, bold=True))
    bawah = atas + len(rows) * tinggi
    bars.append(_tegak(str(kiri), atas, bawah, f'stroke="{GARIS}"'))
    if patokan is not None:
        bars.append(_tegak(x(patokan), atas, bawah, f'stroke="{AKSEN}" stroke-width="1.4" stroke-dasharray="5 3"'))
        words.append(_teks(float(x(patokan)), atas - 7, f"{patokan:f}%", anchor="middle"))
    # Words last: no bar and no line runs over a value.
    return svg(bawah + 8, judul, [*bars, *words])


def _tegak(x: str, atas: float, bawah: float, look: str) -> str:
    return f'<line x1="{x}" y1="{titik(atas)}" x2="{x}" y2="{titik(bawah)}" {look}/>'


def deret(panels: Sequence[Deret], judul: str) -> str:
    """Return small line charts, up to three in a row: realisasi as a line with values, target as hollow squares.

    A target between two bounds is a hollow bar from the one to the other; a step of a ladder stands at its place.
    """
    kolom, tinggi, kepala = min(max(len(panels), 1), 3), 168, 22
    lebar = min(LEBAR // kolom, 400)
    tepi = (LEBAR - kolom * lebar) // 2
    parts = [
        f'<rect x="4" y="6" width="8" height="8" fill="none" stroke="{AKSEN}" stroke-width="1.6"/>',
        _teks(18, 14, "target"),
        f'<line x1="66" y1="10" x2="92" y2="10" stroke="{DASAR}" stroke-width="2"/>',
        f'<circle cx="79" cy="10" r="3.2" fill="{DASAR}"/>',
        _teks(98, 14, "realisasi"),
    ]
    for nomor, panel in enumerate(panels):
        parts += _panel(panel, tepi + (nomor % kolom) * lebar, kepala + (nomor // kolom) * tinggi, lebar, tinggi)
    return svg(kepala + -(-len(panels) // kolom) * tinggi, judul, parts)


def _panel(panel: Deret, kiri: int, atas: int, lebar: int, tinggi: int) -> list[str]:
    y0, y1, x0, x1 = atas + 54, atas + tinggi - 30, kiri + 24, kiri + lebar - 24
    ends = [end for a in (*panel.target, *panel.realisasi) for end in (a.nilai, a.atas) if end is not None]
    low, high = min(ends, default=Decimal(0)), max(ends, default=Decimal(0))
    span = (high - low) or Decimal(1)

    def x(index: int) -> float:
        return x0 + (x1 - x0) * (index / max(len(panel.tahun) - 1, 1))

    def y(value: Decimal) -> float:
        return float(y1 - (y1 - y0) * (value - low) / span)

    words = [
        _teks(kiri + lebar / 2, atas + 12 + 11 * i, line, anchor="middle", size=9.5, bold=True)
        for i, line in enumerate(_lines(panel.judul, 36))
    ]
    marks: list[str] = []
    points: list[tuple[int, float]] = []
    for index, tahun in enumerate(panel.tahun):
        words.append(_teks(x(index), y1 + 20, str(tahun), anchor="middle", size=8.5))
        if (target := panel.target[index].nilai) is not None:
            upper = panel.target[index].atas
            top = y(target if upper is None else upper)
            place = f'x="{titik(x(index) - 4)}" y="{titik(top - 4)}" width="8" height="{titik(y(target) - top + 8)}"'
            marks.append(f'<rect {place} fill="none" stroke="{AKSEN}" stroke-width="1.6"/>')
        if (realisasi := panel.realisasi[index].nilai) is not None:
            points.append((index, y(realisasi)))
            marks.append(f'<circle cx="{titik(x(index))}" cy="{titik(y(realisasi))}" r="3.2" fill="{DASAR}"/>')
            words += _nilai(x(index), y(realisasi) - 8, panel.realisasi[index].tampil)
    if not ends and any(a.teks for a in panel.realisasi):
        words.append(_teks(kiri + lebar / 2, (y0 + y1) / 2, "dinyatakan dengan kata", anchor="middle", italic=True))
    ground = f'<line x1="{x0 - 8}" y1="{y1 + 8}" x2="{x1 + 8}" y2="{y1 + 8}" stroke="{GARIS}" stroke-width="0.8"/>'
    # A year without data breaks the line: it is not drawn through a value that nobody measured.
    line = [
        f'<line x1="{titik(x(a))}" y1="{titik(ya)}" x2="{titik(x(b))}" y2="{titik(yb)}" '
        f'stroke="{DASAR}" stroke-width="2"/>'
        for (a, ya), (b, yb) in pairwise(points)
        if b == a + 1
    ]
    return [ground, *line, *marks, *words]


def _nilai(x: float, bawah: float, tampil: str) -> list[str]:
    """A value above its point; one of words on lines of their own, so that it keeps off its neighbours."""
    lines = textwrap.wrap(tampil, 10, break_long_words=False, break_on_hyphens=False)
    return [_teks(x, bawah - 9 * i, line, anchor="middle", size=8.5) for i, line in enumerate(reversed(lines))]


KOTAK = "#eef3f9"


def bagan(root: Kotak, judul: str) -> str:
    """Return the posts of an office: the head above, the posts right below in a row, theirs beneath each."""
    posts = root.bawahan
    jarak = 14
    lebar = min(180.0, (LEBAR - jarak * (len(posts) - 1)) / max(len(posts), 1))
    kiri = (LEBAR - lebar * len(posts) - jarak * (len(posts) - 1)) / 2
    atas = _tinggi(root, 220)
    parts = _kotak(root, (LEBAR - 220) / 2, 4, 220, atas)
    rail, row = 4 + atas + 16.0, 4 + atas + 32.0
    tinggi = max((_tinggi(post, lebar) for post in posts), default=0.0)
    lowest = row
    centers = []
    for nomor, post in enumerate(posts):
        x = kiri + nomor * (lebar + jarak)
        centers.append(x + lebar / 2)
        parts += [_garis(x + lebar / 2, rail, x + lebar / 2, row), *_kotak(post, x, row, lebar, tinggi)]
        y, elbow = row + tinggi, row + tinggi
        for below in post.bawahan:
            high = _tinggi(below, lebar - 16)
            elbow = y + 12 + high / 2
            parts += [_garis(x + 7, elbow, x + 16, elbow), *_kotak(below, x + 16, y + 12, lebar - 16, high)]
            y += 12 + high
        if post.bawahan:
            parts.append(_garis(x + 7, row + tinggi, x + 7, elbow))
        lowest = max(lowest, y)
    if centers:
        parts = [
            _garis(LEBAR / 2, 4 + atas, LEBAR / 2, rail),
            _garis(min(*centers, LEBAR / 2), rail, max(*centers, LEBAR / 2), rail),
            *parts,
        ]
    return svg((lowest if posts else 4 + atas) + 6, judul, parts)


def _isi_kotak(post: Kotak, lebar: float) -> list[tuple[str, bool]]:
    """The lines in a box: the title bold, the name below it."""
    wide = max(int((lebar - 8) / 5.3), 8)
    lines = [(line, True) for line in textwrap.wrap(post.judul, wide)]
    return lines + [(line, False) for line in textwrap.wrap(post.nama or "", wide)]


def _tinggi(post: Kotak, lebar: float) -> float:
    return 14 + 11.5 * len(_isi_kotak(post, lebar))


def _kotak(post: Kotak, x: float, y: float, lebar: float, tinggi: float) -> list[str]:
    lines = _isi_kotak(post, lebar)
    first = y + tinggi / 2 + 3.5 - 11.5 * (len(lines) - 1) / 2
    place = f'x="{titik(x)}" y="{titik(y)}" width="{titik(lebar)}" height="{titik(tinggi)}" rx="2"'
    box = f'<rect {place} fill="{KOTAK}" stroke="{DASAR}" stroke-width="1"/>'
    words = [
        f'<text x="{titik(x + lebar / 2)}" y="{titik(first + 11.5 * i)}" text-anchor="middle" font-size="9"'
        f"{' font-weight=' + chr(34) + 'bold' + chr(34) if bold else ''}>{escape(line)}</text>"
        for i, (line, bold) in enumerate(lines)
    ]
    return [box, *words]


def _garis(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<line x1="{titik(x1)}" y1="{titik(y1)}" x2="{titik(x2)}" y2="{titik(y2)}" stroke="{GARIS}" stroke-width="1"/>'
    )


def _label(label: str, kanan: float, tengah: float, lebar: int) -> list[str]:
    lines = _lines(label, lebar)
    first = tengah + 4 - 6 * (len(lines) - 1)
    return [_teks(kanan, first + 12 * i, line, anchor="end") for i, line in enumerate(lines)]


def _lines(label: str, lebar: int) -> list[str]:
    """Break a name into at most two lines; what does not fit ends in an ellipsis (the table has it whole)."""
    capitals = sum(c.isupper() for c in label)  # a third wider than small letters
    lebar = lebar * len(label) // (len(label) + capitals // 3) if label else lebar
    lines = textwrap.wrap(label, lebar)
    return lines if len(lines) <= 2 else [lines[0], textwrap.shorten(" ".join(lines[1:]), lebar, placeholder=" …")]


def _teks(
    x: float, y: float, teks: str, *, anchor: str = "start", size: float = 10, bold: bool = False, italic: bool = False
) -> str:
    look = (' font-weight="bold"' if bold else "") + (' font-style="italic"' if italic else "")
    # A white rim keeps a value readable where a line runs behind it.
    rim = 'paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round"'
    place = f'x="{titik(x)}" y="{titik(y)}" text-anchor="{anchor}" font-size="{size:g}"'
    return f"<text {place} {rim}{look}>{escape(teks)}</text>"


def svg(tinggi: float, judul: str, parts: Sequence[str], lebar: float = LEBAR) -> str:
    """Return the parts as a drawing with its name."""
    width = titik(lebar)
    size = f'width="{width}" height="{titik(tinggi)}" viewBox="0 0 {width} {titik(tinggi)}"'
    look = f'role="img" font-family="{HURUF}" fill="{TINTA}"'
    body = f"<title>{escape(judul)}</title>{''.join(parts)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {look}>{body}</svg>\n'


def titik(value: float | Decimal) -> str:
    """A coordinate with at most two decimals: positions on paper, not figures."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
