"""Which files content/ may hold, and reading them all: data and prose by path, and what is wrong with their form."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkip import huruf
from lkip.foto import read_picture
from lkip.lembar import read_sheet
from lkip.load import CONTENT, parse_yaml, read_text
from lkip.model import (
    Anggaran,
    AngkaSaksi,
    Berkas,
    DaftarPengecualian,
    DaftarPeran,
    DaftarTemuanLama,
    DasarHukum,
    Dokumen,
    Foto,
    Instansi,
    Isian,
    KalenderKerja,
    Lembar,
    Peristiwa,
    PerjanjianKinerja,
    Profil,
    Prosa,
    RealisasiUnit,
    RekomendasiLhe,
    Renja,
    Renstra,
    Riwayat,
    Sop,
    SuratPengantar,
    TataSurat,
    build,
)
from lkip.problem import Problem, Source, has_errors, visible
from lkip.validate import validate

# Digits of our own script only: `\d` would take two folders for the same year.
_TAHUN = "[0-9]{4}"
# What a file may be called that others point to, as in `realisasi.schema.json`.
_NAMA = "[A-Za-z0-9][A-Za-z0-9._-]*"
LAMBANG = "lambang.png"
# The prose that the report asks for; each has its place in `templates/laporan/`.
NARASI = (
    "kata-pengantar",
    "gambaran-umum",
    "organisasi",
    "isu-strategis",
    "perencanaan",
    "capaian-kinerja",
    "realisasi-anggaran",
    "simpulan",
    "langkah-perbaikan",
)


@dataclass(frozen=True)
class Kind:
    """A kind of content file: its path below content/ (`TAHUN` is the year), its schema, type and field of Bahan.

    Without a field it is no part of Bahan: it tells how the report came about, and no document is made of it.
    `wajib`: a report needs it; `banyak`: the field holds several, in the order of KINDS and of their names.
    """

    path: str
    schema: str
    type: type[Isian]
    field: str = ""
    wajib: bool = True
    banyak: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The paths that belong to this kind."""
        return re.compile(re.escape(self.path).replace("TAHUN", _TAHUN).replace(r"\*", "[a-z0-9-]+"))


KINDS = (
    Kind("instansi.yml", "instansi", Instansi, "instansi"),
    Kind("sop.yml", "sop", Sop, "sop"),
    Kind("dasar-hukum.yml", "dasar-hukum", DasarHukum, "dasar_hukum"),
    Kind("renstra.yml", "renstra", Renstra, "renstra"),
    Kind("riwayat.yml", "riwayat", Riwayat, "riwayat"),
    Kind("TAHUN/dokumen.yml", "dokumen", Dokumen, "dokumen"),
    Kind("TAHUN/profil.yml", "profil", Profil, "profil", wajib=False),
    Kind("TAHUN/perjanjian-kinerja.yml", "perjanjian-kinerja", PerjanjianKinerja, "perjanjian", banyak=True),
    Kind(
        "TAHUN/perjanjian-kinerja-perubahan.yml",
        "perjanjian-kinerja",
        PerjanjianKinerja,
        "perjanjian",
        wajib=False,
        banyak=True,
    ),
    Kind("TAHUN/renja.yml", "renja", Renja, "renja"),
    Kind("TAHUN/realisasi/*.yml", "realisasi", RealisasiUnit, "realisasi", wajib=False, banyak=True),
    Kind("TAHUN/anggaran.yml", "anggaran", Anggaran, "anggaran"),
    Kind("TAHUN/angka-saksi.yml", "angka-saksi", AngkaSaksi, "angka_saksi", wajib=False),
    Kind("TAHUN/pengecualian.yml", "pengecualian", DaftarPengecualian, "pengecualian", wajib=False),
    Kind("pengecualian.yml", "pengecualian", DaftarPengecualian, "pengecualian_bersama", wajib=False),
    Kind("TAHUN/temuan-lama.yml", "temuan-lama", DaftarTemuanLama, "temuan_lama", wajib=False),
    Kind("TAHUN/rekomendasi-lhe.yml", "rekomendasi-lhe", RekomendasiLhe, "rekomendasi_lhe", wajib=False),
    Kind("peran.yml", "peran", DaftarPeran, wajib=False),
    Kind("libur.yml", "libur", KalenderKerja, wajib=False),
    Kind("tata-surat.yml", "tata-surat", TataSurat, wajib=False),
    Kind("TAHUN/proses/*.yml", "peristiwa", Peristiwa, wajib=False, banyak=True),
    Kind("TAHUN/proses/surat/*.yml", "surat", SuratPengantar, wajib=False, banyak=True),
)
_PATTERNS = tuple((kind, kind.pattern) for kind in KINDS)
# Files that are kept or printed but not read as data. `proses/` and `panduan/` are no part of what is approved.
_OTHERS = re.compile(
    rf"{_TAHUN}/narasi/({'|'.join(NARASI)})\.md|{_TAHUN}/bukti/{_NAMA}(/{_NAMA})*|{_TAHUN}/proses/.+|panduan/[a-z0-9-]+\.md"
    rf"|(peran|sop)\.yml\.sig"
)
# Pictures that prose shows, and the office's emblem for the letterhead.
_FOTO = re.compile(rf"{_TAHUN}/gambar/{_NAMA}\.(png|jpe?g)|{LAMBANG}")
# Evidence that may be a table: what stands in it is held against what was reported.
_LEMBAR = re.compile(rf"{_TAHUN}/bukti/.+\.[Cc][Ss][Vv]")
# Official codes and names of programs, kegiatan and sub kegiatan, by year: `kode<tab>nama`, one a line.
_NOMENKLATUR = re.compile(rf"nomenklatur/({_TAHUN})\.tsv")
_BARIS_NOMENKLATUR = re.compile(r"([0-9X]{1,4}(?:\.[0-9X]{1,4}){1,7})\t(\S(?:.*\S)?)")
_PROSE = re.compile(rf"{_TAHUN}/narasi/[^/]+\.md|panduan/[^/]+\.md")


@dataclass(frozen=True)
class Isi:
    """All of content/ as read once: data, prose, pictures and tables of evidence by path below content/, all files,
    what is wrong there.

    `kode` are the official names by code, of every year that has a list. Data are typed already; a file with a galat
    in its form has none.
    """

    data: dict[str, Isian]
    prosa: dict[str, Prosa]
    foto: dict[str, Foto]
    lembar: dict[str, Lembar]
    kode: dict[int, dict[str, str]]
    berkas: tuple[Berkas, ...]
    problems: tuple[Problem, ...]

    @property
    def tahun(self) -> tuple[int, ...]:
        """The years to report on, oldest first: those with a `dokumen.yml`; a folder without one is only begun."""
        return tahun_laporan(self.berkas)

    def peristiwa(self, tahun: int) -> tuple[Peristiwa, ...]:
        """The events of a year's process as their files tell them, whether or not they count, oldest first."""
        found = (e for path, e in self.data.items() if isinstance(e, Peristiwa) and path.startswith(f"{tahun}/"))
        return tuple(sorted(found, key=lambda e: e.waktu))

    def dihimpun(self, tahun: int) -> bool:
        """Whether a year's material is still being gathered: opened by the SOP's first step, not composed, a draft."""
        sop, dokumen = self.data.get("sop.yml"), self.data.get(f"{tahun:04}/dokumen.yml")
        if not isinstance(sop, Sop) or not isinstance(dokumen, Dokumen) or dokumen.status != "draf":
            return False
        composed = {s.nomor for s in sop.langkah if s.tugas == "compose"}
        events = self.peristiwa(tahun)
        return bool(events) and not any(e.peristiwa == "selesai" and e.langkah in composed for e in events)

    def narasi(self, tahun: int) -> tuple[Prosa, ...]:
        """The prose of a year's report."""
        return tuple(p for path, p in self.prosa.items() if path.startswith(f"{tahun}/"))

    @property
    def surat(self) -> tuple[TataSurat | None, tuple[SuratPengantar, ...]]:
        """How the office numbers its letters, and every letter of whatever year."""
        tata = self.data.get("tata-surat.yml")
        letters = tuple(one for one in self.data.values() if isinstance(one, SuratPengantar))
        return tata if isinstance(tata, TataSurat) else None, letters

    def nomenklatur(self, tahun: int) -> dict[str, str]:
        """The official names by code that hold in a year: those of the newest list until then."""
        years = [year for year in self.kode if year <= tahun]
        return self.kode[max(years)] if years else {}

    @property
    def panduan(self) -> tuple[Prosa, ...]:
        """The pages of the guide."""
        return tuple(p for path, p in self.prosa.items() if path.startswith("panduan/"))


def tahun_laporan(berkas: Iterable[Berkas]) -> tuple[int, ...]:
    """Return the years to report on, oldest first: those with a `dokumen.yml`; a folder without one is only begun."""
    begun = {f.path for f in berkas}
    years = {tahun for path in begun if (tahun := year_of(path)) is not None}
    return tuple(sorted({t for t in years if f"{t:04}/dokumen.yml" in begun} or years))


def berkas_isi(root: Path) -> tuple[Berkas, ...]:
    """Return the files that content/ holds, as facts; what may not be there is left out."""
    return tuple(_fact(file, path) for file, path in _found(root / CONTENT) if not _refused(file, path))


def _found(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file below a folder, with its path from there."""
    files = sorted(p for p in folder.rglob("*") if p.is_symlink() or not p.is_dir())
    return ((file, file.relative_to(folder).as_posix()) for file in files)


def _fact(file: Path, path: str) -> Berkas:
    with file.open("rb") as handle:  # evidence may be large: it is hashed in pieces, never held whole
        return Berkas(path, hashlib.file_digest(handle, "sha256").hexdigest(), handle.tell())


def read_content(root: Path) -> Isi:
    """Read every file below content/: text, structure, form. Nothing is left out silently."""
    folder = root / CONTENT
    if folder.is_symlink():
        linked = "folder ini tautan (symlink); ganti dengan foldernya sendiri"
        return Isi({}, {}, {}, {}, {}, (), (Problem(Source(CONTENT), linked, rule="berkas-dikenal"),))
    data: dict[str, Isian] = {}
    prosa: dict[str, Prosa] = {}
    foto: dict[str, Foto] = {}
    lembar: dict[str, Lembar] = {}
    kode: dict[int, dict[str, str]] = {}
    berkas: list[Berkas] = []
    problems: list[Problem] = []
    written: list[tuple[str, Source]] = []
    printed: list[tuple[str, Source]] = []  # without what tells of the process: keys and hashes are long words
    for file, path in _found(folder):
        name = f"{CONTENT}/{path}"
        if refused := _refused(file, path):
            problems.append(Problem(Source(name), refused, rule="berkas-dikenal"))
            continue
        berkas.append(_fact(file, path))
        if kind := kind_of(path):
            value, found = _read_data(file, kind, name)
            problems += found
            if not has_errors(found):
                data[path] = build(kind.type, value)
                texts = list(huruf.texts(value))
                written += texts
                printed += texts if kind.field else []
        elif _PROSE.fullmatch(path):
            text, found = read_text(file, name)
            problems += found
            prosa[path] = Prosa(Path(path).stem, name, text)
            lines = list(huruf.lines(prosa[path]))
            written += lines
            printed += lines
        elif _FOTO.fullmatch(path):
            picture, wrong = read_picture(file, path)
            problems += [Problem(Source(name), wrong, rule="gambar-utuh")] if wrong else []
            foto |= {path: picture} if picture else {}
        elif of := _NOMENKLATUR.fullmatch(path):
            text, found = read_text(file, name, tab=True)
            kode[int(of[1])], wrong_lines = _nomenklatur(text, name)
            problems += [*found, *wrong_lines]
        elif _LEMBAR.fullmatch(path) and (sheet := read_sheet(file, path)):
            lembar[path] = sheet
    problems += [*_unprintable(written), *(p for text, at in printed for p in huruf.long_words(text, at))]
    return Isi(data, prosa, foto, lembar, kode, tuple(berkas), tuple(problems))


def _nomenklatur(text: str, name: str) -> tuple[dict[str, str], list[Problem]]:
    """Read a list of codes: a head line, then code and name with a tab between them."""
    codes: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.split("\n")[1:], start=2):
        if found := _BARIS_NOMENKLATUR.fullmatch(line):
            codes[found[1]] = found[2]
        elif line.strip():
            message = "baris ini harus kode, tab, lalu nama; perbaiki"
            problems.append(Problem(Source(name, number), message, rule="nomenklatur"))
    return codes, problems


def _unprintable(written: Iterable[tuple[str, Source]]) -> list[Problem]:
    """Find characters that no font of the document has: they would stop the PDF without saying where they stand."""
    found = [place for text, source in written for place in huruf.unusual(text, source)]
    if not found:
        return []
    from lkip.typeset import unprintable  # asks the compiler; few contents need it

    missing = set(unprintable(sorted({char for char, _ in found})))
    first = {(char, source.path): source for char, source in reversed(found)}  # once a character and file is enough
    return [huruf.unprintable_problem(char, source) for (char, _), source in first.items() if char in missing]


def _read_data(file: Path, kind: Kind, name: str) -> tuple[Any, list[Problem]]:
    text, problems = read_text(file, name)
    if problems:
        return None, problems
    data, problems = parse_yaml(text, name)
    if data is None and problems:
        return None, problems
    told = {p.source for p in problems}
    return data, [*problems, *(p for p in validate(data, kind.schema, name) if p.source not in told)]


def kind_of(path: str) -> Kind | None:
    """Return the kind of file that a path below content/ belongs to."""
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(path)), None)


def _refused(file: Path, path: str) -> str | None:
    """Say why a file may not be here: it is a link, or nothing reads it."""
    if file.is_symlink():
        return "tautan (symlink) tidak dipakai di content/; ganti dengan berkasnya sendiri"
    if not file.is_file():
        return "ini bukan berkas biasa; hapus"
    if visible(path) != path:
        return "nama berkas memuat karakter yang tidak terlihat; ganti namanya"
    if kind_of(path) or any(form.fullmatch(path) for form in (_OTHERS, _FOTO, _NOMENKLATUR)):
        return None
    if re.match(f"{_TAHUN}/gambar/", path):
        return "gambar berupa .png atau .jpg; namanya huruf, angka, titik, garis bawah dan garis hubung; ganti namanya"
    if re.match(f"{_TAHUN}/bukti/", path):
        return "nama berkas bukti hanya huruf, angka, titik, garis bawah dan garis hubung, tanpa spasi; ganti namanya"
    return f"nama berkas tidak dikenal; {_right_name(path)}"


def _right_name(path: str) -> str:
    """Guess what an unknown file should be called or where it should lie."""
    renamed = re.sub(r"\.yaml$", ".yml", re.sub(r"[ _]+", "-", path.lower()))
    if kind_of(renamed) or _OTHERS.fullmatch(renamed) or renamed == LAMBANG:
        return f"maksudnya {CONTENT}/{renamed}?"
    tahun = path[:4] if year_of(path) else "<tahun>"
    paths = [k.path.replace("TAHUN", tahun) for k in KINDS] + [f"{tahun}/narasi/{n}.md" for n in NARASI]
    known = {p.rsplit("/", 1)[-1]: p for p in paths if "*" not in p}
    if near := difflib.get_close_matches(renamed.rsplit("/", 1)[-1], known, n=1, cutoff=0.75):
        return f"maksudnya {CONTENT}/{known[near[0]]}?"
    if path.startswith(f"{tahun}/narasi/"):
        return f"nama yang dipakai: {', '.join(f'{n}.md' for n in NARASI)}"
    return "hapus, atau pindahkan ke folder bukti tahunnya"


def year_of(path: str) -> int | None:
    """Return the year whose folder a path below content/ lies in."""
    return int(path[:4]) if re.match(f"{_TAHUN}/", path) else None


def year_of_source(source: Source) -> int | None:
    """Return the year whose folder a place lies in; None: a file that all years share."""
    return year_of(source.path.removeprefix(f"{CONTENT}/"))
