"""What was approved, and whether what lies here is still that: the approval in force beside content/ as it is now."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from lkip.isi import Isi
from lkip.load import CONTENT
from lkip.model import Peristiwa, Persetujuan, Sop
from lkip.problem import Problem, Source, visible
from lkip.proses.jam_kerja import jam_kerja
from lkip.proses.keadaan import Keadaan, Putusan, susun
from lkip.proses.wewenang import Dasar
from lkip.sidik import SidikTahun, berkas_dokumen, sidik_dari, sidik_tahun

TUGAS = "approve"
# What lies here is what was approved; only what all years share has changed; the year itself has.
Isinya = Literal["sama", "bersama", "tahun"]


@dataclass(frozen=True)
class Disahkan:
    """An approval in force: its event, where the approved PDF is kept and whether it is that one, what has changed."""

    peristiwa: Peristiwa
    persetujuan: Persetujuan
    berkas: str
    utuh: bool
    isi: Isinya

    @property
    def nama(self) -> str:
        """The fixed name under which the approved file is published."""
        return self.berkas.rsplit("/", 1)[-1]

    @property
    def sebutan(self) -> str:
        """The version, when and by whom it was approved."""
        event = self.peristiwa
        return f"versi {self.persetujuan.versi}, {event.waktu:%d-%m-%Y} oleh {event.oleh} ({event.peran})"


def letak_pdf(tahun: int, versi: str) -> str:
    """Return where the approved PDF of a version is kept: in a clone for good, and no part of the fingerprint."""
    return f"{CONTENT}/{tahun}/proses/disahkan/lkip-{tahun}-v{re.sub(r'[^A-Za-z0-9.-]+', '-', versi).strip('-.')}.pdf"


def isinya(persetujuan: Persetujuan, sidik: SidikTahun) -> Isinya:
    """Tell whether content with these fingerprints is what was approved."""
    if persetujuan.sidik == sidik.semua:
        return "sama"
    return "bersama" if persetujuan.sidik_tahun == sidik.tahun else "tahun"


def disahkan(root: Path, keadaan: Keadaan) -> Disahkan | None:
    """Return the approval in force by the judgement of history, with content/ as it lies there; None without one."""
    one = keadaan.langkah_tugas(TUGAS)
    event = one.selesai.peristiwa if one and one.selesai else None
    if event is None or event.persetujuan is None:
        return None
    approved = event.persetujuan
    name = letak_pdf(keadaan.tahun, approved.versi)
    same = _sha256(root / name) == approved.sha256
    return Disahkan(event, approved, name, same, isinya(approved, sidik_tahun(root, keadaan.tahun)))


def baris_disahkan(one: Disahkan) -> list[str]:
    """Return what people read about an approval: which, the hash of its file, whether what lies here is still that."""
    lines = [f"Disahkan: {visible(one.sebutan)}", f"  {one.berkas}, SHA-256 {one.persetujuan.sha256}"]
    if not one.utuh:
        lines.append("  berkas itu tidak ada atau bukan yang disahkan; ambil kembali dari riwayat git")
    told = {
        "sama": "isi sekarang adalah isi dokumen yang disahkan",
        "bersama": "isi sekarang bukan dokumen yang disahkan: isian yang dipakai semua tahun berubah sesudahnya",
        "tahun": f"isi sekarang bukan dokumen yang disahkan: isi {CONTENT}/{one.peristiwa.tahun} berubah sesudahnya",
    }
    return [*lines, f"  {told[one.isi]}"]


def baris_dibuat(root: Path, years: Iterable[int], out: str) -> Iterator[str]:
    """Yield what a build tells about the years that were approved: which file is the approved one."""
    from lkip.proses.linimasa import linimasa_semua

    kept = [tahun for tahun in years if (root / CONTENT / str(tahun) / "proses" / "disahkan").is_dir()]
    for tahun, garis in linimasa_semua(root, kept).items():
        one = None if isinstance(garis, str) else garis.disahkan
        if one and one.utuh:
            what = "adalah" if one.isi == "sama" else "bukan"
            yield f"Tahun {tahun}: isi sekarang {what} dokumen yang disahkan; yang berlaku {out}/{one.nama}"


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


# --- without history: what the event files claim -----------------------------------------------------------------


def menurut_berkas(sop: Sop, peristiwa: Sequence[Peristiwa]) -> Peristiwa | None:
    """Return the event of the approval in force as the event files claim it; history alone knows whether they count."""
    if not any(event.persetujuan for event in peristiwa):
        return None
    state = susun(peristiwa[0].tahun, sop.langkah, map(_dianggap, peristiwa), jam_kerja(None), None, _kapan(peristiwa))
    one = state.langkah_tugas(TUGAS)
    return one.selesai.peristiwa if one and one.selesai else None


def _dianggap(event: Peristiwa) -> Putusan:
    return Putusan(event.at().path, event, "", event.waktu, Dasar("pindaian", event.oleh, ""))


def _kapan(peristiwa: Sequence[Peristiwa]) -> datetime:
    return max(event.waktu for event in peristiwa)


def periksa(isi: Isi, tahun: int) -> tuple[Problem, ...]:
    """Return what is wrong with a year that was approved: its content, or the file that was kept, is another."""
    sop = isi.data.get("sop.yml")
    event = menurut_berkas(sop, isi.peristiwa(tahun)) if isinstance(sop, Sop) else None
    if event is None or event.persetujuan is None:
        return ()
    approved = event.persetujuan
    name = letak_pdf(tahun, approved.versi)
    kept = next((f.sha256 for f in isi.berkas if f"{CONTENT}/{f.path}" == name), "")
    found = []
    if kept != approved.sha256:
        lost = "berkas ini bukan PDF" if kept else "berkas ini belum ada, padahal itu PDF"
        message = f"{lost} yang disahkan menurut {event.at().path}"
        found.append(_pdf(Source(name), message, terbukti=_terbukti(isi, event)))
    sidik = sidik_dari(berkas_dokumen(isi.berkas, tahun, isi.tahun), tahun)
    return (*found, *_berubah(event, isinya(approved, sidik), sop))


def _terbukti(isi: Isi, event: Peristiwa) -> bool:
    """Tell whether anything beside an event speaks for it; a review does so only in history."""
    return bool(event.bukti) or any(f"{CONTENT}/{f.path}" == f"{event.at().path}.sig" for f in isi.berkas)


def _pdf(tempat: Source, pesan: str, *, terbukti: bool) -> Problem:
    if terbukti:
        return Problem(tempat, f"{pesan}; ambil kembali dari riwayat git", rule="pdf-disahkan")
    wait = (
        "peristiwa itu tanpa tanda tangan; lihat ./inv status, hapus bila keliru, atau ambil PDF-nya dari riwayat git"
    )
    return Problem(tempat, f"{pesan}; {wait}", "peringatan", "pdf-disahkan")


def _berubah(event: Peristiwa, now: Isinya, sop: object) -> tuple[Problem, ...]:
    if now == "sama" or event.persetujuan is None:
        return ()
    what = f"bukan dokumen yang disahkan (versi {event.persetujuan.versi}, {event.waktu:%d-%m-%Y} oleh {event.oleh})"
    if now == "bersama":
        message = f"dokumen yang dibuat sekarang {what}: isian bersama berubah; yang berlaku PDF di proses/disahkan"
        level: Literal["catatan", "peringatan"] = "catatan"
    else:
        mend = "kembalikan isinya, atau buka lagi dengan ./inv approve --kembali lalu sahkan versi baru"
        message, level = f"isi tahun ini {what}; {mend}", "peringatan"
    place = Source(f"{CONTENT}/{event.tahun}/dokumen.yml")
    return (Problem(place, message, level, "dokumen-disahkan"),)
