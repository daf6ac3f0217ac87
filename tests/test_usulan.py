"""What CI takes for a proposal, with a real repository: which commit is laid down, and what is refused before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from repo_proses import Repo, repo

from lkip.forge.usulan import ambil
from lkip.problem import CommandError


@pytest.fixture
def kantor(tmp_path: Path) -> Repo:
    """A repository with a program and a branch `usul` that begins at main."""
    made = repo(tmp_path)
    (made.root / "program").write_text("dasar\n")
    made.commit("Program")
    made.branch("usul")
    return made


def env(r: Repo, commit: str, name: str = "pull_request", **event: object) -> dict[str, str]:
    file = r.root.parent / "peristiwa.json"
    event = event or {"pull_request": {"number": 7, "base": {"ref": "main"}}}
    file.write_text(json.dumps(event))
    return {"GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(file), "GITHUB_SHA": commit}


def gabungan(r: Repo) -> str:
    """Commit the branch, merge it as the forge does, and check the base out."""
    r.commit("Usul")
    r.git("checkout", "-q", "--detach", "main")
    r.git("merge", "-q", "--no-ff", "-m", "Gabungan", "usul")
    merge = r.git("rev-parse", "HEAD")
    r.git("checkout", "-q", "main")
    return merge


def ditolak(r: Repo) -> list[str]:
    lines, problems = ambil(r.root, env(r, gabungan(r)))
    assert lines == [] and all(p.level == "galat" for p in problems)
    assert r.git("rev-parse", "HEAD") == r.git("rev-parse", "main"), "something was checked out"
    return [f"{p.source.path}: {p.message}" for p in problems]


def test_the_content_of_an_old_branch_is_laid_beside_the_program_of_its_base(kantor: Repo) -> None:
    kantor.write("a.yml", "a: 1\n")
    kantor.commit("Usul")
    kantor.git("checkout", "-q", "main")
    (kantor.root / "program").write_text("baru\n")
    kantor.commit("Program yang lebih ketat")
    kantor.git("checkout", "-q", "usul")
    kantor.write("b.yml", "b: 1\n")
    lines, problems = ambil(kantor.root, env(kantor, gabungan(kantor)))
    base = kantor.git("rev-parse", "main")[:7]
    assert lines == [f"Usulan #7 hanya mengubah 2 berkas isian; diperiksa dengan program dan skema main ({base})."]
    assert problems == []
    assert (kantor.root / "program").read_text() == "baru\n"
    assert (kantor.root / "content/a.yml").is_file() and (kantor.root / "content/b.yml").is_file()


def test_links_submodules_and_odd_names_are_refused_before_anything_is_laid_down(kantor: Repo) -> None:
    for name in ("-rf.yml", ".gitattributes", "a\n::error::palsu.yml", "biasa.yml"):
        kantor.write(name, "a: 1\n")
    kantor.write("2023/bukti/x.csv", "").unlink()
    (kantor.root / "content/2023/bukti/x.csv").symlink_to("/etc/passwd")
    kantor.git("update-index", "--add", "--cacheinfo", f"160000,{kantor.git('rev-parse', 'main')},content/lain")
    (kantor.root / "content/lain").mkdir()
    hidden = "nama berkas memuat karakter yang tidak terlihat atau garis miring terbalik; ganti namanya"
    first = "nama berkas tidak diawali titik atau garis hubung; ganti namanya, atau hapus"
    assert ditolak(kantor) == [
        f"content/-rf.yml: {first}",
        f"content/.gitattributes: {first}",
        "content/2023/bukti/x.csv: tautan (symlink) tidak dipakai di content/; ganti dengan berkasnya sendiri",
        f"content/a\n::error::palsu.yml: {hidden}",
        "content/lain: ini repositori lain (submodule), yang isinya tidak ikut diperiksa; "
        "ganti dengan berkasnya sendiri",
    ]


def test_a_link_in_place_of_the_whole_folder_is_refused(kantor: Repo) -> None:
    kantor.git("rm", "-rqf", "content")
    (kantor.root / "content").symlink_to("/etc")
    assert [line.partition(":")[0] for line in ditolak(kantor)] == ["content"]


def test_a_link_outside_of_content_becomes_a_plain_file(kantor: Repo) -> None:
    (kantor.root / "tautan").symlink_to("/etc/passwd")
    lines, problems = ambil(kantor.root, env(kantor, gabungan(kantor)))
    assert lines[0].startswith("Usulan #7 mengubah 0 berkas isian dan 1 berkas di luar content/;")
    assert [(p.source.path, p.level) for p in problems] == [("tautan", "peringatan")]
    assert not (kantor.root / "tautan").is_symlink() and (kantor.root / "tautan").read_text() == "/etc/passwd"


def test_a_group_that_waits_to_be_merged_is_compared_with_its_own_base(kantor: Repo) -> None:
    kantor.write("a.yml", "a: 1\n")
    base = kantor.git("rev-parse", "main")
    kantor.commit("Usul")
    kantor.write("b.yml", "b: 1\n")
    head = kantor.commit("Usul kedua")
    kantor.git("checkout", "-q", "main")
    group = {"base_sha": base, "base_ref": "refs/heads/main", "head_sha": head}
    lines, _ = ambil(kantor.root, env(kantor, head, "merge_group", merge_group=group))
    assert lines == [
        f"Antrean gabung hanya mengubah 2 berkas isian; diperiksa dengan program dan skema main ({base[:7]})."
    ]


def test_without_a_proposal_nothing_moves(kantor: Repo) -> None:
    before = kantor.git("rev-parse", "HEAD")
    assert ambil(kantor.root, {"GITHUB_EVENT_NAME": "workflow_dispatch"}) == (
        ["Bukan usulan: yang diperiksa komit ini sendiri, dengan programnya sendiri."],
        [],
    )
    with pytest.raises(CommandError, match="tugas ini untuk CI"):
        ambil(kantor.root, {})
    with pytest.raises(CommandError, match=r"gabungan usulan .* tidak ada di sini; ambil seluruh riwayat"):
        ambil(kantor.root, env(kantor, "0" * 40))
    assert kantor.git("rev-parse", "HEAD") == before
