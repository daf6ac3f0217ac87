"""A year whose material is still being gathered: what is missing is told calmly, and stops nothing but its document."""

from __future__ import annotations

from pathlib import Path

from conftest import Office
from repo_proses import sop, yaml

from lkip.isi import read_content
from lkip.periksa import laporkan
from lkip.pipeline import read_results

NARASI = "kata-pengantar gambaran-umum organisasi isu-strategis perencanaan capaian-kinerja realisasi-anggaran simpulan"
BUKA = {"tahun": 2024, "langkah": 1, "peristiwa": "selesai", "peran": "Camat", "oleh": "Camat"}


def opened(root: Path, *, langkah: int = 1, status: str = "draf", tulis: bool = True) -> Path:
    """Open 2024 in an office that has reported 2023, with empty prose and nothing else."""
    year = root / "content" / "2024"
    (year / "proses").mkdir(parents=True)
    (year / "narasi").mkdir()
    data = {"status": status, "versi": "1.0", "tanggal": "2025-02-28", "kertas": "A4"}
    (year / "dokumen.yml").write_text(yaml(data), "utf-8")
    for name in (*NARASI.split(), "langkah-perbaikan"):
        (year / "narasi" / f"{name}.md").write_text("\n", "utf-8")
    (root / "content" / "sop.yml").write_text(yaml(sop()), "utf-8")
    if tulis:
        event = {**BUKA, "langkah": langkah, "waktu": "2025-01-06T09:00:00+08:00"}
        (year / "proses" / f"20250106-0900-{langkah}-selesai.yml").write_text(yaml(event), "utf-8")
    return root


def told(root: Path) -> list[str]:
    return [line for line in laporkan(root, "teks")[0] if line.startswith("content/2024/") and "/narasi/" not in line]


def test_what_is_missing_while_a_year_is_gathered_is_no_galat(kantor: Office) -> None:
    root = opened(kantor())
    assert told(root) == [
        "content/2024/anggaran.yml:1:1: peringatan: berkas ini belum ada; buat dengan contoh content/2023/anggaran.yml "
        "[berkas-ada]",
        "content/2024/perjanjian-kinerja.yml:1:1: peringatan: berkas ini belum ada; buat dengan contoh "
        "content/2023/perjanjian-kinerja.yml [berkas-ada]",
        "content/2024/renja.yml:1:1: peringatan: berkas ini belum ada; buat dengan contoh content/2023/renja.yml "
        "[berkas-ada]",
    ]
    lines, wrong = laporkan(root, "teks")
    assert not wrong
    assert "Tahun 2024 sedang dihimpun; aturan antarberkas berlaku sesudah berkas yang belum ada dibuat." in list(lines)
    earlier, now = read_results(root)
    assert earlier.laporan is not None
    assert now.laporan is None
    assert now.dihimpun


def test_what_is_missing_is_a_galat_where_nothing_is_being_gathered(kantor: Office, tmp_path: Path) -> None:
    root = opened(kantor(), tulis=False)
    assert not read_content(root).dihimpun(2024)
    assert laporkan(root, "teks")[1]
    assert "Isi tahun 2024 baru diperiksa sesudah galat di atas diperbaiki." in list(laporkan(root, "teks")[0])


def test_gathering_is_over_when_the_document_is_composed_or_final(kantor: Office) -> None:
    root = opened(kantor())
    assert read_content(root).dihimpun(2024)
    event = {**BUKA, "langkah": 6, "waktu": "2025-02-06T09:00:00+08:00"}
    file = root / "content" / "2024" / "proses" / "20250206-0900-6-selesai.yml"
    file.write_text(yaml(event), "utf-8")
    assert not read_content(root).dihimpun(2024)
    file.unlink()
    dokumen = root / "content" / "2024" / "dokumen.yml"
    dokumen.write_text(dokumen.read_text("utf-8").replace("draf", "final"), "utf-8")
    assert not read_content(root).dihimpun(2024)


def test_what_all_years_share_stays_a_galat_where_it_is_missing(kantor: Office) -> None:
    root = opened(kantor())
    (root / "content" / "dasar-hukum.yml").unlink()
    (missing,) = (line for line in laporkan(root, "teks")[0] if line.startswith("content/dasar-hukum.yml"))
    assert missing == "content/dasar-hukum.yml:1:1: galat: berkas ini belum ada; buat [berkas-ada]"
