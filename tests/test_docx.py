"""The Word file: styles, fields and repeated heads that an office can work with, and no address outside itself."""

from __future__ import annotations

import re
import zipfile

import pytest
from docx.oxml.ns import qn
from keluaran import Terbit, word, word_lines, word_tables


def test_headings_have_heading_styles(terbit: Terbit) -> None:
    styles = {p.text: p.style.name for p in word(terbit.docx).paragraphs if p.style.name.startswith("Heading")}
    assert {" ".join(text.split()): style for text, style in styles.items()} == {
        "Kata Pengantar": "Heading 1",
        "Daftar Isi": "Heading 1",
        "Daftar Tabel": "Heading 1",
        "Daftar Gambar": "Heading 1",
        "BAB I Pendahuluan": "Heading 1",
        "A. Gambaran Umum": "Heading 2",
        "B. Tugas, Fungsi dan Susunan Organisasi": "Heading 2",
        "C. Aspek Strategis dan Permasalahan Utama": "Heading 2",
        "D. Dasar Hukum": "Heading 2",
        "BAB II Perencanaan Kinerja": "Heading 1",
        "A. Rencana Strategis": "Heading 2",
        "B. Perjanjian Kinerja Tahun 2023": "Heading 2",
        "C. Rencana Kerja Tahun 2023": "Heading 2",
        "BAB III Akuntabilitas Kinerja": "Heading 1",
        "A. Capaian Kinerja Organisasi": "Heading 2",
        "1. Target dan Realisasi Kinerja Tahun 2023": "Heading 3",
        "2. Perbandingan dengan Tahun Lalu dan Beberapa Tahun Terakhir": "Heading 3",
        "3. Perbandingan dengan Target Akhir Renstra": "Heading 3",
        "4. Penyebab Keberhasilan atau Kegagalan dan Solusi": "Heading 3",
        "Sasaran S1: Meningkatnya kepuasan masyarakat": "Heading 4",
        "Sasaran S2: Meningkatnya tertib pemerintahan desa": "Heading 4",
        "B. Realisasi Anggaran": "Heading 2",
        "BAB IV Penutup": "Heading 1",
        "A. Simpulan": "Heading 2",
        "B. Langkah di Masa Mendatang": "Heading 2",
        "Tentang Dokumen Ini": "Heading 1",
    }


def test_every_style_that_is_used_exists(terbit: Terbit) -> None:
    document = word(terbit.docx)
    known = {style.style_id for style in document.styles}
    used = {
        node.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for node in document.element.iter(qn(tag))
    }
    assert used - known == set()


def test_every_row_of_a_head_is_repeated_on_each_page(terbit: Terbit) -> None:
    heads = {
        caption: sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr")))
        for caption, table in zip(
            word_tables(word(terbit.docx)), word(terbit.docx).element.body.iter(qn("w:tbl")), strict=True
        )
    }
    two = {
        "Realisasi Kinerja Tahun 2022–2023",
        "Capaian Kinerja Tahun 2022–2023",
        "Realisasi Indikator per Triwulan Tahun 2023",
    }
    assert heads == {caption: 2 if caption in two else 1 for caption in heads}
    assert two < set(heads)
    assert len(heads) == 13


def test_no_row_is_cut_at_the_foot_of_a_page(terbit: Terbit) -> None:
    rows = list(word(terbit.docx).element.body.iter(qn("w:tr")))
    assert [len(row.findall(f"{qn('w:trPr')}/{qn('w:cantSplit')}")) for row in rows] == [1] * len(rows)
    assert [len(row.findall(qn("w:trPr"))) for row in rows] == [1] * len(rows)


def test_cells_hold_the_figures_of_the_report(terbit: Terbit) -> None:
    """By hand from the office's files: 85,125 → 85,13; 85,125/84; (2·20−21,375)/20; 588,5/620."""
    tables = word_tables(word(terbit.docx))
    assert tables["Target, Realisasi dan Capaian Kinerja Tahun 2023"] == [
        ["Sasaran", "Kode", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)", "Kategori"],
        ["S1", "IKU-01", "Indeks Kepuasan Masyarakat", "indeks", "84,00", "85,13", "101,34", "Sangat Tinggi"],
        ["IKU-02", "Rata-rata waktu layanan", "menit", "20,0", "21,4", "93,13", "Sangat Tinggi"],
        ["S2", "IKU-03", "Desa dengan laporan tepat waktu", "desa", "6", "6", "100,00", "Sangat Tinggi"],
    ]
    assert tables["Realisasi Indikator per Triwulan Tahun 2023"][2:] == [
        ["IKU-01", "Indeks Kepuasan Masyarakat", "–", "84,50", "–", "85,75"],
        ["IKU-02", "Rata-rata waktu layanan", "24,0", "22,0", "20,5", "19,0"],
        ["IKU-03", "Desa dengan laporan tepat waktu", "–", "–", "–", "6"],
    ]
    assert tables["Realisasi Anggaran per Program Tahun 2023"][-1] == [
        "Jumlah",
        "620.000.000",
        "620.000.000",
        "588.500.000",
        "94,92",
    ]


def test_columns_are_as_wide_as_the_text(terbit: Terbit, resmi: Terbit) -> None:
    for office in (terbit, resmi):
        section = word(office.docx).sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        for table in word(office.docx).tables:
            assert sum(column.width for column in table.columns) == pytest.approx(room, rel=0.01)


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
    assert headings[4:7] == ["BAB I Pendahuluan", "A. Gambaran Umum", "B. Tugas, Fungsi dan Susunan Organisasi"]
    figures = listed(terbit, "table of figures")
    assert "Tabel 3.3 Target, Realisasi dan Capaian Kinerja Tahun 2023" in figures
    assert "Gambar 3.4 Serapan Anggaran per Program Tahun 2023 (persen)" in figures
    assert not [text for text in headings if re.match(r"(Tabel|Gambar) \d", text)]


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
        "Capaian Indikator Kinerja Tahun 2023 (persen). Indeks Kepuasan Masyarakat: 101,34%; "
        "Rata-rata waktu layanan: 93,13%; Desa dengan laporan tepat waktu: 100,00%."
    )
    assert len(described) == 4
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


def test_paper_is_the_one_of_the_document(terbit: Terbit, resmi: Terbit) -> None:
    for office, millimetres in ((terbit, (210, 297)), (resmi, (215, 330))):
        sizes = {(round(s.page_width.mm), round(s.page_height.mm)) for s in word(office.docx).sections}
        assert sizes == {millimetres}
