"""What every step's task shares: may it be done now, the event that it leaves, and the words that hand it on."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lkip.formulir import Kepala
from lkip.isi import LAMBANG, Isi
from lkip.load import CONTENT
from lkip.model import DaftarPeran, Dokumen, Instansi, Langkah, PemegangPeran, Peristiwa, Sop
from lkip.problem import CommandError, Problem, visible
from lkip.proses.baca import baca_sop, keadaan_tahun
from lkip.proses.catat import Tercatat, catat
from lkip.proses.keadaan import Keadaan, KeadaanLangkah, Putusan
from lkip.proses.wewenang import Dasar

# So many files of one folder are named one by one.
_BANYAK = 6


@dataclass(frozen=True)
class Pelaku:
    """Who does a step, in which role, when, and what proves it: a private key, or the scan of a wet signature.

    What is left out is told by the SOP and the list of roles; `pindaian` is a file below the year's folder.
    """

    oleh: str = ""
    peran: str = ""
    waktu: datetime | None = None
    kunci: Path | None = None
    pindaian: str = ""


@dataclass(frozen=True)
class Giliran:
    """A step that may be done now: the SOP's step, the step after it, the state of the year before it."""

    root: Path
    tahun: int
    langkah: Langkah
    berikut: Langkah | None
    keadaan: Keadaan | None = None


def langkah_tugas(sop: Sop, tugas: str) -> Langkah:
    """Return the SOP's step that a task does."""
    found = next((s for s in sop.langkah if s.tugas == tugas), None)
    if found is None:
        msg = f"SOP tidak mempunyai langkah dengan tugas '{tugas}'; isi tugas pada langkahnya di content/sop.yml"
        raise CommandError(msg)
    return found


def langkah_berikut(sop: Sop, langkah: Langkah) -> Langkah | None:
    """Return the step that follows, by number."""
    return min((s for s in sop.langkah if s.nomor > langkah.nomor), key=lambda s: s.nomor, default=None)


def giliran(root: Path, tahun: int, tugas: str, *, kini: datetime | None = None) -> Giliran:
    """Return the step of a task where it may be done now; raises CommandError with what is to be done first.

    The step before it must be done, by the judgement of the whole history; the step itself must not be.
    """
    sop = baca_sop(root)
    step = langkah_tugas(sop, tugas)
    state = keadaan_tahun(root, tahun, kini)
    if refused := _belum_boleh(state, step) or sudah(state, step):
        raise CommandError(refused)
    return Giliran(root, tahun, step, langkah_berikut(sop, step), state)


def _belum_boleh(state: Keadaan, step: Langkah) -> str:
    """Say what the step before still needs; empty where it is done."""
    before = max((s for s in state.langkah if s.langkah.nomor < step.nomor), key=_nomor, default=None)
    if before is None or before.status == "selesai":
        return ""
    number = before.langkah.nomor
    waits = f"langkah {step.nomor} menunggu langkah {number} ({visible(before.langkah.kegiatan)})"
    if pending := _peristiwa(state.tertunda, number):
        return f"{waits}: sudah dicatat di {visible(pending.berkas)}, tetapi belum dikomit; komit dahulu"
    if refused := _peristiwa(state.ditolak, number):
        return f"{waits}: {visible(refused.berkas)} belum berlaku, {visible(refused.sebab)}"
    turn = state.giliran.langkah if state.giliran else before.langkah
    now = f"giliran sekarang langkah {turn.nomor}, " if turn.nomor < number else ""
    return f"{waits}, yang belum selesai; {now}{_perintah(turn, state.tahun)}"


def sudah(state: Keadaan, step: Langkah) -> str:
    """Say that a step is done already, or waits in the work tree; empty where it is still to be done."""
    one = next(s for s in state.langkah if s.langkah.nomor == step.nomor)
    if one.status == "selesai" and one.selesai and one.selesai.peristiwa:
        event = one.selesai.peristiwa
        return f"langkah {step.nomor} sudah selesai {event.waktu:%d-%m-%Y %H.%M} oleh {visible(event.oleh)}"
    pending = _peristiwa(state.tertunda, step.nomor)
    if pending and pending.peristiwa and pending.peristiwa.peristiwa == "selesai":
        return f"langkah {step.nomor} sudah dicatat di {visible(pending.berkas)}; komit, atau hapus bila keliru"
    return ""


def _nomor(one: KeadaanLangkah) -> int:
    return one.langkah.nomor


def _peristiwa(found: Iterable[Putusan], langkah: int) -> Putusan | None:
    """Return the newest of some events that is about a step."""
    about = [p for p in found if p.peristiwa and p.peristiwa.langkah == langkah]
    return max(about, key=lambda p: p.berkas, default=None)


def _perintah(step: Langkah, tahun: int) -> str:
    return f"jalankan ./inv {step.tugas} --tahun {tahun}" if step.tugas else "catat dahulu peristiwanya"


# --- the event ---------------------------------------------------------------------------------------------------


def catat_langkah(g: Giliran, pelaku: Pelaku, peristiwa: str = "selesai", **bagian: Any) -> Tercatat:
    """Write the event of a step, with the scan as its evidence where one is named."""
    if pelaku.pindaian:
        bagian["bukti"] = [*bagian.get("bukti", ()), bukti_pindaian(g.root, g.tahun, pelaku.pindaian)]
    return catat(
        g.root,
        g.tahun,
        g.langkah.nomor,
        peristiwa,
        peran=pelaku.peran,
        oleh=pelaku.oleh,
        waktu=pelaku.waktu,
        kunci=pelaku.kunci,
        **bagian,
    )


def bukti_pindaian(root: Path, tahun: int, nama: str) -> dict[str, str]:
    """Return a scan as evidence; raises CommandError where it lies elsewhere than with the process."""
    folder = root / CONTENT / str(tahun)
    file = folder / nama.removeprefix(f"{CONTENT}/{tahun}/")
    if not file.is_file() or not file.relative_to(folder).as_posix().startswith("proses/"):
        where = "simpan di sana (yang di bukti/ ikut menjadi isi dokumen), lalu sebut proses/<nama berkas>"
        msg = f"pindaian {visible(nama)} tidak ada di {CONTENT}/{tahun}/proses/; {where}"
        raise CommandError(msg)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return {"jenis": "pindaian", "berkas": file.relative_to(folder).as_posix(), "sha256": digest}


def folder_proses(root: Path, tahun: int) -> Path:
    """Return where a year's papers are printed; they can be printed again and are never committed."""
    return root / "build" / f"proses-{tahun}"


def batas_bahan(state: Keadaan | None) -> date | None:
    """Return until when the units hand in their material, as the order says that opened the year."""
    opened = state.langkah_tugas("start") if state else None
    event = opened.selesai.peristiwa if opened and opened.selesai else None
    return event.disposisi.batas if event and event.disposisi else None


def pelaksana_nama(g: Giliran, tugas: str) -> str:
    """Return the role that does the step of a task, for people to ask; of this step where the SOP has no such."""
    steps = [one.langkah for one in g.keadaan.langkah] if g.keadaan else []
    return next((s.pelaksana for s in steps if s.tugas == tugas), g.langkah.pelaksana)


def pemegang(daftar: DaftarPeran, event: Peristiwa) -> PemegangPeran:
    """Return who does an event, as the list of roles has them; by the role alone where it does not name them."""
    day = event.waktu.date()
    held = (p for p in daftar.pemegang(event.peran, day) if p.sebutan == event.oleh)
    return next(held, PemegangPeran(peran=event.peran, jabatan=event.peran, nama=event.oleh, dari=day))


def kepala(content: Isi, tahun: int) -> Kepala:
    """Return what every printed thing of a year's process shows."""
    office, papers = content.data["instansi.yml"], content.data.get(f"{tahun}/dokumen.yml")
    assert isinstance(office, Instansi)
    paper = papers.kertas if isinstance(papers, Dokumen) else "A4"
    return Kepala(office, tahun, paper, LAMBANG in content.foto)


@contextmanager
def batal(berkas: Sequence[Path]) -> Iterator[None]:
    """Take files away again where what follows fails: a step leaves all that it should, or nothing."""
    try:
        yield
    except BaseException:
        for file in berkas:
            file.unlink(missing_ok=True)
        raise


# --- the words ---------------------------------------------------------------------------------------------------


def serah(g: Giliran, tercatat: Tercatat, berkas: Sequence[Path] = (), cetakan: Sequence[Path] = ()) -> Iterator[str]:
    """Yield what a step left where, what proves it, how it is handed on, and who is next."""
    event, step = tercatat.peristiwa, g.langkah
    when, who = f"{event.waktu:%d-%m-%Y %H.%M}", f"{visible(event.oleh)} ({visible(event.peran)})"
    yield f"Langkah {step.nomor} {event.peristiwa}, {visible(step.kegiatan)}: {who}, {when}."
    yield "Yang disimpan:"
    yield from _berkas(g.root, (*berkas, *tercatat.berkas))
    if cetakan:
        yield "Yang dicetak, tidak ikut disimpan:"
        yield from (f"  {relatif(g.root, file)}" for file in cetakan)
    yield _dasar(tercatat, step, g.root)
    yield "Simpan dan serahkan:"
    yield f"  git add {CONTENT}/{g.tahun}"
    yield f'  git commit -m "LKIP {g.tahun}: langkah {step.nomor} {event.peristiwa}"'
    yield "  git push, atau usulkan lewat pull request"
    if event.peristiwa == "selesai":
        yield berikutnya(g)


def _berkas(root: Path, files: Sequence[Path]) -> Iterator[str]:
    """Yield files by name; many of one folder are counted."""
    folders = Counter(file.parent for file in files)
    for folder in dict.fromkeys(file.parent for file in files):
        if folders[folder] > _BANYAK:
            yield f"  {relatif(root, folder)}/ ({folders[folder]} berkas)"
        else:
            yield from (f"  {relatif(root, file)}" for file in files if file.parent == folder)


def berikutnya(g: Giliran) -> str:
    """Say whose turn it is after a step."""
    if g.berikut is None:
        return "Ini langkah terakhir."
    task = f": ./inv {g.berikut.tugas} --tahun {g.tahun}" if g.berikut.tugas else ""
    who = visible(" atau ".join(g.berikut.diselesaikan_oleh))
    return f"Berikutnya langkah {g.berikut.nomor}, {visible(g.berikut.kegiatan)}, oleh {who}{task}"


def _dasar(tercatat: Tercatat, step: Langkah, root: Path) -> str:
    """Say what the event rests on, or how it can still be proven."""
    if isinstance(tercatat.dasar, Dasar):
        return f"Bukti: {visible(str(tercatat.dasar))}."
    sign, folder = f"./inv sign {relatif(root, tercatat.berkas[0])}", f"{CONTENT}/{tercatat.peristiwa.tahun}/proses/"
    ways = {
        "tanda-tangan": f"tanda tangani dengan {sign} --kunci <kunci>",
        "tag": "buat tag bertanda tangan",
        "tinjauan": "setujui pull request-nya",
        "pindaian": f"simpan pindaian bertanda tangan basah di {folder} lalu {sign} --pindaian proses/<pindaian>.pdf",
    }
    return f"Belum ada bukti: {', atau '.join(ways[kind] for kind in step.bukti)}."


def relatif(root: Path, file: Path) -> str:
    """Return a file from the repository's root, as people are told it."""
    return visible(file.resolve().relative_to(root.resolve()).as_posix())


def tolak_galat(isi: Isi, *paths: str) -> None:
    """Refuse where a file that a step reads has a form that is wrong; raises CommandError with the first problem."""
    wanted = {f"{CONTENT}/{path}" for path in paths}
    wrong: list[Problem] = [p for p in isi.problems if p.level == "galat" and p.source.path in wanted]
    if wrong:
        msg = f"{wrong[0].source}: {visible(wrong[0].message)}; perbaiki dahulu (./inv check)"
        raise CommandError(msg)
    there = {f.path for f in isi.berkas}
    if missing := [path for path in paths if path not in there]:
        msg = f"{CONTENT}/{missing[0]} belum ada; buat dahulu"
        raise CommandError(msg)
