"""The trail over real repositories: who wrote a figure's line, which merge brought it, and where nobody can tell."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import Change, change, make_office
from jsonschema import Draft202012Validator

from lkip import ast
from lkip.document import Dokumen, compose
from lkip.jejak import Jejak, jejak_bila_ada, jejak_json, jejak_semua, tulis
from lkip.jejak.lembar import BELUM_MASUK, BELUM_TERSIMPAN, rentang
from lkip.jejak.silsilah import telusuri
from lkip.pipeline import read
from lkip.problem import CommandError
from lkip.publish import Workshop
from lkip.publish.html import Laman, for_site
from lkip.publish.workshop import parse

ROOT = Path(__file__).parent.parent
UNIT = "2023/realisasi/seksi-pelayanan.yml"
# A figure that is typed, and one that is computed from it.
TYPED: Change = (UNIT, 'tw4: "85.75"', 'tw4: "86.75"')
BARIS = f"content/{UNIT}"
JANJI: Change = ("2023/perjanjian-kinerja.yml", "target: 84\n", "target: 83\n")


class Repo:
    """An office under git; every commit has an author and a day of its own."""

    def __init__(self, root: Path) -> None:
        self.root = make_office(root)
        self.days = 0
        self.git("init", "-q", "-b", "main")
        self.first = self.commit("Pembuka")

    def git(self, *args: str, who: str = "Seseorang", **env: str) -> str:
        self.days += 1
        when = f"2024-03-{self.days % 28 + 1:02}T08:30:00+08:00"
        known = {"NAME": who, "EMAIL": "nama@kantor.example", "DATE": when}
        names = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in known.items()}
        plain = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", **names, **env}
        done = subprocess.run(["git", "-C", str(self.root), *args], env=plain, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "replace").strip()

    def commit(self, who: str, *changes: Change, message: str = "isi") -> str:
        change(self.root, *changes)
        self.git("add", "--all", who=who)
        self.git("commit", "-q", "--allow-empty", "-m", message, who=who)
        return self.git("rev-parse", "HEAD")

    def jejak(self) -> Jejak:
        laporan = read(self.root).laporan
        assert laporan is not None
        return jejak_semua([laporan], self.root)[laporan.tahun]

    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(jejak_json(self.jejak()))
        schema = json.loads((ROOT / "schemas/jejak.schema.json").read_text("utf-8"))
        Draft202012Validator(schema).validate(found)
        return found


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "kantor")


def asal(data: dict[str, Any], kunci: str) -> dict[str, str | None]:
    """The commits of a figure's lines, by the name of the field."""
    return {a["isian"]: a["komit"] for a in next(f for f in data["angka"] if f["kunci"] == kunci)["asal"]}


def typed(data: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The commit of the figure that the tests change, and what is told of it."""
    sha = asal(data, "IKU-01.twIV")["triwulan.tw4"]
    return sha, data["komit"].get(sha, {})


def test_a_figure_names_its_line_who_wrote_it_and_when(repo: Repo) -> None:
    data = repo.data()
    figure = next(f for f in data["angka"] if f["kunci"] == "IKU-01.twIV")
    line = (repo.root / BARIS).read_text("utf-8").split("\n").index('      tw4: "85.75"') + 1
    assert figure["asal"] == [{"berkas": BARIS, "baris": line, "isian": "triwulan.tw4", "komit": repo.first}]
    assert (figure["nilai"], figure["tampil"]) == ("85.75", "85,75")
    assert data["komit"][repo.first] == {
        "penulis": "Pembuka",
        "tanggal": "2024-03-04T08:30:00+08:00",
        "lewat": repo.first,
    }


def test_a_later_change_shows_the_later_commit_and_a_computed_figure_all_its_authors(repo: Repo) -> None:
    later = repo.commit("Kasi Pelayanan", TYPED)
    data = repo.data()
    assert typed(data) == (later, {**data["komit"][later], "penulis": "Kasi Pelayanan", "lewat": later})
    capaian = asal(data, "IKU-01.capaian")
    assert capaian["triwulan.tw4"] == later
    assert capaian["target"] == capaian["rumus_capaian"] == repo.first
    whole = next(f for f in data["angka"] if f["kunci"] == "capaian")["asal"]
    assert {a["komit"] for a in whole} == {repo.first, later}


def test_a_merge_is_what_brought_a_commit(repo: Repo) -> None:
    repo.git("switch", "-qc", "isian")
    ours = repo.commit("Kasi", TYPED)
    repo.git("switch", "-q", "main")
    repo.commit("Lain", JANJI)
    repo.git("merge", "-q", "--no-ff", "-m", "gabung", "isian", who="Kasubbag")
    merge = repo.git("rev-parse", "HEAD")
    sha, told = typed(repo.data())
    assert (sha, told["penulis"], told["lewat"]) == (ours, "Kasi", merge)
    assert repo.data()["komit"][merge]["penulis"] == "Kasubbag"


def test_a_nested_branch_came_with_the_merge_into_main(repo: Repo) -> None:
    repo.git("switch", "-qc", "unit")
    repo.git("switch", "-qc", "sendiri")
    ours = repo.commit("Kasi", TYPED)
    repo.git("switch", "-q", "unit")
    repo.git("merge", "-q", "--no-ff", "-m", "dalam", "sendiri")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "luar", "unit")
    assert typed(repo.data())[0] == ours
    assert typed(repo.data())[1]["lewat"] == repo.git("rev-parse", "HEAD")


def test_squash_and_rebase_leave_a_commit_that_brought_itself(repo: Repo) -> None:
    repo.git("switch", "-qc", "isian")
    repo.commit("Kasi", TYPED)
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--squash", "isian")
    squashed = repo.commit("Kasubbag")
    assert typed(repo.data()) == (squashed, {**typed(repo.data())[1], "penulis": "Kasubbag", "lewat": squashed})
    repo.git("switch", "-qc", "lagi")
    repo.commit("Kasi", (UNIT, 'tw4: "86.75"', 'tw4: "87.75"'))
    repo.git("switch", "-q", "main")
    repo.commit("Lain", JANJI)
    repo.git("rebase", "-q", "main", "lagi")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--ff-only", "lagi")
    sha, told = typed(repo.data())
    assert (sha, told["penulis"], told["lewat"]) == (repo.git("rev-parse", "HEAD"), "Kasi", sha)


def test_what_has_not_reached_main_says_so_also_where_main_was_merged_into_it(repo: Repo) -> None:
    repo.git("switch", "-qc", "isian")
    repo.commit("Kasi", TYPED)
    repo.git("switch", "-q", "main")
    theirs = repo.commit("Lain", JANJI)
    repo.git("switch", "-q", "isian")
    repo.git("merge", "-q", "--no-ff", "-m", "susul", "main")
    data = repo.data()
    assert typed(data)[1]["lewat"] is None
    assert data["komit"][theirs]["lewat"] == theirs
    assert f"Kasi | {BELUM_MASUK}" in [f"{row['penulis']} | {row['lewat']}" for row in rows(repo)]


def rows(repo: Repo) -> list[dict[str, Any]]:
    from lkip.jejak import rows as made

    jejak = repo.jejak()
    return [dict(row) for row in made(jejak)["jejak"](jejak.laporan, {"indikator": "IKU-01"})]


def test_lines_that_are_not_committed_say_so(repo: Repo) -> None:
    change(repo.root, TYPED)
    found = next(f for f in repo.data()["angka"] if f["kunci"] == "IKU-01.twIV")["asal"][0]
    assert (found["komit"], found["keadaan"]) == (None, BELUM_TERSIMPAN)
    assert asal(repo.data(), "IKU-01.twIII") == {"triwulan.tw3": repo.first}
    repo.git("add", "--all")  # staged is not committed either
    assert typed(repo.data())[0] is None
    assert next(row for row in rows(repo) if row["jejak"].kunci == "IKU-01.twIV")["komit"] == BELUM_TERSIMPAN


def test_a_file_that_was_never_added_has_no_author(repo: Repo) -> None:
    repo.git("rm", "-q", "--cached", BARIS)
    repo.git("commit", "-q", "-m", "lepas")
    assert typed(repo.data())[0] is None


def test_a_renamed_file_keeps_its_authors(repo: Repo) -> None:
    repo.commit("Kasi", TYPED)
    old = "content/2023/realisasi/bidang-lama.yml"
    repo.git("mv", BARIS, old)
    repo.git("commit", "-q", "-m", "nama lain", who="Pemindah")
    repo.git("mv", old, BARIS)
    repo.git("commit", "-q", "-m", "kembali", who="Pemindah")
    assert typed(repo.data())[1]["penulis"] == "Kasi"
    assert asal(repo.data(), "IKU-01.twIII")["triwulan.tw3"] == repo.first


def test_a_file_that_had_another_name_tells_it(repo: Repo) -> None:
    text = (repo.root / BARIS).read_text("utf-8")
    (repo.root / BARIS).unlink()
    repo.commit("Penghapus")
    (repo.root / "draf.txt").write_text(text, "utf-8")
    begun = repo.commit("Penyusun")
    (repo.root / "draf.txt").rename(repo.root / BARIS)
    repo.commit("Pemindah")
    found = next(f for f in repo.data()["angka"] if f["kunci"] == "IKU-01.twIV")["asal"][0]
    assert (found["komit"], found["nama_lama"]) == (begun, "draf.txt")


# --- where history cannot tell ---------------------------------------------------------------------------------


def refused(root: Path) -> str:
    laporan = read(root).laporan
    assert laporan is not None
    with pytest.raises(CommandError) as told:
        jejak_semua([laporan], root)
    assert jejak_bila_ada([laporan], root) == {laporan.tahun: str(told.value)}
    return str(told.value)


def test_a_shallow_clone_is_refused_with_what_to_do(repo: Repo, tmp_path: Path) -> None:
    repo.commit("Kasi", TYPED)
    repo.git("clone", "-q", "--depth", "1", repo.root.as_uri(), str(tmp_path / "dangkal"))
    message = "riwayat di sini tidak lengkap (salinan dangkal); ambil dahulu: git fetch --unshallow"
    assert refused(tmp_path / "dangkal") == message


def test_an_export_without_history_is_refused(repo: Repo, tmp_path: Path) -> None:
    shutil.copytree(repo.root / "content", tmp_path / "unduhan" / "content")
    assert refused(tmp_path / "unduhan").startswith("folder ini bukan repositori git (misalnya hasil unduhan")


def test_a_repository_without_a_commit_is_refused(tmp_path: Path) -> None:
    root = make_office(tmp_path / "baru")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    assert refused(root) == "repositori ini belum mempunyai komit; komit dahulu isi content/"


def test_without_git_it_is_said(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(repo.root).startswith("git belum terpasang di komputer ini")


# --- whatever people set up ------------------------------------------------------------------------------------


def test_the_settings_of_a_user_change_nothing(repo: Repo) -> None:
    later = repo.commit("Kasi", TYPED)
    before = jejak_json(repo.jejak())
    (repo.root / "abaikan").write_text(f"{later}\n")
    settings = {"blame.ignoreRevsFile": "abaikan", "core.pager": "false", "color.ui": "always", "log.mailmap": "true"}
    settings |= {"blame.coloring": "highlightRecent", "blame.date": "relative", "log.date": "relative"}
    settings |= {"core.abbrev": "4", "log.showSignature": "true", "log.decorate": "full", "diff.renames": "false"}
    for name, value in settings.items():
        repo.git("config", name, value)
    (repo.root / ".mailmap").write_text("Orang Lain <nama@kantor.example>\n")
    assert jejak_json(repo.jejak()) == before


def test_windows_line_ends_are_no_change(repo: Repo) -> None:
    repo.git("config", "core.autocrlf", "true")
    for file in (repo.root / "content").rglob("*.yml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert typed(repo.data())[0] == repo.first


HOSTILE = ['x ::error file=a::"b" y', "##[error]x", "[klik](javascript:alert(1))", "*a* {: onclick=alert(1)}", "=1+1|x"]


@pytest.mark.parametrize("who", ["Nur ‘Aini Ünal", *HOSTILE])
def test_a_name_stays_text(repo: Repo, who: str) -> None:
    repo.commit(who, TYPED)
    shown = typed(repo.data())[1]["penulis"]
    assert shown == who.replace("##[", "\\u0023#[")


def test_a_name_in_an_old_encoding_is_read(repo: Repo) -> None:
    change(repo.root, TYPED)
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    latin = "José".encode("latin-1").decode("utf-8", "surrogateescape")
    repo.git("commit", "-qam", "x", who=latin)
    assert typed(repo.data())[1]["penulis"] == "José"


def test_no_address_is_published(repo: Repo) -> None:
    repo.commit("kasi@kantor.example", TYPED)
    data = repo.data()
    assert typed(data)[1]["penulis"] == "(alamat surel)"
    assert "@" not in jejak_json(repo.jejak())


def test_a_folder_inside_a_repository_has_its_trail_too(tmp_path: Path) -> None:
    outer = Repo(tmp_path / "induk")
    (outer.root / "dalam").mkdir()
    (outer.root / "content").rename(outer.root / "dalam" / "content")
    outer.git("add", "--all")
    outer.git("commit", "-q", "-m", "pindah")
    outer.root = outer.root / "dalam"
    data = outer.data()
    assert typed(data)[0] == outer.first
    assert next(f for f in data["angka"] if f["kunci"] == "IKU-01.twIV")["asal"][0]["nama_lama"] == f":/{BARIS}"


# --- the short way is as right as the long one -----------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_it_blames_as_git_does_in_a_tangled_history(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    repo = Repo(tmp_path / "kantor")
    files = [f"content/2023/realisasi/{n}.yml" for n in ("a", "b", "c")]
    for name in files[:2]:
        (repo.root / name).write_text("".join(f"{n}: {n}\n" for n in range(30)))
    repo.commit("Awal")
    for step in range(25):
        match dice.choice(["edit", "edit", "edit", "branch", "merge", "rename", "other"]):
            case "branch":
                repo.git("branch", f"c{step}")
            case "merge":
                branches = repo.git("branch", "--format=%(refname:short)").split()
                repo.git("merge", "-q", "-X", dice.choice(["ours", "theirs"]), "-m", "g", dice.choice(branches))
                if dice.random() < 0.5:
                    repo.git("switch", "-q", dice.choice(branches))
            case "rename":
                here = [n for n in files if (repo.root / n).exists()]
                free = [n for n in files if not (repo.root / n).exists()]
                if here and free:
                    repo.git("mv", dice.choice(here), dice.choice(free))
                    repo.commit("Pindah")
            case "other":
                (repo.root / "lain.txt").write_text(str(step))
                repo.commit("Lain")
            case _:
                name = dice.choice([n for n in files if (repo.root / n).exists()])
                lines = (repo.root / name).read_text().split("\n")
                lines[dice.randrange(len(lines))] = f"{step}: {dice.random()}"
                (repo.root / name).write_text("\n".join(lines))
                repo.commit(f"Penulis {step}")
    found = telusuri(repo.root, files)
    for name in (n for n in files if (repo.root / n).exists()):
        told = re.findall(r"(?m)^([0-9a-f]{40}) \d+ (\d+)(?: \d+)?$", repo.git("blame", "--line-porcelain", name))
        assert told
        assert [(sha, number) for sha, number in told if found.baris[name, int(number)].komit != sha] == []


# --- where it is shown -----------------------------------------------------------------------------------------


def composed(root: Path, jejak: Jejak | str | None) -> Dokumen:
    laporan = read(root).laporan
    assert laporan is not None
    shop = Workshop(root, root, 0, [])
    return compose(laporan, partial(parse, shop, "uji"), jejak=jejak)


def test_the_page_of_an_indicator_shows_it_and_no_document_does(repo: Repo) -> None:
    repo.commit("Kasi <Satu>", TYPED)
    plain, traced, without = (composed(repo.root, j) for j in (None, repo.jejak(), "riwayat tidak lengkap; ambil"))
    page = "2023/indikator-IKU-01"
    before, shown, told = (ast.plain_text(d.halaman[page]) for d in (plain, traced, without))
    assert "Jejak angka" not in before
    assert f"{UNIT}:" in shown
    assert "Kasi Satu" in shown
    assert "Jejak angka tidak tersedia pada pembuatan ini: riwayat tidak lengkap; ambil." in told
    assert plain.naskah == traced.naskah == without.naskah
    other = {n: p for n, p in plain.halaman.items() if "indikator-" not in n}
    assert other == {n: p for n, p in traced.halaman.items() if "indikator-" not in n}


def test_no_name_becomes_markup_on_the_page(repo: Repo) -> None:
    jejak = repo.jejak()
    name = "<script>alert(1)</script> [x](javascript:1) *a*"
    known = {sha: replace(komit, penulis=name) for sha, komit in jejak.silsilah.komit.items()}
    jejak = replace(jejak, silsilah=replace(jejak.silsilah, komit=known))
    assert name in jejak_json(jejak)
    page = Laman("2023/indikator-IKU-01", composed(repo.root, jejak).halaman["2023/indikator-IKU-01"], "", {}, {}, 2023)
    html = "".join(
        node["c"][1] for node in for_site(page) if node["t"] == "RawBlock" and "komit" in node["c"][1].lower()
    )
    assert html
    assert "script" in html
    assert not re.search(r"<script|<em>a|href=.javascript", html)


def test_the_file_and_its_schema_are_the_same_bytes_again(repo: Repo, tmp_path: Path) -> None:
    first = tulis(repo.jejak(), tmp_path / "a")
    again = tulis(repo.jejak(), tmp_path / "b")
    assert first.name == "jejak-2023.json"
    assert first.read_bytes() == again.read_bytes()
    assert (tmp_path / "a/jejak.schema.json").read_bytes() == (ROOT / "schemas/jejak.schema.json").read_bytes()


def test_a_commit_elsewhere_changes_no_trail(repo: Repo) -> None:
    before = jejak_json(repo.jejak())
    (repo.root / "lain.txt").write_text("x")
    repo.commit("Lain")
    assert jejak_json(repo.jejak()) == before


@pytest.mark.parametrize(("lines", "shown"), [([3], "3"), ([3, 1, 2], "1–3"), ([1, 3, 4, 4, 9], "1, 3–4, 9")])
def test_lines_that_follow_each_other_are_one(lines: list[int], shown: str) -> None:
    assert rentang(lines) == shown
