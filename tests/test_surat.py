"""Letters and forms of the SOP's steps, as they leave the printer: exact words, room where nothing is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import page as validator
import pytest
from conftest import JAHAT, KASUS, make_office, make_official_office
from keluaran import Tabel, pdf_pages, pdf_tables, pdf_tree, squeezed, word, word_lines, word_tables
from test_pdf import wrong_lengths

from lkip import formulir
from lkip.capaian import Laporan
from lkip.document import Naskah, Parser
from lkip.format_unit import FormatUnit, format_unit, realisasi_tahun
from lkip.formulir import Kepala
from lkip.model import (
    BarisSurat,
    Disposisi,
    Koreksi,
    Pejabat,
    Pengirim,
    Penyerahan,
    SuratMasuk,
    SuratPengantar,
)
from lkip.pipeline import read_years
from lkip.publish.cetak import cetak
from lkip.tabel import TemplateError

CAMAT = Pejabat(jabatan="Camat Contoh Jaya", nama="Siti Rahma, S.Sos.", nip="19720606 199202 1 001")
SEKRETARIS = Pejabat(jabatan="Sekretaris Kecamatan")
PERAN = ("Sekretaris", "Kasubbag Perencanaan dan Keuangan", "Pelaksana")
PERINTAH = Disposisi(
    kepada="Kasubbag Perencanaan dan Keuangan", isi="Susun LKIP Tahun 2023 sesuai SOP.", batas=date(2024, 2, 16)
)
BERSURAT = Disposisi(
    masuk=SuratMasuk(
        dari="Sekretaris Daerah Kabupaten Contoh",
        nomor="000.8.6/021/ORG/I/2024",
        tanggal=date(2024, 1, 8),
        diterima=date(2024, 1, 9),
        agenda="017",
        sifat="segera",
        perihal=f"Penyampaian LKIP {JAHAT}",
    ),
    kepada="Kasi Pelayanan",
    isi=f"Susun LKIP. {JAHAT}",
    batas=date(2024, 2, 16),
    catatan="Perhatikan rekomendasi evaluasi.",
)
SURAT = SuratPengantar(
    nomor="000.8.6.3/013/KCJ/II/2024",
    tanggal=date(2024, 2, 26),
    kepada="Bupati Contoh c.q. Kepala Bagian Organisasi",
    tempat="Contoh",
    isi=(
        BarisSurat(naskah="LKIP Kecamatan Contoh Jaya Tahun 2023", banyak="1 (satu) berkas"),
        BarisSurat(naskah=f"Lampiran {JAHAT}", banyak="2 lembar", keterangan="Untuk arsip."),
    ),
    pengirim=Pengirim(jabatan=CAMAT.jabatan, nama=CAMAT.nama, nip=CAMAT.nip, pangkat="Pembina (IV/a)"),
)
POLOS = SuratPengantar(
    nomor="000.8.6.3/014/KCJ/II/2024",
    tanggal=date(2024, 2, 27),
    kepada="Camat Sebelah",
    tempat="Tempat",
    isi=(BarisSurat(naskah="LKIP", banyak="1 berkas"),),
    pengirim=Pengirim(jabatan="Camat Contoh Jaya"),
)
DISERAHKAN = (
    Penyerahan(kepada="Bupati Contoh", tanggal=date(2024, 2, 27), penerima="Rahmat", tanda_terima="proses/terima.pdf"),
    Penyerahan(kepada="Inspektorat", tanggal=date(2024, 2, 28), penerima="Dewi"),
)
KOREKSI = (
    Koreksi(
        letak="Tabel 3.2, IKU-02",
        isi="Realisasi tidak sama dengan rekapitulasi.",
        oleh="Sekretaris Kecamatan",
        penyelesaian="Diperbaiki dalam seksi-pelayanan.yml.",
    ),
    Koreksi(letak="narasi/simpulan.md", isi=f"Hapus satu. {JAHAT}"),
)


def _years(root: Path) -> list[Laporan]:
    years, problems = read_years(root)
    assert years, "\n".join(map(str, problems))
    return years


def _kepala(laporan: Laporan) -> Kepala:
    bahan = laporan.bahan
    return Kepala(bahan.instansi, laporan.tahun, bahan.dokumen.kertas, "lambang.png" in bahan.foto)


def _forms(years: Sequence[Laporan]) -> tuple[FormatUnit, ...]:
    bahan = years[-1].bahan
    return format_unit(
        bahan.instansi,
        bahan.renstra,
        bahan.tahun,
        bahan.perjanjian_kinerja,
        realisasi_tahun(years[-2]) if len(years) > 1 else None,
        batas=date(2024, 1, 26),
        kepada="Kasubbag Perencanaan dan Keuangan",
    )


def _letters(years: Sequence[Laporan], parse: Parser) -> Iterator[Naskah]:
    """Everything that an office prints, once with little known, once with all."""
    kepala = _kepala(years[-1])
    yield formulir.disposisi(kepala, PERINTAH, parse, oleh=CAMAT, kepada=PERAN)
    later = Kepala(kepala.instansi, 2024, kepala.kertas, kepala.lambang)
    yield formulir.disposisi(later, BERSURAT, parse, oleh=CAMAT, kepada=PERAN, tanggal=date(2024, 1, 9))
    yield formulir.surat_pengantar(kepala, SURAT, parse)
    yield formulir.surat_pengantar(kepala, POLOS, parse, DISERAHKAN[0])
    yield formulir.tanda_terima(kepala, SURAT, DISERAHKAN, parse)
    yield formulir.tanda_terima(kepala, POLOS, (), parse)
    yield formulir.lembar_koreksi(years[-1], KOREKSI, parse, oleh=SEKRETARIS, tanggal=date(2024, 2, 20))
    for form in _forms(years):
        yield formulir.format_data(kepala, form, parse, date(2024, 1, 12))


def _print(root: Path, out: Path) -> Path:
    years = _years(root)
    cetak(root, out, lambda parse: list(_letters(years, parse)))
    return out


@pytest.fixture(scope="module")
def kecil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the small office `lengkap` prints."""
    root = make_office(tmp_path_factory.mktemp("surat") / "kantor")
    return _print(root, root / "surat")


@pytest.fixture(scope="module")
def besar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an official office prints: an emblem, F4, an earlier year with a folder of its own."""
    root = make_official_office(tmp_path_factory.mktemp("surat") / "kantor")
    return _print(root, root / "surat")


@pytest.fixture(scope="module")
def ragam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the office prints that measures in every way there is."""
    root = make_office(tmp_path_factory.mktemp("surat") / "kantor", overlay=KASUS / "ragam")
    return _print(root, root / "surat")


SEMUA = (
    "format-2023-seksi-pelayanan.docx",
    "format-2023-seksi-pelayanan.pdf",
    "format-2023-seksi-pemerintahan.docx",
    "format-2023-seksi-pemerintahan.pdf",
    "lembar-disposisi-2023.docx",
    "lembar-disposisi-2023.pdf",
    "lembar-disposisi-2024.docx",
    "lembar-disposisi-2024.pdf",
    "lembar-koreksi-2023.pdf",
    "surat-pengantar-000.8.6.3-013-KCJ-II-2024.docx",
    "surat-pengantar-000.8.6.3-013-KCJ-II-2024.pdf",
    "surat-pengantar-000.8.6.3-014-KCJ-II-2024.docx",
    "surat-pengantar-000.8.6.3-014-KCJ-II-2024.pdf",
    "tanda-terima-000.8.6.3-013-KCJ-II-2024.docx",
    "tanda-terima-000.8.6.3-013-KCJ-II-2024.pdf",
    "tanda-terima-000.8.6.3-014-KCJ-II-2024.docx",
    "tanda-terima-000.8.6.3-014-KCJ-II-2024.pdf",
)
KOP = "PEMERINTAH KABUPATEN CONTOH KECAMATAN CONTOH JAYA Jalan Contoh Nomor 1, Contoh Jaya, Kode Pos 00000 "


def told(file: Path, number: int = 0) -> str:
    """The words of a page in one line, without the mark of sample data at its head."""
    words = " ".join(pdf_pages(file)[number].split())
    return words.removeprefix("DATA CONTOH, bukan angka resmi ")


def tables(file: Path) -> list[Tabel]:
    return pdf_tables(pdf_tree(file))


def dots(text: str) -> str:
    """A text with every row of dots as one sign."""
    return re.sub(r"\.{4,}", "…", text)


# --- all of them -----------------------------------------------------------------------------------------------


def test_every_letter_and_form_is_there_and_nothing_else(kecil: Path) -> None:
    assert tuple(sorted(file.name for file in kecil.iterdir())) == SEMUA
    assert not list(kecil.parent.glob(".build-*"))


@pytest.mark.parametrize("office", ["kecil", "besar", "ragam"])
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_every_pdf_is_an_archive_file_and_accessible(office: str, profile: str, request: pytest.FixtureRequest) -> None:
    for file in sorted(request.getfixturevalue(office).glob("*.pdf")):
        data = file.read_bytes()
        found = {f.rule_id: f.message for f in validator.validate_pdf_bytes(data, profile=profile).failures}
        for rule in [rule for rule in found if rule.endswith("STREAM-LENGTH-001")]:
            assert wrong_lengths(data) == []
            del found[rule]
        assert (file.name, found) == (file.name, {})


def test_same_input_same_bytes(kecil: Path, tmp_path: Path) -> None:
    again = _print(make_office(tmp_path / "folder lain"), tmp_path / "hasil")
    assert {f.name: f.read_bytes() for f in again.iterdir()} == {f.name: f.read_bytes() for f in kecil.iterdir()}


def test_what_people_wrote_stays_text(kecil: Path) -> None:
    for name in ("lembar-disposisi-2024", "surat-pengantar-000.8.6.3-013-KCJ-II-2024"):
        assert squeezed(JAHAT) in squeezed(told(kecil / f"{name}.pdf"))
        lines = [*word_lines(word(kecil / f"{name}.docx"))]
        cells = [cell for one in word_tables(word(kecil / f"{name}.docx")) for row in one.baris for cell in row]
        assert squeezed(JAHAT) in squeezed(" ".join((*lines, *cells)))
    assert squeezed(JAHAT) in squeezed(told(kecil / "lembar-koreksi-2023.pdf"))


def test_sample_data_are_marked_on_every_page_until_they_are_official(kecil: Path, besar: Path) -> None:
    for file in kecil.glob("*.pdf"):
        assert all("DATA CONTOH, bukan angka resmi" in text for text in pdf_pages(file)), file.name
    for file in besar.glob("*.pdf"):
        assert not any("DATA CONTOH" in text for text in pdf_pages(file)), file.name


def test_a_letter_has_no_page_number_and_a_form_has(kecil: Path) -> None:
    assert told(kecil / "lembar-disposisi-2023.pdf").endswith("NIP. 19720606 199202 1 001")
    assert told(kecil / "lembar-koreksi-2023.pdf").endswith(" 1")


def test_a_mistake_in_a_template_leaves_earlier_files(kecil: Path, tmp_path: Path) -> None:
    root = make_office(tmp_path / "kantor")
    out = tmp_path / "surat"
    out.mkdir()
    (out / "lama.pdf").write_bytes(b"lama")

    def wrong(parse: Parser) -> Sequence[Naskah]:
        raise TemplateError("lkip/templates/formulir/x.md:1: salah")

    with pytest.raises(TemplateError):
        cetak(root, out, wrong)
    assert [file.name for file in out.iterdir()] == ["lama.pdf"]


# --- Lembar Disposisi ------------------------------------------------------------------------------------------


def test_disposisi_with_nothing_known_has_room_to_write(kecil: Path) -> None:
    assert dots(told(kecil / "lembar-disposisi-2023.pdf")) == (
        KOP + "LEMBAR DISPOSISI Surat dari: … Diterima tanggal: … Nomor surat: … Nomor agenda: … "
        "Tanggal surat: … Batas waktu: Jumat, 16 Februari 2024 "
        "Sifat: Biasa Segera Sangat segera Rahasia "
        "Perihal: Penyusunan Laporan Kinerja Instansi Pemerintah Tahun 2023 "
        "Diteruskan kepada Instruksi Sekretaris Kasubbag Perencanaan dan Keuangan Pelaksana … "
        "Susun LKIP Tahun 2023 sesuai SOP. Catatan: "
        "Contoh Jaya, … Camat Contoh Jaya, Siti Rahma, S.Sos. NIP. 19720606 199202 1 001"
    )


def test_disposisi_prints_the_letter_it_is_written_on(kecil: Path) -> None:
    head, body = tables(kecil / "lembar-disposisi-2024.pdf")
    assert head.isi == [
        ["Surat dari: Sekretaris Daerah Kabupaten Contoh", "Diterima tanggal: 9 Januari 2024"],
        ["Nomor surat: 000.8.6/021/ORG/I/2024", "Nomor agenda: 017"],
        ["Tanggal surat: 8 Januari 2024", "Batas waktu: Jumat, 16 Februari 2024"],
        [head.isi[3][0]] * 2,
        [f"Perihal: Penyampaian LKIP {JAHAT}"] * 2,
    ]
    assert body.kepala == [["Diteruskan kepada", "Instruksi"]]
    assert body.isi[0][1] == f"Susun LKIP. {JAHAT}"
    assert body.isi[1] == ["Catatan: Perhatikan rekomendasi evaluasi."] * 2


def test_disposisi_ticks_whom_it_names_and_how_urgent_it_is(kecil: Path) -> None:
    def boxes(name: str) -> list[str]:
        cells = [c for one in word_tables(word(kecil / name)) for row in one.baris for c in row if "☐" in c or "☒" in c]
        return list(dict.fromkeys(" ".join(cell.replace("\u00a0", " ").split()) for cell in cells))

    assert [dots(text) for text in boxes("lembar-disposisi-2023.docx")] == [
        "Sifat: ☐ Biasa ☐ Segera ☐ Sangat segera ☐ Rahasia",
        "☐ Sekretaris ☒ Kasubbag Perencanaan dan Keuangan ☐ Pelaksana ☐ …",
    ]
    # A post that is no role of the SOP is listed beside them.
    assert [dots(text) for text in boxes("lembar-disposisi-2024.docx")] == [
        "Sifat: ☐ Biasa ☒ Segera ☐ Sangat segera ☐ Rahasia",
        "☐ Sekretaris ☐ Kasubbag Perencanaan dan Keuangan ☐ Pelaksana ☒ Kasi Pelayanan ☐ …",
    ]


# --- Surat Pengantar and its receipt ---------------------------------------------------------------------------


def test_surat_pengantar_is_printed_twice_with_its_receipt(kecil: Path) -> None:
    letter = (
        KOP + "Contoh Jaya, 26 Februari 2024 Kepada Yth. Bupati Contoh c.q. Kepala Bagian Organisasi di Contoh "
        "SURAT PENGANTAR NOMOR: 000.8.6.3/013/KCJ/II/2024 "
        "No Naskah Dinas yang Dikirimkan Banyaknya Keterangan "
        "1. LKIP Kecamatan Contoh Jaya Tahun 2023 1 (satu) berkas "
        "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya. "
        f"2. Lampiran {JAHAT} 2 lembar Untuk arsip. "
        "Diterima tanggal: … Penerima, Nama jabatan: … Nama: … NIP. … Nomor telepon: … "
        "Pengirim, Camat Contoh Jaya, Siti Rahma, S.Sos. Pembina (IV/a) NIP. 19720606 199202 1 001 "
    )
    file = kecil / "surat-pengantar-000.8.6.3-013-KCJ-II-2024.pdf"
    assert len(pdf_pages(file)) == 2
    assert squeezed(dots(told(file))) == squeezed(letter + "Lembar 1 untuk penerima.")
    returned = "Lembar 2 dikembalikan kepada pengirim setelah ditandatangani penerima."
    assert squeezed(dots(told(file, 1))) == squeezed(letter + returned)


def test_surat_pengantar_in_word_has_the_same_words(kecil: Path) -> None:
    document = word(kecil / "surat-pengantar-000.8.6.3-013-KCJ-II-2024.docx")
    lines = [dots(line) for line in word_lines(document) if line.strip()]
    start = lines.index("Contoh Jaya, 26 Februari 2024")
    assert lines[start : start + 6] == [
        "Contoh Jaya, 26 Februari 2024",
        "Kepada",
        "Yth. Bupati Contoh c.q. Kepala Bagian Organisasi",
        "di Contoh",
        "SURAT PENGANTAR",
        "NOMOR: 000.8.6.3/013/KCJ/II/2024",
    ]
    sent = word_tables(document)[0]
    assert sent.baris == [
        ["No", "Naskah Dinas yang Dikirimkan", "Banyaknya", "Keterangan"],
        [
            "1.",
            "LKIP Kecamatan Contoh Jaya Tahun 2023",
            "1 (satu) berkas",
            "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya.",
        ],
        ["2.", f"Lampiran {JAHAT}", "2 lembar", "Untuk arsip."],
    ]


def test_surat_pengantar_leaves_lines_for_what_is_not_known(kecil: Path) -> None:
    text = squeezed(dots(told(kecil / "surat-pengantar-000.8.6.3-014-KCJ-II-2024.pdf")))
    assert squeezed("Pengirim, Camat Contoh Jaya, … Pangkat: … NIP. …") in text
    assert squeezed("Diterima tanggal: 27 Februari 2024 Penerima, Nama jabatan: … Nama: Rahmat NIP. …") in text


def test_tanda_terima_lists_who_received_what(kecil: Path) -> None:
    file = kecil / "tanda-terima-000.8.6.3-013-KCJ-II-2024.pdf"
    assert squeezed(
        "Telah diterima dari Kecamatan Contoh Jaya dengan Surat Pengantar Nomor 000.8.6.3/013/KCJ/II/2024 "
        "tanggal 26 Februari 2024:"
    ) in squeezed(told(file))
    sent, received = tables(file)
    assert sent.isi == [
        ["1.", "LKIP Kecamatan Contoh Jaya Tahun 2023", "1 (satu) berkas"],
        ["2.", f"Lampiran {JAHAT}", "2 lembar"],
    ]
    assert [[cell.strip() for cell in row] for row in received.isi] == [
        ["1.", "Bupati Contoh", "27 Februari 2024", "Rahmat", "proses/terima.pdf"],
        ["2.", "Inspektorat", "28 Februari 2024", "Dewi", ""],
    ]
    _, empty = tables(kecil / "tanda-terima-000.8.6.3-014-KCJ-II-2024.pdf")
    assert [[cell.strip() for cell in row] for row in empty.isi] == [["1.", "Camat Sebelah", "", "", ""]]


# --- forms of the units ----------------------------------------------------------------------------------------


def test_form_names_who_fills_it_in_until_when(kecil: Path) -> None:
    first = tables(kecil / "format-2023-seksi-pelayanan.pdf")[0]
    assert first.isi == [
        ["Unit", "Seksi Pelayanan"],
        ["Pengisi", "Kasi Pelayanan"],
        ["Banyaknya indikator", "2"],
        ["Dikembalikan paling lambat", "Jumat, 26 Januari 2024"],
        ["Dikembalikan kepada", "Kasubbag Perencanaan dan Keuangan"],
    ]
    last = " ".join(pdf_pages(kecil / "format-2023-seksi-pelayanan.pdf")[-1].split())
    assert squeezed("Contoh Jaya, … Kasi Pelayanan, … NIP. …") in squeezed(dots(last))


def test_form_shows_what_is_promised_and_asks_for_the_rest(besar: Path) -> None:
    found = tables(besar / "format-2023-seksi-pemerintahan.pdf")
    facts = [one for one in found if one.isi and one.isi[0][0] == "Satuan"]
    assert [dict(one.isi)["Target tahun 2023"] for one in facts] == ["4\u00a0desa", "60,000%"]
    # Of 2022 the first has a figure; the second one too, as a year's figure.
    assert [dict(one.isi)["Realisasi tahun 2022"] for one in facts] == ["3\u00a0desa", "58,125%"]
    asked = [one for one in found if one.kepala and one.kepala[0][0] == "Angka tahun 2023"]
    assert asked[0].kepala == [
        ["Angka tahun 2023", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", "Setahun"]
    ]
    # Figures of a year ask for one figure only, those of quarters for four.
    assert [[cell.strip() for cell in one.isi[1]] for one in asked] == [
        ["Realisasi (desa)", "–", "–", "–", "", "dihitung"],
        ["Realisasi (%)", "–", "–", "–", "", "dihitung"],
    ]
    others = [one for one in tables(besar / "format-2023-seksi-pelayanan.pdf") if one.kepala]
    assert ["Realisasi (menit)", "", "", "", "", "dihitung"] in [
        [cell.strip() for cell in row] for one in others for row in one.isi
    ]


def test_form_says_where_the_clerk_types_it(kecil: Path) -> None:
    text = squeezed(" ".join(pdf_pages(kecil / "format-2023-seksi-pelayanan.pdf")))
    assert (
        squeezed(
            "Untuk petugas yang memasukkan: "
            "berkas content/2023/realisasi/seksi-pelayanan.yml, butir dengan kode IKU-01, "
            "isian triwulan (tw2 dan tw4)."
        )
        in text
    )
    for field in ("bukti", "faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut", "analisis_program"):
        assert f"isian{field}" in text


def test_form_asks_for_what_the_indicator_is_measured_by(ragam: Path) -> None:
    heads: dict[str, list[list[str]]] = {}
    for file in sorted(ragam.glob("format-*.pdf")):
        for one in tables(file):
            if one.kepala and one.kepala[0][0] not in ("Uraian",):
                heads.setdefault(one.kepala[0][0], []).append([row[0] for row in one.isi])
    assert set(heads) == {"Angka tahun 2023", "Hasil survei kepuasan", "Hasil tahun 2023"}
    for asked in heads["Hasil survei kepuasan"]:
        assert asked[:3] == ["Target", "Jumlah responden", "1. Persyaratan (1–4)"]
        assert len(asked) == 11
    assert any(len(asked) == 3 for asked in heads["Angka tahun 2023"])  # a numerator and a denominator


def test_a_unit_without_indicators_gets_no_form(laporan: Laporan) -> None:
    bahan = laporan.bahan
    forms = format_unit(bahan.instansi, bahan.renstra, 2023, bahan.perjanjian_kinerja)
    assert [form.unit.kode for form in forms] == ["seksi-pelayanan", "seksi-pemerintahan"]
    assert [i.lalu for form in forms for i in form.indikator] == ["", "", ""]


def test_without_agreement_the_targets_are_the_plans(laporan: Laporan) -> None:
    bahan = laporan.bahan
    planned = [i for form in format_unit(bahan.instansi, bahan.renstra, 2024) for i in form.indikator]
    assert all(i.rencana for i in planned)
    assert [i.target for i in planned] != []
    assert {t for i in planned for t in i.target_triwulan} == {"–"}
    beyond = [i for form in format_unit(bahan.instansi, bahan.renstra, 2099) for i in form.indikator]
    assert {i.target for i in beyond} == {"belum ditetapkan"}


# --- corrections -----------------------------------------------------------------------------------------------


def test_list_of_corrections_has_remarks_resolutions_and_room(kecil: Path, laporan: Laporan) -> None:
    about, listed, checklist, verdict = tables(kecil / "lembar-koreksi-2023.pdf")
    assert dict(about.isi)["Banyaknya koreksi"] == "2, belum diselesaikan 1"
    assert [[cell.strip() for cell in row] for row in listed.isi] == [
        [
            "1.",
            "Tabel 3.2, IKU-02",
            "Realisasi tidak sama dengan rekapitulasi. (Sekretaris Kecamatan)",
            "Diperbaiki dalam seksi-pelayanan.yml.",
        ],
        ["2.", "narasi/simpulan.md", f"Hapus satu. {JAHAT}", ""],
        *([f"{n}.", "", "", ""] for n in (3, 4, 5)),
    ]
    # The checklist is the one of the working paper.
    assert [row[0] for row in checklist.isi] == [b.kode for b in formulir.kertas_kerja.kertas_kerja(laporan).reviu]
    assert len(checklist.isi) == 23
    assert verdict.kepala == [["Simpulan"]]
    assert laporan.bahan.sidik in squeezed(told(kecil / "lembar-koreksi-2023.pdf"))


def test_the_verdict_and_its_signature_stand_on_one_page(kecil: Path, besar: Path) -> None:
    for folder in (kecil, besar):
        last = " ".join(pdf_pages(folder / "lembar-koreksi-2023.pdf")[-1].split())
        assert "Simpulan" in last
        assert "Sekretaris Kecamatan," in last
