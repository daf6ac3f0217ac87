"""Writing an event: its file in content/<tahun>/proses, signed where a key is given."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lkip.fmt import canonical
from lkip.load import CONTENT, parse_yaml
from lkip.model import DaftarPeran, Langkah, Peristiwa, build
from lkip.problem import CommandError, visible
from lkip.proses.baca import DAFTAR, Riwayat, baca_jam, baca_peran, baca_sop
from lkip.proses.tanda_tangan import bubuhkan, periksa
from lkip.proses.wewenang import Dasar, Klaim, TandaMasuk, nama_berkas, putuskan
from lkip.validate import validate

_APA = f"berkas peristiwa di {CONTENT}/<tahun>/proses, {' atau '.join(DAFTAR)}"
# Why a change of each needs no signature.
_TANPA_TANDA = (
    "belum ada pengubahnya yang mempunyai kunci",
    "siapa yang berwenang tidak berubah, atau belum ada pengubah daftar peran yang mempunyai kunci",
)


@dataclass(frozen=True)
class Tercatat:
    """An event that was written: its files, and what it will rest on once committed, or what is still missing."""

    berkas: tuple[Path, ...]
    peristiwa: Peristiwa
    dasar: Dasar | str


def catat(
    root: Path,
    tahun: int,
    langkah: int,
    peristiwa: str,
    *,
    peran: str = "",
    oleh: str = "",
    waktu: datetime | None = None,
    kunci: Path | None = None,
    **bagian: Any,
) -> Tercatat:
    """Write an event of a step, and sign it where a key is given; nothing is written where it could not count.

    Without `peran` it is the role that concludes the step, without `oleh` the one who holds it, without `waktu` now.
    `bagian` are the fields of the event that belong to single steps, as plain data (dates as dates or ISO texts).
    """
    sop, jam, daftar = baca_sop(root), baca_jam(root), baca_peran(root)
    step = next((s for s in sop.langkah if s.nomor == langkah), None)
    if step is None:
        msg = f"SOP tidak mempunyai langkah {langkah}; lihat content/sop.yml"
        raise CommandError(msg)
    when = (waktu or datetime.now(jam.zona)).astimezone(jam.zona).replace(second=0, microsecond=0)
    role = peran or step.diselesaikan_oleh[0]
    head = {"tahun": tahun, "langkah": langkah, "peristiwa": peristiwa, **_ke(bagian), "peran": role}
    who = {"oleh": _pemegang(daftar, role, when.date(), oleh), "waktu": when.isoformat()}
    return _tulis(root, step, daftar, {**head, **who, **_urut(bagian)}, kunci)


def tanda_tangani(root: Path, berkas: Path, kunci: Path) -> Path:
    """Sign what lies in the work tree, an event as the one in whose name it was prepared; return the signature."""
    name, data = nama_berkas_isian(root, berkas), berkas.read_bytes()
    return (
        _tanda_daftar(root, name, data, kunci) if name in DAFTAR else _tanda_peristiwa(root, berkas, name, data, kunci)
    )


def nama_berkas_isian(root: Path, berkas: Path) -> str:
    """Return a file from the office's root; raises CommandError where it is not there, or lies elsewhere."""
    if not berkas.is_file():
        msg = f"berkas {visible(str(berkas))} tidak ada; sebut {_APA}"
        raise CommandError(msg)
    if not berkas.resolve().is_relative_to(root.resolve()):
        msg = f"{visible(str(berkas))} di luar folder kantor ini; yang ditandatangani {_APA}"
        raise CommandError(msg)
    return berkas.resolve().relative_to(root.resolve()).as_posix()


def tambah_bukti(root: Path, berkas: Path, bukti: dict[str, str]) -> str:
    """Write an event anew with one more evidence, if it counts by that; return what it then rests on."""
    name = nama_berkas_isian(root, berkas)
    data = parse_yaml(berkas.read_text("utf-8", "replace"), name)[0] or {}
    text, _ = canonical(json.dumps({**data, "bukti": [*data.get("bukti", ()), bukti]}, default=str), name)
    event = baca_peristiwa(text, name)
    step = next((s for s in baca_sop(root).langkah if s.nomor == event.langkah), None)
    verdict = _putusan(root, event, baca_peran(root), {event.langkah: step} if step else {}, text.encode(), b"")
    if isinstance(verdict, str):
        raise CommandError(f"{name} tidak dapat dibuktikan dengan pindaian ini: {verdict}")
    berkas.write_bytes(text.encode())
    return str(verdict)


def _tanda_daftar(root: Path, name: str, data: bytes, kunci: Path) -> Path:
    """Sign a changed list of roles or SOP, where it needs that and this key may."""
    baca_peran(root), baca_sop(root)
    now = datetime.now(baca_jam(root).zona)
    told = Riwayat(root, now.year)  # lists are of no year
    if not told.sebab_tanda(name, data, b"", now):
        msg = f"{name} tidak perlu ditandatangani: berlaku begitu dikomit, sebab {_TANPA_TANDA[DAFTAR.index(name)]}"
        raise CommandError(msg)
    sig = bubuhkan(data, kunci)
    if why := told.sebab_tanda(name, data, sig, now):
        msg = f"{name} tidak ditandatangani: {why}"
        raise CommandError(msg)
    return _simpan_tanda(root / name, sig)


def _simpan_tanda(berkas: Path, sig: bytes) -> Path:
    file = berkas.with_name(f"{berkas.name}.sig")
    file.write_bytes(sig)
    return file


def _tanda_peristiwa(root: Path, berkas: Path, name: str, data: bytes, kunci: Path) -> Path:
    event = baca_peristiwa(data.decode("utf-8", "replace"), name)
    step = next((s for s in baca_sop(root).langkah if s.nomor == event.langkah), None)
    sig = bubuhkan(data, kunci)
    verdict = _putusan(root, event, baca_peran(root), {event.langkah: step} if step else {}, data, sig)
    if isinstance(verdict, str):
        raise CommandError(f"{name} tidak dapat ditandatangani dengan kunci ini: {verdict}")
    return _simpan_tanda(berkas, sig)


def _ke(bagian: dict[str, Any]) -> dict[str, Any]:
    return {"ke": bagian.pop("ke")} if bagian.get("ke") else {}


def _urut(bagian: dict[str, Any]) -> dict[str, Any]:
    """Return the given parts in the order of the form, without those that are empty."""
    known = [name for name in Peristiwa.__dataclass_fields__ if name in bagian]
    return {name: bagian[name] for name in (*known, *(n for n in bagian if n not in known)) if bagian[name]}


def _pemegang(daftar: DaftarPeran, peran: str, hari: date, oleh: str) -> str:
    """Return who did it: as named, if that one holds the role on the day, else the only one who does."""
    names = [p.sebutan for p in daftar.pemegang(peran, hari)]
    if oleh in names or (len(names) == 1 and not oleh):
        return oleh or names[0]
    if oleh and names:
        told = f"pemegangnya {' atau '.join(names)} ({CONTENT}/peran.yml)"
        msg = f"{visible(oleh)} tidak tercatat sebagai {visible(peran)} pada {hari:%d-%m-%Y}; {told}"
        raise CommandError(msg)
    found = f"dipegang {len(names)} orang ({', '.join(names)}); sebut siapa" if names else "belum ada pemegangnya"
    msg = f"peran {visible(peran)} pada {hari:%d-%m-%Y} {found}; lihat content/peran.yml"
    raise CommandError(msg)


def _tulis(root: Path, step: Langkah, daftar: DaftarPeran, data: dict[str, Any], kunci: Path | None) -> Tercatat:
    text, _ = canonical(json.dumps(data, ensure_ascii=False, default=_tanggal), "peristiwa")
    event = baca_peristiwa(text, "peristiwa ini")
    file = root / CONTENT / str(event.tahun) / "proses" / nama_berkas(event)
    if file.exists():
        msg = f"{visible(file.name)} sudah ada; peristiwa yang tercatat tidak diubah, catat yang baru semenit lagi"
        raise CommandError(msg)
    sig = bubuhkan(text.encode(), kunci) if kunci else b""
    verdict = _putusan(root, event, daftar, {step.nomor: step}, text.encode(), sig)
    if isinstance(verdict, str) and (sig or not verdict.startswith("belum ada bukti")):
        msg = f"langkah {step.nomor} ({event.peristiwa}) tidak dicatat: {verdict}"
        raise CommandError(msg)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    files = [file]
    if sig:
        files.append(file.with_name(f"{file.name}.sig"))
        files[1].write_bytes(sig)
    return Tercatat(tuple(files), event, verdict)


def baca_peristiwa(text: str, name: str) -> Peristiwa:
    """Return the event that a text holds, or say what is wrong with its form."""
    data, problems = parse_yaml(text, name)
    if problems := problems or validate(data, "peristiwa", name):
        msg = f"{problems[0].source}: {visible(problems[0].message)}"
        raise CommandError(msg)
    return build(Peristiwa, data)


def _putusan(
    root: Path, event: Peristiwa, daftar: DaftarPeran, steps: dict[int, Langkah], data: bytes, sig: bytes
) -> Dasar | str:
    """Judge an event as it would be judged if it were committed now under the list of the work tree."""
    found = periksa(data, sig) if sig else None
    name = f"{CONTENT}/{event.tahun}/proses/{nama_berkas(event)}"
    scans = {b.berkas: _sha256(root / CONTENT / str(event.tahun) / b.berkas) for b in event.bukti if b.berkas}
    claim = Klaim(
        berkas=name,
        peristiwa=event,
        komit="",
        tercatat=event.waktu,
        paling_awal=event.waktu,
        daftar=daftar,
        tanda=(TandaMasuk(found, event.waktu, None),) if found else (),
        pindaian={k: v for k, v in scans.items() if v},
    )
    if not found and all(b.jenis in ("tag", "tinjauan") for b in event.bukti):
        claim = Klaim(name, _tanpa_bukti(event), "", event.waktu, event.waktu, daftar)
    return putuskan(claim, event.tahun, steps)


def _tanpa_bukti(event: Peristiwa) -> Peristiwa:
    """An event without its evidence: a tag or a review of it can only come later."""
    values = {name: getattr(event, name) for name in Peristiwa.__dataclass_fields__}
    return Peristiwa(**values | {"bukti": ()})


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _tanggal(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(type(value).__name__)
