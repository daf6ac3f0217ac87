"""Rules about numbers in running text: looked up, not typed; and what was typed does not contradict the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from lkip import rujukan
from lkip.bilangan import half_up
from lkip.capaian import Angka, CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama, berpersen
from lkip.check.tulisan import BILANGAN, URAIAN, Tertulis, baca, disebut, narasi, tertulis, uraian
from lkip.model import Isian
from lkip.problem import Finding

_DESIMAL = 4
_SUMBER = re.compile(r"(?i)\b(menurut|berdasarkan|sumber|dikutip)\b")
# In prose a figure is surely the indicator's where nothing else stands between it and the indicator's own words; "·"
# covers its name, its code, a reference.
_LANGSUNG = re.compile(
    r"(?i)(?P<kata>\b(?:target|(?:te)?realisasi|capaian)(?:nya)?\b|·)"
    r"(?:[\s·()]|\b(?:(?:men|ter)capai|target(?:nya)?|(?:te)?realisasi(?:nya)?|capaian(?:nya)?|sebesar|menjadi|adalah|"
    r"naik|turun|meningkat|menurun|yaitu|hanya|baru|sudah|telah|indikator|pada|tahun|ini|lalu|\d{4})\b)*$"
)
_KATA_ANGKA = re.compile(r"(?i)\b(target\w*|(?:te)?realisasi\w*|capaian\w*|(?:men|ter)capai|sebesar|menjadi|adalah)\b")
# The distance to a figure is no figure of the indicator.
_JARAK = re.compile(
    r"(?i)\b(?:melampaui|melebihi|di atas|di bawah|dari|terhadap|selisih\w*|lebih|kurang|naik|turun|meningkat|menurun|"
    r"bertambah|berkurang|tumbuh)\b(?!.*\bmenjadi\s*$)"
)
# The word that says which figure is meant, as the names of figures begin.
_MAKSUD = re.compile(r"(?i)(target|realisasi|capaian|serap|pagu|sisa)")
# Words for what belongs to no code.
_TANPA_KODE = {
    "anggaran": re.compile(r"(?i)\b(anggaran|pagu|belanja|\w*serap\w*)\b"),
    "": re.compile(r"(?i)instansi\.nama|rata-rata|keseluruhan|seluruh|kecamatan"),
}
# Names for a figure that has a plainer one when both are the same.
_KEDUA = ("_awal", ".tanpa_batas", ".dihitung")
_KALI = {"juta": 10**6, "miliar": 10**9}
_TAHUN = re.compile(r"(?i)\btahun ((?:19|20)\d\d)\b")
# In an analysis the figure right behind these is the indicator's own, unless the sentence tells of something smaller.
_MILIKNYA = re.compile(
    r"(?i)\b(?:realisasi|capaian)(?:nya| indikator ini| tahun ini)"
    r"(?: (?:indikator ini|tahun ini|hanya|baru|sudah|telah|sebesar|mencapai|adalah|yaitu|sebanyak))*\s*$"
)
_LAIN = r"kelurahan|kabupaten|provinsi|nasional|unsur|program|kegiatan|seksi|triwulan|semester|bulan"
_HAL_LAIN = re.compile(rf"(?i)\b(?:desa|kecamatan|{_LAIN}|tahun (?:lalu|sebelumnya|\d{{4}}))\b")
# What is smaller than the office's year, or larger than the office; villages only by their names.
_BAGIAN = re.compile(rf"(?i)\b(?:{_LAIN})\b|\b(?i:desa) (?-i:[A-Z])")

# By unit, decimals and value as shown with so many: what prose may call it.
_Kunci = tuple[str, int, Decimal]


@dataclass(frozen=True, eq=False, repr=False)
class _Nama:
    """The names that prose may use: by the figure that they show, what each code before the dot is called, its unit."""

    menurut: dict[_Kunci, list[str]]
    pemilik: dict[str, str]
    satuan: dict[str, str]

    def cocok(self, typed: Tertulis) -> list[str]:
        """Return the names of all figures that look like a typed one."""
        return self.menurut.get((typed.satuan, typed.desimal, typed.nilai), [])

    def dimaksud(self, typed: Tertulis) -> str:
        """Return the name of the figure that is meant: one whose indicator or line the text names; else nothing.

        A figure that only happens to be the same is another one: obeying such an offer would print it ever after.
        """
        found = self.cocok(typed)
        for text in (typed.kalimat, typed.paragraf) if found else ():
            if near := [n for n in found if self._bernama(n.rpartition(".")[0], text)]:
                return _pilih(near, typed)
        alone = list(self.satuan.values()).count(typed.satuan) == 1 and not _SUMBER.search(typed.kalimat)
        return _pilih(found, typed) if alone else ""

    def _bernama(self, of: str, text: str) -> bool:
        if of in _TANPA_KODE:
            return bool(_TANPA_KODE[of].search(text))
        called = self.pemilik.get(of)
        return of in text or bool(called and called in text.lower())


def _pilih(names: list[str], typed: Tertulis) -> str:
    """Return the name that the last word for a figure speaks of; else the plainest."""
    words = _MAKSUD.findall(typed.sebelum)
    meant = words[-1].lower() if words else "realisasi"
    return min(names, key=lambda n: (not n.rpartition(".")[2].startswith(meant), n.endswith(_KEDUA)), default="")


@aturan("L08", "53/2014: Lampiran III.II.5", pokok="narasi")
def angka_dalam_narasi(laporan: Laporan) -> Iterator[Finding]:
    """Angka kinerja dan anggaran dalam narasi ditulis sebagai rujukan, bukan diketik.

    Angka yang sama harus sama di tabel dan di kalimat. Angka yang diketik tertinggal ketika datanya diperbaiki; rujukan
    seperti {{IKU-01.capaian}} selalu ikut berubah.

    Perbaikan: ganti angka itu dengan rujukan yang disebut dalam pesan. Angka dari luar laporan ini boleh diketik bila
    kalimatnya menyebut sumbernya ('menurut …').
    """
    names: _Nama | None = None
    wrong = {typed.source for typed, _ in _narasi_bertentangan(laporan)}
    for typed in tertulis(laporan, narasi(laporan)):
        if typed.source in wrong:
            continue
        names = _nama(laporan) if names is None else names
        what = f"angka '{typed.teks}' dalam {typed.tulisan.sebutan} diketik"
        if name := names.dimaksud(typed):
            reference = f"{{{{{name}}}}}{_ekor(name, typed.satuan)}"
            mend = f"tulis {reference}, agar selalu sama dengan datanya"
        elif _SUMBER.search(typed.kalimat):
            continue
        elif names.cocok(typed):
            mend = "ganti dengan rujukan ke angka yang dimaksud, atau sebutkan sumbernya ('menurut …')"
        else:
            what += " dan tidak ada dalam laporan ini"
            mend = "ganti dengan rujukan, atau sebutkan sumbernya ('menurut …')"
        yield typed.source, f"{what}; {mend}", "peringatan", typed.tulisan.kode


def _ekor(name: str, satuan: str) -> str:
    return "" if satuan == "%" or satuan.startswith("Rp") else f" {{{{{name.rpartition('.')[0]}.satuan}}}}"


def _beruraian(item: CapaianIndikator) -> bool:
    return any(getattr(item.bahan, field, None) for field in URAIAN)


def _isian(item: CapaianIndikator) -> str:
    return ", ".join(field for field in URAIAN if getattr(item.bahan, field, None))


@aturan("L08", "53/2014: Lampiran III.II.5", pokok="indikator", lihat=_isian, berlaku=_beruraian)
def angka_dalam_uraian(laporan: Laporan) -> Iterator[Finding]:
    """Uraian pada realisasi menceritakan sebab dan langkah; angka kinerja dan anggaran tidak diketik di dalamnya.

    Tabel di dekat uraian itu sudah memuat angkanya. Angka yang diketik tertinggal ketika datanya diperbaiki, lalu
    uraian dan tabel saling bertentangan.

    Perbaikan: hapus angkanya dan ceritakan kejadiannya; angka yang perlu disebut ditulis sebagai rujukan dalam narasi.
    Angka dari luar laporan ini boleh diketik bila kalimatnya menyebut sumbernya ('menurut …').
    """
    names, own = None, _Milik({})
    wrong = {typed.source for typed, _ in _uraian_bertentangan(laporan)}
    for typed in tertulis(laporan, uraian(laporan)):
        if typed.source in wrong or _SUMBER.search(typed.kalimat):
            continue
        names = _nama(laporan) if names is None else names
        what = f"angka '{typed.teks}' dalam {typed.tulisan.sebutan} diketik"
        if names.cocok(typed) or (typed.tulisan.item and own.ada(typed, typed.tulisan.item)):
            mend = "hapus, sebab tabelnya sudah memuat angka itu dan ikut berubah bila datanya diperbaiki"
        else:
            what += " dan tidak ada dalam laporan ini"
            mend = "hapus, atau sebutkan sumbernya ('menurut …')"
        yield typed.source, f"{what}; {mend}", "peringatan", typed.tulisan.kode


@aturan("L08", "53/2014: Lampiran III.II.5", pokok="narasi")
def angka_narasi_bertentangan(laporan: Laporan) -> Iterator[Finding]:
    """Angka yang diketik dalam narasi sebagai target, realisasi atau capaian satu indikator tidak bertentangan dengan
    angka indikator itu.

    Pereviu membandingkan kalimat dengan tabel. Satu angka yang berbeda membuat keduanya diragukan.

    Perbaikan: hapus angka yang diketik dan tulis rujukannya; periksa apakah kalimatnya masih benar.
    """
    for typed, item in _narasi_bertentangan(laporan):
        mend = f"tulis rujukannya, misalnya {{{{{item.kode}.realisasi}}}}"
        yield typed.source, f"{_padahal(typed, item)}; {mend}", "galat", typed.tulisan.kode


@aturan("L08", "53/2014: Lampiran III.II.5", pokok="indikator", lihat=_isian, berlaku=_beruraian)
def angka_uraian_bertentangan(laporan: Laporan) -> Iterator[Finding]:
    """Realisasi dan capaian yang diketik dalam uraian sebuah indikator tidak bertentangan dengan angka indikator itu.

    Uraian tercetak di dekat tabelnya. Satu angka yang berbeda membuat keduanya diragukan.

    Perbaikan: hapus angka yang diketik, sebab tabelnya sudah memuatnya; periksa apakah kalimatnya masih benar.
    """
    for typed, item in _uraian_bertentangan(laporan):
        mend = "hapus angkanya, dan periksa apakah kalimatnya masih benar"
        yield typed.source, f"{_padahal(typed, item)}; {mend}", "galat", item.kode


def _padahal(typed: Tertulis, item: CapaianIndikator) -> str:
    """Return what was written and what is true, of the year that the sentence names where it names one."""
    years = {int(y) for y in _TAHUN.findall(typed.kalimat)}
    of = next((y for y in item.tahun if {y.tahun} == years), None) or item
    when = "" if of is item else f"pada tahun {min(years)} "
    truth = f"realisasinya {of.realisasi.lengkap}, targetnya {of.target.lengkap}, capaiannya {of.capaian.lengkap}"
    about = "" if typed.tulisan.item else f" untuk {bernama(item)}"
    return f"{typed.tulisan.sebutan} menulis '{typed.teks}'{about}, padahal {when}{truth}"


def _narasi_bertentangan(laporan: Laporan) -> Iterator[tuple[Tertulis, CapaianIndikator]]:
    """Yield the figures that contradict the one indicator that their sentence names."""
    own = _Milik({})
    known = {i.kode: i for i in laporan.indikator}
    for typed in tertulis(laporan, narasi(laporan)):
        if typed.satuan.startswith("Rp") or _SUMBER.search(typed.kalimat) or not _KATA_ANGKA.search(typed.sebelum):
            continue
        named = disebut(typed.kalimat, known)
        if len(named) == 1 and _tentangnya(typed, named[0]) and own.bertentangan(typed, named[0]):
            yield typed, named[0]


def _tentangnya(typed: Tertulis, item: CapaianIndikator) -> bool:
    """Whether the words before a figure say that it is the indicator's own: not that of a village, no distance."""
    own = rf"(?i){re.escape(item.nama)}|(?<![\w.-]){re.escape(item.kode)}(?![\w-])"
    before = re.sub(own, "·", typed.sebelum)
    linked = _LANGSUNG.search(before)
    told = linked is not None and bool(_KATA_ANGKA.search(linked[0]))
    return told and not _JARAK.search(before) and not _BAGIAN.search(re.sub(own, "·", typed.kalimat))


def _uraian_bertentangan(laporan: Laporan) -> Iterator[tuple[Tertulis, CapaianIndikator]]:
    """Yield the figures of an analysis that it calls the indicator's own and that are none of them."""
    own = _Milik({})
    known = {i.kode: i for i in laporan.indikator}
    for typed in tertulis(laporan, uraian(laporan)):
        item, sentence = typed.tulisan.item, typed.kalimat
        if item is None or not _MILIKNYA.search(typed.sebelum) or _SUMBER.search(sentence):
            continue
        alone = all(i is item for i in disebut(sentence, known)) and not _HAL_LAIN.search(sentence)
        if alone and typed.tulisan.isian != "analisis_program" and own.bertentangan(typed, item):
            yield typed, item


@dataclass(frozen=True)
class _Milik:
    """The figures of each indicator that was asked for, as they may be shown."""

    angka: dict[str, set[_Kunci]]

    def bertentangan(self, typed: Tertulis, item: CapaianIndikator) -> bool:
        """Whether a typed figure, in percent or the indicator's unit, is none of its figures."""
        return typed.satuan in ("%", item.satuan.lower()) and not self.ada(typed, item)

    def ada(self, typed: Tertulis, item: CapaianIndikator) -> bool:
        """Whether a typed figure is one of the indicator's."""
        if item.kode not in self.angka:
            self.angka[item.kode] = {key for figure in _angka(item) for key in _kunci(figure)}
        return (typed.satuan, typed.desimal, typed.nilai) in self.angka[item.kode]


def _nama(laporan: Laporan) -> _Nama:
    """Return the names of all figures that prose can refer to, by unit and value as shown with few decimals."""
    units = {i.kode: "%" if berpersen(i.satuan) else i.satuan.lower() for i in laporan.indikator}
    found: dict[_Kunci, list[str]] = {}
    known = rujukan.names(laporan)
    for name, shown in known.items():
        text = shown.rstrip("*")
        if figure := re.fullmatch(rf"(Rp)?({BILANGAN})(%)?", text):
            value, _ = baca(figure[2])
            unit = figure[1] or figure[3] or units.get(name.rpartition(".")[0], "")
            keys = [*_bulat(unit, value)] if unit else []
            for word, size in _KALI.items() if unit == "Rp" else ():
                keys += _bulat(f"Rp {word}", value / size)
            for key in keys:
                found.setdefault(key, []).append(name)
    owners = {n.removesuffix(".nama"): shown.lower() for n, shown in known.items() if n.endswith(".nama")}
    return _Nama(found, owners, units)


def _bulat(unit: str, value: Decimal) -> Iterator[_Kunci]:
    """Yield a figure as prose may round it: with no decimals up to as many as are read."""
    yield from ((unit, n, half_up(value, n)) for n in range(_DESIMAL + 1))


def _kunci(figure: Angka) -> Iterator[_Kunci]:
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
