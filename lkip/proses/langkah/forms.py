"""Step "forms": for every unit its file of the year, filled as far as can be known, and the same as a printed form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lkip.capaian import Laporan
from lkip.fmt import canonical
from lkip.format_unit import FormatIndikator, FormatUnit, format_unit, realisasi_tahun
from lkip.formulir import format_data
from lkip.isi import Isi, read_content
from lkip.load import CONTENT
from lkip.model import Instansi, Pembanding, PerjanjianKinerja, Realisasi, Renstra
from lkip.pipeline import read_year
from lkip.problem import visible
from lkip.proses.baca import baca_sop
from lkip.proses.langkah.umum import (
    Giliran,
    Pelaku,
    batal,
    batas_bahan,
    catat_langkah,
    folder_proses,
    giliran,
    kepala,
    serah,
    tolak_galat,
)
from lkip.publish.cetak import cetak

_TRIWULAN = ("tw1", "tw2", "tw3", "tw4")


def forms(root: Path, tahun: int, pelaku: Pelaku) -> Iterator[str]:
    """Make the forms of a year; a file that is there is never touched. Yields what was made and what may help."""
    turn = giliran(root, tahun, "forms", kini=pelaku.waktu)
    content = read_content(root)
    units = daftar_format(content, turn)
    before = _laporan(content, tahun - 1)
    folder = root / CONTENT / str(tahun) / "realisasi"
    new = {
        folder / f"{u.unit.kode}.yml": isi_unit(u, before)
        for u in units
        if not (folder / f"{u.unit.kode}.yml").exists()
    }
    written = catat_langkah(turn, pelaku)
    with batal(written.berkas):
        printed = _cetak(root, content, units, written.peristiwa.waktu.date())
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in new.items():
        file.write_bytes(text.encode())
    yield from _keterangan(units, [f.name for f in new], before)
    yield from serah(turn, written, list(new), printed)


def daftar_format(content: Isi, turn: Giliran) -> tuple[FormatUnit, ...]:
    """Return the form of every unit with indicators: targets of the agreement, last year's figures, the deadline."""
    tahun = turn.tahun
    plans = [f"{tahun}/perjanjian-kinerja{which}.yml" for which in ("", "-perubahan")]
    present = {f.path for f in content.berkas}
    tolak_galat(content, "instansi.yml", "renstra.yml", *(p for p in plans if p in present))
    office, plan = content.data["instansi.yml"], content.data["renstra.yml"]
    assert isinstance(office, Instansi)
    assert isinstance(plan, Renstra)
    agreed = [pk for p in plans if isinstance(pk := content.data.get(p), PerjanjianKinerja)]
    before = _laporan(content, tahun - 1)
    return format_unit(
        office,
        plan,
        tahun,
        agreed[-1] if agreed else None,
        realisasi_tahun(before) if before else None,
        batas=batas_bahan(turn.keadaan),
        kepada=_pengumpul(turn.root),
    )


def _pengumpul(root: Path) -> str | None:
    return next((s.pelaksana for s in baca_sop(root).langkah if s.tugas == "gather"), None)


def _laporan(content: Isi, tahun: int) -> Laporan | None:
    return read_year(content, tahun).laporan if tahun in content.tahun else None


def _cetak(root: Path, content: Isi, units: tuple[FormatUnit, ...], day: Any) -> tuple[Path, ...]:
    tahun = units[0].tahun if units else 0
    head = kepala(content, tahun)
    return cetak(root, folder_proses(root, tahun), lambda parse: [format_data(head, u, parse, day) for u in units])


# --- the file ----------------------------------------------------------------------------------------------------


def isi_unit(form: FormatUnit, before: Laporan | None) -> str:
    """Return the file of a unit: an entry for each indicator with room for its figures, nothing that is made up."""
    entries = [_butir(i, _lalu(before, i.indikator.kode), form.tahun) for i in form.indikator]
    text, _ = canonical(json.dumps({"unit": form.unit.kode, "indikator": entries}, ensure_ascii=False), "realisasi")
    return text


def _butir(form: FormatIndikator, last: Realisasi | None, tahun: int) -> dict[str, Any]:
    empty = dict.fromkeys(_TRIWULAN)
    fields = {"angka": ("triwulan",), "komponen": ("pembilang", "penyebut")}.get(form.bentuk, ())
    if form.indikator.agregasi == "manual":
        fields = ()
    kept = [_pembanding(p) for p in last.pembanding if tetap(p, tahun - 1)] if last else []
    entry: dict[str, Any] = {"kode": form.indikator.kode, **dict.fromkeys(fields, empty)}
    return {**entry, "pembanding": kept} if kept else entry


def tetap(p: Pembanding, tahun: int) -> bool:
    """Whether a benchmark holds for years: a standard whose name and source are not of the year it was reported in."""
    return p.tingkat == "standar" and str(tahun) not in f"{p.nama} {p.sumber}"


def _pembanding(p: Pembanding) -> dict[str, Any]:
    value = format(p.nilai, "f") if p.nilai is not None else None
    known = {"nama": p.nama, "tingkat": p.tingkat, "nilai": value, "teks": p.teks, "sumber": p.sumber}
    return {name: value for name, value in known.items() if value is not None}


def _lalu(before: Laporan | None, kode: str) -> Realisasi | None:
    return next((i.bahan for i in before.indikator if i.kode == kode), None) if before else None


# --- the words ---------------------------------------------------------------------------------------------------


def _keterangan(units: tuple[FormatUnit, ...], new: list[str], before: Laporan | None) -> Iterator[str]:
    """Yield each unit with its indicators: what to fill in, and which evidence there was last year."""
    for unit in units:
        state = "baru" if f"{unit.unit.kode}.yml" in new else "sudah ada, tidak diubah"
        yield f"{visible(unit.unit.nama)} ({unit.berkas}, {state}):"
        for i in unit.indikator:
            proof = [b.berkas for b in last.bukti] if (last := _lalu(before, i.indikator.kode)) else []
            hint = f"; bukti tahun lalu {', '.join(proof)}" if proof else ""
            yield visible(f"  {i.indikator.kode} {i.indikator.nama}: {i.isian}{hint}")
    if any(i.rencana for unit in units for i in unit.indikator):
        yield "Target menurut Renstra, sebab belum ada dalam perjanjian kinerja tahun ini."
