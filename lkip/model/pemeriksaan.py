"""What is said about a year's document: findings accepted, findings frozen from imported years, the last evaluation."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

from datetime import date
from typing import Literal

from lkip.model.isian import Isian, frozen


@frozen
class Pengecualian(Isian):
    """A finding that is accepted: its rule, the code that it is about (none: the report), why, who, how long."""

    aturan: str
    kode: str | None = None
    alasan: str
    oleh: str
    sampai: date


@frozen
class DaftarPengecualian(Isian):
    """The findings accepted in a year."""

    pengecualian: tuple[Pengecualian, ...] = ()


@frozen
class TemuanLama(Isian):
    """A finding that stood when an earlier year was imported."""

    aturan: str
    kode: str | None = None


@frozen
class DaftarTemuanLama(Isian):
    """The findings of an imported year: the list may only become shorter."""

    temuan: tuple[TemuanLama, ...] = ()


@frozen
class Rekomendasi(Isian):
    """A recommendation of the last evaluation, and what became of it."""

    isi: str
    tindak_lanjut: str | None = None
    status: Literal["selesai", "proses", "belum"]
    bukti: str | None = None


@frozen
class RekomendasiLhe(Isian):
    """The last Laporan Hasil Evaluasi with its recommendations (PermenPANRB 88/2021)."""

    sumber: str
    tanggal: date
    rekomendasi: tuple[Rekomendasi, ...] = ()
