"""What people wrote in running text, prose and analyses: its places, its sentences, the figures typed in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.letak import ANALISIS, bernama, berpersen
from lkip.problem import Source

BILANGAN = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,4})?"
# The fields of a report that are running text; of a figure that was worked out by hand the reason needs figures.
URAIAN = (*ANALISIS, "alasan_belum_tersedia", "alasan_tahunan", "alasan_tanpa_pembanding", "sementara")
# What is to be done may be counted in the indicator's unit: that is no figure of the report.
_RENCANA = ("solusi", "tindak_lanjut")
# What is no prose of its own: references, pictures, addresses.
_BUKAN_PROSA = re.compile(r"\{\{[^{}\n]*\}\}|!?\[[^][\n]*\]\([^()\n]*\)|https?://\S+|<[^<>\n]*>")
# No space, that would belong to the end of the sentence before.
_TUTUP = "·"
_RUJUKAN = re.compile(r"\{\{[^{}\n]*\}\}")
_ADA_ANGKA = re.compile(r"[0-9]")
_KALIMAT = re.compile(r"[.!?](?:\s+|$)|\n\s*\n")
_PARAGRAF = re.compile(r"\n\s*\n")
# How far a sentence is looked at from a figure in it: text without any full stop is not read whole for each.
_JAUH = 300
_PANJANG = 2000
_KODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True, eq=False, repr=False)
class Tulisan:
    """A text: what a finding in it is about, how a sentence calls it, where it begins; `item` where it is about one.

    `isian` is the field of a report; prose is a file of its own.
    """

    teks: str
    kode: str
    sebutan: str
    awal: Source
    item: CapaianIndikator | None = None
    isian: str = ""

    def at(self, offset: int) -> Source:
        """Return the place of a character; the canonical form of a field writes quotes and backslashes as two."""
        if self.isian:
            escaped = self.teks.count('"', 0, offset) + self.teks.count("\\", 0, offset)
            return Source(self.awal.path, self.awal.line, self.awal.column + 1 + offset + escaped)
        line = bisect_right(self._baris, offset)
        return Source(self.awal.path, line + 1, offset - (self._baris[line - 1] if line else 0) + 1)

    @cached_property
    def _baris(self) -> list[int]:
        return [m.end() for m in re.finditer("\n", self.teks)]

    @cached_property
    def tertutup(self) -> str:
        """The text with what is no prose covered, character by character."""
        return _BUKAN_PROSA.sub(lambda m: _TUTUP * len(m[0]), self.teks)

    def kalimat(self) -> Iterator[tuple[int, str]]:
        """Yield the sentences with the offset where each begins."""
        ends = [*(m.end() for m in _KALIMAT.finditer(self.tertutup)), len(self.teks)]
        yield from ((a, self.teks[a:b]) for a, b in zip((0, *ends), ends, strict=False) if a < b)


@dataclass(frozen=True, eq=False, repr=False)
class Tertulis:
    """A typed figure: as written, its value, decimals and unit, its sentence, what stands before it, its paragraph."""

    tulisan: Tulisan
    source: Source
    teks: str
    nilai: Decimal
    desimal: int
    satuan: str
    kalimat: str
    sebelum: str
    paragraf: str


def narasi(laporan: Laporan) -> Iterator[Tulisan]:
    """Yield the year's prose."""
    for prosa in laporan.bahan.narasi:
        name = f"narasi/{prosa.nama}.md"
        yield Tulisan(prosa.teks, name, name, Source(prosa.path))


def uraian(laporan: Laporan) -> Iterator[Tulisan]:
    """Yield what the reports tell of each indicator."""
    for item in laporan.indikator:
        for field in URAIAN if item.bahan else ():
            if item.bahan and (text := getattr(item.bahan, field)):
                yield Tulisan(text, item.kode, f"{field} {bernama(item)}", item.bahan.at(field), item, field)


def tertulis(laporan: Laporan, texts: Iterator[Tulisan]) -> Iterator[Tertulis]:
    """Yield every number that stands with %, Rp or the unit of an indicator (of a report: of its own)."""
    every = _pola(laporan.indikator)
    for text in texts:
        if _ADA_ANGKA.search(_RUJUKAN.sub("", text.teks)):
            own = () if text.item is None or text.isian in _RENCANA else (text.item,)
            yield from _angka(text, _pola(own) if text.isian else every)


def _angka(text: Tulisan, pattern: re.Pattern[str]) -> Iterator[Tertulis]:
    masked = text.tertutup
    ends = [*(m.end() for m in _KALIMAT.finditer(masked)), len(masked) + 1]
    paragraphs = [0, *(m.end() for m in _PARAGRAF.finditer(masked)), len(masked)]
    start = last = number = 0
    at, paragraph = -1, ""
    for found in pattern.finditer(masked):
        while ends[number] <= found.start():
            start = last = ends[number]
            number += 1
        if unit := _satuan(found):
            value, places = baca(found["angka"])
            sentence = text.teks[max(start, found.start() - _JAUH) : min(ends[number], found.end() + _JAUH)]
            before = masked[max(last, found.start() - _JAUH) : found.start()]
            last = found.end()
            if (here := bisect_right(paragraphs, found.start()) - 1) != at:
                at, paragraph = (
                    here,
                    text.teks[paragraphs[here] : min(paragraphs[here + 1], paragraphs[here] + _PANJANG)],
                )
            source, written = text.at(found.start()), " ".join(found[0].split())
            yield Tertulis(text, source, written, value, places, unit, sentence, before, paragraph)


def _pola(items: tuple[CapaianIndikator, ...]) -> re.Pattern[str]:
    """Return what finds a number with what stands before and behind it; longer units come first."""
    units = sorted({u.lower() for i in items if (u := i.satuan.strip()) and not berpersen(u)})
    named = "|".join(re.escape(u).replace(r"\ ", r"\s+") for u in reversed(units)) or "(?!)"
    behind = rf"\s+(?P<kali>juta|miliar)\b|(?P<persen>\s?%|\s+persen\b)|\s+(?P<satuan>{named})(?!\w)"
    return re.compile(rf"(?i)(?<![\w.,/])(?:(?P<rp>Rp)\.?\s*)?(?P<angka>{BILANGAN})(?![\d/])(?:{behind})?")


def _satuan(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups["rp"]:
        return f"Rp {groups['kali'].lower()}" if groups["kali"] else "Rp"
    return "%" if groups["persen"] else " ".join((groups["satuan"] or "").lower().split())


def baca(text: str) -> tuple[Decimal, int]:
    """Read a number as Indonesians write it, or with a decimal point; return it with the decimals it shows."""
    grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text)
    plain = text.replace(".", "").replace(",", ".") if grouped else text.replace(",", ".")
    return Decimal(plain), len(plain.partition(".")[2])


def disebut(kalimat: str, known: dict[str, CapaianIndikator]) -> list[CapaianIndikator]:
    """Return the indicators that a sentence names, by code, by a reference to the name, or by the whole name."""
    codes = {word.rstrip(".").removesuffix(".nama") for word in _KODE.findall(kalimat)}
    lower = kalimat.lower()
    return [i for kode, i in known.items() if kode in codes or i.nama.lower() in lower]
