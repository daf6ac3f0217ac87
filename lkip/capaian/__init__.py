"""Bahan → Laporan: every formula of the performance measurement, in Decimal, without I/O.

PermenPAN-RB 53/2014 prescribes what a report contains but no formula; formulas, bounds and scale are declared by
the office (`renstra.yml`, `instansi.yml`) and printed under the tables that use them. Nothing here raises for
want of data: what cannot be computed is an `Angka` without value that says why.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

from lkip.capaian.anggaran import efisiensi, hitung_serapan, riwayat_anggaran, serapan_anggaran
from lkip.capaian.cara import Hitungan, cara_hitung
from lkip.capaian.kinerja import (
    DIUKUR,
    TRIWULAN,
    batasi,
    capaian_indikator,
    hitung_capaian,
    kategori,
    rata_rata,
    realisasi_tahun,
)
from lkip.capaian.laporan import (
    KOSONG,
    Angka,
    Banding,
    CapaianIndikator,
    CapaianSasaran,
    Efisiensi,
    Keadaan,
    Keluaran,
    Laporan,
    RiwayatSerapan,
    Serapan,
    TahunCapaian,
    TahunSerapan,
    persen,
    rupiah,
)
from lkip.capaian.profil import hitung_keadaan
from lkip.model import Bahan, Sasaran

__all__ = [
    "DIUKUR",
    "KOSONG",
    "TRIWULAN",
    "Angka",
    "Banding",
    "CapaianIndikator",
    "CapaianSasaran",
    "Efisiensi",
    "Hitungan",
    "Keadaan",
    "Keluaran",
    "Laporan",
    "RiwayatSerapan",
    "Serapan",
    "TahunCapaian",
    "TahunSerapan",
    "batasi",
    "cara_hitung",
    "compute",
    "hitung_capaian",
    "hitung_serapan",
    "kategori",
    "persen",
    "rata_rata",
    "realisasi_tahun",
    "rupiah",
]

# Far beyond what is shown; a result depends on nobody's default context.
_CONTEXT = Context(prec=34)
# More years than these leave no room for their figures on a page.
TAHUN_TAMPIL = 5


def compute(bahan: Bahan) -> Laporan:
    """Make the report of the year from what was handed in."""
    with localcontext(_CONTEXT):
        anggaran = serapan_anggaran(bahan.renja, bahan.anggaran)
        sasaran = tuple(_sasaran(bahan, s, anggaran) for s in bahan.renstra.sasaran)
        capaian = rata_rata((s.capaian for s in sasaran), "belum ada sasaran yang dapat dinilai", "capaian")
        promised = bahan.perjanjian_kinerja.program
        return Laporan(
            bahan=bahan,
            tahun_tampil=_tahun_tampil(bahan),
            sasaran=sasaran,
            capaian=capaian,
            kategori=kategori(bahan.instansi.skala, capaian),
            anggaran=anggaran,
            anggaran_perjanjian=rupiah(sum((p.anggaran for p in promised), Decimal(0))),
            riwayat_anggaran=riwayat_anggaran(bahan, anggaran),
            keadaan=hitung_keadaan(bahan.profil),
        )


def _sasaran(bahan: Bahan, sasaran: Sasaran, anggaran: Serapan) -> CapaianSasaran:
    """Return a goal with its indicators: the plain mean (percent) of those that have a capaian, and what it cost."""
    parts = tuple(capaian_indikator(bahan, i) for i in sasaran.indikator)
    none = "belum ada indikator yang dapat dinilai"
    capaian = rata_rata((p.dihitung for p in parts), none, f"{sasaran.kode}.capaian")
    return CapaianSasaran(
        sasaran=sasaran,
        indikator=parts,
        capaian=capaian,
        kategori=kategori(bahan.instansi.skala, capaian),
        dinilai=sum(p.dihitung.nilai is not None for p in parts),
        jumlah=len(parts),
        efisiensi=efisiensi(sasaran.kode, capaian, bahan.renja, anggaran),
    )


def _tahun_tampil(bahan: Bahan) -> tuple[int, ...]:
    past = {y.tahun for r in bahan.riwayat.indikator for y in r.tahun}
    past |= {y.tahun for r in bahan.riwayat.anggaran for y in r.tahun} | {y.tahun for y in bahan.lalu}
    return (*sorted(t for t in past if t < bahan.tahun)[-(TAHUN_TAMPIL - 1) :], bahan.tahun)
