"""What was handed in → the quarters and the year's realisasi."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Context, Decimal

from lkip.capaian.angka import TRIWULAN, Angka, Cara
from lkip.capaian.laporan import Bagian, HasilSurvei
from lkip.capaian.skm import hitung_survei
from lkip.model import Agregasi, Indikator, Komponen, Realisasi

# The quarters that must be filled before a year's figure exists (0 = triwulan I).
DIUKUR = {"triwulanan": (0, 1, 2, 3), "semesteran": (1, 3), "tahunan": (3,)}
_SETAHUN = 4
# More digits than any figure that can be written or computed has.
_TELITI = Context(prec=200)
TANPA_ANGKA = "dinyatakan dengan kata"
_TANPA_DATA = "tidak ada data triwulan ini"


def nilai(
    indikator: Indikator,
    value: Decimal | None,
    alasan: str | None = None,
    *,
    computed: bool = False,
    kunci: str = "",
    cara: Cara | str = "",
    sementara: bool = False,
) -> Angka:
    """Return a figure in the indicator's unit. What was written keeps its decimals; what is computed is rounded."""
    if value is None:
        return Angka(None, indikator.satuan, indikator.desimal, alasan, kunci)
    places = indikator.desimal if computed else max(indikator.desimal, desimal(value))
    return Angka(value, indikator.satuan, places, None, kunci, cara, sementara=sementara)


def desimal(value: Decimal) -> int:
    """Return how many decimals a written figure has, without closing zeros."""
    return len(f"{value.normalize(context=_TELITI):f}".partition(".")[2])


def predikat(
    indikator: Indikator, teks: str, *, kunci: str = "", cara: Cara | str = "", sementara: bool = False
) -> Angka:
    """Return a figure given in words: of a ladder its place (from 1), else the words alone."""
    if indikator.polaritas != "ordinal":
        return Angka(None, "", 0, TANPA_ANGKA, kunci, cara, teks=teks, sementara=sementara)
    if teks not in indikator.tangga:
        return Angka(None, "", 0, f"predikat '{teks}' tidak ada pada tangga predikat indikator ini", kunci)
    place = Decimal(indikator.tangga.index(teks) + 1)
    return Angka(place, "", 0, None, kunci, cara, teks=teks, sementara=sementara)


def bagian_triwulan(indikator: Indikator, isian: Realisasi | None) -> tuple[Bagian, ...]:
    """Return numerator, denominator and result of every quarter; empty where the indicator has no components."""
    komponen = indikator.komponen
    if komponen is None or isian is None or isian.pembilang is None or isian.penyebut is None:
        return ()
    provisional = isian.sementara is not None
    quarters = zip(TRIWULAN, isian.pembilang.nilai, isian.penyebut.nilai, strict=True)
    return tuple(
        Bagian(
            triwulan=name,
            pembilang=_banyak(komponen, above, sementara=provisional),
            penyebut=_banyak(komponen, below, sementara=provisional),
            hasil=replace(_bagi(indikator, komponen, above, below, name), sementara=provisional),
        )
        for name, above, below in quarters
    )


def _banyak(komponen: Komponen, value: Decimal | None, *, sementara: bool) -> Angka:
    if value is None:
        return Angka(None, komponen.satuan, 0, _TANPA_DATA)
    return Angka(value, komponen.satuan, desimal(value), sementara=sementara)


def _bagi(
    indikator: Indikator, komponen: Komponen, above: Decimal | None, below: Decimal | None, triwulan: str
) -> Angka:
    """Return numerator over denominator times `pengali`, in the indicator's unit."""
    if above is None or below is None:
        return nilai(indikator, None, _TANPA_DATA)
    if not below:
        return nilai(indikator, None, f"penyebut triwulan {triwulan} 0 ({komponen.penyebut})")
    cara = Cara("{} ÷ {} × {}", (above, below, komponen.pengali))
    kunci = f"{indikator.kode}.tw{triwulan}"
    return nilai(indikator, above / below * komponen.pengali, computed=True, kunci=kunci, cara=cara)


def hasil_survei(indikator: Indikator, isian: Realisasi | None) -> tuple[HasilSurvei, ...]:
    """Return the surveys of an indicator that is measured by survey, in the order of their quarters."""
    if indikator.metode != "skm" or isian is None:
        return ()
    surveys = sorted(isian.survei, key=lambda s: s.triwulan)
    found = [hitung_survei(s, indikator.satuan, f"{indikator.kode}.survei_{n}") for n, s in enumerate(surveys, 1)]
    if isian.sementara is None:
        return tuple(found)
    return tuple(replace(s, indeks=replace(s.indeks, sementara=True)) for s in found)


def angka_triwulan(
    indikator: Indikator, isian: Realisasi | None, bagian: Sequence[Bagian], survei: Sequence[HasilSurvei]
) -> tuple[Angka, ...]:
    """Return the four quarters: as handed in, from their components, or from the survey finished in each."""
    if bagian:
        return tuple(b.hasil for b in bagian)
    if survei:
        first = {s.triwulan: s.indeks for s in reversed(survei)}
        return tuple(first.get(name, nilai(indikator, None, _TANPA_DATA)) for name in TRIWULAN)
    quarters = isian.triwulan.nilai if isian and isian.triwulan else (None,) * _SETAHUN
    provisional = isian is not None and isian.sementara is not None
    return tuple(nilai(indikator, q, _TANPA_DATA, sementara=provisional) for q in quarters)


def isian_sampai(isian: Realisasi | None, triwulan: int) -> Realisasi | None:
    """Return what was handed in up to a quarter (1–4): a part-year report uses nothing that came later."""
    if isian is None or triwulan >= _SETAHUN:
        return isian
    return replace(
        isian,
        triwulan=isian.triwulan and isian.triwulan.sampai(triwulan),
        pembilang=isian.pembilang and isian.pembilang.sampai(triwulan),
        penyebut=isian.penyebut and isian.penyebut.sampai(triwulan),
        survei=tuple(s for s in isian.survei if s.triwulan <= triwulan),
    )


def realisasi_tahun(
    indikator: Indikator,
    isian: Realisasi | None,
    kunci: str = "",
    unit: str = "",
    sampai: int = _SETAHUN,
) -> Angka:
    """Return the year's realisasi in the indicator's unit, from what was handed in up to the quarter `sampai` (1–4).

    By the declared aggregation from the quarters; the figure exists once those of the declared frequency are filled: a
    quarter without data is never zero. Of components `jumlah` is sum over sum, never a mean of percentages.
    """
    due = _jatuh_tempo(indikator, isian, sampai)
    if isinstance(due, str):
        return nilai(indikator, None, due, kunci=kunci)
    if isian is None:
        return nilai(indikator, None, "belum disampaikan", kunci=kunci)
    provisional = isian.sementara is not None
    if isian.teks is not None and indikator.polaritas in ("ordinal", "manual"):
        return predikat(indikator, isian.teks, kunci=kunci, cara=f"disampaikan {unit}", sementara=provisional)
    if indikator.polaritas == "ordinal":
        return nilai(indikator, None, isian.alasan_belum_tersedia or "predikat belum diisi", kunci=kunci)
    if isian.tahunan is not None:
        return nilai(indikator, isian.tahunan, kunci=kunci, cara=f"angka tahunan dari {unit}", sementara=provisional)
    if indikator.agregasi == "manual":
        why = isian.alasan_belum_tersedia or "angka tahunan belum diisi"
        return nilai(indikator, None, why, kunci=kunci)
    bagian = bagian_triwulan(indikator, isian)
    quarters = angka_triwulan(indikator, isian, bagian, hasil_survei(indikator, isian))
    why_not = _belum(indikator, quarters, bagian, due)
    if why_not:
        return nilai(indikator, None, isian.alasan_belum_tersedia or why_not, kunci=kunci)
    if bagian and indikator.agregasi == "jumlah":
        return _gabungan(indikator, bagian[:sampai], kunci, provisional=provisional)
    filled = [(TRIWULAN[i], q) for i, q in enumerate(quarters[:sampai]) if q.nilai is not None]
    return _setahun(indikator, filled, unit, kunci, provisional=provisional)


def _jatuh_tempo(indikator: Indikator, isian: Realisasi | None, sampai: int) -> list[int] | str:
    """Return the quarters that the figure needs, at least one, or why there is none yet.

    Where only the year is known, counts and surveys of the year stand in its last quarter.
    """
    quarters = DIUKUR[indikator.frekuensi]
    field = "tahunan" if indikator.komponen is None and indikator.metode is None else "alasan_tahunan"
    whole = getattr(isian, field, None) is not None
    if whole and sampai < _SETAHUN:
        return "hanya ada angka setahun"
    due = [_SETAHUN - 1] if whole else [i for i in quarters if i < sampai]
    return due or f"diukur {indikator.frekuensi}, mulai triwulan {TRIWULAN[quarters[0]]}"


def _belum(indikator: Indikator, quarters: Sequence[Angka], bagian: Sequence[Bagian], due: Sequence[int]) -> str | None:
    """Say why the year has no figure: a quarter that it needs was not handed in, or has nothing to be divided by.

    A quarter whose denominator is 0 measured nothing; it is not missing, and the others still make the year.
    """
    missing = [i for i in due if (not _terisi(bagian[i]) if bagian else quarters[i].nilai is None)]
    if not missing and indikator.agregasi == "jumlah":
        return None  # sum over sum: what a quarter's counts make alone does not matter
    needed = due[-1:] if indikator.agregasi == "terakhir" else due
    if not missing and any(quarters[i].nilai is not None for i in needed):
        return None
    told = {quarters[i].alasan for i in missing or needed} - {_TANPA_DATA}
    if told:
        return "; ".join(sorted(filter(None, told)))
    return f"triwulan {', '.join(TRIWULAN[i] for i in missing)} belum terisi"


def _terisi(bagian: Bagian) -> bool:
    """Whether a quarter has both its counts; of an empty denominator nothing is missing, it only adds nothing."""
    return bagian.pembilang.nilai is not None and bagian.penyebut.nilai is not None


def _gabungan(indikator: Indikator, bagian: Sequence[Bagian], kunci: str, *, provisional: bool) -> Angka:
    """Return the year of an indicator with components as sum over sum of its quarters."""
    komponen = indikator.komponen
    assert komponen is not None
    both = [(b.pembilang.nilai, b.penyebut.nilai) for b in bagian]
    pairs = [(above, below) for above, below in both if above is not None and below is not None]
    above, below = sum((a for a, _ in pairs), Decimal(0)), sum((b for _, b in pairs), Decimal(0))
    if not below:
        return nilai(indikator, None, f"penyebut 0 ({komponen.penyebut})", kunci=kunci)
    parts = ([a for a, _ in pairs], [b for _, b in pairs], komponen.pengali)
    cara = Cara("({}) ÷ ({}) × {}" if len(pairs) > 1 else "{} ÷ {} × {}", parts)
    value = above / below * komponen.pengali
    return nilai(indikator, value, computed=True, kunci=kunci, cara=cara, sementara=provisional)


def _setahun(
    indikator: Indikator, filled: Sequence[tuple[str, Angka]], unit: str, kunci: str, *, provisional: bool
) -> Angka:
    values = [q.nilai for _, q in filled if q.nilai is not None]
    name, last = filled[-1]
    cara: Cara | str
    if indikator.agregasi == "terakhir" or len(filled) == 1:
        # A year that is one quarter's figure is shown as that quarter is, and names it.
        cara = (
            Cara(f"{last.hitungan.pola} (triwulan {name})", last.hitungan.isi)
            if isinstance(last.hitungan, Cara)
            else f"angka triwulan {name} dari {unit}"
        )
        return Angka(last.nilai, last.satuan, last.desimal, None, kunci, cara, sementara=provisional)
    computed = indikator.agregasi == "rata_rata" or any(q.hitungan for _, q in filled)
    value, cara = agregat(indikator.agregasi, values)
    return nilai(indikator, value, computed=computed, kunci=kunci, cara=cara, sementara=provisional)


def agregat(agregasi: Agregasi, quarters: Sequence[Decimal]) -> tuple[Decimal, Cara]:
    """Return what quarters (at least one) make together, and the calculation."""
    match agregasi:
        case "jumlah":
            return sum(quarters, Decimal(0)), Cara("{}", (quarters,))
        case "rata_rata" if len(quarters) > 1:
            count = Decimal(len(quarters))
            return sum(quarters, Decimal(0)) / count, Cara("({}) ÷ {}", (quarters, count))
        case "maksimum" | "minimum":
            best, word = (max(quarters), "terbesar") if agregasi == "maksimum" else (min(quarters), "terkecil")
            return best, Cara(word + " dari " + "; ".join(["{}"] * len(quarters)), tuple(quarters))
        case _:
            return quarters[-1], Cara("{}", (quarters[-1],))
