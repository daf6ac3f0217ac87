"""Rules about what is reported: in the form that the indicator is measured in, and nothing typed that is computed."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.bilangan import tertulis
from lkip.capaian import DIUKUR, TRIWULAN, CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import (
    Salah,
    dilaporkan,
    isian_realisasi,
    lihat_capaian,
    lihat_realisasi,
    nilai_salah,
    yang_ditulis,
)
from lkip.model import Indikator, Komponen, Realisasi, Survei, Triwulan
from lkip.problem import Finding, Level

_ANGKA = ("triwulan", "tahunan")
_BAGIAN = ("pembilang", "penyebut")


def _cara_ukur(item: CapaianIndikator) -> str:
    i = item.indikator
    way = "komponen" if i.komponen else f"survei ({i.metode})" if i.metode else "diketik"
    return f"{way}, agregasi {i.agregasi}"


def _terisi(item: CapaianIndikator) -> str:
    given = [name for name in (*_ANGKA, *_BAGIAN, "teks", "survei") if getattr(item.bahan, name, None)]
    return ", ".join(given) or "belum ada"


def _pasangan(item: CapaianIndikator) -> str:
    return "; ".join(f"{b.triwulan} {b.pembilang.tampil} dari {b.penyebut.tampil}" for b in item.bagian)


def _hasil_survei(item: CapaianIndikator) -> str:
    return "; ".join(f"{s.triwulan} {s.indeks.tampil} dari {s.responden.tampil} responden" for s in item.survei)


def _angka_pembanding(item: CapaianIndikator) -> str:
    return "; ".join(f"{p.nama} {p.nilai.tampil}" for p in item.pembanding)


def _tahun_lalu(item: CapaianIndikator) -> str:
    return "; ".join(f"{y.tahun}: {y.realisasi.tampil}" for y in item.tahun if y.sumber)


@aturan(
    "",
    "53/2014: Lampiran II huruf H",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_cara_ukur,
)
def cara_ukur_tunggal(laporan: Laporan) -> Iterator[Finding]:
    """Setiap indikator diukur dengan satu cara (angka yang diketik, komponen, atau survei), dengan agregasi yang cocok.

    Mekanisme perhitungan harus ditetapkan satu dan jelas. Dua cara untuk indikator yang sama memberi dua angka, dan
    indeks atau predikat tidak dapat dijumlahkan.

    Perbaikan: hapus salah satu dari komponen dan metode, dan pilih agregasi yang sesuai: terakhir atau rata_rata untuk
    indeks, bukan manual untuk yang dihitung.
    """
    for i in laporan.bahan.renstra.indikator:
        ways = [name for name in ("komponen", "metode") if getattr(i, name) is not None]
        if len(ways) == 2:
            message = f"{i.kode} memakai komponen dan metode skm sekaligus; pilih salah satu, hapus yang lain"
            yield i.at("metode"), message, "galat"
        for name in ways:
            if i.polaritas == "ordinal":
                message = f"{i.kode} berpolaritas ordinal, realisasinya predikat; hapus {name}, atau ubah polaritasnya"
                yield i.at(name), message, "galat"
            elif i.agregasi == "manual":
                message = f"angka tahun {i.kode} dihitung dari {name}; ganti agregasi manual dengan cara lain"
                yield i.at("agregasi"), message, "galat"
        if i.metode == "skm" and i.agregasi == "jumlah":
            message = f"indeks {i.kode} tidak dapat dijumlahkan; ganti agregasinya dengan terakhir atau rata_rata"
            yield i.at("agregasi"), message, "galat"
        if i.komponen and not i.komponen.pengali:
            message = f"pengali {i.kode} 0 membuat semua hasilnya 0; tulis 100 untuk persen, atau hapus"
            yield i.komponen.at("pengali"), message, "galat"


@aturan(
    "",
    "53/2014: Lampiran II huruf H",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_terisi,
    berlaku=dilaporkan,
)
def realisasi_sesuai_bentuk(laporan: Laporan) -> Iterator[Finding]:
    """Realisasi diisi dalam bentuk yang ditetapkan untuk indikatornya: triwulan, pembilang dan penyebut, survei, atau
    predikat.

    Cara menghitung sudah ditetapkan bersama indikatornya. Angka yang diketik di samping bahan hitungannya dapat berbeda
    dari hasil hitungnya, dan tidak ada yang tahu mana yang benar.

    Perbaikan: isi hanya isian yang diminta dan hapus yang lain; bila cara ukurnya memang lain, ubah indikatornya di
    renstra.yml.
    """
    for item in laporan.indikator:
        for field, message in bentuk_salah(item.indikator, item.bahan):
            assert item.bahan is not None
            yield item.bahan.at(field), message, "galat"


def bentuk_salah(i: Indikator, report: Realisasi | None) -> Iterator[Salah]:
    """Yield the fields of a report that do not belong to its indicator, each with a whole sentence."""
    if report is None:
        return
    given = [name for name in (*_ANGKA, *_BAGIAN, "teks") if getattr(report, name) is not None]
    given += ["survei"] if report.survei else []
    kode = i.kode
    if not i.komponen:
        for name in (n for n in _BAGIAN if n in given):
            yield name, f"{kode} tidak mempunyai komponen; hapus {name}, atau tambahkan komponen di renstra.yml"
    if i.metode != "skm" and "survei" in given:
        yield "survei", f"{kode} tidak memakai metode skm; hapus survei, atau tambahkan metode: skm di renstra.yml"
    if i.polaritas == "ordinal":
        for name in (n for n in _ANGKA if n in given):
            yield name, f"realisasi {kode} berupa predikat, bukan angka; tulis predikatnya di teks dan hapus {name}"
    elif i.komponen or i.metode:
        what, source = ("hasil", "pembilang dan penyebut") if i.komponen else ("indeks", "survei")
        for name in (n for n in _ANGKA if n in given):
            mend = "" if name == "triwulan" else f", dan tulis {source} setahun pada triwulan IV"
            yield name, f"{what} {kode} dihitung dari {source}, tidak diketik; hapus {name}{mend}"
    typed = next((n for n in (*_BAGIAN, "survei", *_ANGKA) if n in given), None)
    here = typed if i.polaritas == "manual" else None  # elsewhere told above, field by field
    if wrong := nilai_salah(i, here, report.teks, (here or " dan ".join(isian_realisasi(i)), "teks")):
        yield wrong[0], f"realisasi {kode} {wrong[1]}"


@aturan(
    "L26",
    "53/2014: Lampiran II huruf H",
    "aritmetika: bagian tidak melebihi keseluruhannya",
    pokok="indikator",
    lihat=_pasangan,
    tetap=True,
    berlaku=lambda item: dilaporkan(item) and item.indikator.komponen is not None,
)
def komponen_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Pembilang dan penyebut diisi berpasangan, berupa bilangan bulat yang tidak negatif, dan bagian tidak lebih besar
    daripada keseluruhannya.

    Persentase dari suatu keseluruhan berada antara 0 dan 100, dan yang dihitung adalah orang, berkas, atau desa.
    Pasangan yang tidak lengkap atau terbalik menghasilkan angka yang mustahil.

    Perbaikan: lengkapi atau kosongkan keduanya pada triwulan itu dan periksa angkanya; tulis pecahan: true atau bagian:
    false di renstra.yml bila memang begitu artinya.
    """
    for item in laporan.indikator:
        komponen, report = item.indikator.komponen, item.bahan
        if komponen is None or report is None:
            continue
        above, below = report.pembilang, report.penyebut
        if above and below:
            yield from _berpasangan(item.kode, komponen, above, below)
        for one, other in (("pembilang", "penyebut"), ("penyebut", "pembilang")):
            if getattr(report, one) and not getattr(report, other):
                yield report.at(one), f"{one} {item.kode} tidak mempunyai {other}; isi juga {other}", "galat"
        for name, quarters in (("pembilang", above), ("penyebut", below)):
            if quarters:
                yield from _bilangan(f"{name} {item.kode}", komponen, quarters)


def _berpasangan(kode: str, komponen: Komponen, above: Triwulan, below: Triwulan) -> Iterator[Finding]:
    for index, (a, b) in enumerate(zip(above.nilai, below.nilai, strict=True)):
        when, field = f"{kode} triwulan {TRIWULAN[index]}", f"tw{index + 1}"
        if (a is None) != (b is None):
            there, gone, place = ("penyebut", "pembilang", above) if a is None else ("pembilang", "penyebut", below)
            message = f"{gone} {when} belum diisi, padahal {there}nya ada; isi keduanya, atau kosongkan keduanya"
            yield place.at(field), message, "galat"
        elif a is not None and b is not None and komponen.bagian and a > b >= 0:
            message = f"pembilang {when} {tertulis(a)} lebih besar daripada penyebutnya {tertulis(b)}; perbaiki"
            mend = "atau tulis bagian: false di renstra.yml bila memang bukan bagiannya"
            yield above.at(field), f"{message}, {mend}", "galat"


def _bilangan(what: str, komponen: Komponen, quarters: Triwulan) -> Iterator[Finding]:
    for index, value in enumerate(quarters.nilai):
        if value is None:
            continue
        when = f"{what} triwulan {TRIWULAN[index]} {tertulis(value)}"
        if value < 0:
            yield quarters.at(f"tw{index + 1}"), f"{when} tidak boleh negatif; perbaiki", "galat"
        elif value != value.to_integral_value() and not komponen.pecahan:
            message = f"{when} harus bilangan bulat; perbaiki, atau tulis pecahan: true di renstra.yml"
            yield quarters.at(f"tw{index + 1}"), message, "galat"


@aturan(
    "",
    "14/2017: sembilan unsur pelayanan",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_hasil_survei,
    berlaku=lambda item: dilaporkan(item) and item.indikator.metode == "skm",
)
def survei_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Setiap triwulan yang diukur mempunyai paling banyak satu survei, yang diisi menurut unsur atau menurut jawaban
    responden.

    Indeks kepuasan masyarakat dihitung dari sembilan unsur pelayanan. Survei ganda, atau jumlah responden yang tidak
    sama dengan jumlah jawaban, membuat indeksnya tidak dapat dihitung ulang.

    Perbaikan: pilih unsur atau jawaban, samakan responden dengan banyaknya jawaban, dan pindahkan survei ke triwulan
    yang diukur.
    """
    for item in laporan.indikator:
        if item.bahan is None or item.indikator.metode != "skm":
            continue
        first: dict[int, Survei] = {}
        for survei in item.bahan.survei:
            when = f"survei {item.kode} triwulan {TRIWULAN[survei.triwulan - 1]}"
            if survei.triwulan in first:
                line = first[survei.triwulan].at("triwulan").line
                message = f"{when} sudah ada di baris {line}; hapus salah satu, atau perbaiki triwulannya"
                yield survei.at("triwulan"), message, "galat"
            first.setdefault(survei.triwulan, survei)
            if survei.triwulan - 1 not in DIUKUR[item.indikator.frekuensi]:
                message = f"{item.kode} diukur {item.indikator.frekuensi}; pindahkan survei triwulan"
                mend = f"{TRIWULAN[survei.triwulan - 1]} ke triwulan yang diukur, atau ubah frekuensinya di renstra.yml"
                yield survei.at("triwulan"), f"{message} {mend}", "galat"
            yield from _isi_survei(when, survei)


def _isi_survei(when: str, survei: Survei) -> Iterator[Finding]:
    answers = len(survei.jawaban)
    if survei.unsur and survei.jawaban:
        yield (
            survei.at("unsur"),
            f"{when} memuat unsur dan jawaban sekaligus; pilih salah satu, hapus yang lain",
            "galat",
        )
    if not survei.unsur and not survei.jawaban:
        yield survei.at(), f"{when} belum mempunyai hasil; isi unsur, atau jawaban tiap responden", "galat"
    if answers and survei.responden not in (None, answers):
        message = f"{when} menyebut {survei.responden} responden, tetapi memuat {answers} jawaban; samakan"
        yield survei.at("responden"), message, "galat"


@aturan("L03", "53/2014: Lampiran III, daftar uji II.5", pokok="indikator", lihat=lihat_capaian, berlaku=dilaporkan)
def capaian_manual_beralasan(laporan: Laporan) -> Iterator[Finding]:
    """Capaian hanya ditulis sendiri pada indikator berpolaritas manual, bersama realisasi dan alasannya.

    Capaian yang dapat dihitung tidak diketik, supaya selalu sama dengan hasil hitungnya. Capaian yang ditetapkan dengan
    pertimbangan harus menyebut pertimbangannya agar dapat diyakini ketika direviu.

    Perbaikan: hapus capaian_manual pada indikator yang dihitung; pada indikator manual isi realisasi, capaian_manual,
    dan alasan_manual.
    """
    due: Level = "galat" if laporan.bahan.dokumen.status == "final" else "peringatan"
    for item in laporan.indikator:
        report, kode = item.bahan, item.kode
        if report is None:
            continue
        fields = [n for n in ("capaian_manual", "alasan_manual") if getattr(report, n) is not None]
        if item.indikator.polaritas != "manual":
            for name in fields:
                message = f"capaian {kode} dihitung, karena berpolaritas {item.indikator.polaritas}; hapus {name}"
                yield report.at(name), message, "galat"
        elif not _berisi(item):
            # In a part-year report what belongs to the whole year may be there already; it is only not used yet.
            for name in fields[:1] if laporan.sampai_triwulan is None else ():
                message = f"{kode} belum mempunyai realisasi; isi realisasinya, atau hapus {' dan '.join(fields)}"
                yield report.at(name), message, "galat"
        elif not fields:
            yield report.at(), f"{kode} berpolaritas manual; isi capaian_manual dan alasan_manual", due
        elif len(fields) == 1:
            other = "alasan_manual" if fields == ["capaian_manual"] else "capaian_manual"
            yield report.at(fields[0]), f"{fields[0]} {kode} harus disertai {other}; tambahkan", "galat"


def _berisi(item: CapaianIndikator) -> bool:
    """Whether the year has a realisasi, as a number or in words."""
    return item.realisasi.nilai is not None or bool(item.realisasi.teks)


@aturan(
    "L34",
    "53/2014: Lampiran III, daftar uji II.5",
    pokok="indikator",
    lihat=lihat_realisasi,
    berlaku=lambda item: item.bahan is not None and item.bahan.sementara is not None,
)
def sementara_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Tanda sementara hanya ada pada angka yang sudah diisi, dan dokumen final tidak memuat angka sementara.

    Angka sementara boleh dipakai selama laporan disusun, asalkan ditandai. Dalam laporan yang sudah final, angka yang
    masih akan berubah tidak dapat diyakini.

    Perbaikan: ganti dengan angka tetap dan hapus isian sementara; bila angkanya belum pasti, biarkan dokumen berstatus
    draf.
    """
    final = laporan.bahan.dokumen.status == "final"
    for item in laporan.indikator:
        if item.bahan is None or item.bahan.sementara is None:
            continue
        source = item.bahan.at("sementara")
        if not _berisi(item) and all(q.nilai is None for q in item.triwulan):
            message = (
                f"{item.kode} ditandai sementara, tetapi belum mempunyai angka; isi angkanya, atau hapus sementara"
            )
            yield source, message, "galat"
        elif final:
            message = f"angka {item.kode} masih sementara, tetapi dokumen sudah final; ganti dengan angka tetap"
            yield source, f"{message} dan hapus isian sementara, atau jadikan dokumen draf", "galat"
    known = {i.kode for i in laporan.indikator}
    reports = [(y.tahun, r) for y in laporan.bahan.lalu for u in y.realisasi for r in u.indikator]
    for tahun, report in reports if final else ():
        if report.sementara is not None and report.kode in known:
            message = f"angka {report.kode} tahun {tahun} masih sementara, tetapi dipakai dalam dokumen yang final"
            yield report.at("sementara"), f"{message}; ganti dengan angka tetap dan hapus isian sementara", "galat"


@aturan(
    "",
    "53/2014: Lampiran II, Bab III.A.4",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_angka_pembanding,
    berlaku=lambda item: bool(item.pembanding),
)
def pembanding_sesuai_polaritas(laporan: Laporan) -> Iterator[Finding]:
    """Setiap pembanding memuat satu angka atau predikat dalam bentuk yang sama dengan indikatornya.

    Perbandingan dengan standar atau daerah lain hanya berarti bila keduanya diukur dengan ukuran yang sama dan dapat
    berdampingan dalam satu kolom.

    Perbaikan: isi nilai untuk indikator berangka atau teks untuk indikator berpredikat, jangan keduanya; hapus
    pembanding yang belum mempunyai angka.
    """
    for item in laporan.indikator:
        for other in item.bahan.pembanding if item.bahan else ():
            what = f"pembanding {item.kode} '{other.nama}'"
            if other.nilai is None and other.teks is None:
                message = f"{what} belum mempunyai angka; isi {yang_ditulis(item.indikator, 'nilai', 'teks')}"
                yield other.at(), message, "galat"
            elif wrong := nilai_salah(item.indikator, other.nilai, other.teks):
                yield other.at(wrong[0]), f"{what} {wrong[1]}", "galat"


@aturan(
    "",
    "53/2014: Lampiran II, Bab III.A.2",
    "88/2021: 3.b.5",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_tahun_lalu,
    berlaku=lambda item: any(y.sumber for y in item.tahun),
)
def riwayat_sesuai_polaritas(laporan: Laporan) -> Iterator[Finding]:
    """Realisasi tahun-tahun lalu di riwayat.yml berbentuk sama dengan indikatornya.

    Laporan membandingkan realisasi tahun ini dengan tahun lalu dan beberapa tahun terakhir. Angka dan kata tidak dapat
    dibandingkan, sehingga kolom tahun itu menjadi kosong.

    Perbaikan: tulis realisasi untuk indikator berangka atau realisasi_teks untuk indikator berpredikat, jangan
    keduanya; null bila tidak ada data.
    """
    known = {i.kode: i for i in reversed(laporan.bahan.renstra.indikator)}
    for past in laporan.bahan.riwayat.indikator:
        for year in past.tahun if past.kode in known else ():
            fields = ("realisasi", "realisasi_teks")
            if wrong := nilai_salah(known[past.kode], year.realisasi, year.realisasi_teks, fields):
                yield year.at(wrong[0]), f"realisasi {past.kode} tahun {year.tahun} {wrong[1]}", "galat"
