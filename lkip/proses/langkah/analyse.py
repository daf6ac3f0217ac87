"""Step "analyse": the report as a draft with what it lacks in its margin, and the list of what is to be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from lkip.belum import Belum, belum
from lkip.isi import read_content
from lkip.pipeline import Hasil, read_year
from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_jam, baca_sop, keadaan_tahun
from lkip.proses.langkah.umum import (
    Pelaku,
    catat_langkah,
    folder_proses,
    giliran,
    langkah_tugas,
    relatif,
    serah,
    sudah,
)
from lkip.publish import draft


def analyse(root: Path, tahun: int, pelaku: Pelaku, *, keterangan: str = "") -> Iterator[str]:
    """Make the draft and the list; record the step where nothing is lacking any more, or where a reason is given."""
    report = _laporan(root, tahun)
    assert report.laporan is not None
    lacking = belum(report.laporan, report.problems)
    papers = [*draft(report.laporan, lacking, root, folder_proses(root, tahun)), _daftar(root, tahun, lacking)]
    yield from daftar(lacking)
    state = keadaan_tahun(root, tahun, pelaku.waktu or datetime.now(baca_jam(root).zona))
    if told := sudah(state, langkah_tugas(baca_sop(root), "analyse")):
        yield f"{told[0].upper()}{told[1:]}. Dicetak lagi: {', '.join(relatif(root, p) for p in papers)}"
        return
    if lacking and not keterangan:
        yield f"Dicetak: {', '.join(relatif(root, p) for p in papers)}"
        command = f'./inv analyse --tahun {tahun} --keterangan "…"'
        yield f"Langkah ini dicatat sesudah semuanya ada; bila tetap dilanjutkan, sebut alasannya: {command}"
        return
    turn = giliran(root, tahun, "analyse", kini=pelaku.waktu)
    yield from serah(turn, catat_langkah(turn, pelaku, keterangan=keterangan), (), papers)


def _laporan(root: Path, tahun: int) -> Hasil:
    """Return the year with its report; where its form allows none, say what must be there first."""
    found = read_year(read_content(root), tahun)
    if found.laporan is not None:
        return found
    first = [p for p in found.problems if p.level == "galat" or p.rule == "berkas-ada"]
    told = "\n".join(f"  {p}" for p in first)
    msg = f"draf tahun {tahun} belum dapat dibuat; lengkapi atau perbaiki dahulu:\n{told}"
    raise CommandError(msg)


def daftar(lacking: Sequence[Belum]) -> Iterator[str]:
    """Yield what is still to be written, by unit and indicator, each with its file and what to do."""
    if not lacking:
        yield "Semua realisasi, analisis dan narasi sudah ada."
        return
    yield f"Masih harus ditulis, {len(lacking)} butir:"
    for unit, of in groupby(lacking, key=lambda one: one.unit):
        yield f"  {visible(unit or 'Penyusun laporan')}"
        for name, items in groupby(of, key=lambda one: one.sebutan):
            yield f"    {visible(name)}"
            for one in items:
                yield f"      {one.apa} ({one.letak}): {visible(one.pesan)}"


def _daftar(root: Path, tahun: int, lacking: Sequence[Belum]) -> Path:
    file = folder_proses(root, tahun) / f"belum-ada-{tahun}.txt"
    lines = [f"LKIP {tahun}: yang belum ada pada draf", "", *daftar(lacking)]
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return file
