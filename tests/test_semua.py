"""Every figure of little offices, word for word: how it is shown, how it came to be, or why it is missing.

`angka.txt` beside an office of `kasus/` lists them. `UPDATE_KASUS=1 pytest tests/test_semua.py` writes it anew: follow
what changed with a pocket calculator before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import KASUS, Change, make_office

from lkip.capaian import Angka, Laporan, cara_hitung
from lkip.model import Isian
from lkip.pipeline import read

_BARIS = "    pagu: {}\n    realisasi: {}\n"


def _keluaran(pagu: int, realisasi: int, made: str, planned: int | None = None) -> Change:
    """A budget line with the output made, and its ceiling before the revision."""
    line = _BARIS.format(pagu, realisasi)
    first = "" if planned is None else f"    pagu_awal: {planned}\n"
    return "2023/anggaran.yml", line, f'{first}{line}    keluaran: "{made}"\n'


# Office, the year that is read, its list, and what is changed before; all lie over `lengkap`.
OFFICES: tuple[tuple[str, int, str, tuple[Change, ...]], ...] = (
    ("lengkap", 2023, "angka", ()),
    ("dua-tahun", 2022, "angka-2022", ()),
    ("dua-tahun", 2023, "angka", ()),
    ("sampai-triwulan", 2023, "angka", ()),
    ("ragam", 2023, "angka", ()),
    (
        "ragam",
        2023,
        "angka-pmk",
        (
            ("instansi.yml", 'efisiensi: "E3"', 'efisiensi: "PMK"'),
            ("2023/anggaran.yml", "sub_kegiatan:", 'alasan_perubahan: "Pergeseran."\nsub_kegiatan:'),
            _keluaran(300000000, 290000000, "6", 310000000),
            _keluaran(200000000, 180000000, "11.50"),
            _keluaran(120000000, 118500000, "2"),
        ),
    ),
    # Bounds that bite, a survey with an element that nobody answered, programs of earlier years, an area of 0.
    (
        "ragam",
        2023,
        "angka-tepi",
        (
            ("instansi.yml", "batas_atas: 120", "batas_atas: 100"),
            ("instansi.yml", 'efisiensi: "E3"', 'efisiensi: "PMK"'),
            ("2023/realisasi/seksi-pelayanan.yml", '"344434343"', '"3-4434343"'),
            ("2023/realisasi/seksi-pelayanan.yml", '"333434444"', '"3-3434444"'),
            (
                "2023/realisasi/seksi-pelayanan.yml",
                "      - triwulan: 4\n        responden: 150\n",
                "      - triwulan: 4\n",
            ),
            (
                "2023/realisasi/seksi-pelayanan.yml",
                '    faktor_pendukung: "Petugas loket dilatih dua kali."',
                '    sementara: "Menunggu verifikasi."\n    faktor_pendukung: "Petugas loket dilatih dua kali."',
            ),
            ("riwayat.yml", '  - kode: "7.01.01"', '  - kode: "7.01.09"'),
            ("2023/profil.yml", "luas: 8", "luas: 0"),
        ),
    ),
    # The same office half a year earlier: what came later is not used, what needs a whole year waits.
    ("ragam", 2023, "angka-sebagian", (("2023/dokumen.yml", 'kertas: "A4"', 'kertas: "A4"\nsampai_triwulan: 2'),)),
    ("ragam", 2023, "angka-e1-nol", (("instansi.yml", 'efisiensi: "E3"', 'efisiensi: "E1-nol"'),)),
    ("ragam", 2023, "angka-e2", (("instansi.yml", 'efisiensi: "E3"', 'efisiensi: "E2"'),)),
)


def walk(found: Any, path: str) -> Iterator[str]:
    """Every figure below a part of the report, and every word that was decided about it."""
    if isinstance(found, Angka):
        yield f"{path} = {told(found)}"
    elif isinstance(found, tuple):
        for number, part in enumerate(found, start=1):
            yield from walk(part, f"{path}.{named(part) or number}")
    elif is_dataclass(found) and not isinstance(found, Isian):
        for field in (f for f in fields(found) if f.name != "bahan"):
            yield from walk(getattr(found, field.name), f"{path}.{field.name}")
    elif isinstance(found, str | bool | int):
        yield f"{path} = {found}"


def named(part: Any) -> str | int:
    """What a part is called in its list: its code or its year, if it has one."""
    year = getattr(part, "tahun", "")
    return getattr(part, "kode", "") or (year if isinstance(year, int) else "")


def told(figure: Angka) -> str:
    """A figure in one line: as shown, unit, exact value, name, and its calculation or why there is none."""
    exact = "" if figure.nilai is None else f"{figure.nilai:f}"[:24]
    above = "" if figure.atas is None else f" sampai {figure.atas:f}"
    places = f"{figure.desimal} desimal"
    parts = (figure.tampil, figure.satuan, places, f"{exact}{above}", figure.kunci, figure.alasan or "", figure.cara)
    return " | ".join(parts).rstrip(" |")


def listing(laporan: Laporan) -> str:
    """The figures in the order of the report, then what the lampiran *cara hitung* calls them."""
    lines = list(walk(laporan, "laporan"))
    lines += [f"hitungan {h.kode} / {h.kelompok} / {h.apa} / {h.angka.kunci}" for h in cara_hitung(laporan)]
    return "".join(f"{line.removeprefix('laporan.')}\n" for line in lines)


@pytest.mark.parametrize(("name", "tahun", "file", "changes"), OFFICES, ids=[f"{o[0]}-{o[2]}" for o in OFFICES])
def test_every_figure_is_as_it_was_followed_by_hand(
    name: str, tahun: int, file: str, changes: tuple[Change, ...], tmp_path: Path
) -> None:
    root = make_office(tmp_path / "kantor", *changes, overlay=None if name == "lengkap" else KASUS / name)
    laporan = read(root, tahun).laporan
    assert laporan is not None
    expected, actual = KASUS / name / f"{file}.txt", listing(laporan)
    if file.startswith("angka-e"):  # the same office by another rule: only what a goal cost differs
        actual = "".join(f"{line}\n" for line in actual.splitlines() if ".efisiensi." in line)
    if os.environ.get("UPDATE_KASUS"):
        expected.write_text(actual, "utf-8")
    assert actual == expected.read_text("utf-8")
