"""Table and chart definitions (data files in templates/) × Laporan → tables of the tree, charts as SVG.

A definition names fields, it never computes: a clerk changes titles, heads, order and widths without touching code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lkip import ast, grafik
from lkip.bilangan import angka
from lkip.capaian import KOSONG, Angka, Laporan, Serapan, rupiah
from lkip.load import parse_yaml

TEMPLATES = Path(__file__).parent / "templates"

Row = Mapping[str, Any]


class TemplateError(Exception):
    """A mistake in templates/: it names the file, the definition and what to do, for whoever changed the template."""


@cache
def definitions(file: str) -> Mapping[str, Any]:
    """Return the definitions of `templates/<file>`; raises TemplateError where the file cannot be read."""
    data, problems = parse_yaml((TEMPLATES / file).read_text("utf-8"), f"lkip/templates/{file}")
    if problems:
        raise TemplateError("\n".join(map(str, problems)))
    found: Mapping[str, Any] = data
    return found


def definition(file: str, nama: str) -> Mapping[str, Any]:
    """Return one definition by name."""
    known = definitions(file)
    if nama not in known:
        raise TemplateError(f"lkip/templates/{file}: '{nama}' tidak ada; yang ada: {', '.join(known)}")
    found: Mapping[str, Any] = known[nama]
    return found


# --- rows ------------------------------------------------------------------------------------------------------


def _indikator(laporan: Laporan) -> Iterator[Row]:
    items = [(s, i) for s in laporan.sasaran for i in s.indikator]
    for nomor, (sasaran, indikator) in enumerate(items, start=1):
        yield {"nomor": nomor, "sasaran": sasaran, "indikator": indikator}


def _sasaran(laporan: Laporan) -> Iterator[Row]:
    for nomor, sasaran in enumerate(laporan.sasaran, start=1):
        yield {"nomor": nomor, "sasaran": sasaran}


def _program(laporan: Laporan) -> Iterator[Row]:
    plans = {p.kode: p for p in laporan.bahan.renja.program}
    promised = {
        p.kode: {"anggaran": rupiah(p.anggaran), "keterangan": p.keterangan}
        for p in laporan.bahan.perjanjian_kinerja.program
    }
    for nomor, line in enumerate(laporan.anggaran.bagian, start=1):
        yield {"nomor": nomor, "anggaran": line, "renja": plans[line.kode], "perjanjian": promised.get(line.kode)}


def _anggaran(laporan: Laporan) -> Iterator[Row]:
    def lines(parts: tuple[Serapan, ...]) -> Iterator[Row]:
        for line in parts:
            yield {"anggaran": line, "tebal": line.tingkat == "program"}
            yield from lines(line.bagian)

    yield from lines(laporan.anggaran.bagian)


def _jumlah(laporan: Laporan) -> Iterator[Row]:
    promised = {"anggaran": laporan.anggaran_perjanjian, "keterangan": ""}
    yield {"anggaran": laporan.anggaran, "perjanjian": promised, "tebal": True}


def _riwayat_anggaran(laporan: Laporan) -> Iterator[Row]:
    for line in laporan.riwayat_anggaran[:-1]:
        yield {"riwayat": line}


def _riwayat_jumlah(laporan: Laporan) -> Iterator[Row]:
    yield {"riwayat": laporan.riwayat_anggaran[-1], "tebal": True}


def _riwayat_tahun(laporan: Laporan) -> Iterator[Row]:
    for line in laporan.riwayat_anggaran[:-1]:
        for tahun in line.tahun:
            if tahun.tahun in laporan.tahun_tampil:
                yield {"riwayat": line, "tahun": tahun}


def _riwayat_tahun_jumlah(laporan: Laporan) -> Iterator[Row]:
    for tahun in (t for t in laporan.riwayat_anggaran[-1].tahun if t.tahun in laporan.tahun_tampil):
        yield {"riwayat": laporan.riwayat_anggaran[-1], "tahun": tahun, "label": f"Jumlah {tahun.tahun}"}


def _sub_kegiatan(laporan: Laporan) -> Iterator[Row]:
    for program in laporan.bahan.renja.program:
        yield {"nama": program.nama, "keluaran": "", "target": "", "satuan": "", "tebal": True}
        for sub in (s for kegiatan in program.kegiatan for s in kegiatan.sub_kegiatan):
            places = max(0, -int(sub.target.normalize().as_tuple().exponent))
            target = Angka(sub.target, sub.satuan, places)
            yield {"nama": sub.nama, "keluaran": sub.keluaran, "target": target, "satuan": sub.satuan}


def _langkah(laporan: Laporan) -> Iterator[Row]:
    for langkah in laporan.bahan.sop.langkah:
        yield {"langkah": langkah}


def _kelas(laporan: Laporan) -> Iterator[Row]:
    above: Decimal | None = None
    for nomor, kelas in enumerate(laporan.bahan.instansi.skala.kelas, start=1):
        low = angka(kelas.mulai)
        span = f"{low} ke atas" if above is None else f"{low} sampai di bawah {angka(above)}"
        yield {"nomor": nomor, "kelas": kelas, "rentang": span}
        above = kelas.mulai


def _hasil(laporan: Laporan) -> Iterator[Row]:
    yield {"laporan": laporan, "tebal": True}


ROWS: Mapping[str, Callable[[Laporan], Iterator[Row]]] = {
    "indikator": _indikator,
    "sasaran": _sasaran,
    "hasil": _hasil,
    "program": _program,
    "anggaran": _anggaran,
    "jumlah": _jumlah,
    "riwayat_anggaran": _riwayat_anggaran,
    "riwayat_jumlah": _riwayat_jumlah,
    "riwayat_tahun": _riwayat_tahun,
    "riwayat_tahun_jumlah": _riwayat_tahun_jumlah,
    "sub_kegiatan": _sub_kegiatan,
    "langkah": _langkah,
    "kelas": _kelas,
}


def look_up(row: Row, path: str, tahun: int | None = None) -> Any:
    """Follow a dotted name from a row, for example `indikator.triwulan.1` (the first) or `indikator.tahun.realisasi`.

    A tuple of years on the way is entered at `tahun`; None where it has no such year. Raises TemplateError for a name
    that does not exist: a slip in a definition must not print a dash.
    """
    value: Any = row
    for name in path.split("."):
        if isinstance(value, tuple):
            value = (
                value[int(name) - 1] if name.isdigit() else next((part for part in value if part.tahun == tahun), None)
            )
            if name.isdigit():
                continue
        if value is None:
            return None
        if isinstance(value, Mapping):
            if name not in value:
                raise TemplateError(
                    f"lkip/templates: isi '{path}' tidak dikenal; '{name}' bukan salah satu dari {', '.join(value)}"
                )
            value = value[name]
        elif hasattr(value, name):
            value = getattr(value, name)
        else:
            raise TemplateError(f"lkip/templates: isi '{path}' tidak dikenal; '{name}' tidak ada")
    return value


def shown(value: Any) -> str:
    """Return a table cell's text for any field: a figure without its unit, a dash where something is missing."""
    if value is None:
        return KOSONG
    if isinstance(value, Angka):
        return value.tampil
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


# --- tables ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kolom:
    """A column as laid out: heads, the field it shows, its alignment, share of the width, year if it has one."""

    judul: str
    isi: str
    rata: str
    lebar: Decimal
    kelompok: str | None = None
    tahun: int | None = None
    gabung: bool = False


def _columns(spec: Mapping[str, Any], laporan: Laporan) -> list[Kolom]:
    """Lay out the columns; one marked `tiap: tahun` becomes one for each year shown, sharing its width."""
    columns = []
    for c in spec["kolom"]:
        years: tuple[int | None, ...] = laporan.tahun_tampil if c.get("tiap") == "tahun" else (None,)
        columns += [
            Kolom(
                judul=c["judul"].replace("{tahun}", str(tahun or laporan.tahun)),
                isi=c["isi"],
                rata=c.get("rata", "kiri"),
                lebar=Decimal(c["lebar"]) / len(years),
                kelompok=c.get("kelompok"),
                tahun=tahun,
                gabung=bool(c.get("gabung")),
            )
            for tahun in years
        ]
    return columns


def table(nama: str, laporan: Laporan, nomor: str) -> ast.Node:
    """Return the table `nama` of `templates/tabel.yml`, numbered, filled from the report."""
    spec = definition("tabel.yml", nama)
    columns = _columns(spec, laporan)
    wide = sum((c.lebar for c in columns), Decimal(0))
    body = list(ROWS[spec["baris"]](laporan))
    foot = list(ROWS[spec["jumlah"]](laporan)) if "jumlah" in spec else []
    return ast.table(
        f"tabel-{nama}",
        [ast.text(_caption(nomor, spec["judul"], laporan))],
        [(c.rata, float(c.lebar / wide)) for c in columns],
        _head(columns),
        _body(columns, body),
        [_foot_row(columns, row, spec.get("isi_jumlah", {})) for row in foot],
    )


def _caption(nomor: str, judul: str, laporan: Laporan) -> str:
    first, last = laporan.tahun_tampil[0], laporan.tahun
    years = f"{first}–{last}" if first != last else str(last)
    names = {"tahun": last, "akhir": laporan.bahan.renstra.periode_akhir, "rentang": years}
    for name, value in names.items():
        judul = judul.replace(f"{{{name}}}", str(value))
    return f"{nomor} {judul}".strip()


def _head(columns: list[Kolom]) -> list[list[Any]]:
    if not any(c.kelompok for c in columns):
        return [[ast.cell(c.judul, "tengah", bold=True) for c in columns]]
    upper: list[Any] = []
    lower: list[Any] = []
    for index, c in enumerate(columns):
        if c.kelompok is None:
            upper.append(ast.cell(c.judul, "tengah", rows=2, bold=True))
            continue
        lower.append(ast.cell(c.judul, "tengah", bold=True))
        if index == 0 or columns[index - 1].kelompok != c.kelompok:
            span = 1
            while index + span < len(columns) and columns[index + span].kelompok == c.kelompok:
                span += 1
            upper.append(ast.cell(c.kelompok, "tengah", columns=span, bold=True))
    return [upper, lower]


def _body(columns: list[Kolom], rows: list[Row]) -> list[list[Any]]:
    """Return the rows of cells; in a column marked `gabung`, equal neighbours become one cell over several rows."""
    values = [[shown(look_up(row, c.isi, c.tahun)) for c in columns] for row in rows]
    result = []
    for r, row in enumerate(rows):
        cells = []
        for index, c in enumerate(columns):
            span = 1
            if c.gabung:
                if r and values[r - 1][index] == values[r][index]:
                    continue
                while r + span < len(rows) and values[r + span][index] == values[r][index]:
                    span += 1
            cells.append(ast.cell(values[r][index], c.rata, rows=span, bold=bool(row.get("tebal"))))
        result.append(cells)
    return result


def _foot_row(columns: list[Kolom], row: Row, named: Mapping[str, str]) -> list[Any]:
    """Return a closing row: its label over the columns up to the first of figures (aligned right), then the figures."""
    first = next((i for i, c in enumerate(columns) if c.rata == "kanan"), len(columns))
    label = row.get("label", named.get("label", "Jumlah"))
    tail = [ast.cell(shown(look_up(row, named.get(c.isi, c.isi), c.tahun)), c.rata, bold=True) for c in columns[first:]]
    return [ast.cell(label, "kiri", columns=max(first, 1), bold=True), *tail]


# --- charts ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gambar:
    """A chart: its name, caption with number, what it shows in words, and its drawing."""

    nama: str
    judul: str
    alt: str
    svg: str


def chart(nama: str, laporan: Laporan, nomor: str) -> Gambar:
    """Return the chart `nama` of `templates/grafik.yml`, numbered, drawn from the report."""
    spec = definition("grafik.yml", nama)
    rows = list(ROWS[spec["baris"]](laporan))
    judul = _caption("", spec["judul"], laporan)
    if spec["jenis"] == "deret":
        return _series(nama, spec, rows, laporan, nomor, judul)
    bars = [
        grafik.Batang(" ".join(shown(look_up(row, p)) for p in spec["label"]), look_up(row, spec["isi"]))
        for row in rows
    ]
    spoken = "; ".join(f"{bar.label}: {bar.nilai.lengkap}" for bar in bars)
    svg = grafik.batang(bars, Decimal(spec["patokan"]) if "patokan" in spec else None, judul)
    return Gambar(nama, f"{nomor} {judul}", f"{judul}. {spoken}.", svg)


def _series(nama: str, spec: Mapping[str, Any], rows: list[Row], laporan: Laporan, nomor: str, judul: str) -> Gambar:
    panels = []
    for row in rows:
        years = [year for year in look_up(row, spec["isi"]) if isinstance(year.tahun, int)]
        if spec.get("tiap") == "tahun":
            years = [year for year in years if year.tahun in laporan.tahun_tampil]
        panels.append(
            grafik.Deret(
                " ".join(shown(look_up(row, p)) for p in spec["label"]),
                tuple(y.tahun for y in years),
                tuple(y.target for y in years),
                tuple(y.realisasi for y in years),
            )
        )
    spoken = "; ".join(
        f"{p.judul}: "
        + (
            ", ".join(f"{t} {r.lengkap}" for t, r in zip(p.tahun, p.realisasi, strict=True) if r.nilai is not None)
            or "belum tersedia"
        )
        for p in panels
    )
    return Gambar(nama, f"{nomor} {judul}", f"{judul}. Realisasi {spoken}.", grafik.deret(panels, judul))
