"""Rules about the legal basis: every regulation that is named is one that exists, by kind, number, year and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.problem import Finding, Source

# Regulations that reports and SOPs on performance cite; not all there are, so what is unknown is not told.
_DAFTAR = Path(__file__).parent / "dasar-hukum.yml"
_KOSONG = re.compile(r"(?i)[\W_]*|x+|0+|nomor|tanpa nomor")
# A regulation in a running text; its number, year and title may be missing.
_TERSEBUT = re.compile(
    r"(?P<jenis>(?:Undang-Undang|UU|Peraturan|Keputusan|PP|Perpres|Permendagri|Permen ?PAN-?RB)\b(?:[ /-][A-Z][\w-]*|"
    r" dan(?= [A-Z]))*) (?P<kata>Nomor|No\.?)(?: (?P<nomor>[0-9][\w./-]*)(?: Tahun (?P<tahun>[0-9]{4}))?)?"
    r"(?: tentang (?P<tentang>[^.;:()]+))?"
)
# So many words of a long title are enough to know it by its beginning.
_AWALAN = 4
_SINGKATAN = {
    "uu": "undangundang",
    "pp": "peraturan pemerintah",
    "perpres": "peraturan presiden",
    "permendagri": "peraturan menteri dalam negeri",
    "peraturan mendagri": "peraturan menteri dalam negeri",
    **dict.fromkeys(
        (
            *("permenpanrb", "permenpan rb", "permen panrb", "peraturan menpanrb", "peraturan menpan rb"),
            "peraturan menteri pendayagunaan aparatur negara dan reformasi birokrasi",
        ),
        "peraturan menteri panrb",
    ),
}


@dataclass(frozen=True, eq=False, repr=False)
class _Sebutan:
    """A regulation as it is named somewhere; `jenis` may be short."""

    jenis: str
    nomor: str
    tahun: int | None
    tentang: str
    source: Source

    @property
    def lengkap(self) -> str:
        """The name as written."""
        return f"{self.jenis} Nomor {self.nomor} Tahun {self.tahun}"


@aturan("L31", "isian: peraturan yang dirujuk ada")
def dasar_hukum_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Peraturan yang disebut sebagai dasar hukum benar jenis, nomor, tahun dan judulnya.

    Dasar hukum yang keliru membuat pembaca meragukan sisanya, dan kekeliruan itu mudah disalin dari tahun ke tahun.
    Yang dibandingkan hanya peraturan yang ada dalam daftar kita; yang lain dilewati.

    Perbaikan: tulis jenis, nomor, tahun dan judul seperti dalam pesan ini di dasar-hukum.yml; yang keliru pada SOP
    diperbaiki pada revisi SOP berikutnya.
    """
    b = laporan.bahan
    for p in b.dasar_hukum.peraturan:
        place = p.at("nomor") if _KOSONG.fullmatch(p.nomor) else p.at("jenis")
        yield from _periksa(_Sebutan(p.jenis, p.nomor, p.tahun, p.tentang, place), "dasar hukum")
    for i, text in enumerate(b.sop.dasar_hukum):
        for named in _tersebut(text, b.sop.at(f"dasar_hukum.{i}")):
            yield from _periksa(named, "dasar hukum SOP")


def _tersebut(teks: str, source: Source) -> Iterator[_Sebutan]:
    """Find the regulations that a running text names."""
    for found in _TERSEBUT.finditer(teks):
        year = int(found["tahun"]) if found["tahun"] else None
        yield _Sebutan(found["jenis"], found["nomor"] or "", year, (found["tentang"] or "").strip(), source)


def _periksa(named: _Sebutan, where: str) -> Iterator[Finding]:
    if _KOSONG.fullmatch(named.nomor):
        title = f" tentang {named.tentang}" if named.tentang else ""
        message = f"{where} menyebut {named.jenis}{title} tanpa nomor; isi nomor dan tahunnya, atau hapus"
        yield named.source, message, "peringatan", ""
        return
    kind = _jenis(named.jenis)
    same = [r for r in _dikenal() if (r["nomor"], r["tahun"]) == (named.nomor, named.tahun)]
    if known := next((r for r in same if _jenis(r["jenis"]) == kind), None):
        yield from _sejenis(named, known, where)
    elif known := next((r for r in same if named.tentang and _mirip(named.tentang, r["tentang"])), None):
        right = f"Nomor {named.nomor} Tahun {named.tahun} itu {known['jenis']} tentang {known['tentang']}"
        yield named.source, f"{where} menyebut {named.lengkap}, padahal {right}; perbaiki jenisnya", "peringatan", ""
    else:
        titled = (r for r in _dikenal() if _jenis(r["jenis"]) == kind and _mirip(named.tentang, r["tentang"]))
        if known := next(titled, None):
            other = f"{known['jenis']} Nomor {known['nomor']} Tahun {known['tahun']}"
            message = (
                f"{where} menyebut {named.lengkap} yang berjudul sama dengan {other}; periksa nomor dan masa berlakunya"
            )
            yield named.source, message, "peringatan", ""


def _sejenis(named: _Sebutan, known: dict[str, Any], where: str) -> Iterator[Finding]:
    if named.tentang and not _mirip(named.tentang, known["tentang"]):
        said = f"{where} menyebut {named.lengkap} yang sebenarnya tentang {known['tentang']}"
        message = f"{said}, bukan {named.tentang}; perbaiki judulnya"
        yield named.source, message, "peringatan", ""
    elif "dicabut" in known:
        message = (
            f"{where} menyebut {named.lengkap} yang sudah dicabut oleh {known['dicabut']}; ganti dengan yang berlaku"
        )
        yield named.source, message, "peringatan", ""


@cache
def _dikenal() -> tuple[dict[str, Any], ...]:
    import yaml

    return tuple(yaml.load(_DAFTAR.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@cache
def _jenis(text: str) -> str:
    """Return a kind of regulation in one spelling, whether written in full or short."""
    plain = " ".join(re.sub(r"(?i)\brepublik indonesia\b|\bRI\b|[^\w\s]", "", text).lower().split())
    return _SINGKATAN.get(plain, plain)


def _mirip(satu: str, lain: str) -> bool:
    """Whether two titles have at least four fifths of their words in common, or a longer one begins with the other."""
    a, b = (re.findall(r"\w+", t.lower()) for t in (satu, lain))
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return (
        short == long[: len(short) if len(short) >= _AWALAN else None] or len({*a} & {*b}) * 5 >= len({*a} | {*b}) * 4
    )
