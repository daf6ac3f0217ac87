"""Regulations as they are named in a list or in running text, and those that are known by kind, number, year, title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# Regulations that reports and SOPs on performance cite; not all there are, so what is unknown is not told.
_DAFTAR = Path(__file__).parent / "dasar-hukum.yml"
_KOSONG = re.compile(r"(?i)[\W_]*|x+|0+|nomor|tanpa nomor")
# A regulation in a running text: "Nomor 53 Tahun 2014", where number, year and title may be missing, or "53/2014".
_TERSEBUT = re.compile(
    r"\b(?P<jenis>(?:Undang-Undang|UU|Peraturan|Keputusan|PP|Perpres|Permendagri|Permen ?PAN[- ]?RB)\b"
    r"(?:[ /-][A-Z]\w*(?:-[a-z]\w*)*| dan(?= [A-Z])){0,16}?)"
    r"(?: (?:Nomor|No\b\.?)(?: (?P<nomor>[0-9][\w./-]*))?(?: Tahun (?P<tahun>[0-9]{4}))?|"
    r" (?P<pendek>[0-9]+)(?:/| Tahun )(?P<setahun>[0-9]{4}))\b"
    r"(?= tentang (?P<tentang>[^.;:()]{1,500}))?"
)
# Where a sentence goes on behind a title.
_LANJUT = re.compile(r",? (?:sedangkan|yang|sebagaimana|maka|bahwa|serta (?=[A-Z]\w* (?:Nomor|No|[0-9])))\b.*")
_NOMOR_TAHUN = re.compile(r"([0-9]+)/([0-9]{4})")
# SAKIP for Sistem Akuntabilitas Kinerja Instansi Pemerintah: a title in short says nothing of its words.
_AKRONIM = re.compile(r"[A-Z]{3,}\b")
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
            *("peraturan menteri pan rb", "peraturan menteri pan dan rb"),
            "peraturan menteri pendayagunaan aparatur negara dan reformasi birokrasi",
        ),
        "peraturan menteri panrb",
    ),
}


@dataclass(frozen=True, eq=False, repr=False)
class Sebutan:
    """A regulation as it is named somewhere; `jenis` may be short."""

    jenis: str
    nomor: str
    tahun: int | None
    tentang: str

    @property
    def lengkap(self) -> str:
        """The name as written."""
        return f"{self.jenis} Nomor {self.nomor} Tahun {self.tahun}"

    @property
    def tanpa_nomor(self) -> bool:
        """Whether the number is blank, dots, or only the word for it."""
        return bool(_KOSONG.fullmatch(self.nomor))


def tersebut(teks: str) -> Iterator[tuple[int, Sebutan]]:
    """Find the regulations that a running text names, each with its offset."""
    for found in _TERSEBUT.finditer(teks.replace("\n", " ")):
        number = (found["nomor"] or found["pendek"] or "").rstrip("./-")
        both = _NOMOR_TAHUN.fullmatch(number)
        number, year = (both[1], both[2]) if both else (number, found["tahun"] or found["setahun"])
        title = _LANJUT.sub("", found["tentang"] or "").strip()
        shown = "" if _AKRONIM.match(title) else title
        yield found.start(), Sebutan(found["jenis"], number, int(year) if year else None, shown)


@cache
def dikenal() -> tuple[dict[str, Any], ...]:
    """Return the regulations of the list."""
    import yaml

    return tuple(yaml.load(_DAFTAR.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@cache
def jenis(text: str) -> str:
    """Return a kind of regulation in one spelling, whether written in full or short."""
    plain = " ".join(re.sub(r"(?i)\brepublik indonesia\b|\bRI\b|[^\w\s]", "", text).lower().split())
    return _SINGKATAN.get(plain, plain)


def mirip(satu: str, lain: str) -> bool:
    """Whether two titles have at least four fifths of their words in common, or a longer one begins with the other."""
    a, b = (re.findall(r"\w+", t.lower()) for t in (satu, lain))
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return (
        short == long[: len(short) if len(short) >= _AWALAN else None] or len({*a} & {*b}) * 5 >= len({*a} | {*b}) * 4
    )


def sejudul(tertulis: str, benar: str) -> bool:
    """Whether a title in a list is the right one, word by word; a long one may break off."""
    a, b = _kata(tertulis), _kata(benar)
    return a == b[: len(a) if len(a) >= _AWALAN else None]


def berjudul(kalimat: str, benar: str) -> bool:
    """Whether a sentence gives about the right title: in short, or with more words behind it."""
    b = _kata(benar)
    return mirip(kalimat, benar) or _kata(kalimat)[: len(b)] == b


def _kata(teks: str) -> list[str]:
    return [w for w in re.findall(r"\w+", teks.lower()) if w not in ("dan", "serta")]
