"""Bahan → Laporan: every formula of the performance measurement, in Decimal, without I/O.

PermenPAN-RB 53/2014 prescribes what a report contains but no formula; formulas, bounds and scale are declared by
the office (`renstra.yml`, `instansi.yml`) and printed under the tables that use them. Nothing here raises for
want of data: what cannot be computed is an `Angka` without value that says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext
from typing import Literal

from lkip.bilangan import angka, half_up
from lkip.model import (
    AnggaranSubKegiatan,
    Bahan,
    Indikator,
    Kebijakan,
    Program,
    Realisasi,
    RumusCapaian,
    Sasaran,
    Skala,
    TahunIndikator,
    frozen,
)

SERATUS = Decimal(100)
# Far beyond what is shown; a result depends on nobody's default context.
_CONTEXT = Context(prec=34)
TRIWULAN = ("I", "II", "III", "IV")
# The quarters that must be filled before a year's figure exists (0 = triwulan I).
DIUKUR = {"triwulanan": (0, 1, 2, 3), "semesteran": (1, 3), "tahunan": (3,)}
KOSONG = "–"
# More years than these leave no room for their figures on a page.
TAHUN_TAMPIL = 5


@dataclass(frozen=True)
class Angka:
    """A figure: its exact value, how it is shown, and, where it has no value, why.

    `satuan` is "%" for percent, "Rp" for rupiah, else the indicator's unit; `desimal` how many decimals are shown.
    """

    nilai: Decimal | None
    satuan: str = ""
    desimal: int = 2
    alasan: str | None = None

    @property
    def tampil(self) -> str:
        """The figure as printed in a table, without its unit; a dash where there is none."""
        return KOSONG if self.nilai is None else angka(self.nilai, self.desimal)

    @property
    def lengkap(self) -> str:
        """The figure as written in a sentence: percent and rupiah carry their sign, other units are the writer's."""
        if self.nilai is None:
            return "belum tersedia"
        if self.satuan == "Rp":
            return f"-Rp{self.tampil[1:]}" if self.nilai < 0 else f"Rp{self.tampil}"
        return f"{self.tampil}%" if self.satuan.lower() in ("%", "persen") else self.tampil

    @property
    def bersatuan(self) -> str:
        """The figure with its unit, joined by a space at which no line breaks."""
        bare = self.nilai is None or self.lengkap != self.tampil or not self.satuan
        return self.lengkap if bare else f"{self.tampil}\u00a0{self.satuan}"


def persen(nilai: Decimal | str) -> Angka:
    """Return a percentage, or none with the reason."""
    return Angka(None, "%", alasan=nilai) if isinstance(nilai, str) else Angka(nilai, "%")


def rupiah(nilai: Decimal | str) -> Angka:
    """Return an amount of money in whole rupiah, or none with the reason."""
    return Angka(None, "Rp", 0, nilai) if isinstance(nilai, str) else Angka(nilai, "Rp", 0)


@frozen
class TahunCapaian:
    """Target, realisasi and capaian (percent, unbounded) of an indicator in one year; `tercetak` as printed then."""

    tahun: int
    target: Angka
    realisasi: Angka
    capaian: Angka
    tercetak: Angka | None = None
    sumber: str | None = None


@frozen
class CapaianIndikator:
    """What came of one indicator. `capaian` is as computed; `dihitung` is bounded by policy and goes into means."""

    indikator: Indikator
    unit: str
    target: Angka
    triwulan: tuple[Angka, ...]
    realisasi: Angka
    capaian: Angka
    dihitung: Angka
    kategori: str | None
    tahun: tuple[TahunCapaian, ...]
    perubahan: Angka
    target_renstra: tuple[TahunCapaian, ...]
    target_akhir: Angka
    kemajuan: Angka
    bahan: Realisasi | None

    @property
    def kode(self) -> str:
        """The indicator's code."""
        return self.indikator.kode

    @property
    def nama(self) -> str:
        """The indicator's name."""
        return self.indikator.nama

    @property
    def satuan(self) -> str:
        """The indicator's unit."""
        return self.indikator.satuan

    @property
    def dibatasi(self) -> bool:
        """Whether the bounds of the policy changed what goes into means."""
        return self.capaian.nilai != self.dihitung.nilai


@frozen
class CapaianSasaran:
    """A goal: the plain mean of its indicators' bounded capaian; `dinilai` of `jumlah` indicators have one."""

    sasaran: Sasaran
    indikator: tuple[CapaianIndikator, ...]
    capaian: Angka
    kategori: str | None
    dinilai: int
    jumlah: int

    @property
    def kode(self) -> str:
        """The goal's code."""
        return self.sasaran.kode

    @property
    def nama(self) -> str:
        """The goal's name."""
        return self.sasaran.nama


@frozen
class Serapan:
    """A budget line and its parts, in rupiah; `serapan` is realisasi over pagu in percent, sum over sum."""

    tingkat: Literal["program", "kegiatan", "sub_kegiatan", "jumlah"]
    kode: str
    nama: str
    pagu_awal: Angka
    pagu: Angka
    realisasi: Angka
    sisa: Angka
    serapan: Angka
    bagian: tuple[Serapan, ...] = ()


@frozen
class TahunSerapan:
    """A budget line in one year; `tercetak` is the absorption as printed then."""

    tahun: int
    pagu: Angka
    realisasi: Angka
    serapan: Angka
    tercetak: Angka | None = None


@frozen
class RiwayatSerapan:
    """A budget line (a program, or the office's total) over the years."""

    kode: str
    nama: str
    tahun: tuple[TahunSerapan, ...]


@frozen
class Laporan:
    """What was made of the bahan. `tahun_tampil` are the years that the comparisons show, oldest first."""

    bahan: Bahan
    tahun_tampil: tuple[int, ...]
    sasaran: tuple[CapaianSasaran, ...]
    capaian: Angka
    kategori: str | None
    anggaran: Serapan
    anggaran_perjanjian: Angka
    riwayat_anggaran: tuple[RiwayatSerapan, ...]

    @property
    def tahun(self) -> int:
        """The year reported on."""
        return self.bahan.tahun

    @property
    def dinilai(self) -> int:
        """How many indicators have a capaian."""
        return sum(s.dinilai for s in self.sasaran)

    @property
    def jumlah(self) -> int:
        """How many indicators there are."""
        return sum(s.jumlah for s in self.sasaran)

    @property
    def indikator(self) -> tuple[CapaianIndikator, ...]:
        """All indicators in the order of the Renstra."""
        return tuple(i for s in self.sasaran for i in s.indikator)


def compute(bahan: Bahan) -> Laporan:
    """Make the report of the year from what was handed in."""
    with localcontext(_CONTEXT):
        sasaran = tuple(_sasaran(bahan, s) for s in bahan.renstra.sasaran)
        capaian = rata_rata((s.capaian for s in sasaran), "belum ada sasaran yang dapat dinilai")
        anggaran = _anggaran(bahan)
        return Laporan(
            bahan=bahan,
            tahun_tampil=_tahun_tampil(bahan),
            sasaran=sasaran,
            capaian=capaian,
            kategori=kategori(bahan.instansi.skala, capaian),
            anggaran=anggaran,
            anggaran_perjanjian=rupiah(sum((p.anggaran for p in bahan.perjanjian_kinerja.program), Decimal(0))),
            riwayat_anggaran=_riwayat_anggaran(bahan, anggaran),
        )


# --- indikator -------------------------------------------------------------------------------------------------


def hitung_capaian(rumus: RumusCapaian, target: Decimal, realisasi: Decimal) -> Decimal | str:
    """Return the capaian in percent by the declared formula, or the reason why there is none.

    `R/T` for indicators where more is better; `(2T-R)/T` or `T/R` where less is better. A target of 0 is computable
    only where less is better: 0 reached is 100 percent, anything above it 0 percent. `T/R` of a realisasi 0 against a
    target above 0 has no value. (The forms in use are collected from published reports; no regulation prescribes one.)
    """
    if target < 0:
        return "target negatif tidak dapat dinilai dengan rumus ini"
    if target == 0:
        if rumus == "R/T":
            return "target 0 tidak dapat dijadikan pembagi"
        return SERATUS if realisasi == 0 else Decimal(0)
    if rumus == "R/T":
        return realisasi / target * SERATUS
    if rumus == "(2T-R)/T":
        return (2 * target - realisasi) / target * SERATUS
    if realisasi == 0:
        return "realisasi 0 tidak dapat dijadikan pembagi pada rumus T/R"
    return target / realisasi * SERATUS


def batasi(capaian: Angka, kebijakan: Kebijakan) -> Angka:
    """Return the capaian held within the policy's bounds (percent), as it goes into means."""
    if capaian.nilai is None:
        return capaian
    bounded = max(capaian.nilai, kebijakan.batas_bawah)
    if kebijakan.batas_atas is not None:
        bounded = min(bounded, kebijakan.batas_atas)
    return persen(bounded)


def kategori(skala: Skala, capaian: Angka) -> str | None:
    """Return the class of a capaian. Classed is the value as shown (two decimals), so that table and class agree."""
    if capaian.nilai is None:
        return None
    shown = half_up(capaian.nilai, capaian.desimal)
    return next((kelas.sebutan for kelas in skala.kelas if shown >= kelas.mulai), skala.kelas[-1].sebutan)


def realisasi_tahun(indikator: Indikator, isian: Realisasi | None) -> Angka:
    """Return the year's realisasi from the quarters, by the declared aggregation, in the indicator's unit.

    The figure exists once the quarters of the declared frequency are filled: a quarter without data is never zero.
    """
    if isian is None:
        return _nilai(indikator, None, "belum disampaikan")
    if isian.tahunan is not None:
        return _nilai(indikator, isian.tahunan)
    quarters = isian.triwulan.nilai if isian.triwulan else (None,) * 4
    missing = [TRIWULAN[i] for i in DIUKUR[indikator.frekuensi] if quarters[i] is None]
    if missing:
        return _nilai(indikator, None, isian.alasan_belum_tersedia or f"triwulan {', '.join(missing)} belum terisi")
    year = _agregat(indikator.agregasi, [q for q in quarters if q is not None])
    return _nilai(indikator, year, computed=indikator.agregasi == "rata_rata")


def _agregat(agregasi: str, quarters: Sequence[Decimal]) -> Decimal:
    match agregasi:
        case "jumlah":
            return sum(quarters, Decimal(0))
        case "rata_rata":
            return sum(quarters, Decimal(0)) / len(quarters)
        case "maksimum":
            return max(quarters)
        case "minimum":
            return min(quarters)
        case _:
            return quarters[-1]


def rata_rata(parts: Iterable[Angka], alasan: str) -> Angka:
    """Return the plain mean of the percentages that exist; those without data are left out, never counted as zero."""
    known = [part.nilai for part in parts if part.nilai is not None]
    return persen(sum(known, Decimal(0)) / len(known) if known else alasan)


def _nilai(indikator: Indikator, nilai: Decimal | None, alasan: str | None = None, *, computed: bool = False) -> Angka:
    """Return a figure in the indicator's unit. What was written keeps its decimals; only a mean is rounded."""
    written = 0 if nilai is None or computed else -int(nilai.normalize().as_tuple().exponent)
    return Angka(nilai, indikator.satuan, max(indikator.desimal, written), alasan)


def _capaian(indikator: Indikator, target: Angka, realisasi: Angka) -> Angka:
    if target.nilai is None:
        return persen(target.alasan or "target tidak ditetapkan")
    if realisasi.nilai is None:
        return persen(realisasi.alasan or "realisasi belum tersedia")
    return persen(hitung_capaian(indikator.rumus_capaian, target.nilai, realisasi.nilai))


def _indikator(bahan: Bahan, indikator: Indikator) -> CapaianIndikator:
    isian = next((r for unit in bahan.realisasi for r in unit.indikator if r.kode == indikator.kode), None)
    promised = next((t.target for t in bahan.perjanjian_kinerja.indikator if t.kode == indikator.kode), None)
    target = _nilai(
        indikator, promised, None if promised is not None else "tidak ditargetkan dalam perjanjian kinerja tahun ini"
    )
    realisasi = realisasi_tahun(indikator, isian)
    capaian = _capaian(indikator, target, realisasi)
    now = TahunCapaian(tahun=bahan.tahun, target=target, realisasi=realisasi, capaian=capaian)
    years = (*_tahun_lalu(bahan, indikator), now)
    final = _target_renstra(indikator, bahan.renstra.periode_akhir)
    return CapaianIndikator(
        indikator=indikator,
        unit=next(
            (u.nama for u in bahan.instansi.unit if u.kode == indikator.penanggung_jawab), indikator.penanggung_jawab
        ),
        target=target,
        triwulan=_triwulan(indikator, isian),
        realisasi=realisasi,
        capaian=capaian,
        dihitung=batasi(capaian, bahan.instansi.kebijakan),
        kategori=kategori(bahan.instansi.skala, capaian),
        tahun=years,
        perubahan=_perubahan(indikator, years),
        target_renstra=_jalur(bahan, indikator, years),
        target_akhir=final,
        kemajuan=_capaian(indikator, final, realisasi),
        bahan=isian,
    )


def _triwulan(indikator: Indikator, isian: Realisasi | None) -> tuple[Angka, ...]:
    quarters = isian.triwulan.nilai if isian and isian.triwulan else (None,) * 4
    return tuple(
        _nilai(indikator, quarter, None if quarter is not None else "tidak ada data triwulan ini")
        for quarter in quarters
    )


def _tahun_lalu(bahan: Bahan, indikator: Indikator) -> tuple[TahunCapaian, ...]:
    years = next((r.tahun for r in bahan.riwayat.indikator if r.kode == indikator.kode), ())
    return tuple(_tahun(indikator, year) for year in sorted(years, key=lambda y: y.tahun) if year.tahun < bahan.tahun)


def _tahun(indikator: Indikator, year: TahunIndikator) -> TahunCapaian:
    target = _nilai(indikator, year.target, None if year.target is not None else "target belum ditetapkan tahun itu")
    realisasi = _nilai(indikator, year.realisasi, None if year.realisasi is not None else "tidak ada data tahun itu")
    printed = year.capaian_tercetak
    return TahunCapaian(
        tahun=year.tahun,
        target=target,
        realisasi=realisasi,
        capaian=_capaian(indikator, target, realisasi),
        tercetak=None if printed is None else persen(printed),
        sumber=year.sumber,
    )


def _perubahan(indikator: Indikator, years: Sequence[TahunCapaian]) -> Angka:
    """Return this year's realisasi less last year's, in the indicator's unit."""
    now = years[-1]
    last = next((y for y in years if y.tahun == now.tahun - 1), None)
    if last is None or last.realisasi.nilai is None:
        return _nilai(indikator, None, "tidak ada realisasi tahun lalu")
    if now.realisasi.nilai is None:
        return _nilai(indikator, None, now.realisasi.alasan)
    computed = _nilai(indikator, now.realisasi.nilai - last.realisasi.nilai, computed=True)
    return replace(computed, desimal=max(now.realisasi.desimal, last.realisasi.desimal))


def _target_renstra(indikator: Indikator, tahun: int) -> Angka:
    target = next((t.nilai for t in indikator.target if t.tahun == tahun), None)
    return _nilai(indikator, target, None if target is not None else f"Renstra tidak memuat target tahun {tahun}")


def _jalur(bahan: Bahan, indikator: Indikator, years: Sequence[TahunCapaian]) -> tuple[TahunCapaian, ...]:
    """Return every year of the plan with its Renstra target and, so far as it is known, its realisasi."""
    known = {year.tahun: year.realisasi for year in years}
    later = _nilai(indikator, None, "tahun ini belum dilaporkan")
    unknown = _nilai(indikator, None, "tidak ada data tahun itu")
    path = []
    for tahun in range(bahan.renstra.periode_awal, bahan.renstra.periode_akhir + 1):
        target, realisasi = (
            _target_renstra(indikator, tahun),
            known.get(tahun, later if tahun > bahan.tahun else unknown),
        )
        path.append(
            TahunCapaian(
                tahun=tahun, target=target, realisasi=realisasi, capaian=_capaian(indikator, target, realisasi)
            )
        )
    return tuple(path)


def _sasaran(bahan: Bahan, sasaran: Sasaran) -> CapaianSasaran:
    parts = tuple(_indikator(bahan, i) for i in sasaran.indikator)
    capaian = rata_rata((p.dihitung for p in parts), "belum ada indikator yang dapat dinilai")
    return CapaianSasaran(
        sasaran=sasaran,
        indikator=parts,
        capaian=capaian,
        kategori=kategori(bahan.instansi.skala, capaian),
        dinilai=sum(p.dihitung.nilai is not None for p in parts),
        jumlah=len(parts),
    )


# --- anggaran --------------------------------------------------------------------------------------------------


def hitung_serapan(pagu: Decimal, realisasi: Decimal) -> Decimal | str:
    """Return the absorption in percent, realisasi over pagu; a ceiling of 0 has none (in print it became #DIV/0!)."""
    return realisasi / pagu * SERATUS if pagu else "pagu 0"


def _baris(
    tingkat: Literal["program", "kegiatan", "jumlah"], kode: str, nama: str, bagian: tuple[Serapan, ...]
) -> Serapan:
    """Return the line above some lines: sums of money, and the absorption as sum over sum."""
    awal, pagu, realisasi = (
        sum((_rp(getattr(b, f)) for b in bagian), Decimal(0)) for f in ("pagu_awal", "pagu", "realisasi")
    )
    return _uang(tingkat, kode, nama, awal, pagu, realisasi, bagian)


def _rp(amount: Angka) -> Decimal:
    return amount.nilai or Decimal(0)


def _uang(
    tingkat: Literal["program", "kegiatan", "sub_kegiatan", "jumlah"],
    kode: str,
    nama: str,
    awal: Decimal,
    pagu: Decimal,
    realisasi: Decimal,
    bagian: tuple[Serapan, ...] = (),
) -> Serapan:
    return Serapan(
        tingkat=tingkat,
        kode=kode,
        nama=nama,
        pagu_awal=rupiah(awal),
        pagu=rupiah(pagu),
        realisasi=rupiah(realisasi),
        sisa=rupiah(pagu - realisasi),
        serapan=persen(hitung_serapan(pagu, realisasi)),
        bagian=bagian,
    )


def _anggaran(bahan: Bahan) -> Serapan:
    lines = {line.kode: line for line in bahan.anggaran.sub_kegiatan}
    return _baris("jumlah", "", "Jumlah", tuple(_program(program, lines) for program in bahan.renja.program))


def _program(program: Program, lines: dict[str, AnggaranSubKegiatan]) -> Serapan:
    kegiatan = []
    for k in program.kegiatan:
        found = ((sub, lines.get(sub.kode)) for sub in k.sub_kegiatan)
        subs = tuple(
            _uang(
                "sub_kegiatan",
                sub.kode,
                sub.nama,
                line.pagu if line.pagu_awal is None else line.pagu_awal,
                line.pagu,
                line.realisasi,
            )
            for sub, line in found
            if line
        )
        kegiatan.append(_baris("kegiatan", k.kode, k.nama, subs))
    return _baris("program", program.kode, program.nama, tuple(kegiatan))


def _riwayat_anggaran(bahan: Bahan, anggaran: Serapan) -> tuple[RiwayatSerapan, ...]:
    """Return every program over the years, programs of this year first, and the total of each year last."""
    names = {r.kode: r.nama for r in bahan.riwayat.anggaran} | {b.kode: b.nama for b in anggaran.bagian}
    order = [b.kode for b in anggaran.bagian] + [
        r.kode for r in bahan.riwayat.anggaran if r.kode not in {b.kode for b in anggaran.bagian}
    ]
    programs = tuple(
        RiwayatSerapan(kode=kode, nama=names[kode], tahun=_tahun_serapan(bahan, anggaran, kode)) for kode in order
    )
    programs = tuple(p for p in programs if p.tahun)  # a program of later years only has no line yet
    years = sorted({t.tahun for p in programs for t in p.tahun})
    totals = []
    for tahun in years:
        parts = [t for p in programs for t in p.tahun if t.tahun == tahun]
        pagu, realisasi = (sum((_rp(getattr(t, f)) for t in parts), Decimal(0)) for f in ("pagu", "realisasi"))
        totals.append(_satu_tahun(tahun, pagu, realisasi))
    return (*programs, RiwayatSerapan(kode="", nama="Jumlah", tahun=tuple(totals)))


def _tahun_serapan(bahan: Bahan, anggaran: Serapan, kode: str) -> tuple[TahunSerapan, ...]:
    past = next((r.tahun for r in bahan.riwayat.anggaran if r.kode == kode), ())
    years = [
        _satu_tahun(t.tahun, t.pagu, t.realisasi, t.serapan_tercetak)
        for t in sorted(past, key=lambda t: t.tahun)
        if t.tahun < bahan.tahun
    ]
    now = next((b for b in anggaran.bagian if b.kode == kode), None)
    return (*years, _satu_tahun(bahan.tahun, _rp(now.pagu), _rp(now.realisasi))) if now else tuple(years)


def _satu_tahun(tahun: int, pagu: Decimal, realisasi: Decimal, tercetak: Decimal | None = None) -> TahunSerapan:
    return TahunSerapan(
        tahun=tahun,
        pagu=rupiah(pagu),
        realisasi=rupiah(realisasi),
        serapan=persen(hitung_serapan(pagu, realisasi)),
        tercetak=None if tercetak is None else persen(tercetak),
    )


def _tahun_tampil(bahan: Bahan) -> tuple[int, ...]:
    past = {y.tahun for r in bahan.riwayat.indikator for y in r.tahun} | {
        y.tahun for r in bahan.riwayat.anggaran for y in r.tahun
    }
    return (*sorted(t for t in past if t < bahan.tahun)[-(TAHUN_TAMPIL - 1) :], bahan.tahun)
