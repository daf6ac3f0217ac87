"""Laporan → PDF, Word, JSON and site: the only room that runs pandoc, typst and mkdocs.

Everything is made in a work folder and put in place at the end, so a failure leaves the last good outputs as they were.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from lkip.belum import Belum
from lkip.capaian import Laporan
from lkip.document import Dokumen, compose, compose_draft, compose_sop
from lkip.jejak import Jejak
from lkip.jejak import tulis as tulis_jejak
from lkip.kertas_kerja import Diterima, kertas_kerja
from lkip.load import CONTENT
from lkip.paket import write_data
from lkip.pembuktian import Bukti
from lkip.problem import Problem, visible
from lkip.proses.linimasa import Linimasa
from lkip.publish import docx, pdf, site
from lkip.publish.workshop import Call, Setting, ToolError, Workshop, epoch, parse, work
from lkip.tabel import TEMPLATES

__all__ = ["Call", "Pemeriksaan", "ToolError", "Workshop", "epoch", "make", "publish"]


# The trails and their schema, beside the documents.
_JEJAK = "jejak*.json"
# What other tasks leave in the same folder: trails, papers of the process, archives.
_LAIN = (_JEJAK, "proses-[0-9][0-9][0-9][0-9]", "arsip-[0-9][0-9][0-9][0-9]*")
# Of each year the trail, or why there is none.
JejakTahun = Mapping[int, Jejak | str]
# Of each year its process, or why there is none to tell.
ProsesTahun = Mapping[int, Linimasa | str]
# Of a year: the findings that count, and those that are accepted.
Pemeriksaan = Mapping[int, tuple[Sequence[Problem], Sequence[Diterima]]]


def publish(
    laporan: Sequence[Laporan],
    root: Path,
    build: Path,
    bukti: Bukti | None = None,
    pemeriksaan: Pemeriksaan | None = None,
    jejak: JejakTahun | None = None,
    proses: ProsesTahun | None = None,
) -> None:
    """Make all outputs of the years (oldest first) below `build`; `bukti` are figures that prove the calculations.

    `pemeriksaan` holds what was found and what is accepted, by year; without it the working paper tells the findings
    of the rules. `jejak` is the trail of each year, or why there is none, `proses` its process likewise: the site shows
    them, no document does. Raises TemplateError or ToolError and then changes nothing there.
    """
    _refuse_foreign(build)
    with work(build) as folder:
        newest = laporan[-1].bahan.dokumen.tanggal
        made = make(
            laporan, Workshop(root.resolve(), folder.resolve(), epoch(newest), []), bukti, pemeriksaan, jejak, proses
        )
        _put_in_place(made, build)


def make(
    laporan: Sequence[Laporan],
    shop: Workshop,
    bukti: Bukti | None = None,
    pemeriksaan: Pemeriksaan | None = None,
    jejak: JejakTahun | None = None,
    proses: ProsesTahun | None = None,
) -> Path:
    """Make the outputs in the work folder, documents and site in parallel, and return the folder that holds them."""
    out = shop.folder / "hasil"
    out.mkdir()
    write_data(laporan, out / "data")
    composed = [_composed(item, laporan, shop, pemeriksaan, jejak) for item in laporan]
    for trail in (t for t in (jejak or {}).values() if isinstance(t, Jejak)):
        tulis_jejak(trail, out)
    sop = _sop(laporan[-1], shop)
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(site.write, laporan, composed, shop, bukti, proses)]
        jobs += [pool.submit(shop.typeset, sop.source.removesuffix(".typ"), [sop])]
        jobs += [pool.submit(_documents, dokumen, shop) for dokumen in composed]
        for job in jobs:
            job.result()
    _downloads(composed, out)
    _approved(proses or {}, shop.root, out)
    _copy(out / "sop.pdf", out / "site" / "unduh" / "sop.pdf")
    return out


def draft(laporan: Laporan, kurang: Sequence[Belum], root: Path, folder: Path) -> tuple[Path, ...]:
    """Make the report of a year as a draft with what it lacks in its margin, PDF and Word; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    with work(folder) as place:
        shop = Workshop(root.resolve(), place.resolve(), epoch(laporan.bahan.dokumen.tanggal), [])
        (shop.folder / "hasil").mkdir()
        dokumen = compose_draft(laporan, partial(parse, shop, f"draf-lkip-{laporan.tahun}"), kurang)
        _laid(dokumen, shop)
        _documents(dokumen, shop)
        made = [shop.folder / "hasil" / f"{one.nama}.{form}" for one in dokumen.naskah for form in one.bentuk]
        return tuple(Path(shutil.move(path, folder / path.name)) for path in made)


def make_pdf(laporan: Laporan, shop: Workshop) -> None:
    """Make the PDF of one year's report alone."""
    (shop.folder / "hasil").mkdir()
    naskah = _composed(laporan, [laporan], shop).naskah[0]
    shop.typeset(naskah.nama, [pdf.prepare(naskah, shop)])


def make_documents(laporan: Laporan, shop: Workshop) -> Path:
    """Make the PDF and Word files of one year and its data, without a site and without the working paper."""
    out = shop.folder / "hasil"
    out.mkdir()
    write_data([laporan], out / "data")
    composed = _composed(laporan, [laporan], shop)
    _documents(replace(composed, naskah=tuple(n for n in composed.naskah if n.berkas)), shop)
    return out


def _sop(laporan: Laporan, shop: Workshop) -> Setting:
    """Compose the SOP as a form to print, and return how it becomes PDF."""
    naskah, charts = compose_sop(laporan, partial(parse, shop, "sop"))
    shop.draw(charts)
    return pdf.prepare(naskah, shop)


def _documents(dokumen: Dokumen, shop: Workshop) -> None:
    """Make the PDF and Word files of a year."""
    nama = dokumen.naskah[0].nama
    charts = docx.prepare_charts(dokumen.gambar, nama, shop)
    shop.typeset(nama, [*(pdf.prepare(naskah, shop) for naskah in dokumen.naskah), charts])
    pictures = docx.drawn(dokumen.gambar, charts, shop)
    pictures |= {f"{CONTENT}/{path}": (shop.folder / CONTENT / path).read_bytes() for path in dokumen.foto}
    for naskah in dokumen.naskah:
        if "docx" in naskah.bentuk:
            docx.write(naskah, shop, pictures)


def _composed(
    laporan: Laporan,
    years: Sequence[Laporan],
    shop: Workshop,
    pemeriksaan: Pemeriksaan | None = None,
    jejak: JejakTahun | None = None,
) -> Dokumen:
    """Compose a year, and lay what its documents are made of beside each other in the work folder."""
    paper = kertas_kerja(laporan, *(pemeriksaan or {}).get(laporan.tahun, ()))
    read, others = partial(parse, shop, f"lkip-{laporan.tahun}"), [item.tahun for item in years]
    dokumen = compose(laporan, read, others, paper, (jejak or {}).get(laporan.tahun))
    _laid(dokumen, shop)
    return dokumen


def _laid(dokumen: Dokumen, shop: Workshop) -> None:
    """Lay charts, pictures, attachments and the looks of a year's documents in the work folder."""
    shop.draw(dokumen.gambar)
    attached = {f"{CONTENT}/{f.path}" for naskah in dokumen.naskah for f in naskah.berkas}
    shown = {f"{CONTENT}/{path}" for path in dokumen.foto}
    for path in sorted(attached | shown):
        (shop.folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shop.root / path, shop.folder / path)
    shutil.copyfile(TEMPLATES / "gaya.typ", shop.folder / "gaya.typ")


def _downloads(composed: Sequence[Dokumen], out: Path) -> None:
    folder = out / "site" / "unduh"
    for dokumen in composed:
        for naskah in dokumen.naskah:
            for ending in naskah.bentuk:
                _copy(out / f"{naskah.nama}.{ending}", folder / f"{naskah.nama}.{ending}")
    for file in sorted([*(out / "data").rglob("*.*"), *out.glob(_JEJAK)]):
        _copy(file, folder / file.relative_to(out))


def _approved(proses: ProsesTahun, root: Path, out: Path) -> None:
    """Put the approved files beside what was made now, each under its own name: nothing made later takes its place."""
    for garis in proses.values():
        kept = garis.disahkan if isinstance(garis, Linimasa) else None
        if kept and kept.utuh:
            _copy(root / kept.berkas, out / kept.nama)
            _copy(root / kept.berkas, out / "site" / "unduh" / kept.nama)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _put_in_place(made: Path, build: Path) -> None:
    """Swap the new outputs in by renaming. What else lies in the folder, other years' files too, is kept."""
    old = made.parent / "lama"
    if build.exists():
        build.rename(old)
    try:
        made.rename(build)
    except OSError:
        if old.exists():
            old.rename(build)
        raise
    if old.exists():
        for kept in old.iterdir():
            if not (build / kept.name).exists():
                kept.rename(build / kept.name)


def _refuse_foreign(build: Path) -> None:
    """Never replace a folder that is not ours (new, empty, an earlier build, or what other tasks leave there)."""
    ours = (build / "data" / "laporan.json").is_file()
    left = {file for pattern in _LAIN for file in build.glob(pattern)}
    if build.exists() and not ours and (not build.is_dir() or set(build.iterdir()) - left):
        name = visible(build.name)
        msg = f"isi '{name}' akan terhapus; kosongkan folder keluaran itu, atau sebut folder baru dengan --out"
        raise ToolError(msg)
