"""Laporan → problems: one function a rule, named in `RULES`. A rule says what must hold and what to do about it."""

from __future__ import annotations

from lkip.capaian import Laporan
from lkip.check.aturan import Aturan, Pemeriksaan, periksa
from lkip.check.bobot import bobot_seratus
from lkip.check.kinerja import (
    analisis_ada,
    anggaran_cocok,
    pembanding_ada,
    realisasi_lengkap,
    riwayat_cocok,
    riwayat_tunggal,
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
    sasaran_didukung,
    tanggal_wajar,
    target_renstra_lengkap,
)
from lkip.check.rumus import ambang_tren_tetap, rumus_sesuai_polaritas, rumus_tetap, rumus_tidak_ditolak
from lkip.check.saksi import saksi_cocok, saksi_dikenal
from lkip.check.skala import skala_dikenal, skala_runtut
from lkip.check.target import kondisi_awal_wajar, target_dapat_dinilai, target_sesuai_polaritas
from lkip.check.triwulan import (
    target_triwulan_ada,
    target_triwulan_cocok,
    triwulan_dilaporkan,
    triwulan_sesuai_frekuensi,
)
from lkip.check.ukur import (
    capaian_manual_beralasan,
    cara_ukur_tunggal,
    komponen_wajar,
    pembanding_sesuai_polaritas,
    realisasi_sesuai_bentuk,
    riwayat_sesuai_polaritas,
    sementara_wajar,
    survei_wajar,
)
from lkip.problem import Problem


def check(laporan: Laporan) -> list[Problem]:
    """Return everything that the rules find, in the order of the rules."""
    return [problem for done in periksa(laporan, RULES) for problem in done.temuan]


__all__ = ["RULES", "Aturan", "Pemeriksaan", "check", "periksa"]

RULES: tuple[Aturan, ...] = (
    kode_tunggal,
    kode_bebas,
    tanggal_wajar,
    unit_dikenal,
    kode_dikenal,
    kode_berjenjang,
    rumus_sesuai_polaritas,
    rumus_tidak_ditolak,
    rumus_tetap,
    ambang_tren_tetap,
    cara_ukur_tunggal,
    bobot_seratus,
    kondisi_awal_wajar,
    target_sesuai_polaritas,
    target_renstra_lengkap,
    target_dapat_dinilai,
    target_triwulan_cocok,
    target_triwulan_ada,
    perjanjian_lengkap,
    realisasi_sesuai_bentuk,
    realisasi_lengkap,
    komponen_wajar,
    survei_wajar,
    capaian_manual_beralasan,
    sementara_wajar,
    triwulan_sesuai_frekuensi,
    triwulan_dilaporkan,
    analisis_ada,
    perjanjian_urut,
    anggaran_cocok,
    pembanding_ada,
    pembanding_sesuai_polaritas,
    pegawai_cocok,
    sasaran_didukung,
    skala_dikenal,
    skala_runtut,
    riwayat_cocok,
    riwayat_tunggal,
    riwayat_sesuai_polaritas,
    saksi_dikenal,
    saksi_cocok,
    bukti_ada,
    gambar_ada,
    rujukan_dikenal,
    resmi_tanpa_contoh,
)
