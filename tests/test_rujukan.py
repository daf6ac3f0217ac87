"""References in prose name figures of the report; what people write can never become a command of a terminal or CI."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Office
from hypothesis import given
from hypothesis import strategies as st

from lkip.capaian import Laporan
from lkip.check import gambar_ada
from lkip.huruf import lines, long_words
from lkip.load import MAX_BYTES
from lkip.model import Prosa
from lkip.pipeline import read
from lkip.problem import LEVELS, Problem, Source, has_errors, summary, visible
from lkip.prosa import check_prose
from lkip.rujukan import RUJUKAN, names, unknown

# --- names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tahun", "2023"),
        ("tahun_lalu", "2022"),
        ("periode", "2021–2026"),
        ("capaian", "98,62%"),
        ("kategori", "Sangat Tinggi"),
        ("instansi.nama", "Kecamatan Contoh Jaya"),
        ("anggaran.pagu", "Rp620.000.000"),
        ("anggaran.serapan", "94,92%"),
        ("7.01.01.serapan", "94,00%"),
        ("7.01.02.nama", "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik"),
        ("S1.capaian", "97,23%"),
        ("S2.kategori", "Sangat Tinggi"),
        ("IKU-01.realisasi", "85,13"),
        ("IKU-01.realisasi_lalu", "83,50"),
        ("IKU-01.capaian", "101,34%"),
        ("IKU-02.realisasi", "21,4"),
        ("IKU-02.satuan", "menit"),
        ("IKU-02.perubahan", "-2,6"),
        ("IKU-03.target_akhir", "9"),
        ("IKU-03.kemajuan", "66,67%"),
        ("tanpa_batas", "98,62%"),
        ("sampai_triwulan", "IV"),
        ("disaksikan", "0"),
        ("dapat_disaksikan", "10"),
        ("T1.nama", "Meningkatkan mutu layanan kecamatan"),
        ("T1.capaian", "98,62%"),
        ("T1.kategori", "Sangat Tinggi"),
        ("T1.tanpa_batas", "98,62%"),
        ("S1.tanpa_batas", "97,23%"),
        ("S1.serapan", "94,92%"),
        ("S1.efisiensi", "2,31"),
        ("S1.efisiensi_simpulan", "belum efisien"),
        ("S1.hemat", "belum tersedia"),
        ("S2.hemat", "Rp30.000.000"),
        ("IKU-01.dihitung", "101,34%"),
        ("IKU-01.jenis_target", "paling sedikit"),
        ("IKU-01.tren", "membaik"),
        ("IKU-01.laju", "1,63"),
        ("IKU-01.laju_perlu", "0,96"),
        ("IKU-01.laju_simpulan", "memadai"),
        ("IKU-01.rata_rata_realisasi", "84,31"),
        ("IKU-01.rata_rata_capaian", "101,58%"),
        ("IKU-01.mutu", "belum dapat dinilai"),
    ],
)
def test_a_name_stands_for_the_figure_as_printed(name: str, text: str, laporan: Laporan) -> None:
    assert names(laporan)[name] == text


def test_every_name_can_be_written_as_a_reference(laporan: Laporan) -> None:
    for name in names(laporan):
        assert RUJUKAN.fullmatch(f"{{{{{name}}}}}")


def told(teks: str, laporan: Laporan) -> list[str]:
    """What is said about a line of prose."""
    return [f"{p.source.line}:{p.source.column} {p.message}" for p in unknown(Prosa("x", "x.md", teks), names(laporan))]


@pytest.mark.parametrize(
    ("teks", "expected"),
    [
        ("Tanpa rujukan, 5 < 6 dan {catatan}.", []),
        ("{{IKU-01.capaian}} dan {{ tahun }}", []),
        ("Baris satu.\n\n{{IKU-01.capaian}}{{tahun}}", []),
        ("{{IKU-01.capain}}", ["1:1 rujukan {{IKU-01.capain}} tidak dikenal; maksudnya {{IKU-01.capaian}}?"]),
        ("é — 😀 {{IKU-01.Capaian}}", ["1:7 rujukan {{IKU-01.Capaian}} tidak dikenal; maksudnya {{IKU-01.capaian}}?"]),
        ("x\ny {{iku-02.target}}", ["2:3 rujukan {{iku-02.target}} tidak dikenal; maksudnya {{IKU-02.target}}?"]),
        (
            # another number is another indicator: nothing is offered that would print its figure
            "{{IKU-09.capaian}}",
            [
                "1:1 rujukan {{IKU-09.capaian}} tidak dikenal; "
                "contoh yang dikenal: {{IKU-01.capaian}}, {{anggaran.serapan}}, {{tahun}}"
            ],
        ),
        (
            "{{}} {{7*7}}",
            [
                "1:1 rujukan {{}} tidak dikenal; contoh yang dikenal: {{IKU-01.capaian}}, {{anggaran.serapan}}, "
                "{{tahun}}",
                "1:6 rujukan {{7*7}} tidak dikenal; contoh yang dikenal: {{IKU-01.capaian}}, {{anggaran.serapan}}, "
                "{{tahun}}",
            ],
        ),
        ("{{tahun", ["1:1 rujukan dibuka dengan {{ tetapi tidak ditutup }} di baris yang sama"]),
        ("a {{tahun\n}} b", ["1:3 rujukan dibuka dengan {{ tetapi tidak ditutup }} di baris yang sama"]),
        ("{tahun}", ["1:1 rujukan ditulis dengan dua kurung kurawal; tulis {{tahun}}"]),
        ("{{tahun}", ["1:2 rujukan ditulis dengan dua kurung kurawal; tulis {{tahun}}"]),
        ("{tahun}}", ["1:1 rujukan ditulis dengan dua kurung kurawal; tulis {{tahun}}"]),
        ("{{ {{tahun}}", ["1:1 rujukan dibuka dengan {{ tetapi tidak ditutup }} di baris yang sama"]),
    ],
)
def test_a_wrong_reference_is_told_at_its_place(teks: str, expected: list[str], laporan: Laporan) -> None:
    assert told(teks, laporan) == expected


@given(teks=st.text(st.sampled_from("{}tahun. \n"), max_size=40))
def test_what_is_told_as_right_is_replaced_whole(teks: str, laporan: Laporan) -> None:
    rest = RUJUKAN.sub("", teks)
    assert told(teks, laporan) or ("{{" not in rest and "{tahun}" not in rest)


@pytest.mark.parametrize("teks", ["{" * MAX_BYTES, "{{" * 250_000 + "}}", "{{a" * 170_000, "{{" + "{a" * 250_000 + "}"])
def test_no_prose_makes_the_search_slow(teks: str, laporan: Laporan) -> None:
    # Each took minutes while an unclosed reference was searched for to the end of the line from every brace.
    assert told(teks, laporan)


# --- terminal and CI -------------------------------------------------------------------------------------------

HOSTILE = [
    ("a\n::error::x", "a\\u000a::error::x"),
    ("a\r\n::set-output name=x::y", "a\\u000d\\u000a::set-output name=x::y"),
    ("\x1b[31mmerah\x1b[0m", "\\u001b[31mmerah\\u001b[0m"),
    ("\x1b]0;judul\x07", "\\u001b]0;judul\\u0007"),
    ("aman\u202eelif", "aman\\u202eelif"),
    ("a\u2028b\u2029c\x85d", "a\\u2028b\\u2029c\\u0085d"),
    ("nol\u200blebar\ufeff", "nol\\u200blebar\\ufeff"),
    ("\x00\x7f", "\\u0000\\u007f"),
    ("\udce9", "\\udce9"),
    ("\U000e0041", "\\ue0041"),
    ("##[add-mask]x", "\\u0023#[add-mask]x"),
    ("###[error]x", "#\\u0023#[error]x"),
    ("Seksi #1 — 100% é 😀", "Seksi #1 — 100% é 😀"),
]


@pytest.mark.parametrize(("text", "safe"), HOSTILE, ids=[safe for _, safe in HOSTILE])
def test_what_people_wrote_is_printed_on_one_line_without_acting(text: str, safe: str) -> None:
    problem = Problem(Source(f"content/{text}", 3, 4), f"nama '{text}' salah", "peringatan", "bentuk")
    assert visible(text) == safe
    assert str(problem) == f"content/{safe}:3:4: peringatan: nama '{safe}' salah [bentuk]"
    assert str(problem).encode("utf-8").decode("utf-8").splitlines() == [str(problem)]


def test_a_workflow_command_is_escaped_as_the_runner_demands() -> None:
    problem = Problem(Source("content/a,b:c%d\n::x.yml", 3, 4), "100% :: a,b\n::error::x", "galat", "bentuk")
    assert problem.as_github() == (
        "::error file=content/a%2Cb%3Ac%25d\\u000a%3A%3Ax.yml,line=3,col=4,title=galat [bentuk]"
        "::100%25 :: a,b\\u000a::error::x"
    )
    assert Problem(Source("a"), "x", "peringatan").as_github() == (
        "::warning file=a,line=1,col=1,title=peringatan [bentuk]::x"
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_leaves_its_line_or_its_place(path: str, message: str) -> None:
    problem = Problem(Source(path), message)
    command = problem.as_github()
    for line in (str(problem), command):
        assert line.encode("utf-8").decode("utf-8").splitlines() == [line]
        assert "\x1b" not in line and "##[" not in line
    properties, _, data = command.removeprefix("::error ").partition("::")
    assert [part.partition("=")[0] for part in properties.split(",")] == ["file", "line", "col", "title"]
    assert data == visible(message).replace("%", "%25")


def test_a_command_in_a_value_stays_a_value(kantor: Office) -> None:
    root = kantor(("2023/dokumen.yml", 'status: "draf"', 'status: "x ::error file=a::b%0A ##[add-mask]c"'))
    (problem,) = read(root).problems
    assert str(problem) == (
        "content/2023/dokumen.yml:1:9: galat: Status 'x ::error file=a::b%0A \\u0023#[add-mask]c' tidak dikenal; "
        "pilihannya: draf, final [bentuk]"
    )
    assert problem.as_github().endswith(
        "::Status 'x ::error file=a::b%250A \\u0023#[add-mask]c' tidak dikenal; pilihannya: draf, final"
    )


def test_a_line_break_in_a_value_is_refused_and_printed_on_one_line(kantor: Office) -> None:
    root = kantor(("2023/dokumen.yml", 'status: "draf"', 'status: "x\\n::error::y"'))
    (problem,) = read(root).problems
    assert str(problem) == (
        "content/2023/dokumen.yml:1:9: galat: teks di sini harus satu baris; gabungkan kembali menjadi satu baris "
        "[teks]"
    )


def test_a_command_in_a_key_stays_a_key(kantor: Office) -> None:
    root = kantor(("2023/dokumen.yml", 'kertas: "A4"', 'kertas: "A4"\n"::error::x": "y"'))
    (problem,) = read(root).problems
    assert str(problem) == (
        "content/2023/dokumen.yml:5:1: galat: isian '::error::x' tidak dikenal; "
        "yang dikenal di sini: status, versi, tanggal, tanggal_reviu, kertas, sampai_triwulan, pimpinan, skala [bentuk]"
    )


# --- problems --------------------------------------------------------------------------------------------------


def test_problems_sort_by_file_line_and_column_as_numbers() -> None:
    places = [Source("b", 1, 1), Source("a", 10, 1), Source("a", 9, 2), Source("a", 9, 10)]
    assert [str(p.source) for p in sorted(Problem(s, "x") for s in places)] == ["a:9:2", "a:9:10", "a:10:1", "b:1:1"]


def test_only_a_galat_stops_a_build_and_the_summary_counts_both() -> None:
    warning, error = Problem(Source("a"), "x", "peringatan"), Problem(Source("a"), "x", "galat")
    assert not has_errors([warning]) and has_errors([warning, error]) and not has_errors([])
    assert summary([warning, error, warning]) == "1 galat, 2 peringatan."
    assert summary([]) == "0 galat, 0 peringatan."
    assert LEVELS == ("galat", "peringatan", "catatan")


def test_the_place_of_a_problem_is_a_file_that_an_editor_can_open(kantor: Office) -> None:
    root = kantor(("2023/dokumen.yml", '"draf"', '"drap"'))
    (problem,) = read(root).problems
    line = (root / Path(problem.source.path)).read_text().splitlines()[problem.source.line - 1]
    assert line[problem.source.column - 1 :] == '"drap"'


@pytest.mark.parametrize(
    "line", ["- " + " " * 400_000, "> " * 5 + " " * 400_000, "1. " * 5 + " " * 400_000, "a" * 400_000 + "://"]
)
def test_one_long_line_of_prose_does_not_hold_up_the_check(line: str) -> None:
    prosa = Prosa("simpulan", "content/2023/narasi/simpulan.md", line + "\n")
    assert check_prose([prosa], [prosa]) is not None
    assert [p for text, at in lines(prosa) for p in long_words(text, at)] == []


@pytest.mark.parametrize(
    "teks",
    ["![" * 64_000, "![](../gambar/" * 9_000, "![a](../gambar/a.png" * 6_000, "![\n" * 43_000, "![a](b)\n\n" * 14_000],
    ids=["brackets", "addresses", "no end", "a picture a line", "pictures"],
)
def test_no_pictures_in_prose_hold_up_the_check(teks: str, laporan: Laporan) -> None:
    prosa = Prosa("simpulan", "content/2023/narasi/simpulan.md", teks)
    assert check_prose([prosa], [])
    assert list(gambar_ada(replace(laporan, bahan=replace(laporan.bahan, narasi=(prosa,))))) is not None


def test_every_word_wider_than_a_column_is_told_and_an_address_is_not() -> None:
    prosa = Prosa("simpulan", "content/2023/narasi/simpulan.md", f"https://{'a' * 80} {'b' * 61} {'c' * 60}\n")
    (problem,) = [p for text, at in lines(prosa) for p in long_words(text, at)]
    assert problem.source.column == 90 and "sepanjang 61 huruf" in problem.message
