"""Table definitions (`templates/tabel.yml`) × Laporan → tables of the tree.

A definition names fields, it never computes: a clerk changes titles, heads, order and widths without touching code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lkip import ast
from lkip.baris import ROWS, Pilihan, Row, RowSource
from lkip.capaian import KOSONG, SEMENTARA, Angka, Laporan
from lkip.load import parse_yaml

TEMPLATES = Path(__file__).parent / "templates"


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


@dataclass(frozen=True)
class Kolom:
    """A column as laid out: heads, the field it shows, its alignment, share of the width, year if it has one.

    `jangkar` names the field that links find the cell by, `tautan` the start of the place that its own code links to.
    """

    judul: str
    isi: str
    rata: str
    lebar: Decimal
    kelompok: str | None = None
    tahun: int | None = None
    gabung: bool = False
    jangkar: str | None = None
    tautan: str | None = None


def columns(spec: Mapping[str, Any], laporan: Laporan, rows: Sequence[Row] | None = None) -> list[Kolom]:
    """Lay out the columns; one marked `tiap: tahun` becomes one for each year shown, sharing its width.

    One with `aturan` is there under those rules of efficiency only. Where the rows are given, one with `bila: ada` is
    there only if one of them has something for it, one with `lain_dari` only if it shows something else than that.
    """
    laid = []
    for c in spec["kolom"]:
        if "aturan" in c and laporan.bahan.instansi.kebijakan.efisiensi not in c["aturan"]:
            continue
        if rows is not None and _idle(c, rows):
            continue
        years: tuple[int | None, ...] = laporan.tahun_tampil if c.get("tiap") == "tahun" else (None,)
        laid += [
            Kolom(
                judul=named(c["judul"], laporan, tahun=tahun),
                isi=c["isi"],
                rata=c.get("rata", "kiri"),
                lebar=Decimal(c["lebar"]) / len(years),
                kelompok=c.get("kelompok"),
                tahun=tahun,
                gabung=bool(c.get("gabung")),
                jangkar=c.get("jangkar"),
                tautan=c.get("tautan"),
            )
            for tahun in years
        ]
    return laid


def _idle(column: Mapping[str, Any], rows: Sequence[Row]) -> bool:
    """Whether a column has nothing to say in these rows."""
    if column.get("bila") == "ada":
        return all(look_up(row, column["isi"]) is None for row in rows)
    if "lain_dari" not in column:
        return False
    return all(shown(look_up(row, column["isi"])) == shown(look_up(row, column["lain_dari"])) for row in rows)


def identifier(kind: str, nama: str, pilihan: Pilihan) -> str:
    """Return the place of a table or chart in the document: `tabel-capaian`, `tabel-sasaran-capaian-S1`."""
    return "-".join([kind, nama, *(slug(chosen) for chosen in pilihan.values())])


def slug(kode: str) -> str:
    """Return a code as part of a file name or an address; its alphabet has no `~`, so no two codes become one."""
    return kode.replace("/", "~")


def table(
    nama: str,
    laporan: Laporan,
    nomor: str,
    pilihan: Pilihan,
    *,
    judul: bool = True,
    extra: Mapping[str, RowSource] | None = None,
) -> ast.Node:
    """Return the table `nama` of `templates/tabel.yml`, filled from the report; without `judul` it has no caption.

    `extra` are sources of rows beside those of `baris`, by the name that the definition gives them.
    """
    spec = definition("tabel.yml", nama)
    rows = list({**ROWS, **(extra or {})}[spec["baris"]](laporan, pilihan))
    laid = columns(spec, laporan, rows)
    wide = sum((c.lebar for c in laid), Decimal(0))
    body = [_cells(laid, row) for row in rows]
    foot = _foot(spec, laid, laporan, pilihan)
    align_commas(laid, [cells for _, cells in body] + [cells for _, cells in foot])
    caption = [ast.text(f"{nomor} {named(spec['judul'], laporan, pilihan)}".strip())] if judul else []
    return ast.table(
        ast.attr(identifier("tabel", nama, pilihan), (), data=nama),
        caption,
        [(c.rata, float(c.lebar / wide)) for c in laid],
        _head(laid),
        _body(laid, body),
        [_foot_row(laid, label, cells) for label, cells in foot],
    )


def named(judul: str, laporan: Laporan, pilihan: Pilihan | None = None, *, tahun: int | None = None) -> str:
    """Return a title with its names filled in.

    {tahun}, {akhir} of the Renstra, {rentang} of years, {sasaran}, {pk}; what is reported, whole year or part of it
    (`masa` in halaman.yml): {kurun}, {setahun}, {kolom_tahun} (of the year `tahun`, where a column shows one).
    """
    first, last = laporan.tahun_tampil[0], laporan.tahun
    names: dict[str, object] = {
        "kurun": masa("judul", laporan),
        "setahun": masa("setahun", laporan),
        "kolom_tahun": masa("kolom", laporan) if tahun in (None, last) else tahun,
        "tahun": tahun or last,
        "akhir": laporan.bahan.renstra.periode_akhir,
        "rentang": f"{first}–{last}" if first != last else last,
        **(pilihan or {}),
    }
    for name, value in names.items():
        judul = judul.replace(f"{{{name}}}", str(value))
    return judul


def masa(nama: str, laporan: Laporan) -> str:
    """Return how the time reported is called, by the words of `halaman.yml`: `kalimat`, `judul`, `setahun`, `kolom`."""
    last = laporan.sampai_triwulan
    words: str = definition("halaman.yml", "masa")["sebagian" if last else "penuh"][nama]
    return words.replace("{tahun}", str(laporan.tahun)).replace("{triwulan}", last or "")


def _head(columns: list[Kolom]) -> list[list[Any]]:
    def head(judul: str, **spans: int) -> list[Any]:
        return ast.cell([ast.strong(ast.text(judul))], "tengah", **spans)

    if not any(c.kelompok for c in columns):
        return [[head(c.judul) for c in columns]]
    upper: list[Any] = []
    lower: list[Any] = []
    for index, c in enumerate(columns):
        if c.kelompok is None:
            upper.append(head(c.judul, rows=2))
            continue
        lower.append(head(c.judul))
        if index == 0 or columns[index - 1].kelompok != c.kelompok:
            span = 1
            while index + span < len(columns) and columns[index + span].kelompok == c.kelompok:
                span += 1
            upper.append(head(c.kelompok, columns=span))
    return [upper, lower]


@dataclass
class Sel:
    """A cell on its way: its text, where it links to or what links find it by, and what aligns it on the comma.

    `angka`: it shows a figure.
    """

    teks: str
    tautan: str = ""
    jangkar: str = ""
    ganjal: str = ""
    angka: bool = False

    def inlines(self, *, bold: bool) -> list[ast.Node]:
        """Return the cell as the tree holds it."""
        node = ast.strong(ast.text(self.teks)) if bold else ast.text(self.teks)
        node = ast.link(self.tautan, node) if self.tautan else node
        node = ast.anchor(self.jangkar, node) if self.jangkar else node
        return [node, ast.text(self.ganjal)] if self.ganjal else [node]


def _cells(columns: Sequence[Kolom], row: Row, names: Mapping[str, str] | None = None) -> tuple[Row, list[Sel]]:
    cells = []
    for c in columns:
        value = look_up(row, (names or {}).get(c.isi, c.isi), c.tahun)
        link = f"#hitung-{value.kunci}" if isinstance(value, Angka) and value.kunci else ""
        if c.tautan:
            link = f"#{c.tautan}{slug(str(look_up(row, c.isi, c.tahun)))}"
        place = str(look_up(row, c.jangkar)) if c.jangkar else ""
        cells.append(Sel(shown(value), link, place, angka=isinstance(value, Angka)))
    return row, cells


# A digit, a comma and a star that are not there, as wide as those that are.
RUANG_ANGKA, RUANG_KOMA, RUANG_BINTANG = "\u2007", "\u2008", "\u2004"
RUANG = str.maketrans({RUANG_ANGKA: "0", RUANG_KOMA: ",", RUANG_BINTANG: SEMENTARA})
# A single number, or none: what stands below each other by the comma. Ranges and words stand as they are.
_SEJAJAR = re.compile(rf"({KOSONG}|-?[\d.]+(,(?P<desimal>\d+))?(?P<tanda>{re.escape(SEMENTARA)})?)")


def align_commas(columns: Sequence[Kolom], rows: Sequence[Sequence[Sel]]) -> None:
    """Pad the figures of a column of unequal decimals, so that their commas stand below each other.

    The mark of a provisional figure hangs behind. A column that holds anything but figures is left as it is.
    """
    for index, c in enumerate(columns):
        cells = [row[index] for row in rows]
        if c.rata != "kanan" or any(cell.teks not in ("", KOSONG) and not cell.angka for cell in cells):
            continue
        figures = [(cell, found) for cell in cells if (found := _SEJAJAR.fullmatch(cell.teks))]
        longest = max((len(found["desimal"] or "") for _, found in figures), default=0)
        marked = any(found["tanda"] for _, found in figures)
        for cell, found in figures:
            tail = len(found["desimal"] or "")
            comma = RUANG_KOMA if longest and not tail else ""
            mark = RUANG_BINTANG if marked and not found["tanda"] else ""
            cell.ganjal = comma + RUANG_ANGKA * (longest - tail) + mark


# No merged cell reaches over more rows: on paper it is never cut, so it must leave room for what stands above it.
_TERTINGGI = 12


def _body(columns: list[Kolom], rows: Sequence[tuple[Row, list[Sel]]]) -> list[list[Any]]:
    """Return the rows of cells; in a column marked `gabung`, equal neighbours become one cell over several rows."""
    starts = _starts(columns, rows)
    result = []
    for r, (row, cells) in enumerate(rows):
        made = []
        for index, c in enumerate(columns):
            if starts[index][r]:
                span = next((n for n in range(r + 1, len(rows)) if starts[index][n]), len(rows)) - r
                made.append(ast.cell(cells[index].inlines(bold=bool(row.get("tebal"))), c.rata, rows=span))
        result.append(made)
    return result


def _starts(columns: Sequence[Kolom], rows: Sequence[tuple[Row, list[Sel]]]) -> list[list[bool]]:
    """Return for each column in which rows a cell begins.

    A merged cell ends where one to its left does: two indicators of one name stay two.
    """
    left = [False] * len(rows)
    found = []
    for index, c in enumerate(columns):
        if not c.gabung:
            found.append([True] * len(rows))
            continue
        begins, high = [], 0
        for r, (_, cells) in enumerate(rows):
            fresh = not r or left[r] or high >= _TERTINGGI or cells[index].teks != rows[r - 1][1][index].teks
            high = 1 if fresh else high + 1
            begins.append(fresh)
        left = begins
        found.append(begins)
    return found


def _foot(
    spec: Mapping[str, Any], columns: Sequence[Kolom], laporan: Laporan, pilihan: Pilihan
) -> list[tuple[str, list[Sel]]]:
    """Return the closing rows: label and cells.

    `jumlah` names their rows, `isi_jumlah` what a column shows there instead; where there are several kinds, `jumlah`
    is a list of both (`baris`, `isi`).
    """
    kinds = spec.get("jumlah", ())
    if isinstance(kinds, str):
        kinds = [{"baris": kinds, "isi": spec.get("isi_jumlah", {})}]
    rows = []
    for kind in kinds:
        names: Mapping[str, str] = kind["isi"]
        for row in ROWS[kind["baris"]](laporan, pilihan):
            figures = columns[_first_figure(columns) :]
            _, cells = _cells(figures, row, names)
            empty = [Sel("") for _ in range(len(columns) - len(figures))]
            rows.append((str(row.get("label", names.get("label", "Jumlah"))), [*empty, *cells]))
    return rows


def _first_figure(columns: Sequence[Kolom]) -> int:
    return next((i for i, c in enumerate(columns) if c.rata == "kanan"), len(columns))


def _foot_row(columns: Sequence[Kolom], label: str, cells: Sequence[Sel]) -> list[Any]:
    """Return a closing row: its label over the columns up to the first of figures, then the figures."""
    first = _first_figure(columns)
    tail = [ast.cell(cell.inlines(bold=True), c.rata) for c, cell in zip(columns[first:], cells[first:], strict=True)]
    return [ast.cell([ast.strong(ast.text(label))], columns=max(first, 1)), *tail]
