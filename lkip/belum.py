"""Report × findings → what a draft still lacks: each with its place in the document, its file and whose it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkip.capaian import CapaianIndikator, Laporan
from lkip.problem import Problem, Source
from lkip.tabel import definition

_PENYEBAB = ("faktor_pendukung", "faktor_penghambat", "alasan_belum_tersedia")


@dataclass(frozen=True)
class Belum:
    """Something that a draft lacks: in which part of the document, about which code, what, what to do, where to write.

    `sebutan` is how people call what it is about; `unit` whose it is (empty: of who puts the report together).
    """

    bagian: str
    kode: str
    sebutan: str
    apa: str
    pesan: str
    letak: Source
    unit: str = ""

    @property
    def tempat(self) -> str:
        """The place in the document as the templates name it: `penyebab:IKU-02`."""
        return f"{self.bagian}:{self.kode}"


def belum(laporan: Laporan, problems: Iterable[Problem]) -> tuple[Belum, ...]:
    """Return what the draft of a report lacks, by unit and code; a galat counts whatever it is about."""
    found = {one.tempat + one.apa + one.pesan: one for one in (*_ditemukan(laporan, problems), *_tanpa_angka(laporan))}
    units = [u.nama for u in laporan.bahan.instansi.unit]
    codes = [i.kode for i in laporan.indikator]

    words = [rule["apa"] for rule in definition("belum.yml", "aturan").values()]

    def order(one: Belum) -> tuple[int, int, str, int, Source]:
        place = units.index(one.unit) if one.unit in units else len(units)
        code = codes.index(one.kode) if one.kode in codes else len(codes)
        return place, code, one.kode, words.index(one.apa) if one.apa in words else len(words), one.letak

    return tuple(sorted(found.values(), key=order))


def _ditemukan(laporan: Laporan, problems: Iterable[Problem]) -> Iterator[Belum]:
    rules, words = definition("belum.yml", "aturan"), definition("belum.yml", "tanda")
    items = {i.kode: i for i in laporan.indikator}
    for p in problems:
        known = rules.get(p.rule)
        if known is None and p.level != "galat":
            continue
        part, what = (known["bagian"], known["apa"]) if known else ("capaian", words["perbaiki"])
        code = p.kode.removeprefix("narasi/").removesuffix(".md")
        name = f"narasi {code}" if p.kode.startswith("narasi/") else _sebutan(laporan, code)
        yield Belum(part, code, name, what, p.message, p.source, _unit(laporan, items.get(code)))


def _tanpa_angka(laporan: Laporan) -> Iterator[Belum]:
    """Yield the analyses that no rule asks for yet, since without a figure nobody knows which it will be."""
    words = definition("belum.yml", "tanpa_angka")
    for item in laporan.indikator:
        told = any(getattr(item.bahan, name, None) for name in _PENYEBAB)
        if item.capaian.nilai is None and not told and item.realisasi.nilai is None:
            at = item.bahan.at() if item.bahan else item.indikator.at("kode")
            name = _sebutan(laporan, item.kode)
            yield Belum(words["bagian"], item.kode, name, words["apa"], words["pesan"], at, _unit(laporan, item))


def _unit(laporan: Laporan, item: CapaianIndikator | None) -> str:
    owner = item.indikator.penanggung_jawab if item else ""
    return next((u.nama for u in laporan.bahan.instansi.unit if u.kode == owner), "")


def _sebutan(laporan: Laporan, kode: str) -> str:
    named = {i.kode: i.nama for i in laporan.indikator} | {s.kode: s.nama for s in laporan.sasaran}
    return f"{kode} {named[kode]}" if kode in named else kode or "laporan"


def tanda(kurang: Sequence[Belum]) -> Mapping[str, Sequence[str]]:
    """Return the words in the margin by place: `belum ada: penyebab, tindak lanjut (IKU-02)`."""
    begin = definition("belum.yml", "tanda")["awal"]
    found: dict[str, dict[str, None]] = {}
    for one in kurang:
        found.setdefault(one.tempat, {})[one.apa] = None
    return {place: (f"{begin} {', '.join(what)} ({place.partition(':')[2]})",) for place, what in found.items()}
