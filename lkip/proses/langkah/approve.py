"""Step "approve": the document as it will stand goes before who approves it; the approval names its bytes.

The PDF that is approved is made here from the content with status final, so that what is signed, what is hashed and
what is kept are the same bytes. It is kept below `proses/`, in every clone and outside of the fingerprint: a later
engine, template or font would print other bytes from the same content, and nobody could show what was approved.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lkip.bilangan import tanggal
from lkip.capaian import Laporan
from lkip.formulir import lembar_persetujuan
from lkip.isi import read_content
from lkip.load import CONTENT
from lkip.model import Peristiwa
from lkip.pipeline import read
from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_jam, baca_peran, baca_sop, keadaan_tahun
from lkip.proses.disahkan import TUGAS, letak_pdf
from lkip.proses.koreksi import baris_koreksi, daftar_koreksi, terbuka
from lkip.proses.langkah.bersama import bertanggal_reviu, berubah_sejak_disusun, diubah, giliran_ulang, tetap
from lkip.proses.langkah.umum import (
    Giliran,
    Pelaku,
    batal,
    bukti_pindaian,
    catat_langkah,
    folder_proses,
    giliran,
    kepala,
    langkah_berikut,
    langkah_tugas,
    serah,
)
from lkip.proses.wewenang import baris_tag
from lkip.publish import make_pdf
from lkip.publish.cetak import cetak
from lkip.publish.workshop import Workshop, epoch, work
from lkip.sidik import SidikTahun

# A forge refuses files of 100 MB, and every clone carries what was ever kept.
TERBESAR = 20 * 1024 * 1024


@dataclass(frozen=True)
class Final:
    """The document as it would be approved: the text of its dokumen.yml, its report, its fingerprints, its PDF."""

    dokumen: str
    laporan: Laporan
    sidik: SidikTahun
    pdf: bytes

    @property
    def sha256(self) -> str:
        """The hash of the PDF."""
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def versi(self) -> str:
        """The version, as the document prints it."""
        return self.laporan.bahan.dokumen.versi


def approve(
    root: Path,
    tahun: int,
    pelaku: Pelaku,
    *,
    versi: str = "",
    hari: date | None = None,
    tag: str = "",
    siapkan: bool = False,
) -> Iterator[str]:
    """Approve a year's document, or with `siapkan` only make it final to be printed and signed by hand."""
    turn = giliran(root, tahun, TUGAS, kini=pelaku.waktu)
    _tanpa_koreksi(turn)
    _tag_tahun(tahun, tag)
    if pelaku.pindaian:
        bukti_pindaian(root, tahun, pelaku.pindaian)
    made = _final(root, tahun, {"versi": versi, "tanggal": hari.isoformat() if hari else ""}, _direviu(turn))
    _seperti_disusun(turn, made)
    kept = root / letak_pdf(tahun, made.versi)
    if kept.is_file() and hashlib.sha256(kept.read_bytes()).hexdigest() != made.sha256:
        msg = f"versi {visible(made.versi)} sudah disahkan dengan isi lain; beri versi baru, misalnya --versi 1.1"
        raise CommandError(msg)
    if siapkan:
        yield from _siapkan(turn, pelaku, made)
        return
    _sama_dengan_cetakan(turn, pelaku, made)
    yield from _setujui(turn, pelaku, made, kept, tag)


def _tag_tahun(tahun: int, tag: str) -> None:
    """Refuse a tag that could not speak for this year."""
    if tag and not tag.startswith(f"lkip-{tahun}-"):
        msg = f"tag {visible(tag)} bukan tag tahun {tahun}; beri nama misalnya lkip-{tahun}-v1.0"
        raise CommandError(msg)


def _tanpa_koreksi(turn: Giliran) -> None:
    """Refuse while remarks are open."""
    state = turn.keadaan
    remarks = daftar_koreksi(state.dihitung) if state else ()
    if left := terbuka(remarks):
        told = "\n".join(line for n, item in left for line in _bernomor(n, baris_koreksi([item])))
        msg = f"masih ada {len(left)} koreksi yang belum diselesaikan; selesaikan dengan ./inv correct:\n{told}"
        raise CommandError(msg)


def _seperti_disusun(turn: Giliran, made: Final) -> None:
    """Refuse content that is not what was composed and corrected: nobody has looked at it as it would be approved."""
    if changed := berubah_sejak_disusun(turn, made.laporan.bahan, made.dokumen):
        again = f"./inv approve --tahun {turn.tahun} --kembali 'alasan'"
        msg = f"{changed}, sehingga belum dikoreksi; kembalikan isinya seperti ketika itu, atau susun lagi: {again}"
        raise CommandError(msg)


def _bernomor(number: int, lines: Iterator[str]) -> Iterator[str]:
    return (f"{number:>3}{line[3:]}" for line in lines)


# --- the document ------------------------------------------------------------------------------------------------


def _direviu(turn: Giliran) -> date | None:
    """Return the day on which the correction was done, which is the review that the document names."""
    one = turn.keadaan.langkah_tugas("correct") if turn.keadaan else None
    event = one.selesai.peristiwa if one and one.selesai else None
    return event.waktu.astimezone(baca_jam(turn.root).zona).date() if event else None


def _final(root: Path, tahun: int, wanted: dict[str, str], direviu: date | None) -> Final:
    """Make the document from a copy of content/ whose status is final: nothing here changes before all is right."""
    file = root / CONTENT / str(tahun) / "dokumen.yml"
    if not file.is_file():
        msg = f"{CONTENT}/{tahun}/dokumen.yml belum ada; dokumennya disusun dahulu dengan ./inv compose"
        raise CommandError(msg)
    values = {"status": "final"} | {k: v for k, v in wanted.items() if v}
    text = bertanggal_reviu(diubah(file.read_text("utf-8"), values, f"{CONTENT}/{tahun}/dokumen.yml"), direviu)
    with work(folder_proses(root, tahun)) as place:
        copy = _salinan(root, place / "kantor", tahun, text)
        found = read(copy, tahun)
        if wrong := [p for p in found.problems if p.level == "galat"]:
            msg = f"dokumen final masih mempunyai {len(wrong)} galat; perbaiki dahulu:\n" + "\n".join(map(str, wrong))
            raise CommandError(msg)
        assert found.laporan is not None
        (place / "kerja").mkdir()
        day = found.laporan.bahan.dokumen.tanggal
        make_pdf(found.laporan, Workshop(copy.resolve(), (place / "kerja").resolve(), epoch(day), []))
        data = (place / "kerja" / "hasil" / f"lkip-{tahun}.pdf").read_bytes()
        sidik = tetap(copy, tahun, found.laporan.bahan.sidik)
    if len(data) > TERBESAR:
        size, most = len(data) // 2**20, TERBESAR // 2**20
        msg = f"PDF-nya {size} MB, paling besar {most} MB agar dapat disimpan bersama isinya; perkecil gambarnya"
        raise CommandError(msg)
    return Final(text, found.laporan, sidik, data)


def _salinan(root: Path, target: Path, tahun: int, dokumen: str) -> Path:
    """Lay content/ without the process beside itself, linked where the disk can, and put the new dokumen.yml there."""

    def skip(folder: str, names: list[str]) -> list[str]:
        return [n for n in names if n == "proses" and Path(folder).parent == root / CONTENT]

    shutil.copytree(root / CONTENT, target / CONTENT, ignore=skip, copy_function=_tautan, symlinks=True)
    file = target / CONTENT / str(tahun) / "dokumen.yml"
    file.unlink()
    file.write_text(dokumen, "utf-8", newline="")
    return target


def _tautan(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copyfile(source, target, follow_symlinks=False)


# --- to be signed by hand ----------------------------------------------------------------------------------------


def _siapkan(turn: Giliran, pelaku: Pelaku, made: Final) -> Iterator[str]:
    """Make the document final, and print it with the sheet on which it is approved by hand."""
    folder = folder_proses(turn.root, turn.tahun)
    folder.mkdir(parents=True, exist_ok=True)
    paper = folder / f"lkip-{turn.tahun}.pdf"
    sheet = _lembar(turn, pelaku, made)
    paper.write_bytes(made.pdf)
    _tulis_dokumen(turn, made)
    yield from _tentang(made)
    yield "Yang dicetak, untuk ditandatangani:"
    yield from (f"  {file.relative_to(turn.root).as_posix()}" for file in (paper, *sheet))
    who = visible(" atau ".join(turn.langkah.diselesaikan_oleh))
    yield f"Sesudah {who} menandatangani, pindai ke {CONTENT}/{turn.tahun}/proses/, lalu:"
    yield f"  ./inv approve --tahun {turn.tahun} --pindaian proses/<nama pindaian>.pdf"


def _lembar(turn: Giliran, pelaku: Pelaku, made: Final) -> tuple[Path, ...]:
    content, step = read_content(turn.root), turn.langkah
    role = pelaku.peran or step.diselesaikan_oleh[0]
    day = (pelaku.waktu.date() if pelaku.waktu else None) or made.laporan.bahan.dokumen.tanggal
    held = [p for p in baca_peran(turn.root).pemegang(role, day) if pelaku.oleh in ("", p.sebutan)]
    signer = held[0] if held else made.laporan.bahan.pimpinan
    head = kepala(content, turn.tahun)
    return cetak(
        turn.root,
        folder_proses(turn.root, turn.tahun),
        lambda parse: [
            lembar_persetujuan(head, made.laporan, parse, oleh=signer, sidik=made.sidik.semua, sha256=made.sha256)
        ],
    )


def _sama_dengan_cetakan(turn: Giliran, pelaku: Pelaku, made: Final) -> None:
    """Refuse a scan where the document as it is now is not the one that was printed to be signed."""
    if not pelaku.pindaian:
        return
    again = f"jalankan ./inv approve --tahun {turn.tahun} --siapkan, cetak, tanda tangani, lalu pindai"
    file = turn.root / CONTENT / str(turn.tahun) / "dokumen.yml"
    if file.read_text("utf-8") != made.dokumen:
        msg = f"yang ditandatangani harus dokumen final, sedangkan dokumen.yml masih lain; {again}"
        raise CommandError(msg)
    paper = folder_proses(turn.root, turn.tahun) / f"lkip-{turn.tahun}.pdf"
    if paper.is_file() and paper.read_bytes() != made.pdf:
        msg = f"isi berubah sesudah {paper.relative_to(turn.root).as_posix()} dicetak untuk ditandatangani; {again}"
        raise CommandError(msg)


# --- the approval ------------------------------------------------------------------------------------------------


def _setujui(turn: Giliran, pelaku: Pelaku, made: Final, kept: Path, tag: str) -> Iterator[str]:
    approved = {
        "sidik": made.sidik.semua,
        "sha256": made.sha256,
        "versi": made.versi,
        "sidik_tahun": made.sidik.tahun,
    }
    evidence: list[dict[str, Any]] = [{"jenis": "tag", "tag": tag}] if tag else []
    written = catat_langkah(turn, pelaku, persetujuan=approved, bukti=evidence)
    with batal((*written.berkas, *(() if kept.is_file() else (kept,)))):
        _tidak_mendahului(written.peristiwa, made)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made.pdf)
        _tulis_dokumen(turn, made)
    yield from _tentang(made)
    yield from serah(turn, written, (kept, turn.root / CONTENT / str(turn.tahun) / "dokumen.yml"))
    if tag:
        yield from _tag(turn, written.peristiwa, tag)


def _tidak_mendahului(event: Peristiwa, made: Final) -> None:
    day = made.laporan.bahan.dokumen.tanggal
    if event.waktu.date() < day:
        msg = f"dokumen bertanggal {tanggal(day)}, sesudah hari persetujuannya; sebut tanggalnya dengan --tanggal"
        raise CommandError(msg)


def _tulis_dokumen(turn: Giliran, made: Final) -> None:
    file = turn.root / CONTENT / str(turn.tahun) / "dokumen.yml"
    if file.read_text("utf-8") != made.dokumen:
        file.write_text(made.dokumen, "utf-8", newline="")


def _tentang(made: Final) -> Iterator[str]:
    paper = made.laporan.bahan.dokumen
    version = f"versi {visible(paper.versi)}, {tanggal(paper.tanggal)}"
    yield f"LKIP {made.laporan.tahun} {version}, status final tanpa tanda DRAF"
    yield f"  sidik isi    {made.sidik.semua}"
    yield f"  SHA-256 PDF  {made.sha256}"


def _tag(turn: Giliran, event: Peristiwa, tag: str) -> Iterator[str]:
    """Yield how to make the tag that speaks for an approval, once it is committed."""
    words = " ".join(f'-m "{line}"' for line in baris_tag(event))
    yield "Sesudah dikomit, buat tag bertanda tangan:"
    yield f"  git -c gpg.format=ssh -c user.signingkey=<kunci> tag -s {tag} {words}"
    yield f"  git push origin {tag}"


# --- giving back -------------------------------------------------------------------------------------------------


def kembali(root: Path, tahun: int, pelaku: Pelaku, alasan: str) -> Iterator[str]:
    """Give the document back, before or after it was approved: it is a draft again until it is approved anew."""
    if not alasan.strip():
        raise CommandError("sebut alasan pengembaliannya, misalnya --kembali 'angka IKU-01 belum cocok'")
    turn = _dapat_kembali(root, tahun, pelaku)
    name = f"{CONTENT}/{tahun}/dokumen.yml"
    before = (root / name).read_text("utf-8")
    draft = diubah(before, {"status": "draf"}, name)
    written = catat_langkah(turn, pelaku, "kembali", keterangan=alasan)
    if draft != before:
        (root / name).write_text(draft, "utf-8", newline="")
        yield f"{name}: status draf; DRAF tercetak lagi sampai disahkan kembali."
    yield from serah(turn, written, [root / name] if draft != before else [])
    yield giliran_ulang(turn, written.peristiwa)


def _dapat_kembali(root: Path, tahun: int, pelaku: Pelaku) -> Giliran:
    """Return the step where it may be given back: it is its turn, or it was approved."""
    sop, state = baca_sop(root), keadaan_tahun(root, tahun, pelaku.waktu)
    step = langkah_tugas(sop, TUGAS)
    one = state.langkah_tugas(TUGAS)
    if one and one.status == "selesai":
        return Giliran(root, tahun, step, langkah_berikut(sop, step), state)
    return giliran(root, tahun, TUGAS, kini=pelaku.waktu)
