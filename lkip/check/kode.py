"""Rules about codes and names: each stands for one thing, and what is named elsewhere is defined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import dekat
from lkip.model import (
    Indikator,
    Isian,
    Isu,
    Kegiatan,
    Program,
    RiwayatAnggaran,
    RiwayatIndikator,
    Sasaran,
    SubKegiatan,
    Tujuan,
)
from lkip.problem import Finding, Source


@aturan("", "isian: setiap kode menunjuk satu hal", tetap=True)
def kode_tunggal(laporan: Laporan) -> Iterator[Finding]:
    """Setiap kode dipakai satu kali saja dalam kelompoknya.

    Kode adalah nama yang dipakai semua berkas untuk menunjuk satu hal. Bila dua hal memakai kode yang sama, salah
    satunya terabaikan tanpa tanda dan angkanya hilang dari laporan.

    Perbaikan: hapus isian yang ganda, atau beri kode lain bila memang dua hal yang berbeda.
    """
    b = laporan.bahan
    renstra, renja = b.renstra, b.renja
    kegiatan = [k for p in renja.program for k in p.kegiatan]
    groups: tuple[tuple[str, Iterable[Isian]], ...] = (
        ("unit", b.instansi.unit),
        ("tujuan, sasaran atau indikator", [*renstra.tujuan, *renstra.sasaran, *renstra.indikator]),
        *(("indikator dalam perjanjian kinerja", pk.indikator) for pk in b.perjanjian),
        *(("program dalam perjanjian kinerja", pk.program) for pk in b.perjanjian),
        ("indikator dalam riwayat", b.riwayat.indikator),
        ("program dalam riwayat", b.riwayat.anggaran),
        ("program", renja.program),
        ("kegiatan", kegiatan),
        ("sub kegiatan", [s for k in kegiatan for s in k.sub_kegiatan]),
        ("sub kegiatan dalam anggaran", b.anggaran.sub_kegiatan),
    )
    for what, items in groups:
        yield from _twice(what, items, "kode")
    for indikator in renstra.indikator:
        yield from _twice(f"tahun target {indikator.kode}", indikator.target, "tahun", indikator.kode)
    past: tuple[RiwayatIndikator | RiwayatAnggaran, ...] = (*b.riwayat.indikator, *b.riwayat.anggaran)
    for item in past:
        yield from _twice(f"tahun riwayat {item.kode}", item.tahun, "tahun", item.kode)


RESERVED = ("anggaran", "instansi", "tahun", "capaian", "tanpa_batas", "kategori", "periode")


@aturan("", "isian: setiap nama rujukan menunjuk satu angka", tetap=True)
def kode_bebas(laporan: Laporan) -> Iterator[Finding]:
    """Kode tujuan, sasaran, dan indikator tidak sama dengan kode anggaran atau kata yang dipakai rujukan lain.

    Narasi menulis angka sebagai rujukan, misalnya {{IKU-01.capaian}}. Kode yang sama dengan nama lain membuat satu
    rujukan berarti dua angka, sehingga yang tercetak dapat keliru.

    Perbaikan: ganti kode itu di renstra.yml dan di semua berkas yang menyebutnya, misalnya menjadi S1 atau IKU-04.
    """
    renja, renstra = laporan.bahan.renja, laporan.bahan.renstra
    kegiatan = [k for p in renja.program for k in p.kegiatan]
    lines: tuple[Program | Kegiatan | SubKegiatan, ...] = (
        *renja.program,
        *kegiatan,
        *(s for k in kegiatan for s in k.sub_kegiatan),
    )
    named: list[Tujuan | Sasaran | Indikator] = [*renstra.tujuan, *renstra.sasaran, *renstra.indikator]
    years = {f"{i.kode}.{y.tahun}" for i in laporan.indikator for y in i.tahun}
    taken = {*RESERVED, *(line.kode for line in lines), *years}
    for item in named:
        if item.kode in taken:
            yield (
                item.at("kode"),
                f"kode '{item.kode}' sudah dipakai untuk rujukan lain; ganti kodenya",
                "galat",
                item.kode,
            )


def _twice(what: str, items: Iterable[Isian], key: str, kode: str = "") -> Iterator[Finding]:
    """Yield what is there twice; it is about `kode`, or without it about the code itself that is there twice."""
    first: dict[object, Source] = {}
    for item in items:
        value = getattr(item, key)
        if value in first:
            yield (
                item.at(key),
                f"{what}: '{value}' sudah ada di baris {first[value].line}; hapus atau ganti salah satu",
                "galat",
                kode or str(value),
            )
        first.setdefault(value, item.at(key))


@aturan("", "53/2014: Lampiran II huruf H", "isian: nama yang dirujuk ada", pokok="unit", tetap=True)
def unit_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Setiap unit yang disebut terdaftar di instansi.yml, dan berkas realisasi bernama sama dengan unitnya.

    Pengumpulan data kinerja harus mempunyai penanggung jawab. Unit yang tidak terdaftar berarti tidak ada orang yang
    dapat ditanya tentang angkanya.

    Perbaikan: perbaiki ejaan unit, atau tambahkan unit itu di instansi.yml; samakan nama berkas realisasi dengan isian
    unit di dalamnya.
    """
    known = [u.kode for u in laporan.bahan.instansi.unit]
    for indikator in laporan.bahan.renstra.indikator:
        yield from _known(indikator, "penanggung_jawab", "unit", known, "instansi.yml", indikator.kode)
    for unit in laporan.bahan.realisasi:
        source = unit.at("unit")
        name = source.path.rsplit("/", 1)[1].removesuffix(".yml")
        yield from _known(unit, "unit", "unit", known, "instansi.yml", name)
        if name != unit.unit:
            yield source, f"unit '{unit.unit}' tidak sama dengan nama berkas '{name}.yml'; samakan", "galat", name


@aturan(
    "L01",
    "53/2014: Lampiran III, daftar uji III.1",
    "53/2014: Lampiran III, daftar uji III.2",
    "isian: nama yang dirujuk ada",
    tetap=True,
)
def kode_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Setiap kode indikator, sasaran, program, dan sub kegiatan yang dipakai sudah ditetapkan di renstra.yml atau
    renja.yml.

    Tujuan dan sasaran dalam laporan harus sama dengan perjanjian kinerja dan selaras dengan Renstra. Kode yang tidak
    dikenal membuat target atau anggarannya tidak sampai ke tabel mana pun.

    Perbaikan: perbaiki kodenya, atau tambahkan indikator, sasaran, program, atau sub kegiatan itu di renstra.yml atau
    renja.yml.
    """
    b = laporan.bahan
    indikator = [i.kode for i in b.renstra.indikator]
    promises = [i for pk in b.perjanjian for i in pk.indikator]
    for item in (*promises, *b.riwayat.indikator, *(r for u in b.realisasi for r in u.indikator)):
        yield from _known(item, "kode", "indikator", indikator, "renstra.yml")
    program = [p.kode for p in b.renja.program]
    for promised in (p for pk in b.perjanjian for p in pk.program):
        yield from _known(promised, "kode", "program", program, "renja.yml")
    subs = [s.kode for p in b.renja.program for k in p.kegiatan for s in k.sub_kegiatan]
    for line in b.anggaran.sub_kegiatan:
        yield from _known(line, "kode", "sub kegiatan", subs, "renja.yml")
    sasaran = [s.kode for s in b.renstra.sasaran]
    serving: tuple[Program | Isu, ...] = (*b.renja.program, *b.profil.isu_strategis)
    for p in serving:
        for kode in p.sasaran:
            if kode not in sasaran:
                yield p.at("sasaran"), _unknown("sasaran", kode, sasaran, "renstra.yml"), "galat", ""


def _known(item: Isian, key: str, what: str, known: list[str], where: str, kode: str = "") -> Iterator[Finding]:
    value = getattr(item, key)
    if value not in known:
        yield item.at(key), _unknown(what, value, known, where), "galat", kode


def _unknown(what: str, value: str, known: list[str], where: str) -> str:
    near = dekat(value, known)
    mend = f"maksudnya '{near}'?" if near else "tambahkan di sana atau perbaiki kodenya"
    return f"{what} '{value}' tidak ada di {where}; {mend}"


@aturan("", "050-5889/2021: penjenjangan kode", pokok="sub kegiatan", tetap=True)
def kode_berjenjang(laporan: Laporan) -> Iterator[Finding]:
    """Kode kegiatan diawali kode programnya, dan kode sub kegiatan diawali kode kegiatannya.

    Kode program, kegiatan, dan sub kegiatan daerah disusun berjenjang. Kode yang tidak cocok dengan induknya berarti
    salah ketik atau salah letak, dan pagunya terhitung pada program yang keliru.

    Perbaikan: perbaiki kodenya sesuai DPA, atau pindahkan barisnya ke bawah program dan kegiatan yang benar.
    """
    for program in laporan.bahan.renja.program:
        for kegiatan in program.kegiatan:
            pairs: list[tuple[Kegiatan | SubKegiatan, str]] = [(kegiatan, program.kode)]
            pairs += [(sub, kegiatan.kode) for sub in kegiatan.sub_kegiatan]
            for child, parent in pairs:
                if not child.kode.startswith(f"{parent}."):
                    yield (
                        child.at("kode"),
                        f"kode '{child.kode}' tidak berada di bawah '{parent}'; perbaiki kode atau pindahkan",
                        "galat",
                        child.kode,
                    )
