"""The strict reader: what a clerk may type, what is said about it and where; and what must be read just as typed."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkip.bilangan import angka, half_up, read_number
from lkip.load import MAX_BYTES, Map, Seq, parse_yaml, place, read_text
from lkip.problem import Problem, Source

BEGINS = "teks tidak boleh diawali tanda ini; beri tanda petik pada seluruh teks"
DECORATED = "tanda '&', '*' dan '!' di awal tidak dipakai; tulis isinya langsung, atau beri tanda petik bila itu teks"
TWICE = "hapus salah satu, atau bila ini butir baru, awali butirnya dengan '- '"
ONE_LINE = "teks di sini harus satu baris; gabungkan kembali menjadi satu baris"
AFTER_QUOTE = (
    "setelah tanda petik penutup tidak boleh ada teks lagi; "
    'apit seluruh teks dengan tanda petik ganda, dan tulis tanda petik ganda di dalamnya sebagai \\"'
)
NOT_CLOSED = "tanda petik dibuka di sini tetapi tidak ditutup di baris yang sama"
BRACKET = "kurung dibuka di sini tetapi tidak ditutup, atau koma hilang"
COLON = "titik dua di sini tidak dapat dibaca; beri tanda petik pada teks, atau periksa spasi di awal baris"
NO_COLON = "setelah nama isian harus ada titik dua dan spasi, misalnya 'nama: \"…\"'"
ASKEW = "baris ini tidak sejajar dengan isian lain; periksa spasi di awal baris"
ITEM = "butir daftar harus diawali '- ' dan sejajar dengan butir lain; periksa spasi di awal baris"
TOO_FAR = "baris ini menjorok terlalu jauh; sejajarkan dengan isian di atasnya"
CURLY = 'tanda petik miring (biasanya tersalin dari Word) tidak membuka teks; ganti dengan tanda petik lurus (")'
DASH = "tanda '-' saja tidak dapat dibaca; tulis null bila datanya belum ada, atau beri tanda petik bila itu teks"
NEW_LINE = "butir daftar harus mulai di baris baru; bila ini teks, beri tanda petik pada seluruh teks"
COMMENT = "tulisan setelah '#' tidak terbaca; apit seluruh teks dengan tanda petik, atau hapus catatannya"
ONE_WORD = "nama isian harus satu kata; bila ini teks yang diawali '{', beri tanda petik seluruhnya"
EMPTY = "berkas kosong; isi, atau hapus berkasnya"
TAB = "tab tidak boleh dipakai; ganti dengan spasi"
NBSP = "ada spasi tak-putus (biasanya tersalin dari Word); ganti dengan spasi biasa"
TOO_DEEP = "susunan lebih dari 12 tingkat; ratakan"


def several(text: str, or_else: str = "") -> str:
    """The sentence about a text that YAML readers read differently."""
    return f"'{text}' dibaca berbeda-beda oleh program; tulis \"{text}\" bila itu teks{or_else}"


def two_ways(text: str, whole: str, decimal: str) -> str:
    """The sentence about a number with two readings."""
    meant = f'{whole} bila titiknya pemisah ribuan, atau "{decimal}" bila tiga angka di belakang koma'
    return f"'{text}' dapat dibaca dua cara; tulis {meant}"


def unseen(char: str) -> str:
    """The sentence about a character that nobody sees."""
    return f"ada karakter yang tidak terlihat atau tidak boleh dipakai ({char}); hapus"


def turned(char: str) -> str:
    """The sentence about a character that turns the direction of writing."""
    return f"ada tanda pembalik arah tulisan yang tidak terlihat ({char}); hapus"


def load(tmp_path: Path, raw: str | bytes) -> tuple[Any, list[Problem]]:
    """Read a file as the pipeline does."""
    file = tmp_path / "uji.yml"
    file.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    text, problems = read_text(file, "uji.yml")
    return (None, problems) if problems else parse_yaml(text, "uji.yml")


REFUSED = [
    (
        "one thousands dot",
        "pagu: 1.250\n",
        (1, 7),
        two_ways("1.250", "1250", "1.2500"),
    ),
    ("a leading zero", "kode: 010\n", (1, 7), several("010", ", atau 10 bila itu angka")),
    ("a time", "jam: 12:30\n", (1, 6), several("12:30")),
    ("a time with seconds", "jam: 07:30:00\n", (1, 6), several("07:30:00")),
    ("not a number", "nilai: .nan\n", (1, 8), several(".nan")),
    ("infinite", "nilai: -.inf\n", (1, 8), several("-.inf")),
    ("an exponent", "nilai: 1e3\n", (1, 8), several("1e3")),
    ("an exponent with decimals", "nilai: 1.5E-3\n", (1, 8), several("1.5E-3")),
    ("hexadecimal", "nilai: 0x1F\n", (1, 8), several("0x1F")),
    ("octal the new way", "nilai: 0o17\n", (1, 8), several("0o17")),
    ("binary", "nilai: 0b101\n", (1, 8), several("0b101")),
    ("underscores", "nilai: 1_000\n", (1, 8), several("1_000", ", atau 1000 bila itu angka")),
    ("a plus sign", "nilai: +5\n", (1, 8), several("+5", ", atau 5 bila itu angka")),
    ("no zero before the point", "nilai: .5\n", (1, 8), several(".5", ", atau 0.5 bila itu angka")),
    ("nothing after the point", "nilai: 5.\n", (1, 8), several("5.", ", atau 5 bila itu angka")),
    ("a tilde", "nilai: ~\n", (1, 8), several("~", ", atau null bila memang kosong")),
    ("Null", "nilai: Null\n", (1, 8), several("Null", ", atau null bila memang kosong")),
    ("True", "aktif: True\n", (1, 8), several("True", ", atau true bila itu ya atau tidak")),
    ("FALSE", "aktif: FALSE\n", (1, 8), several("FALSE", ", atau false bila itu ya atau tidak")),
    (
        "sixteen digits",
        "nip: 1972060619920210\n",
        (1, 6),
        "'1972060619920210' lebih dari 15 angka; periksa lagi, dan bila ini kode, beri tanda petik di isian teks",
    ),
    (
        "three decimals",
        "nilai: 82.535\n",
        (1, 8),
        two_ways("82.535", "82535", "82.5350"),
    ),
    (
        "negative three decimals",
        "nilai: -82.535\n",
        (1, 8),
        two_ways("-82.535", "-82535", "-82.5350"),
    ),
    ("a key twice", "nama: a\nkode: b\nnama: c\n", (3, 1), "isian 'nama' sudah ada di baris 1; " + TWICE),
    ("a key thrice", "a: 1\na: 2\na: 3\n", (2, 1), "isian 'a' sudah ada di baris 1; " + TWICE),
    ("an anchor", "a: &x 1\nb: 2\n", (1, 4), DECORATED),
    ("an alias", "a: &x 1\nb: *x\n", (1, 4), DECORATED),
    ("an anchor on a list", "a: &x\n  - 1\n", (1, 4), DECORATED),
    ("text that begins with a star", "a: *penting\n", (1, 4), DECORATED),
    ("text that begins with an ampersand", "a: & lain-lain\n", (1, 4), DECORATED),
    ("text that begins with an exclamation mark", "a: ! penting\n", (1, 4), DECORATED),
    ("a tag", "a: !!str 5\n", (1, 4), DECORATED),
    ("a Python tag", "a: !!python/object/apply:os.system ['ls']\n", (1, 4), DECORATED),
    ("an own tag", "a: !rahasia x\n", (1, 4), DECORATED),
    ("a merge key", "a: &x\n  b: 1\nc:\n  <<: *x\n", (1, 4), DECORATED),
    ("a tab before a key", "a:\n\tb: 1\n", (2, 1), TAB),
    ("a tab after the colon", "a:\tb\n", (1, 3), TAB),
    ("a tab at the end", "a: b\t\n", (1, 5), TAB),
    ("a tab as escape", 'a: "b\\tc"\n', (1, 4), TAB),
    ("two documents", "a: 1\n---\nb: 2\n", (2, 1), "satu berkas hanya satu dokumen; hapus baris '---'"),
    (
        "a document end and more",
        "a: 1\n...\nb: 2\n",
        (3, 1),
        "satu berkas hanya satu dokumen; hapus baris '---' dan '...'",
    ),
    ("block scalar |", "a: |\n  satu\n  dua\n", (1, 4), ONE_LINE),
    ("block scalar >", "a: >\n  satu\n  dua\n", (1, 4), ONE_LINE),
    ("block scalar empty", "a: |\nb: 1\n", (1, 4), ONE_LINE),
    ("block scalar one line", "a: |-\n  satu\n", (1, 4), ONE_LINE),
    ("quoted over two lines", 'a: "satu\n  dua"\n', (1, 4), ONE_LINE),
    ("plain over two lines", "a: satu\n  dua\n", (1, 4), ONE_LINE),
    ("newline escape", 'a: "satu\\ndua"\n', (1, 4), ONE_LINE),
    ("bidi as escape", 'a: "aman\\u202e"\n', (1, 4), turned("U+202E")),
    ("zero width as escape", 'a: "a\\u200bb"\n', (1, 4), unseen("U+200B")),
    ("NBSP as YAML escape", 'a: "a\\_b"\n', (1, 4), NBSP),
    ("NUL as escape", 'a: "a\\0b"\n', (1, 4), unseen("U+0000")),
    ("surrogate escape", 'a: "\\ud83d\\ude00"\n', (1, 7), "kode huruf \\u… ini tidak dikenal; tulis hurufnya langsung"),
    (
        "wrong escape",
        'a: "C:\\Data"\n',
        (1, 7),
        "garis miring terbalik di dalam tanda petik ganda harus ditulis dua kali: \\\\",
    ),
    ("escape in a key", '"na\\u200bma": x\n', (1, 1), unseen("U+200B")),
    ("only blank lines", "\n\n  \n", (1, 1), EMPTY),
    ("only a comment", "# isi nanti\n", (1, 1), EMPTY),
    ("only a document mark", "---\n", (1, 1), EMPTY),
    ("a list as key", "? [a, b]\n: 1\n", (1, 3), ONE_WORD),
    ("a map as key", "{a: 1}: 2\n", (1, 1), ONE_WORD),
    ("flow list never closed", "a: [1, 2\nb: 3\n", (1, 4), BRACKET),
    ("flow map never closed", "a: {b: 1\n", (1, 4), BRACKET),
    ("unclosed double quote", 'a: "teks\nb: "x"\n', (1, 4), NOT_CLOSED),
    ("unclosed double quote at the end", 'a: 1\nb: "teks\n', (2, 4), "tanda petik dibuka di sini tetapi tidak ditutup"),
    ("unclosed single quote", "a: 'teks\nb: 'x'\n", (1, 4), NOT_CLOSED),
    ("a quote in the middle of a quoted text", 'a: "kata "kutip" lagi"\n', (1, 11), AFTER_QUOTE),
    ("an apostrophe in single quotes", "a: 'Jum'at'\n", (1, 9), AFTER_QUOTE),
    ("text after the closing quote", 'a: "satu" dua\n', (1, 11), AFTER_QUOTE),
    ("colon in unquoted text", "a: Catatan: penting\n", (1, 11), COLON),
    ("no space after the colon", "a:1\nb: 2\n", (1, 1), "setelah titik dua harus ada spasi"),
    ("no colon", "a: 1\nb\nc: 3\n", (2, 1), NO_COLON),
    ("indented too far", "a: 1\n  b: 2\n", (2, 3), TOO_FAR),
    ("indented too far after a quoted text", 'a: "x"\n  b: 2\n', (2, 3), ASKEW),
    ("curly quotes from Word", "a: 1\nb: “teks”\n", (2, 4), CURLY),
    ("a curly quote that is never closed", "a: ‘teks\n", (1, 4), CURLY),
    ("indented too little", "a:\n    b: 1\n  c: 2\n", (3, 3), ASKEW),
    ("list item out of line", "a:\n  - 1\n - 2\n", (3, 2), ASKEW),
    ("list item without a space", "a:\n  - 1\n  -2\n", (3, 3), NO_COLON),
    ("a key in a list", "a:\n  - 1\n  b: 2\n", (3, 3), ITEM),
    ("starts with @", "a: @kecamatan\n", (1, 4), BEGINS),
    ("starts with %", "a: %persen\n", (1, 4), BEGINS),
    ("starts with a backtick", "a: `kode`\n", (1, 4), BEGINS),
    ("starts with ]", "a: ] x\n", (1, 4), BEGINS),
    ("starts with a comma", "a: , x\n", (1, 4), BEGINS),
    ("starts with -space", "a: - x\n", (1, 4), NEW_LINE),
    ("starts with ?", "a: ? x\n", (1, 4), BEGINS),
    ("starts with >", "a: > 90\n", (1, 4), BEGINS),
    ("starts with |", "a: | 90\n", (1, 4), BEGINS),
    ("starts with #", "a: #1\n", (1, 3), COMMENT),
    (
        "starts with [",
        "a: [draf] laporan\n",
        (1, 11),
        "teks yang diawali '[' atau '{' harus diberi tanda petik seluruhnya",
    ),
    ("starts with {", "a: {{tahun}}\n", (1, 5), ONE_WORD),
    ("starts with quote then text", 'a: "Baik" sekali\n', (1, 11), AFTER_QUOTE),
    ("a number sign in unquoted text", "a: Seksi #1\n", (1, 4), COMMENT),
    ("an alias of itself", "a: &a [*a]\n", (1, 4), DECORATED),
    ("empty key", ": x\n", (1, 1), ASKEW),
    ("a dash for no data", "a: -\n", (1, 4), DASH),
    ("a zero and a point", "a: 0.\n", (1, 4), several("0.", ", atau 0 bila itu angka")),
    ("a score", "a: 1:2\n", (1, 4), several("1:2")),
    ("a long score", "a: 190:20:30.15\n", (1, 4), several("190:20:30.15")),
    ("a comment instead of a list", "a: #85\nb:\n  - 1\n", (1, 3), COMMENT),
    (
        "a decimal comma with thousands dots in a number",
        "a: 1.250,5 \nb: 010\n",
        (2, 4),
        several("010", ", atau 10 bila itu angka"),
    ),
    ("brackets 13 deep", "a: " + "[" * 12 + "]" * 12 + "\n", (1, 15), TOO_DEEP),
    ("brackets 100,000 deep", "[" * 100_000, (1, 13), TOO_DEEP),
    ("braces 100,000 deep", "{b: " * 100_000, (1, 49), TOO_DEEP),
    ("dashes 100,000 deep", "- " * 100_000, (1, 25), TOO_DEEP),
    ("dashes with two spaces 100,000 deep", "-  " * 100_000, (1, 37), TOO_DEEP),
    ("question marks 100,000 deep", "? " * 100_000, (1, 25), TOO_DEEP),
    ("dashes and question marks in turn", "- ? " * 50_000, (1, 25), TOO_DEEP),
    ("keys 13 deep", "".join(" " * n + f"a{n}:\n" for n in range(13)) + " " * 13 + "x: 1\n", (13, 13), TOO_DEEP),
    ("list items 13 deep", "".join(" " * n + "-\n" for n in range(13)), (13, 13), TOO_DEEP),
    (
        "keys and items that take no room",
        "".join(" " * n + "a:\n" + " " * n + "-\n" for n in range(7)),
        (13, 7),
        TOO_DEEP,
    ),
    ("keys 400 deep", "".join(" " * n + "a:\n" for n in range(400)), (13, 13), TOO_DEEP),
    ("Windows line ends", "a: 1\r\nb: 010\r\n", (2, 4), several("010", ", atau 10 bila itu angka")),
    ("line ends of an old Mac", "a: 1\rb: 2\r", (1, 5), unseen("U+000D")),
    ("after accents, a dash and an emoji", "é—😀: 010\n", (1, 6), several("010", ", atau 10 bila itu angka")),
    ("after an emoji on the same line", "a: {é—😀: x, b: 010}\n", (1, 16), several("010", ", atau 10 bila itu angka")),
    ("raw bidi control", "a: x\nb: aman\u202etidak\n", (2, 8), turned("U+202E")),
    ("raw isolate", "a: \u2066x\n", (1, 4), turned("U+2066")),
    ("raw right-to-left mark", "a: x\u200f\n", (1, 5), turned("U+200F")),
    ("raw zero-width space", "a: 9\u200b0\n", (1, 5), unseen("U+200B")),
    ("raw word joiner", "a: 9\u20600\n", (1, 5), unseen("U+2060")),
    ("soft hyphen from Word", "a: kine\u00adrja\n", (1, 8), unseen("U+00AD")),
    ("no-break space from Word", "a:\u00a090\n", (1, 3), NBSP),
    ("private use", "a: \ue000\n", (1, 4), unseen("U+E000")),
    ("private use of the higher planes", "a: \U000f0000\n", (1, 4), unseen("U+F0000")),
    ("a tag character", "a: \U000e0041\n", (1, 4), unseen("U+E0041")),
    ("a line separator", "a: x\u2028y\n", (1, 5), unseen("U+2028")),
    ("a bell", "a: \a\n", (1, 4), unseen("U+0007")),
    ("an escape sequence of a terminal", "a: \x1b[31mx\n", (1, 4), unseen("U+001B")),
    ("a second BOM", "\ufeff\ufeffa: 1\n", (1, 1), unseen("U+FEFF")),
    (
        "merge marks",
        "a: 1\n<<<<<<< HEAD\nb: 2\n",
        (2, 1),
        "ada tanda bentrokan gabung (<<<<<<<, =======, >>>>>>>); pilih isi yang benar lalu hapus tandanya",
    ),
    (
        "a text of 8,001 letters",
        "a: " + "x" * 8001 + "\n",
        (1, 4),
        "teks terlalu panjang (8001 huruf); uraian panjang ditulis di folder narasi",
    ),
]


@pytest.mark.parametrize(("text", "at", "message"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_what_is_refused_and_what_is_said(text: str, at: tuple[int, int], message: str, tmp_path: Path) -> None:
    _, problems = load(tmp_path, text)
    assert problems, "read without a word"
    assert (problems[0].source, problems[0].message) == (Source("uji.yml", *at), message)
    assert {p.level for p in problems} == {"galat"}


def test_the_table_of_slips_is_long_enough_and_names_each_once() -> None:
    assert len({row[0] for row in REFUSED}) == len(REFUSED) >= 60


@pytest.mark.parametrize(
    ("raw", "at", "message"),
    [
        ("nama: café\n".encode("latin-1"), 1, "berkas bukan teks UTF-8; simpan ulang dengan pengodean UTF-8"),
        (b"a: 1\nb: 2\nc: \x93kutip\x94\n", 3, "berkas bukan teks UTF-8; simpan ulang dengan pengodean UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, "berkas bukan teks UTF-8; simpan ulang dengan pengodean UTF-8"),
        ("a: 1\n".encode("utf-16-le"), 1, unseen("U+0000")),
        (b"\x89PNG\r\n\x1a\n", 1, "berkas bukan teks UTF-8; simpan ulang dengan pengodean UTF-8"),
        (
            b"a: 1\n" * (MAX_BYTES // 5 + 1),
            1,
            "berkas lebih dari 512 kB; bagi menjadi beberapa berkas, atau simpan lampirannya di folder bukti",
        ),
    ],
    ids=["latin-1", "quotes of Windows-1252", "UTF-16", "UTF-16 without BOM", "a picture", "more than 512 kB"],
)
def test_what_is_no_text_is_refused_whole(raw: bytes, at: int, message: str, tmp_path: Path) -> None:
    _, problems = load(tmp_path, raw)
    assert (problems[0].source.line, problems[0].message) == (at, message)


def test_a_row_of_seven_equals_signs_is_a_merge_mark_only_beside_others(tmp_path: Path) -> None:
    file = tmp_path / "uji.md"
    for text, lines in (("Judul\n=======\n", []), ("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", [1, 3, 5])):
        file.write_text(text)
        assert [p.source.line for p in read_text(file, "uji.md")[1]] == lines


def test_a_file_of_exactly_512_kb_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, b"#" * (MAX_BYTES - 5) + b"\na: 1")[0] == {"a": 1}


READ = [
    ("a byte order mark", "\ufeffa: 1\n", {"a": 1}),
    ("Windows line ends", "a: 1\r\nb: x\r\n", {"a": 1, "b": "x"}),
    ("no line end at all", "a: 1", {"a": 1}),
    ("no", "a: no\n", {"a": "no"}),
    ("on, off, Yes, y", "a: [on, off, Yes, y]\n", {"a": ["on", "off", "Yes", "y"]}),
    ("a bare date", "a: 2024-01-26\n", {"a": "2024-01-26"}),
    ("a date with dots", "a: 26.01.2024\n", {"a": "26.01.2024"}),
    ("a budget code", "a: 7.01.02.2.01\n", {"a": "7.01.02.2.01"}),
    ("thousands dots are left to the schema", "a: 1.000.000\n", {"a": "1.000.000"}),
    ("a decimal comma is left to the schema", "a: 88,25\n", {"a": "88,25"}),
    ("less than one, three decimals", "a: 0.985\n", {"a": Decimal("0.985")}),
    ("less than minus zero", "a: -0.985\n", {"a": Decimal("-0.985")}),
    ("two decimals keep their zero", "a: 88.20\n", {"a": Decimal("88.20")}),
    ("four decimals", "a: 82.5350\n", {"a": Decimal("82.5350")}),
    ("a quoted number stays text", 'a: "82.5350"\n', {"a": "82.5350"}),
    ("a negative number", "a: -37\n", {"a": -37}),
    ("fifteen digits", "a: 999999999999999\n", {"a": 999999999999999}),
    ("zero", "a: 0\n", {"a": 0}),
    ("true and false", "a: [true, false]\n", {"a": [True, False]}),
    ("null", "a: null\nb:\n", {"a": None, "b": None}),
    (
        "quoted null, true, number and time",
        "a: ['null', \"true\", '10', \"12:30\"]\n",
        {"a": ["null", "true", "10", "12:30"]},
    ),
    ("an empty text", 'a: ""\n', {"a": ""}),
    ("accents, dashes, emoji", 'a: "é — 😀 “x”"\n', {"a": "é — 😀 “x”"}),
    ("escaped quotes and backslash", 'a: "\\"kutip\\" C:\\\\Data"\n', {"a": '"kutip" C:\\Data'}),
    ("a number sign that is quoted or inside a word", 'a: "x #1"\nb: x#1\n', {"a": "x #1", "b": "x#1"}),
    ("a line that is only a comment", "# catatan\na: 1\n", {"a": 1}),
    ("a colon without space after it", "a: http://contoh.go.id\n", {"a": "http://contoh.go.id"}),
    ("a numeric key is a name", "2023: 1\n", {"2023": 1}),
    ("items not indented", "a:\n- 1\n- 2\n", {"a": [1, 2]}),
    ("twelve levels", "[" * 12 + "]" * 12, [[[[[[[[[[[[]]]]]]]]]]]]),
]


@pytest.mark.parametrize(("text", "data"), [pytest.param(*row[1:], id=row[0]) for row in READ])
def test_what_is_read_just_as_typed(text: str, data: Any, tmp_path: Path) -> None:
    found, problems = load(tmp_path, text)
    assert problems == []
    assert found == data
    assert repr(found) == repr(data)


def test_every_value_knows_its_place() -> None:
    data, _ = parse_yaml('a: "é😀"\nb:\n  - kode: x\n    nilai: [1, 2]\n  - null\n', "f.yml")
    assert isinstance(data, Map) and isinstance(data["b"], Seq)
    assert place(data, [], "f.yml") == Source("f.yml", 1, 1)
    assert place(data, [], "f.yml", key="b") == Source("f.yml", 2, 1)
    assert place(data, ["b"], "f.yml") == Source("f.yml", 3, 3)
    assert place(data, ["b", 0, "nilai", 1], "f.yml") == Source("f.yml", 4, 16)
    assert place(data, ["b", 0], "f.yml", key="nilai") == Source("f.yml", 4, 5)
    assert place(data, ["b", 1], "f.yml") == Source("f.yml", 5, 5)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    _, problems = load(tmp_path, "a: 010\nb: 1.250\nc: &x 1\nd: |\n  x\na: 2\n")
    assert [(p.source.line, p.source.column) for p in problems] == [(1, 4), (2, 4), (3, 4), (4, 4), (6, 1)]


def test_a_billion_laughs_are_told_once_a_line_and_at_once(tmp_path: Path) -> None:
    lines = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    data, problems = load(tmp_path, "l0: &l0 [x]\n" + "\n".join(lines) + "\n")
    assert {p.source.line for p in problems} == set(range(1, 31))
    assert set(data.values()) == {None}


@pytest.mark.parametrize(
    "text",
    ["a: " + "1_" * 250_000 + "x", "a: 5" + " " * 500_000 + "%", "a: '" + "*" * 500_000 + "x'", "\t" * 500_000],
    ids=["underscores", "spaces", "stars", "tabs"],
)
def test_no_text_makes_the_reader_slow(text: str, tmp_path: Path) -> None:
    # Each of these took minutes while a pattern was tried on texts of any length; the suite's patience is the bound.
    assert load(tmp_path, text)[1]


# --- numbers ---------------------------------------------------------------------------------------------------

NUMBERS = [
    ("88.25", Decimal("88.25")),
    ("-3", Decimal(-3)),
    ("0.985", Decimal("0.985")),
    ("82.5350", Decimal("82.5350")),
    (
        "1.250",
        two_ways("1.250", "1250", "1.2500"),
    ),
    ("1,250", "'1,250' dapat dibaca dua cara; tulis 1250 bila komanya pemisah ribuan, atau \"1.2500\" bila desimal"),
    ("88,25", "'88,25' harus memakai titik desimal; tulis \"88.25\""),
    ("0,985", "'0,985' harus memakai titik desimal; tulis \"0.985\""),
    ("00,5", "'00,5' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""),
    (
        "24,125%",
        "'24,125%' dapat dibaca dua cara; tulis 24125 bila komanya pemisah ribuan, atau \"24.1250\" bila desimal",
    ),
    ("1.250,5", "'1.250,5' harus memakai titik desimal; tulis \"1250.5\""),
    ("1.000.000", "'1.000.000' tidak boleh memakai pemisah ribuan; tulis 1000000"),
    ("1,000,000", "'1,000,000' tidak boleh memakai pemisah ribuan; tulis 1000000"),
    ("-1.000.000", "'-1.000.000' tidak boleh memakai pemisah ribuan; tulis -1000000"),
    ("Rp 5.000", "'Rp 5.000' tidak boleh memakai pemisah ribuan; tulis 5000"),
    ("Rp5.000,-", "'Rp5.000,-' tidak boleh memakai pemisah ribuan; tulis 5000"),
    ("Rp. 125.000.000,00", "'Rp. 125.000.000,00' harus rupiah bulat tanpa pemisah ribuan; tulis 125000000"),
    ("125.000.000,00", "'125.000.000,00' harus memakai titik desimal; tulis \"125000000.00\""),
    ("85%", "'85%' harus angka saja, tanpa satuan atau tanda lain; tulis 85"),
    ("85,5 %", "'85,5 %' harus memakai titik desimal; tulis \"85.5\""),
    ("352.39*", "'352.39*' harus angka saja, tanpa satuan atau tanda lain; tulis 352.39"),
    ("1 000 000", "'1 000 000' harus angka saja, tanpa satuan atau tanda lain; tulis 1000000"),
    ("", "'' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""),
    ("belum ada", "'belum ada' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""),
    (
        "3.8000.000.000,00",
        "'3.8000.000.000,00' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\"",
    ),
    ("1e3", "'1e3' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""),
    ("١٢", "'١٢' bukan angka; tulis angka saja dengan titik desimal, misalnya 90 atau \"88.25\""),
    (
        "1234567890123456",
        "'1234567890123456' lebih dari 15 angka; periksa lagi, dan bila ini kode, beri tanda petik di isian teks",
    ),
    ("9" * 41, f"'{'9' * 40}…' terlalu panjang untuk angka; tulis angka saja"),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS, ids=[repr(text[:20]) for text, _ in NUMBERS])
def test_a_number_has_one_reading_or_the_right_spelling_is_shown(text: str, expected: Decimal | str) -> None:
    assert read_number(text) == expected


def written(value: Decimal) -> str:
    """A decimal as a clerk must write it: three decimals only with a fourth."""
    text = f"{value:f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 and abs(value) >= 1 else text


@given(st.decimals(min_value=-99_999_999, max_value=99_999_999, places=None, allow_nan=False, allow_infinity=False))
def test_every_decimal_can_be_written_and_is_read_back(value: Decimal) -> None:
    value = round(value, 6).normalize()
    assert read_number(written(value)) == value


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_whole_number_of_fifteen_digits_is_read_back_bare_and_quoted(value: int) -> None:
    data, problems = parse_yaml(f'a: {value}\nb: "{value}"\n', "f.yml")
    assert (data, problems) == ({"a": value, "b": str(value)}, [])
    assert read_number(str(value)) == value


@given(st.text(max_size=30) | st.from_regex(r"\A(Rp\.? ?)?-?[0-9.,]{1,20}( ?%|,-|\*)?\Z"))
def test_a_spelling_that_is_proposed_is_itself_accepted(text: str) -> None:
    answer = read_number(text)
    if isinstance(answer, str):
        for proposed in re.findall(r"(?:tulis|atau) \"?(-?\d[\d.]*)", answer.rpartition("; ")[2]):
            assert isinstance(read_number(proposed), Decimal), answer


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("128.125", 2, "128,13"),
        ("128.124999", 2, "128,12"),
        ("-128.125", 2, "-128,13"),
        ("-0.004", 2, "0,00"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("1234567.5", 1, "1.234.567,5"),
        ("125000000", 0, "125.000.000"),
        ("-1234.5", 2, "-1.234,50"),
        ("999.995", 2, "1.000,00"),
        ("90.99499999999999999999999", 2, "91,00"),
    ],
)
def test_a_figure_is_shown_half_up_with_dots_and_comma(value: str, places: int, shown: str) -> None:
    assert angka(Decimal(value), places) == shown


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 4))
def test_what_is_shown_is_the_nearest_and_can_be_read_back(value: Decimal, places: int) -> None:
    shown = Decimal(angka(value, places).replace(".", "").replace(",", "."))
    assert abs(shown - value) * 2 <= Decimal(1).scaleb(-places)
    assert shown == half_up(value, places)


# --- anything at all -------------------------------------------------------------------------------------------

yaml_like = st.text(st.sampled_from("ab1.0:-?[]{},&*!|>'\"%@`#~ \n\t\\=<é😀\u00a0\u2028\x85\u202e"), max_size=60)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | yaml_like)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    data, problems = parse_yaml(text, "f.yml")
    assert data is not None or problems
    assert all(p.source.line >= 1 and p.source.column >= 1 and "\n" not in str(p) for p in problems)


@given(st.binary(max_size=60) | yaml_like.map(str.encode))
def test_no_bytes_make_the_reader_raise(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    data, problems = load(tmp_path_factory.getbasetemp(), raw)
    assert data is not None or problems
    assert all(1 <= p.source.line <= raw.count(b"\n") + 2 and p.source.column >= 1 for p in problems)
