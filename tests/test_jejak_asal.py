"""What a figure stands on: nothing that moves it is left out, nothing that is typed has two lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import KASUS, make_office

from lkip.capaian import Angka, Laporan, compute
from lkip.jejak.asal import angka_berasal
from lkip.jejak.tempat import AngkaAsal
from lkip.model import Bahan, Isian
from lkip.pipeline import read
from lkip.problem import Source


@pytest.fixture(params=["lengkap", "dua-tahun", "ragam", "muncar"])
def laporan(request: pytest.FixtureRequest, tmp_path: Path) -> Laporan:
    """The report of an office: overlays of `lengkap`, and one whole published report."""
    place = KASUS / request.param
    root = place if request.param == "muncar" else make_office(tmp_path, overlay=place)
    found = read(root).laporan
    assert found is not None
    return found


def value(angka: Angka) -> tuple[Any, ...]:
    return (angka.nilai, angka.atas, angka.teks, angka.sementara)


def by_key(laporan: Laporan) -> dict[str, AngkaAsal]:
    found = {f.kunci: f for f in angka_berasal(laporan)}
    assert all(found)
    return found


# Names whose change makes another report (other years, other codes), or only other words and decimals.
_SCOPE = {"tahun", "periode_awal", "periode_akhir", "desimal", "triwulan", "sampai_triwulan"}
_CHOICES = {
    "rumus_capaian": {"(2T-R)/T": "T/R", "T/R": "(2T-R)/T", "posisi": "tercapai", "tercapai": "posisi"},
    "agregasi": {"jumlah": "rata_rata", "rata_rata": "jumlah", "maksimum": "minimum", "minimum": "maksimum"},
    "efisiensi": {"E1": "E2", "E2": "E1", "E1-nol": "E2", "E3": "E2", "PMK": "E1"},
}


def changes(node: Any, path: str = "") -> Iterator[tuple[Source, str, Callable[[], Any]]]:
    """Yield every number of a tree with its place and the tree in which it is another one."""
    if not is_dataclass(node):
        return
    for f in fields(node):
        old = getattr(node, f.name)
        if f.name in _SCOPE or f.name in ("places", "berkas", "foto", "narasi", "panduan", "sop", "dokumen"):
            continue
        for new in _others(f.name, old):
            if isinstance(node, Isian) and f.name in node.places:
                yield node.places[f.name], f"{path}.{f.name}", partial(replace, node, **{f.name: new})
        parts = enumerate(old) if isinstance(old, tuple) else [(None, old)] if is_dataclass(old) else []
        for i, part in parts:
            for source, where, made in changes(part, f"{path}.{f.name}" if i is None else f"{path}.{f.name}.{i}"):
                yield source, where, partial(_with, node, f.name, i, made)


def _with(node: Any, name: str, index: int | None, made: Callable[[], Any]) -> Any:
    old = getattr(node, name)
    return replace(node, **{name: made() if index is None else (*old[:index], made(), *old[index + 1 :])})


def _others(name: str, old: Any) -> Iterator[Any]:
    if name in _CHOICES:
        yield from filter(None, [_CHOICES[name].get(old)])
    elif isinstance(old, Decimal):
        yield from (old * 3 + 1, old / 2 - 1)
    elif isinstance(old, int) and not isinstance(old, bool):
        yield old + 1
    elif name == "sementara":
        yield None if old else "belum final"


def test_every_figure_that_moves_names_the_line_that_moved_it(laporan: Laporan) -> None:
    before = by_key(laporan)
    tried, moved = 0, 0
    missing: set[str] = set()
    for source, where, made in changes(laporan.bahan):
        tried += 1
        after = by_key(compute(made()))
        for kunci, figure in before.items():
            new = after.get(kunci, figure).angka
            lost = kunci.endswith(".laju") and new.nilai is None  # without a sound target there is nowhere to go
            if value(new) != value(figure.angka) and not lost:
                moved += 1
                lines = {(t.source.path, t.source.line) for t in figure.asal}
                if (source.path, source.line) not in lines:
                    missing.add(f"{kunci} is moved by {where} at {source}")
    assert sorted(missing) == []
    assert tried > 50
    assert moved > tried


def figures(node: Any, path: str = "") -> Iterator[tuple[str, Angka]]:
    if isinstance(node, Angka):
        yield path, node
    elif isinstance(node, tuple):
        for i, part in enumerate(node):
            yield from figures(part, f"{path}.{i}")
    elif is_dataclass(node) and not isinstance(node, Isian | Bahan):
        for f in fields(node):
            yield from figures(getattr(node, f.name), f"{path}.{f.name}")


def test_every_figure_of_the_report_is_in_the_trail(laporan: Laporan) -> None:
    trail = angka_berasal(laporan)
    assert len({f.kunci for f in trail}) == len(trail)
    known = {id(f.angka) for f in trail} | set(map(id, shown_twice(laporan)))
    keys = {f.kunci for f in trail}
    # A tolerance that nobody wrote is 0 and stands nowhere.
    unwritten = {id(s.toleransi) for s in laporan.saksi if "toleransi" not in s.saksi.places}
    shown = [(path, a) for path, a in figures(laporan) if (a.nilai is not None or a.teks) and id(a) not in unwritten]
    assert [path for path, a in shown if id(a) not in known and a.kunci not in keys] == []


def shown_twice(laporan: Laporan) -> Iterator[Angka]:
    """Figures that are another one made anew: this year in the budget's history, the growth since last year."""
    for year in (t for r in laporan.riwayat_anggaran for t in r.tahun if t.tahun == laporan.tahun):
        yield from (year.pagu, year.realisasi)
    for item in laporan.indikator:
        yield from (past.selisih for past in item.pertumbuhan if past.tahun == laporan.tahun - 1)
