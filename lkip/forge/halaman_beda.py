"""Two PDFs of one document → the pages that differ, as pictures with a box around what changed.

The bytes of a page follow from content alone, so a page that differs is a real one, but for what every change of
content changes: the fingerprint in the colophon, page numbers, also those of the contents. These are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

# So many pictures are made at most: nobody looks at more, and each is some 100 kB.
PALING_BANYAK = 20
# A leader of the contents with the number behind it.
_RUJUKAN_HALAMAN = re.compile(r"(?:\.\s*){6,}(?:[ivxlcdm]+|\d+)")
_DRAF = "DRAF"
# The mark of a draft is fainter than this behind all text; every other sign is far darker.
_SAMAR = 20
_SKALA, _SELA, _TEPI = 1.2, 14, 4
_MERAH, _ABU = "#c1121f", "#9aa3ad"


@dataclass(frozen=True)
class HalamanSatu:
    """A page that differs: document, number then and now (None: not there), its picture if one was made.

    `geser`: its text is that of then, and has only moved because a page before it grew or shrank.
    """

    dokumen: str
    sebelum: str | None
    sesudah: str | None
    berkas: str = ""
    geser: bool = False

    @property
    def sebutan(self) -> str:
        """The page as one names it."""
        if self.sesudah is None:
            return f"{self.dokumen} {_nomor(self.sebelum)} (dihapus)"
        return f"{self.dokumen} {_nomor(self.sesudah)}{'' if self.sebelum is not None else ' (baru)'}"


def _nomor(label: str | None) -> str:
    return f"halaman {label}" if label else "sampul"


@dataclass(frozen=True)
class HalamanBeda:
    """The pages that differ, document by document; `tanpa` are the years whose pages nobody could make, and why."""

    halaman: tuple[HalamanSatu, ...] = ()
    tanpa: tuple[tuple[int, str], ...] = ()

    @property
    def kosong(self) -> bool:
        """Whether no page differs, as far as one can tell."""
        return not self.halaman and not self.tanpa


@dataclass(frozen=True)
class Cetakan:
    """A PDF as it is compared: the file, the millimetres at its head and foot that hold no content, what to ignore."""

    berkas: Path
    kepala: int
    kaki: int
    abaikan: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Lembar:
    """A page: its place in the file, its number, its text and its looks without what is ignored."""

    urutan: int
    nomor: str
    teks: str
    rupa: Image.Image

    @property
    def baris(self) -> frozenset[str]:
        return frozenset(self.teks.split("\n"))


_Pasangan = tuple[_Lembar | None, _Lembar | None]
_Deret = Sequence[_Lembar]


def halaman_beda(pasangan: Mapping[str, tuple[Cetakan, Cetakan]], folder: Path) -> HalamanBeda:
    """Compare the PDFs of then and now by the names of their documents; write pictures into a folder."""
    found: list[HalamanSatu] = []
    for dokumen, (then, now) in pasangan.items():
        old, new = _lembar(then), _lembar(now)
        pairs = [pair for pair in _dipasangkan(old, new) if _berbeda(*pair)]
        worded = _berkata_lain(old, new)
        real = [pair for pair in pairs if not _bergeser(pair, worded)]
        room = max(0, PALING_BANYAK - sum(bool(one.berkas) for one in found))
        names = dict(zip(real, _gambar(dokumen, then, now, real[:room], folder), strict=False))
        found += [_satu(dokumen, *pair, names.get(pair, ""), pair not in real) for pair in pairs]
    return HalamanBeda(tuple(found))


def _satu(dokumen: str, old: _Lembar | None, new: _Lembar | None, berkas: str, geser: bool) -> HalamanSatu:
    return HalamanSatu(dokumen, old.nomor if old else None, new.nomor if new else None, berkas, geser)


# --- reading -----------------------------------------------------------------------------------------------------


def _buka(file: Path) -> Any:
    return import_module("pypdfium2").PdfDocument(file)  # heavy, and only this task looks at pages


def _lembar(cetakan: Cetakan) -> list[_Lembar]:
    pdf = _buka(cetakan.berkas)
    try:
        return [_baca(pdf, number, cetakan) for number in range(len(pdf))]
    finally:
        pdf.close()


def _baca(pdf: Any, number: int, cetakan: Cetakan) -> _Lembar:
    page = pdf[number]
    text = page.get_textpage()
    width, height = page.get_size()
    inside = text.get_text_bounded(0, _titik(cetakan.kaki), width, height - _titik(cetakan.kepala))
    image = page.render(scale=1, grayscale=True).to_pil()
    for box in _tertutup(page, text, cetakan):
        image.paste(255, box)
    return _Lembar(number, pdf.get_page_label(number), _polos(inside, cetakan), image)


def _titik(milimeter: int) -> float:
    return milimeter * 72 / 25.4


def _polos(text: str, cetakan: Cetakan) -> str:
    """Return the text of a page line by line, without what is ignored."""
    plain = _pola(cetakan).sub("", text.removeprefix(_DRAF))
    return "\n".join(line.strip() for line in plain.split("\n") if line.strip())


def _pola(cetakan: Cetakan) -> re.Pattern[str]:
    words = (re.escape(word) for word in cetakan.abaikan if word)
    return re.compile("|".join([*words, _RUJUKAN_HALAMAN.pattern]))


def _tertutup(page: Any, text: Any, cetakan: Cetakan) -> Iterator[tuple[int, int, int, int]]:
    """Yield the boxes of a page, in dots from its upper left, at which nobody looks."""
    width, height = page.get_size()
    yield 0, 0, round(width) + 1, round(_titik(cetakan.kepala))
    yield 0, round(height - _titik(cetakan.kaki)), round(width) + 1, round(height) + 1
    for found in _pola(cetakan).finditer(text.get_text_range()):
        for index in range(text.count_rects(found.start(), found.end() - found.start())):
            left, bottom, right, top = text.get_rect(index)
            yield int(left) - 1, int(height - top) - 2, int(right) + 2, int(height - bottom) + 3


# --- pairing -----------------------------------------------------------------------------------------------------


def _dipasangkan(then: Sequence[_Lembar], now: Sequence[_Lembar]) -> Iterator[_Pasangan]:
    """Yield pages of then and now side by side: those of one text first, between them those that are most alike."""
    for same, old, new in _deret(then, now):
        yield from zip(old, new, strict=True) if same else _terdekat(old, new)


def _deret(then: Sequence[_Lembar], now: Sequence[_Lembar]) -> Iterator[tuple[bool, _Deret, _Deret]]:
    """Yield runs of pages whose text is the same, and the runs between them."""
    matcher = SequenceMatcher(None, [p.teks for p in then], [p.teks for p in now], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        yield kind == "equal", then[i1:i2], now[j1:j2]


def _berkata_lain(then: Sequence[_Lembar], now: Sequence[_Lembar]) -> set[_Lembar]:
    """Return the pages of then and now with lines that the other side has not there, wherever its pages break."""
    found: set[_Lembar] = set()
    for same, *sides in _deret(then, now):
        old, new = ([(page, line) for page in side for line in page.teks.split("\n")] for side in sides)
        if not same:
            matcher = SequenceMatcher(None, [line for _, line in old], [line for _, line in new], autojunk=False)
            for kind, i1, i2, j1, j2 in matcher.get_opcodes():
                found |= {page for page, _ in (*old[i1:i2], *new[j1:j2]) if kind != "equal"}
    return found


def _bergeser(pair: _Pasangan, worded: set[_Lembar]) -> bool:
    """Tell whether the text of a page has only moved; where it stands still the looks differ."""
    old, new = pair
    return not {old, new} & worded and (old is None or new is None or old.teks != new.teks)


def _terdekat(then: Sequence[_Lembar], now: Sequence[_Lembar]) -> list[_Pasangan]:
    """Pair two runs of pages in their order, so that the pairs have as many lines in common as can be."""
    best: dict[tuple[int, int], tuple[float, list[_Pasangan]]] = {}
    for i in range(len(then), -1, -1):
        for j in range(len(now), -1, -1):
            old, new = then[i] if i < len(then) else None, now[j] if j < len(now) else None
            ways = []
            if old and new:
                ways.append(_tambah(_serupa(old, new), (old, new), best[i + 1, j + 1]))
            if old:
                ways.append(_tambah(0, (old, None), best[i + 1, j]))
            if new:
                ways.append(_tambah(0, (None, new), best[i, j + 1]))
            best[i, j] = max(ways, key=lambda way: way[0], default=(0.0, []))
    return best[0, 0][1]


def _tambah(score: float, pair: _Pasangan, rest: tuple[float, list[_Pasangan]]) -> tuple[float, list[_Pasangan]]:
    return rest[0] + score, [pair, *rest[1]]


def _serupa(old: _Lembar, new: _Lembar) -> float:
    """Return how much two pages have in common; never nothing, for a page that was rewritten is still that page."""
    both, either = len(old.baris & new.baris), len(old.baris | new.baris)
    return 0.01 + (both / either if either else 1)


def _berbeda(old: _Lembar | None, new: _Lembar | None) -> bool:
    return old is None or new is None or old.teks != new.teks or _beda(old.rupa, new.rupa).getbbox() is not None


# --- drawing -----------------------------------------------------------------------------------------------------


def _beda(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return white where two pages differ, on the size of the larger one."""
    from PIL import Image, ImageChops

    size = max(old.width, new.width), max(old.height, new.height)
    sheets = [Image.new("L", size, 255) for _ in range(2)]
    for sheet, page in zip(sheets, (old, new), strict=True):
        sheet.paste(page, (0, 0))
    return ImageChops.difference(*sheets).point(lambda value: 255 if value > _SAMAR else 0)


def _kotak(beda: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """Yield boxes around what differs, one for lines that lie close to each other."""
    rows = beda.tobytes()
    marked = [y for y in range(beda.height) if rows[y * beda.width : (y + 1) * beda.width].strip(b"\0")]
    spans: list[list[int]] = []
    for y in marked:
        if spans and y - spans[-1][1] <= _SELA:
            spans[-1][1] = y
        else:
            spans.append([y, y])
    for top, bottom in spans:
        found = beda.crop((0, top, beda.width, bottom + 1)).getbbox()
        if found:
            yield found[0], top, found[2], bottom + 1


def _gambar(dokumen: str, then: Cetakan, now: Cetakan, pairs: Sequence[_Pasangan], folder: Path) -> list[str]:
    """Draw each pair, then at the left and now at the right, and return the names of the files."""
    if not pairs:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    files = _buka(then.berkas), _buka(now.berkas)
    try:
        return [_satu_gambar(dokumen, pair, files, folder) for pair in pairs]
    finally:
        for file in files:
            file.close()


def _satu_gambar(dokumen: str, pair: _Pasangan, files: Sequence[Any], folder: Path) -> str:
    old, new = pair
    boxes = [tuple(v * _SKALA for v in box) for box in _kotak(_beda(old.rupa, new.rupa))] if old and new else []
    sheets = [_berkotak(file[page.urutan], boxes) for file, page in zip(files, pair, strict=True) if page]
    number = next(page.urutan for page in (new, old) if page) + 1
    name = f"{dokumen}-{number:03}{'' if new else '-dihapus'}.png"
    _berdampingan(sheets).save(folder / name)
    return name


def _berkotak(page: Any, boxes: Sequence[Sequence[float]]) -> Image.Image:
    """Return the picture of a page with boxes drawn on it."""
    from PIL import ImageDraw

    sheet: Image.Image = page.render(scale=_SKALA).to_pil().convert("RGB")
    pen = ImageDraw.Draw(sheet)
    for left, top, right, bottom in boxes:
        pen.rectangle((left - _TEPI, top - _TEPI, right + _TEPI, bottom + _TEPI), outline=_MERAH, width=2)
    return sheet


def _berdampingan(sheets: Sequence[Image.Image]) -> Image.Image:
    from PIL import Image

    width = sum(sheet.width for sheet in sheets) + _SELA * (len(sheets) - 1)
    picture = Image.new("RGB", (width, max(sheet.height for sheet in sheets)), _ABU)
    left = 0
    for sheet in sheets:
        picture.paste(sheet, (left, 0))
        left += sheet.width + _SELA
    return picture
