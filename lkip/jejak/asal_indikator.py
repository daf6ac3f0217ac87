"""What the figures of an indicator stand on: its targets, what was handed in, the rules that compute with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lkip.capaian import TRIWULAN, UNSUR, Angka, CapaianIndikator
from lkip.capaian.kinerja import Acuan
from lkip.capaian.realisasi import angka_triwulan, bagian_triwulan, hasil_survei, isian_sampai
from lkip.jejak.tempat import AngkaAsal, Asal, gabung, pada
from lkip.model import Indikator, KondisiAwal, Realisasi, Survei, TahunIndikator, TargetIndikator, TargetTahun

_BATAS_TARGET = ("bawah", "atas", "teks", "alasan_tanpa_target")
_SETAHUN = len(TRIWULAN)


@dataclass(frozen=True)
class AsalTahun:
    """What an indicator's figures of one year stand on; `tercetak` is the capaian as printed then."""

    target: Asal
    realisasi: Asal
    capaian: Asal
    tercetak: Asal = ()


@dataclass(frozen=True)
class AsalIndikator:
    """What the figures of an indicator stand on, by their names, and its other figures, which have no name."""

    kunci: Mapping[str, Asal]
    lain: tuple[AngkaAsal, ...]


def asal_indikator(acuan: Acuan, item: CapaianIndikator) -> AsalIndikator:
    """Return what each figure of an indicator stands on."""
    years = {year.tahun: _tahun(acuan, item.indikator, year.tahun) for year in item.tahun}
    path = {year.tahun: _renstra(item.indikator, year.tahun) for year in item.target_renstra}
    named = {f"{item.kode}.{name}": asal for name, asal in _bernama(acuan, item, years, path).items()}
    return AsalIndikator(named, tuple(_lain(acuan, item, years, path)))


def aturan(indikator: Indikator) -> Asal:
    """Return the lines that say how a capaian is computed."""
    ladder = ("tangga",) if indikator.polaritas == "ordinal" else ()
    return pada(indikator, "polaritas", "rumus_capaian", *ladder)


# --- one year --------------------------------------------------------------------------------------------------


def _tahun(acuan: Acuan, indikator: Indikator, tahun: int) -> AsalTahun:
    kode = indikator.kode
    own = next((year for year in acuan.tahun if year.tahun == tahun), None)
    if own is None:
        printed = acuan.riwayat.get(kode)
        return _tercetak(indikator, next((y for y in printed.tahun if y.tahun == tahun), None) if printed else None)
    last = acuan.bahan.dokumen.sampai_triwulan if tahun == acuan.bahan.tahun else _SETAHUN
    janji, isian = own.janji.get(kode), own.isian.get(kode)
    target = _janji(janji) if last == _SETAHUN else _target_sampai(indikator, janji, last)
    realisasi = _realisasi(indikator, isian, last)
    given = pada(isian, "capaian_manual", "alasan_manual") if indikator.polaritas == "manual" else target
    return AsalTahun(target, realisasi, gabung(given, realisasi, aturan(indikator)))


def _tercetak(indikator: Indikator, year: TahunIndikator | None) -> AsalTahun:
    target, realisasi = pada(year, "target", *_BATAS_TARGET), pada(year, "realisasi", "realisasi_teks")
    printed = pada(year, "capaian_tercetak")
    computed = gabung(target, realisasi, aturan(indikator))
    return AsalTahun(target, realisasi, printed if indikator.polaritas == "manual" else computed, printed)


def _janji(janji: TargetIndikator | None) -> Asal:
    return pada(janji, "target", *_BATAS_TARGET)


def _renstra(indikator: Indikator, tahun: int) -> Asal:
    year: TargetTahun | None = next((t for t in indikator.target if t.tahun == tahun), None)
    return pada(year, "nilai", *_BATAS_TARGET)


def _target_sampai(indikator: Indikator, janji: TargetIndikator | None, sampai: int) -> Asal:
    """Return what the target up to a quarter is put together from, as `capaian.target.sampai_triwulan` does it."""
    quarters = janji.target_triwulan if janji else None
    filled = [n for n, value in enumerate(quarters.nilai[:sampai] if quarters else (), start=1) if value is not None]
    if indikator.agregasi == "terakhir" or (indikator.komponen and indikator.agregasi == "jumlah"):
        filled = filled[-1:]
    parts = pada(quarters, *(f"tw{n}" for n in filled), induk="target_triwulan.")
    return gabung(parts, pada(indikator, "agregasi", "frekuensi"), pada(janji, "alasan_tanpa_target"))


def _realisasi(indikator: Indikator, isian: Realisasi | None, sampai: int) -> Asal:
    """Return what the realisasi up to a quarter stands on, as `capaian.realisasi.realisasi_tahun` makes it."""
    if isian is None:
        return ()
    if isian.teks is not None and indikator.polaritas in ("ordinal", "manual"):
        return pada(isian, "teks", "sementara")
    if isian.tahunan is not None and indikator.polaritas != "ordinal":
        return pada(isian, "tahunan", "alasan_tahunan", "sementara")
    if indikator.polaritas == "ordinal" or indikator.agregasi == "manual":
        return pada(isian, "teks", "tahunan", "alasan_belum_tersedia")
    used = [_triwulan(indikator, isian, n) for n in _terpakai(indikator, isian, sampai)]
    rules = pada(indikator, "agregasi", "frekuensi")
    return gabung(*used, rules, pada(isian, "alasan_tahunan", "alasan_belum_tersedia", "sementara"))


def _terpakai(indikator: Indikator, isian: Realisasi, sampai: int) -> list[int]:
    """Return the quarters (1–4) that go into the year; of a year without any all, for they are what is missing."""
    cut = isian_sampai(isian, sampai)
    parts = bagian_triwulan(indikator, cut)
    quarters = angka_triwulan(indikator, cut, parts, hasil_survei(indikator, cut))
    filled = [n for n, q in enumerate(quarters[:sampai], start=1) if q.nilai is not None]
    if parts and indikator.agregasi == "jumlah":  # counts are added even where a quarter alone has nothing to divide by
        pairs = enumerate(parts[:sampai], start=1)
        filled = [n for n, part in pairs if None not in (part.pembilang.nilai, part.penyebut.nilai)]
    if not filled:
        return list(range(1, sampai + 1))
    return filled[-1:] if indikator.agregasi == "terakhir" else filled


def _triwulan(indikator: Indikator, isian: Realisasi | None, n: int) -> Asal:
    """Return what a quarter's figure stands on: its components, its survey, or the figure as handed in."""
    if isian is None:
        return ()
    name = f"tw{n}"
    if indikator.komponen and isian.pembilang and isian.penyebut:
        above, below = (pada(getattr(isian, part), name, induk=f"{part}.") for part in ("pembilang", "penyebut"))
        return gabung(above, below, pada(indikator.komponen, "pengali", induk="komponen."))
    if indikator.metode == "skm" and isian.survei:
        return gabung(*(_survei(s) for s in isian.survei if s.triwulan == n))
    return pada(isian.triwulan, name, induk="triwulan.")


def _survei(survei: Survei, unsur: str = "") -> Asal:
    """Return what a survey's index stands on, or one of its elements: the answers, else the reported means."""
    if survei.jawaban:
        return pada(survei, "jawaban", induk="survei.")
    means = survei.unsur
    names = (unsur,) if unsur else tuple(name for name in (means.places if means else ()) if name)
    return pada(means, *names, induk="survei.unsur.")


# --- figures that have a name ----------------------------------------------------------------------------------


def _bernama(
    acuan: Acuan, item: CapaianIndikator, years: Mapping[int, AsalTahun], path: Mapping[int, Asal]
) -> dict[str, Asal]:
    now = years[acuan.bahan.tahun]
    plan = acuan.bahan.renstra
    reached = [y.tahun for y in item.tahun if y.tahun >= plan.periode_awal]
    last = years.get(acuan.bahan.tahun - 1)
    final = gabung(_renstra(item.indikator, plan.periode_akhir), pada(plan, "periode_akhir"))
    policy = acuan.bahan.instansi.kebijakan
    return {
        **_per_tahun(acuan, item, years, path),
        **_per_triwulan(acuan, item),
        **_pembanding(item, now),
        "dihitung": gabung(now.capaian, pada(policy, "batas_bawah", "batas_atas", induk="kebijakan.")),
        "perubahan": gabung(now.realisasi, last.realisasi if last else ()),
        "rata_rata_realisasi": gabung(*(years[t].realisasi for t in reached)),
        "rata_rata_capaian": gabung(*(years[t].capaian for t in reached)),
        "target_akhir": final,
        "kemajuan": gabung(final, now.realisasi, aturan(item.indikator)),
        "laju": gabung(now.realisasi, _awal(item, years)),
        "laju_perlu": gabung(now.realisasi, final, pada(item.indikator, "polaritas")),
    }


def _per_tahun(
    acuan: Acuan, item: CapaianIndikator, years: Mapping[int, AsalTahun], path: Mapping[int, Asal]
) -> dict[str, Asal]:
    now = years[acuan.bahan.tahun]
    found: dict[str, Asal] = {}
    for tahun, year in years.items():
        front = "" if tahun == acuan.bahan.tahun else f"{tahun}."
        found |= {f"{front}target": year.target, f"{front}realisasi": year.realisasi, f"{front}capaian": year.capaian}
        found |= {f"{tahun}.{name}": gabung(now.realisasi, year.realisasi) for name in ("selisih", "pertumbuhan")}
    for tahun, target in path.items():
        done = years[tahun].realisasi if tahun in years else ()
        found[f"renstra_{tahun}"] = gabung(target, done, aturan(item.indikator))
    return found


def _per_triwulan(acuan: Acuan, item: CapaianIndikator) -> dict[str, Asal]:
    janji, isian = acuan.tahun[-1].janji.get(item.kode), item.bahan
    found: dict[str, Asal] = {}
    for n, name in enumerate(TRIWULAN, start=1):
        target, realisasi = _target_sampai(item.indikator, janji, n), _realisasi(item.indikator, isian, n)
        upto = f"sampai_tw{name}"
        found |= {f"{upto}.target": target, f"{upto}.realisasi": realisasi, f"tw{name}": _bagian(item, n)}
        found[f"{upto}.capaian"] = gabung(target, realisasi, aturan(item.indikator))
    return found | {f"survei_{n}": gabung(_survei(s.survei), _tanda(item)) for n, s in enumerate(item.survei, start=1)}


def _bagian(item: CapaianIndikator, n: int) -> Asal:
    return gabung(_triwulan(item.indikator, item.bahan, n), _tanda(item))


def _tanda(item: CapaianIndikator) -> Asal:
    """Return the line that makes an indicator's figures provisional."""
    return pada(item.bahan, "sementara")


def _pembanding(item: CapaianIndikator, now: AsalTahun) -> dict[str, Asal]:
    others = item.bahan.pembanding if item.bahan else ()
    return {
        f"pembanding_{n}": gabung(now.realisasi, pada(other, "nilai", "teks", induk="pembanding."))
        for n, other in enumerate(others, start=1)
    }


def _awal(item: CapaianIndikator, years: Mapping[int, AsalTahun]) -> Asal:
    """Return what the figure stands on from which the pace is measured."""
    base: KondisiAwal | None = item.indikator.kondisi_awal
    since = item.laju.sejak
    if base is not None and base.tahun == since and (base.nilai is not None or base.teks is not None):
        return pada(base, "tahun", "nilai", "teks", induk="kondisi_awal.")
    return years[since].realisasi if since is not None and since in years else ()


# --- figures without a name of their own -----------------------------------------------------------------------


def _lain(
    acuan: Acuan, item: CapaianIndikator, years: Mapping[int, AsalTahun], path: Mapping[int, Asal]
) -> Iterator[AngkaAsal]:
    found = (_angka_triwulan, _komponen, _survei_lain)
    rows = [row for rows in found for row in rows(item)]
    rows += [*_target_triwulan(acuan, item), *_tahun_lain(item, years, path), *_nilai_pembanding(item)]
    if item.bobot is not None:
        rows.append(("bobot", "Bobot", item.bobot, pada(item.indikator, "bobot")))
    for name, what, angka, asal in rows:
        yield AngkaAsal(f"{item.kode}.{name}", item.kode, f"{item.kode} {item.nama}", what, angka, asal)


_Baris = tuple[str, str, Angka, Asal]


def _angka_triwulan(item: CapaianIndikator) -> Iterator[_Baris]:
    for n, (name, angka) in enumerate(zip(TRIWULAN, item.triwulan, strict=True), start=1):
        if not angka.kunci:
            yield f"tw{name}", f"Triwulan {name}", angka, _bagian(item, n)


def _target_triwulan(acuan: Acuan, item: CapaianIndikator) -> Iterator[_Baris]:
    janji = acuan.tahun[-1].janji.get(item.kode)
    for n, (name, angka) in enumerate(zip(TRIWULAN, item.target_triwulan, strict=True), start=1):
        asal = pada(janji.target_triwulan, f"tw{n}", induk="target_triwulan.") if janji else ()
        yield f"target_tw{name}", f"Target triwulan {name}", angka, asal


def _komponen(item: CapaianIndikator) -> Iterator[_Baris]:
    for n, part in enumerate(item.bagian, start=1):
        for field in ("pembilang", "penyebut"):
            asal = pada(getattr(item.bahan, field), f"tw{n}", induk=f"{field}.")
            what = f"{field.title()} triwulan {part.triwulan}"
            yield f"{field}_tw{part.triwulan}", what, getattr(part, field), gabung(asal, _tanda(item))


def _survei_lain(item: CapaianIndikator) -> Iterator[_Baris]:
    for n, found in enumerate(item.survei, start=1):
        survei, when = found.survei, f"survei triwulan {found.triwulan}"
        count = pada(survei, "jawaban" if survei.jawaban else "responden", induk="survei.")
        yield f"survei_{n}.responden", f"Responden {when}", found.responden, count
        for field, unsur in zip(UNSUR, found.unsur, strict=True):
            asal = _survei(survei, field)
            yield f"survei_{n}.{field}", f"Rata-rata {unsur.nama}, {when}", unsur.rata_rata, asal
            yield f"survei_{n}.{field}_konversi", f"Konversi {unsur.nama}, {when}", unsur.konversi, asal


def _tahun_lain(item: CapaianIndikator, years: Mapping[int, AsalTahun], path: Mapping[int, Asal]) -> Iterator[_Baris]:
    for year in item.tahun:
        if year.tercetak is not None:
            yield f"{year.tahun}.tercetak", f"Capaian tercetak {year.tahun}", year.tercetak, years[year.tahun].tercetak
    for year in item.target_renstra:
        yield f"target_renstra_{year.tahun}", f"Target Renstra {year.tahun}", year.target, path[year.tahun]


def _nilai_pembanding(item: CapaianIndikator) -> Iterator[_Baris]:
    given = item.bahan.pembanding if item.bahan else ()
    for n, (found, other) in enumerate(zip(item.pembanding, given, strict=True), start=1):
        asal = pada(other, "nilai", "teks", induk="pembanding.")
        yield f"pembanding_{n}.nilai", f"Pembanding {other.nama}", found.nilai, asal
