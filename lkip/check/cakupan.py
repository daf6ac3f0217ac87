"""How much of the report has what evaluators count: the share of each criterion of 88/2021 3.b, and their band."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.banding import tahun_lalu, tanpa_masa_lalu
from lkip.check.letak import letak_analisis
from lkip.check.triwulan import jatuh_tempo
from lkip.problem import Finding, Source

# So many that are missing are named.
_SEDIKIT = 3
# How evaluators grade a share: A above 90 percent, B above 75, and so on; E is the rest.
_PITA = (("A", 90), ("B", 75), ("C", 40), ("D", 10))


@dataclass(frozen=True)
class Cakupan:
    """A criterion of 88/2021 3.b: `n` of `m` have it. `kurang` are the codes that lack it.

    `beralasan` of those say why, or their cause is told elsewhere (no benchmark exists, a goal has no program);
    `ditagih` are the others.
    """

    kriteria: str
    apa: str
    satuan: Literal["indikator", "sasaran"]
    n: int
    m: int
    kurang: tuple[str, ...]
    beralasan: int = 0
    ditagih: tuple[str, ...] = ()

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
        """The share in words, with the first few that lack it."""
        more = ", …" if len(self.ditagih) > _SEDIKIT else ""
        owed = f"; belum: {', '.join(self.ditagih[:_SEDIKIT])}{more}" if self.ditagih else ""
        return f"{self.n} dari {self.m} {self.satuan} mempunyai {self.apa} ({self.kriteria}, pita {self.pita}{owed})"


def cakupan(laporan: Laporan) -> tuple[Cakupan, ...]:
    """Return the share of the indicators (of efficiency: goals) that have what each criterion of 3.b asks for."""
    due = [i for i in laporan.indikator if jatuh_tempo(i, laporan)]
    return tuple(
        _efisiensi(laporan) if test is None else _dari(kriteria, apa, [i for i in due if asked(laporan, i)], test, why)
        for kriteria, apa, asked, test, why in _tabel(laporan)
    )


_Uji = Callable[[CapaianIndikator], bool]
_Ditanya = Callable[[Laporan, CapaianIndikator], bool]


def _tabel(laporan: Laporan) -> tuple[tuple[str, str, _Ditanya, _Uji | None, _Uji], ...]:
    """Return by criterion: what it asks for, of which indicators, the test, and the test of a reason that answers it.

    The one place that says it: the working paper and the rule below read it here.
    """
    new = tanpa_masa_lalu(laporan)
    return (
        ("3.b.2", "realisasi", _setiap, _terisi, _tidak),
        ("3.b.3", "perbandingan dengan target tahunan", _setiap, lambda i: i.capaian.nilai is not None, _tidak),
        ("3.b.4", "perbandingan dengan target akhir Renstra", _setiap, _jangka_menengah, _tidak),
        (
            "3.b.5",
            "perbandingan dengan tahun sebelumnya",
            lambda laporan, _: laporan.sampai_triwulan is None,  # years are not compared with a part of one
            lambda i: _terisi(i) and bool(tahun_lalu(i, laporan.tahun)),
            lambda i: _terisi(i) and i.kode in new,
        ),
        ("3.b.6", "pembanding nasional atau internasional", _setiap, _tolok_ukur, _pembanding_lain),
        ("3.b.7", "penjelasan keberhasilan atau hambatan", _setiap, _dijelaskan, _tidak),
        ("3.b.8", "", _setiap, None, _tidak),
        (
            "3.b.9",
            "tindak lanjut (yang belum mencapai target)",
            lambda _, i: i.tercapai is False,
            _lanjut,
            _tidak,
        ),
    )


def _efisiensi(laporan: Laporan) -> Cakupan:
    lacking = [s for s in laporan.sasaran if s.efisiensi.selisih.nilai is None]
    owed = tuple(s.kode for s in lacking if s.efisiensi.program)
    goals, codes = len(laporan.sasaran), tuple(s.kode for s in lacking)
    have, reasons = goals - len(lacking), sum(not s.efisiensi.program for s in laporan.sasaran)
    return Cakupan("3.b.8", "angka efisiensi", "sasaran", have, goals, codes, reasons, owed)


def _dari(kriteria: str, apa: str, items: list[CapaianIndikator], test: _Uji, why: _Uji) -> Cakupan:
    lacking = [i for i in items if not test(i)]
    owed = tuple(i.kode for i in lacking if not why(i))
    codes, reasons = tuple(i.kode for i in lacking), len(lacking) - len(owed)
    return Cakupan(kriteria, apa, "indikator", len(items) - len(lacking), len(items), codes, reasons, owed)


def _setiap(_: Laporan, __: CapaianIndikator) -> bool:
    return True


def _tidak(_: CapaianIndikator) -> bool:
    return False


def _tolok_ukur(i: CapaianIndikator) -> bool:
    """Whether a realisasi stands beside a national or international figure: 3.b.6 counts no other benchmark."""
    return _terisi(i) and any(
        b.tingkat in ("nasional", "internasional") and (b.nilai.nilai is not None or b.nilai.teks) for b in i.pembanding
    )


def _pembanding_lain(i: CapaianIndikator) -> bool:
    """Whether there is another benchmark, or a reason why there is none."""
    return bool(i.pembanding or (i.bahan and i.bahan.alasan_tanpa_pembanding))


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
        said = "; ".join(c.kalimat for c in short)
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
