"""Step "archive": everything of a year that was approved, in one folder with its hashes, and to whom it was handed."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lkip.capaian import Laporan
from lkip.formulir import surat_pengantar, tanda_terima
from lkip.isi import Isi, read_content
from lkip.jejak import Jejak, jejak_bila_ada
from lkip.jejak import tulis as tulis_jejak
from lkip.load import CONTENT
from lkip.model import Peristiwa, SuratPengantar
from lkip.pipeline import read
from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_sop, keadaan_tahun
from lkip.proses.disahkan import Disahkan, disahkan
from lkip.proses.langkah.bersama import terbagi
from lkip.proses.langkah.letter import surat_terbit
from lkip.proses.langkah.umum import (
    Giliran,
    Pelaku,
    catat_langkah,
    folder_proses,
    giliran,
    kepala,
    langkah_berikut,
    langkah_tugas,
    serah,
)
from lkip.publish import make_documents
from lkip.publish.cetak import cetak
from lkip.publish.workshop import Workshop, epoch, work

TUGAS = "archive"
DAFTAR = "SHA256SUMS"
# Who may do what, with the keys by which signatures are checked.
_SIAPA = ("sop.yml", "sop.yml.sig", "peran.yml", "peran.yml.sig")
_BACA = """Arsip LKIP {tahun} {kantor}

{pdf}  dokumen yang disahkan ({sebutan})
dokumen/  dokumen lain dari isi yang sama; Word hanya salinan kerja
data/  semua angka sebagai JSON dan CSV
surat/  surat pengantar
isi/  berkas sumber dokumen; sidik {sidik}
proses/  peristiwa tiap langkah SOP, tanda tangan dan buktinya, SOP dan daftar peran dengan kuncinya
jejak-{tahun}.json  penulis dan komit tiap angka, bila riwayat git ada ketika arsip dibuat
{daftar}  SHA-256 tiap berkas; periksa dengan: sha256sum -c {daftar}
"""


@dataclass(frozen=True)
class Arsip:
    """An archive that was made: its folder, the same as one file, the hash of its list, what it could not hold."""

    folder: Path
    zip: Path
    sha256: str
    kurang: tuple[str, ...] = ()


def archive(root: Path, tahun: int, pelaku: Pelaku, penyerahan: Sequence[dict[str, Any]] = ()) -> Iterator[str]:
    """Make the archive; with `penyerahan` also record to whom the document was handed, which concludes the year."""
    turn = giliran(root, tahun, TUGAS, kini=pelaku.waktu) if penyerahan else kapan_saja(root, tahun, pelaku)
    approved = yang_disahkan(root, turn)
    content = read_content(root)
    if penyerahan:
        _lengkap(root, content, tahun, penyerahan)
    made = buat(root, turn, content, approved)
    yield from _tentang(root, made)
    if not penyerahan:
        yield "Tidak ada yang dicatat; sesudah diterima, catat dengan --penerima 'kepada: nama penerima' --tanggal."
        return
    written = catat_langkah(turn, pelaku, penyerahan=list(penyerahan), arsip=made.sha256)
    printed = _daftar(root, content, turn, written.peristiwa)
    yield from serah(turn, written, cetakan=printed)


def kapan_saja(root: Path, tahun: int, pelaku: Pelaku) -> Giliran:
    """Return the step as it stands: an archive that records nothing can be made as soon as there is an approval."""
    sop = baca_sop(root)
    step = langkah_tugas(sop, TUGAS)
    return Giliran(root, tahun, step, langkah_berikut(sop, step), keadaan_tahun(root, tahun, pelaku.waktu))


def yang_disahkan(root: Path, turn: Giliran) -> Disahkan:
    """Return the approval in force where what lies here is still that; raises CommandError with what to do."""
    found = disahkan(root, turn.keadaan) if turn.keadaan else None
    if found is None:
        msg = f"belum ada dokumen {turn.tahun} yang disahkan; sahkan dahulu dengan ./inv approve --tahun {turn.tahun}"
        raise CommandError(msg)
    if not found.utuh:
        msg = f"{found.berkas} tidak ada atau bukan PDF yang disahkan; ambil kembali dari riwayat git"
        raise CommandError(msg)
    if found.isi != "sama":
        msg = (
            f"isi sekarang bukan dokumen yang disahkan ({visible(found.sebutan)}); kembalikan isinya, atau buat arsip "
            "dari komit pengesahannya"
        )
        raise CommandError(msg)
    return found


# --- the archive -------------------------------------------------------------------------------------------------


def buat(root: Path, turn: Giliran, content: Isi, approved: Disahkan) -> Arsip:
    """Make the archive below build/, in place of an earlier one only when it is whole; same content, same bytes."""
    folder = root / "build" / f"arsip-{turn.tahun}"
    with work(folder) as place:
        new, short = place / "arsip", _isi(root, turn, content, approved, place)
        lines = "".join(
            f"{_sha256(file)}  {file.relative_to(new).as_posix()}\n"
            for file in sorted(new.rglob("*"), key=lambda f: f.relative_to(new).as_posix())
            if file.is_file()
        )
        (new / DAFTAR).write_text(lines, "utf-8", newline="")
        packed = kemas(new, place / f"{folder.name}.zip", approved.peristiwa.waktu)
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
        target = Path(shutil.move(packed, folder.with_name(packed.name)))
    return Arsip(folder, target, _sha256(folder / DAFTAR), short)


def _isi(root: Path, turn: Giliran, content: Isi, approved: Disahkan, place: Path) -> tuple[str, ...]:
    """Lay everything into the archive; return what it could not hold."""
    new, found = place / "arsip", read(root, turn.tahun)
    laporan = found.laporan
    if laporan is None:
        msg = f"dokumen tahun {turn.tahun} tidak dapat dibaca lagi; jalankan ./inv check"
        raise CommandError(msg)
    _salin(root / approved.berkas, new / approved.nama)
    _dokumen(root, laporan, place, new)
    _surat(root, content, turn.tahun, new / "surat")
    for path in (*(f"{CONTENT}/{f.path}" for f in laporan.bahan.berkas), *_proses(root, turn)):
        _salin(root / path, new / _rak(path.removeprefix(f"{CONTENT}/")))
    trail = jejak_bila_ada([laporan], root)[turn.tahun]
    if isinstance(trail, Jejak):
        tulis_jejak(trail, new)
    names = {"tahun": turn.tahun, "kantor": laporan.bahan.instansi.nama, "pdf": approved.nama, "daftar": DAFTAR}
    text = _BACA.format(**names, sebutan=approved.sebutan, sidik=approved.persetujuan.sidik)
    (new / "BACA.txt").write_text(text, "utf-8", newline="")
    return () if isinstance(trail, Jejak) else (f"jejak angka tidak ikut: {trail}",)


def _rak(path: str) -> str:
    """Return where a file below content/ stands in the archive."""
    if path in _SIAPA:
        return f"proses/{path}"
    return f"proses/{path.partition('/proses/')[2]}" if "/proses/" in path else f"isi/{path}"


def _dokumen(root: Path, laporan: Laporan, place: Path, new: Path) -> None:
    """Put what is made of the same content beside the approved PDF; the PDF itself is never made again."""
    (place / "kerja").mkdir()
    day = laporan.bahan.dokumen.tanggal
    made = make_documents(laporan, Workshop(root.resolve(), (place / "kerja").resolve(), epoch(day), []))
    shutil.move(made / "data", new / "data")
    for file in sorted(made.iterdir()):
        if file.is_file() and file.name != f"lkip-{laporan.tahun}.pdf":
            _salin(file, new / "dokumen" / file.name)


def _surat(root: Path, content: Isi, tahun: int, folder: Path) -> None:
    head = kepala(content, tahun)
    cetak(root, folder, lambda parse: [surat_pengantar(head, one, parse) for one in surat_terbit(content, tahun)])


def _proses(root: Path, turn: Giliran) -> Iterator[str]:
    """Yield the files of the process up to this step: events that count with what proves them, roles, letters."""
    folder = f"{CONTENT}/{turn.tahun}"
    for event in turn.keadaan.dihitung if turn.keadaan else ():
        name = event.at().path
        if event.langkah < turn.langkah.nomor:
            yield from (path for path in (name, f"{name}.sig") if (root / path).is_file())
            scans = (f"{folder}/{b.berkas}" for b in event.bukti if b.berkas and b.berkas.startswith("proses/"))
            yield from (path for path in scans if (root / path).is_file())
    yield from (f"{CONTENT}/{name}" for name in _SIAPA if (root / CONTENT / name).is_file())
    yield from sorted(f"{folder}/proses/surat/{f.name}" for f in (root / folder / "proses" / "surat").glob("*.yml"))


def _salin(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def kemas(folder: Path, target: Path, kapan: datetime) -> Path:
    """Pack a folder; stored as it is, since no two machines squeeze alike, and dated by the approval."""
    moment = (kapan.year, kapan.month, kapan.day, kapan.hour, kapan.minute, 0)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for file in sorted(folder.rglob("*"), key=lambda f: f.relative_to(folder).as_posix()):
            if file.is_file():
                info = zipfile.ZipInfo(f"{target.stem}/{file.relative_to(folder).as_posix()}", moment)
                info.create_system, info.external_attr = 3, 0o100644 << 16
                packed.writestr(info, file.read_bytes())
    return target


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _tentang(root: Path, made: Arsip) -> Iterator[str]:
    count = sum(file.is_file() for file in made.folder.rglob("*"))
    folder, packed = (path.relative_to(root).as_posix() for path in (made.folder, made.zip))
    yield f"Arsip: {folder}/ ({count} berkas) dan {packed}"
    yield f"  SHA-256 {DAFTAR}  {made.sha256}"
    yield from (f"  {visible(text)}" for text in made.kurang)


# --- to whom it was handed ---------------------------------------------------------------------------------------


def diserahkan(
    root: Path, tahun: int, penerima: Sequence[str], hari: Sequence[date], tanda: Sequence[str], cara: str = ""
) -> list[dict[str, Any]]:
    """Put together who was handed the document: dates and receipts go with the recipients in their order.

    One date is that of all; receipts may be fewer. Raises CommandError for what does not fit together.
    """
    if not penerima:
        if hari or tanda:
            msg = "sebut penerimanya dengan --penerima 'kepada: nama penerima'"
            raise CommandError(msg)
        return []
    days = [*hari] * len(penerima) if len(hari) == 1 else [*hari]
    if len(days) != len(penerima) or len(tanda) > len(penerima):
        told = f"ada {len(penerima)} penerima, {len(hari)} tanggal, {len(tanda)} tanda terima"
        msg = f"{told}; sebut --tanggal, dan --tanda-terima bila ada, sekali untuk tiap --penerima"
        raise CommandError(msg)
    receipts = [_tanda_terima(root, tahun, name) for name in tanda] + [""] * (len(penerima) - len(tanda))
    made = []
    for text, day, receipt in zip(penerima, days, receipts, strict=True):
        to, who = terbagi(text, "--penerima", "Inspektorat: nama penerima")
        one = {"kepada": to, "tanggal": day.isoformat(), "penerima": who, "cara": cara, "tanda_terima": receipt}
        made.append({k: v for k, v in one.items() if v})
    return made


def _tanda_terima(root: Path, tahun: int, name: str) -> str:
    """Return where a receipt lies below the year's folder; not among the evidence, which the document is made of."""
    short = name.removeprefix(f"{CONTENT}/{tahun}/")
    if not short.startswith("proses/") or not (root / CONTENT / str(tahun) / short).is_file():
        place = f"simpan pindaiannya di {CONTENT}/{tahun}/proses/, lalu sebut proses/<nama>"
        msg = f"tanda terima {visible(name)} tidak ada; {place}"
        raise CommandError(msg)
    return short


def _lengkap(root: Path, content: Isi, tahun: int, penyerahan: Sequence[dict[str, Any]]) -> None:
    """Refuse while somebody on the office's list has not got it."""
    tata, _ = content.surat
    served = {one["kepada"] for one in penyerahan}
    if missing := [t.kepada for t in (tata.tujuan if tata else ()) if t.kepada not in served]:
        msg = (
            f"belum disebut penyerahan kepada {visible('; '.join(missing))} (daftar tujuan di {CONTENT}/tata-surat.yml)"
        )
        raise CommandError(msg)


def _daftar(root: Path, content: Isi, turn: Giliran, event: Peristiwa) -> tuple[Path, ...]:
    """Print the delivery list for the letter that the year's report went with."""
    letters = surat_terbit(content, turn.tahun)
    if not letters:
        return ()
    one, handed = _surat_langkah(turn, letters), event.penyerahan
    head = kepala(content, turn.tahun)
    return cetak(root, folder_proses(root, turn.tahun), lambda parse: [tanda_terima(head, one, handed, parse)])


def _surat_langkah(turn: Giliran, letters: Sequence[SuratPengantar]) -> SuratPengantar:
    done = turn.keadaan.langkah_tugas("letter") if turn.keadaan else None
    number = done.selesai.peristiwa.surat if done and done.selesai and done.selesai.peristiwa else None
    return next((one for one in letters if one.nomor == number), letters[0])
