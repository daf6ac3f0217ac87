"""Rules about figures that are not plain results: a capaian set by judgement, a provisional realisasi."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import dilaporkan, lihat_capaian, lihat_realisasi
from lkip.problem import Finding, Level


@aturan("L03", "53/2014: Lampiran III, daftar uji II.5", pokok="indikator", lihat=lihat_capaian, berlaku=dilaporkan)
def capaian_manual_beralasan(laporan: Laporan) -> Iterator[Finding]:
    """Capaian hanya ditulis sendiri pada indikator berpolaritas manual, bersama realisasi dan alasannya.

    Capaian yang dapat dihitung tidak diketik, supaya selalu sama dengan hasil hitungnya. Capaian yang ditetapkan dengan
    pertimbangan harus menyebut pertimbangannya agar dapat diyakini ketika direviu.

    Perbaikan: hapus capaian_manual pada indikator yang dihitung; pada indikator manual isi realisasi, capaian_manual,
    dan alasan_manual.
    """
    due: Level = "galat" if laporan.bahan.dokumen.status == "final" else "peringatan"
    for item in laporan.indikator:
        report, kode = item.bahan, item.kode
        if report is None:
            continue
        fields = [n for n in ("capaian_manual", "alasan_manual") if getattr(report, n) is not None]
        if item.indikator.polaritas != "manual":
            for name in fields:
                message = f"capaian {kode} dihitung, karena berpolaritas {item.indikator.polaritas}; hapus {name}"
                yield report.at(name), message, "galat", kode
        elif not _berisi(item):
            # In a part-year report what belongs to the whole year may be there already; it is only not used yet.
            for name in fields[:1] if laporan.sampai_triwulan is None else ():
                message = f"{kode} belum mempunyai realisasi; isi realisasinya, atau hapus {' dan '.join(fields)}"
                yield report.at(name), message, "galat", kode
        elif not fields:
            yield report.at(), f"{kode} berpolaritas manual; isi capaian_manual dan alasan_manual", due, kode
        elif len(fields) == 1:
            other = "alasan_manual" if fields == ["capaian_manual"] else "capaian_manual"
            yield report.at(fields[0]), f"{fields[0]} {kode} harus disertai {other}; tambahkan", "galat", kode


def _berisi(item: CapaianIndikator) -> bool:
    """Whether the year has a realisasi, as a number or in words."""
    return item.realisasi.nilai is not None or bool(item.realisasi.teks)


@aturan(
    "L34",
    "53/2014: Lampiran III, daftar uji II.5",
    pokok="indikator",
    lihat=lihat_realisasi,
    berlaku=lambda item: item.bahan is not None and item.bahan.sementara is not None,
)
def sementara_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Tanda sementara hanya ada pada angka yang sudah diisi, dan dokumen final tidak memuat angka sementara.

    Angka sementara boleh dipakai selama laporan disusun, asalkan ditandai. Dalam laporan yang sudah final, angka yang
    masih akan berubah tidak dapat diyakini.

    Perbaikan: ganti dengan angka tetap dan hapus isian sementara; bila angkanya belum pasti, biarkan dokumen berstatus
    draf.
    """
    final = laporan.bahan.dokumen.status == "final"
    for item in laporan.indikator:
        if item.bahan is None or item.bahan.sementara is None:
            continue
        source = item.bahan.at("sementara")
        if not _berisi(item) and all(q.nilai is None for q in item.triwulan):
            message = (
                f"{item.kode} ditandai sementara, tetapi belum mempunyai angka; isi angkanya, atau hapus sementara"
            )
            yield source, message, "galat", item.kode
        elif final:
            message = f"angka {item.kode} masih sementara, tetapi dokumen sudah final; ganti dengan angka tetap"
            yield source, f"{message} dan hapus isian sementara, atau jadikan dokumen draf", "galat", item.kode
    known = {i.kode for i in laporan.indikator}
    reports = [(y.tahun, r) for y in laporan.bahan.lalu for u in y.realisasi for r in u.indikator]
    for tahun, report in reports if final else ():
        if report.sementara is not None and report.kode in known:
            message = f"angka {report.kode} tahun {tahun} masih sementara, tetapi dipakai dalam dokumen yang final"
            yield (
                report.at("sementara"),
                f"{message}; ganti dengan angka tetap dan hapus isian sementara",
                "galat",
                report.kode,
            )
