"""Laporan → JSON: every figure as a decimal string with its shown form and how it came to be, or why it is missing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lkip.baris import ROWS
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


def laporan_json(laporan: Laporan) -> str:
    """Return the report as JSON (form: `schemas/laporan.schema.json`): same report, same bytes."""
    return json.dumps(as_data(laporan), ensure_ascii=False, indent=1) + "\n"


def as_data(laporan: Laporan) -> dict[str, Any]:
    """Return the report as plain data. A figure is `{nilai, tampil, satuan}`, with `cara` or without value `alasan`."""
    bahan = laporan.bahan
    return {
        "versi_bentuk": 2,
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
