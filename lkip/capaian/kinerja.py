"""The formulas of performance: quarters to year, capaian, bounds, category, means, comparison over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from lkip.bilangan import half_up
from lkip.capaian.laporan import Angka, CapaianIndikator, CapaianSasaran, TahunCapaian, persen
from lkip.model import Bahan, Indikator, Kebijakan, Realisasi, RumusCapaian, Sasaran, Skala, TahunIndikator

SERATUS = Decimal(100)
TRIWULAN = ("I", "II", "III", "IV")
# The quarters that must be filled before a year's figure exists (0 = triwulan I).
DIUKUR = {"triwulanan": (0, 1, 2, 3), "semesteran": (1, 3), "tahunan": (3,)}


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


def capaian_sasaran(bahan: Bahan, sasaran: Sasaran) -> CapaianSasaran:
    """Return a goal with its indicators: the plain mean (percent) of those that have a capaian."""
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
