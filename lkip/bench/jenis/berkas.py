"""Files forgotten, in the wrong year, under another name; a whole year forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.bench.jenis.alat import beberapa, daftar, dua_tahun
from lkip.bench.lahan import Lahan, Ubah
from lkip.isi import KINDS, kind_of

BERKAS, jenis = daftar("berkas")


def _berkas(lahan: Lahan, prefix: str) -> list[str]:
    return [f.path for f in lahan.isi.berkas if f.path.startswith(prefix)]


@jenis()
def berkas_data_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """A file that a report is made of left out, every kind in both years."""
    for kind in KINDS:
        if kind.field and "TAHUN" not in kind.path and lahan.ada(kind.path):
            yield {kind.path: None}
    for t in dua_tahun(lahan):
        for path in _berkas(lahan, f"{t}/"):
            found = kind_of(path)
            if found and found.wajib and not path.endswith("/dokumen.yml"):
                yield {path: None}


@jenis()
def realisasi_unit_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """A unit's file left out."""
    for t in dua_tahun(lahan):
        for path in beberapa(_berkas(lahan, f"{t}/realisasi/"), 4):
            yield {path: None}


@jenis()
def narasi_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """A part of the prose left out."""
    for path in _berkas(lahan, f"{lahan.tahun}/narasi/"):
        yield {path: None}


@jenis()
def gambar_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """A picture left out."""
    for t in dua_tahun(lahan):
        for path in _berkas(lahan, f"{t}/gambar/"):
            yield {path: None}


@jenis()
def perjanjian_perubahan_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """A revised agreement left out, though the budget was changed."""
    for t in dua_tahun(lahan):
        for path in _berkas(lahan, f"{t}/perjanjian-kinerja-perubahan.yml"):
            yield {path: None}


@jenis()
def saksi_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """No totals of signed papers, so that nothing is held against them."""
    for t in dua_tahun(lahan):
        for path in _berkas(lahan, f"{t}/angka-saksi.yml"):
            yield {path: None}


@jenis()
def profil_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """No profile of the office for Bab I."""
    for t in dua_tahun(lahan):
        for path in _berkas(lahan, f"{t}/profil.yml"):
            yield {path: None}


@jenis()
def dokumen_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """The file that says that a year is reported on: without it the year is only begun."""
    for t in dua_tahun(lahan):
        yield {f"{t}/dokumen.yml": None}


@jenis()
def nomenklatur_terlupa(lahan: Lahan) -> Iterator[Ubah]:
    """The list of official codes left out."""
    for path in _berkas(lahan, "nomenklatur/"):
        yield {path: None}


@jenis()
def salah_folder_tahun(lahan: Lahan) -> Iterator[Ubah]:
    """A file in the folder of another year."""
    t = lahan.tahun
    for path in beberapa(
        [p for p in _berkas(lahan, f"{t}/") if (k := kind_of(p)) and k.field and "dokumen" not in p], 4
    ):
        for other in (f"{t + 1}{path[4:]}", f"{t - 1}{path[4:]}"):
            yield {path: None, other: lahan.bita(path)}


@jenis()
def berkas_tahun_lalu_disalin(lahan: Lahan) -> Iterator[Ubah]:
    """A file of last year copied and not filled in."""
    t = lahan.tahun
    for path in beberapa([p for p in _berkas(lahan, f"{t}/") if kind_of(p)], 12):
        old = f"{t - 1}{path[4:]}"
        if lahan.ada(old):
            yield {path: lahan.bita(old)}


@jenis()
def nama_berkas_salah(lahan: Lahan) -> Iterator[Ubah]:
    """A file under a name that nothing reads."""
    t = lahan.tahun
    for path, new in (
        (f"{t}/anggaran.yml", f"{t}/Anggaran.yml"),
        (f"{t}/renja.yml", f"{t}/renja.yaml"),
        (f"{t}/perjanjian-kinerja.yml", f"{t}/perjanjian kinerja.yml"),
        (f"{t}/narasi/simpulan.md", f"{t}/narasi/kesimpulan.md"),
        (f"{t}/angka-saksi.yml", f"{t}/saksi.yml"),
        ("riwayat.yml", "riwayat (1).yml"),
    ):
        if lahan.ada(path):
            yield {path: None, new: lahan.bita(path)}
    for path in beberapa(_berkas(lahan, f"{t}/realisasi/"), 2):
        yield {path: None, path.replace(".yml", "-baru.yml"): lahan.bita(path)}


@jenis()
def berkas_cadangan(lahan: Lahan) -> Iterator[Ubah]:
    """A copy that an editor or a synchronising folder left behind."""
    t = lahan.tahun
    for path in (f"{t}/anggaran.yml", f"{t}/realisasi/seksi-pemerintahan.yml"):
        if lahan.ada(path):
            yield {path.replace(".yml", " - Copy.yml"): lahan.bita(path)}
            yield {path.replace(".yml", "-lama.yml"): lahan.bita(path)}
