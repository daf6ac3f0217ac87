"""Form and meaning meet: each schema has the fields of its type, and data become typed values that know their place."""

from __future__ import annotations

import tempfile
import types
from dataclasses import MISSING, Field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from conftest import KASUS, Office, make_office

from lkip.capaian import Laporan
from lkip.model import Bahan, Baku, Isian, Profil, Triwulan, baku
from lkip.pipeline import KINDS, NARASI, read
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


TYPES = {k.schema: k.type for k in KINDS}  # two kinds of file may have one form: both agreements
GROUPS = [group for name, cls in TYPES.items() for group in groups(cls, schema(name), name)]
IDS = [where for where, _, _ in GROUPS]


def test_the_groups_are_found_down_to_the_deepest() -> None:
    assert "renstra.tujuan.sasaran.indikator.target" in IDS
    assert {"realisasi.indikator.triwulan", "realisasi.indikator.pembanding", "instansi.organisasi.bawahan"} <= set(IDS)
    assert {"profil.pegawai.pendidikan", "profil.wilayah.desa", "profil.isu_strategis", "dokumen.pimpinan"} <= set(IDS)
    assert {"realisasi.indikator.survei.unsur", "perjanjian-kinerja.indikator.ambang_tren"} <= set(IDS)
    assert {"angka-saksi.saksi", "dokumen.skala.kelas"} <= set(IDS)
    assert {"peran.peran", "libur.hari_kerja.jam", "peristiwa.persetujuan", "surat.pengirim"} <= set(IDS)
    assert len(IDS) == len(set(IDS)) >= 58


def test_files_of_one_form_have_one_type() -> None:
    assert {(k.schema, k.type) for k in KINDS} == set(TYPES.items())


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
            assert part.get("items", part)["enum"] == list(get_args(allowed[0]))
        elif allowed == [Decimal]:
            assert {"number", "integer"} & set(names) and "string" in names
        elif allowed == [int]:
            assert names == ["integer"]
        elif allowed == [bool]:
            assert names == ["boolean"]
        elif allowed == [date]:
            assert part["format"] == "date"
        elif allowed == [datetime]:
            assert part["format"] == "date-time"
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
    assert b.sop.langkah[1].bukti == ("tanda-tangan", "tinjauan")
    assert b.sop.at("peralatan.1") == Source("content/sop.yml", 16, 5)
    assert b.instansi.kop.baris == ("PEMERINTAH KABUPATEN CONTOH", "KECAMATAN CONTOH JAYA")
    assert b.realisasi[1].indikator[0].pembanding == ()
    assert b.perjanjian_kinerja.alasan_perubahan is None
    assert [u.unit for u in b.realisasi] == ["seksi-pelayanan", "seksi-pemerintahan"]


@cache
def all_forms() -> Bahan:
    """What was handed in for the office `ragam`, which uses every form of target and realisasi."""
    with tempfile.TemporaryDirectory() as folder:
        found = read(make_office(Path(folder) / "kantor", overlay=KASUS / "ragam")).laporan
    assert found is not None
    return found.bahan


def test_targets_of_every_form_become_typed_values() -> None:
    found = {i.kode: i for i in all_forms().renstra.indikator}
    path = found["IKU-06"].target
    assert (found["IKU-05"].target[0].bawah, found["IKU-05"].target[0].atas) == (60, 80)
    assert (path[0].teks, path[0].nilai, path[4].teks, path[4].alasan_tanpa_target) == (
        "C",
        None,
        None,
        "Menunggu tangga baru dari kabupaten.",
    )
    assert (found["IKU-06"].tangga, found["IKU-01"].metode, found["IKU-02"].metode) == (
        ("D", "C", "B", "A"),
        "skm",
        None,
    )
    base = [found[kode].kondisi_awal for kode in ("IKU-01", "IKU-06", "IKU-02")]
    assert [b and (b.tahun, b.nilai, b.teks) for b in base] == [
        (2020, Decimal("78.50"), None),
        (2020, None, "D"),
        None,
    ]
    komponen, ambang = found["IKU-04"].komponen, found["IKU-01"].ambang_tren
    assert komponen is not None and ambang is not None
    assert (komponen.satuan, komponen.pengali, komponen.bagian, komponen.pecahan) == ("pengaduan", 100, True, False)
    assert (ambang.membaik, ambang.memburuk) == (Decimal("0.50"), 1)


def test_reports_of_every_form_become_typed_values() -> None:
    b = all_forms()
    reports = {r.kode: r for u in b.realisasi for r in u.indikator}
    answers, elements = reports["IKU-01"].survei
    assert (answers.triwulan, answers.jawaban[1], answers.unsur) == (2, "34-434344", None)
    assert elements.unsur is not None and (elements.responden, elements.unsur.sarana) == (150, Decimal("3.25"))
    parts = reports["IKU-04"]
    assert parts.pembilang is not None and parts.pembilang.nilai == (8, 9, 0, 12)
    assert (parts.triwulan, parts.sementara) == (None, "Pengaduan Desember masih diverifikasi.")
    assert (reports["IKU-06"].teks, reports["IKU-07"].capaian_manual) == ("C", 90)
    quarters = b.perjanjian_kinerja.indikator[0].target_triwulan
    assert quarters is not None and quarters.nilai == (None, Decimal("83.50"), None, Decimal("84.50"))
    assert [(s.apa, s.nilai, s.toleransi) for s in b.angka_saksi.saksi][1:] == [
        ("anggaran.realisasi", 588_000_000, 500_000),
        ("IKU-03.realisasi", 6, 0),
        ("anggaran.pagu", 620_000_000, 0),
    ]
    assert b.dokumen.skala is not None and [k.sampai for k in b.dokumen.skala.kelas] == [None, 100, 75]
    assert (b.instansi.skala.nama, b.instansi.skala.kelas, b.dokumen.sampai_triwulan) == ("permendagri-86-2017", (), 4)


def test_quoted_and_bare_numbers_mean_the_same(laporan: Laporan) -> None:
    line = laporan.bahan.riwayat.indikator[0].tahun[0]
    assert (line.target, line.realisasi) == (Decimal(82), Decimal("83.50"))
    assert str(line.realisasi) == "83.50"


def test_everything_remembers_where_it_stood(laporan: Laporan) -> None:
    b, path = laporan.bahan, "content/2023/realisasi/seksi-pelayanan.yml"
    item = b.realisasi[0].indikator[1]
    assert item.at() == Source(path, 14, 5)
    assert item.at("kode") == Source(path, 14, 11)
    assert item.triwulan is not None and item.triwulan.at("tw3") == Source(path, 18, 12)
    assert item.at("sementara") == item.at(), "a field that was left out stands where its group stands"
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


# --- two years -------------------------------------------------------------------------------------------------


@cache
def two_years(tahun: int) -> Bahan:
    """What was handed in for a year of the office `dua-tahun`."""
    with tempfile.TemporaryDirectory() as folder:
        found = read(make_office(Path(folder) / "kantor", overlay=KASUS / "dua-tahun"), tahun).laporan
    assert found is not None
    return found.bahan


def test_both_agreements_are_kept_the_one_in_force_last() -> None:
    b = two_years(2023)
    assert [pk.jenis for pk in b.perjanjian] == ["murni", "perubahan"]
    assert b.perjanjian_kinerja is b.perjanjian[1]
    assert b.perjanjian_kinerja.at().path == "content/2023/perjanjian-kinerja-perubahan.yml"
    assert [pk.jenis for pk in two_years(2022).perjanjian] == ["murni"]


def test_an_earlier_year_with_a_folder_is_kept_with_its_data_alone() -> None:
    (last,) = two_years(2023).lalu
    assert (last.tahun, last.perjanjian_kinerja.tanggal) == (2022, date(2022, 1, 12))
    assert [u.unit for u in last.realisasi] == ["seksi-pelayanan", "seksi-pemerintahan"]
    assert last.anggaran.sub_kegiatan[0].pagu == 400_000_000 and len(last.renja.program) == 2
    assert two_years(2022).lalu == ()


def test_the_revised_agreement_of_an_earlier_year_is_what_later_years_are_compared_with(kantor: Office) -> None:
    root = kantor(overlay=KASUS / "dua-tahun")
    first = root / "content/2022/perjanjian-kinerja.yml"
    revised = (
        first.read_text("utf-8").replace('jenis: "murni"', 'jenis: "perubahan"').replace("target: 82", "target: 83")
    )
    (root / "content/2022/perjanjian-kinerja-perubahan.yml").write_text(revised, "utf-8")
    hasil = read(root)
    assert hasil.laporan is not None
    assert [t.target.tampil for t in hasil.laporan.indikator[0].tahun] == ["80,00", "83,00", "85,00"]


def test_what_may_be_left_out_is_empty_and_what_is_there_is_typed() -> None:
    b, last = two_years(2023), two_years(2022)
    reports = {r.kode: r for u in b.realisasi for r in u.indikator}
    assert [(p.nama, p.nilai) for p in reports["IKU-02"].pembanding] == [("Standar pelayanan", Decimal(30))]
    assert (reports["IKU-03"].pembanding, reports["IKU-02"].alasan_tanpa_pembanding) == ((), None)
    assert reports["IKU-01"].analisis_program == "Program pelayanan membiayai pelatihan petugas loket."
    assert [s.keluaran for s in b.anggaran.sub_kegiatan] == [Decimal(4), Decimal("4.5"), None]
    assert b.profil.wilayah is not None and b.profil.wilayah.desa[0].luas == Decimal("12.50")
    assert b.profil.pegawai is not None and b.profil.pegawai.tanggal == date(2023, 12, 31)
    assert next((i.isu, i.sasaran) for i in b.profil.isu_strategis) == ("Waktu layanan belum pasti.", ("S1",))
    assert [(j.jabatan, [k.jabatan for k in j.bawahan]) for j in b.instansi.organisasi] == [
        ("Sekretaris Kecamatan", ["Kasubbag Umum"]),
        ("Kasi Pelayanan", []),
        ("Kasi Pemerintahan", []),
    ]
    assert isinstance(last.profil, Profil) and (last.profil.pegawai, last.profil.isu_strategis) == (None, ())


def test_the_leader_of_the_year_is_the_usual_one_unless_the_document_names_another() -> None:
    assert two_years(2022).pimpinan.nama == "Siti Aminah, S.Sos."
    assert two_years(2023).pimpinan is two_years(2023).instansi.pimpinan


def test_a_picture_is_kept_with_its_size(laporan: Laporan) -> None:
    (foto,) = two_years(2023).foto.values()
    assert (foto.path, foto.lebar, foto.tinggi) == ("2023/gambar/alur.png", 120, 40)
    assert laporan.bahan.foto == {}


def test_a_document_is_a_function_of_its_own_files_those_of_all_years_and_the_data_of_years_before() -> None:
    shared = {f"{n}.yml" for n in ("instansi", "dasar-hukum", "renstra", "riwayat")}
    data = {f"{n}.yml" for n in ("perjanjian-kinerja", "renja", "anggaran")}
    data |= {f"realisasi/{n}.yml" for n in ("seksi-pelayanan", "seksi-pemerintahan")}
    own = {"dokumen.yml", "rekomendasi-lhe.yml", "bukti/rekap-skm.csv", *(f"narasi/{n}.md" for n in NARASI)}
    first = shared | {f"2022/{n}" for n in data | own}
    assert {f.path for f in two_years(2022).berkas} == first
    more = {"perjanjian-kinerja-perubahan.yml", "profil.yml", "gambar/alur.png"}
    assert {f.path for f in two_years(2023).berkas} == shared | {f"2022/{n}" for n in data} | {
        f"2023/{n}" for n in data | own | more
    }


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("2022/renja.yml", True),
        ("2022/realisasi/seksi-pelayanan.yml", True),
        ("2023/gambar/alur.png", True),
        ("2023/profil.yml", True),
        ("2022/narasi/simpulan.md", False),
        ("sop.yml", False),
        ("2022/dokumen.yml", False),
        ("2024/dokumen.yml", False),
        ("2023/proses/disposisi.pdf", False),
        ("peran.yml.sig", False),
        ("sop.yml.sig", False),
    ],
)
def test_the_fingerprint_changes_with_what_the_document_is_made_of(path: str, changes: bool, kantor: Office) -> None:
    root = kantor(overlay=KASUS / "dua-tahun")
    file = root / "content" / path
    file.parent.mkdir(exist_ok=True)
    before = file.read_bytes() if file.exists() else (root / "content/2023/dokumen.yml").read_bytes()
    file.write_bytes(before + b"\n")
    hasil = read(root, 2023)
    assert hasil.laporan is not None
    assert (hasil.laporan.bahan.sidik != two_years(2023).sidik) is changes


# --- the SOP ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "expected"),
    [
        ("10 Menit", Baku(Decimal(10), "menit")),
        ("2 hari", Baku(Decimal(2), "hari")),
        ("1,5 Jam", Baku(Decimal("1.5"), "jam")),
        ("2 Hari Kerja", Baku(Decimal(2), "hari")),
        ("1 Hari (paling lambat)", Baku(Decimal(1), "hari")),
        ("1.5 Jam", None),
        ("1 minggu", None),
        ("1-2 hari", None),
        ("hari", None),
    ],
)
def test_a_standard_time_is_a_number_and_a_unit(teks: str, expected: Baku | None) -> None:
    assert baku(teks) == expected


def test_what_an_sop_leaves_out_follows_from_its_steps(laporan: Laporan, kantor: Office) -> None:
    first, second = laporan.bahan.sop.langkah
    assert first.diselesaikan_oleh == ("Camat",)
    assert first.bukti == ("tanda-tangan", "tag", "tinjauan", "pindaian")
    assert first.baku == Baku(Decimal(10), "menit")
    one = kantor(("sop.yml", 'penentu:\n      - "Kasubbag Perencanaan"', 'penentu:\n      - "Sekretaris"'))
    other = read(one).laporan
    assert other and other.bahan.sop.langkah[1].diselesaikan_oleh == ("Sekretaris",)
    bare = replace(other.bahan.sop, pelaksana=())
    assert bare.jabatan == ("Camat", "Kasubbag Perencanaan", "Sekretaris")
    assert second.diselesaikan_oleh == ("Kasubbag Perencanaan",)
