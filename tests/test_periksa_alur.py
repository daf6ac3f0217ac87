"""The workflows for pull requests and for main, run with act: which jobs ran, what they printed, what was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from act import Forge, Run, files
from conftest import change
from forge_tiruan import ROBOT, ForgeTiruan, forge_berjalan

from lkip.forge.keadaan_komentar import PENANDA

UNIT = "2023/realisasi/seksi-pemerintahan.yml"
SKEMA = "schemas/realisasi.schema.json"


@pytest.fixture
def tiruan(forge: Forge) -> Iterator[ForgeTiruan]:
    """The forge's API over the same repository."""
    forge.push("main")
    with forge_berjalan(forge.bare, forge.repo) as made:
        made.pengguna["hamdani"] = "MEMBER"
        yield made


def ubah(forge: Forge, *changes: tuple[str, str, str], cabang: str = "realisasi-tw4") -> str:
    """Change files of content/ on a branch."""
    forge.repo.branch(cabang)
    change(forge.repo.root, *changes)
    forge.repo.commit("Realisasi triwulan IV")
    return cabang


def usulkan(forge: Forge, *changes: tuple[str, str, str], cabang: str = "realisasi-tw4", **more: Any) -> Run:
    """Change files of content/ on a branch, and run what a pull request of it runs; nobody answers at the API."""
    event = forge.pull_request(ubah(forge, *changes, cabang=cabang), **more)
    return forge.run("periksa", "pull_request", event, env={"GITHUB_API_URL": "http://127.0.0.1:9"})


def periksa(forge: Forge, tiruan: ForgeTiruan, branch: str) -> Run:
    """Open a pull request at the stand-in of the forge unless one is open, and run what it runs."""
    forge.push("main", branch)
    client = tiruan.klien("hamdani")
    opened = client.usulan_terbuka(branch) or client.buka_usulan(branch, "main", "Realisasi", "Sesuai SOP.")
    event = forge.pull_request(branch, opened.nomor)
    known = tiruan.lingkungan(ROBOT, "pull-requests")
    token = {"GITHUB_TOKEN": known.pop("GITHUB_TOKEN")}
    run = forge.run("periksa", "pull_request", event, env=known, secrets=token)
    assert tiruan.pelanggaran == []
    return run


# --- a pull request --------------------------------------------------------------------------------------------


def test_a_good_pull_request_is_checked_built_kept_as_artifacts_and_commented(
    forge: Forge, tiruan: ForgeTiruan
) -> None:
    run = periksa(forge, tiruan, ubah(forge, (UNIT, "tw4: 6", "tw4: 5")))
    assert run.results == {"periksa": "success", "komentar": "success"}
    job = run.jobs["periksa"]
    assert job.step("Ambil usulan").output.startswith(
        "Usulan #1 hanya mengubah 1 berkas isian; diperiksa dengan program dan skema main ("
    )
    told = job.step("Periksa isian").output.splitlines()
    assert [line.partition("::IKU-03")[0] for line in told[:2]] == [
        f"::warning file=content/{UNIT},line=3,col=5,title=peringatan [analisis-ada]",
        f"::warning file=content/{UNIT},line=10,col=23,title=peringatan [tindak-lanjut-ada]",
    ]
    assert told[-1].startswith("2 baru, 0 selesai, 0 tetap sejak origin/main (")
    kept = {"lkip/lkip-2023.pdf", "lkip/lkip-2023.docx", "lkip/data/2023/laporan.json", "lkip/site/index.html"}
    assert kept <= {*run.artifacts}
    assert not run.site.exists()
    (comment,) = tiruan.komentar.values()
    assert comment["body"].startswith(PENANDA)
    # The pictures that it shows lie where it says.
    shown = re.findall(r"/kantor/lkip/raw/pratinjau/(\S+?\.png)", comment["body"])
    kept = forge.repo.git("-C", str(forge.bare), "ls-tree", "-r", "--name-only", "pratinjau").splitlines()
    assert shown and {*shown} <= {*kept}
    assert comment["body"].strip() == run.summary("periksa").strip()


# A key that the schema does not know, and a number as it is written by hand.
SALAH = (UNIT, "tw4: 6", 'catatan_saya: 1\n      tw4: "6,5"')


def salah(run: Run) -> list[str]:
    """The lines of the unit's file at which the check found a galat."""
    told = run.jobs["periksa"].step("Periksa isian").output.splitlines()
    return [line.split(",")[1] for line in told if line.startswith(f"::error file=content/{UNIT},")]


def test_what_is_wrong_fails_at_its_line_by_the_schemas_of_the_base_and_the_comment_says_so(
    forge: Forge, tiruan: ForgeTiruan
) -> None:
    run = periksa(forge, tiruan, ubah(forge, SALAH))
    assert run.results == {"periksa": "failure", "komentar": "success"}
    job = run.jobs["periksa"]
    assert salah(run) == ["line=8", "line=9"]
    assert f"::error file=content/{UNIT},line=9,col=12,title=galat [bentuk]::" in job.step("Periksa isian").output
    assert "Susun laporan" not in [step.name for step in job.steps]
    assert [name for name in run.artifacts if name.startswith("lkip/")] == []
    (comment,) = tiruan.komentar.values()
    assert comment["login"] == ROBOT
    lines = comment["body"].splitlines()
    assert lines[0].startswith(PENANDA) and lines[1].startswith("**Belum boleh digabung: 2 galat baru.**")
    assert f"content/{UNIT}#L9): Triwulan IV: '6,5' harus memakai titik desimal" in comment["body"]
    # Of what is not even laid down nothing is compared, and what was said before is taken back.
    (forge.repo.root / "content/2023/bukti").mkdir(exist_ok=True)
    (forge.repo.root / "content/2023/bukti/rekap.csv").symlink_to("/etc/passwd")
    forge.repo.commit("Tautan")
    run = periksa(forge, tiruan, "realisasi-tw4")
    assert run.results == {"periksa": "failure", "komentar": "success"} and run.artifacts == []
    (comment,) = tiruan.komentar.values()
    head = forge.repo.git("rev-parse", "--short=7", "HEAD")
    assert comment["body"].splitlines()[1].startswith(f"**Belum ada perbandingan untuk komit `{head}`**;")


# --- what people write stays text ------------------------------------------------------------------------------

# Where the folder of the job is gone when the test looks, this one is not.
SENTUH = "touch${IFS}$UJI_ARTEFAK/PWNED"
JUDUL = f'x"; {SENTUH}; echo "$({SENTUH})`{SENTUH}`'
CABANG = f"x;{SENTUH};$({SENTUH})"
BARIS = "\n::error file=x::palsu\n::add-mask::galat"
SUNTIKAN = (UNIT, "tw4: 6", 'tw4: "6\\n::error file=x::palsu\\r::error::palsu"')
# What the runner is told of that: the error at its place, and nothing else.
SATU_BARIS = f"error content/{UNIT}:8: teks di sini harus satu baris; gabungkan kembali menjadi satu baris"


def test_a_fork_is_checked_without_secrets_and_without_a_comment_whatever_it_is_called(forge: Forge) -> None:
    run = usulkan(forge, SUNTIKAN, fork=True, cabang=CABANG, title=JUDUL, body=BARIS)
    assert run.results == {"periksa": "failure"}
    assert run.jobs["periksa"].step("Ambil usulan").output.startswith("Usulan #7 hanya mengubah 1 berkas isian;")
    assert run.commands == [SATU_BARIS]
    assert run.artifacts == ["usulan/komentar.md"] and "galat baru" in run.summary("periksa")
    assert "secrets." not in (forge.repo.root / ".github/workflows/periksa.yml").read_text("utf-8")


def test_one_that_brings_its_own_schemas_is_judged_by_them_and_this_is_said(forge: Forge) -> None:
    file = forge.repo.root / SKEMA
    strict = file.read_text("utf-8")
    assert '"additionalProperties": false' in strict
    file.write_text(strict.replace('"additionalProperties": false', '"additionalProperties": true'), "utf-8")
    run = usulkan(forge, SALAH, cabang=CABANG, title=JUDUL, body=BARIS)
    assert run.results == {"periksa": "failure", "komentar": "success"}
    said, warned, *_ = run.jobs["periksa"].step("Ambil usulan").output.splitlines()
    assert said.startswith(
        "Usulan #7 mengubah 1 berkas isian dan 1 berkas di luar content/; "
        "diperiksa dengan program dan skemanya sendiri, bukan dengan yang di main ("
    )
    assert warned.startswith(f"::warning file={SKEMA},line=1,col=1,title=peringatan [program-usulan]::")
    assert salah(run) == ["line=9"]
    assert run.artifacts == ["usulan/komentar.md"] and not any("palsu" in command for command in run.commands)
    # Nobody answered at the API: the comment that cannot be written fails nothing.
    assert run.jobs["komentar"].step("Tulis komentar").output.startswith("Peringatan: komentar tidak tersampaikan: ")


def test_a_workflow_in_a_hurry_would_have_run_what_they_are_called(forge: Forge) -> None:
    forge.repo.branch(CABANG)
    (forge.repo.root / ".github/workflows/buruk.yml").write_text(
        "on: pull_request\njobs:\n  buruk:\n    runs-on: ubuntu-24.04\n    steps:\n"
        '      - run: echo "${{ github.event.pull_request.title }}"\n'
        '      - run: echo "$BODY"\n        env: { BODY: "${{ github.event.pull_request.body }}" }\n'
    )
    forge.repo.commit("Buruk")
    run = forge.run("buruk", "pull_request", forge.pull_request(CABANG, title=JUDUL, body=BARIS))
    assert run.artifacts == ["PWNED"]
    assert "error x:: palsu" in run.commands


# --- main ------------------------------------------------------------------------------------------------------


def test_a_push_to_main_publishes_the_site_with_its_downloads(forge: Forge) -> None:
    run = forge.run("terbit", "push", forge.pushed())
    assert run.results == {"bangun": "success", "sebar": "success"}
    assert "Selesai: build/lkip-2023.pdf" in run.jobs["bangun"].step("Susun laporan").output
    site = files(run.site)
    # The draft of the report is always to be had at the same address.
    assert {"index.html", "unduh/lkip-2023.pdf", "unduh/lkip-2023.docx", "unduh/data/2023/laporan.json"} <= {*site}
