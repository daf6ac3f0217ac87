"""The page of a year's process: what was done in each step, by whom, on what evidence, what was refused. Site only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from lkip import ast, naskah
from lkip.baris import Pilihan, Row, RowSource
from lkip.capaian import Laporan
from lkip.document import TEMPLATE_FORMAT, Parser, Situs
from lkip.gambar import Gambar
from lkip.model import Peristiwa
from lkip.naskah import Slots
from lkip.papan_waktu import lama, papan, terucap
from lkip.proses.keadaan import KeadaanLangkah, Putusan
from lkip.proses.linimasa import Linimasa
from lkip.susun import Builder, figure


def compose_proses(laporan: Laporan, garis: Linimasa, parse: Parser) -> Situs:
    """Return the page of a year's process with its drawing."""
    slots, drawing = Slots(), gambar(garis, f"gambar/{laporan.tahun}/linimasa.svg")
    text = naskah.render("situs/proses.md", {"laporan": laporan, "tahun": laporan.tahun, **_nama(garis)}, slots)
    (tree,) = parse([text], TEMPLATE_FORMAT)

    def put(node: ast.Node) -> ast.Node | None:
        place = node["t"] == "Div" and node["c"][0][1] == ["linimasa"]
        return figure("gambar-linimasa", drawing.berkas, drawing.judul, drawing.alt, 100) if place else None

    page = ast.walk(Builder(laporan, slots, {}, _rows(garis)).unnumbered(tree), put, "Table")
    return Situs({f"{laporan.tahun}/proses": ast.joined(page)}, (drawing,))


def gambar(garis: Linimasa, berkas: str) -> Gambar:
    """Return the drawing of a year's process, to be kept as `berkas`."""
    title = f"Linimasa Penyusunan LKIP {garis.tahun}"
    alt = f"{title}: {terucap(garis.keadaan, garis.jam)}."
    return Gambar(berkas, title, alt, papan(garis.keadaan, garis.kembali, garis.jam, title))


def sebut_proses(halaman: list[ast.Node], garis: Linimasa | str | None) -> list[ast.Node]:
    """Return a year's start page that says how far its process is, or why nothing can be told; None: not a word."""

    def put(node: ast.Node) -> list[ast.Node] | None:
        if node["t"] != "Div" or node["c"][0][1] != ["proses"]:
            return None
        return [] if garis is None else [ast.para(*_kalimat(garis)), *_sah(garis)]

    found: list[ast.Node] = ast.walk(halaman, put, "Table")
    return found


def _kalimat(garis: Linimasa | str) -> Iterator[ast.Node]:
    if isinstance(garis, str):
        yield ast.text(f"Proses penyusunan: {garis}.")
        return
    state = garis.keadaan
    yield ast.text(f"Proses penyusunan: {state.selesai} dari {len(state.langkah)} langkah SOP selesai. ")
    yield ast.link(f"halaman:{garis.tahun}/proses", ast.text("Linimasa dan buktinya"))


def _sah(garis: Linimasa | str) -> Iterator[ast.Node]:
    """Yield what the start page says of an approval in force; nothing where there is none."""
    one = None if isinstance(garis, str) else garis.disahkan
    if one:
        version = ast.text(one.sebutan)
        changed = "" if one.isi == "sama" else " Isi situs ini berubah sesudahnya dan bukan dokumen yang disahkan."
        linked = ast.link(f"unduh:{one.nama}", version) if one.utuh else version
        yield ast.para(ast.text("Dokumen yang disahkan: "), linked, ast.text(f".{changed}"))


# --- for the template --------------------------------------------------------------------------------------------


def _nama(garis: Linimasa) -> dict[str, Any]:
    state, counted = garis.keadaan, [p.peristiwa for p in garis.peristiwa if p.peristiwa]
    turn = state.giliran.langkah if state.giliran else None
    return {
        "keadaan": state,
        "terakhir": state.kini.astimezone(garis.jam.zona).date(),
        "giliran": turn and {"nomor": turn.nomor, "kegiatan": turn.kegiatan, "oleh": _atau(turn.diselesaikan_oleh)},
        "disahkan": _disahkan(garis),
        "lemah": any(p.dasar and p.dasar.lemah for p in garis.peristiwa),
        "dikembalikan": [_kembali(garis, p) for p in garis.kembali],
        "koreksi": any(p.koreksi for p in counted),
        "surat": garis.surat,
        "penyerahan": any(p.penyerahan for p in counted),
        "peristiwa": counted,
    }


def _disahkan(garis: Linimasa) -> Mapping[str, Any] | None:
    """What was approved, as the approval in force tells it, and where the file is that the site offers."""
    one = garis.disahkan
    if one is None:
        return None
    done = next((s.selesai for s in garis.keadaan.langkah if s.selesai and s.selesai.peristiwa is one.peristiwa), None)
    who = {"oleh": _oleh(garis, done) if done else one.peristiwa.oleh}
    day = {"tanggal": one.peristiwa.waktu.astimezone(garis.jam.zona).date()}
    kept, file = one.persetujuan, {"berkas": one.nama if one.utuh else "", "berubah": one.isi != "sama"}
    return {"versi": kept.versi, "sidik": kept.sidik, "sha256": kept.sha256, **who, **day, **file}


def _kembali(garis: Linimasa, p: Putusan) -> Mapping[str, Any]:
    assert p.peristiwa is not None
    event = p.peristiwa
    to = garis.keadaan.kembali_ke(event)
    head = {"tanggal": event.waktu.astimezone(garis.jam.zona).date(), "oleh": _oleh(garis, p)}
    return {**head, "dari": event.langkah, "ke": to, "sebab": event.keterangan}


# --- for the tables ----------------------------------------------------------------------------------------------


def _rows(garis: Linimasa) -> dict[str, RowSource]:
    """Return the rows of the page's tables by their names."""
    sources = {
        "proses-langkah": _langkah,
        "proses-peristiwa": _peristiwa,
        "proses-koreksi": _koreksi,
        "proses-surat": _surat,
        "proses-penyerahan": _penyerahan,
        "proses-ditolak": _ditolak,
    }

    def rows(name: str) -> RowSource:
        def lines(_: Laporan, __: Pilihan) -> Iterator[Row]:
            return sources[name](garis)

        return lines

    return {name: rows(name) for name in sources}


def _langkah(garis: Linimasa) -> Iterator[Row]:
    for one in garis.keadaan.langkah:
        step, done = one.langkah, one.selesai
        event = done.peristiwa if done else None
        yield {
            "nomor": step.nomor,
            "kegiatan": step.kegiatan,
            "status": one.status,
            "oleh": _oleh(garis, done) if done else _atau(step.diselesaikan_oleh),
            "mulai": _hari(garis, one.mulai),
            "selesai": _hari(garis, event.waktu) if event else None,
            "waktu": lama(one, garis.jam),
            "bukti": _bukti(done) if done else None,
            "catatan": "; ".join(_catatan(one)) or None,
        }


def _catatan(one: KeadaanLangkah) -> Iterator[str]:
    if one.status == "selesai" and one.tepat is False:
        yield "melewati waktu baku"
    if one.kembali:
        yield f"{one.kembali} kali dikembalikan"
    if one.mendahului:
        yield f"mendahului langkah {', '.join(map(str, one.mendahului))}"


def _peristiwa(garis: Linimasa) -> Iterator[Row]:
    for p, event in _semua(garis):
        yield {
            "tanggal": _hari(garis, event.waktu),
            "langkah": event.langkah,
            "peristiwa": event.peristiwa,
            "oleh": _oleh(garis, p),
            "bukti": _bukti(p),
            "keterangan": event.keterangan,
            "komit": p.komit[:7],
        }


def _koreksi(garis: Linimasa) -> Iterator[Row]:
    for p, event in _semua(garis):
        for koreksi in event.koreksi:
            who = koreksi.oleh or _oleh(garis, p)
            yield {"tanggal": _hari(garis, event.waktu), "koreksi": koreksi, "oleh": who}


def _surat(garis: Linimasa) -> Iterator[Row]:
    for surat in garis.surat:
        sender = surat.pengirim
        yield {
            "surat": surat,
            "tanggal": f"{surat.tanggal:%d-%m-%Y}",
            "isi": "; ".join(f"{row.naskah}, {row.banyak}" for row in surat.isi),
            "pengirim": ", ".join(filter(None, (sender.nama, sender.jabatan))),
        }


def _penyerahan(garis: Linimasa) -> Iterator[Row]:
    for _, event in _semua(garis):
        for penyerahan in event.penyerahan:
            yield {"penyerahan": penyerahan, "tanggal": f"{penyerahan.tanggal:%d-%m-%Y}"}


def _ditolak(garis: Linimasa) -> Iterator[Row]:
    for p in garis.keadaan.ditolak:
        event = p.peristiwa
        yield {
            "tanggal": _hari(garis, event.waktu if event else p.tercatat),
            "langkah": event.langkah if event else None,
            "berkas": p.berkas.rsplit("/", 1)[-1],
            "komit": p.komit[:7],
            "sebab": p.sebab,
        }


def _semua(garis: Linimasa) -> Iterator[tuple[Putusan, Peristiwa]]:
    return ((p, p.peristiwa) for p in garis.peristiwa if p.peristiwa)


def _oleh(garis: Linimasa, p: Putusan) -> str:
    """Who did it: the name and the office, or the office alone where no name is known."""
    name = p.peristiwa.oleh if p.peristiwa else ""
    office = garis.jabatan.get(p.berkas, name)
    return name if office == name else f"{name} ({office})"


def _bukti(p: Putusan) -> str | None:
    return str(p.dasar) if p.dasar else None


def _hari(garis: Linimasa, moment: datetime | None) -> str | None:
    return f"{moment.astimezone(garis.jam.zona):%d-%m-%Y}" if moment else None


def _atau(roles: tuple[str, ...]) -> str:
    return " atau ".join(roles)
