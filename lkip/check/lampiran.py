"""Rules about what accompanies the figures: staff, evidence, pictures, references in prose, marks of example data."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from lkip import rujukan
from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.tulisan import uraian
from lkip.model import Isian, RiwayatAnggaran, RiwayatIndikator
from lkip.problem import Finding, Source
from lkip.prosa import GAMBAR


def _bukti(item: CapaianIndikator) -> str:
    return ", ".join(e.berkas for e in (item.bahan.bukti if item.bahan else ()))


@aturan(
    "",
    "53/2014: Lampiran III, daftar uji II.5",
    "aritmetika: orang yang sama dihitung dua kali",
    tetap=True,
    bila=lambda laporan: laporan.bahan.profil.pegawai is not None,
)
def pegawai_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Jumlah pegawai menurut golongan sama dengan jumlah menurut pendidikan, untuk laki-laki dan untuk perempuan.

    Kedua tabel menghitung orang yang sama pada hari yang sama. Bila jumlahnya berbeda, salah satunya keliru, dan
    keandalan data laporan diragukan ketika direviu.

    Perbaikan: hitung ulang dari daftar pegawai pada tanggal yang ditulis, lalu samakan kedua tabel di profil.yml.
    """
    staff = laporan.bahan.profil.pegawai
    assert staff is not None
    for sex in ("laki_laki", "perempuan"):
        by_rank, by_school = (sum(getattr(g, sex) for g in groups) for groups in (staff.golongan, staff.pendidikan))
        if by_rank != by_school:
            who = sex.replace("_", "-")
            message = f"pegawai {who} menurut golongan {by_rank}, menurut pendidikan {by_school}; samakan"
            yield staff.at("pendidikan"), message, "galat", ""


@aturan(
    "L23",
    "53/2014: Lampiran III, daftar uji II.2",
    pokok="indikator",
    lihat=_bukti,
    berlaku=lambda item: bool(item.bahan and item.bahan.bukti),
)
def bukti_ada(laporan: Laporan) -> Iterator[Finding]:
    """Setiap berkas bukti yang disebut ada dan berisi, dan setiap berkas di folder bukti disebut oleh suatu
    realisasi atau rekomendasi.

    Informasi kinerja harus didukung data yang memadai; capaian tinggi yang sumbernya tidak dapat ditelusuri termasuk
    pola temuan pemeriksa. Bukti yang hilang atau kosong sama dengan tidak ada bukti.

    Perbaikan: letakkan berkasnya di folder bukti tahun itu, perbaiki namanya pada isian berkas, ganti berkas yang
    kosong, dan hapus berkas yang tidak dipakai.
    """
    folder = f"{laporan.tahun}/bukti/"
    sizes = {f.path.removeprefix(folder): f.ukuran for f in laporan.bahan.berkas if f.path.startswith(folder)}
    named = [(r.kode, e) for unit in laporan.bahan.realisasi for r in unit.indikator for e in r.bukti]
    for kode, evidence in named:
        if evidence.berkas not in sizes:
            near = difflib.get_close_matches(evidence.berkas, sizes, n=1)
            mend = f"maksudnya '{near[0]}'?" if near else f"letakkan di content/{folder}"
            message = f"berkas bukti {kode} '{evidence.berkas}' tidak ditemukan; {mend}"
            yield evidence.at("berkas"), message, "galat", kode
        elif sizes[evidence.berkas] == 0:
            message = f"berkas bukti {kode} '{evidence.berkas}' kosong; ganti dengan berkas yang berisi"
            yield evidence.at("berkas"), message, "galat", kode
    followed = laporan.bahan.rekomendasi_lhe
    shown = {r.bukti for r in followed.rekomendasi if r.bukti} if followed else set()
    for name in sorted(set(sizes) - {e.berkas for _, e in named} - shown):
        message = "berkas bukti ini tidak dirujuk realisasi atau rekomendasi mana pun; rujuk atau hapus"
        yield Source(f"content/{folder}{name}"), message, "peringatan", ""


def _bergambar(laporan: Laporan) -> list[str]:
    return [f"narasi/{p.nama}.md" for p in laporan.bahan.narasi if GAMBAR.search(p.teks)]


@aturan("", "isian: nama yang dirujuk ada", pokok="narasi", tetap=True, periksa=_bergambar)
def gambar_ada(laporan: Laporan) -> Iterator[Finding]:
    """Setiap gambar yang ditampilkan narasi ada berkasnya, dan setiap berkas gambar ditampilkan.

    Gambar yang hilang meninggalkan tempat kosong dalam dokumen yang akan ditandatangani. Gambar yang tidak dipakai
    hanya menambah berkas tanpa pembaca.

    Perbaikan: simpan gambarnya di folder gambar tahun itu, perbaiki namanya dalam narasi, atau hapus gambar yang tidak
    dipakai.
    """
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
                    message = f"gambar '{found['berkas']}' tidak ditemukan; {mend}"
                    yield source, message, "galat", f"narasi/{prosa.nama}.md"
    for path in there:
        if path not in used:
            message = "gambar ini tidak dipakai narasi mana pun; pakai atau hapus"
            yield Source(f"content/{folder}{path}"), message, "peringatan", ""


@aturan("L08", "53/2014: Lampiran III, daftar uji II.5", "isian: nama yang dirujuk ada", pokok="narasi", tetap=True)
def rujukan_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Setiap rujukan dalam narasi menunjuk angka yang ada dalam laporan.

    Angka dalam narasi tidak diketik, tetapi diambil dari hasil hitung, supaya narasi dan tabel tidak pernah berbeda.
    Rujukan yang salah ejaan tidak menghasilkan angka apa pun, dan dalam penjelasan indikator rujukan tercetak apa
    adanya, sebab angka indikator itu sudah ada di sebelahnya.

    Perbaikan: tulis rujukan dengan dua kurung kurawal dan nama yang dikenal, misalnya {{IKU-01.capaian}} atau
    {{anggaran.serapan}}, dan hanya dalam narasi.
    """
    known = rujukan.names(laporan)
    for prosa in laporan.bahan.narasi:
        for problem in rujukan.unknown(prosa, known):
            yield problem.source, problem.message, problem.level, f"narasi/{prosa.nama}.md"
    for text in uraian(laporan):
        for found in rujukan.RUJUKAN.finditer(text.teks):
            message = f"{text.sebutan} memuat {found[0]}, padahal rujukan hanya dibaca dalam narasi"
            yield text.at(found.start()), f"{message}; hapus, sebab tabelnya sudah memuat angka itu", "galat", text.kode


@aturan(
    "", "53/2014: Lampiran III, daftar uji II.5", bila=lambda laporan: laporan.bahan.instansi.status_data == "resmi"
)
def resmi_tanpa_contoh(laporan: Laporan) -> Iterator[Finding]:
    """Bila status data sudah resmi, tidak ada sumber atau keterangan tercetak yang masih menyebut contoh, dan dokumen
    final memuat nama pimpinan.

    Laporan ini dimulai dari data contoh. Sisa contoh dalam laporan resmi membuat pembaca ragu angka mana yang
    sungguh-sungguh, padahal reviu menilai apakah datanya dapat diyakini.

    Perbaikan: ganti isian yang ditunjuk dengan sumber yang sebenarnya, dan isi nama pimpinan di instansi.yml atau
    dokumen.yml.
    """
    b = laporan.bahan
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
            message = "status data sudah resmi, tetapi isian ini masih menyebut contoh; ganti"
            yield item.at(key), message, "peringatan", ""
    if b.dokumen.status == "final" and not b.pimpinan.nama:
        message = "dokumen sudah final, tetapi nama pimpinan belum diisi; tambahkan"
        yield b.pimpinan.at(), message, "peringatan", ""
