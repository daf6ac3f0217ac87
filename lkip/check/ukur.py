"""Rules about what is reported: in the form that the indicator is measured in, and nothing typed that is computed."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import Salah, dilaporkan, isian_realisasi, nilai_salah
from lkip.model import Indikator, Realisasi
from lkip.problem import Finding

_ANGKA = ("triwulan", "tahunan")
_BAGIAN = ("pembilang", "penyebut")


def _cara_ukur(item: CapaianIndikator) -> str:
    i = item.indikator
    way = "komponen" if i.komponen else f"survei ({i.metode})" if i.metode else "diketik"
    return f"{way}, agregasi {i.agregasi}"


def _terisi(item: CapaianIndikator) -> str:
    given = [name for name in (*_ANGKA, *_BAGIAN, "teks", "survei") if getattr(item.bahan, name, None)]
    return ", ".join(given) or "belum ada"


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
            yield i.at("metode"), message, "galat", i.kode
        for name in ways:
            if i.polaritas == "ordinal":
                message = f"{i.kode} berpolaritas ordinal, realisasinya predikat; hapus {name}, atau ubah polaritasnya"
                yield i.at(name), message, "galat", i.kode
            elif i.agregasi == "manual":
                message = f"angka tahun {i.kode} dihitung dari {name}; ganti agregasi manual dengan cara lain"
                yield i.at("agregasi"), message, "galat", i.kode
        if i.metode == "skm" and i.agregasi == "jumlah":
            message = f"indeks {i.kode} tidak dapat dijumlahkan; ganti agregasinya dengan terakhir atau rata_rata"
            yield i.at("agregasi"), message, "galat", i.kode
        if i.komponen and not i.komponen.pengali:
            message = f"pengali {i.kode} 0 membuat semua hasilnya 0; tulis 100 untuk persen, atau hapus"
            yield i.komponen.at("pengali"), message, "galat", i.kode


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
            yield item.bahan.at(field), message, "galat", item.kode


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
