"""Rules about outputs: what a sub kegiatan made is reported beside its money, and is near what was planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkip.bilangan import tertulis
from lkip.capaian import Angka, Laporan
from lkip.check.aturan import aturan
from lkip.model import AnggaranSubKegiatan, SubKegiatan
from lkip.problem import Finding

# In percent of the target: beyond these a reason is asked for; a digit too many or too few is more than that.
_SETENGAH, _SATU_SETENGAH, _SEPULUH_KALI = 50, 150, 10
# Prose that names a program tells of its money where one of these words stands beside it.
_BELANJA = re.compile(r"(?i)\b(ter)?serap|anggaran|belanja|pagu|\bsisa\b|\bdihemat|\bpenghematan")
_ALINEA = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+|]|\d+\.)[ \t])")
_KENDALA = ("faktor_penghambat", "solusi")


def dijelaskan(laporan: Laporan, kode: str, nama: str) -> bool:
    """Whether a budget line is explained: in the prose about the budget, or elsewhere in prose or hindrances by money.

    Named by its code (also in a reference) or by its name.
    """
    name = re.sub(r"^program ", "", nama.lower())
    # A line of a paragraph may end within a name.
    texts = [(p.nama == "realisasi-anggaran", part) for p in laporan.bahan.narasi for part in _ALINEA.split(p.teks)]
    prose = [(own, " ".join(part.split())) for own, part in texts]
    reports = [r for unit in laporan.bahan.realisasi for r in unit.indikator]
    prose += [(False, getattr(r, field) or "") for r in reports for field in _KENDALA]
    return any(
        (kode in line or name in line.lower()) and (own or bool(_BELANJA.search(line.replace(kode, ""))))
        for own, line in prose
    )


def _berkeluaran(laporan: Laporan) -> list[tuple[SubKegiatan, AnggaranSubKegiatan]]:
    """Return the sub kegiatan on which money was spent, with an output to be made."""
    lines = {line.kode: line for line in laporan.bahan.anggaran.sub_kegiatan}
    planned = [s for p in laporan.bahan.renja.program for k in p.kegiatan for s in k.sub_kegiatan]
    return [(s, lines[s.kode]) for s in planned if s.kode in lines and s.target > 0 and lines[s.kode].realisasi > 0]


def _dilaporkan(laporan: Laporan) -> bool:
    """Whether the office reports the outputs of a whole year: more than two of three lines have one."""
    given = [line.keluaran is not None for _, line in _berkeluaran(laporan)]
    return laporan.sampai_triwulan is None and 3 * sum(given) > 2 * len(given)


def _diminta(laporan: Laporan) -> list[str]:
    return [sub.kode for sub, _ in _berkeluaran(laporan)]


def _diisi(laporan: Laporan) -> list[str]:
    return [sub.kode for sub, line in _berkeluaran(laporan) if line.keluaran is not None]


@aturan(
    "L18", "53/2014: Lampiran II, III.A.6", "88/2021: 3.b.8", pokok="sub kegiatan", bila=_dilaporkan, periksa=_diminta
)
def keluaran_ada(laporan: Laporan) -> Iterator[Finding]:
    """Setiap sub kegiatan yang dibelanjai melaporkan keluarannya, bila kebanyakan sub kegiatan lain melaporkannya.

    Efisiensi membandingkan keluaran dengan uang yang dipakai. Satu keluaran yang tidak terisi membuat efisiensi
    programnya tidak dapat dihitung, dan yang dibeli dengan uangnya tidak terlihat.

    Perbaikan: isi keluaran pada baris sub kegiatan itu di anggaran.yml, dalam satuan di renja.yml; tulis 0 bila memang
    tidak ada yang dihasilkan.
    """
    for sub, line in _berkeluaran(laporan):
        if line.keluaran is None:
            money = Angka(line.realisasi, "Rp", 0).lengkap
            what = f"keluaran {sub.kode} ({sub.nama}) belum dilaporkan, padahal belanjanya {money}"
            mend = f"isi keluaran ({sub.keluaran}, dalam {sub.satuan}), atau tulis 0"
            yield line.at("kode"), f"{what}; {mend}", "peringatan", sub.kode


def _setahun(laporan: Laporan) -> bool:
    return laporan.sampai_triwulan is None


@aturan("L21", "53/2014: Lampiran III.II.5", "88/2021: 3.b.8", pokok="sub kegiatan", bila=_setahun, periksa=_diisi)
def keluaran_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Keluaran sub kegiatan berada di antara setengah dan satu setengah kali targetnya, atau bedanya dijelaskan.

    Target keluaran ditetapkan bersama pagunya. Keluaran yang sepuluh kali targetnya dengan uang yang sama hampir selalu
    salah ketik; yang jauh di atas atau di bawah target perlu dijelaskan, sebab efisiensi dihitung darinya.

    Perbaikan: cocokkan dengan laporan sub kegiatannya dan satuan di renja.yml. Bila angkanya benar, jelaskan sebabnya
    di narasi/realisasi-anggaran.md dengan menyebut nama sub kegiatannya.
    """
    for sub, line in _berkeluaran(laporan):
        if line.keluaran is None:
            continue
        part = line.keluaran * 100 / sub.target
        slipped = _meleset(part)
        if slipped or (not _SETENGAH <= part < _SATU_SETENGAH and not dijelaskan(laporan, sub.kode, sub.nama)):
            both = f"keluaran {sub.kode} ({sub.nama}) {tertulis(line.keluaran)} {sub.satuan}, targetnya"
            mend = "periksa angka dan satuannya" if slipped else "periksa angkanya, atau jelaskan sebabnya di narasi"
            yield line.at("keluaran"), f"{both} {tertulis(sub.target)}; {mend}", "peringatan", sub.kode


def _meleset(part: Decimal) -> bool:
    """Whether an output is ten times its target or more, or a tenth or less (but made at all)."""
    return part >= 100 * _SEPULUH_KALI or 0 < part <= Decimal(100) / _SEPULUH_KALI
