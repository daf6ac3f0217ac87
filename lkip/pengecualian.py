"""Findings that are accepted: by an exception with its reason, or as those of an imported year that were frozen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lkip.bilangan import tanggal
from lkip.check.aturan import Aturan
from lkip.check.bentuk import dekat
from lkip.isi import year_of_source
from lkip.keterangan import BENTUK, PENGECUALIAN
from lkip.model import Bahan, DaftarPengecualian, Pengecualian, TemuanLama
from lkip.problem import Level, Problem

# What a finding is known by within its year: its rule and the code that it is about (empty: the whole report).
Kunci = tuple[str, str]


@dataclass(frozen=True)
class Pilahan:
    """A year's findings, sorted out: those that count (with those about the lists), the accepted, the old ones."""

    problems: tuple[Problem, ...]
    diterima: tuple[tuple[Problem, Pengecualian], ...]
    lama: tuple[Problem, ...]


def pilah(bahan: Bahan, found: Sequence[Problem], rules: Sequence[Aturan], *, terbaru: bool) -> Pilahan:
    """Sort out what was found in a year whose report could be made; `terbaru`: the newest one has no old findings."""
    about: list[Problem] = []
    own = _diterima(bahan, found, rules, about)
    shared = _diterima_bersama(bahan, [p for p in found if bersama(p)], rules, about)
    accepted = {p: e for p in found if (e := own.get(kunci(p)) or (shared.get(kunci(p)) if bersama(p) else None))}
    rest = [p for p in found if p not in accepted]
    old = _lama(bahan, rest, rules, about, terbaru)
    lama = tuple(p for p in rest if kunci(p) in old and not bersama(p))
    return Pilahan((*(p for p in rest if p not in lama), *about), tuple(accepted.items()), lama)


def kunci(problem: Problem) -> Kunci:
    """Return what a finding is known by within its year."""
    return problem.rule, problem.kode


def bersama(problem: Problem) -> bool:
    """Whether a finding lies in a file that all years share: it is no year's own."""
    return year_of_source(problem.source) is None


def dapat_diterima(problem: Problem, rules: Sequence[Aturan]) -> bool:
    """Whether a finding can be accepted: not where figures contradict each other, nor what is wrong in its form."""
    return any(r.nama == problem.rule and not (r.tetap and problem.level == "galat") for r in rules)


def _alasan_tolak(entry: Pengecualian | TemuanLama, found: Sequence[Problem], rules: Sequence[Aturan]) -> str | None:
    """Say why what an entry names cannot be accepted; None: it can, or there is nothing of it."""
    rule, known = entry.aturan, [r.nama for r in rules]
    if rule in known:
        refused = any(kunci(p) == _kunci(entry) and not dapat_diterima(p, rules) for p in found)
        mend = "dua angka yang bertentangan tidak menjadi benar oleh alasan; perbaiki isiannya"
        return f"galat {_tentang(entry)} tidak dapat diterima: {mend}" if refused else None
    if rule in BENTUK:
        return f"temuan {rule} tidak dapat diterima: isian harus dapat dibaca; perbaiki isiannya"
    if rule in PENGECUALIAN:
        return f"temuan {rule} tidak dapat diterima: perbaiki daftarnya sendiri"
    near = dekat(rule, [*known, *BENTUK])
    mend = f"maksudnya '{near}'?" if near else "nama aturan tertulis dalam kurung siku di belakang temuannya"
    return f"aturan '{rule}' tidak dikenal; {mend}"


def _diterima(
    bahan: Bahan, found: Sequence[Problem], rules: Sequence[Aturan], about: list[Problem]
) -> dict[Kunci, Pengecualian]:
    """Return the year's exceptions that hold, by what they accept; what is wrong with others is added to `about`."""
    held = _berlaku(bahan.pengecualian, bahan.dokumen.tanggal, found, rules, about)
    used = _terpakai(held, found, "pengecualian", "hapus pengecualian ini", about)
    return {_kunci(e): e for e in used}


def _diterima_bersama(
    bahan: Bahan, found: Sequence[Problem], rules: Sequence[Aturan], about: list[Problem]
) -> dict[Kunci, Pengecualian]:
    """Return the exceptions for all years that hold; whether one is of any use only all years together tell."""
    held = _berlaku(bahan.pengecualian_bersama, bahan.dokumen.tanggal, found, rules, about)
    return {_kunci(e): e for e in reversed(held)}


def _berlaku(
    daftar: DaftarPengecualian, day: date, found: Sequence[Problem], rules: Sequence[Aturan], about: list[Problem]
) -> list[Pengecualian]:
    """Return the exceptions that hold on the day of a document; what is wrong with others is added to `about`."""
    held = [e for e in daftar.pengecualian if not _salah(e, "pengecualian", found, rules, about)]
    for e in held:
        if e.sampai < day:
            message = (
                f"pengecualian {_tentang(e)} hanya berlaku sampai {tanggal(e.sampai)}, sebelum tanggal dokumen "
                f"{tanggal(day)}; perbaiki temuannya, atau perpanjang dengan alasan yang baru"
            )
            about.append(_problem(e, "sampai", message, "peringatan", "pengecualian-berlaku"))
    return [e for e in held if e.sampai >= day]


def tak_terpakai(
    daftar: DaftarPengecualian, accepted: Sequence[tuple[Problem, Pengecualian]], standing: Sequence[Problem]
) -> list[Problem]:
    """Return what is wrong with exceptions for all years that accept nothing in any year."""
    used = {e.at() for _, e in accepted}
    told = {p.source for p in standing}  # refused or run out: said already
    idle = [e for e in daftar.pengecualian if e.at() not in used and not {e.at("aturan"), e.at("sampai")} & told]
    about: list[Problem] = []
    for entry in idle:
        places = sorted(p.source.path for p in standing if kunci(p) == _kunci(entry) and not bersama(p))
        if places:
            mend = (
                f"temuan {_tentang(entry)} ada di {places[0]}, bukan dalam berkas yang dipakai semua tahun; pindahkan"
            )
            message = f"{mend} ke pengecualian.yml dalam folder tahunnya"
        elif any(_kunci(other) == _kunci(entry) for other in daftar.pengecualian if other.at() in used):
            message = f"{_tentang(entry)} ditulis dua kali; hapus salah satu"
        else:
            message = (
                f"tidak ada temuan {_tentang(entry)} dalam berkas yang dipakai semua tahun; hapus pengecualian ini"
            )
        about.append(_problem(entry, "aturan", message, "peringatan", "pengecualian-terpakai"))
    return about


def _lama(
    bahan: Bahan, found: Sequence[Problem], rules: Sequence[Aturan], about: list[Problem], terbaru: bool
) -> set[Kunci]:
    """Return what the list of old findings holds; what is wrong with the list is added to `about`."""
    daftar = bahan.temuan_lama
    if not daftar.temuan:
        return set()
    if terbaru or bahan.dokumen.status != "final":
        message = "daftar temuan lama hanya berlaku untuk tahun lama yang dokumennya final; hapus berkas ini"
        about.append(Problem(daftar.at(), message, "peringatan", "temuan-lama-berlaku"))
        return set()
    held = [e for e in daftar.temuan if not _salah(e, "temuan-lama", found, rules, about)]
    own = [p for p in found if not bersama(p)]
    return {
        _kunci(e) for e in _terpakai(held, own, "temuan-lama", "hapus butir ini: daftarnya hanya boleh memendek", about)
    }


def _salah(
    entry: Pengecualian | TemuanLama,
    of: str,
    found: Sequence[Problem],
    rules: Sequence[Aturan],
    about: list[Problem],
) -> bool:
    """Whether what an entry names cannot be accepted; then it is added to `about`."""
    message = _alasan_tolak(entry, found, rules)
    if message:
        about.append(_problem(entry, "aturan", message, "galat", f"{of}-dikenal"))
    return message is not None


def _terpakai(entries: Iterable[Any], found: Sequence[Problem], of: str, mend: str, about: list[Problem]) -> list[Any]:
    """Return the entries that match a finding; the others, and repetitions, are added to `about`."""
    there = {kunci(p) for p in found}
    used: dict[Kunci, Any] = {}
    for entry in entries:
        key = _kunci(entry)
        if key in used:
            message = f"{_tentang(entry)} sudah ada di baris {used[key].at().line}; hapus salah satu"
        elif key in there:
            used[key] = entry
            continue
        else:
            others = ", ".join(sorted({kode for rule, kode in there if rule == entry.aturan and kode}))
            only, or_else = (f", hanya untuk {others}", "betulkan kodenya, atau ") if others else ("", "")
            message = f"tidak ada temuan {_tentang(entry)}{only}; {or_else}{mend}"
        about.append(_problem(entry, "aturan", message, "peringatan", f"{of}-terpakai"))
    return list(used.values())


def _problem(entry: Pengecualian | TemuanLama, field: str, message: str, level: Level, rule: str) -> Problem:
    return Problem(entry.at(field), message, level, rule, entry.kode or "")


def _kunci(entry: Pengecualian | TemuanLama) -> Kunci:
    return entry.aturan, entry.kode or ""


def _tentang(entry: Pengecualian | TemuanLama) -> str:
    return f"{entry.aturan} untuk {entry.kode}" if entry.kode else f"{entry.aturan} tentang seluruh laporan"
