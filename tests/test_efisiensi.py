"""What a goal cost and how efficient that was, by each rule of domain 2.9, followed by hand; and components."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from kecil import BASE, indikator, isian, janji, laporan, quarters, sampai, satu

from lkip.capaian import Angka, Efisiensi, persen
from lkip.capaian.anggaran import serapan_anggaran
from lkip.capaian.efisiensi import efisiensi
from lkip.model import Anggaran, AnggaranSubKegiatan, Kegiatan, Komponen, Program, Renja, SubKegiatan

D = Decimal
BELUM, BUKAN = "efisiensi belum dapat dinilai", "sasaran belum tercapai; sisa anggaran bukan penghematan"
TIDAK_ADA = "belum ada program yang mendukung"
MISSING = "perjanjian kinerja tidak memuat target triwulan III"


def told(figure: Angka | None) -> str:
    if figure is None:
        return "-"
    return figure.tampil if figure.nilai is not None else figure.alasan or "?"


def plan(*programs: Any) -> tuple[Renja, Anggaran]:
    """Programs, each as goals and sub kegiatan: pagu, realisasi and, where it matters, output planned and made."""
    made, spent = [], []
    for number, (goals, *subs) in enumerate(programs, start=1):
        kode = f"7.01.0{number}"
        lines = []
        for n, (pagu, realisasi, *output) in enumerate(subs, start=1):
            planned, done = output or (1, None)
            name = f"{kode}.2.01.{n}"
            lines.append(SubKegiatan(kode=name, nama="Sub", keluaran="x", satuan="dokumen", target=D(planned)))
            keluaran = None if done is None else D(done)
            spent.append(AnggaranSubKegiatan(kode=name, pagu=D(pagu), realisasi=D(realisasi), keluaran=keluaran))
        kegiatan = Kegiatan(kode=f"{kode}.2.01", nama="Kegiatan", sub_kegiatan=tuple(lines))
        made.append(Program(kode=kode, nama="Program", sasaran=goals, kegiatan=(kegiatan,)))
    return Renja(program=tuple(made)), Anggaran(sumber="LRA", sub_kegiatan=tuple(spent))


def cost(rule: Any, capaian: Any, *programs: Any, penuh: bool = True, sementara: bool = False) -> Efisiensi:
    renja, anggaran = plan(*programs)
    reached = persen("belum dinilai") if capaian is None else persen(D(capaian), sementara=sementara)
    return efisiensi("S1", reached, renja, serapan_anggaran(renja, anggaran), rule, penuh=penuh)


def one(pagu: Any, realisasi: Any, *output: Any) -> Any:
    """One program for the goal with one sub kegiatan."""
    return ("S1",), (pagu, realisasi, *output)


# --- the rules ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "capaian", "pagu", "realisasi", "selisih", "simpulan", "hemat"),
    [
        pytest.param("E1", "250", 10000, 9999, "150,01", "efisien", "1", id="E1: 2.9, BP3IPTEK 250 − 99,99"),
        pytest.param("E1", "100", 200, 180, "10,00", "efisien", "20", id="E1: reached with less"),
        pytest.param("E1", "99.995", 200, 180, "10,00", "efisien", "20", id="E1: 99,995 is shown as 100,00"),
        pytest.param("E1", "99.9949", 200, 180, "9,99", "belum efisien", BUKAN, id="E1: 99,9949 is shown as 99,99"),
        pytest.param(
            "E1", "100", 200, 200, "0,00", "belum efisien", "tidak ada sisa anggaran", id="E1: with the whole ceiling"
        ),
        pytest.param(
            "E1", "100", 1000000, 999950, "0,01", "belum efisien", "50", id="E1: a serapan of 99,995 is shown as 100,00"
        ),
        pytest.param("E1", "100", 1000000, 999949, "0,01", "efisien", "51", id="E1: a serapan of 99,9949 is below 100"),
        pytest.param(
            "E1", "150", 200, 202, "49,00", "belum efisien", "tidak ada sisa anggaran", id="E1: beyond the ceiling"
        ),
        pytest.param("E1", "80", 200, 100, "30,00", "belum efisien", BUKAN, id="E1: missed, however little it cost"),
        pytest.param("E1", "80", 200, 190, "-15,00", "belum efisien", BUKAN, id="E1: missed and spent"),
        pytest.param("E1", "100", 200, 0, "100,00", "efisien", "200", id="E1: reached with nothing"),
        pytest.param("E1", None, 200, 100, "belum dinilai", "belum dapat dinilai", BELUM, id="E1: no capaian"),
        pytest.param("E1", "100", 0, 0, "pagu 0", "belum dapat dinilai", BELUM, id="E1: no ceiling"),
        pytest.param("E1-nol", "100", 200, 180, "10,00", "efisien", "20", id="E1-nol: as E1 above 0"),
        pytest.param(
            "E1-nol", "80", 200, 190, "0,00", "belum efisien", BUKAN, id="E1-nol: 2.9, clamped at 0 (Bappeda)"
        ),
        pytest.param("E1-nol", "95", 200, 190, "0,00", "belum efisien", BUKAN, id="E1-nol: exactly 0"),
        pytest.param("E1-nol", "95.5", 200, 190, "0,50", "belum efisien", BUKAN, id="E1-nol: just above 0"),
        pytest.param("E1-nol", None, 200, 190, "belum dinilai", "belum dapat dinilai", BELUM, id="E1-nol: no capaian"),
        pytest.param("E2", "100", 10000, 8123, "18,77", "efisien", "1.877", id="E2: 2.9, Disperindag 100 − 81,23"),
        pytest.param(
            "E2", "60", 10000, 8123, "18,77", "belum efisien", BUKAN, id="E2: 2.9, even when capaian is below target"
        ),
        pytest.param(
            "E2",
            None,
            10000,
            8123,
            "18,77",
            "belum dapat dinilai",
            BELUM,
            id="E2: needs no capaian, its judgement does",
        ),
        pytest.param(
            "E2", "100", 200, 202, "-1,00", "belum efisien", "tidak ada sisa anggaran", id="E2: beyond the ceiling"
        ),
        pytest.param("E3", "105", 10000, 9999, "5,01", "efisien", "1", id="E3: above 5"),
        pytest.param("E3", "105", 10000, 10000, "5,00", "cukup efisien", "tidak ada sisa anggaran", id="E3: exactly 5"),
        pytest.param(
            "E3",
            "105.004",
            10000,
            10000,
            "5,00",
            "cukup efisien",
            "tidak ada sisa anggaran",
            id="E3: 5,004 is shown as 5,00",
        ),
        pytest.param(
            "E3", "105.005", 10000, 10000, "5,01", "efisien", "tidak ada sisa anggaran", id="E3: 5,005 is shown as 5,01"
        ),
        pytest.param("E3", "100", 10000, 10000, "0,00", "cukup efisien", "tidak ada sisa anggaran", id="E3: none"),
        pytest.param(
            "E3", "100", 10000, 10500, "-5,00", "cukup efisien", "tidak ada sisa anggaran", id="E3: exactly -5"
        ),
        pytest.param("E3", "62", 200, 100, "12,00", "belum efisien", BUKAN, id="E3: missed, however little it cost"),
        pytest.param("E3", "95", 10000, 9500, "0,00", "belum efisien", BUKAN, id="E3: missed and as much spent"),
        pytest.param("E3", "84.99", 10000, 9000, "-5,01", "tidak efisien", BUKAN, id="E3: below -5"),
        pytest.param("E3", "110", 200, 180, "20,00", "efisien", "20", id="E3: reached with less"),
        pytest.param(
            "E3", "100", 200, 202, "-1,00", "cukup efisien", "tidak ada sisa anggaran", id="E3: beyond the ceiling"
        ),
        pytest.param("E3", None, 200, 180, "belum dinilai", "belum dapat dinilai", BELUM, id="E3: no capaian"),
    ],
)
def test_a_rule(rule: Any, capaian: Any, pagu: int, realisasi: int, selisih: str, simpulan: str, hemat: str) -> None:
    found = cost(rule, capaian, one(pagu, realisasi))
    assert (told(found.selisih), found.simpulan, told(found.hemat)) == (selisih, simpulan, hemat)
    assert found.efisien is {"efisien": True, "belum dapat dinilai": None}.get(simpulan, False)
    assert found.nilai is None
    assert (found.selisih.satuan, found.selisih.kunci) == ("poin persen", "S1.efisiensi")


@pytest.mark.parametrize(
    ("rule", "capaian", "cara"),
    [
        ("E1", "125", "125 − 90"),
        ("E1-nol", "125", "125 − 90"),
        ("E1-nol", "80", "80 − 90, paling rendah 0"),
        ("E2", "125", "100 − 90"),
        ("E3", "125", "125 − 90"),
    ],
)
def test_a_rule_says_how_it_is_computed(rule: Any, capaian: str, cara: str) -> None:
    found = cost(rule, capaian, one(200, 180))
    assert (found.selisih.cara, found.serapan.cara) == (cara, "180 ÷ 200 × 100")
    if capaian == "125":
        assert (found.hemat.cara, found.hemat.kunci) == ("200 − 180", "S1.hemat")


def test_money_is_summed_over_the_programs_that_support_the_goal() -> None:
    programs = [(("S1",), (100, 90), (300, 150)), (("S1", "S2"), (600, 600)), (("S2",), (50, 50))]
    found = cost("E1", "100", *programs)
    assert (told(found.pagu), told(found.realisasi), told(found.serapan)) == (
        "1.000",
        "840",
        "84,00",
    )  # no mean of 60 and 100
    assert (found.pagu.cara, found.realisasi.cara) == ("400 + 600", "240 + 600")
    assert ([p.kode for p in found.program], found.bersama) == (["7.01.01", "7.01.02"], ("7.01.02",))
    assert (told(found.hemat), told(found.selisih)) == ("160", "16,00")


@pytest.mark.parametrize("rule", ["E1", "E1-nol", "E2", "E3", "PMK"])
def test_a_goal_without_program_cost_nothing_and_is_not_judged(rule: Any) -> None:
    found = cost(rule, "100", (("S2",), (100, 90, 4, 4)))
    assert (told(found.pagu), told(found.serapan), told(found.selisih)) == ("0", TIDAK_ADA, TIDAK_ADA)
    assert (found.efisien, found.simpulan, told(found.hemat)) == (None, "belum dapat dinilai", BELUM)
    assert not found.program and not found.bersama


@pytest.mark.parametrize("rule", ["E1", "E1-nol", "E2", "E3", "PMK"])
def test_a_part_of_the_year_is_not_judged_yet(rule: Any) -> None:
    found = cost(rule, "100", one(200, 90, 4, 4), penuh=False)
    assert told(found.selisih) == "laporan ini belum setahun penuh"
    assert (found.efisien, found.simpulan, told(found.hemat)) == (None, "belum dapat dinilai", BELUM)
    assert told(found.serapan) == "45,00"


def test_a_provisional_capaian_makes_the_figure_provisional_where_it_enters() -> None:
    marked = {
        rule: cost(rule, "100", one(200, 180), sementara=True).selisih.sementara
        for rule in ("E1", "E1-nol", "E2", "E3")
    }
    assert marked == {"E1": True, "E1-nol": True, "E2": False, "E3": True}


@pytest.mark.parametrize("rule", ["E1", "E1-nol", "E2", "E3", "PMK"])
def test_the_office_chooses_the_rule(rule: Any) -> None:
    policy = replace(BASE.instansi.kebijakan, efisiensi=rule)
    whole = laporan(indikator(), janji(50), isian(40), instansi=replace(BASE.instansi, kebijakan=policy))
    found = whole.sasaran[0].efisiensi
    # The office spent 480.012.144 of 540.000.000: 88,89 percent; its goal reached 80.
    expected = {"E1": "-8,89", "E1-nol": "0,00", "E2": "11,11", "E3": "-8,89", "PMK": "11,11"}[rule]
    assert told(found.selisih) == expected
    assert (found.nilai is None) is (rule != "PMK")
    assert found.simpulan == ("tidak efisien" if rule == "E3" else "belum efisien")
    assert found.serapan.tampil == "88,89"


# --- the rule of the state budget --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subs", "efisiensi_", "nilai", "cara"),
    [
        pytest.param([(100, 90, 4, 4)], "10,00", "75,00", "(100 − 90) ÷ 100 × 100", id="all made with less"),
        pytest.param([(100, 100, 4, 4)], "0,00", "50,00", "(100 − 100) ÷ 100 × 100", id="as planned"),
        pytest.param([(100, 80, 4, 4)], "20,00", "100,00", "(100 − 80) ÷ 100 × 100", id="at the upper bound"),
        pytest.param([(100, 79, 4, 4)], "21,00", "100,00", "(100 − 79) ÷ 100 × 100", id="beyond the upper bound"),
        pytest.param([(100, 120, 4, 4)], "-20,00", "0,00", "(100 − 120) ÷ 100 × 100", id="at the lower bound"),
        pytest.param([(100, 130, 4, 4)], "-30,00", "0,00", "(100 − 130) ÷ 100 × 100", id="beyond the lower bound"),
        pytest.param([(100, 90, 4, 2)], "-80,00", "0,00", "(50 − 90) ÷ 50 × 100", id="half of it made"),
        pytest.param([(100, 100, 4, 5)], "20,00", "100,00", "(125 − 100) ÷ 125 × 100", id="more made"),
        pytest.param(
            [(100, 90, 4, 4), (300, 280, 2, 2)], "7,50", "68,75", "(400 − 370) ÷ 400 × 100", id="sums over sums"
        ),
        pytest.param(
            [(100, 40, 4, 0), (100, 50, 4, 4)], "10,00", "75,00", "(100 − 90) ÷ 100 × 100", id="one made nothing"
        ),
    ],
)
def test_the_rule_of_the_state_budget(subs: Any, efisiensi_: str, nilai: str, cara: str) -> None:
    found = cost("PMK", "100", (("S1",), *subs))
    assert (told(found.selisih), told(found.nilai), found.selisih.cara) == (efisiensi_, nilai, cara)
    assert (found.selisih.satuan, found.nilai and found.nilai.kunci) == ("%", "S1.nilai_efisiensi")


@pytest.mark.parametrize(
    ("held", "cara"),
    [
        (90, "50 + 10 ÷ 20 × 50"),
        (110, "50 + (-10) ÷ 20 × 50"),
        (50, "50 + 20 ÷ 20 × 50"),
        (200, "50 + (-20) ÷ 20 × 50"),
    ],
)
def test_the_second_figure_says_how_it_is_bounded(held: int, cara: str) -> None:
    found = cost("PMK", "100", one(100, held, 4, 4))
    assert found.nilai is not None and found.nilai.cara == cara


@pytest.mark.parametrize(
    ("subs", "why"),
    [
        pytest.param([(100, 90)], "keluaran sub kegiatan 7.01.01.2.01.1 belum dilaporkan", id="not reported"),
        pytest.param(
            [(100, 90, 4, 4), (1, 1)], "keluaran sub kegiatan 7.01.01.2.01.2 belum dilaporkan", id="one of two"
        ),
        pytest.param([(100, 90, 4, 0)], "keluaran belum ada", id="nothing made"),
        pytest.param([(0, 0, 4, 4)], "pagu 0", id="no ceiling"),
    ],
)
def test_the_rule_of_the_state_budget_needs_outputs(subs: Any, why: str) -> None:
    found = cost("PMK", "100", (("S1",), *subs))
    assert (told(found.selisih), told(found.nilai)) == (why, why)


def test_by_the_rule_of_the_state_budget_the_words_are_those_of_the_others() -> None:
    assert cost("PMK", "100", one(100, 90, 4, 4)).simpulan == "efisien"
    assert cost("PMK", "99", one(100, 90, 4, 4)).simpulan == "belum efisien"
    # Reached and below the ceiling, but a quarter of the outputs planned: they cost more than they should have.
    assert cost("PMK", "100", one(100, 90, 4, 1)).simpulan == "belum efisien"
    assert told(cost("PMK", "100", one(100, 90, 4, 3)).seharusnya) == "75"
    assert cost("PMK", None, one(100, 90, 4, 4)).simpulan == "belum dapat dinilai"


# --- components --------------------------------------------------------------------------------------------------

KOMPONEN = Komponen(pembilang="Pengaduan selesai", penyebut="Pengaduan masuk", satuan="pengaduan")


def counted(above: Any, below: Any, agregasi: Any = "jumlah", **more: Any) -> Any:
    measured = {"komponen": KOMPONEN, "satuan": "%", "frekuensi": "triwulanan", "agregasi": agregasi, **more}
    return satu(indikator(**measured), janji(80), isian(pembilang=quarters(*above), penyebut=quarters(*below)))


UNEVEN = ((1, 10, 20, 30), (10, 10, 40, 40))  # 10, 100, 50 and 75 percent


@pytest.mark.parametrize(
    ("agregasi", "expected", "cara"),
    [
        ("jumlah", "61,00", "(1 + 10 + 20 + 30) ÷ (10 + 10 + 40 + 40) × 100"),
        ("rata_rata", "58,75", "(10 + 100 + 50 + 75) ÷ 4"),
        ("terakhir", "75,00", "30 ÷ 40 × 100 (triwulan IV)"),
        ("maksimum", "100,00", "terbesar dari 10; 100; 50; 75"),
        ("minimum", "10,00", "terkecil dari 10; 100; 50; 75"),
        ("manual", "angka tahunan belum diisi", ""),
    ],
)
def test_components_by_each_aggregation(agregasi: Any, expected: str, cara: str) -> None:
    item = counted(*UNEVEN, agregasi)
    assert (told(item.realisasi), item.realisasi.cara) == (expected, cara)


def test_every_quarter_shows_its_components() -> None:
    item = counted(*UNEVEN)
    assert [(b.triwulan, b.pembilang.bersatuan, b.penyebut.tampil, b.hasil.lengkap) for b in item.bagian] == [
        ("I", "1\u00a0pengaduan", "10", "10,00%"),
        ("II", "10\u00a0pengaduan", "10", "100,00%"),
        ("III", "20\u00a0pengaduan", "40", "50,00%"),
        ("IV", "30\u00a0pengaduan", "40", "75,00%"),
    ]
    assert [t.tampil for t in item.triwulan] == ["10,00", "100,00", "50,00", "75,00"]
    assert item.bagian[2].hasil.cara == "20 ÷ 40 × 100"


def test_other_multipliers_and_decimals() -> None:
    per_thousand = replace(KOMPONEN, pengali=D(1000), bagian=False, pecahan=True)
    item = counted(("2.5",) * 4, (400,) * 4, komponen=per_thousand, desimal=1, satuan="per seribu")
    assert (item.realisasi.tampil, item.bagian[0].pembilang.tampil) == ("6,3", "2,5")  # 6,25
    assert item.realisasi.cara.endswith("× 1.000")


@pytest.mark.parametrize(
    ("agregasi", "above", "below", "expected"),
    [
        ("jumlah", (0, 5, 5, 10), (0, 10, 10, 20), "50,00"),  # nothing came in in quarter I: it adds nothing
        ("jumlah", (0, 0, 0, 0), (0, 0, 0, 0), "penyebut 0 (Pengaduan masuk)"),
        ("jumlah", (0, 0, 0, 0), (5, 5, 5, 5), "0,00"),
        ("rata_rata", (0, 5, 5, 10), (0, 10, 10, 20), "50,00"),  # nothing measured is nothing to average
        ("terakhir", (0, 5, 5, 12), (0, 10, 10, 20), "60,00"),
        ("terakhir", (5, 5, 5, 0), (10, 10, 10, 0), "penyebut triwulan IV 0 (Pengaduan masuk)"),
        ("maksimum", (1, 1, 1, 0), (1, 1, 1, 0), "100,00"),
        (
            "minimum",
            (0, 0, 0, 0),
            (0, 0, 0, 0),
            " ".join(f"penyebut triwulan {t} 0 (Pengaduan masuk);" for t in ("I", "II", "III", "IV"))[:-1],
        ),
        ("jumlah", (5, None, 5, 10), (10, None, 10, 20), "triwulan II belum terisi"),
        ("jumlah", (5, 5, 5, 10), (None, 10, 10, 20), "triwulan I belum terisi"),
        ("jumlah", (None, 5, 5, 10), (10, 10, 10, 20), "triwulan I belum terisi"),
        ("rata_rata", (5, 5, 5, None), (10, 10, 10, 20), "triwulan IV belum terisi"),
    ],
)
def test_components_with_gaps_and_zeros(agregasi: Any, above: Any, below: Any, expected: str) -> None:
    item = counted(above, below, agregasi)
    assert told(item.realisasi) == expected
    assert (item.capaian.nilai is None) is (item.realisasi.nilai is None)


def test_a_quarter_without_denominator_says_why_it_has_no_figure() -> None:
    item = counted((0, 5, 5, None), (0, 10, 10, 20))
    assert [told(b.hasil) for b in item.bagian] == [
        "penyebut triwulan I 0 (Pengaduan masuk)",
        "50,00",
        "50,00",
        "tidak ada data triwulan ini",
    ]


@pytest.mark.parametrize(
    ("last", "target", "realisasi", "cara"),
    [
        (1, "70,00", "10,00", "1 ÷ 10 × 100"),
        (2, "75,00", "55,00", "(1 + 10) ÷ (10 + 10) × 100"),
        # Quarter III has no target: the one of II does not measure what came after it.
        (3, MISSING, "51,67", "(1 + 10 + 20) ÷ (10 + 10 + 40) × 100"),
    ],
)
def test_up_to_a_quarter_sums_grow_and_the_target_is_that_of_the_quarter(
    last: int, target: str, realisasi: str, cara: str
) -> None:
    one = indikator(komponen=KOMPONEN, satuan="%", frekuensi="triwulanan", agregasi="jumlah")
    above, below = UNEVEN
    reported = isian(pembilang=quarters(*above[:last]), penyebut=quarters(*below[:last]))
    item = satu(one, janji(80, target_triwulan=quarters(70, 75, None, 80)), reported, **sampai(last))
    assert (told(item.target), told(item.realisasi), item.realisasi.cara) == (target, realisasi, cara)


def test_later_quarters_do_not_count_up_to_an_earlier_one() -> None:
    one = indikator(komponen=KOMPONEN, satuan="%", frekuensi="triwulanan", agregasi="jumlah")
    above, below = UNEVEN
    item = satu(
        one,
        janji(80, target_triwulan=quarters(70, 75, None, 80)),
        isian(pembilang=quarters(*above), penyebut=quarters(*below)),
    )
    assert [told(s.realisasi) for s in item.sampai] == ["10,00", "55,00", "51,67", "61,00"]
    assert [told(s.target) for s in item.sampai] == ["70,00", "75,00", MISSING, "80,00"]


def test_counts_of_the_year_alone_stand_in_its_last_quarter() -> None:
    one = indikator(komponen=KOMPONEN, satuan="%", frekuensi="triwulanan", agregasi="jumlah")
    reported = isian(
        pembilang=quarters(None, None, None, 61), penyebut=quarters(None, None, None, 100), alasan_tahunan="Buku rusak."
    )
    assert told(satu(one, janji(80), reported).realisasi) == "61,00"
    assert (
        told(satu(one, janji(80), replace(reported, alasan_tahunan=None)).realisasi)
        == "triwulan I, II, III belum terisi"
    )


@pytest.mark.parametrize(
    ("count", "told_as"), [(8, "100 × 1 ÷ 1 + "), (9, "jumlah pagu × keluaran ÷ targetnya dari 9 ")]
)
def test_what_outputs_should_have_cost_is_written_out_up_to_eight_parts(count: int, told_as: str) -> None:
    found = cost("PMK", "100", (("S1",), *[(100, 90, 1, 1)] * count)).seharusnya
    assert found is not None and found.nilai == 100 * count
    assert (found.kunci, found.cara.startswith(told_as)) == ("S1.seharusnya", True)


def test_every_sub_kegiatan_counts_and_the_first_without_output_is_named() -> None:
    found = cost("PMK", "100", (("S1",), (100, 90, 1, None), (50, 40, 1, 1), (0, 0, 2, 1), (10, 10, 0, 1)))
    assert found.seharusnya is not None
    assert found.seharusnya.alasan == "keluaran sub kegiatan 7.01.01.2.01.1 belum dilaporkan"
    small = cost("PMK", "100", (("S1",), (1, 1, 2, 1))).seharusnya
    assert small is not None and small.nilai == D("0.5")
