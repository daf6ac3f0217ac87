"""Another office takes the repository over: only content/ is replaced, and all is built; and the show for newcomers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import KASUS
from keluaran import files, page, pdf_pages, word, word_lines
from repo_proses import sop, yaml

ROOT = Path(__file__).parent.parent
# What differs from show to show: bytes that depend on commits and keys, commits, keys.
_BERGANTI = (
    ("[0-9a-f]{64}", "<SHA-256>"),
    ("SHA256:[A-Za-z0-9+/]{43}", "<kunci>"),
    ("komit [0-9a-f]{7}", "komit <komit>"),
)


def run(root: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a task in a repository as the wrapper does."""
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(root), *args]
    surroundings = {**os.environ, "PYTHONUTF8": "1", **env}
    return subprocess.run(command, cwd=root, env=surroundings, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def taken_over(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as it is tracked, with the published office of Muncar in place of its own content."""
    root = tmp_path_factory.mktemp("muncar") / "repo"
    tracked = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=True).stdout.decode()
    for name in filter(None, tracked.split("\0")):
        if not name.startswith("content/") and (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
    shutil.copytree(KASUS / "muncar" / "content", root / "content")
    return root


def test_another_office_is_built_whole_with_nothing_of_the_first_one(taken_over: Path) -> None:
    done = run(taken_over, "build")
    assert (done.returncode, done.stderr) == (0, "")
    # Its only findings: four targets below what the year before had reached.
    assert done.stdout.count("[target-menantang]\n") == 4
    assert done.stdout.endswith(
        "0 galat, 5 peringatan.\n"
        "Selesai: build/lkip-2024.pdf, build/lkip-2024.docx, build/data/laporan.json, build/site/index.html\n"
    )
    build = taken_over / "build"
    made = {p.name for p in build.iterdir()}
    assert made == {
        *("lkip-2024.pdf", "lkip-2024.docx", "perjanjian-kinerja-2024.pdf", "perjanjian-kinerja-2024.docx"),
        *("kertas-kerja-2024.pdf", "sop.pdf"),
        *("data", "site"),
    }
    told = {
        "PDF": " ".join(pdf_pages(build / "lkip-2024.pdf")),
        "agreement": " ".join(pdf_pages(build / "perjanjian-kinerja-2024.pdf")),
        "Word": "\n".join(word_lines(word(build / "lkip-2024.docx"))),
        "JSON": (build / "data/laporan.json").read_text("utf-8"),
        "site": "\n".join(page(build / "site" / name).other for name in ("index.html", "2024/bab-3.html")),
    }
    assert [name for name, text in told.items() if "Muncar" not in text] == []
    assert [name for name, text in told.items() if re.search("(?i)tebing tinggi|balangan", text)] == []
    assert json.loads(told["JSON"])["instansi"]["nama"] == "Kecamatan Muncar"


def test_no_page_of_the_site_names_the_first_office(taken_over: Path) -> None:
    site = taken_over / "build" / "site"
    if not site.is_dir():
        assert run(taken_over, "build").returncode == 0
    named = [name for name, data in files(site).items() if re.search(rb"(?i)tebing tinggi|balangan", data)]
    assert named == []


def test_the_show_plays_a_whole_year_and_leaves_the_office_alone(taken_over: Path, tmp_path: Path) -> None:
    """The office of Muncar reports by the year alone: the show says what is missing; `lengkap` has quarters.

    `pertunjukan.txt` has its words; `UPDATE_KASUS=1` writes it anew. What the user has set up for git and keys is not
    asked for.
    """
    none = run(taken_over, "demo", TMPDIR=str(tmp_path))
    assert (none.returncode, none.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert none.stderr == "Gagal: belum ada indikator tahun 2024 dengan angka triwulan yang dapat dipertunjukkan\n"
    shutil.rmtree(taken_over / "content")
    shutil.copytree(KASUS / "lengkap" / "content", taken_over / "content")
    (taken_over / "content/sop.yml").write_text(yaml(sop()), "utf-8")
    before = files(taken_over / "content")
    place, home = tmp_path / "pertunjukan", tmp_path / "rumah"
    place.mkdir()
    home.mkdir()
    settings = "[commit]\n\tgpgSign = true\n[core]\n\thooksPath = /tidak/ada\n\tautocrlf = true\n"
    (home / ".gitconfig").write_text(settings, "utf-8")
    agent = {"SSH_AUTH_SOCK": str(home / "tidak-ada"), "GIT_DIR": str(home)}
    done = run(taken_over, "demo", TMPDIR=str(place), HOME=str(home), **agent)
    assert (done.returncode, done.stderr) == (0, "")
    (folder,) = place.iterdir()
    told = done.stdout.replace(str(folder), "FOLDER")
    for pattern, name in _BERGANTI:
        told = re.sub(pattern, name, told)
    expected = Path(__file__).parent / "pertunjukan.txt"
    if os.environ.get("UPDATE_KASUS"):
        expected.write_text(told, "utf-8")
    assert told.split("\n") == expected.read_text("utf-8").split("\n")
    office = folder / "kantor"
    assert "85,13" in " ".join(pdf_pages(office / "content/2023/proses/disahkan/lkip-2023-v1.0.pdf"))
    assert (office / "build/site/2023/indikator-IKU-01.html").is_file()
    assert files(taken_over / "content") == before
