"""The comment taken to the forge: written, changed, left alone; and whatever fails is a warning."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from forge_tiruan import ForgeTiruan, Gangguan
from test_forge import KETIK, ROBOT, usulkan

from lkip.forge.api import BERKAS_TERBANYAK
from lkip.forge.jawaban import BerkasUsulan
from lkip.forge.keadaan_komentar import PALING_PANJANG, PENANDA
from lkip.forge.kirim import berkas_luar, kirim

ISI = f"{PENANDA}komit=0123456 temuan=4f53cda1: nilai=4f53cda1: -->\n**Boleh digabung.**\n"


def env(tiruan: ForgeTiruan) -> Mapping[str, str]:
    """The environment of a workflow that may write comments."""
    token = tiruan.token(ROBOT, "pull-requests")
    return {"GITHUB_API_URL": tiruan.alamat, "GITHUB_REPOSITORY": tiruan.nama, "GITHUB_TOKEN": token}


def test_the_comment_is_saved_for_the_next_version_and_then_changed(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    number, made, old = str(usulkan(tiruan)), tmp_path / "komentar.md", tmp_path / "lama.md"
    made.write_text(ISI, "utf-8")
    assert list(kirim(number, made, old, env(tiruan))) == [
        "Komentar yang sudah ada: belum ada.",
        f"Komentar pada pull request {number} sudah sesuai.",
    ]
    made.write_text(ISI.replace("Boleh", "Belum boleh"), "utf-8")
    first, _ = kirim(number, made, old, env(tiruan))
    assert first == "Komentar yang sudah ada: disimpan."
    assert old.read_text("utf-8").strip() == ISI.strip()
    assert [one["body"].split("\n")[1] for one in tiruan.komentar.values()] == ["**Belum boleh digabung.**"]
    assert tiruan.pelanggaran == []


def test_where_nothing_is_told_of_a_commit_nothing_is_written_but_what_was_said_before_is_taken_back(
    tiruan: ForgeTiruan, tmp_path: Path
) -> None:
    number, made = str(usulkan(tiruan)), tmp_path / "komentar.md"
    (none,) = kirim(number, made, None, env(tiruan))
    assert none.startswith("Tidak ada yang dikomentari: ") and tiruan.komentar == {}
    made.write_text(ISI, "utf-8")
    assert len(list(kirim(number, made, None, env(tiruan)))) == 1
    made.unlink()
    for _ in range(2):
        (taken,) = kirim(number, made, None, env(tiruan))
        assert taken == f"Komentar pada pull request {number} tentang komit sebelumnya ditarik."
    (comment,) = tiruan.komentar.values()
    memory, told = comment["body"].strip().split("\n")
    assert memory == ISI.split("\n")[0] and told.startswith("**Belum ada perbandingan untuk komit `")


def test_a_comment_by_the_proposals_own_program_begins_by_saying_so(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    made = tmp_path / "komentar.md"
    made.write_text(ISI, "utf-8")
    tiruan.pegawai.git("checkout", "-q", "-B", "program", "main")
    for name in ("lkip/@semua.py", "<!--.py", "a", "b"):
        (tiruan.pegawai.root / name).parent.mkdir(exist_ok=True)
        (tiruan.pegawai.root / name).write_text("pass\n")
    tiruan.pegawai.commit()
    tiruan.dorong(KETIK, "program")
    number = tiruan.klien(KETIK).buka_usulan("program", "main", "Program", "Isi usulan.").nomor
    assert list(kirim(str(number), made, None, env(tiruan))) == [f"Komentar pada pull request {number} sudah sesuai."]
    (comment,) = tiruan.komentar.values()
    memory, warning, _, rest = comment["body"].strip().split("\n")
    assert memory == ISI.split("\n")[0] and rest == "**Boleh digabung.**"
    assert warning.startswith(
        "> **Perhatian: usulan ini juga mengubah berkas di luar content/** (&#60;!--.py, a, b dan 1"
    )


def test_a_rename_out_of_the_program_and_a_list_that_was_cut_off_are_no_mere_content() -> None:
    moved = BerkasUsulan("content/a.md", "renamed", "lkip/a.py")
    assert berkas_luar([moved]) == ("lkip/a.py",)
    inside = BerkasUsulan("content/a.md", "modified")
    assert berkas_luar([inside] * (BERKAS_TERBANYAK - 1)) == ()
    assert berkas_luar([inside] * BERKAS_TERBANYAK) != ()
    assert berkas_luar([BerkasUsulan("Content/a.md", "added")]) != ()


def test_a_commit_that_the_proposal_has_left_behind_is_not_commented(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    number, made, event = usulkan(tiruan), tmp_path / "komentar.md", tmp_path / "kejadian.json"
    made.write_text(ISI, "utf-8")
    head = tiruan.klien(KETIK).usulan(number).ujung
    for sha, written in (("1" * 40, 0), (head, 1)):
        event.write_text(json.dumps({"number": number, "pull_request": {"head": {"sha": sha}}}), "utf-8")
        (line,) = kirim("", made, None, {**env(tiruan), "GITHUB_EVENT_PATH": str(event)})
        assert len(tiruan.komentar) == written and ("sudah berganti komit" in line) == (not written)


def test_what_fails_is_a_warning(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    number, made = str(usulkan(tiruan)), tmp_path / "komentar.md"
    made.write_text(ISI, "utf-8")
    tiruan.gangguan += [Gangguan(403, {"message": "::error::palsu\n"})] * 3
    (refused,) = kirim(number, made, None, env(tiruan))
    assert refused.startswith("Peringatan: komentar tidak tersampaikan: ") and "403" in refused and "\n" not in refused
    (lost,) = kirim(number, made, None, {})
    assert "GITHUB_REPOSITORY dan GITHUB_TOKEN belum ada" in lost
    made.write_text("Bukan buatan kita", "utf-8")
    long, link = tmp_path / "panjang.md", tmp_path / "tautan.md"
    long.write_text(ISI + "a" * PALING_PANJANG, "utf-8")
    link.symlink_to(old := tmp_path / "asli.md")
    old.write_text(ISI, "utf-8")
    for pull, file in (("7; rm", made), (number, made), (number, tmp_path), (number, long), (number, link)):
        (line,) = kirim(pull, file, None, env(tiruan))
        assert line.startswith("Peringatan: ")
    assert tiruan.komentar == {}
