"""Rules about programs over the years: one name for one code, the same goals from year to year."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.check.nomenklatur import baku
from lkip.model import Program, TahunLalu
from lkip.problem import Finding


def _lalu(laporan: Laporan) -> TahunLalu | None:
    """Return the data of the year before, where it has a folder of its own."""
    return next((y for y in laporan.bahan.lalu if y.tahun == laporan.tahun - 1), None)


@aturan(
    "L22",
    "050-5889/2021: lampiran",
    "isian: satu nama untuk satu hal",
    pokok="program",
    bila=lambda laporan: bool(laporan.bahan.riwayat.anggaran),
)
def nama_program_tetap(laporan: Laporan) -> Iterator[Finding]:
    """Program di riwayat.yml bernama sama dengan program berkode sama di renja.yml.

    Serapan beberapa tahun disandingkan menurut kode program. Bila namanya lain, mungkin kodenya milik program lain, dan
    yang disandingkan bukan hal yang sama.

    Perbaikan: samakan nama di riwayat.yml dengan renja.yml. Bila programnya memang lain, perbaiki kodenya.
    """
    known = {program.kode: program.nama for program in laporan.bahan.renja.program}
    for past in laporan.bahan.riwayat.anggaran:
        if past.kode in known and baku(past.nama) != baku(known[past.kode]):
            message = f"program {past.kode} di riwayat.yml bernama '{past.nama}', di renja.yml '{known[past.kode]}'"
            yield past.at("nama"), f"{message}; samakan, atau perbaiki kodenya", "peringatan", past.kode


@aturan(
    "L19",
    "53/2014: Lampiran II, Bab III.A.7",
    pokok="program",
    bila=lambda laporan: _lalu(laporan) is not None,
)
def sasaran_program_tetap(laporan: Laporan) -> Iterator[Finding]:
    """Program mendukung sasaran yang sama dengan tahun lalu.

    Kaitan program dan sasaran berasal dari Renstra, yang berlaku beberapa tahun. Kaitan yang berpindah memindahkan
    anggaran ke sasaran lain, sehingga efisiensi dan perbandingannya dengan tahun lalu berubah arti.

    Perbaikan: cocokkan sasaran program itu dengan Renstra. Bila kaitannya memang berubah, catat di pengecualian.yml.
    """
    last = _lalu(laporan)
    programs = laporan.bahan.renja.program
    before = {program.kode: program.sasaran for program in last.renja.program} if last else {}
    # A goal that no program serves in one of the years is told there: sasaran-didukung.
    served = _didukung(programs) & _didukung(last.renja.program if last else ())
    for program in programs:
        past = before.get(program.kode, program.sasaran)
        moved = set(past) ^ set(program.sasaran)
        if moved and moved <= served:
            own, then = " dan ".join(program.sasaran), " dan ".join(past)
            message = (
                f"program {program.kode} ({program.nama}) mendukung sasaran {own}, tahun {laporan.tahun - 1} {then}"
            )
            yield program.at("sasaran"), f"{message}; cocokkan dengan Renstra", "peringatan", program.kode


def _didukung(programs: tuple[Program, ...]) -> set[str]:
    return {kode for program in programs for kode in program.sasaran}
