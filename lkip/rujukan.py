"""Names that prose may write between double braces, `{{IKU-01.capaian}}`, and what they stand for; no expressions."""

from __future__ import annotations

import difflib
import re

from lkip.capaian import TRIWULAN, CapaianSasaran, CapaianTujuan, Laporan
from lkip.model import Prosa
from lkip.problem import Problem, Source

RUJUKAN = re.compile(r"\{\{([^{}\n]*)\}\}")
# A figure and, one space behind it, its unit: printed they must not be torn apart.
BERSATUAN = re.compile(r"\{\{([^{}\n]*)\}\} \{\{([^{}\n]*\.satuan)\s*\}\}")
# A reference with a brace too few on one side or both: known by its name, for other text may have braces of its own.
_SATU_KURUNG = re.compile(r"\{([^{}\n]+)\}")


def names(laporan: Laporan) -> dict[str, str]:
    """Return every name with the text that replaces it, as shown (rounded, with % or Rp)."""
    bahan = laporan.bahan
    found = {
        "tahun": str(laporan.tahun),
        "tahun_lalu": str(laporan.tahun - 1),
        "periode": f"{bahan.renstra.periode_awal}–{bahan.renstra.periode_akhir}",
        "sampai_triwulan": laporan.sampai_triwulan or TRIWULAN[-1],
        "capaian": laporan.capaian.lengkap,
        "tanpa_batas": laporan.tanpa_batas.lengkap,
        "kategori": laporan.kategori or "belum dapat dinilai",
        "disaksikan": str(laporan.disaksikan),
        "dapat_disaksikan": str(laporan.dapat_disaksikan),
        "instansi.nama": bahan.instansi.nama,
        "instansi.kabupaten": bahan.instansi.kabupaten,
    }
    for line in (laporan.anggaran, *laporan.anggaran.bagian):
        prefix = line.kode or "anggaran"
        found |= {
            f"{prefix}.{name}": getattr(line, name).lengkap
            for name in ("pagu_awal", "pagu", "realisasi", "sisa", "serapan")
        }
        if line.kode:
            found[f"{prefix}.nama"] = line.nama
    parts: tuple[CapaianTujuan | CapaianSasaran, ...] = (*laporan.tujuan, *laporan.sasaran)
    for part in parts:
        found |= {f"{part.kode}.nama": part.nama, f"{part.kode}.capaian": part.capaian.lengkap}
        found[f"{part.kode}.tanpa_batas"] = part.tanpa_batas.lengkap
        found[f"{part.kode}.kategori"] = part.kategori or "belum dapat dinilai"
    for goal in laporan.sasaran:
        cost = goal.efisiensi
        costs = {"serapan": cost.serapan, "efisiensi": cost.selisih, "hemat": cost.hemat}
        found |= {f"{goal.kode}.{name}": figure.lengkap for name, figure in costs.items()}
        found[f"{goal.kode}.efisiensi_simpulan"] = cost.simpulan
    for item in laporan.indikator:
        last = next((t for t in item.tahun if t.tahun == laporan.tahun - 1), None)
        figures = {
            "target": item.target,
            "realisasi": item.realisasi,
            "capaian": item.capaian,
            "dihitung": item.dihitung,
            "perubahan": item.perubahan,
            "target_akhir": item.target_akhir,
            "kemajuan": item.kemajuan,
            "laju": item.laju.rata_rata,
            "laju_perlu": item.laju.perlu,
            "rata_rata_realisasi": item.rata_rata_realisasi,
            "rata_rata_capaian": item.rata_rata_capaian,
        }
        found |= {f"{item.kode}.{name}": figure.lengkap for name, figure in figures.items()}
        found |= {
            f"{item.kode}.nama": item.nama,
            f"{item.kode}.satuan": item.satuan,
            f"{item.kode}.kategori": item.kategori or "belum dapat dinilai",
            f"{item.kode}.jenis_target": item.jenis_target,
            f"{item.kode}.tren": item.tren or "belum dapat dinilai",
            f"{item.kode}.laju_simpulan": item.laju.simpulan,
            f"{item.kode}.mutu": item.mutu or "belum dapat dinilai",
            f"{item.kode}.realisasi_lalu": last.realisasi.lengkap if last else "belum tersedia",
            f"{item.kode}.capaian_lalu": last.capaian.lengkap if last else "belum tersedia",
        }
    return found


def unknown(prosa: Prosa, known: dict[str, str]) -> list[Problem]:
    """Return a problem for every reference in a prose file that names nothing, with the nearest name."""
    problems = []
    mends: dict[str, str] = {}  # looking for the nearest name is slow, and a slip is often repeated
    for number, line in enumerate(prosa.teks.split("\n"), start=1):
        for found in RUJUKAN.finditer(line):
            name = found[1].strip()
            if name not in known:
                if name not in mends:
                    mends[name] = _mend(name, known)
                message = f"rujukan {{{{{name}}}}} tidak dikenal; {mends[name]}"
                problems.append(Problem(Source(prosa.path, number, found.start() + 1), message, rule="rujukan-dikenal"))
        problems += _loose(RUJUKAN.sub(lambda m: " " * len(m[0]), line), prosa.path, number, known)
    return problems


def _loose(rest: str, path: str, number: int, known: dict[str, str]) -> list[Problem]:
    """Return a problem for what is left of a line and looks like a reference with braces missing."""
    found = [
        (m.start(), f"rujukan ditulis dengan dua kurung kurawal; tulis {{{{{m[1].strip()}}}}}")
        for m in _SATU_KURUNG.finditer(rest)
        if m[1].strip() in known
    ]
    if not found and "{{" in rest:
        found = [(rest.index("{{"), "rujukan dibuka dengan {{ tetapi tidak ditutup }} di baris yang sama")]
    return [Problem(Source(path, number, start + 1), message, rule="rujukan-dikenal") for start, message in found]


def _letters(name: str) -> str:
    return re.sub("[0-9]", "", name)


def _mend(name: str, known: dict[str, str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    # IKU-04 for IKU-01 is another indicator, not a slip: obeying such an offer would print a wrong figure.
    if near and (name == near[0] or _letters(name) != _letters(near[0])):
        return f"maksudnya {{{{{near[0]}}}}}?"
    example = next((n.replace("kemajuan", "capaian") for n in known if n.endswith(".kemajuan")), "capaian")
    return f"contoh yang dikenal: {{{{{example}}}}}, {{{{anggaran.serapan}}}}, {{{{tahun}}}}"
