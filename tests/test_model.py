"""Form and meaning meet: each schema has the fields of its type, and data become typed values that know their place."""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from lkip.capaian import Laporan
from lkip.model import Isian, Triwulan
from lkip.pipeline import KINDS, NARASI
from lkip.problem import Source
from lkip.validate import schema


def groups(cls: type[Isian], found: dict[str, Any], where: str) -> list[tuple[str, type[Isian], dict[str, Any]]]:
    """Every group of fields of a kind of file, from the outside in: where it is, its type, its schema."""
    hints = get_type_hints(cls)
    inner = [
        groups(kind, found["properties"][f.name].get("items", found["properties"][f.name]), f"{where}.{f.name}")
        for f in own(cls)
        for kind in kinds(hints[f.name])
        if isinstance(kind, type) and issubclass(kind, Isian) and f.name in found["properties"]
    ]
    return [(where, cls, found), *(group for part in inner for group in part)]


def own(cls: type[Isian]) -> list[Field[Any]]:
    """The fields that come from the file."""
    return [f for f in fields(cls) if f.name != "places"]


def kinds(hint: Any) -> list[Any]:
    """The types that a field may hold, without None and without the tuple around them."""
    if get_origin(hint) in (Union, types.UnionType, tuple):
        return [kind for part in get_args(hint) if part not in (type(None), ...) for kind in kinds(part)]
    return [hint]


GROUPS = [group for k in KINDS for group in groups(k.type, schema(k.schema), k.schema)]
IDS = [where for where, _, _ in GROUPS]


def test_the_groups_are_found_down_to_the_deepest() -> None:
    assert "renstra.tujuan.sasaran.indikator.target" in IDS
    assert "realisasi.indikator.triwulan" in IDS
    assert len(IDS) >= 30


@pytest.mark.parametrize(("where", "cls", "found"), GROUPS, ids=IDS)
def test_schema_and_type_have_the_same_fields_in_the_same_order(where: str, cls: type[Isian], found: Any) -> None:
    assert list(found["properties"]) == [f.name for f in own(cls)]


@pytest.mark.parametrize(("where", "cls", "found"), GROUPS, ids=IDS)
def test_required_is_what_has_no_default(where: str, cls: type[Isian], found: Any) -> None:
    needed = [f.name for f in own(cls) if f.default is MISSING and f.default_factory is MISSING]
    assert found["required"] == needed


@pytest.mark.parametrize(("where", "cls", "found"), GROUPS, ids=IDS)
def test_no_group_takes_unknown_fields(where: str, cls: type[Isian], found: Any) -> None:
    assert found["additionalProperties"] is False


@pytest.mark.parametrize(("where", "cls", "found"), GROUPS, ids=IDS)
def test_every_field_says_what_it_is(where: str, cls: type[Isian], found: Any) -> None:
    for part in (found, *found["properties"].values()):
        assert part["title"].strip() and part["description"].strip()
        assert part["description"].endswith(".")


@pytest.mark.parametrize(("where", "cls", "found"), GROUPS, ids=IDS)
def test_schema_and_type_allow_the_same_values(where: str, cls: type[Isian], found: Any) -> None:
    hints = get_type_hints(cls)
    for name, part in found["properties"].items():
        allowed = kinds(hints[name])
        names = part.get("type", [])
        names = names if isinstance(names, list) else [names]
        assert ("null" in names) <= (type(None) in get_args(hints[name])), f"{name} may be null in the file only"
        if get_origin(allowed[0]) is Literal:
            assert part["enum"] == list(get_args(allowed[0]))
        elif allowed == [Decimal]:
            assert {"number", "integer"} & set(names) and "string" in names
        elif allowed == [int]:
            assert names == ["integer"]
        elif allowed == [date]:
            assert part["format"] == "date"
        elif allowed == [str] and get_origin(hints[name]) is not tuple:
            assert names == ["string"]
        assert ("array" in names) == (get_origin(hints[name]) is tuple)


# --- build -----------------------------------------------------------------------------------------------------


def test_data_become_typed_values(laporan: Laporan) -> None:
    b = laporan.bahan
    assert b.dokumen.tanggal == date(2024, 2, 23)
    assert b.renstra.indikator[0].target[0].nilai == Decimal(80)
    assert isinstance(b.renstra.indikator[0].target[0].nilai, Decimal)
    quarters = b.realisasi[0].indikator[0].triwulan
    assert isinstance(quarters, Triwulan)
    assert quarters.nilai == (None, Decimal("84.50"), None, Decimal("85.75"))
    assert b.renja.program[0].sasaran == ("S1", "S2")
    assert b.sop.langkah[1].nomor == 2
    assert b.instansi.kop.baris == ("PEMERINTAH KABUPATEN CONTOH", "KECAMATAN CONTOH JAYA")
    assert b.realisasi[1].indikator[0].bukti == ()
    assert b.perjanjian_kinerja.alasan_perubahan is None
    assert [u.unit for u in b.realisasi] == ["seksi-pelayanan", "seksi-pemerintahan"]


def test_quoted_and_bare_numbers_mean_the_same(laporan: Laporan) -> None:
    line = laporan.bahan.riwayat.indikator[0].tahun[0]
    assert (line.target, line.realisasi) == (Decimal(82), Decimal("83.50"))
    assert str(line.realisasi) == "83.50"


def test_everything_remembers_where_it_stood(laporan: Laporan) -> None:
    b, path = laporan.bahan, "content/2023/realisasi/seksi-pelayanan.yml"
    item = b.realisasi[0].indikator[1]
    assert item.at() == Source(path, 13, 5)
    assert item.at("kode") == Source(path, 13, 11)
    assert item.triwulan is not None and item.triwulan.at("tw3") == Source(path, 17, 12)
    assert item.at("tindak_lanjut") == item.at(), "a field that was left out stands where its group stands"
    assert b.renstra.at("tujuan") == Source("content/renstra.yml", 4, 3)


def test_the_bahan_are_frozen(laporan: Laporan) -> None:
    with pytest.raises(AttributeError):
        laporan.bahan.dokumen.versi = "2.0"  # type: ignore[misc]


def test_prose_and_files_are_kept_as_facts(laporan: Laporan) -> None:
    b = laporan.bahan
    assert sorted(p.nama for p in b.narasi) == sorted(NARASI)
    evidence = next(f for f in b.berkas if f.path == "2023/bukti/rekap-skm.csv")
    assert evidence.ukuran == 32
    assert evidence.sha256 == "617c94675fd04a031fe46b6148a88024a3a70912f02d9ba8a0958b14fc393791"
