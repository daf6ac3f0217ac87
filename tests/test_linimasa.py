"""The process of a year on the site: out of real histories, with dates only, and not a byte of it in a document."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import JAHAT, LENGKAP
from keluaran import ROOT, Page, files, page
from peramban import WIDTHS, Task, look
from repo_proses import CAMAT, NAMA, SEKRETARIS, TAHUN, Repo, repo, waktu, yaml
from test_peramban import barriers, foreign, require_browser, too_wide, unreadable

from lkip.papan_waktu import papan
from lkip.pipeline import read_years
from lkip.proses import baca
from lkip.proses.linimasa import Linimasa, linimasa_semua
from lkip.publish import publish

SIDIK, SHA = "5d" * 32, "a7" * 32
BASAH = b"%PDF-1.4 pindaian lembar disposisi"
SURAT = {
    "nomor": "000.8.6.3/013/KCJ/II/2024",
    "tanggal": "2024-02-26",
    "kepada": "Bupati Contoh",
    "tempat": "Contoh",
    "isi": [{"naskah": f"LKIP Tahun 2023 {JAHAT}", "banyak": "1 (satu) berkas"}],
    "pengirim": {"jabatan": "Camat Contoh Jaya", "nama": "Ahmad Zaini"},
}


def lived(folder: Path) -> Repo:
    """The office `lengkap` in a repository, with a year that went up to the archive: a scan, a return, a refusal."""
    r = repo(folder)
    shutil.copytree(LENGKAP / "content", r.root / "content", ignore=lambda *_: ["sop.yml"], dirs_exist_ok=True)
    r.commit("Isian")
    r.write(f"{TAHUN}/bukti/disposisi.pdf", BASAH)
    proof = {"jenis": "pindaian", "berkas": "bukti/disposisi.pdf", "sha256": hashlib.sha256(BASAH).hexdigest()}
    r.langkah(1, "selesai", "01-09 09:00", kunci=None, bukti=[proof])
    for n, at in ((2, "01-09 10:30"), (3, "01-09 11:00"), (4, "01-11 09:00"), (5, "01-16 09:00"), (6, "01-17 09:00")):
        r.langkah(n, "selesai", at)
    remark = {"letak": "Bab III", "isi": f"Jelaskan sebabnya. {JAHAT}", "asal": "tinjauan", "penyelesaian": "Ditulis."}
    r.langkah(7, "kembali", "01-18 09:00", keterangan="Analisis IKU-02 belum lengkap.", koreksi=[remark])
    r.langkah(6, "selesai", "01-19 10:00")
    r.palsu(7, "selesai", "01-19 11:00", NAMA[CAMAT], oleh=NAMA[SEKRETARIS])
    r.commit("Palsu")
    r.langkah(7, "selesai", "01-22 10:00")
    r.langkah(8, "selesai", "01-22 13:30", persetujuan={"sidik": SIDIK, "sha256": SHA, "versi": "1.0"})
    r.write(f"{TAHUN}/proses/surat/0001.yml", yaml(SURAT))
    r.langkah(9, "selesai", "02-26 09:00", surat=SURAT["nomor"])
    return r


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The office whose year is nearly over."""
    return lived(tmp_path_factory.mktemp("linimasa"))


def garis(r: Repo) -> Linimasa:
    found = linimasa_semua(r.root, [TAHUN])[TAHUN]
    assert isinstance(found, Linimasa), found
    return found


def site(r: Repo, out: Path) -> Path:
    """Publish the office with its process, as the task does; return the outputs."""
    shutil.copyfile(ROOT / "mkdocs.yml", r.root / "mkdocs.yml")
    years, problems = read_years(r.root)
    assert years, "\n".join(map(str, problems))
    publish(years, r.root, out, proses=linimasa_semua(r.root, [TAHUN]))
    return out


@pytest.fixture(scope="module")
def keluaran(kantor: Repo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the office's build leaves."""
    return site(kantor, tmp_path_factory.mktemp("keluaran") / "build")


@pytest.fixture(scope="module")
def laman(keluaran: Path) -> Page:
    """The page of the process."""
    return page(keluaran / f"site/{TAHUN}/proses.html")


def table(laman: Page, head: str) -> list[list[str]]:
    """The rows of the table whose heads begin with a word."""
    (found,) = [t for t in laman.tables if t.kepala[-1][0] == head]
    return found.isi


def test_the_page_tells_how_far_the_year_is_and_whose_turn_it_is(laman: Page) -> None:
    first = next(i for i, line in enumerate(laman.lines) if line.startswith("9 dari 10"))
    assert laman.lines[first] == (
        "9 dari 10 langkah SOP selesai; peristiwa terakhir 26 Februari 2024. Berikutnya langkah 10, Kegiatan 10, oleh "
        "Pelaksana. Batas penyampaian 29 Februari 2024."
    )


def test_every_step_has_its_dates_who_how_long_and_on_what_evidence(laman: Page) -> None:
    signed, hamdani = "tanda tangan SSH", "Hamdani (Kasubbag Perencanaan dan Keuangan)"
    late = "melewati waktu baku"
    assert [row[2:] for row in table(laman, "No")] == [
        *(
            ["selesai", *row]
            for row in (
                ["Ahmad Zaini (Camat)", "–", "09-01-2024", "baku 10 menit", *WEAK],
                [hamdani, "09-01-2024", "09-01-2024", "1 jam 30 menit dari 2 jam", signed, "–"],
                ["Noor Laila (Pelaksana)", "09-01-2024", "09-01-2024", "30 menit dari 1 jam", signed, "–"],
                ["Noor Laila (Pelaksana)", "09-01-2024", "11-01-2024", "1 hari 5 jam dari 3 jam", signed, late],
                [hamdani, "11-01-2024", "16-01-2024", "3 hari dari 5 hari", signed, "–"],
                [hamdani, "18-01-2024", "19-01-2024", "1 hari 1 jam dari 2 hari", signed, "1 kali dikembalikan"],
                ["Rusmiati (Sekretaris)", "19-01-2024", "22-01-2024", "1 hari dari 2 hari", signed, "–"],
                ["Ahmad Zaini (Camat)", "22-01-2024", "22-01-2024", "2 jam 30 menit dari 1 jam", signed, late],
                ["Noor Laila (Pelaksana)", "22-01-2024", "26-02-2024", "24 hari 4 jam dari 1 jam", signed, late],
            )
        ),
        ["berjalan", "Pelaksana", "26-02-2024", "–", "baku 1 hari", "–", "–"],
    ]
    assert [row[:2] for row in table(laman, "No")] == [[str(n), f"Kegiatan {n}"] for n in range(1, 11)]


WEAK = ("pindaian bukti/disposisi.pdf, lebih lemah", "–")


def test_weaker_evidence_is_explained(laman: Page) -> None:
    assert any("Bukti yang lebih lemah ditandai: pindaian tanda tangan basah" in line for line in laman.lines)


def test_a_return_is_told_with_its_corrections_as_they_were_written(laman: Page) -> None:
    told = "18 Januari 2024: Rusmiati (Sekretaris) mengembalikan langkah 7 ke langkah 6: Analisis IKU-02 belum lengkap."
    assert told in laman.lines
    assert [t.isi for t in laman.tables if t.kepala[-1][1] == "Letak"] == [
        [["18-01-2024", "Bab III", f"Jelaskan sebabnya. {JAHAT}", "Rusmiati (Sekretaris)", "tinjauan", "Ditulis."]]
    ]


def test_letters_and_the_approved_version_are_there(laman: Page) -> None:
    sent = f"LKIP Tahun 2023 {JAHAT}, 1 (satu) berkas"
    assert table(laman, "Nomor") == [
        [SURAT["nomor"], "26-02-2024", "Bupati Contoh", sent, "Ahmad Zaini, Camat Contoh Jaya"]
    ]
    assert f"Sidik: {SIDIK}" in laman.lines
    assert f"SHA-256 PDF: {SHA}" in laman.lines
    assert any(
        line.startswith("Versi 1.0, disetujui Ahmad Zaini (Camat) pada 22 Januari 2024.") for line in laman.lines
    )


def test_what_was_refused_is_there_with_its_reason_and_counts_nowhere(laman: Page, kantor: Repo) -> None:
    (row,) = [row for t in laman.tables if t.kepala[-1][-1] == "Sebab ditolak" for row in t.isi]
    assert row[:3] == ["19-01-2024", "7", "20240119-1100-7-selesai.yml"]
    assert row[4].startswith("kunci SHA256:") and row[4].endswith(" milik Ahmad Zaini (Camat), bukan Sekretaris")
    counted = [row for t in laman.tables if t.kepala[-1][-1] == "Komit" for row in t.isi]
    assert [(row[0], row[1], row[2]) for row in counted] == [
        (f"{p.peristiwa.waktu:%d-%m-%Y}", str(p.peristiwa.langkah), p.peristiwa.peristiwa)
        for p in garis(kantor).peristiwa
        if p.peristiwa
    ]
    assert len(counted) == 11


def test_the_drawing_says_in_words_what_it_shows(keluaran: Path, laman: Page) -> None:
    (alt,) = [a["alt"] for tag, a, _ in laman.elements if tag == "img" and "linimasa" in (a.get("src") or "")]
    assert alt and alt.startswith("Linimasa Penyusunan LKIP 2023: langkah 1 selesai 09-01-2024, baku 10 menit; ")
    assert "langkah 4 selesai 11-01-2024, 1 hari 5 jam dari 3 jam, melewati waktu baku; " in alt
    assert alt.endswith("; langkah 10 berjalan.")
    drawn = (keluaran / f"site/gambar/{TAHUN}/linimasa.svg").read_text("utf-8")
    assert "batas 29-02-2024" in drawn and drawn.count("<polygon") == 2  # the return, and the mark that explains it


def test_the_start_page_says_how_far_the_year_is_and_leads_there(keluaran: Path) -> None:
    for name in ("index.html", f"{TAHUN}/index.html"):
        start = page(keluaran / "site" / name)
        assert "Proses penyusunan: 9 dari 10 langkah SOP selesai. Linimasa dan buktinya" in start.lines
        assert [a["href"] for _, a, _ in start.elements if (a.get("href") or "").endswith("proses.html")]


def starts(r: Repo, out: Path) -> str:
    """The line of the start page that speaks of the process."""
    built = site(r, out)
    assert not (built / f"site/{TAHUN}/proses.html").exists()
    (line,) = [line for line in page(built / "site/index.html").lines if line.startswith("Proses penyusunan")]
    return line


def test_without_events_it_is_one_plain_sentence(tmp_path: Path) -> None:
    r = repo(tmp_path)
    shutil.copytree(LENGKAP / "content", r.root / "content", ignore=lambda *_: ["sop.yml"], dirs_exist_ok=True)
    r.commit("Isian")
    assert starts(r, tmp_path / "build") == "Proses penyusunan: belum ada langkah SOP yang tercatat."


def test_without_git_the_reason_is_told(kantor: Repo, tmp_path: Path) -> None:
    shutil.copytree(kantor.root / "content", tmp_path / "kantor/content")
    why = "folder ini bukan repositori git; keadaan langkah SOP dibaca dari riwayatnya, jalankan di hasil git clone"
    assert linimasa_semua(tmp_path / "kantor", [TAHUN]) == {TAHUN: why}


def test_a_browser_shows_it_to_everybody_on_a_phone_and_on_a_desk(keluaran: Path, tmp_path: Path) -> None:
    require_browser()
    views: list[Task] = [(f"{TAHUN}/proses.html", width, True, "all") for width in WIDTHS]
    views += [(f"{TAHUN}/proses.html", width, False, "") for width in WIDTHS]
    seen = look(keluaran / "site", views, tmp_path / "konsol.log")
    assert len(seen.views) == len(views)
    assert [*barriers(seen), *too_wide(seen), *foreign(seen), *unreadable(keluaran / "site", seen)] == []


# --- the same on every day ---------------------------------------------------------------------------------------


def test_no_clock_is_asked(kantor: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    class Berhenti(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Berhenti:
            raise AssertionError("the clock was asked")

    monkeypatch.setattr(baca, "datetime", Berhenti)
    assert garis(kantor).keadaan.kini == waktu("02-26 09:00")
    with pytest.raises(AssertionError, match="the clock was asked"):
        baca.keadaan_tahun(kantor.root, TAHUN)


LAIN_HARI = """
import datetime, time
SHIFT = 400 * 86400
clock, real, day = time.time, datetime.datetime, datetime.date
time.time = lambda: clock() + SHIFT
class Same(type):
    def __instancecheck__(cls, value): return isinstance(value, cls.__base__)
class Later(real, metaclass=Same):
    @classmethod
    def now(cls, tz=None): return real.now(tz) + datetime.timedelta(seconds=SHIFT)
    @classmethod
    def today(cls): return cls.now()
class Tomorrow(day, metaclass=Same):
    @classmethod
    def today(cls): return real.now().date() + datetime.timedelta(seconds=SHIFT)
datetime.datetime, datetime.date = Later, Tomorrow
"""


def test_another_day_changes_no_byte(kantor: Repo, keluaran: Path, tmp_path: Path) -> None:
    (tmp_path / "jam").mkdir()
    (tmp_path / "jam/sitecustomize.py").write_text(LAIN_HARI, "utf-8")
    build = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom lkip.pipeline import read\n"
    build += "from lkip.publish import publish\nfrom lkip.proses.linimasa import linimasa_semua\nimport datetime\n"
    build += "assert datetime.date.today() > datetime.date.fromisoformat(sys.argv[3])\nroot = Path(sys.argv[1])\n"
    build += f"publish([read(root).laporan], root, Path(sys.argv[2]), proses=linimasa_semua(root, [{TAHUN}]))\n"
    out, ahead = tmp_path / "build", f"{date.today() + timedelta(days=390)}"
    command = [sys.executable, "-c", build, str(kantor.root), str(out), ahead]
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "jam")}
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    made, expected = files(out), files(keluaran)
    assert sorted(made) == sorted(expected)
    assert [name for name in made if made[name] != expected[name]] == []


def test_no_byte_of_a_document_knows_of_the_process(kantor: Repo, keluaran: Path, tmp_path: Path) -> None:
    years, _ = read_years(kantor.root)
    publish(years, kantor.root, tmp_path / "build")
    bare = {name: data for name, data in files(tmp_path / "build").items() if not name.startswith("site/")}
    told = {name: data for name, data in files(keluaran).items() if not name.startswith("site/")}
    assert bare == told
    assert {f"lkip-{TAHUN}.pdf", f"lkip-{TAHUN}.docx", "data/laporan.json"} <= set(bare)


# --- odd years ---------------------------------------------------------------------------------------------------


def test_a_year_of_which_everything_was_refused_is_told_all_the_same(tmp_path: Path) -> None:
    r = repo(tmp_path)
    r.palsu(1, "selesai", "01-09 09:00", "Orang Lain")
    r.commit()
    found = garis(r)
    assert (found.keadaan.selesai, found.peristiwa, len(found.keadaan.ditolak)) == (0, (), 1)
    assert "<svg" in papan(found.keadaan, found.kembali, found.jam, "Judul")
