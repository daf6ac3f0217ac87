"""Laporan → the rows that table and chart definitions name: what one line of a table can show, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from lkip.bilangan import angka
from lkip.capaian import (
    Angka,
    CapaianIndikator,
    CapaianSasaran,
    CapaianTujuan,
    Laporan,
    Serapan,
    angka_target,
    cara_hitung,
    desimal,
    rupiah,
)
from lkip.model import PerjanjianKinerja

Row = Mapping[str, Any]
# What a template says beside a table's name, to choose from its rows: `sasaran`, `indikator`, `pk`.
Pilihan = Mapping[str, str]

RowSource = Callable[[Laporan, Pilihan], Iterator[Row]]


# Judgements as one reads them.
_TERCAPAI = {True: "tercapai", False: "belum tercapai", None: "belum dapat dinilai"}
_BUKTI = {
    "tanda-tangan": "berkas tanda tangan",
    "tag": "tag bertanda tangan",
    "tinjauan": "tinjauan yang tercatat",
    "pindaian": "pindaian tanda tangan basah",
}
_COCOK = {True: "cocok", False: "tidak cocok", None: "tidak dapat dibandingkan"}


def _goals(laporan: Laporan, pilihan: Pilihan) -> Iterator[tuple[int, CapaianSasaran]]:
    for nomor, sasaran in enumerate(laporan.sasaran, start=1):
        if pilihan.get("sasaran", sasaran.kode) == sasaran.kode:
            yield nomor, sasaran


def _indikator(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    items = [(n, s, i) for n, s in _goals(laporan, pilihan) for i in s.indikator]
    for nomor, (nomor_sasaran, sasaran, indikator) in enumerate(items, start=1):
        if pilihan.get("indikator", indikator.kode) == indikator.kode:
            yield {"nomor": nomor, "nomor_sasaran": nomor_sasaran, "sasaran": sasaran, "indikator": indikator}


def _indikator_tahun(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    for row in _indikator(laporan, pilihan):
        for tahun in row["indikator"].tahun:
            if tahun.tahun in laporan.tahun_tampil:
                yield {**row, "tahun": tahun}


def _pertumbuhan(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """This year against each of the earlier years that are shown."""
    for row in _indikator(laporan, pilihan):
        past = {t.tahun: t for t in row["indikator"].tahun}
        for growth in row["indikator"].pertumbuhan:
            if growth.tahun in laporan.tahun_tampil:
                yield {**row, "tahun": past[growth.tahun], "pertumbuhan": growth}


def _pandangan(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """An indicator as one reads it: this year, on the way to the end of the Renstra, over the years."""
    for row in _indikator(laporan, pilihan):
        yield {**row, "hasil": _TERCAPAI[row["indikator"].tercapai]}


def _triwulan(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """The quarters of the indicators whose agreement gives each quarter a target."""
    for row in _indikator(laporan, pilihan):
        item: CapaianIndikator = row["indikator"]
        if any(t.nilai is not None for t in item.target_triwulan):
            # A part-year report ends at its last quarter: `sampai` is shorter there.
            for upto, target, realisasi in zip(item.sampai, item.target_triwulan, item.triwulan, strict=False):
                yield {**row, "sampai": upto, "target": target, "realisasi": realisasi}


def _bagian(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    for row in _indikator(laporan, pilihan):
        for part in row["indikator"].bagian:
            yield {**row, "bagian": part}


def _survei(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    for row in _indikator(laporan, pilihan):
        for survei in row["indikator"].survei:
            yield {**row, "survei": survei}


def _unsur(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    for row in _survei(laporan, pilihan):
        for nomor, unsur in enumerate(row["survei"].unsur, start=1):
            yield {**row, "nomor": nomor, "unsur": unsur}


def _saksi(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    """What signed papers of others say beside what was computed."""
    for nomor, found in enumerate(laporan.saksi, start=1):
        yield {"nomor": nomor, "saksi": found, "hasil": _COCOK[found.cocok]}


def _indikator_renstra(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    for row in _indikator(laporan, pilihan):
        for tahun in row["indikator"].target_renstra:
            yield {**row, "tahun": tahun}


def _kualitas(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """The indicators that say how good their data are."""
    yield from (row for row in _indikator(laporan, pilihan) if row["indikator"].indikator.kualitas_data)


def _pembanding(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    for row in _indikator(laporan, pilihan):
        for pembanding in row["indikator"].pembanding:
            yield {**row, "pembanding": pembanding}


def _tindak_lanjut(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    for row in _indikator(laporan, pilihan):
        if row["indikator"].bahan and row["indikator"].bahan.tindak_lanjut:
            yield row


def _bukti(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    folder = f"{laporan.tahun}/bukti/"
    files = {f.path.removeprefix(folder): f for f in laporan.bahan.berkas if f.path.startswith(folder)}
    for row in _indikator(laporan, pilihan):
        for bukti in row["indikator"].bahan.bukti if row["indikator"].bahan else ():
            if berkas := files.get(bukti.berkas):
                yield {**row, "bukti": bukti, "berkas": berkas, "ukuran": Angka(Decimal(berkas.ukuran), "bita", 0)}


def _unit(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """The indicators by the unit in charge, in the order of the units."""
    rows = list(_indikator(laporan, pilihan))
    for unit in laporan.bahan.instansi.unit:
        for row in rows:
            if row["indikator"].indikator.penanggung_jawab == unit.kode:
                yield {**row, "unit": unit}


def dibatasi(part: Laporan | CapaianTujuan | CapaianSasaran) -> bool:
    """Whether the bounds of the policy changed a mean."""
    return part.tanpa_batas.nilai != part.capaian.nilai


def _tujuan(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    for nomor, tujuan in enumerate(laporan.tujuan, start=1):
        yield {"nomor": nomor, "tujuan": tujuan}


def _sasaran(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    aims = {s.kode: t for t in laporan.tujuan for s in t.sasaran}
    for nomor, sasaran in _goals(laporan, pilihan):
        yield {"nomor": nomor, "tujuan": aims[sasaran.kode], "sasaran": sasaran}


def _sasaran_program(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """The programs that support a goal, with their kegiatan."""
    for _, sasaran in _goals(laporan, pilihan):
        for program in sasaran.efisiensi.program:
            yield {"sasaran": sasaran, "anggaran": program, "tebal": True}
            for kegiatan in program.bagian:
                yield {"sasaran": sasaran, "anggaran": kegiatan}


def _program(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    plans = {p.kode: p for p in laporan.bahan.renja.program}
    promised = _promised(laporan.bahan.perjanjian_kinerja)
    for nomor, line in enumerate(laporan.anggaran.bagian, start=1):
        yield {"nomor": nomor, "anggaran": line, "renja": plans[line.kode], "perjanjian": promised.get(line.kode)}


def _promised(pk: PerjanjianKinerja) -> dict[str, dict[str, Any]]:
    return {p.kode: {"anggaran": rupiah(p.anggaran), "keterangan": p.keterangan} for p in pk.program}


def _agreement(laporan: Laporan, pilihan: Pilihan) -> PerjanjianKinerja:
    """The agreement of a kind (`murni`, `perubahan`); without a choice the one in force."""
    found = [pk for pk in laporan.bahan.perjanjian if pk.jenis == pilihan.get("pk", pk.jenis)]
    return found[-1]


def _pk_indikator(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    promised = {t.kode: t for t in _agreement(laporan, pilihan).indikator}
    for row in _indikator(laporan, pilihan):
        item = row["indikator"]
        if found := promised.get(item.kode):
            yield {**row, "target": angka_target(item.indikator, found, found.target, "belum ditetapkan")}


def _janji(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """Every indicator with its target of the whole year, also where the report is of a part of it."""
    whole = laporan.sampai_triwulan is None
    promised = {} if whole else {row["indikator"].kode: row["target"] for row in _pk_indikator(laporan, pilihan)}
    for row in _indikator(laporan, pilihan):
        item = row["indikator"]
        yield {**row, "target": item.target if whole else promised.get(item.kode)}


def _pk_program(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    pk = _agreement(laporan, pilihan)
    names = {p.kode: p.nama for p in laporan.bahan.renja.program}
    for nomor, (kode, promised) in enumerate(_promised(pk).items(), start=1):
        yield {"nomor": nomor, "kode": kode, "nama": names.get(kode, kode), **promised}


def _pk_jumlah(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    total = sum((p.anggaran for p in _agreement(laporan, pilihan).program), Decimal(0))
    yield {"anggaran": rupiah(total), "keterangan": "", "tebal": True}


def _anggaran(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    def lines(parts: tuple[Serapan, ...]) -> Iterator[Row]:
        for line in parts:
            output = line.keluaran or {"target": "", "realisasi": "", "satuan": ""}
            yield {"anggaran": line, "keluaran": output, "tebal": line.tingkat == "program"}
            yield from lines(line.bagian)

    yield from lines(laporan.anggaran.bagian)


def _jumlah(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    promised = {"anggaran": laporan.anggaran_perjanjian, "keterangan": ""}
    output = {"target": "", "realisasi": "", "satuan": ""}
    yield {"anggaran": laporan.anggaran, "keluaran": output, "perjanjian": promised, "tebal": True}


def _riwayat_anggaran(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    for line in laporan.riwayat_anggaran[:-1]:
        yield {"riwayat": line}


def _riwayat_jumlah(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    yield {"riwayat": laporan.riwayat_anggaran[-1], "tebal": True}


def _riwayat_tahun(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    for line in laporan.riwayat_anggaran[:-1]:
        for tahun in line.tahun:
            if tahun.tahun in laporan.tahun_tampil:
                yield {"riwayat": line, "tahun": tahun}


def _riwayat_tahun_jumlah(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    for tahun in (t for t in laporan.riwayat_anggaran[-1].tahun if t.tahun in laporan.tahun_tampil):
        yield {"riwayat": laporan.riwayat_anggaran[-1], "tahun": tahun, "label": f"Jumlah {tahun.tahun}"}


def _sub_kegiatan(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    for program in laporan.bahan.renja.program:
        yield {"nama": program.nama, "keluaran": "", "target": "", "satuan": "", "tebal": True}
        for sub in (s for kegiatan in program.kegiatan for s in kegiatan.sub_kegiatan):
            target = Angka(sub.target, sub.satuan, desimal(sub.target))
            yield {"nama": sub.nama, "keluaran": sub.keluaran, "target": target, "satuan": sub.satuan}


def _langkah(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    for langkah in laporan.bahan.sop.langkah:
        yield {
            "langkah": langkah,
            "penentu": langkah.diselesaikan_oleh,
            "bukti": tuple(_BUKTI[kind] for kind in langkah.bukti),
            "perintah": f"./inv {langkah.tugas}" if langkah.tugas else None,
        }


def _kelas(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    above: Decimal | None = None
    for nomor, kelas in enumerate(laporan.skala.kelas, start=1):
        low = angka(kelas.mulai)
        span = f"{low} ke atas" if above is None else f"{low} sampai di bawah {angka(above)}"
        if kelas is laporan.skala.kelas[-1] and above is not None:  # what lies below it is classed there too
            span = f"di bawah {angka(above)}"
        yield {"nomor": nomor, "kelas": kelas, "rentang": span}
        above = kelas.mulai


def _hasil(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    for _, sasaran in _goals(laporan, pilihan):
        yield {"laporan": laporan, "sasaran": sasaran, "kosong": "", "tebal": True}
        return


def _hasil_tanpa_batas(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """The mean of a goal as it would be without bounds, where they changed it."""
    yield from (row for row in _hasil(laporan, pilihan) if dibatasi(row["sasaran"]))


def _keadaan(nama: str, *, jumlah: bool) -> RowSource:
    """The rows of a group of `laporan.keadaan`: its parts, or its total."""

    def rows(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
        group = getattr(laporan.keadaan, nama)
        for nomor, part in enumerate(group[-1:] if jumlah else group[:-1], start=1):
            yield {"nomor": nomor, nama: part}

    return rows


def _barang(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    for nomor, barang in enumerate(laporan.keadaan.barang, start=1):
        yield {"nomor": nomor, "barang": barang}


def _isu(laporan: Laporan, _: Pilihan) -> Iterator[Row]:
    names = {s.kode: s.nama for s in laporan.sasaran}
    for nomor, isu in enumerate(laporan.bahan.profil.isu_strategis, start=1):
        answered = "; ".join(f"{kode} {names[kode]}" for kode in isu.sasaran if kode in names)
        yield {"nomor": nomor, "isu": isu, "sasaran": answered}


def _hitungan(laporan: Laporan, pilihan: Pilihan) -> Iterator[Row]:
    """How every figure came to be; a figure without value says why, once for the rows that follow each other."""
    above: tuple[str, str | None] | None = None
    for found in cara_hitung(laporan):
        if pilihan.get("indikator", found.kode) == found.kode:
            figure = found.angka
            reason = (found.kelompok, figure.alasan)
            why = "sebabnya sama dengan di atas" if reason == above else figure.alasan
            known = figure.nilai is not None or figure.teks
            cara = figure.cara if known else f"belum tersedia: {why}"
            above = None if known else reason
            place = f"hitung-{figure.kunci}" if figure.kunci else ""
            yield {"hitungan": found, "cara": cara, "hasil": figure.lengkap, "jangkar": place}


ROWS: Mapping[str, RowSource] = {
    "anggaran": _anggaran,
    "bagian": _bagian,
    "barang": _barang,
    "bukti": _bukti,
    "desa": _keadaan("desa", jumlah=False),
    "desa_jumlah": _keadaan("desa", jumlah=True),
    "golongan": _keadaan("golongan", jumlah=False),
    "golongan_jumlah": _keadaan("golongan", jumlah=True),
    "hasil": _hasil,
    "hasil_tanpa_batas": _hasil_tanpa_batas,
    "hitungan": _hitungan,
    "indikator": _indikator,
    "indikator_renstra": _indikator_renstra,
    "indikator_tahun": _indikator_tahun,
    "isu": _isu,
    "janji": _janji,
    "jumlah": _jumlah,
    "kelas": _kelas,
    "kualitas": _kualitas,
    "langkah": _langkah,
    "pandangan": _pandangan,
    "pembanding": _pembanding,
    "pendidikan": _keadaan("pendidikan", jumlah=False),
    "pendidikan_jumlah": _keadaan("pendidikan", jumlah=True),
    "pertumbuhan": _pertumbuhan,
    "pk_indikator": _pk_indikator,
    "pk_jumlah": _pk_jumlah,
    "pk_program": _pk_program,
    "program": _program,
    "riwayat_anggaran": _riwayat_anggaran,
    "riwayat_jumlah": _riwayat_jumlah,
    "riwayat_tahun": _riwayat_tahun,
    "riwayat_tahun_jumlah": _riwayat_tahun_jumlah,
    "saksi": _saksi,
    "sasaran": _sasaran,
    "sasaran_program": _sasaran_program,
    "sub_kegiatan": _sub_kegiatan,
    "survei": _survei,
    "tindak_lanjut": _tindak_lanjut,
    "triwulan": _triwulan,
    "tujuan": _tujuan,
    "unit": _unit,
    "unsur": _unsur,
}
