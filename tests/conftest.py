"""What the tests share: the small complete office of `kasus/lengkap`, and copies of it with something changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from keluaran import Terbit, once

from lkip.capaian import Laporan
from lkip.pipeline import Hasil, read

KASUS = Path(__file__).parent / "kasus"
LENGKAP = KASUS / "lengkap"

# The same examples on every machine and in every run; `HYPOTHESIS_PROFILE=luas` searches further.
settings.register_profile("tetap", derandomize=True, max_examples=60, deadline=None, database=None)
settings.register_profile("luas", max_examples=5000, deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tetap"))

Change = tuple[str, str, str]
Office = Callable[..., Path]


def make_office(root: Path, *changes: Change, overlay: Path | None = None) -> Path:
    """Copy `lengkap`, lay the files of `overlay` over it, then make changes (path below content/, old, new)."""
    shutil.copytree(LENGKAP / "content", root / "content")
    if overlay and (overlay / "content").is_dir():
        shutil.copytree(overlay / "content", root / "content", dirs_exist_ok=True)
    if overlay and (overlay / "hapus.txt").is_file():
        for path in (overlay / "hapus.txt").read_text("utf-8").split():
            (root / "content" / path).unlink()
    for path, old, new in changes:
        file = root / "content" / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        file.write_text(text.replace(old, new), "utf-8", newline="")
    return root


@pytest.fixture
def kantor(tmp_path: Path) -> Office:
    """Make a copy of the office `lengkap` with changes, and return its root."""

    def make(*changes: Change, overlay: Path | None = None) -> Path:
        return make_office(tmp_path / "kantor", *changes, overlay=overlay)

    return make


@pytest.fixture(scope="session")
def hasil() -> Hasil:
    """The office `lengkap`, read."""
    return read(LENGKAP)


@pytest.fixture(scope="session")
def laporan(hasil: Hasil) -> Laporan:
    """The report of the office `lengkap`."""
    assert hasil.laporan is not None, "\n".join(map(str, hasil.problems))
    return hasil.laporan


@pytest.fixture(scope="session")
def terbit(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """The office `lengkap`, published."""
    return once(tmp_path_factory, "terbit", make_office)


@pytest.fixture(scope="session")
def resmi(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """The office `lengkap`, official and final, on F4, with a guide, a link in its prose, and files for no document."""
    return once(tmp_path_factory, "resmi", make_official_office)


@pytest.fixture(scope="session")
def muncar_terbit(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """The office of real figures, `muncar`, published."""
    return once(tmp_path_factory, "muncar", lambda root: _copied(KASUS / "muncar", root))


def _copied(office: Path, root: Path) -> Path:
    shutil.copytree(office / "content", root / "content")
    return root


def make_official_office(root: Path) -> Path:
    make_office(
        root,
        ("instansi.yml", 'status_data: "contoh"', 'status_data: "resmi"'),
        ("2023/dokumen.yml", 'status: "draf"', 'status: "final"'),
        ("2023/dokumen.yml", 'kertas: "A4"', 'kertas: "F4"'),
        ("2023/narasi/organisasi.md", "dua seksi", "[dua seksi](https://contoh.go.id/seksi)"),
    )
    for path, text in {
        "2023/proses/disposisi.yml": 'jenis: "disposisi"\n',
        "2023/bukti/rekap.yml": 'jenis: "bukti"\n',
        "panduan/mulai.md": (
            "# Mulai\n\nBaca [langkah kedua](lanjut.md) dan [bagiannya](lanjut.md#bagian-dua).\n\n"
            "| Kolom | Tautan |\n|---|---|\n"
            "| satu | [langkah kedua](lanjut.md#bagian-dua) |\n| dua | [laman](https://contoh.go.id/) |\n"
        ),
        "panduan/lanjut.md": "# Lanjut\n\n## Bagian dua\n\nSelesai.\n",
    }.items():
        file = root / "content" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    return root
