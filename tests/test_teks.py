"""Text from people is text: hostile strings go through every place a person can write to and come out as they went in.

Lists (units, goals, programs, classes, regulations, steps …) take one string each, so that it stands at the beginning
of its paragraph or cell, where it could do most. Fields of which there is one take many strings, parted by ` § `.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import make_office
from keluaran import (
    Page,
    Terbit,
    between,
    html_outline,
    missing,
    once,
    page,
    pages,
    pdf_body,
    pdf_pages,
    squeezed,
    word,
    word_lines,
    word_outline,
    word_tables,
)

from lkip.pipeline import read

HOSTILE = (
    "<script>alert(1)</script>",
    "</title><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    '" onclick="alert(4)',
    "' onmouseover='alert(5)",
    "<svg/onload=alert(6)>",
    "<iframe src=//jahat.example></iframe>",
    "<!-- unduhan -->",
    "<!-- komentar -->",
    "-->",
    "<![CDATA[ x ]]>",
    "]]>",
    "<?php echo 1 ?>",
    "</div></article></body>",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "&amp;amp;",
    "&nbsp;&copy;&#x3c;",
    "**tebal** dan __tebal__",
    "*miring* dan _miring_",
    "~~coret~~ dan ==sorot==",
    "H~2~O dan x^2^",
    "`kode` dan ``kode``",
    "```typst",
    "~~~",
    "# judul",
    "###### judul",
    "> kutipan",
    "- butir",
    "+ butir",
    "* butir",
    "1. butir",
    "1) butir",
    "- [ ] tugas",
    "---",
    "***",
    "===",
    "...",
    "-37,60",
    "--panjang -- dan --- selesai",
    "[teks](javascript:alert(7))",
    "[teks](https://jahat.example)",
    "![gambar](http://jahat.example/x.png)",
    "<https://jahat.example>",
    "https://jahat.example/?a=1&b=2",
    "orang@jahat.example",
    "[^1]",
    "[^1]: catatan",
    "[TOC]",
    "[[TOC]]",
    "[acuan]: http://jahat.example",
    "*[HTML]: singkatan",
    "!!! note",
    "??? tip",
    ":smile: :+1:",
    '--8<-- "/etc/passwd"',
    "{: onclick=alert(8) .kelas #nama}",
    "{#nama .kelas onclick=alert(9)}",
    "{=html}",
    "::: sampul",
    ":::",
    "| a | b |",
    "\\| a \\| b",
    "|---|---|",
    "Istilah\\",
    ": keterangan",
    "#let x = 1",
    '#include("/etc/passwd")',
    '#read("/etc/passwd")',
    "#pagebreak()",
    "$x^2$ dan $$y$$",
    "\\(x\\) \\[y\\]",
    "@acuan dan @acuan[hal. 2]",
    "<label>",
    "// komentar",
    "/* komentar */",
    "= judul",
    "== judul",
    "/ istilah: arti",
    "x \\ y",
    "~ dan \\~",
    "\\u{41} dan \\n",
    "\"dikutip\" dan 'dikutip'",
    "{{ tahun }}",
    "{{ instansi.nama }}{{7*7}}",
    "{% include 'x' %}",
    "{%# komentar #%}",
    "${HOME} $(id) `id` %PATH%",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "::error::jahat",
    "%0A::warning::",
    "@@STATUS@@",
    "<w:br w:type='page'/>",
    "a  b   c",
    "\\",
    "\\\\",
    "&",
    "<",
    "null",
    "010",
    "%s %d {0}",
)
OFFICES = 3


def parts(texts: Sequence[str], limit: int) -> str:
    """As many of the texts as fit, parted by a sign that none of them contains."""
    taken = ""
    for text in texts:
        joined = f"{taken} § {text}" if taken else text
        if len(joined) <= limit:
            taken = joined
    return taken


@dataclass
class Kantor:
    """One hostile office: what was written into it, by place."""

    nomor: int

    def __post_init__(self) -> None:
        self.texts = HOSTILE[self.nomor :: OFFICES]
        self._turn = cycle(range(len(self.texts)))

    def list(self, shift: int = 0) -> list[str]:
        """Each of the office's strings once, alone; `shift` puts them beside other neighbours."""
        return [*self.texts[shift:], *self.texts[:shift]]

    def one(self) -> str:
        """Many strings as one name; every name begins with another one."""
        start = next(self._turn)
        return parts(self.list(start), 400)

    def pairs(self, shift: int) -> list[str]:
        """Each string once at the beginning of a text, and once behind another one."""
        return [parts(two, 4000) for two in zip(self.list(shift), self.list(shift + 1), strict=True)]

    def long(self) -> str:
        """All strings of the office as one description."""
        start = next(self._turn)
        return parts(self.list(start), 4000)


def escaped(text: str) -> str:
    """A text as prose: every sign that means something in Markdown with a backslash."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def code(text: str) -> str:
    """A text as a code span, in more backticks than it contains."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{ticks} {text} {ticks}"


# Indicators that are measured in other ways: by a reasoned judgement, on a ladder, from components.
MANUAL, ORDINAL, KOMPONEN = 4, 7, 10


def _ukuran(k: Kantor, i: int, n: int) -> dict[str, Any]:
    """How an indicator is measured, and its target."""
    plain = {"polaritas": "positif", "rumus_capaian": "R/T"}
    match i:
        case 4:
            return {"polaritas": "manual", "target": [{"tahun": 2023, "teks": k.list()[5]}]}
        case 7:
            ladder = k.list()[:4]
            target = [{"tahun": 2023, "teks": ladder[2]}]
            return {"polaritas": "ordinal", "rumus_capaian": "posisi", "tangga": ladder, "target": target}
        case 10:
            parts = {"pembilang": k.list()[6], "penyebut": k.list()[7], "satuan": k.list()[8]}
            return {**plain, "komponen": parts, "target": [{"tahun": 2023, "nilai": n}]}
        case _:
            return {**plain, "target": [{"tahun": 2023, "nilai": n}]}


def _target(k: Kantor, i: int, n: int) -> dict[str, Any]:
    """The target of the agreement."""
    (year,) = _ukuran(k, i, n)["target"]
    return {"target": year["nilai"]} if "nilai" in year else {"teks": year["teks"]}


def _lalu(k: Kantor, i: int, n: int) -> dict[str, Any]:
    """The year before, as printed then."""
    target = _target(k, i, n)
    if "teks" in target:
        return {"target": None, **target, "realisasi": None, "realisasi_teks": target["teks"]}
    return {**target, "realisasi": i}


_SOP_PARTS = ("dasar_hukum", "kualifikasi", "keterkaitan", "peralatan", "peringatan", "pencatatan")


def _data(k: Kantor) -> dict[str, Any]:
    """The files of an office with hostile strings in every field that takes free text."""
    n = len(k.texts)
    unit = [
        {"kode": f"u-{i}", "nama": nama, "penanggung_jawab": orang}
        for i, (nama, orang) in enumerate(zip(k.list(), k.list(3), strict=True))
    ]
    instansi = {
        "nama": k.one(),
        "kabupaten": k.one(),
        "provinsi": k.one(),
        "tempat": k.one(),
        "status_data": "contoh",
        "kop": {"baris": [k.one() for _ in range(4)], "alamat": k.one()},
        "pimpinan": {"jabatan": k.one(), "nama": k.one()},
        "atasan": {"jabatan": k.one()},
        "unit": unit,
        "skala": {
            "nama": k.one(),
            "sumber": k.one(),
            "kelas": [{"sebutan": s, "mulai": 5 * (n - 1 - i)} for i, s in enumerate(k.list())],
        },
        "kebijakan": {"batas_atas": 120, "batas_bawah": 0, "dasar": k.long()},
    }
    definisi, cara, sumber = (k.pairs(shift) for shift in (3, 5, 7))
    tujuan = [
        {
            "kode": f"T{i}",
            "nama": a,
            "sasaran": [
                {
                    "kode": f"S{i}",
                    "nama": b,
                    "indikator": [
                        {
                            "kode": f"IKU-{i}",
                            "nama": c,
                            "satuan": d,
                            **_ukuran(k, i, n),
                            "agregasi": "terakhir",
                            "frekuensi": "tahunan",
                            "desimal": 0,
                            "definisi_operasional": definisi[i],
                            "cara_hitung": cara[i],
                            "sumber_data": sumber[i],
                            "penanggung_jawab": "u-0",
                        }
                    ],
                }
            ],
        }
        for i, (a, b, c, d) in enumerate(zip(k.list(1), k.list(2), k.list(), k.list(4), strict=True))
    ]
    program = [
        {
            "kode": f"7.{i}",
            "nama": a,
            "sasaran": [f"S{i}"],
            "kegiatan": [
                {
                    "kode": f"7.{i}.1",
                    "nama": b,
                    "sub_kegiatan": [
                        {"kode": f"7.{i}.1.1", "nama": c, "keluaran": d, "satuan": e, "target": i + 1},
                    ],
                }
            ],
        }
        for i, (a, b, c, d, e) in enumerate(zip(k.list(), k.list(5), k.list(6), k.list(7), k.list(8), strict=True))
    ]
    return {
        "instansi.yml": instansi,
        "renstra.yml": {"periode_awal": 2023, "periode_akhir": 2023, "tujuan": tujuan},
        "riwayat.yml": {
            "indikator": [
                {"kode": f"IKU-{i}", "tahun": [{"tahun": 2022, **_lalu(k, i, n), "sumber": sumber}]}
                for i, sumber in enumerate(k.list(2))
            ],
            "anggaran": [
                {
                    "kode": f"6.{i}",
                    "nama": nama,
                    "tahun": [{"tahun": 2022, "pagu": 9, "realisasi": 9, "sumber": sumber}],
                }
                for i, (nama, sumber) in enumerate(zip(k.list(11), k.list(3), strict=True))
            ],
        },
        "dasar-hukum.yml": {
            "peraturan": [
                {"jenis": a, "nomor": b, "tahun": 2014, "tentang": c}
                for a, b, c in zip(k.list(), k.list(9), k.list(10), strict=True)
            ]
        },
        "sop.yml": {
            "nomor": k.one(),
            "nama": k.one(),
            "tanggal_pembuatan": "2021-01-04",
            "tanggal_efektif": "2021-01-04",
            "catatan": k.long(),
            "disahkan_oleh": {"jabatan": k.one(), "nama": k.one()},
            **{part: k.list(i) for i, part in enumerate(_SOP_PARTS)},
            "langkah": [
                {"nomor": i, "kegiatan": a, "pelaksana": b, "kelengkapan": c, "waktu": d, "keluaran": e}
                for i, (a, b, c, d, e) in enumerate(
                    zip(k.list(), k.list(1), k.list(2), k.list(3), k.list(4), strict=True), start=1
                )
            ],
        },
        "2023/dokumen.yml": {"status": "draf", "versi": k.one(), "tanggal": "2024-02-23", "kertas": "A4"},
        "2023/perjanjian-kinerja.yml": {
            "jenis": "perubahan",
            "tanggal": "2023-01-10",
            "alasan_perubahan": k.long(),
            "indikator": [{"kode": f"IKU-{i}", **_target(k, i, n)} for i in range(n)],
            "program": [{"kode": f"7.{i}", "anggaran": 100, "keterangan": said} for i, said in enumerate(k.pairs(9))],
        },
        "2023/renja.yml": {"program": program},
        "2023/realisasi/u-0.yml": {"unit": "u-0", "indikator": [_realisasi(k, i, n) for i in range(n)]},
        "2023/angka-saksi.yml": {
            "saksi": [
                {"apa": f"7.{i}.pagu", "nilai": 100, "sumber": sumber, "halaman": halaman}
                for i, (sumber, halaman) in enumerate(zip(k.list(2), k.list(4), strict=True))
            ]
        },
        "2023/anggaran.yml": {
            "sumber": k.long(),
            "alasan_perubahan": k.long(),
            "sub_kegiatan": [{"kode": f"7.{i}.1.1", "pagu": 100, "realisasi": 100} for i in range(n)],
        },
    }


def _realisasi(k: Kantor, i: int, n: int) -> dict[str, Any]:
    """The report of one indicator; every third has no figure, every third only the year's, both with their reason."""
    analysis = ("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut")
    said: dict[str, Any] = {name: k.list(shift)[i] for shift, name in enumerate(analysis)}
    reason = parts([k.list(i)[0], *k.list(i + 1)[:2]], 4000)
    if i == MANUAL:
        manual = {"teks": k.list()[9], "capaian_manual": 90, "alasan_manual": reason}
        return {"kode": f"IKU-{i}", **manual, **said}
    if i == ORDINAL:
        return {"kode": f"IKU-{i}", "teks": k.list()[1], **said}
    if i == KOMPONEN:
        above, below = ({"tw1": None, "tw2": None, "tw3": None, "tw4": value} for value in (1, 100))
        return {"kode": f"IKU-{i}", "pembilang": above, "penyebut": below, **said}
    if i % 3 == 0:
        quarters = {"tw1": None, "tw2": None, "tw3": None, "tw4": i}
        return {"kode": f"IKU-{i}", "triwulan": quarters, "sementara": reason, **said}
    if i % 3 == 1:
        return {"kode": f"IKU-{i}", "tahunan": i, "alasan_tahunan": reason, **said}
    return {"kode": f"IKU-{i}", "alasan_belum_tersedia": reason, **said}


NARASI = (
    "kata-pengantar",
    "gambaran-umum",
    "organisasi",
    "isu-strategis",
    "perencanaan",
    "capaian-kinerja",
    "realisasi-anggaran",
    "simpulan",
    "langkah-perbaikan",
)
# A picture, a link or a reference is refused in the prose of the report, also inside a code span.
_REFUSED = re.compile(r"!\[|\]\(|\]:|\{\{|(?i:<[a-z][a-z0-9+.-]*:)|^\W*#")


def _prose(texts: Iterable[str], refused: re.Pattern[str] | None) -> str:
    """Each text as a paragraph, a list item, a table cell and a code span."""
    paragraphs = "".join(f"{escaped(t)}\n\n" for t in texts)
    items = "".join(f"- {escaped(t)}\n" for t in texts)
    table = "| Kolom | Lain |\n|---|---|\n" + "".join(f"| {escaped(t)} | x |\n" for t in texts)
    spans = "".join(f"{code(t)}\n\n" for t in texts if not (refused and refused.search(t)))
    return f"{paragraphs}\n{items}\n{table}\n{spans}"


def _prose_lines(texts: Sequence[str], refused: re.Pattern[str] | None) -> list[str]:
    return [*texts, *texts, *texts, *(t for t in texts if not (refused and refused.search(t)))]


def _chunk(k: Kantor, name: str) -> tuple[str, ...]:
    """The strings that one prose file gets."""
    return k.texts[NARASI.index(name) :: len(NARASI)]


@cache
def offered(nomor: int) -> tuple[Kantor, dict[str, Any]]:
    """An office's strings and files, the same for writing and for expecting."""
    kantor = Kantor(nomor)
    return kantor, _data(kantor)


def write(root: Path, nomor: int) -> Path:
    """Write the hostile office."""
    k, data = offered(nomor)
    for path, content in data.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    (root / "content/2023/narasi").mkdir()
    for name in NARASI:
        (root / f"content/2023/narasi/{name}.md").write_text(_prose(_chunk(k, name), _REFUSED), "utf-8")
    (root / "content/panduan").mkdir()
    guide = f"# {escaped(parts(k.texts, 9999))}\n\n{_prose(k.texts, None)}"
    headings = "".join(f"## {escaped(t)}\n\n" for t in k.texts)
    blocks = "".join(f"    {t}\n\nkata\n\n" for t in k.texts)
    (root / "content/panduan/jahat.md").write_text(f"{guide}\n{headings}{blocks}", "utf-8")
    return root


@pytest.fixture(scope="module", params=range(OFFICES))
def jahat(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """A published office full of hostile strings."""
    nomor = request.param
    return once(tmp_path_factory, f"jahat-{nomor}", lambda root: write(root, nomor))


@lru_cache(maxsize=1)
def every_page(site: Path) -> dict[str, Page]:
    """Every page of a published office, read once for all tests."""
    return pages(site)


def _office(terbit: Terbit) -> tuple[Kantor, dict[str, Any]]:
    name = terbit.laporan.bahan.instansi.unit[0].nama
    return offered(HOSTILE.index(name))


def report_lines(k: Kantor, data: dict[str, Any]) -> dict[str, list[str]]:
    """What must stand in the report, in its order, by page of the site (the cover is on none)."""
    instansi, renja = data["instansi.yml"], data["2023/renja.yml"]["program"]
    tujuan = data["renstra.yml"]["tujuan"]
    sasaran = [t["sasaran"][0] for t in tujuan]
    indikator = [s["indikator"][0] for s in sasaran]
    pk = data["2023/perjanjian-kinerja.yml"]
    reports = data["2023/realisasi/u-0.yml"]["indikator"]
    anggaran = data["2023/anggaran.yml"]
    subs = [(p, p["kegiatan"][0], p["kegiatan"][0]["sub_kegiatan"][0]) for p in renja]
    pimpinan, tanggal = instansi["pimpinan"], "23 Februari 2024"
    prose = {name: _prose_lines(_chunk(k, name), _REFUSED) for name in NARASI}
    return {
        "sampul": [
            *instansi["kop"]["baris"],
            "TAHUN 2023",
            *(instansi[name] for name in ("nama", "kabupaten", "provinsi")),
            f"bukan angka resmi {instansi['nama']}, {instansi['kabupaten']}.",
            instansi["kop"]["alamat"],
            f"{instansi['tempat']}, {tanggal}",
        ],
        "kata-pengantar": [
            *prose["kata-pengantar"],
            f"{instansi['tempat']}, {tanggal}",
            f"{pimpinan['jabatan']},",
            pimpinan["nama"],
        ],
        "bab-1": [
            *prose["gambaran-umum"],
            *prose["organisasi"],
            *(f"{u['nama']}, penanggung jawab {u['penanggung_jawab']}" for u in instansi["unit"]),
            *prose["isu-strategis"],
            *(
                f"{p['jenis']} Nomor {p['nomor']} Tahun 2014 tentang {p['tentang']}"
                for p in data["dasar-hukum.yml"]["peraturan"]
            ),
        ],
        "bab-2": [
            *prose["perencanaan"],
            *(
                line
                for t, s in zip(tujuan, sasaran, strict=True)
                for line in (f"Tujuan {t['kode']}: {t['nama']}", f"Sasaran {s['kode']}: {s['nama']}")
            ),
            f"ditandatangani oleh {pimpinan['jabatan']} dan {instansi['atasan']['jabatan']} pada tanggal",
            f"Alasan perubahan: {pk['alasan_perubahan']}",
            *(
                x
                for s, i in zip(sasaran, indikator, strict=True)
                for x in (s["nama"], i["kode"], i["nama"], i["satuan"])
            ),
            *(
                x
                for n, (p, promised) in enumerate(zip(renja, pk["program"], strict=True), start=1)
                for x in (str(n), p["nama"], "100", promised["keterangan"])
            ),
            *(x for p, _, s in subs for x in (p["nama"], s["nama"], s["keluaran"], str(s["target"]), s["satuan"])),
        ],
        "bab-3": [
            *prose["capaian-kinerja"],
            f"Kategori memakai {instansi['skala']['nama']} menurut {instansi['skala']['sumber']}",
            *(x for s in sasaran for x in (s["kode"], s["nama"])),
            f"tidak ada capaian yang terkena batas itu. {instansi['kebijakan']['dasar']}",
            *(c["sebutan"] for c in instansi["skala"]["kelas"]),
            *(x for i in indikator for x in (i["kode"], i["nama"], i["satuan"])),
            *(
                f"{i['kode']} {i['nama']} belum dapat dinilai: {r['alasan_belum_tersedia']}"
                for i, r in zip(indikator, reports, strict=True)
                if "alasan_belum_tersedia" in r
            ),
            *(f"{r['kode']} hanya memiliki angka tahunan: {r['alasan_tahunan']}" for r in reports if "tahunan" in r),
            *(
                f"{i['kode']} {i['nama']} sementara: {r['sementara']}"
                for i, r in zip(indikator, reports, strict=True)
                if "sementara" in r
            ),
            f"{indikator[MANUAL]['nama']} ditetapkan 90,00%: {reports[MANUAL]['alasan_manual']}",
            f"realisasi {reports[MANUAL]['teks']}",
            f"realisasi {reports[ORDINAL]['teks']}",
            f"Tangga predikat IKU-{ORDINAL}, dari yang terendah: {'; '.join(indikator[ORDINAL]['tangga'])}.",
            *indikator[KOMPONEN]["komponen"].values(),
            *(x for w in data["2023/angka-saksi.yml"]["saksi"] for x in (w["sumber"], w["halaman"])),
            *(x for _ in ("realisasi", "capaian", "kemajuan") for i in indikator for x in (i["nama"],)),
            *(
                line
                for s, i, r in zip(sasaran, indikator, reports, strict=True)
                for line in (
                    f"Sasaran {s['kode']}: {s['nama']}",
                    f"{i['kode']} {i['nama']}: target",
                    *([f"Belum tersedia: {r['alasan_belum_tersedia']}"] if "alasan_belum_tersedia" in r else []),
                    f"Faktor pendukung: {r['faktor_pendukung']}",
                    f"Faktor penghambat: {r['faktor_penghambat']}",
                    f"Solusi: {r['solusi']}",
                    f"Tindak lanjut: {r['tindak_lanjut']}",
                )
            ),
            *prose["realisasi-anggaran"],
            *(p["nama"] for p in renja),
            f"Sumber: {anggaran['sumber']}",
            f"Perubahan pagu: {anggaran['alasan_perubahan']}",
            *(part["nama"] for row in subs for part in row),
            *(p["nama"] for p in renja),
            *(p["nama"] for p in data["riwayat.yml"]["anggaran"]),
        ],
        "bab-4": [*prose["simpulan"], *prose["langkah-perbaikan"]],
        "kolofon": [f"unit kerja {instansi['nama']}.", f"Versi {data['2023/dokumen.yml']['versi']}, status draf"],
    }


def test_there_are_enough_hostile_strings() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 60


def test_hostile_strings_are_no_problem_of_form(jahat: Terbit) -> None:
    """But what looks like a reference is refused in a field, where none is read: it too comes out as it went in."""
    found = [p for p in read(jahat.root).problems if p.level == "galat"]
    assert [str(p) for p in found if not (p.rule == "rujukan-dikenal" and "{{" in p.message)] == []


def absent(expected: list[str], text: str) -> list[str]:
    """What of some lines stands nowhere in a text, white space aside."""
    whole = squeezed(text)
    return [line for line in expected if squeezed(line) not in whole]


def test_pdf_shows_every_string_literally(jahat: Terbit) -> None:
    expected = [line for lines in report_lines(*_office(jahat)).values() for line in lines]
    # The mark of a draft stands at the beginning of every page, so in the middle of what goes on there.
    assert absent(expected, pdf_body(jahat.pdf).replace("DRAF", "")) == []


def test_word_shows_every_string_literally(jahat: Terbit) -> None:
    expected = [line for lines in report_lines(*_office(jahat)).values() for line in lines]
    assert absent(expected, "\n".join(word_lines(word(jahat.docx)))) == []


def test_site_shows_every_string_literally(jahat: Terbit) -> None:
    expected = report_lines(*_office(jahat))
    del expected["sampul"]
    annexes = "\n".join("\n".join(page(file).lines) for file in sorted((jahat.site / "2023").glob("lampiran-*.html")))
    for name, lines in expected.items():
        own = "\n".join(page(jahat.site / f"2023/{name}.html").lines)
        assert absent(lines, f"{own}\n{annexes}") == [], name


def test_a_string_in_a_cell_is_all_that_stands_in_the_cell(jahat: Terbit) -> None:
    k, _ = _office(jahat)
    names, units = k.list(), k.list(4)
    site = [t for name in ("bab-3", "lampiran-anggaran") for t in page(jahat.site / f"2023/{name}.html").tables]
    for found in (word_tables(word(jahat.docx)), site):
        tables = {t.judul: t.isi for t in found}
        rows = tables["Target, Realisasi dan Capaian Kinerja Tahun 2023"]
        assert [(row[2], row[3]) for row in rows] == list(zip(names, units, strict=True))
        assert [row[2] for row in tables["Skala Penilaian Capaian Kinerja"]] == names
        budget = tables["Realisasi Anggaran dan Keluaran per Program, Kegiatan dan Sub Kegiatan Tahun 2023"]
        assert [row[1] for row in budget[:-1]] == [n for t in zip(names, k.list(5), k.list(6), strict=True) for n in t]


def test_own_pages_of_the_site_show_every_string_literally(jahat: Terbit) -> None:
    k, data = _office(jahat)
    sop, nama = data["sop.yml"], data["instansi.yml"]["nama"]
    steps = [s[field] for s in sop["langkah"] for field in ("kegiatan", "pelaksana", "waktu", "keluaran")]
    assert (
        missing(
            [
                f"Nomor SOP : {sop['nomor']}",
                f"Disahkan Oleh : {sop['disahkan_oleh']['jabatan']}",
                f"Nama : {sop['disahkan_oleh']['nama']}",
                f"Nama SOP : {sop['nama']}",
                *(text for part in _SOP_PARTS for text in sop[part]),
                sop["catatan"],
                *steps,
            ],
            "\n".join(page(jahat.site / "sop.html").lines),
        )
        == []
    )
    assert missing([nama, *k.list(2)], "\n".join(page(jahat.site / "index.html").lines)) == []
    guide = [parts(k.texts, 9999), *_prose_lines(k.texts, None), *k.texts]
    guide += [line for text in k.texts for line in (text, "kata")]
    assert missing(guide, "\n".join(page(jahat.site / "panduan/jahat.html").lines)) == []


def test_names_stand_in_titles_and_navigation_as_text(jahat: Terbit) -> None:
    k, data = _office(jahat)
    name = f"LKIP {data['instansi.yml']['nama']}, {data['instansi.yml']['kabupaten']}"
    for path, parsed in every_page(jahat.site).items():
        assert missing([name], parsed.title) == [], path
        assert missing([parts(k.texts, 9999)], parsed.other) == [], path


def test_json_holds_every_string_exactly(jahat: Terbit) -> None:
    k, data = _office(jahat)
    made = json.loads(jahat.json.read_text("utf-8"))
    instansi, reports = data["instansi.yml"], data["2023/realisasi/u-0.yml"]["indikator"]
    assert made["instansi"] == {name: instansi[name] for name in ("nama", "kabupaten", "provinsi")}
    assert made["dokumen"]["versi"] == data["2023/dokumen.yml"]["versi"]
    assert [c["sebutan"] for c in made["skala"]["kelas"]] == k.list()
    assert (made["skala"]["nama"], made["skala"]["sumber"]) == (instansi["skala"]["nama"], instansi["skala"]["sumber"])
    assert made["perjanjian_kinerja"][-1]["alasan_perubahan"] == data["2023/perjanjian-kinerja.yml"]["alasan_perubahan"]
    assert [s["nama"] for s in made["sasaran"]] == k.list(2)
    written = [t["sasaran"][0]["indikator"][0] for t in data["renstra.yml"]["tujuan"]]
    for item, source, report in zip((s["indikator"][0] for s in made["sasaran"]), written, reports, strict=True):
        for name in ("nama", "satuan", "definisi_operasional", "cara_hitung", "sumber_data"):
            assert item[name] == source[name]
        for name in ("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut"):
            assert item["analisis"][name] == report[name]
        for name in ("sementara", "alasan_tahunan", "alasan_manual", "alasan_belum_tersedia"):
            assert item[name] == report.get(name)
        assert item["realisasi"].get("teks") == report.get("teks")
        assert item["tangga"] == source.get("tangga", [])
        assert item["penanggung_jawab"]["nama"] == k.list()[0]
    assert [(w["sumber"], w["halaman"]) for w in made["saksi"]] == list(zip(k.list(2), k.list(4), strict=True))
    lines = [(p, p["bagian"][0], p["bagian"][0]["bagian"][0]) for p in made["anggaran"]["bagian"]]
    assert [tuple(x["nama"] for x in line) for line in lines] == list(zip(k.list(), k.list(5), k.list(6), strict=True))


def active(parsed: Page) -> list[object]:
    """What of a page could do something that nobody in this house wrote."""
    ours = {"html", "head", "meta", "link", "script", "style", "input", "label", "form", "button", "svg", "path"}
    found: list[object] = []
    for tag, attrs, in_article in parsed.elements:
        if in_article and (tag in ours - {"svg", "path"} or tag in ("iframe", "object", "embed", "base", "template")):
            found.append((tag, attrs))
        if tag == "iframe" or any(name.startswith("on") or name in ("srcdoc", "style") for name in attrs):
            found.append((tag, attrs))
        if in_article and tag == "img" and not re.fullmatch(r"(\.\./)?gambar/2023/[\w./~-]+\.svg", attrs["src"] or ""):
            found.append((tag, attrs))
        target = attrs.get("href") or ""
        if re.match(r"(?i)\s*(javascript|data|vbscript):", target) and target != "javascript:void(0)":
            found.append((tag, attrs))
    return found


def test_nothing_on_the_site_acts(jahat: Terbit) -> None:
    found = every_page(jahat.site)
    scripts = {path: [attrs for tag, attrs, _ in parsed.elements if tag == "script"] for path, parsed in found.items()}
    for path, parsed in found.items():
        assert active(parsed) == [], path
        assert len(scripts[path]) == len(scripts["sop.html"]), path


def test_links_come_from_us_only(jahat: Terbit) -> None:
    for path, parsed in every_page(jahat.site).items():
        links = [a["href"] or "" for tag, a, in_article in parsed.elements if tag == "a" and in_article and "href" in a]
        assert [link for link in links if "jahat.example" in link] == [], path


def test_search_index_holds_text_only(jahat: Terbit) -> None:
    index = json.loads((jahat.site / "search/search_index.json").read_text("utf-8"))
    for entry in index["docs"]:
        for value in (entry["title"], entry["text"]):
            parsed = Page()
            parsed.feed(f"<article>{value}</article>")
            assert {tag for tag, attrs, _ in parsed.elements} <= {
                "article", "p", "ul", "ol", "li", "code", "pre", "strong", "em", "table", "thead", "tbody", "tfoot",
                "tr", "th", "td", "caption", "h1", "h2", "h3", "h4", "br",
            }, value  # fmt: skip
            assert active(parsed) == []


def test_charts_hold_text_only(jahat: Terbit) -> None:
    charts = sorted((jahat.site / "gambar").rglob("*.svg"))
    assert charts
    for chart in charts:
        tree = ET.parse(chart)
        assert {node.tag.rpartition("}")[2] for node in tree.iter()} <= {
            "svg",
            "title",
            "text",
            "rect",
            "line",
            "circle",
            "polyline",
            "polygon",
        }
        assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on") or "href" in name]


def test_pdf_bookmarks_and_metadata_are_the_texts(jahat: Terbit) -> None:
    k, data = _office(jahat)
    nama = data["instansi.yml"]["nama"]
    with pikepdf.open(jahat.pdf) as pdf:
        assert pdf.docinfo["/Title"] == f"Laporan Kinerja Instansi Pemerintah {nama} Tahun 2023"
        with pdf.open_outline() as outline:
            goals = [x.title for x in _entries(outline.root) if re.match(r"\d+\. Sasaran S", x.title)]
            assert goals == [f"{i + 2}. Sasaran S{i}: {s}" for i, s in enumerate(k.list(2))]


def _entries(items: Iterable[pikepdf.OutlineItem]) -> Iterable[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _entries(item.children)


# --- prose as people write it, with everything in it raw ---------------------------------------------------------


def raw_office(root: Path) -> Path:
    """Prose that holds every hostile string unescaped, in every position; published although `check` refuses it."""
    make_office(root)
    for name in NARASI:
        chunk = HOSTILE[NARASI.index(name) :: len(NARASI)]
        text = "".join(
            f"{t}\n\nKata {t} kata\n\n- {t}\n\n> {t}\n\n| A | B |\n|---|---|\n| {t} | {t} |\n\n" for t in chunk
        )
        (root / f"content/2023/narasi/{name}.md").write_text(
            f"{text}\n> # Judul dalam kutipan\n\n- ## Judul dalam butir\n", "utf-8"
        )
    (root / "content/panduan").mkdir()
    guide = "".join(f"{t}\n\n## {t}\n\n| A |\n|---|\n| {t} |\n\n" for t in HOSTILE)
    (root / "content/panduan/mentah.md").write_text(f"# Mentah\n\n{guide}", "utf-8")
    return root


@pytest.fixture(scope="module")
def mentah(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """A published office with raw hostile prose."""
    return once(tmp_path_factory, "mentah", raw_office)


def test_raw_prose_does_no_harm_on_the_site(mentah: Terbit) -> None:
    for path, parsed in every_page(mentah.site).items():
        assert active(parsed) == [], path
        assert {a["class"] for tag, a, i in parsed.elements if i and "class" in a} <= {
            "tanda", "tabel", "kanan", "tengah", "gambar", "catatan", "peringatan", "tanda-tangan",
            "ruang-tanda-tangan", "sidik", "ringkasan", "kartu", "headerlink", "tanpa-nomor",
            "md-content__inner md-typeset", "geser", "unduh-data", "lampiran", "kop", "kop-baris", "kop-alamat",
            "judul-formulir", "identitas", "label", "dua-kolom", "kiri", "kanan kata",
            "formulir-sop", "sop-baris", "sop-kantor", "sop-identitas",
        }, path  # fmt: skip


def test_raw_prose_is_neither_typst_code_nor_a_chapter(mentah: Terbit) -> None:
    text = " ".join(pdf_pages(mentah.pdf))
    assert "root:" not in text
    assert '#read("/etc/passwd")' in text
    assert "#let x = 1" in text
    with pikepdf.open(mentah.pdf) as pdf, pdf.open_outline() as outline:
        assert [x.title for x in outline.root if x.title.startswith("BAB")] == [
            "BAB I Pendahuluan",
            "BAB II Perencanaan Kinerja",
            "BAB III Akuntabilitas Kinerja",
            "BAB IV Penutup",
        ]
        assert not [x.title for x in _entries(outline.root) if "Judul dalam" in x.title]


def test_raw_prose_brings_no_address_into_word(mentah: Terbit) -> None:
    external = [r.target_ref for r in word(mentah.docx).part.rels.values() if r.is_external]
    assert set(external) <= {"https://jahat.example", "https://jahat.example/", "http://jahat.example"}


# --- lists in prose: each kind of output has its own idea of them --------------------------------------------------

LISTS = """Awal daftar.

3. tiga
4. empat

   empat, paragraf kedua
5. lima
   - butir a
     1. a satu
     2. a *dua* dan **tebal**
        - terdalam
   - butir b

     7. b tujuh
   1) dalam satu
- x
- setelah nomor
  1. satu lagi

10) sepuluh
11) sebelas
    1. sebelas satu

1. ulang satu
2. ulang dua

Akhir daftar.
"""
OUTLINE = [
    (1, "3", "tiga"),
    (1, "4", "empat"),
    (1, "", "empat, paragraf kedua"),
    (1, "5", "lima"),
    (2, "•", "butir a"),
    (3, "1", "a satu"),
    (3, "2", "a dua dan tebal"),
    (4, "•", "terdalam"),
    (2, "•", "butir b"),
    (3, "7", "b tujuh"),
    (2, "1", "dalam satu"),
    (1, "•", "x"),
    (1, "•", "setelah nomor"),
    (2, "1", "satu lagi"),
    (1, "10", "sepuluh"),
    (1, "11", "sebelas"),
    (2, "1", "sebelas satu"),
    (1, "1", "ulang satu"),
    (1, "2", "ulang dua"),
]
ENDS = ("Awal daftar.", "Akhir daftar.")


def lists_office(root: Path) -> Path:
    make_office(root)
    (root / "content/2023/narasi/organisasi.md").write_text(LISTS, "utf-8")
    (root / "content/panduan").mkdir()
    more = "- ## Judul dalam butir\n- > kutipan dalam butir\n-     kode dalam butir\n- sebelum\n\n  ---\n\n  sesudah\n"
    more += "- | A |\n  |---|\n  | sel dalam butir |\n- [lagi](lagi.md#lagi) dan [laman](https://contoh.go.id/)\n"
    (root / "content/panduan/daftar.md").write_text(f"# Daftar\n\n{LISTS}\n{more}", "utf-8")
    (root / "content/panduan/lagi.md").write_text("# Lagi\n\nSelesai.\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def daftar(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """A published office with lists in its prose and in its guide."""
    return once(tmp_path_factory, "daftar", lists_office)


def test_lists_have_one_structure_in_word_and_on_the_site(daftar: Terbit) -> None:
    assert between(word_outline(word(daftar.docx)), *ENDS) == OUTLINE
    for path in ("2023/bab-1.html", "panduan/daftar.html"):
        assert between(html_outline(daftar.site / path), *ENDS) == OUTLINE, path


def test_lists_of_the_pdf_have_the_same_numbers(daftar: Terbit) -> None:
    """Between number and text stands `.` or `)`, as written."""
    text = squeezed(pdf_body(daftar.pdf))
    text = text[text.index(squeezed(ENDS[0])) + len(squeezed(ENDS[0])) : text.index(squeezed(ENDS[1]))]
    marked = {"dalam satu": ")", "sepuluh": ")", "sebelas": ")"}
    assert re.sub("[•‣–◦▪]", "•", text) == "".join(
        squeezed(f"{sign}{marked.get(words, '.') if sign.isdigit() else ''}{words}") for _, sign, words in OUTLINE
    )


def test_whatever_stands_in_a_list_of_the_guide_reaches_the_site(daftar: Terbit) -> None:
    guide = page(daftar.site / "panduan/daftar.html")
    inside = [f"{x} dalam butir" for x in ("Judul", "kutipan", "kode")]
    assert missing([*inside, "sebelum", "sesudah", "lagi dan laman"], "\n".join(guide.lines)) == []
    assert [(t.kepala, t.isi) for t in guide.tables] == [([["A"]], [["sel dalam butir"]])]
    links = [a["href"] for tag, a, i in guide.elements if tag == "a" and i and not (a["href"] or "").startswith("#")]
    assert links == ["lagi.html#lagi", "https://contoh.go.id/"]
