"""Rules about targets: each in the form that its polaritas asks for, and one that a capaian can be computed from."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.bilangan import tertulis
from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.bentuk import Salah, lihat_target, nilai_salah, yang_ditulis
from lkip.model import Indikator, KondisiAwal, TahunIndikator, TargetIndikator, TargetTahun
from lkip.problem import Finding

Target = TargetTahun | TargetIndikator | TahunIndikator


def _kondisi_awal(item: CapaianIndikator) -> str:
    base = item.indikator.kondisi_awal
    if base is None:
        return ""
    return f"{base.tahun}: {base.teks or ('–' if base.nilai is None else tertulis(base.nilai))}"


@aturan(
    "",
    "53/2014: Lampiran II huruf F",
    "53/2014: Lampiran II huruf H",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=lihat_target,
)
def target_sesuai_polaritas(laporan: Laporan) -> Iterator[Finding]:
    """Setiap target ditulis dalam satu bentuk yang sesuai polaritas indikatornya (angka, rentang, predikat, atau kata),
    atau disertai alasan mengapa belum ada.

    Indikator harus dapat diukur, dan mekanisme perhitungannya harus ditetapkan. Target yang berbentuk lain, misalnya
    rentang pada indikator angka, tidak dapat dibandingkan dengan realisasinya.

    Perbaikan: tulis satu angka untuk polaritas positif dan negatif, bawah dan atas untuk rentang, teks untuk ordinal;
    bila belum ditetapkan, tulis alasan_tanpa_target.
    """
    b = laporan.bahan
    known = {i.kode: i for i in reversed(b.renstra.indikator)}
    for i in b.renstra.indikator:
        for year in i.target:
            yield from _findings(i, year, "nilai", f"target {i.kode} tahun {year.tahun}")
    for promised in (t for pk in b.perjanjian for t in pk.indikator):
        if promised.kode in known:
            what = f"target {promised.kode} dalam perjanjian kinerja"
            yield from _findings(known[promised.kode], promised, "target", what)
    for past in b.riwayat.indikator:
        for then in past.tahun if past.kode in known else ():
            yield from _findings(known[past.kode], then, "target", f"target {past.kode} tahun {then.tahun}")


def _findings(i: Indikator, item: Target, utama: str, what: str) -> Iterator[Finding]:
    if wrong := _salah(i, item, utama):
        yield item.at(wrong[0]), f"{what} {wrong[1]}", "galat", i.kode


def _salah(i: Indikator, item: Target, utama: str) -> Salah | None:
    """Return the first thing that is wrong with the form of a target; `utama` is the field of its number."""
    given = [name for name in (utama, "bawah", "atas", "teks") if getattr(item, name) is not None]
    if item.alasan_tanpa_target is not None:
        return ("alasan_tanpa_target", "sudah ada; hapus alasan_tanpa_target, atau hapus targetnya") if given else None
    if not given:
        if isinstance(item, TahunIndikator):  # null: not printed then
            return None
        what = "bawah dan atas" if i.polaritas == "rentang" else yang_ditulis(i, utama, "teks")
        return utama, f"belum ditulis; isi {what}, atau alasan_tanpa_target bila belum ditetapkan"
    bounds = [name for name in given if name in ("bawah", "atas")]
    if i.polaritas == "rentang":
        return _rentang(i, item, utama, given, bounds)
    if bounds:
        return bounds[0], _tanpa_rentang(i, utama)
    return nilai_salah(i, getattr(item, utama), item.teks, (utama, "teks"))


def _tanpa_rentang(i: Indikator, utama: str) -> str:
    of = f"berupa rentang, tetapi {i.kode} berpolaritas {i.polaritas}"
    if i.polaritas == "ordinal":
        return f"{of}; tulis predikatnya di teks"
    return f"{of}; tulis satu angka di {utama}, atau ubah polaritasnya menjadi rentang"


def _rentang(i: Indikator, item: Target, utama: str, given: list[str], bounds: list[str]) -> Salah | None:
    if "teks" in given:
        return "teks", f"berupa kata, tetapi {i.kode} berpolaritas rentang; tulis bawah dan atas, dan hapus teks"
    if utama in given and bounds:
        return bounds[
            0
        ], f"ditulis dua kali, sebagai angka dan sebagai rentang; hapus {utama}, atau hapus bawah dan atas"
    if len(bounds) == 1:
        other = "atas" if bounds == ["bawah"] else "bawah"
        return bounds[0], f"baru mempunyai batas {bounds[0]}; isi juga {other}"
    if item.bawah is not None and item.atas is not None and item.bawah > item.atas:
        both = f"batas bawah {tertulis(item.bawah)} lebih besar daripada batas atas {tertulis(item.atas)}"
        return "bawah", f"terbalik: {both}; tukar keduanya"
    return None


@aturan(
    "",
    "aritmetika: pembagian dengan nol tidak mempunyai hasil",
    pokok="indikator",
    lihat=lihat_target,
    berlaku=lambda item: item.indikator.polaritas in ("positif", "negatif"),
)
def target_dapat_dinilai(laporan: Laporan) -> Iterator[Finding]:
    """Target memungkinkan capaian dihitung: bukan negatif, dan bukan 0 pada indikator yang makin besar makin baik.

    Capaian adalah realisasi dibandingkan dengan target. Dengan target 0 pembagian tidak mempunyai hasil, dan lebih baik
    diketahui pada awal tahun daripada ketika laporan disusun.

    Perbaikan: pilih polaritas negatif, rentang, atau manual sesuai arti indikatornya, atau jelaskan di
    alasan_tanpa_target bila tahun ini tidak ditargetkan.
    """
    for item in laporan.indikator:
        i, value = item.indikator, item.target.nilai
        if value is None or i.polaritas not in ("positif", "negatif"):
            continue
        if value < 0:
            words, mend = f"target {i.kode} negatif ({tertulis(value)})", "polaritas rentang atau manual"
        elif not value and i.polaritas == "positif":
            words, mend = f"target {i.kode} 0", "polaritas negatif, rentang atau manual"
        else:
            continue
        source = next((t.at("target") for t in laporan.bahan.perjanjian_kinerja.indikator if t.kode == i.kode), None)
        message = (
            f"{words}, sehingga capaiannya tidak dapat dihitung; pilih {mend}, atau jelaskan di alasan_tanpa_target"
        )
        yield source or i.at("target"), message, "peringatan", i.kode


@aturan(
    "",
    "53/2014: Lampiran II, Bab III.A.3",
    "isian: satu fakta di satu tempat",
    pokok="indikator",
    tetap=True,
    lihat=_kondisi_awal,
    berlaku=lambda item: item.indikator.kondisi_awal is not None,
)
def kondisi_awal_wajar(laporan: Laporan) -> Iterator[Finding]:
    """Kondisi awal berasal dari tahun sebelum Renstra dimulai dan berbentuk sesuai polaritas indikatornya.

    Laporan membandingkan realisasi dengan target jangka menengah, dan lajunya diukur dari titik awal. Kondisi awal dari
    tahun di dalam periode, atau yang bentuknya lain, membuat laju per tahun keliru.

    Perbaikan: tulis tahun terakhir sebelum Renstra dan angkanya pada kondisi_awal, atau hapus bila tidak diketahui.
    """
    renstra = laporan.bahan.renstra
    for i in renstra.indikator:
        base, what = i.kondisi_awal, f"kondisi awal {i.kode}"
        if base is None:
            continue
        if base.tahun >= renstra.periode_awal:
            message = f"{what} harus dari tahun sebelum {renstra.periode_awal}, bukan {base.tahun}; perbaiki tahunnya"
            yield base.at("tahun"), message, "galat", i.kode
        if base.nilai is None and base.teks is None:
            yield base.at(), f"{what} belum ditulis; isi {yang_ditulis(i, 'nilai', 'teks')}", "galat", i.kode
        elif wrong := nilai_salah(i, base.nilai, base.teks):
            yield base.at(wrong[0]), f"{what} {wrong[1]}", "galat", i.kode
        yield from _kondisi_tercetak(laporan, i, base)


def _kondisi_tercetak(laporan: Laporan, i: Indikator, base: KondisiAwal) -> Iterator[Finding]:
    """Yield where the same year stands in riwayat.yml with another figure: one of both is wrong."""
    for year in (y for r in laporan.bahan.riwayat.indikator if r.kode == i.kode for y in r.tahun):
        here, there = (base.nilai, year.realisasi) if base.teks is None else (base.teks, year.realisasi_teks)
        if year.tahun == base.tahun and there is not None and here != there:
            both = (v if isinstance(v, str) else tertulis(v) if v is not None else "kosong" for v in (here, there))
            message = "kondisi awal {} tahun {} {}, di riwayat.yml {}; samakan".format(i.kode, base.tahun, *both)
            yield base.at("nilai" if base.teks is None else "teks"), message, "galat", i.kode
