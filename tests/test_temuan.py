"""Findings over all years: accepted, frozen, compared with a revision, told to people and programs; and explained."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import KASUS, LENGKAP, Office, change
from jsonschema import Draft202012Validator, FormatChecker
from PIL import Image

from lkip.beku import bekukan
from lkip.check import RULES
from lkip.isi import KINDS
from lkip.keterangan import BENTUK, KETERANGAN
from lkip.periksa import jelaskan_aturan, laporkan
from lkip.pipeline import check_years, read, read_content, read_year
from lkip.problem import LEVELS, CommandError, Problem, Source, by_weight
from lkip.sejak import bandingkan
from lkip.temuan import alamat, kumpulkan

ROOT = Path(__file__).parent.parent
DUA_TAHUN = KASUS / "dua-tahun"
# One finding: a goal that no program of the year serves (a peringatan about S2).
_PERTAMA = 'Daerah"\n    sasaran:\n      - "S1"\n'
DIDUKUNG = f'{_PERTAMA}      - "S2"\n', _PERTAMA
TANPA_PROGRAM = ("2023/renja.yml", *DIDUKUNG)
# And a galat about the whole report that a reason may excuse.
TERLALU_AWAL = ("2023/perjanjian-kinerja.yml", '"2023-01-10"', '"2021-01-10"')
AWAL_2022 = ("2022/perjanjian-kinerja.yml", 'tanggal: "2022', 'tanggal: "2020')
# And one in a file that all years share.
BERSAMA = ("renstra.yml", "Rata-rata waktu layanan selama satu tahun.", "Rata-rata waktu layanan.")
ALASAN = "Program pendukung baru disusun tahun depan."


def accept(root: Path, *entries: tuple[str, str], tahun: int | str = 2023, sampai: str = "2024-12-31") -> Path:
    """Accept findings of a year ("": of the files that all years share), each by its rule and code."""
    text = "pengecualian:\n" + "".join(
        f'  - aturan: "{rule}"\n'
        + (f'    kode: "{kode}"\n' if kode else "")
        + f'    alasan: "{ALASAN}"\n    oleh: "Sekretaris Kecamatan"\n    sampai: "{sampai}"\n'
        for rule, kode in entries
    )
    (root / f"content/{tahun}/pengecualian.yml").write_text(text, "utf-8")
    return root


def said(root: Path, form: str = "teks", since: str = "") -> tuple[list[str], bool]:
    """What a check prints, and whether it fails."""
    lines, wrong = laporkan(root, form, since)
    return list(lines), wrong


def passed(root: Path) -> str:
    """The beginning of the last line: it grows with every rule, so it is counted here, not written down."""
    return f"{kumpulkan(check_years(root)).lulus} pemeriksaan lulus"


# --- accepted ----------------------------------------------------------------------------------------------------


def test_an_accepted_finding_is_not_counted_but_shown_with_its_reason(kantor: Office) -> None:
    root = kantor(TANPA_PROGRAM, TERLALU_AWAL)
    before = {p.rule: p for p in read(root).problems}
    assert {(p.rule, p.kode, p.level) for p in before.values()} == {
        ("sasaran-didukung", "S2", "peringatan"),
        ("tanggal-wajar", "", "galat"),
    }
    accept(root, ("sasaran-didukung", "S2"), ("tanggal-wajar", ""))
    hasil = read(root)
    assert hasil.laporan is not None and hasil.problems == ()
    assert {(p, e.alasan, e.oleh) for p, e in hasil.diterima} == {
        (p, ALASAN, "Sekretaris Kecamatan") for p in before.values()
    }
    why = f"diterima sampai 31 Desember 2024 oleh Sekretaris Kecamatan: {ALASAN}"
    assert said(root) == (
        [
            *(f"{p.source}: {why} ({p.level}: {p.message}) [{p.rule}]" for p in sorted(before.values())),
            "Penjelasan: ./inv explain sasaran-didukung (di situs: aturan/sasaran-didukung.html)",
            "Penjelasan: ./inv explain tanggal-wajar (di situs: aturan/tanggal-wajar.html)",
            f"3 indikator, {passed(root)}, 0 galat, 0 peringatan, 2 diterima.",
        ],
        False,
    )


def test_a_check_whose_finding_is_accepted_has_not_passed(kantor: Office) -> None:
    root = kantor(TANPA_PROGRAM)
    before = passed(root)
    assert passed(accept(root, ("sasaran-didukung", "S2"))) == before


def test_an_exception_holds_in_its_own_year_only(kantor: Office) -> None:
    root = kantor(("2022/renja.yml", *DIDUKUNG), TANPA_PROGRAM, overlay=DUA_TAHUN)
    accept(root, ("sasaran-didukung", "S2"), sampai="2030-12-31")
    older, newer = (read_year(read_content(root), tahun) for tahun in (2022, 2023))
    ((accepted, _),) = newer.diterima
    (standing,) = older.problems
    assert older.diterima == () and newer.problems == () and standing.rule == accepted.rule == "sasaran-didukung"
    lines, wrong = said(root)
    assert not wrong and str(standing) in lines and lines[-1].endswith(" 1 diterima.")


def test_a_finding_in_a_file_of_all_years_is_shown_and_accepted_once(kantor: Office) -> None:
    root = kantor(BERSAMA, overlay=DUA_TAHUN)
    both = [read_year(read_content(root), tahun).problems for tahun in (2022, 2023)]
    assert both[0] == both[1]
    ((found,), _) = both
    assert (found.rule, found.source.path) == ("metadata-jelas", "content/renstra.yml")
    assert [(t.problem, t.tahun, t.terlihat) for t in kumpulkan(check_years(root)).temuan] == [
        (found, None, frozenset({2022, 2023}))
    ]
    assert [line for line in said(root)[0] if "definisi" in line] == [str(found)]
    accept(root, ("metadata-jelas", "IKU-02"), tahun="", sampai="2030-12-31")
    why = f"diterima sampai 31 Desember 2030 oleh Sekretaris Kecamatan: {ALASAN}"
    lines, wrong = said(root)
    assert not wrong and lines[0] == f"{found.source}: {why} (peringatan: {found.message}) [metadata-jelas]"
    assert lines[-1].endswith("0 galat, 0 peringatan, 1 diterima.")
    assert all(read_year(read_content(root), tahun).problems == () for tahun in (2022, 2023))


def test_an_exception_for_all_years_accepts_nothing_of_a_year_of_its_own(kantor: Office) -> None:
    root = kantor(TANPA_PROGRAM, BERSAMA, overlay=DUA_TAHUN)
    entries = ("sasaran-didukung", "S2"), ("metadata-jelas", "IKU-02"), ("metadata-jelas", "IKU-02"), ("nama-x", "")
    accept(root, *entries, ("metadata-jelas", "IKU-01"), tahun="", sampai="2030-12-31")
    told = [(p.source.line, p.message) for p in kumpulkan(check_years(root)).problems if p.rule.startswith("pengec")]
    assert told == [
        (
            2,
            "temuan sasaran-didukung untuk S2 ada di content/2023/renja.yml, bukan dalam berkas yang dipakai semua "
            "tahun; pindahkan ke pengecualian.yml dalam folder tahunnya",
        ),
        (12, "metadata-jelas untuk IKU-02 ditulis dua kali; hapus salah satu"),
        (17, "aturan 'nama-x' tidak dikenal; nama aturan tertulis dalam kurung siku di belakang temuannya"),
        (
            21,
            "tidak ada temuan metadata-jelas untuk IKU-01 dalam berkas yang dipakai semua tahun; hapus pengecualian "
            "ini",
        ),
    ]


def test_an_exception_for_all_years_that_ran_out_is_told_in_the_newest(kantor: Office) -> None:
    root = accept(kantor(BERSAMA, overlay=DUA_TAHUN), ("metadata-jelas", "IKU-02"), tahun="", sampai="2023-12-31")
    found = kumpulkan(check_years(root))
    assert [p.rule for p in found.problems] == ["pengecualian-berlaku", "metadata-jelas"]


def test_what_a_line_of_an_exception_brings_in_stays_one_harmless_line(kantor: Office) -> None:
    root = accept(kantor(TANPA_PROGRAM), ("sasaran-didukung", "S2"))
    change(root, ("2023/pengecualian.yml", ALASAN, "##[error]::error::x"))
    (line,) = (one for one in said(root)[0] if "diterima sampai" in one)
    assert "\\u0023#[error]" in line and "##[" not in line


def test_of_contradicting_figures_a_warning_can_be_accepted_but_no_error(kantor: Office) -> None:
    root = kantor(overlay=KASUS / "anggaran-tidak-cocok")
    found = [p for p in read(root).problems if p.rule == "anggaran-cocok"]
    both = {p.kode for p in found if p.level == "galat"} & {p.kode for p in found if p.level == "peringatan"}
    assert both == {"7.01.02.2.02.0003"}
    accept(root, ("anggaran-cocok", "7.01.02.2.02.0003"))
    hasil = read(root)
    assert hasil.diterima == () and set(found) <= set(hasil.problems)
    change(root, ("2023/anggaran.yml", "sub_kegiatan:", 'alasan_perubahan: "Perubahan APBD."\nsub_kegiatan:'))
    assert [(p.level, p.kode) for p, _ in read(root).diterima] == [("peringatan", "7.01.02.2.02.0003")]


def test_what_is_said_about_findings_changes_no_approved_byte(kantor: Office) -> None:
    root = kantor(TANPA_PROGRAM)
    before = read(root).laporan
    after = read(accept(root, ("sasaran-didukung", "S2"))).laporan
    assert before and after and before.bahan.sidik == after.bahan.sidik
    assert "2023/pengecualian.yml" not in {f.path for f in after.bahan.berkas}


def test_a_year_that_is_filled_in_without_its_document_is_told_and_one_that_is_begun_is_not(kantor: Office) -> None:
    root = kantor(overlay=DUA_TAHUN)
    (root / "content/2022/dokumen.yml").unlink()
    (found,) = kumpulkan(check_years(root)).problems
    assert str(found) == (
        "content/2022/dokumen.yml:1:1: peringatan: dokumen.yml belum ada, sehingga tahun 2022 tidak dilaporkan dan "
        "tidak menjadi pembanding; buat dengan contoh content/2023/dokumen.yml [berkas-ada]"
    )
    for path in sorted((root / "content/2022").rglob("*"), reverse=True):
        if path.name not in ("renja.yml", "perjanjian-kinerja.yml"):
            path.rmdir() if path.is_dir() else path.unlink()
    assert kumpulkan(check_years(root)).problems == []


# --- frozen ------------------------------------------------------------------------------------------------------


@pytest.fixture
def lama(kantor: Office) -> Path:
    """Two years; the older is final, with a galat about the whole report."""
    return kantor(AWAL_2022, overlay=DUA_TAHUN)


def unused_picture(root: Path) -> Path:
    """Add a picture of 2022 that no prose shows: another finding about the whole report."""
    folder = root / "content/2022/gambar"
    folder.mkdir(exist_ok=True)
    Image.new("RGB", (40, 30)).save(folder / "lain.png")
    return folder / "lain.png"


LIST = "content/2022/temuan-lama.yml"
DOKUMEN = "content/2022/dokumen.yml"


def test_the_findings_of_an_imported_year_are_frozen_once_and_counted_apart(lama: Path) -> None:
    (found,) = read_year(read_content(lama), 2022).problems
    assert bekukan(lama, 2022) == [f"{LIST}: 1 temuan lama; daftar ini hanya boleh memendek"]
    assert (lama / LIST).read_text("utf-8") == 'temuan:\n  - aturan: "tanggal-wajar"\n'
    assert said(lama) == (
        [
            f"{found.source}: temuan lama (galat: {found.message}) [tanggal-wajar]",
            f"3 indikator, {passed(lama)}, 0 galat, 0 peringatan, 1 temuan lama.",
        ],
        False,
    )
    assert bekukan(lama, 2022) == [f"{LIST}: tidak berubah, 1 temuan lama"]


def test_a_frozen_list_may_shrink_and_never_grow(lama: Path) -> None:
    bekukan(lama, 2022)
    before = (lama / LIST).read_text("utf-8")
    picture = unused_picture(lama)
    (new,) = read_year(read_content(lama), 2022).problems
    with pytest.raises(CommandError) as refused:
        bekukan(lama, 2022)
    assert str(refused.value) == (
        f"{LIST} sudah ada dan hanya boleh memendek; perbaiki, atau beri alasan di pengecualian.yml:\n{new}"
    )
    assert (lama / LIST).read_text("utf-8") == before
    picture.unlink()
    change(lama, (AWAL_2022[0], *reversed(AWAL_2022[1:])))
    stale = Problem(
        Source(LIST, 2, 13),
        "tidak ada temuan tanggal-wajar tentang seluruh laporan; hapus butir ini: daftarnya hanya boleh memendek",
        "peringatan",
        "temuan-lama-terpakai",
    )
    assert read_year(read_content(lama), 2022).problems == (stale,)
    assert bekukan(lama, 2022) == [f"{LIST}: semua sudah selesai; berkas ini dihapus"]
    assert not (lama / LIST).exists()
    assert bekukan(lama, 2022) == [f"{LIST}: tidak ada yang dibekukan"]


def test_findings_about_a_code_are_frozen_with_it_and_a_solved_one_leaves_the_list(kantor: Office) -> None:
    root = kantor(("2022/renja.yml", *DIDUKUNG), AWAL_2022, overlay=DUA_TAHUN)
    keys = {(p.rule, p.kode) for p in read_year(read_content(root), 2022).problems}
    assert {("sasaran-didukung", "S2"), ("tanggal-wajar", "")} <= keys
    bekukan(root, 2022)
    before = (root / LIST).read_text("utf-8")
    assert '  - aturan: "sasaran-didukung"\n    kode: "S2"\n' in before
    assert before.count("aturan:") == len(keys) and read_year(read_content(root), 2022).problems == ()
    change(root, (AWAL_2022[0], *reversed(AWAL_2022[1:])))
    assert bekukan(root, 2022) == [f"{LIST}: {len(keys) - 1} temuan lama; daftar ini hanya boleh memendek"]
    assert (root / LIST).read_text("utf-8") == before.replace('  - aturan: "tanggal-wajar"\n', "")


def test_what_all_years_share_is_not_frozen_with_one_of_them(lama: Path) -> None:
    change(lama, BERSAMA)
    assert bekukan(lama, 2022) == [
        f"{LIST}: 1 temuan lama; daftar ini hanya boleh memendek",
        "1 temuan dalam berkas yang dipakai semua tahun tidak dibekukan; perbaiki, atau terima di "
        "content/pengecualian.yml",
    ]
    with (lama / LIST).open("a") as file:
        file.write('  - aturan: "metadata-jelas"\n    kode: "IKU-02"\n')
    assert [p.rule for p in read_year(read_content(lama), 2022).problems] == ["temuan-lama-terpakai", "metadata-jelas"]


def test_contradicting_figures_are_not_frozen(lama: Path) -> None:
    change(lama, ("2022/anggaran.yml", "    pagu: 400000000", "    pagu: 400000001"))
    *_, last = bekukan(lama, 2022)
    wrong = [p for p in read_year(read_content(lama), 2022).problems if p.level == "galat"]
    assert {p.rule for p in wrong} == {"anggaran-cocok"}
    assert last == f"{len(wrong)} galat tidak dapat dibekukan; perbaiki: ./inv check"
    with (lama / LIST).open("a") as file:
        file.write(f'  - aturan: "anggaran-cocok"\n    kode: "{wrong[0].kode}"\n  - aturan: "bentk"\n')
    told = [p.message for p in read_year(read_content(lama), 2022).problems if p.rule == "temuan-lama-dikenal"]
    assert told == [
        f"galat anggaran-cocok untuk {wrong[0].kode} tidak dapat diterima: dua angka yang bertentangan tidak menjadi "
        "benar oleh alasan; perbaiki isiannya",
        "aturan 'bentk' tidak dikenal; maksudnya 'bentuk'?",
    ]


@pytest.mark.parametrize(
    ("tahun", "changes", "message"),
    [
        (2023, (), "ini tahun terbaru; perbaiki temuannya, atau beri alasan di pengecualian.yml"),
        (2021, (), "yang ada: 2022, 2023"),
        (
            2022,
            (("2022/dokumen.yml", '"final"', '"draf"'),),
            "dokumennya masih draf; hanya tahun lama yang sudah final yang mempunyai temuan lama",
        ),
        (
            2022,
            (("2022/dokumen.yml", '"final"', '"finl"'),),
            "isiannya belum dapat dibaca semua; perbaiki dahulu dengan ./inv check",
        ),
    ],
)
def test_only_an_earlier_final_year_can_be_frozen(
    tahun: int, changes: tuple[tuple[str, str, str], ...], message: str, lama: Path
) -> None:
    change(lama, *changes)
    with pytest.raises(CommandError) as refused:
        bekukan(lama, tahun)
    assert str(refused.value) == f"temuan tahun {tahun} tidak dapat dibekukan: {message}"
    assert not list(lama.rglob("temuan-lama.yml"))


# --- since a revision --------------------------------------------------------------------------------------------


def git(root: Path, *args: str) -> str:
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@contoh.go.id", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", "-C", root, *identity, *args], capture_output=True, check=True, encoding="utf-8")
    return done.stdout.strip()


def commit(root: Path, message: str = "Isi") -> str:
    """Commit all there is; return the short id."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "--short", "HEAD")


def test_since_a_revision_new_solved_and_standing_findings_are_told(kantor: Office) -> None:
    root = kantor(TANPA_PROGRAM, TERLALU_AWAL)
    (early, unserved) = read(root).problems
    short = commit(root)
    change(root, (TERLALU_AWAL[0], *reversed(TERLALU_AWAL[1:])))
    change(root, ("2023/dokumen.yml", '"2024-02-23"', '"2029-02-23"'))
    (late,) = (p for p in read(root).problems if p.rule == "tanggal-wajar")
    # The same rule about the whole report in the same year: one came, one went, so the galat stands.
    assert said(root, since="HEAD") == ([f"0 baru, 0 selesai, 2 tetap sejak HEAD ({short})."], False)
    change(root, ("2023/dokumen.yml", '"2029-02-23"', '"2024-02-23"'))
    assert said(root, since="main") == (
        [
            "Selesai sejak main:",
            str(early),
            f"0 baru, 1 selesai, 1 tetap sejak main ({short}).",
        ],
        False,
    )
    commit(root)
    change(root, (TANPA_PROGRAM[0], *reversed(TANPA_PROGRAM[1:])), ("2023/dokumen.yml", '"2024-', '"2029-'))
    assert said(root, since="HEAD") == (
        [
            "Baru sejak HEAD:",
            str(late),
            "Selesai sejak HEAD:",
            str(unserved),
            "Penjelasan: ./inv explain tanggal-wajar (di situs: aturan/tanggal-wajar.html)",
            f"1 baru (1 galat), 1 selesai, 0 tetap sejak HEAD ({git(root, 'rev-parse', '--short', 'HEAD')}).",
        ],
        True,
    )


def test_a_finding_whose_line_moved_or_whose_figure_changed_is_the_same(kantor: Office) -> None:
    root = kantor(overlay=KASUS / "anggaran-tidak-cocok")
    short = commit(root)
    standing = len(read(root).problems)
    for file in (root / "content/2023").glob("*.yml"):
        text = file.read_text("utf-8").replace("500000000", "500000007")
        file.write_text("\n" * 3 + text, "utf-8")
    assert said(root, since="HEAD") == ([f"0 baru, 0 selesai, {standing} tetap sejak HEAD ({short})."], False)


def test_a_warning_that_became_an_error_is_new_and_what_stood_before_does_not_fail(kantor: Office) -> None:
    root = kantor(TERLALU_AWAL, overlay=KASUS / "realisasi-belum-ada")
    before = [p for p in read(root).problems if p.level == "peringatan"]
    assert before
    commit(root)
    assert said(root)[1] and not said(root, since="HEAD")[1]
    change(root, ("2023/dokumen.yml", '"draf"', '"final"'))
    _, since = bandingkan(root, "HEAD")
    worse = {(t.problem.rule, t.problem.kode) for t in since.baru} & {
        (t.problem.rule, t.problem.kode) for t in since.selesai
    }
    assert since.galat and worse


@pytest.mark.parametrize("added", ["2022", "2023"])
def test_a_year_that_is_added_makes_no_old_finding_new(added: str, kantor: Office) -> None:
    root = kantor(("2022/renja.yml", *DIDUKUNG), BERSAMA, overlay=DUA_TAHUN)
    kept = root.parent / added
    (root / "content" / added).rename(kept)
    commit(root)
    kept.rename(root / "content" / added)
    now, since = bandingkan(root, "HEAD")
    if added == "2022":
        assert [(t.problem.rule, t.tahun) for t in since.baru] == [("sasaran-didukung", 2022)]
        assert [(t.problem.rule, t.tahun) for t in since.tetap] == [("metadata-jelas", None)]
        return
    assert {(t.problem.rule, t.tahun) for t in since.tetap} == {("sasaran-didukung", 2022), ("metadata-jelas", None)}
    assert (since.baru, since.selesai) == ((), ()) and len(now.temuan) == len(since.tetap)


RUSAK = ("2022/dokumen.yml", '"final"', '"finl"')


def test_a_year_that_cannot_be_read_now_solves_nothing(kantor: Office) -> None:
    root = kantor(("2022/renja.yml", *DIDUKUNG), BERSAMA, overlay=DUA_TAHUN)
    short = commit(root)
    change(root, RUSAK, (BERSAMA[0], *reversed(BERSAMA[1:])))
    lines, wrong = said(root, since="HEAD")
    assert wrong and [line.partition(": ")[0] for line in lines[:2]] == ["Baru sejak HEAD:", f"{DOKUMEN}:1:9"]
    # The finding of the shared file is gone from 2023, which both sides can read: that one is solved.
    assert lines[2] == "Selesai sejak HEAD:" and "[metadata-jelas]" in lines[3]
    assert lines[4:] == [
        f"Tahun 2022 belum dapat dibandingkan: isinya sekarang tidak dapat dibaca ({lines[1].split(' galat: ')[0]} "
        f"{lines[1].split(' galat: ')[1].removesuffix(' [bentuk]')}); yang dibandingkan hanya bentuk berkasnya.",
        f"1 baru (1 galat), 1 selesai, 0 tetap sejak HEAD ({short}).",
    ]


def test_a_year_that_could_not_be_read_then_has_no_new_findings_but_may_fail(kantor: Office) -> None:
    root = kantor(("2022/renja.yml", *DIDUKUNG), RUSAK, overlay=DUA_TAHUN)
    short = commit(root)
    change(root, (RUSAK[0], *reversed(RUSAK[1:])))
    lines, wrong = said(root, since="HEAD")
    assert not wrong and lines[0] == "Selesai sejak HEAD:" and lines[2] == "Belum dapat dibandingkan:"
    assert "[sasaran-didukung]" in lines[3] and lines[5].startswith("Tahun 2022 belum dapat dibandingkan: isinya pada")
    assert lines[6:] == [f"0 baru, 1 selesai, 0 tetap, 1 belum dapat dibandingkan sejak HEAD ({short})."]
    data = as_json(root, "HEAD")
    assert [t["keadaan"] for t in data["temuan"]] == ["belum dapat dibandingkan"]
    assert [one["tahun"] for one in data["sejak"]["belum_dapat_dibandingkan"]] == [2022]
    assert [r.get("baselineState") for r in sarif(root, "HEAD")["results"]] == [None, "absent"]
    change(root, AWAL_2022)  # a galat that may have been there before: nobody knows, so it stops
    assert said(root, since="HEAD")[1]
    assert [line.partition(" ")[0] for line in said(root, "github", "HEAD")[0]] == [
        "::error",
        "::warning",
        "Tahun",
        "0",
    ]


def test_what_is_accepted_since_is_neither_solved_nor_hidden(kantor: Office) -> None:
    root = kantor(TANPA_PROGRAM)
    (found,) = read(root).problems
    short = commit(root)
    accept(root, ("sasaran-didukung", "S2"))
    assert said(root, since="HEAD") == (
        [
            "Kini diterima sejak HEAD:",
            str(found),
            f"0 baru, 0 selesai, 0 tetap, 1 kini diterima sejak HEAD ({short}).",
        ],
        False,
    )


def test_a_list_of_old_findings_that_grew_is_a_new_error(lama: Path) -> None:
    bekukan(lama, 2022)
    commit(lama)
    assert not said(lama, since="HEAD")[1]
    unused_picture(lama)
    with (lama / LIST).open("a") as file:
        file.write('  - aturan: "gambar-ada"\n')
    assert not said(lama)[1]  # alone nobody sees it: the list may once have held it
    lines, wrong = said(lama, since="HEAD")
    assert wrong and lines[:2] == [
        "Baru sejak HEAD:",
        f"{LIST}:3:13: galat: butir ini belum ada pada HEAD, padahal daftar ini hanya boleh memendek; hapus "
        "[temuan-lama-memendek]",
    ]


def test_content_in_a_folder_of_a_larger_repository_is_found(kantor: Office, tmp_path: Path) -> None:
    root = kantor(TANPA_PROGRAM)
    (tmp_path / "lain.txt").write_text("x")
    short = commit(tmp_path)
    before = sorted(p for p in tmp_path.rglob("*") if ".git" not in p.parts)
    assert said(root, since="HEAD") == ([f"0 baru, 0 selesai, 1 tetap sejak HEAD ({short})."], False)
    assert sorted(p for p in tmp_path.rglob("*") if ".git" not in p.parts) == before
    assert git(tmp_path, "status", "--porcelain") == "" and git(tmp_path, "worktree", "list").count("\n") == 0


def refusal(root: Path, revision: str) -> str:
    with pytest.raises(CommandError) as refused:
        bandingkan(root, revision)
    return str(refused.value)


@pytest.mark.parametrize("revision", ["tidak-ada", "HEAD~7", "--all", "-h", "HEAD:content", ":/x"])
def test_a_revision_that_is_not_there_is_told(revision: str, kantor: Office) -> None:
    root = kantor()
    commit(root)
    assert refusal(root, revision) == (
        f"revisi '{revision}' tidak ditemukan; lihat yang ada dengan git log --oneline atau git branch --all; misalnya "
        "main atau HEAD~1"
    )


def test_a_revision_that_a_shallow_clone_lacks_is_told_with_the_command_that_fetches_it(
    kantor: Office, tmp_path: Path
) -> None:
    root = kantor()
    first = commit(root)
    (root / "content/2023/narasi/simpulan.md").write_text("Baru.\n")
    commit(root)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "dangkal")
    for revision in (first, "HEAD~1"):
        assert refusal(tmp_path / "dangkal", revision) == (
            f"revisi '{revision}' tidak ditemukan; riwayat di sini tidak lengkap (salinan dangkal); ambil dahulu: "
            "git fetch --unshallow --tags"
        )


def test_without_git_or_repository_or_content_it_is_told_what_is_missing(
    kantor: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = kantor()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert refusal(root, "HEAD") == ("folder ini bukan repositori git, sehingga tidak ada revisi untuk dibandingkan")
    (root / "content").rename(tmp_path / "content")
    (root / "x").touch()
    commit(root)
    (tmp_path / "content").rename(root / "content")
    assert refusal(root, "HEAD") == "folder content/ belum ada pada revisi 'HEAD'; sebut revisi yang lebih baru"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refusal(root, "HEAD") == (
        "git belum terpasang di komputer ini; pasang dahulu, sebab riwayat isian dibaca darinya"
    )


# --- told to programs --------------------------------------------------------------------------------------------


@pytest.fixture
def campur(kantor: Office) -> Path:
    """An office with a finding of each fate: a galat, an accepted peringatan, a frozen one of the year before."""
    root = kantor(AWAL_2022, TANPA_PROGRAM, TERLALU_AWAL, overlay=DUA_TAHUN)
    bekukan(root, 2022)
    return accept(root, ("sasaran-didukung", "S2"), sampai="2030-12-31")


def test_annotations_begin_with_what_stops_the_build(kantor: Office) -> None:
    root = kantor(overlay=KASUS / "gambar-tidak-cocok")
    problems = read(root).problems
    assert [p.level for p in problems] != sorted(p.level for p in problems)
    lines, wrong = said(root, "github")
    heads = [line.partition(" ")[0] for line in lines[:-1]]
    assert wrong and len(heads) == len(problems) and heads == sorted(heads) and heads[0] == "::error"
    assert lines[:-1] == [p.as_github() for p in by_weight(problems)]


def test_what_is_accepted_or_frozen_is_no_annotation(campur: Path) -> None:
    lines, _ = said(campur, "github")
    assert [line.partition(" ")[0] for line in lines] == ["::error", "3"]
    assert lines[-1].endswith("1 galat, 0 peringatan, 1 diterima, 1 temuan lama.")


def test_since_a_revision_only_what_is_new_is_annotated(campur: Path) -> None:
    commit(campur)
    (campur / "content/2023/narasi/simpulan.md").write_text("")
    lines, wrong = said(campur, "github", "HEAD")
    assert not wrong and [line.partition(" ")[0] for line in lines] == ["::warning", "1"]
    assert lines[-1].startswith("1 baru, 0 selesai, 1 tetap sejak HEAD (")


def as_json(root: Path, since: str = "") -> Any:
    """What `--json` prints, valid by its schema."""
    lines, _ = said(root, "json", since)
    data = json.loads("\n".join(lines))
    schema = json.loads((ROOT / "schemas/pemeriksaan.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)
    return data


def test_json_has_findings_reasons_counts_and_passed_checks(campur: Path) -> None:
    data = as_json(campur)
    assert [(t["aturan"], t["tingkat"], t["kode"], t["tahun"], t["temuan_lama"]) for t in data["temuan"]] == [
        ("tanggal-wajar", "galat", "", 2023, False),
        ("sasaran-didukung", "peringatan", "S2", 2023, False),
        ("tanggal-wajar", "galat", "", 2022, True),
    ]
    first, second, _ = data["temuan"]
    assert (first["berkas"], first["baris"], first["kolom"]) == ("content/2023/perjanjian-kinerja.yml", 2, 10)
    assert first["diterima"] is None and second["diterima"] == {
        "alasan": ALASAN,
        "oleh": "Sekretaris Kecamatan",
        "sampai": "2030-12-31",
    }
    lulus = kumpulkan(check_years(campur)).lulus
    assert data["jumlah"] == {
        "indikator": 3,
        "lulus": lulus,
        "galat": 1,
        "peringatan": 0,
        "catatan": 0,
        "diterima": 1,
        "temuan_lama": 1,
    }
    assert [(i["tahun"], i["kode"]) for i in data["indikator"]] == [
        (tahun, f"IKU-0{n}") for tahun in (2022, 2023) for n in (1, 2, 3)
    ]
    seen = {c["aturan"]: c["dilihat"] for c in data["indikator"][0]["lulus"]}
    assert {
        r.nama for r in RULES if r.lihat and not (r.berlaku or r.bila or r.periksa) and r.pokok == "indikator"
    } <= seen.keys()
    assert any(seen.values()) and data["belum_diperiksa"] == [] and "sejak" not in data


def test_json_and_sarif_of_a_comparison_say_what_is_new_and_what_is_gone(campur: Path) -> None:
    short = commit(campur)
    change(campur, (TERLALU_AWAL[0], *reversed(TERLALU_AWAL[1:])))
    (campur / "content/2023/narasi/simpulan.md").write_text("")
    data = as_json(campur, "HEAD")
    assert [(t["aturan"], t.get("keadaan")) for t in data["temuan"]] == [
        ("narasi-berisi", "baru"),
        ("sasaran-didukung", None),
        ("tanggal-wajar", None),
    ]
    gone = data["sejak"].pop("selesai")
    assert [t["aturan"] for t in gone] == ["tanggal-wajar"]
    assert data["sejak"] == {
        "revisi": "HEAD",
        "komit": short,
        "baru": 1,
        "tetap": 0,
        "kini_diterima": [],
        "belum_dapat_dibandingkan": [],
    }
    results = sarif(campur, "HEAD")["results"]
    assert [(r["ruleId"], r["baselineState"]) for r in results] == [
        ("narasi-berisi", "new"),
        ("sasaran-didukung", "unchanged"),
        ("tanggal-wajar", "unchanged"),
        ("tanggal-wajar", "absent"),
    ]


def test_json_of_a_year_whose_form_is_wrong_says_that_no_rule_looked(kantor: Office) -> None:
    root = kantor(("2023/dokumen.yml", '"draf"', '"drap"'))
    data = as_json(root)
    assert data["belum_diperiksa"] == [2023] and data["indikator"] == [] and data["jumlah"]["lulus"] == 0
    assert said(root)[0][-2:] == [
        "Isi tahun 2023 baru diperiksa sesudah galat di atas diperbaiki.",
        "1 galat, 0 peringatan.",
    ]


def sarif(root: Path, since: str = "") -> Any:
    """The one run of what `--sarif` prints."""
    lines, _ = said(root, "sarif", since)
    data = json.loads("\n".join(lines))
    assert data["version"] == "2.1.0" and data["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = data["runs"]
    return run


def test_sarif_has_places_fingerprints_and_suppressions(campur: Path) -> None:
    run = sarif(campur)
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints" and run["tool"]["driver"]["name"] == "lkip"
    results = run["results"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
    assert [(r["level"], r["partialFingerprints"]) for r in results] == [
        ("error", {"aturanKodeTahun/v1": "tanggal-wajar//2023:1"}),
        ("warning", {"aturanKodeTahun/v1": "sasaran-didukung/S2/2023:1"}),
        ("error", {"aturanKodeTahun/v1": "tanggal-wajar//2022:1"}),
    ]
    assert [r.get("suppressions") for r in results] == [
        None,
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": f"diterima sampai 31 Desember 2030 oleh Sekretaris Kecamatan: {ALASAN}",
            }
        ],
        [{"kind": "external", "status": "accepted", "justification": "temuan lama"}],
    ]
    assert results[0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "content/2023/perjanjian-kinerja.yml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 2, "startColumn": 10},
            }
        }
    ]


def test_sarif_describes_every_rule_and_addresses_its_page_where_the_site_is_known(kantor: Office) -> None:
    root = kantor()
    rules = sarif(root)["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == sorted({r.nama for r in RULES} | KETERANGAN.keys())
    assert all(r["shortDescription"]["text"] for r in rules) and not any("helpUri" in r for r in rules)
    (root / "mkdocs.yml").write_text("site_url: https://kecamatan.contoh.go.id/lkip\n")
    addressed = {r["id"]: r["helpUri"] for r in sarif(root)["tool"]["driver"]["rules"] if "helpUri" in r}
    assert addressed == {r["id"]: f"https://kecamatan.contoh.go.id/lkip/{alamat(r['id'])}" for r in rules}
    assert addressed["sasaran-didukung"].endswith("/lkip/aturan/sasaran-didukung.html")
    assert addressed["bentuk"].endswith("/lkip/aturan/index.html#aturan-bentuk")


@pytest.mark.parametrize("text", ["", "site_url:\n", "site_url: contoh.go.id\n", "site_url: 'javascript:x'\n"])
def test_an_address_that_is_not_written_down_is_not_made_up(text: str, kantor: Office) -> None:
    root = kantor()
    (root / "mkdocs.yml").write_text(text)
    assert not any("helpUri" in rule for rule in sarif(root)["tool"]["driver"]["rules"])


def test_findings_of_one_fingerprint_are_numbered_and_a_strange_file_name_is_an_address(kantor: Office) -> None:
    root = kantor(("2023/dokumen.yml", 'status: "draf"', 'status: "drap"'), ("2023/dokumen.yml", '"A4"', '"A5"'))
    (root / "content" / "catatan 100%, a:b.txt").touch()
    results = sarif(root)["results"]
    assert sorted(r["partialFingerprints"]["aturanKodeTahun/v1"] for r in results) == [
        "bentuk//2023:1",
        "bentuk//2023:2",
        "berkas-dikenal//:1",
    ]
    assert "content/catatan%20100%25%2C%20a%3Ab.txt" in {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results
    }


# --- explained ---------------------------------------------------------------------------------------------------


def test_every_name_that_stands_behind_a_finding_can_be_explained() -> None:
    code = "".join(p.read_text("utf-8") for p in (ROOT / "lkip").rglob("*.py") if p.name != "keterangan.py")
    written = set(re.findall(r'rule="([a-z-]+)"', code)) | set(re.findall(r'"(?:galat|peringatan)", "([a-z-]+)"', code))
    known = {r.nama for r in RULES} | KETERANGAN.keys()
    assert written and written - set(LEVELS) <= known
    assert not {r.nama for r in RULES} & KETERANGAN.keys()


def test_without_a_name_all_rules_are_listed_with_number_and_first_sentence() -> None:
    lines = list(jelaskan_aturan(ROOT, None))
    assert len(lines) == len(RULES) + len(KETERANGAN)
    for rule, line in zip(RULES, lines, strict=False):
        assert line.startswith(f"{rule.kode:4} {rule.nama} ") and line.rstrip()[-1] in ".)"
    assert lines[-len(KETERANGAN)].split("  ")[-1].strip().startswith("Berkas YAML harus dapat dibaca")


def test_an_unknown_name_is_told_with_the_nearest_one() -> None:
    for name, message in (
        ("sasaran-dukung", "aturan 'sasaran-dukung' tidak dikenal; maksudnya 'sasaran-didukung'?"),
        ("bentukk", "aturan 'bentukk' tidak dikenal; maksudnya 'bentuk'?"),
        ("Belanja", "aturan 'Belanja' tidak dikenal; lihat daftarnya dengan ./inv explain"),
        (
            "triwulan",
            "aturan 'triwulan' tidak dikenal; maksudnya salah satu dari ini: "
            + ", ".join(r.nama for r in RULES if "triwulan" in r.nama.split("-")),
        ),
        ("L99", "aturan 'L99' tidak dikenal; nomor yang ada: L01 sampai L34, lihat daftarnya dengan ./inv explain"),
        ("q\n::error::", "aturan 'q\\u000a::error::' tidak dikenal; lihat daftarnya dengan ./inv explain"),
    ):
        with pytest.raises(CommandError) as refused:
            list(jelaskan_aturan(ROOT, name))
        assert str(refused.value) == message


@pytest.mark.parametrize("name", ["Capaian Wajar", "CAPAIAN_WAJAR", " capaian-wajar ", "[capaian-wajar]"])
def test_a_rule_is_found_however_its_name_or_number_is_typed(name: str) -> None:
    assert list(jelaskan_aturan(ROOT, name)) == list(jelaskan_aturan(ROOT, "capaian-wajar"))


def test_a_number_that_several_rules_have_explains_all_of_them() -> None:
    (text,) = jelaskan_aturan(ROOT, "l01")
    named = [f"{r.nama} (L01)" for r in RULES if r.kode == "L01"]
    assert len(named) > 1 and [line for line in text.splitlines() if line.endswith(" (L01)")] == named


@pytest.mark.parametrize("name", BENTUK)
def test_a_name_of_form_is_explained_in_a_sentence(name: str) -> None:
    assert list(jelaskan_aturan(ROOT, name.upper())) == [f"{name}\n\n{BENTUK[name]}"]


# --- editors -----------------------------------------------------------------------------------------------------


def test_an_editor_knows_the_schema_of_every_kind_of_file_and_no_other() -> None:
    mapped: dict[str, list[str]] = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    pairs = {(schema, glob) for schema, globs in mapped.items() for glob in globs}
    assert pairs == {
        (f"./schemas/{kind.schema}.schema.json", f"content/{kind.path.replace('TAHUN', '*')}") for kind in KINDS
    }
    assert all((ROOT / schema).is_file() for schema in mapped)
    for file in (LENGKAP / "content").rglob("*.yml"):
        path = file.relative_to(LENGKAP)
        assert sum(path.match(glob) and len(path.parts) == glob.count("/") + 1 for _, glob in pairs) == 1, path
