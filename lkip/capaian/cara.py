"""Every figure of a report that can say how it came to be, in the order of the lampiran *cara hitung*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkip.capaian.angka import Angka
from lkip.capaian.laporan import CapaianIndikator, CapaianSasaran, Laporan, RiwayatSerapan, Serapan


@dataclass(frozen=True)
class Hitungan:
    """One figure with what it is: the thing that it belongs to (code and name), its own name, the figure."""

    kode: str
    kelompok: str
    apa: str
    angka: Angka


def cara_hitung(laporan: Laporan) -> Iterator[Hitungan]:
    """Yield every figure with a name of its own once: the office, goals, indicators, then the budget."""
    yield Hitungan("", "Seluruh tujuan", f"Rata-rata capaian {laporan.tahun}", laporan.capaian)
    yield from _tanpa_batas("", "Seluruh tujuan", laporan.capaian, laporan.tanpa_batas)
    for tujuan in laporan.tujuan:
        named = f"Tujuan {tujuan.kode}: {tujuan.nama}"
        yield Hitungan(tujuan.kode, named, f"Capaian tujuan {laporan.tahun}", tujuan.capaian)
        yield from _tanpa_batas(tujuan.kode, named, tujuan.capaian, tujuan.tanpa_batas)
        for sasaran in tujuan.sasaran:
            yield from _sasaran(sasaran, laporan.tahun)
            for item in sasaran.indikator:
                yield from _indikator(item, laporan)
    yield from _anggaran(laporan)


def _tanpa_batas(kode: str, named: str, capaian: Angka, unbounded: Angka) -> Iterator[Hitungan]:
    """Yield the mean without the bounds of the policy, where they changed it."""
    if capaian.nilai != unbounded.nilai:
        yield Hitungan(kode, named, "Rata-rata tanpa batas", unbounded)


def _sasaran(goal: CapaianSasaran, tahun: int) -> Iterator[Hitungan]:
    named = f"Sasaran {goal.kode}: {goal.nama}"
    cost = goal.efisiensi
    yield Hitungan(goal.kode, named, f"Capaian sasaran {tahun}", goal.capaian)
    yield from _tanpa_batas(goal.kode, named, goal.capaian, goal.tanpa_batas)
    yield Hitungan(goal.kode, named, "Pagu program pendukung", cost.pagu)
    yield Hitungan(goal.kode, named, "Realisasi program pendukung", cost.realisasi)
    yield Hitungan(goal.kode, named, "Serapan program pendukung", cost.serapan)
    if cost.seharusnya is not None:
        yield Hitungan(goal.kode, named, "Anggaran yang seharusnya", cost.seharusnya)
    yield Hitungan(goal.kode, named, "Efisiensi", cost.selisih)
    if cost.nilai is not None:
        yield Hitungan(goal.kode, named, "Nilai efisiensi", cost.nilai)
    yield Hitungan(goal.kode, named, "Anggaran yang dihemat", cost.hemat)


def _indikator(item: CapaianIndikator, laporan: Laporan) -> Iterator[Hitungan]:
    named = f"{item.kode} {item.nama}"
    for year in item.tahun:
        for what, figure in (("Target", year.target), ("Realisasi", year.realisasi), ("Capaian", year.capaian)):
            yield Hitungan(item.kode, named, f"{what} {year.tahun}", figure)
    for part in item.bagian:
        if part.hasil.kunci:
            yield Hitungan(item.kode, named, f"Triwulan {part.triwulan}", part.hasil)
    for survey in item.survei:
        yield Hitungan(item.kode, named, f"Indeks survei triwulan {survey.triwulan}", survey.indeks)
    for upto in item.sampai:
        for what, figure in (("Target", upto.target), ("Realisasi", upto.realisasi), ("Capaian", upto.capaian)):
            yield Hitungan(item.kode, named, f"{what} sampai triwulan {upto.triwulan}", figure)
    if item.dibatasi:
        yield Hitungan(item.kode, named, "Capaian dalam rata-rata", item.dihitung)
    yield Hitungan(item.kode, named, "Perubahan dari tahun lalu", item.perubahan)
    for past in item.pertumbuhan:
        if past.selisih.kunci:
            yield Hitungan(item.kode, named, f"Selisih dengan tahun {past.tahun}", past.selisih)
        yield Hitungan(item.kode, named, f"Pertumbuhan dari tahun {past.tahun}", past.persen)
    yield Hitungan(item.kode, named, "Rata-rata realisasi selama Renstra", item.rata_rata_realisasi)
    yield Hitungan(item.kode, named, "Rata-rata capaian selama Renstra", item.rata_rata_capaian)
    yield Hitungan(item.kode, named, f"Target akhir Renstra {laporan.bahan.renstra.periode_akhir}", item.target_akhir)
    yield Hitungan(item.kode, named, "Tingkat kemajuan", item.kemajuan)
    for year in item.target_renstra:
        if year.capaian.kunci:
            yield Hitungan(item.kode, named, f"Capaian terhadap target Renstra {year.tahun}", year.capaian)
    yield Hitungan(item.kode, named, "Laju per tahun", item.laju.rata_rata)
    yield Hitungan(item.kode, named, "Laju yang diperlukan", item.laju.perlu)
    for other in item.pembanding:
        yield Hitungan(item.kode, named, f"Selisih dengan {other.nama}", other.selisih)


def _anggaran(laporan: Laporan) -> Iterator[Hitungan]:
    past = {r.kode: r for r in laporan.riwayat_anggaran}
    yield Hitungan("anggaran", "Seluruh anggaran", "Anggaran dalam perjanjian kinerja", laporan.anggaran_perjanjian)
    yield from _baris(laporan.anggaran, "Seluruh anggaran", past.pop("", None), laporan.tahun)
    yield from _bagian(laporan.anggaran, past, laporan.tahun)
    for line in past.values():  # programs of earlier years only
        yield from _tahun(line, f"{line.kode} {line.nama}", laporan.tahun)


def _bagian(line: Serapan, past: dict[str, RiwayatSerapan], tahun: int) -> Iterator[Hitungan]:
    for part in line.bagian:
        yield from _baris(part, f"{part.kode} {part.nama}", past.pop(part.kode, None), tahun)
        yield from _bagian(part, past, tahun)


_UANG = (
    ("Pagu awal", "pagu_awal"),
    ("Pagu", "pagu"),
    ("Realisasi", "realisasi"),
    ("Sisa", "sisa"),
    ("Serapan", "serapan"),
)


def _baris(line: Serapan, named: str, past: RiwayatSerapan | None, tahun: int) -> Iterator[Hitungan]:
    # Money given for a sub kegiatan is no calculation: its absorption is.
    shown = _UANG[-1:] if line.tingkat == "sub_kegiatan" else _UANG
    for what, name in shown:
        yield Hitungan(line.kode or "anggaran", named, f"{what} {tahun}", getattr(line, name))
    if past:
        yield from _tahun(past, named, tahun)


def _tahun(line: RiwayatSerapan, named: str, tahun: int) -> Iterator[Hitungan]:
    for year in line.tahun:
        if year.tahun != tahun:
            yield Hitungan(line.kode or "anggaran", named, f"Serapan {year.tahun}", year.serapan)
