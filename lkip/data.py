"""Laporan → JSON and CSV: every figure exact, in JSON with its shown form and how it came to be, or why it is missing.

A year's folder is a data package of its own (frictionless), so that a figure can be used without this program.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lkip.baris import ROWS, Row
from lkip.capaian import (
    Angka,
    Banding,
    CapaianIndikator,
    CapaianSasaran,
    Keadaan,
    Laporan,
    RiwayatSerapan,
    Serapan,
    TahunCapaian,
)
from lkip.model import PerjanjianKinerja
from lkip.tabel import columns, definitions, look_up, named, shown
from lkip.validate import SCHEMAS

SCHEMA = "laporan.schema.json"


def write_data(laporan: Sequence[Laporan], folder: Path) -> None:
    """Write a folder a year with its figures as JSON and CSV, and beside them the newest year's JSON and its schema."""
    for item in laporan:
        year = folder / str(item.tahun)
        year.mkdir(parents=True)
        for name, text in package(item).items():
            (year / name).write_text(text, "utf-8", newline="")
    (folder / "laporan.json").write_text(laporan_json(laporan[-1]), "utf-8")
    (folder / SCHEMA).write_bytes((SCHEMAS / SCHEMA).read_bytes())


def package(laporan: Laporan) -> dict[str, str]:
    """Return the files of a year's data package by name: laporan.json, a CSV for each table, datapackage.json."""
    tables = {nama: csv_table(nama, laporan) for nama in definitions("tabel.yml") if has_csv(nama)}
    written = {nama: table for nama, table in tables.items() if table.rows}
    files = {f"{nama}.csv": table.text for nama, table in written.items()}
    described = {
        "name": f"lkip-{laporan.tahun}",
        "title": f"LKIP {laporan.bahan.instansi.nama} tahun {laporan.tahun}",
        "description": f"{laporan.bahan.instansi.kabupaten}. Status data: {laporan.bahan.instansi.status_data}.",
        "version": laporan.bahan.dokumen.versi,
        "created": f"{_iso(laporan.bahan.dokumen.tanggal)}T00:00:00Z",
        "resources": [table.resource(nama) for nama, table in written.items()],
    }
    return {
        "laporan.json": laporan_json(laporan),
        **files,
        "datapackage.json": json.dumps(described, ensure_ascii=False, indent=1) + "\n",
    }


# --- CSV -------------------------------------------------------------------------------------------------------


def has_csv(nama: str) -> bool:
    """Whether a table of `templates/tabel.yml` is given as CSV: not where another one has the same figures."""
    spec = definitions("tabel.yml").get(nama)
    return spec is not None and spec.get("data", True) is not False and spec["baris"] in ROWS


class CsvTable:
    """A table as data: its title, heads, and rows of values (figures exact, missing ones None)."""

    def __init__(self, judul: str, heads: list[str], rows: list[list[Any]]) -> None:
        self.judul, self.heads, self.rows = judul, heads, rows

    @property
    def text(self) -> str:
        """The table as CSV: a point for the comma, no thousands marks, nothing where a figure is missing."""
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerows([self.heads, *([_plain(value) for value in row] for row in self.rows)])
        return made.getvalue()

    def resource(self, nama: str) -> dict[str, Any]:
        """Return how the data package describes the table."""
        fields = [
            {"name": head, "type": _type([row[index] for row in self.rows])} for index, head in enumerate(self.heads)
        ]
        return {
            "name": nama,
            "title": self.judul,
            "path": f"{nama}.csv",
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {"fields": fields, "missingValues": [""]},
        }


def csv_table(nama: str, laporan: Laporan) -> CsvTable:
    """Return the table `nama` of all goals and indicators as data, with the code of what a row belongs to in front.

    Closing rows (totals, means) are left out: they would be taken for one row more.
    """
    spec = definitions("tabel.yml")[nama]
    rows = list(ROWS[spec["baris"]](laporan, {}))
    laid = columns(spec, laporan)
    shown_fields = {c.isi for c in laid}
    front = [
        (head, path)
        for head, path in (("Kode sasaran", "sasaran.kode"), ("Kode indikator", "indikator.kode"))
        if path not in shown_fields and rows and hasattr(rows[0].get(path.partition(".")[0]), "kode")
    ]
    heads = [head for head, _ in front] + [f"{c.kelompok} {c.judul}" if c.kelompok else c.judul for c in laid]
    values = [
        [*(look_up(row, path) for _, path in front), *(look_up(row, c.isi, c.tahun) for c in laid)]
        for row in rows
        if not _is_heading(row)
    ]
    return CsvTable(named(spec["judul"], laporan), heads, values)


def _is_heading(row: Row) -> bool:
    """A program's name above its sub kegiatan, without figures of its own."""
    return row.get("target") == "" and bool(row.get("tebal"))


def _plain(value: Any) -> str:
    if isinstance(value, Angka):
        return "" if value.nilai is None else _decimal(value.nilai)
    text = "" if value is None else shown(value)
    # What a spreadsheet would run as a formula stays text.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _type(values: Sequence[Any]) -> str:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, Angka) for value in known):
        return "number"
    return "integer" if known and all(isinstance(value, int) for value in known) else "string"


# --- JSON ------------------------------------------------------------------------------------------------------


def laporan_json(laporan: Laporan) -> str:
    """Return the report as JSON (form: `schemas/laporan.schema.json`): same report, same bytes."""
    return json.dumps(as_data(laporan), ensure_ascii=False, indent=1) + "\n"


def as_data(laporan: Laporan) -> dict[str, Any]:
    """Return the report as plain data. A figure is `{nilai, tampil, satuan}`, with `cara` or without value `alasan`."""
    bahan = laporan.bahan
    return {
        "versi_bentuk": 1,
        "instansi": {
            "nama": bahan.instansi.nama,
            "kabupaten": bahan.instansi.kabupaten,
            "provinsi": bahan.instansi.provinsi,
        },
        "status_data": bahan.instansi.status_data,
        "tahun": laporan.tahun,
        "periode_renstra": {"awal": bahan.renstra.periode_awal, "akhir": bahan.renstra.periode_akhir},
        "dokumen": {
            "status": bahan.dokumen.status,
            "versi": bahan.dokumen.versi,
            "tanggal": _iso(bahan.dokumen.tanggal),
            "sidik": bahan.sidik,
        },
        "perjanjian_kinerja": [_agreement(pk, laporan) for pk in bahan.perjanjian],
        "skala": {
            "nama": bahan.instansi.skala.nama,
            "sumber": bahan.instansi.skala.sumber,
            "kelas": [{"sebutan": k.sebutan, "mulai": _decimal(k.mulai)} for k in bahan.instansi.skala.kelas],
        },
        "capaian": figure(laporan.capaian),
        "kategori": laporan.kategori,
        "dinilai": laporan.dinilai,
        "jumlah": laporan.jumlah,
        "anggaran_perjanjian": figure(laporan.anggaran_perjanjian),
        "sasaran": [_sasaran(s) for s in laporan.sasaran],
        "anggaran": _serapan(laporan.anggaran),
        "riwayat_anggaran": [_riwayat(r) for r in laporan.riwayat_anggaran],
        "keadaan": _keadaan(laporan.keadaan),
    }


def _agreement(pk: PerjanjianKinerja, laporan: Laporan) -> dict[str, Any]:
    choice = {"pk": pk.jenis}
    return {
        "jenis": pk.jenis,
        "tanggal": _iso(pk.tanggal),
        "alasan_perubahan": pk.alasan_perubahan,
        "indikator": [
            {"kode": row["indikator"].kode, "target": figure(row["target"])}
            for row in ROWS["pk_indikator"](laporan, choice)
        ],
        "program": [
            {"kode": row["kode"], "anggaran": figure(row["anggaran"])} for row in ROWS["pk_program"](laporan, choice)
        ],
        "jumlah": figure(next(iter(ROWS["pk_jumlah"](laporan, choice)))["anggaran"]),
    }


def figure(angka: Angka) -> dict[str, Any]:
    """Return a figure: exact decimal string (or null with the reason), the form shown in every output, its unit."""
    if angka.nilai is None:
        return {"nilai": None, "tampil": angka.tampil, "satuan": angka.satuan, "alasan": angka.alasan}
    made = {"nilai": _decimal(angka.nilai), "tampil": angka.tampil, "satuan": angka.satuan}
    return {**made, "cara": angka.cara} if angka.cara else made


def _decimal(value: Decimal) -> str:
    return f"{value:f}"


def _iso(day: date) -> str:
    return day.isoformat()


def _sasaran(sasaran: CapaianSasaran) -> dict[str, Any]:
    return {
        "kode": sasaran.kode,
        "nama": sasaran.nama,
        "capaian": figure(sasaran.capaian),
        "kategori": sasaran.kategori,
        "dinilai": sasaran.dinilai,
        "jumlah": sasaran.jumlah,
        "efisiensi": {
            **{n: figure(getattr(sasaran.efisiensi, n)) for n in ("pagu", "realisasi", "serapan", "selisih")},
            "efisien": sasaran.efisiensi.efisien,
            "program": [p.kode for p in sasaran.efisiensi.program],
            "bersama": list(sasaran.efisiensi.bersama),
        },
        "indikator": [_indikator(i) for i in sasaran.indikator],
    }


def _indikator(item: CapaianIndikator) -> dict[str, Any]:
    meta, report = item.indikator, item.bahan
    analysis = ("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut", "analisis_program")
    return {
        "kode": item.kode,
        "nama": item.nama,
        "satuan": item.satuan,
        "polaritas": meta.polaritas,
        "rumus_capaian": meta.rumus_capaian,
        "agregasi": meta.agregasi,
        "frekuensi": meta.frekuensi,
        "definisi_operasional": meta.definisi_operasional,
        "cara_hitung": meta.cara_hitung,
        "sumber_data": meta.sumber_data,
        "penanggung_jawab": {"kode": meta.penanggung_jawab, "nama": item.unit},
        "target": figure(item.target),
        "triwulan": [figure(t) for t in item.triwulan],
        "realisasi": figure(item.realisasi),
        "capaian": figure(item.capaian),
        "dihitung": figure(item.dihitung),
        "kategori": item.kategori,
        "perubahan": figure(item.perubahan),
        "target_akhir": figure(item.target_akhir),
        "kemajuan": figure(item.kemajuan),
        "tren": item.tren,
        "pembanding": [_banding(b) for b in item.pembanding],
        "alasan_tanpa_pembanding": report.alasan_tanpa_pembanding if report else None,
        "tahun": [_tahun(t) for t in item.tahun],
        "renstra": [_tahun(t) for t in item.target_renstra],
        "analisis": {name: getattr(report, name) if report else None for name in analysis},
        "bukti": [{"berkas": b.berkas, "keterangan": b.keterangan} for b in report.bukti] if report else [],
    }


def _banding(other: Banding) -> dict[str, Any]:
    return {
        "nama": other.nama,
        "nilai": figure(other.nilai),
        "selisih": figure(other.selisih),
        "letak": other.letak,
        "sumber": other.sumber,
    }


def _tahun(year: TahunCapaian) -> dict[str, Any]:
    return {
        "tahun": year.tahun,
        "target": figure(year.target),
        "realisasi": figure(year.realisasi),
        "capaian": figure(year.capaian),
        "tercetak": figure(year.tercetak) if year.tercetak else None,
        "sumber": year.sumber,
    }


def _serapan(line: Serapan) -> dict[str, Any]:
    money = {name: figure(getattr(line, name)) for name in ("pagu_awal", "pagu", "realisasi", "sisa", "serapan")}
    return {
        "tingkat": line.tingkat,
        "kode": line.kode,
        "nama": line.nama,
        **money,
        "keluaran": {
            "nama": line.keluaran.nama,
            "target": figure(line.keluaran.target),
            "realisasi": figure(line.keluaran.realisasi),
        }
        if line.keluaran
        else None,
        "bagian": [_serapan(b) for b in line.bagian],
    }


def _riwayat(line: RiwayatSerapan) -> dict[str, Any]:
    years = [
        {
            "tahun": t.tahun,
            "pagu": figure(t.pagu),
            "realisasi": figure(t.realisasi),
            "serapan": figure(t.serapan),
            "tercetak": figure(t.tercetak) if t.tercetak else None,
        }
        for t in line.tahun
    ]
    return {"kode": line.kode, "nama": line.nama, "tahun": years}


def _keadaan(state: Keadaan) -> dict[str, Any]:
    """Return the state of the office; every group but `barang` is closed by its total."""
    people, goods = ("laki_laki", "perempuan", "jumlah"), ("baik", "rusak", "jumlah")
    area = ("luas", "laki_laki", "perempuan", "penduduk", "kepadatan")

    def rows(group: Sequence[Any], names: Sequence[str]) -> list[dict[str, Any]]:
        return [{"nama": row.nama, **{name: figure(getattr(row, name)) for name in names}} for row in group]

    return {
        "golongan": rows(state.golongan, people),
        "pendidikan": rows(state.pendidikan, people),
        "barang": rows(state.barang, goods),
        "desa": rows(state.desa, area),
    }
