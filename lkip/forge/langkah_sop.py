"""Which files changed → which steps of the SOP these are, and whose approval each needs. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lkip.load import CONTENT
from lkip.model import Langkah, Sop
from lkip.proses.peran import BERKAS, BERKAS_SOP

# What lies in a year's folder, by the task of the step that it belongs to; what no pattern knows is material.
_TUGAS = (
    (r"dokumen\.yml|temuan-lama\.yml", "compose"),
    (r"narasi/.+|gambar/.+|pengecualian\.yml|rekomendasi-lhe\.yml", "analyse"),
    (r"proses/surat/.+", "letter"),
    (r"realisasi/.+|bukti/.+|anggaran\.yml|profil\.yml|angka-saksi\.yml", "gather"),
)
_PERISTIWA = re.compile(r"proses/[0-9]{8}-[0-9]{4}-(?P<langkah>[0-9]+)-.+\.yml(\.sig)?")
_TAHUN = re.compile(r"(?P<tahun>[0-9]{4})/(?P<sisa>.+)")
_DAFTAR = re.compile(rf"({re.escape(BERKAS)}|{re.escape(BERKAS_SOP)})(\.sig)?")


@dataclass(frozen=True)
class Bagian:
    """A part of a change: what it is in the SOP's words, the files, the roles of which one must approve it."""

    sebutan: str
    berkas: tuple[str, ...]
    penyetuju: tuple[str, ...]


def bagian(berkas: Iterable[str], sop: Sop, penyetuju: Callable[[str], tuple[str, ...]]) -> tuple[Bagian, ...]:
    """Group changed files (paths from the repository's root) by what they are and who approves each."""
    groups: dict[tuple[int, str, tuple[str, ...]], list[str]] = {}
    for path in sorted(berkas):
        groups.setdefault((*_sebutan(path, sop), penyetuju(path)), []).append(path)
    return tuple(Bagian(name, tuple(files), roles) for (_, name, roles), files in sorted(groups.items()))


def _sebutan(path: str, sop: Sop) -> tuple[int, str]:
    """Return where a file stands in the order of the SOP, and what it is."""
    inside = path.removeprefix(f"{CONTENT}/")
    if inside == path:
        return 92, "Program, skema, templat, alur kerja"
    if _DAFTAR.fullmatch(inside):
        return 91, "Siapa boleh apa (daftar peran, SOP)"
    if year := _TAHUN.fullmatch(inside):
        if step := _langkah(year["sisa"], sop):
            return step.nomor, f"Langkah {step.nomor}: {step.kegiatan}"
        return 0, "Perencanaan, atau berkas tahun yang tidak disebut SOP"
    if inside.startswith("panduan/"):
        return 90, "Panduan pegawai"
    return 0, "Ketentuan bersama semua tahun (instansi, Renstra, riwayat, dasar hukum)"


def _langkah(rest: str, sop: Sop) -> Langkah | None:
    event = _PERISTIWA.fullmatch(rest)
    task = next((task for pattern, task in _TUGAS if re.fullmatch(pattern, rest)), "")
    known = (s for s in sop.langkah if (s.nomor == int(event["langkah"]) if event else s.tugas == task and task))
    return next(known, None)


def penyetuju(parts: Iterable[Bagian]) -> tuple[str, ...]:
    """Return what approvals a change needs, each once, as one says it: `Camat atau Sekretaris`."""
    return tuple(dict.fromkeys(atau(part.penyetuju) for part in parts if part.penyetuju))


def atau(roles: Iterable[str]) -> str:
    """Return roles of which one suffices."""
    return " atau ".join(dict.fromkeys(roles))
