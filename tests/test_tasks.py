"""The tasks as a user runs them, through invoke, in a little repository: what is printed, and the exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from conftest import KASUS, LENGKAP, make_office
from invoke.exceptions import Exit
from repo_proses import sop, yaml

import tasks
from lkip.check import RULES
from lkip.pipeline import check_years
from lkip.problem import CommandError
from lkip.temuan import kumpulkan

ROOT = Path(__file__).parent.parent
UNTOUCHED = "Tidak ada yang dibuat; build/ yang lama tidak berubah.\n"
FAULT = ("renstra.yml", 'nama: "Indeks Kepuasan Masyarakat"', 'nama: ""')

Repo = Callable[..., Path]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Make a repository of the office `lengkap`, with changes as `make_office` takes them."""

    def make(*changes: tuple[str, str, str], overlay: Path | None = None) -> Path:
        root = make_office(tmp_path / "kantor", *changes, overlay=overlay)
        for folder in ("lkip", "schemas"):
            shutil.copytree(ROOT / folder, root / folder)
        for file in ("tasks.py", "mkdocs.yml"):
            shutil.copy2(ROOT / file, root / file)
        return root

    return make


@pytest.fixture
def three_years(repo: Repo) -> Path:
    """A repository of the office `dua-tahun` with a third year, 2024, like its first."""
    root = repo(overlay=KASUS / "dua-tahun")
    shutil.copytree(root / "content/2022", root / "content/2024")
    for file in (p for p in (root / "content/2024").rglob("*") if p.is_file()):
        text = file.read_text("utf-8").replace("2023", "2025").replace("2022", "2024")
        file.write_text(text, "utf-8", newline="")
    profile = (root / "content/2023/profil.yml").read_text("utf-8")
    (root / "content/2024/profil.yml").write_text(profile.replace("2023", "2024"), "utf-8", newline="")
    for file in (root / "content/2024/bukti").glob("*.csv"):  # evidence of its own, not that of 2022
        file.write_text(f"{file.read_text('utf-8')}\n", "utf-8", newline="")
    # Its targets are softer than what 2023 reached and not those of the Renstra: accepted, with a reason.
    accepted = "".join(
        f'  - aturan: "{rule}"\n    kode: "IKU-0{n}"\n    alasan: "Tahun percobaan."\n'
        '    oleh: "Camat Contoh Jaya"\n    sampai: "2026-12-31"\n'
        for rule in ("target-menantang", "target-sesuai-renstra")
        for n in (1, 2, 3)
    )
    (root / "content/2024/pengecualian.yml").write_text(f"pengecualian:\n{accepted}", "utf-8")
    return root


def run(root: Path, *args: str, **more: str) -> tuple[int, str, str]:
    """Run a task as the wrapper does; return exit code, stdout, stderr."""
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(root), *args]
    env = {**os.environ, "PYTHONUTF8": "1", "GITHUB_BASE_REF": "", **more}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def looked(root: Path) -> str:
    """How the last line of a check begins: what passed grows with every rule, so it is counted here."""
    return f"3 indikator, {kumpulkan(check_years(root)).lulus} pemeriksaan lulus"


def test_check_of_a_good_office_says_what_passed(repo: Repo) -> None:
    root = repo()
    assert run(root, "check") == (0, f"{looked(root)}, 0 galat, 0 peringatan.\n", "")
    assert int(looked(root).split()[2]) > 50


def test_check_says_where_each_rule_that_spoke_is_explained(repo: Repo) -> None:
    root = repo(overlay=KASUS / "sasaran-tanpa-program")
    code, stdout, stderr = run(root, "check")
    finding, explained, last = stdout.splitlines()
    assert (code, stderr) == (0, "") and finding.endswith(" [sasaran-didukung]")
    assert explained == "Penjelasan: ./inv explain sasaran-didukung (di situs: aturan/sasaran-didukung.html)"
    assert last == f"{looked(root)}, 0 galat, 1 peringatan."


def test_check_prints_json_and_sarif_alone_and_takes_one_form_at_a_time(repo: Repo) -> None:
    root = repo(FAULT)
    for form, key in (("--json", "temuan"), ("--sarif", "runs")):
        code, stdout, stderr = run(root, "check", form)
        assert (code, stderr) == (1, "") and key in json.loads(stdout)
    assert run(root, "check", "--json", "--sarif") == (
        2,
        "",
        "sebut salah satu saja: --github, --json, --sarif atau --freeze\n",
    )


def test_check_since_a_revision_that_is_not_there_and_a_year_that_cannot_be_frozen_are_told(repo: Repo) -> None:
    root = repo()
    subprocess.run(["git", "init", "--quiet", root], check=True)
    assert run(root, "check", "--since", "main") == (
        2,
        "",
        "Gagal: revisi 'main' tidak ditemukan; lihat yang ada dengan git log --oneline atau git branch --all; misalnya "
        "main atau HEAD~1\n",
    )
    assert run(root, "check", "--freeze", "2023") == (
        2,
        "",
        "Gagal: temuan tahun 2023 tidak dapat dibekukan: ini tahun terbaru; perbaiki temuannya, atau beri alasan di "
        "pengecualian.yml\n",
    )
    env = {"GITHUB_BASE_REF": "utama"}
    assert run(root, "check", "--github", "--pull-request")[0] == 0
    code, _, stderr = run(root, "check", "--github", "--pull-request", **env)
    assert code == 2 and stderr.startswith("Gagal: revisi 'origin/utama' tidak ditemukan; ")
    assert run(root, "check", "--freeze", "2022", "--since", "HEAD") == (
        2,
        "",
        "--freeze dan --since tidak dapat bersama: bekukan dahulu tahunnya, baru bandingkan dengan revisi\n",
    )
    assert run(root, "check", "--freeze", "lama") == (
        2,
        "",
        "--freeze lama bukan tahun; tulis misalnya --freeze 2023\n",
    )


def test_explain_takes_a_name_or_none(repo: Repo) -> None:
    root = repo()
    code, stdout, stderr = run(root, "explain")
    assert (code, stderr) == (0, "") and all(f" {rule.nama} " in stdout for rule in RULES)
    code, stdout, stderr = run(root, "explain", "sasaran-didukung")
    assert (code, stderr) == (0, "") and "sasaran-didukung" in stdout and "\n\nMengapa\n" in stdout
    assert run(root, "explain", "sasaran-dukung") == (
        2,
        "",
        "Gagal: aturan 'sasaran-dukung' tidak dikenal; maksudnya 'sasaran-didukung'?\n",
    )


def test_check_tells_every_fault_on_its_line_and_as_an_annotation(repo: Repo) -> None:
    root = repo(FAULT, ("2023/dokumen.yml", 'status: "draf"', 'status: "drap"'))
    (root / "content" / "catatan 100%, a:b.txt").touch()
    line = 1 + (root / "content/renstra.yml").read_text("utf-8").split("\n").index('            nama: ""')
    assert run(root, "check") == (
        1,
        "content/2023/dokumen.yml:1:9: galat: Status 'drap' tidak dikenal; maksudnya 'draf'? [bentuk]\n"
        "content/catatan 100%, a:b.txt:1:1: galat: nama berkas tidak dikenal; hapus, atau pindahkan ke folder bukti "
        "tahunnya [berkas-dikenal]\n"
        f"content/renstra.yml:{line}:19: galat: Nama indikator tidak boleh kosong; isi [bentuk]\n"
        "Isi tahun 2023 baru diperiksa sesudah galat di atas diperbaiki.\n"
        "3 galat, 0 peringatan.\n",
        "",
    )
    assert run(root, "check", "--github") == (
        1,
        "::error file=content/2023/dokumen.yml,line=1,col=9,title=galat [bentuk]::Status 'drap' tidak dikenal; "
        "maksudnya 'draf'?\n"
        "::error file=content/catatan 100%25%2C a%3Ab.txt,line=1,col=1,title=galat [berkas-dikenal]::nama berkas tidak "
        "dikenal; hapus, atau pindahkan ke folder bukti tahunnya\n"
        f"::error file=content/renstra.yml,line={line},col=19,title=galat [bentuk]::Nama indikator tidak boleh kosong; "
        "isi\n"
        "3 galat, 0 peringatan.\n",
        "",
    )


def test_fmt_names_what_it_would_mend_then_mends_it_then_has_nothing_to_do(repo: Repo) -> None:
    root = repo(("2023/dokumen.yml", 'status: "draf"', "status:   draf"))
    clean = (LENGKAP / "content/2023/dokumen.yml").read_bytes()
    untidy = (root / "content/2023/dokumen.yml").read_bytes()
    assert run(root, "fmt", "--check") == (
        1,
        "content/2023/dokumen.yml: belum rapi; jalankan ./inv fmt\n0 galat, 0 peringatan.\n",
        "",
    )
    assert (root / "content/2023/dokumen.yml").read_bytes() == untidy
    assert run(root, "fmt") == (0, "content/2023/dokumen.yml: dirapikan\n0 galat, 0 peringatan.\n", "")
    assert (root / "content/2023/dokumen.yml").read_bytes() == clean
    assert run(root, "fmt", "--check") == (0, "0 galat, 0 peringatan.\n", "")


def test_fmt_mends_the_rest_where_a_file_cannot_be_touched(repo: Repo) -> None:
    root = repo(("2023/dokumen.yml", 'status: "draf"', "status:   draf"))
    noted = root / "content/renstra.yml"
    noted.write_text("# catatan\n" + noted.read_text("utf-8"), "utf-8")
    before = noted.read_bytes()
    strange = root / "content" / "x\n::error::y.yml"
    strange.write_text("a:  1\n")
    assert run(root, "fmt") == (
        1,
        "content/2023/dokumen.yml: dirapikan\n"
        "content/x\\u000a::error::y.yml: dirapikan\n"
        "content/renstra.yml:1:1: galat: komentar akan hilang bila berkas dirapikan; hapus, atau pindahkan isinya ke "
        "isian yang sesuai [komentar]\n"
        "1 galat, 0 peringatan.\n",
        "",
    )
    assert noted.read_bytes() == before


def test_build_makes_all_outputs_and_a_fault_leaves_the_last_good_ones(repo: Repo) -> None:
    root = repo(overlay=KASUS / "sasaran-tanpa-program")
    (root / "content/2023/pengecualian.yml").write_text(
        'pengecualian:\n  - aturan: "sasaran-didukung"\n    kode: "S2"\n    alasan: "Disusun tahun depan."\n'
        '    oleh: "Sekretaris Kecamatan"\n    sampai: "2024-12-31"\n',
        "utf-8",
    )
    assert run(root, "build") == (
        0,
        "0 galat, 0 peringatan.\n"
        "Selesai: build/lkip-2023.pdf, build/lkip-2023.docx, build/data/laporan.json, build/site/index.html\n",
        "",
    )
    outputs = [root / "build" / name for name in ("lkip-2023.pdf", "lkip-2023.docx", "data/laporan.json")]
    assert (root / "build/site/aturan/sasaran-didukung.html").is_file()
    # What is accepted is not hidden: it stands in the working paper, and in no document that is signed.
    paper = unescape((root / "build/site/2023/kertas-kerja.html").read_text("utf-8"))
    assert "Disusun tahun depan." in paper and "Sekretaris Kecamatan" in paper
    assert "Disusun tahun depan." not in (root / "build/data/laporan.json").read_text("utf-8")
    before = [(file.stat().st_mtime_ns, file.read_bytes()) for file in outputs]

    plan = root / "content/renstra.yml"
    good = plan.read_text("utf-8")
    plan.write_text(good.replace(*FAULT[1:]), "utf-8")
    code, stdout, stderr = run(root, "build", "--github")
    assert (code, stderr) == (1, UNTOUCHED) and stdout.startswith("::error file=content/renstra.yml,")
    assert stdout.endswith("\n1 galat, 0 peringatan.\n")

    plan.write_text(good, "utf-8")
    template = root / "lkip/templates/laporan/30-bab-3.md"
    text = template.read_text("utf-8")
    template.write_text(text.replace('nama="capaian"', 'nama="capain"', 1), "utf-8")
    code, stdout, stderr = run(root, "build")
    assert (code, stdout) == (2, "0 galat, 0 peringatan.\n")
    assert stderr.startswith("Gagal: ") and "'capain' tidak ada; yang ada: " in stderr
    assert "Traceback" not in stderr

    template.write_text("{% if %}\n" + text, "utf-8")
    code, stdout, stderr = run(root, "build")
    assert (code, stdout) == (2, "0 galat, 0 peringatan.\n")
    assert stderr.startswith("Gagal: lkip/templates/laporan/30-bab-3.md") and "Traceback" not in stderr

    assert [(file.stat().st_mtime_ns, file.read_bytes()) for file in outputs] == before
    assert sorted(p.name for p in root.iterdir() if p.name.startswith(".build")) == []


def made(root: Path, out: str = "build") -> list[str]:
    """The outputs that a reader looks for, by path."""
    names = (
        "*.pdf",
        "*.docx",
        "data/laporan.json",
        "data/*/laporan.json",
        "data/*/datapackage.json",
        "site/2*/index.html",
    )
    return sorted(p.relative_to(root / out).as_posix() for name in names for p in (root / out).glob(name))


def of_year(tahun: int, *, revised: bool = False) -> list[str]:
    """The outputs of one year."""
    documents = [f"lkip-{tahun}", f"perjanjian-kinerja-{tahun}"] + [f"perjanjian-kinerja-perubahan-{tahun}"] * revised
    data = [f"data/{tahun}/{name}" for name in ("laporan.json", "datapackage.json")]
    papers = [f"{name}.{ending}" for name in documents for ending in ("pdf", "docx")]
    return [*papers, *data, f"kertas-kerja-{tahun}.pdf", f"site/{tahun}/index.html"]


def newest(root: Path, out: str = "build") -> int:
    """The year that stands in front."""
    tahun: int = json.loads((root / out / "data/laporan.json").read_text("utf-8"))["tahun"]
    return tahun


def test_build_makes_every_year_up_to_the_newest_or_the_one_that_is_named(three_years: Path) -> None:
    root = three_years
    code, stdout, stderr = run(root, "check")
    assert (code, stderr) == (0, "") and stdout.splitlines()[-1] == (
        f"{looked(root)}, 0 galat, 0 peringatan, 6 diterima."
    )
    assert (
        stdout.count(": diterima sampai 31 Desember 2026 oleh Camat Contoh Jaya: Tahun percobaan. (peringatan: ") == 6
    )
    assert run(root, "build") == (
        0,
        "0 galat, 0 peringatan.\n"
        "Selesai: build/lkip-2024.pdf, build/lkip-2024.docx, build/data/laporan.json, build/site/index.html\n"
        "Dokumen dan data tahun 2022, 2023 ikut dibuat.\n",
        "",
    )
    years = [*of_year(2022), *of_year(2023, revised=True)]
    assert made(root) == sorted(["data/laporan.json", *years, *of_year(2024), "sop.pdf"])
    assert newest(root) == 2024
    # The years after the one that is named are not looked at.
    (root / "content/2024/renja.yml").write_text("salah\n", "utf-8")
    assert run(root, "build", "--tahun", "2023", "--out", "lama") == (
        0,
        "0 galat, 0 peringatan.\n"
        "Selesai: lama/lkip-2023.pdf, lama/lkip-2023.docx, lama/data/laporan.json, lama/site/index.html\n"
        "Dokumen dan data tahun 2022 ikut dibuat.\n",
        "",
    )
    assert made(root, "lama") == sorted(["data/laporan.json", *years, "sop.pdf"])
    assert newest(root, "lama") == 2023 and newest(root) == 2024
    assert (root / "lama/data/2022/laporan.json").read_bytes() == (root / "build/data/2022/laporan.json").read_bytes()


def test_a_fault_in_any_year_that_is_built_stops_the_build_and_is_told_once(three_years: Path) -> None:
    root = three_years
    plan, prose = root / "content/2022/renja.yml", root / "content/2022/narasi/simpulan.md"
    plan.write_text(plan.read_text("utf-8") + 'salah: "x"\n', "utf-8")
    prose.write_text("# Simpulan\n", "utf-8")
    line = plan.read_text("utf-8").count("\n")
    faults = (
        "content/2022/narasi/simpulan.md:1:1: galat: judul tidak ditulis dalam narasi; judul bab diatur dalam templat "
        "[prosa-sederhana]\n"
        f"content/2022/renja.yml:{line}:1: galat: isian 'salah' tidak dikenal; yang dikenal di sini: program [bentuk]\n"
    )
    unseen = "Isi tahun 2022, 2023, 2024 baru diperiksa sesudah galat di atas diperbaiki.\n"
    assert run(root, "check") == (1, f"{faults}{unseen}2 galat, 0 peringatan.\n", "")
    faults += "2 galat, 0 peringatan.\n"
    for args in ((), ("--tahun", "2022"), ("--tahun", "2023")):
        assert run(root, "build", *args) == (1, faults, UNTOUCHED)
    assert not (root / "build").exists()


def test_a_year_of_a_folder_that_is_not_there_is_told_with_those_that_are(three_years: Path) -> None:
    assert run(three_years, "build", "--tahun", "2021") == (
        1,
        "content:1:1: galat: folder tahun 2021 belum ada; yang ada: 2022, 2023, 2024 [berkas-ada]\n"
        "1 galat, 0 peringatan.\n",
        UNTOUCHED,
    )


def test_a_year_that_is_gathered_waits_and_the_task_that_opened_it_does_so_once(repo: Repo) -> None:
    root = repo()
    (root / "content/sop.yml").write_text(yaml(sop()), "utf-8")
    (root / "content/2024/proses").mkdir(parents=True)
    state = {"status": "draf", "versi": "1.0", "tanggal": "2025-02-28", "kertas": "A4"}
    (root / "content/2024/dokumen.yml").write_text(yaml(state), "utf-8")
    for text in (root / "content/2023/narasi").glob("*.md"):
        (root / "content/2024/narasi").mkdir(exist_ok=True)
        shutil.copy(text, root / "content/2024/narasi")
    event = {"tahun": 2024, "langkah": 1, "peristiwa": "selesai", "peran": "Camat", "oleh": "Camat"}
    file = root / "content/2024/proses/20250106-0900-1-selesai.yml"
    file.write_text(yaml({**event, "waktu": "2025-01-06T09:00:00+08:00"}), "utf-8")
    code, stdout, stderr = run(root, "build", "--tahun", "2024")
    assert (code, stderr) == (1, "Gagal: tidak ada yang dibuat; lengkapi dahulu, lihat ./inv gather --tahun 2024\n")
    assert stdout.endswith("Tahun 2024 masih dihimpun: berkas di atas belum ada, dokumennya belum dibuat.\n")
    assert not (root / "build").exists()
    event = f"content/2024/proses/{file.name}"
    told = (
        f"Gagal: tahun 2024 sudah dibuka: {event} sudah ada; bukti yang belum ada menyusul dengan ./inv sign {event}\n"
    )
    assert run(root, "start", "--tahun", "2024") == (2, "", told)
    assert run(root, "start") == (2, "", "sebut tahunnya, misalnya --tahun 2024\n")
    wrong = "Gagal: --batas '20 Februari' bukan tanggal; tulis misalnya --batas 2024-02-26\n"
    assert run(root, "start", "--tahun", "2024", "--batas", "20 Februari") == (2, "", wrong)
    wrong = "Gagal: --waktu '6-1-2025' bukan tanggal dan jam; tulis misalnya --waktu 2024-02-20T10:00\n"
    assert run(root, "start", "--tahun", "2024", "--waktu", "6-1-2025") == (2, "", wrong)
    wrong = "sebut satu bukti: --kunci ~/.ssh/lkip, atau --pindaian proses/disposisi.pdf\n"
    assert run(root, "sign", event) == (2, "", wrong)


def test_a_bug_of_ours_is_told_as_such_with_the_whole_story(repo: Repo) -> None:
    root = repo()
    engine = root / "lkip/capaian/__init__.py"
    engine.write_text(
        engine.read_text("utf-8").replace("def compute(", "def compute(*_):\n    1 / 0\n\n\ndef _old("), "utf-8"
    )
    code, stdout, stderr = run(root, "check")
    assert (code, stdout) == (2, "")
    assert "ZeroDivisionError" in stderr
    assert stderr.endswith("Ada kesalahan pada program ini, bukan pada isian Anda; laporkan pesan di atas.\n")


def test_to_a_runner_no_line_of_a_refusal_or_of_a_bug_is_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    said = "satu\n::error::dua\n  ##[error]tiga"
    with pytest.raises(Exit) as told, tasks.boundary():
        raise CommandError(said)
    assert told.value.message == "Gagal: satu\n| ::error::dua\n|   \\u0023#[error]tiga"
    with pytest.raises(Exit, match="Ada kesalahan pada program ini"), tasks.boundary():
        raise ValueError(said)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in capsys.readouterr().err.splitlines())


def test_a_wrong_option_is_told_without_a_traceback_and_touches_nothing(repo: Repo) -> None:
    root = repo()
    before = sorted(root.rglob("*"))
    assert run(root, "build", "--tahun", "1999") == (
        1,
        "content:1:1: galat: folder tahun 1999 belum ada; yang ada: 2023 [berkas-ada]\n1 galat, 0 peringatan.\n",
        UNTOUCHED,
    )
    for year in ("abc", "２０２３", "2023\n"):
        shown = year.replace("\n", "\\u000a")
        told = f"--tahun {shown} bukan tahun; tulis misalnya --tahun 2023\n"
        assert run(root, "build", "--tahun", year) == (2, "", told)
    # The folder of the outputs is replaced as a whole: a slip must not cost the content or the repository.
    for out in (".", "content", "tasks.py"):
        name = (root / out).name
        told = (
            f"Gagal: isi '{name}' akan terhapus; kosongkan folder keluaran itu, atau sebut folder baru dengan --out\n"
        )
        assert run(root, "build", "--out", out) == (2, "0 galat, 0 peringatan.\n", told)
    assert sorted(p for p in root.rglob("*") if "__pycache__" not in p.parts) == [
        p for p in before if "__pycache__" not in p.parts
    ]


def test_every_task_is_listed_with_what_it_does(repo: Repo) -> None:
    root = repo()
    code, stdout, stderr = run(root, "--list")
    described = dict(re.findall(r"^  (\S+) +(\S.*)$", stdout, re.MULTILINE))
    tasks = re.findall(
        r"^@(?:task|step).*?^def (\w+)\(", (root / "tasks.py").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert (
        (code, stderr) == (0, "")
        and sorted(described) == sorted(t.replace("_", "-") for t in tasks)
        and len(tasks) >= 6
    )
    for task, options in (("build", 3), ("archive", 10)):  # one of the common kind, and a step of the SOP
        code, stdout, stderr = run(root, task, "--help")
        assert (code, stderr) == (0, "") and described[task].rstrip(".") in " ".join(stdout.split())
        told = re.findall(r"^  (?:-\w.*?, )?(--\S+?)(?:=STRING)?(?: +(.*))?$", stdout, re.MULTILINE)
        assert len(told) == options and all(help_text for _, help_text in told)


@pytest.mark.parametrize("args", [("susun",), ("check", "--semua")], ids=" ".join)
def test_what_is_no_task_or_option_is_refused_by_name(args: tuple[str, ...], repo: Repo) -> None:
    code, stdout, stderr = run(repo(), *args)
    assert code != 0 and stdout == ""
    assert args[-1] in stderr and "Traceback" not in stderr
