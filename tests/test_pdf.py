"""The PDF: an archive file that everybody can read, with its sources inside, marked until it is official."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import page as validator
import pikepdf
import pytest
from conftest import make_office
from keluaran import Terbit, once, pdf_body, pdf_feet, pdf_pages, squeezed

from lkip.publish import mark


@pytest.mark.parametrize("office", ["terbit", "resmi"])
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_pdf_is_an_archive_file_and_accessible(office: str, profile: str, request: pytest.FixtureRequest) -> None:
    data = request.getfixturevalue(office).pdf.read_bytes()
    failures = {f.rule_id: f.message for f in validator.validate_pdf_bytes(data, profile=profile).failures}
    # The validator takes a stream's last byte 0x0D for a part of the line end; /Length is checked here instead.
    for rule in [rule for rule in failures if rule.endswith("STREAM-LENGTH-001")]:
        assert wrong_lengths(data) == []
        del failures[rule]
    assert failures == {}


def wrong_lengths(data: bytes) -> list[int]:
    """The offsets of the streams whose /Length does not lead to `endstream` on a line of its own."""
    wrong = []
    for found in re.finditer(rb"(/Length (\d+)(?:(?!endobj).){0,400}?>>\s*stream\r?\n)", data, re.DOTALL):
        rest = data[found.end() + int(found[2]) :][:12]
        if not re.match(rb"\r?\nendstream", rest):
            wrong.append(found.start())
    return wrong


def test_every_stream_has_its_length(terbit: Terbit) -> None:
    data = terbit.pdf.read_bytes()
    assert len(re.findall(rb"/Length \d+", data)) == len(re.findall(rb"\nendstream", data)) > 20
    assert wrong_lengths(data) == []
    assert wrong_lengths(data.replace(b"/Length ", b"/Length 1", 1)) != []


def test_every_font_is_embedded(terbit: Terbit) -> None:
    with pikepdf.open(terbit.pdf) as pdf:
        fonts = {
            str(font.get("/BaseFont")): descriptor(font)
            for pdf_page in pdf.pages
            for font in pdf_page.resources.get("/Font", {}).values()
        }
        assert {name.partition("+")[2].partition("-")[0] for name in fonts} >= {"TeXGyreBonum", "TeXGyreHeros"}
        assert [
            name for name, d in fonts.items() if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(d.keys())
        ] == []


def descriptor(font: pikepdf.Object) -> pikepdf.Object:
    return font["/DescendantFonts"][0]["/FontDescriptor"] if "/DescendantFonts" in font else font["/FontDescriptor"]


def test_language_title_and_keywords(terbit: Terbit) -> None:
    with pikepdf.open(terbit.pdf) as pdf:
        assert pdf.Root.Lang == "id-ID"
        assert pdf.docinfo["/Title"] == "Laporan Kinerja Instansi Pemerintah Kecamatan Contoh Jaya Tahun 2023"
        assert pdf.docinfo["/Author"] == "Kecamatan Contoh Jaya, Kabupaten Contoh"
        assert pdf.docinfo["/CreationDate"] == "D:20240223000000Z"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_bookmarks_are_the_headings(terbit: Terbit) -> None:
    with pikepdf.open(terbit.pdf) as pdf, pdf.open_outline() as outline:
        assert list(entries(outline.root)) == [
            (0, "Kata Pengantar"),
            (0, "Daftar Isi"),
            (0, "Daftar Tabel"),
            (0, "Daftar Gambar"),
            (0, "BAB I Pendahuluan"),
            (1, "A. Gambaran Umum"),
            (1, "B. Tugas, Fungsi dan Susunan Organisasi"),
            (1, "C. Aspek Strategis dan Permasalahan Utama"),
            (1, "D. Dasar Hukum"),
            (0, "BAB II Perencanaan Kinerja"),
            (1, "A. Rencana Strategis"),
            (1, "B. Perjanjian Kinerja Tahun 2023"),
            (1, "C. Rencana Kerja Tahun 2023"),
            (0, "BAB III Akuntabilitas Kinerja"),
            (1, "A. Capaian Kinerja Organisasi"),
            (2, "1. Target dan Realisasi Kinerja Tahun 2023"),
            (2, "2. Perbandingan dengan Tahun Lalu dan Beberapa Tahun Terakhir"),
            (2, "3. Perbandingan dengan Target Akhir Renstra"),
            (2, "4. Penyebab Keberhasilan atau Kegagalan dan Solusi"),
            (3, "Sasaran S1: Meningkatnya kepuasan masyarakat"),
            (3, "Sasaran S2: Meningkatnya tertib pemerintahan desa"),
            (1, "B. Realisasi Anggaran"),
            (0, "BAB IV Penutup"),
            (1, "A. Simpulan"),
            (1, "B. Langkah di Masa Mendatang"),
            (0, "Tentang Dokumen Ini"),
        ]


def entries(items: Iterable[pikepdf.OutlineItem], level: int = 0) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, item.title
        yield from entries(item.children, level + 1)


def test_pages_are_numbered_in_roman_then_in_arabic_numerals(terbit: Terbit) -> None:
    with pikepdf.open(terbit.pdf) as pdf:
        labels = [pdf_page.label for pdf_page in pdf.pages]
    assert labels[1:6] == ["i", "ii", "iii", "iv", "1"]
    assert labels[5:] == [str(n) for n in range(1, len(labels) - 4)]
    assert pdf_feet(terbit.pdf) == ["", *labels[1:]]


@pytest.mark.parametrize("office", ["terbit", "resmi"])
def test_sources_are_attached_byte_for_byte_and_nothing_else(office: str, request: pytest.FixtureRequest) -> None:
    root = request.getfixturevalue(office).root
    sources = {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in (root / "content").rglob("*")
        if p.suffix in (".yml", ".md") and not {"bukti", "proses", "panduan"} & set(p.parts)
    }
    with pikepdf.open(root / "build/lkip-2023.pdf") as pdf:
        assert {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()} == sources
        assert {str(spec.obj["/AFRelationship"]) for spec in pdf.attachments.values()} == {"/Source"}
    assert len(sources) == 20


# --- marks -----------------------------------------------------------------------------------------------------


def test_a_draft_of_example_data_says_so_on_every_page(terbit: Terbit) -> None:
    pages = pdf_pages(terbit.pdf)
    # Once in the head and once across the page.
    assert [page.count("DRAF") for page in pages] == [2] * len(pages)
    assert all("DRAF · DATA CONTOH, bukan angka resmi" in page for page in pages)
    assert "DATA CONTOH. Angka dalam dokumen ini adalah contoh" in " ".join(pages[0].split())


def test_a_final_official_document_has_no_mark_on_any_page(resmi: Terbit) -> None:
    assert mark(resmi.laporan.bahan) == ""
    text = " ".join(pdf_pages(resmi.pdf))
    assert [word for word in ("DRAF", "DATA CONTOH", "contoh", "draf") if word in text] == ["contoh"], (
        "only the policy of this office says contoh"
    )
    assert text.count("contoh") == 1


def test_paper_is_the_one_of_the_document(terbit: Terbit, resmi: Terbit) -> None:
    for office, millimetres in ((terbit, (210, 297)), (resmi, (215, 330))):
        with pikepdf.open(office.pdf) as pdf:
            sizes = {tuple(round(float(x) / 72 * 25.4) for x in pdf_page.mediabox[2:]) for pdf_page in pdf.pages}
        assert sizes == {millimetres}


# --- figures ---------------------------------------------------------------------------------------------------


def test_figures_of_the_report_stand_in_the_text(terbit: Terbit) -> None:
    """By hand from the office's files: 85,125 → 85,13; 85,125/84; (2·20−21,375)/20; 588,5/620."""
    text = squeezed(pdf_body(terbit.pdf))
    for row in (
        "IKU-01IndeksKepuasanMasyarakatindeks84,0085,13101,34SangatTinggi",
        "IKU-02Rata-ratawaktulayananmenit20,021,493,13SangatTinggi",
        "S2IKU-03Desadenganlaporantepatwaktudesa66100,00SangatTinggi",
        "IKU-01IndeksKepuasanMasyarakat–84,50–85,75",
        "IKU-02Rata-ratawaktulayanan24,022,020,519,0",
        "7.01.01.2.01.0002EvaluasiKinerja200.000.000180.000.00090,00",
        "Jumlah620.000.000588.500.00094,92",
    ):
        assert row in text


def exact_office(root: Path) -> Path:
    """More decimals written than the indicator shows, and a program of years before those that are shown."""
    make_office(
        root,
        ("2023/perjanjian-kinerja.yml", 'kode: "IKU-03"\n    target: 6', 'kode: "IKU-03"\n    target: "6.5"'),
        ("2023/realisasi/seksi-pemerintahan.yml", "tw4: 6", 'tw4: "6.4"'),
        ("2023/renja.yml", "target: 12", 'target: "2.5"'),
    )
    history = root / "content/riwayat.yml"
    last = "      - tahun: 2022\n        pagu: 400000000"
    text = history.read_text("utf-8")
    assert text.count(last) == 1
    years = "".join(
        f'      - {{"tahun": {y}, "pagu": {y}, "realisasi": {y}, "sumber": "LKIP"}}\n' for y in range(2016, 2022)
    )
    history.write_text(text.replace(last, years + last), "utf-8")
    return root


@pytest.fixture(scope="module")
def tepat(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of a PDF of figures that must not be rounded, without white space."""
    return squeezed(pdf_body(once(tmp_path_factory, "tepat", exact_office).pdf))


def test_what_was_written_is_never_rounded(tepat: str) -> None:
    """6,4 of 6,5 is 98,46 percent; the indicator of `desimal: 0` would print 6 of 7."""
    assert "S2IKU-03Desadenganlaporantepatwaktudesa6,56,498,46" in tepat
    assert "IKU-03Desadenganlaporantepatwaktu:target6,5desa,realisasi6,4desa,capaian98,46%." in tepat
    assert "IKU-03Desadenganlaporantepatwaktu–––6,4" in tepat
    assert "PeningkatanMutuLayananJumlahlaporanlayanan2,5laporan" in tepat


def test_the_budget_table_shows_the_years_of_its_title_only(tepat: str) -> None:
    table = tepat.split("PagudanRealisasiAnggaranperProgramTahun2019–2023")[2]
    assert [f"Jumlah{year}" in table for year in range(2016, 2024)] == [False] * 3 + [True] * 5
    assert "20192.0192.019100,00" in table
    assert "20182.0182.018" not in table
