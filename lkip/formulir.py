"""Letters and forms of the process: templates × what is known → documents of their own, with room for what is not.

Pure: `templates/formulir/` has the words and their order; nothing here is part of what is approved, and nothing that is
printed says that something was signed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lkip import ast, kertas_kerja, naskah
from lkip.capaian import Laporan
from lkip.document import Naskah, Parser, context, contoh, kantor
from lkip.format_unit import FormatUnit
from lkip.kertas_kerja import KertasKerja
from lkip.model import Disposisi, Instansi, Koreksi, Pejabat, PemegangPeran, Penyerahan, SuratMasuk, SuratPengantar
from lkip.naskah import Slots
from lkip.petak import TEMPLATE_FORMAT, boxes
from lkip.susun import Builder
from lkip.tabel import definition

# Who signs: any of these has an office, perhaps a name and a number.
Penanda = Pejabat | PemegangPeran


@dataclass(frozen=True)
class Kepala:
    """What every printed thing of the process shows: the office, the year reported on, the paper, whether an emblem."""

    instansi: Instansi
    tahun: int
    kertas: str = "A4"
    lambang: bool = False


def disposisi(
    kepala: Kepala,
    isi: Disposisi,
    parse: Parser,
    *,
    oleh: Penanda,
    kepada: Sequence[str],
    tanggal: date | None = None,
) -> Naskah:
    """Return the Lembar Disposisi: the order on the letter that it is about; `kepada` are the roles to choose from.

    Whom the order names is ticked, and listed also where the roles do not have it.
    """
    about = isi.surat or f"Penyusunan Laporan Kinerja Instansi Pemerintah Tahun {kepala.tahun}"
    names = {
        "disposisi": isi,
        "masuk": isi.masuk or SuratMasuk(perihal=about),
        "diteruskan": tuple(dict.fromkeys((*kepada, isi.kepada))),
        "daftar_sifat": definition("formulir.yml", "disposisi")["sifat"],
        "pejabat": oleh,
        "tanggal": tanggal,
    }
    title = f"Lembar Disposisi Penyusunan LKIP Tahun {kepala.tahun}"
    return _made("disposisi", f"lembar-disposisi-{kepala.tahun}", title, kepala, names, tanggal or isi.batas, parse)


def format_data(kepala: Kepala, form: FormatUnit, parse: Parser, tanggal: date) -> Naskah:
    """Return the form on which a unit hands in its material."""
    title = f"Format Pengumpulan Bahan dan Data LKIP Tahun {form.tahun}: {form.unit.nama}"
    return _made("format", f"format-{form.tahun}-{form.unit.kode}", title, kepala, {"format": form}, tanggal, parse)


def surat_pengantar(kepala: Kepala, surat: SuratPengantar, parse: Parser, terima: Penyerahan | None = None) -> Naskah:
    """Return the covering letter, a page a copy; `terima` is the receipt where it is known already."""
    names = {
        "surat": surat,
        "terima": terima,
        "pejabat": surat.pengirim,
        "lembaran": definition("formulir.yml", "surat_pengantar")["lembar"],
    }
    title = f"Surat Pengantar Nomor {surat.nomor}"
    return _made("pengantar", f"surat-pengantar-{_berkas(surat.nomor)}", title, kepala, names, surat.tanggal, parse)


def tanda_terima(kepala: Kepala, surat: SuratPengantar, penyerahan: Sequence[Penyerahan], parse: Parser) -> Naskah:
    """Return the delivery list: who was handed the document and when, with a place for each to sign.

    Where nobody has received it yet, it has a row for the one to whom the letter goes.
    """
    rows: Sequence[object] = penyerahan or [
        {"kepada": surat.kepada, "tanggal": None, "penerima": None, "tanda_terima": None}
    ]
    names = {"surat": surat, "penyerahan": rows, "pejabat": surat.pengirim}
    title = f"Tanda Terima LKIP Tahun {kepala.tahun}"
    return _made(
        "daftar-penyampaian", f"tanda-terima-{_berkas(surat.nomor)}", title, kepala, names, surat.tanggal, parse
    )


def lembar_koreksi(
    laporan: Laporan,
    koreksi: Sequence[Koreksi],
    parse: Parser,
    *,
    oleh: Penanda,
    tanggal: date | None = None,
    kerja: KertasKerja | None = None,
) -> Naskah:
    """Return the list of corrections and the review checklist of a report, for who reviews it to fill in and sign."""
    kerja = kerja or kertas_kerja.kertas_kerja(laporan)
    names = {
        **context(laporan),
        "koreksi": koreksi,
        "pejabat": oleh,
        "tanggal": tanggal,
        "baris_kosong": int(definition("formulir.yml", "koreksi")["baris_kosong"]),
    }
    kepala = Kepala(
        laporan.bahan.instansi, laporan.tahun, laporan.bahan.dokumen.kertas, "lambang.png" in laporan.bahan.foto
    )
    title = f"Daftar Koreksi dan Lembar Reviu LKIP Tahun {laporan.tahun}"
    nama, day = f"lembar-koreksi-{laporan.tahun}", tanggal or laporan.bahan.dokumen.tanggal
    made = _made("koreksi", nama, title, kepala, names, day, parse, (laporan, kerja))
    return replace(made, bentuk=("pdf",))


def lembar_persetujuan(
    kepala: Kepala, laporan: Laporan, parse: Parser, *, oleh: Penanda, sidik: str, sha256: str
) -> Naskah:
    """Return the sheet on which a report is approved by hand: it names what is approved by its hashes."""
    paper = laporan.bahan.dokumen
    names = {"laporan": laporan, "dokumen": paper, "sidik": sidik, "sha256": sha256, "pejabat": oleh}
    title = f"Lembar Persetujuan LKIP Tahun {laporan.tahun}"
    nama = f"lembar-persetujuan-{laporan.tahun}"
    made = _made("persetujuan", nama, title, kepala, names, paper.tanggal, parse)
    return replace(made, bentuk=("pdf",))


def _made(
    templat: str,
    nama: str,
    judul: str,
    kepala: Kepala,
    names: Mapping[str, object],
    tanggal: date,
    parse: Parser,
    tabel: tuple[Laporan, KertasKerja] | None = None,
) -> Naskah:
    """Fill a template and return it as a document; `tabel` is what the report's own tables in it are filled from."""
    slots = Slots()
    foto = ("lambang.png",) if kepala.lambang else ()
    common = {"bahan": {"foto": foto}, "instansi": kepala.instansi, "tahun": kepala.tahun, **names}
    (tree,) = parse([naskah.render(f"formulir/{templat}.md", common, slots)], TEMPLATE_FORMAT)
    if tabel:
        laporan, kerja = tabel
        tree = Builder(laporan, slots, {}, kertas_kerja.rows(kerja)).unnumbered(tree)
    return Naskah(
        nama=nama,
        judul=judul,
        kantor=kantor(kepala.instansi),
        tahun=kepala.tahun,
        kertas=kepala.kertas,
        tanggal=tanggal,
        draf=False,
        tanda=contoh(kepala.instansi),
        isi=ast.joined(boxes(slots.filled(tree))),
        berkas=(),
    )


def _berkas(nomor: str) -> str:
    """Return a letter's number as part of a file name."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", nomor)
