"""Rules about numbers in prose: looked up, not typed; and what was typed does not contradict the data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from lkip import rujukan
from lkip.bilangan import half_up
from lkip.capaian import Angka, CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama, berpersen
from lkip.model import Isian, Prosa
from lkip.problem import Finding, Source

_DESIMAL = 4
_BILANGAN = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,4})?"
# What is no prose of its own: references, pictures, addresses.
_BUKAN_PROSA = re.compile(r"\{\{[^{}\n]*\}\}|!?\[[^][\n]*\]\([^()\n]*\)|https?://\S+|<[^<>\n]*>")
# No space, that would belong to the end of the sentence before.
_TUTUP = "·"
_ADA_ANGKA = re.compile(r"[0-9]")
_KALIMAT = re.compile(r"[.!?](?:\s+|$)|\n\s*\n")
_SUMBER = re.compile(r"(?i)\b(menurut|berdasarkan|sumber|dikutip)\b")
_KATA_ANGKA = re.compile(r"(?i)\b(target\w*|(?:te)?realisasi\w*|capaian\w*|(?:men|ter)capai|sebesar|menjadi|adalah)\b")
# Names for a figure that has a plainer one when both are the same.
_KEDUA = ("_awal", ".tanpa_batas", ".dihitung")
# How far a sentence is looked at from a figure in it: text without any full stop is not read whole for each.
_JAUH = 300
_KALI = {"juta": 10**6, "miliar": 10**9}
_KODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True, eq=False, repr=False)
class _Tertulis:
    """A figure typed in prose: as written, its value, decimals and unit, its sentence and what stands before it."""

    prosa: Prosa
    source: Source
    teks: str
    nilai: Decimal
    desimal: int
    satuan: str
    kalimat: str
    sebelum: str

    @property
    def kode(self) -> str:
        """The prose that it stands in."""
        return f"narasi/{self.prosa.nama}.md"


# By unit, decimals and value as shown with so many: what prose may call it.
_Nama = dict[tuple[str, int, Decimal], list[str]]


@aturan("L08", "53/2014: Lampiran III.II.5", pokok="narasi")
def angka_dalam_narasi(laporan: Laporan) -> Iterator[Finding]:
    """Angka kinerja dan anggaran dalam narasi ditulis sebagai rujukan, bukan diketik.

    Angka yang sama harus sama di tabel dan di kalimat. Angka yang diketik tertinggal ketika datanya diperbaiki; rujukan
    seperti {{IKU-01.capaian}} selalu ikut berubah.

    Perbaikan: ganti angka itu dengan rujukan yang disebut dalam pesan. Angka dari luar laporan ini boleh diketik bila
    kalimatnya menyebut sumbernya ('menurut …').
    """
    names: _Nama | None = None
    known = {i.kode: i for i in laporan.indikator}
    wrong = {typed.source for typed, _ in _pertentangan(laporan)}
    for typed in _tertulis(laporan):
        if typed.source in wrong:
            continue
        names = _nama(laporan) if names is None else names
        found = names.get((typed.satuan, typed.desimal, typed.nilai), [])
        named = {i.kode for i in _disebut(typed.kalimat, known)} if found else set()
        near = [n for n in found if (of := n.rpartition(".")[0]) in named or (of and of in typed.kalimat)] or found
        what = f"angka '{typed.teks}' dalam {typed.kode} diketik"
        if near:
            name = min(near, key=lambda n: n.endswith(_KEDUA))
            reference = f"{{{{{name}}}}}{_ekor(name, typed.satuan)}"
            yield typed.source, f"{what}; tulis {reference}, agar selalu sama dengan datanya", "peringatan", typed.kode
        elif not _SUMBER.search(typed.kalimat):
            message = f"{what} dan tidak ada dalam laporan ini; ganti dengan rujukan, atau sebutkan sumbernya"
            yield typed.source, f"{message} ('menurut …')", "peringatan", typed.kode


def _ekor(name: str, satuan: str) -> str:
    return "" if satuan == "%" or satuan.startswith("Rp") else f" {{{{{name.rpartition('.')[0]}.satuan}}}}"


@aturan("L08", "53/2014: Lampiran III.II.5", pokok="narasi")
def angka_narasi_bertentangan(laporan: Laporan) -> Iterator[Finding]:
    """Angka yang diketik dalam kalimat tentang satu indikator tidak bertentangan dengan angka indikator itu.

    Pereviu membandingkan kalimat dengan tabel. Satu angka yang berbeda membuat keduanya diragukan.

    Perbaikan: hapus angka yang diketik dan tulis rujukannya; periksa apakah kalimatnya masih benar.
    """
    for typed, message in _pertentangan(laporan):
        yield typed.source, message, "galat", typed.kode


def _pertentangan(laporan: Laporan) -> Iterator[tuple[_Tertulis, str]]:
    """Yield the figures that contradict the one indicator that their sentence names, each with what is wrong."""
    figures: dict[str, set[tuple[str, int, Decimal]]] = {}
    known = {i.kode: i for i in laporan.indikator}
    for typed in _tertulis(laporan):
        if typed.satuan.startswith("Rp") or _SUMBER.search(typed.kalimat) or not _KATA_ANGKA.search(typed.sebelum):
            continue
        named = _disebut(typed.kalimat, known)
        if len(named) != 1:
            continue
        item = named[0]
        if item.kode not in figures:
            figures[item.kode] = {key for figure in _angka(item) for key in _kunci(figure)}
        own = (typed.satuan, typed.desimal, typed.nilai) in figures[item.kode]
        if own or typed.satuan not in ("%", item.satuan.lower()):
            continue
        what = f"{typed.kode} menulis '{typed.teks}' untuk {bernama(item)}"
        truth = f"realisasinya {item.realisasi.lengkap}, targetnya {item.target.lengkap}"
        truth += f", capaiannya {item.capaian.lengkap}"
        yield typed, f"{what}, padahal {truth}; tulis rujukannya, misalnya {{{{{item.kode}.realisasi}}}}"


def _tertulis(laporan: Laporan) -> Iterator[_Tertulis]:
    """Yield every number in the year's prose that stands with %, Rp or the unit of an indicator."""
    pattern = _pola(laporan)
    for prosa in laporan.bahan.narasi:
        if not _ADA_ANGKA.search(rujukan.RUJUKAN.sub("", prosa.teks)):
            continue
        masked = _BUKAN_PROSA.sub(lambda m: _TUTUP * len(m[0]), prosa.teks)
        lines = [m.end() for m in re.finditer("\n", masked)]
        ends = [*(m.end() for m in _KALIMAT.finditer(masked)), len(masked) + 1]
        start = last = number = 0
        for found in pattern.finditer(masked):
            while ends[number] <= found.start():
                start = last = ends[number]
                number += 1
            if unit := _satuan(found):
                value, places = _baca(found["angka"])
                sentence = prosa.teks[max(start, found.start() - _JAUH) : min(ends[number], found.end() + _JAUH)]
                before = masked[max(last, found.start() - _JAUH) : found.start()]
                last = found.end()
                line = bisect_right(lines, found.start())
                source = Source(prosa.path, line + 1, found.start() - (lines[line - 1] if line else 0) + 1)
                yield _Tertulis(prosa, source, " ".join(found[0].split()), value, places, unit, sentence, before)


def _pola(laporan: Laporan) -> re.Pattern[str]:
    """Return what finds a number with what stands before and behind it; longer units come first."""
    units = sorted({u.lower() for i in laporan.indikator if (u := i.satuan.strip()) and not berpersen(u)})
    named = "|".join(re.escape(u).replace(r"\ ", r"\s+") for u in reversed(units)) or "(?!)"
    behind = rf"\s+(?P<kali>juta|miliar)\b|(?P<persen>\s?%|\s+persen\b)|\s+(?P<satuan>{named})(?!\w)"
    return re.compile(rf"(?i)(?<![\w.,/])(?:(?P<rp>Rp)\.?\s*)?(?P<angka>{_BILANGAN})(?![\d/])(?:{behind})?")


def _satuan(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups["rp"]:
        return f"Rp {groups['kali'].lower()}" if groups["kali"] else "Rp"
    return "%" if groups["persen"] else " ".join((groups["satuan"] or "").lower().split())


def _baca(text: str) -> tuple[Decimal, int]:
    """Read a number as Indonesians write it, or with a decimal point; return it with the decimals it shows."""
    grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text)
    plain = text.replace(".", "").replace(",", ".") if grouped else text.replace(",", ".")
    return Decimal(plain), len(plain.partition(".")[2])


def _nama(laporan: Laporan) -> _Nama:
    """Return the names of all figures that prose can refer to, by unit and value as shown with few decimals."""
    units = {i.kode: i.satuan.lower() for i in laporan.indikator}
    found: _Nama = {}
    for name, shown in rujukan.names(laporan).items():
        text = shown.rstrip("*")
        if figure := re.fullmatch(rf"(Rp)?({_BILANGAN})(%)?", text):
            value, _ = _baca(figure[2])
            unit = figure[1] or figure[3] or units.get(name.rpartition(".")[0], "")
            keys = [*_bulat(unit, value)] if unit else []
            for word, size in _KALI.items() if unit == "Rp" else ():
                keys += _bulat(f"Rp {word}", value / size)
            for key in keys:
                found.setdefault(key, []).append(name)
    return found


def _bulat(unit: str, value: Decimal) -> Iterator[tuple[str, int, Decimal]]:
    """Yield a figure as prose may round it: with no decimals up to as many as are read."""
    yield from ((unit, n, half_up(value, n)) for n in range(_DESIMAL + 1))


def _kunci(figure: Angka) -> Iterator[tuple[str, int, Decimal]]:
    unit = "%" if berpersen(figure.satuan) else figure.satuan.lower()
    for value in (figure.nilai, figure.terlihat, figure.atas):
        if value is not None:
            yield from _bulat(unit, abs(value))


def _angka(part: Any) -> Iterator[Angka]:
    """Yield every figure below a part of the report."""
    if isinstance(part, Angka):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _angka(one)
    elif is_dataclass(part) and not isinstance(part, Isian):
        for field in fields(part):
            yield from _angka(getattr(part, field.name))


def _disebut(kalimat: str, known: dict[str, CapaianIndikator]) -> list[CapaianIndikator]:
    """Return the indicators that a sentence names, by code, by a reference to the name, or by the whole name."""
    codes = {word.rstrip(".").removesuffix(".nama") for word in _KODE.findall(kalimat)}
    lower = kalimat.lower()
    return [i for kode, i in known.items() if kode in codes or i.nama.lower() in lower]
