"""Rules about surveys: one for a quarter that is measured, by elements or by answers."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import DIUKUR, TRIWULAN, CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import dilaporkan
from lkip.model import Survei
from lkip.problem import Finding


def _hasil_survei(item: CapaianIndikator) -> str:
    return "; ".join(f"{s.triwulan} {s.indeks.tampil} dari {s.responden.tampil} responden" for s in item.survei)


@aturan(
    "",
    "14/2017: sembilan unsur pelayanan",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_hasil_survei,
    berlaku=lambda item: dilaporkan(item) and item.indikator.metode == "skm",
)
def survei_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Setiap triwulan yang diukur mempunyai paling banyak satu survei, yang diisi menurut unsur atau menurut jawaban
    responden.

    Indeks kepuasan masyarakat dihitung dari sembilan unsur pelayanan. Survei ganda, atau jumlah responden yang tidak
    sama dengan jumlah jawaban, membuat indeksnya tidak dapat dihitung ulang.

    Perbaikan: pilih unsur atau jawaban, samakan responden dengan banyaknya jawaban, dan pindahkan survei ke triwulan
    yang diukur.
    """
    for item in laporan.indikator:
        if item.bahan is None or item.indikator.metode != "skm":
            continue
        first: dict[int, Survei] = {}
        for survei in item.bahan.survei:
            when = f"survei {item.kode} triwulan {TRIWULAN[survei.triwulan - 1]}"
            if survei.triwulan in first:
                line = first[survei.triwulan].at("triwulan").line
                message = f"{when} sudah ada di baris {line}; hapus salah satu, atau perbaiki triwulannya"
                yield survei.at("triwulan"), message, "galat", item.kode
            first.setdefault(survei.triwulan, survei)
            if survei.triwulan - 1 not in DIUKUR[item.indikator.frekuensi]:
                message = f"{item.kode} diukur {item.indikator.frekuensi}; pindahkan survei triwulan"
                mend = f"{TRIWULAN[survei.triwulan - 1]} ke triwulan yang diukur, atau ubah frekuensinya di renstra.yml"
                yield survei.at("triwulan"), f"{message} {mend}", "galat", item.kode
            yield from _isi_survei(item.kode, when, survei)


def _isi_survei(kode: str, when: str, survei: Survei) -> Iterator[Finding]:
    answers = len(survei.jawaban)
    if survei.unsur and survei.jawaban:
        message = f"{when} memuat unsur dan jawaban sekaligus; pilih salah satu, hapus yang lain"
        yield survei.at("unsur"), message, "galat", kode
    if not survei.unsur and not survei.jawaban:
        yield survei.at(), f"{when} belum mempunyai hasil; isi unsur, atau jawaban tiap responden", "galat", kode
    if answers and survei.responden not in (None, answers):
        message = f"{when} menyebut {survei.responden} responden, tetapi memuat {answers} jawaban; samakan"
        yield survei.at("responden"), message, "galat", kode
