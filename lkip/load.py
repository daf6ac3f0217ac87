"""Text of a file → plain data that knows its places. Strict: what can be misread is refused with the mend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from lkip.bilangan import read_number
from lkip.problem import Problem, Source

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12

# libyaml reads several times faster; the pure reader understands the same language where it is missing.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200d\u2028\u2029\u2060-\u2064{_BIDI}\ue000-\uf8ff\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U0010ffff\t]"
)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
# Only a text with one of these can nest deeply or be slow to compose; most files skip the extra pass.
_MAY_NEST = re.compile(r"[\[{]|- -|\? |^ {20}", re.MULTILINE)
# Scalars that this or that YAML reader takes for a number, a time, a yes or a nothing; JSON's own forms are handled before.
_OTHER_READINGS = re.compile(
    r"[-+]?0\d+|[-+]?0[xob][\da-fA-F_]+|[-+]?\d[\d_]*_[\d_]*(\.\d*)?|[-+]?\d+(:[0-5]?\d)+(\.\d*)?|[-+]?\d*\.?\d+[eE][-+]?\d+"
    r"|[-+]?\d+\.[eE][-+]?\d+|[-+]?\.\d+|[-+]?\d+\.|\+\d+(\.\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|~|Null|NULL|True|TRUE|False|FALSE"
)

_ADVICE = (
    (
        "found character that cannot start any token",
        "teks tidak boleh diawali tanda ini; beri tanda petik pada seluruh teks",
    ),
    (
        "mapping values are not allowed",
        "titik dua di sini tidak dapat dibaca; beri tanda petik pada teks, atau periksa spasi di awal baris",
    ),
    ("could not find expected ':'", "setelah nama isian harus ada titik dua dan spasi, misalnya 'nama: \"…\"'"),
    (
        "did not find expected key",
        "nama isian tidak ditemukan di sini; periksa spasi di awal baris dan tanda petik yang belum ditutup",
    ),
    (
        "did not find expected '-'",
        "butir daftar harus diawali '- ' dan sejajar dengan butir lain; periksa spasi di awal baris",
    ),
    ("unexpected end of stream", "tanda petik atau kurung dibuka tetapi tidak ditutup"),
    ("did not find expected ',' or", "kurung dibuka tetapi tidak ditutup, atau koma hilang"),
    ("unknown escape character", "garis miring terbalik di dalam tanda petik ganda harus ditulis dua kali: \\\\"),
    ("but found another document", "satu berkas hanya satu dokumen; hapus baris '---'"),
    ("undefined tag handle", "tanda seru di awal tidak dipakai; beri tanda petik pada seluruh teks"),
    ("undefined alias", "tanda bintang di awal tidak dipakai; beri tanda petik pada seluruh teks"),
)


class Map(dict[str, Any]):
    """A mapping that knows where it, its keys and their values stand (line and column, from 1)."""

    def __init__(self, path: str, start: tuple[int, int]) -> None:
        super().__init__()
        self.path, self.start = path, start
        self.keys_at: dict[str, tuple[int, int]] = {}
        self.values_at: dict[str, tuple[int, int]] = {}


class Seq(list[Any]):
    """A list that knows where it and its items stand (line and column, from 1)."""

    def __init__(self, path: str, start: tuple[int, int]) -> None:
        super().__init__()
        self.path, self.start = path, start
        self.values_at: list[tuple[int, int]] = []


def place(data: Any, path: Iterable[str | int], name: str, *, key: str | None = None) -> Source:
    """Return where the value at `path` inside `data` stands; with `key`, where that key of the mapping there stands."""
    at: tuple[int, int] = data.start if isinstance(data, Map | Seq) else (1, 1)
    for step in path:
        at = data.values_at[step]
        data = data[step]
    if key is not None:
        at = data.keys_at[key]
    return Source(name, *at)


def read_text(file: Path, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a content file, and what is wrong with it as text (size, encoding, characters, merge marks).

    The text is empty where it cannot be read at all.
    """
    raw = file.read_bytes()
    if message := _not_text(raw):
        return "", [Problem(Source(name), message, rule="teks")]
    text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    return text, [*_characters(text, name), *_conflicts(text, name)]


def _not_text(raw: bytes) -> str | None:
    if len(raw) > MAX_BYTES:
        return f"berkas lebih dari {MAX_BYTES // 1024} kB; bagi menjadi beberapa berkas, atau simpan lampirannya di folder bukti"
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return "ini berkas Word, Excel atau PDF yang diganti namanya; salin isinya ke berkas teks biasa"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return f"berkas bukan teks UTF-8 (baris {line}); simpan ulang dengan pengodean UTF-8"
    return None


def _characters(text: str, name: str) -> list[Problem]:
    problems = []
    for found in _FORBIDDEN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        problems.append(Problem(Source(name, line, column), _forbidden(found[0]), rule="teks"))
    return problems


def _forbidden(char: str) -> str:
    if char == "\t":
        return "tab tidak boleh dipakai; ganti dengan spasi"
    if char == "\u00a0":
        return "ada spasi tak-putus (biasanya tersalin dari Word); ganti dengan spasi biasa"
    if re.match(f"[{_BIDI}]", char):
        return f"ada tanda pembalik arah tulisan yang tidak terlihat (U+{ord(char):04X}); hapus"
    return f"ada karakter yang tidak terlihat atau tidak boleh dipakai (U+{ord(char):04X}); hapus"


def _conflicts(text: str, name: str) -> list[Problem]:
    message = "ada tanda bentrokan gabung (<<<<<<<, =======, >>>>>>>); pilih isi yang benar lalu hapus tandanya"
    return [
        Problem(Source(name, text.count("\n", 0, found.start()) + 1), message, rule="teks")
        for found in _CONFLICT.finditer(text)
        if found[1] != "=======" or "<<<<<<<" in text
    ]


def parse_yaml(text: str, name: str) -> tuple[Any, list[Problem]]:
    """Return the data of a YAML text (`Map`, `Seq`, str, int, Decimal, bool, None) and all that is wrong with its form.

    Numbers follow `bilangan.read_number`; refused are duplicate keys, anchors, aliases, tags, several documents, lines
    inside a value, nesting deeper than 12, and scalars that another YAML reader would take for something else
    (`010`, `12:30`, `1e3`, `.nan`). The data are None where the text has no readable structure.
    """
    try:
        if _MAY_NEST.search(text) and (deep := _too_deep(text, name)):
            return None, [deep]
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, name)]
    except yaml.YAMLError:
        return None, [
            Problem(Source(name), "berkas ini tidak terbaca sebagai YAML; tulis ulang dari contoh", rule="yaml")
        ]
    if node is None:
        return None, [Problem(Source(name), "berkas kosong; isi, atau hapus berkasnya", rule="yaml")]
    reader = _Reader(text, name)
    return reader.value(node), reader.problems


def _too_deep(text: str, name: str) -> Problem | None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            mark = event.start_mark
            return Problem(
                Source(name, mark.line + 1, mark.column + 1),
                f"susunan lebih dari {MAX_DEPTH} tingkat; ratakan",
                rule="yaml",
            )
    return None


def _syntax(error: yaml.MarkedYAMLError, name: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    source = Source(name, mark.line + 1, mark.column + 1) if mark else Source(name)
    said = f"{error.context or ''} {error.problem or ''}"
    advice = next((mend for words, mend in _ADVICE if words in said), None)
    message = advice or "susunan YAML tidak terbaca di sini; periksa spasi di awal baris, tanda petik dan titik dua"
    return Problem(source, message, rule="yaml")


class _Reader:
    """Walks the nodes of one file once; collects problems instead of stopping at the first."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def value(self, node: yaml.Node) -> Any:
        if self._decorated(node):
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return self._sequence(node)
        return self._scalar(node)

    def _problem(self, node: yaml.Node, message: str, rule: str = "yaml") -> None:
        self.problems.append(Problem(Source(self.name, *_at(node)), message, rule=rule))

    def _decorated(self, node: yaml.Node) -> bool:
        """Refuse anchors, aliases and tags. An alias is the same node met twice: it is never walked again."""
        # A node begins at its anchor or tag where it has one; no unquoted text can begin with these characters.
        mark = self.text[node.start_mark.index : node.start_mark.index + 1]
        if id(node) in self.seen or mark in ("&", "*", "!"):
            self._problem(
                node,
                "tanda '&', '*' dan '!' di awal tidak dipakai; tulis isinya langsung, atau beri tanda petik bila itu teks",
            )
            return True
        self.seen.add(id(node))
        return False

    def _mapping(self, node: yaml.MappingNode) -> Map:
        result = Map(self.name, _at(node))
        for key_node, value_node in node.value:
            key = self._key(key_node)
            value = self.value(value_node)
            if key is None:
                continue
            if key in result:
                self._problem(key_node, f"isian '{key}' sudah ada di baris {result.keys_at[key][0]}; hapus salah satu")
                continue
            result[key] = value
            result.keys_at[key], result.values_at[key] = _at(key_node), _at(value_node)
        return result

    def _key(self, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._problem(node, "nama isian harus satu kata")
            return None
        if self._decorated(node):
            return None
        return self._clean(node)

    def _sequence(self, node: yaml.SequenceNode) -> Seq:
        result = Seq(self.name, _at(node))
        for item in node.value:
            result.append(self.value(item))
            result.values_at.append(_at(item))
        return result

    def _clean(self, node: yaml.ScalarNode) -> str:
        """Return a scalar's text; what escapes such as "\\n" or "\\u202e" bring in is refused like the character itself."""
        text: str = node.value
        if "\n" in text:
            self._problem(node, "teks di sini harus satu baris; uraian panjang ditulis di folder narasi", "teks")
            return text.replace("\n", " ")
        if found := _FORBIDDEN.search(text):
            if not _FORBIDDEN.search(self.text[node.start_mark.index : node.end_mark.index]):
                self._problem(node, _forbidden(found[0]), "teks")
            return _FORBIDDEN.sub("", text)
        return text

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = self._clean(node)
        if node.style in ('"', "'", "|", ">"):
            return text
        match text:
            case "" | "null":
                return None
            case "true" | "false":
                return text == "true"
        if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
            return self._number(node, text)
        if _OTHER_READINGS.fullmatch(text):
            self._problem(
                node, f"'{text}' dibaca berbeda-beda oleh program; tulis \"{text}\" bila itu teks{_number_hint(text)}"
            )
            return text
        return text

    def _number(self, node: yaml.ScalarNode, text: str) -> Any:
        number = read_number(text)
        if isinstance(number, str):
            self._problem(node, number, "angka")
            return None
        return number if "." in text else int(text)


def _number_hint(text: str) -> str:
    """Offer the number that `010` or `+5` probably means; times and not-a-numbers get no guess."""
    bare = text.lstrip("+").replace("_", "").lstrip("0") or "0"
    number = read_number(bare)
    return f", atau {bare} bila itu angka" if isinstance(number, Decimal) else ""


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
