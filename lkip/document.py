"""Templates × Laporan → pandoc trees: prose put in its place, tables and charts made, everything numbered.

The wording stands in `templates/`; here is only how a template is filled (`naskah` turns it into Markdown first).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lkip import ast, kertas_kerja, naskah, peraga, rujukan, tabel
from lkip.baris import RowSource
from lkip.belum import Belum, tanda
from lkip.capaian import Laporan
from lkip.check.penjelasan import Penjelasan
from lkip.gambar import Gambar
from lkip.jejak import lembar
from lkip.jejak.lembar import Jejak
from lkip.kertas_kerja import KertasKerja
from lkip.model import Berkas, Instansi, PerjanjianKinerja, Prosa
from lkip.naskah import Slots
from lkip.susun import Builder, picture_path

# What reads Markdown: (texts, pandoc format) → the blocks of each text.
Parser = Callable[[Sequence[str], str], list[list[ast.Node]]]

TEMPLATE_FORMAT = "commonmark+attributes+fenced_divs+bracketed_spans"
# What people write: paragraphs, lists, emphasis, links, pipe tables. No attributes, no raw blocks, no mathematics.
PROSE_FORMAT = "commonmark-raw_html+pipe_tables"

_LINK = re.compile(r"(?i)(https?://|mailto:)|[a-z0-9-]+\.md(#[a-z0-9-]+)?$")


@dataclass(frozen=True)
class Naskah:
    """A document of its own: the name of its files, its title, its date, its tree, and the content files inside it.

    `kantor` and `tahun` say whose it is and about which year, `kertas` on what paper; `draf` whether it is one; `tanda`
    is what stands at the head of every page; `bentuk` the kinds of file.
    """

    nama: str
    judul: str
    kantor: str
    tahun: int
    kertas: str
    tanggal: date
    draf: bool
    tanda: str
    isi: list[ast.Node]
    berkas: tuple[Berkas, ...]
    bentuk: tuple[str, ...] = ("pdf", "docx")


@dataclass(frozen=True)
class Dokumen:
    """What a year is composed into: its documents (report, agreements, working paper), pages by path, charts, pictures.

    `foto` are the paths below content/ of the pictures that are shown.
    """

    tahun: int
    naskah: tuple[Naskah, ...]
    halaman: Mapping[str, list[ast.Node]]
    gambar: tuple[Gambar, ...]
    foto: tuple[str, ...]

    @property
    def laporan(self) -> list[ast.Node]:
        """The tree of the report."""
        return self.naskah[0].isi


@dataclass(frozen=True)
class Situs:
    """The pages of the site that belong to no year, by path, and the charts that they show."""

    halaman: Mapping[str, list[ast.Node]]
    gambar: tuple[Gambar, ...]


def compose(
    laporan: Laporan,
    parse: Parser,
    tahun_situs: Sequence[int] = (),
    kerja: KertasKerja | None = None,
    jejak: Jejak | str | None = None,
) -> Dokumen:
    """Fill the templates of one year from its report; `tahun_situs` are the years that the site offers.

    `kerja` is the working paper; without it the one of the rules alone. `jejak` is the trail, which pages of the site
    alone show, or why there is none; without it they do not speak of it.

    `parse` is called twice: once for the templates, once for all prose. Raises TemplateError for a mistake in
    templates/ (a name that does not exist, a broken tag).
    """
    slots = Slots()
    kerja = kerja or kertas_kerja.kertas_kerja(laporan)
    common = {**context(laporan), "tahun_situs": tahun_situs or (laporan.tahun,), "kerja": kerja}
    traced = {"tanpa_jejak": jejak if isinstance(jejak, str) else "", "berjejak": jejak is not None}
    report = naskah.render_all("laporan", common, slots)
    agreements = [naskah.render_all("perjanjian", {**common, "pk": pk}, slots) for pk in laporan.bahan.perjanjian]
    paper = naskah.render_all("kertas-kerja", common, slots)
    pages = {
        f"{laporan.tahun}/{n.removesuffix('.md')}": naskah.render(f"situs/tahun/{n}", common, slots)
        for n in naskah.names("situs/tahun")
    }
    for item in laporan.indikator:
        page = f"{laporan.tahun}/indikator-{tabel.slug(item.kode)}"
        pages[page] = naskah.render("situs/indikator.md", {**common, **traced, "i": item}, slots)
    trees = iter(parse([report, *agreements, paper, *pages.values()], TEMPLATE_FORMAT))
    builder = Builder(laporan, slots, _prose(laporan, parse, slots), {**kertas_kerja.rows(kerja), **lembar.rows(jejak)})
    chapters = builder.chapters(next(trees))
    signed = [builder.unnumbered(next(trees)) for _ in agreements]
    working = builder.unnumbered(next(trees))
    site = {path: builder.unnumbered(tree) for path, tree in zip(pages, trees, strict=True)}
    site[f"{laporan.tahun}/kertas-kerja"] = working
    return Dokumen(
        tahun=laporan.tahun,
        naskah=(_report(laporan, chapters), *_agreements(laporan, signed), _working_paper(laporan, working)),
        halaman={name: ast.joined(tree) for name, tree in site.items()},
        gambar=tuple(builder.charts.values()),
        foto=tuple(builder.pictures),
    )


def compose_draft(laporan: Laporan, parse: Parser, kurang: Sequence[Belum]) -> Dokumen:
    """Return the report as a draft: what it lacks is marked in the margin where it belongs, and listed at the front."""
    slots = Slots()
    names = {**context(laporan), "belum": kurang}
    texts = [naskah.render_all("laporan", names, slots), naskah.render("draf/belum.md", names, slots)]
    report, listed = parse(texts, TEMPLATE_FORMAT)
    builder = Builder(laporan, slots, _prose(laporan, parse, slots), tanda=tanda(kurang))
    cover, *chapters = builder.chapters(report)
    front = builder.unnumbered(listed) if kurang else []
    plain = _report(laporan, [cover, *front, *chapters])
    marked = " · ".join(filter(None, ("DRAF, belum lengkap", contoh(laporan.bahan.instansi))))
    draft = replace(plain, nama=f"draf-{plain.nama}", draf=True, tanda=marked if kurang else plain.tanda, berkas=())
    return Dokumen(laporan.tahun, (draft,), {}, tuple(builder.charts.values()), tuple(builder.pictures))


def compose_site(
    laporan: Laporan,
    parse: Parser,
    names: Mapping[str, object],
    rows: Mapping[str, RowSource],
    aturan: Sequence[Penjelasan] = (),
) -> Situs:
    """Return the pages that all years share, one for each rule, and the guide. An empty template makes no page.

    `names` and `rows` are what templates and tables may use beside the newest report.
    """
    slots = Slots()
    common = {**context(laporan), **names}
    texts = {n.removesuffix(".md"): naskah.render(f"situs/umum/{n}", common, slots) for n in naskah.names("situs/umum")}
    texts["aturan/index"] = naskah.render("situs/aturan/index.md", {**common, "aturan": aturan}, slots)
    for rule in aturan:
        texts[f"aturan/{rule.nama}"] = naskah.render("situs/aturan/aturan.md", {**common, "a": rule}, slots)
    trees = parse(list(texts.values()), TEMPLATE_FORMAT)
    builder = Builder(laporan, slots, {}, rows)
    pages = {name: builder.unnumbered(tree) for name, tree in zip(texts, trees, strict=True) if tree}
    guide = laporan.bahan.panduan
    parsed = parse([p.teks for p in guide], PROSE_FORMAT) if guide else []
    pages |= {f"panduan/{p.nama}": _safe(peraga.shown(tree)) for p, tree in zip(guide, parsed, strict=True)}
    return Situs({name: ast.joined(tree) for name, tree in pages.items()}, tuple(builder.charts.values()))


def compose_sop(laporan: Laporan, parse: Parser) -> tuple[Naskah, tuple[Gambar, ...]]:
    """Return the SOP as a form to print, with its charts. It is official whatever the report's state is."""
    slots, sop = Slots(), laporan.bahan.sop
    text = naskah.render_all("sop", context(laporan), slots)
    builder = Builder(laporan, slots, {})
    (tree,) = parse([text], TEMPLATE_FORMAT)
    form = Naskah(
        nama="sop",
        judul=f"Standar Operasional Prosedur {sop.nama}",
        kantor=kantor(laporan.bahan.instansi),
        tahun=laporan.tahun,
        kertas=laporan.bahan.dokumen.kertas,
        tanggal=sop.tanggal_revisi or sop.tanggal_efektif,
        draf=False,
        tanda="",
        isi=ast.joined(builder.unnumbered(tree)),
        berkas=(),
        bentuk=("pdf",),
    )
    return form, tuple(builder.charts.values())


def context(laporan: Laporan) -> dict[str, object]:
    """Return the names that every template may use."""
    bahan = laporan.bahan
    return {
        "laporan": laporan,
        "tahun": laporan.tahun,
        "instansi": bahan.instansi,
        "pimpinan": bahan.pimpinan,
        "renstra": bahan.renstra,
        "dokumen": bahan.dokumen,
        "profil": bahan.profil,
        "pk": bahan.perjanjian_kinerja,
        "sop": bahan.sop,
        "peraturan": bahan.dasar_hukum.peraturan,
        "anggaran": laporan.anggaran,
        "bahan": bahan,
    }


def contoh(instansi: Instansi) -> str:
    """Return what every output says until the data are official; empty afterwards."""
    return "DATA CONTOH, bukan angka resmi" if instansi.status_data == "contoh" else ""


def kantor(instansi: Instansi) -> str:
    """Return the office with its regency: kecamatan of one name exist in several."""
    return f"{instansi.nama}, {instansi.kabupaten}"


def _report(laporan: Laporan, blocks: list[ast.Node]) -> Naskah:
    draft, period, sample = (
        laporan.bahan.dokumen.status == "draf",
        tabel.masa("judul", laporan),
        contoh(laporan.bahan.instansi),
    )
    return Naskah(
        nama=f"lkip-{laporan.tahun}",
        judul=f"Laporan Kinerja Instansi Pemerintah {laporan.bahan.instansi.nama} {period}",
        kantor=kantor(laporan.bahan.instansi),
        tahun=laporan.tahun,
        kertas=laporan.bahan.dokumen.kertas,
        tanggal=laporan.bahan.dokumen.tanggal,
        draf=draft,
        tanda=" · ".join(filter(None, ("DRAF" if draft else "", period if laporan.sampai_triwulan else "", sample))),
        isi=ast.joined(blocks),
        berkas=tuple(f for f in laporan.bahan.berkas if f.path.endswith((".yml", ".md")) and "/bukti/" not in f.path),
    )


def _agreements(laporan: Laporan, trees: Sequence[list[ast.Node]]) -> Iterator[Naskah]:
    for pk, tree in zip(laporan.bahan.perjanjian, trees, strict=True):
        yield _agreement(laporan, pk, tree)


def _agreement(laporan: Laporan, pk: PerjanjianKinerja, blocks: list[ast.Node]) -> Naskah:
    """Return an agreement as a document: signed on paper long before the report, so never a draft of ours."""
    office = laporan.bahan.instansi.nama
    revised = "-perubahan" if pk.jenis == "perubahan" else ""
    own = {pk.at().path, "content/instansi.yml", "content/renstra.yml", f"content/{laporan.tahun}/renja.yml"}
    return Naskah(
        nama=f"perjanjian-kinerja{revised}-{laporan.tahun}",
        judul=f"{'Perjanjian Kinerja Perubahan' if revised else 'Perjanjian Kinerja'} {office} Tahun {laporan.tahun}",
        kantor=kantor(laporan.bahan.instansi),
        tahun=laporan.tahun,
        kertas=laporan.bahan.dokumen.kertas,
        tanggal=pk.tanggal,
        draf=False,
        tanda=contoh(laporan.bahan.instansi),
        isi=ast.joined(blocks),
        berkas=tuple(f for f in laporan.bahan.berkas if f"content/{f.path}" in own),
    )


def _working_paper(laporan: Laporan, blocks: list[ast.Node]) -> Naskah:
    """Return the working paper as a document: marked as the report is, of which it is no part."""
    report = _report(laporan, blocks)
    office, period = laporan.bahan.instansi.nama, tabel.masa("judul", laporan)
    return replace(
        report,
        nama=f"kertas-kerja-{laporan.tahun}",
        judul=f"Kertas Kerja Pemeriksaan LKIP {office} {period}",
        berkas=(),
        bentuk=("pdf",),
    )


# --- prose -----------------------------------------------------------------------------------------------------


def _prose(laporan: Laporan, parse: Parser, slots: Slots) -> dict[str, list[ast.Node]]:
    """Read all prose at once; references become placeholders before, so a figure is text whatever stands around it."""
    known = rujukan.names(laporan)

    def reference(found: re.Match[str]) -> str:
        name = found[1].strip()
        return slots.put(known.get(name, found[0]))

    def figure_with_unit(found: re.Match[str]) -> str:
        """A number and its unit are one run: no line breaks between them."""
        figure, unit = (found[group].strip() for group in (1, 2))
        if figure not in known or unit not in known:
            return found[0]
        return slots.put(f"{known[figure]}\u00a0{known[unit]}")

    def prepared(prosa: Prosa) -> str:
        return rujukan.RUJUKAN.sub(reference, rujukan.BERSATUAN.sub(figure_with_unit, prosa.teks))

    texts: tuple[Prosa, ...] = laporan.bahan.narasi
    trees = parse([prepared(p) for p in texts], PROSE_FORMAT) if texts else []
    return {p.nama: _safe(slots.filled(tree), laporan) for p, tree in zip(texts, trees, strict=True)}


def _safe(tree: list[ast.Node], laporan: Laporan | None = None) -> list[ast.Node]:
    """Keep of prose what cannot act: links to the web or to a page of the guide, pictures of the year's own folder."""

    def change(node: ast.Node) -> ast.Node | list[ast.Node] | None:
        match node["t"]:
            case "Link" if not _LINK.match(node["c"][2][0]):
                kept: list[ast.Node] = node["c"][1]
                return kept
            case "Image" if laporan is None or picture_path(node, laporan) not in laporan.bahan.foto:
                return ast.text(ast.plain_text(node["c"][1]))
            case "RawInline":
                return ast.text(node["c"][1])
            case "RawBlock":
                return ast.para(ast.text(node["c"][1]))
        return None

    safe: list[ast.Node] = ast.walk(tree, change)
    return safe
