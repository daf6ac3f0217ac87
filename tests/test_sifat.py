"""What holds for any figures: direction, units, bounds, means, gaps, order; and nothing that passes the schemas fails.

The last is tried on whole offices made from the schemas themselves: every field there or not, codes and years from
small pools, so that references match, dangle and repeat, numbers of up to 15 digits of either sign.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from kecil import BASE, bahan, indikator, isian, janji, lalu, quarters

from lkip.bench import office
from lkip.capaian import (
    Angka,
    CapaianIndikator,
    Laporan,
    agregat,
    batasi,
    cara_hitung,
    compute,
    hitung_capaian,
    hitung_ordinal,
    hitung_rentang,
    persen,
    rata_rata,
)
from lkip.data import laporan_json
from lkip.isi import KINDS, Kind
from lkip.load import Map, Seq
from lkip.model import AngkaSaksi, Bahan, Isian, Kebijakan, Komponen, Profil, TahunLalu, TargetTahun, build
from lkip.validate import schema, validate

D = Decimal
amounts = st.decimals(-(10**9), 10**9, places=4)
positive = st.decimals("0.0001", 10**9, places=4)
share = st.decimals(0, 100, places=2)


def near(one: Decimal | str, other: Decimal | str) -> bool:
    """Whether two results are the same, but for what the last of 28 digits may be off."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return abs(one - other) <= D("1e-20") * (1 + abs(one))


def no_more(one: Decimal | str, other: Decimal | str) -> bool:
    assert isinstance(one, Decimal) and isinstance(other, Decimal)
    return one <= other or near(one, other)


# --- direction ---------------------------------------------------------------------------------------------------


@given(positive, amounts, amounts)
def test_more_is_never_worse_where_more_is_better(target: Decimal, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert no_more(hitung_capaian("R/T", target, low), hitung_capaian("R/T", target, high))


@given(st.just(D(0)) | positive, amounts, amounts)
def test_less_is_never_worse_where_less_is_better(target: Decimal, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert no_more(hitung_capaian("(2T-R)/T", target, high), hitung_capaian("(2T-R)/T", target, low))
    assume(low > 0)
    assert no_more(hitung_capaian("T/R", target, high), hitung_capaian("T/R", target, low))


@given(amounts, amounts, amounts, amounts)
def test_nearer_to_a_range_is_never_worse_from_either_side(
    a: Decimal, b: Decimal, one: Decimal, other: Decimal
) -> None:
    bawah, atas = sorted((a, b))
    near_low, far_low = bawah - min(abs(one), abs(other)), bawah - max(abs(one), abs(other))
    near_high, far_high = atas + min(abs(one), abs(other)), atas + max(abs(one), abs(other))
    for nearer, farther in ((near_low, far_low), (near_high, far_high)):
        assert no_more(hitung_rentang(bawah, atas, farther), hitung_rentang(bawah, atas, nearer))
    inside = bawah + (atas - bawah) * D("0.37")
    assert hitung_rentang(bawah, atas, inside) == 100
    assert all(hitung_rentang(bawah, atas, x) <= 100 for x in (near_low, far_low, near_high, far_high))


@given(st.sampled_from(["posisi", "tercapai"]), st.integers(1, 20), st.integers(1, 20), st.integers(1, 20))
def test_a_higher_step_is_never_worse(rumus: Any, target: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert no_more(hitung_ordinal(rumus, D(target), D(low)), hitung_ordinal(rumus, D(target), D(high)))


def test_direction_would_be_seen_to_fail() -> None:
    assert not no_more(hitung_capaian("R/T", D(10), D(9)), hitung_capaian("R/T", D(10), D(8)))
    assert not near(D("1.0001"), D(1))


# --- units -------------------------------------------------------------------------------------------------------


@given(st.sampled_from(["R/T", "(2T-R)/T", "T/R"]), amounts, amounts)
def test_counting_in_thousands_changes_no_capaian(rumus: Any, target: Decimal, realisasi: Decimal) -> None:
    assert near(hitung_capaian(rumus, target, realisasi), hitung_capaian(rumus, target * 1000, realisasi * 1000))


@given(amounts, amounts, amounts)
def test_counting_in_thousands_changes_no_capaian_of_a_range(a: Decimal, b: Decimal, realisasi: Decimal) -> None:
    bawah, atas = sorted((a, b))
    thousands = hitung_rentang(bawah * 1000, atas * 1000, realisasi * 1000)
    assert near(hitung_rentang(bawah, atas, realisasi), thousands)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=4, max_size=4))
def test_counting_components_in_thousands_changes_no_year(pairs: list[tuple[int, int]]) -> None:
    one = indikator(
        komponen=Komponen(pembilang="a", penyebut="b", satuan="x"), agregasi="jumlah", frekuensi="triwulanan"
    )

    def year(factor: int) -> Angka:
        above, below = (quarters(*(pair[side] * factor for pair in pairs)) for side in (0, 1))
        return compute(bahan(one, janji(1), isian(pembilang=above, penyebut=below))).indikator[0].realisasi

    small, large = year(1).nilai, year(1000).nilai
    assert small is not None and large is not None and near(small, large)
    # Sum over sum lies between the quarters' own ratios.
    ratios = [D(a) / D(b) * 100 for a, b in pairs]
    assert no_more(min(ratios), small) and no_more(small, max(ratios))


@given(st.lists(amounts, min_size=1, max_size=4))
def test_every_aggregate_but_the_sum_lies_between_the_quarters(values: list[Decimal]) -> None:
    for agregasi in ("rata_rata", "terakhir", "maksimum", "minimum"):
        value, _ = agregat(agregasi, values)
        assert no_more(min(values), value) and no_more(value, max(values))
    assert agregat("jumlah", values)[0] == sum(values)


# --- bounds and means --------------------------------------------------------------------------------------------


@given(amounts, st.none() | st.decimals(100, 200, places=2), st.decimals(-100, 99, places=2))
def test_a_cap_only_lowers_and_a_floor_only_raises(capaian: Decimal, atas: Decimal | None, bawah: Decimal) -> None:
    both, floor = (
        batasi(persen(capaian), Kebijakan(batas_atas=cap, batas_bawah=bawah, dasar="x")).nilai for cap in (atas, None)
    )
    assert both is not None and floor is not None
    assert floor == max(capaian, bawah) >= capaian
    assert both == (floor if atas is None else min(floor, atas)) <= floor


@given(st.lists(st.tuples(st.none() | amounts, st.none() | share), max_size=8))
def test_a_mean_lies_between_its_parts(parts: list[tuple[Decimal | None, Decimal | None]]) -> None:
    figures = [persen("tidak ada") if v is None else persen(v) for v, _ in parts]
    known = [v for v, _ in parts if v is not None]
    for weights in ((), [w for _, w in parts], [w or D(0) for _, w in parts]):
        mean = rata_rata(figures, "kosong", "x", weights)
        if mean.nilai is None:
            assert mean.alasan and (not known or not sum(w or 0 for v, w in parts if v is not None))
        else:
            assert no_more(min(known), mean.nilai) and no_more(mean.nilai, max(known))


@given(st.lists(st.tuples(amounts, positive), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_its_parts_changes_no_mean(parts: list[tuple[Decimal, Decimal]], rng: Random) -> None:
    turned = rng.sample(parts, len(parts))
    for weigh in (True, False):
        one, other = (
            rata_rata([persen(v) for v, _ in p], "", "", [w for _, w in p] if weigh else ()) for p in (parts, turned)
        )
        assert one.nilai is not None and other.nilai is not None and near(one.nilai, other.nilai)


@given(st.lists(st.tuples(amounts, positive), min_size=1, max_size=6), positive)
def test_equal_weights_weigh_nothing(parts: list[tuple[Decimal, Decimal]], weight: Decimal) -> None:
    figures = [persen(v) for v, _ in parts]
    plain, weighted = rata_rata(figures, ""), rata_rata(figures, "", "", [weight] * len(parts))
    assert plain.nilai is not None and weighted.nilai is not None and near(plain.nilai, weighted.nilai)


# --- gaps --------------------------------------------------------------------------------------------------------


def figures_of(item: CapaianIndikator) -> tuple[Any, ...]:
    """What is shown of an indicator, but its quarters."""
    figures = (item.target, item.realisasi, item.capaian, item.dihitung, item.perubahan, item.kemajuan)
    pace = (item.laju.rata_rata, item.laju.perlu, item.rata_rata_realisasi, item.rata_rata_capaian)
    shown = tuple((f.nilai, f.alasan, f.tampil) for f in (*figures, *pace))
    return (*shown, item.kategori, item.tren, item.laju.memadai)


@given(
    st.sampled_from(["jumlah", "rata_rata", "terakhir", "maksimum", "minimum"]),
    st.integers(1, 3),
    st.lists(amounts, min_size=3, max_size=3),
)
def test_a_quarter_without_data_adds_nothing(agregasi: Any, upto: int, values: list[Decimal]) -> None:
    # Up to a quarter, it is the same whether the later ones are there without data or not written at all.
    one = indikator(agregasi=agregasi, frekuensi="triwulanan")
    promised = janji(50, target_triwulan=quarters(10, 20, 30, 50))
    dokumen = replace(BASE.dokumen, sampai_triwulan=upto)
    reports = [isian(triwulan=quarters(*values[:upto], *more)) for more in ([], [7] * (4 - upto))]
    empty, filled = (compute(bahan(one, promised, r, dokumen=dokumen)).indikator[0] for r in reports)
    assert figures_of(empty) == figures_of(filled)
    assert empty.realisasi.nilai == agregat(agregasi, values[:upto])[0]


@given(st.sampled_from(["jumlah", "rata_rata", "maksimum", "minimum"]), st.lists(amounts, min_size=2, max_size=2))
def test_empty_quarters_between_change_no_year(agregasi: Any, values: list[Decimal]) -> None:
    half = indikator(agregasi=agregasi, frekuensi="semesteran")
    found = compute(bahan(half, janji(5), isian(triwulan=quarters(None, values[0], None, values[1])))).indikator[0]
    assert found.realisasi.nilai == agregat(agregasi, values)[0]


@given(st.lists(st.tuples(st.integers(2015, 2023), amounts), max_size=5, unique_by=lambda p: p[0]))
def test_an_earlier_year_without_data_changes_no_judgement(years: list[tuple[int, Decimal]]) -> None:
    known = [lalu(tahun, value, 50) for tahun, value in years]
    empty = [lalu(tahun, None) for tahun in range(2010, 2015)]
    with_gaps, without = (
        compute(bahan(indikator(), janji(50), isian(40), y)).indikator[0] for y in ([*empty, *known], known)
    )
    assert figures_of(with_gaps) == figures_of(without)


# --- order -------------------------------------------------------------------------------------------------------

LARGE = office(20)


def weighted_office(rng: Random) -> Bahan:
    """An office with weights of every level, two agreements, earlier years both in folders and printed."""

    def weigh(things: Any) -> Any:
        return tuple(replace(t, bobot=D(rng.randint(0, 40))) for t in things)

    aims = tuple(
        replace(aim, sasaran=tuple(replace(g, indikator=weigh(g.indikator)) for g in weigh(aim.sasaran)))
        for aim in weigh(LARGE.renstra.tujuan)
    )
    return replace(LARGE, renstra=replace(LARGE.renstra, tujuan=aims))


def turned(bahan: Bahan, rng: Random) -> Bahan:
    """The same office with everything of which the order means nothing in another order."""

    def mix(things: Any) -> Any:
        return tuple(rng.sample(things, len(things)))

    def units(years: Any) -> Any:
        return mix(replace(u, indikator=mix(u.indikator)) for u in years)

    def mixed(things: Any) -> Any:
        return mix(tuple(things))

    def plan(renja: Any) -> Any:
        return replace(
            renja,
            program=mixed(
                replace(
                    p,
                    sasaran=mix(p.sasaran),
                    kegiatan=mixed(replace(k, sub_kegiatan=mix(k.sub_kegiatan)) for k in p.kegiatan),
                )
                for p in renja.program
            ),
        )

    def folder(year: Any) -> Any:
        return replace(
            year,
            perjanjian=tuple(
                replace(pk, indikator=mix(pk.indikator), program=mix(pk.program)) for pk in year.perjanjian
            ),
            renja=plan(year.renja),
            realisasi=mixed(replace(u, indikator=mix(u.indikator)) for u in year.realisasi),
            anggaran=replace(year.anggaran, sub_kegiatan=mix(year.anggaran.sub_kegiatan)),
        )

    def aim(tujuan: Any) -> Any:
        goals = mixed(
            replace(g, indikator=mixed(replace(i, target=mix(i.target)) for i in g.indikator)) for g in tujuan.sasaran
        )
        return replace(tujuan, sasaran=goals)

    renstra = replace(bahan.renstra, tujuan=mixed(aim(t) for t in bahan.renstra.tujuan))
    now: Bahan = folder(bahan)
    return replace(
        now,
        renstra=renstra,
        instansi=replace(now.instansi, unit=mix(now.instansi.unit)),
        lalu=tuple(folder(year) for year in now.lalu),
    )


def by_name(laporan: Laporan) -> dict[str, Any]:
    """Every figure by its name, and every judgement by what it is about."""
    found: dict[str, Any] = {h.angka.kunci: (h.angka.tampil, h.angka.alasan) for h in cara_hitung(laporan)}
    found |= {i.kode: figures_of(i) for i in laporan.indikator}
    found |= {s.kode: (s.kategori, s.dinilai, s.efisiensi.simpulan, s.efisiensi.efisien) for s in laporan.sasaran}
    found |= {t.kode: t.kategori for t in laporan.tujuan}
    return found | {"": (laporan.kategori, laporan.tahun_tampil)}


@given(st.integers(0, 2**32))
def test_the_order_of_files_units_goals_and_keys_changes_no_figure(seed: int) -> None:
    rng = Random(seed)
    whole = weighted_office(rng)
    one, other = compute(whole), compute(turned(whole, rng))
    # A sum of percentages may differ in its last digit: figures are compared as shown.
    assert by_name(one) == by_name(other)
    assert [i.kode for i in one.indikator] != [i.kode for i in other.indikator] or seed == 0
    assert len(by_name(one)) > 500


# --- whole offices from the schemas ------------------------------------------------------------------------------

# Codes of every kind come from few, so that some match, some dangle and some stand twice; years likewise.
KODE = ("A", "B", "IKU-1", "x.capaian", "2023")
KODE_ANGGARAN = ("7.01", "7.01.1", "7.01.1.1", "7.02.1.1")
KODE_UNIT = ("seksi-a", "b")
TAHUN = (*range(2020, 2026), *range(2021, 2025), 1990, 2100)
NAMA = ("Baik", "Cukup", "Kurang", "%", "Persen", "{}", "{0} {x}", "permendagri-86-2017", "a" * 400, "indeks")
TANGGAL = ("1990-01-01", "2023-12-31", "2024-02-29")
WAKTU = ("2024-02-29T23:59:59+08:00", "1990-01-01T00:00:00-03:30")
KUNCI = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
AWKWARD = (
    *("0", "-0", "1", "-1", "100", "0.00", "0.5", "-0.5", "99.995", "0.0001", "-0.0001", "1.0000", "4", "20"),
    *("999999999999999", "-999999999999999", "0.00000000000001", "-0.00000000000001", "1.00000000000001"),
)
# What the schemas bind by a pattern: examples of it, from which one is taken.
PATTERNS = {
    "^\\S(.*\\S)?$": NAMA,
    "^[A-Za-z0-9]([A-Za-z0-9._/-]{0,38}[A-Za-z0-9])?$": KODE,
    "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$": KODE_UNIT,
    "^[0-9X]{1,4}(\\.[0-9X]{1,4}){1,7}$": KODE_ANGGARAN,
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": TANGGAL,
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$": WAKTU,
    "^([01][0-9]|2[0-3])\\.[0-5][0-9]$": ("07.30", "23.59"),
    "^[0-9a-f]{64}$": ("0123456789abcdef" * 4,),
    "^(bukti|proses)(/[A-Za-z0-9][A-Za-z0-9._-]*)+$": ("bukti/rekap.csv", "proses/a/b.pdf"),
    "^[A-Za-z0-9]([A-Za-z0-9._-]{0,38}[A-Za-z0-9])?$": ("camat-contoh",),
    "^lkip-[A-Za-z0-9]([A-Za-z0-9.-]{0,58}[A-Za-z0-9])?$": ("lkip-2023-v1",),
    "^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$": ("000.8/012/CJ/II/2024",),
    schema("peran")["properties"]["robot"]["items"]["pattern"]: (KUNCI, f"{KUNCI} robot"),
    "^[a-z]+(-[a-z]+)*$": ("kode-tunggal", "capaian-wajar", "aturan-lain"),
    "^(?=.*[1-4])[1-4-]{9}$": ("111111111", "444444444", "123412341", "--------1", "1234-1234", "4444----4"),
    schema("tata-surat")["properties"]["pola"]["pattern"]: ("{klasifikasi}/{urut}/{instansi}/{bulan}/{tahun}",),
    "^[0-9]{3}(\\.[0-9]{1,3}){0,5}$": ("000.8.6.3", "067"),
    "^[A-Za-z0-9][A-Za-z0-9._-]{0,38}$": ("KTT_BLG",),
    "^[0-9][0-9 ]{16,22}$": ("197001011990031001",),
    "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$": ("a@b.id",),
    "^[A-Za-z0-9.-]+(/[A-Za-z0-9./_-]*)?$": ("contoh.go.id",),
    "^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$": ("rekap.csv",),
}
# Fields that are only of use with the right words: steps of a ladder, names of figures.
TANGGA = ("Baik", "Cukup", "Kurang")
KEYS = {
    **dict.fromkeys(("tangga", "teks", "realisasi_teks"), TANGGA),
    "apa": ("anggaran.pagu", "A.realisasi", "A.capaian", "7.01.serapan", "capaian"),
}


class Perakit:
    """Makes data that a schema accepts, by the schema; `rng` decides."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        # How likely a field is that may be left out, an awkward number, a code that is the first of its kind.
        self.full, self.awkward, self.same, self.gaps = (
            rng.choice(c) for c in ((0.3, 0.7, 1), (0.2, 0.6, 1), (0.5, 0.9, 1), (0, 0, 0.3))
        )

    def data(self, form: dict[str, Any], key: str = "") -> Any:
        """Return something that the form of a field accepts."""
        if "enum" in form:
            return self.rng.choice(form["enum"])
        kinds = form["type"] if isinstance(form["type"], list) else [form["type"]]
        if "null" in kinds and self.rng.random() < self.gaps:
            return None
        if {"number", "integer"} & set(kinds):
            return self.number(form, kinds)
        match kinds[0]:
            case "object":
                return self.group(form)
            case "array":
                return self.items(form, key)
            case "boolean":
                return self.rng.random() < 0.5
            case _:
                pool = KEYS.get(key, PATTERNS[form["pattern"]])
                return pool[0] if self.rng.random() < self.same else self.rng.choice(pool)

    def group(self, form: dict[str, Any]) -> dict[str, Any]:
        wanted = form["required"]
        return {
            key: self.data(inner, key)
            for key, inner in form["properties"].items()
            if key in wanted or self.rng.random() < self.full
        }

    def items(self, form: dict[str, Any], key: str) -> list[Any]:
        least = form.get("minItems", 0)
        count = self.rng.choice((least, least, least + 1, least + 2))
        count = min(count, form.get("maxItems", count))
        if form.get("uniqueItems"):
            pool = form["items"].get("enum") or KEYS.get(key) or PATTERNS[form["items"]["pattern"]]
            return [*pool[:count]] if self.rng.random() < self.same else self.rng.sample(pool, min(count, len(pool)))
        return [self.data(form["items"]) for _ in range(count)]

    def number(self, form: dict[str, Any], kinds: list[str]) -> Any:
        """Return a number as the reader hands it on: whole, with decimals, or quoted."""
        if "string" not in kinds:
            low, high = form["minimum"], form["maximum"]
            if (low, high) == (1990, 2100):
                return self.rng.choice(TAHUN)
            return self.rng.choice((low, min(high, low + 1), self.rng.randint(low, high), high))
        while not accepted(text := self.written(), form):
            pass
        if self.rng.random() < 0.3:
            return text
        return D(text) if "." in text else int(text)

    def written(self) -> str:
        """Return a number as people write it, of up to 15 digits."""
        if self.rng.random() < self.awkward:
            return self.rng.choice(AWKWARD)
        digits, places = self.rng.choice((1, 2, 3, 4, 9, 15)), self.rng.choice((0, 0, 1, 2, 4))
        digits = max(digits, places + 1)
        whole = self.rng.randint(0, 10 ** (digits - places) - 1)
        sign = self.rng.choice(("", "", "", "-"))
        return f"{sign}{whole}" + (f".{self.rng.randint(0, 10**places - 1):0{places}}" if places else "")

    def bahan(self) -> Bahan:
        """Return a whole office with some years."""
        tahun = self.rng.choice((2022, 2023, 2024))
        once = {kind.field: self.of(kind) for kind in KINDS if kind.field and "TAHUN" not in kind.path}
        earlier = [t for t in (2020, 2021, 2022, 2023) if t < tahun and self.rng.random() < 0.5]
        parts = self.year()
        lalu = tuple(TahunLalu(tahun=t, **{k: v for k, v in self.year().items() if k in KEPT}) for t in earlier)
        empty: Any = {"narasi": (), "panduan": (), "berkas": ()}
        return Bahan(tahun=tahun, lalu=lalu, **once, **parts, **empty)

    def year(self) -> dict[str, Any]:
        """Return the files of a year's folder, by field of Bahan."""
        parts: dict[str, Any] = {"profil": Profil(), "angka_saksi": AngkaSaksi()}
        for kind in (k for k in KINDS if k.field and "TAHUN" in k.path):
            count = 1 if kind.wajib else self.rng.choice((0, 1, 1, 2)) if "*" in kind.path else self.rng.choice((0, 1))
            made = tuple(self.of(kind) for _ in range(count))
            if kind.banyak:
                parts[kind.field] = (*parts.get(kind.field, ()), *made)
            elif made:
                parts[kind.field] = made[0]
        return parts

    def of(self, kind: Kind) -> Any:
        return build(kind.type, placed(self.data(schema(kind.schema)), kind.path))


KEPT = {f.name for f in fields(TahunLalu)} - {"tahun", "places"}


def accepted(text: str, form: dict[str, Any]) -> bool:
    """Whether a form of a number takes it, quoted or not."""
    if len(text) > form["maxLength"] or not re.search(form["pattern"], text):
        return False
    return bool(form.get("minimum", D(text)) <= D(text) <= form.get("maximum", D(text)))


def placed(value: Any, path: str) -> Any:
    """The data as the reader hands them on: with places."""
    if isinstance(value, dict):
        made = Map(path, (1, 1))
        for key, part in value.items():
            made[key] = placed(part, path)
            made.keys_at[key] = made.values_at[key] = (1, 1)
        return made
    if isinstance(value, list):
        row = Seq(path, (1, 1))
        row.extend(placed(part, path) for part in value)
        row.values_at = [(1, 1)] * len(value)
        return row
    return value


# --- nothing that passes the schemas fails -----------------------------------------------------------------------


def figures(node: Any, path: str = "laporan") -> Iterator[tuple[str, Angka]]:
    """Every figure of a report with where it stands; what was handed in holds none."""
    if isinstance(node, Angka):
        yield path, node
    elif isinstance(node, tuple):
        for part in node:
            yield from figures(part, f"{path}[]")
    elif is_dataclass(node) and not isinstance(node, Isian | Bahan):
        for f in fields(node):
            yield from figures(getattr(node, f.name), f"{path}.{f.name}")


def wrong(laporan: Laporan) -> Iterator[str]:
    """Say which figures are none: not finite, without value and reason, with both, or not to be written."""
    for path, figure in figures(laporan):
        values = [v for v in (figure.nilai, figure.atas) if v is not None]
        if not all(v.is_finite() for v in values):
            yield f"{path}: not finite"
            continue
        if (figure.nilai is None) is not bool(figure.alasan):
            yield f"{path}: {figure.nilai} with reason {figure.alasan!r}"
        written = (figure.tampil, figure.lengkap, figure.bersatuan, figure.cara)
        if not all(written[:3]) or re.search(r"\b(nan|infinity)\b", " ".join(written), re.IGNORECASE):
            yield f"{path}: written {written}"
        if figure.nilai is not None:
            assert figure.terlihat is not None and figure.terlihat.is_finite()


def strict(constant: str) -> Any:
    raise AssertionError(f"{constant} in JSON")


@given(st.integers(0, 2**32))
def test_no_office_that_the_schemas_accept_makes_the_engine_fail(seed: int) -> None:
    laporan = compute(Perakit(Random(seed)).bahan())
    assert list(wrong(laporan)) == []
    assert [h.angka.kunci for h in cara_hitung(laporan) if not h.angka.kunci] == []
    assert json.loads(laporan_json(laporan), parse_constant=strict)["tahun"] == laporan.tahun


@pytest.mark.parametrize("polaritas", ["positif", "negatif", "rentang"])
def test_the_largest_and_smallest_figures_that_the_schemas_accept_are_computed(polaritas: Any) -> None:
    most, least = D("999999999999999"), D("0.00000000000001")
    komponen = Komponen(pembilang="a", penyebut="b", satuan="x", pengali=most, bagian=False)
    one = indikator(
        polaritas=polaritas, komponen=komponen, agregasi="jumlah", target=(TargetTahun(tahun=2025, nilai=least),)
    )
    reported = isian(pembilang=quarters(None, None, None, most), penyebut=quarters(None, None, None, least))
    laporan = compute(bahan(one, janji(least), reported, [lalu(2023, least, least)]))
    assert laporan.indikator[0].realisasi.nilai is not None and laporan.indikator[0].realisasi.nilai > D("1e42")
    assert laporan.indikator[0].capaian.nilai is not None
    assert list(wrong(laporan)) == []
    json.loads(laporan_json(laporan), parse_constant=strict)


def test_a_figure_that_is_none_is_found() -> None:
    laporan = compute(bahan(indikator(), janji(1), isian(1)))
    for broken in (persen(D("NaN")), Angka(None, "%"), Angka(D(1), "%", alasan="x")):
        assert list(wrong(replace(laporan, capaian=broken)))
    with pytest.raises(AssertionError):
        json.loads("[NaN]", parse_constant=strict)


# --- the offices are what they are said to be --------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
def test_what_is_made_passes_the_schema(kind: Kind) -> None:
    for seed in range(25):
        data = placed(Perakit(Random(seed)).data(schema(kind.schema)), kind.path)
        assert validate(data, kind.schema, kind.path) == []


MANY = 150


def parts(node: Any) -> Iterator[Any]:
    """Every group of fields inside something handed in."""
    if isinstance(node, tuple):
        for part in node:
            yield from parts(part)
    elif is_dataclass(node):
        yield node
        for f in fields(node):
            if f.name != "places":
                yield from parts(getattr(node, f.name))


def test_every_field_that_may_be_left_out_is_there_in_some_offices_and_not_in_others() -> None:
    seen: dict[tuple[str, str], set[bool]] = {}
    for seed in range(MANY):
        for part in parts(Perakit(Random(seed)).bahan()):
            for f in fields(part):
                if f.name != "places" and (type(None) in get_args(f.type) or f.default == ()):
                    seen.setdefault((type(part).__name__, f.name), set()).add(getattr(part, f.name) not in (None, ()))
    assert len(seen) > 80
    # Prose and evidence of an earlier year are files, which no schema describes.
    files = {("TahunLalu", "narasi"), ("TahunLalu", "bukti")}
    assert {key for key, values in seen.items() if len(values) < 2} == files


def results(laporan: Laporan) -> Iterator[tuple[str, Any]]:
    """What kinds of results a report has."""
    yield "triwulan", laporan.sampai_triwulan
    for item in laporan.indikator:
        yield f"capaian {item.indikator.polaritas}", item.capaian.nilai is not None
        yield "tren", item.tren
        yield "laju", item.laju.memadai
        yield "jenis", item.jenis_target
        yield "komponen", any(b.hasil.nilai is not None for b in item.bagian)
        yield "survei", any(s.indeks.nilai is not None for s in item.survei)
        yield "sementara", item.sementara
        yield "dibatasi", item.dibatasi
        yield from (("banding", b.letak) for b in item.pembanding)
    for s in laporan.sasaran:
        yield "efisiensi", s.efisiensi.simpulan
        yield "PMK", bool(s.efisiensi.nilai and s.efisiensi.nilai.nilai is not None)
    yield from (("saksi", s.cocok) for s in laporan.saksi)


RESULTS = {
    **{f"capaian {p}": (True, False) for p in ("positif", "negatif", "rentang", "ordinal", "manual")},
    **dict.fromkeys(("komponen", "survei", "sementara", "dibatasi", "PMK"), (True, False)),
    **dict.fromkeys(("laju", "saksi"), (True, False, None)),
    "tren": ("membaik", "tetap", "memburuk", None),
    "banding": ("lebih baik", "sama", "belum sebaik", None),
    "triwulan": ("I", "II", "III", None),
    "efisiensi": ("efisien", "tidak efisien", "belum efisien", "belum dapat dinilai"),
    "jenis": (*("paling sedikit", "paling banyak", "antara", "tepat", "predikat", "dengan kata", "belum ditetapkan"),),
}


def test_the_offices_reach_every_kind_of_result() -> None:
    """Or else that nothing fails would say little."""
    missing = {(name, value) for name, values in RESULTS.items() for value in values}
    for seed in range(2000):
        missing -= set(results(compute(Perakit(Random(seed)).bahan())))
        if not missing:
            break
    assert missing == set()
