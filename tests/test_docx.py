"""The Word file: styles, fields and repeated heads that an office can work with, and no address outside itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from conftest import make_office
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Twips
from keluaran import Terbit, bare, named, once, pdf_feet, pdf_pages, squeezed, word, word_lines, word_tables

# The seven parts of the analysis of each goal (53/2014 Lampiran II, Bab III A).
ANALISIS = [
    "a. Target dan realisasi tahun 2023",
    "b. Realisasi dan capaian dibandingkan dengan tahun-tahun sebelumnya",
    "c. Realisasi sampai tahun 2023 terhadap target akhir Renstra",
    "d. Perbandingan dengan standar atau instansi lain",
    "e. Penyebab keberhasilan atau kegagalan dan solusi",
    "f. Efisiensi penggunaan sumber daya",
    "g. Program dan kegiatan penunjang",
]


def test_headings_have_heading_styles(terbit: Terbit) -> None:
    headings = [p for p in word(terbit.docx).paragraphs if p.style.name.startswith("Heading")]
    assert [(p.style.name[-1], " ".join(p.text.split())) for p in headings] == [
        ("1", "Kata Pengantar"),
        ("1", "Ikhtisar Eksekutif"),
        ("1", "Daftar Isi"),
        ("1", "Daftar Tabel"),
        ("1", "Daftar Gambar"),
        ("1", "BAB I Pendahuluan"),
        ("2", "A. Gambaran Umum"),
        ("2", "B. Tugas, Fungsi dan Susunan Organisasi"),
        ("2", "C. Sumber Daya"),
        ("2", "D. Aspek Strategis dan Permasalahan Utama"),
        ("2", "E. Dasar Hukum dan Susunan Laporan"),
        ("1", "BAB II Perencanaan Kinerja"),
        ("2", "A. Rencana Strategis"),
        ("2", "B. Perjanjian Kinerja Tahun 2023"),
        ("2", "C. Rencana Kerja Tahun 2023"),
        ("1", "BAB III Akuntabilitas Kinerja"),
        ("2", "A. Capaian Kinerja Organisasi"),
        ("3", "1. Ringkasan Capaian Tahun 2023"),
        ("3", "2. Sasaran S1: Meningkatnya kepuasan masyarakat"),
        *(("4", part) for part in ANALISIS),
        ("3", "3. Sasaran S2: Meningkatnya tertib pemerintahan desa"),
        *(("4", part) for part in ANALISIS),
        ("2", "B. Realisasi Anggaran"),
        ("1", "BAB IV Penutup"),
        ("2", "A. Simpulan"),
        ("2", "B. Langkah di Masa Mendatang"),
        ("1", "LAMPIRAN 1 Perjanjian Kinerja"),
        ("1", "LAMPIRAN 2 Kamus Indikator Kinerja"),
        ("1", "LAMPIRAN 3 Data Kinerja per Unit dan Triwulan"),
        ("1", "LAMPIRAN 4 Perkembangan Realisasi dan Capaian"),
        ("1", "LAMPIRAN 5 Rincian Anggaran dan Keluaran"),
        ("1", "LAMPIRAN 6 Daftar Bukti Dukung"),
        ("1", "LAMPIRAN 7 Cara Hitung"),
        ("1", "Tentang Dokumen Ini"),
    ]


@pytest.mark.parametrize("nama", ["lkip-2023", "lkip-2022", "perjanjian-kinerja-perubahan-2023"])
def test_every_style_that_is_used_exists(nama: str, resmi: Terbit) -> None:
    document = word(resmi.build / f"{nama}.docx")
    known = {style.style_id for style in document.styles}
    used = {
        node.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for node in document.element.iter(qn(tag))
    }
    assert used - known == set()


def test_every_row_of_a_head_is_repeated_on_each_page(terbit: Terbit) -> None:
    heads = {one.nomor: len(one.kepala) for one in word_tables(word(terbit.docx)) if one.nomor}
    two = {"Tabel 1.1", "Tabel 3.4", "Tabel 3.9", "Tabel 3.10", "Tabel 3.16", "Tabel 3.17"}
    two |= {"Tabel L3.1", "Tabel L4.1", "Tabel L4.2", "Tabel L5.1"}
    assert heads == {number: 2 if number in two else 1 for number in heads}
    assert two < set(heads)
    assert len(heads) == 38


def test_tables_without_a_caption_are_those_of_the_summary_and_the_agreement(resmi: Terbit) -> None:
    heads = [one.kepala[0] for one in word_tables(word(resmi.docx)) if not one.nomor]
    agreement = [
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Satuan"],
        ["No", "Program", "Anggaran (Rp)", "Keterangan"],
    ]
    summary = ["Sasaran Strategis", "Capaian (%)", "Kategori", "Serapan (%)", "Efisiensi"]
    assert heads == [summary, *agreement, *agreement]


def test_cells_hold_the_figures_of_the_report(terbit: Terbit) -> None:
    """By hand from the office's files: 85,125 → 85,13; 85,125/84; (2·20−21,375)/20; 588,5/620."""
    tables = named(word_tables(word(terbit.docx)))
    assert tables["Target, Realisasi dan Capaian Kinerja Tahun 2023"].baris == [
        [
            *("Sasaran", "Kode", "Indikator Kinerja", "Satuan", "Jenis target", "Target", "Realisasi", "Capaian (%)"),
            "Kategori",
        ],
        [
            *("S1", "IKU-01", "Indeks Kepuasan Masyarakat", "indeks", "paling sedikit", "84,00", "85,13", "101,34"),
            "Sangat Tinggi",
        ],
        [
            *("S1", "IKU-02", "Rata-rata waktu layanan", "menit", "paling banyak", "20,0", "21,4", "93,13"),
            "Sangat Tinggi",
        ],
        [
            *("S2", "IKU-03", "Desa dengan laporan tepat waktu", "desa", "paling sedikit", "6", "6", "100,00"),
            "Sangat Tinggi",
        ],
    ]
    assert [row[2:] for row in tables["Realisasi Indikator per Unit dan Triwulan Tahun 2023"].isi] == [
        ["Indeks Kepuasan Masyarakat", "indeks", "–", "84,50", "–", "85,75", "85,13"],
        ["Rata-rata waktu layanan", "menit", "24,0", "22,0", "20,5", "19,0", "21,4"],
        ["Desa dengan laporan tepat waktu", "desa", "–", "–", "–", "6", "6"],
    ]
    assert tables["Realisasi Anggaran per Program Tahun 2023"].isi[-1] == [
        "Jumlah",
        "620.000.000",
        "620.000.000",
        "588.500.000",
        "94,92",
    ]


def column(terbit: Terbit, title: str, at: int) -> list[str]:
    """The cells of a column below its head, as they are."""
    body = word(terbit.docx).element.body
    table = next(
        p.getnext()
        for p in body.iter(qn("w:p"))
        if p.getnext() is not None and p.getnext().tag == qn("w:tbl") and texts(p).endswith(title)
    )
    rows = [row for row in table.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None]
    return [texts(row.findall(qn("w:tc"))[at]) for row in rows]


def texts(node: Any) -> str:
    return "".join(t.text or "" for t in node.iter(qn("w:t")))


def test_commas_of_a_column_stand_below_each_other(terbit: Terbit) -> None:
    """Where decimals are missing, spaces as wide as a digit and a comma stand for them."""
    assert [column(terbit, " Target, Realisasi dan Capaian Kinerja Tahun 2023", at) for at in (5, 6, 7)] == [
        ["84,00", "20,0\u2007", "6\u2008\u2007\u2007"],
        ["85,13", "21,4\u2007", "6\u2008\u2007\u2007"],
        ["101,34", "93,13", "100,00"],
    ]


def test_a_mark_hangs_behind_the_decimals_and_ranges_and_words_stand_as_they_are(ragam_terbit: Terbit) -> None:
    space, title = "\u2004", " Target, Realisasi dan Capaian Kinerja Tahun 2023"
    assert column(ragam_terbit, title, 5) == [
        *("84,00", "20,0\u2007", "80,00", "6\u2008\u2007\u2007", "60,0–80,0", "B", "Tertib", "12\u2008\u2007\u2007"),
    ]
    assert column(ragam_terbit, title, 6)[:4] == [
        *(f"88,91{space}", f"21,4\u2007{space}", "85,29*", f"6\u2008\u2007\u2007{space}"),
    ]


def test_a_column_of_several_kinds_is_not_padded_as_one(ragam_terbit: Terbit) -> None:
    results = column(ragam_terbit, " Cara Setiap Angka Diperoleh", 3)
    assert {"Rp588.500.000", "85,29%*", "88,91", "6", "Tertib"} <= set(results)
    assert [cell for cell in results if re.search("[\u2000-\u200a]", cell)] == []


@pytest.mark.parametrize("office", ["terbit", "resmi"])
def test_columns_are_as_wide_as_the_text(office: str, request: pytest.FixtureRequest) -> None:
    document = word(request.getfixturevalue(office).docx)
    sections, at, seen = list(document.sections), 0, 0
    for block in document.element.body:
        room = sections[min(at, len(sections) - 1)]
        if block.tag == qn("w:tbl"):
            wide = sum(Twips(int(column.get(qn("w:w")))) for column in block.iter(qn("w:gridCol")))
            assert wide == pytest.approx(room.page_width - room.left_margin - room.right_margin, rel=0.01)
            seen += 1
        at += block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    assert at == len(sections) - 1
    assert seen == len(document.tables) > 30


def test_lists_of_contents_are_fields_that_word_updates(terbit: Terbit) -> None:
    body = word(terbit.docx).element.body
    fields = [node.text.strip() for node in body.iter(qn("w:instrText"))]
    assert [f for f in fields if f.startswith("TOC")] == [
        r'TOC \o "1-3" \h \z \u',
        r'TOC \h \z \t "Table Caption,1"',
        r'TOC \h \z \t "Image Caption,1"',
    ]
    marks = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"] * (len(marks) // 3)
    assert [n.get(qn("w:dirty")) for n in body.iter(qn("w:fldChar")) if n.get(qn("w:fldCharType")) == "begin"] == [
        "true"
    ] * 3


def listed(terbit: Terbit, *styles: str) -> list[str]:
    """The texts of the paragraphs whose style's name begins so, as they are."""
    return [p.text for p in word(terbit.docx).paragraphs if p.style.name.startswith(styles)]


def test_lists_of_contents_are_filled_before_word_has_updated_them(terbit: Terbit) -> None:
    headings = [" ".join(text.split()) for text in listed(terbit, "toc")]
    assert headings[4:7] == ["Daftar Gambar", "BAB I Pendahuluan", "A. Gambaran Umum"]
    assert headings[-2:] == ["LAMPIRAN 7 Cara Hitung", "Tentang Dokumen Ini"]
    figures = listed(terbit, "table of figures")
    assert "Tabel 3.3 Target, Realisasi dan Capaian Kinerja Tahun 2023" in figures
    assert "Tabel L7.1 Cara Setiap Angka Diperoleh" in figures
    assert "Gambar 3.4 Serapan Anggaran per Program Tahun 2023 (persen)" in figures
    assert not [text for text in headings if re.match(r"(Tabel|Gambar) L?\d", text)]


def test_titles_in_lists_of_contents_have_single_spaces(terbit: Terbit) -> None:
    assert [text for text in listed(terbit, "toc", "table of figures") if "  " in text] == []


def test_head_carries_the_mark_until_all_is_official(terbit: Terbit, resmi: Terbit) -> None:
    def heads(office: Terbit) -> set[str]:
        sections = word(office.docx).sections
        kinds = [h for s in sections for h in (s.header, s.first_page_header, s.even_page_header)]
        parts = [part for part in kinds if not part.is_linked_to_previous]
        return {p.text for part in parts for p in part.paragraphs}

    assert heads(terbit) == {"DRAF · DATA CONTOH, bukan angka resmi"}
    assert heads(resmi) == {""}
    with zipfile.ZipFile(resmi.docx) as parts:
        assert not [name for name in parts.namelist() if b"@@STATUS@@" in parts.read(name)]
    assert "DATA CONTOH. Angka dalam dokumen ini" in "\n".join(word_lines(word(terbit.docx))[:10])
    assert "CONTOH." not in "\n".join(word_lines(word(resmi.docx)))


def test_pictures_say_in_words_what_they_show(terbit: Terbit) -> None:
    namespace = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    body = word(terbit.docx).element.body
    described = [node.get("descr") for node in body.iter(f"{namespace}docPr")]
    assert described[0] == (
        "Susunan Organisasi. Camat Contoh Jaya membawahkan: Sekretaris Kecamatan membawahkan Kasubbag Umum; "
        "Kasi Pelayanan; Kasi Pemerintahan."
    )
    assert described[1] == (
        "Capaian Indikator Kinerja Tahun 2023 (persen). Indeks Kepuasan Masyarakat: 101,34%; "
        "Rata-rata waktu layanan: 93,13%; Desa dengan laporan tepat waktu: 100,00%."
    )
    assert len(described) == 5
    assert all(described)


def test_language_title_and_date_of_the_document(terbit: Terbit) -> None:
    document = word(terbit.docx)
    with zipfile.ZipFile(terbit.docx) as parts:
        styles = parts.read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', styles)) == {"id-ID"}
    assert document.core_properties.title == "Laporan Kinerja Instansi Pemerintah Kecamatan Contoh Jaya Tahun 2023"
    assert document.core_properties.created.isoformat()[:10] == "2024-02-23"
    assert document.core_properties.modified.isoformat()[:10] == "2024-02-23"


def test_nothing_outside_the_file_is_loaded(terbit: Terbit, resmi: Terbit) -> None:
    for office, links in ((terbit, set()), (resmi, {"https://contoh.go.id/seksi"})):
        with zipfile.ZipFile(office.docx) as parts:
            relations = "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".rels"))
        external = [r for r in re.findall(r"<Relationship [^>]*>", relations) if 'TargetMode="External"' in r]
        assert {re.search(r'Target="([^"]*)"', r)[1] for r in external} == links  # type: ignore[index]
        assert all(re.search(r'Type="[^"]*/hyperlink"', r) for r in external)


# --- pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("office", "short", "long"), [("terbit", 210, 297), ("resmi", 215, 330)])
def test_paper_and_margins_are_those_of_the_document(
    office: str, short: int, long: int, request: pytest.FixtureRequest
) -> None:
    sections = word(request.getfixturevalue(office).docx).sections
    upright, turned = (WD_ORIENT.PORTRAIT, short, long), (WD_ORIENT.LANDSCAPE, long, short)
    papers = [(s.orientation, round(s.page_width.mm), round(s.page_height.mm)) for s in sections]
    assert papers == [upright, upright, upright, turned, upright]
    margins = {
        tuple(round(m.mm) for m in (s.left_margin, s.right_margin, s.top_margin, s.bottom_margin)) for s in sections
    }
    assert margins == {(30, 25, 25, 25)}


@pytest.mark.parametrize("office", ["terbit", "resmi", "muncar_terbit"])
def test_cover_has_no_number_front_matter_roman_ones_and_the_rest_goes_on_counting(
    office: str, request: pytest.FixtureRequest
) -> None:
    sections = word(request.getfixturevalue(office).docx).sections
    numbers = [s._sectPr.find(qn("w:pgNumType")) for s in sections]
    assert [(n.get(qn("w:fmt")), n.get(qn("w:start"))) for n in numbers] == [
        ("decimal", None),
        ("lowerRoman", "1"),
        ("decimal", "1"),
        ("decimal", None),
        ("decimal", None),
    ]
    assert [s.start_type for s in sections] == [WD_SECTION.NEW_PAGE] * 5
    assert [s._sectPr.find(qn("w:footerReference")) is not None for s in sections] == [False, True, True, True, True]
    assert [node.get(qn("w:instr")) for node in sections[1].footer._element.iter(qn("w:fldSimple"))] == [" PAGE "]


def test_letterhead_has_the_emblem_above_its_lines(resmi: Terbit) -> None:
    for nama in ("lkip-2023", "perjanjian-kinerja-2023", "perjanjian-kinerja-perubahan-2023"):
        document = word(resmi.build / f"{nama}.docx")
        head = [p for p in document.paragraphs if p.style.name.startswith("Kop ")]
        assert [(p.style.name, p.text) for p in head] == [
            ("Kop Baris", ""),
            ("Kop Baris", "PEMERINTAH KABUPATEN CONTOH"),
            ("Kop Baris", "KECAMATAN CONTOH JAYA"),
            ("Kop Alamat", "Jalan Contoh Nomor 1, Contoh Jaya, Kode Pos 00000"),
            ("Kop Alamat", "Surel: kecamatan@contoh.go.id, Situs: contoh.go.id"),
        ], nama
        (emblem,) = [
            shape for shape in document.inline_shapes if shape._inline.docPr.get("descr", "").startswith("Lambang")
        ]
        assert emblem._inline in list(head[0]._element.iter(emblem._inline.tag))
        assert round(emblem.height.cm, 1) == 2.0
        assert round(emblem.width.cm, 1) == 1.6
        part = document.part.related_parts[emblem._inline.graphic.graphicData.pic.blipFill.blip.embed]
        assert part.blob == (resmi.root / "content/lambang.png").read_bytes()


def test_signature_is_that_of_the_head_of_the_office(resmi: Terbit) -> None:
    lines = [p.text for p in word(resmi.docx).paragraphs if p.style.name == "Tanda Tangan"]
    assert lines == [
        "Contoh Jaya, 23 Februari 2024",
        "Camat Contoh Jaya,",
        "Siti Rahma, S.Sos.",
        "NIP. .......................................",
    ]


# --- work on it ------------------------------------------------------------------------------------------------


def test_every_table_is_a_table_and_every_picture_a_chart_or_a_photograph(resmi: Terbit) -> None:
    document = word(resmi.docx)
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    starts = ["Lambang Kabupaten", "Petugas di loket", "Susunan Organisasi.", "Capaian Indikator", "Target Renstra"]
    assert [text[: len(start)] for text, start in zip(described, starts, strict=False)] == starts
    assert described[5].startswith("Target Renstra") and described[6].startswith("Serapan Anggaran per Program")
    assert len(described) == 7
    # Real rows and cells, that can be written in and are not locked.
    assert len(document.tables) == 48
    locked = re.compile(r"\}(sdt|object|pict|AlternateContent|txbxContent|permStart)$")
    assert [node.tag for node in document.element.iter() if locked.search(str(node.tag))] == []
    with zipfile.ZipFile(resmi.docx) as parts:
        assert b"documentProtection" not in parts.read("word/settings.xml")


def test_what_somebody_changes_and_comments_in_word_survives(resmi: Terbit, tmp_path: Path) -> None:
    document = word(resmi.docx)
    before = [table.baris for table in word_tables(document)]
    (heading,) = [
        p
        for p in document.paragraphs
        if p.text.endswith("Ringkasan Capaian Tahun 2023") and p.style.name == "Heading 3"
    ]
    cell = document.tables[1].rows[2].cells[1]
    document.add_comment(heading.runs, text="Mohon diperiksa lagi.", author="Sekretaris", initials="S")
    document.add_comment(cell.paragraphs[0].runs, text="Nama desa ini benar?", author="Camat", initials="C")
    cell.paragraphs[0].runs[0].text = "Desa Satu Baru"
    document.save(str(tmp_path / "dikoreksi.docx"))

    again = word(tmp_path / "dikoreksi.docx")
    assert [(c.author, c.initials, c.text) for c in again.comments] == [
        ("Sekretaris", "S", "Mohon diperiksa lagi."),
        ("Camat", "C", "Nama desa ini benar?"),
    ]
    before[1][2][1] = "Desa Satu Baru"
    assert [table.baris for table in word_tables(again)] == before
    assert len(again.sections) == 5
    assert len(again.inline_shapes) == 7


@pytest.mark.parametrize(
    "office", ["terbit", "resmi", "muncar_terbit", "ragam_terbit", "sebagian_terbit", "berkode_panjang"]
)
def test_a_figure_leads_to_how_it_was_calculated_and_looks_like_any_other(
    office: str, request: pytest.FixtureRequest
) -> None:
    body = word(request.getfixturevalue(office).docx).element.body
    places = {node.get(qn("w:name")): node for node in body.iter(qn("w:bookmarkStart"))}
    links = [node for node in body.iter(qn("w:hyperlink")) if node.get(qn("w:anchor"))]
    assert [node.get(qn("w:anchor")) for node in links if node.get(qn("w:anchor")) not in places] == []
    # Word finds a bookmark by forty characters.
    assert [name for name in places if len(name) > 40] == []

    def of(node: Any, tag: str) -> Any:
        return next(above for above in node.iterancestors() if above.tag == qn(tag))

    figures = [node for node in links if any(above.tag == qn("w:tc") for above in node.iterancestors())]
    assert len(figures) > 60
    for node in figures:
        shown = "".join(t.text for t in node.iter(qn("w:t")))
        row = of(places[node.get(qn("w:anchor"))], "w:tr")
        result = ["".join(t.text for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))][-1]
        plain = re.sub("^(-?)Rp|%", r"\1", bare(result))
        assert plain == ("belum tersedia" if shown == "–" else shown)
    assert [node for node in figures if node.find(f".//{qn('w:rStyle')}") is not None] == []


KODE_PANJANG = "IKU-KEPUASAN-MASYARAKAT-01"


def long_office(root: Path) -> Path:
    """An indicator whose figures have names of more than forty characters."""
    for file in make_office(root).rglob("*.yml"):
        file.write_text(file.read_text("utf-8").replace("IKU-01", KODE_PANJANG), "utf-8")
    return root


@pytest.fixture(scope="module")
def berkode_panjang(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    return once(tmp_path_factory, "berkode-panjang", long_office)


def test_a_place_with_a_long_name_gets_another_one_and_its_links_are_as_quiet(berkode_panjang: Terbit) -> None:
    links = list(word(berkode_panjang.docx).element.body.iter(qn("w:hyperlink")))
    renamed = [node for node in links if re.fullmatch("X[0-9a-f]{39}", node.get(qn("w:anchor")) or "")]
    assert len(renamed) >= 2
    assert [texts(node) for node in renamed if node.find(f".//{qn('w:rStyle')}") is not None] == []


# --- in another program ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", ["lkip-2023", "perjanjian-kinerja-perubahan-2023"])
def test_libreoffice_prints_every_cell_and_the_pages_as_they_are_meant(
    nama: str, resmi: Terbit, tmp_path: Path
) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        message = (
            "no LibreOffice on this machine: the Word file was not opened in it; apt-get install libreoffice-writer"
        )
        pytest.fail(message) if os.environ.get("UJI_LENGKAP") else pytest.skip(message)
    source = resmi.build / f"{nama}.docx"
    command = [program, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], capture_output=True, check=True, timeout=120)
    printed = tmp_path / f"{nama}.pdf"
    text = [squeezed(page) for page in pdf_pages(printed)]
    whole = "".join(text)
    cells = [squeezed(cell) for table in word_tables(word(source)) for row in table.baris for cell in row]
    assert [cell for cell in cells if cell not in whole] == []
    assert [number for number, page in enumerate(text, start=1) if len(page) < 20] == [], "an empty page"
    if nama != "lkip-2023":
        return
    feet = pdf_feet(printed)
    front = feet.index("1") - 1
    assert feet == ["", *["i", "ii", "iii", "iv", "v", "vi", "vii"][:front], *map(str, range(1, len(feet) - front))]
    with pypdfium2.PdfDocument(printed) as document:
        wide = [page.get_width() > page.get_height() for page in document]
    turned = next(number for number, page in enumerate(text) if page.startswith("LAMPIRAN2"))
    upright = next(number for number, page in enumerate(text) if page.startswith("LAMPIRAN7"))
    assert wide == [turned <= number < upright for number in range(len(wide))]
