"""Rules that hold the year's agreement against the Renstra: targets, and how they are measured, as signed."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import Angka, CapaianIndikator, Laporan, angka_target
from lkip.check.aturan import aturan
from lkip.check.bentuk import bertarget
from lkip.model import Indikator, TargetIndikator
from lkip.problem import Finding


def _target(i: Indikator, promised: TargetIndikator) -> Angka:
    return angka_target(i, promised, promised.target, "belum ditetapkan")


def _lihat(item: CapaianIndikator) -> str:
    return f"target perjanjian {item.target.bersatuan}"


@aturan(
    "L01",
    "53/2014: Lampiran III, daftar uji III.2",
    "53/2014: Lampiran III, daftar uji III.3",
    pokok="indikator",
    lihat=_lihat,
    berlaku=bertarget,
)
def target_sesuai_renstra(laporan: Laporan) -> Iterator[Finding]:
    """Target dalam perjanjian kinerja sama dengan target Renstra tahun itu, atau perbedaannya dijelaskan.

    Perjanjian kinerja menurunkan Renstra ke satu tahun; reviu menanyakan apakah keduanya selaras, dan bila tidak,
    apakah dijelaskan. Target tahun lalu yang tersalin ke tahun ini paling sering ketahuan di sini.

    Perbaikan: samakan target di perjanjian kinerja dengan renstra.yml. Bila memang berbeda: pada perjanjian perubahan
    jelaskan di alasan_perubahan dengan menyebut kode indikatornya, pada perjanjian murni catat di pengecualian.yml.
    """
    for pk in laporan.bahan.perjanjian:
        promised = {t.kode: t for t in reversed(pk.indikator)}
        for i in laporan.bahan.renstra.indikator:
            planned = next((t for t in i.target if t.tahun == laporan.tahun), None)
            if planned is None or i.kode not in promised or i.kode in _kata(pk.alasan_perubahan):
                continue
            here = _target(i, promised[i.kode])
            there = angka_target(i, planned, planned.nilai, "belum ditetapkan")
            if (here.nilai, here.atas, here.teks) == (there.nilai, there.atas, there.teks) or not _ada(here, there):
                continue
            named = f"target {i.kode} dalam perjanjian kinerja {pk.jenis} {here.tampil}"
            message = f"{named}, dalam Renstra tahun {laporan.tahun} {there.tampil}"
            mend = "samakan, atau catat alasannya di pengecualian.yml"
            if pk.jenis == "perubahan":
                mend = "samakan, atau jelaskan di alasan_perubahan dengan menyebut kodenya"
            yield promised[i.kode].at("target"), f"{message}; {mend}", "peringatan", i.kode


def _kata(text: str | None) -> set[str]:
    """Return the words of a sentence: a code is meant only as a whole word."""
    return {word.strip(".,;:()") for word in (text or "").split()}


def _ada(*targets: Angka) -> bool:
    return all(t.nilai is not None or t.teks for t in targets)


def _pilihan(i: Indikator) -> tuple[str, ...]:
    """Return what of an indicator's measure could be chosen otherwise, and so belongs into the agreement."""
    chosen = i.rumus_capaian is not None and i.polaritas in ("negatif", "ordinal")
    return (*(("rumus_capaian",) if chosen else ()), *(("ambang_tren",) if i.ambang_tren else ()))


@aturan(
    "L04",
    "88/2021: 2.a.2",
    pokok="indikator",
    lihat=lambda item: ", ".join(_pilihan(item.indikator)),
    berlaku=lambda item: bool(_pilihan(item.indikator)),
)
def cara_ukur_terkunci(laporan: Laporan) -> Iterator[Finding]:
    """Rumus capaian yang dapat dipilih dan ambang tren tertulis pula dalam perjanjian kinerja tahun itu.

    Cara mengukur ditetapkan sebelum hasilnya ada. Tanpa salinan dalam perjanjian yang ditandatangani, perubahan di
    renstra.yml setelah hasilnya diketahui tidak dapat dilihat siapa pun.

    Perbaikan: salin rumus_capaian dan ambang_tren dari renstra.yml ke perjanjian kinerja, pada indikatornya.
    """
    pk = laporan.bahan.perjanjian[0]
    promised = {t.kode: t for t in reversed(pk.indikator)}
    for i in laporan.bahan.renstra.indikator:
        found = promised.get(i.kode)
        missing = [name for name in _pilihan(i) if found is not None and getattr(found, name) is None]
        if found is not None and missing:
            what = " dan ".join(missing)
            message = f"{i.kode}: perjanjian kinerja tidak memuat {what}; salin dari renstra.yml"
            yield found.at(), f"{message}, agar perubahan sesudahnya terlihat", "peringatan", i.kode
