"""Laporan → problems: one function a rule, named in `RULES`. A rule says what must hold and what to do about it."""

from __future__ import annotations

from lkip.capaian import Laporan
from lkip.check.analisis import analisis_berbeda, analisis_program_ada, tindak_lanjut_ada
from lkip.check.angka_bukti import angka_di_bukti
from lkip.check.angka_prosa import (
    angka_dalam_narasi,
    angka_dalam_uraian,
    angka_narasi_bertentangan,
    angka_uraian_bertentangan,
)
from lkip.check.aturan import Aturan, Pemeriksaan, periksa
from lkip.check.banding import (
    pembanding_sesuai_polaritas,
    pembanding_wajar,
    perbandingan_tahun,
    riwayat_sesuai_polaritas,
)
from lkip.check.batas import batas_nilai
from lkip.check.belanja import anggaran_terserap, baris_kembar, baris_tertukar, efisiensi_ada
from lkip.check.biasa import berkas_biasa_ada, saksi_lengkap
from lkip.check.bobot import bobot_seratus
from lkip.check.bukti import bukti_bertanggal, bukti_realisasi, bukti_tahun_lalu
from lkip.check.cakupan import cakupan_pelaporan
from lkip.check.dasar_hukum import dasar_hukum_dikenal, dasar_hukum_lengkap, dasar_hukum_tunggal
from lkip.check.deret import kumulatif_naik, triwulan_bukan_salinan, triwulan_selaras
from lkip.check.janji import cara_ukur_terkunci, target_sesuai_renstra
from lkip.check.keluaran import keluaran_ada, keluaran_wajar
from lkip.check.ketetapan import capaian_manual_beralasan, sementara_wajar
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
from lkip.check.komponen import komponen_wajar
from lkip.check.lampiran import (
    bukti_ada,
    gambar_ada,
    pegawai_cocok,
    resmi_tanpa_contoh,
    rujukan_dikenal,
)
from lkip.check.metadata import kualitas_data_ada, metadata_jelas
from lkip.check.nama import indikator_kegiatan, nama_polaritas
from lkip.check.nomenklatur import nomenklatur_cocok
from lkip.check.penamaan import nama_indikator_tetap, nama_sesuai_perjanjian
from lkip.check.profil import desa_terhitung, desa_tunggal, isu_menyeluruh, tanggal_pegawai_wajar
from lkip.check.program import nama_program_tetap, sasaran_program_tetap
from lkip.check.rekomendasi import rekomendasi_lhe, rekomendasi_tahun_lalu
from lkip.check.rencana import (
    perjanjian_lengkap,
    perjanjian_urut,
    sasaran_didukung,
    tanggal_wajar,
    target_renstra_lengkap,
)
from lkip.check.rujukan_prosa import rujukan_indikator_lain
from lkip.check.rumus import ambang_tren_tetap, rumus_sesuai_polaritas, rumus_tetap, rumus_tidak_ditolak
from lkip.check.runtut import (
    analisis_terurai,
    sop_berwaktu,
    sop_runtut,
    tanggal_dokumen_wajar,
    target_renstra_maju,
)
from lkip.check.saksi import saksi_cocok, saksi_dikenal
from lkip.check.satuan import satuan_cocok, satuan_keluaran_cocok
from lkip.check.skala import skala_dikenal, skala_runtut, skala_sesuai_sumber
from lkip.check.survei import survei_wajar
from lkip.check.susunan import narasi_tahun_lalu, narasi_terurai
from lkip.check.tahun_prosa import tahun_dalam_narasi
from lkip.check.target import kondisi_awal_wajar, target_dapat_dinilai, target_sesuai_polaritas
from lkip.check.teliti import desimal_cukup
from lkip.check.triwulan import (
    target_triwulan_ada,
    target_triwulan_cocok,
    triwulan_dilaporkan,
    triwulan_sesuai_frekuensi,
)
from lkip.check.ukur import cara_ukur_tunggal, realisasi_sesuai_bentuk
from lkip.check.wajar import capaian_wajar, nilai_meleset_seribu, target_menantang
from lkip.check.waktu import perjanjian_tepat_waktu, reviu_mendahului, tepat_waktu
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
    target_sesuai_renstra,
    cara_ukur_terkunci,
    nama_sesuai_perjanjian,
    nama_indikator_tetap,
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
    nama_polaritas,
    indikator_kegiatan,
    metadata_jelas,
    kualitas_data_ada,
    dasar_hukum_dikenal,
    dasar_hukum_lengkap,
    dasar_hukum_tunggal,
    nomenklatur_cocok,
    target_menantang,
    batas_nilai,
    capaian_wajar,
    nilai_meleset_seribu,
    perbandingan_tahun,
    analisis_berbeda,
    tindak_lanjut_ada,
    analisis_program_ada,
    efisiensi_ada,
    anggaran_terserap,
    baris_kembar,
    baris_tertukar,
    keluaran_ada,
    keluaran_wajar,
    bukti_realisasi,
    bukti_bertanggal,
    bukti_tahun_lalu,
    angka_di_bukti,
    narasi_terurai,
    narasi_tahun_lalu,
    angka_dalam_narasi,
    angka_narasi_bertentangan,
    angka_dalam_uraian,
    angka_uraian_bertentangan,
    tahun_dalam_narasi,
    rujukan_indikator_lain,
    rekomendasi_lhe,
    rekomendasi_tahun_lalu,
    tepat_waktu,
    reviu_mendahului,
    cakupan_pelaporan,
    analisis_terurai,
    desa_tunggal,
    pembanding_wajar,
    sop_runtut,
    sop_berwaktu,
    tanggal_dokumen_wajar,
    tanggal_pegawai_wajar,
    target_renstra_maju,
    satuan_cocok,
    satuan_keluaran_cocok,
    desimal_cukup,
    skala_sesuai_sumber,
    kumulatif_naik,
    triwulan_selaras,
    triwulan_bukan_salinan,
    perjanjian_tepat_waktu,
    nama_program_tetap,
    sasaran_program_tetap,
    desa_terhitung,
    isu_menyeluruh,
    berkas_biasa_ada,
    saksi_lengkap,
)
