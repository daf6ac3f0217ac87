"""Chart definitions (`templates/grafik.yml`) × Laporan → charts as SVG, each with what it shows in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lkip import alir, grafik
from lkip.baris import ROWS, Pilihan, Row
from lkip.capaian import Laporan
from lkip.tabel import definition, look_up, named, shown


@dataclass(frozen=True)
class Gambar:
    """A chart: the file that it becomes, its caption without number, what it shows in words, and its drawing."""

    berkas: str
    judul: str
    alt: str
    svg: str


def chart(nama: str, laporan: Laporan, pilihan: Pilihan, berkas: str) -> Gambar:
    """Return the chart `nama` of `templates/grafik.yml`, drawn from the report, to be kept as `berkas`."""
    spec = definition("grafik.yml", nama)
    judul = named(spec["judul"], laporan, pilihan)
    if spec["jenis"] == "bagan":
        return _bagan(laporan, judul, berkas)
    if spec["jenis"] == "alir":
        return _alir(spec, laporan, judul, berkas)
    rows = list(ROWS[spec["baris"]](laporan, pilihan))
    if spec["jenis"] == "deret":
        return _deret(spec, rows, laporan, judul, berkas)
    bars = [
        grafik.Batang(" ".join(shown(look_up(row, p)) for p in spec["label"]), look_up(row, spec["isi"]))
        for row in rows
    ]
    spoken = "; ".join(f"{bar.label}: {bar.nilai.lengkap}" for bar in bars)
    svg = grafik.batang(bars, Decimal(spec["patokan"]) if "patokan" in spec else None, judul)
    return Gambar(berkas, judul, f"{judul}. {spoken}.", svg)


def _deret(spec: Mapping[str, Any], rows: list[Row], laporan: Laporan, judul: str, berkas: str) -> Gambar:
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
    spoken = "; ".join(f"{panel.judul}: {_spoken(panel)}" for panel in panels)
    return Gambar(berkas, judul, f"{judul}. Realisasi {spoken}.", grafik.deret(panels, judul))


def _spoken(panel: grafik.Deret) -> str:
    years = zip(panel.tahun, panel.realisasi, strict=True)
    return ", ".join(f"{t} {r.lengkap}" for t, r in years if r.nilai is not None or r.teks) or "belum tersedia"


def _bagan(laporan: Laporan, judul: str, berkas: str) -> Gambar:
    """The posts of the office, drawn from `instansi.yml`."""
    instansi, head = laporan.bahan.instansi, laporan.bahan.pimpinan
    posts = [
        grafik.Kotak(j.jabatan, j.nama, tuple(grafik.Kotak(b.jabatan, b.nama) for b in j.bawahan))
        for j in instansi.organisasi
    ]
    root = grafik.Kotak(head.jabatan, head.nama, tuple(posts))
    below = "; ".join(
        post.judul + (f" membawahkan {' dan '.join(b.judul for b in post.bawahan)}" if post.bawahan else "")
        for post in posts
    )
    return Gambar(berkas, judul, f"{judul}. {head.jabatan} membawahkan: {below}.", grafik.bagan(root, judul))


def _alir(spec: Mapping[str, Any], laporan: Laporan, judul: str, berkas: str) -> Gambar:
    """The steps of the SOP, drawn from `sop.yml`; in words: who does each, and where a refused result goes back to."""
    sop = laporan.bahan.sop
    spoken = "; ".join(
        f"{s.nomor} {s.pelaksana}"
        + (f", diputuskan {' atau '.join(s.diselesaikan_oleh)}" if s.diselesaikan_oleh != (s.pelaksana,) else "")
        + (f", bila belum diterima kembali ke {s.kembali_ke}" if s.kembali_ke else "")
        for s in sop.langkah
    )
    return Gambar(berkas, judul, f"{judul}. Langkah dan pelaksananya: {spoken}.", alir.gambar(sop, spec["kata"], judul))
