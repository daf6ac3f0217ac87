"""Which list of roles holds, and which SOP: who may change who may. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lkip.model import DaftarPeran, Langkah, PemegangPeran, Sop
from lkip.proses.rantai import Versi
from lkip.proses.tanda_tangan import PROSES, Tanda, badan

BERKAS, BERKAS_SOP = "peran.yml", "sop.yml"


_HILANG = "berkasnya hilang atau bentuknya salah"


def sebab_peran(versi: Versi[DaftarPeran], berlaku: Sequence[Versi[DaftarPeran]]) -> str:
    """Say why a list does not count. As long as nobody who may change it has had a key, it is taken on trust."""
    after, hari = versi.isi, versi.waktu.date()
    before = berlaku[-1].isi if berlaku else None
    if after is None:
        return _HILANG
    if before is None or not _pengubah(before, hari):
        return ""
    if after.nomor <= before.nomor:
        return f"nomor daftarnya {after.nomor}, harus lebih dari {before.nomor}"
    signer = _penanda_tangan(versi.tanda, before, hari, BERKAS)
    return signer if isinstance(signer, str) else _memberi(signer, _untung(signer, before, after))


def sebab_sop(versi: Versi[Sop], berlaku: Sequence[Versi[Sop]], daftar: DaftarPeran | None) -> str:
    """Say why a version of the SOP does not count: it changes who may do what, and nobody who may has signed it.

    It has no number that grows, so one that held before and was replaced is not held good by its old signature.
    """
    after, hari = versi.isi, versi.waktu.date()
    before = berlaku[-1].isi if berlaku else None
    if after is None:
        return _HILANG
    if before is None or daftar is None or not _pengubah(daftar, hari) or _hak(after) == _hak(before):
        return ""
    if versi.sha256 and versi.sha256 in {v.sha256 for v in berlaku}:
        return "isi ini pernah berlaku dan sudah diganti; beri tanggal_revisi yang baru, lalu tanda tangani lagi"
    signer = _penanda_tangan(versi.tanda, daftar, hari, BERKAS_SOP)
    if isinstance(signer, str):
        return signer
    roles = {p.peran for p in daftar.peran if _sama(p, [signer]) and p.berlaku(hari)}
    old = {s.nomor: s.diselesaikan_oleh for s in before.langkah}
    gained = (s.nomor for s in after.langkah if roles & ({*s.diselesaikan_oleh} - {*old.get(s.nomor, ())}))
    return _memberi(signer, next((f"langkah {n}" for n in gained), ""))


def _hak(sop: Sop) -> list[tuple[object, ...]]:
    """Return what a SOP says about who may do what, and what proves it."""

    def of(s: Langkah) -> tuple[object, ...]:
        return s.nomor, s.tugas, s.pelaksana, s.diselesaikan_oleh, s.bukti, s.kembali_ke

    return [of(s) for s in sop.langkah]


def _memberi(signer: PemegangPeran, untung: str) -> str:
    return f"{signer.sebutan} menandatangani perubahan yang memberi dirinya sendiri {untung}" if untung else ""


def _penanda_tangan(tanda: Tanda | None, daftar: DaftarPeran, hari: date, berkas: str) -> PemegangPeran | str:
    """Return who signed a change, if they may, or why the signature does not count."""
    may = _pengubah(daftar, hari)
    if tanda is None:
        last = "" if may[0].berlaku(hari) else f"; yang terakhir berkunci {_atau([p.sebutan for p in may])}"
        return f"belum ditandatangani {_atau(daftar.pengubah)} ({berkas}.sig){last}"
    if not tanda.cocok or tanda.ruang != PROSES:
        return f"tanda tangan di {berkas}.sig bukan untuk isi ini"
    signers = [p for p in may if tanda.kunci in map(badan, p.kunci)]
    refused = f"kunci {tanda.sidik_jari} bukan milik {_atau(daftar.pengubah)} menurut daftar sebelumnya"
    return signers[0] if signers else refused


def _pengubah(daftar: DaftarPeran, hari: date) -> list[PemegangPeran]:
    """Return who may sign a change: of those with a key who holds the role, or else who held it last.

    A term that ends leaves the list closed: else whoever waits for that day, or dates a commit so, writes the next.
    """
    keyed = [p for p in daftar.peran if p.peran in daftar.pengubah and p.kunci and p.dari <= hari]
    last = max((p.sampai for p in keyed if p.sampai), default=None)
    return [p for p in keyed if p.berlaku(hari)] or [p for p in keyed if p.sampai == last]


def _untung(signer: PemegangPeran, before: DaftarPeran, after: DaftarPeran) -> str:
    """Say what the signer of a change gains by it: a role, a longer term, the robot's key."""
    mine = [p for p in before.peran if _sama(p, [signer])]
    for p in after.peran:
        if _sama(p, mine) and not any(_mencakup(old, p) for old in mine):
            same = any(old.peran == p.peran for old in mine)
            return f"masa yang lebih panjang sebagai {p.peran}" if same else f"peran {p.peran}"
    keys = {badan(key) for p in mine for key in p.kunci}
    return "kunci robot" if keys & ({*map(badan, after.robot)} - {*map(badan, before.robot)}) else ""


def _sama(p: PemegangPeran, orang: Sequence[PemegangPeran]) -> bool:
    """Tell whether an entry is about one of these people: by name, key, login or mail address."""
    return any(_ciri(p) & _ciri(o) for o in orang)


def _ciri(p: PemegangPeran) -> set[tuple[str, str]]:
    marks = {("kunci", badan(key)) for key in p.kunci} | {("surel", mail.casefold()) for mail in p.surel}
    names = (("nama", p.nama), ("nip", p.nip and p.nip.replace(" ", "")), ("login", p.login))
    return marks | {(kind, value.casefold()) for kind, value in names if value}


def _mencakup(old: PemegangPeran, new: PemegangPeran) -> bool:
    """Tell whether an entry says nothing more than an earlier one did: the same role, no longer a term."""
    ends = old.sampai is None or (new.sampai is not None and new.sampai <= old.sampai)
    return old.peran == new.peran and old.dari <= new.dari and ends


def _atau(roles: Sequence[str]) -> str:
    return " atau ".join(roles)
