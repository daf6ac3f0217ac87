"""A small office made in code for the tests of the engine: only what a test is about is written out there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from lkip.bench import office
from lkip.capaian import CapaianIndikator, Laporan, compute
from lkip.model import (
    Bahan,
    Indikator,
    Realisasi,
    RealisasiUnit,
    RiwayatIndikator,
    TahunIndikator,
    TargetIndikator,
    TargetTahun,
    Triwulan,
)

D = Decimal
# The office reports 2024, the Renstra is of 2021 to 2025; it has neither history nor bounds of its own.
TAHUN, AWAL, AKHIR = 2024, 2021, 2025
_BASE: Bahan = office(1)
_POLICY = replace(_BASE.instansi.kebijakan, batas_atas=None, batas_bawah=D(-1_000_000))
BASE: Bahan = replace(_BASE, lalu=(), instansi=replace(_BASE.instansi, kebijakan=_POLICY))
Number = int | str | Decimal | None


def dec(value: Number) -> Decimal | None:
    return None if value is None else D(value)


def indikator(**changes: Any) -> Indikator:
    """An indicator in reports, measured once a year, positive, with two decimals."""
    plain = {
        "kode": "A",
        "nama": "Indikator",
        "satuan": "berkas",
        "polaritas": "positif",
        "rumus_capaian": None,
        "agregasi": "terakhir",
        "frekuensi": "tahunan",
        "desimal": 2,
        "komponen": None,
        "penanggung_jawab": "unit-0",
        "target": (TargetTahun(tahun=AKHIR, nilai=D(100)),),
    }
    return replace(BASE.renstra.indikator[0], **{**plain, **changes})


def quarters(*values: Number) -> Triwulan:
    """Four quarters; those not given are empty."""
    tw1, tw2, tw3, tw4 = map(dec, (*values, *(None,) * (4 - len(values))))
    return Triwulan(tw1=tw1, tw2=tw2, tw3=tw3, tw4=tw4)


def janji(target: Number = None, **more: Any) -> TargetIndikator:
    bounds: Any = {name: dec(more.pop(name)) for name in ("bawah", "atas") if name in more}
    return TargetIndikator(kode="A", target=dec(target), **bounds, **more)


def isian(last: Number = None, **more: Any) -> Realisasi:
    """What was reported: the figure of the last quarter, or whatever else is given."""
    given = {} if last is None else {"triwulan": quarters(None, None, None, last)}
    return Realisasi(**{"kode": "A", **given, **more})


def lalu(tahun: int, realisasi: Number, target: Number = None, **more: Any) -> TahunIndikator:
    """An earlier year as printed then."""
    return TahunIndikator(
        tahun=tahun, target=dec(target), realisasi=dec(realisasi), **{"sumber": f"LKIP {tahun}", **more}
    )


def laporan(
    one: Indikator | None = None,
    promised: TargetIndikator | None = None,
    reported: Realisasi | None = None,
    years: Sequence[TahunIndikator] = (),
    **changes: Any,
) -> Laporan:
    """The report of an office with one indicator; fields of Bahan may be given."""
    return compute(bahan(one, promised, reported, years, **changes))


def bahan(
    one: Indikator | None = None,
    promised: TargetIndikator | None = None,
    reported: Realisasi | None = None,
    years: Sequence[TahunIndikator] = (),
    **changes: Any,
) -> Bahan:
    aim = BASE.renstra.tujuan[0]
    goal = replace(aim.sasaran[0], indikator=(one or indikator(),))
    pk = replace(BASE.perjanjian[0], indikator=(promised,) if promised else ())
    units = (RealisasiUnit(unit="unit-0", indikator=(reported,)),) if reported else ()
    whole = replace(
        BASE,
        renstra=replace(BASE.renstra, tujuan=(replace(aim, sasaran=(goal,)),)),
        perjanjian=(pk,),
        realisasi=units,
        riwayat=replace(BASE.riwayat, indikator=(RiwayatIndikator(kode="A", tahun=tuple(years)),) if years else ()),
    )
    return replace(whole, **changes)


def satu(*args: Any, **changes: Any) -> CapaianIndikator:
    """The one indicator of such a report."""
    return laporan(*args, **changes).indikator[0]


def sampai(triwulan: int) -> dict[str, Any]:
    """What makes the report one of a part of the year."""
    return {"dokumen": replace(BASE.dokumen, sampai_triwulan=triwulan)}
