"""The guide's pictures of the product: forms by the compiler, drawings as they are, what tasks print as text."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from lkip import ast, formulir
from lkip.capaian import Laporan
from lkip.contoh_proses import contoh_keadaan, contoh_linimasa
from lkip.document import Naskah, Parser
from lkip.format_unit import format_unit
from lkip.formulir import Kepala
from lkip.gambar import Gambar, chart
from lkip.halaman_proses import gambar
from lkip.isi import LAMBANG
from lkip.load import CONTENT, parse_yaml
from lkip.model import BarisSurat, Disposisi, Koreksi, Langkah, Pejabat, Pengirim, SuratPengantar
from lkip.peraga import PERAGA, places
from lkip.problem import summary
from lkip.proses.baca import baca_jam
from lkip.proses.jam_kerja import JamKerja
from lkip.proses.status import baris, pengingat
from lkip.publish import pdf
from lkip.publish.workshop import Setting, Workshop, epoch, parse, work
from lkip.susun import figure
from lkip.tabel import TEMPLATES
from lkip.validate import validate

_FOLDER = "gambar/panduan"
_PPI = 88  # A4 becomes some 730 by 1030 dots
_TEPI = 28  # dots below the last line
_CONTOH = "CONTOH PENGISIAN"


@dataclass(frozen=True)
class Peraga:
    """Something shown: a picture as a file of the work folder, or a text."""

    berkas: str = ""
    teks: str = ""


def make(names: Iterable[str], laporan: Laporan, shop: Workshop) -> dict[str, Peraga]:
    """Make what is shown under these names, out of the newest report; the pictures lie in the work folder."""
    wanted = sorted(set(names))
    jam = baca_jam(shop.root)
    made = {name: Peraga(teks="\n".join(_TEKS[name](laporan, jam))) for name in wanted if name in _TEKS}
    drawn = {name: _SVG[name](laporan, jam, f"{_FOLDER}/{name}.svg") for name in wanted if name in _SVG}
    shop.draw(drawn.values())
    printed = [name for name in wanted if name in _CETAK]
    if printed:
        _print(printed, laporan, shop)
    made |= {name: Peraga(berkas=one.berkas) for name, one in drawn.items()}
    return made | {name: Peraga(berkas=f"{_FOLDER}/{name}-0.png") for name in printed}


def put(halaman: Mapping[str, list[ast.Node]], made: Mapping[str, Peraga]) -> dict[str, list[ast.Node]]:
    """Return pages with what was made in its places."""

    def change(node: ast.Node) -> ast.Node | list[ast.Node] | None:
        if not (found := next(places(node), None)) or node["t"] != "Div":
            return None
        one = made[found["nama"]]
        if one.berkas:
            return figure(f"gambar-{found['nama']}", one.berkas, found["judul"], found["alt"], 100)
        return [ast.para(ast.strong(ast.text(found["judul"]))), {"t": "CodeBlock", "c": [ast.attr(), one.teks]}]

    return {
        path: ast.walk(tree, change, "Table") if path.startswith("panduan/") else tree for path, tree in halaman.items()
    }


def named(halaman: Mapping[str, list[ast.Node]]) -> list[str]:
    """Return the names that pages ask for."""
    return [found["nama"] for path, tree in halaman.items() if path.startswith("panduan/") for found in places(tree)]


def write(laporan: Laporan, root: Path, folder: Path) -> list[Path]:
    """Write everything that can be shown into a folder, to be looked at; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    with work(folder) as place:
        shop = Workshop(root.resolve(), place.resolve(), epoch(laporan.bahan.dokumen.tanggal), [])
        shutil.copyfile(TEMPLATES / "gaya.typ", shop.folder / "gaya.typ")
        return [_kept(name, one, shop, folder) for name, one in make(PERAGA, laporan, shop).items()]


def _kept(name: str, one: Peraga, shop: Workshop, folder: Path) -> Path:
    target = folder / f"{name}{Path(one.berkas).suffix or '.txt'}"
    if one.berkas:
        shutil.copyfile(shop.folder / one.berkas, target)
    else:
        target.write_text(f"{one.teks}\n", "utf-8", newline="")
    return target


# --- printed forms -----------------------------------------------------------------------------------------------


def _print(names: Sequence[str], laporan: Laporan, shop: Workshop) -> None:
    """Compile forms to a picture a page; the first page is what is shown."""
    bahan = laporan.bahan
    kepala = Kepala(bahan.instansi, laporan.tahun, bahan.dokumen.kertas, LAMBANG in bahan.foto)
    emblem = shop.folder / CONTENT / LAMBANG
    if kepala.lambang and not emblem.exists():
        emblem.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shop.root / CONTENT / LAMBANG, emblem)
    (shop.folder / _FOLDER).mkdir(parents=True, exist_ok=True)
    jobs = []
    for name in names:
        form = _CETAK[name](laporan, kepala, partial(parse, shop, "panduan"))
        form = replace(form, nama=f"peraga-{name}", tanda=" · ".join(filter(None, (_CONTOH, form.tanda))))
        options = {"format": "png", "ppi": _PPI, "sys_inputs": pdf.prepare(form, shop).options["sys_inputs"]}
        jobs.append(Setting("site", f"{form.nama}.typ", f"{_FOLDER}/{name}-{{}}.png", options))
    shop.typeset("panduan", jobs)
    for name in names:
        _crop(shop.folder / f"{_FOLDER}/{name}-0.png")


def _crop(file: Path) -> None:
    """Cut the empty foot of a page off."""
    from PIL import Image, ImageOps  # few sites show a form

    with Image.open(file) as image:
        page = image.convert("L")
    low = (ImageOps.invert(page).getbbox() or (0, 0, page.width, page.height))[3]
    page.crop((0, 0, page.width, min(low + _TEPI, page.height))).save(file, optimize=True)


def _disposisi(laporan: Laporan, kepala: Kepala, parse: Parser) -> Naskah:
    first, after = laporan.bahan.sop.langkah[0], laporan.bahan.sop.langkah[min(1, len(laporan.bahan.sop.langkah) - 1)]
    order = Disposisi(
        kepada=after.pelaksana,
        isi=f"Susun LKIP Tahun {kepala.tahun} menurut SOP; kumpulkan bahan dan data dari setiap unit.",
        batas=_hari(kepala.tahun, 2, 9),
    )
    roles = [role for role in laporan.bahan.sop.jabatan if role != first.pelaksana]
    day = _hari(kepala.tahun, 1, 9)
    return formulir.disposisi(kepala, order, parse, oleh=laporan.bahan.pimpinan, kepada=roles, tanggal=day)


def _format(laporan: Laporan, kepala: Kepala, parse: Parser) -> Naskah:
    bahan = laporan.bahan
    gathers = _pelaksana(laporan, "gather")
    forms = format_unit(
        bahan.instansi,
        bahan.renstra,
        laporan.tahun,
        bahan.perjanjian_kinerja,
        batas=_hari(laporan.tahun, 2, 9),
        kepada=gathers,
    )
    return formulir.format_data(kepala, forms[0], parse, _hari(laporan.tahun, 1, 10))


def _koreksi(laporan: Laporan, kepala: Kepala, parse: Parser) -> Naskah:
    found = Koreksi(
        letak="Bab III, bagian e", isi="Sebut penyebab yang dapat diperiksa.", penyelesaian="Sudah ditulis."
    )
    by = Pejabat(jabatan=_pelaksana(laporan, "correct"))
    return formulir.lembar_koreksi(laporan, [found], parse, oleh=by, tanggal=_hari(kepala.tahun, 2, 20))


def _pengantar(laporan: Laporan, kepala: Kepala, parse: Parser) -> Naskah:
    return formulir.surat_pengantar(kepala, _surat(laporan), parse)


def _terima(laporan: Laporan, kepala: Kepala, parse: Parser) -> Naskah:
    return formulir.tanda_terima(kepala, _surat(laporan), (), parse)


def _surat(laporan: Laporan) -> SuratPengantar:
    head, office = laporan.bahan.pimpinan, laporan.bahan.instansi
    return SuratPengantar(
        nomor=f"000/001/II/{laporan.tahun + 1}",
        tanggal=_hari(laporan.tahun, 2, 26),
        kepada="Bupati c.q. Kepala Bagian Organisasi",
        tempat="Tempat",
        isi=(BarisSurat(naskah=f"LKIP {office.nama} Tahun {laporan.tahun}", banyak="1 (satu) berkas"),),
        pengirim=Pengirim(jabatan=head.jabatan, nama=head.nama, nip=head.nip),
    )


def _pelaksana(laporan: Laporan, tugas: str) -> str:
    steps: Sequence[Langkah] = laporan.bahan.sop.langkah
    return next((s.pelaksana for s in steps if s.tugas == tugas), steps[-1].pelaksana)


def _hari(tahun: int, bulan: int, hari: int) -> date:
    return date(tahun + 1, bulan, hari)


# --- drawings and texts ------------------------------------------------------------------------------------------


def _alir(laporan: Laporan, _: JamKerja, berkas: str) -> Gambar:
    return chart("sop", laporan, {}, berkas)


def _linimasa(laporan: Laporan, jam: JamKerja, berkas: str) -> Gambar:
    return gambar(contoh_linimasa(laporan.bahan.sop, jam, laporan.tahun), berkas)


def _status(laporan: Laporan, jam: JamKerja) -> Iterable[str]:
    return baris(contoh_keadaan(laporan.bahan.sop, jam, laporan.tahun), jam)


def _pengingat(laporan: Laporan, jam: JamKerja) -> Iterable[str]:
    return pengingat(contoh_keadaan(laporan.bahan.sop, jam, laporan.tahun), jam)


def _galat(laporan: Laporan, _: JamKerja) -> Iterable[str]:
    """What the check says about a figure that was typed with a comma."""
    unit = laporan.bahan.instansi.unit[0].kode
    name = f"{CONTENT}/{laporan.tahun}/realisasi/{unit}.yml"
    quarters = "".join(f"      tw{n}: {value}\n" for n, value in ((1, "34,50"), (2, "null"), (3, "null"), (4, "null")))
    text = f'unit: "{unit}"\nindikator:\n  - kode: "{laporan.indikator[0].kode}"\n    triwulan:\n{quarters}'
    data, problems = parse_yaml(text, name)
    found = problems or validate(data, "realisasi", name)
    return [*map(str, found), summary(found)]


_CETAK: Mapping[str, Callable[[Laporan, Kepala, Parser], Naskah]] = {
    "lembar-disposisi": _disposisi,
    "format-unit": _format,
    "lembar-koreksi": _koreksi,
    "surat-pengantar": _pengantar,
    "tanda-terima": _terima,
}
_SVG: Mapping[str, Callable[[Laporan, JamKerja, str], Gambar]] = {"bagan-sop": _alir, "linimasa": _linimasa}
_TEKS: Mapping[str, Callable[[Laporan, JamKerja], Iterable[str]]] = {
    "status": _status,
    "pengingat": _pengingat,
    "galat": _galat,
}
