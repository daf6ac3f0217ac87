"""The comment on a proposal: what its reviewers read, word by word; however much changed, a text that one can bear."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import Change, change, make_office
from repo_proses import CAMAT, KASUBBAG, PELAKSANA, SEKRETARIS, sop, yaml
from test_markdown import JAHAT, read
from test_temuan import commit, git

from lkip import ast
from lkip.forge.beda import Pilihan, beda
from lkip.forge.halaman_beda import HalamanBeda, HalamanSatu
from lkip.forge.keadaan_komentar import PENANDA
from lkip.forge.komentar import BATAS, komentar
from lkip.forge.langkah_sop import Bagian
from lkip.forge.perbandingan import Perbandingan, Tautan
from lkip.forge.selisih import Nilai, Perubahan, Selisih, TahunSelisih, Tingkat
from lkip.jejak.tempat import Tempat
from lkip.problem import CommandError, Problem, Source
from lkip.sejak import Sejak
from lkip.temuan import Temuan

DIHARAPKAN = Path(__file__).parent / "komentar"
LAYANAN, PEMERINTAHAN = "2023/realisasi/seksi-pelayanan.yml", "2023/realisasi/seksi-pemerintahan.yml"
KOMIT, LAGI = "0123456789abcdef0123456789abcdef01234567", "fedcba9876543210fedcba9876543210fedcba98"
ENV = {
    "LKIP_KOMIT": KOMIT,
    "GITHUB_SERVER_URL": "https://forge.contoh.id",
    "GITHUB_REPOSITORY": "kantor/lkip",
    "GITHUB_RUN_ID": "7",
    "LKIP_ALAMAT_SITUS": "https://contoh.id/lkip",
    "LKIP_ALAMAT_PDF": "https://contoh.id/lkip.zip",
    "LKIP_ALAMAT_DOCX": "https://contoh.id/lkip.zip",
}


@pytest.fixture
def kantor_git(tmp_path: Path) -> Path:
    """The office `lengkap` with its list of roles, committed on main; a branch is checked out."""
    root = make_office(tmp_path / "kantor")
    people = [
        {"peran": role, "jabatan": role, "dari": "2023-01-01"} for role in (CAMAT, SEKRETARIS, KASUBBAG, PELAKSANA)
    ]
    listed = {"nomor": 1, "pengubah": [CAMAT, SEKRETARIS], "peran": people}
    (root / "content/sop.yml").write_text(yaml(sop()), "utf-8")
    (root / "content/peran.yml").write_text(yaml(listed), "utf-8")
    commit(root)
    git(root, "checkout", "-q", "-b", "usulan")
    return root


def said(root: Path, lama: str = "", **env: str) -> str:
    """The comment on what lies there, with the short id of main as DASAR."""
    earlier = root.parent / "lama.md"
    earlier.write_text(lama, "utf-8")
    text = "\n".join(beda(root, "main", Pilihan(markdown=True, lama=earlier), ENV | env))
    return text.replace(git(root, "rev-parse", "--short", "main"), "DASAR")


def same(text: str, name: str) -> None:
    """Hold a comment against the expected one."""
    file = DIHARAPKAN / f"{name}.md"
    if os.environ.get("UPDATE_KASUS"):
        file.write_text(f"{text}\n", "utf-8")
    assert f"{text}\n" == file.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("angka-diperbaiki", ((LAYANAN, 'tw4: "85.75"', 'tw4: "86.25"'),)),
        ("salah-geser", ((LAYANAN, 'tw4: "85.75"', "tw4: 85750"),)),
        ("nilai-hilang", ((PEMERINTAHAN, "tw4: 6", 'tw4: null\n    alasan_belum_tersedia: "Rekap menyusul."'),)),
        (
            "galat",
            (
                ("2023/narasi/organisasi.md", "dua seksi", "{{IKU-99.capaian}} seksi"),
                ("2023/anggaran.yml", "pagu: 120000000", "pagu: 110000000"),
            ),
        ),
    ],
)
def test_a_change_is_told_word_by_word(name: str, changes: tuple[Change, ...], kantor_git: Path) -> None:
    change(kantor_git, *changes)
    same(said(kantor_git), name)


def test_nothing_changed_says_nothing(kantor_git: Path) -> None:
    """An event of the process changes no value, no finding and no page; main going on is not the branch's doing."""
    assert said(kantor_git) == ""
    assert list(beda(kantor_git, "main", Pilihan(), ENV)) == ["Tidak ada nilai, temuan atau halaman yang berubah."]
    git(kantor_git, "checkout", "-q", "main")
    change(kantor_git, (LAYANAN, "tw1: 24\n", "tw1: 30\n"))
    commit(kantor_git)
    git(kantor_git, "checkout", "-q", "usulan")
    assert said(kantor_git) == ""


def test_a_year_that_is_still_gathered_is_told_only_where_it_changed(kantor_git: Path) -> None:
    """For months a year lacks files on both sides: that alone is no news."""
    event = {"tahun": 2023, "langkah": 1, "peristiwa": "selesai", "peran": CAMAT, "oleh": CAMAT}
    file = kantor_git / "content/2023/proses/20240109-0900-1-selesai.yml"
    file.parent.mkdir()
    file.write_text(yaml({**event, "waktu": "2024-01-09T09:00:00+08:00"}), "utf-8")
    (kantor_git / "content/2023/anggaran.yml").unlink()
    commit(kantor_git)
    git(kantor_git, "branch", "-qf", "main", "usulan")
    assert said(kantor_git) == ""
    change(kantor_git, (LAYANAN, "tw1: 24\n", "tw1: 30\n"))
    assert "- Tahun 2023 belum dapat dibandingkan: bahannya sekarang masih dihimpun.\n" in said(kantor_git)


def test_the_first_line_says_what_to_look_at_before_one_agrees(kantor_git: Path) -> None:
    """Sentences alone are nothing to be looked at first; what the program does to figures cannot be seen here."""
    change(kantor_git, ("2023/narasi/organisasi.md", "dua seksi", "2 seksi"))
    agreed = "Boleh digabung sesudah disetujui Sekretaris; tidak ada nilai yang berubah."
    assert f"**{agreed}**" in said(kantor_git)
    assert next(beda(kantor_git, "main", Pilihan(), ENV)) == agreed
    git(kantor_git, "checkout", "-q", "--", "content")
    (kantor_git / "lkip").mkdir()
    (kantor_git / "lkip/rumus.py").write_text("0\n", "utf-8")
    git(kantor_git, "add", "--intent-to-add", "lkip")
    text = said(kantor_git)
    assert (
        "**Periksa dahulu: program ikut berubah. Lalu boleh digabung dengan persetujuan Camat atau Sekretaris.**"
        in text
    )
    assert "Berkasnya: lkip/rumus.py." in text


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        (Pilihan(lama=Path("lama.md")), "tambahkan --markdown"),
        (Pilihan(halaman=Path(__file__)), "bukan folder; sebut folder untuk gambarnya"),
    ],
)
def test_options_that_do_nothing_together_are_refused(choice: Pilihan, why: str, kantor_git: Path) -> None:
    with pytest.raises(CommandError, match=why):
        list(beda(kantor_git, "main", choice, ENV))


def test_the_next_version_says_what_is_new_in_it(kantor_git: Path) -> None:
    """Also when all is taken back: an old comment must not stand."""
    change(kantor_git, (LAYANAN, 'tw4: "85.75"', "tw4: 85750"))
    first = said(kantor_git)
    assert first.startswith(PENANDA) and "Sejak versi sebelumnya" not in first
    assert "Sejak versi sebelumnya (`0123456`): tidak ada yang lain." in said(kantor_git, first, LKIP_KOMIT=LAGI)
    change(kantor_git, (LAYANAN, "tw4: 85750", "tw4: 86"))
    second = said(kantor_git, first, LKIP_KOMIT=LAGI)
    told = "2 masalah selesai, 1 masalah berubah; 6 nilai tidak lagi berubah, 15 nilai berubah lagi"
    assert f"Sejak versi sebelumnya (`0123456`): {told}." in second
    change(kantor_git, (LAYANAN, "tw4: 86", 'tw4: "85.75"'))
    last = said(kantor_git, second)
    assert last.split("\n")[1].startswith("**Tidak ada nilai, temuan atau halaman yang berubah.** Komit `0123456`")
    assert said(kantor_git, "Komentar orang lain") == ""


# --- however much changed ----------------------------------------------------------------------------------------


def banyak(n: int, nama: str = "Indikator", masalah: int = 0) -> Perbandingan:
    """A comparison in which `n` values and as many as `masalah` findings differ."""
    degrees: tuple[Tingkat, ...] = ("hilang", "kategori", "besar", "sedang", "kecil", "baru")
    place = Tempat(Source("content/2023/realisasi/seksi-pelayanan.yml", 8), "triwulan.tw4")
    values = tuple(
        Perubahan(
            f"IKU-{i}.capaian",
            f"IKU-{i} {nama}",
            f"Capaian {nama}",
            Nilai("85,75", Decimal("85.75")),
            None if degrees[i % 6] == "hilang" else Nilai(f"{nama} 857,50", Decimal("857.5")),
            degrees[i % 6],
            Decimal(9),
            place if i % 3 == 0 else None,
            nama,
        )
        for i in range(n)
    )
    found = tuple(
        Temuan(
            Problem(
                Source(f"content/2023/{nama[:20]}.yml", i),
                f"{nama}; perbaiki",
                "galat" if i % 2 else "peringatan",
                f"aturan-{i % 40}",
            ),
            2023,
        )
        for i in range(masalah)
    )
    since = Sejak("main", "1234567", found, (), (), ())
    parts = (Bagian(f"Langkah 4: {nama}", tuple(f"content/{nama}-{i}" for i in range(n)), (nama, "Camat")),)
    years = (TahunSelisih(2023, values),) if values else ()
    return Perbandingan(KOMIT[:7], "main", "1234567", since, Selisih(years, ((2021, nama),), dokumen=(2023,)), parts)


PANJANG = "".join(JAHAT) * 20


@pytest.mark.parametrize(
    ("n", "nama"),
    [(1, "Indikator"), (60, "Indikator"), (200, "Indikator"), (10000, "Indikator"), (9, PANJANG), (1000, PANJANG)],
)
def test_a_thousand_values_fit_into_one_comment(n: int, nama: str) -> None:
    """Rows become groups, groups counts; no line is cut, and each value is counted."""
    pages = HalamanBeda(tuple(HalamanSatu(f"lkip-{nama[:30]}", str(i), str(i), f"{i}.png") for i in range(min(n, 300))))
    links = Tautan(
        berkas="https://contoh.id/" + "x" * 300, rincian="https://contoh.id/rinci", halaman="https://contoh.id/h"
    )
    text = komentar(replace(banyak(n, nama, n), halaman=pages, tautan=links))
    assert len(text) <= BATAS and text.endswith("\n")
    lines = text.split("\n")
    assert all(line.count(" | ") == 3 for line in lines if line.startswith("| "))
    odd = [line for line in lines if not re.match(r"$|[#*<!|-]|\d|Diringkas|Isi|Hasilnya|lkip-|halaman", line)]
    assert odd == []
    if n > 400:
        assert "[rinciannya](https://contoh.id/rinci)" in text
    kinds = {node["t"] for node in ast.nodes(read(text))}
    assert not kinds & {"RawInline", "Math", "Strikeout", "Emph", "Note"}


def test_a_thousand_values_word_by_word() -> None:
    same(komentar(banyak(1000, masalah=60)).removesuffix("\n"), "seribu-nilai")


@pytest.mark.parametrize("text", JAHAT)
def test_words_of_people_never_act_in_a_comment(text: str) -> None:
    """Names, messages, files, roles, reasons: no picture, no link but ours, nothing raw but the hidden mark."""
    tree = read(komentar(banyak(6, text, 2)))
    hidden = [node["c"][1] for node in ast.nodes(tree) if node["t"] == "RawBlock"]
    assert len(hidden) == 1 and hidden[0].startswith(PENANDA) and hidden[0].strip().endswith(" -->")
    kinds = {node["t"] for node in ast.nodes(tree)}
    assert kinds <= {
        "RawBlock",
        "Para",
        "Plain",
        "Str",
        "Space",
        "SoftBreak",
        "Strong",
        "Code",
        "Header",
        "BulletList",
        "Table",
        "AlignDefault",
        "ColWidthDefault",
        "ColWidth",
    }
