"""The formulas of performance: quarters to year, capaian, bounds, category, means, comparison over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from lkip.bilangan import tanggal, tertulis
from lkip.capaian.laporan import Angka, Banding, CapaianIndikator, TahunCapaian, Tren, persen, satuan_selisih
from lkip.model import (
    Bahan,
    Indikator,
    Kebijakan,
    Pembanding,
    PerjanjianKinerja,
    Polaritas,
    Realisasi,
    RealisasiUnit,
    RumusCapaian,
    Skala,
    TahunIndikator,
)

SERATUS = Decimal(100)
TRIWULAN = ("I", "II", "III", "IV")
# The quarters that must be filled before a year's figure exists (0 = triwulan I).
DIUKUR = {"triwulanan": (0, 1, 2, 3), "semesteran": (1, 3), "tahunan": (3,)}


def hitung_capaian(rumus: RumusCapaian, target: Decimal, realisasi: Decimal) -> Decimal | str:
    """Return the capaian in percent by the declared formula, or the reason why there is none.

    `R/T` for indicators where more is better; `(2T-R)/T` or `T/R` where less is better. A target of 0 is computable
    only where less is better: 0 reached is 100 percent, anything above it 0 percent. `T/R` of a realisasi 0 against a
    target above 0 has no value. (The forms in use are collected from published reports; no regulation prescribes one.)
    """
    if target < 0:
        return "target negatif tidak dapat dinilai dengan rumus ini"
    if target == 0:
        if rumus == "R/T":
            return "target 0 tidak dapat dijadikan pembagi"
        return SERATUS if realisasi == 0 else Decimal(0)
    if rumus == "R/T":
        return realisasi / target * SERATUS
    if rumus == "(2T-R)/T":
        return (2 * target - realisasi) / target * SERATUS
    if realisasi == 0:
        return "realisasi 0 tidak dapat dijadikan pembagi pada rumus T/R"
    return target / realisasi * SERATUS


def cara_capaian(rumus: RumusCapaian, target: Decimal, realisasi: Decimal) -> str:
    """Return the calculation of `hitung_capaian` with its numbers, as the lampiran *cara hitung* shows it."""
    t, r = tertulis(target), tertulis(realisasi)
    if target == 0:
        return f"target 0 dan realisasi {r}"
    return {"R/T": f"{r} ÷ {t} × 100", "(2T-R)/T": f"(2 × {t} − {r}) ÷ {t} × 100", "T/R": f"{t} ÷ {r} × 100"}[rumus]


def batasi(capaian: Angka, kebijakan: Kebijakan) -> Angka:
    """Return the capaian held within the policy's bounds (percent), as it goes into means."""
    if capaian.nilai is None:
        return capaian
    bounded = max(capaian.nilai, kebijakan.batas_bawah)
    if kebijakan.batas_atas is not None:
        bounded = min(bounded, kebijakan.batas_atas)
    if bounded == capaian.nilai:
        return capaian
    bound = "paling rendah" if bounded > capaian.nilai else "paling tinggi"
    return persen(
        bounded,
        capaian.kunci.replace(".capaian", ".dihitung"),
        f"capaian {capaian.tampil} dihitung {bound} {tertulis(bounded)} menurut kebijakan pengukuran",
    )


def kategori(skala: Skala, capaian: Angka) -> str | None:
    """Return the class of a capaian. Classed is the value as shown (two decimals), so that table and class agree."""
    shown = capaian.terlihat
    if shown is None:
        return None
    return next((kelas.sebutan for kelas in skala.kelas if shown >= kelas.mulai), skala.kelas[-1].sebutan)


def realisasi_tahun(indikator: Indikator, isian: Realisasi | None, kunci: str = "", unit: str = "") -> Angka:
    """Return the year's realisasi from the quarters, by the declared aggregation, in the indicator's unit.

    The figure exists once the quarters of the declared frequency are filled: a quarter without data is never zero.
    """
    if isian is None:
        return _nilai(indikator, None, "belum disampaikan", kunci=kunci)
    if isian.tahunan is not None:
        return _nilai(indikator, isian.tahunan, kunci=kunci, cara=f"angka tahunan dari {unit}")
    quarters = isian.triwulan.nilai if isian.triwulan else (None,) * 4
    missing = [TRIWULAN[i] for i in DIUKUR[indikator.frekuensi] if quarters[i] is None]
    if missing:
        why = isian.alasan_belum_tersedia or f"triwulan {', '.join(missing)} belum terisi"
        return _nilai(indikator, None, why, kunci=kunci)
    filled = [(TRIWULAN[i], q) for i, q in enumerate(quarters) if q is not None]
    year = _agregat(indikator.agregasi, [q for _, q in filled])
    cara = _cara_agregat(indikator.agregasi, filled, unit)
    return _nilai(indikator, year, computed=indikator.agregasi == "rata_rata", kunci=kunci, cara=cara)


def _cara_agregat(agregasi: str, filled: Sequence[tuple[str, Decimal]], unit: str) -> str:
    """Say how the quarters became the year; a year that is one quarter's figure names that quarter."""
    values = [tertulis(q) for _, q in filled]
    if agregasi == "terakhir" or len(filled) == 1:
        return f"angka triwulan {filled[-1][0]} dari {unit}"
    match agregasi:
        case "jumlah":
            return " + ".join(values)
        case "rata_rata":
            return f"({' + '.join(values)}) ÷ {len(values)}"
        case _:
            return f"{'terbesar' if agregasi == 'maksimum' else 'terkecil'} dari {'; '.join(values)}"


def _agregat(agregasi: str, quarters: Sequence[Decimal]) -> Decimal:
    match agregasi:
        case "jumlah":
            return sum(quarters, Decimal(0))
        case "rata_rata":
            return sum(quarters, Decimal(0)) / len(quarters)
        case "maksimum":
            return max(quarters)
        case "minimum":
            return min(quarters)
        case _:
            return quarters[-1]


def rata_rata(parts: Iterable[Angka], alasan: str, kunci: str = "") -> Angka:
    """Return the plain mean of the percentages that exist; those without data are left out, never counted as zero."""
    known = [part.nilai for part in parts if part.nilai is not None]
    if not known:
        return persen(alasan, kunci)
    added = " + ".join(map(tertulis, known))
    return persen(sum(known, Decimal(0)) / len(known), kunci, f"({added}) ÷ {len(known)}" if len(known) > 1 else added)


def _nilai(
    indikator: Indikator,
    nilai: Decimal | None,
    alasan: str | None = None,
    *,
    computed: bool = False,
    kunci: str = "",
    cara: str = "",
) -> Angka:
    """Return a figure in the indicator's unit. What was written keeps its decimals; only a mean is rounded."""
    written = 0 if nilai is None or computed else -int(nilai.normalize().as_tuple().exponent)
    return Angka(nilai, indikator.satuan, max(indikator.desimal, written), alasan, kunci, "" if nilai is None else cara)


def _capaian(indikator: Indikator, target: Angka, realisasi: Angka, kunci: str = "") -> Angka:
    if target.nilai is None:
        return persen(target.alasan or "target tidak ditetapkan", kunci)
    if realisasi.nilai is None:
        return persen(realisasi.alasan or "realisasi belum tersedia", kunci)
    rumus = indikator.rumus_capaian
    found = hitung_capaian(rumus, target.nilai, realisasi.nilai)
    return persen(found, kunci, cara_capaian(rumus, target.nilai, realisasi.nilai))


def _isian(units: Iterable[RealisasiUnit], kode: str) -> Realisasi | None:
    return next((r for unit in units for r in unit.indikator if r.kode == kode), None)


def _target(indikator: Indikator, pk: PerjanjianKinerja, kunci: str) -> Angka:
    promised = next((t.target for t in pk.indikator if t.kode == indikator.kode), None)
    why = None if promised is not None else "tidak ditargetkan dalam perjanjian kinerja tahun ini"
    revised = " perubahan" if pk.jenis == "perubahan" else ""
    return _nilai(
        indikator, promised, why, kunci=kunci, cara=f"perjanjian kinerja{revised} tanggal {tanggal(pk.tanggal)}"
    )


def capaian_indikator(bahan: Bahan, indikator: Indikator) -> CapaianIndikator:
    """Return everything that is worked out for one indicator in the year."""
    kode = indikator.kode
    isian = _isian(bahan.realisasi, kode)
    unit = next(
        (u.nama for u in bahan.instansi.unit if u.kode == indikator.penanggung_jawab), indikator.penanggung_jawab
    )
    target = _target(indikator, bahan.perjanjian_kinerja, f"{kode}.target")
    realisasi = realisasi_tahun(indikator, isian, f"{kode}.realisasi", unit)
    capaian = _capaian(indikator, target, realisasi, f"{kode}.capaian")
    now = TahunCapaian(tahun=bahan.tahun, target=target, realisasi=realisasi, capaian=capaian)
    years = (*_tahun_lalu(bahan, indikator, unit), now)
    final = _target_renstra(indikator, bahan.renstra.periode_akhir, f"{kode}.target_akhir")
    change = _perubahan(indikator, years)
    return CapaianIndikator(
        indikator=indikator,
        unit=unit,
        target=target,
        triwulan=_triwulan(indikator, isian),
        realisasi=realisasi,
        capaian=capaian,
        dihitung=batasi(capaian, bahan.instansi.kebijakan),
        kategori=kategori(bahan.instansi.skala, capaian),
        tahun=years,
        perubahan=change,
        target_renstra=_jalur(bahan, indikator, years),
        target_akhir=final,
        kemajuan=_capaian(indikator, final, realisasi, f"{kode}.kemajuan"),
        tren=tren(indikator.polaritas, change),
        pembanding=tuple(_banding(indikator, p, realisasi) for p in isian.pembanding) if isian else (),
        bahan=isian,
    )


def tren(polaritas: Polaritas, perubahan: Angka) -> Tren | None:
    """Return which way a realisasi went as shown, in the direction of the polaritas; None without last year's."""
    if perubahan.terlihat is None:
        return None
    better = perubahan.terlihat if polaritas == "positif" else -perubahan.terlihat
    return "membaik" if better > 0 else "memburuk" if better < 0 else "tetap"


def _banding(indikator: Indikator, other: Pembanding, realisasi: Angka) -> Banding:
    nilai = _nilai(indikator, other.nilai)
    if realisasi.nilai is None:
        none = _nilai(indikator, None, realisasi.alasan)
        return Banding(nama=other.nama, nilai=nilai, selisih=none, letak=None, sumber=other.sumber)
    gap = _selisih(indikator, realisasi, nilai)
    shown = gap.terlihat or 0
    better = shown if indikator.polaritas == "positif" else -shown
    return Banding(
        nama=other.nama,
        nilai=nilai,
        selisih=gap,
        letak="sama" if not better else "lebih baik" if better > 0 else "belum sebaik",
        sumber=other.sumber,
    )


def _selisih(indikator: Indikator, of: Angka, against: Angka, kunci: str = "") -> Angka:
    """Return the difference of two known figures in the indicator's unit, with the decimals of the finer one."""
    assert of.nilai is not None and against.nilai is not None
    cara = f"{tertulis(of.nilai)} − {tertulis(against.nilai)}"
    return Angka(
        of.nilai - against.nilai, satuan_selisih(indikator.satuan), max(of.desimal, against.desimal), None, kunci, cara
    )


def _triwulan(indikator: Indikator, isian: Realisasi | None) -> tuple[Angka, ...]:
    quarters = isian.triwulan.nilai if isian and isian.triwulan else (None,) * 4
    return tuple(
        _nilai(indikator, quarter, None if quarter is not None else "tidak ada data triwulan ini")
        for quarter in quarters
    )


def _tahun_lalu(bahan: Bahan, indikator: Indikator, unit: str) -> tuple[TahunCapaian, ...]:
    """Return the earlier years, oldest first: from their own folder, else as printed then (`riwayat.yml`)."""
    own = {year.tahun for year in bahan.lalu}
    printed = next((r.tahun for r in bahan.riwayat.indikator if r.kode == indikator.kode), ())
    years = [_tahun_tercetak(indikator, y) for y in printed if y.tahun < bahan.tahun and y.tahun not in own]
    for year in bahan.lalu:
        kunci = f"{indikator.kode}.{year.tahun}"
        target = _target(indikator, year.perjanjian_kinerja, f"{kunci}.target")
        realisasi = realisasi_tahun(indikator, _isian(year.realisasi, indikator.kode), f"{kunci}.realisasi", unit)
        capaian = _capaian(indikator, target, realisasi, f"{kunci}.capaian")
        years.append(TahunCapaian(tahun=year.tahun, target=target, realisasi=realisasi, capaian=capaian))
    return tuple(sorted(years, key=lambda y: y.tahun))


def _tahun_tercetak(indikator: Indikator, year: TahunIndikator) -> TahunCapaian:
    kunci, given = f"{indikator.kode}.{year.tahun}", f"tercetak dalam {year.sumber}"
    target = _nilai(
        indikator,
        year.target,
        None if year.target is not None else "target belum ditetapkan tahun itu",
        kunci=f"{kunci}.target",
        cara=given,
    )
    realisasi = _nilai(
        indikator,
        year.realisasi,
        None if year.realisasi is not None else "tidak ada data tahun itu",
        kunci=f"{kunci}.realisasi",
        cara=given,
    )
    printed = year.capaian_tercetak
    return TahunCapaian(
        tahun=year.tahun,
        target=target,
        realisasi=realisasi,
        capaian=_capaian(indikator, target, realisasi, f"{kunci}.capaian"),
        tercetak=None if printed is None else persen(printed),
        sumber=year.sumber,
    )


def _perubahan(indikator: Indikator, years: Sequence[TahunCapaian]) -> Angka:
    """Return this year's realisasi less last year's, in the indicator's unit."""
    kunci = f"{indikator.kode}.perubahan"
    now = years[-1]
    last = next((y for y in years if y.tahun == now.tahun - 1), None)
    if last is None or last.realisasi.nilai is None:
        return _nilai(indikator, None, "tidak ada realisasi tahun lalu", kunci=kunci)
    if now.realisasi.nilai is None:
        return _nilai(indikator, None, now.realisasi.alasan, kunci=kunci)
    return _selisih(indikator, now.realisasi, last.realisasi, kunci)


def _target_renstra(indikator: Indikator, tahun: int, kunci: str = "") -> Angka:
    target = next((t.nilai for t in indikator.target if t.tahun == tahun), None)
    why = None if target is not None else f"Renstra tidak memuat target tahun {tahun}"
    return _nilai(indikator, target, why, kunci=kunci, cara=f"target Renstra tahun {tahun}")


def _jalur(bahan: Bahan, indikator: Indikator, years: Sequence[TahunCapaian]) -> tuple[TahunCapaian, ...]:
    """Return every year of the plan with its Renstra target and, so far as it is known, its realisasi."""
    known = {year.tahun: year.realisasi for year in years}
    later = _nilai(indikator, None, "tahun ini belum dilaporkan")
    unknown = _nilai(indikator, None, "tidak ada data tahun itu")
    path = []
    for tahun in range(bahan.renstra.periode_awal, bahan.renstra.periode_akhir + 1):
        target = _target_renstra(indikator, tahun)
        realisasi = known.get(tahun, later if tahun > bahan.tahun else unknown)
        capaian = _capaian(indikator, target, realisasi)
        path.append(TahunCapaian(tahun=tahun, target=target, realisasi=realisasi, capaian=capaian))
    return tuple(path)
