"""What the guide shows of the product: made of the office's own content, known by name, told in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import make_office
from keluaran import Page, page, terbitkan
from peramban import WIDTHS, look
from PIL import Image
from test_peramban import barriers, foreign, require_browser, too_wide

from lkip.model import Prosa
from lkip.peraga import PERAGA
from lkip.pipeline import read
from lkip.prosa import panduan_bergambar
from lkip.publish.peraga import _CETAK, _SVG, _TEKS, write

HALAMAN = """# Panduan

![Lembar dengan kotak instruksi.](gambar:lembar-disposisi "Lembar Disposisi; contoh")

Kalimat di antaranya.

![Pesan untuk koma: berkas, baris, dan cara menulis.](gambar:galat "Pesan untuk koma")

![Satu baris tiap langkah.](gambar:linimasa)

```
![contoh bentuknya](gambar:apa-saja)
```
"""


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office with a page that shows three things."""
    root = make_office(tmp_path_factory.mktemp("peraga") / "kantor")
    (root / "content/panduan").mkdir()
    (root / "content/panduan/index.md").write_text(HALAMAN, "utf-8")
    return root


@pytest.fixture(scope="module")
def dibuat(kantor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that can be shown, in a folder."""
    return made(kantor, tmp_path_factory.mktemp("gambar"))


def made(root: Path, folder: Path) -> Path:
    laporan = read(root).laporan
    assert laporan
    write(laporan, root, folder)
    return folder


@pytest.fixture(scope="module")
def laman(kantor: Path) -> Page:
    """The page of the guide on the site."""
    return page(terbitkan(kantor).site / "panduan/index.html")


# --- what is made ------------------------------------------------------------------------------------------------


def test_every_name_has_one_maker(dibuat: Path) -> None:
    assert sorted([*_CETAK, *_SVG, *_TEKS]) == sorted(PERAGA)
    assert {file.stem for file in dibuat.iterdir()} == set(PERAGA)


def test_forms_are_pictures_of_a_page_as_wide_as_paper(dibuat: Path) -> None:
    for name in _CETAK:
        with Image.open(dibuat / f"{name}.png") as picture:
            assert picture.format == "PNG"
            assert picture.width == 728 and 400 < picture.height <= 1029, name
            assert len(picture.convert("L").getcolors() or ()) > 100, f"{name} is empty"


def test_what_tasks_print_is_text(dibuat: Path) -> None:
    assert (dibuat / "galat.txt").read_text("utf-8").split("\n") == [
        "content/2023/realisasi/seksi-pelayanan.yml:5:12: galat: Triwulan I: '34,50' harus memakai titik desimal; "
        'tulis "34.50" [bentuk]',
        "1 galat, 0 peringatan.",
        "",
    ]
    assert (dibuat / "status.txt").read_text("utf-8").split("\n")[:5] == [
        "LKIP 2023: 2 dari 2 langkah selesai [####################] 100%",
        "Tenggat 29-02-2024: 51 hari lagi, 37 di antaranya hari kerja.",
        "",
        "  1 [x] Memerintahkan penyusunan LKIP                   selesai       baku 10 menit",
        "        08-01-2024 09.00 oleh Nama pejabat (Camat); pindaian proses/disposisi.pdf, lebih lemah",
    ]


def test_the_same_content_makes_the_same_bytes(kantor: Path, dibuat: Path, tmp_path: Path) -> None:
    again = made(kantor, tmp_path)
    assert {f.name: f.read_bytes() for f in again.iterdir()} == {f.name: f.read_bytes() for f in dibuat.iterdir()}


def test_other_content_makes_other_pictures(dibuat: Path, tmp_path: Path) -> None:
    root = make_office(tmp_path / "lain", ("instansi.yml", 'nama: "Kecamatan Contoh Jaya"', 'nama: "Kecamatan Lain"'))
    made(root, tmp_path / "gambar")
    assert (tmp_path / "gambar/surat-pengantar.png").read_bytes() != (dibuat / "surat-pengantar.png").read_bytes()


# --- on the site -------------------------------------------------------------------------------------------------


def test_pictures_stand_on_the_page_with_their_words(kantor: Path, laman: Page) -> None:
    shown = {a["src"]: a["alt"] for tag, a, inside in laman.elements if tag == "img" and inside}
    assert shown == {
        "../gambar/panduan/lembar-disposisi-0.png": "Lembar dengan kotak instruksi.",
        "../gambar/panduan/linimasa.svg": "Satu baris tiap langkah.",
    }
    site = kantor / "build/site"
    assert all((site / "panduan" / str(source)).resolve().is_file() for source in shown)
    assert sorted(f.name for f in (site / "gambar/panduan").iterdir()) == ["lembar-disposisi-0.png", "linimasa.svg"]


def test_titles_and_texts_stand_on_the_page(laman: Page) -> None:
    lines = [line for line in laman.lines if line.strip()]
    assert "Lembar Disposisi; contoh" in lines
    assert "Satu baris tiap langkah." in lines  # without a title it is what is seen
    assert lines[lines.index("Pesan untuk koma") + 1].startswith("content/2023/realisasi/seksi-pelayanan.yml:5:12: ")
    assert any("![contoh bentuknya](gambar:apa-saja)" in line for line in lines)


def test_a_browser_shows_the_page_to_everybody(kantor: Path, laman: Page, tmp_path: Path) -> None:
    require_browser()
    assert laman.title
    site = kantor / "build/site"
    seen = look(site, [("panduan/index.html", width, True, "all") for width in WIDTHS], tmp_path / "konsol.log")
    assert [*barriers(seen), *too_wide(seen), *foreign(seen)] == []


# --- what is refused ---------------------------------------------------------------------------------------------

_SENDIRI = (
    'gambar panduan ditulis sendiri di antara dua baris kosong, dengan bentuk ![yang terlihat](gambar:nama "Judul")'
)


@pytest.mark.parametrize(
    ("baris", "pesan"),
    [
        ("![Lembar.](gambar:lembar-disposis)", "gambar lembar-disposis tidak dikenal; maksudnya lembar-disposisi?"),
        ("![Lembar.](gambar:xyz)", f"gambar xyz tidak dikenal; yang ada: {', '.join(PERAGA)}"),
        (
            "![ ](gambar:galat)",
            "gambar belum mempunyai teks pengganti; tulis dalam kurung siku apa yang terlihat pada gambar",
        ),
        ("![Foto.](../gambar/foto.png)", _SENDIRI),
        ("![Foto.](https://contoh.go.id/foto.png)", _SENDIRI),
        ("Lihat ![Pesan.](gambar:galat)", _SENDIRI),
    ],
)
def test_a_picture_that_nobody_makes_is_refused_at_its_place(baris: str, pesan: str) -> None:
    found = list(panduan_bergambar((), (Prosa("mulai", "content/panduan/mulai.md", f"# Mulai\n\n{baris}\n"),)))
    place = baris.index("![") + 1
    assert [(str(source), said, level) for source, said, level, _ in found] == [
        (f"content/panduan/mulai.md:3:{place}", pesan, "galat")
    ]


def test_a_picture_stands_alone() -> None:
    text = "# Mulai\n\nKalimat.\n![Pesan.](gambar:galat)\n"
    (found,) = panduan_bergambar((), (Prosa("mulai", "content/panduan/mulai.md", text),))
    assert (found[0].line, found[1]) == (4, _SENDIRI)


def test_what_is_shown_in_a_fence_is_no_picture() -> None:
    text = "# Mulai\n\n```\n![x](y)\n~~~\n![x](y)\n```\n\n![Pesan.](gambar:galat)\n"
    assert list(panduan_bergambar((), (Prosa("mulai", "content/panduan/mulai.md", text),))) == []
