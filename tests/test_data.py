"""laporan.json: every figure exact and as shown, in the form that its schema states; what leaves it is refused."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import KASUS
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from lkip.capaian import Angka, Laporan, persen, rupiah
from lkip.data import figure, laporan_json
from lkip.pipeline import read

ROOT = Path(__file__).parent.parent
SCHEMA_FILE = ROOT / "schemas" / "laporan.schema.json"
SCHEMA = json.loads(SCHEMA_FILE.read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker(formats=["date"]))
OFFICES = ("lengkap", "muncar")

Step = str | int
Change = Callable[[dict[str, Any]], object]


def text_of(office: str) -> str:
    laporan = read(KASUS / office).laporan
    assert laporan is not None
    return laporan_json(laporan)


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text_of("lengkap"))
    return loaded


# --- figures ---------------------------------------------------------------------------------------------------


def test_a_figure_is_exact_and_as_shown_or_says_why_it_is_missing() -> None:
    assert figure(persen(Decimal("128.125"))) == {"nilai": "128.125", "tampil": "128,13", "satuan": "%"}
    assert figure(rupiah(Decimal("3831102351"))) == {"nilai": "3831102351", "tampil": "3.831.102.351", "satuan": "Rp"}
    assert figure(Angka(Decimal("-2.625"), "menit", 1)) == {"nilai": "-2.625", "tampil": "-2,6", "satuan": "menit"}
    assert figure(Angka(Decimal("1E+3"), "unit", 0)) == {"nilai": "1000", "tampil": "1.000", "satuan": "unit"}
    missing = {"nilai": None, "tampil": "–", "satuan": "%", "alasan": "target 0 tidak dapat dijadikan pembagi"}
    assert figure(persen("target 0 tidak dapat dijadikan pembagi")) == missing


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
        places = len(f["tampil"].partition(",")[2])
        assert f["tampil"] == ("–" if f["nilai"] is None else half_up(Decimal(f["nilai"]), places))
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


def test_every_object_is_closed_and_every_field_explained() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for path, part in parts(SCHEMA):
        if part.get("type") == "object":
            assert part["additionalProperties"] is False, path
            assert {"title", "description"} <= part.keys(), path
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


def places(data: Any) -> Iterator[tuple[Step, ...]]:
    """Every place in the data; inside figures, which are all of one form, only of the first with and without value."""
    seen = set()

    def walk(node: Any, path: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
        if isinstance(node, dict) and "tampil" in node:
            if (kind := node["nilai"] is None) in seen:
                return
            seen.add(kind)
        if isinstance(node, dict | list):
            for key, value in node.items() if isinstance(node, dict) else enumerate(node):
                yield (*path, key)
                yield from walk(value, (*path, key))

    yield from walk(data, ())


def shortened(node: Any) -> Any:
    """Keep the first item of every list (the four quarters stay): the whole form in little."""
    if isinstance(node, dict):
        return {k: v if k == "triwulan" else shortened(v) for k, v in node.items()}
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


def test_no_field_can_be_left_out_renamed_or_of_another_type(data: dict[str, Any]) -> None:
    small = shortened(data)
    assert accepted(small)
    paths = list(places(small))
    assert any(path[-1] == "alasan" for path in paths) and len(paths) > 100
    slipped = []
    for path in paths:
        wrong = {"other type": lambda parent, step: parent.__setitem__(step, 1.5)}
        if isinstance(path[-1], str):
            wrong["left out"] = lambda parent, step: parent.pop(step)
            wrong["renamed"] = lambda parent, step: parent.__setitem__(f"{step}_", parent.pop(step))
            wrong["added"] = lambda parent, step: parent.__setitem__(f"{step}_", parent[step])
        slipped += [(how, path) for how, change in wrong.items() if accepted(changed(small, path, change))]
    assert slipped == []


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
        {"nilai": "90", "tampil": "90", "satuan": ""},
        {"nilai": "90", "tampil": "90", "satuan": "%", "alasan": "ada nilainya"},
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
        lambda d: d["anggaran"]["bagian"][0]["bagian"][0]["bagian"][0].update(tingkat="rincian"),
    ],
)
def test_a_value_outside_its_field_is_refused(change: Change, data: dict[str, Any]) -> None:
    wrong = copy.deepcopy(data)
    change(wrong)
    assert not accepted(wrong)


def test_the_report_of_the_office_is_the_one_in_the_json(laporan: Laporan, data: dict[str, Any]) -> None:
    assert [s["kode"] for s in data["sasaran"]] == [s.kode for s in laporan.sasaran]
    assert data["dokumen"]["sidik"] == laporan.bahan.sidik
    assert data["capaian"]["tampil"] == laporan.capaian.tampil
    assert data["anggaran"]["tingkat"] == "jumlah" and data["riwayat_anggaran"][-1]["nama"] == "Jumlah"
