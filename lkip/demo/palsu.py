"""Three forgeries, tried for real: an unknown key, a key in the wrong role, a document changed after its approval."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from lkip.demo.angka import Isian, write
from lkip.fmt import canonical
from lkip.kantor_coba import KantorCoba
from lkip.load import CONTENT
from lkip.model import Langkah
from lkip.problem import visible
from lkip.proses.baca import keadaan_tahun
from lkip.proses.disahkan import baris_disahkan, disahkan
from lkip.proses.tanda_tangan import bubuhkan

# Neither is what anything was made of.
_PALSU = {"sidik": "0" * 64, "sha256": "0" * 64, "versi": "1.0"}


def dipalsukan(coba: KantorCoba, step: Langkah, tahun: int, kini: datetime, atas_nama: str, lain: str) -> Iterator[str]:
    """Approve in somebody's name, past the task and by hand, with a key of nobody and with that of another."""
    tries = (
        ("Pemalsuan 1: persetujuan atas nama", "dengan kunci yang tidak dikenal", "bukan siapa-siapa"),
        ("Pemalsuan 2: persetujuan atas nama", f"dengan kunci {lain}", lain),
    )
    for n, (what, how, key) in enumerate(tries, start=1):
        yield f"   {what} {visible(atas_nama)} ditulis langsung ke git {visible(how)}."
        when = kini + timedelta(minutes=n)
        yield f"     Ditolak: {visible(_ditolak(coba, step, tahun, when, atas_nama, key))}"


def _ditolak(coba: KantorCoba, step: Langkah, tahun: int, kini: datetime, atas_nama: str, kunci: str) -> str:
    """Write an event past the task, commit it, take it away again; return why it did not count."""
    head = {"tahun": tahun, "langkah": step.nomor, "peristiwa": "selesai", "peran": step.diselesaikan_oleh[0]}
    data = {**head, "oleh": atas_nama, "waktu": kini.isoformat(), "persetujuan": _PALSU}
    text, _ = canonical(json.dumps(data, ensure_ascii=False), "peristiwa")
    file = coba.root / CONTENT / str(tahun) / "proses" / f"{kini:%Y%m%d-%H%M}-{step.nomor}-selesai.yml"
    sig = file.with_name(f"{file.name}.sig")
    file.write_bytes(text.encode())
    sig.write_bytes(bubuhkan(text.encode(), coba.kunci_untuk(kunci)))
    coba.komit("Persetujuan", kini + timedelta(minutes=1))
    refused = keadaan_tahun(coba.root, tahun, kini + timedelta(minutes=1)).ditolak
    file.unlink()
    sig.unlink()
    coba.komit("Yang palsu dihapus", kini + timedelta(minutes=2))
    return next(p.sebab for p in refused if p.berkas.endswith(file.name))


def diubah_sesudahnya(coba: KantorCoba, angka: Isian, tahun: int, kini: datetime) -> Iterator[str]:
    """Change a figure after the approval; it shows, and is put back."""
    yield f"   Pemalsuan 3: sesudah disahkan, {visible(angka.sebutan)} diganti diam-diam."
    yield f"     {angka.source.path}, baris {angka.source.line}:  {write(coba.root, angka, angka.lain)}"
    state = keadaan_tahun(coba.root, tahun, kini)
    found = disahkan(coba.root, state)
    yield from (f"     {visible(line.strip())}" for line in (baris_disahkan(found) if found else ()))
    write(coba.root, angka, angka.tertulis)
    yield "     Angkanya dikembalikan; isinya kembali menjadi isi dokumen yang disahkan."
