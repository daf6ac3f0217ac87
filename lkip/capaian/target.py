"""What was promised → the targets of the year, of its quarters, and up to a quarter."""

from __future__ import annotations

from decimal import Decimal

from lkip.capaian.angka import TRIWULAN, Angka, Cara
from lkip.capaian.realisasi import DIUKUR, agregat, desimal, nilai, predikat
from lkip.model import Agregasi, Indikator, TahunIndikator, TargetIndikator, TargetTahun


def angka_target(
    indikator: Indikator,
    janji: TargetTahun | TargetIndikator | TahunIndikator | None,
    angka: Decimal | None,
    alasan: str,
    *,
    kunci: str = "",
    cara: Cara | str = "",
) -> Angka:
    """Return a target as written: one figure, a range (from `nilai` to `atas`), words, or why there is none.

    A target of polaritas rentang that is one figure must be met exactly: its range begins and ends there. With one
    bound only there is none: what the other would be is not for us to guess.
    """
    if janji is None:
        return nilai(indikator, None, alasan, kunci=kunci)
    if janji.teks is not None and indikator.polaritas in ("ordinal", "manual"):
        return predikat(indikator, janji.teks, kunci=kunci, cara=cara)
    low, high = (janji.bawah, janji.atas) if angka is None else (angka, angka)
    if indikator.polaritas == "rentang" and low is not None and high is not None:
        if low > high:
            return nilai(indikator, None, "batas bawah target lebih besar dari batas atasnya", kunci=kunci)
        places = max(indikator.desimal, desimal(low), desimal(high))
        return Angka(low, indikator.satuan, places, None, kunci, cara, atas=high)
    # A ladder's target is a step: a bare number says nothing about it.
    if angka is None or indikator.polaritas == "ordinal":
        return nilai(indikator, None, janji.alasan_tanpa_target or alasan, kunci=kunci)
    return nilai(indikator, angka, kunci=kunci, cara=cara)


def target_triwulan(indikator: Indikator, janji: TargetIndikator | None) -> tuple[Angka, ...]:
    """Return the target of every quarter, as promised."""
    quarters = janji.target_triwulan.nilai if janji and janji.target_triwulan else (None,) * len(TRIWULAN)
    return tuple(nilai(indikator, q, None if q is not None else "tidak ada target triwulan ini") for q in quarters)


def sampai_triwulan(indikator: Indikator, janji: TargetIndikator | None, sampai: int, kunci: str = "") -> Angka:
    """Return the target up to a quarter (1–4): the quarters' targets put together as the realisasi is.

    Percentages from components do not add up: there the target is that of the last quarter that is due. A target that
    is missing for a quarter that is due leaves none: half of the quarters' targets do not measure all of its figures.
    """
    if indikator.polaritas not in ("positif", "negatif") or indikator.agregasi == "manual":
        return nilai(indikator, None, "target indikator ini berlaku setahun penuh", kunci=kunci)
    pooled = indikator.komponen is not None and indikator.agregasi == "jumlah"
    rule: Agregasi = "terakhir" if pooled else indikator.agregasi
    quarters = target_triwulan(indikator, janji)
    due = [i for i in DIUKUR[indikator.frekuensi] if i < sampai]
    wanted = due[-1:] if rule == "terakhir" else due
    missing = [TRIWULAN[i] for i in wanted if quarters[i].nilai is None]
    named = [(name, q.nilai) for name, q in zip(TRIWULAN[:sampai], quarters, strict=False) if q.nilai is not None]
    if not named or (missing and rule != "jumlah"):
        upto = f"sampai triwulan {TRIWULAN[sampai - 1]}"
        why = f"triwulan {', '.join(missing)}" if missing and named else upto
        reason = janji.alasan_tanpa_target if janji else None
        return nilai(indikator, None, reason or f"perjanjian kinerja tidak memuat target {why}", kunci=kunci)
    value, cara = agregat(rule, [value for _, value in named])
    told = f"target triwulan {named[-1][0]}" if rule == "terakhir" or len(named) == 1 else cara
    return nilai(indikator, value, computed=rule == "rata_rata", kunci=kunci, cara=told)
