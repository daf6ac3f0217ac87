"""The pictures of changed pages on their own branch, with real repositories: what is kept, what is no picture."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from repo_proses import Repo

from lkip.forge.jauh import Jauh
from lkip.forge.pratinjau import CABANG, simpan_gambar

SATU, DUA = "1" * 40, "2" * 40


def asal(folder: Path) -> Repo:
    """An empty bare repository, and two clones of it beside it."""
    bare = Repo(folder / "asal.git")
    bare.root.mkdir()
    bare.git("init", "-q", "--bare")
    for name in ("a", "b"):
        bare.git("clone", "-q", ".", str(folder / name))
    return bare


def gambar(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        Image.new("RGB", (2, 2)).save(folder / name, "PNG")
    return folder


def isi(bare: Repo) -> list[str]:
    return bare.git("ls-tree", "-r", "--name-only", CABANG).splitlines()


def test_each_proposal_keeps_the_pictures_of_its_last_commit_and_the_branch_has_no_past(tmp_path: Path) -> None:
    bare, a, b = asal(tmp_path), Jauh(tmp_path / "a"), Jauh(tmp_path / "b")
    first = gambar(tmp_path / "satu", "lkip-2023-001.png", "lkip-2023-002.png")
    second = gambar(tmp_path / "dua", "lkip-2023-009-dihapus.png")
    assert simpan_gambar(first, 7, SATU, a) == 2
    assert simpan_gambar(second, 8, DUA, b) == 1
    assert simpan_gambar(second, 7, DUA, a) == 1
    assert isi(bare) == [f"7/{DUA}/lkip-2023-009-dihapus.png", f"8/{DUA}/lkip-2023-009-dihapus.png"]
    assert bare.git("rev-list", "--count", CABANG) == "1"
    assert simpan_gambar(tmp_path / "kosong", 7, DUA, a) == 0


def test_what_is_no_picture_of_a_page_stays_out(tmp_path: Path) -> None:
    bare, folder = asal(tmp_path), gambar(tmp_path / "semua", "lkip-2023-001.png", "A b.png")
    (folder / "palsu.png").write_bytes(b"\x89PNG\r\n\x1a\n<script>")
    with (folder / "lkip-2023-001.png").open("ab") as file:
        file.write(b"<script>")
    Image.new("1", (20_000, 1)).save(folder / "panjang.png", "PNG")
    (folder / "lain.svg").write_text("<svg/>")
    (folder / "tautan.png").symlink_to(folder / "lkip-2023-001.png")
    assert simpan_gambar(folder, 7, SATU, Jauh(tmp_path / "a")) == 1
    assert isi(bare) == [f"7/{SATU}/lkip-2023-001.png"]
    # Of the file itself only its dots came along.
    kept = bare.git("cat-file", "-s", f"{CABANG}:7/{SATU}/lkip-2023-001.png")
    assert int(kept) == (folder / "lkip-2023-001.png").stat().st_size - len("<script>")


def test_who_was_overtaken_tries_again_and_loses_nobodys_pictures(tmp_path: Path) -> None:
    bare, folder = asal(tmp_path), gambar(tmp_path / "satu", "lkip-2023-001.png")

    class Didahului(Jauh):
        def ganti(self, cabang: str, komit: str, lama: str) -> bool:
            if not lama:
                assert simpan_gambar(folder, 8, DUA, Jauh(tmp_path / "b")) == 1
            return super().ganti(cabang, komit, lama)

    assert simpan_gambar(folder, 7, SATU, Didahului(tmp_path / "a")) == 1
    assert isi(bare) == [f"7/{SATU}/lkip-2023-001.png", f"8/{DUA}/lkip-2023-001.png"]
