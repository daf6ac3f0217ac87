"""The formulas of capaian: target and realisasi → percent, or the reason why there is none, and the calculation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkip.capaian.angka import Angka, Cara, persen
from lkip.capaian.laporan import JenisTarget
from lkip.model import Indikator, Kebijakan, RumusCapaian, Skala

SERATUS = Decimal(100)
TIDAK_DIHITUNG = "capaian indikator manual ditetapkan dengan alasan, tidak dihitung"

_POLA = {"R/T": "{1} ÷ {0} × 100", "(2T-R)/T": "(2 × {0} − {1}) ÷ {0} × 100", "T/R": "{0} ÷ {1} × 100"}


def hitung_capaian(rumus: RumusCapaian, target: Decimal, realisasi: Decimal) -> Decimal | str:
    """Return the capaian in percent by the declared formula, or the reason why there is none.

    `R/T` for indicators where more is better; `(2T-R)/T` or `T/R` where less is better. A target of 0 is computable
    only where less is better: 0 reached (or less) is 100 percent, anything above it 0 percent. `T/R` of a realisasi of
    0 or less against a target above 0 has no value. `R/T` also serves a ladder's places (`posisi`). (The forms in use
    are collected from published reports; no regulation prescribes one.)
    """
    if target < 0:
        return "target negatif tidak dapat dinilai dengan rumus ini"
    if target == 0:
        if rumus == "R/T":
            return "target 0 tidak dapat dijadikan pembagi"
        return SERATUS if realisasi <= 0 else Decimal(0)
    if rumus == "R/T":
        return realisasi / target * SERATUS
    if rumus == "(2T-R)/T":
        return (2 * target - realisasi) / target * SERATUS
    if realisasi < 0:
        return "realisasi negatif tidak dapat dijadikan pembagi pada rumus T/R"
    if realisasi == 0:
        return "realisasi 0 tidak dapat dijadikan pembagi pada rumus T/R"
    return target / realisasi * SERATUS


def cara_capaian(rumus: RumusCapaian, target: Decimal, realisasi: Decimal) -> Cara:
    """Return the calculation of `hitung_capaian` with its numbers, as the lampiran *cara hitung* shows it."""
    if target == 0:
        reached = "tercapai, dihitung 100" if realisasi <= 0 else "tidak tercapai, dihitung 0"
        return Cara("target paling banyak 0, realisasi {}: " + reached, (realisasi,))
    return Cara(_POLA[rumus], (target, realisasi))


def hitung_rentang(bawah: Decimal, atas: Decimal, realisasi: Decimal) -> Decimal:
    """Return the capaian (percent) of a target between two bounds: 100 inside, outside less by how far off it is.

    Outside it is the distance to the nearer bound as a part of that bound: `R/T` below a positive one, `(2T-R)/T`
    above. Off a bound of 0 nothing can be measured: 0 percent.
    """
    if bawah <= realisasi <= atas:
        return SERATUS
    bound = bawah if realisasi < bawah else atas
    return (1 - abs(realisasi - bound) / abs(bound)) * SERATUS if bound else Decimal(0)


def cara_rentang(bawah: Decimal, atas: Decimal, realisasi: Decimal) -> Cara:
    """Return the calculation of `hitung_rentang` with its numbers."""
    if bawah <= realisasi <= atas:
        words = "realisasi {} tepat sama dengan target" if bawah == atas else "realisasi {} di antara {} dan {}"
        return Cara(words, (realisasi, bawah, atas))
    bound = bawah if realisasi < bawah else atas
    if not bound:
        return Cara("realisasi {} di luar batas 0, dihitung 0", (realisasi,))
    above = realisasi > bound
    return Cara(
        "(1 − ({} − {}) ÷ {}) × 100", (realisasi, bound, abs(bound)) if above else (bound, realisasi, abs(bound))
    )


def hitung_ordinal(rumus: RumusCapaian | None, target: Decimal, realisasi: Decimal) -> Decimal | str:
    """Return the capaian in percent of a step on a ladder; both are places from 1.

    `posisi`: place over place. `tercapai`: 100 at the target or above it, 0 below. Without a declared rule a lower step
    has no percentage: how much a step counts is the office's to say.
    """
    if rumus == "posisi":
        return hitung_capaian("R/T", target, realisasi)
    if realisasi >= target:
        return SERATUS
    return Decimal(0) if rumus == "tercapai" else "predikat di bawah target, dan rumus capaiannya belum dipilih"


def jenis_target(indikator: Indikator, target: Angka) -> JenisTarget:
    """Return what kind of promise a target is (at least, at most, between, exactly, words, to be set)."""
    if target.nilai is None:
        return "dengan kata" if target.teks else "belum ditetapkan"
    match indikator.polaritas:
        case "negatif":
            return "paling banyak"
        case "rentang":
            return "antara" if target.rentang else "tepat"
        case "ordinal":
            return "predikat"
        case "manual":
            return "ditetapkan"
        case _:
            return "paling sedikit"


# The formula of an indicator that declares none: the linter refuses that, but a report must still say what it did.
_BIASA: dict[str, RumusCapaian] = {"positif": "R/T", "negatif": "(2T-R)/T"}


def cara_menilai(indikator: Indikator) -> str:
    """Return how an indicator's capaian is found: by its formula, by `predikat` without one, or its polaritas."""
    if indikator.polaritas in ("rentang", "manual"):
        return indikator.polaritas
    usual: str = _BIASA.get(indikator.polaritas, "predikat")
    return indikator.rumus_capaian or usual


def ukur(indikator: Indikator, target: Angka, realisasi: Angka, kunci: str = "") -> Angka:
    """Return the capaian in percent by the indicator's polaritas and formula, or why there is none.

    A realisasi that is provisional makes a provisional capaian.
    """
    if indikator.polaritas == "manual":
        return persen(TIDAK_DIHITUNG, kunci)
    t, r = target.nilai, realisasi.nilai
    if t is None:
        return persen(target.alasan or "target tidak ditetapkan", kunci)
    if r is None:
        return persen(realisasi.alasan or "realisasi belum tersedia", kunci)
    found, cara = _hitung(indikator, t, t if target.atas is None else target.atas, r)
    return persen(found, kunci, cara, sementara=realisasi.sementara)


def _hitung(indikator: Indikator, bawah: Decimal, atas: Decimal, realisasi: Decimal) -> tuple[Decimal | str, Cara]:
    rumus = indikator.rumus_capaian
    if indikator.polaritas == "rentang":
        return hitung_rentang(bawah, atas, realisasi), cara_rentang(bawah, atas, realisasi)
    if indikator.polaritas == "ordinal":
        steps = dict(enumerate(indikator.tangga, start=1))
        named = (steps.get(int(realisasi), ""), steps.get(int(bawah), ""))
        words = Cara("predikat {} terhadap target {}", named)
        counted = Cara("{} ÷ {} × 100, tempat {} dan {} pada tangga predikat", (realisasi, bawah, *named))
        return hitung_ordinal(rumus, bawah, realisasi), counted if rumus == "posisi" else words
    plain: RumusCapaian = rumus if rumus in _POLA else _BIASA[indikator.polaritas]
    return hitung_capaian(plain, bawah, realisasi), cara_capaian(plain, bawah, realisasi)


def batasi(capaian: Angka, kebijakan: Kebijakan) -> Angka:
    """Return the capaian held within the policy's bounds (percent), as it goes into means."""
    if capaian.nilai is None:
        return capaian
    bounded = max(capaian.nilai, kebijakan.batas_bawah)
    if kebijakan.batas_atas is not None:
        bounded = min(bounded, kebijakan.batas_atas)
    if bounded == capaian.nilai:
        return capaian
    bound = "dinaikkan ke batas bawah" if bounded > capaian.nilai else "diturunkan ke batas atas"
    return persen(
        bounded,
        capaian.kunci.removesuffix("capaian") + "dihitung" if capaian.kunci else "",
        Cara("capaian {} " + bound + " {} menurut kebijakan pengukuran", (capaian.tampil, bounded)),
        sementara=capaian.sementara,
    )


def kategori(skala: Skala, capaian: Angka) -> str | None:
    """Return the class of a capaian. Classed is the value as shown (two decimals), so that table and class agree."""
    shown = capaian.terlihat
    if shown is None or not skala.kelas:
        return None
    return next((kelas.sebutan for kelas in skala.kelas if shown >= kelas.mulai), skala.kelas[-1].sebutan)


def rata_rata(parts: Sequence[Angka], alasan: str, kunci: str = "", bobot: Sequence[Decimal | None] = ()) -> Angka:
    """Return the mean of the percentages that exist; those without data are left out, never counted as zero.

    Weighted where every part has a weight (percent); the weights of the parts without data are left out with them.
    """
    weighted = bool(bobot) and None not in bobot
    weights = [w or Decimal(0) for w in bobot] if weighted else [Decimal(1)] * len(parts)
    pairs = [(w, p.nilai) for p, w in zip(parts, weights, strict=True) if p.nilai is not None]
    if not pairs:
        return persen(alasan, kunci)
    whole = sum((w for w, _ in pairs), Decimal(0))
    if not whole:
        return persen("bobot bagian yang mempunyai capaian 0", kunci)
    mean = sum((w * v for w, v in pairs), Decimal(0)) / whole
    provisional = any(p.sementara for p in parts if p.nilai is not None)
    return persen(mean, kunci, _cara_rata_rata(pairs, whole, weighted=weighted), sementara=provisional)


def _cara_rata_rata(pairs: Sequence[tuple[Decimal, Decimal]], whole: Decimal, *, weighted: bool) -> Cara:
    if not weighted:
        values = [v for _, v in pairs]
        return Cara("({}) ÷ {}", (values, whole)) if len(values) > 1 else Cara("{}", (values,))
    pola = f"({' + '.join(['{} × {}'] * len(pairs))}) ÷ {{}}"
    return Cara(pola, (*(number for pair in pairs for number in pair), whole))
