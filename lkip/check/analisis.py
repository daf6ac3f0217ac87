"""Rules about the analysis: of each indicator its own, with what follows from it, and the programs behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import ANALISIS, bernama, letak_analisis
from lkip.check.triwulan import jatuh_tempo
from lkip.model import Realisasi
from lkip.problem import Finding, Source

# Shorter texts ("tidak ada hambatan") are the same without being copied.
_PENDEK = 4


def _berkalimat(item: CapaianIndikator) -> bool:
    return item.bahan is not None and any(_kalimat(item.bahan))


def _ditulis(item: CapaianIndikator) -> str:
    return ", ".join(field for field, _, _ in _kalimat(item.bahan)) if item.bahan else ""


@aturan(
    "L16", "53/2014: Lampiran II, III.A.5", "88/2021: 3.b.7", pokok="indikator", lihat=_ditulis, berlaku=_berkalimat
)
def analisis_berbeda(laporan: Laporan) -> Iterator[Finding]:
    """Setiap indikator dijelaskan dengan kalimatnya sendiri, dan setiap tahun dengan kalimat tahun itu.

    Yang diminta ialah penyebab keberhasilan atau kegagalan sasaran ini, tahun ini. Kalimat yang sama di bawah beberapa
    indikator, atau yang disalin dari laporan tahun lalu, menunjukkan bahwa penyebabnya belum dicari.

    Perbaikan: tulis apa yang terjadi pada indikator ini pada tahun ini, dengan contoh yang dapat diperiksa.
    """
    last = next((y for y in laporan.bahan.lalu if y.tahun == laporan.tahun - 1), None)
    before = {(r.kode, *one[:2]) for u in last.realisasi for r in u.indikator for one in _kalimat(r)} if last else set()
    first: dict[str, str] = {}
    for item in laporan.indikator:
        for field, text, source in _kalimat(item.bahan) if item.bahan else ():
            other = first.setdefault(text, item.kode)
            if other != item.kode:
                what = f"{field} {bernama(item)} sama persis dengan tulisan untuk {other}"
                yield source, f"{what}; tulis yang terjadi pada indikator ini", "peringatan", item.kode
            elif (item.kode, field, text) in before:
                what = f"{field} {bernama(item)} sama persis dengan tahun {laporan.tahun - 1}"
                yield source, f"{what}; tulis yang terjadi pada tahun {laporan.tahun}", "peringatan", item.kode


def _kalimat(report: Realisasi) -> Iterator[tuple[str, str, Source]]:
    """Yield the analyses of a report, by their words alone: a number or a sign is soon changed."""
    for field in ANALISIS:
        words = re.findall(r"[^\W\d_]+", (getattr(report, field) or "").lower())
        if len(words) >= _PENDEK:
            yield field, " ".join(words), report.at(field)


@aturan(
    "L17",
    "88/2021: 3.b.9",
    pokok="indikator",
    lihat=lambda item: f"capaian {item.capaian.lengkap}",
    berlaku=lambda item: item.bahan is not None and item.tercapai is False,
)
def tindak_lanjut_ada(laporan: Laporan) -> Iterator[Finding]:
    """Indikator yang belum mencapai target mempunyai tindak lanjut.

    Laporan kinerja dipakai untuk memperbaiki kinerja berikutnya: sesudah hambatan dan solusi tahun ini, pembaca mencari
    apa yang akan dikerjakan, oleh siapa, dan kapan.

    Perbaikan: isi tindak_lanjut pada realisasi indikator itu dengan langkah yang dapat diperiksa tahun depan.
    """
    for item in laporan.indikator:
        if item.bahan and item.tercapai is False and not item.bahan.tindak_lanjut:
            message = f"{bernama(item)} baru mencapai {item.capaian.lengkap} dan belum mempunyai tindak lanjut"
            mend = "isi tindak_lanjut: apa, oleh siapa, kapan"
            yield letak_analisis(item), f"{message}; {mend}", "peringatan", item.kode


@aturan("L28", "53/2014: Lampiran II, III.A.7", pokok="sasaran")
def analisis_program_ada(laporan: Laporan) -> Iterator[Finding]:
    """Setiap sasaran menjelaskan program dan kegiatan yang menunjang, atau yang menghambat, pencapaiannya.

    Analisis program adalah satu dari tujuh uraian yang dianjurkan bagi setiap sasaran strategis; tanpa itu tidak
    terlihat apakah anggaran menuju hasilnya.

    Perbaikan: isi analisis_program pada sekurangnya satu indikator sasaran itu: program dan sub kegiatan mana, dan apa
    akibatnya bagi hasil.
    """
    for goal in laporan.sasaran:
        reported = [i for i in goal.indikator if i.bahan and i.capaian.nilai is not None and jatuh_tempo(i, laporan)]
        if reported and not any(i.bahan and i.bahan.analisis_program for i in goal.indikator):
            message = f"sasaran {goal.kode} ({goal.nama}) belum mempunyai analisis program"
            mend = f"isi analisis_program, misalnya pada {reported[0].kode}"
            yield letak_analisis(reported[0]), f"{message}; {mend}", "peringatan", goal.kode
