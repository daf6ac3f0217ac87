"""Steps 5 and 6: a draft with what it lacks in its margin, and the whole document named by what it is made of."""

from __future__ import annotations

import hashlib
import itertools
import shutil
import zipfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from conftest import LENGKAP, change
from repo_proses import KASUBBAG, NAMA, TAHUN, Repo, sop, waktu, yaml

from lkip import ast
from lkip.belum import belum, tanda
from lkip.document import compose_draft
from lkip.pipeline import read
from lkip.problem import CommandError
from lkip.proses.langkah.analyse import analyse
from lkip.proses.langkah.compose import compose
from lkip.proses.langkah.umum import Pelaku
from lkip.publish.workshop import Workshop, parse

PELAYANAN = f"{TAHUN}/realisasi/seksi-pelayanan.yml"
KURANG = (
    (PELAYANAN, '    solusi: "Sambungan cadangan dipasang."\n', ""),
    (PELAYANAN, '    tindak_lanjut: "Kasi Pelayanan memeriksa register setiap Jumat."\n', ""),
)


def oleh(r: Repo, at: str) -> Pelaku:
    r.kini = waktu(at)
    return Pelaku(waktu=r.kini, kunci=r.key(NAMA[KASUBBAG]))


@pytest.fixture(scope="module")
def awal(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The small office when its material is gathered; two things are missing from it."""
    root = tmp_path_factory.mktemp("draf") / "kantor"
    root.mkdir()
    shutil.copytree(LENGKAP / "content", root / "content")
    shutil.copy(Path(__file__).parents[1] / "mkdocs.yml", root)
    change(root, *KURANG)
    (root / f"content/{TAHUN}/narasi/simpulan.md").write_text("\n", "utf-8")
    (root / ".gitignore").write_text("build/\n", "utf-8")
    r = Repo(root)
    r.git("init", "-q", "-b", "main")
    r.write("sop.yml", yaml(sop()))
    r.tulis_peran(r.daftar())
    r.commit("Awal")
    for n, at in enumerate(("01-08 08:08", "01-08 09:00", "01-08 10:00", "01-15 10:00"), start=1):
        r.langkah(n, "selesai", at)
    return r


def salin(r: Repo, folder: Path) -> Repo:
    shutil.copytree(r.root, folder / "kantor")
    return Repo(folder / "kantor", r.kunci, r.kini)


def ditolak(lines: Iterable[str]) -> str:
    with pytest.raises(CommandError) as refused:
        list(lines)
    return str(refused.value)


def test_what_is_missing_is_listed_by_unit_and_marked_in_the_margin(awal: Repo, tmp_path: Path) -> None:
    r = salin(awal, tmp_path)
    said = list(analyse(r.root, TAHUN, oleh(r, "01-16 10:00")))
    assert said == [
        "Masih harus ditulis, 3 butir:",
        "  Seksi Pelayanan",
        "    IKU-02 Rata-rata waktu layanan",
        "      penyebab (content/2023/realisasi/seksi-pelayanan.yml:14:5): IKU-02 (Rata-rata waktu layanan) mencapai "
        "93,13%; isi solusi",
        "      tindak lanjut (content/2023/realisasi/seksi-pelayanan.yml:21:23): IKU-02 (Rata-rata waktu layanan) baru "
        "mencapai 93,13% dan belum mempunyai tindak lanjut; isi tindak_lanjut: apa, oleh siapa, kapan",
        "  Penyusun laporan",
        "    narasi simpulan",
        "      narasi (content/2023/narasi/simpulan.md:1:1): narasi ini masih kosong; tulis isinya",
        "Dicetak: build/proses-2023/draf-lkip-2023.pdf, build/proses-2023/draf-lkip-2023.docx, "
        "build/proses-2023/belum-ada-2023.txt",
        "Langkah ini dicatat sesudah semuanya ada; bila tetap dilanjutkan, sebut alasannya: "
        './inv analyse --tahun 2023 --keterangan "…"',
    ]
    papers = r.root / "build/proses-2023"
    listed = (papers / "belum-ada-2023.txt").read_text("utf-8").split("\n")
    assert listed[:2] == ["LKIP 2023: yang belum ada pada draf", ""]
    assert listed[2:-1] == said[:8]
    with zipfile.ZipFile(papers / "draf-lkip-2023.docx") as word:
        body = word.read("word/document.xml").decode()
    marks = [part.partition("</w:t>")[0] for part in body.split("<w:framePr")[1:]]
    assert [mark.rpartition(">")[2] for mark in marks] == [
        "belum ada: penyebab, tindak lanjut (IKU-02)",
        "belum ada: narasi (simpulan)",
    ]
    assert not list((r.root / f"content/{TAHUN}/proses").glob("*-5-*"))


def test_marks_and_paragraphs_that_stand_close_do_not_run_into_each_other(awal: Repo, tmp_path: Path) -> None:
    r = salin(awal, tmp_path)
    change(r.root, (PELAYANAN, '    faktor_pendukung: "Petugas loket dilatih dua kali."\n', ""))
    list(analyse(r.root, TAHUN, oleh(r, "01-16 10:00")))
    with pypdfium2.PdfDocument(r.root / "build/proses-2023/draf-lkip-2023.pdf") as document:
        words = [page.get_textpage() for page in document]
        page = next(w for w in words if w.get_text_range().count("belum ada:") == 2)
        lines = [page.get_rect(n) for n in range(page.count_rects())]
    lines = [one for one in lines if one[3] - one[1] < 50]  # without DRAF across the page
    assert [pair for pair in itertools.combinations(lines, 2) if _bertindih(*pair)] == []


def _bertindih(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two lines of text lie over each other by more than the edges of letters do."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    return wide > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 2


def test_a_mark_stands_where_what_is_missing_belongs(awal: Repo, tmp_path: Path) -> None:
    found = read(awal.root)
    assert found.laporan is not None
    lacking = belum(found.laporan, found.problems)
    assert tanda(lacking) == {
        "penyebab:IKU-02": ("belum ada: penyebab, tindak lanjut (IKU-02)",),
        "narasi:simpulan": ("belum ada: narasi (simpulan)",),
    }
    shop = Workshop(awal.root, tmp_path, 0, [])
    draft = compose_draft(found.laporan, partial(parse, shop, "draf"), lacking).naskah[0]
    texts = [(ast.plain_text(b), ast.plain_text(draft.isi[n + 1])) for n, b in enumerate(draft.isi[:-1]) if is_mark(b)]
    assert [(mark, after.partition(":")[0]) for mark, after in texts] == [
        ("belum ada: penyebab, tindak lanjut (IKU-02)", "IKU-02 Rata-rata waktu layanan"),
        ("belum ada: narasi (simpulan)", "B. Langkah di Masa Mendatang"),
    ]
    assert draft.draf
    assert draft.tanda.startswith("DRAF, belum lengkap")
    whole = compose_draft(found.laporan, partial(parse, shop, "utuh"), ()).naskah[0]
    assert not any(map(is_mark, ast.nodes(whole.isi)))


def is_mark(node: ast.Node) -> bool:
    return node["t"] == "Div" and node["c"][0][1] == ["belum"]


def test_a_year_whose_files_are_not_there_has_no_draft(awal: Repo, tmp_path: Path) -> None:
    r = salin(awal, tmp_path)
    (r.root / f"content/{TAHUN}/anggaran.yml").unlink()
    assert ditolak(analyse(r.root, TAHUN, oleh(r, "01-16 10:00"))) == (
        "draf tahun 2023 belum dapat dibuat; lengkapi atau perbaiki dahulu:\n"
        "  content/2023/anggaran.yml:1:1: peringatan: berkas ini belum ada; buat [berkas-ada]"
    )
    assert not (r.root / "build").exists()


def test_the_document_is_composed_when_the_draft_is_done_and_no_galat_is_left(awal: Repo, tmp_path: Path) -> None:
    r = salin(awal, tmp_path)
    assert ditolak(compose(r.root, TAHUN, oleh(r, "01-16 11:00"))) == (
        "langkah 6 menunggu langkah 5 (Kegiatan 5), yang belum selesai; jalankan ./inv analyse --tahun 2023"
    )
    said = list(analyse(r.root, TAHUN, oleh(r, "01-17 10:00"), keterangan="Simpulan ditulis terakhir."))
    assert "Langkah 5 selesai, Kegiatan 5: Hamdani (Kasubbag Perencanaan dan Keuangan), 17-01-2024 10.00." in said
    r.commit()
    change(r.root, (f"{TAHUN}/anggaran.yml", 'kode: "7.01.01.2.01.0002"', 'kode: "7.01.01.2.09.0002"'))
    refused = ditolak(compose(r.root, TAHUN, oleh(r, "01-18 10:00")))
    assert refused.startswith("LKIP 2023 belum dapat disusun, perbaiki dahulu ")
    assert "[anggaran-cocok]" in refused
    r.git("checkout", "-q", "--", "content")
    said = list(compose(r.root, TAHUN, oleh(r, "01-18 10:00"), keterangan="Siap dikoreksi."))
    digest = hashlib.sha256((r.root / "build/lkip-2023.pdf").read_bytes()).hexdigest()
    found = read(r.root)
    assert found.laporan is not None
    assert said[:4] == [
        "Dokumen LKIP 2023 tersusun, belum bertanda tangan: versi 1.0",
        f"  sidik {found.laporan.bahan.sidik}",
        f"  SHA-256 PDF {digest}",
        "Langkah 6 selesai, Kegiatan 6: Hamdani (Kasubbag Perencanaan dan Keuangan), 18-01-2024 10.00.",
    ]
    assert said[-1] == "Berikutnya langkah 7, Kegiatan 7, oleh Sekretaris: ./inv correct --tahun 2023"
    event = (r.root / f"content/{TAHUN}/proses/20240118-1000-6-selesai.yml").read_text("utf-8")
    assert f'susunan:\n  sidik: "{found.laporan.bahan.sidik}"\n  sha256: "{digest}"\n  versi: "1.0"\n' in event
    assert (r.root / "build/proses-2023/draf-lkip-2023.pdf").is_file()
    r.commit()
    assert r.status("01-18 11:00")[:7] == ["selesai"] * 6 + ["berjalan"]
