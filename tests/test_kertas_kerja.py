"""The working paper: what was found and accepted, the own assessment, the checklist; and a page for each rule."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import DITERIMA, IZIN, JAHAT, KASUS, PANJANG, UNIT, Office, make_office
from keluaran import Terbit, named, page, pages, pdf_pages, squeezed, word, word_lines

from lkip.capaian import Laporan, compute
from lkip.check import RULES, Pemeriksaan, periksa
from lkip.check.cakupan import cakupan
from lkip.check.penjelasan import jelaskan
from lkip.kertas_kerja import BELUM, ORANG, Cacah, Kriteria, kertas_kerja, penilaian, rows, susun
from lkip.pipeline import read
from lkip.problem import Problem, Source

KODE = [f"3.a.{n}" for n in range(1, 7)] + [f"3.b.{n}" for n in range(1, 10)] + [f"3.c.{n}" for n in range(1, 8)]
BUTIR = [f"I.{n}" for n in range(1, 7)] + [f"II.{n}" for n in range(1, 8)] + [f"III.{n}" for n in range(1, 11)]


def kriteria(laporan: Laporan, *checks: Pemeriksaan) -> dict[str, Kriteria]:
    """The criteria by their codes, where the checks are those given."""
    return {k.kode: k for k in susun(laporan, checks, ()).kriteria}


def cacah(laporan: Laporan) -> dict[str, tuple[int, int]]:
    """How many of how many, where that is counted."""
    return {kode: (k.cacah.n, k.cacah.m) for kode, k in kriteria(laporan).items() if k.cacah}


@pytest.fixture(scope="module")
def ragam(tmp_path_factory: pytest.TempPathFactory) -> Laporan:
    """The report of the office that measures in every way there is."""
    return laporan_dari(make_office(tmp_path_factory.mktemp("ragam") / "kantor", overlay=KASUS / "ragam"))


def laporan_dari(root: Path) -> Laporan:
    laporan = read(root).laporan
    assert laporan is not None
    return laporan


# --- the self-assessment ---------------------------------------------------------------------------------------


def test_every_criterion_and_every_item_stands_there_once(laporan: Laporan, ragam: Laporan) -> None:
    for one in (laporan, ragam):
        paper = kertas_kerja(one)
        assert [k.kode for k in paper.kriteria] == KODE
        assert [b.kode for b in paper.reviu] == BUTIR
        assert len(BUTIR) == 23
        assert all(k.isi and k.dijawab and "{" not in k.dijawab for k in paper.kriteria)
        assert all(b.isi and "{" not in b.alasan for b in paper.reviu)


def test_criteria_count_what_the_office_has(laporan: Laporan) -> None:
    """One year with a folder of three, a draft; no benchmark of the nation; one target missed."""
    assert cacah(laporan) == {
        "3.a.1": (1, 1),
        "3.a.2": (1, 3),
        "3.a.3": (0, 1),
        "3.a.4": (0, 1),
        "3.a.6": (0, 0),
        "3.b.1": (3, 3),
        "3.b.2": (3, 3),
        "3.b.3": (3, 3),
        "3.b.4": (3, 3),
        "3.b.5": (3, 3),
        "3.b.6": (0, 3),
        "3.b.7": (3, 3),
        "3.b.8": (2, 2),
        "3.b.9": (1, 1),
    }
    found = kriteria(laporan)
    assert (found["3.b.4"].cakupan, found["3.b.4"].penilaian) == ("3 dari 3 indikator", "> 90% (A)")
    assert (found["3.b.6"].cakupan, found["3.b.6"].penilaian) == ("0 dari 3 indikator; 3 beralasan", "≤ 10% (E)")
    assert found["3.b.8"].cakupan == "2 dari 2 sasaran"
    assert [found[f"3.a.{n}"].cakupan for n in range(1, 7)] == ["–", "1 dari 3 tahun", "–", "–", "–", "–"]
    assert [found[f"3.a.{n}"].penilaian for n in range(1, 7)] == ["ya", "tidak", "tidak", "tidak", ORANG, BELUM]


def test_what_is_new_has_no_comparison(ragam: Laporan) -> None:
    """Of two indicators no earlier year is known."""
    found = cacah(ragam)
    assert [found[f"3.b.{n}"] for n in range(2, 10)] == [
        *((8, 8), (8, 8), (8, 8), (6, 8), (0, 8), (8, 8), (2, 2), (3, 3)),
    ]
    told = kriteria(ragam)["3.b.5"]
    assert told.cakupan == "6 dari 8 indikator (belum: IKU-04, IKU-03); 2 beralasan"
    assert told.penilaian == "> 40–75% (C)"


def test_the_assessment_is_the_one_of_the_linter(laporan: Laporan, ragam: Laporan) -> None:
    for one in (laporan, ragam):
        found = kriteria(one)
        for share in cakupan(one):
            if share.kriteria != "3.b.6":  # the criterion asks for the nation's or other nations'
                told = found[share.kriteria]
                assert told.cakupan.startswith(f"{share.n} dari {share.m} {share.satuan}")
                assert told.penilaian.endswith(f"({share.pita})")


def test_benchmarks_of_the_nation_count_and_those_of_the_regency_do_not(kantor: Office) -> None:
    old = '    alasan_tanpa_pembanding: "Belum ada angka pembanding yang terbit."\n    bukti'
    for tingkat, count in (("nasional", 1), ("internasional", 1), ("kabupaten", 0)):
        one = ('  - nama: "X"', f'    tingkat: "{tingkat}"', "    nilai: 80", '    sumber: "Y"')
        lines = ("pembanding:", *one, "bukti")
        root = kantor(("2023/realisasi/seksi-pelayanan.yml", old, "\n".join(f"    {line}" for line in lines)))
        assert cacah(laporan_dari(root))["3.b.6"] == (count, 3), tingkat
        shutil.rmtree(root)


def test_an_indicator_with_a_finding_is_not_up_to_standard(laporan: Laporan) -> None:
    def check(kode: str, level: str) -> Pemeriksaan:
        return Pemeriksaan(RULES[0], kode, (Problem(Source("content/x.yml"), "x", level, "x", kode),))  # type: ignore[arg-type]

    found = kriteria(laporan, check("IKU-01", "peringatan"), check("IKU-02", "catatan"))
    assert found["3.b.1"].cakupan == "2 dari 3 indikator (belum: IKU-01)"


@pytest.mark.parametrize(
    ("status", "tanggal", "reviu", "expected"),
    [
        ("final", date(2024, 2, 29), date(2024, 2, 20), ["ya", "ya", "ya"]),
        ("final", date(2024, 3, 1), None, ["ya", "tidak", "tidak"]),
        ("draf", date(2024, 2, 1), date(2024, 1, 31), ["tidak", "ya", BELUM]),
    ],
)
def test_a_document_is_formal_reviewed_and_in_time(
    status: str, tanggal: date, reviu: date | None, expected: list[str], laporan: Laporan
) -> None:
    bahan = laporan.bahan
    dokumen = replace(bahan.dokumen, status=status, tanggal=tanggal, tanggal_reviu=reviu)
    found = kriteria(compute(replace(bahan, dokumen=dokumen)))
    assert [found[kode].penilaian for kode in ("3.a.3", "3.a.4", "3.a.6")] == expected


def test_what_a_machine_cannot_judge_is_left_to_people(laporan: Laporan) -> None:
    left = [k.kode for k in kertas_kerja(laporan).kriteria if k.penilaian == "dinilai oleh orang"]
    assert left == ["3.a.5", *(f"3.c.{n}" for n in range(1, 8))]


@pytest.mark.parametrize(
    ("n", "m", "band"),
    [
        (100, 100, "> 90% (A)"),
        (91, 100, "> 90% (A)"),
        (901, 1000, "> 90% (A)"),
        (90, 100, "> 75–90% (B)"),
        (76, 100, "> 75–90% (B)"),
        (75, 100, "> 40–75% (C)"),
        (41, 100, "> 40–75% (C)"),
        (40, 100, "> 10–40% (D)"),
        (11, 100, "> 10–40% (D)"),
        (10, 100, "≤ 10% (E)"),
        (0, 100, "≤ 10% (E)"),
        (0, 0, "dinilai oleh orang"),
    ],
)
@pytest.mark.parametrize("satuan", ["indikator", "sasaran"])
def test_bands_begin_above_their_border(n: int, m: int, band: str, satuan: str) -> None:
    assert penilaian(Cacah(n, m), satuan) == band


# --- the checklist ---------------------------------------------------------------------------------------------


def test_the_checklist_is_filled_in_where_data_answer_it(laporan: Laporan) -> None:
    items = {b.kode: b for b in kertas_kerja(laporan).reviu}
    answered = {kode: b.jawaban for kode, b in items.items()}
    yes = ("I.1", "I.2", "I.3", "I.4", "I.5", "I.6", "II.2", "II.3", "II.4", "II.6", "III.1", "III.2", "III.4", "III.7")
    assert {kode for kode, answer in answered.items() if answer == "ya"} == set(yes)
    assert {kode for kode, answer in answered.items() if answer == "—"} == {"III.3"}
    empty = ("II.1", "II.5", "II.7", "III.5", "III.6", "III.8", "III.9", "III.10")
    assert {kode for kode, answer in answered.items() if answer == ""} == set(empty)
    assert items["II.3"].alasan == "SOP 000/001; 2 dari 2 unit penanggung jawab menyampaikan berkas realisasi"
    assert items["III.3"].alasan == "Butir III.1 dan III.2 sesuai"
    assert items["III.8"].alasan == "Petunjuk: definisi operasional dalam kamus indikator"


def test_what_is_missing_is_answered_no_and_named(kantor: Office) -> None:
    lines = '  - kode: "IKU-02"\n    target: 20\n'
    laporan = laporan_dari(kantor(("2023/perjanjian-kinerja.yml", lines, "")))
    items = {b.kode: b for b in kertas_kerja(laporan).reviu}
    promised = "2 dari 3 indikator memakai target yang dibaca dari perjanjian kinerja (belum: IKU-02)"
    assert (items["III.4"].jawaban, items["III.4"].alasan) == ("tidak", promised)
    assert (items["I.2"].jawaban, items["I.2"].alasan) == (
        *("tidak", "2 dari 3 indikator bertarget tahun 2023 (belum: IKU-02)"),
    )


def test_an_explanation_is_asked_for_where_goals_are_not_those_promised(laporan: Laporan) -> None:
    bahan = laporan.bahan
    pk = replace(bahan.perjanjian[0], indikator=bahan.perjanjian[0].indikator[:2])
    items = {b.kode: b for b in kertas_kerja(compute(replace(bahan, perjanjian=(pk,)))).reviu}
    assert (items["III.1"].jawaban, items["III.3"].jawaban, items["III.3"].alasan) == ("tidak", "", "")
    assert items["III.1"].alasan == "1 dari 2 sasaran mempunyai indikator dalam perjanjian kinerja"


# --- findings and exceptions, as printed -------------------------------------------------------------------------


def test_findings_stand_by_level_and_accepted_ones_with_reason_name_and_date(bertemuan: Terbit) -> None:
    tables = {one.tempat: one.isi for one in page(bertemuan.site / "2023/kertas-kerja.html").tables}
    assert tables["tabel-kertas-kerja-temuan"] == [
        ["galat", "anggaran-cocok", PANJANG, "pagu 7.01.02 tidak cocok", f"{UNIT}, baris 7"],
        ["peringatan", "berkas-dikenal", "laporan", "nama berkas tidak dikenal", "content/2023/x.yml, baris 1"],
        ["catatan", "komponen-wajar", "IKU-02", f"IKU-02 {JAHAT}", "content/renstra.yml, baris 9"],
    ]
    assert tables["tabel-kertas-kerja-diterima"] == [
        [
            *("bukti-ada", "IKU-01", "IKU-01 belum berbukti", f"Berkas menyusul. {JAHAT}"),
            *("Sekretaris Kecamatan", "30 Juni 2024"),
        ],
        [
            *("target-dapat-dinilai", PANJANG, "pagu 7.01.02 tidak cocok", f"Berkas menyusul. {JAHAT}"),
            *("Sekretaris Kecamatan", "30 Juni 2024"),
        ],
    ]
    said = " ".join(" ".join(page(bertemuan.site / "2023/kertas-kerja.html").lines).split())
    assert "Temuan yang belum diselesaikan: 1 galat, 1 peringatan, 1 catatan." in said
    paper = squeezed(" ".join(pdf_pages(bertemuan.build / "kertas-kerja-2023.pdf")))
    for text in ("pagu 7.01.02 tidak cocok", f"IKU-02 {JAHAT}", f"Berkas menyusul. {JAHAT}", "30 Juni 2024"):
        assert squeezed(text) in paper, text


def test_a_name_behind_a_finding_leads_to_its_page(bertemuan: Terbit) -> None:
    parsed = page(bertemuan.site / "2023/kertas-kerja.html")
    targets = [
        a["href"] for tag, a, inside in parsed.elements if tag == "a" and inside and "aturan" in (a["href"] or "")
    ]
    names = ("anggaran-cocok", "komponen-wajar", "bukti-ada", "target-dapat-dinilai")
    assert targets == [
        f"../aturan/{names[0]}.html#aturan-{names[0]}",
        "../aturan/index.html#aturan-berkas-dikenal",
        *(f"../aturan/{name}.html#aturan-{name}" for name in names[1:]),
    ]


@pytest.mark.parametrize("office", ["terbit", "ragam_terbit", "sebagian_terbit"])
def test_page_and_paper_show_every_criterion_and_item(office: str, request: pytest.FixtureRequest) -> None:
    terbit: Terbit = request.getfixturevalue(office)
    paper = kertas_kerja(terbit.laporan)
    tables = {one.tempat: one.isi for one in page(terbit.site / "2023/kertas-kerja.html").tables}
    assert tables["tabel-kertas-kerja-kriteria"] == [
        [k.kode, k.isi, k.dijawab, k.cakupan, k.penilaian] for k in paper.kriteria
    ]
    shown = [[row[0], row[1], row[3]] for row in tables["tabel-kertas-kerja-reviu"]]
    assert shown == [[b.kode, b.isi, b.alasan] for b in paper.reviu]
    boxes = {squeezed(row[2]) for row in tables["tabel-kertas-kerja-reviu"]}
    assert boxes <= {"ya", "tidak", "—", "[]ya[]tidak"} and "[]ya[]tidak" in boxes
    text = squeezed(" ".join(pdf_pages(terbit.build / "kertas-kerja-2023.pdf")))
    for k in paper.kriteria:
        assert squeezed(f"{k.kode}{k.isi}{k.dijawab}{k.cakupan}{k.penilaian}") in text, k.kode
    for b in paper.reviu:
        assert squeezed(f"{b.kode}{b.isi}") in text, b.kode
    assert "TimreviuLKIPKecamatanContohJaya" in text
    assert "NIP.......................................".replace(".", "") in text.replace(".", "")


def test_the_working_paper_is_no_part_of_the_report(terbit: Terbit) -> None:
    report = squeezed(" ".join([*pdf_pages(terbit.pdf), *word_lines(word(terbit.docx))]))
    for words in ("kertas kerja", "Penilaian mandiri", "Daftar uji reviu"):
        assert squeezed(words).lower() not in report.lower(), words
    assert not (terbit.build / "kertas-kerja-2023.docx").exists()
    assert not list((terbit.build / "data").rglob("kertas-kerja*"))
    chapters = "\n".join(page(terbit.site / "2023/index.html").lines)
    assert "Kertas Kerja (PDF)" in chapters
    assert "Kertas Kerja Pemeriksaan" not in chapters


def test_the_working_paper_is_marked_as_the_report_is(terbit: Terbit, resmi: Terbit) -> None:
    draft = pdf_pages(terbit.build / "kertas-kerja-2023.pdf")
    assert all("DRAF · DATA CONTOH, bukan angka resmi" in one for one in draft)
    official = " ".join(pdf_pages(resmi.build / "kertas-kerja-2023.pdf"))
    assert "DRAF" not in official and "DATA CONTOH" not in official


# --- the checks of an indicator ----------------------------------------------------------------------------------


def test_the_page_of_an_indicator_lists_its_checks_with_what_they_saw(terbit: Terbit) -> None:
    for item in terbit.laporan.indikator:
        checks = [check for check in periksa(terbit.laporan, RULES) if check.pokok == item.kode]
        parsed = page(terbit.site / f"2023/indikator-{item.kode}.html")
        (shown,) = [one.isi for one in parsed.tables if one.tempat.startswith("tabel-indikator-pemeriksaan")]
        found = [" ".join(f"{p.level}: {p.message}" for p in check.temuan) or "lulus" for check in checks]
        assert shown == [
            [check.aturan.nama, check.dilihat or "–", result] for check, result in zip(checks, found, strict=True)
        ]
        passed = sum(check.lulus for check in checks)
        assert f"{len(checks)} pemeriksaan, {passed} lulus." in [line.strip() for line in parsed.lines]
        assert len(checks) > 3


def test_an_accepted_finding_says_so_on_the_page_of_its_indicator(laporan: Laporan) -> None:
    rule = next(rule for rule in RULES if rule.nama == "bukti-ada")
    paper = susun(
        laporan, [Pemeriksaan(rule, "IKU-01", (DITERIMA,))], [], [(DITERIMA, replace(IZIN, alasan="Menyusul."))]
    )
    (row,) = rows(paper)["pemeriksaan"](laporan, {"indikator": "IKU-01"})
    assert row["hasil"] == "peringatan: IKU-01 belum berbukti (diterima: Menyusul.)"


# --- pages of the rules ------------------------------------------------------------------------------------------


def lines(file: Path) -> list[str]:
    return [" ".join(line.split()) for line in page(file).lines if line.strip()]


def test_the_page_of_a_rule_says_what_why_wrong_right_and_on_what_it_rests(bertemuan: Terbit) -> None:
    rule = next(rule for rule in RULES if rule.nama == "anggaran-cocok")
    p = jelaskan(rule, bertemuan.root)
    assert p.contoh is not None and p.kode and len(p.dasar) > 1
    basis = [
        f"{d.nama}, {d.tempat} ({d.status}"
        + (")" if d.status == "selalu berlaku" else f", terakhir dilihat {_day(d.dilihat)})")
        for d in p.dasar
    ]
    accepted = "Temuannya dapat diterima dengan alasan dalam pengecualian.yml"
    said = lines(bertemuan.site / "aturan/anggaran-cocok.html")
    shown = [
        *("anggaran-cocok", p.apa, f"Kode {p.kode}, diperiksa pada setiap {p.pokok}"),
        "Galatnya tidak dapat diterima sebagai pengecualian" if p.tetap else accepted,
        *("Mengapa", p.mengapa, "Cara memperbaiki", p.perbaikan, "Dasar", *basis),
        *("Contoh", f"Dari uji anggaran-tidak-cocok, berkas {p.contoh.berkas}. Salah:"),
        *(" ".join(p.contoh.salah.split()), "Temuannya:", p.contoh.temuan),
        *("Benar:", " ".join(p.contoh.benar.split()), "Semua aturan"),
    ]
    assert said[said.index("anggaran-cocok") :] == shown


def _day(iso: str) -> str:
    assert iso.startswith("2026-11-")
    return f"{int(iso[-2:])} November 2026"


def test_the_list_of_rules_names_each_with_its_code_and_first_sentence(terbit: Terbit) -> None:
    said = lines(terbit.site / "aturan/index.html")
    parsed = page(terbit.site / "aturan/index.html")
    listed = [a["href"] for tag, a, inside in parsed.elements if tag == "a" and inside and (a["href"] or "")[:1] != "#"]
    assert listed == [f"../aturan/{name}.html" for name in sorted(rule.nama for rule in RULES)]
    for rule in RULES:
        code = f" ({rule.kode})" if rule.kode else ""
        assert [line for line in said if line.startswith(f"{rule.nama}{code}: ")], rule.nama


def test_a_rule_without_an_example_has_a_page_too(terbit: Terbit) -> None:
    """The office itself keeps no tests."""
    said = lines(terbit.site / "aturan/anggaran-cocok.html")
    assert "Contoh" not in said and "Dasar" in said


def test_quality_of_data_is_told_in_the_annex(resmi: Terbit) -> None:
    tables = named(page(resmi.site / "2023/lampiran-kamus.html").tables)
    row = tables["Kualitas Data Setiap Indikator"].isi[-1]
    assert row == [
        *("IKU-04", "Rekapitulasi unit.", "Kasi Pemerintahan membuka laman setiap desa."),
        *("Setiap desa dihitung satu per satu.", "Laman yang ada belum tentu diperbarui."),
        "Tanggal berita terakhir dicatat.",
    ]
    assert squeezed("Tanggal berita terakhir dicatat.") in squeezed(" ".join(pdf_pages(resmi.pdf)))


def test_every_page_of_a_year_is_there_beside_those_of_the_rules(resmi: Terbit) -> None:
    assert {"2022/kertas-kerja.html", "2023/kertas-kerja.html", "aturan/index.html"} < set(pages(resmi.site))
