"""Rules about what accompanies the figures: staff, evidence, pictures, references in prose, marks of example data."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from lkip import rujukan
from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.model import Isian, RiwayatAnggaran, RiwayatIndikator
from lkip.problem import Finding, Source
from lkip.prosa import GAMBAR


@aturan()
def pegawai_cocok(laporan: Laporan) -> Iterator[Finding]:
    """The same people are counted by rank and by education (53/2014 III.II.5: data akurat)."""
    staff = laporan.bahan.profil.pegawai
    if staff is None:
        return
    for sex in ("laki_laki", "perempuan"):
        by_rank, by_school = (sum(getattr(g, sex) for g in groups) for groups in (staff.golongan, staff.pendidikan))
        if by_rank != by_school:
            who = sex.replace("_", "-")
            message = f"pegawai {who} menurut golongan {by_rank}, menurut pendidikan {by_school}; samakan"
            yield staff.at("pendidikan"), message, "galat"


@aturan()
def bukti_ada(laporan: Laporan) -> Iterator[Finding]:
    """Every evidence file that is named exists and is not empty; every one that exists is named (53/2014 III.II.2)."""
    folder = f"{laporan.tahun}/bukti/"
    sizes = {f.path.removeprefix(folder): f.ukuran for f in laporan.bahan.berkas if f.path.startswith(folder)}
    named = [(r.kode, e) for unit in laporan.bahan.realisasi for r in unit.indikator for e in r.bukti]
    for kode, evidence in named:
        if evidence.berkas not in sizes:
            near = difflib.get_close_matches(evidence.berkas, sizes, n=1)
            mend = f"maksudnya '{near[0]}'?" if near else f"letakkan di content/{folder}"
            yield evidence.at("berkas"), f"berkas bukti {kode} '{evidence.berkas}' tidak ditemukan; {mend}", "galat"
        elif sizes[evidence.berkas] == 0:
            yield (
                evidence.at("berkas"),
                f"berkas bukti {kode} '{evidence.berkas}' kosong; ganti dengan berkas yang berisi",
                "galat",
            )
    for name in sorted(set(sizes) - {e.berkas for _, e in named}):
        yield (
            Source(f"content/{folder}{name}"),
            "berkas bukti ini tidak dirujuk realisasi mana pun; rujuk atau hapus",
            "peringatan",
        )


@aturan()
def gambar_ada(laporan: Laporan) -> Iterator[Finding]:
    """Every picture that prose shows is there; every one that is there is shown."""
    folder = f"{laporan.tahun}/"
    there = [path.removeprefix(folder) for path in laporan.bahan.foto if path.startswith(folder)]
    used = set()
    for prosa in laporan.bahan.narasi:
        for number, line in enumerate(prosa.teks.split("\n"), start=1):
            for found in GAMBAR.finditer(line):
                used.add(found["berkas"])
                if found["berkas"] not in there:
                    names = [path.removeprefix("gambar/") for path in there]
                    near = difflib.get_close_matches(found["berkas"].removeprefix("gambar/"), names, n=1)
                    mend = f"maksudnya 'gambar/{near[0]}'?" if near else f"simpan di content/{folder}gambar/"
                    source = Source(prosa.path, number, found.start("berkas") + 1)
                    yield source, f"gambar '{found['berkas']}' tidak ditemukan; {mend}", "galat"
    for path in there:
        if path not in used:
            yield (
                Source(f"content/{folder}{path}"),
                "gambar ini tidak dipakai narasi mana pun; pakai atau hapus",
                "peringatan",
            )


@aturan()
def rujukan_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Every reference in prose names a figure of the report: figures in prose are looked up, never typed."""
    known = rujukan.names(laporan)
    for prosa in laporan.bahan.narasi:
        for problem in rujukan.unknown(prosa, known):
            yield problem.source, problem.message, problem.level


@aturan()
def resmi_tanpa_contoh(laporan: Laporan) -> Iterator[Finding]:
    """Once the data are official, no source or policy that is printed still says that it is an example."""
    b = laporan.bahan
    if b.instansi.status_data != "resmi":
        return
    profil, reports = b.profil, [r for unit in b.realisasi for r in unit.indikator]
    sources: list[Isian | None] = [b.instansi.skala, b.dokumen.skala, b.anggaran, *b.angka_saksi.saksi]
    sources += [profil.pegawai, profil.sarana, profil.wilayah]
    past: tuple[RiwayatIndikator | RiwayatAnggaran, ...] = (*b.riwayat.indikator, *b.riwayat.anggaran)
    sources += [year for item in past for year in item.tahun]
    others = [other for r in reports for other in r.pembanding]
    printed: list[tuple[Isian, str]] = [(b.instansi.kebijakan, "dasar"), (b.sop, "catatan")]
    printed += [(item, "sumber") for item in (*sources, *others) if item]
    printed += [(item, "nama") for item in others] + [(e, "keterangan") for r in reports for e in r.bukti]
    printed += [(r, "alasan_manual") for r in reports]
    for item, key in printed:
        if re.search(r"(?i)\bcontoh\b", getattr(item, key) or ""):
            yield item.at(key), "status data sudah resmi, tetapi isian ini masih menyebut contoh; ganti", "peringatan"
    if b.dokumen.status == "final" and not b.pimpinan.nama:
        yield b.pimpinan.at(), "dokumen sudah final, tetapi nama pimpinan belum diisi; tambahkan", "peringatan"
