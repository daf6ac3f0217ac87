"""Steps 7 to 10 of the SOP by their tasks, on a small office with real Git and real keys: words, files, bytes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from conftest import LENGKAP, change
from keluaran import ROOT, page, pdf_pages, squeezed
from repo_proses import CAMAT, LOGIN, NAMA, PELAKSANA, SEKRETARIS, TAHUN, Repo, sop, waktu, yaml

from lkip.capaian import Laporan
from lkip.load import parse_yaml
from lkip.model import Koreksi, Peristiwa, build
from lkip.periksa import laporkan
from lkip.pipeline import Hasil, read, read_years
from lkip.problem import CommandError
from lkip.proses.disahkan import baris_dibuat
from lkip.proses.koreksi import daftar_koreksi, ditambah
from lkip.proses.langkah import approve, archive, compose, correct, letter
from lkip.proses.langkah.umum import Pelaku
from lkip.proses.linimasa import linimasa_semua
from lkip.proses.status import tampilkan
from lkip.publish import make_documents, publish
from lkip.publish.workshop import Workshop, epoch

TATA = (
    'klasifikasi: "000.8.6.3"\ninstansi: "KCJ"\ntujuan:\n  - kepada: "Bupati Contoh"\n    tempat: "Contoh"\n'
    '  - kepada: "Inspektur Kabupaten Contoh"\n    tempat: "Contoh"\n'
)
AKHIR = ["Simpan dan serahkan:", "  git add content/2023"]
DISAHKAN = "content/2023/proses/disahkan/lkip-2023-v1.0.pdf"
EMPAT = slice(6, 10)


def oleh(r: Repo, peran: str, at: str, *, kunci: bool = True, pindaian: str = "") -> Pelaku:
    """Someone with a role, at a time; commits made from here on are dated a minute later."""
    r.kini = waktu(at)
    return Pelaku(waktu=r.kini, kunci=r.key(NAMA[peran]) if kunci else None, pindaian=pindaian)


def kantor(folder: Path, langkah: int = 6) -> Repo:
    """The small office with an SOP of ten steps and four people; so many steps are done, by 6 the document composed."""
    root = folder / "kantor"
    root.mkdir(parents=True)
    shutil.copytree(LENGKAP / "content", root / "content")
    r = Repo(root)
    r.git("init", "-q", "-b", "main")
    r.write("sop.yml", yaml(sop()))
    r.write("tata-surat.yml", TATA)
    r.tulis_peran(r.daftar())
    (root / ".gitignore").write_text("build/\n", "utf-8")
    r.commit("Awal")
    for n in range(1, langkah + 1):
        r.langkah(n, "selesai", f"02-{n + 4:02} 09:{n:02}")
    return r


@pytest.fixture(scope="module")
def tersusun(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The office whose document is composed, to be copied."""
    return kantor(tmp_path_factory.mktemp("akhir"))


def salin(r: Repo, folder: Path) -> Repo:
    shutil.copytree(r.root, folder / "kantor", symlinks=True)
    return Repo(folder / "kantor", dict(r.kunci), r.kini)


@pytest.fixture
def enam(tersusun: Repo, tmp_path: Path) -> Repo:
    """A copy of the office whose document is composed."""
    return salin(tersusun, tmp_path)


@pytest.fixture(scope="module")
def disetujui(tersusun: Repo, tmp_path_factory: pytest.TempPathFactory) -> tuple[Repo, dict[str, list[str]]]:
    """The office through one round of corrections to the approval; what each task said."""
    r = salin(tersusun, tmp_path_factory.mktemp("disetujui"))
    said: dict[str, list[str]] = {}

    def do(name: str, lines: Iterable[str]) -> None:
        said[name] = list(lines)
        r.commit()
        said[f"status {name}"] = r.status(f"{r.kini:%m-%d %H:%M}")[EMPAT]

    root, note = r.root, "Bab III, IKU-01: sebutkan sumber angkanya"
    do("kembali", correct.correct(root, TAHUN, oleh(r, SEKRETARIS, "02-19 10:00"), catatan=[note]))
    fixed = change(root, ("2023/narasi/simpulan.md", "Capaian tahun", "Menurut rekapitulasi, capaian tahun"))
    assert fixed == root
    r.langkah(6, "selesai", "02-20 10:00")
    sha = r.git("rev-parse", "--short", "HEAD")
    mend = f"1: Sumber ditulis di simpulan.md, komit {sha}."
    do("koreksi", correct.correct(root, TAHUN, oleh(r, SEKRETARIS, "02-21 11:00"), selesaikan=[mend]))
    said["sha"] = [sha]
    do("setuju", approve.approve(root, TAHUN, oleh(r, CAMAT, "02-26 09:00")))
    return r, said


@pytest.fixture
def delapan(disetujui: tuple[Repo, dict[str, list[str]]], tmp_path: Path) -> Repo:
    """A copy of the office whose document is approved."""
    return salin(disetujui[0], tmp_path)


def peristiwa(r: Repo, name: str) -> Peristiwa:
    data, problems = parse_yaml((r.root / "content/2023/proses" / name).read_text("utf-8"), name)
    assert problems == []
    return build(Peristiwa, data)


def temuan(r: Repo, rule: str) -> list[str]:
    return [line for line in laporkan(r.root, "teks")[0] if line.endswith(f"[{rule}]")]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- 7: correct --------------------------------------------------------------------------------------------------


def test_a_remark_gives_the_document_back_and_its_resolution_concludes(
    disetujui: tuple[Repo, dict[str, list[str]]],
) -> None:
    r, said = disetujui
    assert said["kembali"] == [
        "Koreksi: 1, belum diselesaikan 1.",
        "  1 [ ] Bab III, IKU-01: sebutkan sumber angkanya",
        "Langkah 7 kembali, Kegiatan 7: Rusmiati (Sekretaris), 19-02-2024 10.00.",
        "Yang disimpan:",
        "  content/2023/proses/20240219-1000-7-kembali.yml",
        "  content/2023/proses/20240219-1000-7-kembali.yml.sig",
        "Yang dicetak, tidak ikut disimpan:",
        "  build/proses-2023/lembar-koreksi-2023.pdf",
        "Bukti: tanda tangan SSH.",
        *AKHIR,
        '  git commit -m "LKIP 2023: langkah 7 kembali"',
        "  git push, atau usulkan lewat pull request",
        "Kembali ke langkah 6, Kegiatan 6, oleh Kasubbag Perencanaan dan Keuangan: ./inv compose --tahun 2023",
    ]
    assert said["status kembali"] == ["belum"] * 4
    assert said["koreksi"][:4] == [
        "Koreksi: 1, belum diselesaikan 0.",
        "  1 [x] Bab III, IKU-01: sebutkan sumber angkanya",
        f"        Sumber ditulis di simpulan.md, komit {said['sha'][0]}.",
        "Langkah 7 selesai, Kegiatan 7: Rusmiati (Sekretaris), 21-02-2024 11.00.",
    ]
    assert said["status koreksi"] == ["selesai", "berjalan", "belum", "belum"]
    (item,) = peristiwa(r, "20240221-1100-7-selesai.yml").koreksi
    assert (item.letak, item.asal, item.penyelesaian) == (
        "Bab III, IKU-01",
        "catatan",
        f"Sumber ditulis di simpulan.md, komit {said['sha'][0]}.",
    )


def test_nothing_to_remark_concludes_the_step(enam: Repo) -> None:
    lines = list(correct.correct(enam.root, TAHUN, oleh(enam, SEKRETARIS, "02-19 10:00")))
    assert lines[:2] == [
        "Koreksi: tidak ada.",
        "Langkah 7 selesai, Kegiatan 7: Rusmiati (Sekretaris), 19-02-2024 10.00.",
    ]
    enam.commit()
    assert enam.status("02-19 11:00")[EMPAT] == ["selesai", "berjalan", "belum", "belum"]


def test_comments_of_a_word_file_become_remarks_at_their_places(enam: Repo, tmp_path: Path) -> None:
    laporan = read(enam.root, TAHUN).laporan
    assert laporan
    (tmp_path / "kerja").mkdir()
    shop = Workshop(enam.root, tmp_path / "kerja", epoch(laporan.bahan.dokumen.tanggal), [])
    document = docx.Document(str(make_documents(laporan, shop) / "lkip-2023.docx"))
    prose = next(p for p in document.paragraphs if p.text.startswith("Capaian tahun 2023 adalah"))
    document.add_comment(prose.runs, text="Belum menyebut anggaran.", author="Rusmiati")
    document.save(str(tmp_path / "koreksi.docx"))
    word = [str(tmp_path / "koreksi.docx")]

    before = enam.git("status", "--short")
    lines = list(correct.lihat(enam.root, TAHUN, oleh(enam, SEKRETARIS, "02-19 10:00"), word=word, catatan=[]))
    assert lines[0] == "Koreksi: 1, belum diselesaikan 1."
    assert lines[1].startswith("  1 [ ] content/2023/narasi/simpulan.md, baris ")
    assert lines[1].endswith("(Rusmiati)") and ": Belum menyebut anggaran. (pada: “Capaian tahun 2023" in lines[1]
    assert lines[2:] == ["Dicetak: build/proses-2023/lembar-koreksi-2023.pdf", "Tidak ada yang dicatat."]
    assert enam.git("status", "--short") == before

    list(correct.correct(enam.root, TAHUN, oleh(enam, SEKRETARIS, "02-19 10:00"), word=word))
    (item,) = peristiwa(enam, "20240219-1000-7-kembali.yml").koreksi
    assert (item.oleh, item.asal, item.penyelesaian) == ("Rusmiati", "word", None)
    printed = squeezed("".join(pdf_pages(enam.root / "build/proses-2023/lembar-koreksi-2023.pdf")))
    assert squeezed("Belum menyebut anggaran.") in printed


def test_changes_asked_for_in_a_recorded_review_are_remarks(enam: Repo) -> None:
    enam.branch("simpulan")
    change(enam.root, ("2023/narasi/simpulan.md", "Capaian tahun", "Menurut rekapitulasi, capaian tahun"))
    tip = enam.commit("Simpulan")
    enam.merge("simpulan", "merge")
    enam.kini = waktu("02-14 10:00")
    reviews = (
        (LOGIN[SEKRETARIS], "CHANGES_REQUESTED"),
        (LOGIN[CAMAT], "CHANGES_REQUESTED"),
        (LOGIN[CAMAT], "APPROVED"),
    )
    enam.tinjau(tip, LOGIN[PELAKSANA], *reviews, usulan=12)
    asked = f"Diminta diubah pada 14-02-2024 10.00 atas komit {tip[:7]}; lihat usulannya."
    who = oleh(enam, SEKRETARIS, "02-19 10:00")
    assert list(correct.lihat(enam.root, TAHUN, who, word=[], catatan=[]))[:4] == [
        "Koreksi: 2, belum diselesaikan 1.",
        f"  1 [ ] usulan 12: {asked} (rusmiati)",
        f"  2 [x] usulan 12: {asked} (camat-az)",
        "        Disetujui camat-az pada 14-02-2024 10.00.",
    ]


@pytest.mark.parametrize(
    ("bagian", "kata"),
    [
        ({"catatan": ["tanpa letak"]}, "--catatan 'tanpa letak' tidak menyebut letaknya; tulis misalnya "),
        ({"selesaikan": ["1: sudah"]}, "--selesaikan '1: sudah' tidak dikenal; tulis 'nomor: yang dilakukan', "),
        ({"catatan": ["a: b"], "selesaikan": ["2: x"]}, "--selesaikan '2: x' tidak dikenal; tulis 'nomor: yang "),
        ({"catatan": ["a: b"], "selesaikan": ["1: komit deadbee"]}, "komit deadbee dalam --selesaikan tidak ada; "),
        ({"word": ["tidak-ada.docx"]}, "berkas Word tidak-ada.docx tidak ada; sebut letaknya, misalnya --word "),
        ({"word": [__file__]}, "test_langkah_akhir.py: bukan berkas Word (.docx) yang utuh; "),
    ],
)
def test_what_is_typed_wrongly_is_refused_and_leaves_nothing(
    enam: Repo, bagian: dict[str, list[str]], kata: str
) -> None:
    with pytest.raises(CommandError) as told:
        list(correct.correct(enam.root, TAHUN, oleh(enam, SEKRETARIS, "02-19 10:00"), **bagian))
    assert str(told.value).startswith(kata)
    assert enam.git("status", "--short") == ""


def test_open_remarks_stay_until_they_are_resolved(enam: Repo) -> None:
    who = oleh(enam, SEKRETARIS, "02-19 10:00")
    list(correct.correct(enam.root, TAHUN, who, catatan=["Bab I: singkat", "Bab II: jelaskan"]))
    with pytest.raises(CommandError) as told:
        list(correct.correct(enam.root, TAHUN, oleh(enam, SEKRETARIS, "02-19 10:05"), catatan=["Bab III: x"]))
    assert str(told.value) == (
        "langkah 7 sudah dicatat di content/2023/proses/20240219-1000-7-kembali.yml; komit, atau hapus bila keliru"
    )
    enam.commit()
    enam.langkah(6, "selesai", "02-20 10:00")
    with pytest.raises(CommandError) as told:
        list(correct.correct(enam.root, TAHUN, oleh(enam, SEKRETARIS, "02-21 10:00")))
    assert str(told.value) == (
        "masih ada 2 koreksi terbuka; sebut penyelesaiannya dengan --selesaikan 'nomor: ...':\n"
        "  1 [ ] Bab I: singkat\n  2 [ ] Bab II: jelaskan"
    )
    part = correct.correct(enam.root, TAHUN, oleh(enam, SEKRETARIS, "02-21 10:00"), selesaikan=["2: dijelaskan"])
    assert list(part)[:4] == [
        "Koreksi: 2, belum diselesaikan 1.",
        "  1 [ ] Bab I: singkat",
        "  2 [x] Bab II: jelaskan",
        "        dijelaskan",
    ]
    enam.commit()
    assert enam.status("02-21 12:00")[5] == "dikembalikan"


def test_the_last_word_on_a_remark_holds_and_reading_it_again_opens_nothing() -> None:
    one, two = Koreksi(letak="a", isi="b"), Koreksi(letak="a", isi="b", penyelesaian="c")
    base = {
        "tahun": 2023,
        "langkah": 7,
        "peristiwa": "kembali",
        "peran": "x",
        "oleh": "y",
        "waktu": waktu("01-01 08:00"),
    }
    events = [Peristiwa(**base, koreksi=(one,)), Peristiwa(**base, koreksi=(two,))]
    assert daftar_koreksi(events) == (two,) and daftar_koreksi(events[::-1]) == (one,)
    assert ditambah((two,), [one]) == (two,)


# --- 8: approve --------------------------------------------------------------------------------------------------


def test_the_approval_names_the_bytes_that_are_kept(disetujui: tuple[Repo, dict[str, list[str]]]) -> None:
    r, said = disetujui
    kept = (r.root / DISAHKAN).read_bytes()
    event = peristiwa(r, "20240226-0900-8-selesai.yml")
    laporan = read(r.root, TAHUN).laporan
    assert laporan and event.persetujuan
    assert (event.persetujuan.sidik, event.persetujuan.sha256, event.persetujuan.versi) == (
        laporan.bahan.sidik,
        sha256(kept),
        "1.0",
    )
    assert said["setuju"] == [
        "LKIP 2023 versi 1.0, 23 Februari 2024, status final tanpa tanda DRAF",
        f"  sidik isi    {laporan.bahan.sidik}",
        f"  SHA-256 PDF  {sha256(kept)}",
        "Langkah 8 selesai, Kegiatan 8: Ahmad Zaini (Camat), 26-02-2024 09.00.",
        "Yang disimpan:",
        f"  {DISAHKAN}",
        "  content/2023/dokumen.yml",
        "  content/2023/proses/20240226-0900-8-selesai.yml",
        "  content/2023/proses/20240226-0900-8-selesai.yml.sig",
        "Bukti: tanda tangan SSH.",
        *AKHIR,
        '  git commit -m "LKIP 2023: langkah 8 selesai"',
        "  git push, atau usulkan lewat pull request",
        "Berikutnya langkah 9, Kegiatan 9, oleh Pelaksana: ./inv letter --tahun 2023",
    ]
    assert said["status setuju"] == ["selesai", "selesai", "berjalan", "belum"]
    pages = pdf_pages(r.root / DISAHKAN)
    assert "DRAF" not in "".join(pages) and squeezed(laporan.bahan.sidik) in squeezed(pages[-1])
    assert (r.root / "content/2023/dokumen.yml").read_text("utf-8") == (
        'status: "final"\nversi: "1.0"\ntanggal: "2024-02-23"\ntanggal_reviu: "2024-02-21"\nkertas: "A4"\n'
    )
    assert tampilkan(r.root, r.keadaan("02-26 10:00")).split("\n\n")[-1] == (
        "Disahkan: versi 1.0, 26-02-2024 oleh Ahmad Zaini (Camat)\n"
        f"  {DISAHKAN}, SHA-256 {sha256(kept)}\n"
        "  isi sekarang adalah isi dokumen yang disahkan"
    )
    assert temuan(r, "dokumen-disahkan") == temuan(r, "pdf-disahkan") == []


def test_a_build_makes_the_bytes_that_were_approved(delapan: Repo, tmp_path: Path) -> None:
    laporan = read(delapan.root, TAHUN).laporan
    assert laporan
    (tmp_path / "kerja").mkdir()
    made = make_documents(laporan, Workshop(delapan.root.resolve(), tmp_path / "kerja", 0, []))
    assert (made / "lkip-2023.pdf").read_bytes() == (delapan.root / DISAHKAN).read_bytes()


def terbit(r: Repo) -> tuple[Path, list[str]]:
    """Publish the office as the task does; return the outputs and what is said of approved years."""
    shutil.copyfile(ROOT / "mkdocs.yml", r.root / "mkdocs.yml")
    (years, _), proses = read_years(r.root), linimasa_semua(r.root, [TAHUN])
    publish(years, r.root, r.root / "build", proses=proses)
    return r.root / "build", list(baris_dibuat(r.root, [TAHUN], "build"))


def test_the_approved_file_is_published_under_its_own_name_and_no_build_replaces_it(delapan: Repo) -> None:
    approved = (delapan.root / DISAHKAN).read_bytes()
    build, told = terbit(delapan)
    name = "lkip-2023-v1.0.pdf"
    assert told == [f"Tahun 2023: isi sekarang adalah dokumen yang disahkan; yang berlaku build/{name}"]
    assert (build / "lkip-2023.pdf").read_bytes() == (build / name).read_bytes() == approved
    change(delapan.root, ("2023/narasi/simpulan.md", "Menurut rekapitulasi", "Menurut catatan"))
    build, told = terbit(delapan)
    assert told == [f"Tahun 2023: isi sekarang bukan dokumen yang disahkan; yang berlaku build/{name}"]
    assert (build / "lkip-2023.pdf").read_bytes() != approved
    assert (build / name).read_bytes() == (build / "site" / "unduh" / name).read_bytes() == approved
    changed = "Isi situs ini berubah sesudahnya dan bukan dokumen yang disahkan."
    for start, up in (("index.html", ""), ("2023/index.html", "../")):
        assert f'<a href="{up}unduh/{name}">' in (build / "site" / start).read_text("utf-8")
        told = page(build / "site" / start).lines
        assert f"Dokumen yang disahkan: versi 1.0, 26-02-2024 oleh Ahmad Zaini (Camat). {changed}" in told
    shown = page(build / "site" / "2023" / "proses.html")
    assert f"Berkas yang disahkan: {name}. Pembuatan ulang tidak menggantinya." in shown.lines
    changed = "Isi laporan berubah sesudah disahkan. Halaman dan berkas lain di situs ini bukan dokumen yang disahkan."
    assert changed in shown.lines


def test_content_that_changes_is_not_what_was_approved(delapan: Repo) -> None:
    change(delapan.root, ("2023/narasi/simpulan.md", "Menurut rekapitulasi", "Menurut catatan"))
    assert temuan(delapan, "dokumen-disahkan") == [
        "content/2023/dokumen.yml:1:1: peringatan: isi tahun ini bukan dokumen yang disahkan (versi 1.0, 26-02-2024 "
        "oleh Ahmad Zaini); kembalikan isinya, atau buka lagi dengan ./inv approve --kembali lalu sahkan versi baru "
        "[dokumen-disahkan]"
    ]
    assert tampilkan(delapan.root, delapan.keadaan("02-26 10:00")).endswith(
        "  isi sekarang bukan dokumen yang disahkan: isi content/2023 berubah sesudahnya"
    )
    delapan.langkah(9, "selesai", "02-26 10:00", surat="1")
    with pytest.raises(CommandError) as told:
        list(archive.archive(delapan.root, TAHUN, oleh(delapan, PELAKSANA, "02-27 10:00")))
    assert str(told.value).startswith(
        "isi sekarang bukan dokumen yang disahkan (versi 1.0, 26-02-2024 oleh Ahmad Zaini "
    )


def test_what_all_years_share_may_change_later_and_is_told_apart(delapan: Repo) -> None:
    change(delapan.root, ("instansi.yml", "Kebijakan contoh untuk pengujian.", "Kebijakan contoh."))
    assert temuan(delapan, "dokumen-disahkan") == [
        "content/2023/dokumen.yml:1:1: catatan: dokumen yang dibuat sekarang bukan dokumen yang disahkan (versi 1.0, "
        "26-02-2024 oleh Ahmad Zaini): isian bersama berubah; yang berlaku PDF di proses/disahkan [dokumen-disahkan]"
    ]
    assert tampilkan(delapan.root, delapan.keadaan("02-26 10:00")).endswith(
        "  isi sekarang bukan dokumen yang disahkan: isian yang dipakai semua tahun berubah sesudahnya"
    )


def test_the_kept_file_is_watched(delapan: Repo) -> None:
    file = delapan.root / DISAHKAN
    file.write_bytes(file.read_bytes() + b"\n")
    start = f"{DISAHKAN}:1:1: galat: berkas ini"
    mend = (
        "PDF yang disahkan menurut content/2023/proses/20240226-0900-8-selesai.yml; ambil kembali dari riwayat git "
        "[pdf-disahkan]"
    )
    assert temuan(delapan, "pdf-disahkan") == [f"{start} bukan {mend}"]
    file.unlink()
    assert temuan(delapan, "pdf-disahkan") == [f"{start} belum ada, padahal itu {mend}"]
    assert "  berkas itu tidak ada atau bukan yang disahkan; ambil kembali dari riwayat git" in tampilkan(
        delapan.root, delapan.keadaan("02-26 10:00")
    )


def disusun(r: Repo, at: str) -> None:
    """Compose the document as the task records it, without building it."""
    now = read(r.root, TAHUN).laporan
    assert now
    r.langkah(6, "selesai", at, susunan={"sidik": now.bahan.sidik, "sha256": "0" * 64, "versi": "1.0"})


BERUBAH = "isi berubah sesudah disusun pada langkah 6 (27-02-2024 10.00)"


def test_content_that_changed_after_it_was_composed_is_neither_corrected_nor_approved(delapan: Repo) -> None:
    list(approve.kembali(delapan.root, TAHUN, oleh(delapan, CAMAT, "02-27 09:00"), "Angka keliru."))
    delapan.commit()
    disusun(delapan, "02-27 10:00")
    edit = ("2023/narasi/simpulan.md", "Menurut rekapitulasi", "Menurut catatan")
    change(delapan.root, edit)
    with pytest.raises(CommandError) as told:
        list(correct.correct(delapan.root, TAHUN, oleh(delapan, SEKRETARIS, "02-27 11:00")))
    assert str(told.value).startswith(f"{BERUBAH}; kembalikan isinya")
    change(delapan.root, (edit[0], edit[2], edit[1]))
    list(correct.correct(delapan.root, TAHUN, oleh(delapan, SEKRETARIS, "02-27 11:00")))
    delapan.commit()
    change(delapan.root, edit)
    with pytest.raises(CommandError) as told:
        who = oleh(delapan, CAMAT, "02-27 13:00")
        list(approve.approve(delapan.root, TAHUN, who, versi="1.1", hari=date(2024, 2, 27)))
    assert str(told.value) == (
        f"{BERUBAH}, sehingga belum dikoreksi; kembalikan isinya seperti ketika itu, atau susun lagi: "
        "./inv approve --tahun 2023 --kembali 'alasan'"
    )
    change(delapan.root, (edit[0], edit[2], edit[1]))
    # To be signed by hand it is made final first: status, version and date are what an approval sets.
    list(approve.approve(delapan.root, TAHUN, who, versi="1.1", hari=date(2024, 2, 27), siapkan=True))
    list(approve.approve(delapan.root, TAHUN, oleh(delapan, CAMAT, "02-27 14:00")))
    delapan.commit()
    assert delapan.status("02-27 15:00")[7] == "selesai"


def test_what_is_recorded_as_composed_is_what_was_built(delapan: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves a file while the outputs are being made."""

    def bangun(root: Path, results: Sequence[Hasil], _: Path) -> list[Laporan]:
        change(root, ("2023/narasi/simpulan.md", "Menurut rekapitulasi", "Menurut catatan"))
        return [one.laporan for one in results if one.laporan]

    monkeypatch.setattr(compose, "bangun", bangun)
    with pytest.raises(CommandError) as told:
        compose.susun(delapan.root, TAHUN)
    assert str(told.value) == (
        "isi berubah ketika dokumen 2023 sedang dibuat, jadi tidak ada yang dicatat; ulangi perintahnya"
    )


def test_given_back_it_is_a_draft_until_a_new_version_is_approved(delapan: Repo) -> None:
    old = (delapan.root / DISAHKAN).read_bytes()
    with pytest.raises(CommandError, match="sebut alasan pengembaliannya, misalnya --kembali 'angka IKU-01 belum"):
        list(approve.kembali(delapan.root, TAHUN, oleh(delapan, CAMAT, "02-27 09:00"), " "))
    assert list(approve.kembali(delapan.root, TAHUN, oleh(delapan, CAMAT, "02-27 09:00"), "Angka IKU-02 keliru.")) == [
        "content/2023/dokumen.yml: status draf; DRAF tercetak lagi sampai disahkan kembali.",
        "Langkah 8 kembali, Kegiatan 8: Ahmad Zaini (Camat), 27-02-2024 09.00.",
        "Yang disimpan:",
        "  content/2023/dokumen.yml",
        "  content/2023/proses/20240227-0900-8-kembali.yml",
        "  content/2023/proses/20240227-0900-8-kembali.yml.sig",
        "Bukti: tanda tangan SSH.",
        *AKHIR,
        '  git commit -m "LKIP 2023: langkah 8 kembali"',
        "  git push, atau usulkan lewat pull request",
        "Kembali ke langkah 6, Kegiatan 6, oleh Kasubbag Perencanaan dan Keuangan: ./inv compose --tahun 2023",
    ]
    delapan.commit()
    assert delapan.status("02-27 10:00")[5:] == ["dikembalikan", *["belum"] * 4]
    assert "Disahkan:" not in tampilkan(delapan.root, delapan.keadaan("02-27 10:00"))
    change(delapan.root, ("2023/narasi/simpulan.md", "Menurut rekapitulasi", "Menurut catatan"))
    assert temuan(delapan, "dokumen-disahkan") == []
    delapan.langkah(6, "selesai", "02-27 10:00")
    list(correct.correct(delapan.root, TAHUN, oleh(delapan, SEKRETARIS, "02-27 11:00")))
    delapan.commit()
    who = oleh(delapan, CAMAT, "02-27 13:00")
    with pytest.raises(CommandError) as told:
        list(approve.approve(delapan.root, TAHUN, who))
    assert str(told.value) == (
        "koreksi baru selesai 27 Februari 2024, sesudah tanggal dokumen 2024-02-23; sebut tanggal dokumennya dengan "
        "--tanggal"
    )
    with pytest.raises(CommandError) as told:
        list(approve.approve(delapan.root, TAHUN, who, hari=date(2024, 2, 27)))
    assert str(told.value) == "versi 1.0 sudah disahkan dengan isi lain; beri versi baru, misalnya --versi 1.1"
    lines = list(approve.approve(delapan.root, TAHUN, who, versi="1.1", hari=date(2024, 2, 27)))
    assert lines[0] == "LKIP 2023 versi 1.1, 27 Februari 2024, status final tanpa tanda DRAF"
    delapan.commit()
    assert delapan.status("02-27 14:00")[EMPAT] == ["selesai", "selesai", "berjalan", "belum"]
    assert (delapan.root / DISAHKAN).read_bytes() == old
    new = (delapan.root / DISAHKAN.replace("1.0", "1.1")).read_bytes()
    assert new != old
    assert "Disahkan: versi 1.1, 27-02-2024" in tampilkan(delapan.root, delapan.keadaan("02-27 14:00"))


@pytest.fixture
def tanpa_kunci(tmp_path: Path) -> Repo:
    """An office whose Camat has no key, its document corrected."""

    root = tmp_path / "kantor"
    root.mkdir()
    shutil.copytree(LENGKAP / "content", root / "content")
    r = Repo(root)
    r.git("init", "-q", "-b", "main")
    r.write("sop.yml", yaml(sop()))
    r.tulis_peran(r.daftar(*(r.orang(role, kunci=None if role == CAMAT else "") for role in NAMA)))
    r.write("2023/proses/disposisi.pdf", b"%PDF- pindaian disposisi")
    (root / ".gitignore").write_text("build/\n", "utf-8")
    r.commit("Awal")
    proof = [{"jenis": "pindaian", "berkas": "proses/disposisi.pdf", "sha256": sha256(b"%PDF- pindaian disposisi")}]
    r.langkah(1, "selesai", "02-05 09:01", kunci=None, bukti=proof)
    for n in range(2, 8):
        r.langkah(n, "selesai", f"02-{n + 4:02} 09:{n:02}")
    return r


def test_a_camat_without_a_key_approves_on_paper(tanpa_kunci: Repo) -> None:
    r, root = tanpa_kunci, tanpa_kunci.root
    r.write("2023/proses/persetujuan.pdf", b"%PDF- pindaian")
    with pytest.raises(CommandError) as told:
        who = oleh(r, CAMAT, "02-26 09:00", kunci=False, pindaian="proses/persetujuan.pdf")
        list(approve.approve(root, TAHUN, who))
    again = "jalankan ./inv approve --tahun 2023 --siapkan, cetak, tanda tangani, lalu pindai"
    assert str(told.value) == (f"yang ditandatangani harus dokumen final, sedangkan dokumen.yml masih lain; {again}")
    lines = list(approve.approve(root, TAHUN, oleh(r, CAMAT, "02-26 09:00", kunci=False), siapkan=True))
    paper = (root / "build/proses-2023/lkip-2023.pdf").read_bytes()
    assert lines[0] == "LKIP 2023 versi 1.0, 23 Februari 2024, status final tanpa tanda DRAF"
    assert lines[2:] == [
        f"  SHA-256 PDF  {sha256(paper)}",
        "Yang dicetak, untuk ditandatangani:",
        "  build/proses-2023/lkip-2023.pdf",
        "  build/proses-2023/lembar-persetujuan-2023.pdf",
        "Sesudah Camat menandatangani, pindai ke content/2023/proses/, lalu:",
        "  ./inv approve --tahun 2023 --pindaian proses/<nama pindaian>.pdf",
    ]
    sheet = squeezed("".join(pdf_pages(root / "build/proses-2023/lembar-persetujuan-2023.pdf")))
    assert sha256(paper) in sheet and "AhmadZaini" in sheet and lines[1].split()[-1] in sheet

    change(root, ("2023/narasi/simpulan.md", "Capaian tahun", "Menurut rekapitulasi, capaian tahun"))
    with pytest.raises(CommandError) as told:
        list(approve.approve(root, TAHUN, who))
    printed = "build/proses-2023/lkip-2023.pdf dicetak untuk ditandatangani"
    assert str(told.value) == f"isi berubah sesudah {printed}; {again}"
    change(root, ("2023/narasi/simpulan.md", "Menurut rekapitulasi, capaian tahun", "Capaian tahun"))
    r.write("2023/bukti/persetujuan.pdf", b"%PDF- pindaian")
    wrong = oleh(r, CAMAT, "02-26 09:00", kunci=False, pindaian="bukti/persetujuan.pdf")
    with pytest.raises(CommandError) as told:
        list(approve.approve(root, TAHUN, wrong))
    assert str(told.value) == (
        "pindaian bukti/persetujuan.pdf tidak ada di content/2023/proses/; simpan di sana (yang di bukti/ ikut menjadi "
        "isi dokumen), lalu sebut proses/<nama berkas>"
    )
    (root / "content/2023/bukti/persetujuan.pdf").unlink()

    lines = list(approve.approve(root, TAHUN, who))
    assert "Bukti: pindaian proses/persetujuan.pdf, lebih lemah." in lines
    assert (root / DISAHKAN).read_bytes() == paper
    r.commit()
    state = r.keadaan("02-26 10:00")
    assert [one.status for one in state.langkah[EMPAT]] == ["selesai", "selesai", "berjalan", "belum"]
    done = state.langkah[7].selesai
    assert done and str(done.dasar) == "pindaian proses/persetujuan.pdf, lebih lemah"


def test_a_signed_tag_speaks_for_an_approval(enam: Repo) -> None:
    list(correct.correct(enam.root, TAHUN, oleh(enam, SEKRETARIS, "02-19 10:00")))
    enam.commit()
    who = oleh(enam, CAMAT, "02-26 09:00", kunci=False)
    lines = list(approve.approve(enam.root, TAHUN, who, tag="lkip-2023-v1.0"))
    sidik, digest = (line.split()[-1] for line in lines[1:3])
    assert lines[-3:] == [
        "Sesudah dikomit, buat tag bertanda tangan:",
        '  git -c gpg.format=ssh -c user.signingkey=<kunci> tag -s lkip-2023-v1.0 -m "Langkah-SOP: 8 selesai" '
        f'-m "Sidik: {sidik}" -m "SHA-256: {digest}"',
        "  git push origin lkip-2023-v1.0",
    ]
    enam.commit()
    assert enam.status("02-26 10:00")[7] == "berjalan"
    words = [
        part for line in ("Langkah-SOP: 8 selesai", f"Sidik: {sidik}", f"SHA-256: {digest}") for part in ("-m", line)
    ]
    sign = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={enam.key(NAMA[CAMAT])}")
    enam.git(*sign, "tag", "-s", "lkip-2023-v1.0", *words)
    assert enam.status("02-26 10:00")[7] == "selesai"


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ((), "masih ada 1 koreksi yang belum diselesaikan; selesaikan dengan ./inv correct:\n  1 [ ] Bab I: singkat"),
        (("2023/anggaran.yml", "  - kode:", "  - kod:"), "dokumen final masih mempunyai "),
        (("2023/dokumen.yml", '"draf"', "draf # masih"), "isian status di content/2023/dokumen.yml tidak ditemukan "),
        (("2023/dokumen.yml", "2024-02-23", "2024-02-28"), "dokumen bertanggal 28 Februari 2024, sesudah hari "),
    ],
)
def test_what_cannot_be_approved_is_refused_and_leaves_nothing(
    enam: Repo, ubah: tuple[str, str, str] | tuple[()], kata: str
) -> None:
    remark = [] if ubah else [{"letak": "Bab I", "isi": "singkat"}]
    enam.langkah(7, "selesai", "02-19 10:00", koreksi=remark)
    if ubah:
        path, old, new = ubah
        file = enam.root / "content" / path
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    before = enam.git("status", "--short")
    with pytest.raises(CommandError) as told:
        list(approve.approve(enam.root, TAHUN, oleh(enam, CAMAT, "02-26 09:00")))
    assert str(told.value).startswith(kata)
    assert enam.git("status", "--short") == before


# --- 9: letter ---------------------------------------------------------------------------------------------------


def terbitkan(r: Repo, at: str, nomor: str, kepada: str, **bagian: str) -> list[str]:
    who = oleh(r, PELAKSANA, at)
    return list(letter.letter(r.root, TAHUN, who, nomor=nomor, kepada=kepada, hari=who.waktu.date(), **bagian))


def test_a_letter_is_kept_as_data_and_printed(delapan: Repo) -> None:
    assert terbitkan(delapan, "02-26 10:00", "12", "Bupati Contoh") == [
        "Surat pengantar 000.8.6.3/012/KCJ/II/2024, 26 Februari 2024, kepada Bupati Contoh di Contoh.",
        "Langkah 9 selesai, Kegiatan 9: Noor Laila (Pelaksana), 26-02-2024 10.00.",
        "Yang disimpan:",
        "  content/2023/proses/surat/2024-02-26-bupati-contoh.yml",
        "  content/2023/proses/20240226-1000-9-selesai.yml",
        "  content/2023/proses/20240226-1000-9-selesai.yml.sig",
        "Yang dicetak, tidak ikut disimpan:",
        "  build/proses-2023/surat-pengantar-000.8.6.3-012-KCJ-II-2024.pdf",
        "  build/proses-2023/surat-pengantar-000.8.6.3-012-KCJ-II-2024.docx",
        "Bukti: tanda tangan SSH.",
        *AKHIR,
        '  git commit -m "LKIP 2023: langkah 9 selesai"',
        "  git push, atau usulkan lewat pull request",
        "Berikutnya langkah 10, Kegiatan 10, oleh Pelaksana: ./inv archive --tahun 2023",
    ]
    assert (delapan.root / "content/2023/proses/surat/2024-02-26-bupati-contoh.yml").read_text("utf-8") == (
        'nomor: "000.8.6.3/012/KCJ/II/2024"\ntanggal: "2024-02-26"\nkepada: "Bupati Contoh"\ntempat: "Contoh"\nisi:\n'
        '  - naskah: "Laporan Kinerja Instansi Pemerintah (LKIP) Kecamatan Contoh Jaya Tahun 2023"\n'
        '    banyak: "1 (satu) berkas"\npengirim:\n  jabatan: "Camat"\n  nama: "Ahmad Zaini"\n'
    )
    assert peristiwa(delapan, "20240226-1000-9-selesai.yml").surat == "000.8.6.3/012/KCJ/II/2024"
    delapan.commit()
    assert delapan.status("02-26 11:00")[EMPAT] == ["selesai", "selesai", "selesai", "berjalan"]
    more = terbitkan(delapan, "02-26 11:00", "14", "Inspektur Kabupaten Contoh")
    assert more[:3] == [
        "Surat pengantar 000.8.6.3/014/KCJ/II/2024, 26 Februari 2024, kepada Inspektur Kabupaten Contoh di Contoh.",
        "Langkahnya sudah tercatat selesai; surat ini tambahan, tanpa peristiwa baru.",
        "Simpan: git add content/2023/proses/surat/2024-02-26-inspektur-kabupaten-contoh.yml",
    ]
    assert temuan(delapan, "nomor-surat-tunggal") == temuan(delapan, "dokumen-disahkan") == []


@pytest.mark.parametrize(
    ("nomor", "kepada", "kata"),
    [
        (
            "",
            "Bupati Contoh",
            "nomor surat diambil dari buku agenda; sebut dengan --nomor; yang terakhir tercatat di sini: "
            "000.8.6.3/012/KCJ/II/2024; paling rendah 000.8.6.3/013/KCJ/II/2024",
        ),
        (
            "12",
            "Inspektur Kabupaten Contoh",
            "nomor urut surat '000.8.6.3/012/KCJ/II/2024' sudah dipakai content/2023/proses/surat/"
            "2024-02-26-bupati-contoh.yml; lihat buku agenda, lalu beri salah satunya nomor lain, paling rendah "
            "000.8.6.3/013/KCJ/II/2024",
        ),
        (
            "000.8.6.3/013/KCJ/III/2024",
            "Inspektur Kabupaten Contoh",
            "nomor surat '000.8.6.3/013/KCJ/III/2024' menyebut",
        ),
        ("13/KCJ", "Inspektur Kabupaten Contoh", "nomor surat '13/KCJ' tidak menurut pola kantor; tulis seperti "),
        ("13", "", "sebut penerima surat dengan --kepada; yang tercatat: Bupati Contoh, Inspektur Kabupaten Contoh"),
        ("13", "Camat Sebelah", "sebut tempat Camat Sebelah dengan --tempat, atau catat sebagai tujuan di "),
        ("13", "Bupati Contoh", "content/2023/proses/surat/2024-02-26-bupati-contoh.yml sudah ada: kepada tujuan ini "),
    ],
)
def test_a_letter_that_cannot_be_right_is_refused(delapan: Repo, nomor: str, kepada: str, kata: str) -> None:
    terbitkan(delapan, "02-26 10:00", "12", "Bupati Contoh")
    delapan.commit()
    with pytest.raises(CommandError) as told:
        terbitkan(delapan, "02-26 11:00", nomor, kepada)
    assert str(told.value).startswith(kata)
    assert delapan.git("status", "--short") == ""


def test_two_branches_that_took_one_number_are_told_after_the_merge(delapan: Repo) -> None:
    for branch, to in (("satu", "Bupati Contoh"), ("dua", "Inspektur Kabupaten Contoh")):
        delapan.git("checkout", "-q", "main")
        delapan.branch(branch)
        terbitkan(delapan, "02-26 10:00" if branch == "satu" else "02-26 10:30", "12", to)
        delapan.commit()
        assert temuan(delapan, "nomor-surat-tunggal") == []
    delapan.merge("satu", "merge")
    delapan.merge("dua", "merge")
    assert temuan(delapan, "nomor-surat-tunggal") == [
        "content/2023/proses/surat/2024-02-26-inspektur-kabupaten-contoh.yml:1:8: galat: nomor urut surat "
        "'000.8.6.3/012/KCJ/II/2024' sudah dipakai content/2023/proses/surat/2024-02-26-bupati-contoh.yml; lihat buku "
        "agenda, lalu beri salah satunya nomor lain, paling rendah 000.8.6.3/013/KCJ/II/2024 [nomor-surat-tunggal]"
    ]


# --- 10: archive -------------------------------------------------------------------------------------------------


def test_the_archive_holds_all_of_it_and_is_the_same_bytes_again(delapan: Repo) -> None:
    terbitkan(delapan, "02-26 10:00", "12", "Bupati Contoh")
    delapan.commit()
    r, root, build = delapan, delapan.root, delapan.root / "build"
    first = list(archive.archive(root, TAHUN, oleh(r, PELAKSANA, "02-27 10:00")))
    assert first[0].startswith("Arsip: build/arsip-2023/ (") and first[0].endswith(" dan build/arsip-2023.zip")
    assert first[2:] == [
        "Tidak ada yang dicatat; sesudah diterima, catat dengan --penerima 'kepada: nama penerima' --tanggal."
    ]
    packed = (build / "arsip-2023.zip").read_bytes()
    folder = build / "arsip-2023"
    sums = (folder / "SHA256SUMS").read_text("utf-8")
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
    assert checked.returncode == 0 and "FAILED" not in checked.stdout
    files = sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())
    assert sorted([line[66:] for line in sums.splitlines()] + ["SHA256SUMS"]) == files
    for name in (
        "lkip-2023-v1.0.pdf",
        "BACA.txt",
        "jejak-2023.json",
        "dokumen/lkip-2023.docx",
        "dokumen/perjanjian-kinerja-2023.pdf",
        "data/2023/laporan.json",
        "surat/surat-pengantar-000.8.6.3-012-KCJ-II-2024.pdf",
        "isi/2023/dokumen.yml",
        "isi/instansi.yml",
        "proses/20240226-0900-8-selesai.yml.sig",
        "proses/surat/2024-02-26-bupati-contoh.yml",
        "proses/peran.yml",
    ):
        assert name in files
    assert not [name for name in files if "kertas-kerja" in name or name == "dokumen/lkip-2023.pdf"]
    assert (folder / "lkip-2023-v1.0.pdf").read_bytes() == (root / DISAHKAN).read_bytes()
    with zipfile.ZipFile(build / "arsip-2023.zip") as z:
        assert sorted(z.namelist()) == sorted(f"arsip-2023/{name}" for name in files)
        assert {info.date_time for info in z.infolist()} == {(2024, 2, 26, 9, 0, 0)}

    with pytest.raises(CommandError) as told:
        given = archive.diserahkan(root, TAHUN, ["Bupati Contoh: Rahmat"], [date(2024, 2, 27)], [])
        list(archive.archive(root, TAHUN, oleh(r, PELAKSANA, "02-27 10:00"), given))
    assert str(told.value) == (
        "belum disebut penyerahan kepada Inspektur Kabupaten Contoh (daftar tujuan di content/tata-surat.yml)"
    )
    r.write("2023/proses/terima.pdf", b"%PDF- tanda terima")
    who = ["Bupati Contoh: Rahmat", "Inspektur Kabupaten Contoh: Dewi"]
    days = [date(2024, 2, 27), date(2024, 2, 28)]
    given = archive.diserahkan(root, TAHUN, who, days, ["proses/terima.pdf"], "diantar")
    lines = list(archive.archive(root, TAHUN, oleh(r, PELAKSANA, "02-28 10:00"), given))
    assert lines[:2] == first[:2] and (build / "arsip-2023.zip").read_bytes() == packed
    assert lines[2:] == [
        "Langkah 10 selesai, Kegiatan 10: Noor Laila (Pelaksana), 28-02-2024 10.00.",
        "Yang disimpan:",
        "  content/2023/proses/20240228-1000-10-selesai.yml",
        "  content/2023/proses/20240228-1000-10-selesai.yml.sig",
        "Yang dicetak, tidak ikut disimpan:",
        "  build/proses-2023/tanda-terima-000.8.6.3-012-KCJ-II-2024.pdf",
        "  build/proses-2023/tanda-terima-000.8.6.3-012-KCJ-II-2024.docx",
        "Bukti: tanda tangan SSH.",
        *AKHIR,
        '  git commit -m "LKIP 2023: langkah 10 selesai"',
        "  git push, atau usulkan lewat pull request",
        "Ini langkah terakhir.",
    ]
    event = peristiwa(r, "20240228-1000-10-selesai.yml")
    assert event.arsip == sha256(sums.encode())
    assert [(p.kepada, p.tanggal, p.penerima, p.cara, p.tanda_terima) for p in event.penyerahan] == [
        ("Bupati Contoh", date(2024, 2, 27), "Rahmat", "diantar", "proses/terima.pdf"),
        ("Inspektur Kabupaten Contoh", date(2024, 2, 28), "Dewi", "diantar", None),
    ]
    r.commit()
    assert r.status("02-28 11:00") == ["selesai"] * 10
    assert list(archive.archive(root, TAHUN, oleh(r, PELAKSANA, "02-29 10:00"))) == first
    assert temuan(r, "dokumen-disahkan") == []


@pytest.mark.parametrize(
    ("penerima", "hari", "tanda", "kata"),
    [
        ([], ["2024-02-27"], [], "sebut penerimanya dengan --penerima 'kepada: nama penerima'"),
        (
            ["Bupati"],
            ["2024-02-27"],
            [],
            "--penerima 'Bupati' kurang lengkap; tulis misalnya --penerima 'Inspektorat: ",
        ),
        (["A: b", "C: d", "E: f"], ["2024-02-27"] * 2, [], "ada 3 penerima, 2 tanggal, 0 tanda terima; sebut --"),
        (["A: b"], ["2024-02-27"], ["bukti/x.pdf"], "tanda terima bukti/x.pdf tidak ada; simpan pindaiannya di "),
    ],
)
def test_a_delivery_that_is_told_wrongly_is_refused(
    tmp_path: Path, penerima: list[str], hari: list[str], tanda: list[str], kata: str
) -> None:
    with pytest.raises(CommandError) as told:
        archive.diserahkan(tmp_path, TAHUN, penerima, [date.fromisoformat(text) for text in hari], tanda)
    assert str(told.value).startswith(kata)
