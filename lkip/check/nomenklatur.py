"""Rules about official codes and names of programs, kegiatan and sub kegiatan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.model import Kegiatan, Program, SubKegiatan
from lkip.problem import Finding


@aturan("L22", "050-5889/2021: lampiran", pokok="sub kegiatan", bila=lambda laporan: bool(laporan.bahan.nomenklatur))
def nomenklatur_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Kode dan nama program, kegiatan dan sub kegiatan sama dengan daftar resmi tahunnya.

    Anggaran daerah disusun menurut klasifikasi, kodefikasi dan nomenklatur yang ditetapkan Menteri Dalam Negeri; kode
    atau nama yang lain tidak dapat dicocokkan dengan DPA. Daftar di content/nomenklatur/ belum tentu lengkap, karena
    itu ini peringatan.

    Perbaikan: samakan dengan DPA. Bila kode itu memang ada dalam daftar resmi, tambahkan barisnya di
    content/nomenklatur/<tahun>.tsv.
    """
    known = laporan.bahan.nomenklatur
    for what, item in _semua(laporan):
        if "X" in item.kode:
            continue
        official = known.get(item.kode) or known.get(re.sub(r"^[0-9]+\.[0-9]+", "X.XX", item.kode))
        if official is None:
            message = f"{what} {item.kode} ({item.nama}) tidak ada dalam daftar nomenklatur"
            yield (
                item.at("kode"),
                f"{message}; samakan kodenya dengan DPA, atau lengkapi daftarnya",
                "peringatan",
                item.kode,
            )
        elif baku(official) != baku(item.nama):
            message = f"nama {what} {item.kode} '{item.nama}' berbeda dari daftar nomenklatur: '{official}'"
            yield item.at("nama"), f"{message}; samakan", "peringatan", item.kode


def _semua(laporan: Laporan) -> Iterator[tuple[str, Program | Kegiatan | SubKegiatan]]:
    for program in laporan.bahan.renja.program:
        yield "program", program
        for kegiatan in program.kegiatan:
            yield "kegiatan", kegiatan
            for sub in kegiatan.sub_kegiatan:
                yield "sub kegiatan", sub


def baku(nama: str) -> str:
    """Return a name without regard to capitals, spaces and the word in front of a program's."""
    return re.sub(r"\s+", "", nama.lower()).removeprefix("program")
