"""A generated office of any size: what `compute` is measured on, and what tests make their small offices from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lkip.model import Anggaran, Bahan, Indikator, PerjanjianKinerja, RealisasiUnit, Renja, Renstra

_TAHUN = 2024
# Polaritas, formula, aggregation, of an indicator with components its denominator; in turn, as offices mix them.
_RAGAM: tuple[tuple[Any, Any, Any, Decimal | None], ...] = (
    ("positif", "R/T", "rata_rata", None),
    ("positif", "R/T", "jumlah", Decimal(40)),
    ("negatif", "(2T-R)/T", "jumlah", None),
    ("rentang", None, "terakhir", None),
    ("negatif", "T/R", "terakhir", None),
)


def office(indikator: int) -> Bahan:
    """Return a whole office with so many indicators: five a goal, ten a unit, the year and four years with folders."""
    from lkip import model as m

    names = [f"IKU-{n:04}" for n in range(indikator)]
    goals = [names[n : n + 5] for n in range(0, indikator, 5)]
    post = m.Pejabat(jabatan="Camat")
    years = [_year(m, names, goals, tahun) for tahun in range(_TAHUN - 4, _TAHUN + 1)]
    janji, renja, realisasi, anggaran = years[-1]
    return m.Bahan(
        tahun=_TAHUN,
        instansi=m.Instansi(
            nama="Kecamatan",
            kabupaten="Kabupaten",
            provinsi="Provinsi",
            tempat="Kota",
            status_data="contoh",
            kop=m.Kop(baris=("Kecamatan",), alamat="Jalan"),
            pimpinan=post,
            atasan=post,
            unit=tuple(m.Unit(kode=u.unit, nama=f"Unit {u.unit}", penanggung_jawab="Kepala") for u in realisasi),
            skala=m.Skala(nama="permendagri-86-2017"),
            kebijakan=m.Kebijakan(batas_atas=Decimal(120), batas_bawah=Decimal(0), dasar="Ketetapan"),
        ),
        sop=m.Sop(nomor="1", nama="SOP", tanggal_pembuatan=_day(_TAHUN), tanggal_efektif=_day(_TAHUN), langkah=()),
        dasar_hukum=m.DasarHukum(peraturan=()),
        renstra=_plan(m, goals),
        riwayat=m.Riwayat(indikator=(), anggaran=()),
        dokumen=m.Dokumen(status="draf", versi="1", tanggal=_day(_TAHUN + 1), kertas="A4"),
        profil=m.Profil(),
        perjanjian=(janji,),
        renja=renja,
        realisasi=realisasi,
        anggaran=anggaran,
        angka_saksi=m.AngkaSaksi(),
        lalu=tuple(
            m.TahunLalu(tahun=tahun, perjanjian=(pk,), renja=plan, realisasi=units, anggaran=spent)
            for tahun, (pk, plan, units, spent) in enumerate(years[:-1], start=_TAHUN - 4)
        ),
        narasi=(),
        panduan=(),
        berkas=(),
    )


def _day(tahun: int) -> date:
    return date(tahun, 1, 31)


def _plan(m: Any, goals: Sequence[Sequence[str]]) -> Renstra:
    """The Renstra: two goals an aim."""
    made = [
        m.Sasaran(kode=f"S{n}", nama=f"Sasaran {n}", indikator=tuple(_indicator(m, kode) for kode in names))
        for n, names in enumerate(goals)
    ]
    aims = tuple(
        m.Tujuan(kode=f"T{n}", nama=f"Tujuan {n}", sasaran=tuple(made[n : n + 2])) for n in range(0, len(made), 2)
    )
    plan: Renstra = m.Renstra(periode_awal=_TAHUN - 3, periode_akhir=_TAHUN + 1, tujuan=aims)
    return plan


def _indicator(m: Any, kode: str) -> Indikator:
    number = int(kode[-4:])
    polaritas, rumus, agregasi, penyebut = _RAGAM[number % len(_RAGAM)]
    made: Indikator = m.Indikator(
        kode=kode,
        nama=f"Indikator {kode}",
        satuan="%",
        polaritas=polaritas,
        rumus_capaian=rumus,
        agregasi=agregasi,
        frekuensi="triwulanan",
        desimal=2,
        komponen=m.Komponen(pembilang="Selesai", penyebut="Semua", satuan="berkas") if penyebut else None,
        definisi_operasional="Definisi",
        cara_hitung="Cara",
        sumber_data="Sumber",
        penanggung_jawab=f"unit-{number // 10}",
        target=tuple(m.TargetTahun(tahun=t, **_target(polaritas, number, t)) for t in range(_TAHUN - 3, _TAHUN + 2)),
    )
    return made


def _target(polaritas: str, number: int, tahun: int, name: str = "nilai") -> dict[str, Decimal]:
    goal = Decimal(60 + number % 30 + tahun - _TAHUN)
    return {"bawah": goal, "atas": goal + 5} if polaritas == "rentang" else {name: goal}


def _year(
    m: Any, names: Sequence[str], goals: Sequence[Sequence[str]], tahun: int
) -> tuple[PerjanjianKinerja, Renja, tuple[RealisasiUnit, ...], Anggaran]:
    """What a year's folder holds: agreement, work plan (a program for two goals), a file for each unit, the budget."""
    programs, lines = [], []
    for n in range(0, len(goals), 2):
        kode = f"7.{n // 2:03}.01"
        kegiatan = []
        for k in (1, 2):
            subs = tuple(
                m.SubKegiatan(
                    kode=f"{kode}.{k}.{s}", nama="Sub", keluaran="Dokumen", satuan="dokumen", target=Decimal(4)
                )
                for s in (1, 2, 3)
            )
            kegiatan.append(m.Kegiatan(kode=f"{kode}.{k}", nama="Kegiatan", sub_kegiatan=subs))
            lines += [
                m.AnggaranSubKegiatan(
                    kode=s.kode,
                    pagu=Decimal(90_000_000 + n),
                    realisasi=Decimal(80_000_000 + tahun),
                    keluaran=Decimal(4),
                )
                for s in subs
            ]
        served = tuple(f"S{g}" for g in (n, n + 1) if g < len(goals))
        programs.append(m.Program(kode=kode, nama=f"Program {n}", sasaran=served, kegiatan=tuple(kegiatan)))
    promised = tuple(
        m.TargetIndikator(kode=kode, **_target(_RAGAM[number % len(_RAGAM)][0], number, tahun, "target"))
        for number, kode in enumerate(names)
    )
    spent = tuple(m.AnggaranProgram(kode=p.kode, anggaran=Decimal(540_000_000)) for p in programs)
    return (
        m.PerjanjianKinerja(jenis="murni", tanggal=_day(tahun), indikator=promised, program=spent),
        m.Renja(program=tuple(programs)),
        tuple(
            m.RealisasiUnit(
                unit=f"unit-{n // 10}",
                indikator=tuple(_reported(m, kode, n + i, tahun) for i, kode in enumerate(names[n : n + 10])),
            )
            for n in range(0, len(names), 10)
        ),
        m.Anggaran(sumber="LRA", sub_kegiatan=tuple(lines)),
    )


def _reported(m: Any, kode: str, number: int, tahun: int) -> Any:
    """What a unit hands in for an indicator."""
    _, _, agregasi, penyebut = _RAGAM[number % len(_RAGAM)]

    def quarters(*values: Decimal) -> Any:
        return m.Triwulan(**{f"tw{n}": value for n, value in enumerate(values, start=1)})

    if penyebut:
        return m.Realisasi(
            kode=kode,
            pembilang=quarters(*(Decimal(20 + number % 15 + q) for q in range(4))),
            penyebut=quarters(*[penyebut] * 4),
        )
    base = (Decimal(55 + number % 35 + tahun - _TAHUN) + Decimal("0.25")) / (4 if agregasi == "jumlah" else 1)
    return m.Realisasi(kode=kode, triwulan=quarters(*(base + q for q in range(4))))
