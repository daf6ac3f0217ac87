"""What the figures of the budget stand on: ceilings, spending and outputs, by line, by goal and over the years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lkip.capaian import Angka, CapaianSasaran, Laporan, RiwayatSerapan, Serapan
from lkip.jejak.tempat import AngkaAsal, Asal, gabung, pada
from lkip.model import Anggaran, AnggaranSubKegiatan, Program, Renja, RiwayatAnggaran, SubKegiatan

_UANG = ("pagu_awal", "pagu", "realisasi")
_NAMA = {"pagu_awal": "Pagu awal", "pagu": "Pagu", "realisasi": "Realisasi", "sisa": "Sisa"}


@dataclass(frozen=True)
class AsalBaris:
    """What a budget line's money stands on, and of its outputs target and realisasi."""

    pagu_awal: Asal = ()
    pagu: Asal = ()
    realisasi: Asal = ()
    target_keluaran: Asal = ()
    keluaran: Asal = ()

    @property
    def keduanya(self) -> Asal:
        """Ceiling and spending: what is left of the one after the other, and the absorption."""
        return gabung(self.pagu, self.realisasi)

    def __add__(self, other: AsalBaris) -> AsalBaris:
        names = ("pagu_awal", "pagu", "realisasi", "target_keluaran", "keluaran")
        return AsalBaris(**{name: gabung(getattr(self, name), getattr(other, name)) for name in names})


def asal_baris(renja: Renja, anggaran: Anggaran) -> dict[str, AsalBaris]:
    """Return what every line of a year's budget stands on, by code; the office's total under no code."""
    given = {line.kode: line for line in anggaran.sub_kegiatan}
    found: dict[str, AsalBaris] = {"": AsalBaris()}
    for program in renja.program:
        whole = AsalBaris()
        for kegiatan in program.kegiatan:
            part = AsalBaris()
            for sub in (s for s in kegiatan.sub_kegiatan if s.kode in given):
                found[sub.kode] = _sub_kegiatan(sub, given[sub.kode])
                part += found[sub.kode]
            found[kegiatan.kode] = part
            whole += part
        found[program.kode] = whole
        found[""] += whole
    return found


def _sub_kegiatan(sub: SubKegiatan, line: AnggaranSubKegiatan) -> AsalBaris:
    first = "pagu" if line.pagu_awal is None else "pagu_awal"
    return AsalBaris(
        pada(line, first), pada(line, "pagu"), pada(line, "realisasi"), pada(sub, "target"), pada(line, "keluaran")
    )


def bernama(laporan: Laporan, lines: Mapping[str, AsalBaris]) -> dict[str, Asal]:
    """Return what the budget's figures that have a name stand on."""
    found: dict[str, Asal] = {}
    for kode, line in lines.items():
        front = kode or "anggaran"
        found |= {f"{front}.{name}": getattr(line, name) for name in _UANG}
        found |= {f"{front}.{name}": line.keduanya for name in ("sisa", "serapan")}
    pk = laporan.bahan.perjanjian_kinerja
    found["anggaran.perjanjian"] = gabung(*(pada(p, "anggaran") for p in pk.program))
    years = asal_riwayat(laporan)
    return found | {f"{kode or 'anggaran'}.{tahun}.serapan": both.keduanya for (kode, tahun), both in years.items()}


def asal_sasaran(
    goal: CapaianSasaran, laporan: Laporan, lines: Mapping[str, AsalBaris], capaian: Asal
) -> dict[str, Asal]:
    """Return what the figures of a goal's cost and efficiency stand on; `capaian` is what its capaian does."""
    serving = [p for p in laporan.bahan.renja.program if goal.kode in p.sasaran]
    which = gabung(*(_mendukung(p, goal.kode) for p in serving))
    cost = sum((lines[p.kode] for p in serving), AsalBaris())
    rule = laporan.bahan.instansi.kebijakan.efisiensi
    should = gabung(cost.pagu, cost.target_keluaran, cost.keluaran, which)
    both = gabung(cost.keduanya, which)
    measured = {"PMK": gabung(should, cost.realisasi), "E2": both}.get(rule, gabung(capaian, both))
    efficiency = gabung(measured, pada(laporan.bahan.instansi.kebijakan, "efisiensi", induk="kebijakan."))
    return {
        "pagu": gabung(cost.pagu, which),
        "realisasi": gabung(cost.realisasi, which),
        "serapan": both,
        "seharusnya": should,
        "efisiensi": efficiency,
        "nilai_efisiensi": efficiency,
        "hemat": gabung(both, capaian),
    }


def _mendukung(program: Program, kode: str) -> Asal:
    """Return the line that says that a program serves a goal."""
    return pada(program, f"sasaran.{program.sasaran.index(kode)}", induk="program.")


# --- over the years --------------------------------------------------------------------------------------------


def asal_riwayat(laporan: Laporan) -> dict[tuple[str, int], AsalBaris]:
    """Return what a program's money of every earlier year stands on, by code and year; the totals have no code."""
    bahan = laporan.bahan
    found: dict[tuple[str, int], AsalBaris] = {}
    for year in bahan.lalu:
        lines = asal_baris(year.renja, year.anggaran)
        found |= {(p.kode, year.tahun): lines[p.kode] for p in year.renja.program}
    own = {bahan.tahun, *(year.tahun for year in bahan.lalu)}
    for printed in bahan.riwayat.anggaran:
        for y in (t for t in printed.tahun if t.tahun not in own and t.tahun < bahan.tahun):
            found[printed.kode, y.tahun] = AsalBaris(pagu=pada(y, "pagu"), realisasi=pada(y, "realisasi"))
    for (_, tahun), line in list(found.items()):
        found["", tahun] = found.get(("", tahun), AsalBaris()) + line
    return found


# --- figures without a name of their own -----------------------------------------------------------------------


def lain(laporan: Laporan, lines: Mapping[str, AsalBaris]) -> Iterator[AngkaAsal]:
    """Yield the figures of the budget that have no name: what was given and is no calculation."""
    for program in laporan.anggaran.bagian:
        for sub in (s for kegiatan in program.bagian for s in kegiatan.bagian):
            yield from _baris_sub(sub, lines[sub.kode], laporan.tahun)
    years = asal_riwayat(laporan)
    printed = {r.kode: r for r in laporan.bahan.riwayat.anggaran}
    for line in laporan.riwayat_anggaran:
        yield from _baris_riwayat(line, years, printed.get(line.kode), laporan.tahun)


def _baris_sub(sub: Serapan, asal: AsalBaris, tahun: int) -> Iterator[AngkaAsal]:
    def figure(name: str, what: str, angka: Angka, lines: Asal) -> AngkaAsal:
        return AngkaAsal(f"{sub.kode}.{name}", sub.kode, f"{sub.kode} {sub.nama}", what, angka, lines)

    for name in _UANG:
        yield figure(name, f"{_NAMA[name]} {tahun}", getattr(sub, name), getattr(asal, name))
    yield figure("sisa", f"Sisa {tahun}", sub.sisa, asal.keduanya)
    if sub.keluaran:
        yield figure("keluaran_target", "Target keluaran", sub.keluaran.target, asal.target_keluaran)
        yield figure("keluaran", "Realisasi keluaran", sub.keluaran.realisasi, asal.keluaran)


def _baris_riwayat(
    line: RiwayatSerapan, years: Mapping[tuple[str, int], AsalBaris], printed: RiwayatAnggaran | None, now: int
) -> Iterator[AngkaAsal]:
    kode, named = line.kode or "anggaran", f"{line.kode} {line.nama}" if line.kode else "Seluruh anggaran"
    given = {t.tahun: t for t in printed.tahun} if printed else {}
    for year in (y for y in line.tahun if y.tahun != now):
        asal = years[line.kode, year.tahun]
        for name in ("pagu", "realisasi"):
            what = f"{_NAMA[name]} {year.tahun}"
            yield AngkaAsal(f"{kode}.{year.tahun}.{name}", kode, named, what, getattr(year, name), getattr(asal, name))
        if year.tercetak is not None:
            lines = pada(given.get(year.tahun), "serapan_tercetak")
            what = f"Serapan tercetak {year.tahun}"
            yield AngkaAsal(f"{kode}.{year.tahun}.tercetak", kode, named, what, year.tercetak, lines)
