"""Laporan → problems: one function a rule, named in `RULES`. A rule says what must hold and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lkip.capaian import Laporan
from lkip.check.kinerja import (
    analisis_ada,
    anggaran_cocok,
    pembanding_ada,
    realisasi_lengkap,
    riwayat_cocok,
    riwayat_tunggal,
    triwulan_sesuai_frekuensi,
)
from lkip.check.kode import (
    kode_bebas,
    kode_berjenjang,
    kode_dikenal,
    kode_tunggal,
    unit_dikenal,
)
from lkip.check.lampiran import (
    bukti_ada,
    gambar_ada,
    pegawai_cocok,
    resmi_tanpa_contoh,
    rujukan_dikenal,
)
from lkip.check.rencana import (
    perjanjian_lengkap,
    perjanjian_urut,
    rumus_sesuai_polaritas,
    sasaran_didukung,
    skala_runtut,
    tanggal_wajar,
    target_renstra_lengkap,
)
from lkip.problem import Finding, Problem


def check(laporan: Laporan) -> list[Problem]:
    """Return everything that the rules find, in the order of the rules."""
    return [
        Problem(source, message, level, rule.__name__.replace("_", "-"))
        for rule in RULES
        for source, message, level in rule(laporan)
    ]


RULES: tuple[Callable[[Laporan], Iterator[Finding]], ...] = (
    kode_tunggal,
    kode_bebas,
    tanggal_wajar,
    unit_dikenal,
    kode_dikenal,
    kode_berjenjang,
    rumus_sesuai_polaritas,
    target_renstra_lengkap,
    perjanjian_lengkap,
    realisasi_lengkap,
    triwulan_sesuai_frekuensi,
    analisis_ada,
    perjanjian_urut,
    anggaran_cocok,
    pembanding_ada,
    pegawai_cocok,
    sasaran_didukung,
    skala_runtut,
    riwayat_cocok,
    riwayat_tunggal,
    bukti_ada,
    gambar_ada,
    rujukan_dikenal,
    resmi_tanpa_contoh,
)
