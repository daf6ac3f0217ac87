"""Slips in the form of files: keys, quotes, encoding, marks of a merge, values of another kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lkip.bench.jenis.alat import beberapa, daftar
from lkip.bench.lahan import Lahan, Ubah
from lkip.isi import kind_of
from lkip.model import Dokumen, Instansi

BENTUK, jenis = daftar("bentuk berkas")


def _data(lahan: Lahan, count: int) -> list[str]:
    t = lahan.tahun
    paths = [f.path for f in lahan.isi.berkas if kind_of(f.path) and (f.path[:4] == str(t) or "/" not in f.path)]
    return beberapa(paths, count)


def _prosa(lahan: Lahan, count: int) -> list[str]:
    return beberapa([f.path for f in lahan.isi.berkas if f.path.startswith(f"{lahan.tahun}/narasi/")], count)


def _setiap(lahan: Lahan, paths: list[str], edit: Callable[[list[str]], list[str]]) -> Iterator[Ubah]:
    for path in paths:
        yield {path: "\n".join(edit(lahan.baris(path))).encode()}


def _tengah(lines: list[str], form: str) -> int:
    """The line in the middle among those of a form."""
    found = [n for n, line in enumerate(lines) if re.fullmatch(form, line)]
    return found[len(found) // 2] if found else 0


_ISIAN = r"(  )+[a-z_]+: .+"


@jenis()
def kunci_ganda(lahan: Lahan) -> Iterator[Ubah]:
    """A field written twice in its group."""

    def edit(lines: list[str]) -> list[str]:
        at = _tengah(lines, _ISIAN)
        return [*lines[: at + 1], lines[at], *lines[at + 1 :]]

    yield from _setiap(lahan, _data(lahan, 6), edit)


@jenis()
def kunci_salah_ketik(lahan: Lahan) -> Iterator[Ubah]:
    """The name of a field mistyped."""

    def edit(lines: list[str]) -> list[str]:
        at = _tengah(lines, _ISIAN)
        key = lines[at].split(":")[0]
        return [*lines[:at], lines[at].replace(f"{key}:", f"{key[:-1]}:", 1), *lines[at + 1 :]]

    yield from _setiap(lahan, _data(lahan, 6), edit)


@jenis()
def kunci_dihapus(lahan: Lahan) -> Iterator[Ubah]:
    """A line lost at the end of a file."""
    yield from _setiap(
        lahan,
        [p for p in _data(lahan, 5) if "renstra" not in p and "perjanjian" not in p],
        lambda lines: [*lines[:-2], ""],
    )


@jenis()
def pengodean_lain(lahan: Lahan) -> Iterator[Ubah]:
    """A file saved in another encoding."""
    for path in (*_data(lahan, 2), *_prosa(lahan, 2)):
        text = lahan.bita(path).decode() + ("# café\n" if path.endswith(".yml") else "café\n")
        yield {path: text.encode("cp1252", "replace")}
        yield {path: text.encode("utf-16")}


@jenis()
def tab_dan_spasi_aneh(lahan: Lahan) -> Iterator[Ubah]:
    """A tab at the beginning of a line, a no-break space, an unseen character."""

    def tab(lines: list[str]) -> list[str]:
        at = _tengah(lines, _ISIAN)
        return [*lines[:at], "\t" + lines[at].lstrip(), *lines[at + 1 :]]

    yield from _setiap(lahan, _data(lahan, 3), tab)
    for char in ("\u00a0", "\u200b"):
        for path in (*_data(lahan, 1), *_prosa(lahan, 1)):
            yield lahan.kata(path, " ", char)


@jenis()
def tanda_bentrokan(lahan: Lahan) -> Iterator[Ubah]:
    """What a merge leaves behind where two wrote the same line."""

    def edit(lines: list[str]) -> list[str]:
        at = len(lines) // 2
        return [*lines[:at], "<<<<<<< HEAD", lines[at], "=======", lines[at], ">>>>>>> main", *lines[at + 1 :]]

    yield from _setiap(lahan, [*_data(lahan, 3), *_prosa(lahan, 2)], edit)


@jenis()
def tanda_petik_hilang(lahan: Lahan) -> Iterator[Ubah]:
    """A quotation mark lost at the end or at the beginning of a text."""

    def end(lines: list[str]) -> list[str]:
        at = _tengah(lines, r".*: \".+\"")
        return [*lines[:at], lines[at][:-1], *lines[at + 1 :]]

    def start(lines: list[str]) -> list[str]:
        at = _tengah(lines, r".*: \".+\"")
        return [*lines[:at], lines[at].replace(': "', ": ", 1), *lines[at + 1 :]]

    yield from _setiap(lahan, _data(lahan, 3), end)
    yield from _setiap(lahan, _data(lahan, 2), start)


@jenis()
def baris_tergeser(lahan: Lahan) -> Iterator[Ubah]:
    """A line moved in or out by one space."""

    def out(lines: list[str]) -> list[str]:
        at = _tengah(lines, _ISIAN)
        return [*lines[:at], lines[at][1:], *lines[at + 1 :]]

    def into(lines: list[str]) -> list[str]:
        at = _tengah(lines, _ISIAN)
        return [*lines[:at], f" {lines[at]}", *lines[at + 1 :]]

    yield from _setiap(lahan, _data(lahan, 3), out)
    yield from _setiap(lahan, _data(lahan, 3), into)


@jenis()
def nilai_jenis_lain(lahan: Lahan) -> Iterator[Ubah]:
    """A word for a number, a number for a word, a choice that there is none of, a date that there is none of."""
    t = lahan.tahun
    document, office = lahan.isian(f"{t}/dokumen.yml", Dokumen), lahan.isian("instansi.yml", Instansi)
    if document:
        yield lahan.ganti((document.at("status"), '"selesai"'))
        yield lahan.ganti((document.at("tanggal"), '"23-02-2024"'))
        yield lahan.ganti((document.at("kertas"), '"Letter"'))
        yield lahan.ganti((document.at("versi"), "1.0"))
    if office:
        yield lahan.ganti((office.kebijakan.at("batas_atas"), '"seratus dua puluh"'))
        yield lahan.ganti((office.kebijakan.at("efisiensi"), '"E7"'))
    budget = lahan.anggaran(t)
    if budget:
        yield lahan.ganti((budget.sub_kegiatan[0].at("pagu"), '"lihat DPA"'))
        yield lahan.ganti((budget.sub_kegiatan[0].at("realisasi"), "-"))
    for i in beberapa(lahan.indikator, 2):
        yield lahan.ganti((i.at("polaritas"), '"positip"'))
        yield lahan.ganti((i.target[0].at("nilai"), '"80-85"'))


@jenis()
def berkas_kosong(lahan: Lahan) -> Iterator[Ubah]:
    """A data file without content."""
    for path in _data(lahan, 4):
        yield {path: b""}


@jenis()
def berkas_terpotong(lahan: Lahan) -> Iterator[Ubah]:
    """A file whose second half got lost."""
    yield from _setiap(lahan, _data(lahan, 4), lambda lines: [*lines[: len(lines) // 2], ""])
