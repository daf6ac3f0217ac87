"""Earlier years as their reports printed them."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

from decimal import Decimal

from lkip.model.isian import Isian, frozen
from lkip.model.renstra import RumusCapaian


@frozen
class TahunIndikator(Isian):
    """An earlier year of an indicator, as printed then; `rumus_capaian` is the formula that was printed with it."""

    tahun: int
    target: Decimal | None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    teks: str | None = None
    alasan_tanpa_target: str | None = None
    realisasi: Decimal | None
    realisasi_teks: str | None = None
    rumus_capaian: RumusCapaian | None = None
    capaian_tercetak: Decimal | None = None
    sumber: str


@frozen
class RiwayatIndikator(Isian):
    """The earlier years of an indicator."""

    kode: str
    tahun: tuple[TahunIndikator, ...]


@frozen
class TahunAnggaran(Isian):
    """An earlier year of a program's budget, in rupiah, as printed then."""

    tahun: int
    pagu: Decimal
    realisasi: Decimal
    serapan_tercetak: Decimal | None = None
    sumber: str


@frozen
class RiwayatAnggaran(Isian):
    """The earlier years of a program."""

    kode: str
    nama: str
    tahun: tuple[TahunAnggaran, ...]


@frozen
class Riwayat(Isian):
    """The earlier years of indicators and budget."""

    indikator: tuple[RiwayatIndikator, ...]
    anggaran: tuple[RiwayatAnggaran, ...]
