"""Rules about the scale of categories: a known one, or classes of its own without gap and overlap."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import SKALA, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import dekat
from lkip.model import Kelas, Skala
from lkip.problem import Finding

# Above this a bound of a mean bounds nothing: a nought too many.
_TERTINGGI = 200
# Where the classes of regulations begin, the lowest one left out: each reads its own lower bound.
_DITETAPKAN = (
    (
        re.compile(r"(?i)(?:permendagri|menteri dalam negeri).*\b86(?:/| tahun )2017\b"),
        "Permendagri 86/2017",
        SKALA["permendagri-86-2017"].kelas,
    ),
    (
        re.compile(r"(?i)(?:permenpan|pendayagunaan aparatur).*\b14(?:/| tahun )2017\b"),
        "PermenPAN-RB 14/2017",
        tuple(
            Kelas(sebutan=mutu, mulai=Decimal(start))
            for mutu, start in (("A", "88.31"), ("B", "76.61"), ("C", "65"), ("D", "25"))
        ),
    ),
)


def _skala(laporan: Laporan) -> tuple[Skala, ...]:
    """Return the scales that are written down: the office's and, where there is one, the year's."""
    own = laporan.bahan.dokumen.skala
    return (laporan.bahan.instansi.skala, own) if own else (laporan.bahan.instansi.skala,)


@aturan("L27", "53/2014: Lampiran III, daftar uji II.5", "isian: nama yang dirujuk ada", tetap=True)
def skala_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Skala kategori adalah salah satu skala bawaan, atau memuat kelas sendiri beserta sumbernya.

    Petunjuk teknis laporan kinerja tidak menetapkan satu skala, jadi skala yang dipakai harus disebut asalnya supaya
    kategori seperti Sangat Tinggi dapat diperiksa orang lain.

    Perbaikan: pilih nama skala bawaan, atau tulis kelas dan sumber di instansi.yml (untuk satu tahun saja: di
    dokumen.yml).
    """
    for skala in _skala(laporan):
        if skala.kelas:
            if not skala.sumber:
                message = f"skala '{skala.nama}' memuat kelas sendiri; tambahkan sumber yang menetapkannya"
                yield skala.at("nama"), message, "galat", ""
        elif skala.nama not in SKALA:
            near = dekat(skala.nama, SKALA)
            mend = f"maksudnya '{near}'?" if near else "tulis kelasnya, atau pilih skala bawaan:"
            shipped = f"(bawaan: {', '.join(SKALA)})" if near else ", ".join(SKALA)
            yield skala.at("nama"), f"skala '{skala.nama}' tidak mempunyai kelas; {mend} {shipped}", "galat", ""


@aturan("L27", "aritmetika: setiap capaian mempunyai satu kelas", tetap=True)
def skala_runtut(laporan: Laporan) -> Iterator[Finding]:
    """Kelas skala berurutan dari tertinggi ke terendah tanpa celah dan tanpa tumpang tindih, sampai ke batas bawah
    capaian.

    Dalam laporan yang terbit dijumpai kelas yang bertumpang tindih dan celah di antara dua kelas. Capaian yang jatuh di
    situ mempunyai dua sebutan atau tidak satu pun.

    Perbaikan: tulis mulai tiap kelas dari yang tertinggi; isian sampai, bila ditulis, sama dengan mulai kelas di
    atasnya. Batas atas capaian tidak boleh kurang dari 100, dan lebih dari 200 berarti salah ketik; hapus bila capaian
    memang tidak dibatasi.
    """
    kebijakan = laporan.bahan.instansi.kebijakan
    for skala in _skala(laporan):
        yield from _runtut(skala)
        if skala.kelas and skala.kelas[-1].mulai > kebijakan.batas_bawah:
            message = f"kelas terendah harus mulai dari batas bawah capaian ({tertulis(kebijakan.batas_bawah)})"
            yield skala.kelas[-1].at("mulai"), message, "galat", ""
    if kebijakan.batas_atas is not None and kebijakan.batas_atas <= kebijakan.batas_bawah:
        yield kebijakan.at("batas_atas"), "batas atas capaian harus lebih besar dari batas bawahnya", "galat", ""
    elif kebijakan.batas_atas is not None and kebijakan.batas_atas < 100:
        bound = f"batas atas capaian {tertulis(kebijakan.batas_atas)} membuat yang tercapai tampak belum tercapai"
        yield kebijakan.at("batas_atas"), f"{bound}; tulis 100 atau lebih, atau hapus", "galat", ""
    elif kebijakan.batas_atas is not None and kebijakan.batas_atas > _TERTINGGI:
        bound = f"batas atas capaian {tertulis(kebijakan.batas_atas)} tidak membatasi apa pun"
        yield kebijakan.at("batas_atas"), f"{bound}; perbaiki angkanya, atau hapus bila tanpa batas", "peringatan", ""


def _runtut(skala: Skala) -> Iterator[Finding]:
    if skala.kelas and skala.kelas[0].sampai is not None:
        message = f"kelas tertinggi '{skala.kelas[0].sebutan}' tidak mempunyai batas atas; hapus sampai"
        yield skala.kelas[0].at("sampai"), message, "galat", ""
    for above, below in itertools.pairwise(skala.kelas):
        if below.mulai >= above.mulai:
            message = f"kelas '{below.sebutan}' harus mulai di bawah '{above.sebutan}'; urutkan dari tertinggi"
            yield below.at("mulai"), message, "galat", ""
        elif below.sampai is not None and below.sampai != above.mulai:
            gap = below.sampai < above.mulai
            both = f"kelas '{below.sebutan}' sampai {tertulis(below.sampai)}, tetapi '{above.sebutan}' mulai"
            what = "capaian di antaranya tidak mempunyai kelas" if gap else "capaian di antaranya mempunyai dua kelas"
            yield below.at("sampai"), f"{both} {tertulis(above.mulai)}: {what}; samakan", "galat", ""


def _rujukan(skala: Skala) -> tuple[str, tuple[Kelas, ...]] | None:
    """Return the regulation that a scale says that its classes come from, with the classes of that regulation."""
    said = f"{skala.nama} {skala.sumber or ''}"
    return next(((name, kelas) for pattern, name, kelas in _DITETAPKAN if skala.kelas and pattern.search(said)), None)


@aturan(
    "L27",
    "86/2017: skala nilai peringkat kinerja",
    "14/2017: nilai persepsi dan mutu pelayanan",
    bila=lambda laporan: any(_rujukan(skala) for skala in _skala(laporan)),
)
def skala_sesuai_sumber(laporan: Laporan) -> Iterator[Finding]:
    """Skala yang menyebut peraturan sebagai sumbernya memakai batas kelas peraturan itu.

    Kategori seperti Sangat Tinggi berarti sesuatu karena semua instansi memakai batas yang sama. Batas yang bergeser
    satu angka memberi indikator di tepinya sebutan yang tidak dibenarkan peraturannya.

    Perbaikan: samakan mulai setiap kelas dengan peraturannya, atau pilih skala bawaan. Bila batas lain memang
    ditetapkan, tulis peraturan yang menetapkannya di sumber.
    """
    for skala in _skala(laporan):
        if (known := _rujukan(skala)) and not any(_runtut(skala)):  # told above: it is in disorder anyhow
            yield from _berbeda(skala, *known)


def _berbeda(skala: Skala, peraturan: str, kelas: tuple[Kelas, ...]) -> Iterator[Finding]:
    if len(skala.kelas) != len(kelas):
        message = f"skala '{skala.nama}' memuat {len(skala.kelas)} kelas, menurut {peraturan} {len(kelas)}"
        yield skala.at("kelas"), f"{message}; samakan, atau tulis sumber yang menetapkannya", "peringatan", ""
        return
    # The lowest class has no bound of its own there: everything below the class above.
    for own, right in zip(skala.kelas[:-1], kelas, strict=False):
        if own.mulai != right.mulai:
            message = f"kelas '{own.sebutan}' mulai {tertulis(own.mulai)}, menurut {peraturan} {tertulis(right.mulai)}"
            yield own.at("mulai"), f"{message}; samakan, atau tulis sumber yang menetapkannya", "peringatan", ""
