"""The client of the forge against the stand-in: one comment, one card, one release; and every refusal in a sentence."""

from __future__ import annotations

from forge_tiruan import ForgeTiruan
from repo_proses import KASUBBAG, LOGIN, SEKRETARIS

from lkip.forge.api import ROBOT

PENANDA = "<!-- lkip:selisih -->"
KETIK, TINJAU = LOGIN[KASUBBAG], LOGIN[SEKRETARIS]


def usulkan(forge: ForgeTiruan, cabang: str = "isian", teks: str = "Isi.\n") -> int:
    """A proposal of the Kasubbag that changes a line of prose."""
    forge.pegawai.git("checkout", "-q", "-B", cabang, "main")
    forge.pegawai.write("2023/narasi/penutup.md", teks)
    forge.pegawai.commit()
    forge.dorong(KETIK, cabang)
    return forge.klien(KETIK).buka_usulan(cabang, "main", "Isian triwulan", "Isi usulan.").nomor


def tertulis(forge: ForgeTiruan) -> list[str]:
    """What has been asked of the forge beyond reading."""
    return [one.split("/repos/kantor/lkip")[-1] for one in forge.permintaan if not one.startswith("GET")]


def test_the_comment_is_written_once_then_changed_then_left_alone(tiruan: ForgeTiruan) -> None:
    number, robot = usulkan(tiruan), tiruan.klien(ROBOT, "pull-requests")
    tiruan.permintaan.clear()
    made = [
        robot.simpan_komentar(number, text, PENANDA) for text in ("Tiga nilai berubah.",) * 2 + ("Satu nilai.",) * 2
    ]
    assert [one.nomor for one in made] == [1000] * 4
    assert [one.isi for one in robot.komentar(number)] == [f"{PENANDA}\nSatu nilai."]
    assert tertulis(tiruan) == [f"/issues/{number}/comments 201", "/issues/comments/1000 200"]
    assert robot.hapus_komentar(number, PENANDA) and not robot.hapus_komentar(number, PENANDA)
    assert tiruan.komentar == {} and tiruan.pelanggaran == []
