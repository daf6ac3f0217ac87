"""The proof: what outputs show is what laporan.json says, and no output shows a figure that is not in it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from keluaran import Terbit, page, pdf_body, word, word_lines

# A figure as Indonesians write it, with a comma or with thousands marks: codes, dates and years have neither.
FIGURE = re.compile(r"(?<![\d.,])-?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\d]|\.\d|,\d)")


def figures(node: Any) -> Iterator[dict[str, Any]]:
    """Every figure of laporan.json."""
    if isinstance(node, dict):
        if {"nilai", "tampil"} <= set(node):
            yield node
        for value in node.values():
            yield from figures(value)
    elif isinstance(node, list):
        for item in node:
            yield from figures(item)


def known(terbit: Terbit) -> set[str]:
    """Every figure that an output may show: those of laporan.json, in their calculations too, and what people wrote."""
    data = json.loads(terbit.json.read_text("utf-8"))
    found = {f["tampil"] for f in figures(data)}
    found |= {number for f in figures(data) for number in FIGURE.findall(f.get("cara", ""))}
    found |= {f"{Decimal(k['mulai']):.2f}".replace(".", ",") for k in data["skala"]["kelas"]}
    folder = terbit.root / "content"
    sizes = [f.stat().st_size for f in folder.rglob("*") if f.is_file()]
    found |= {f"{size:,}".replace(",", ".") for size in sizes}
    for file in folder.rglob("*"):
        if file.suffix in (".yml", ".md"):
            found |= set(FIGURE.findall(file.read_text("utf-8")))
    return found


def shown(terbit: Terbit) -> dict[str, str]:
    """The text of each output of the newest year."""
    year = terbit.laporan.tahun
    site = "\n".join("\n".join(page(f).lines) for f in sorted((terbit.site / str(year)).glob("*.html")))
    return {
        "PDF": pdf_body(terbit.pdf),
        "Word": "\n".join(word_lines(word(terbit.docx))),
        "site": site + "\n".join(page(terbit.site / "index.html").lines),
    }


def strangers(text: str, allowed: set[str]) -> list[str]:
    return sorted(set(FIGURE.findall(text)) - allowed)


@pytest.mark.parametrize("office", ["terbit", "resmi", "muncar_terbit"])
def test_no_output_shows_a_figure_that_is_not_in_the_json(office: str, request: pytest.FixtureRequest) -> None:
    terbit: Terbit = request.getfixturevalue(office)
    allowed = known(terbit)
    texts = shown(terbit)
    assert min(len(FIGURE.findall(text)) for text in texts.values()) > 150
    assert {name: found for name, text in texts.items() if (found := strangers(text, allowed))} == {}


def test_a_figure_of_no_source_would_be_found(terbit: Terbit) -> None:
    assert strangers("capaian 101,34 dan 765.432,10", known(terbit)) == ["765.432,10"]


def printed(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The figures of laporan.json that every output has: what was reached and spent, now and in earlier years."""
    yield data["capaian"]
    for goal in data["sasaran"]:
        yield goal["capaian"]
        yield from (goal["efisiensi"][n] for n in ("pagu", "realisasi", "serapan", "selisih"))
        for item in goal["indikator"]:
            yield from (item[n] for n in ("target", "realisasi", "capaian", "perubahan", "target_akhir", "kemajuan"))
            yield from item["triwulan"]
            yield from (b[n] for b in item["pembanding"] for n in ("nilai", "selisih"))
            yield from (t[n] for t in item["tahun"][-5:] for n in ("target", "realisasi", "capaian"))
    lines = [data["anggaran"]]
    for line in lines:
        lines += line["bagian"]
        yield from (line[n] for n in ("pagu", "realisasi", "serapan"))
    yield from (t[n] for line in data["riwayat_anggaran"] for t in line["tahun"][-5:] for n in ("pagu", "serapan"))
    for pk in data["perjanjian_kinerja"]:
        yield from (pk["jumlah"], *(p["anggaran"] for p in pk["program"]), *(i["target"] for i in pk["indikator"]))
    yield from (row[n] for row in data["keadaan"]["desa"] for n in ("luas", "penduduk", "kepadatan"))


@pytest.mark.parametrize("office", ["terbit", "resmi", "muncar_terbit"])
def test_every_figure_of_the_json_stands_in_every_output(office: str, request: pytest.FixtureRequest) -> None:
    terbit: Terbit = request.getfixturevalue(office)
    data = json.loads(terbit.json.read_text("utf-8"))
    wanted = {f["tampil"] for f in printed(data) if f["nilai"] is not None and FIGURE.fullmatch(f["tampil"])}
    assert len(wanted) > 25
    for name, text in shown(terbit).items():
        assert wanted - set(FIGURE.findall(text)) == set(), name


@pytest.mark.parametrize("office", ["terbit", "resmi", "muncar_terbit"])
def test_every_number_of_the_csv_is_an_exact_value_of_the_json(office: str, request: pytest.FixtureRequest) -> None:
    terbit: Terbit = request.getfixturevalue(office)
    folder: Path = terbit.build / "data" / str(terbit.laporan.tahun)
    exact = {f["nilai"] for f in figures(json.loads((folder / "laporan.json").read_text("utf-8")))}
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    seen = 0
    for resource in package["resources"]:
        numbers = [f["name"] for f in resource["schema"]["fields"] if f["type"] == "number"]
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                values = {row[name] for name in numbers} - {""}
                seen += len(values)
                if resource["name"] not in ("bukti", "renja"):  # sizes of files and planned outputs stand in content
                    assert values <= exact, resource["name"]
    assert seen > 60
