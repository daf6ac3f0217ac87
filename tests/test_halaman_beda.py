"""Which pages of a PDF changed: real ones, side by side with a box; not those that only bear another number or hash."""

from __future__ import annotations

from pathlib import Path

import typst
from conftest import change
from PIL import Image
from test_komentar import kantor_git

from lkip.forge.beda import Pilihan, beda
from lkip.forge.halaman_beda import PALING_BANYAK, Cetakan, HalamanBeda, halaman_beda

__all__ = ["kantor_git"]
MERAH = (0xC1, 0x12, 0x1F)
_KEPALA = """#set page(width: 12cm, height: 10cm, margin: 2.5cm, numbering: "1", header: [Kepala {tanda}],
  background: place(center, text(size: 60pt, fill: rgb("#00000010"))[{samar}]))
#outline()
"""


def cetak(folder: Path, *halaman: str, tanda: str = "a", samar: str = "DRAF") -> Cetakan:
    """A PDF with its contents on the first page and then these pages, each under a heading."""
    folder.mkdir()
    body = "".join(f"#pagebreak()\n= {text}\n" for text in halaman)
    (folder / "a.typ").write_text(_KEPALA.format(tanda=tanda, samar=samar) + body, "utf-8")
    (folder / "a.pdf").write_bytes(typst.compile(folder / "a.typ"))
    return Cetakan(folder / "a.pdf", 25, 25, (f"sidik {tanda}",))


def compared(tmp_path: Path, then: Cetakan, now: Cetakan) -> HalamanBeda:
    return halaman_beda({"lkip-2023": (then, now)}, tmp_path / "gambar")


def test_what_every_change_changes_is_no_changed_page(tmp_path: Path) -> None:
    """Another fingerprint, head of page, mark of a draft; a page put in moves the numbers of all behind it."""
    then = cetak(tmp_path / "a", "Satu", "Dua", "Tiga\nsidik a")
    now = cetak(tmp_path / "b", "Satu", "Sisipan", "Dua", "Tiga\nsidik b", tanda="b", samar="")
    told = [(one.sebutan, one.berkas) for one in compared(tmp_path, then, now).halaman]
    assert told == [("lkip-2023 halaman 1", "lkip-2023-001.png"), ("lkip-2023 halaman 3 (baru)", "lkip-2023-003.png")]


def test_what_changed_has_a_box_on_both_sides(tmp_path: Path) -> None:
    """The same words in another colour are another page too; what is above is left alone."""
    then = cetak(tmp_path / "a", "Satu", "Dua\n#v(1cm)\n#rect(fill: black)[]", "Lama")
    now = cetak(tmp_path / "b", "Satu", "Dua\n#v(1cm)\n#rect(fill: gray)[]")
    found = compared(tmp_path, then, now)
    assert [one.sebutan for one in found.halaman][1:] == ["lkip-2023 halaman 3", "lkip-2023 halaman 4 (dihapus)"]
    picture = Image.open(tmp_path / "gambar/lkip-2023-003.png")
    half = picture.width // 2
    reds = [(x, y) for x in range(picture.width) for y in range(picture.height) if picture.getpixel((x, y)) == MERAH]
    assert {x < half for x, _ in reds} == {True, False}
    assert min(y for _, y in reds) > picture.height * 0.35
    assert (tmp_path / "gambar/lkip-2023-004-dihapus.png").is_file()


def test_a_page_whose_text_only_moved_takes_no_picture_from_one_that_changed(tmp_path: Path) -> None:
    words = [f"Kalimat {n}." for n in range(40)]
    then, now = (
        cetak(tmp_path / "a", "\n\n".join(words)),
        cetak(tmp_path / "b", "\n\n".join([*words[:2], "Baru.", *words[2:]])),
    )
    first, *others = compared(tmp_path, then, now).halaman
    assert (first.sebutan, first.berkas, first.geser) == ("lkip-2023 halaman 2", "lkip-2023-002.png", False)
    assert len(others) >= 2 and {(one.berkas, one.geser) for one in others} == {("", True)}


def test_so_many_pictures_and_no_more_and_always_the_same(tmp_path: Path) -> None:
    pages = [f"Halaman ke-{n}" for n in range(25)]
    then, now = cetak(tmp_path / "a", *pages), cetak(tmp_path / "b", *(f"{page} baru" for page in pages))
    found = compared(tmp_path, then, now)
    assert len(found.halaman) == 28 and sum(bool(one.berkas) for one in found.halaman) == PALING_BANYAK
    bytes_of = {file.name: file.read_bytes() for file in (tmp_path / "gambar").iterdir()}
    assert len(bytes_of) == PALING_BANYAK and compared(tmp_path, then, now) == found
    assert {file.name: file.read_bytes() for file in (tmp_path / "gambar").iterdir()} == bytes_of


def test_the_report_of_now_is_held_page_by_page_against_that_of_main(kantor_git: Path, tmp_path: Path) -> None:
    """A word in the prose changes its page alone: the colophon has another fingerprint and is not told."""
    change(kantor_git, ("2023/narasi/organisasi.md", "dua seksi", "2 seksi"))
    chosen = Pilihan(markdown=True, halaman=tmp_path / "gambar")
    text = "\n".join(beda(kantor_git, "main", chosen, {"LKIP_ALAMAT_HALAMAN": "https://contoh.id/gambar/"}))
    told = text.split("### ")[-1]
    assert told == "Halaman yang berubah (1)\n\n![lkip-2023 halaman 1](https://contoh.id/gambar/lkip-2023-007.png)"
    assert [file.name for file in (tmp_path / "gambar").iterdir()] == ["lkip-2023-007.png"]


def test_where_no_report_can_be_made_the_values_are_told_all_the_same(kantor_git: Path, tmp_path: Path) -> None:
    change(kantor_git, ("2023/narasi/organisasi.md", "dua seksi", "{{IKU-99.capaian}} seksi"))
    text = "\n".join(beda(kantor_git, "main", Pilihan(markdown=True, halaman=tmp_path / "gambar"), {}))
    assert "**Belum boleh digabung: 1 galat baru.**" in text
    why = "masih ada galat, sehingga laporannya belum dapat disusun"
    assert text.endswith(f"Halaman tahun 2023 tidak dibandingkan: {why}.")
