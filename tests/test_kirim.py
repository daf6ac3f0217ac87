"""The comment taken to the forge: written, changed, left alone; and whatever fails is a warning."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from forge_tiruan import ForgeTiruan, Gangguan
from test_forge import ROBOT, usulkan

from lkip.forge.kirim import kirim
from lkip.forge.komentar import PENANDA

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
    made.write_text("\n", "utf-8")
    assert list(kirim(number, made, None, env(tiruan))) == [
        "Tidak ada yang dikomentari: tidak ada nilai, temuan atau halaman yang berubah."
    ]
    assert len(tiruan.komentar) == 1 and tiruan.pelanggaran == []


def test_what_fails_is_a_warning(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    number, made = str(usulkan(tiruan)), tmp_path / "komentar.md"
    made.write_text(ISI, "utf-8")
    tiruan.gangguan += [Gangguan(403, {"message": "::error::palsu\n"})] * 3
    (refused,) = kirim(number, made, None, env(tiruan))
    assert refused.startswith("Peringatan: komentar tidak tersampaikan: ") and "403" in refused and "\n" not in refused
    (lost,) = kirim(number, made, None, {})
    assert "GITHUB_REPOSITORY dan GITHUB_TOKEN belum ada" in lost
    made.write_text("Bukan buatan kita", "utf-8")
    for pull, file in (("7; rm", made), (number, made), (number, tmp_path / "tidak-ada.md")):
        (line,) = kirim(pull, file, None, env(tiruan))
        assert line.startswith("Peringatan: ")
    assert tiruan.komentar == {}
