"""Remarks out of a corrected Word file: what we built, annotated as people do, read back with the place of each."""

from __future__ import annotations

import copy
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from keluaran import Terbit, bare

from lkip.berkas_word import Lanjutan
from lkip.koreksi_docx import Butir
from lkip.model import Koreksi
from lkip.publish.baca_word import baca_koreksi

SEKRETARIS = "Sekretaris Kecamatan"
JAHAT = "`<b>tebal</b>` {{angka}} *bintang* | pipa"


def paragraph(document: Document, start: str) -> Paragraph:
    found = [p for p in document.paragraphs if p.text.startswith(start)]
    assert len(found) == 1, f"{len(found)} paragraphs begin with {start!r}"
    return found[0]


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cell(document: Document, text: str) -> Paragraph:
    return next(c.paragraphs[0] for t in document.tables for row in t.rows for c in row.cells if bare(c.text) == text)


def tracked(p: Paragraph, old: str, new: str) -> None:
    """Replace a text as Word does it while changes are tracked."""
    run = next(r for r in p.runs if old in r.text)
    before, after = run.text.split(old)
    pieces = [(before, None), (old, "w:del"), (new, "w:ins"), (after, None)]
    place = run._r
    for text, kind in pieces:
        piece = copy.deepcopy(run._r)
        for t in piece.findall(qn("w:t")):
            piece.remove(t)
        t = OxmlElement("w:delText" if kind == "w:del" else "w:t")
        t.text = text
        t.set(qn("xml:space"), "preserve")
        piece.append(t)
        if kind:
            change = OxmlElement(kind)
            change.set(qn("w:id"), "9" + str(len(kind)))
            change.set(qn("w:author"), "Camat")
            change.set(qn("w:date"), "2024-02-20T08:30:00Z")
            change.append(piece)
            piece = change
        place.addprevious(piece)
    place.getparent().remove(place)


@pytest.fixture(scope="module")
def dikoreksi(terbit: Terbit) -> bytes:
    """The report of `lengkap` with remarks on prose, on an analysis, in a table, and a tracked change."""
    document = docx.Document(str(terbit.docx))
    prose = paragraph(document, "Capaian tahun 2023 adalah")
    document.add_comment(prose.runs, text="Simpulan ini belum menyebut anggaran.", author=SEKRETARIS)
    analysis = next(p for p in document.paragraphs if "Petugas loket dilatih dua kali." in p.text)
    document.add_comment(analysis.runs, text=f"Sejak kapan?\n{JAHAT}", author=SEKRETARIS)
    figure = cell(document, "85,75")
    document.add_comment(figure.runs, text="Angka ini belum sama dengan rekapitulasi.", author="Camat")
    tracked(paragraph(document, "Susunan laporan ini"), "Bab I Pendahuluan", "Bab I (Pendahuluan)")
    return saved(document)


def read(data: bytes, terbit: Terbit) -> tuple[Butir, ...]:
    found, problems = baca_koreksi(data, "koreksi.docx", terbit.laporan)
    assert problems == ()
    return found


def test_comments_and_changes_come_in_their_order_with_who_made_them(dikoreksi: bytes, terbit: Terbit) -> None:
    found = read(dikoreksi, terbit)
    assert [(b.jenis, b.penulis, b.teks) for b in found] == [
        ("hapusan", "Camat", "Bab I Pendahuluan"),
        ("sisipan", "Camat", "Bab I (Pendahuluan)"),
        ("komentar", SEKRETARIS, f"Sejak kapan? {JAHAT}"),
        ("komentar", SEKRETARIS, "Simpulan ini belum menyebut anggaran."),
        ("komentar", "Camat", "Angka ini belum sama dengan rekapitulasi."),
    ]
    assert {b.waktu for b in found[:2]} == {datetime(2024, 2, 20, 8, 30, tzinfo=UTC)}
    assert all(b.waktu is not None and not b.selesai and b.balasan == () for b in found)


def test_each_has_its_place_and_the_file_that_it_belongs_to(dikoreksi: bytes, terbit: Terbit) -> None:
    changed, _, analysis, prose, figure = read(dikoreksi, terbit)
    assert changed.tempat.startswith(
        "BAB I Pendahuluan › E. Dasar Hukum dan Susunan Laporan › paragraf “Susunan laporan"
    )
    assert (changed.berkas, changed.kode) == (None, "")
    assert figure.kutipan == "85,75"
    assert figure.tempat.startswith("LAMPIRAN 3 Data Kinerja per Unit dan Triwulan › Tabel L3.1 ")
    assert " › baris “Seksi Pelayanan | IKU-01 | Indeks Kepuasan" in figure.tempat
    assert figure.kode == "IKU-01"
    assert str(figure.berkas) == "content/2023/realisasi/seksi-pelayanan.yml:3:11"
    assert (str(analysis.berkas), analysis.kode) == ("content/2023/realisasi/seksi-pelayanan.yml:9:23", "IKU-01")
    assert str(prose.berkas) == "content/2023/narasi/simpulan.md:1:1"
    assert prose.kutipan.startswith("Capaian tahun 2023 adalah")
    assert prose.tempat.startswith("BAB IV Penutup › A. Simpulan")


def test_as_an_event_records_them(dikoreksi: bytes, terbit: Terbit) -> None:
    made = [b.sebagai_koreksi for b in read(dikoreksi, terbit)]
    assert all(isinstance(k, Koreksi) and k.asal == "word" and k.penyelesaian is None for k in made)
    assert made[0].isi == "Dihapus: Bab I Pendahuluan"
    assert made[1].isi == "Disisipkan: Bab I (Pendahuluan)"
    assert made[4].letak.startswith("content/2023/realisasi/seksi-pelayanan.yml, baris 3 · IKU-01 · LAMPIRAN 3")
    assert made[4].isi == "Angka ini belum sama dengan rekapitulasi. (pada: “85,75”)"
    assert made[3].letak.startswith("content/2023/narasi/simpulan.md, baris 1 · BAB IV Penutup")
    assert all(len(k.letak) <= 400 and len(k.isi) <= 4000 for k in made)
    long = Butir("komentar", "Camat", None, "a " * 9000, "", "b" * 900).sebagai_koreksi
    assert (len(long.letak), len(long.isi), long.isi[-1]) == (400, 4000, "…")


def test_without_a_report_places_are_told_but_no_files(dikoreksi: bytes) -> None:
    found, problems = baca_koreksi(dikoreksi, "koreksi.docx")
    assert problems == ()
    assert len(found) == 5
    assert {(b.berkas, b.kode) for b in found} == {(None, "")}
    assert all(b.tempat for b in found)


def test_a_file_without_remarks_has_none(terbit: Terbit) -> None:
    assert read(terbit.docx.read_bytes(), terbit) == ()


def test_libreoffice_keeps_what_is_read(dikoreksi: bytes, terbit: Terbit, tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        message = "no LibreOffice on this machine: no Word file came back from it; apt-get install libreoffice-writer"
        pytest.fail(message) if os.environ.get("UJI_LENGKAP") else pytest.skip(message)
    (tmp_path / "koreksi.docx").write_bytes(dikoreksi)
    command = [program, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", "docx"]
    source = str(tmp_path / "koreksi.docx")
    subprocess.run([*command, "--outdir", str(tmp_path / "lo"), source], capture_output=True, check=True, timeout=120)
    again = read((tmp_path / "lo/koreksi.docx").read_bytes(), terbit)
    before = read(dikoreksi, terbit)
    assert [(b.jenis, b.penulis, b.teks, b.kutipan, b.berkas, b.kode) for b in again] == [
        (b.jenis, b.penulis, b.teks, b.kutipan, b.berkas, b.kode) for b in before
    ]


# --- answers and what is resolved ------------------------------------------------------------------------------

_EXTENDED = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
    '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
    '<w15:commentEx w15:paraId="00000003" w15:paraIdParent="00000002" w15:done="0"/>'
    "</w15:commentsEx>"
)


def answered(terbit: Terbit, extended: str = _EXTENDED) -> bytes:
    """A report on which a comment was answered, the answer answered, and the first one resolved, as Word keeps it."""
    document = docx.Document(str(terbit.docx))
    prose = paragraph(document, "Capaian tahun 2023 adalah")
    for author, text in (("Sekretaris", "Tambahkan anggaran."), ("Kasubbag", "Sudah."), ("Sekretaris", "Baik.")):
        document.add_comment(prose.runs, text=text, author=author)
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"

    def numbered(name: str, data: bytes) -> bytes:
        if name != "word/comments.xml":
            return data
        text = data.decode()
        for number in (1, 2, 3):
            text = text.replace("<w:p>", f'<w:p xmlns:w14="{w14}" w14:paraId="0000000{number}">', 1)
        return text.encode()

    return changed(saved(document), numbered, {"word/commentsExtended.xml": extended.encode()})


def changed(data: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(name, part)
    return out.getvalue()


def same(_: str, data: bytes) -> bytes:
    return data


def test_answers_stand_with_what_they_answer(terbit: Terbit) -> None:
    (one,) = read(answered(terbit), terbit)
    assert (one.teks, one.balasan, one.selesai) == (
        "Tambahkan anggaran.",
        ("Kasubbag: Sudah.", "Sekretaris: Baik."),
        True,
    )
    made = one.sebagai_koreksi
    assert "Balasan Kasubbag: Sudah." in made.isi
    assert made.penyelesaian == "Ditandai selesai dalam berkas Word."


def test_broken_notes_beside_the_comments_lose_only_themselves(terbit: Terbit) -> None:
    found = read(answered(terbit, "<w15:commentsEx"), terbit)
    assert [(b.teks, b.selesai) for b in found] == [("Tambahkan anggaran.", False), ("Sudah.", False), ("Baik.", False)]


def test_answers_in_a_circle_end(terbit: Terbit) -> None:
    circle = _EXTENDED.replace('paraId="00000001" w15:done', 'paraId="00000001" w15:paraIdParent="00000003" w15:done')
    found, problems = baca_koreksi(answered(terbit, circle), "koreksi.docx")
    assert problems == ()
    assert [(b.teks, b.balasan) for b in found] == [("Tambahkan anggaran.", ()), ("Sudah.", ()), ("Baik.", ())]


# --- files that are none ---------------------------------------------------------------------------------------


def said(data: bytes) -> str:
    found, problems = baca_koreksi(data, "kiriman/koreksi.docx")
    assert found == ()
    (problem,) = problems
    assert (problem.source.path, problem.level, problem.rule) == ("kiriman/koreksi.docx", "galat", "koreksi-word")
    return problem.message


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def test_what_is_no_word_file_is_refused_with_what_to_do(terbit: Terbit, dikoreksi: bytes) -> None:
    whole = "bukan berkas Word (.docx) yang utuh; simpan ulang dari Word atau LibreOffice sebagai .docx"
    other = "bukan berkas Word (.docx); kirim berkas lkip-<tahun>.docx yang sudah diberi komentar"
    assert said(b"") == whole
    assert said(b"halo") == whole
    assert said(terbit.pdf.read_bytes()) == whole
    assert said(dikoreksi[: len(dikoreksi) // 2]) == whole
    assert said(package({"a.txt": b"a"})) == other
    assert said(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == (
        "berkas .doc lama, atau .docx yang dikunci sandi; buka di Word, simpan sebagai .docx tanpa sandi"
    )
    broken = changed(dikoreksi, lambda name, data: b"<w:x" if name == "word/document.xml" else data, {})
    assert said(broken) == "isi berkas Word rusak; buka di Word atau LibreOffice, lalu simpan ulang sebagai .docx"


def test_what_could_harm_is_refused(dikoreksi: bytes) -> None:
    assert said(changed(dikoreksi, same, {"word/vbaProject.bin": b"x"})) == (
        "berkas memuat makro; simpan ulang sebagai .docx tanpa makro"
    )
    bomb = changed(dikoreksi, same, {"word/media/besar.bin": bytes(210_000_000)})
    assert len(bomb) < 2_000_000
    assert said(bomb) == "isi berkas terlalu besar untuk sebuah laporan; kirim berkas Word yang dibuat ./inv build"
    many = changed(dikoreksi, same, {f"word/media/{n}.bin": b"" for n in range(5001)})
    assert said(many).startswith("isi berkas terlalu besar")
    entity = changed(
        dikoreksi,
        lambda name, data: b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>" if name == "word/comments.xml" else data,
        {},
    )
    assert said(entity).startswith("bagian komentar berkas tidak dibuat oleh Word")


def test_nothing_beside_the_comments_is_nothing() -> None:
    assert Lanjutan() == Lanjutan(frozenset(), {})
