"""The same everywhere: one figure in every output, the same bytes from the same content, and nothing half done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PERISTIWA, Change, make_office
from keluaran import ROOT, Terbit, files, page, pdf_body, squeezed, word, word_tables

from lkip.data import as_data

# --- the same figures ------------------------------------------------------------------------------------------


@pytest.fixture(params=["terbit", "muncar_terbit", "ragam_terbit"])
def kantor_terbit(request: pytest.FixtureRequest) -> Terbit:
    """Published offices."""
    terbit: Terbit = request.getfixturevalue(request.param)
    return terbit


def expected(data: dict[str, Any]) -> dict[str, list[list[str]]]:
    """The figures of some tables as `laporan.json` shows them: by title, the last cells of each row."""
    tahun = data["tahun"]
    indikator = [i for s in data["sasaran"] for i in s["indikator"]]
    money = ("pagu", "realisasi", "serapan")
    bounded = any(s["capaian"]["tampil"] != s["tanpa_batas"]["tampil"] for s in data["sasaran"])
    means = ("capaian", "tanpa_batas") if bounded else ("capaian",)

    def shown(part: dict[str, Any], *names: str) -> list[str]:
        return [part[name]["tampil"] for name in names]

    def lines(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for child in part["bagian"]:
            yield child
            yield from lines(child)

    return {
        f"Target, Realisasi dan Capaian Kinerja Tahun {tahun}": [
            [i["satuan"], i["jenis_target"], *shown(i, "target", "realisasi", "capaian"), i["kategori"] or "–"]
            for i in indikator
        ],
        f"Capaian Sasaran Strategis Tahun {tahun}": [
            *([*shown(s, *means), s["kategori"] or "–"] for s in data["sasaran"]),
            [*shown(data, *means), data["kategori"]],
        ],
        f"Realisasi Anggaran dan Keluaran per Program, Kegiatan dan Sub Kegiatan Tahun {tahun}": [
            *(shown(line, *money) for line in lines(data["anggaran"])),
            shown(data["anggaran"], *money),
        ],
        f"Realisasi Anggaran per Program Tahun {tahun}": [
            *([p["nama"], *shown(p, "pagu_awal", *money)] for p in data["anggaran"]["bagian"]),
            shown(data["anggaran"], "pagu_awal", *money),
        ],
    }


def test_json_is_what_was_computed(kantor_terbit: Terbit) -> None:
    assert json.loads(kantor_terbit.json.read_text("utf-8")) == as_data(kantor_terbit.laporan)


def test_tables_of_word_and_site_show_the_figures_of_the_json(kantor_terbit: Terbit) -> None:
    data = json.loads(kantor_terbit.json.read_text("utf-8"))
    year = kantor_terbit.site / str(data["tahun"])
    site = [table for name in ("bab-3", "lampiran-anggaran") for table in page(year / f"{name}.html").tables]
    for found in (word_tables(word(kantor_terbit.docx)), site):
        made = {table.judul: table.isi for table in found}
        for title, rows in expected(data).items():
            assert [cells[-len(row) :] for cells, row in zip(made[title], rows, strict=True)] == rows, title


def test_rows_of_the_pdf_show_the_figures_of_the_json(kantor_terbit: Terbit) -> None:
    data = json.loads(kantor_terbit.json.read_text("utf-8"))
    text = squeezed(pdf_body(kantor_terbit.pdf))
    for title, rows in expected(data).items():
        assert text.count(squeezed(title)) >= 2, "in the list of tables and above the table"
        table = text.split(squeezed(title))[2]
        for row in rows:
            assert squeezed("".join(row)) in table, title


# --- the same bytes --------------------------------------------------------------------------------------------

BUILD = """
import sys
from pathlib import Path
from lkip.pipeline import read
from lkip.publish import publish
root = Path(sys.argv[1])
publish([read(root).laporan], root, root / "build")
"""
# A disk that lists its folders backwards, for every Python that starts with this on its path.
BACKWARDS = """
import os
class Backwards:
    def __init__(self, found):
        with found:
            self.entries = iter(sorted(found, key=lambda e: e.name, reverse=True))
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
scandir, listdir = os.scandir, os.listdir
os.scandir = lambda *a: Backwards(scandir(*a))
os.listdir = lambda *a: sorted(listdir(*a), reverse=True)
"""


def built(root: Path, engine: Path = ROOT, **env: str) -> dict[str, bytes]:
    """Publish the office at `root` in a process of its own; return every file of its build/."""
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(root)],
        cwd=engine,
        env={**os.environ, **env},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return files(root / "build")


def assert_same(made: dict[str, bytes], terbit: Terbit) -> None:
    expected = files(terbit.build)
    assert sorted(made) == sorted(expected)
    assert [name for name in made if made[name] != expected[name]] == []


def test_the_build_that_is_compared_has_all_outputs(terbit: Terbit) -> None:
    assert {"lkip-2023.pdf", "lkip-2023.docx", "data/laporan.json", "site/index.html", "site/sitemap.xml.gz"} < set(
        files(terbit.build)
    )


# Each build is made elsewhere, by another process, in another zone and locale, and has one thing more against it.
MAKASSAR = {"TZ": "Asia/Makassar", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"}
NEW_YORK = {
    "TZ": "America/New_York",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4242",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}
KIRITIMATI = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "HOME": "/tidak/ada"}


def test_another_clock_and_the_users_own_pandoc_folder_change_no_byte(terbit: Terbit, tmp_path: Path) -> None:
    for data in (".pandoc", ".local/share/pandoc", "xdg/pandoc"):
        for name in ("default.openxml", "default.typst", "default.commonmark", "default.markdown"):
            file = tmp_path / data / "templates" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("SALAH", "utf-8")
    root = make_office(tmp_path / "folder yang jauh lebih panjang" / "kantor")
    assert_same(built(root, **MAKASSAR, HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path / "xdg")), terbit)


def test_building_again_changes_no_byte_and_keeps_what_else_lies_there(terbit: Terbit, tmp_path: Path) -> None:
    root = tmp_path / "k"
    shutil.copytree(terbit.root, root)
    kept = {"catatan.docx": b"catatan", "map/dalam/surat.txt": b"surat", "lkip-2022.pdf": b"tahun lalu"}
    for name, data in kept.items():
        (root / "build" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "build" / name).write_bytes(data)
    (root / "build/lkip-2023.pdf").write_bytes(b"yang lama")
    (root / "build/site/lama.html").write_text("halaman lama")
    assert built(root) == files(terbit.build) | kept
    assert [p.name for p in root.iterdir() if p.name.startswith(".build")] == []


@pytest.mark.parametrize(
    ("depth", "env", "backwards"),
    [(None, NEW_YORK, False), (1, KIRITIMATI, True)],
    ids=["full clone, New York in the locale C", "shallow clone, Kiritimati with folders listed backwards"],
)
def test_a_clone_gives_the_same_bytes_also_after_a_commit_of_the_process(
    depth: int | None, env: dict[str, str], backwards: bool, terbit: Terbit, tmp_path: Path
) -> None:
    office = make_office(tmp_path / "asal")
    shutil.copyfile(ROOT / ".gitattributes", office / ".gitattributes")
    git(office, "init", "--quiet", "--initial-branch=main")
    commit(office, "Isian tahun 2023", "2024-01-10T08:00:00+07:00")
    (office / "content/2023/proses").mkdir()
    (office / "content/2023/proses/20240109-0900-1-selesai.yml").write_text(PERISTIWA, "utf-8")
    commit(office, "Persetujuan camat", "2024-02-25T08:00:00+07:00")
    clone = tmp_path / "salinan"
    git(tmp_path, "clone", "--quiet", *([f"--depth={depth}"] if depth else []), office.as_uri(), str(clone))
    assert git(clone, "rev-list", "--count", "HEAD").strip() == str(depth or 2)
    if backwards:
        (tmp_path / "sitecustomize.py").write_text(BACKWARDS)
        env = {**env, "PYTHONPATH": str(tmp_path)}
    assert_same(built(clone, **env), terbit)


def git(folder: Path, *args: str, **env: str) -> str:
    """Run git as a machine that nobody has set up."""
    alone = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", "-c", "user.name=Petugas", "-c", "user.email=petugas@contoh.go.id", *args]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **alone, **env}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder: Path, message: str, when: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", f"--message={message}", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)


def test_another_content_gives_other_bytes(terbit: Terbit, tmp_path: Path) -> None:
    figure: Change = ("2023/realisasi/seksi-pemerintahan.yml", "tw4: 6", "tw4: 5")
    step: Change = ("sop.yml", "10 Menit", "15 Menit")
    made, before = built(make_office(tmp_path / "k", figure, step)), files(terbit.build)
    changed = {name for name in made if made[name] != before.get(name)}
    of_figure = {"lkip-2023.pdf", "lkip-2023.docx", "data/laporan.json", "site/index.html", "site/2023/bab-3.html"}
    assert changed >= {*of_figure, "sop.pdf", "site/sop.html"}


# --- nothing half done -----------------------------------------------------------------------------------------

_TEMPLATES = "lkip/templates"
FAULTS = {
    "typst does not understand the styles": (f"{_TEMPLATES}/gaya.typ", "#let sans = ", "#let sans = = ", "typst gagal"),
    "typst warns of a font that is not there": (f"{_TEMPLATES}/gaya.typ", '"TeX Gyre Bonum"', '"Lama"', "family: lama"),
    "mkdocs finds no such page": (
        f"{_TEMPLATES}/situs/umum/sop.md",
        "{% if sop",
        "[x](lama.md)\n\n{% if sop",
        "'lama.md'",
    ),
    "pandoc reads no such format": ("lkip/document.py", 'PROSE_FORMAT = "', 'PROSE_FORMAT = "bukan', "bukancommonmark"),
    "a definition names no such field": (f"{_TEMPLATES}/tabel.yml", "indikator.kemajuan", "indikator.maju", "'maju'"),
    "a definition cannot be read": (f"{_TEMPLATES}/grafik.yml", "capaian:", "capaian: [", "grafik.yml:"),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the engine with the office `lengkap` and what may be a last good build."""
    root = make_office(tmp_path_factory.mktemp("mesin") / "repo")
    for folder in ("lkip", "schemas"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "build/data").mkdir(parents=True)
    (root / "build/data/laporan.json").write_text("{}")
    (root / "build/lkip-2023.pdf").write_text("yang lama")
    return root


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failing_tool_leaves_the_last_good_build_and_nothing_else(fault: str, engine: Path) -> None:
    path, old, new, told = FAULTS[fault]
    good, before = (engine / path).read_text("utf-8"), files(engine)
    assert old in good
    (engine / path).write_text(good.replace(old, new, 1), "utf-8")
    done = subprocess.run(
        [sys.executable, "-B", "-c", BUILD, str(engine)],
        cwd=engine,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    (engine / path).write_text(good, "utf-8")
    said = done.stderr.decode()
    assert done.returncode == 1
    assert "lkip.publish.workshop.ToolError: " in said or "lkip.tabel.TemplateError: " in said
    assert told in said
    assert files(engine) == before
    assert [p.name for p in engine.iterdir() if p.name.startswith(".build")] == []
