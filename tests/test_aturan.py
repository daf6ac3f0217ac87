"""The frame of the rules: what each says about itself, what it looked at, what a finding is about, how it is explained.

The tests over `RULES` hold for every rule there is; the exact words are those of rules whose case is in `kasus/`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import KASUS, Office
from test_kasus import CASES, office

from lkip.capaian import Laporan
from lkip.check import RULES, periksa
from lkip.check.aturan import Pemeriksaan, aturan
from lkip.check.penjelasan import daftar, jelaskan, peraturan, teks
from lkip.pipeline import Hasil, read
from lkip.problem import Finding, Source

ROOT = KASUS.parent.parent
BY_NAME = {rule.nama: rule for rule in RULES}
NAMES = [rule.nama for rule in RULES]
# Rules that no little office draws: none.
WITHOUT_CASE: set[str] = set()


def report(hasil: Hasil) -> Laporan:
    assert hasil.laporan is not None, "\n".join(map(str, hasil.problems))
    return hasil.laporan


def checks(laporan: Laporan, *names: str) -> tuple[Pemeriksaan, ...]:
    return periksa(laporan, [BY_NAME[name] for name in names] if names else RULES)


# --- what a rule says about itself -----------------------------------------------------------------------------


def test_every_rule_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []
    assert [name for name in NAMES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_says_what_why_and_how_to_mend(name: str) -> None:
    apa, mengapa, perbaikan = BY_NAME[name].uraian
    assert perbaikan.startswith("Perbaikan: ")
    assert all(part.endswith(".") for part in (apa, mengapa, perbaikan))


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_rests_on_places_of_known_regulations(name: str) -> None:
    dasar = BY_NAME[name].dasar
    assert dasar and len(set(dasar)) == len(dasar)
    for entry in dasar:
        short, _, place = entry.partition(": ")
        assert short in peraturan() and place.strip() == place != ""


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_a_number_of_the_list_or_none(name: str) -> None:
    assert re.fullmatch(r"(L(0[1-9]|[12][0-9]|3[0-4]))?", BY_NAME[name].kode)


def test_every_regulation_says_how_it_stands_and_when_that_was_looked_at() -> None:
    for entry in peraturan().values():
        assert set(entry) == {"nama", "status", "dilihat"} and all(entry.values())
        assert date.fromisoformat(entry["dilihat"])


def test_every_rule_has_a_little_office_with_its_fault() -> None:
    told = "".join((KASUS / name / "masalah.txt").read_text("utf-8") for name in CASES)
    assert {name for name in NAMES if f"[{name}]\n" not in told} == WITHOUT_CASE


# Galat that no reason makes right, by what is wrong: figures that contradict each other or a sum, a figure in another
# form than it is read in, a name that stands for nothing or for two things.
TETAP = {
    "angka": (
        "anggaran-cocok",
        "batas-nilai",
        "bobot-seratus",
        "komponen-wajar",
        "kondisi-awal-wajar",
        "pegawai-cocok",
        "riwayat-tunggal",
        "rumus-tidak-ditolak",
        "saksi-cocok",
        "skala-runtut",
        "target-triwulan-cocok",
    ),
    "bentuk": (
        "cara-ukur-tunggal",
        "pembanding-sesuai-polaritas",
        "realisasi-sesuai-bentuk",
        "riwayat-sesuai-polaritas",
        "rumus-sesuai-polaritas",
        "survei-wajar",
        "target-sesuai-polaritas",
    ),
    "nama": (
        "gambar-ada",
        "kode-bebas",
        "kode-berjenjang",
        "kode-dikenal",
        "kode-tunggal",
        "rujukan-dikenal",
        "saksi-dikenal",
        "skala-dikenal",
        "unit-dikenal",
    ),
}


def test_only_what_no_reason_makes_right_cannot_be_accepted_away() -> None:
    assert {rule.nama for rule in RULES if rule.tetap} == {name for names in TETAP.values() for name in names}
    told = "".join((KASUS / name / "masalah.txt").read_text("utf-8") for name in CASES)
    wrong = set(re.findall(r": galat: .+ \[([a-z-]+)\]\n", told))
    sums = {rule.nama for rule in RULES if any(d.startswith("aritmetika: ") for d in rule.dasar)}
    assert (sums & wrong) - {rule.nama for rule in RULES if rule.tetap} == set()


# --- what was looked at ----------------------------------------------------------------------------------------

# The office `lengkap` has three indicators, two goals, two units, nine texts.
LOOKED_AT = {
    "kode-tunggal": 1,
    "unit-dikenal": 2,
    "sasaran-didukung": 2,
    "realisasi-lengkap": 3,
    "analisis-ada": 3,
    "anggaran-cocok": 3,
    "rujukan-dikenal": 9,
    # What is not there is not looked at: components, surveys, weights, witnesses, a second agreement, quarters ahead.
    "komponen-wajar": 0,
    "survei-wajar": 0,
    "bobot-seratus": 0,
    "saksi-cocok": 0,
    "perjanjian-urut": 0,
    "target-triwulan-ada": 0,
    "resmi-tanpa-contoh": 0,
}


@pytest.mark.parametrize(("name", "count"), LOOKED_AT.items())
def test_the_checks_of_a_right_office_are_counted_and_pass(name: str, count: int, laporan: Laporan) -> None:
    made = checks(laporan, name)
    assert len(made) == count and all(check.lulus for check in made)


SEEN = {
    ("analisis-ada", "IKU-01"): "capaian 101,34%; terisi: faktor_pendukung",
    ("realisasi-lengkap", "IKU-02"): "realisasi 21,4 (I 24,0; II 22,0; III 20,5; IV 19,0)",
    ("triwulan-sesuai-frekuensi", "IKU-01"): "semesteran: II 84,50; IV 85,75",
    ("perjanjian-lengkap", "IKU-02"): "negatif, target paling banyak 20,0",
    ("rumus-tetap", "IKU-02"): "negatif, rumus capaian (2T-R)/T",
    ("riwayat-cocok", "IKU-01"): "2022: tercetak 101,83, hasil hitung 101,83",
    ("pembanding-ada", "IKU-03"): "tidak ada, dengan alasan",
    ("sasaran-didukung", "S1"): "",
}


@pytest.mark.parametrize(("name", "kode"), SEEN)
def test_a_check_that_passed_shows_what_it_saw(name: str, kode: str, laporan: Laporan) -> None:
    (check,) = (c for c in checks(laporan, name) if c.pokok == kode)
    assert (check.lulus, check.dilihat) == (True, SEEN[name, kode])


@pytest.mark.parametrize("name", ["lengkap", "ragam", "sampai-triwulan", "dua-tahun"])
def test_what_a_check_saw_is_one_line(name: str, kantor: Office) -> None:
    made = checks(report(read(kantor(overlay=KASUS / name))))
    seen = {(c.aturan.nama, c.pokok): c.dilihat for c in made if c.aturan.lihat}
    assert seen and {key: text for key, text in seen.items() if not text.strip() or "\n" in text} == {}


def test_a_rule_about_the_whole_report_passes_only_where_it_found_nothing(kantor: Office) -> None:
    made = checks(report(read(kantor(overlay=KASUS / "kode-salah"))), "kode-dikenal", "kode-tunggal")
    assert [(c.aturan.nama, c.pokok, c.lulus) for c in made] == [
        ("kode-dikenal", "", False),
        ("kode-tunggal", "", True),
    ]


def test_a_note_is_nothing_to_mend(laporan: Laporan) -> None:
    @aturan("", "isian: contoh")
    def catat(_: Laporan) -> Iterator[Finding]:
        yield Source("content/renstra.yml"), "2 dari 3 indikator", "catatan", ""

    (check,) = periksa(laporan, [catat])
    assert (check.lulus, [p.level for p in check.temuan]) == (True, ["catatan"])


def test_findings_stand_in_the_order_of_the_rules_and_nothing_is_lost(kantor: Office) -> None:
    laporan = report(read(kantor(overlay=KASUS / "kode-salah")))
    made = [(p.rule, p.message) for check in checks(laporan) for p in check.temuan]
    assert sorted(made) == sorted((rule.nama, message) for rule in RULES for _, message, _, _ in rule(laporan))
    assert list(dict.fromkeys(rule for rule, _ in made)) == [n for n in NAMES if n in dict(made)]


# --- what a finding is about -----------------------------------------------------------------------------------

ABOUT = [
    ("analisis-belum-ada", "IKU-01 (Indeks Kepuasan Masyarakat) mencapai 101,34%", "IKU-01"),
    # The mend behind the semicolon may name another code: it is not what the finding is about.
    ("kode-salah", "indikator 'IKU-2' tidak ada di renstra.yml; maksudnya 'IKU-02'?", ""),
    ("kode-salah", "sub kegiatan '7.01.02.2.02.0004' tidak ada di renja.yml", ""),
    (
        "kode-salah",
        "sub kegiatan 7.01.02.2.02.0003 (Peningkatan Mutu Layanan) belum ada di anggaran.yml",
        "7.01.02.2.02.0003",
    ),
    ("kode-salah", "program 7.01.02 (Program Penyelenggaraan Pemerintahan", "7.01.02"),
    ("kode-salah", "sasaran S2 (Meningkatnya tertib pemerintahan desa) belum didukung", "S2"),
    ("kode-tidak-berjenjang", "kode '7.01.03.2.02' tidak berada di bawah '7.01.02'", "7.01.03.2.02"),
    ("bobot-tidak-seratus", "jumlah bobot indikator sasaran S1 90", "S1"),
    ("bobot-tidak-seratus", "jumlah bobot tujuan 99,5", ""),
    ("bukti-tidak-ada", "berkas bukti IKU-01 'rekap-skm.xlsx' tidak ditemukan", "IKU-01"),
    # A unit that is not known is told of its file, prose of its file whatever it names.
    ("unit-salah", "unit 'seksi-pemerintah' tidak sama dengan nama berkas", "seksi-pemerintahan"),
    ("unit-salah", "IKU-03 menjadi tanggung jawab seksi-ekonomi", "IKU-03"),
    ("rujukan-salah", "rujukan {{IKU-01.capain}} tidak dikenal", "narasi/capaian-kinerja.md"),
    ("saksi-salah", "angka saksi IKU-01.realisasi 88,90", "IKU-01"),
    ("saksi-salah", "angka saksi anggaran.realisasi 590.500.000", ""),
    ("perjanjian-kurang", "perjanjian kinerja perubahan harus memuat", ""),
]


@pytest.mark.parametrize(("name", "sentence", "kode"), ABOUT)
def test_a_finding_knows_what_it_is_about(name: str, sentence: str, kode: str, kantor: Office) -> None:
    made = checks(report(read(office(name, kantor))))
    assert {p.kode for check in made for p in check.temuan if p.message.startswith(sentence)} == {kode}


# What rules of indicators say of the plan, the agreement or a folder as a whole.
ABOUT_NO_INDICATOR = (
    "perjanjian kinerja perubahan harus memuat alasan_perubahan",
    "tahun akhir Renstra lebih kecil dari tahun awal",
    "tahun laporan 2023 di luar periode Renstra",
    "berkas bukti ini tidak dirujuk realisasi atau rekomendasi mana pun",
    "serapan 7.01.01 tahun 2022 tercetak",
)


@pytest.mark.parametrize("name", CASES)
def test_a_sentence_that_names_an_indicator_is_about_it(name: str, kantor: Office) -> None:
    laporan = read(office(name, kantor)).laporan
    if laporan is None:  # its form allows no report: no rule says anything
        return
    known = {i.kode for i in laporan.indikator}
    of_indicators = [rule for rule in RULES if rule.pokok == "indikator"]
    for problem in (p for check in periksa(laporan, of_indicators) for p in check.temuan):
        named = [kode for kode in re.findall(r"IKU-\d+", problem.message.partition(";")[0]) if kode in known]
        assert problem.kode == named[0] if named else problem.kode not in known, problem
        if not named and problem.rule in OWN:
            assert problem.message.startswith(ABOUT_NO_INDICATOR), problem


# The rules whose sentences are all listed above: a new rule may speak of budget lines too.
OWN = (
    "analisis-ada",
    "bukti-ada",
    "perjanjian-lengkap",
    "realisasi-lengkap",
    "riwayat-cocok",
    "target-renstra-lengkap",
    *(name for name in NAMES if name.endswith(("-sesuai-polaritas", "-sesuai-bentuk", "-triwulan-cocok", "-tunggal"))),
)


# --- the explanation -------------------------------------------------------------------------------------------


RIGHT = """unit: "seksi-pelayanan"
indikator:
  - kode: "IKU-01"
    tahunan: 84
    faktor_pendukung: "Petugas loket dilatih dua kali."
    bukti:
      - berkas: "rekap-skm.csv"
        keterangan: "Rekapitulasi"
"""
NO_ANALYSIS = "content/2023/realisasi/loket.yml:3:5: peringatan: IKU-01 (IKM) mencapai 101,34%; isi faktor_pendukung"


def repository(root: Path, **offices: dict[str, str]) -> Path:
    """A repository that has only these little offices, each with its files."""
    for name, files in offices.items():
        for path, text in files.items():
            file = root / "tests/kasus" / name.replace("_", "-") / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return root


def test_a_rule_is_explained_word_for_word(tmp_path: Path) -> None:
    root = repository(
        tmp_path,
        lengkap={"content/2023/realisasi/loket.yml": RIGHT},
        # With another fault beside it, an office is the worse example, whatever its name.
        aaa={"masalah.txt": f"{NO_ANALYSIS} [analisis-ada]\n{NO_ANALYSIS} [lain]\n2 galat.\n"},
        kosong={
            "masalah.txt": f"{NO_ANALYSIS} [analisis-ada]\n0 galat, 1 peringatan.\n",
            "content/2023/realisasi/loket.yml": RIGHT.replace(
                '    faktor_pendukung: "Petugas loket dilatih dua kali."\n', ""
            ),
        },
    )
    assert teks(jelaskan(BY_NAME["analisis-ada"], root)) == (
        "analisis-ada (L17)\n"
        "\n"
        "Apa\n"
        "  Indikator yang mencapai target menyebut faktor pendukungnya; yang belum\n"
        "  mencapai target menyebut faktor penghambat dan solusinya.\n"
        "\n"
        "Mengapa\n"
        "  Laporan harus memuat analisis penyebab keberhasilan atau kegagalan serta\n"
        "  solusi yang telah dilakukan, dan evaluator menilai apakah upaya nyata dan\n"
        "  hambatannya diceritakan. Angka saja tidak menjelaskan apa yang perlu\n"
        "  diteruskan atau diubah.\n"
        "\n"
        "Salah\n"
        "  content/2023/realisasi/loket.yml:\n"
        "    indikator:\n"
        '      - kode: "IKU-01"\n'
        "        tahunan: 84\n"
        "        bukti:\n"
        "  → IKU-01 (IKM) mencapai 101,34%; isi faktor_pendukung\n"
        "\n"
        "Benar\n"
        "    indikator:\n"
        '      - kode: "IKU-01"\n'
        "        tahunan: 84\n"
        '        faktor_pendukung: "Petugas loket dilatih dua kali."\n'
        "        bukti:\n"
        "\n"
        "Perbaikan\n"
        "  Isi faktor_pendukung bila capaian 100% atau lebih, atau faktor_penghambat\n"
        "  dan solusi bila kurang, dengan kejadian nyata pada tahun itu.\n"
        "\n"
        "Dasar\n"
        "  - Peraturan Menteri PANRB Nomor 53 Tahun 2014 tentang Petunjuk Teknis\n"
        "    Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan\n"
        "    Kinerja Instansi Pemerintah, Lampiran II, Bab III.A.5 (berlaku; teks\n"
        "    aslinya dibaca, penggantinya belum ditemukan; dilihat 25 November 2026)\n"
        "  - Peraturan Menteri PANRB Nomor 88 Tahun 2021 tentang Evaluasi Akuntabilitas\n"
        "    Kinerja Instansi Pemerintah, 3.b.7 (berlaku; teks aslinya dibaca,\n"
        "    penggantinya belum ditemukan; dilihat 25 November 2026)\n"
    )


def test_a_rule_of_arithmetic_says_that_it_cannot_be_accepted_away(tmp_path: Path) -> None:
    told = "content/renstra.yml:2:10: galat: jumlah bobot tujuan 99,5, seharusnya 100; perbaiki [bobot-seratus]\n"
    root = repository(
        tmp_path,
        lengkap={"content/renstra.yml": "tujuan: 1\nsasaran: 2\n"},
        dasarnya={"content/renstra.yml": 'tujuan:\n  - bobot: 100\n    nama: "Mutu layanan"\n'},
        ganjil={
            "masalah.txt": told,
            "dasar.txt": "dasarnya\n",
            "content/renstra.yml": 'tujuan:\n  - bobot: "99.50"\n    nama: "Mutu layanan"\n',
        },
    )
    assert teks(jelaskan(BY_NAME["bobot-seratus"], root)) == (
        "bobot-seratus\n"
        "\n"
        "Apa\n"
        "  Bobot yang sekelompok diisi semua atau tidak sama sekali, dan jumlahnya 100.\n"
        "\n"
        "Mengapa\n"
        "  Capaian sasaran, tujuan, dan instansi adalah rata-rata tertimbang. Bila satu\n"
        "  bobot kosong atau jumlahnya bukan 100, rata-rata itu salah, dan siapa pun\n"
        "  yang menghitung ulang akan menemukannya.\n"
        "\n"
        "Salah\n"
        "  content/renstra.yml:\n"
        "    tujuan:\n"
        '      - bobot: "99.50"\n'
        '        nama: "Mutu layanan"\n'
        "  → jumlah bobot tujuan 99,5, seharusnya 100; perbaiki\n"
        "\n"
        "Benar\n"
        "    tujuan:\n"
        "      - bobot: 100\n"
        '        nama: "Mutu layanan"\n'
        "\n"
        "Perbaikan\n"
        "  Isi bobot pada semua tujuan, pada semua sasaran dalam satu tujuan, atau pada\n"
        "  semua indikator dalam satu sasaran sampai jumlahnya 100; atau hapus semuanya\n"
        "  bila semua sama penting.\n"
        "  Galat dari aturan ini tidak dapat diterima sebagai pengecualian.\n"
        "\n"
        "Dasar\n"
        "  - Aritmetika: jumlah bobot dalam satu kelompok\n"
    )


def test_a_fault_in_another_file_than_the_finding_is_shown_where_it_is_mended(tmp_path: Path) -> None:
    told = "content/renstra.yml:1:7: peringatan: sasaran S2 belum didukung di renja.yml; kaitkan [sasaran-didukung]\n"
    root = repository(
        tmp_path,
        lengkap={"content/renstra.yml": 'kode: "S2"\n', "content/2023/renja.yml": "sasaran:\n  - S1\n  - S2\n"},
        lepas={"masalah.txt": told, "content/2023/renja.yml": "sasaran:\n  - S1\n"},
    )
    example = jelaskan(BY_NAME["sasaran-didukung"], root).contoh
    assert example is not None and example.berkas == "content/2023/renja.yml"
    assert (example.salah, example.benar) == ("sasaran:\n  - S1", "sasaran:\n  - S1\n  - S2")


def test_a_long_file_is_shown_in_a_few_lines_around_the_fault(tmp_path: Path) -> None:
    lines = [f'- kode: "{n}"' for n in range(50)]
    told = "content/renja.yml:31:9: galat: kode '3O' tidak ada di renja.yml [kode-dikenal]\n"
    root = repository(
        tmp_path,
        lengkap={"content/renja.yml": "\n".join(lines)},
        huruf={"masalah.txt": told, "content/renja.yml": "\n".join([*lines[:30], '- kode: "3O"', *lines[31:]])},
    )
    example = jelaskan(BY_NAME["kode-dikenal"], root).contoh
    assert example is not None
    assert example.salah == '- kode: "29"\n- kode: "3O"\n- kode: "31"'
    assert example.benar == '- kode: "29"\n- kode: "30"\n- kode: "31"'


def test_where_no_line_makes_the_difference_nothing_is_called_right(tmp_path: Path) -> None:
    told = "content/renja.yml:1:9: galat: berkas bukti IKU-01 'a.csv' kosong; ganti [bukti-ada]\n"
    root = repository(
        tmp_path,
        lengkap={"content/renja.yml": '- berkas: "a.csv"\n'},
        kosong={"masalah.txt": told, "content/bukti/a.csv": ""},
    )
    p = jelaskan(BY_NAME["bukti-ada"], root)
    assert p.contoh is not None and (p.contoh.salah, p.contoh.benar) == ('- berkas: "a.csv"', "")
    assert "\nSalah\n" in teks(p) and "\nBenar\n" not in teks(p)


def test_every_rule_is_explained_with_an_example_that_fits_a_terminal() -> None:
    listed = daftar(RULES, ROOT)
    assert [p.nama for p in listed] == NAMES
    for p in listed:
        assert p.contoh is not None and p.contoh.salah and p.contoh.temuan
        assert f": {p.contoh.temuan} [{p.nama}]\n" in (KASUS / p.contoh.kasus / "masalah.txt").read_text("utf-8")
        assert max(len(text.split("\n")) for text in (p.contoh.salah, p.contoh.benar)) <= 8
        assert p.contoh.salah != p.contoh.benar
        text = teks(p)
        assert [line for line in text.splitlines() if len(line) > 78 or line != line.rstrip()] == []
        heads = [line for line in text.splitlines()[1:] if line and not line.startswith(" ")]
        right = ["Benar"] if p.contoh.benar else []  # a picture or a missing file has no right lines
        assert heads == ["Apa", "Mengapa", "Salah", *right, "Perbaikan", "Dasar"]


def test_an_explanation_is_the_same_alone_and_in_the_list() -> None:
    assert daftar([BY_NAME["pegawai-cocok"]], ROOT) == (jelaskan(BY_NAME["pegawai-cocok"], ROOT),)


def test_an_office_without_tests_gets_the_explanation_without_an_example(tmp_path: Path) -> None:
    p = jelaskan(BY_NAME["analisis-ada"], tmp_path)
    assert p.contoh is None
    assert "Salah" not in teks(p) and "Benar" not in teks(p) and "Perbaikan\n  Isi faktor" in teks(p)


def test_a_rule_that_no_office_draws_has_no_example() -> None:
    @aturan("", "isian: contoh")
    def belum_ada(_: Laporan) -> Iterator[Finding]:
        """Satu.

        Dua.

        Perbaikan: tiga.
        """
        yield from ()

    assert teks(jelaskan(belum_ada, ROOT)) == (
        "belum-ada\n\nApa\n  Satu.\n\nMengapa\n  Dua.\n\nPerbaikan\n  Tiga.\n\nDasar\n  - Aturan isian: contoh\n"
    )
