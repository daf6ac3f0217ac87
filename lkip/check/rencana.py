"""Rules about what was planned and promised: dates, years of targets, agreements, goals."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.problem import Finding


@aturan()
def tanggal_wajar(laporan: Laporan) -> Iterator[Finding]:
    """The document is dated in its year or within two years, the agreement in its year or just before (53/2014)."""
    b = laporan.bahan
    if not laporan.tahun <= b.dokumen.tanggal.year <= laporan.tahun + 2:
        message = f"tanggal dokumen harus antara tahun {laporan.tahun} dan {laporan.tahun + 2}; perbaiki"
        yield b.dokumen.at("tanggal"), message, "galat"
    for pk in b.perjanjian:
        if not laporan.tahun - 1 <= pk.tanggal.year <= laporan.tahun:
            message = f"tanggal perjanjian kinerja harus dalam tahun {laporan.tahun - 1} atau {laporan.tahun}; perbaiki"
            yield pk.at("tanggal"), message, "galat"


@aturan()
def target_renstra_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """Every indicator has a target for every year of the plan (53/2014 III.A.3: compared with the end of the plan).

    A year whose target is still to be set says why; without the last one nothing can be compared with the plan's end.
    """
    renstra = laporan.bahan.renstra
    if renstra.periode_akhir < renstra.periode_awal:
        yield renstra.at("periode_akhir"), "tahun akhir Renstra lebih kecil dari tahun awal; perbaiki", "galat"
        return
    if not renstra.periode_awal <= laporan.tahun <= renstra.periode_akhir:
        yield (
            renstra.at("periode_awal"),
            f"tahun laporan {laporan.tahun} di luar periode Renstra; perbaiki periode atau nama folder tahun",
            "galat",
        )
        return
    period = range(renstra.periode_awal, renstra.periode_akhir + 1)
    for i in renstra.indikator:
        missing = [str(t) for t in period if t not in {target.tahun for target in i.target}]
        if missing:
            yield i.at("target"), f"target {i.kode} tahun {', '.join(missing)} belum ada; tambahkan", "galat"
        for target in i.target:
            if target.tahun not in period:
                yield (
                    target.at("tahun"),
                    f"target {i.kode} tahun {target.tahun} di luar periode Renstra; hapus",
                    "galat",
                )
            elif target.tahun == renstra.periode_akhir and target.alasan_tanpa_target:
                message = f"target akhir Renstra {i.kode} (tahun {target.tahun}) belum ditetapkan, sehingga kemajuannya"
                mend = "tidak dapat dihitung; isi targetnya begitu ditetapkan"
                yield target.at("alasan_tanpa_target"), f"{message} {mend}", "peringatan"


@aturan()
def perjanjian_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """The agreement promises a target for every indicator, and a revised one says why (53/2014 Lampiran I.E)."""
    for pk in laporan.bahan.perjanjian:
        promised = {t.kode for t in pk.indikator}
        for i in laporan.bahan.renstra.indikator:
            if i.kode not in promised:
                message = f"indikator {i.kode} ({i.nama}) belum ada dalam perjanjian kinerja; tambahkan targetnya"
                yield pk.at("indikator"), message, "galat"
        if pk.jenis == "perubahan" and not pk.alasan_perubahan:
            yield pk.at("jenis"), "perjanjian kinerja perubahan harus memuat alasan_perubahan; tambahkan", "galat"


@aturan()
def perjanjian_urut(laporan: Laporan) -> Iterator[Finding]:
    """Where both are kept, the first agreement is murni, the second its later revision (53/2014 Lampiran I.E)."""
    if len(laporan.bahan.perjanjian) < 2:
        return
    first, second = laporan.bahan.perjanjian
    if first.jenis != "murni":
        yield first.at("jenis"), "perjanjian ini mempunyai berkas perubahan; jenisnya harus murni", "galat"
    if second.jenis != "perubahan":
        yield second.at("jenis"), "berkas ini memuat perjanjian perubahan; jenisnya harus perubahan", "galat"
    if second.tanggal < first.tanggal:
        yield second.at("tanggal"), "tanggal perjanjian perubahan lebih awal daripada yang murni; perbaiki", "galat"


@aturan()
def sasaran_didukung(laporan: Laporan) -> Iterator[Finding]:
    """Every goal is served by at least one program (53/2014 III.A.7)."""
    served = {kode for p in laporan.bahan.renja.program for kode in p.sasaran}
    for goal in laporan.sasaran:
        if goal.kode not in served:
            yield (
                goal.sasaran.at("kode"),
                f"sasaran {goal.kode} belum didukung program apa pun di renja.yml; kaitkan",
                "peringatan",
            )
