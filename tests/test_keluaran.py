"""When a budget line counts as explained: by name, and where prose speaks of money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lkip.capaian import Laporan
from lkip.check.keluaran import dijelaskan
from lkip.model import Prosa

KODE, NAMA = "7.01.02", "Program Pelayanan"


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("realisasi-anggaran", "{{7.01.02.nama}} baru dimulai pada triwulan IV.", True),
        ("realisasi-anggaran", "Pelayanan selesai dengan harga lebih rendah pada Program PELAYANAN.", True),
        ("realisasi-anggaran", "Program lain terserap seluruhnya.", False),
        ("simpulan", "Anggaran {{7.01.02.nama}} ditarik pada APBD perubahan.", True),
        ("simpulan", "{{7.01.02.nama}} menunjang sasaran pertama.", False),
        ("simpulan", "{{7.01.02.nama}} menunjang sasaran.\n\nAnggaran program lain ditarik.", False),
        ("simpulan", "Anggaran Program\nPelayanan ditarik pada APBD perubahan.", True),
    ],
)
def test_a_line_is_explained_where_its_money_is_told(file: str, text: str, told: bool, laporan: Laporan) -> None:
    bahan = replace(laporan.bahan, narasi=(Prosa(file, f"content/2023/narasi/{file}.md", text),))
    assert dijelaskan(replace(laporan, bahan=bahan), KODE, NAMA) is told


@pytest.mark.parametrize(
    ("text", "told"), [("Belanja Program Pelayanan ditunda.", True), ("Program Pelayanan terlambat.", False)]
)
def test_a_hindrance_of_an_indicator_explains_its_money_too(text: str, told: bool, laporan: Laporan) -> None:
    first, *rest = laporan.bahan.realisasi
    report, *others = first.indikator
    unit = replace(first, indikator=(replace(report, faktor_penghambat=text), *others))
    bahan = replace(laporan.bahan, narasi=(), realisasi=(unit, *rest))
    assert dijelaskan(replace(laporan, bahan=bahan), KODE, NAMA) is told
