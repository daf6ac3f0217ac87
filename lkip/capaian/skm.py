"""Survei Kepuasan Masyarakat: answers → means of the nine elements → index, mutu and kinerja (PermenPAN-RB 14/2017)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkip.bilangan import half_up
from lkip.capaian.angka import TRIWULAN, Angka, Cara, bulat
from lkip.capaian.laporan import HasilSurvei, NilaiUnsur
from lkip.model import Survei

# The elements in the order of the answer sheets, by field of `model.Unsur`.
UNSUR = {
    "persyaratan": "Persyaratan",
    "prosedur": "Sistem, mekanisme dan prosedur",
    "waktu": "Waktu penyelesaian",
    "biaya": "Biaya atau tarif",
    "produk": "Produk spesifikasi jenis pelayanan",
    "kompetensi": "Kompetensi pelaksana",
    "perilaku": "Perilaku pelaksana",
    "pengaduan": "Penanganan pengaduan, saran dan masukan",
    "sarana": "Sarana dan prasarana",
}
KONVERSI = Decimal(25)
# Lowest index of each class, two decimals: the rounded index is what is classed, so nothing falls between two classes.
MUTU = (
    (Decimal("88.31"), "A", "Sangat baik"),
    (Decimal("76.61"), "B", "Baik"),
    (Decimal("65.00"), "C", "Kurang baik"),
    (Decimal("25.00"), "D", "Tidak baik"),
)


def mutu(indeks: Decimal | None) -> tuple[str, str] | tuple[None, None]:
    """Return mutu pelayanan (A–D) and kinerja of an index (25–100), classed as rounded half up to two decimals."""
    if indeks is None:
        return None, None
    shown = half_up(indeks, 2)
    return next(((letter, words) for low, letter, words in MUTU if shown >= low), MUTU[-1][1:])


def hitung_survei(survei: Survei, satuan: str = "indeks", kunci: str = "") -> HasilSurvei:
    """Return a survey's index: the plain mean of the nine elements' means (weights of exactly 1/9), times 25.

    An element's mean is over those who answered it. Without a mean for every element there is no index.
    """
    means, words = _unsur(survei)
    elements = tuple(_nilai(name, mean, cara) for name, mean, cara in zip(UNSUR.values(), means, words, strict=True))
    known = [m for m in means if m is not None]
    if len(known) == len(UNSUR):
        value = sum(known, Decimal(0)) / len(UNSUR) * KONVERSI
        cara = Cara("({}) ÷ 9 × 25", (known,))
        indeks = Angka(value, satuan, 2, kunci=kunci, hitungan=cara)
    else:
        indeks = Angka(None, satuan, 2, _kurang(survei, means), kunci)
    letter, kinerja = mutu(indeks.nilai)
    count = len(survei.jawaban) or survei.responden
    return HasilSurvei(
        survei=survei,
        triwulan=TRIWULAN[survei.triwulan - 1],
        responden=bulat(count, "orang") if count else Angka(None, "orang", 0, "jumlah responden tidak dilaporkan"),
        indeks=indeks,
        mutu=letter,
        kinerja=kinerja,
        unsur=elements,
    )


def _unsur(survei: Survei) -> tuple[Sequence[Decimal | None], Sequence[Cara | str]]:
    """Return the mean of every element and how it came to be: from the answers where they were handed in."""
    if survei.jawaban:
        sheets = [[int(mark) for mark in column if mark != "-"] for column in zip(*survei.jawaban, strict=True)]
        sums = [Decimal(sum(column)) for column in sheets]
        counts = [Decimal(len(column)) for column in sheets]
        means = [total / count if count else None for total, count in zip(sums, counts, strict=True)]
        return means, [Cara("{} ÷ {} jawaban", pair) for pair in zip(sums, counts, strict=True)]
    if survei.unsur:
        return [getattr(survei.unsur, name) for name in UNSUR], ["nilai rata-rata yang dilaporkan"] * len(UNSUR)
    return [None] * len(UNSUR), [""] * len(UNSUR)


def _kurang(survei: Survei, means: Sequence[Decimal | None]) -> str:
    if not survei.jawaban:
        return "hasil survei belum diisi"
    missing = [name for name, mean in zip(UNSUR.values(), means, strict=True) if mean is None]
    return f"tidak seorang pun menjawab unsur {'; '.join(missing)}"


def _nilai(nama: str, mean: Decimal | None, cara: Cara | str) -> NilaiUnsur:
    if mean is None:
        none = Angka(None, "", 2, "tidak ada jawaban")
        return NilaiUnsur(nama=nama, rata_rata=none, konversi=none, mutu=None)
    return NilaiUnsur(
        nama=nama,
        rata_rata=Angka(mean, "", 2, hitungan=cara),
        konversi=Angka(mean * KONVERSI, "", 2, hitungan=Cara("{} × 25", (mean,))),
        mutu=mutu(mean * KONVERSI)[0],
    )
