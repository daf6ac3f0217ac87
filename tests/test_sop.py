"""The SOP as a form: its page, its flow chart with a lane for each role, its PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from conftest import KASUS, Terbit
from keluaran import page, pdf_pages

from lkip.alir import Alir, Simbol, alir
from lkip.gambar import Gambar, chart
from lkip.model import Langkah, Sop
from lkip.pipeline import read

REPORT = read(KASUS / "lengkap").laporan
assert REPORT is not None
BASE = REPORT.bahan.sop


def sop(*steps: tuple[str, str, int | None], pelaksana: tuple[str, ...] = ()) -> Sop:
    """An SOP whose steps are (who does it, who concludes it, where it goes back to)."""
    made = [
        replace(BASE.langkah[0], nomor=n, pelaksana=by, penentu=(concludes,), kembali_ke=back)
        for n, (by, concludes, back) in enumerate(steps, start=1)
    ]
    return replace(BASE, pelaksana=pelaksana, langkah=tuple(made))


def drawn(which: Sop) -> Gambar:
    assert REPORT is not None
    return chart("sop", replace(REPORT, bahan=replace(REPORT.bahan, sop=which)), {}, "gambar/sop.svg")


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("}text")]


# --- the flow --------------------------------------------------------------------------------------------------


def test_capsules_at_the_ends_boxes_between_and_a_diamond_where_a_result_may_be_refused() -> None:
    flow = alir(sop(("A", "A", None), ("B", "B", None), ("C", "C", 2), ("A", "A", None)))
    assert [[(m.bentuk, m.jalur, m.baris, m.nomor) for m in marks] for marks in flow.langkah] == [
        [("kapsul", 0, 0, 1)],
        [("kotak", 1, 1, 2)],
        [("belah", 2, 2, 3)],
        [("kapsul", 0, 3, 4)],
    ]
    assert flow.kembali == ((2, 1),)


def test_a_step_that_another_role_decides_has_a_box_and_a_diamond() -> None:
    flow = alir(sop(("A", "A", None), ("A", "B", 1), ("A", "A", None)))
    assert flow.langkah[1] == (Simbol("kotak", 0, 1, 2), Simbol("belah", 1, 1, 2))


def test_lanes_stand_in_the_order_of_the_list_of_roles() -> None:
    steps = (("A", "A", None), ("B", "B", None))
    assert [m.jalur for marks in alir(sop(*steps)).langkah for m in marks] == [0, 1]
    turned = alir(sop(*steps, pelaksana=("C", "B", "A")))
    assert [m.jalur for marks in turned.langkah for m in marks] == [2, 1]


def test_what_cannot_be_drawn_is_left_out() -> None:
    one = sop(("A", "A", None), ("B", "B", 2), ("X", "X", 9), pelaksana=("A", "B"))
    assert alir(one) == Alir(((Simbol("kapsul", 0, 0, 1),), (Simbol("belah", 1, 1, 2),), ()), ())
    assert "X" not in texts(drawn(one).svg)


# --- the drawing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("roles", [("Lurah",), ("Lurah", "Bendahara", "Juru Tulis", "Ketua RT", "Operator", "Saksi")])
def test_every_role_of_the_office_is_a_lane_with_its_name_at_its_head(roles: tuple[str, ...]) -> None:
    one = sop(*((role, role, None) for role in roles))
    words = " ".join(texts(drawn(one).svg))
    for role in roles:
        assert role in words
    assert not [role for role in ("Camat", "Kasubbag") if role in words]


def test_all_arrows_run_at_right_angles_and_only_those_that_go_back_are_dashed() -> None:
    back = (("A", "A", None), ("B", "B", None), ("C", "C", 2), ("B", "A", 2), ("C", "C", 3), ("D", "D", None))
    root = ElementTree.fromstring(drawn(sop(*back)).svg)
    lines = [node for node in root.iter() if node.tag.endswith("}polyline")]
    for line in lines:
        points = [tuple(map(float, pair.split(","))) for pair in line.attrib["points"].split()]
        assert all(len({a, c}) == 1 or len({b, d}) == 1 for (a, b), (c, d) in pairwise(points))
    assert len([line for line in lines if "stroke-dasharray" in line.attrib]) == 3
    # Five from step to step, one inside the step that A decides.
    assert len([line for line in lines if "stroke-dasharray" not in line.attrib]) == 6
    assert texts(drawn(sop(*back)).svg).count("tidak") == 3


def test_nothing_is_drawn_outside_the_sheet() -> None:
    for which in (BASE, sop(*((r, r, 1 if n > 2 else None) for n, r in enumerate("ABCDEFGHABC")))):
        root = ElementTree.fromstring(drawn(which).svg)
        wide, high = (float(root.attrib[name]) for name in ("width", "height"))
        for node in root.iter():
            for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", node.attrib.get("points", "")):
                assert 0 <= float(x) <= wide
                assert 0 <= float(y) <= high


def test_the_chart_says_in_words_who_does_each_step() -> None:
    made = drawn(sop(("A", "A", None), ("B", "C", 1)))
    assert made.alt == (
        "Bagan Alir SOP. Langkah dan pelaksananya: 1 A; 2 B, diputuskan C, bila belum diterima kembali ke 1."
    )
    assert "<title>Bagan Alir SOP</title>" in made.svg


def test_what_is_written_stays_text() -> None:
    step: Langkah = replace(BASE.langkah[0], kegiatan="<b>&amp;", pelaksana="<i onload=1>", penentu=())
    svg = drawn(replace(BASE, pelaksana=(), langkah=(step,))).svg
    assert {"<b>&amp;", "<i onload=1>"} <= set(texts(svg))


# --- page and PDF ----------------------------------------------------------------------------------------------


FORM = """\
PEMERINTAH KABUPATEN CONTOH
KECAMATAN CONTOH JAYA
Nomor SOP : 000/001
Tanggal Pembuatan : 4 Januari 2021
Tanggal Revisi : -
Tanggal Efektif : 4 Januari 2021
Disahkan Oleh : CAMAT CONTOH JAYA
Nama : Pejabat Contoh
Nama SOP : Penyusunan LKIP
Dasar Hukum
Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah
Kualifikasi Pelaksana
Memahami pengukuran kinerja
Keterkaitan
SOP Perjanjian Kinerja
Peralatan/Perlengkapan
Dokumen perjanjian kinerja
Komputer
Peringatan
Tanpa SOP laporan terlambat.
Pencatatan dan Pendataan
Target dan realisasi
Unduh formulir ini (PDF)
Bagan Alir SOP
Kapsul menandai awal dan akhir, kotak menandai kegiatan, belah ketupat menandai keputusan. \
Garis putus-putus berarti dikembalikan karena hasilnya belum diterima.
Salinan SOP yang berlaku.
Langkah demi langkah
Isi bagan yang sama sebagai tabel, dengan siapa yang menyelesaikan tiap langkah dan apa yang membuktikannya.
Langkah Penyusunan LKIP
No
Uraian Kegiatan
Pelaksana
Mutu Baku
Keterangan
Diselesaikan oleh
Bukti, salah satu
Perintah
Kelengkapan
Waktu
Output
1
Memerintahkan penyusunan LKIP
Camat
Disposisi
10 Menit
Surat terdisposisi
–
Camat
berkas tanda tangan, tag bertanda tangan, tinjauan yang tercatat, pindaian tanda tangan basah
./inv start
2
Menyusun dokumen LKIP
Kasubbag Perencanaan
Bahan dan data
2 Hari
Dokumen LKIP
Menurut format
Kasubbag Perencanaan
berkas tanda tangan, tinjauan yang tercatat
./inv compose"""


def test_the_page_is_the_form_word_for_word(terbit: Terbit) -> None:
    lines = [line.strip() for line in page(terbit.site / "sop.html").lines if line.strip()]
    start = next(n for n, line in enumerate(lines) if line.startswith("SOP Penyusunan LKIP"))
    assert "\n".join(lines[start + 1 :][: FORM.count("\n") + 1]) == FORM


def test_the_form_can_be_had_as_pdf(terbit: Terbit) -> None:
    assert (terbit.build / "sop.pdf").read_bytes() == (terbit.site / "unduh/sop.pdf").read_bytes()
    first, second = (" ".join(text.split()) for text in pdf_pages(terbit.build / "sop.pdf"))
    assert first.startswith("STANDAR OPERASIONAL PROSEDUR")
    assert "Nomor SOP : 000/001" in first
    assert "Bagan Alir SOP Kapsul menandai awal dan akhir" in second
    assert "DRAF" not in first + second
