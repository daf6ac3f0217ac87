"""Step "gather": what the units handed in, who is late; the step is done when all is there, or with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path

from lkip.isi import Isi, read_content
from lkip.load import CONTENT, parse_yaml
from lkip.model import Dokumen, Instansi, RealisasiUnit, Renstra, build
from lkip.pipeline import read_year
from lkip.problem import Problem, has_errors, visible
from lkip.proses import riwayat_git as git
from lkip.proses.baca import baca_jam, baca_sop, keadaan_tahun
from lkip.proses.kelengkapan import IsiUnit, kelengkapan
from lkip.proses.langkah.umum import (
    Pelaku,
    batas_bahan,
    catat_langkah,
    giliran,
    langkah_tugas,
    serah,
    sudah,
    tolak_galat,
)
from lkip.validate import validate


@dataclass(frozen=True)
class Terhimpun:
    """A unit with what it handed in, and since when that is complete (None: it is not), and its galat."""

    isi: IsiUnit
    sejak: datetime | None
    galat: tuple[Problem, ...] = ()


def gather(root: Path, tahun: int, pelaku: Pelaku, *, keterangan: str = "") -> Iterator[str]:
    """Yield the table of what was handed in; then record the step where all is there or a reason is given."""
    zone = baca_jam(root).zona
    now = (pelaku.waktu or datetime.now(zone)).astimezone(zone)
    found = terhimpun(root, tahun, now)
    state = keadaan_tahun(root, tahun, now)
    yield from tabel(found, batas_bahan(state), now.date())
    if told := sudah(state, langkah_tugas(baca_sop(root), "gather")):
        yield f"{told[0].upper()}{told[1:]}."
        return
    missing = [one for one in found if one.sejak is None]
    if missing and not keterangan:
        command = f'./inv gather --tahun {tahun} --keterangan "…"'
        yield f"Langkah ini dicatat sesudah lengkap; bila tetap dilanjutkan, sebut alasannya: {command}"
        return
    turn = giliran(root, tahun, "gather", kini=pelaku.waktu)
    listed = [_terkumpul(one, now) for one in found]
    yield from serah(turn, catat_langkah(turn, pelaku, keterangan=keterangan, terkumpul=listed))


def terhimpun(root: Path, tahun: int, now: datetime) -> tuple[Terhimpun, ...]:
    """Return what every unit handed in, and since when it is complete, by the main line or else now."""
    content = read_content(root)
    files = [p for p in (f.path for f in content.berkas) if p.startswith(f"{tahun}/realisasi/") and p.endswith(".yml")]
    tolak_galat(content, "instansi.yml", "renstra.yml", f"{tahun}/dokumen.yml", *files)
    office, plan, paper = (content.data[p] for p in ("instansi.yml", "renstra.yml", f"{tahun}/dokumen.yml"))
    assert isinstance(office, Instansi)
    assert isinstance(plan, Renstra)
    assert isinstance(paper, Dokumen)

    def of(reports: Sequence[RealisasiUnit]) -> tuple[IsiUnit, ...]:
        return kelengkapan(office.unit, plan, reports, tahun, paper.sampai_triwulan)

    since = _sejak(root, tahun, of, now.tzinfo)
    wrong = [p for p in read_year(content, tahun).problems if p.level == "galat"]
    found = []
    for one in of(_laporan(content, tahun)):
        file = f"{CONTENT}/{tahun}/realisasi/{one.unit.kode}.yml"
        own = tuple(p for p in wrong if p.source.path == file)
        found.append(Terhimpun(one, since.get(one.unit.kode, now) if one.lengkap and not own else None, own))
    return tuple(found)


def _laporan(content: Isi, tahun: int) -> list[RealisasiUnit]:
    return [r for p, r in sorted(content.data.items()) if isinstance(r, RealisasiUnit) and p.startswith(f"{tahun}/")]


def _sejak(
    root: Path, tahun: int, of: Callable[[Sequence[RealisasiUnit]], tuple[IsiUnit, ...]], zone: tzinfo | None
) -> dict[str, datetime]:
    """Return since which commit of the main line each unit is complete without a break."""
    since: dict[str, datetime] = {}
    reports: dict[str, RealisasiUnit] = {}
    commits = git.riwayat(root, git.kepala(root), f"{CONTENT}/{tahun}/realisasi")
    data = git.isi(root, (c.blob for commit in commits for c in commit.perubahan if c.blob))
    for commit in commits:
        for change in commit.perubahan:
            reports.pop(change.path, None)
            if found := _baca(data.get(change.blob or ""), change.path):
                reports[change.path] = found
        whole = {one.unit.kode for one in of([r for _, r in sorted(reports.items())]) if one.lengkap}
        since = {kode: since.get(kode, commit.waktu.astimezone(zone)) for kode in whole}
    return since


def _baca(data: bytes | None, path: str) -> RealisasiUnit | None:
    """Read a unit's file as a commit had it; None where its form was wrong then."""
    value, problems = parse_yaml((data or b"").decode("utf-8", "replace"), path)
    if value is None or has_errors([*problems, *validate(value, "realisasi", path)]):
        return None
    return build(RealisasiUnit, value)


def _terkumpul(one: Terhimpun, now: datetime) -> dict[str, object]:
    """Return a unit for the event; of what is not complete, what is missing is its remark."""
    lacks = [f"{i.indikator.kode}: {i.kurang}" for i in one.isi.indikator if i.kurang]
    lacks += [f"galat: {p.message}" for p in one.galat]
    row: dict[str, object] = {
        "unit": one.isi.unit.kode,
        "waktu": (one.sejak or now).isoformat(timespec="seconds"),
        "terisi": one.isi.terisi,
        "dari": len(one.isi.indikator),
    }
    return {**row, "catatan": "; ".join(lacks)} if lacks else row


# --- the table ---------------------------------------------------------------------------------------------------


def tabel(found: Sequence[Terhimpun], batas: date | None, today: date) -> Iterator[str]:
    """Yield what every unit handed in, when, how late, and of what is missing which indicator lacks what."""
    yield f"Batas pengumpulan bahan: {batas:%d-%m-%Y}" if batas else "Batas pengumpulan bahan tidak disebut disposisi."
    width = max((len(visible(one.isi.unit.nama)) for one in found), default=0)
    for one in found:
        count = f"{one.isi.terisi} dari {len(one.isi.indikator)}"
        name = f"[{'x' if one.sejak else ' '}] {visible(one.isi.unit.nama):<{width}}"
        yield f"  {name}  {count:>8}  {_kapan(one, batas, today)}"
        for i in one.isi.indikator:
            if i.kurang:
                yield visible(f"        {i.indikator.kode} {i.indikator.nama}: {i.kurang}")
            elif i.alasan:
                yield visible(f"        {i.indikator.kode} {i.indikator.nama}: tanpa angka, {i.alasan}")
        yield from (f"        galat, baris {p.source.line}: {visible(p.message)}" for p in one.galat)
    yield _ringkasan(found, batas, today)


def _kapan(one: Terhimpun, batas: date | None, today: date) -> str:
    day = one.sejak.date() if one.sejak else today
    late = f", terlambat {(day - batas).days} hari" if batas and day > batas else ""
    return (f"lengkap {one.sejak:%d-%m-%Y %H.%M}" if one.sejak else "belum lengkap") + late


def _ringkasan(found: Sequence[Terhimpun], batas: date | None, today: date) -> str:
    """Return the counts: indicators that are there, those with evidence and analysis, units that are late."""
    items = [i for one in found for i in one.isi.indikator]
    filled = sum(i.terisi for i in items)
    proof, told = sum(bool(i.bukti) for i in items), sum(i.analisis for i in items)
    late = [visible(one.isi.unit.nama) for one in found if one.sejak is None and batas and today > batas]
    lines = f"{filled} dari {len(items)} indikator terisi, {proof} disertai bukti, {told} disertai analisis."
    return f"{lines} Terlambat: {', '.join(late)}." if late else lines
