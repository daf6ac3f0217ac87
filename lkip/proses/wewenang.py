"""Claim × evidence × authority: what an event rests on, or why it does not count, in a sentence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lkip.model import BuktiPeristiwa, DaftarPeran, JenisBukti, Langkah, PemegangPeran, Peristiwa
from lkip.proses.catatan import Catatan
from lkip.proses.tanda_tangan import GIT, PROSES, Tanda, badan

# A key ends with the last day of its holder. An event of that time may reach the main line some days later, no more:
# its date is only what its writer says.
MASA_MASUK = timedelta(days=7)
# Clocks of two computers differ.
SELISIH_JAM = timedelta(minutes=10)
# Steps in which somebody judges the work of others: having proposed the change oneself proves nothing there.
MENILAI = ("correct", "approve")


@dataclass(frozen=True)
class Dasar:
    """What an event rests on: the kind of evidence, whose it is, which one; a scan proves less than a signature.

    `kunci` is the fingerprint of the key that signed.
    """

    jenis: JenisBukti
    oleh: str
    rinci: str
    lemah: bool = False
    kunci: str = ""

    def __str__(self) -> str:
        return f"{self.rinci}, lebih lemah" if self.lemah else self.rinci


@dataclass(frozen=True)
class TagGit:
    """An annotated tag as its object tells: the name inside, the message, the signature over both.

    `memuat`: the commit that it names holds the event's file, byte for byte.
    """

    nama: str
    pesan: str
    tanda: Tanda | None
    memuat: bool


@dataclass(frozen=True)
class TandaMasuk:
    """A signature as it reached the main line: no earlier than `paling_awal`, under the list that held by then."""

    tanda: Tanda
    paling_awal: datetime
    daftar: DaftarPeran | None


@dataclass(frozen=True)
class Klaim:
    """An event on the main line and all that can speak for it.

    `tercatat` is the time of its commit, `paling_awal` that of the commits before: it came no earlier. `daftar` is the
    list of roles that held before the commit, `daftar_lain` those that do not hold for it, each with the reason.
    `isi` is the content that each recorded merge left.
    """

    berkas: str
    peristiwa: Peristiwa
    komit: str
    tercatat: datetime
    paling_awal: datetime
    daftar: DaftarPeran | None
    daftar_lain: Sequence[tuple[DaftarPeran, str]] = ()
    tanda: Sequence[TandaMasuk] = ()
    tag: Mapping[str, TagGit | None] | None = None
    catatan: Sequence[Catatan] = ()
    isi: Mapping[str, str] | None = None
    pindaian: Mapping[str, str] | None = None


def putuskan(klaim: Klaim, tahun: int, langkah: Mapping[int, Langkah]) -> Dasar | str:
    """Return what an event rests on, or the sentence that says why it does not count."""
    if not langkah:
        return "SOP (content/sop.yml) belum ada sebelum komit peristiwa ini"
    step = langkah.get(klaim.peristiwa.langkah)
    if wrong := _bentuk(klaim, tahun, step):
        return wrong
    assert step is not None
    if klaim.daftar is None:
        return "daftar peran (content/peran.yml) belum ada sebelum komit peristiwa ini"
    found = _dasar(klaim, klaim.daftar, step)
    if isinstance(found, str):
        for other, why in klaim.daftar_lain:
            if isinstance(judged := _dasar(klaim, other, step), Dasar):
                return f"{judged.oleh} sebagai {klaim.peristiwa.peran} baru ditulis {why}"
    return found


def nama_berkas(p: Peristiwa) -> str:
    """Return the name that an event's file must have: when, which step, what."""
    return f"{p.waktu:%Y%m%d-%H%M}-{p.langkah}-{p.peristiwa}.yml"


def _bentuk(klaim: Klaim, tahun: int, step: Langkah | None) -> str:
    p = klaim.peristiwa
    if p.tahun != tahun:
        return f"peristiwa ini tentang tahun {p.tahun}, bukan {tahun}"
    if step is None:
        return f"SOP tidak mempunyai langkah {p.langkah}"
    if not klaim.berkas.endswith(f"/{nama_berkas(p)}"):
        return f"nama berkasnya tidak sesuai isinya; seharusnya {nama_berkas(p)}"
    if p.waktu > klaim.tercatat + SELISIH_JAM:
        return f"waktunya ({_saat(p.waktu)}) sesudah komit yang memuatnya ({_saat(klaim.tercatat)})"
    if p.ke is not None and not (p.peristiwa == "kembali" and p.ke < p.langkah):
        return f"'ke: {p.ke}' hanya untuk peristiwa kembali, ke langkah sebelum langkah {p.langkah}"
    may = (*step.diselesaikan_oleh, step.pelaksana) if p.peristiwa == "mulai" else step.diselesaikan_oleh
    if p.peran not in may:
        return f"langkah {p.langkah} dinyatakan {p.peristiwa} oleh {_atau(may)}, bukan {p.peran}"
    return ""


def _dasar(klaim: Klaim, daftar: DaftarPeran, step: Langkah) -> Dasar | str:
    """Take the strongest evidence that is there. A signature or tag that is wrong is not made good by another one."""
    tries = list(_bukti(klaim, daftar, step))
    for kind, result in tries:
        if kind not in step.bukti:
            return f"langkah {step.nomor} tidak menerima bukti {kind}; yang diterima: {', '.join(step.bukti)}"
        if isinstance(result, Dasar) or kind in ("tanda-tangan", "tag"):
            return result
    wanted = f"belum ada bukti; yang diterima: {', '.join(step.bukti)}"
    return next((result for _, result in tries), wanted)


def _bukti(klaim: Klaim, daftar: DaftarPeran, step: Langkah) -> Iterator[tuple[JenisBukti, Dasar | str]]:
    listed = {b.jenis: b for b in klaim.peristiwa.bukti}
    if klaim.tanda:
        yield "tanda-tangan", _terbaik(_tanda(klaim, daftar, t) for t in klaim.tanda)
    elif "tanda-tangan" in listed:
        yield "tanda-tangan", f"tanda tangannya tidak ada di {klaim.berkas.rsplit('/', 1)[-1]}.sig"
    if tags := [b for b in klaim.peristiwa.bukti if b.jenis == "tag"]:
        yield "tag", _terbaik(_tag(klaim, daftar, step, b) for b in tags)
    if "tinjauan" in step.bukti and (klaim.catatan or "tinjauan" in listed):
        result = _tinjauan(klaim, daftar, step)
        if isinstance(result, Dasar) or "tinjauan" in listed or "pindaian" not in listed:
            yield "tinjauan", result
    if scans := [b for b in klaim.peristiwa.bukti if b.jenis == "pindaian"]:
        yield "pindaian", _terbaik(_pindaian(klaim, daftar, b) for b in scans)


def _terbaik(results: Iterator[Dasar | str]) -> Dasar | str:
    found = list(results)
    return next((r for r in found if isinstance(r, Dasar)), found[0])


# --- signature and tag -------------------------------------------------------------------------------------------


def _tanda(klaim: Klaim, daftar: DaftarPeran, masuk: TandaMasuk) -> Dasar | str:
    """Judge a signature by the list before the event, and by the one before itself: it may have come much later."""
    tanda = masuk.tanda
    if not tanda.cocok:
        return "isi berkas tidak sama dengan yang ditandatangani; berkas ini diubah sesudahnya"
    if tanda.ruang != PROSES:
        return f"tanda tangannya dibuat untuk '{tanda.ruang}', bukan untuk '{PROSES}'"
    holder = _pemilik(klaim, daftar, tanda, masuk.paling_awal)
    if isinstance(holder, str):
        return holder
    now = masuk.daftar if daftar is klaim.daftar else None
    if now and isinstance(later := _pemilik(klaim, now, tanda, masuk.paling_awal), str):
        return f"tanda tangannya menyusul, dan menurut daftar peran ketika itu {later}"
    return Dasar("tanda-tangan", holder.sebutan, "tanda tangan SSH", kunci=tanda.sidik_jari)


def _pemilik(klaim: Klaim, daftar: DaftarPeran, tanda: Tanda, paling_awal: datetime) -> PemegangPeran | str:
    """Return who signed, if it is who the event says, in the role that it says, at that time."""
    p, hari, finger = klaim.peristiwa, klaim.peristiwa.waktu.date(), tanda.sidik_jari
    owners = [one for one in daftar.peran if tanda.kunci in map(badan, one.kunci)]
    if not owners:
        named = [one for one in daftar.peran if p.oleh == one.sebutan]
        if any(one.kunci for one in named):
            return f"kunci {finger} bukan kunci {p.oleh}"
        none = f"; {p.oleh} belum mempunyai kunci di sana" if named else ""
        return f"kunci {finger} tidak ada dalam daftar peran{none}"
    here = [one for one in owners if one.peran == p.peran]
    if not here:
        return f"kunci {finger} milik {owners[0].sebutan} ({owners[0].peran}), bukan {p.peran}"
    current = [one for one in here if one.berlaku(hari)]
    if not current:
        return f"kunci {finger} milik {here[0].sebutan} sebagai {p.peran} hanya {_masa(here[0])}, bukan {_hari(hari)}"
    holder = next((one for one in current if one.sebutan == p.oleh), None)
    if holder is None:
        return f"kunci {finger} milik {current[0].sebutan}, padahal peristiwa ini atas nama {p.oleh}"
    return _masuk(holder, paling_awal) or holder


def _masuk(holder: PemegangPeran, paling_awal: datetime) -> str:
    if holder.sampai is None or paling_awal.date() <= holder.sampai + MASA_MASUK:
        return ""
    late = f"baru masuk sesudah {_hari(paling_awal.date())}"
    return f"kunci {holder.sebutan} sebagai {holder.peran} {_masa(holder)}, sedangkan peristiwa ini {late}"


def _tag(klaim: Klaim, daftar: DaftarPeran, step: Langkah, bukti: BuktiPeristiwa) -> Dasar | str:
    """A tag speaks for an event only if what is signed in it names the year, the step and what was approved."""
    name = bukti.tag or ""
    tag = (klaim.tag or {}).get(name)
    if tag is None:
        return f"tag {name} tidak ada, atau bukan tag bertanda tangan"
    if tag.nama != name or not name.startswith(f"lkip-{klaim.peristiwa.tahun}-"):
        return f"tag {name} bukan tag tahun {klaim.peristiwa.tahun}"
    if missing := [line for line in baris_tag(klaim.peristiwa) if line not in tag.pesan.split("\n")]:
        return f"pesan tag {name} tidak memuat baris '{missing[0]}'"
    if tag.tanda is None or not tag.tanda.cocok or tag.tanda.ruang != GIT:
        return f"tag {name} tidak bertanda tangan SSH yang cocok dengan isinya"
    if not tag.memuat:
        return f"tag {name} menunjuk komit yang tidak memuat peristiwa ini"
    holder = _pemilik(klaim, daftar, tag.tanda, klaim.paling_awal)
    if isinstance(holder, str):
        return f"tag {name}: {holder}"
    return Dasar("tag", holder.sebutan, f"tag {name}", kunci=tag.tanda.sidik_jari)


def nilai_tag(klaim: Klaim, step: Langkah, nama: str) -> Dasar | str:
    """Judge a tag as if the event named it as its evidence, under the list of roles of the claim."""
    if klaim.daftar is None:
        return "daftar peran (content/peran.yml) belum ada sebelum komit yang ditandai"
    return _tag(klaim, klaim.daftar, step, BuktiPeristiwa(jenis="tag", tag=nama))


def baris_tag(p: Peristiwa) -> tuple[str, ...]:
    """Return the lines that the message of a tag must have to speak for an event."""
    approved = (f"Sidik: {p.persetujuan.sidik}", f"SHA-256: {p.persetujuan.sha256}") if p.persetujuan else ()
    return (f"Langkah-SOP: {p.langkah} {p.peristiwa}", *approved)


_TAG = re.compile(
    rb"\Aobject (?P<komit>[0-9a-f]+)\ntype commit\ntag (?P<nama>[^\n]+)\ntagger [^\n]*\n\n(?P<pesan>.*)\Z", re.DOTALL
)


@dataclass(frozen=True)
class ObjekTag:
    """A tag's object taken apart: the commit, the name inside, the message, what is signed, the signature if any."""

    komit: str
    nama: str
    pesan: str
    isi: bytes
    tanda: bytes


def baca_tag(objek: bytes) -> ObjekTag | None:
    """Take a tag's object apart; None where it is no tag of a commit."""
    signed, mark, rest = objek.partition(b"-----BEGIN SSH SIGNATURE-----")
    found = _TAG.match(signed)
    if found is None:
        return None
    commit, name, message = (found[part].decode("utf-8", "replace") for part in ("komit", "nama", "pesan"))
    return ObjekTag(commit, name, message, signed, mark + rest)


# --- review and scan ---------------------------------------------------------------------------------------------


def _tinjauan(klaim: Klaim, daftar: DaftarPeran, step: Langkah) -> Dasar | str:
    p = klaim.peristiwa
    if not klaim.catatan:
        return "tidak ada catatan tinjauan yang sah tentang komit peristiwa ini"
    for record in klaim.catatan:
        if wrong := _lain(klaim, record):
            return wrong
        for review in record.menyetujui:
            if holder := _login(daftar, p, review.login, review.waktu.astimezone(p.waktu.tzinfo).date()):
                return Dasar("tinjauan", holder.sebutan, f"tinjauan {review.login}, catatan {record.nomor}")
        if step.tugas not in MENILAI and (holder := _login(daftar, p, record.penulis, p.waktu.date())):
            return Dasar("tinjauan", holder.sebutan, f"usulan {record.penulis}, catatan {record.nomor}", lemah=True)
    numbers = ", ".join(str(record.nomor) for record in klaim.catatan)
    return f"catatan {numbers} tidak memuat persetujuan {p.oleh} ({p.peran}) atas yang digabung"


def _lain(klaim: Klaim, record: Catatan) -> str:
    """Say that what a merge left is not what was reviewed: the values that were shown are then not those that came."""
    if (klaim.isi or {}).get(record.gabung) == record.isi:
        return ""
    told = (
        f"isi content/ yang digabung berbeda dari yang ditinjau pada komit {record.ujung[:7]} (catatan {record.nomor})"
    )
    return f"{told}; usulkan lagi dari cabang utama yang terbaru, lalu minta ditinjau"


def _login(daftar: DaftarPeran, p: Peristiwa, login: str, hari: date) -> PemegangPeran | None:
    holders = (one for one in daftar.pemegang(p.peran, hari) if one.sebutan == p.oleh and one.login)
    return next((one for one in holders if one.login and one.login.casefold() == login.casefold()), None)


def _pindaian(klaim: Klaim, daftar: DaftarPeran, bukti: BuktiPeristiwa) -> Dasar | str:
    p, hari, name = klaim.peristiwa, klaim.peristiwa.waktu.date(), bukti.berkas or ""
    found = (klaim.pindaian or {}).get(name)
    if found is None:
        return f"pindaian {name} tidak ada di folder tahunnya"
    if found != bukti.sha256:
        return f"pindaian {name} bukan berkas yang dicatat; SHA-256-nya berbeda"
    if not any(one.sebutan == p.oleh for one in daftar.pemegang(p.peran, hari)):
        return f"{p.oleh} tidak tercatat sebagai {p.peran} pada {_hari(hari)}"
    return Dasar("pindaian", p.oleh, f"pindaian {name}", lemah=True)


def _masa(p: PemegangPeran) -> str:
    return f"berlaku {_hari(p.dari)} sampai {_hari(p.sampai)}" if p.sampai else f"berlaku mulai {_hari(p.dari)}"


def _hari(hari: date) -> str:
    return f"{hari:%d-%m-%Y}"


def _saat(waktu: datetime) -> str:
    return f"{waktu:%d-%m-%Y %H.%M}"


def _atau(roles: Sequence[str]) -> str:
    return " atau ".join(dict.fromkeys(roles))
