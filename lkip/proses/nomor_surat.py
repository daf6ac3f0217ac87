"""The numbers of letters: written and read by the office's pattern, and what is wrong with those that were taken.

The agenda book counts, not this program: other letters share it, so gaps are normal. What can be told is a number taken
twice, one that contradicts the letter's own date, and one that the pattern does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lkip.bilangan import romawi, tanggal
from lkip.model import SuratPengantar, TataSurat
from lkip.problem import Finding, Problem, visible

# By what form each part of a number is known; the office's own code is known by itself.
_BENTUK = {
    "klasifikasi": r"[0-9]{3}(?:\.[0-9]{1,3}){0,5}",
    "urut": r"[0-9]{1,6}",
    "bulan": r"[IVX]{1,4}",
    "tahun": r"[0-9]{4}",
}
_BULAN = {romawi(n): n for n in range(1, 13)}
_TANDA = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Nomor:
    """A letter's number taken apart; a part that the pattern does not have is None."""

    klasifikasi: str | None
    urut: int
    bulan: int | None
    tahun: int | None


def tulis(tata: TataSurat, urut: int, hari: date) -> str:
    """Return the number of a letter that has this place in the agenda and this date."""
    parts = {
        "klasifikasi": tata.klasifikasi,
        "urut": f"{urut:0{tata.angka_urut}}",
        "instansi": tata.instansi,
        "bulan": romawi(hari.month),
        "tahun": str(hari.year),
    }
    return _TANDA.sub(lambda found: parts[found[1]], tata.pola)


def baca(tata: TataSurat, nomor: str) -> Nomor | None:
    """Take a number apart by the office's pattern; None where it does not follow it."""
    found = re.fullmatch(_pola(tata), nomor)
    if found is None:
        return None
    parts = found.groupdict()
    month, year = parts.get("bulan"), parts.get("tahun")
    if month is not None and month not in _BULAN:
        return None
    return Nomor(
        klasifikasi=parts.get("klasifikasi"),
        urut=int(parts["urut"]),
        bulan=None if month is None else _BULAN[month],
        tahun=None if year is None else int(year),
    )


def _pola(tata: TataSurat) -> str:
    """Return the pattern as a regular expression: the office's own code as it is, the other parts by their form."""
    made, end = "", 0
    for found in _TANDA.finditer(tata.pola):
        name = found[1]
        again = f"(?P<{name}>" in made
        form = f"(?P={name})" if again else f"(?P<{name}>{_BENTUK[name]})" if name in _BENTUK else ""
        made += re.escape(tata.pola[end : found.start()]) + (form or re.escape(tata.instansi))
        end = found.end()
    return made + re.escape(tata.pola[end:])


def berikut(tata: TataSurat, letters: Iterable[SuratPengantar], hari: date) -> int:
    """Return the place after the highest one that a letter of that year has: the least that can be free.

    A proposal only: the agenda book knows the letters that are not here.
    """
    known = (_nomor(tata, letter) for letter in letters)
    return max((n.urut for n, tahun in known if n and tahun == hari.year), default=0) + 1


def _nomor(tata: TataSurat, letter: SuratPengantar) -> tuple[Nomor | None, int]:
    """Return a letter's number and the year of the agenda that it is from."""
    number = baca(tata, letter.nomor)
    return number, number.tahun if number and number.tahun else letter.tanggal.year


# --- what is wrong ---------------------------------------------------------------------------------------------


def periksa(tata: TataSurat | None, letters: Sequence[SuratPengantar]) -> tuple[Problem, ...]:
    """Return what is wrong with the numbers of all letters of the office, of whatever year."""
    ordered = sorted(letters, key=lambda letter: (letter.tanggal, letter.at().path))
    if tata is None:
        return tuple(_tanpa_pola(ordered))
    found = [
        *(("nomor-surat-berpola", f) for f in _berpola(tata, ordered)),
        *(("nomor-surat-bertanggal", f) for f in _bertanggal(tata, ordered)),
        *(("nomor-surat-tunggal", f) for f in _tunggal(tata, ordered)),
        *(("nomor-surat-runtut", f) for f in _runtut(tata, ordered)),
    ]
    return tuple(Problem(source, message, level, rule) for rule, (source, message, level, *_) in found)


def _tanpa_pola(letters: Sequence[SuratPengantar]) -> Iterator[Problem]:
    """Without a pattern all that can be told is that two numbers are the same."""
    seen: dict[str, SuratPengantar] = {}
    for letter in letters:
        if letter.nomor in seen:
            message = (
                f"nomor surat '{visible(letter.nomor)}' sudah dipakai {visible(seen[letter.nomor].at().path)}; "
                "lihat buku agenda, lalu beri salah satunya nomor lain"
            )
            yield Problem(letter.at("nomor"), message, rule="nomor-surat-tunggal")
        seen.setdefault(letter.nomor, letter)
    if letters:
        message = "pola nomor surat belum dicatat, sehingga nomor ini belum diperiksa; buat content/tata-surat.yml"
        yield Problem(letters[0].at("nomor"), message, "peringatan", "nomor-surat-berpola")


def _berpola(tata: TataSurat, letters: Sequence[SuratPengantar]) -> Iterator[Finding]:
    """A number follows the office's pattern, with the classification of this kind of letter."""
    for letter in letters:
        number, place = baca(tata, letter.nomor), letter.at("nomor")
        if number is None:
            shape = tulis(tata, 1, letter.tanggal)
            message = f"nomor surat '{visible(letter.nomor)}' tidak menurut pola kantor; tulis seperti {shape}"
            yield place, message, "galat", ""
        elif number.klasifikasi not in (None, tata.klasifikasi):
            message = (
                f"nomor surat '{letter.nomor}' memakai klasifikasi {number.klasifikasi}, sedangkan tata-surat.yml "
                f"menyebut {tata.klasifikasi}; samakan dengan buku agenda, lalu ubah yang salah"
            )
            yield place, message, "peringatan", ""


def _bertanggal(tata: TataSurat, letters: Sequence[SuratPengantar]) -> Iterator[Finding]:
    """Month and year of a number are those of the letter's date."""
    for letter in letters:
        number, day = baca(tata, letter.nomor), letter.tanggal
        if number is None:
            continue
        wrong = []
        if number.bulan not in (None, day.month):
            wrong.append(f"bulan {romawi(number.bulan or 0)}")
        if number.tahun not in (None, day.year):
            wrong.append(f"tahun {number.tahun}")
        if wrong:
            message = (
                f"nomor surat '{letter.nomor}' menyebut {' dan '.join(wrong)}, sedangkan tanggal suratnya "
                f"{tanggal(day)}; tulis {tulis(tata, number.urut, day)}, atau perbaiki tanggalnya"
            )
            yield letter.at("nomor"), message, "galat", ""


def _tunggal(tata: TataSurat, letters: Sequence[SuratPengantar]) -> Iterator[Finding]:
    """No two letters have one number: the place in a year's agenda is given once."""
    taken: dict[tuple[int, int], list[tuple[SuratPengantar, str | None]]] = {}
    exact: dict[str, SuratPengantar] = {}
    for letter in letters:
        number, year = _nomor(tata, letter)
        if number is None:
            if letter.nomor in exact:
                yield _dua_kali(tata, letter, exact[letter.nomor], letters)
            exact.setdefault(letter.nomor, letter)
            continue
        earlier = taken.setdefault((year, number.urut), [])
        same = next((other for other, kind in earlier if kind == number.klasifikasi), None)
        if same is not None:
            yield _dua_kali(tata, letter, same, letters)
        elif earlier:
            message = (
                f"nomor urut {number.urut} tahun {year} juga dipakai surat {earlier[0][0].nomor} "
                f"({visible(earlier[0][0].at().path)}) dengan klasifikasi lain; benar hanya bila buku agenda "
                "menghitung tiap klasifikasi sendiri"
            )
            yield letter.at("nomor"), message, "peringatan", ""
        earlier.append((letter, number.klasifikasi))


def _dua_kali(
    tata: TataSurat, letter: SuratPengantar, other: SuratPengantar, letters: Sequence[SuratPengantar]
) -> Finding:
    free = tulis(tata, berikut(tata, letters, letter.tanggal), letter.tanggal)
    told = "" if other.nomor == letter.nomor else f" ({other.nomor})"
    message = (
        f"nomor urut surat '{letter.nomor}' sudah dipakai {visible(other.at().path)}{told}; lihat buku agenda, "
        f"lalu beri salah satunya nomor lain, paling rendah {free}"
    )
    return letter.at("nomor"), message, "galat", ""


def _runtut(tata: TataSurat, letters: Sequence[SuratPengantar]) -> Iterator[Finding]:
    """A later letter has a higher number: one that goes back was given afterwards."""
    highest: dict[int, tuple[int, SuratPengantar]] = {}
    for letter in letters:
        number, year = _nomor(tata, letter)
        if number is None:
            continue
        before = highest.get(year)
        if before and number.urut < before[0] and before[1].tanggal < letter.tanggal:
            message = (
                f"surat '{letter.nomor}' bertanggal {tanggal(letter.tanggal)}, tetapi nomor urutnya lebih rendah dari "
                f"surat '{before[1].nomor}' tanggal {tanggal(before[1].tanggal)}; periksa nomor dan tanggal keduanya "
                "pada buku agenda"
            )
            yield letter.at("nomor"), message, "peringatan", ""
        if before is None or number.urut > before[0]:
            highest[year] = (number.urut, letter)
