"""CODEOWNERS out of content/: who must approve which file, matched as git matches; and where it no longer follows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from conftest import Office
from repo_proses import CAMAT, KASUBBAG, LOGIN, NAMA, PELAKSANA, SEKRETARIS, Repo, sop, yaml

from lkip.forge.codeowners import baca_instansi, owners
from lkip.pipeline import check_all
from lkip.problem import CommandError
from lkip.proses.baca import baca_peran, baca_sop
from lkip.proses.pemilik import LETAK, PENGELOLA, penyetuju


@pytest.fixture
def r(kantor: Office) -> Repo:
    """The small office with the SOP's ten steps and four people who have logins, no keys."""
    made = Repo(kantor(("instansi.yml", 'penanggung_jawab: "Kasi Pemerintahan"', f'penanggung_jawab: "{KASUBBAG}"')))
    made.write("sop.yml", yaml(sop()))
    roles(made)
    return made


def roles(r: Repo, *people: dict[str, object], **login: str | None) -> None:
    """Write the list of roles: the four people, each with the login that is given, and more."""
    known = {role: login.get(role.split()[0].lower(), LOGIN[role]) for role in NAMA}
    usual = [r.orang(role, kunci=None, **({"login": name} if name else {})) for role, name in known.items()]
    r.tulis_peran({"nomor": 1, "pengubah": [CAMAT, SEKRETARIS], "peran": [*usual, *people]})


def who(r: Repo, path: str, tmp_path: Path) -> str:
    """The owners of a file: those of the last line whose pattern, read as git reads that of an attribute, matches."""
    list(owners(r.root))
    lines = [line.split() for line in (r.root / LETAK).read_text("utf-8").splitlines() if line and line[0] != "#"]
    rows = (f"{re.sub('/$', '/**', pattern)} pemilik={','.join(logins)}\n" for pattern, *logins in lines)
    (tmp_path / "pola").write_text("".join(rows), "utf-8")
    subprocess.run(["git", "init", "-q", r.root], check=True)
    command = ["git", "-C", r.root, "-c", f"core.attributesFile={tmp_path / 'pola'}", "check-attr", "pemilik", path]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return told.strip().rsplit(": ", 1)[-1].replace(",", " ")


@pytest.mark.parametrize(
    ("path", "logins"),
    [
        ("lkip/capaian/rumus.py", "@camat-az @rusmiati"),
        (".github/workflows/periksa.yml", "@camat-az @rusmiati"),
        ("content/renstra.yml", "@rusmiati"),
        ("content/2023/narasi/penutup.md", "@rusmiati"),
        ("content/2023/realisasi/seksi-pelayanan.yml", "@hamdani @rusmiati"),
        ("content/2023/realisasi/seksi-pemerintahan.yml", "@rusmiati"),  # here its head is the one who compiles
        ("content/2023/dokumen.yml", "@rusmiati @camat-az"),
        ("content/2023/proses/disposisi.pdf", "@camat-az"),
        ("content/2023/proses/20240108-0900-1-selesai.yml", "@camat-az @rusmiati"),
        ("content/2023/proses/20240108-0900-4-selesai.yml.sig", "@noorlaila @rusmiati"),
        ("content/2023/proses/20240118-1000-7-kembali.yml", "@rusmiati @camat-az"),
        ("content/2023/proses/20240118-1000-8-selesai.yml", "@camat-az"),
        ("content/2023/proses/20240118-1000-10-selesai.yml", "@noorlaila @rusmiati"),
        ("content/2023/proses/disahkan/lkip-2023-v1.pdf", "@camat-az"),
        ("content/2023/proses/surat/001.yml", "@noorlaila @rusmiati"),
        ("content/peran.yml.sig", "@camat-az @rusmiati"),
        ("content/sop.yml", "@camat-az @rusmiati"),
    ],
)
def test_the_owners_of_a_file_are_those_whom_the_sop_names(r: Repo, path: str, logins: str, tmp_path: Path) -> None:
    assert who(r, path, tmp_path) == logins
    roles_of = penyetuju(baca_peran(r.root), baca_sop(r.root), baca_instansi(r.root))(path)  # as the comment names them
    assert {f"@{LOGIN[role]}" for role in roles_of} >= set(logins.split())


def test_the_program_is_its_keepers_where_the_list_has_one(r: Repo, tmp_path: Path) -> None:
    roles(r, r.orang(PENGELOLA, "Dewi", kunci=None, login="dewi-komputer"))
    assert who(r, "schemas/peran.schema.json", tmp_path) == "@dewi-komputer"
    assert who(r, "content/peran.yml", tmp_path) == "@camat-az @rusmiati"


def test_whoever_left_owns_nothing_and_a_role_without_login_is_told_and_not_made_up(r: Repo, tmp_path: Path) -> None:
    old = r.orang(SEKRETARIS, "Ahmad", kunci=None, login="sekretaris-lama", sampai="2023-06-30")
    roles(r, old, camat=None)
    assert who(r, "content/2023/proses/20240118-1000-8-selesai.yml", tmp_path) == "@rusmiati"
    text = (r.root / LETAK).read_text("utf-8")
    assert "# /content/*/proses/ (belum ada login Camat)\n" in text and "lama" not in text and "@camat" not in text
    assert f"Belum ada login di content/peran.yml untuk: {CAMAT}." in list(owners(r.root))


def test_nobody_has_a_login_then_nobody_owns_anything(r: Repo) -> None:
    roles(r, camat=None, sekretaris=None, kasubbag=None, pelaksana=None)
    told = list(owners(r.root))
    assert {line[0] for line in (r.root / LETAK).read_text("utf-8").splitlines() if line} == {"#"}
    assert f"Belum ada login di content/peran.yml untuk: {CAMAT}, {SEKRETARIS}, {KASUBBAG}, {PELAKSANA}." in told


def test_a_role_that_was_mistyped_is_told_on_its_line_and_one_of_the_offices_own_is_not(r: Repo) -> None:
    def told() -> list[str]:
        return [str(p) for p in check_all(r.root) if p.rule == "peran-dikenal"]

    roles(r, r.orang(PENGELOLA, "Dewi", kunci=None))
    assert told() == []
    file = r.root / "content/peran.yml"
    file.write_text(file.read_text("utf-8").replace(f'peran: "{SEKRETARIS}"', 'peran: "Sekretris"'), "utf-8")
    why = "peran 'Sekretris' tidak disebut sop.yml; maksudnya 'Sekretaris'? tulis sama persis [peran-dikenal]"
    assert [one.split("peringatan: ")[1] for one in told()] == [why]
    file.write_text(
        file.read_text("utf-8").replace("Sekretris", SEKRETARIS).replace('- "Camat"', '- "Camatt"'), "utf-8"
    )
    (one,) = told()
    assert "peran 'Camatt' tidak mempunyai pemegang; maksudnya 'Camat'?" in one


def test_a_list_that_moved_on_is_told_on_its_line_until_the_task_was_run(r: Repo) -> None:
    def told() -> list[str]:
        return [str(p) for p in check_all(r.root) if p.rule == "pemilik-sesuai"]

    assert told() == []  # no CODEOWNERS: nobody asked for one
    list(owners(r.root))
    assert told() == [] and list(owners(r.root, check=True)) == [".github/CODEOWNERS sudah sesuai content/."]
    roles(r, pelaksana="siti-aminah")
    lines = (r.root / "content/peran.yml").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "siti" in text)
    assert told() == [
        f"content/peran.yml:{line}:12: peringatan: .github/CODEOWNERS belum mengikuti daftar ini (@siti-aminah belum "
        "tertulis, @noorlaila masih tertulis); jalankan ./inv owners, ajukan hasilnya [pemilik-sesuai]"
    ]
    with pytest.raises(CommandError, match=r"CODEOWNERS belum mengikuti content/; jalankan \./inv owners"):
        list(owners(r.root, check=True))
