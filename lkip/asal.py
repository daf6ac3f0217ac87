"""Where a text of the document comes from: the paragraph or field of content/ that the office wrote it in.

Pure. Compared are letters and digits only, so that neither typography nor Markdown hides what is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkip.capaian import Laporan
from lkip.problem import Source

_RUJUKAN = re.compile(r"\{\{.*?\}\}")
_TAUTAN = re.compile(r"\]\([^)]*\)")
_DAFTAR = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
# Shorter texts stand in too many places to be told apart.
_TERPENDEK = 16
_URAIAN = (
    *("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut", "analisis_program"),
    *("alasan_tanpa_pembanding", "alasan_belum_tersedia", "sementara"),
)


def _rapat(text: str) -> str:
    """Return a text as it is compared: letters and digits only."""
    return re.sub(r"[^0-9a-z]+", "", text.casefold())


@dataclass(frozen=True)
class Asal:
    """What the office wrote, to look up where a text of the document comes from.

    `teks` are paragraphs of prose and analyses: the pieces between their references, their place, the indicator;
    `indikator` the codes with their names and the places of what was reported on them.
    """

    teks: tuple[tuple[tuple[str, ...], Source, str], ...]
    indikator: tuple[tuple[str, str, Source], ...]

    @staticmethod
    def dari(laporan: Laporan) -> Asal:
        """Collect what the office wrote for a year."""
        return Asal(
            teks=(*_narasi(laporan), *_analisis(laporan)),
            indikator=tuple((i.kode, _rapat(i.nama), (i.bahan or i.indikator).at("kode")) for i in laporan.indikator),
        )

    def cari(self, sekitar: str, judul: str) -> tuple[Source | None, str]:
        """Return the place in content/ that a text comes from and the indicator that it is about, so far as told."""
        close = _rapat(sekitar)
        for pieces, source, kode in self.teks:
            if _contains(close, pieces):
                return source, kode
        for words in (sekitar, judul):
            named = [(kode, source) for kode, name, source in self.indikator if _named(words, kode, name)]
            if len(named) == 1:
                return named[0][1], named[0][0]
        return None, ""


def _contains(text: str, pieces: Sequence[str]) -> bool:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _named(words: str, kode: str, name: str) -> bool:
    if re.search(rf"(?<![A-Za-z0-9./-]){re.escape(kode)}(?![A-Za-z0-9/-])", words):
        return True
    return len(name) >= _TERPENDEK and name in _rapat(words)


def _narasi(laporan: Laporan) -> Iterator[tuple[tuple[str, ...], Source, str]]:
    for prosa in laporan.bahan.narasi:
        for line, text in _paragraphs(prosa.teks):
            yield from _entry(text, Source(prosa.path, line), "")


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs and list items of a prose file with the lines on which they begin."""
    begun, held = 0, ""
    for number, line in enumerate((*text.splitlines(), ""), start=1):
        if held and (not line.strip() or _DAFTAR.match(line)):
            yield begun, held
            held = ""
        if line.strip():
            begun, held = (begun if held else number), f"{held} {_DAFTAR.sub('', line) if not held else line}"


def _analisis(laporan: Laporan) -> Iterator[tuple[tuple[str, ...], Source, str]]:
    for unit in laporan.bahan.realisasi:
        for report in unit.indikator:
            for name in _URAIAN:
                if text := getattr(report, name):
                    yield from _entry(text, report.at(name), report.kode)


def _entry(text: str, source: Source, kode: str) -> Iterator[tuple[tuple[str, ...], Source, str]]:
    pieces = tuple(filter(None, map(_rapat, _RUJUKAN.split(_TAUTAN.sub("]", text)))))
    if sum(map(len, pieces)) >= _TERPENDEK:
        yield pieces, source, kode
