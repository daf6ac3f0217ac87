"""Bahan → Laporan: every formula of the performance measurement, in Decimal, without I/O.

PermenPAN-RB 53/2014 prescribes what a report contains but no formula; formulas, bounds and scale are declared by
the office (`renstra.yml`, `instansi.yml`) and printed under the tables that use them. Nothing here raises for
want of data: what cannot be computed is an `Angka` without value that says why.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Context, Decimal, localcontext

from lkip.capaian.anggaran import hitung_serapan, riwayat_anggaran, serapan_anggaran
from lkip.capaian.angka import KOSONG, SEMENTARA, TRIWULAN, Angka, Cara, persen, rupiah
from lkip.capaian.cara import Hitungan, cara_hitung
from lkip.capaian.efisiensi import efisiensi
from lkip.capaian.kinerja import Acuan, acuan, capaian_indikator
from lkip.capaian.laporan import (
    Bagian,
    Banding,
    CapaianIndikator,
    CapaianSasaran,
    CapaianTujuan,
    Disaksikan,
    Efisiensi,
    HasilSurvei,
    Keadaan,
    Keluaran,
    Laju,
    Laporan,
    NilaiUnsur,
    Pertumbuhan,
    RiwayatSerapan,
    Serapan,
    TahunCapaian,
    TahunSerapan,
    TriwulanCapaian,
)
from lkip.capaian.profil import hitung_keadaan
from lkip.capaian.realisasi import DIUKUR, agregat, desimal, realisasi_tahun
from lkip.capaian.rumus import batasi, cara_menilai, hitung_capaian, hitung_ordinal, hitung_rentang, kategori, rata_rata
from lkip.capaian.saksi import hitung_saksi, saksikan
from lkip.capaian.skala import SKALA, pilih_skala
from lkip.capaian.skm import UNSUR, hitung_survei, mutu
from lkip.capaian.target import angka_target
from lkip.model import Bahan, Sasaran, Tujuan

__all__ = [
    "DIUKUR",
    "KOSONG",
    "SEMENTARA",
    "SKALA",
    "TRIWULAN",
    "UNSUR",
    "Angka",
    "Bagian",
    "Banding",
    "CapaianIndikator",
    "CapaianSasaran",
    "CapaianTujuan",
    "Cara",
    "Disaksikan",
    "Efisiensi",
    "HasilSurvei",
    "Hitungan",
    "Keadaan",
    "Keluaran",
    "Laju",
    "Laporan",
    "NilaiUnsur",
    "Pertumbuhan",
    "RiwayatSerapan",
    "Serapan",
    "TahunCapaian",
    "TahunSerapan",
    "TriwulanCapaian",
    "agregat",
    "angka_target",
    "batasi",
    "cara_hitung",
    "cara_menilai",
    "compute",
    "desimal",
    "efisiensi",
    "hitung_capaian",
    "hitung_ordinal",
    "hitung_rentang",
    "hitung_serapan",
    "hitung_survei",
    "kategori",
    "mutu",
    "persen",
    "pilih_skala",
    "rata_rata",
    "realisasi_tahun",
    "rupiah",
]

# Far beyond what is shown; a result depends on nobody's default context.
_CONTEXT = Context(prec=34)
# More years than these leave no room for their figures on a page.
TAHUN_TAMPIL = 5


@contextmanager
def _tanpa_pemulung() -> Iterator[None]:
    """Pause the garbage collector: frozen values form no cycles, and it would walk the growing report over and over."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def compute(bahan: Bahan) -> Laporan:
    """Make the report of the year from what was handed in."""
    with localcontext(_CONTEXT), _tanpa_pemulung():
        found = acuan(bahan, pilih_skala(bahan.dokumen.skala or bahan.instansi.skala))
        anggaran = serapan_anggaran(bahan.renja, bahan.anggaran)
        tujuan = tuple(_tujuan(found, t, anggaran) for t in bahan.renstra.tujuan)
        none = "belum ada tujuan yang dapat dinilai"
        weights = [t.tujuan.bobot for t in tujuan]
        capaian = rata_rata([t.capaian for t in tujuan], none, "capaian", weights)
        promised = sum((p.anggaran for p in bahan.perjanjian_kinerja.program), Decimal(0))
        laporan = Laporan(
            bahan=bahan,
            skala=found.skala,
            tahun_tampil=_tahun_tampil(bahan),
            tujuan=tujuan,
            capaian=capaian,
            tanpa_batas=_tanpa_batas([t.tanpa_batas for t in tujuan], capaian, weights),
            kategori=kategori(found.skala, capaian),
            anggaran=anggaran,
            anggaran_perjanjian=rupiah(
                promised, "anggaran.perjanjian", "jumlah anggaran program dalam perjanjian kinerja yang berlaku"
            ),
            riwayat_anggaran=riwayat_anggaran(bahan, anggaran),
            keadaan=hitung_keadaan(bahan.profil),
            saksi=(),
            disaksikan=0,
            dapat_disaksikan=0,
        )
        saksi = saksikan(laporan) if bahan.angka_saksi.saksi else ()
        confirmed, totals = hitung_saksi(laporan, saksi)
        return replace(laporan, saksi=saksi, disaksikan=confirmed, dapat_disaksikan=totals)


def _tanpa_batas(parts: Sequence[Angka], capaian: Angka, weights: Sequence[Decimal | None]) -> Angka:
    """Return the mean of what no bound has touched; the bounded mean itself where they are the same."""
    kunci = capaian.kunci.removesuffix("capaian") + "tanpa_batas"
    found = rata_rata(parts, capaian.alasan or "", kunci, weights)
    return capaian if found.nilai == capaian.nilai else found


def _tujuan(found: Acuan, tujuan: Tujuan, anggaran: Serapan) -> CapaianTujuan:
    """Return an aim with its goals: the mean (percent) of those with a capaian, weighted where they have weights."""
    goals = tuple(_sasaran(found, s, anggaran) for s in tujuan.sasaran)
    none, weights, kode = "belum ada sasaran yang dapat dinilai", [s.bobot for s in tujuan.sasaran], tujuan.kode
    capaian = rata_rata([s.capaian for s in goals], none, f"{kode}.capaian", weights)
    return CapaianTujuan(
        tujuan=tujuan,
        sasaran=goals,
        capaian=capaian,
        tanpa_batas=_tanpa_batas([s.tanpa_batas for s in goals], capaian, weights),
        kategori=kategori(found.skala, capaian),
        bobot=None if tujuan.bobot is None else persen(tujuan.bobot),
    )


def _sasaran(found: Acuan, sasaran: Sasaran, anggaran: Serapan) -> CapaianSasaran:
    """Return a goal with its indicators: the mean (percent) of their bounded capaian, and what it cost."""
    parts = tuple(capaian_indikator(found, i) for i in sasaran.indikator)
    none, weights, kode = "belum ada indikator yang dapat dinilai", [i.bobot for i in sasaran.indikator], sasaran.kode
    capaian = rata_rata([p.dihitung for p in parts], none, f"{kode}.capaian", weights)
    rule = found.bahan.instansi.kebijakan.efisiensi
    return CapaianSasaran(
        sasaran=sasaran,
        indikator=parts,
        capaian=capaian,
        tanpa_batas=_tanpa_batas([p.capaian for p in parts], capaian, weights),
        kategori=kategori(found.skala, capaian),
        dinilai=sum(p.dihitung.nilai is not None for p in parts),
        jumlah=len(parts),
        efisiensi=efisiensi(kode, capaian, found.bahan.renja, anggaran, rule, penuh=found.penuh),
        bobot=None if sasaran.bobot is None else persen(sasaran.bobot),
    )


def _tahun_tampil(bahan: Bahan) -> tuple[int, ...]:
    past = {y.tahun for r in bahan.riwayat.indikator for y in r.tahun}
    past |= {y.tahun for r in bahan.riwayat.anggaran for y in r.tahun} | {y.tahun for y in bahan.lalu}
    return (*sorted(t for t in past if t < bahan.tahun)[-(TAHUN_TAMPIL - 1) :], bahan.tahun)
