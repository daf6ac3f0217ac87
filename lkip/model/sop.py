"""The SOP by which the report is made: its identity, its steps, who does each and what proves that it is done."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from lkip.model.instansi import Pejabat
from lkip.model.isian import Isian, frozen

Satuan = Literal["menit", "jam", "hari"]
Tugas = Literal["start", "forms", "send", "gather", "analyse", "compose", "correct", "approve", "letter", "archive"]
# A detached signature beside the event's file, a signed tag, a recorded review, the scan of a wet signature (weakest).
JenisBukti = Literal["tanda-tangan", "tag", "tinjauan", "pindaian"]

_BAKU = re.compile(r"(?i)([0-9]{1,4})(?:,([0-9]{1,2}))? ?(menit|jam|hari)(?: kerja)?(?: \(.*\))?")
_SATUAN: dict[str, Satuan] = {"menit": "menit", "jam": "jam", "hari": "hari"}


@dataclass(frozen=True)
class Baku:
    """A standard time: so many minutes, hours or working days."""

    nilai: Decimal
    satuan: Satuan


def baku(teks: str) -> Baku | None:
    """Read a standard time as an SOP writes it (`10 Menit`, `2 hari kerja`, `1,5 jam`); None where it is none.

    What stands behind it in brackets is a remark.
    """
    found = _BAKU.fullmatch(teks)
    return Baku(Decimal(f"{found[1]}.{found[2] or 0}"), _SATUAN[found[3].lower()]) if found else None


@frozen
class Langkah(Isian):
    """A step of the SOP.

    `tugas` is the task that does it, `penentu` the roles that may conclude it (without it the one who does it), `bukti`
    what proves it, any one of them; `kembali_ke` the step to do again when its result is not accepted.
    """

    nomor: int
    kegiatan: str
    pelaksana: str
    kelengkapan: str
    waktu: str
    keluaran: str
    keterangan: str | None = None
    tugas: Tugas | None = None
    penentu: tuple[str, ...] = ()
    bukti: tuple[JenisBukti, ...] = ("tanda-tangan", "tag", "tinjauan", "pindaian")
    kembali_ke: int | None = None

    @property
    def baku(self) -> Baku | None:
        """The standard time as a number and a unit; None where `waktu` cannot be read as one."""
        return baku(self.waktu)

    @property
    def diselesaikan_oleh(self) -> tuple[str, ...]:
        """The roles whose completion counts."""
        return self.penentu or (self.pelaksana,)


@frozen
class Sop(Isian):
    """The procedure by which the report is made; `dasar_hukum` as it is written there, mistakes included."""

    nomor: str
    nama: str
    tanggal_pembuatan: date
    tanggal_revisi: date | None = None
    tanggal_efektif: date
    disahkan_oleh: Pejabat | None = None
    dasar_hukum: tuple[str, ...] = ()
    kualifikasi: tuple[str, ...] = ()
    keterkaitan: tuple[str, ...] = ()
    peralatan: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()
    pencatatan: tuple[str, ...] = ()
    catatan: str | None = None
    pelaksana: tuple[str, ...] = ()
    langkah: tuple[Langkah, ...]

    @property
    def jabatan(self) -> tuple[str, ...]:
        """The roles that have a column: as listed, or as the steps name them."""
        named = (role for step in self.langkah for role in (step.pelaksana, *step.penentu))
        return self.pelaksana or tuple(dict.fromkeys(named))
