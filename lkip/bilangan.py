"""Numbers as people type them, and numbers and dates as Indonesians read them: one reading or none, never a guess."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

_PLAIN = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_MAX_DIGITS = 15
# No number is longer; what is, is not searched for what it may mean (a search could take hours on a hostile text).
_MAX_LENGTH = 40
# Enough digits for whatever figures of 15 digits can make; the dust of a division (…4999999) is taken off first.
_SHOWN = Context(prec=200, rounding=ROUND_HALF_UP)
_DUST = Decimal("1e-20")


def read_number(text: str) -> Decimal | str:
    """Return the one number that `text` can mean, or a sentence (Indonesian) that says what to write instead.

    A decimal point, no thousands marks, no unit: `88.25`, `-3`, `0.985`. Refused is what has two readings
    (`1.250` is 1,25 to a program and 1250 to a clerk; `88,25`; `1.000.000`; `85%`; `Rp 5.000`), and more than
    15 digits, which spreadsheets silently cut.
    """
    if len(text) > _MAX_LENGTH:
        return f"'{text[:_MAX_LENGTH]}…' terlalu panjang untuk angka; tulis angka saja"
    if not _PLAIN.fullmatch(text):
        return _advice(text)
    if sum(c.isdigit() for c in text) > _MAX_DIGITS:
        return (
            f"'{text}' lebih dari {_MAX_DIGITS} angka; periksa lagi, dan bila ini kode, beri tanda petik di isian teks"
        )
    whole, _, fraction = text.partition(".")
    if len(fraction) == 3 and whole.lstrip("-") != "0":
        return (
            f"'{text}' dapat dibaca dua cara; tulis {whole}{fraction} bila titiknya pemisah ribuan, "
            f'atau "{text}0" bila tiga angka di belakang koma'
        )
    return Decimal(text)


def _advice(text: str) -> str:
    """Say how to write what `text` seems to mean, without choosing between two meanings."""
    message, spelling = _guess(text)
    if _PLAIN.fullmatch(spelling) and sum(c.isdigit() for c in spelling) <= _MAX_DIGITS:
        return message
    return f"'{text}' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""


def _guess(text: str) -> tuple[str, str]:
    """Return a sentence about `text`, and the spelling that it proposes; both empty where nothing can be meant."""
    rupiah = re.match(r"(?i)rp", text.strip())
    bare = re.sub(r"(?i)^rp\.?\s*|\s*%$|,-+$|\*+$|\s+", "", text.strip())
    grouped = re.fullmatch(r"-?\d{1,3}(\.\d{3}){2,}|-?\d{1,3}(,\d{3}){2,}", bare)
    if grouped or (rupiah and re.fullmatch(r"-?\d{1,3}\.\d{3}", bare)):
        whole = re.sub("[.,]", "", bare)
        return f"'{text}' tidak boleh memakai pemisah ribuan; tulis {whole}", whole
    if found := re.fullmatch(r"(-?\d{1,3}(?:\.\d{3})*|-?\d+),(\d+)", bare):
        return _comma(text, found[1], found[2], bool(rupiah))
    if bare != text and _PLAIN.fullmatch(bare):
        plain = read_number(bare)
        message = f"'{text}' harus angka saja, tanpa satuan atau tanda lain; tulis {bare}"
        return (plain if isinstance(plain, str) else message), bare
    return "", ""


def _comma(text: str, before: str, fraction: str, rupiah: bool) -> tuple[str, str]:
    """Say how to write a number with a decimal comma; with three digits behind it, it may be a thousands mark."""
    whole = before.replace(".", "")
    if rupiah and not int(fraction):
        return f"'{text}' harus rupiah bulat tanpa pemisah ribuan; tulis {whole}", whole
    may_group = len(fraction) == 3 and whole.lstrip("-") != "0"
    spelling = f"{whole}.{fraction}0" if may_group else f"{whole}.{fraction}"
    if may_group and "." not in before:
        meant = f'{whole}{fraction} bila komanya pemisah ribuan, atau "{spelling}" bila desimal'
        return f"'{text}' dapat dibaca dua cara; tulis {meant}", spelling
    return f"'{text}' harus memakai titik desimal; tulis \"{spelling}\"", spelling


def half_up(value: Decimal, places: int) -> Decimal:
    """Return `value` rounded half up to `places` decimals, as Indonesian reports print it (128,125 → 128,13)."""
    dusted = value.quantize(_DUST, context=_SHOWN) if abs(value) < Decimal("1e30") else value
    return dusted.quantize(Decimal(1).scaleb(-places), context=_SHOWN)


def angka(value: Decimal | int, places: int = 2) -> str:
    """Return `value` as Indonesians write it, `1.234,50`, rounded half up to `places` decimals. The only rounding."""
    rounded = half_up(Decimal(value), places)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,.{places}f}".translate(str.maketrans(",.", ".,"))


_TERTULIS = 6


def tertulis(value: Decimal) -> str:
    """Return `value` as a step of a calculation shows it: all its decimals, or six and an ellipsis if it has more."""
    exact = value.normalize(context=_SHOWN) if value else Decimal(0)
    places = max(0, -int(exact.as_tuple().exponent))
    if places <= _TERTULIS:
        return angka(value, places)
    cut = value.quantize(Decimal(1).scaleb(-_TERTULIS), context=Context(prec=200, rounding=ROUND_DOWN))
    return f"{angka(cut, _TERTULIS)}…"


_BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


_ROMAWI = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def romawi(number: int) -> str:
    """Return a small number in Roman numerals, `VII`: months in the numbers of letters."""
    made = ""
    for value, sign in _ROMAWI:
        made += sign * (number // value)
        number %= value
    return made


_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def hari_tanggal(day: date) -> str:
    """Return a date with its day of the week, `Senin, 12 Februari 2024`."""
    return f"{_HARI[day.weekday()]}, {tanggal(day)}"


def bulan(day: date) -> str:
    """Return the month of a date, `Februari 2024`."""
    return f"{_BULAN[day.month - 1]} {day.year}"


def tanggal(day: date) -> str:
    """Return a date as Indonesians write it, `12 Februari 2024`."""
    return f"{day.day} {_BULAN[day.month - 1]} {day.year}"
