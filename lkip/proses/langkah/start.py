"""Step "start": the order that opens a year: its event with the deadline, its folder, the Lembar Disposisi."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from lkip.bilangan import tanggal
from lkip.fmt import canonical
from lkip.formulir import disposisi
from lkip.isi import KINDS, NARASI, Isi, read_content
from lkip.load import CONTENT
from lkip.model import Disposisi, Dokumen, Peristiwa, Renstra, Sop
from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_jam, baca_peran, baca_sop
from lkip.proses.jam_kerja import JamKerja, batas_waktu, lama_baku, tenggat
from lkip.proses.langkah.umum import (
    Giliran,
    Pelaku,
    batal,
    catat_langkah,
    folder_proses,
    kepala,
    langkah_berikut,
    langkah_tugas,
    pemegang,
    serah,
    tolak_galat,
)
from lkip.publish.cetak import cetak


def start(
    root: Path,
    tahun: int,
    pelaku: Pelaku,
    *,
    batas: date | None = None,
    isi: str = "",
    kepada: str = "",
    surat: str = "",
) -> Iterator[str]:
    """Open a year: write the order as an event, print it, make the folder; yields what it left and what is missing."""
    sop, jam, content = baca_sop(root), baca_jam(root), read_content(root)
    step = langkah_tugas(sop, "start")
    _boleh(content, tahun)
    limit = _batas(batas, sop, jam, tahun, pelaku.waktu or datetime.now(jam.zona))
    turn = Giliran(root, tahun, step, langkah_berikut(sop, step))
    to = kepada or (turn.berikut or step).pelaksana
    order = {"surat": surat, "kepada": to, "isi": isi or _instruksi(sop, tahun, limit), "batas": limit}
    written = catat_langkah(turn, pelaku, disposisi={k: v for k, v in order.items() if v})
    with batal(written.berkas):
        printed = _cetak(root, content, written.peristiwa, sop)
    made = _folder(root, content, tahun, jam)
    yield f"Bahan dikumpulkan paling lambat {tanggal(limit)}; LKIP disampaikan paling lambat {tanggal(tenggat(tahun))}."
    yield from _diperlukan(content, tahun, jam, made)
    yield from serah(turn, written, made, printed)


def _boleh(content: Isi, tahun: int) -> None:
    """Refuse a year whose process has begun already, or that the plan does not know."""
    tolak_galat(content, "instansi.yml", "renstra.yml")
    there = sorted(f.path for f in content.berkas)
    if opened := [p for p in there if p.startswith(f"{tahun}/proses/") and p.endswith(".yml")]:
        event = f"{CONTENT}/{visible(opened[0])}"
        proof = f"bukti yang belum ada menyusul dengan ./inv sign {event}"
        raise CommandError(f"tahun {tahun} sudah dibuka: {event} sudah ada; {proof}")
    plan = content.data["renstra.yml"]
    if isinstance(plan, Renstra) and not plan.periode_awal <= tahun <= plan.periode_akhir:
        period = f"{plan.periode_awal}–{plan.periode_akhir}"
        msg = f"tahun {tahun} di luar Renstra {period}; periksa tahunnya, atau perbarui dahulu {CONTENT}/renstra.yml"
        raise CommandError(msg)


# --- the deadline ------------------------------------------------------------------------------------------------


def _batas(batas: date | None, sop: Sop, jam: JamKerja, tahun: int, kini: datetime) -> date:
    """Return the deadline for the units' material: as given, or the last day that leaves time for what follows."""
    today = kini.astimezone(jam.zona).date()
    limit = batas or batas_bahan(sop, jam, tahun)
    if limit is None:
        msg = "batas tidak dapat dihitung dari waktu baku SOP dan jam kerja; sebut sendiri, misalnya --batas 2025-02-10"
        raise CommandError(msg)
    if limit < today:
        what = "yang disebut" if batas else "menurut waktu baku langkah-langkah sesudahnya"
        msg = f"batas {what}, {tanggal(limit)}, sudah lewat pada {tanggal(today)}; sebut batas lain dengan --batas"
        raise CommandError(msg)
    if today <= (last := tenggat(tahun)) < limit:
        msg = f"batas {tanggal(limit)} sesudah LKIP harus disampaikan, {tanggal(last)}; sebut hari sebelumnya"
        raise CommandError(msg)
    return limit


def batas_bahan(sop: Sop, jam: JamKerja, tahun: int) -> date | None:
    """Return the last working day for handing in after which what follows the gathering still fits before the deadline.

    The steps after it take their standard times, one after the other, and end on the last working day of February.
    """
    gathered = max((s.nomor for s in sop.langkah if s.tugas in ("start", "gather")), default=0)
    rest = sum((lama_baku(s.baku, jam) or timedelta() for s in sop.langkah if s.nomor > gathered), timedelta())
    end = datetime.combine(tenggat(tahun) + timedelta(days=1), time(), jam.zona)
    for day in (end - timedelta(days=n) for n in range(1, 366)):
        done = batas_waktu(jam, day + timedelta(days=1), rest) if jam.bekerja(day.date()) else None
        if done is not None and done < end:
            return day.date()
    return None


def _instruksi(sop: Sop, tahun: int, batas: date) -> str:
    gather = f"Kumpulkan bahan dan data dari setiap seksi dan subbagian paling lambat {tanggal(batas)}"
    return (
        f"Susun LKIP Tahun {tahun} menurut SOP Nomor {sop.nomor}. {gather}; "
        f"LKIP disampaikan paling lambat {tanggal(tenggat(tahun))}."
    )


# --- what is left ------------------------------------------------------------------------------------------------


def _cetak(root: Path, content: Isi, event: Peristiwa, sop: Sop) -> tuple[Path, ...]:
    order, day = event.disposisi, event.waktu.date()
    assert isinstance(order, Disposisi)
    by = pemegang(baca_peran(root), event)
    roles = [role for role in sop.jabatan if role != event.peran]
    head = kepala(content, event.tahun)
    return cetak(
        root,
        folder_proses(root, event.tahun),
        lambda parse: [disposisi(head, order, parse, oleh=by, kepada=roles, tanggal=day)],
    )


def _folder(root: Path, content: Isi, tahun: int, jam: JamKerja) -> list[Path]:
    """Make the year's folder: the state of its document, and an empty file for each piece of prose; return the new."""
    folder = root / CONTENT / str(tahun)
    state = {"status": "draf", "versi": "1.0", "tanggal": _akhir(tahun, jam).isoformat(), "kertas": _kertas(content)}
    text, _ = canonical(json.dumps(state), "dokumen")
    files = {folder / "dokumen.yml": text, **{folder / "narasi" / f"{name}.md": "\n" for name in NARASI}}
    made = [file for file in files if not file.exists()]
    for file in made:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(files[file].encode())
    return made


def _akhir(tahun: int, jam: JamKerja) -> date:
    """Return the last working day before the deadline, what the document is dated until it is known better."""
    days = [tenggat(tahun) - timedelta(days=n) for n in range(31)]
    return next((day for day in days if jam.bekerja(day)), days[0])


def _kertas(content: Isi) -> str:
    papers = [d.kertas for _, d in sorted(content.data.items()) if isinstance(d, Dokumen)]
    return papers[-1] if papers else "A4"


def _diperlukan(content: Isi, tahun: int, jam: JamKerja, made: list[Path]) -> Iterator[str]:
    """Yield what the year still needs. Nothing is copied from the year before: an old figure would not look wrong."""
    there = {f.path for f in content.berkas}
    own = [k.path.replace("TAHUN", str(tahun)) for k in KINDS if k.wajib and k.path.startswith("TAHUN/")]
    missing = [path for path in own if path not in there and not path.endswith("/dokumen.yml")]
    yield "Masih diperlukan (tidak ada yang disalin dari tahun lain: angka lama tidak kelihatan salah):"
    yield from (f"  {CONTENT}/{path}" for path in missing)
    if f"{tahun}/profil.yml" not in there:
        yield f"  {CONTENT}/{tahun}/profil.yml, bila wilayah, pegawai dan sarana ditampilkan"
    if any(file.suffix == ".md" for file in made):
        yield f"  {CONTENT}/{tahun}/narasi/: berkasnya sudah ada dan masih kosong"
    yield f"  {CONTENT}/{tahun}/dokumen.yml: tanggalnya baru perkiraan, {tanggal(_akhir(tahun, jam))}"
    if jam.tahun and tahun + 1 not in jam.tahun:
        yield f"  {CONTENT}/libur.yml: hari libur tahun {tahun + 1}; tanpa itu batas dihitung tanpa hari libur"
