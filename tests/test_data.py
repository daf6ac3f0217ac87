"""The data: every figure exact and as shown, in the form that its schema states; tables that other programs read."""

from __future__ import annotations

import copy
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import KASUS, make_office
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from lkip.capaian import Angka, Laporan, compute, persen, rupiah
from lkip.data import figure, laporan_json
from lkip.model import AturanEfisiensi
from lkip.paket import package, write_data
from lkip.pipeline import read
from lkip.problem import has_errors
from lkip.tabel import definitions

ROOT = Path(__file__).parent.parent
SCHEMA_FILE = ROOT / "schemas" / "laporan.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker(formats=["date"]))
# `dua-tahun` has two agreements, benchmarks, outputs, and an earlier year with a folder of its own; `ragam` measures in
# every way there is; the year of `sampai-triwulan` is not over.
OFFICES = ("lengkap", "muncar", "dua-tahun", "ragam", "sampai-triwulan")
_TAMBAHAN = OFFICES[2:]

Step = str | int
Change = Callable[[dict[str, Any]], object]


@cache
def report(office: str, tahun: int | None = None) -> Laporan:
    """The report of an office; some lie over `lengkap`."""
    with tempfile.TemporaryDirectory() as folder:
        whole = office not in _TAMBAHAN
        root = KASUS / office if whole else make_office(Path(folder) / "kantor", overlay=KASUS / office)
        hasil = read(root, tahun)
    assert hasil.laporan is not None and not has_errors(hasil.problems), "\n".join(map(str, hasil.problems))
    return hasil.laporan


def text_of(office: str) -> str:
    return laporan_json(report(office))


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text_of("dua-tahun"))
    return loaded


# --- figures ---------------------------------------------------------------------------------------------------


def test_a_figure_is_exact_and_as_shown_or_says_why_it_is_missing() -> None:
    assert figure(persen(Decimal("128.125"))) == {"nilai": "128.125", "tampil": "128,13", "satuan": "%"}
    assert figure(rupiah(Decimal("3831102351"))) == {"nilai": "3831102351", "tampil": "3.831.102.351", "satuan": "Rp"}
    assert figure(Angka(Decimal("-2.625"), "menit", 1)) == {"nilai": "-2.625", "tampil": "-2,6", "satuan": "menit"}
    assert figure(Angka(Decimal("1E+3"), "unit", 0)) == {"nilai": "1000", "tampil": "1.000", "satuan": "unit"}
    missing = {"nilai": None, "tampil": "–", "satuan": "%", "alasan": "target 0 tidak dapat dijadikan pembagi"}
    assert figure(persen("target 0 tidak dapat dijadikan pembagi")) == missing
    named = {"kunci": "IKU-01.capaian"}
    told = {**named, "nilai": "90", "tampil": "90,00", "satuan": "%", "cara": "9 ÷ 10 × 100"}
    assert figure(persen(Decimal(90), "IKU-01.capaian", "9 ÷ 10 × 100")) == told
    assert figure(persen("pagu 0", "IKU-01.capaian", "9 ÷ 0 × 100")) == {**named, **missing, "alasan": "pagu 0"}


def test_a_range_a_word_and_a_provisional_figure_say_what_they_are() -> None:
    low, high = Decimal(5), Decimal(6)
    both = {"nilai": "5", "tampil": "5,00–6,00", "satuan": "hari", "atas": "6"}
    assert figure(Angka(low, "hari", 2, atas=high)) == both
    assert figure(Angka(low, "hari", 2, atas=low)) == {**both, "tampil": "5,00", "atas": "5"}
    step = {"nilai": "3", "tampil": "BB", "satuan": "", "teks": "BB"}
    assert figure(Angka(Decimal(3), "", 0, teks="BB")) == step
    words = {"nilai": None, "tampil": "Tertib*", "satuan": "", "teks": "Tertib", "sementara": True}
    made = figure(Angka(None, "", 0, "dinyatakan dengan kata", "", "disampaikan Seksi", teks="Tertib", sementara=True))
    assert made == {**words, "alasan": "dinyatakan dengan kata", "cara": "disampaikan Seksi"}
    assert figure(persen(low, sementara=True)) == {"nilai": "5", "tampil": "5,00*", "satuan": "%", "sementara": True}
    assert "sementara" not in figure(Angka(None, "%", alasan="belum ada", sementara=True))


def half_up(value: Decimal, places: int) -> str:
    """The school rule in whole numbers, written independently of the engine's."""
    numerator, denominator = abs(value).as_integer_ratio()
    units = (2 * numerator * 10**places + denominator) // (2 * denominator)
    whole, rest = divmod(units, 10**places)
    sign = "-" if value < 0 and units else ""
    return f"{sign}{whole:,}".replace(",", ".") + (f",{rest:0{places}}" if places else "")


@given(st.decimals(-(10**15), 10**15, allow_nan=False, places=6), st.integers(0, 4))
@example(Decimal("0.005"), 2)
@example(Decimal("-0.004"), 2)
@example(Decimal("999.995"), 2)
@example(Decimal("-0.5"), 0)
def test_the_shown_form_is_the_exact_one_rounded_half_up(value: Decimal, places: int) -> None:
    found = figure(Angka(value, "%", places))
    assert Decimal(found["nilai"]) == value
    assert found["tampil"] == half_up(value, places)


def figures(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and "tampil" in node:
        yield node
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from figures(part)


@pytest.mark.parametrize("office", OFFICES)
def test_every_figure_of_a_report_is_shown_half_up_with_the_decimals_of_its_unit(office: str) -> None:
    found = list(figures(json.loads(text_of(office))))
    assert len(found) > 100
    for f in found:
        mark = "*" if f.get("sementara") else ""
        bare = f["tampil"].removesuffix(mark)
        assert f["tampil"] == bare + mark
        if "teks" in f:
            assert bare == f["teks"]
            continue
        ends = [f[name] for name in ("nilai", "atas") if f.get(name) is not None]
        places = len(bare.rpartition(",")[2]) if "," in bare else 0
        assert bare == ("–".join(dict.fromkeys(half_up(Decimal(end), places) for end in ends)) or "–")
        assert places == {"Rp": 0, "–": 0}.get(f["satuan"], places)


@pytest.mark.parametrize("office", OFFICES)
def test_no_number_passes_through_a_float(office: str) -> None:
    def refuse(text: str) -> None:
        raise AssertionError(text)

    json.loads(text_of(office), parse_float=refuse, parse_constant=refuse)


def test_the_same_content_gives_the_same_bytes_in_another_process_zone_and_locale() -> None:
    code = (
        "import sys; from pathlib import Path; from lkip.pipeline import read; from lkip.data import laporan_json;"
        "sys.stdout.buffer.write(laporan_json(read(Path(sys.argv[1])).laporan).encode())"
    )
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Makassar", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code, KASUS / "muncar"],
            cwd=ROOT,
            env={**os.environ, **s},
            capture_output=True,
            check=True,
        ).stdout
        for s in settings
    ]
    assert made == [text_of("muncar").encode()] * 2


# --- the schema ------------------------------------------------------------------------------------------------


def parts(node: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema with its path."""
    if isinstance(node, dict):
        yield path, node
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from parts(value, f"{path}/{key}")


def test_every_object_is_closed_and_every_field_needed_and_explained() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    figure_always = ("nilai", "tampil", "satuan")
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for path, part in parts(SCHEMA):
        if part.get("type") == "object":
            assert part["additionalProperties"] is False, path
            assert {"title", "description"} <= part.keys(), path
            assert part["required"] == [n for n in part["properties"] if path != "#/$defs/angka" or n in figure_always]
            for name, field in part["properties"].items():
                assert field.get("title") and field.get("description", "").endswith("."), f"{path}/{name}"


@pytest.mark.parametrize("office", OFFICES)
def test_a_report_has_the_form(office: str) -> None:
    assert [e.json_path + " " + e.message for e in VALIDATOR.iter_errors(json.loads(text_of(office)))] == []


def test_an_independent_validator_says_the_same(tmp_path: Path, data: dict[str, Any]) -> None:
    good = [tmp_path / f"{office}.json" for office in OFFICES]
    for file in good:
        file.write_text(text_of(file.stem), "utf-8")
    faulty = tmp_path / "salah.json"
    wrong = copy.deepcopy(data)
    wrong["sasaran"][0]["indikator"][0]["realisasi"]["nilai"] = 85.125
    faulty.write_text(json.dumps(wrong), "utf-8")

    def run(*args: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "check_jsonschema", *args], capture_output=True, text=True, check=False
        )

    metaschema, accepted = run("--check-metaschema", SCHEMA_FILE), run("--schemafile", SCHEMA_FILE, *good)
    assert (metaschema.returncode, accepted.returncode) == (0, 0), metaschema.stdout + accepted.stdout
    refused = run("--schemafile", SCHEMA_FILE, *good, faulty)
    assert refused.returncode == 1
    assert "$.sasaran[0].indikator[0].realisasi" in refused.stdout and "lengkap.json" not in refused.stdout


def places(data: Any, seen: set[object]) -> Iterator[tuple[Step, ...]]:
    """Every place in the data of a form not yet seen; inside figures, all of one form, only with and without value.

    The items of a list have one form, so a place is what leads to it without the numbers, and what stands beside it.
    """

    def walk(node: Any, path: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
        if isinstance(node, dict) and "tampil" in node:
            if (kind := (node["nilai"] is None, *sorted({"atas", "teks", "sementara"} & set(node)))) in seen:
                return
            seen.add(kind)
        if isinstance(node, dict | list):
            beside = tuple(node) if isinstance(node, dict) else ()
            for key, value in node.items() if isinstance(node, dict) else enumerate(node):
                here = (*path, key)
                form = (tuple(step for step in here if isinstance(step, str)), beside, type(value))
                if form not in seen:
                    seen.add(form)
                    yield here
                yield from walk(value, here)

    yield from walk(data, ())


def shortened(node: Any) -> Any:
    """Keep the first item of every list (the four quarters and nine elements stay): the whole form in little."""
    if isinstance(node, dict):
        return {k: v if k in ("triwulan", "target_triwulan", "unsur") else shortened(v) for k, v in node.items()}
    return [shortened(item) for item in node[:1]] if isinstance(node, list) else node


def changed(data: dict[str, Any], path: tuple[Step, ...], change: Callable[[Any, Step], object]) -> dict[str, Any]:
    result = copy.deepcopy(data)
    parent: Any = result
    for step in path[:-1]:
        parent = parent[step]
    change(parent, path[-1])
    return result


def accepted(data: Any) -> bool:
    return VALIDATOR.is_valid(data)


# What a figure may have or not, whatever else it has.
FREE = ("kunci", "cara")


def test_no_field_can_be_left_out_renamed_or_of_another_type() -> None:
    """In the office of all measures, and where that of two years has something else."""
    seen: set[object] = set()
    tried: list[Step] = []
    slipped = []
    for office in ("ragam", "dua-tahun"):
        small = shortened(json.loads(text_of(office)))
        assert accepted(small)
        for path in places(small, seen):
            tried.append(path[-1])
            wrong = {"other type": lambda parent, step: parent.__setitem__(step, 1.5)}
            if isinstance(path[-1], str):
                wrong["renamed"] = lambda parent, step: parent.__setitem__(f"{step}_", parent.pop(step))
                wrong["added"] = lambda parent, step: parent.__setitem__(f"{step}_", parent[step])
                if path[-1] not in FREE:
                    wrong["left out"] = lambda parent, step: parent.pop(step)
            slipped += [(how, path) for how, change in wrong.items() if accepted(changed(small, path, change))]
    assert slipped == []
    assert "alasan" in tried and len(tried) > 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"nilai": "1.234,50", "tampil": "1.234,50", "satuan": "%"},
        {"nilai": "1e3", "tampil": "1.000", "satuan": "%"},
        {"nilai": "01", "tampil": "1", "satuan": "%"},
        {"nilai": "NaN", "tampil": "–", "satuan": "%"},
        {"nilai": "", "tampil": "–", "satuan": "%"},
        {"nilai": "1234.5", "tampil": "1,234.50", "satuan": "%"},
        {"nilai": "1234.5", "tampil": "1234,50", "satuan": "%"},
        {"nilai": "90", "tampil": "90%", "satuan": "%"},
        {"nilai": "90", "tampil": "–", "satuan": "%"},
        {"nilai": "90", "tampil": "90", "satuan": None},
        {"nilai": "5", "tampil": "5–6", "satuan": "hari"},
        {"nilai": None, "tampil": "–", "satuan": "%", "atas": "6", "alasan": "belum ada"},
        {"nilai": "5", "tampil": "BB", "satuan": ""},
        {"nilai": "5", "tampil": "BB", "satuan": "", "teks": "BB", "atas": "6"},
        {"nilai": None, "tampil": "Tertib", "satuan": "", "teks": "Tertib"},
        {"nilai": "90", "tampil": "90*", "satuan": "%"},
        {"nilai": "90", "tampil": "90", "satuan": "%", "sementara": True},
        {"nilai": "90", "tampil": "90*", "satuan": "%", "sementara": False},
        {"nilai": None, "tampil": "–", "satuan": "%", "alasan": "belum ada", "sementara": True},
        {"kunci": "", "nilai": "90", "tampil": "90", "satuan": "%"},
        {"nilai": "90", "tampil": "90", "satuan": "%", "alasan": "ada nilainya"},
        {"nilai": "90", "tampil": "90", "satuan": "%", "cara": ""},
        {"nilai": "90", "tampil": "90", "satuan": "%", "cara": None},
        {"nilai": None, "tampil": "–", "satuan": "%", "alasan": "belum ada", "cara": "9 ÷ 10 × 100"},
        {"nilai": None, "tampil": "–", "satuan": "%"},
        {"nilai": None, "tampil": "–", "satuan": "%", "alasan": None},
        {"nilai": None, "tampil": "–", "satuan": "%", "alasan": ""},
        {"nilai": None, "tampil": "0,00", "satuan": "%", "alasan": "belum ada"},
        90,
        "90",
        None,
    ],
    ids=str,
)
def test_a_figure_that_contradicts_itself_is_refused(wrong: Any, data: dict[str, Any]) -> None:
    assert not accepted({**data, "capaian": wrong})


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(versi_bentuk=2),
        lambda d: d.update(sampai_triwulan="IV"),
        lambda d: d["kebijakan"].update(efisiensi="E4"),
        lambda d: d["tujuan"][0].update(sasaran=[]),
        lambda d: d["sasaran"][0]["indikator"][0].update(jenis_target="paling besar"),
        lambda d: d["sasaran"][0]["indikator"][0]["target_triwulan"].pop(),
        lambda d: d["sasaran"][0]["indikator"][0]["laju"].update(simpulan="cukup"),
        lambda d: d["sasaran"][0]["indikator"][0].update(polaritas="netral"),
        lambda d: d.update(tahun="2023"),
        lambda d: d.update(status_data="asli"),
        lambda d: d.update(sasaran=[]),
        lambda d: d["dokumen"].update(tanggal="23-02-2024"),
        lambda d: d["dokumen"].update(tanggal="2024-02-30"),
        lambda d: d["dokumen"].update(sidik="a" * 63),
        lambda d: d["sasaran"][0].update(dinilai=-1),
        lambda d: d["sasaran"][0].update(kategori=""),
        lambda d: d["sasaran"][0]["indikator"][0]["triwulan"].pop(),
        lambda d: d["sasaran"][0]["indikator"][0].update(rumus_capaian="T-R"),
        lambda d: d["sasaran"][0]["indikator"][0].update(tren="naik"),
        lambda d: d["sasaran"][0]["indikator"][0]["pembanding"][0].update(letak="lebih tinggi"),
        lambda d: d["sasaran"][0]["indikator"][0].update(alasan_tanpa_pembanding=""),
        lambda d: d["sasaran"][0]["efisiensi"].update(efisien="efisien"),
        lambda d: d["anggaran"]["bagian"][0]["bagian"][0]["bagian"][0].update(tingkat="rincian"),
        lambda d: d.update(perjanjian_kinerja=[]),
        lambda d: d["perjanjian_kinerja"].append(d["perjanjian_kinerja"][0]),
        lambda d: d["perjanjian_kinerja"][1].update(jenis="kedua"),
    ],
)
def test_a_value_outside_its_field_is_refused(change: Change, data: dict[str, Any]) -> None:
    wrong = copy.deepcopy(data)
    change(wrong)
    assert not accepted(wrong)


def test_the_report_of_the_office_is_the_one_in_the_json(data: dict[str, Any]) -> None:
    laporan = report("dua-tahun")
    assert [s["kode"] for s in data["sasaran"]] == [s.kode for s in laporan.sasaran]
    assert [(t["kode"], t["sasaran"]) for t in data["tujuan"]] == [("T1", ["S1", "S2"])]
    assert {s["tujuan"] for s in data["sasaran"]} == {"T1"}
    assert data["dokumen"]["sidik"] == laporan.bahan.sidik
    assert data["capaian"]["tampil"] == laporan.capaian.tampil
    assert data["anggaran"]["tingkat"] == "jumlah" and data["riwayat_anggaran"][-1]["nama"] == "Jumlah"


def test_both_agreements_stand_there_the_one_in_force_last(data: dict[str, Any]) -> None:
    first, last = data["perjanjian_kinerja"]
    assert [(pk["jenis"], pk["tanggal"], pk["alasan_perubahan"]) for pk in (first, last)] == [
        ("murni", "2023-01-10", None),
        ("perubahan", "2023-10-02", "Pergeseran anggaran pada APBD perubahan; target IKU-01 dinaikkan."),
    ]
    assert [[i["target"]["tampil"] for i in pk["indikator"]] for pk in (first, last)] == [
        ["84,00", "20,0", "6"],
        ["85,00", "20,0", "6"],
    ]
    assert [pk["jumlah"]["nilai"] for pk in (first, last)] == ["620000000", "630000000"]
    assert data["anggaran_perjanjian"]["nilai"] == "630000000"
    assert data["sasaran"][0]["indikator"][0]["target"]["nilai"] == "85"


def test_what_an_indicator_is_held_against_and_what_a_goal_cost(data: dict[str, Any]) -> None:
    one, other = data["sasaran"][0]["indikator"][0]["pembanding"]
    assert (one["selisih"]["nilai"], one["letak"]) == ("1.025", "lebih baik")
    assert (other["selisih"]["nilai"], other["letak"]) == ("-3.1800", "belum sebaik")
    assert data["sasaran"][1]["indikator"][0]["alasan_tanpa_pembanding"] == "Belum ada angka pembanding yang terbit."
    efisiensi = data["sasaran"][1]["efisiensi"]
    assert (efisiensi["selisih"]["tampil"], efisiensi["selisih"]["satuan"]) == ("7,84", "poin persen")
    assert (efisiensi["efisien"], efisiensi["program"], efisiensi["bersama"]) == (True, ["7.01.01"], ["7.01.01"])


def test_every_way_to_measure_stands_there() -> None:
    data = json.loads(text_of("ragam"))
    items = {i["kode"]: i for s in data["sasaran"] for i in s["indikator"]}
    assert {kode: (i["jenis_target"], i["target"]["tampil"]) for kode, i in items.items()} == {
        "IKU-01": ("paling sedikit", "84,00"),
        "IKU-02": ("paling banyak", "20,0"),
        "IKU-03": ("paling sedikit", "6"),
        "IKU-04": ("paling sedikit", "80,00"),
        "IKU-05": ("antara", "60,0–80,0"),
        "IKU-06": ("predikat", "B"),
        "IKU-07": ("dengan kata", "Tertib"),
        "IKU-08": ("tepat", "12"),
    }
    survey = items["IKU-01"]["survei"][1]
    assert (survey["triwulan"], survey["indeks"]["tampil"], survey["mutu"]) == ("IV", "88,47", "A")
    assert [u["konversi"]["tampil"] for u in survey["unsur"]][-2:] == ["100,00", "81,25"]
    last = items["IKU-04"]["bagian"][3]
    assert [last[n]["tampil"] for n in ("pembilang", "penyebut", "hasil")] == ["12*", "14*", "85,71*"]
    assert items["IKU-04"]["sementara"] == "Pengaduan Desember masih diverifikasi."
    assert items["IKU-04"]["capaian"]["sementara"] and data["capaian"]["sementara"]
    assert items["IKU-07"]["alasan_manual"].startswith("Sembilan dari sepuluh")
    assert [q["capaian"]["tampil"] for q in items["IKU-02"]["sampai"]] == ["90,91", "90,48", "90,98", "93,13"]
    assert (items["IKU-01"]["laju"]["sejak"], items["IKU-01"]["laju"]["rata_rata"]["tampil"]) == (2020, "3,47")
    assert items["IKU-01"]["bukti"][0]["ukuran"] == 32
    assert (data["skala"]["nama"], [k["sampai"] for k in data["skala"]["kelas"]]) == (
        "Skala tahun 2023",
        [None, "100", "75"],
    )
    assert [(w["apa"], w["cocok"]) for w in data["saksi"]][::2] == [
        ("anggaran.realisasi", True),
        ("IKU-03.realisasi", True),
    ]
    assert (data["disaksikan"], data["dapat_disaksikan"], data["kebijakan"]["efisiensi"]) == (3, 13, "E3")


def test_a_part_of_a_year_says_up_to_when() -> None:
    data = json.loads(text_of("sampai-triwulan"))
    assert (data["sampai_triwulan"], json.loads(text_of("lengkap"))["sampai_triwulan"]) == ("II", None)
    first = data["sasaran"][0]["indikator"][0]
    assert first["kemajuan"]["alasan"] == "laporan ini belum setahun penuh"
    assert data["perjanjian_kinerja"][0]["indikator"][0]["target"]["nilai"] == "84"
    assert first["target"]["nilai"] == "83"


# --- the package of a year -------------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_package_of_a_year_has_a_table_for_each_definition_that_has_rows() -> None:
    every = {f"{n}.csv" for n, spec in definitions("tabel.yml").items() if spec.get("data", True) is not False}
    assert set(package(report("ragam"))) == {"laporan.json", "datapackage.json", *every}
    # Nobody has components, surveys, quarterly targets or witnesses here.
    tables = every - {f"{n}.csv" for n in ("komponen", "survei", "unsur", "sampai-triwulan", "saksi")}
    assert set(package(report("dua-tahun"))) == {"laporan.json", "datapackage.json", *tables}
    # The year before has no profile, benchmark or plan for later: no table without rows.
    gone = ("wilayah", "pegawai-golongan", "pegawai-pendidikan", "sarana", "isu", "sasaran-pembanding")
    earlier = set(package(report("dua-tahun", 2022)))
    assert tables - earlier == {f"{n}.csv" for n in (*gone, "tindak-lanjut")}


def test_a_table_of_the_package_is_exact_without_totals_and_empty_where_nothing_is() -> None:
    made = package(report("dua-tahun"))
    assert made["capaian.csv"] == (
        "Sasaran,Kode,Indikator Kinerja,Satuan,Jenis target,Target,Realisasi,Capaian (%),Kategori\n"
        "S1,IKU-01,Indeks Kepuasan Masyarakat,indeks,paling sedikit,85,85.125,100.1470588235294117647058823529412,"
        "Sangat Tinggi\n"
        "S1,IKU-02,Rata-rata waktu layanan,menit,paling banyak,20,21.375,93.12500,Sangat Tinggi\n"
        "S2,IKU-03,Desa dengan laporan tepat waktu,desa,paling sedikit,6,6,100,Sangat Tinggi\n"
    )
    assert [
        (r["Kode indikator"], r["Realisasi 2021"], r["Perubahan dari tahun lalu"])
        for r in rows(made["perbandingan-realisasi.csv"])
    ] == [("IKU-01", "79.20", "1.625"), ("IKU-02", "", "-2.625"), ("IKU-03", "", "1")]
    assert [r["Keluaran Realisasi"] for r in rows(made["anggaran-rinci.csv"])] == ["", "", "4", "4.5", "", "", ""]


def test_what_no_number_says_stands_in_columns_of_its_own() -> None:
    made = rows(package(report("ragam"))["capaian.csv"])
    found = {r["Kode"]: (r["Target"], r["Target (batas atas)"], r["Target (kata)"], r["Realisasi"]) for r in made}
    assert {kode: found[kode] for kode in ("IKU-05", "IKU-06", "IKU-07", "IKU-08")} == {
        "IKU-05": ("60", "80", "", "70"),
        "IKU-06": ("3", "", "B", "2"),
        "IKU-07": ("", "", "Tertib", ""),
        "IKU-08": ("12", "", "", "12"),
    }
    assert [r["Kode"] for r in made if r["Realisasi (sementara)"] == "ya"] == ["IKU-04"]
    described = json.loads(package(report("ragam"))["datapackage.json"])["resources"]
    kinds = {f["name"]: f["type"] for r in described if r["name"] == "capaian" for f in r["schema"]["fields"]}
    assert (kinds["Target"], kinds["Target (batas atas)"], kinds["Target (kata)"]) == ("number", "number", "string")
    assert [r["title"] for r in described if "{" in r["title"]] == []


def test_a_program_that_supports_a_goal_is_known_by_its_code() -> None:
    made = rows(package(report("lengkap"))["sasaran-program.csv"])
    assert [(r["Kode sasaran"], r["Kode"]) for r in made] == [
        ("S1", "7.01.01"),
        ("S1", "7.01.01.2.01"),
        ("S1", "7.01.02"),
        ("S1", "7.01.02.2.02"),
        ("S2", "7.01.01"),
        ("S2", "7.01.01.2.01"),
    ]


@pytest.mark.parametrize(
    ("rule", "heads"),
    [
        ("E1", ["Selisih (poin persen)"]),
        ("E1-nol", ["Selisih, paling rendah 0 (poin persen)"]),
        ("E2", ["100 dikurangi serapan (poin persen)"]),
        ("E3", ["Selisih (poin persen)"]),
        ("PMK", ["Efisiensi keluaran (%)", "Nilai efisiensi (%)"]),
    ],
)
def test_the_head_of_the_efficiency_is_that_of_the_rule_in_use(rule: AturanEfisiensi, heads: list[str]) -> None:
    bahan = report("dua-tahun").bahan
    policy = replace(bahan.instansi.kebijakan, efisiensi=rule)
    made = package(compute(replace(bahan, instansi=replace(bahan.instansi, kebijakan=policy))))
    (first, *_) = rows(made["sasaran-efisiensi.csv"])
    front = ["Kode sasaran", "Capaian (%)", "Pagu program pendukung (Rp)", "Realisasi (Rp)", "Serapan (%)"]
    assert list(first) == [*front, *heads, "Anggaran yang dihemat (Rp)", "Simpulan"]


@pytest.mark.parametrize("office", OFFICES)
def test_tables_and_json_have_the_same_figures(office: str) -> None:
    made = package(report(office))
    loaded = json.loads(made["laporan.json"])
    items = [i for s in loaded["sasaran"] for i in s["indikator"]]
    names = {"Target": "target", "Realisasi": "realisasi", "Capaian (%)": "capaian"}
    for row, item in zip(rows(made["capaian.csv"]), items, strict=True):
        assert row["Kode"] == item["kode"]
        assert {h: row[h] for h in names} == {h: item[n]["nilai"] or "" for h, n in names.items()}
    wanted = {
        (line["nama"], str(t["tahun"])): (t["pagu"]["nilai"], t["serapan"]["nilai"] or "")
        for line in loaded["riwayat_anggaran"][:-1]
        for t in line["tahun"]
    }
    found = {(r["Program"], r["Tahun"]): (r["Pagu (Rp)"], r["Serapan (%)"]) for r in rows(made["riwayat-pagu.csv"])}
    assert found == wanted


@pytest.mark.parametrize("office", OFFICES)
def test_another_program_reads_the_package_and_finds_it_whole(office: str, tmp_path: Path) -> None:
    for name, text in package(report(office)).items():
        (tmp_path / name).write_text(text, "utf-8", newline="")

    def validate() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    good = validate()
    assert good.returncode == 0, good.stdout
    assert good.stdout.count(" VALID ") == len(list(tmp_path.glob("*.csv")))
    broken = tmp_path / "capaian.csv"
    broken.write_text(broken.read_text("utf-8").replace(",indeks,", ",in,deks,", 1), "utf-8")
    assert validate().returncode == 1


def test_the_package_says_what_it_is_and_how_far_it_can_be_trusted() -> None:
    described = json.loads(package(report("dua-tahun"))["datapackage.json"])
    assert {k: v for k, v in described.items() if k != "resources"} == {
        "name": "lkip-2023",
        "title": "LKIP Kecamatan Contoh Jaya tahun 2023",
        "description": "Kabupaten Contoh. Status data: contoh.",
        "version": "1.0",
        "created": "2024-02-23T00:00:00Z",
    }
    capaian = next(r for r in described["resources"] if r["name"] == "capaian")
    assert capaian["title"] == "Target, Realisasi dan Capaian Kinerja Tahun 2023"
    assert [f["type"] for f in capaian["schema"]["fields"]] == [*["string"] * 5, *["number"] * 3, "string"]


def test_no_cell_of_a_table_is_a_formula() -> None:
    bahan = report("dua-tahun").bahan
    first, *others = bahan.renstra.tujuan[0].sasaran[0].indikator
    hostile = replace(first, nama="=HYPERLINK(1)", sumber_data="@SUM(1)", cara_hitung="+1", definisi_operasional="-1")
    goal = replace(bahan.renstra.tujuan[0].sasaran[0], indikator=(hostile, *others))
    aim = replace(bahan.renstra.tujuan[0], sasaran=(goal, *bahan.renstra.tujuan[0].sasaran[1:]))
    made = package(compute(replace(bahan, renstra=replace(bahan.renstra, tujuan=(aim,)))))
    row = rows(made["kamus-indikator.csv"])[0]
    assert (row["Indikator Kinerja"], row["Sumber data"]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert (row["Cara hitung"], row["Definisi operasional"]) == ("'+1", "'-1")
    for name in (n for n in made if n.endswith(".csv")):
        for cells in csv.reader(io.StringIO(made[name])):
            assert not [c for c in cells if c[:1] in ("=", "+", "@") or (c[:1] == "-" and not is_number(c))]


def is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


def test_every_year_has_a_folder_and_the_newest_stands_in_front_with_its_schema(tmp_path: Path) -> None:
    years = [report("dua-tahun", 2022), report("dua-tahun")]
    write_data(years, tmp_path)
    found = {p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in tmp_path.rglob("*") if p.is_file()}
    wanted = {f"{y.tahun}/{name}": text for y in years for name, text in package(y).items()}
    wanted |= {"laporan.json": laporan_json(years[1]), "laporan.schema.json": SCHEMA_FILE.read_text("utf-8")}
    assert found == wanted
    assert json.loads(found["2022/laporan.json"])["tahun"] == 2022
