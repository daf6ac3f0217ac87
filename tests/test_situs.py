"""The site: whole in itself, marked until all is official, every year and every figure of it to be found.

What a browser makes of it is seen in `test_peramban`.
"""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
import yaml
from conftest import BARIS_PANJANG, KASUS
from keluaran import ROOT, Page, Terbit, named, page, pages, squeezed

from lkip.check import RULES
from lkip.isi import KINDS


@pytest.fixture(scope="module", params=["terbit", "resmi", "muncar_terbit", "ragam_terbit", "sebagian_terbit"])
def situs(request: pytest.FixtureRequest) -> Path:
    """The sites of all offices."""
    site: Path = request.getfixturevalue(request.param).site
    return site


YEAR = (
    *("index", "anggaran", "indikator-IKU-01", "indikator-IKU-02", "indikator-IKU-03"),
    *("kata-pengantar", "ikhtisar", "bab-1", "bab-2", "bab-3", "bab-4"),
    *("lampiran-perjanjian", "lampiran-kamus", "lampiran-triwulan", "lampiran-perkembangan", "lampiran-anggaran"),
    *("lampiran-bukti", "lampiran-cara-hitung", "kolofon", "kertas-kerja"),
)
ATURAN = {"aturan/index.html", *(f"aturan/{rule.nama}.html" for rule in RULES)}


def test_the_report_is_there_by_chapter_with_a_page_for_each_indicator(terbit: Terbit) -> None:
    shared = {"index.html", "kamus.html", "sop.html", "404.html"} | ATURAN
    assert set(pages(terbit.site)) == shared | {f"2023/{name}.html" for name in YEAR}


def test_a_site_of_two_years_has_the_pages_of_both_and_what_they_share(resmi: Terbit) -> None:
    guide = {f"panduan/{name}.html" for name in ("index", "mulai", "lanjut")}
    shared = {"index.html", "kamus.html", "muncar.html", "sop.html", "404.html"} | guide | ATURAN
    years = {f"{year}/{name}.html" for year in (2022, 2023) for name in (*YEAR, "indikator-IKU-04")}
    assert set(pages(resmi.site)) == shared | years


# --- marks -----------------------------------------------------------------------------------------------------


def notices(parsed: Page) -> list[str]:
    """The lines of a page's article that say that something is not official."""
    return [line.strip() for line in parsed.lines if re.match(r"\s*(DRAF|DATA CONTOH)", line)]


def test_every_page_says_that_it_is_a_draft_with_example_data(terbit: Terbit) -> None:
    for path, parsed in pages(terbit.site).items():
        assert notices(parsed) == ["DRAF · DATA CONTOH, bukan angka resmi"], path


def test_no_page_says_so_when_all_is_official(resmi: Terbit) -> None:
    for path, parsed in pages(resmi.site).items():
        assert notices(parsed) == [], path
        assert not [a for _, a, _ in parsed.elements if a.get("class") == "tanda"], path


# --- addresses -------------------------------------------------------------------------------------------------

_LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "manifest", "xlink:href", "ping"}


def loaded(parsed: Page) -> list[str]:
    """Every address that a browser loads by itself."""
    return [
        value
        for tag, attrs, _ in parsed.elements
        for name, value in attrs.items()
        if value and (name in _LOADING or (name == "href" and tag not in ("a", "area")))
    ]


def test_no_page_loads_anything_from_outside(situs: Path) -> None:
    for path, parsed in pages(situs).items():
        assert [address for address in loaded(parsed) if urlsplit(address).scheme or address.startswith("//")] == [], (
            path
        )
        assert loaded(parsed), path


def test_no_style_loads_anything_from_outside(situs: Path) -> None:
    styles = [p.read_text("utf-8") for p in situs.rglob("*.css")]
    styles += re.findall(
        r"<style[^>]*>(.*?)</style>", "".join(p.read_text("utf-8") for p in situs.rglob("*.html")), re.S
    )
    found = [a for text in styles for a in re.findall(r"url\(\s*[\"']?([^\"')]*)|@import\s+[\"']([^\"']*)", text)]
    assert [a for a in found if re.match(r"(https?:)?//", "".join(a))] == []
    assert len(styles) >= 3


def identifiers(parsed: Page) -> set[str]:
    return {name for _, attrs, _ in parsed.elements if (name := attrs.get("id"))}


def broken(site: Path) -> list[str]:
    """Every address within the site that leads to no file or to no place in it."""
    parsed = pages(site)
    lost = []
    for path, one in parsed.items():
        links = [a["href"] or "" for tag, a, _ in one.elements if tag == "a" and "href" in a]
        for address in [*links, *loaded(one)]:
            if urlsplit(address).scheme or address.startswith("//"):
                continue
            target, anchor = urldefrag(urljoin(f"/{path}", address))
            file = unquote(target).lstrip("/") or "index.html"
            if not (site / file).is_file() or (anchor and anchor not in identifiers(parsed[file]) | {"__top"}):
                lost.append(f"{path}: {address}")
    return lost


def test_every_link_leads_somewhere(situs: Path) -> None:
    assert broken(situs) == []


def test_a_broken_link_would_be_found(terbit: Terbit, tmp_path: Path) -> None:
    shutil.copytree(terbit.site, tmp_path / "site")
    (tmp_path / "site/unduh/lkip-2023.pdf").unlink()
    start = tmp_path / "site/index.html"
    start.write_text(start.read_text("utf-8").replace("</article>", '<a href="sop.html#tidak-ada">x</a></article>'))
    assert broken(tmp_path / "site") == [
        "2023/index.html: ../unduh/lkip-2023.pdf",
        "index.html: unduh/lkip-2023.pdf",
        "index.html: sop.html#tidak-ada",
    ]


def links(parsed: Page, beginning: str = "") -> list[str]:
    """Where the links of a page's article lead, in their order, without the marks of its headings."""
    found = [a.get("href") or "" for tag, a, inside in parsed.elements if tag == "a" and inside]
    return [target for target in found if target.startswith(beginning) and not re.fullmatch("#[a-z-]+", target)]


@pytest.mark.parametrize(("start", "year"), [("index", 2023), ("2023/index", 2023), ("2022/index", 2022)])
def test_downloads_of_a_year_are_the_files_of_the_build(start: str, year: int, resmi: Terbit) -> None:
    up = "../" * start.count("/")
    offered = links(page(resmi.site / f"{start}.html"), f"{up}unduh/")
    documents = [f"lkip-{year}", f"perjanjian-kinerja-{year}"]
    documents += ["perjanjian-kinerja-perubahan-2023"] if year == 2023 else []
    assert offered == [
        *(f"{up}unduh/{name}.{ending}" for name in documents for ending in ("pdf", "docx")),
        f"{up}unduh/kertas-kerja-{year}.pdf",
        f"{up}unduh/data/{year}/laporan.json",
        f"{up}unduh/data/{year}/datapackage.json",
    ]


def test_what_can_be_downloaded_is_what_was_built(resmi: Terbit) -> None:
    built = {p.relative_to(resmi.build): p for p in resmi.build.rglob("*") if p.is_file() and "site" not in p.parts}
    folder = resmi.site / "unduh"
    offered = {p.relative_to(folder): p for p in folder.rglob("*") if p.is_file()}
    assert sorted(offered) == sorted(built)
    assert [path for path in built if offered[path].read_bytes() != built[path].read_bytes()] == []
    # Every table that is given as data says so below itself.
    tables = {
        link for parsed in pages(resmi.site).values() for link in links(parsed, "../unduh/data/") if ".csv" in link
    }
    given = {f"../unduh/{path.as_posix()}" for path in offered if path.suffix == ".csv"}
    assert tables == given


def test_links_of_the_guide_lead_to_its_pages_also_in_tables(resmi: Terbit) -> None:
    guide = page(resmi.site / "panduan/mulai.html")
    assert links(guide) == ["lanjut.html", "lanjut.html#bagian-dua", "lanjut.html#bagian-dua", "https://contoh.go.id/"]
    assert [table.baris for table in guide.tables] == [
        [["Kolom", "Tautan"], ["satu", "langkah kedua"], ["dua", "laman"]]
    ]
    assert BARIS_PANJANG in "\n".join(page(resmi.site / "panduan/lanjut.html").lines)


# --- finding the way -------------------------------------------------------------------------------------------


def test_the_start_page_is_the_newest_years(resmi: Terbit) -> None:
    start, year = page(resmi.site / "index.html"), page(resmi.site / "2023/index.html")
    assert start.lines == year.lines
    assert start.tables[0].isi == year.tables[0].isi
    assert year.lines != page(resmi.site / "2022/index.html").lines


@pytest.mark.parametrize("name", ["index", "indikator-IKU-01", "indikator-IKU-04"])
def test_another_year_can_be_chosen_and_chosen_back(name: str, resmi: Terbit) -> None:
    for here, other in ((2022, 2023), (2023, 2022)):
        parsed = page(resmi.site / f"{here}/{name}.html")
        assert "Tahun: 2022 · 2023" in [line.strip() for line in parsed.lines]
        assert links(parsed, "../20")[0] == f"../{other}/{name}.html"
        assert f"../{here}/{name}.html" not in links(parsed)


def test_an_office_of_one_year_has_nothing_to_choose(terbit: Terbit) -> None:
    assert [path for path, parsed in pages(terbit.site).items() if "Tahun: " in "\n".join(parsed.lines)] == []


def navigation(parsed: Page) -> list[str]:
    """Where the theme's navigation leads."""
    inside = [a.get("href") for tag, a, article in parsed.elements if tag == "a" and not article]
    return [target for target in inside if target and ".html" in target and "#" not in target]


def test_the_navigation_leads_to_this_years_report_the_other_years_and_the_shared_pages(resmi: Terbit) -> None:
    reached = {urljoin("/", target).lstrip("/") for target in navigation(page(resmi.site / "index.html"))}
    report = {f"2023/{name}.html" for name in YEAR if not name.startswith(("index", "indikator"))}
    shared = {
        "sop.html",
        "kamus.html",
        "muncar.html",
        "aturan/index.html",
        *(f"panduan/{name}.html" for name in ("index", "mulai", "lanjut")),
    }
    assert reached == {"index.html", "2022/index.html", *report, *shared}


def test_the_navigation_names_every_year(resmi: Terbit) -> None:
    said = [" ".join(line.split()) for line in page(resmi.site / "index.html").other.split("\n\n")]
    wanted = ["Beranda", "LKIP 2023", "LKIP 2022", "Panduan", "SOP", "Pemeriksaan", "Aturan pemeriksaan"]
    wanted += ["Kertas Kerja Pemeriksaan LKIP Tahun 2023", "Kamus isian", "Muncar: tercetak dan terhitung"]
    assert [name for name in wanted if name not in said] == []


def test_a_figure_leads_to_how_it_was_calculated(situs: Path) -> None:
    """Its cell there shows the same figure, with its unit."""
    parsed, seen = pages(situs), 0
    results = {path: calculations(one, (situs / path).read_text("utf-8")) for path, one in parsed.items()}
    for path in parsed:
        for target, shown in re.findall(r'<a href="([^"]*#hitung-[^"]*)">(.*?)</a>', (situs / path).read_text("utf-8")):
            file, place = urldefrag(urljoin(f"/{path}", target))
            result = results[file.lstrip("/")][place]
            figure = squeezed(unescape(re.sub("<[^>]*>", "", shown)))
            plain = re.sub("^(-?)Rp|%", r"\1", result)
            assert plain == ("belumtersedia" if figure == "–" else figure), (path, target)
            seen += 1
    assert seen > 200


def calculations(parsed: Page, text: str) -> dict[str, str]:
    """The results of a page's table of calculations by the places that links lead to."""
    places = re.findall(r'<span id="(hitung-[^"]*)">', text)
    results = [
        squeezed(row[-1]) for one in parsed.tables if one.tempat.startswith("tabel-cara-hitung") for row in one.isi
    ]
    return dict(zip(places, results, strict=True))


# --- the pages of the site alone ---------------------------------------------------------------------------------


def sections(parsed: Page) -> list[str]:
    """The second headings of a page, by what links find them by."""
    return [a.get("id") or "" for tag, a, inside in parsed.elements if tag == "h2" and inside]


def test_the_page_of_an_indicator_has_its_history_path_analysis_evidence_and_calculations(resmi: Terbit) -> None:
    parsed = page(resmi.site / "2023/indikator-IKU-01.html")
    lines = [" ".join(line.split()) for line in parsed.lines if line.strip()]
    assert parsed.title.startswith("IKU-01 Indeks Kepuasan Masyarakat - ")
    assert sections(parsed) == [
        *("pandangan", "renstra", "riwayat", "triwulan", "pembanding", "analisis", "cara-mengukur", "kualitas-data"),
        *("bukti", "pemeriksaan", "cara-hitung"),
    ]
    assert lines[2:10] == [
        *("85,13 indeks", "Realisasi, target paling sedikit 84,00 indeks", "101,34%", "Capaian, Sangat Tinggi"),
        *("membaik", "Dibandingkan tahun 2022", "96,73%", "Kemajuan terhadap target akhir Renstra 88,00 indeks"),
    ]
    tables = {one.tempat.removesuffix("-IKU-01"): one.baris for one in parsed.tables}
    assert tables["tabel-indikator-renstra"] == [
        ["Tahun", "Target Renstra", "Realisasi", "Capaian terhadap target Renstra (%)"],
        ["2021", "80,00", "83,50", "104,38"],
        ["2022", "82,00", "83,88", "102,29"],
        ["2023", "84,00", "85,13", "101,34"],
        ["2024", "85,00", "–", "–"],
        ["2025", "86,00", "–", "–"],
        ["2026", "88,00", "–", "–"],
    ]
    assert tables["tabel-indikator-tahun"][1:] == [
        ["2021", "82,00", "83,50", "101,83"],
        ["2022", "82,00", "83,88", "102,29"],
        ["2023", "84,00", "85,13", "101,34"],
    ]
    assert tables["tabel-indikator-triwulan"][1:] == [["–", "84,50", "–", "85,75", "85,13"]]
    assert [row[2:] for row in tables["tabel-indikator-pembanding"][1:]] == [
        ["Kabupaten Contoh", "84,60", "0,53", "lebih baik", "Survei kabupaten tahun 2023"],
        ["Standar pelayanan minimal", "90,00", "-4,88", "belum sebaik", "Peraturan Bupati Nomor 7 Tahun 2020"],
    ]
    evidence = [["rekap-skm.csv", "Rekapitulasi survei kepuasan masyarakat", "32"]]
    assert [row[:3] for row in tables["tabel-indikator-bukti"][1:]] == evidence
    assert ["IKU-01 Indeks Kepuasan Masyarakat", "Capaian 2023", "85,125 ÷ 84 × 100", "101,34%"] in tables[
        "tabel-cara-hitung"
    ]
    assert "Faktor pendukung: Petugas loket dilatih dua kali." in lines
    assert "Penanggung jawab: Seksi Pelayanan" in lines
    charts = [a["src"] for tag, a, inside in parsed.elements if tag == "img" and inside]
    assert charts == ["../gambar/2023/tren-indikator-IKU-01.svg"]


def test_the_page_of_an_indicator_without_a_figure_says_why(resmi: Terbit) -> None:
    lines = [" ".join(line.split()) for line in page(resmi.site / "2023/indikator-IKU-04.html").lines if line.strip()]
    target = "Realisasi, target paling sedikit 60,000%"
    assert lines[2:7] == ["belum tersedia", target, "belum tersedia", "Capaian", "–"]
    assert "Belum dapat dinilai: Pendataan baru selesai tahun 2024." in lines
    assert "Tidak dibandingkan: Belum ada angka pembanding yang terbit." in lines
    assert "Analisis belum disampaikan." in lines
    assert "Belum ada berkas bukti yang disampaikan." in lines
    at = lines.index("Kualitas data")
    assert lines[at + 1 : at + 6] == [
        "Sumber data: Rekapitulasi unit.",
        "Cara verifikasi: Kasi Pemerintahan membuka laman setiap desa.",
        "Ketelitian yang diperlukan: Setiap desa dihitung satu per satu.",
        "Keterbatasan: Laman yang ada belum tentu diperbarui.",
        "Cara mengatasi keterbatasan: Tanggal berita terakhir dicatat.",
    ]
    earlier = [" ".join(line.split()) for line in page(resmi.site / "2022/indikator-IKU-04.html").lines if line.strip()]
    assert "Hanya ada angka tahunan: Pendataan sekali setahun." in earlier
    assert "58,125%" in earlier


def test_the_page_of_the_budget_has_programs_years_goals_and_outputs(resmi: Terbit) -> None:
    parsed = page(resmi.site / "2023/anggaran.html")
    assert sections(parsed) == ["program", "tahun", "sasaran", "sub-kegiatan"]
    said = " ".join(" ".join(parsed.lines).split())
    assert "Pagu Rp620.000.000, realisasi Rp588.500.000, serapan 94,92%, sisa Rp31.500.000." in said
    assert "Pagu awal sebelum perubahan adalah Rp570.000.000." in said
    tables = named(parsed.tables)
    assert tables["Realisasi Anggaran per Program Tahun 2023"].isi[-1] == [
        *("Jumlah", "570.000.000", "620.000.000", "588.500.000", "94,92"),
    ]
    years = tables["Pagu dan Realisasi Anggaran per Program Tahun 2021–2023"].isi[-3:]
    assert [row[1:] for row in years] == [
        ["Jumlah 2021", "500.000.000", "470.000.000", "94,00"],
        ["Jumlah 2022", "620.000.000", "586.154.321", "94,54"],
        ["Jumlah 2023", "620.000.000", "588.500.000", "94,92"],
    ]
    outputs = tables["Realisasi Anggaran dan Keluaran per Program, Kegiatan dan Sub Kegiatan Tahun 2023"].isi
    assert outputs[2][1:5] == ["Penyusunan Dokumen Perencanaan", "4", "4", "dokumen"]
    goals = tables["Capaian dan Serapan per Sasaran Tahun 2023"].isi
    assert [row[-3:] for row in goals] == [["2,31", "–", "belum efisien"], ["26,00", "30.000.000", "efisien"]]


def article(file: Path) -> str:
    return " ".join(" ".join(page(file).lines).split())


def test_the_page_of_an_indicator_tells_how_it_was_measured(ragam_terbit: Terbit) -> None:
    folder = ragam_terbit.site / "2023"
    survey, parts, ladder, judged, span = (folder / f"indikator-IKU-0{n}.html" for n in (1, 4, 6, 7, 5))
    tables = {one.tempat.removesuffix("-IKU-01"): one.isi for one in page(survey).tables}
    assert tables["tabel-indikator-survei"] == [
        ["II", "3", "89,35", "A", "Sangat baik"],
        ["IV", "150", "88,47", "A", "Sangat baik"],
    ]
    assert ["IV", "9", "Sarana dan prasarana", "3,25", "81,25", "B"] in tables["tabel-indikator-unsur"]
    assert "Survei triwulan IV: unsur dengan nilai terendah Sarana dan prasarana." in article(survey)
    assert "Ambang tren: membaik mulai perubahan 0,50 ke arah yang baik" in article(survey)
    assert "laju memadai; sejauh ini 3,47 indeks per tahun sejak 2020; target akhir sudah tercapai." in article(survey)

    tables = {one.tempat.removesuffix("-IKU-04"): one.isi for one in page(parts).tables}
    assert tables["tabel-indikator-komponen"][3] == ["IV", "12*", "14*", "85,71*"]
    assert tables["tabel-indikator-sampai-triwulan"][1] == ["II", "75,00", "90,00*", "75,00", "85,00*", "113,33*"]
    mark = "Tanda * berarti angka sementara, atau angka yang dihitung dari angka sementara: "
    assert f"{mark}Pengaduan Desember masih diverifikasi." in article(parts)
    assert "Tangga predikat, dari yang terendah: D; C; B; A" in article(ladder)
    assert "Capaian ditetapkan, tidak dihitung: Sembilan dari sepuluh arsip desa" in article(judged)
    assert "Realisasi, target 60,0–80,0%" in article(span)


def test_the_page_of_a_year_has_aims_witnesses_and_what_is_provisional(ragam_terbit: Terbit) -> None:
    parsed = page(ragam_terbit.site / "2023/index.html")
    (aims,) = [one for one in parsed.tables if one.tempat == "tabel-situs-tujuan"]
    assert aims.kepala == [["Tujuan", "Bobot (%)", "Capaian (%)", "Tanpa batas (%)", "Kategori"]]
    assert aims.isi[0] == ["Meningkatkan mutu layanan kecamatan", "100,00", "95,30*", "97,89*", "Hampir Berhasil"]
    text = article(ragam_terbit.site / "2023/index.html")
    assert "3 dari 13 Jumlah yang disaksikan dokumen lain" in text
    assert "Tanda * berarti angka sementara" in text


def test_a_part_of_a_year_says_on_its_pages_that_the_year_is_not_over(sebagian_terbit: Terbit) -> None:
    said = "Tahun itu belum berakhir: capaian dihitung terhadap target sampai triwulan II"
    for name in ("index", "indikator-IKU-01", "ikhtisar", "bab-3"):
        assert said in article(sebagian_terbit.site / f"2023/{name}.html"), name
    assert "Kecamatan Contoh Jaya sampai triwulan II tahun 2023" in article(sebagian_terbit.site / "2023/index.html")


# --- the dictionary of fields ----------------------------------------------------------------------------------


def fields(form: dict[str, Any], shared: dict[str, Any], prefix: str = "") -> list[list[str]]:
    """Name, title, whether it must be there and description of every field of a schema, those of groups below them."""
    found = []
    for name, part in form["properties"].items():
        while "$ref" in part:
            part = {**shared[part["$ref"].rsplit("/", 1)[1]], **{k: v for k, v in part.items() if k != "$ref"}}
        found.append(
            [f"{prefix}{name}", part["title"], "✔" if name in form.get("required", ()) else "", part["description"]]
        )
        inner = part.get("items", part)
        while "$ref" in inner:
            inner = shared[inner["$ref"].rsplit("/", 1)[1]]
        if "properties" in inner:
            found += fields(inner, shared, f"{prefix}{name}.")
    return found


def test_the_dictionary_has_every_field_of_every_schema(terbit: Terbit) -> None:
    shared = json.loads((ROOT / "schemas/umum.schema.json").read_text("utf-8"))["$defs"]
    shown = {one.tempat.removeprefix("tabel-kamus-isian-"): one for one in page(terbit.site / "kamus.html").tables}
    schemas = {
        p.name.partition(".")[0]: json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "schemas").glob("*.json"))
    }
    of_content = {name: form for name, form in schemas.items() if name in {k.schema for k in KINDS}}
    assert set(shown) == set(of_content)
    for name, form in of_content.items():
        own = {**shared, **form.get("$defs", {})}
        expected = fields(form, own)
        assert [[*row[:3], row[4]] for row in shown[name].isi] == expected, name
        assert all(row[3] for row in shown[name].isi), name
    assert len(shown) >= 11


# --- the proof -------------------------------------------------------------------------------------------------


def test_the_published_figures_of_muncar_stand_beside_ours(resmi: Terbit) -> None:
    listed = yaml.safe_load((KASUS / "muncar/tercetak.yml").read_text("utf-8"))
    different, every = page(resmi.site / "muncar.html").tables
    printed = [[a["tabel"], a["baris"], str(a["tahun"]), a["apa"], a["tercetak"]] for a in listed["angka"]]
    assert [row[:5] for row in every.isi] == printed
    assert len(printed) == 165
    assert [row[:5] for row in different.isi] == [
        line for line, a in zip(printed, listed["angka"], strict=True) if not a["sama"]
    ]
    assert [row[5] for row in different.isi] == ["100,39", "108,99", "–"]
    assert [row[6][:32] for row in different.isi] == [
        "Tercetak dipotong, bukan dibulat",
        "Tercetak dipotong, bukan dibulat",
        "Tercetak galat lembar kerja: pag",
    ]
    # The same figure, written as we write it.
    for row, a in zip(every.isi, listed["angka"], strict=True):
        if a["sama"]:
            assert number(row[4], a["tabel"]) == number(row[5], "2.5"), row


def number(text: str, table: str) -> str:
    """A printed figure without the marks of its table: 2.5 has a decimal comma, 2.6 a decimal point."""
    plain = text.replace(",", "") if table == "2.6" else text.replace(".", "").replace(",", ".")
    plain = text if text == "97.5" else plain  # the one cell with a point
    return f"{float(plain):.4f}"


def test_without_the_proof_there_is_no_page_of_it(terbit: Terbit) -> None:
    assert not (terbit.site / "muncar.html").exists()
    assert "muncar" not in (terbit.site / "index.html").read_text("utf-8")


# --- language --------------------------------------------------------------------------------------------------


def test_language_is_indonesian(situs: Path) -> None:
    for path, parsed in pages(situs).items():
        assert parsed.elements[0][:2] == ("html", {"lang": "id", "class": "no-js"}), path


# Words that the theme, its plugins or a template could say, but no Indonesian text contains.
ENGLISH = re.compile(
    r"(?i)\b(search|searching|next|previous|table of contents|contents|not found|skip to|back to top|permanent|clear|"
    r"share|made with|edit|page|pages|home|view source|download|last update|close|open|of the|year|see also)\b"
)


def test_everything_is_said_in_indonesian(situs: Path) -> None:
    for path, parsed in pages(situs).items():
        spoken = [
            v
            for _, attrs, _ in parsed.elements
            for k, v in attrs.items()
            if k in ("title", "aria-label", "placeholder", "alt")
        ]
        said = " ".join([parsed.other, *parsed.lines, parsed.title, *(v or "" for v in spoken)])
        assert ENGLISH.findall(said) == [], path


def test_the_search_speaks_indonesian_and_finds_every_page(resmi: Terbit) -> None:
    spoken = re.search(
        r'<script id="__config" type="application/json">(.*?)</script>', (resmi.site / "index.html").read_text()
    )
    assert spoken is not None
    assert json.loads(spoken[1])["translations"]["search.result.none"] == "Tidak ada dokumen yang sesuai"
    index = json.loads((resmi.site / "search/search_index.json").read_text("utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert found == {path for path in pages(resmi.site) if path != "404.html"}
