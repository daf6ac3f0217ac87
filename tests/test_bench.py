"""What `./inv bench` measures of the engine alone: a generated office that is whole, rows that say what was asked."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from lkip.bench import Row, measure_compute, office, report
from lkip.capaian import compute

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("size", [1, 10, 57])
def test_the_generated_office_is_whole(size: int) -> None:
    bahan = office(size)
    laporan = compute(bahan)
    assert (laporan.jumlah, laporan.dinilai) == (size, size)
    assert [len(i.tahun) for i in laporan.indikator] == [5] * size
    assert all(y.capaian.nilai is not None for i in laporan.indikator for y in i.tahun)
    assert laporan.tahun_tampil == (2020, 2021, 2022, 2023, 2024)
    assert len(bahan.realisasi) == len(bahan.instansi.unit) == -(-size // 10)
    assert all(len(s.indikator) <= 5 and s.efisiensi.program for s in laporan.sasaran)
    assert [len(r.tahun) for r in laporan.riwayat_anggaran] == [5] * len(laporan.riwayat_anggaran)
    assert len({i.kode for i in laporan.indikator}) == size


def test_the_generated_office_mixes_what_offices_mix() -> None:
    indikator = office(100).renstra.indikator
    assert Counter(i.polaritas for i in indikator) == {"positif": 40, "negatif": 40, "rentang": 20}
    assert sum(i.komponen is not None for i in indikator) == 20
    assert len({i.agregasi for i in indikator}) == 3


def test_the_engine_is_measured_in_processes_of_its_own_and_held_against_the_smaller_office() -> None:
    small, large = measure_compute(ROOT, runs=1, sizes=(1, 10))
    assert (small.name, large.name) == ("compute 1", "compute 10")
    assert 0 < small.median_cpu_s < large.median_cpu_s
    assert (small.growth, small.asked_growth, small.asked_cpu_s) == (None, None, None)
    assert large.growth == pytest.approx(large.median_cpu_s / small.median_cpu_s, rel=0.2)
    assert large.asked_growth == 12 and large.peak_mib > 5
    assert large.floor_cpu_s is large.ratio is None


ROWS = [
    Row("check", 0.5, 0.6, 60, None, None),
    Row("pdf", 2.0, 2.1, 100, 1.0, 2.0),
    Row("compute 100", 0.04, 0.04, 30, growth=10.5, asked_growth=12.0),
    Row("compute 1000", 0.6, 0.6, 70, growth=12.01, asked_growth=12.0, asked_cpu_s=0.5),
]


def test_the_table_says_what_was_asked_and_whether_it_is_kept() -> None:
    lines = report(ROWS, as_json=False).split("\n")
    assert [line.split() for line in lines[1:5]] == [
        ["check", "0.50", "0.60", "60", "–", "–"],
        ["pdf", "2.00", "2.10", "100", "1.00", "2.00"],
        ["compute", "100", "0.0400", "0.0400", "30", "–", "–"],
        ["compute", "1000", "0.6000", "0.6000", "70", "–", "–"],
    ]
    assert len({len(line) for line in lines[:5]}) == 1
    assert lines[5:] == [
        "compute 100: kelipatan CPU dari baris sepersepuluhnya 10.50, diminta paling banyak 12.00: ya",
        "compute 1000: kelipatan CPU dari baris sepersepuluhnya 12.01, diminta paling banyak 12.00: TIDAK",
        "compute 1000: detik CPU 0.60, diminta paling banyak 0.50: TIDAK",
    ]


def test_json_names_only_what_is_known() -> None:
    check, pdf, _, large = json.loads(report(ROWS, as_json=True))
    assert check == {"name": "check", "median_cpu_s": 0.5, "median_wall_s": 0.6, "peak_mib": 60}
    assert pdf["ratio"] == 2.0 and "growth" not in pdf
    assert (large["growth"], large["asked_growth"], large["asked_cpu_s"]) == (12.01, 12.0, 0.5)
