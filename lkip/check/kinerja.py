"""Rules about what was reached and spent: reports, analyses, benchmarks, budget, earlier years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.capaian import Angka, CapaianIndikator, Laporan, hitung_capaian, persen
from lkip.check.aturan import aturan
from lkip.check.bentuk import dilaporkan, isian_realisasi, lihat_capaian, lihat_realisasi
from lkip.check.rencana import belum_ditetapkan
from lkip.check.triwulan import jatuh_tempo, sebelum_akhir_tahun
from lkip.check.ukur import bentuk_salah
from lkip.model import (
    Indikator,
    Realisasi,
    RiwayatAnggaran,
    RiwayatIndikator,
    TahunIndikator,
)
from lkip.problem import Finding, Level

_TOLERANSI = Decimal("0.01")
_ANALISIS = ("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut")


def _dinilai(item: CapaianIndikator) -> bool:
    return item.bahan is not None and item.capaian.nilai is not None


def _analisis(item: CapaianIndikator) -> str:
    given = [name for name in _ANALISIS if getattr(item.bahan, name, None)]
    return f"{lihat_capaian(item)}; terisi: {', '.join(given) or 'belum ada'}"


def _pembanding(item: CapaianIndikator) -> str:
    why = "tidak ada, dengan alasan" if item.bahan and item.bahan.alasan_tanpa_pembanding else "belum diisi"
    return ", ".join(p.nama for p in item.pembanding) or why


def _pernah_tercetak(item: CapaianIndikator) -> bool:
    return any(year.tercetak for year in item.tahun)


def _tercetak(item: CapaianIndikator) -> str:
    years = [(y.tahun, y.tercetak.tampil, y.capaian.tampil) for y in item.tahun if y.tercetak]
    return "; ".join(f"{tahun}: tercetak {printed}, hasil hitung {computed}" for tahun, printed, computed in years)


@aturan("L02", "88/2021: 3.b.2", "53/2014: Lampiran II huruf E", pokok="indikator", lihat=lihat_realisasi)
def realisasi_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """Setiap indikator dilaporkan satu kali oleh unit penanggung jawabnya, dengan angka atau dengan alasan mengapa
    angkanya belum ada.

    Laporan kinerja harus mengungkap seluruh informasi tentang pencapaian kinerja, dan pengukuran dilakukan tiap
    triwulan serta setahun. Indikator yang kosong tanpa penjelasan tampak seperti kinerja yang tidak diukur. Selama
    dokumen masih draf, yang belum masuk hanya diperingatkan; laporan sampai triwulan tertentu hanya meminta angka
    sampai triwulan itu.

    Perbaikan: isi triwulan (atau tahunan beserta alasan_tahunan) di berkas realisasi unit penanggung jawab; bila
    datanya memang belum ada, tulis alasan_belum_tersedia. Hapus laporan yang ganda.
    """
    b = laporan.bahan
    due: Level = "galat" if b.dokumen.status == "final" else "peringatan"
    for item in laporan.indikator:
        reports = [(unit, r) for unit in b.realisasi for r in unit.indikator if r.kode == item.kode]
        needed = jatuh_tempo(item, laporan) and not belum_ditetapkan(item.indikator, laporan.tahun)
        if not reports and needed:
            where = f"content/{laporan.tahun}/realisasi/{item.indikator.penanggung_jawab}.yml"
            message = f"realisasi {item.kode} ({item.nama}) belum disampaikan; tambahkan di {where}"
            yield item.indikator.at("penanggung_jawab"), message, due, item.kode
        for _, report in reports[1:]:
            yield (
                report.at("kode"),
                f"realisasi {item.kode} sudah disampaikan oleh {reports[0][0].unit}; hapus salah satu",
                "galat",
                item.kode,
            )
        for unit, report in reports:
            if unit.unit != item.indikator.penanggung_jawab:
                owner = item.indikator.penanggung_jawab
                message = f"{item.kode} menjadi tanggung jawab {owner}; pindahkan ke berkas unit itu"
                yield report.at("kode"), message, "galat", item.kode
            if not any(bentuk_salah(item.indikator, report)):  # told there: what follows from it would only confuse
                yield from _tahunan(item.indikator, report)
                # Of several reports the first counts; the figure of the year is its.
                if report is item.bahan:
                    yield from _berisi(item, report, due, needed=needed, penuh=laporan.sampai_triwulan is None)


def _berisi(item: CapaianIndikator, report: Realisasi, due: Level, *, needed: bool, penuh: bool) -> Iterator[Finding]:
    i, kode, empty = item.indikator, item.kode, item.realisasi.nilai is None and not item.realisasi.teks
    if not empty and report.alasan_belum_tersedia:
        message = f"{kode}: angkanya sudah ada; hapus alasan_belum_tersedia"
        yield report.at("alasan_belum_tersedia"), message, "galat", kode
    # A figure that there is for the whole year only is not asked for before it is over.
    yearly = i.agregasi == "manual" or i.polaritas == "ordinal" or bool(report.tahunan or report.alasan_tahunan)
    if not empty or report.alasan_belum_tersedia or not needed or (yearly and not penuh):
        return
    names = isian_realisasi(i)
    given = [name for name in names if getattr(report, name)]
    if not given:
        what = " dan ".join(names) if i.komponen else " atau ".join(names)
        yield report.at(), f"{kode}: isi {what}, atau alasan_belum_tersedia bila datanya belum ada", due, kode
    elif i.polaritas != "ordinal" and not (i.komponen and len(given) == 1):
        why = item.realisasi.alasan or "triwulan belum terisi"
        yield report.at(given[0]), f"{kode}: {why}; isi, atau jelaskan di alasan_belum_tersedia", due, kode


def _tahunan(i: Indikator, report: Realisasi) -> Iterator[Finding]:
    kode = i.kode
    if report.triwulan and report.tahunan is not None and i.agregasi != "manual":
        yield report.at("tahunan"), f"{kode}: pilih salah satu, triwulan atau tahunan; hapus yang lain", "galat", kode
    if report.alasan_tahunan and (i.komponen or i.metode):
        if filled := sebelum_akhir_tahun(report):
            message = f"{kode}: alasan_tahunan berarti hanya ada angka setahun, tetapi triwulan {filled} terisi"
            yield (
                report.at("alasan_tahunan"),
                f"{message}; kosongkan triwulan itu, atau hapus alasan_tahunan",
                "galat",
                kode,
            )
    elif report.alasan_tahunan and report.tahunan is None:
        yield report.at("alasan_tahunan"), f"{kode}: alasan_tahunan hanya untuk angka tahunan; hapus", "galat", kode
    if report.tahunan is not None and not report.alasan_tahunan:
        what = "angka tahunan yang diisi sendiri" if i.agregasi == "manual" else "angka tahunan tanpa triwulan"
        yield report.at("tahunan"), f"{kode}: {what} harus disertai alasan_tahunan", "galat", kode


@aturan(
    "L17", "53/2014: Lampiran II, Bab III.A.5", "88/2021: 3.b.7", pokok="indikator", lihat=_analisis, berlaku=_dinilai
)
def analisis_ada(laporan: Laporan) -> Iterator[Finding]:
    """Indikator yang mencapai target menyebut faktor pendukungnya; yang belum mencapai target menyebut faktor
    penghambat dan solusinya.

    Laporan harus memuat analisis penyebab keberhasilan atau kegagalan serta solusi yang telah dilakukan, dan evaluator
    menilai apakah upaya nyata dan hambatannya diceritakan. Angka saja tidak menjelaskan apa yang perlu diteruskan atau
    diubah.

    Perbaikan: isi faktor_pendukung bila capaian 100% atau lebih, atau faktor_penghambat dan solusi bila kurang, dengan
    kejadian nyata pada tahun itu.
    """
    for item in laporan.indikator:
        if item.bahan is None or item.capaian.nilai is None:
            continue
        wanted = ("faktor_pendukung",) if item.tercapai else ("faktor_penghambat", "solusi")
        missing = [name for name in wanted if not getattr(item.bahan, name)]
        if missing:
            message = f"{item.kode} ({item.nama}) mencapai {item.capaian.lengkap}; isi {' dan '.join(missing)}"
            yield item.bahan.at(), message, "peringatan", item.kode


@aturan(
    "L15",
    "53/2014: Lampiran II, Bab III.A.4",
    "88/2021: 3.b.6",
    pokok="indikator",
    lihat=_pembanding,
    berlaku=dilaporkan,
)
def pembanding_ada(laporan: Laporan) -> Iterator[Finding]:
    """Setiap indikator dibandingkan dengan angka di tempat lain atau dengan suatu standar, atau menyebut mengapa
    pembandingnya tidak ada.

    Laporan memuat perbandingan dengan standar nasional jika ada, dan evaluator menilai perbandingan dengan kinerja di
    tingkat nasional atau internasional. Tanpa keterangan, pembaca tidak tahu apakah pembandingnya memang tidak ada atau
    belum dicari.

    Perbaikan: isi pembanding dengan nama, nilai, dan sumbernya; bila tidak ada, tulis alasan_tanpa_pembanding. Jangan
    mengisi keduanya.
    """
    for item in laporan.indikator:
        report = item.bahan
        if report is None or not jatuh_tempo(item, laporan):
            continue
        if report.pembanding and report.alasan_tanpa_pembanding:
            message = f"{item.kode}: pembanding sudah ada; hapus alasan_tanpa_pembanding"
            yield report.at("alasan_tanpa_pembanding"), message, "galat", item.kode
        elif not report.pembanding and not report.alasan_tanpa_pembanding:
            message = f"{item.kode} ({item.nama}): isi pembanding, atau alasan_tanpa_pembanding bila tidak ada"
            yield report.at(), message, "peringatan", item.kode


@aturan(
    "L20",
    "53/2014: Lampiran II, Bab III.B",
    "53/2014: Lampiran III, daftar uji I.6",
    "aritmetika: jumlah pagu",
    pokok="sub kegiatan",
    tetap=True,
)
def anggaran_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Setiap sub kegiatan mempunyai pagu dan realisasi, belanjanya tidak melebihi pagu, dan anggaran program dalam
    perjanjian kinerja sama dengan jumlah pagu sub kegiatannya.

    Realisasi anggaran dilaporkan menurut perjanjian kinerja, dan akuntabilitas keuangan termasuk yang diperiksa ketika
    laporan direviu. Pagu yang berbeda antara dua dokumen, atau belanja di atas pagu, menunjukkan baris yang hilang atau
    angka yang salah ketik.

    Perbaikan: cocokkan anggaran.yml dengan laporan realisasi keuangan dan DPA; tambahkan sub kegiatan yang belum ada,
    dan isi pagu_awal serta alasan_perubahan bila pagu berubah pada tahun berjalan.
    """
    b = laporan.bahan
    budgeted = {line.kode for line in b.anggaran.sub_kegiatan}
    planned = {s.kode: s for p in b.renja.program for k in p.kegiatan for s in k.sub_kegiatan}
    for sub in (s for p in b.renja.program for k in p.kegiatan for s in k.sub_kegiatan if s.kode not in budgeted):
        message = f"sub kegiatan {sub.kode} ({sub.nama}) belum ada di anggaran.yml; tambahkan pagu dan realisasinya"
        yield sub.at("kode"), message, "galat", sub.kode
    for line in b.anggaran.sub_kegiatan:
        named = f"{line.kode} ({planned[line.kode].nama})" if line.kode in planned else line.kode
        if line.realisasi > line.pagu:
            spent, ceiling = (Angka(n, "Rp", 0).lengkap for n in (line.realisasi, line.pagu))
            message = f"realisasi {named} {spent} melebihi pagunya {ceiling}; periksa angkanya"
            yield line.at("realisasi"), message, "peringatan", line.kode
        if line.pagu_awal not in (None, line.pagu) and not b.anggaran.alasan_perubahan:
            message = f"pagu {named} berubah; isi alasan_perubahan di awal berkas ini"
            yield line.at("pagu_awal"), message, "galat", line.kode
    for pk in b.perjanjian:
        promised = {p.kode: p for p in pk.program}
        # A murni agreement was signed on the budget before its revision, a revised one on the budget after it.
        what, murni = ("pagu awal", True) if pk.jenis == "murni" else ("pagu", False)
        for program in laporan.anggaran.bagian:
            if program.kode not in promised:
                named = f"program {program.kode} ({program.nama})"
                message = f"{named} belum ada dalam perjanjian kinerja; tambahkan anggarannya"
                yield pk.at("program"), message, "galat", program.kode
                continue
            signed, budget = promised[program.kode], (program.pagu_awal if murni else program.pagu).nilai
            if signed.anggaran != budget:
                shown, total = (Angka(n, "Rp", 0).lengkap for n in (signed.anggaran, budget))
                named = f"anggaran program {signed.kode} ({program.nama}) dalam perjanjian kinerja {pk.jenis} {shown}"
                message = f"{named} tidak sama dengan jumlah {what} sub kegiatannya {total}; periksa keduanya"
                yield signed.at("anggaran"), message, "galat", signed.kode


@aturan("L03", "53/2014: Lampiran III, daftar uji II.5", pokok="indikator", lihat=_tercetak, berlaku=_pernah_tercetak)
def riwayat_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Capaian dan serapan yang tercetak dalam laporan lama sama dengan hasil hitung dari angka lama itu sendiri, dengan
    selisih paling banyak 0,01.

    Angka tahun lalu dipakai lagi sebagai pembanding, sedangkan reviu menuntut data yang diyakini keandalannya.
    Perbedaan berarti salah salin, rumus lain, atau kekeliruan dalam laporan lama yang perlu diketahui sebelum dicetak
    ulang.

    Perbaikan: bandingkan riwayat.yml dengan laporan lama; perbaiki angka yang salah salin, dan isi rumus_capaian bila
    dulu dipakai rumus lain. Bila laporan lama memang salah cetak, terima temuan ini dengan alasan di pengecualian.yml.
    """
    b = laporan.bahan
    past = {(r.kode, y.tahun): y for r in reversed(b.riwayat.indikator) for y in reversed(r.tahun)}
    for item in laporan.indikator:
        for year in item.tahun:
            if year.tercetak is None:
                continue
            printed = past[item.kode, year.tahun]
            computed = _rumus_lama(item.indikator, printed) or year.capaian
            if _differs(year.tercetak.nilai, computed.nilai):
                both = f"tercetak {year.tercetak.tampil}, hasil hitung {computed.tampil}"
                message = f"capaian {item.kode} tahun {year.tahun} {both}; periksa angka atau rumusnya"
                yield printed.at("capaian_tercetak"), message, "peringatan", item.kode
    lines = {(r.kode, y.tahun): y for r in reversed(b.riwayat.anggaran) for y in reversed(r.tahun)}
    for program in laporan.riwayat_anggaran:
        for line in program.tahun:
            if line.tercetak and _differs(line.tercetak.nilai, line.serapan.nilai):
                source = lines[program.kode, line.tahun].at("serapan_tercetak")
                both = f"tercetak {line.tercetak.tampil}, hasil hitung {line.serapan.tampil}"
                message = f"serapan {program.kode} tahun {line.tahun} {both}; periksa angkanya"
                yield source, message, "peringatan", program.kode


def _rumus_lama(i: Indikator, year: TahunIndikator) -> Angka | None:
    """Return the capaian by the formula that was printed then, where it is another: of an earlier Renstra."""
    if year.rumus_capaian in (None, i.rumus_capaian) or i.polaritas not in ("positif", "negatif"):
        return None
    if year.rumus_capaian is None or year.target is None or year.realisasi is None:
        return None
    return persen(hitung_capaian(year.rumus_capaian, year.target, year.realisasi))


def _differs(printed: Decimal | None, computed: Decimal | None) -> bool:
    return printed is not None and (computed is None or abs(printed - computed) > _TOLERANSI)


@aturan("", "isian: satu fakta di satu tempat", tetap=True, bila=lambda laporan: bool(laporan.bahan.lalu))
def riwayat_tunggal(laporan: Laporan) -> Iterator[Finding]:
    """Tahun yang sudah mempunyai folder sendiri tidak ditulis lagi di riwayat.yml.

    Satu fakta disimpan di satu tempat. Bila angka tahun yang sama ada di dua tempat, keduanya lambat laun berbeda dan
    laporan bertentangan dengan dirinya sendiri.

    Perbaikan: hapus tahun itu dari riwayat.yml; angkanya dibaca dari folder tahunnya.
    """
    b = laporan.bahan
    own = {year.tahun for year in b.lalu}
    past: tuple[RiwayatIndikator | RiwayatAnggaran, ...] = (*b.riwayat.indikator, *b.riwayat.anggaran)
    for kode, year in ((item.kode, year) for item in past for year in item.tahun):
        if year.tahun in own:
            message = f"tahun {year.tahun} sudah mempunyai folder sendiri dan dibaca dari sana; hapus dari riwayat ini"
            yield year.at("tahun"), message, "galat", kode
