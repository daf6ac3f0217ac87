"""An indicator over the years: change and growth, trend, means of the plan so far, pace to the end of the Renstra."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkip.capaian.angka import Angka, Cara, persen, satuan_selisih
from lkip.capaian.laporan import Laju, Pertumbuhan, TahunCapaian, Tren
from lkip.capaian.realisasi import TANPA_ANGKA, nilai, predikat
from lkip.capaian.rumus import SERATUS
from lkip.model import AmbangTren, Indikator, Renstra

BAGIAN_TAHUN = "laporan ini belum setahun penuh"


def jarak(realisasi: Decimal, target: Angka) -> Decimal | None:
    """Return the distance of a realisasi to the nearer bound of a range, in its unit; 0 inside, None without target."""
    if target.nilai is None:
        return None
    high = target.nilai if target.atas is None else target.atas
    return max(target.nilai - realisasi, realisasi - high, Decimal(0))


def satuan_beda(indikator: Indikator) -> str:
    """Return the unit of a difference: steps of a ladder, percentage points, else the indicator's unit."""
    return "tingkat" if indikator.polaritas == "ordinal" else satuan_selisih(indikator.satuan)


def selisih(indikator: Indikator, of: Angka, against: Angka, kunci: str = "") -> Angka:
    """Return the difference of two figures in the indicator's unit, with the decimals of the finer one."""
    unit = satuan_beda(indikator)
    if of.nilai is None or against.nilai is None:
        return Angka(None, unit, indikator.desimal, of.alasan or against.alasan, kunci)
    return Angka(
        of.nilai - against.nilai,
        unit,
        max(of.desimal, against.desimal),
        None,
        kunci,
        Cara("{} − {}", (of.nilai, against.nilai)),
        sementara=of.sementara or against.sementara,
    )


def perubahan(indikator: Indikator, years: Sequence[TahunCapaian], *, penuh: bool) -> Angka:
    """Return this year's realisasi less last year's; none where either is missing or the year is not over (`penuh`)."""
    kunci = f"{indikator.kode}.perubahan"
    now = years[-1]
    last = next((y for y in years if y.tahun == now.tahun - 1), None)
    if not penuh:
        return Angka(None, satuan_beda(indikator), indikator.desimal, BAGIAN_TAHUN, kunci)
    if last is None or last.realisasi.nilai is None:
        why = TANPA_ANGKA if last and last.realisasi.teks else "tidak ada realisasi tahun lalu"
        return Angka(None, satuan_beda(indikator), indikator.desimal, why, kunci)
    return selisih(indikator, now.realisasi, last.realisasi, kunci)


def pertumbuhan(indikator: Indikator, years: Sequence[TahunCapaian], *, penuh: bool) -> tuple[Pertumbuhan, ...]:
    """Return this year against every earlier year: the difference, and the growth in percent of that year's size."""
    *past, now = years
    return tuple(_tumbuh(indikator, now, year, penuh=penuh) for year in past)


def _tumbuh(indikator: Indikator, now: TahunCapaian, then: TahunCapaian, *, penuh: bool) -> Pertumbuhan:
    kunci = f"{indikator.kode}.{then.tahun}"
    a, b = now.realisasi, then.realisasi
    provisional = a.sementara or b.sementara
    growth: Angka
    if not penuh:
        gap = Angka(None, satuan_beda(indikator), indikator.desimal, BAGIAN_TAHUN)
        growth = persen(BAGIAN_TAHUN, f"{kunci}.pertumbuhan")
    elif a.nilai is None or b.nilai is None:
        why = a.alasan or b.alasan or ""
        gap = Angka(None, satuan_beda(indikator), indikator.desimal, why)
        growth = persen(why, f"{kunci}.pertumbuhan")
    else:
        # Against last year it is the same figure as the change, and has its name.
        gap = selisih(indikator, a, b, "" if then.tahun == now.tahun - 1 else f"{kunci}.selisih")
        if indikator.polaritas == "ordinal":
            growth = persen("predikat tidak dihitung dalam persen", f"{kunci}.pertumbuhan")
        elif not b.nilai:
            growth = persen(f"realisasi tahun {then.tahun} 0", f"{kunci}.pertumbuhan")
        else:
            cara = Cara("({} − {}) ÷ {} × 100", (a.nilai, b.nilai, abs(b.nilai)))
            value = (a.nilai - b.nilai) / abs(b.nilai) * SERATUS
            growth = persen(value, f"{kunci}.pertumbuhan", cara, sementara=provisional)
    return Pertumbuhan(tahun=then.tahun, selisih=gap, persen=growth)


def tren(indikator: Indikator, years: Sequence[TahunCapaian], berubah: Angka) -> Tren | None:
    """Return which way a realisasi went since last year, by the thresholds that the Renstra declares.

    Judged is the change as shown. Without thresholds any change shown counts. None without last year's figure, or where
    neither way is better.
    """
    if berubah.terlihat is None:
        return None
    now, last = years[-1], next(y for y in years if y.tahun == years[-1].tahun - 1)
    better = lebih_baik(indikator, berubah, now.realisasi, last.realisasi, now.target)
    if better is None:
        return None
    ambang = indikator.ambang_tren or AmbangTren(membaik=Decimal(0), memburuk=Decimal(0))
    if better > 0 and better >= ambang.membaik:
        return "membaik"
    return "memburuk" if better < 0 and -better >= ambang.memburuk else "tetap"


def lebih_baik(indikator: Indikator, beda: Angka, satu: Angka, lain: Angka, target: Angka) -> Decimal | None:
    """Return by how much `satu` is better than `lain`, in the indicator's unit as shown; negative if worse.

    `beda` is their difference; of polaritas rentang the distances to the bounds of `target` are compared. None where
    neither is better by rule.
    """
    if beda.terlihat is None or indikator.polaritas == "manual":
        return None
    if indikator.polaritas != "rentang":
        return -beda.terlihat if indikator.polaritas == "negatif" else beda.terlihat
    here, there = (None if a.terlihat is None else jarak(a.terlihat, target) for a in (satu, lain))
    return None if here is None or there is None else there - here


def rata_rata_rencana(
    indikator: Indikator, renstra: Renstra, years: Sequence[TahunCapaian], *, penuh: bool
) -> tuple[Angka, Angka]:
    """Return the means of realisasi (indicator's unit) and of unbounded capaian (percent) of the plan's years so far.

    Years without a figure are left out; a year that is not over is no year yet.
    """
    kode, last = indikator.kode, years[-1].tahun
    own = [y for y in years if y.tahun >= renstra.periode_awal and (penuh or y.tahun != last)]
    done = [y.realisasi for y in own if y.realisasi.nilai is not None]
    why = "belum ada tahun Renstra yang mempunyai angka"
    if indikator.polaritas == "ordinal":
        mean = nilai(indikator, None, "predikat tidak dirata-ratakan", kunci=f"{kode}.rata_rata_realisasi")
    else:
        value, cara = _rata(done)
        mean = nilai(
            indikator,
            value,
            None if value is not None else why,
            computed=True,
            kunci=f"{kode}.rata_rata_realisasi",
            cara=cara,
            sementara=any(a.sementara for a in done),
        )
    reached = [y.capaian for y in own if y.capaian.nilai is not None]
    value, cara = _rata(reached)
    provisional = any(a.sementara for a in reached)
    kunci = f"{kode}.rata_rata_capaian"
    return mean, persen(why if value is None else value, kunci, cara, sementara=provisional)


def _rata(figures: Sequence[Angka]) -> tuple[Decimal | None, Cara]:
    values = [a.nilai for a in figures if a.nilai is not None]
    if not values:
        return None, Cara("")
    count = Decimal(len(values))
    return sum(values, Decimal(0)) / count, Cara("({}) ÷ {}" if count > 1 else "{}", (values, count))


def laju(indikator: Indikator, renstra: Renstra, years: Sequence[TahunCapaian], akhir: Angka, *, penuh: bool) -> Laju:
    """Return whether the pace since the plan's beginning is enough to reach its final target.

    Kept: the change a year from where the plan began (`kondisi_awal`, else the first known year since the one before
    the plan). Needed: the change a year from now to the final target, for a range to its nearer bound. Judged are both
    as shown. A final target that is reached already is enough; in the plan's last year nothing else is.
    """
    kode, now = indikator.kode, years[-1]
    start = _awal(indikator, renstra, years)
    why = _tanpa_laju(indikator, now, akhir, penuh=penuh)
    if why:
        return Laju(
            sejak=None,
            rata_rata=_per_tahun(indikator, why, f"{kode}.laju"),
            perlu=_per_tahun(indikator, why, f"{kode}.laju_perlu"),
            memadai=None,
        )
    assert now.realisasi.nilai is not None
    kept = _ditempuh(indikator, start, now)
    gap = _sisa(indikator, now.realisasi.nilai, akhir)
    left = renstra.periode_akhir - now.tahun
    needed = _diperlukan(indikator, gap, left, now)
    return Laju(
        sejak=start[0] if start else None,
        rata_rata=kept,
        perlu=needed,
        memadai=_memadai(gap, left, kept, needed),
    )


def _tanpa_laju(indikator: Indikator, now: TahunCapaian, akhir: Angka, *, penuh: bool) -> str | None:
    if not penuh:
        return BAGIAN_TAHUN
    if now.realisasi.nilai is None:
        return now.realisasi.alasan
    if akhir.nilai is None:
        return akhir.alasan
    return "indikator manual tidak mempunyai arah" if indikator.polaritas == "manual" else None


def _awal(indikator: Indikator, renstra: Renstra, years: Sequence[TahunCapaian]) -> tuple[int, Angka] | None:
    """Return year and figure from which the pace is measured."""
    base = indikator.kondisi_awal
    if base is not None and base.tahun < years[-1].tahun:
        figure = nilai(indikator, base.nilai) if base.teks is None else predikat(indikator, base.teks)
        if figure.nilai is not None:
            return base.tahun, figure
    known = [
        (y.tahun, y.realisasi)
        for y in years[:-1]
        if y.realisasi.nilai is not None and y.tahun >= renstra.periode_awal - 1
    ]
    return known[0] if known else None


def _ditempuh(indikator: Indikator, start: tuple[int, Angka] | None, now: TahunCapaian) -> Angka:
    kunci = f"{indikator.kode}.laju"
    if start is None:
        return _per_tahun(indikator, "belum ada tahun sebelumnya sebagai titik awal", kunci)
    (tahun, then), here = start, now.realisasi
    assert then.nilai is not None and here.nilai is not None
    spent = Decimal(now.tahun - tahun)
    cara = Cara("({} − {}) ÷ {}", (here.nilai, then.nilai, spent))
    provisional = here.sementara or then.sementara
    return _per_tahun(indikator, (here.nilai - then.nilai) / spent, kunci, cara, sementara=provisional)


def _sisa(indikator: Indikator, realisasi: Decimal, akhir: Angka) -> Decimal:
    """Return what is still to go to the final target, with its direction; 0 where it is reached."""
    assert akhir.nilai is not None
    low, high = akhir.nilai, akhir.nilai if akhir.atas is None else akhir.atas
    if indikator.polaritas != "negatif" and realisasi < low:
        return low - realisasi
    beyond = indikator.polaritas in ("negatif", "rentang") and realisasi > high
    return high - realisasi if beyond else Decimal(0)


def _diperlukan(indikator: Indikator, gap: Decimal, left: int, now: TahunCapaian) -> Angka:
    kunci = f"{indikator.kode}.laju_perlu"
    if not gap:
        return _per_tahun(indikator, "target akhir sudah tercapai", kunci)
    if left <= 0:
        return _per_tahun(indikator, "tahun ini tahun terakhir Renstra", kunci)
    here = now.realisasi
    assert here.nilai is not None
    cara = Cara("({} − {}) ÷ {}", (here.nilai + gap, here.nilai, Decimal(left)))
    return _per_tahun(indikator, gap / left, kunci, cara, sementara=here.sementara)


def _memadai(gap: Decimal, left: int, kept: Angka, needed: Angka) -> bool | None:
    if not gap:
        return True
    if left <= 0:
        return False
    if kept.terlihat is None or needed.terlihat is None:
        return None
    return kept.terlihat >= needed.terlihat if gap > 0 else kept.terlihat <= needed.terlihat


def _per_tahun(
    indikator: Indikator, value: Decimal | str, kunci: str, cara: Cara | str = "", *, sementara: bool = False
) -> Angka:
    unit = satuan_beda(indikator)
    if isinstance(value, str):
        return Angka(None, f"{unit} per tahun", alasan=value, kunci=kunci)
    places = max(indikator.desimal, 2)
    return Angka(value, f"{unit} per tahun", places, None, kunci, cara, sementara=sementara)
