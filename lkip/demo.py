"""The life of a figure, shown in a folder of its own: one value changed, a slip refused at its line, the mend built."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lkip.capaian import CapaianIndikator, Laporan
from lkip.load import CONTENT
from lkip.pipeline import read, read_years
from lkip.problem import Source, has_errors, summary
from lkip.tabel import slug

TRIWULAN = ("tw1", "tw2", "tw3", "tw4")


class DemoError(Exception):
    """content/ has no indicator whose quarter could be changed for the show; the message says what is missing."""


@dataclass(frozen=True)
class Isian:
    """The value that the show changes: its indicator, where it stands, and what is written there."""

    indikator: CapaianIndikator
    source: Source
    nilai: Decimal


def show(root: Path) -> Iterator[str]:
    """Play the show on a copy of the office in a temporary folder, yielding what to print. Raises DemoError."""
    before = read(root).laporan
    if before is None:
        msg = "content/ masih mempunyai galat; perbaiki dahulu dengan ./inv check"
        raise DemoError(msg)
    chosen = choose(before)
    folder = Path(tempfile.mkdtemp(prefix="lkip-demo-")).resolve()
    shutil.copytree(root / CONTENT, folder / CONTENT)
    shutil.copyfile(root / "mkdocs.yml", folder / "mkdocs.yml")
    item, new = chosen.indikator, chosen.nilai - 1 if chosen.nilai > 1 else chosen.nilai + 1
    plain = f"{new:f}"
    slip = f"{plain.replace('.', ',')}%" if "." in plain else f"{plain},5"
    good = f'"{plain}"' if "." in plain else plain
    yield f"Salinan kantor ada di {folder}; isian Anda sendiri tidak disentuh."
    yield f"\n1. {item.unit} melaporkan {item.kode} {item.nama} di {chosen.source.path}, baris {chosen.source.line}."
    yield f"   Tertulis sekarang:  {_write(folder, chosen, None).strip()}"
    yield f"   Realisasi {_told(item)}"
    yield f"\n2. Angka itu diganti, tetapi salah ketik:  {_write(folder, chosen, slip).strip()}"
    yield "   Pemeriksa menolaknya pada barisnya:"
    for problem in read(folder).problems:
        yield f"   {problem}"
    yield f"\n3. Ditulis menurut saran pemeriksa:  {_write(folder, chosen, good).strip()}"
    reports, problems = read_years(folder)
    yield f"   Pemeriksa: {summary(problems)}"
    if has_errors(problems):
        msg = "\n".join(map(str, problems))
        raise DemoError(msg)
    yield from _changes(before, reports[-1], item.kode)
    yield "\n5. Dokumen dan situs dibuat ..."
    from lkip.publish import publish

    publish(reports, folder, folder / "build")
    stem = f"lkip-{reports[-1].tahun}"
    yield "   Buka dengan penampil PDF, pengolah kata dan peramban:"
    for name in (f"{stem}.pdf", f"{stem}.docx", "site/index.html"):
        yield f"   {folder / 'build' / name}"
    yield f"   Halaman angka tadi: {folder}/build/site/{reports[-1].tahun}/indikator-{slug(item.kode)}.html"
    yield "\nFolder ini boleh dihapus kapan saja."


def choose(laporan: Laporan) -> Isian:
    """Return the last filled quarter of the first indicator that is reported by quarters and has a capaian."""
    for item in laporan.indikator:
        quarters = item.bahan.triwulan if item.bahan else None
        if quarters is None or item.capaian.nilai is None:
            continue
        name, value = [(n, v) for n, v in zip(TRIWULAN, quarters.nilai, strict=True) if v is not None][-1]
        return Isian(item, quarters.at(name), value)
    msg = f"belum ada indikator tahun {laporan.tahun} dengan angka triwulan yang dapat dipertunjukkan"
    raise DemoError(msg)


def _write(folder: Path, chosen: Isian, written: str | None) -> str:
    """Write a value on its line (None leaves it) and return the line."""
    file = folder / chosen.source.path
    lines = file.read_text("utf-8").split("\n")
    index = chosen.source.line - 1
    if written is not None:
        lines[index] = lines[index][: chosen.source.column - 1] + written
        file.write_text("\n".join(lines), "utf-8", newline="")
    return lines[index]


def _told(item: CapaianIndikator) -> str:
    return f"{item.realisasi.bersatuan}, capaian {item.capaian.lengkap} = {item.capaian.cara}"


def _changes(before: Laporan, after: Laporan, kode: str) -> Iterator[str]:
    """Tell how the figure travels: indicator, goal, office."""
    yield "\n4. Perubahan itu berjalan sendiri ke semua angka yang bergantung padanya:"
    for old, new in zip(before.sasaran, after.sasaran, strict=True):
        for was, now in zip(old.indikator, new.indikator, strict=True):
            if now.kode == kode:
                yield f"   Realisasi tahun {was.realisasi.bersatuan} menjadi {_told(now)}"
                yield f"   Sasaran {new.kode}: capaian {old.capaian.lengkap} menjadi {new.capaian.lengkap}"
    yield f"   Seluruh sasaran: {before.capaian.lengkap} menjadi {after.capaian.lengkap}"
