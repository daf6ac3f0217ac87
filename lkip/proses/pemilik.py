"""Who approves which files at a forge: the text of CODEOWNERS out of the list of roles, the SOP and the units. Pure.

Of the lines that match a file the last one counts, and one of its owners must approve. Nobody approves a proposal of
their own: therefore whoever usually proposes a file is not its only owner. The clock decides nothing here: an owner is
a holder without a last day (`sampai`), so that the file changes with content/ alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lkip.isi import Isi
from lkip.load import CONTENT
from lkip.model import DaftarPeran, Instansi, PemegangPeran, Sop, Unit
from lkip.problem import Problem, Source, visible
from lkip.proses.peran import BERKAS, BERKAS_SOP

LETAK = ".github/CODEOWNERS"
# Who looks after program, schemas and workflows: a role that the list may have. Without it, those who may change the
# list: the program decides what counts as proof just as the list does.
PENGELOLA = "Pengelola Repositori"
_KEPALA = (
    "# Dibuat oleh ./inv owners dari content/peran.yml, sop.yml dan instansi.yml; jangan diubah dengan tangan.",
    "# Baris terakhir yang cocok dengan suatu berkas menentukan siapa yang menyetujui perubahannya; satu orang cukup.",
    "# Pemiliknya pemegang peran yang masih menjabat (tanpa 'sampai') dan mempunyai 'login'.",
)


@dataclass(frozen=True)
class Baris:
    """A line: the files, the roles whose holders own them, who is left out of it, and why it is so."""

    pola: str
    peran: tuple[str, ...]
    sebab: str
    tanpa: str = ""

    def cocok(self, path: str) -> bool:
        """Tell whether the line is about a file, given by its path from the repository's root."""
        parts = "[^/]*".join(map(re.escape, self.pola.removeprefix("/").split("*")))
        return self.pola == "*" or bool(re.match(parts + (".+" if self.pola.endswith("/") else r"\Z"), path))


def codeowners(daftar: DaftarPeran, sop: Sop, instansi: Instansi) -> str:
    """Return the text of CODEOWNERS. A line that nobody owns is written as a comment: then the wider one counts."""
    rows = tuple(_baris(daftar, sop, instansi))
    lines = [*_KEPALA, *_belum(_tanpa_login(daftar, rows))]
    for before, row in zip((None, *rows), rows, strict=False):
        lines += [] if before and before.sebab == row.sebab else ["", f"# {visible(row.sebab)}"]
        lines.append(_tulis(row, _pemilik(daftar, row)))
    return "\n".join((*lines, ""))


def penyetuju(daftar: DaftarPeran, sop: Sop, instansi: Instansi) -> Callable[[str], tuple[str, ...]]:
    """Return what tells the roles of which one must approve a file: those of the last line that is about it."""
    rows = tuple(_baris(daftar, sop, instansi))[::-1]
    return lambda path: next((row.peran for row in rows if row.cocok(path)), ())


def tanpa_login(daftar: DaftarPeran, sop: Sop, instansi: Instansi) -> tuple[str, ...]:
    """Return the roles that should approve something and of whose holders no login is known."""
    return _tanpa_login(daftar, _baris(daftar, sop, instansi))


def pemegang_login(daftar: DaftarPeran, roles: Sequence[str]) -> tuple[str, ...]:
    """Return the logins of the holders of roles who are in office."""
    return _login(_menjabat(daftar, roles))


def penentu(sop: Sop, tugas: str) -> tuple[str, ...]:
    """Return the roles that conclude the step of a task."""
    return tuple(role for step in sop.langkah if step.tugas == tugas for role in step.diselesaikan_oleh)


def _baris(daftar: DaftarPeran, sop: Sop, instansi: Instansi) -> Iterator[Baris]:
    """Yield the lines, the widest first. Who corrects reviews content, who approves what makes it binding."""
    menyusun, mengoreksi, mengesahkan = (penentu(sop, task) for task in ("compose", "correct", "approve"))
    years = f"/{CONTENT}/*"
    keeper = (PENGELOLA,) if any(p.peran == PENGELOLA for p in daftar.peran) else daftar.pengubah
    yield Baris("*", keeper, "Program, skema, templat, alur kerja, dan semua yang tidak disebut di bawah")
    yield Baris(f"/{CONTENT}/", mengoreksi, "Isian: ditinjau yang mengoreksi dokumen")
    collected = _gabung(menyusun, mengoreksi)
    yield Baris(f"{years}/realisasi/", collected, "Angka dari unit: ditinjau yang menyusun atau yang mengoreksi")
    for unit in instansi.unit:
        if any(p.jabatan == unit.penanggung_jawab for p in _menjabat(daftar, collected)):
            yield _unit(unit, f"{years}/realisasi/{unit.kode}.yml", collected)
    final = "Status dan versi dokumen: ikut berubah ketika disahkan, atas usulan yang mengoreksi"
    yield Baris(f"{years}/dokumen.yml", _gabung(mengoreksi, mengesahkan), final)
    yield Baris(f"{years}/proses/", mengesahkan, "Peristiwa SOP, pindaian, PDF yang disahkan")
    letters = "Surat pengantar: yang menerbitkan, atau yang mengoreksi"
    yield Baris(f"{years}/proses/surat/", _gabung(penentu(sop, "letter"), mengoreksi), letters)
    yield from _langkah(sop, f"{years}/proses", mengoreksi, mengesahkan)
    who = "Siapa boleh apa: yang boleh menandatangani perubahannya"
    for name in (f"/{CONTENT}/{BERKAS}*", f"/{CONTENT}/{BERKAS_SOP}*", f"/{LETAK}"):
        yield Baris(name, daftar.pengubah, who)


def _unit(unit: Unit, pola: str, peran: tuple[str, ...]) -> Baris:
    """A unit whose head would otherwise review figures of their own."""
    why = f"{unit.nama}: angkanya sendiri tidak ditinjau oleh {unit.penanggung_jawab}"
    return Baris(pola, peran, why, unit.penanggung_jawab)


def _langkah(sop: Sop, folder: str, mengoreksi: tuple[str, ...], mengesahkan: tuple[str, ...]) -> Iterator[Baris]:
    """Yield a line for the events of each step: who concludes it, and one more who may stand in, never for approval."""
    for step in sop.langkah:
        done = step.diselesaikan_oleh
        more = {"approve": (), "correct": mengesahkan}.get(step.tugas or "", mengoreksi)
        roles = _gabung(done, more)
        yield Baris(f"{folder}/*-{step.nomor}-*.yml*", roles, f"Peristiwa langkah {step.nomor}: {_atau(roles)}")


def _tulis(row: Baris, owners: Sequence[str]) -> str:
    if owners:
        return " ".join((row.pola, *(f"@{one}" for one in owners)))
    return f"# {row.pola} (belum ada login {_atau(row.peran) or 'perannya; SOP tidak menyebutnya'})"


def _pemilik(daftar: DaftarPeran, row: Baris) -> tuple[str, ...]:
    return _login([p for p in _menjabat(daftar, row.peran) if p.jabatan != row.tanpa])


def _menjabat(daftar: DaftarPeran, roles: Sequence[str]) -> list[PemegangPeran]:
    return [p for role in roles for p in daftar.peran if p.peran == role and p.sampai is None]


def _login(people: Sequence[PemegangPeran]) -> tuple[str, ...]:
    return tuple({p.login.casefold(): p.login for p in people if p.login}.values())


def _tanpa_login(daftar: DaftarPeran, rows: Iterable[Baris]) -> tuple[str, ...]:
    roles = dict.fromkeys(role for row in rows for role in row.peran)
    return tuple(role for role in roles if not pemegang_login(daftar, [role]))


def _belum(roles: Sequence[str]) -> Iterator[str]:
    if roles:
        yield f"# Belum ada login di content/peran.yml untuk: {', '.join(map(visible, roles))}."
        yield "# Baris berawalan # tanpa pemilik karena itu; yang berlaku baris di atasnya yang juga cocok."


def _gabung(*roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for group in roles for role in group))


def _atau(roles: Sequence[str]) -> str:
    return " atau ".join(map(visible, roles))


# --- drift -------------------------------------------------------------------------------------------------------


def codeowners_isi(isi: Isi) -> str | None:
    """Return the text of CODEOWNERS out of content/; None where a file that it is made from cannot be read."""
    parts = (isi.data.get(BERKAS), isi.data.get(BERKAS_SOP), isi.data.get("instansi.yml"))
    match parts:
        case (DaftarPeran() as daftar, Sop() as sop, Instansi() as instansi):
            return codeowners(daftar, sop, instansi)
    return None


def periksa(isi: Isi, tertulis: str | None) -> tuple[Problem, ...]:
    """Return that CODEOWNERS, where a repository has one, is no longer what content/ says.

    A warning and no galat: who changes the list in the forge's editor cannot run a task, and an old CODEOWNERS only
    asks the wrong people; what counts as proof is read from the list itself.
    """
    wanted = codeowners_isi(isi)
    if tertulis is None or wanted is None or tertulis == wanted:
        return ()
    message = f"{LETAK} belum mengikuti daftar ini{_beda(tertulis, wanted)}; jalankan ./inv owners, ajukan hasilnya"
    return (Problem(_letak(isi, tertulis), message, "peringatan", "pemilik-sesuai"),)


def _beda(old: str, new: str) -> str:
    now, then = _nama(new), _nama(old)
    told = [*(f"{one} belum tertulis" for one in now if one not in then)]
    told += [f"{one} masih tertulis" for one in then if one not in now]
    return f" ({', '.join(map(visible, told[:3]))})" if told else ""


def _nama(text: str) -> list[str]:
    lines = (line.split("#")[0] for line in text.split("\n"))
    return list(dict.fromkeys(word for line in lines for word in line.split() if word.startswith("@")))


def _letak(isi: Isi, old: str) -> Source:
    """Return the line of the first login that is not written there, or else of the list."""
    daftar = isi.data[BERKAS]
    assert isinstance(daftar, DaftarPeran)
    new = (p for p in daftar.peran if p.login and p.sampai is None and f"@{p.login}" not in _nama(old))
    return next((p.at("login") for p in new), daftar.at("peran"))
