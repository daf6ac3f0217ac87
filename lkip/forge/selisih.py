"""Two states of the content → every figure and judgement of the reports that differs, by how much it matters. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from lkip.capaian import Angka, CapaianSasaran, CapaianTujuan, Laporan
from lkip.jejak.asal import angka_berasal
from lkip.jejak.tempat import AngkaAsal, Tempat
from lkip.pipeline import Hasil
from lkip.rujukan import names

# From what must be read to what may be skipped: a figure that is gone, another judgement, by how much it moved.
Tingkat = Literal["hilang", "kategori", "besar", "sedang", "kecil", "baru"]
TINGKAT: tuple[Tingkat, ...] = ("hilang", "kategori", "besar", "sedang", "kecil", "baru")
_BESAR, _SEDANG = Decimal("0.15"), Decimal("0.01")
# Words that a report says of its figures, by the ends of their names in prose, and what they are called.
_PENILAIAN = {
    "kategori": "Kategori",
    "tren": "Tren",
    "mutu": "Mutu",
    "laju_simpulan": "Simpulan laju",
    "efisiensi_simpulan": "Simpulan efisiensi",
    "jenis_target": "Jenis target",
}
_SEMUA = "Seluruh tujuan"
# How far off a power of ten a figure may be and still be the same one with its comma or its zeros elsewhere.
_HAMPIR = Decimal("0.01")
_KALI = {1: "sepuluh kali", 2: "seratus kali", 3: "seribu kali"}
_PER = {1: "sepersepuluh", 2: "seperseratus", 3: "seperseribu"}
_ANGKA = {1: "satu", 2: "dua", 3: "tiga"}


@dataclass(frozen=True)
class Nilai:
    """A figure or a word as the report shows it, and where it is a figure exactly."""

    tampil: str
    tepat: Decimal | None = None

    @property
    def rinci(self) -> str:
        """The exact figure as content is typed; of a word the word."""
        return self.tampil if self.tepat is None else f"{self.tepat:f}"


@dataclass(frozen=True)
class Perubahan:
    """A figure or judgement that differs: which, of what, before and after (None: it has no value there), how much.

    `relatif` is the change as a share of what it was (None where that says nothing), `alasan` why there is no value
    any more. `tempat` is the line that it was typed on, if it was typed and not computed.
    """

    kunci: str
    kelompok: str
    apa: str
    sebelum: Nilai | None
    sesudah: Nilai | None
    tingkat: Tingkat
    relatif: Decimal | None = None
    tempat: Tempat | None = None
    alasan: str = ""

    @property
    def geser(self) -> int:
        """By how many digits a typed figure slipped: 1 is ten times, -3 a thousandth; 0 where it is no slip."""
        before, after = (v.tepat if v else None for v in (self.sebelum, self.sesudah))
        return 0 if self.tempat is None or before is None or after is None else pergeseran(before, after)


@dataclass(frozen=True)
class TahunSelisih:
    """What differs in the report of one year, in the order of the report."""

    tahun: int
    perubahan: tuple[Perubahan, ...]

    def setingkat(self, tingkat: Tingkat) -> tuple[Perubahan, ...]:
        """Return what differs by so much."""
        return tuple(p for p in self.perubahan if p.tingkat == tingkat)


@dataclass(frozen=True)
class Selisih:
    """What a change of the content changes in the reports.

    `buta` are the years that changed and that one side cannot read, with the reason; of years that only one side
    reports on (`bertambah`, `berkurang`) how many values they have. `dokumen` are the years whose document is made of
    other files than before, so that its pages may differ though no value does.
    """

    tahun: tuple[TahunSelisih, ...]
    buta: tuple[tuple[int, str], ...] = ()
    bertambah: tuple[tuple[int, int], ...] = ()
    berkurang: tuple[tuple[int, int], ...] = ()
    dokumen: tuple[int, ...] = ()

    @property
    def jumlah(self) -> int:
        """How many values differ."""
        return sum(len(t.perubahan) for t in self.tahun)

    @property
    def kosong(self) -> bool:
        """Whether no value differs, as far as one can tell."""
        return not (self.tahun or self.buta or self.bertambah or self.berkurang)

    @property
    def geser(self) -> tuple[Perubahan, ...]:
        """The typed figures that slipped by a power of ten, each line once however many years show it."""
        found = {p.tempat: p for year in reversed(self.tahun) for p in reversed(year.perubahan) if p.geser}
        return tuple(found[tempat] for tempat in sorted(found, key=lambda t: t.source if t else ()))


def selisih(sebelum: Sequence[Hasil], sesudah: Sequence[Hasil], buta: Sequence[tuple[int, str]] = ()) -> Selisih:
    """Compare what the years came to before and after; `buta` are those that changed and one side cannot read."""
    blind = dict(buta)
    then, now = ({h.tahun: h for h in side if h.tahun is not None} for side in (sebelum, sesudah))
    both = [(then[t].laporan, now[t].laporan) for t in sorted(then.keys() & now.keys() - blind.keys())]
    pairs = [(b, a) for b, a in both if b and a and b.bahan.sidik != a.bahan.sidik]
    years = (TahunSelisih(a.tahun, tuple(_berbeda(b, a))) for b, a in pairs)
    return Selisih(
        tuple(year for year in years if year.perubahan),
        tuple(buta),
        _hanya(now, then),
        _hanya(then, now),
        tuple(a.tahun for _, a in pairs),
    )


def _hanya(side: Mapping[int, Hasil], other: Mapping[int, Hasil]) -> tuple[tuple[int, int], ...]:
    """Return the years that only one side reports on, with how many values each has."""
    found = ((t, side[t].laporan) for t in sorted(side.keys() - other.keys()))
    return tuple((t, sum(_ada(a.angka) for a in angka_berasal(laporan))) for t, laporan in found if laporan)


# --- one year --------------------------------------------------------------------------------------------------

_Isi = tuple[AngkaAsal | None, Nilai | None]


def _berbeda(sebelum: Laporan, sesudah: Laporan) -> Iterator[Perubahan]:
    """Yield every value that differs: first the figures in the order of the report, then the judgements."""
    before, after = ({_kunci(a): a for a in angka_berasal(side)} for side in (sebelum, sesudah))
    always = [_bersyarat(side) for side in (sebelum, sesudah)]
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if known := new or old:
            old, new = (a or _terisi(known, of) for a, of in zip((old, new), always, strict=True))
            yield from _angka(key, known, old, new)
    groups = {a.kode: a.kelompok for a in (*before.values(), *after.values()) if a.kunci.endswith(".capaian")}
    yield from _penilaian(names(sebelum), names(sesudah), groups)


def _kunci(a: AngkaAsal) -> str:
    """Return what a figure is known by on both sides; rows of lists by what they are called, for they may move."""
    return a.kunci if a.kode else f"{a.kelompok}/{a.apa}"


def _bersyarat(laporan: Laporan) -> dict[str, Angka]:
    """Return by name the figures that are told only where bounds changed them: untold is not gone."""
    parts: tuple[CapaianTujuan | CapaianSasaran, ...] = (*laporan.tujuan, *laporan.sasaran)
    means = {f"{part.kode}.tanpa_batas": part.tanpa_batas for part in parts}
    return means | {f"{i.kode}.dihitung": i.dihitung for i in laporan.indikator} | {"tanpa_batas": laporan.tanpa_batas}


def _terisi(known: AngkaAsal, always: Mapping[str, Angka]) -> AngkaAsal | None:
    angka = always.get(known.kunci)
    return replace(known, angka=angka) if angka else None


def _ada(angka: Angka) -> bool:
    return angka.nilai is not None or bool(angka.teks)


def _angka(key: str, known: AngkaAsal, before: AngkaAsal | None, after: AngkaAsal | None) -> Iterator[Perubahan]:
    """Compare one figure; a figure that is not there and one without value are the same."""
    old, new = (a.angka if a and _ada(a.angka) else None for a in (before, after))
    if (old is None and new is None) or (old and new and _sama(old, new)):
        return
    typed = before if before and new is None else known
    share = _relatif(old, new) if old and new else None
    yield Perubahan(
        key,
        known.kelompok,
        known.apa,
        _nilai(old),
        _nilai(new),
        _tingkat(old, new, share),
        share,
        typed.asal[0] if len(typed.asal) == 1 else None,
        (after.angka.alasan or "") if after and new is None else "",
    )


def _nilai(angka: Angka | None) -> Nilai | None:
    return Nilai(angka.bersatuan, None if angka.teks else angka.nilai) if angka else None


def _sama(old: Angka, new: Angka) -> bool:
    return (old.nilai, old.atas, old.bersatuan) == (new.nilai, new.atas, new.bersatuan)


def _relatif(old: Angka, new: Angka) -> Decimal | None:
    """Return by what share of itself a figure changed; None from zero and between words. Of a range its larger end."""
    if old.teks or new.teks or old.nilai is None or new.nilai is None:
        return None
    ends = [(old.nilai, new.nilai), (old.atas, new.atas)]
    shares = [(b - a) / abs(a) for a, b in ends if a and b is not None]
    return max(shares, key=abs, default=None)


def _tingkat(old: Angka | None, new: Angka | None, share: Decimal | None) -> Tingkat:
    if old is None or new is None:
        return "hilang" if new is None else "baru"
    if old.teks or new.teks:
        return "kategori"
    if old.bersatuan == new.bersatuan:  # nobody can see it
        return "kecil"
    if share is None:
        return "kecil" if old.nilai == new.nilai else "besar"
    return "besar" if abs(share) >= _BESAR else "sedang" if abs(share) >= _SEDANG else "kecil"


def _penilaian(before: Mapping[str, str], after: Mapping[str, str], groups: Mapping[str, str]) -> Iterator[Perubahan]:
    for name in dict.fromkeys((*after, *before)):
        kode, _, what = name.rpartition(".")
        old, new = (Nilai(side[name]) if name in side else None for side in (before, after))
        if what in _PENILAIAN and old and new and old != new:
            group = groups.get(kode, kode) if kode else _SEMUA
            yield Perubahan(name, group, _PENILAIAN[what], old, new, "kategori")


# --- a slip of the hand ------------------------------------------------------------------------------------------


def pergeseran(before: Decimal, after: Decimal) -> int:
    """Return by how many digits a figure slipped (1 to 3 either way), or 0 where it did not.

    The digits must be the same ones, or of two or more all but the last few: 85.75 became 8575, 857.5, or 857.
    """
    if not before or not after or (before < 0) != (after < 0):
        return 0
    old, new = _digits(before), _digits(after)
    shared = min(len(old), len(new))
    if old != new and (shared < 2 or old[:shared] != new[:shared]):
        return 0
    ratio = after / before
    for k in (1, 2, 3, -1, -2, -3):
        power = Decimal(1).scaleb(k)
        if abs(ratio / power - 1) <= _HAMPIR:
            return k
    return 0


def _digits(value: Decimal) -> str:
    return f"{abs(value):f}".replace(".", "").strip("0")


def sebutan_geser(k: int) -> str:
    """Say how large a slip is: `seribu kali nilai semula (bergeser tiga angka)`."""
    n = abs(k)
    return f"{(_KALI if k > 0 else _PER)[n]} nilai semula (bergeser {_ANGKA[n]} angka)"
