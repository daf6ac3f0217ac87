"""The data as somebody gets it who has only the folder `data/`: whole, in its form, and broken when it is."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from keluaran import Terbit

YEARS = (2022, 2023)


def frictionless(folder: Path) -> tuple[int, str]:
    """Validate a folder's package by the program of that name; return its exit code and what it says."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize("year", YEARS)
def test_another_program_accepts_the_package_of_every_year(year: int, resmi: Terbit) -> None:
    code, said = frictionless(resmi.build / f"data/{year}")
    report = json.loads(said)
    assert (code, report["valid"], report["stats"]["errors"]) == (0, True, 0)
    tables = {p.name for p in (resmi.build / f"data/{year}").glob("*.csv")}
    assert {task["place"] for task in report["tasks"]} == tables
    assert all(task["stats"]["rows"] >= 1 for task in report["tasks"])


def test_a_cell_that_is_no_number_is_refused_with_its_place(resmi: Terbit, tmp_path: Path) -> None:
    folder = shutil.copytree(resmi.build / "data/2023", tmp_path / "2023")
    table = folder / "capaian.csv"
    table.write_text(table.read_text("utf-8").replace("85.125", '"85,125"'), "utf-8")
    code, said = frictionless(folder)
    (task,) = [task for task in json.loads(said)["tasks"] if not task["valid"]]
    assert (code, task["place"]) == (1, "capaian.csv")
    assert [(e["type"], e["rowNumber"], e["fieldName"], e["cell"]) for e in task["errors"]] == [
        ("type-error", 2, "Realisasi", "85,125"),
    ]


@pytest.mark.parametrize("path", ["laporan.json", *(f"{year}/laporan.json" for year in YEARS)])
def test_the_report_has_the_form_that_lies_beside_it(path: str, resmi: Terbit) -> None:
    form = json.loads((resmi.build / "data/laporan.schema.json").read_text("utf-8"))
    report = json.loads((resmi.build / "data" / path).read_text("utf-8"))
    Draft202012Validator.check_schema(form)
    assert [error.message for error in Draft202012Validator(form).iter_errors(report)] == []
    report["sasaran"][0]["capaian"]["nilai"] = 97.23
    assert len(list(Draft202012Validator(form).iter_errors(report))) == 1


def test_a_number_in_a_table_is_the_exact_decimal_of_the_report(resmi: Terbit) -> None:
    """Of two indicators, by hand: (84,5 + 85,75) / 2 = 85,125; 85,125 / 84; (2·20 − 21,375) / 20."""
    with (resmi.build / "data/2023/capaian.csv").open(encoding="utf-8", newline="") as file:
        first, second, third, fourth = csv.DictReader(file)
    assert (first["Realisasi"], second["Realisasi"], second["Capaian (%)"]) == ("85.125", "21.375", "93.12500")
    assert Decimal(first["Capaian (%)"]) == pytest.approx(Decimal("85.125") / 84 * 100, abs=Decimal("1e-20"))
    assert (third["Target"], third["Realisasi"], third["Capaian (%)"]) == ("4", "6", "150.0")
    assert (fourth["Target"], fourth["Realisasi"], fourth["Capaian (%)"]) == ("60", "", "")


def test_the_newest_report_stands_in_front(resmi: Terbit) -> None:
    folder = resmi.build / "data"
    assert (folder / "laporan.json").read_bytes() == (folder / "2023/laporan.json").read_bytes()
    years: list[dict[str, Any]] = [json.loads((folder / f"{y}/laporan.json").read_text("utf-8")) for y in YEARS]
    assert [year["tahun"] for year in years] == list(YEARS)
    # What a year says of the year before is what that year says of itself.
    earlier = {i["kode"]: i for s in years[0]["sasaran"] for i in s["indikator"]}
    for item in (i for s in years[1]["sasaran"] for i in s["indikator"]):
        (before,) = [y for y in item["tahun"] if y["tahun"] == 2022]
        for name in ("target", "realisasi", "capaian"):
            assert before[name]["nilai"] == earlier[item["kode"]][name]["nilai"], (item["kode"], name)
