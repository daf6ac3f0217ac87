"""The canonical form of content: how it looks, that no value changes, and that what cannot be mended is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import KASUS, Office
from hypothesis import event, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from lkip.fmt import canonical, format_content
from lkip.load import parse_yaml
from lkip.problem import Problem

COMMENT = (
    "galat: komentar akan hilang bila berkas dirapikan; hapus, atau pindahkan isinya ke isian yang sesuai [komentar]"
)


def made(text: str) -> str:
    result, problems = canonical(text, "a.yml")
    assert [str(p) for p in problems] == []
    return result


def told(problems: list[Problem]) -> list[str]:
    return [str(p) for p in problems]


# --- the form --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: draf\nversi: '1.0'\n", 'status: "draf"\nversi: "1.0"\n'),
        ("a:   1   \n\n\nb:  2", "a: 1\nb: 2\n"),
        ('nilai: "90"\n', 'nilai: "90"\n'),
        ("nilai: 90\n", "nilai: 90\n"),
        ("nilai: -0\n", "nilai: 0\n"),
        ("nilai: 90.00\n", 'nilai: "90.00"\n'),
        ("nilai: '90.00'\n", 'nilai: "90.00"\n'),
        ("nilai: -0.985\n", 'nilai: "-0.985"\n'),
        ("nilai: 0.00000001\n", 'nilai: "0.00000001"\n'),
        ("nilai: 2964713651\n", "nilai: 2964713651\n"),
        ("a: null\nb:\nc: true\nd: false\n", "a: null\nb: null\nc: true\nd: false\n"),
        ('a: "null"\nb: ""\nc: "true"\nd: "~"\n', 'a: "null"\nb: ""\nc: "true"\nd: "~"\n'),
        ("tanggal: 2024-02-23\n", 'tanggal: "2024-02-23"\n'),
        ("waktu: '12:30'\nkode: '010'\npangkat: '1e3'\n", 'waktu: "12:30"\nkode: "010"\npangkat: "1e3"\n'),
        ("ya: yes\ntidak: no\n", 'ya: "yes"\ntidak: "no"\n'),
        ("a: {b: 1, c: [x, 2]}\n", 'a:\n  b: 1\n  c:\n    - "x"\n    - 2\n'),
        ("a:\n- b: 1\n  c: 2\n- d\n", 'a:\n  - b: 1\n    c: 2\n  - "d"\n'),
        ("a:\n        b:\n                c: 1\n", "a:\n  b:\n    c: 1\n"),
        ("a: {}\nb: []\n", "a: {}\nb: []\n"),
        ("- - 1\n  - - 2\n- {a: [1]}\n- []\n", "- - 1\n  - - 2\n- a:\n    - 1\n- []\n"),
        ("---\na: 1\n...\n", "a: 1\n"),
        ("%YAML 1.1\n---\na: 1\n", "a: 1\n"),
        ("? a\n: 1\n", "a: 1\n"),
        ("teks\n", '"teks"\n'),
        # Keys: plain words stay plain, all else is quoted.
        ("tw1: 1\n_x: 2\nKode: 3\n", 'tw1: 1\n_x: 2\n"Kode": 3\n'),
        ("no: 1\ny: 2\nnull: 3\ntrue: 4\noff: 5\n", '"no": 1\n"y": 2\n"null": 3\n"true": 4\n"off": 5\n'),
        ("2023: 1\n1.5: 2\n'': 3\n<<: 4\n", '"2023": 1\n"1.5": 2\n"": 3\n"<<": 4\n'),
        ("nomor: 1\nnote: 2\nyes_no: 3\n", "nomor: 1\nnote: 2\nyes_no: 3\n"),
        ("dua kata: 1\n'a: b': 2\n'é': 3\n", '"dua kata": 1\n"a: b": 2\n"é": 3\n'),
        # Signs inside texts are no structure and no comment.
        ("a: x#y\n", 'a: "x#y"\n'),
        ("a: 'x # y'\n", 'a: "x # y"\n'),
        ("'a # b': '#'\n", '"a # b": "#"\n'),
        ('a: "x \\" # y"\n', 'a: "x \\" # y"\n'),
        ("a: 'it''s # fine'\n", 'a: "it\'s # fine"\n'),
        ("a: Jum'at dan 'Sabtu'\n", "a: \"Jum'at dan 'Sabtu'\"\n"),
        ("a: 'C:\\dokumen\\baru'\n", 'a: "C:\\\\dokumen\\\\baru"\n'),
        ('a: "\\u00e9\\x41\\/"\n', 'a: "éA/"\n'),
        ("a: '😀 – “kutip”'\n", 'a: "😀 – “kutip”"\n'),
    ],
)
def test_the_canonical_form(before: str, after: str) -> None:
    assert made(before) == after
    assert made(after) == after


def test_a_key_too_long_for_its_line_stays_readable() -> None:
    long = "k" * 1100
    text = f"- ? {long}\n  : {{a: 1}}\n  b: 2\n"
    assert made(text) == f'- ? "{long}"\n  :\n    a: 1\n  b: 2\n'
    assert made(made(text)) == made(text)
    assert parse_yaml(made(text), "a.yml") == parse_yaml(text, "a.yml")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("# catatan\na: 1\n", ["1:1"]),
        ("a: 1\n  # catatan\nb: 2 \n# lagi\n", ["2:3", "4:1"]),
        ('a: "x" # satu # masih satu\n', ["1:8"]),
        ("a: 'x'# tanpa spasi\n", ["1:7"]),
        ("a: {b: 1}# sesudah kurung\n", ["1:10"]),
        ("a: [1, # di dalam\n    2]\n", ["1:8"]),
        ("a: 1\n#", ["2:1"]),
        ("--- # di kepala\na: 1\n... # di kaki\n", ["1:5", "3:5"]),
        ("a:\n  - 1\n  # di antara\n  - 2\n", ["3:3"]),
        ("'😀é': 'x' # sesudah emoji\n", ["1:11"]),
        ('a: "x \\" # teks" # catatan\n', ["1:18"]),
    ],
)
def test_a_file_with_comments_is_left_as_it_is(text: str, places: list[str]) -> None:
    result, problems = canonical(text, "a.yml")
    assert result == text
    assert told(problems) == [f"a.yml:{place}: {COMMENT}" for place in places]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: 1.250\n",
        "a: 010\n",
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "a: |\n  dua\n  baris\n",
        "a: 'dua\n  baris'\n",
        "a: 1\n---\nb: 2\n",
        "a: [1\n",
        "a: b: c\n",
        "[1, 2]: x\n",
        "",
        "# hanya catatan\n",
        "a: Jum'at # 'x'\n",
        "a: " + "[" * 13 + "]" * 13 + "\n",
        'a: "\\u202e"\n',
    ],
)
def test_a_faulty_file_is_left_as_it_is(text: str) -> None:
    result, problems = canonical(text, "a.yml")
    assert result == text and problems
    assert {p.level for p in problems} == {"galat"}


# --- no value changes ------------------------------------------------------------------------------------------

# Unseen characters are refused by the loader, wherever they stand.
WORDS = st.text(
    st.characters(
        exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"),
        exclude_characters="\u00a0",
        max_codepoint=0xDFFFF,
    ),
    max_size=12,
)
HOSTILE = st.sampled_from(
    [
        "a: b", "a #b", "#", "# a", "- a", "-", "?", ": ", ":", "a:", '"', "'", "''", '"a" b', "\\", "\\n", "a\\",
        "{a: 1}", "[1]", "{", "]", "&a", "*a", "!a", "!!int 1", "%a", "@a", "`a`", "|", ">", "---", "...", "<<", "=",
        "~", "null", "Null", "true", "yes", "No", "on", "n", "", " ", " a", "a ", "90", "90.00", "1.250", "88,25",
        "010", "0x1F", "1_000", "12:30", "1e3", ".nan", "-.inf", "+1", "1.", ".5", "2024-02-23", "😀", "e\u0301",
        "<script>", "{{IKU-01.capaian}}", "$(x)", "=1+1",
    ]
)  # fmt: skip
FRACTIONS = st.tuples(
    st.sampled_from(["", "-"]), st.integers(0, 10**9), st.from_regex(r"[0-9]{1,2}|[0-9]{4,5}", fullmatch=True)
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | FRACTIONS.map(lambda n: Decimal(f"{n[0]}{n[1]}.{n[2]}"))
    | WORDS
    | HOSTILE
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | HOSTILE, inner, max_size=4),
    max_leaves=12,
)


class Dumper(yaml.SafeDumper):
    """Writes texts in a style of choice; a decimal bare."""

    text_style: str | None = None


Dumper.add_representer(str, lambda d, text: d.represent_scalar("tag:yaml.org,2002:str", text, style=d.text_style))
Dumper.add_representer(Decimal, lambda d, number: d.represent_scalar("tag:yaml.org,2002:float", f"{number:f}"))


def written(data: Any, style: str | None, **options: Any) -> str:
    """The data as some other program would write them."""
    dumper = type("Styled", (Dumper,), {"text_style": style})
    return yaml.dump(data, Dumper=dumper, sort_keys=False, width=10**6, **options)


def depth(data: Any) -> int:
    """How many levels of mappings and lists there are."""
    if not isinstance(data, dict | list):
        return 0
    return 1 + max((depth(part) for part in (data.values() if isinstance(data, dict) else data)), default=0)


def exact(data: Any) -> Any:
    """Data with their types, so that True, 1 and "1" differ; a decimal counts as the same text quoted."""
    if isinstance(data, dict):
        return [(key, exact(value)) for key, value in data.items()]
    if isinstance(data, list):
        return [exact(item) for item in data]
    return (
        f"{data:f}" if isinstance(data, Decimal) else (type(data).__name__, data) if not isinstance(data, str) else data
    )


@given(
    st.dictionaries(WORDS | HOSTILE, DATA, min_size=1, max_size=3),
    st.sampled_from([None, "'", '"']),
    st.fixed_dictionaries(
        {
            "default_flow_style": st.sampled_from([True, False, None]),
            "indent": st.sampled_from([2, 4, 7]),
            "allow_unicode": st.booleans(),
            "explicit_start": st.booleans(),
        }
    ),
)
def test_no_value_changes_however_it_was_written(data: Any, style: str | None, options: dict[str, Any]) -> None:
    text = written(data, style, **options)
    before, problems = parse_yaml(text, "a.yml")
    after, refused = canonical(text, "a.yml")
    if problems:
        event("refused")
        assert (after, refused) == (text, problems)
        assert style is None or depth(data) > 12  # nothing else than a bare text that other programs read as a number
        return
    event("accepted")
    assert refused == []
    again, problems = parse_yaml(after, "a.yml")
    assert problems == []
    assert exact(again) == exact(before) == exact(data)
    assert canonical(after, "a.yml") == (after, [])
    assert after.endswith("\n") and not after.endswith("\n\n") and not re.search(r" $|\t|\r", after, re.MULTILINE)
    assert exact(YAML(typ="safe", pure=True).load(after)) == exact(data)


def leaves(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a scalar: the mapping or list, and the key or number in it."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list) and value:
            yield from leaves(value)
        else:
            yield node, key


@pytest.mark.parametrize(
    "name", ["renstra.yml", "riwayat.yml", "2023/realisasi/seksi-pelayanan.yml", "2023/profil.yml"]
)
def test_one_changed_value_is_one_changed_line(name: str) -> None:
    text = (KASUS / "lengkap" / "content" / name).read_text("utf-8")
    data = yaml.safe_load(text)
    for parent, key in list(leaves(data)):
        kept, parent[key] = parent[key], "berubah: 'x' # \"y\""
        changed = made(written(data, None))
        parent[key] = kept
        pairs = zip(text.split("\n"), changed.split("\n"), strict=True)
        assert sum(old != new for old, new in pairs) == 1


# --- files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("office", ["lengkap", "muncar", "dua-tahun"])
def test_what_is_shipped_is_canonical(office: str) -> None:
    assert format_content(KASUS / office, write=False) == ([], [])


UNTIDY = "\ufeffstatus: draf\r\nversi:   '1.0'\r\ntanggal: 2024-02-23\r\nkertas: A4\r\n".encode()
TIDY = b'status: "draf"\nversi: "1.0"\ntanggal: "2024-02-23"\nkertas: "A4"\n'


def test_a_file_from_windows_gets_plain_line_ends_and_no_mark_at_its_head(kantor: Office) -> None:
    root = kantor()
    file = root / "content/2023/dokumen.yml"
    file.write_bytes(UNTIDY)
    assert format_content(root, write=False) == (["content/2023/dokumen.yml"], [])
    assert file.read_bytes() == UNTIDY
    assert format_content(root, write=True) == (["content/2023/dokumen.yml"], [])
    assert file.read_bytes() == TIDY
    assert format_content(root, write=True) == ([], [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# catatan\nstatus: draf\n", f"1:1: {COMMENT}"),
        (
            b"status: draf\nstatus: final\n",
            "2:1: galat: isian 'status' sudah ada di baris 1; "
            "hapus salah satu, atau bila ini butir baru, awali butirnya dengan '- ' [yaml]",
        ),
        (
            b"status: draf\nversi: 'caf\xe9'\n",
            "2:1: galat: berkas bukan teks UTF-8; simpan ulang dengan pengodean UTF-8 [teks]",
        ),
        (
            "status: 'dr\u202eaf'\n".encode(),
            "1:12: galat: ada tanda pembalik arah tulisan yang tidak terlihat (U+202E); hapus [teks]",
        ),
        (b"status:\tdraf\n", "1:8: galat: tab tidak boleh dipakai; ganti dengan spasi [teks]"),
        (b"", "1:1: galat: berkas kosong; isi, atau hapus berkasnya [yaml]"),
    ],
    ids=["comment", "twice", "latin-1", "unseen", "tab", "empty"],
)
def test_a_file_that_cannot_be_mended_is_not_touched_and_the_others_are(
    content: bytes, said: str, kantor: Office
) -> None:
    root = kantor(("sop.yml", 'nomor: "', 'nomor:   "'))
    file = root / "content/2023/dokumen.yml"
    file.write_bytes(content)
    before = file.stat().st_mtime_ns
    changed, problems = format_content(root, write=True)
    assert changed == ["content/sop.yml"]
    assert told(problems) == [f"content/2023/dokumen.yml:{said}"]
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (content, before)
    assert (root / "content/sop.yml").read_bytes() == (KASUS / "lengkap/content/sop.yml").read_bytes()


def test_evidence_process_links_and_folders_are_not_touched(kantor: Office, tmp_path: Path) -> None:
    root = kantor()
    outside = tmp_path / "di-luar.yml"
    others = [outside, root / "content/2023/bukti/data.yml", root / "content/2023/proses/surat.yml"]
    for file in others:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(UNTIDY)
    (root / "content/2023/realisasi/tautan.yml").symlink_to(outside)
    (root / "content/2023/realisasi/putus.yml").symlink_to("tidak-ada.yml")
    (root / "content/2023/realisasi/folder.yml").mkdir()
    assert format_content(root, write=True) == ([], [])
    assert [file.read_bytes() for file in others] == [UNTIDY] * 3


def test_a_file_already_canonical_is_not_written_again(kantor: Office) -> None:
    root = kantor()
    before = {file: file.stat().st_mtime_ns for file in root.rglob("*.yml")}
    assert format_content(root, write=True) == ([], [])
    assert {file: file.stat().st_mtime_ns for file in root.rglob("*.yml")} == before
