"""Plan × agreement × the year before → the form on which a unit hands in its material: what is asked of each indicator.

Pure, and made before the year has any figures: all that is known is printed, the rest is room to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from lkip.capaian import DIUKUR, KOSONG, TRIWULAN, UNSUR, Angka, Laporan, angka_target
from lkip.model import Indikator, Instansi, Pejabat, PerjanjianKinerja, Renstra, TargetIndikator, Unit

Bentuk = Literal["survei", "komponen", "tangga", "kata", "angka"]
# Where in the unit's file the figures of each kind go.
_ISIAN: Mapping[Bentuk, str] = {
    "survei": "survei (triwulan, responden, unsur)",
    "komponen": "pembilang dan penyebut ({})",
    "tangga": "teks",
    "kata": "teks",
    "angka": "triwulan ({})",
}


@dataclass(frozen=True)
class FormatIndikator:
    """What is asked of one indicator; `diukur` are the quarters that ask for a figure, `lalu` last year's realisasi.

    `rencana`: the target is the plan's, since the agreement has none.
    """

    indikator: Indikator
    bentuk: Bentuk
    janji: Angka
    rencana: bool
    target_triwulan: tuple[str, ...]
    diukur: tuple[bool, ...]
    lalu: str

    @property
    def target(self) -> str:
        """The year's target with its unit, or why there is none."""
        return _lengkap(self.janji)

    @property
    def isian(self) -> str:
        """The field of the unit's file that the figures go into."""
        asked = [f"tw{n}" for n, due in enumerate(self.diukur, start=1) if due]
        return _ISIAN[self.bentuk].format("tw1 sampai tw4" if all(self.diukur) else " dan ".join(asked))

    @property
    def unsur(self) -> tuple[str, ...]:
        """The elements of a satisfaction survey."""
        return tuple(UNSUR.values())


@dataclass(frozen=True)
class FormatUnit:
    """The form of one unit: its indicators, the file that they go into, until when and to whom it is handed back."""

    unit: Unit
    tahun: int
    indikator: tuple[FormatIndikator, ...]
    batas: date | None = None
    kepada: str | None = None
    kepala: Pejabat | None = None

    @property
    def berkas(self) -> str:
        """The file of the unit, from the repository's root."""
        return f"content/{self.tahun}/realisasi/{self.unit.kode}.yml"

    @property
    def pengisi(self) -> Pejabat:
        """Who signs the form; by the office alone where no name is known."""
        return self.kepala or Pejabat(jabatan=self.unit.penanggung_jawab)


def format_unit(
    instansi: Instansi,
    renstra: Renstra,
    tahun: int,
    pk: PerjanjianKinerja | None = None,
    lalu: Mapping[str, Angka] | None = None,
    *,
    batas: date | None = None,
    kepada: str | None = None,
) -> tuple[FormatUnit, ...]:
    """Return the form of every unit that has indicators, in the order of the units; `lalu` is last year's realisasi.

    Targets are those of the agreement; without one those of the plan, marked as such.
    """
    forms = (
        FormatUnit(
            unit=unit,
            tahun=tahun,
            indikator=tuple(
                _indikator(i, tahun, pk, (lalu or {}).get(i.kode))
                for i in renstra.indikator
                if i.penanggung_jawab == unit.kode
            ),
            batas=batas,
            kepada=kepada,
        )
        for unit in instansi.unit
    )
    return tuple(form for form in forms if form.indikator)


def realisasi_tahun(laporan: Laporan) -> dict[str, Angka]:
    """Return the year's realisasi by indicator: what the next year's form shows as last year's."""
    return {i.kode: i.realisasi for i in laporan.indikator}


def _indikator(item: Indikator, tahun: int, pk: PerjanjianKinerja | None, lalu: Angka | None) -> FormatIndikator:
    promised = next((t for t in pk.indikator if t.kode == item.kode), None) if pk else None
    quarters = promised.target_triwulan.nilai if promised and promised.target_triwulan else (None,) * len(TRIWULAN)
    shown = (angka_target(item, promised, q, "") if q is not None else None for q in quarters)
    return FormatIndikator(
        indikator=item,
        bentuk=_bentuk(item),
        janji=_target(item, tahun, promised),
        rencana=promised is None,
        target_triwulan=tuple(q.tampil if q else KOSONG for q in shown),
        diukur=tuple(n in DIUKUR[item.frekuensi] for n in range(len(TRIWULAN))),
        lalu=_lengkap(lalu) if lalu else "",
    )


def _bentuk(item: Indikator) -> Bentuk:
    if item.metode == "skm":
        return "survei"
    if item.polaritas == "ordinal":
        return "tangga"
    if item.komponen is not None:
        return "komponen"
    words = [t.teks for t in item.target if t.teks is not None]
    return "kata" if words and item.polaritas == "manual" else "angka"


def _target(item: Indikator, tahun: int, promised: TargetIndikator | None) -> Angka:
    if promised is not None:
        return angka_target(item, promised, promised.target, "belum ditetapkan")
    planned = next((t for t in item.target if t.tahun == tahun), None)
    return angka_target(item, planned, planned.nilai if planned else None, "belum ditetapkan")


def _lengkap(figure: Angka) -> str:
    """Return a figure with its unit, or why there is none."""
    return figure.bersatuan if figure.nilai is not None or figure.teks else figure.alasan or KOSONG
