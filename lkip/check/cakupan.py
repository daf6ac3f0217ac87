"""How much of the report has what evaluators count: the share of each criterion of 88/2021 3.b, and their band."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.banding import tahun_lalu, tanpa_masa_lalu
from lkip.check.letak import letak_analisis
from lkip.check.triwulan import jatuh_tempo
from lkip.problem import Finding, Source

# How evaluators grade a share: A above 90 percent, B above 75, and so on; E is the rest.
_PITA = (("A", 90), ("B", 75), ("C", 40), ("D", 10))


@dataclass(frozen=True)
class Cakupan:
    """A criterion of 88/2021 3.b: `n` of `m` have it. `kurang` are the codes that lack it.

    `beralasan` of those say why, or their cause is told elsewhere (no benchmark exists, a goal has no program).
    """

    kriteria: str
    apa: str
    satuan: Literal["indikator", "sasaran"]
    n: int
    m: int
    kurang: tuple[str, ...]
    beralasan: int = 0

    @property
    def persen(self) -> Decimal | None:
        """The share in percent; None where there is nothing to count."""
        return Decimal(100 * self.n) / self.m if self.m else None

    @property
    def pita(self) -> str:
        """The evaluator's band, A to E; "–" where there is nothing to count."""
        share = self.persen
        return "–" if share is None else next((name for name, above in _PITA if share > above), "E")

    @property
    def kalimat(self) -> str:
        """The share in words."""
        return f"{self.n} dari {self.m} {self.satuan} mempunyai {self.apa}"


def cakupan(laporan: Laporan) -> tuple[Cakupan, ...]:
    """Return the share of the indicators (of efficiency: goals) that have what each criterion of 3.b asks for."""
    due = [i for i in laporan.indikator if jatuh_tempo(i, laporan)]
    missed = [i for i in due if i.tercapai is False]
    compared = {i.kode for i in due if _terisi(i) and tahun_lalu(i, laporan.tahun)}
    elsewhere = {i.kode for i in due if i.pembanding}
    new = sum(_terisi(i) and i.kode not in compared and i.kode in tanpa_masa_lalu(laporan) for i in due)
    reasons = sum(bool(i.bahan and i.bahan.alasan_tanpa_pembanding and not i.pembanding) for i in due)
    efficient = [s for s in laporan.sasaran if s.efisiensi.selisih.nilai is not None]
    lacking = tuple(s.kode for s in laporan.sasaran if s not in efficient)
    goals, unsupported = len(laporan.sasaran), sum(not s.efisiensi.program for s in laporan.sasaran)
    return (
        _dari("3.b.2", "realisasi", due, {i.kode for i in due if _terisi(i)}),
        _dari("3.b.3", "perbandingan dengan target tahunan", due, {i.kode for i in due if i.capaian.nilai is not None}),
        _dari("3.b.4", "perbandingan dengan target akhir Renstra", due, {i.kode for i in due if _jangka_menengah(i)}),
        _dari("3.b.5", "perbandingan dengan tahun sebelumnya", due, compared, new),
        _dari("3.b.6", "pembanding di luar kecamatan", due, elsewhere, reasons),
        _dari("3.b.7", "penjelasan keberhasilan atau hambatan", due, {i.kode for i in due if _dijelaskan(i)}),
        Cakupan("3.b.8", "angka efisiensi", "sasaran", len(efficient), goals, lacking, unsupported),
        _dari("3.b.9", "tindak lanjut (yang belum mencapai target)", missed, {i.kode for i in missed if _lanjut(i)}),
    )


def _dari(kriteria: str, apa: str, items: list[CapaianIndikator], have: set[str], beralasan: int = 0) -> Cakupan:
    lacking = tuple(i.kode for i in items if i.kode not in have)
    return Cakupan(kriteria, apa, "indikator", len(items) - len(lacking), len(items), lacking, beralasan)


def _terisi(item: CapaianIndikator) -> bool:
    return item.realisasi.nilai is not None or bool(item.realisasi.teks)


def _jangka_menengah(item: CapaianIndikator) -> bool:
    """Whether what was reached stands beside the target of the plan's end (words cannot be held against it)."""
    return item.kemajuan.nilai is not None or (_terisi(item) and bool(item.target_akhir.teks))


def _dijelaskan(item: CapaianIndikator) -> bool:
    report = item.bahan
    return bool(report and (report.faktor_pendukung or report.faktor_penghambat))


def _lanjut(item: CapaianIndikator) -> bool:
    return bool(item.bahan and item.bahan.tindak_lanjut)


@aturan("L33", "88/2021: 3.b")
def cakupan_pelaporan(laporan: Laporan) -> Iterator[Finding]:
    """Dalam dokumen final lebih dari 90 persen indikator mempunyai setiap uraian yang dihitung evaluator.

    Kriteria 3.b.2 sampai 3.b.9 dijawab menurut bagian indikator yang memenuhinya: di atas 90 persen A, di atas 75
    persen B, di atas 40 persen C, di atas 10 persen D, selebihnya E. Pembanding yang dijelaskan ketiadaannya,
    dan tahun lalu bagi indikator baru, tidak ditegur di sini.

    Perbaikan: lengkapi isian yang disebut pada indikator yang belum memilikinya.
    """
    if laporan.bahan.dokumen.status != "final" or laporan.sampai_triwulan:
        return
    short = [c for c in cakupan(laporan) if c.pita not in ("A", "–") and not _terjawab(c)]
    if short:
        said = "; ".join(f"{c.kalimat} ({c.kriteria}, pita {c.pita})" for c in short)
        yield _letak(laporan, short[0]), f"cakupan di bawah pita A: {said}; lengkapi yang belum", "catatan", ""


def _letak(laporan: Laporan, one: Cakupan) -> Source:
    """Return where the first indicator that lacks something is analysed; a goal stands in the Renstra."""
    for item in (i for i in laporan.indikator if i.kode in one.kurang and i.bahan):
        return letak_analisis(item)
    goals = (s.sasaran.at("kode") for s in laporan.sasaran if s.kode in one.kurang)
    return next(goals, laporan.bahan.dokumen.at("status"))


def _terjawab(one: Cakupan) -> bool:
    """Whether a criterion would have band A if a reason counted as an answer."""
    return replace(one, n=one.n + one.beralasan).pita == "A"
