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
from conftest import KASUS, make_office

from lkip.capaian import Angka, Laporan, cara_hitung
from lkip.model import Isian
from lkip.pipeline import read

# Office, and the year that is read; `lengkap` lies under all but `muncar`.
OFFICES = (("lengkap", 2023), ("dua-tahun", 2023), ("ragam", 2023), ("sampai-triwulan", 2023))


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
    parts = (figure.tampil, figure.satuan, f"{exact}{above}", figure.kunci, figure.alasan or "", figure.cara)
    return " | ".join(parts).rstrip(" |")


def listing(laporan: Laporan) -> str:
    """The figures in the order of the report, then what the lampiran *cara hitung* calls them."""
    lines = list(walk(laporan, "laporan"))
    lines += [f"hitungan {h.kode} / {h.kelompok} / {h.apa} / {h.angka.kunci}" for h in cara_hitung(laporan)]
    return "".join(f"{line.removeprefix('laporan.')}\n" for line in lines)


@pytest.mark.parametrize(("name", "tahun"), OFFICES)
def test_every_figure_is_as_it_was_followed_by_hand(name: str, tahun: int, tmp_path: Path) -> None:
    root = make_office(tmp_path / "kantor", overlay=None if name == "lengkap" else KASUS / name)
    laporan = read(root, tahun).laporan
    assert laporan is not None
    expected, actual = KASUS / name / "angka.txt", listing(laporan)
    if os.environ.get("UPDATE_KASUS"):
        expected.write_text(actual, "utf-8")
    assert actual == expected.read_text("utf-8")
