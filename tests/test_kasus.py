"""Every folder of `kasus/` with a `masalah.txt` is an office with faults: what is said about it, word for word.

A folder holds the files that replace or add to those of `lengkap`; `hapus.txt` names files to leave out. Where
`dasar.txt` names another office, the files are laid over that one.
`UPDATE_KASUS=1 pytest tests/test_kasus.py` writes `masalah.txt` anew: read each sentence before you commit it.
"""

from __future__ import annotations

import io
import os
import shutil
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import KASUS, Office
from PIL import Image

from lkip.capaian import Laporan
from lkip.check import RULES
from lkip.check.angka_prosa import angka_dalam_narasi, angka_narasi_bertentangan
from lkip.check.cakupan import Cakupan, cakupan
from lkip.check.dasar_hukum import dasar_hukum_dikenal
from lkip.check.nama import indikator_kegiatan, nama_polaritas
from lkip.check.rujukan_prosa import rujukan_indikator_lain
from lkip.check.tahun_prosa import tahun_dalam_narasi
from lkip.check.wajar import kali
from lkip.check.waktu import batas_waktu
from lkip.foto import MAX_BYTES
from lkip.keterangan import DISAHKAN, SURAT
from lkip.model import Polaritas, Prosa
from lkip.pipeline import Hasil, check_all, read, read_content, read_year, read_years
from lkip.problem import summary
from lkip.rumus_tercetak import dalam, sama

CASES = sorted(file.parent.name for file in KASUS.glob("*/masalah.txt"))
# No faults: two years, each with a folder of its own, the newer one with a revised agreement and a picture.
DUA_TAHUN = KASUS / "dua-tahun"


def told(hasil: Hasil) -> str:
    """What `inv check` prints for an office."""
    return "".join(f"{line}\n" for line in (*map(str, hasil.problems), summary(hasil.problems)))


def office(name: str, kantor: Office) -> Path:
    """Make an office of `kasus/`, over the one that it names as its base."""
    base = KASUS / name / "dasar.txt"
    if not base.is_file():
        return kantor(overlay=KASUS / name)
    root = kantor(overlay=KASUS / base.read_text("utf-8").strip())
    shutil.copytree(KASUS / name / "content", root / "content", dirs_exist_ok=True)
    left_out = KASUS / name / "hapus.txt"
    for path in left_out.read_text("utf-8").split() if left_out.is_file() else ():
        (root / "content" / path).unlink()
    return root


@pytest.mark.parametrize("name", CASES)
def test_the_faults_of_an_office_are_told_word_for_word(name: str, kantor: Office) -> None:
    expected = KASUS / name / "masalah.txt"
    actual = told(read(office(name, kantor)))
    if os.environ.get("UPDATE_KASUS"):
        expected.write_text(actual, "utf-8")
    assert actual == expected.read_text("utf-8")


def test_the_complete_office_has_no_problem(hasil: Hasil) -> None:
    assert told(hasil) == "0 galat, 0 peringatan.\n"


@pytest.mark.parametrize("name", ["ragam", "sampai-triwulan", "bernomenklatur"])
def test_an_office_that_uses_all_forms_or_reports_a_part_of_the_year_has_no_problem(name: str, kantor: Office) -> None:
    assert told(read(office(name, kantor))) == "0 galat, 0 peringatan.\n"


@pytest.mark.parametrize("tahun", [2022, 2023])
def test_the_office_of_two_years_has_no_problem(tahun: int, kantor: Office) -> None:
    assert told(read(kantor(overlay=DUA_TAHUN), tahun)) == "0 galat, 0 peringatan.\n"


@pytest.mark.parametrize("rule", [*(rule.nama.replace("_", "-") for rule in RULES), *(SURAT | DISAHKAN), "gambar-utuh"])
def test_every_rule_has_a_case(rule: str) -> None:
    assert any(f"[{rule}]" in (KASUS / name / "masalah.txt").read_text("utf-8") for name in CASES)


def test_every_case_has_a_fault() -> None:
    assert not [n for n in CASES if (KASUS / n / "masalah.txt").read_text("utf-8") == "0 galat, 0 peringatan.\n"]


def test_problems_are_sorted_and_told_once(kantor: Office) -> None:
    problems = read(kantor(overlay=KASUS / "banyak-salah")).problems
    assert list(problems) == sorted(set(problems))
    assert len({p.source.path for p in problems}) >= 4


# --- formulas as people write them ------------------------------------------------------------------------------

REFUSED = ("(R-(R-T))/T", "(T-R)/T")
CHOICES = ("R/T", "(2T-R)/T", "T/R", "posisi", "tercapai")


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("(R-(R-T))/T", "(R-(R-T))/T"),
        ("(R - (R - T)) / T x 100%", "(R-(R-T))/T"),
        ("R-(R-T)/T", "(R-(R-T))/T"),
        ("{Realisasi – [Realisasi – Target]} : Target × 100", "(R-(R-T))/T"),
        ("100% x ((r−(r−t))/t)", "(R-(R-T))/T"),
        ("(T-R)/T x 100", "(T-R)/T"),
        ("[TARGET − REALISASI] ÷ TARGET * 100%", "(T-R)/T"),
        ("(T-(R-T))/T", None),  # another way to write (2T-R)/T
        ("100 + (T-R)/T x 100", None),
        ("(T+(T-R))/T", None),
        ("(R-T)/T", None),
        *((choice, None) for choice in CHOICES),
    ],
)
def test_a_refused_formula_is_known_in_any_dress(text: str, formula: str | None) -> None:
    assert sama(text, REFUSED) == formula


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("2T - R / T", "(2T-R)/T"),
        ("(2 x Target - Realisasi) : Target x 100%", "(2T-R)/T"),
        ("Realisasi/Target", "R/T"),
        ("T ÷ R", "T/R"),
    ],
)
def test_a_right_formula_is_known_in_any_dress(text: str, formula: str) -> None:
    assert sama(text, CHOICES) == formula


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Capaian = (T - R) / T x 100%.", "(T - R) / T x 100%"),
        ("dihitung dengan rumus (Target - Realisasi)/Target untuk tiap desa", "(Target - Realisasi)/Target"),
        ("Rumus: R-(R-T)/T, lalu dibulatkan", "R-(R-T)/T"),
        ("Jumlah yang hadir dibagi yang diundang kali 100.", None),
        ("Capaian 100 + (T-R)/T x 100, makin kecil makin baik.", None),
        ("T = total pengaduan, R = pengaduan terlambat: (T - R)/T x 100.", None),
        ("(Pagu - realisasi)/pagu; (target anggaran - realisasi anggaran)/target anggaran.", None),
    ],
)
def test_a_refused_formula_is_found_in_a_text_and_nothing_else(text: str, stated: str | None) -> None:
    assert next((f for f in dalam(text) if sama(f, REFUSED)), None) == stated


# --- rules whose borders a case cannot show --------------------------------------------------------------------


@pytest.mark.parametrize("kode", ["7.01.01", "7.01.01.2.01", "7.01.02.2.02.0003", "IKU-01.2022"])
def test_a_code_by_which_another_figure_is_called_is_refused(kode: str, kantor: Office) -> None:
    # A program, its kegiatan and sub kegiatan, and an indicator's year: two figures of one name stop the PDF.
    files = ("renstra.yml", "2023/renja.yml", "2023/profil.yml")
    root = kantor(*((file, '"S2"', f'"{kode}"') for file in files))
    assert [str(p) for p in read(root).problems] == [
        f"content/renstra.yml:70:15: galat: kode '{kode}' sudah dipakai untuk rujukan lain; ganti kodenya [kode-bebas]"
    ]


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        ("5.9998", []),  # 99,9967 percent, shown as 100,00
        ("5.9996", ["IKU-03 (Desa dengan laporan tepat waktu) mencapai 99,99%; isi faktor_penghambat dan solusi"]),
    ],
)
def test_the_analysis_that_is_asked_for_follows_the_figure_as_shown(
    reached: str, expected: list[str], kantor: Office
) -> None:
    root = kantor(("2023/realisasi/seksi-pemerintahan.yml", "tw4: 6", f'tw4: "{reached}"'))
    assert [p.message for p in read(root).problems if p.rule == "analisis-ada"] == expected


def test_the_leader_of_the_year_signs_a_final_document_in_place_of_the_usual_one(kantor: Office) -> None:
    root = kantor(
        ("instansi.yml", 'status_data: "contoh"', 'status_data: "resmi"'),
        ("instansi.yml", "Kebijakan contoh untuk pengujian.", "Keputusan Camat."),
        ("2023/dokumen.yml", 'status: "draf"', 'status: "final"'),
        (
            "2023/dokumen.yml",
            'kertas: "A4"',
            'tanggal_reviu: "2024-02-20"\nkertas: "A4"\npimpinan:\n  jabatan: "Plt. Camat"\n  nama: "Siti Aminah"',
        ),
    )
    hasil = read(root)
    asked = {"berkas-biasa-ada", "saksi-lengkap"}  # of an office with figures of its own: other tests are about these
    assert {p.rule for p in hasil.problems} == asked and hasil.laporan is not None
    assert (hasil.laporan.bahan.pimpinan.jabatan, hasil.laporan.bahan.pimpinan.nama) == ("Plt. Camat", "Siti Aminah")


RAGAM = KASUS / "ragam"
MANUAL = "2023/realisasi/seksi-pemerintahan.yml"


@pytest.mark.parametrize(("status", "level"), [("draf", "peringatan"), ("final", "galat")])
def test_a_capaian_that_is_still_to_be_set_stops_only_a_final_document(status: str, level: str, kantor: Office) -> None:
    root = kantor(
        ("2023/dokumen.yml", 'status: "draf"', f'status: "{status}"'),
        ("2023/realisasi/seksi-pelayanan.yml", '    sementara: "Pengaduan Desember masih diverifikasi."\n', ""),
        (
            MANUAL,
            '    capaian_manual: 90\n    alasan_manual: "Sembilan dari sepuluh arsip desa tertib menurut pemeriksaan; '
            'keadaannya tidak berupa angka."\n',
            "",
        ),
        overlay=RAGAM,
    )
    assert [(p.level, p.message) for p in read(root).problems if p.rule == "capaian-manual-beralasan"] == [
        (level, "IKU-07 berpolaritas manual; isi capaian_manual dan alasan_manual")
    ]


@pytest.mark.parametrize(
    ("komponen", "above", "below"),
    [
        ("bagian: false", "tw1: 8\n      tw2: 9", "tw1: 11\n      tw2: 9"),
        ("pecahan: true", "tw1: 8\n      tw2: 9", 'tw1: "8.25"\n      tw2: 9'),
    ],
)
def test_components_may_be_what_the_renstra_says(komponen: str, above: str, below: str, kantor: Office) -> None:
    unit = '              satuan: "pengaduan"\n'
    root = kantor(
        ("renstra.yml", unit, f"{unit}              {komponen}\n"),
        ("2023/realisasi/seksi-pelayanan.yml", above, below),
        overlay=RAGAM,
    )
    assert read(root).problems == ()


def test_a_year_that_is_known_as_a_whole_only_stands_in_its_last_quarter(kantor: Office) -> None:
    unit = "2023/realisasi/seksi-pelayanan.yml"
    why = '    alasan_tahunan: "Pengaduan direkap sekali setahun."\n'
    root = kantor(
        (unit, "      tw1: 8\n      tw2: 9\n      tw3: 0\n", "      tw1: null\n      tw2: null\n      tw3: null\n"),
        (unit, "      tw1: 10\n      tw2: 10\n      tw3: 0\n", "      tw1: null\n      tw2: null\n      tw3: null\n"),
        (unit, "    sementara:", f"{why}    sementara:"),
        overlay=RAGAM,
    )
    hasil = read(root)
    assert hasil.problems == () and hasil.laporan is not None
    assert hasil.laporan.indikator[2].realisasi.tampil == "85,71*"


@pytest.mark.parametrize(("tolerance", "told"), [("0.01", 0), ("0.0099", 1)])
def test_a_witness_is_held_against_the_figure_as_shown(tolerance: str, told: int, kantor: Office) -> None:
    root = kantor(
        (
            "2023/angka-saksi.yml",
            '  - apa: "IKU-03.realisasi"\n    nilai: 6\n',
            f'  - apa: "IKU-01.realisasi"\n    nilai: "88.90"\n    toleransi: "{tolerance}"\n',
        ),
        overlay=RAGAM,
    )
    assert [p.rule for p in read(root).problems] == ["saksi-cocok"] * told


@pytest.mark.parametrize(("quarter", "asked"), [(1, 1), (2, 2), (3, 2), (4, 3)])
def test_a_part_year_report_asks_only_for_what_is_measured_by_then(quarter: int, asked: int, kantor: Office) -> None:
    # IKU-02 every quarter, IKU-01 twice a year, IKU-03 once.
    root = kantor(("2023/dokumen.yml", 'kertas: "A4"', f'kertas: "A4"\nsampai_triwulan: {quarter}'))
    for unit in ("seksi-pelayanan", "seksi-pemerintahan"):
        (root / f"content/2023/realisasi/{unit}.yml").unlink()
    (root / "content/2023/bukti/rekap-skm.csv").unlink()
    missing = [p for p in read(root).problems if "belum disampaikan" in p.message]
    assert len(missing) == asked


# --- what evaluators look for: borders that a case cannot show ---------------------------------------------------

PELAYANAN, PEMERINTAHAN = (f"2023/realisasi/seksi-{name}.yml" for name in ("pelayanan", "pemerintahan"))


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("84000", "84", 1000),
        ("84", "84000", 1000),
        ("75600", "84", 1000),
        ("75599", "84", 0),
        ("92.4", "8.4", 10),
        ("-840", "-84", 10),
        ("840", "-84", 0),
        ("10", "1", 0),  # small counts change tenfold without a slip
        ("20", "2", 10),
        ("100", "1", 100),
        ("0", "84", 0),
        (None, "84", 0),
    ],
)
def test_a_figure_slipped_where_it_differs_by_a_power_of_ten(one: str | None, other: str, factor: int) -> None:
    assert kali(None if one is None else Decimal(one), Decimal(other)) == factor


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("310000", True),
        ("3100000", True),
        ("31000000", False),  # a budget line may well grow tenfold
        ("400000000", False),
    ],
)
def test_a_ceiling_slips_against_the_year_before_by_a_hundred_or_a_thousand(
    figure: str, told: bool, kantor: Office
) -> None:
    root = kantor(("2022/anggaran.yml", "pagu: 400000000", f"pagu: {figure}"), overlay=DUA_TAHUN)
    found = [p.message for p in read(root, 2023).problems if p.rule == "nilai-meleset-seribu"]
    assert [m.startswith("pagu 7.01.01.2.01.0001 Rp310.000.000, sekitar 1") for m in found] == [True] * told


@pytest.mark.parametrize(
    ("nama", "polaritas", "asked"),
    [
        ("Angka kematian ibu", "positif", True),
        ("Angka kematian ibu", "negatif", False),
        ("Persentase penurunan angka kemiskinan", "positif", False),
        ("Persentase penurunan angka kemiskinan", "negatif", True),
        ("Persentase pengaduan yang diselesaikan tepat waktu", "positif", False),
        ("Menurunnya keluarga pra sejahtera", "positif", True),
        ("Tingkat gangguan yang ditangani", "positif", False),
        ("Lama penyelesaian layanan", "positif", True),
        ("Jumlah kejadian kebakaran", "positif", True),
        ("Nilai SAKIP Kecamatan", "positif", False),
        ("Persentase waktu layanan yang memenuhi standar", "positif", False),
    ],
)
def test_a_name_that_suggests_the_other_polaritas_is_asked_about(
    nama: str, polaritas: Polaritas, asked: bool, laporan: Laporan
) -> None:
    tujuan = laporan.bahan.renstra.tujuan[0]
    one = replace(tujuan.sasaran[0].indikator[0], nama=nama, polaritas=polaritas)
    renstra = replace(
        laporan.bahan.renstra, tujuan=(replace(tujuan, sasaran=(replace(tujuan.sasaran[0], indikator=(one,)),)),)
    )
    assert bool(list(nama_polaritas(replace(laporan, bahan=replace(laporan.bahan, renstra=renstra))))) is asked


@pytest.mark.parametrize(
    ("nama", "asked"),
    [
        ("Jumlah laporan kegiatan", True),
        ("Jumlah laporan masyarakat yang masuk", False),
        ("Jumlah kunjungan wisatawan", False),
        ("Jumlah kunjungan kerja ke desa", True),
        ("Persentase dokumen perencanaan", True),
        ("Persentase laporan keuangan desa yang tepat waktu", False),
        ("Terlaksananya rapat koordinasi yang tepat waktu", True),
    ],
)
def test_a_name_that_counts_activities_is_told(nama: str, asked: bool, laporan: Laporan) -> None:
    tujuan = laporan.bahan.renstra.tujuan[0]
    one = replace(tujuan.sasaran[0].indikator[0], nama=nama)
    renstra = replace(
        laporan.bahan.renstra, tujuan=(replace(tujuan, sasaran=(replace(tujuan.sasaran[0], indikator=(one,)),)),)
    )
    told = list(indikator_kegiatan(replace(laporan, bahan=replace(laporan.bahan, renstra=renstra))))
    assert bool(told) is asked


def test_more_than_a_hundred_percent_is_only_a_note(kantor: Office) -> None:
    root = kantor(
        ("renstra.yml", 'satuan: "desa"', 'satuan: "persen"'),
        ("2023/perjanjian-kinerja.yml", "target: 6", "target: 99"),
        ("riwayat.yml", "target: 5", "target: 97"),
        ("riwayat.yml", "realisasi: 5", "realisasi: 97"),
        (PEMERINTAHAN, "tw4: 6", "tw4: 104"),
    )
    assert [(p.level, p.message) for p in read(root).problems if p.rule == "batas-nilai"] == [
        (
            "catatan",
            "realisasi triwulan IV IKU-03 (Desa dengan laporan tepat waktu) 104 lebih dari 100 persen; periksa apakah "
            "memang dapat melebihi keseluruhannya",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pada tahun 2023, menurut Pasal 5 ayat 2 dan Nomor 53 Tahun 2014, skala 0–100 dipakai pada 31 Desember 2023.",
        "Capaian {{IKU-01.capaian}} dari target {{IKU-01.target}} {{IKU-01.satuan}} pada triwulan 4 tahun itu.",
        "Menurut Badan Pusat Statistik, 12,5% warga bekerja di sawah; angkanya dikutip apa adanya.",
        "1. Langkah pertama untuk tahun depan\n2. Langkah kedua [laman](https://contoh.go.id/90%25/12%)",
        "Layanan selesai paling lama 15 menit menurut standar pelayanan.",
        "Perbandingannya 3 dari 4 dusun, dan pos 12 berada di kilometer 40 jalan kabupaten itu.",
    ],
    ids=[
        "years and articles",
        "references",
        "named source",
        "lists and addresses",
        "a standard's figure",
        "no unit of the office",
    ],
)
def test_what_is_no_figure_of_the_office_may_be_typed(text: str, kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/narasi/simpulan.md").write_text(f"{text}\n", "utf-8")
    assert [p.message for p in read(root).problems if p.rule.startswith("angka-")] == []


@pytest.mark.parametrize(
    ("text", "rule", "part"),
    [
        # Rounded as prose does, of a quarter, a growth, an earlier year: all are figures of the indicator.
        ("Capaian IKU-01 sebesar 101%.", "angka-dalam-narasi", "tulis {{IKU-01.capaian}}"),
        ("Realisasi IKU-01 menjadi 84,5 indeks pada triwulan II.", "angka-dalam-narasi", "tidak ada dalam laporan"),
        ("Realisasi IKU-01 tahun lalu sebesar 83,50 indeks.", "angka-dalam-narasi", "{{IKU-01.realisasi_lalu}}"),
        ("Capaian IKU-01 sebesar 104%.", "angka-narasi-bertentangan", "capaiannya 101,34%"),
        ("Target {{IKU-02.nama}} sebesar 18 menit.", "angka-dalam-narasi", "tidak ada dalam laporan"),
        ("Target {{IKU-02.nama}} sebesar 17 menit.", "angka-narasi-bertentangan", "targetnya 20,0"),
        ("Selesai.\n\n{{IKU-02.nama}} mencapai 17,00 menit.", "angka-narasi-bertentangan", "targetnya 20,0"),
        ("{{IKU-02.nama}} mencapai 21,40 menit.", "angka-dalam-narasi", "{{IKU-02.realisasi}} {{IKU-02.satuan}}"),
        ("IKU-01 dan IKU-02 mencapai 17 menit.", "angka-dalam-narasi", "tidak ada dalam laporan"),
        ("IKU-02 terdengar baik bagi 17% warga.", "angka-dalam-narasi", "tidak ada dalam laporan"),
        # That a figure is the same by chance offers nothing.
        ("Sebanyak 101,34% dari rencana.", "angka-dalam-narasi", "rujukan ke angka yang dimaksud"),
        ("Waktu antre 21,4 menit.", "angka-dalam-narasi", "tulis {{IKU-02.realisasi}} {{IKU-02.satuan}}"),
        ("IKU-01 baik. Hasilnya 101,34%.", "angka-dalam-narasi", "tulis {{IKU-01.capaian}}"),
        ("IKU-02 tahun 2022 adalah 91,5 menit.", "angka-narasi-bertentangan", "padahal pada tahun 2022 realisasinya"),
        # Of another matter, a distance, a part of the office: these may be right.
        ("Capaian IKU-03 didukung kehadiran peserta yang naik 12%.", "angka-dalam-narasi", "tidak ada dalam laporan"),
        ("Capaian IKU-03 ditopang anggaran yang terserap sebesar 91%.", "angka-dalam-narasi", "tidak ada dalam"),
        ("Nilai {{IKU-01.nama}} naik sebesar 3,5%.", "angka-dalam-narasi", "tidak ada dalam laporan"),
        ("Realisasi IKU-01 melampaui target sebesar 3%.", "angka-dalam-narasi", "tidak ada dalam laporan"),
        ("IKU-01 baik; di Desa Mawar capaian IKU-01 60%.", "angka-dalam-narasi", "tidak ada dalam laporan"),
        ("Indeks Kepuasan Masyarakat ditanyakan kepada target responden 5%.", "angka-dalam-narasi", "tidak ada dalam"),
        ("Realisasi IKU-01 naik menjadi 88,25 indeks.", "angka-narasi-bertentangan", "realisasinya 85,13"),
        ("Pagu seluruhnya Rp620 juta.", "angka-dalam-narasi", "tulis {{anggaran.pagu}}"),
        ("Pagu seluruhnya Rp 0,6 miliar.", "angka-dalam-narasi", "tulis {{anggaran."),
    ],
)
def test_a_typed_figure_is_told_once_with_the_reference_or_the_truth(
    text: str, rule: str, part: str, kantor: Office
) -> None:
    root = kantor()
    (root / "content/2023/narasi/simpulan.md").write_text(f"{text} Kalimat berikutnya tanpa angka.\n", "utf-8")
    (found,) = read(root).problems
    assert found.rule == rule and part in found.message


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Sebabnya jaringan; realisasinya 33 menit.", "angka-uraian-bertentangan"),
        ("Sebabnya jaringan; realisasinya 21,4 menit.", "angka-dalam-uraian"),
        ("Sebabnya jaringan; realisasinya pada triwulan I 33 menit.", "angka-dalam-uraian"),
        ("Realisasinya 33 menit menurut register desa.", ""),
        ("Jaringan terputus 3 kali pada triwulan I.", ""),
    ],
)
def test_a_figure_typed_in_an_analysis_is_told_where_it_stands(text: str, rule: str, kantor: Office) -> None:
    root = kantor()
    file = root / "content/2023/realisasi/seksi-pelayanan.yml"
    whole = file.read_text("utf-8").replace("Jaringan terputus pada triwulan I.", text)
    file.write_text(whole, "utf-8")
    found = [p for p in read(root).problems if "uraian" in p.rule]
    assert [(p.rule, p.kode) for p in found] == ([(rule, "IKU-02")] if rule else [])
    for p in found:
        assert whole.split("\n")[p.source.line - 1][p.source.column - 1 :].startswith(("33 menit", "21,4 menit"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Menurut UU Nomor 17 Tahun 2003 tentang Keuangan Negara, keuangan desa terpisah.", ""),
        ("Menurut Perpres 29/2014 tentang SAKIP dan Peraturan Menteri PAN dan RB No 53/2014.", ""),
        ("Menurut Keputusan Bupati Contoh Nomor 188.45/12/2020 tentang Desa.", ""),
        ("Menurut peraturan desa dan Undang-Undang Desa.", ""),
        ("Menurut Peraturan Bupati Contoh Nomor tentang Pedoman.", "tanpa nomor"),
        ("Menurut Permendagri Nomor 29/2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah.", "Presiden"),
        ("Menurut UU 25/2004 tentang Keuangan Negara.", "sebenarnya tentang Sistem Perencanaan"),
    ],
)
def test_a_regulation_cited_in_prose_is_held_against_the_known_ones(text: str, part: str, kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/narasi/perencanaan.md").write_text(f"{text}\n", "utf-8")
    found = read(root).problems
    assert [(p.rule, p.kode) for p in found] == ([("dasar-hukum-dikenal", "narasi/perencanaan.md")] if part else [])
    assert all(part in p.message for p in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Realisasi {{IKU-01.realisasi}} diperoleh pada tahun 2022.", 1),
        ("Realisasi {{IKU-01.realisasi}} mendekati target tahun 2026.", 0),
        ("Realisasi {{IKU-01.realisasi}} melampaui target akhir Renstra (tahun 2026).", 0),
        ("Realisasi {{IKU-01.realisasi}} mendekati target tahun 2062.", 1),
        ("Realisasi {{IKU-01.realisasi}} berkategori baik dalam Permendagri 86 Tahun 2017.", 0),
        ("Realisasi {{IKU-01.realisasi}} berkategori baik dalam UU 25 Tahun 2009.", 0),
    ],
)
def test_a_year_of_the_plan_or_of_a_regulation_is_no_year_left_behind(text: str, told: int, kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/narasi/simpulan.md").write_text(f"{text} Kalimat berikutnya tanpa angka.\n", "utf-8")
    assert [p.rule for p in read(root).problems] == ["tahun-dalam-narasi"] * told


def test_a_count_or_a_change_of_indices_is_no_index(kantor: Office) -> None:
    count = (
        "renstra.yml",
        'nama: "Desa dengan laporan tepat waktu',
        'nama: "Jumlah desa dengan Indeks Kepuasan Masyarakat baik',
    )
    change = ("renstra.yml", 'nama: "Rata-rata waktu layanan', 'nama: "Perubahan nilai SAKIP')
    found = read(kantor(count, change, ("renstra.yml", 'satuan: "menit"', 'satuan: "poin"'))).problems
    assert [p.rule for p in found if p.level == "galat"] == []


@pytest.mark.parametrize(("quarters", "told"), [("25 50 75 100", 0), ("25 50 80 100", 1), ("5 9 null null", 1)])
def test_the_same_progress_in_equal_steps_is_no_copy(quarters: str, told: int, kantor: Office) -> None:
    root = kantor(("renstra.yml", 'frekuensi: "semesteran"', 'frekuensi: "triwulanan"'))
    file = root / "content/2023/realisasi/seksi-pelayanan.yml"
    text = file.read_text("utf-8")
    for old in (("null", '"84.50"', "null", '"85.75"'), ("24", "22", '"20.50"', "19")):
        lines = ("".join(f"      tw{n}: {q}\n" for n, q in enumerate(four, 1)) for four in (old, quarters.split()))
        before, after = lines
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, "utf-8")
    assert sum(p.rule == "baris-kembar" for p in read(root).problems) == told


@pytest.mark.parametrize(("tingkat", "told"), [("kabupaten", 0), ("standar", 1)])
def test_a_larger_place_counts_more_of_everything(tingkat: str, told: int, kantor: Office) -> None:
    other = (
        f'pembanding:\n      - nama: "Lain"\n        tingkat: "{tingkat}"\n        nilai: 154\n        sumber: "Rekap"'
    )
    root = kantor((PEMERINTAHAN, 'alasan_tanpa_pembanding: "Belum ada angka pembanding yang terbit."', other))
    assert [p.rule for p in read(root).problems] == ["pembanding-wajar"] * told


def test_a_line_of_an_explanation_may_end_within_a_name(kantor: Office) -> None:
    root = kantor(overlay=KASUS / "anggaran-terserap-dijelaskan")
    (root / "content/2023/narasi/simpulan.md").write_text(
        "Anggaran untuk Peningkatan\nMutu Layanan belum terserap karena lelangnya diulang.\n", "utf-8"
    )
    found = [p.message for p in read(root).problems if p.rule == "anggaran-terserap"]
    assert not [m for m in found if "Peningkatan Mutu Layanan" in m]


@pytest.mark.parametrize(("satuan", "told"), [("menit per berkas", 0), ("hari/permohonan", 0), ("berkas per menit", 1)])
def test_a_time_may_be_that_of_each_thing(satuan: str, told: int, kantor: Office) -> None:
    found = read(kantor(("renstra.yml", 'satuan: "menit"', f'satuan: "{satuan}"'))).problems
    assert [p.rule for p in found] == ["satuan-cocok"] * told


def test_two_long_texts_are_held_against_each_other_in_a_moment(kantor: Office) -> None:
    text = "\n\n".join(
        f"Warga {'desa ' * (n % 30)} menyampaikan usul dan keluhan {'baru ' * 2}untuk jalan dan balai dusun."
        for n in range(3000)
    )
    root = kantor(overlay=DUA_TAHUN)
    for tahun in (2022, 2023):
        (root / f"content/{tahun}/narasi/simpulan.md").write_text(f"{text}\n", "utf-8")
    start = time.process_time()
    assert any(p.rule == "narasi-tahun-lalu" for p in read(root, 2023).problems)
    assert time.process_time() - start < 10  # every paragraph against every one takes minutes


@pytest.mark.parametrize(
    ("tahun", "last"), [(2022, "2023-02-28"), (2023, "2024-02-29"), (2099, "2100-02-28"), (2027, "2028-02-29")]
)
def test_a_report_is_due_on_the_last_day_of_february(tahun: int, last: str) -> None:
    assert batas_waktu(tahun).isoformat() == last


@pytest.mark.parametrize(
    ("n", "m", "band"),
    [(10, 10, "A"), (9, 10, "B"), (91, 100, "A"), (3, 4, "C"), (76, 100, "B"), (2, 5, "D"), (1, 10, "E"), (0, 0, "–")],
)
def test_a_share_has_the_band_of_the_evaluators(n: int, m: int, band: str) -> None:
    assert Cakupan("3.b.5", "x", "indikator", n, m, ()).pita == band


def test_the_coverage_counts_what_is_there_and_names_what_is_not(hasil: Hasil) -> None:
    assert hasil.laporan is not None
    counted = {c.kriteria: (c.n, c.m, c.pita, c.kurang, c.beralasan) for c in cakupan(hasil.laporan)}
    every = (3, 3, "A", (), 0)
    assert counted == {
        **dict.fromkeys(("3.b.2", "3.b.3", "3.b.4", "3.b.5", "3.b.7"), every),
        "3.b.6": (0, 3, "E", ("IKU-01", "IKU-02", "IKU-03"), 3),
        "3.b.8": (2, 2, "A", (), 0),
        "3.b.9": (1, 1, "A", (), 0),
    }


def test_a_part_of_a_year_is_not_held_against_whole_ones(kantor: Office) -> None:
    laporan = read(kantor(overlay=KASUS / "sampai-triwulan")).laporan
    assert laporan is not None and laporan.sampai_triwulan
    assert {c.kriteria: (c.m, c.pita) for c in cakupan(laporan)}["3.b.5"] == (0, "–")


@pytest.mark.parametrize(
    ("kode", "told"), [("7.01.01", 0), ("X.XX.01", 0), ("7.01.09", 1)], ids=["listed", "for every field", "another"]
)
def test_a_code_of_every_field_stands_for_the_office_s_own(kode: str, told: int, kantor: Office) -> None:
    root = kantor(overlay=KASUS / "bernomenklatur")
    listed = root / "content/nomenklatur/2023.tsv"
    listed.write_text(listed.read_text("utf-8").replace("7.01.01\t", f"{kode}\t"), "utf-8")
    found = [p.message for p in read(root).problems if p.rule == "nomenklatur-cocok"]
    assert sum("program 7.01.01 " in m for m in found) == told


def test_hostile_prose_does_not_hold_up_the_search_for_figures(laporan: Laporan) -> None:
    for text in (
        "84,75% IKU-01 mencapai 3 menit. " * 20_000,
        "84% " * 10_000,
        "1.000" * 60_000,
        "{{" * 150_000,
        "[" * 300_000,
        "Peraturan " * 30_000,
        "PP 1/2014 tentang " * 5_000,
        "tahun 2022 " * 10_000,
        "{{IKU-01.realisasi}} menjadi " * 10_000,
        # Each of these has many ways to be read.
        "{{IKU-01.realisasi}}" + " " * 100_000 + "x {{IKU-02.target}}",
        "Peraturan" + "-A" * 50_000 + " x",
        "Capaian IKU-01 " + "sebesar " * 30_000 + "· " * 30_000 + "84%",
    ):
        narasi = (Prosa("simpulan", "content/2023/narasi/simpulan.md", text),)
        one = replace(laporan, bahan=replace(laporan.bahan, narasi=narasi))
        assert list(angka_narasi_bertentangan(one)) is not None
        assert list(angka_dalam_narasi(one)) is not None
        assert list(dasar_hukum_dikenal(one)) is not None
        assert list(tahun_dalam_narasi(one)) is not None
        assert list(rujukan_indikator_lain(one)) is not None


# --- what cannot be committed as a file ------------------------------------------------------------------------


def only(hasil: Hasil, path: str) -> list[str]:
    """The problems of one file."""
    return [str(p) for p in hasil.problems if p.source.path == f"content/{path}"]


@pytest.mark.parametrize(
    "head", [b"PK\x03\x04\x14\x00\x06\x00", b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.7\n", b"{\\rtf1\\ansi"]
)
def test_a_word_excel_or_pdf_file_renamed_to_yml_is_named_as_such(head: bytes, kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/dokumen.yml").write_bytes(head + bytes(range(256)))
    assert only(read(root), "2023/dokumen.yml") == [
        "content/2023/dokumen.yml:1:1: galat: ini berkas Word, Excel atau PDF yang diganti namanya; "
        "salin isinya ke berkas teks biasa [teks]"
    ]


def test_a_link_that_leaves_the_content_is_refused_and_not_read(kantor: Office, tmp_path: Path) -> None:
    (tmp_path / "rahasia.yml").write_text('unit: "rahasia"\n')
    root = kantor()
    (root / "content/2023/realisasi/seksi-rahasia.yml").symlink_to(tmp_path / "rahasia.yml")
    hasil = read(root)
    assert only(hasil, "2023/realisasi/seksi-rahasia.yml") == [
        "content/2023/realisasi/seksi-rahasia.yml:1:1: galat: tautan (symlink) tidak dipakai di content/; "
        "ganti dengan berkasnya sendiri [berkas-dikenal]"
    ]
    assert "unit" not in "".join(map(str, hasil.problems))


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("2023/bukti/salinan.csv", "rekap-skm.csv"),
        ("2023/bukti/putus.csv", "tidak-ada.csv"),
        ("2023/bukti/folder", "../narasi"),
        ("2023/bukti/lingkaran", "lingkaran"),
        ("2023/bukti/akar", "/"),
        ("2024", "2023"),
    ],
    ids=["to a file", "to nothing", "to a folder", "to itself", "to the root of the disk", "a whole year"],
)
def test_every_other_link_is_refused_too(link: str, target: str, kantor: Office) -> None:
    root = kantor()
    (root / "content" / link).symlink_to(target)
    assert [str(p) for p in read(root).problems] == [
        f"content/{link}:1:1: galat: tautan (symlink) tidak dipakai di content/; "
        "ganti dengan berkasnya sendiri [berkas-dikenal]"
    ]


@pytest.mark.parametrize(
    ("path", "mend"),
    [
        ("catatan.txt", "hapus, atau pindahkan ke folder bukti tahunnya"),
        ("renja.yml", "maksudnya content/<tahun>/renja.yml?"),
        ("Instansi.yml", "maksudnya content/instansi.yml?"),
        ("sop.yaml", "maksudnya content/sop.yml?"),
        ("2023/dokumn.yml", "maksudnya content/2023/dokumen.yml?"),
        ("2023/Profil.yml", "maksudnya content/2023/profil.yml?"),
        ("profil.yml", "maksudnya content/<tahun>/profil.yml?"),
        ("2023/perjanjian_kinerja_perubahan.yml", "maksudnya content/2023/perjanjian-kinerja-perubahan.yml?"),
        ("2023/perjanjian-kinerja-peruban.yml", "maksudnya content/2023/perjanjian-kinerja-perubahan.yml?"),
        ("Lambang.png", "maksudnya content/lambang.png?"),
        ("2023/foto.png", "hapus, atau pindahkan ke folder bukti tahunnya"),
        ("2023/anggaran.YML", "maksudnya content/2023/anggaran.yml?"),
        ("2023/narasi/simpulan.docx", "maksudnya content/2023/narasi/simpulan.md?"),
        ("2023/narasi/kata_pengantar.md", "maksudnya content/2023/narasi/kata-pengantar.md?"),
        (
            "2023/narasi/penutup.md",
            "nama yang dipakai: kata-pengantar.md, gambaran-umum.md, organisasi.md, isu-strategis.md, "
            "perencanaan.md, capaian-kinerja.md, realisasi-anggaran.md, simpulan.md, langkah-perbaikan.md",
        ),
        ("2023/realisasi/Seksi Ekonomi.yml", "maksudnya content/2023/realisasi/seksi-ekonomi.yml?"),
        ("2023/realisasi/seksi-ekonomi.yaml", "maksudnya content/2023/realisasi/seksi-ekonomi.yml?"),
        ("2023/realisasi/seksi-ekonomi.xlsx", "hapus, atau pindahkan ke folder bukti tahunnya"),
        ("2023/~$dokumen.yml", "maksudnya content/2023/dokumen.yml?"),
        ("2O23/dokumen.yml", "maksudnya content/<tahun>/dokumen.yml?"),
        ("２０２３/dokumen.yml", "maksudnya content/<tahun>/dokumen.yml?"),
        (".DS_Store", "hapus, atau pindahkan ke folder bukti tahunnya"),
    ],
)
def test_an_unknown_file_name_is_refused_with_the_right_one(path: str, mend: str, kantor: Office) -> None:
    root = kantor()
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x")
    assert [str(p) for p in read(root, 2023).problems] == [
        f"content/{path}:1:1: galat: nama berkas tidak dikenal; {mend} [berkas-dikenal]"
    ]


@pytest.mark.parametrize("name", ["Foto kegiatan (1).jpg", "foto,1.jpg", "-foto.jpg", "laporan año.pdf", ".gitkeep"])
def test_an_evidence_file_that_no_realisasi_could_name_must_be_renamed(name: str, kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/bukti" / name).write_bytes(b"\xff\xd8")
    assert [str(p) for p in read(root).problems] == [
        f"content/2023/bukti/{name}:1:1: galat: nama berkas bukti hanya huruf, angka, titik, garis bawah dan garis "
        "hubung, tanpa spasi; ganti namanya [berkas-dikenal]"
    ]


def test_a_file_name_with_a_line_break_or_a_command_stays_one_harmless_line(kantor: Office) -> None:
    root = kantor()
    (root / "content/2023/realisasi/x\n::error::y.yml").write_text("unit: 1\n")
    (problem,) = read(root).problems
    assert str(problem) == (
        "content/2023/realisasi/x\\u000a::error::y.yml:1:1: galat: nama berkas memuat karakter yang tidak terlihat; "
        "ganti namanya [berkas-dikenal]"
    )
    assert problem.as_github() == (
        "::error file=content/2023/realisasi/x\\u000a%3A%3Aerror%3A%3Ay.yml,line=1,col=1,"
        "title=galat [berkas-dikenal]::nama berkas memuat karakter yang tidak terlihat; ganti namanya"
    )


def test_a_file_name_that_is_no_utf_8_is_told_and_can_be_printed(kantor: Office) -> None:
    root = kantor()
    Path(os.fsdecode(os.fsencode(root) + b"/content/2023/bukti/caf\xe9.csv")).write_text("x")
    (problem,) = read(root).problems
    assert str(problem).encode("utf-8") == (
        b"content/2023/bukti/caf\\udce9.csv:1:1: galat: nama berkas memuat karakter yang tidak terlihat; "
        b"ganti namanya [berkas-dikenal]"
    )


# --- pictures --------------------------------------------------------------------------------------------------

NOISE = Image.effect_noise((120, 80), 60)


def encoded(form: str, mode: str = "RGB", **options: Any) -> bytes:
    """A picture as a file of the form, in the colours of the mode."""
    made = io.BytesIO()
    NOISE.convert(mode).save(made, form, **options)
    return made.getvalue()


def wide(width: int, height: int) -> bytes:
    """A white picture of many dots in a small file."""
    made = io.BytesIO()
    Image.new("1", (width, height), 1).save(made, "PNG")
    return made.getvalue()


TORN = "gambar rusak atau terpotong; simpan ulang sebagai PNG atau JPEG"
UNPRINTABLE = [
    ("a PNG cut in half", "png", lambda: encoded("PNG")[:5000], TORN),
    ("a PNG without its end", "png", lambda: encoded("PNG")[:-12], TORN),
    ("a PNG with a byte changed", "png", lambda: encoded("PNG")[:-14] + b"x" + encoded("PNG")[-13:], TORN),
    ("a JPEG cut short", "jpg", lambda: encoded("JPEG")[:-200], TORN),
    ("a JPEG cut in its head", "jpg", lambda: encoded("JPEG")[:100], TORN),
    ("a progressive JPEG cut short", "jpeg", lambda: encoded("JPEG", progressive=True)[:-200], TORN),
    ("a text", "png", lambda: b"Ini teks, bukan gambar.\n", TORN),
    ("a page of a browser", "jpg", lambda: b"<!doctype html><title>Masuk</title>", TORN),
    ("a PDF", "png", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", TORN),
    ("nothing", "png", lambda: b"", TORN),
    (
        "a GIF",
        "png",
        lambda: encoded("GIF"),
        "isi berkas ini GIF, bukan PNG atau JPEG; simpan ulang sebagai PNG atau JPEG",
    ),
    (
        "a WebP",
        "jpg",
        lambda: encoded("WEBP"),
        "isi berkas ini WEBP, bukan PNG atau JPEG; simpan ulang sebagai PNG atau JPEG",
    ),
    (
        "a BMP",
        "png",
        lambda: encoded("BMP"),
        "isi berkas ini BMP, bukan PNG atau JPEG; simpan ulang sebagai PNG atau JPEG",
    ),
    (
        "colours of a press",
        "jpg",
        lambda: encoded("JPEG", "CMYK"),
        "gambar bermode warna CMYK tidak dapat dicetak; simpan ulang sebagai RGB",
    ),
    (
        "16 bits a dot",
        "png",
        lambda: encoded("PNG", "I;16"),
        "gambar bermode warna I;16 tidak dapat dicetak; simpan ulang sebagai RGB",
    ),
    (
        "56 million dots",
        "png",
        lambda: wide(8000, 7000),
        "gambar 8000 × 7000 titik terlalu besar; perkecil, lalu simpan ulang",
    ),
    ("200 million dots", "png", lambda: wide(20000, 10000), "gambar terlalu besar; perkecil, lalu simpan ulang"),
    (
        "too many bytes",
        "png",
        lambda: encoded("PNG").ljust(MAX_BYTES + 1, b"\0"),
        "gambar lebih dari 5 MB; perkecil, lalu simpan ulang",
    ),
    (
        "a JPEG called .png",
        "png",
        lambda: encoded("JPEG"),
        "isi berkas ini JPEG, tetapi namanya berakhiran .png; ganti namanya menjadi .jpg",
    ),
    (
        "a PNG called .jpg",
        "jpg",
        lambda: encoded("PNG"),
        "isi berkas ini PNG, tetapi namanya berakhiran .jpg; ganti namanya menjadi .png",
    ),
]


def shown_picture(root: Path, name: str, content: bytes) -> None:
    """Lay a picture into the year's folder, and show it in the prose."""
    (root / "content/2023/gambar").mkdir()
    (root / "content/2023/gambar" / name).write_bytes(content)
    prosa = root / "content/2023/narasi/organisasi.md"
    prosa.write_text(f"{prosa.read_text('utf-8')}\n![Petugas di loket](../gambar/{name})\n", "utf-8")


@pytest.mark.parametrize(("ending", "content", "message"), [pytest.param(*row[1:], id=row[0]) for row in UNPRINTABLE])
def test_a_picture_that_cannot_be_printed_is_told(ending: str, content: Any, message: str, kantor: Office) -> None:
    root = kantor()
    shown_picture(root, f"loket.{ending}", content())
    assert told(read(root)) == (
        f"content/2023/gambar/loket.{ending}:1:1: galat: {message} [gambar-utuh]\n1 galat, 0 peringatan.\n"
    )


@pytest.mark.parametrize(
    ("name", "form", "mode", "options"),
    [
        *((f"loket-{mode}.png", "PNG", mode, {}) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
        ("Loket_2.jpg", "JPEG", "RGB", {}),
        ("loket.2023.jpeg", "JPEG", "L", {"progressive": True}),
    ],
)
def test_a_picture_that_can_be_printed_is_taken_as_it_is(
    name: str, form: str, mode: str, options: dict[str, Any], kantor: Office
) -> None:
    root = kantor()
    shown_picture(root, name, encoded(form, mode, **options))
    hasil = read(root)
    assert hasil.problems == () and hasil.laporan is not None
    foto = hasil.laporan.bahan.foto[f"2023/gambar/{name}"]
    assert (foto.lebar, foto.tinggi) == (120, 80)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "Foto Kegiatan.png",
            "gambar berupa .png atau .jpg; namanya huruf, angka, titik, garis bawah dan garis hubung",
        ),
        ("foto,1.jpg", "gambar berupa .png atau .jpg; namanya huruf, angka, titik, garis bawah dan garis hubung"),
        ("foto.gif", "gambar berupa .png atau .jpg; namanya huruf, angka, titik, garis bawah dan garis hubung"),
        ("lama/foto.png", "gambar berupa .png atau .jpg; namanya huruf, angka, titik, garis bawah dan garis hubung"),
    ],
)
def test_a_picture_that_no_prose_could_name_must_be_renamed(name: str, message: str, kantor: Office) -> None:
    root = kantor()
    file = root / "content/2023/gambar" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(encoded("PNG"))
    assert [str(p) for p in read(root).problems] == [
        f"content/2023/gambar/{name}:1:1: galat: {message}; ganti namanya [berkas-dikenal]"
    ]


@pytest.mark.parametrize("indent", ["    ", "- butir\n\n  ", "1. butir\n\n   "])
def test_a_picture_that_is_not_at_the_left_edge_is_told(indent: str, kantor: Office) -> None:
    # There it would be printed as code, or be a part of a list, where the PDF would look for it in vain.
    root = kantor(overlay=DUA_TAHUN)
    prosa = root / "content/2023/narasi/organisasi.md"
    prosa.write_text(
        f"Kecamatan mempunyai dua seksi dan satu sekretariat.\n\n{indent}![Alur](../gambar/alur.png)\n", "utf-8"
    )
    line, column = 3 + indent.count("\n"), 1 + len(indent.rpartition("\n")[2])
    assert told(read(root)) == (
        f"content/2023/narasi/organisasi.md:{line}:{column}: galat: gambar ditulis sendiri di antara dua baris kosong, "
        'dengan bentuk ![yang terlihat pada gambar](../gambar/nama.png "Judul gambar") [prosa-sederhana]\n'
        "1 galat, 0 peringatan.\n"
    )


def test_a_picture_that_is_missing_is_taken_for_another_only_if_their_names_are_alike(kantor: Office) -> None:
    # The folder and the ending are the same in all names: they make no two of them alike.
    root = kantor(overlay=KASUS / "gambar-tidak-cocok")
    prosa = root / "content/2023/narasi/organisasi.md"
    prosa.write_text("![Denah](../gambar/denah-kantor.png)\n\n![Alur](../gambar/alur_layanan.png)\n", "utf-8")
    assert [p.message for p in read(root).problems if p.level == "galat"] == [
        "gambar 'gambar/denah-kantor.png' tidak ditemukan; simpan di content/2023/gambar/",
        "gambar 'gambar/alur_layanan.png' tidak ditemukan; maksudnya 'gambar/alur-layanan.png'?",
    ]


def test_a_picture_of_another_year_is_not_there(kantor: Office) -> None:
    root = kantor(overlay=DUA_TAHUN)
    (root / "content/2022/gambar").mkdir()
    (root / "content/2023/gambar/alur.png").rename(root / "content/2022/gambar/alur.png")
    assert [str(p) for p in read(root).problems] == [
        "content/2023/narasi/organisasi.md:3:60: galat: gambar 'gambar/alur.png' tidak ditemukan; "
        "simpan di content/2023/gambar/ [gambar-ada]"
    ]
    assert [str(p) for p in read(root, 2022).problems] == [
        "content/2022/gambar/alur.png:1:1: peringatan: gambar ini tidak dipakai narasi mana pun; pakai atau hapus "
        "[gambar-ada]"
    ]


# --- years -----------------------------------------------------------------------------------------------------


def test_a_fault_in_a_later_year_stops_and_hides_nothing_of_this_one(kantor: Office) -> None:
    root = kantor(("2023/realisasi/seksi-pemerintahan.yml", 'kode: "IKU-03"', 'kode: "IKU-33"'))
    (root / "content/2024").mkdir()
    (root / "content/2024/dokumen.yml").write_text('status: "drap"\n')
    other = "content/2024/dokumen.yml:1:9: galat: Status 'drap' tidak dikenal; maksudnya 'draf'? [bentuk]"
    said = told(read(root, 2023))
    assert other not in said and other in [str(p) for p in check_all(root)]
    assert "indikator 'IKU-33' tidak ada di renstra.yml; maksudnya 'IKU-03'? [kode-dikenal]" in said
    assert "realisasi IKU-03 (Desa dengan laporan tepat waktu) belum disampaikan" in said


def spoil(file: Path) -> str:
    """Put a fault into a file, or make it with one; return what is said about it."""
    file.parent.mkdir(exist_ok=True)
    text = file.read_text("utf-8") if file.exists() else ""
    match file.suffix:
        case ".md":
            file.write_text(f"{text}\n<<<<<<< HEAD\n", "utf-8")
            return "ada tanda bentrokan gabung (<<<<<<<, =======, >>>>>>>); pilih isi yang benar"
        case ".png":
            file.write_bytes(b"x")
            return f"{TORN} [gambar-utuh]"
        case _:
            file.write_text(f'{text}salah: "x"\n', "utf-8")
            return "isian 'salah' tidak dikenal"


NO_DATA = (
    "2022/narasi/simpulan.md",
    "2022/dokumen.yml",
    "2022/profil.yml",
    "2022/gambar/foto.png",
    "2024/dokumen.yml",
    "2024/renja.yml",
)
DATA = (
    "2022/perjanjian-kinerja.yml",
    "2022/perjanjian-kinerja-perubahan.yml",
    "2022/renja.yml",
    "2022/anggaran.yml",
    "2022/realisasi/seksi-pelayanan.yml",
)


@pytest.mark.parametrize("path", NO_DATA)
def test_a_fault_in_another_year_stops_only_that_year(path: str, kantor: Office) -> None:
    root = kantor(overlay=DUA_TAHUN)
    message = spoil(root / "content" / path)
    hasil = read(root, 2023)
    assert hasil.laporan is not None and hasil.problems == ()
    assert [t.tahun for t in hasil.laporan.bahan.lalu] == [2022]
    own = [str(p) for p in check_all(root) if p.source.path == f"content/{path}"]
    assert any(message in line for line in own)
    if path.startswith("2022"):
        assert read(root, 2022).laporan is None and message in told(read(root, 2022))


@pytest.mark.parametrize("path", DATA)
def test_a_fault_in_the_data_of_an_earlier_year_stops_the_years_that_are_compared_with_it(
    path: str, kantor: Office
) -> None:
    root = kantor(overlay=DUA_TAHUN)
    message = spoil(root / "content" / path)
    for tahun in (2022, 2023):
        hasil = read(root, tahun)
        assert hasil.laporan is None
        assert {p.source.path for p in hasil.problems} == {f"content/{path}"} and message in told(hasil)


@pytest.mark.parametrize(
    ("path", "stops"), [("2022/narasi/simpulan.md", False), ("2022/renja.yml", True), ("2022/anggaran.yml", True)]
)
def test_a_file_that_an_earlier_year_lacks_stops_later_ones_only_if_it_holds_data(
    path: str, stops: bool, kantor: Office
) -> None:
    root = kantor(overlay=DUA_TAHUN)
    (root / "content" / path).unlink()
    missing = (
        f"content/{path}:1:1: galat: berkas ini belum ada; buat dengan contoh content/{path.replace('2022', '2023')} "
        "[berkas-ada]\n1 galat, 0 peringatan.\n"
    )
    assert told(read(root, 2022)) == missing
    assert told(read(root, 2023)) == (missing if stops else "0 galat, 0 peringatan.\n")


def test_a_year_without_its_document_is_only_begun_and_compared_with_nothing(kantor: Office) -> None:
    root = kantor(overlay=KASUS / "riwayat-ganda")
    (root / "content/2022/dokumen.yml").unlink()
    hasil = read(root)
    assert hasil.laporan is not None and hasil.problems == ()
    assert hasil.laporan.bahan.lalu == () and hasil.laporan.indikator[0].tahun[0].sumber == "LKIP 2022, tabel 3.1"
    assert read_content(root).tahun == (2023,)


def test_the_newest_year_is_read_and_another_on_demand(kantor: Office) -> None:
    root = kantor(overlay=DUA_TAHUN)
    newest, older = read(root), read(root, 2022)
    assert newest.laporan is not None and newest.laporan.tahun == 2023
    assert older.laporan is not None and older.laporan.tahun == 2022
    assert (len(newest.laporan.bahan.lalu), older.laporan.bahan.lalu) == (1, ())


def test_all_years_up_to_one_are_read_oldest_first(kantor: Office) -> None:
    root = kantor(overlay=DUA_TAHUN)
    spoil(root / "content/2024/dokumen.yml")
    assert [r.tahun for r in read_years(root, 2023)[0]] == [2022, 2023]
    assert [r.tahun for r in read_years(root, 2022)[0]] == [2022]
    reports, problems = read_years(root)
    assert [r.tahun for r in reports] == [2022, 2023]
    assert {p.source.path.split("/")[1] for p in problems} == {"2024"}


def test_a_year_by_number_zero_is_no_year(kantor: Office) -> None:
    reports, (problem,) = read_years(kantor(), 0)
    assert reports == []
    assert str(problem) == "content:1:1: galat: folder tahun 0 belum ada; yang ada: 2023 [berkas-ada]"


def test_a_year_that_has_no_folder_is_told_with_those_that_have(kantor: Office) -> None:
    hasil = read_year(read_content(kantor()), 2031)
    assert told(hasil) == (
        "content:1:1: galat: folder tahun 2031 belum ada; yang ada: 2023 [berkas-ada]\n1 galat, 0 peringatan.\n"
    )


def test_an_empty_content_is_told_and_does_not_crash(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert told(read(tmp_path)) == (
        "content:1:1: galat: belum ada folder tahun; buat misalnya content/2023 [berkas-ada]\n1 galat, 0 peringatan.\n"
    )
