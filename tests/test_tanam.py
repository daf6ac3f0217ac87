"""Planted faults: the edits that plant them, what grows out of them, how it is told. Their number: `./inv bench`."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import KASUS, LENGKAP

from lkip.bench.jenis import JENIS
from lkip.bench.jenis.alat import beberapa, digit_belakang, digit_depan, digit_tertukar, kali, tulis
from lkip.bench.lahan import Lahan
from lkip.bench.tanam import Jenis, Panen, Tanaman, letak, sebagai_data, tanam, uraian
from lkip.model import Anggaran, AnggaranSubKegiatan, Realisasi
from lkip.pipeline import read

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def lahan() -> Lahan:
    return Lahan(LENGKAP)


@pytest.fixture(scope="module")
def kantor_terkirim() -> Lahan:
    """The shipped content."""
    return Lahan(ROOT)


def lines(lahan: Lahan) -> tuple[AnggaranSubKegiatan, ...]:
    budget = lahan.isian("2023/anggaran.yml", Anggaran)
    assert budget
    return budget.sub_kegiatan


def report(lahan: Lahan, kode: str) -> Realisasi:
    return next(r for r in lahan.realisasi(2023) if r.kode == kode)


# --- the edits -----------------------------------------------------------------------------------------------


def changed(lahan: Lahan, ubah: dict[str, bytes | None]) -> tuple[list[str], list[str]]:
    """The lines that an edit takes away and those that it brings."""
    ((path, data),) = ubah.items()
    assert data is not None
    old, new = lahan.baris(path), data.decode().split("\n")
    head = next(n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    tail = next(n for n, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b)
    tail = min(tail, len(old) - head, len(new) - head)
    return old[head : len(old) - tail], new[head : len(new) - tail]


def test_a_value_is_changed_on_its_line_alone(lahan: Lahan) -> None:
    first = lines(lahan)[0]
    old, new = changed(lahan, lahan.ganti((first.at("pagu"), "7")))
    assert (old, new) == ([f"    pagu: {first.pagu}"], ["    pagu: 7"])


def test_two_values_are_swapped(lahan: Lahan) -> None:
    first = lines(lahan)[0]
    old, new = changed(lahan, lahan.tukar((first.at("pagu"), first.at("realisasi"))))
    assert [line.split(": ")[1] for line in new] == [line.split(": ")[1] for line in reversed(old)]


def test_a_row_is_left_out_and_written_twice(lahan: Lahan) -> None:
    own = lines(lahan)
    for line in (own[0], own[-1]):
        ubah = lahan.hapus(line)
        assert read_budget(lahan, ubah) == [x.kode for x in own if x is not line]
        assert read_budget(lahan, lahan.salin(line)) == sorted([*(x.kode for x in own), line.kode])


def read_budget(lahan: Lahan, ubah: dict[str, bytes | None]) -> list[str]:
    import yaml

    (data,) = ubah.values()
    assert data is not None
    return sorted(line["kode"] for line in yaml.safe_load(data)["sub_kegiatan"])


def test_a_field_with_all_below_it_is_left_out_and_an_empty_list_goes_with_its_last_item(lahan: Lahan) -> None:
    one = next(r for r in lahan.realisasi(2023) if r.bukti and r.tindak_lanjut)
    old, new = changed(lahan, lahan.hapus(one, "tindak_lanjut"))
    assert len(old) == 1 and "tindak_lanjut" in old[0] and not new
    old, _ = changed(lahan, lahan.hapus(one.bukti[0]))
    assert [line.strip().split(":")[0] for line in old] == ["bukti", "- berkas", "keterangan"]


def test_the_first_field_of_a_row_leaves_its_dash_to_the_next(lahan: Lahan) -> None:
    old, new = changed(lahan, lahan.hapus(lines(lahan)[0], "kode"))
    assert old[0].startswith("  - kode: ") and new == [f"  - {old[1].strip()}"]


def test_fields_are_added_where_their_group_ends(lahan: Lahan) -> None:
    for item in (lines(lahan)[0], lines(lahan)[-1]):
        old, new = changed(lahan, lahan.tambah(item, "keluaran: 1", "pagu_awal: 2"))
        assert not old and [line for line in new if line] == ["    keluaran: 1", "    pagu_awal: 2"]


@pytest.mark.parametrize(
    ("value", "first", "last", "swapped"),
    [
        ("34.50", "44.50", "34.51", "43.50"),
        ("9", "8", "8", None),
        ("12500000", "22500000", "12600000", "21500000"),
        ("0.5", "0.6", "0.6", None),
        ("1000", "2000", "2000", None),
    ],
)
def test_slips_of_the_hand(value: str, first: str, last: str, swapped: str | None) -> None:
    number = Decimal(value)
    assert (digit_depan(number), digit_belakang(number), digit_tertukar(number)) == (first, last, swapped)


def test_noughts_slip_and_numbers_are_written_as_content_holds_them() -> None:
    assert [kali(Decimal("34.50"), by) for by in (10, -10, 1000)] == ["345", "3.45", "34500"]
    assert [tulis("12"), tulis("3.45"), tulis(Decimal("1.0"))] == ["12", '"3.45"', '"1.0"']
    assert (beberapa(range(10), 3), beberapa([1, 2], 3)) == ([0, 3, 6], [1, 2])


# --- what grows ----------------------------------------------------------------------------------------------


def test_findings_grow_out_of_a_fault_and_out_of_nothing_else(lahan: Lahan) -> None:
    path = "2023/anggaran.yml"
    assert not lahan.tumbuh({path: lahan.bita(path)})
    first = lines(lahan)[0]
    assert {rule for _, rule, *_ in lahan.tumbuh(lahan.salin(first))} >= {"kode-tunggal"}
    assert (2023, "berkas-ada", "", "galat") in lahan.tumbuh({path: None})
    assert {rule for _, rule, *_ in lahan.tumbuh({"2023/anggarann.yml": b"a: 1\n"})} == {"berkas-dikenal"}


def test_a_change_is_checked_like_the_changed_files_on_disk(lahan: Lahan, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(LENGKAP / "content", tmp_path / "content")
    ubah = lahan.ganti((lines(lahan)[0].at("realisasi"), "999999999999"))
    for path, data in ubah.items():
        assert data is not None
        (tmp_path / "content" / path).write_bytes(data)
    here = {(p.rule, p.kode, p.level) for p in read(tmp_path).problems}
    before = {(p.rule, p.kode, p.level) for p in read(LENGKAP).problems}
    assert {found[1:] for found in lahan.tumbuh(ubah)} >= here - before > set()


# --- the kinds -----------------------------------------------------------------------------------------------


def test_there_are_enough_plants_of_enough_kinds_and_each_changes_something(kantor_terkirim: Lahan) -> None:
    planted = {j.nama: list(j.fungsi(kantor_terkirim)) for j in JENIS}
    assert len(planted) == len(JENIS) >= 60
    assert sum(len(p) for p in planted.values()) >= 200
    assert [name for name, plants in planted.items() if not plants] == []
    again = {j.nama: list(j.fungsi(kantor_terkirim)) for j in JENIS}
    assert planted == again
    # A plant keeps a file readable as text unless its encoding is what it is about.
    for name, plants in planted.items():
        if name != "pengodean-lain":
            assert all(data.decode("utf-8") is not None for ubah in plants for data in ubah.values() if data)


@pytest.mark.parametrize("office", ["lengkap", "muncar", "ragam", "dua-tahun"])
def test_an_office_that_lacks_something_has_fewer_plants(office: str, tmp_path: Path) -> None:
    from conftest import make_office

    whole = office in ("lengkap", "muncar")
    root = KASUS / office if whole else make_office(tmp_path / "kantor", overlay=KASUS / office)
    small = Lahan(root)
    assert sum(len(list(j.fungsi(small))) for j in JENIS) > 50


def test_the_names_of_kinds_are_told_apart_and_reasons_are_sentences() -> None:
    assert len({j.nama for j in JENIS}) == len(JENIS)
    assert all(j.fungsi.__doc__ for j in JENIS)
    assert all(len(j.tak_terlihat) > 30 for j in JENIS if j.tak_terlihat)


# Kinds that rest on what has long been checked, each with the rule that must find it.
PASTI = {
    "baris-anggaran-disalin": "kode-tunggal",
    "baris-anggaran-terlewat": "anggaran-cocok",
    "saksi-selisih-satu": "saksi-cocok",
    "pembilang-melebihi-penyebut": "komponen-wajar",
    "indikator-perjanjian-terlewat": "perjanjian-lengkap",
    "ambang-diubah": "ambang-tren-tetap",
    "kunci-ganda": "yaml",
    "tanda-bentrokan": "teks",
}


def test_plants_are_found_and_the_content_stays_as_it_was() -> None:
    def digest() -> str:
        files = sorted(p for p in (ROOT / "content").rglob("*") if p.is_file())
        return hashlib.sha256(b"".join(p.read_bytes() for p in files)).hexdigest()

    before = digest()
    panen = tanam(ROOT, [j for j in JENIS if j.nama in PASTI])
    assert {j.nama for j in panen.jenis} == set(PASTI)
    assert [(t.jenis.nama, t.letak) for t in panen.tanaman if PASTI[t.jenis.nama] not in t.aturan] == []
    assert digest() == before


# --- how it is told ------------------------------------------------------------------------------------------


def kind(name: str, group: str, why: str = "") -> Jenis:
    def plant(_: Lahan) -> object:
        raise NotImplementedError

    plant.__name__ = name
    return Jenis(plant, group, why)  # type: ignore[arg-type]


A, B, C = kind("digit_pagu", "anggaran"), kind("baris_hilang", "anggaran"), kind("digit_akhir", "kinerja", "sama wajar")
PANEN = Panen(
    (
        Tanaman(A, "a.yml:3 pagu: 1 → 2", ("saksi-cocok", "anggaran-cocok")),
        Tanaman(A, "a.yml:4 pagu: 3 → 4", ()),
        Tanaman(B, "a.yml:5 hilang: kode", ("anggaran-cocok",)),
        Tanaman(C, "r.yml:6 tw1: 5 → 6", ()),
    )
)


def test_what_was_not_found_is_named_with_its_place_and_reason() -> None:
    assert uraian(PANEN) == [
        "tanaman: 2 dari 4 (50,0 %)",
        "tanpa jenis yang tidak dapat terlihat dari isian: 2 dari 3 (66,7 %)",
        "anggaran: 2 dari 3",
        "  digit-pagu: 1 dari 2",
        "  baris-hilang: 1 dari 1",
        "kinerja: 0 dari 1",
        "  digit-akhir: 0 dari 1",
        "tidak ditemukan:",
        "  digit-pagu",
        "    a.yml:4 pagu: 3 → 4",
        "  digit-akhir (sama wajar)",
        "    r.yml:6 tw1: 5 → 6",
    ]


def test_machines_read_the_same() -> None:
    data = json.loads(json.dumps(sebagai_data(PANEN)))
    assert (data["ditemukan"], data["ditanam"], data["ditemukan_terlihat"], data["ditanam_terlihat"]) == (2, 4, 2, 3)
    first, _, last = data["jenis"]
    assert first["aturan"] == {"anggaran-cocok": 1, "saksi-cocok": 1} and first["luput"] == ["a.yml:4 pagu: 3 → 4"]
    assert last["tak_terlihat"] == "sama wajar" and "tak_terlihat" not in first


def test_a_plant_says_where_it_is_and_what_it_is(lahan: Lahan) -> None:
    first = lines(lahan)[0]
    at = first.at("pagu").line
    assert letak(lahan, lahan.ganti((first.at("pagu"), "7"))) == f"2023/anggaran.yml:{at} pagu: {first.pagu} → 7"
    assert letak(lahan, lahan.hapus(first)).startswith(f"2023/anggaran.yml:{at - 1} hilang: kode: ")
    assert "bertambah: kode: " in letak(lahan, lahan.salin(first))
    assert letak(lahan, {"2023/anggaran.yml": None, "2023/a.yml": b"a"}) == "2023/anggaran.yml hilang; 2023/a.yml baru"
