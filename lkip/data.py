"""Laporan → JSON: every figure as a decimal string with its shown form and how it came to be, or why it is missing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lkip.baris import ROWS
from lkip.capaian import (
    Angka,
    Bagian,
    Banding,
    CapaianIndikator,
    CapaianSasaran,
    CapaianTujuan,
    Disaksikan,
    HasilSurvei,
    Keadaan,
    Laju,
    Laporan,
    Pertumbuhan,
    RiwayatSerapan,
    Serapan,
    TahunCapaian,
    TriwulanCapaian,
)
from lkip.model import Berkas, Bukti, Indikator, Kebijakan, PerjanjianKinerja, Profil, Skala


def laporan_json(laporan: Laporan) -> str:
    """Return the report as JSON (form: `schemas/laporan.schema.json`): same report, same bytes."""
    return json.dumps(as_data(laporan), ensure_ascii=False, indent=1) + "\n"


def as_data(laporan: Laporan) -> dict[str, Any]:
    """Return the report as plain data. A figure is `{nilai, tampil, satuan}` and more, as `figure` says."""
    bahan = laporan.bahan
    folder = f"{laporan.tahun}/bukti/"
    files = {f.path.removeprefix(folder): f for f in bahan.berkas if f.path.startswith(folder)}
    return {
        "versi_bentuk": 4,
        "instansi": {
            "nama": bahan.instansi.nama,
            "kabupaten": bahan.instansi.kabupaten,
            "provinsi": bahan.instansi.provinsi,
        },
        "status_data": bahan.instansi.status_data,
        "tahun": laporan.tahun,
        "sampai_triwulan": laporan.sampai_triwulan,
        "periode_renstra": {"awal": bahan.renstra.periode_awal, "akhir": bahan.renstra.periode_akhir},
        "dokumen": {
            "status": bahan.dokumen.status,
            "versi": bahan.dokumen.versi,
            "tanggal": _iso(bahan.dokumen.tanggal),
            "sidik": bahan.sidik,
        },
        "kebijakan": _kebijakan(bahan.instansi.kebijakan),
        "skala": _skala(laporan.skala),
        "profil": _profil(bahan.profil),
        "perjanjian_kinerja": [_agreement(pk, laporan) for pk in bahan.perjanjian],
        "capaian": figure(laporan.capaian),
        "tanpa_batas": figure(laporan.tanpa_batas),
        "kategori": laporan.kategori,
        "dinilai": laporan.dinilai,
        "jumlah": laporan.jumlah,
        "anggaran_perjanjian": figure(laporan.anggaran_perjanjian),
        "tujuan": [_tujuan(t) for t in laporan.tujuan],
        "sasaran": [_sasaran(s, t.kode, files) for t in laporan.tujuan for s in t.sasaran],
        "asal_anggaran": {"sumber": bahan.anggaran.sumber, "alasan_perubahan": bahan.anggaran.alasan_perubahan},
        "anggaran": _serapan(laporan.anggaran, {p.kode: list(p.sasaran) for p in bahan.renja.program}),
        "riwayat_anggaran": [_riwayat(r) for r in laporan.riwayat_anggaran],
        "keadaan": _keadaan(laporan.keadaan),
        "saksi": [_saksi(s) for s in laporan.saksi],
        "disaksikan": laporan.disaksikan,
        "dapat_disaksikan": laporan.dapat_disaksikan,
    }


def _kebijakan(policy: Kebijakan) -> dict[str, Any]:
    return {
        "batas_atas": _decimal_or_none(policy.batas_atas),
        "batas_bawah": _decimal(policy.batas_bawah),
        "efisiensi": policy.efisiensi,
        "dasar": policy.dasar,
    }


def _skala(skala: Skala) -> dict[str, Any]:
    """Return the scale in use, each class up to where the one above begins."""
    ends = [None, *(k.mulai for k in skala.kelas[:-1])]
    return {
        "nama": skala.nama,
        "sumber": skala.sumber,
        "kelas": [
            {"sebutan": k.sebutan, "mulai": _decimal(k.mulai), "sampai": _decimal_or_none(end)}
            for k, end in zip(skala.kelas, ends, strict=False)
        ],
    }


def _profil(profil: Profil) -> dict[str, Any]:
    """Return where the state of the office comes from, and the issues."""
    staff, goods, area = profil.pegawai, profil.sarana, profil.wilayah
    return {
        "pegawai": {"tanggal": _iso(staff.tanggal), "sumber": staff.sumber} if staff else None,
        "sarana": {"sumber": goods.sumber} if goods else None,
        "wilayah": {"sumber": area.sumber} if area else None,
        "isu_strategis": [{"isu": i.isu, "sasaran": list(i.sasaran)} for i in profil.isu_strategis],
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
            {
                "kode": row["kode"],
                "nama": row["nama"],
                "anggaran": figure(row["anggaran"]),
                "keterangan": row["keterangan"],
            }
            for row in ROWS["pk_program"](laporan, choice)
        ],
        "jumlah": figure(next(iter(ROWS["pk_jumlah"](laporan, choice)))["anggaran"]),
    }


def figure(angka: Angka) -> dict[str, Any]:
    """Return a figure: exact decimal string (or null with the reason), the form shown in every output, its unit.

    And so far as it has them: its name, the upper end of a range, words, the mark of a provisional one, how it came to
    be.
    """
    made: dict[str, Any] = {"kunci": angka.kunci} if angka.kunci else {}
    made |= {"nilai": _decimal_or_none(angka.nilai), "tampil": angka.tampil, "satuan": angka.satuan}
    if angka.atas is not None:
        made["atas"] = _decimal(angka.atas)
    if angka.teks:
        made["teks"] = angka.teks
    shown = angka.nilai is not None or bool(angka.teks)
    if angka.sementara and shown:
        made["sementara"] = True
    if angka.nilai is None:
        made["alasan"] = angka.alasan
    if angka.cara and shown:
        made["cara"] = angka.cara
    return made


def _decimal(value: Decimal) -> str:
    return f"{value:f}"


def _decimal_or_none(value: Decimal | None) -> str | None:
    return None if value is None else _decimal(value)


def _iso(day: date) -> str:
    return day.isoformat()


def _figure_or_none(angka: Angka | None) -> dict[str, Any] | None:
    return None if angka is None else figure(angka)


def _tujuan(tujuan: CapaianTujuan) -> dict[str, Any]:
    return {
        "kode": tujuan.kode,
        "nama": tujuan.nama,
        "bobot": _figure_or_none(tujuan.bobot),
        "capaian": figure(tujuan.capaian),
        "tanpa_batas": figure(tujuan.tanpa_batas),
        "kategori": tujuan.kategori,
        "sasaran": [s.kode for s in tujuan.sasaran],
    }


def _sasaran(sasaran: CapaianSasaran, tujuan: str, files: Mapping[str, Berkas]) -> dict[str, Any]:
    cost = sasaran.efisiensi
    return {
        "kode": sasaran.kode,
        "nama": sasaran.nama,
        "tujuan": tujuan,
        "bobot": _figure_or_none(sasaran.bobot),
        "capaian": figure(sasaran.capaian),
        "tanpa_batas": figure(sasaran.tanpa_batas),
        "kategori": sasaran.kategori,
        "dinilai": sasaran.dinilai,
        "jumlah": sasaran.jumlah,
        "efisiensi": {
            **{n: figure(getattr(cost, n)) for n in ("pagu", "realisasi", "serapan", "selisih")},
            "nilai": _figure_or_none(cost.nilai),
            "hemat": figure(cost.hemat),
            "efisien": cost.efisien,
            "simpulan": cost.simpulan,
            "program": [p.kode for p in cost.program],
            "bersama": list(cost.bersama),
        },
        "indikator": [_indikator(i, files) for i in sasaran.indikator],
    }


def _indikator(item: CapaianIndikator, files: Mapping[str, Berkas]) -> dict[str, Any]:
    meta, report = item.indikator, item.bahan
    analysis = ("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut", "analisis_program")
    reasons = ("alasan_tahunan", "alasan_manual", "sementara", "alasan_belum_tersedia", "alasan_tanpa_pembanding")
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
        "kualitas_data": _kualitas(meta),
        "penanggung_jawab": {"kode": meta.penanggung_jawab, "nama": item.unit},
        **_ukuran(meta),
        "bobot": _figure_or_none(item.bobot),
        "jenis_target": item.jenis_target,
        "target": figure(item.target),
        "target_triwulan": [figure(t) for t in item.target_triwulan],
        "triwulan": [figure(t) for t in item.triwulan],
        "sampai": [_sampai(s) for s in item.sampai],
        "bagian": [_bagian(b) for b in item.bagian],
        "survei": [_survei(s) for s in item.survei],
        "mutu": item.mutu,
        "realisasi": figure(item.realisasi),
        "capaian": figure(item.capaian),
        "dihitung": figure(item.dihitung),
        "kategori": item.kategori,
        "perubahan": figure(item.perubahan),
        "tren": item.tren,
        "pertumbuhan": [_pertumbuhan(p) for p in item.pertumbuhan],
        "rata_rata_realisasi": figure(item.rata_rata_realisasi),
        "rata_rata_capaian": figure(item.rata_rata_capaian),
        "target_akhir": figure(item.target_akhir),
        "kemajuan": figure(item.kemajuan),
        "laju": _laju(item.laju),
        "pembanding": [_banding(b) for b in item.pembanding],
        **{name: getattr(report, name) if report else None for name in reasons},
        "tahun": [_tahun(t) for t in item.tahun],
        "renstra": [_tahun(t) for t in item.target_renstra],
        "analisis": {name: getattr(report, name) if report else None for name in analysis},
        "bukti": [_bukti(b, files.get(b.berkas)) for b in report.bukti] if report else [],
    }


def _kualitas(meta: Indikator) -> dict[str, str] | None:
    good = meta.kualitas_data
    names = ("verifikasi", "ketelitian", "keterbatasan", "mitigasi")
    return {name: getattr(good, name) for name in names} if good else None


def _ukuran(meta: Indikator) -> dict[str, Any]:
    """Return how an indicator is measured, beside formula and aggregation."""
    parts, base, bounds = meta.komponen, meta.kondisi_awal, meta.ambang_tren
    return {
        "tangga": list(meta.tangga),
        "metode": meta.metode,
        "komponen": {
            "pembilang": parts.pembilang,
            "penyebut": parts.penyebut,
            "satuan": parts.satuan,
            "pengali": _decimal(parts.pengali),
            "bagian": parts.bagian,
            "pecahan": parts.pecahan,
        }
        if parts
        else None,
        "ambang_tren": {"membaik": _decimal(bounds.membaik), "memburuk": _decimal(bounds.memburuk)} if bounds else None,
        "kondisi_awal": {"tahun": base.tahun, "nilai": _decimal_or_none(base.nilai), "teks": base.teks}
        if base
        else None,
    }


def _sampai(quarter: TriwulanCapaian) -> dict[str, Any]:
    names = ("target", "realisasi", "capaian")
    return {"triwulan": quarter.triwulan, **{name: figure(getattr(quarter, name)) for name in names}}


def _bagian(quarter: Bagian) -> dict[str, Any]:
    names = ("pembilang", "penyebut", "hasil")
    return {"triwulan": quarter.triwulan, **{name: figure(getattr(quarter, name)) for name in names}}


def _survei(survei: HasilSurvei) -> dict[str, Any]:
    return {
        "triwulan": survei.triwulan,
        "responden": figure(survei.responden),
        "indeks": figure(survei.indeks),
        "mutu": survei.mutu,
        "kinerja": survei.kinerja,
        "unsur": [
            {"nama": u.nama, "rata_rata": figure(u.rata_rata), "konversi": figure(u.konversi), "mutu": u.mutu}
            for u in survei.unsur
        ],
    }


def _pertumbuhan(growth: Pertumbuhan) -> dict[str, Any]:
    return {"tahun": growth.tahun, "selisih": figure(growth.selisih), "persen": figure(growth.persen)}


def _laju(pace: Laju) -> dict[str, Any]:
    return {
        "sejak": pace.sejak,
        "rata_rata": figure(pace.rata_rata),
        "perlu": figure(pace.perlu),
        "memadai": pace.memadai,
        "simpulan": pace.simpulan,
    }


def _bukti(bukti: Bukti, file: Berkas | None) -> dict[str, Any]:
    return {
        "berkas": bukti.berkas,
        "keterangan": bukti.keterangan,
        "ukuran": file.ukuran if file else None,
        "sha256": file.sha256 if file else None,
    }


def _saksi(found: Disaksikan) -> dict[str, Any]:
    return {
        "apa": found.saksi.apa,
        "nama": found.nama,
        "angka": _figure_or_none(found.angka),
        "nilai": figure(found.nilai),
        "toleransi": figure(found.toleransi),
        "cocok": found.cocok,
        "sumber": found.saksi.sumber,
        "halaman": found.saksi.halaman,
    }


def _banding(other: Banding) -> dict[str, Any]:
    return {
        "nama": other.nama,
        "tingkat": other.tingkat,
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


def _serapan(line: Serapan, goals: Mapping[str, list[str]]) -> dict[str, Any]:
    money = {name: figure(getattr(line, name)) for name in ("pagu_awal", "pagu", "realisasi", "sisa", "serapan")}
    return {
        "tingkat": line.tingkat,
        "kode": line.kode,
        "nama": line.nama,
        "sasaran": goals.get(line.kode, []),
        **money,
        "keluaran": {
            "nama": line.keluaran.nama,
            "target": figure(line.keluaran.target),
            "realisasi": figure(line.keluaran.realisasi),
        }
        if line.keluaran
        else None,
        "bagian": [_serapan(b, goals) for b in line.bagian],
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
