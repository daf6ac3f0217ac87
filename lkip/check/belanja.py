"""Rules about money and copied rows: budget that was not spent, goals without efficiency, lines that are twins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from lkip.capaian import Angka, Laporan
from lkip.check.aturan import aturan
from lkip.check.keluaran import dijelaskan
from lkip.check.letak import bernama
from lkip.model import AnggaranSubKegiatan, Realisasi, Triwulan
from lkip.problem import Finding, Source

_RENDAH = 75


@aturan(
    "L20",
    "53/2014: Lampiran II, III.B",
    "88/2021: 3.c.4",
    pokok="program",
    bila=lambda laporan: laporan.sampai_triwulan is None,
)
def anggaran_terserap(laporan: Laporan) -> Iterator[Finding]:
    """Anggaran yang tidak terserap dijelaskan.

    Realisasi nol pada pagu yang ada, atau serapan program di bawah 75 persen, adalah yang pertama ditanyakan pembaca:
    apakah kegiatannya batal, ditunda, atau angkanya belum masuk.

    Perbaikan: cocokkan dengan laporan realisasi anggaran, lalu jelaskan sebabnya di narasi/realisasi-anggaran.md dengan
    menyebut nama programnya (atau nama sub kegiatannya); hambatan indikator yang menyebut anggarannya juga dihitung.
    """
    names = {s.kode: s.nama for p in laporan.bahan.renja.program for k in p.kegiatan for s in k.sub_kegiatan}
    for line in laporan.bahan.anggaran.sub_kegiatan:
        name = names.get(line.kode, line.kode)
        if line.pagu > 0 and line.realisasi == 0 and not dijelaskan(laporan, line.kode, name):
            what = f"realisasi {line.kode} ({name}) nol, padahal pagunya {Angka(line.pagu, 'Rp', 0).lengkap}"
            mend = "periksa angkanya, lalu jelaskan sebabnya di narasi"
            yield line.at("realisasi"), f"{what}; {mend}", "peringatan", line.kode
    told = next((p.path for p in laporan.bahan.narasi if p.nama == "realisasi-anggaran"), "")
    programs = {p.kode: p for p in laporan.bahan.renja.program}
    for program in laporan.anggaran.bagian:
        low = program.serapan.terlihat
        if low is not None and 0 < low < _RENDAH and not dijelaskan(laporan, program.kode, program.nama):
            what = f"serapan program {program.kode} ({program.nama}) hanya {program.serapan.lengkap}"
            mend = "jelaskan sebabnya di narasi/realisasi-anggaran.md"
            place = Source(told) if told else programs[program.kode].at("kode")
            message = f"{what} dan belum dijelaskan; {mend} dengan menyebut {{{{{program.kode}.nama}}}}"
            yield place, message, "peringatan", program.kode


def _final_setahun(laporan: Laporan) -> bool:
    return laporan.bahan.dokumen.status == "final" and laporan.sampai_triwulan is None


@aturan("L18", "53/2014: Lampiran II, III.A.6", "88/2021: 3.b.8", pokok="sasaran", bila=_final_setahun)
def efisiensi_ada(laporan: Laporan) -> Iterator[Finding]:
    """Dalam dokumen final setiap sasaran mempunyai angka efisiensi penggunaan sumber daya.

    Laporan kinerja diminta memuat efisiensi setiap sasaran; angkanya dihitung dari capaian sasaran dan serapan program
    yang mendukungnya, sehingga bila kosong ada yang belum diisi.

    Perbaikan: lengkapi realisasi indikator sasaran itu, dan kaitkan sekurangnya satu program berpagu di renja.yml.
    """
    for goal in laporan.sasaran:
        figure = goal.efisiensi.selisih
        # A goal without any program is told where the plan is checked.
        if figure.nilai is None and goal.efisiensi.program:
            why = figure.alasan or "datanya belum lengkap"
            message = f"sasaran {goal.kode} ({goal.nama}) belum mempunyai angka efisiensi: {why}"
            yield goal.sasaran.at("kode"), f"{message}; lengkapi sebelum dokumen final", "peringatan", goal.kode


@aturan("L21", "53/2014: Lampiran III.II.5")
def baris_kembar(laporan: Laporan) -> Iterator[Finding]:
    """Tidak ada dua baris anggaran atau dua indikator dengan angka yang persis sama.

    Pagu dan realisasi yang sama sampai rupiah terakhir, atau deretan triwulan yang sama, biasanya baris yang disalin
    dan lupa diganti.

    Perbaikan: cocokkan kedua baris dengan sumbernya. Bila memang sama, catat di pengecualian.yml.
    """
    lines: dict[tuple[object, object], str] = {}
    for line in laporan.bahan.anggaran.sub_kegiatan:
        if line.pagu > 0 and line.realisasi > 0:
            other = lines.setdefault((line.pagu, line.realisasi), line.kode)
            if other != line.kode:
                both = f"pagu dan realisasi {line.kode} persis sama dengan {other}"
                yield (
                    line.at("pagu"),
                    f"{both}; mungkin baris tersalin, periksa dengan sumbernya",
                    "peringatan",
                    line.kode,
                )
    quarters: dict[tuple[object, ...], str] = {}
    for item in laporan.indikator:
        if (key := _deretan(item.bahan)) and item.bahan:
            other = quarters.setdefault(key, item.kode)
            if other != item.kode:
                message = f"angka triwulan {bernama(item)} persis sama dengan {other}"
                source = item.bahan.at("triwulan" if item.bahan.triwulan else "pembilang")
                mend = "mungkin tersalin, periksa dengan buktinya"
                yield source, f"{message}; {mend}", "peringatan", item.kode


def _deretan(report: Realisasi | None) -> tuple[object, ...]:
    """Return a report's quarters, where they hold enough different figures to be told from others."""
    if report is None:
        return ()
    given = [q for q in (report.triwulan, report.pembilang, report.penyebut) if isinstance(q, Triwulan)]
    figures = tuple(value for q in given for value in q.nilai)
    known = [value for value in figures if value is not None]
    steps = {later - earlier for earlier, later in pairwise(known)}
    # 25, 50, 75, 100: the same progress in equal steps is common.
    return figures if len(set(known)) > 1 and (len(known) < 3 or len(steps) > 1) else ()


# Two lines that changed places: each is as near to the other's last year as this, and as far from its own.
_DEKAT, _JAUH = Decimal("1.15"), Decimal("1.2")


@aturan(
    "L21",
    "53/2014: Lampiran III.II.5",
    bila=lambda laporan: any(year.tahun == laporan.tahun - 1 for year in laporan.bahan.lalu),
)
def baris_tertukar(laporan: Laporan) -> Iterator[Finding]:
    """Pagu dua baris anggaran dalam satu program tidak bertukar tempat terhadap tahun lalu.

    Pagu sub kegiatan yang berulang berubah sedikit demi sedikit. Dua pagu yang masing-masing mendekati pagu tahun lalu
    dari baris lainnya biasanya angka yang tertulis pada baris yang salah; jumlah programnya tetap sama sehingga tidak
    terlihat pada jumlah.

    Perbaikan: cocokkan kedua baris dengan dokumen pelaksanaan anggarannya, lalu tukarkan kembali. Bila pagunya memang
    berubah demikian, catat alasannya di pengecualian.yml.
    """
    last = next((year.anggaran for year in laporan.bahan.lalu if year.tahun == laporan.tahun - 1), None)
    before = {line.kode: line.pagu for line in last.sub_kegiatan} if last else {}
    moved = [line for line in laporan.bahan.anggaran.sub_kegiatan if _berubah(line, before)]
    for number, line in enumerate(moved):
        for other in moved[:number]:
            if _seprogram(line, other) and _bersilang(line, other, before):
                both = f"pagu {line.kode} mendekati pagu {other.kode} tahun {laporan.tahun - 1}, dan sebaliknya"
                yield line.at("pagu"), f"{both}; mungkin tertukar, periksa keduanya", "peringatan", line.kode


def _kali(one: Decimal, other: Decimal) -> Decimal:
    """How many times the larger of two sums is the smaller."""
    return max(one, other) / min(one, other)


def _berubah(line: AnggaranSubKegiatan, before: Mapping[str, Decimal]) -> bool:
    was = before.get(line.kode, Decimal(0))
    return was > 0 and line.pagu > 0 and _kali(line.pagu, was) >= _JAUH


def _seprogram(line: AnggaranSubKegiatan, other: AnggaranSubKegiatan) -> bool:
    return line.kode.split(".")[:3] == other.kode.split(".")[:3]


def _bersilang(line: AnggaranSubKegiatan, other: AnggaranSubKegiatan, before: Mapping[str, Decimal]) -> bool:
    crossed = (_kali(line.pagu, before[other.kode]), _kali(other.pagu, before[line.kode]))
    return max(crossed) <= _DEKAT
