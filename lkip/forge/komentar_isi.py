"""What stands in a comment below its first line, block by block, in so much detail as there is room for. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar
from urllib.parse import quote

from lkip.bilangan import angka, tertulis
from lkip.forge.halaman_beda import HalamanSatu
from lkip.forge.langkah_sop import Bagian, atau
from lkip.forge.markdown import gambar, kode, tabel, tautan, teks
from lkip.forge.perbandingan import Perbandingan
from lkip.forge.selisih import TINGKAT, Nilai, Perubahan, TahunSelisih, Tingkat, sebutan_geser
from lkip.problem import LEVELS, Source
from lkip.temuan import Temuan, alamat

T = TypeVar("T")
JUDUL: dict[Tingkat, str] = {
    "hilang": "Nilai yang hilang",
    "kategori": "Kategori atau penilaian berubah",
    "besar": "Berubah 15 % atau lebih",
    "sedang": "Berubah 1 % atau lebih",
    "kecil": "Kurang dari 1 %, atau tidak terlihat",
    "baru": "Nilai baru",
}
PROGRAM = (
    "Program atau templat ikut berubah. Kedua keadaan di sini dibuat dengan program yang sama, sehingga akibatnya pada "
    "nilai dan halaman tidak terlihat: bandingkan juga PDF-nya dengan yang terbit dari cabang tujuan."
)
KASAR = 4  # the coarsest of the levels of detail: counts alone
# How long words of people may be, and how many rows of a list stand in the coarser levels.
_PESAN, _NAMA, _BARIS = 700, 160, 20


def isi(p: Perbandingan, level: int) -> Iterator[Iterable[str]]:
    """Yield the blocks below the first line, in so much detail (0: all, `KASAR`: counts alone)."""
    for part in (_program, _masalah, _geser, _hilang, _berubah, _sop, _hasil, _halaman):
        yield from part(p, level)


def _program(p: Perbandingan, level: int) -> Iterator[Iterable[str]]:
    if p.program:
        yield [f"{PROGRAM} Berkasnya: {_berkas(p.program, level)}."]


def _masalah(p: Perbandingan, level: int) -> Iterator[Iterable[str]]:
    since = p.sejak
    for head, found in (
        ("Masalah baru", since.baru),
        ("Belum dapat dibandingkan dengan keadaan lama", since.tak_tentu),
    ):
        if found:
            yield [f"### {head} ({len(found)})"]
            yield _temuan(p, found, level)
    years = [f"- Tahun {t} belum dapat dibandingkan: {teks(why, _PESAN)}." for t, why in since.buta]
    if years:
        yield years if level < KASAR else [f"{len(years)} tahun belum dapat dibandingkan; {_rinci(p)}"]
    if since.selesai:
        yield [f"{len(since.selesai)} masalah selesai."]


def _temuan(p: Perbandingan, found: Sequence[Temuan], level: int) -> Iterator[str]:
    """Yield the findings, the worst first: each; then only what stops the build; then how many of each rule."""
    worst = sorted(found, key=lambda t: LEVELS.index(t.problem.level))
    rows = worst if level < 2 else [t for t in worst if t.problem.level == "galat"][: _BARIS if level == 2 else 0]
    yield from (_satu(p, t) for t in rows)
    rest = worst[len(rows) :]
    counted = Counter((t.problem.level, t.problem.rule) for t in rest)
    if level < KASAR:
        yield from (f"- {n} {lvl}: {_aturan(p, rule)}" for (lvl, rule), n in sorted(counted.items()))
    elif rest:
        kinds = Counter(t.problem.level for t in rest)
        yield f"{dan(f'{kinds[lvl]} {lvl}' for lvl in LEVELS if kinds[lvl])}; {_rinci(p)}"


def _satu(p: Perbandingan, t: Temuan) -> str:
    one = t.problem
    return (
        f"- **{one.level}** {_letak(one.source, p.tautan.berkas)}: {teks(one.message, _PESAN)} ({_aturan(p, one.rule)})"
    )


def _letak(source: Source, base: str) -> str:
    """Return a place, as a link to its line where the address of the files is known."""
    return tautan(f"{teks(source.path, _NAMA)} baris {source.line}", _alamat(source, base))


def _alamat(source: Source, base: str) -> str:
    return f"{base}/{quote(source.path, errors='surrogateescape')}#L{source.line}" if base else ""


def _aturan(p: Perbandingan, rule: str) -> str:
    return tautan(kode(rule), f"{p.tautan.situs}{alamat(rule)}") if p.tautan.situs else kode(f"./inv explain {rule}")


def _geser(p: Perbandingan, level: int) -> Iterator[Iterable[str]]:
    """Yield the typed figures that have their comma or their zeros elsewhere than before."""
    slips = p.selisih.geser
    if not slips:
        return
    yield [f"### Tampaknya salah letak koma atau nol ({len(slips)})"]
    yield [
        *(
            f"- {_nama(s)}: {_nilai(s.sebelum)} menjadi {_nilai(s.sesudah)}, **{sebutan_geser(s.geser)}**; "
            f"cocokkan dengan buktinya: {_letak(s.tempat.source, p.tautan.berkas)}"
            for s in _sebagian(slips, level)
            if s.tempat
        ),
        *_lagi(p, slips, level),
    ]


def _hilang(p: Perbandingan, level: int) -> Iterator[Iterable[str]]:
    """Yield the values that are gone: typed ones with the line on which they stood."""
    gone = [(year.tahun, one) for year in p.selisih.tahun for one in year.setingkat("hilang")]
    years = [f"- Tahun {t} tidak dilaporkan lagi: {n} nilai." for t, n in p.selisih.berkurang]
    if not gone and not years:
        return
    yield [f"### {JUDUL['hilang']} ({len(gone) + sum(n for _, n in p.selisih.berkurang)})"]
    rows = _sebagian(gone, level)
    yield chain(years[:_BARIS], (_hilang_satu(p, tahun, one) for tahun, one in rows), _lagi(p, gone, level))


def _hilang_satu(p: Perbandingan, tahun: int, one: Perubahan) -> str:
    why = f"; {teks(one.alasan, _NAMA)}" if one.alasan else ""
    place = f"; tadinya di {_letak(one.tempat.source, p.tautan.berkas_lama)}" if one.tempat else ""
    return f"- {tahun}, {_nama(one)}: tadinya {_nilai(one.sebelum)}{place}{why}"


_SEBAGIAN = (None, 100, _BARIS, 0, 0)


def _sebagian(items: Sequence[T], level: int) -> Sequence[T]:
    """Return so many items as are shown one by one in so much detail."""
    return items[: _SEBAGIAN[level]]


def _lagi(p: Perbandingan, items: Sequence[object], level: int) -> Iterator[str]:
    rest = len(items) - len(_sebagian(items, level))
    if rest:
        yield f"- {rest}{' lagi' if rest < len(items) else ' buah'}; {_rinci(p)}"


def _rinci(p: Perbandingan) -> str:
    """Say where all of it stands."""
    command = kode(f"./inv diff --base {p.dasar}")
    return tautan("rinciannya", p.tautan.rincian) if p.tautan.rincian else f"rinciannya: {command}"


def _berubah(p: Perbandingan, level: int) -> Iterator[Iterable[str]]:
    """Yield what differs in the reports, year by year, what matters most first."""
    years = [f"- Tahun {t} kini dilaporkan: {n} nilai." for t, n in p.selisih.bertambah]
    shown = [t for t in TINGKAT if t != "hilang"]
    if not years and not any(y.setingkat(t) for y in p.selisih.tahun for t in shown):
        return
    yield ["### Yang berubah dalam laporan"]
    if years:
        yield years[:_BARIS]
    rows = [one for year in p.selisih.tahun for one in year.perubahan if one.tingkat != "hilang"]
    if p.tautan.berkas and level < 2 and any(one.tempat for one in rows):
        yield ["Yang bertautan diketik dalam isian; yang lain dihitung darinya."]
    if level >= KASAR:
        total = Counter(one.tingkat for year in p.selisih.tahun for one in year.perubahan)
        yield [*(f"- {JUDUL[t]}: {total[t]}" for t in shown if total[t]), f"- {_rinci(p)}"]
        return
    for year in reversed(p.selisih.tahun):
        yield from _tahun(p, year, shown, level)
    if level:
        yield [f"Diringkas; {_rinci(p)}"]


def _tahun(p: Perbandingan, year: TahunSelisih, shown: Sequence[Tingkat], level: int) -> Iterator[Iterable[str]]:
    parts = [(t, year.setingkat(t)) for t in shown if year.setingkat(t)]
    if level == 3 and parts:
        yield [f"**Tahun {year.tahun}**", *(f"- {JUDUL[t]}: {len(found)}" for t, found in parts)]
        return
    for tingkat, found in parts:
        yield [f"**Tahun {year.tahun}: {JUDUL[tingkat]} ({len(found)})**"]
        coarse = level == 2 or (level == 1 and tingkat in ("kecil", "baru"))
        yield (
            _kelompok(found)
            if coarse
            else tabel(("Nilai", "Sebelum", "Sesudah", "Perubahan"), (_baris(p, one) for one in found))
        )


def _kelompok(found: Sequence[Perubahan]) -> Iterator[str]:
    """Return how many values of each thing differ."""
    groups = Counter(one.kelompok for one in found)
    return (f"- {teks(name, _NAMA)}: {n} nilai" for name, n in groups.items())


def _baris(p: Perbandingan, one: Perubahan) -> tuple[str, str, str, str]:
    """Return the cells of a value; where nobody can see that it changed, exactly."""
    same = one.sebelum and one.sesudah and one.sebelum.tampil == one.sesudah.tampil
    show = _tepat if same else _nilai
    named = tautan(_nama(one), _alamat(one.tempat.source, p.tautan.berkas)) if one.tempat else _nama(one)
    return named, show(one.sebelum), show(one.sesudah), persen(one)


def _nama(one: Perubahan) -> str:
    return teks(f"{one.kelompok}: {one.apa}", _NAMA)


def _nilai(value: Nilai | None) -> str:
    return teks(value.tampil, _NAMA) if value else "–"


def _tepat(value: Nilai | None) -> str:
    return _nilai(value) if value is None or value.tepat is None else teks(tertulis(value.tepat))


def persen(one: Perubahan) -> str:
    """Return by how much a value changed: `+25,0 %`; nothing where that cannot be said, as of what is below zero."""
    ends = [value.tepat for value in (one.sebelum, one.sesudah) if value]
    if one.relatif is None or any(end is not None and end < 0 for end in ends):
        return ""
    shown = angka(abs(one.relatif) * 100, 1)
    return f"{'-' if one.relatif < 0 else '+'}{shown} %"


# --- whose work it is, and what was made of it -------------------------------------------------------------------


def _sop(p: Perbandingan, level: int) -> Iterator[Iterable[str]]:
    if not p.bagian:
        return
    yield ["### Langkah SOP dan persetujuannya"]
    yield [f"- {teks(one.sebutan, _NAMA)}: {_berkas(one.berkas, level)}; {_disetujui(one)}" for one in p.bagian]


def _disetujui(one: Bagian) -> str:
    roles = teks(atau(one.penyetuju), _NAMA)
    return f"perlu disetujui {roles}" if roles else "penyetujunya belum disebut di content/sop.yml"


def _berkas(paths: Sequence[str], level: int) -> str:
    """Return the first few of some files; in the coarse levels how many they are."""
    few = paths[: 3 if level < 3 else 0]
    rest = len(paths) - len(few)
    return ", ".join(
        [*(teks(path, _NAMA) for path in few), *([f"{rest} berkas{' lagi' if few else ''}"] if rest else [])]
    )


def _hasil(p: Perbandingan, _: int) -> Iterator[Iterable[str]]:
    """Yield where to find what was made of the proposal; the site that is published is not of it."""
    made = [("PDF", p.tautan.pdf), ("Word", p.tautan.docx)]
    if p.tautan.pdf == p.tautan.docx:
        made = [("PDF, Word, data dan situs dari usulan ini (satu berkas zip)", p.tautan.pdf)]
    named = (
        *made,
        ("rincian", p.tautan.rincian),
        ("situs yang sedang terbit (belum memuat usulan ini)", p.tautan.situs),
    )
    links = [tautan(name, address) for name, address in named if address]
    if links:
        yield [f"Hasilnya: {', '.join(links)}."]


def _halaman(p: Perbandingan, level: int) -> Iterator[Iterable[str]]:
    if p.halaman is None:
        if p.selisih.dokumen:
            yield [f"Isi dokumen tahun {dan(p.selisih.dokumen)} berubah; halamannya tidak dibandingkan."]
        return
    if without := [f"Halaman tahun {t} tidak dibandingkan: {why}." for t, why in p.halaman.tanpa]:
        yield without[:_BARIS]
    moved = [one for one in p.halaman.halaman if one.geser]
    pages = [one for one in p.halaman.halaman if not one.geser]
    if pages:
        yield [f"### Halaman yang berubah ({len(pages)})"]
    drawn = [one for one in pages if one.berkas and p.tautan.halaman]
    shown = drawn if level < 2 else []
    for one in shown:
        yield [gambar(_halaman_nama(one), f"{p.tautan.halaman.rstrip('/')}/{one.berkas}")]
    rest = [one for one in pages if one not in shown]
    if rest and level < KASAR:
        yield [_sebutan(rest, level)]
    if moved:
        yield [f"Isinya hanya bergeser, karena halaman sebelumnya bertambah atau berkurang: {_sebutan(moved, level)}."]


def _sebutan(pages: Sequence[HalamanSatu], level: int) -> str:
    """Return the names of the first few pages, in the coarsest level how many they are."""
    few = pages[:_BARIS] if level < KASAR else []
    rest = len(pages) - len(few)
    return ", ".join(
        [*map(_halaman_nama, few), *([f"{'dan ' if few else ''}{rest} {'lagi' if few else 'halaman'}"] if rest else [])]
    )


def _halaman_nama(one: HalamanSatu) -> str:
    return teks(one.sebutan, _NAMA)


def dan(words: Iterable[object]) -> str:
    """Return words as one says them: `satu, dua dan tiga`."""
    *first, last = [str(word) for word in words] or [""]
    return f"{', '.join(first)} dan {last}" if first else last
