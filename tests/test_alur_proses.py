"""The workflows of the process, run with act against the stand-in of the forge: tag, record, reminder, each form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import act
import pytest
from forge_dunia import UTAMA, esok, pemilik, salin, tandai
from forge_dunia import Dunia as DuniaForge
from forge_tiruan import ROBOT, ForgeTiruan, forge_berjalan
from repo_proses import CAMAT, KASUBBAG, LOGIN, NAMA, PELAKSANA, SEKRETARIS, TAHUN, WITA, Repo
from ruamel.yaml import YAML

from lkip.forge.formulir_langkah import FORMULIR, KEMBALIKAN, SAHKAN
from lkip.proses.baca import keadaan_tahun

WORKFLOWS = act.ROOT / ".github/workflows"
SENIN = "senin selasa rabu kamis jumat sabtu minggu".title().split()


@dataclass
class Dunia:
    """An office on a forge that runs its workflows: what they ask of the API is answered by the stand-in."""

    r: Repo
    forge: act.Forge
    tiruan: ForgeTiruan

    def jalan(self, workflow: str, name: str, event: dict[str, Any], *izin: str, **rahasia: str) -> act.Run:
        """Run a workflow with a token that may write what its job says."""
        env = {"GITHUB_API_URL": self.tiruan.alamat, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        secrets = {"GITHUB_TOKEN": self.tiruan.token(ROBOT, *izin), **rahasia}
        return self.forge.run(workflow, name, event, secrets=secrets, env=env)

    def isi(self, tugas: str, login: str, **masukan: str) -> act.Run:
        """Fill in a form."""
        form = next(one for one in FORMULIR if one.tugas == tugas)
        event = {"ref": UTAMA, "inputs": {"tahun": str(TAHUN), **masukan}, "sender": {"login": login}}
        return self.jalan(Path(form.berkas).stem, "workflow_dispatch", event, "contents", "pull-requests")

    @property
    def dasar(self) -> DuniaForge:
        return DuniaForge(self.r, self.tiruan)


@pytest.fixture
def dunia(delapan: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dunia]:
    """The office whose document is approved, with the engine and its workflows."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    r = salin(delapan, tmp_path)
    act.lay_engine(r.root)
    pemilik(r)
    r.commit("Program")
    forge = act.Forge(r)
    r.git("remote", "add", "origin", str(forge.bare))
    forge.push("main")
    with forge_berjalan(forge.bare, r) as tiruan:
        tiruan.nama = act.REPOSITORY
        tiruan.pengguna.update(dict.fromkeys(LOGIN.values(), "MEMBER"))
        yield Dunia(r, forge, tiruan)
        assert tiruan.pelanggaran == []


# --- the release -------------------------------------------------------------------------------------------------


def test_the_camats_tag_is_released(dunia: Dunia) -> None:
    tag = tandai(dunia.dasar, NAMA[CAMAT])
    event = dunia.forge.pushed(f"refs/tags/{tag}")
    run = dunia.jalan("rilis", "push", event, "contents")
    assert run.results == {"kumpulkan": "success", "terbitkan": "success"}, run.output
    assert f"Tag {tag}: Ahmad Zaini, kunci SHA256:" in run.jobs["kumpulkan"].output
    kept = (dunia.r.root / "content/2023/proses/disahkan/lkip-2023-v1.0.pdf").read_bytes()
    (made,) = dunia.tiruan.rilis.values()
    assert (made["tag"], made["draf"], made["berkas"]["lkip-2023-v1.0.pdf"]) == (tag, False, kept)
    assert "lkip-2023-v1.0.pdf: OK" in run.jobs["terbitkan"].output


@pytest.mark.parametrize(
    ("kunci", "why"),
    [(None, "tidak bertanda tangan SSH yang cocok"), (NAMA[SEKRETARIS], "milik Rusmiati (Sekretaris), bukan Camat")],
    ids=["unsigned", "somebody else"],
)
def test_another_tag_is_not_released(dunia: Dunia, kunci: str | None, why: str) -> None:
    tag = tandai(dunia.dasar, kunci)
    run = dunia.jalan("rilis", "push", dunia.forge.pushed(f"refs/tags/{tag}"), "contents")
    assert run.results["kumpulkan"] == "failure" and run.results.get("terbitkan") != "success"
    assert why in run.output
    assert (dunia.tiruan.rilis, run.artifacts) == ({}, [])


# --- forms and records -------------------------------------------------------------------------------------------


JAHAT = '"; touch DIJALANKAN; echo "$(touch DIJALANKAN)`touch DIJALANKAN`'


def test_a_form_is_proposed_reviewed_merged_and_recorded(dunia: Dunia) -> None:
    """What was typed tries to run a command all the way, and is the place that the letter goes to."""
    run = dunia.isi("letter", LOGIN[PELAKSANA], nomor="12", kepada="Bupati Contoh", tempat=JAHAT)
    assert run.results == {"ajukan": "success"}, run.output
    assert "Usulan 1 dibuka: LKIP 2023: langkah 9 selesai" in run.output
    assert any(name.startswith("lembar-cetak/") and name.endswith(".pdf") for name in run.artifacts)
    assert "### LKIP 2023" in run.summary("ajukan")
    before = dunia.r.git("rev-parse", "main")
    dunia.dasar.segarkan()
    dunia.dasar.gabungkan(1, LOGIN[PELAKSANA], LOGIN[SEKRETARIS])
    event = dunia.forge.pushed(before=before)
    for _ in range(2):  # the second time there is nothing to record
        run = dunia.jalan("catat", "push", event, "contents", KUNCI_ROBOT=dunia.r.key("robot").read_text("utf-8"))
        assert run.results == {"catat": "success"}, run.output
        said = run.jobs["catat"].step("Catat tinjauan").output
    assert "Tidak ada gabungan yang belum dicatat." in said
    assert dunia.tiruan.gudang.git("log", "--format=%s", "catatan") == "Catatan 1: usulan 1"
    dunia.r.git("fetch", "-q", "origin")
    done = keadaan_tahun(dunia.r.root, TAHUN).langkah_tugas("letter")
    assert done and done.selesai and str(done.selesai.dasar) == "tinjauan noorlaila, catatan 1"
    assert [*dunia.r.root.parent.rglob("DIJALANKAN")] == []


def test_a_line_break_typed_into_a_form_makes_no_command_of_the_log(dunia: Dunia) -> None:
    run = dunia.isi("letter", LOGIN[PELAKSANA], nomor="13", kepada="satu\n::error::palsu", tempat="Contoh")
    assert run.results == {"ajukan": "failure"}
    assert "harus satu baris" in run.output and "\n::error::palsu" not in run.output
    assert "### Tidak ada yang diajukan" in run.summary("ajukan")
    assert dunia.tiruan.usulan == {}


# What each form is filled in with, where the document is approved, and what is answered.
ISIAN: dict[str, tuple[dict[str, str], str]] = {
    "start": ({"tahun": "2024", "batas": esok()}, "dibuka: LKIP 2024: langkah 1 selesai"),
    "forms": ({}, "langkah 2 sudah selesai"),
    "send": ({"cara": "diantar"}, "langkah 3 sudah selesai"),
    "gather": ({}, "Langkah 4 sudah selesai"),
    "analyse": ({"tahun": "2024"}, "draf tahun 2024 belum dapat dibuat"),
    "compose": ({}, "langkah 6 sudah selesai"),
    "correct": ({}, "langkah 7 sudah selesai"),
    "approve": ({"tindakan": KEMBALIKAN, "alasan": "Salah cetak."}, "dibuka: LKIP 2023: langkah 8 kembali"),
    "archive": ({"penerima": "Bupati Contoh: Rahmat", "cara": "diantar"}, "langkah 10 menunggu langkah 9"),
}


def test_every_form_reaches_its_step(dunia: Dunia) -> None:
    """What the step answers, done or refused, is what its function says; a refusal opens nothing."""
    for task, (given, answer) in ISIAN.items():
        before = len(dunia.tiruan.usulan)
        run = dunia.isi(task, LOGIN[KASUBBAG], **given)
        assert answer in run.output, run.output
        assert run.results == {"ajukan": "success" if "dibuka" in answer else "failure"}, run.output
        assert len(dunia.tiruan.usulan) - before == ("dibuka" in answer)


@pytest.mark.parametrize("form", FORMULIR, ids=lambda form: form.tugas)
def test_a_form_asks_what_its_step_takes_and_does_nothing_else(form: Any) -> None:
    read, first = (YAML(typ="safe").load((WORKFLOWS / f.berkas).read_text("utf-8")) for f in (form, FORMULIR[0]))
    number = int(form.berkas.split("-")[1])
    asked = read["on"]["workflow_dispatch"]["inputs"]
    assert [*asked] == ["tahun", *form.isian] and read["name"].startswith(f"Langkah {number:02}: ")
    assert all(one["description"] and one["type"] in ("string", "choice") for one in asked.values())
    job, like = read["jobs"]["ajukan"], first["jobs"]["ajukan"]
    task = next(step for step in job["steps"] if "run" in step)
    assert task["run"] == f"./inv propose {form.tugas}"
    task["run"] = f"./inv propose {FORMULIR[0].tugas}"
    assert job == like
    assert sorted(f.name for f in WORKFLOWS.glob("langkah-*.yml")) == sorted(f.berkas for f in FORMULIR)


def test_the_choices_of_the_approval_are_those_that_are_understood() -> None:
    read = YAML(typ="safe").load((WORKFLOWS / "langkah-8-sahkan.yml").read_text("utf-8"))
    told = read["on"]["workflow_dispatch"]["inputs"]["tindakan"]["options"]
    assert (told[0], told[-1], len(told)) == (SAHKAN, KEMBALIKAN, 4)


# --- the reminder ------------------------------------------------------------------------------------------------


def kalender(r: Repo, *libur: str) -> None:
    """An office that works every day, all day, but on the holidays that are named."""
    days = "".join(f'  - hari: "{d}"\n    jam:\n      - dari: "00.00"\n        sampai: "23.59"\n' for d in SENIN)
    off = "".join(f'      - tanggal: "{d}"\n        nama: "Libur"\n        jenis: "libur daerah"\n' for d in libur)
    year = f'libur:\n  - tahun: {libur[0][:4]}\n    sumber: "Keputusan"\n    hari:\n{off}' if libur else ""
    r.write("libur.yml", f'zona: "WITA"\ndasar: "Keputusan"\nhari_kerja:\n{days}{year}')


def test_the_reminder_after_the_deadline_before_it_and_on_a_holiday(dunia: Dunia) -> None:
    """On the schedule itself, at this very moment: the approval is of long ago, so step 9 is late; then it is done."""
    now = datetime.now(WITA)

    def run() -> str:
        dunia.r.commit("Kalender", at=now)
        dunia.forge.push("main")
        found = dunia.jalan("tenggat", "schedule", {"schedule": "17 8 * * 1-5"}, "issues")
        assert found.results == {"ingatkan": "success"}, found.output
        return found.jobs["ingatkan"].step("Ingatkan").output

    kalender(dunia.r, f"{now:%Y-%m-%d}", f"{now + timedelta(days=1):%Y-%m-%d}")
    assert "bukan hari kerja menurut content/libur.yml" in run() and dunia.tiruan.kartu == {}
    kalender(dunia.r)
    assert "Hal: langkah 9 penyusunan LKIP 2023 melewati waktu bakunya" in run()
    assert dunia.tiruan.kartu[1]["state"] == "open"
    dunia.r.kini = now
    for n in (9, 10):
        dunia.r.palsu(n, "selesai", f"02-27 0{n % 9 + 1}:00", NAMA[PELAKSANA])
    assert "Tidak ada langkah yang melewati waktu bakunya." in run()
    assert dunia.tiruan.kartu[1]["state"] == "closed"
