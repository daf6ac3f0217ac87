"""What a figure of an indicator may be, by its polaritas, and how what a check saw of one is written."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from lkip.capaian import TRIWULAN, Angka, CapaianIndikator
from lkip.model import Indikator

# A field and what is wrong with it, as the end of a sentence.
Salah = tuple[str, str]


def dekat(value: str, known: Iterable[str]) -> str | None:
    """Return the name nearest to `value`, without regard to capitals."""
    by_lower = {name.lower(): name for name in known}
    near = difflib.get_close_matches(value.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else None


def predikat_salah(indikator: Indikator, teks: str) -> str | None:
    """Say that a step is not on the indicator's ladder, with the nearest one; a ladder not yet written knows none."""
    tangga = indikator.tangga
    if teks in tangga or not tangga:
        return None
    near = dekat(teks, tangga)
    mend = f"maksudnya '{near}'?" if near else f"pilihannya: {', '.join(tangga)}"
    return f"berupa predikat '{teks}' yang tidak ada pada tangga; {mend}"


def yang_ditulis(indikator: Indikator, angka: str, teks: str) -> str:
    """Return which field a figure of the indicator is written in."""
    if indikator.polaritas == "ordinal":
        return f"predikatnya di {teks}"
    return f"{angka} atau {teks}" if indikator.polaritas == "manual" else angka


def isian_realisasi(indikator: Indikator) -> tuple[str, ...]:
    """Return the fields of a report that hold the indicator's realisasi."""
    if indikator.polaritas == "ordinal":
        return ("teks",)
    if indikator.komponen:
        return ("pembilang", "penyebut")
    if indikator.metode:
        return ("survei",)
    typed = "tahunan" if indikator.agregasi == "manual" else "triwulan"
    return (typed, "teks") if indikator.polaritas == "manual" else (typed,)


def nilai_salah(
    indikator: Indikator, angka: object, teks: str | None, isian: tuple[str, str] = ("nilai", "teks")
) -> Salah | None:
    """Return what is wrong with a figure given as number or words (in the fields `isian`) by the polaritas."""
    at_number, at_words = isian
    of = f"{indikator.kode} berpolaritas {indikator.polaritas}"
    if indikator.polaritas == "manual":
        if angka is not None and teks is not None:
            return at_words, f"ditulis dua kali, sebagai angka dan sebagai kata; hapus {at_number} atau {at_words}"
        return None
    if indikator.polaritas == "ordinal":
        if angka is not None:
            return at_number, f"berupa angka, tetapi {of}; tulis predikatnya di {at_words} dan hapus {at_number}"
        wrong = predikat_salah(indikator, teks) if teks is not None else None
        return (at_words, wrong) if wrong else None
    if teks is not None:
        mend = f"tulis angkanya di {at_number} dan hapus {at_words}"
        return at_words, f"berupa kata, tetapi {of}; {mend}, atau ubah polaritasnya menjadi ordinal atau manual"
    return None


def dilaporkan(item: CapaianIndikator) -> bool:
    """Whether a unit handed in anything for an indicator."""
    return item.bahan is not None


def bertarget(item: CapaianIndikator) -> bool:
    """Whether an indicator has a target this year; one that is not set yet says only why."""
    return item.jenis_target != "belum ditetapkan"


def per_triwulan(quarters: Sequence[Angka]) -> str:
    """Write the quarters that have a figure: `I 24,0; II 22,0`."""
    named = zip(TRIWULAN, quarters, strict=False)
    return "; ".join(f"{name} {q.tampil}" for name, q in named if q.nilai is not None or q.teks)


def lihat_realisasi(item: CapaianIndikator) -> str:
    """Write the year's realisasi with its quarters."""
    quarters = per_triwulan(item.triwulan)
    return f"realisasi {item.realisasi.lengkap}" + (f" ({quarters})" if quarters else "")


def lihat_target(item: CapaianIndikator) -> str:
    """Write the target and its kind: `positif, target paling sedikit 84`."""
    kind = item.jenis_target
    figure = "" if kind == "belum ditetapkan" else f" {item.target.tampil}"
    return f"{item.indikator.polaritas}, target {kind}{figure}"


def lihat_capaian(item: CapaianIndikator) -> str:
    """Write the capaian as shown."""
    return f"capaian {item.capaian.lengkap}"
