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

CONTENT = "content"
MAX_BYTES = 512 * 1024
MAX_DEPTH = 12
# Twice what any field may hold; beyond it a text is refused before a pattern of a schema is tried on it.
MAX_LENGTH = 8000

# libyaml reads several times faster; the pure reader understands the same language where it is missing.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200d\u2028\u2029\u2060-\u2064{_BIDI}\ue000-\uf8ff\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U0010ffff\t]"
)
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
# Only a text with one of these can nest deeper than the parser bears; most files skip the extra pass.
_MAY_NEST = re.compile(r"[\[{]|-[ \t]+[-?]|\?[ \t]|^ {20}", re.MULTILINE)
# Scalars that this or that YAML reader takes for a number, a time, a yes or a nothing; JSON's own forms come before.
_OTHER_READINGS = re.compile(
    r"[-+]?0\d+|[-+]?0[xob][\da-fA-F_]+|[-+]?\d[\d_]*_[\d_]*(\.\d*)?|[-+]?\d+(:[0-5]?\d)+(\.\d*)?"
    r"|[-+]?\d*\.?\d+[eE][-+]?\d+"
    r"|[-+]?\d+\.[eE][-+]?\d+|[-+]?\.\d+|[-+]?\d+\.|\+\d+(\.\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|~|Null|NULL|True|TRUE|False|FALSE"
)

_COMMENT = re.compile(r"[ :?-]*#")
# Beyond this a text is a text: nobody writes such a number, and no pattern is tried on it.
_LONGEST_READING = 100

_DECORATED = "tanda '&', '*' dan '!' di awal tidak dipakai; tulis isinya langsung, atau beri tanda petik bila itu teks"
_BEGINS = "teks tidak boleh diawali tanda ini; beri tanda petik pada seluruh teks"
# Words of the parser's message, what to do about it, and whether the place where it began to read says more.
_ADVICE = (
    ("found character that cannot start any token", _BEGINS, False),
    ("did not find expected node content", _BEGINS, False),
    ("mapping keys are not allowed", _BEGINS, False),
    ("while scanning a block scalar", _BEGINS, True),
    ("while scanning an anchor", _DECORATED, True),
    ("while scanning an alias", _DECORATED, True),
    ("undefined alias", _DECORATED, False),
    ("tag", _DECORATED, True),
    (
        "mapping values are not allowed",
        "titik dua di sini tidak dapat dibaca; beri tanda petik pada teks, atau periksa spasi di awal baris",
        False,
    ),
    ("could not find expected ':'", "setelah nama isian harus ada titik dua dan spasi, misalnya 'nama: \"…\"'", True),
    ("did not find expected key", "baris ini tidak sejajar dengan isian lain; periksa spasi di awal baris", False),
    (
        "did not find expected '-'",
        "butir daftar harus diawali '- ' dan sejajar dengan butir lain; periksa spasi di awal baris",
        False,
    ),
    (
        "block sequence entries are not allowed",
        "butir daftar harus mulai di baris baru; bila ini teks, beri tanda petik pada seluruh teks",
        False,
    ),
    ("unexpected end of stream", "tanda petik dibuka di sini tetapi tidak ditutup", True),
    ("unexpected document indicator", "tanda petik dibuka di sini tetapi tidak ditutup", True),
    ("did not find expected ',' or", "kurung dibuka di sini tetapi tidak ditutup, atau koma hilang", True),
    (
        "unknown escape character",
        "garis miring terbalik di dalam tanda petik ganda harus ditulis dua kali: \\\\",
        False,
    ),
    ("invalid Unicode character escape", "kode huruf \\u… ini tidak dikenal; tulis hurufnya langsung", False),
    ("but found another document", "satu berkas hanya satu dokumen; hapus baris '---'", False),
    ("expected <document start>", "satu berkas hanya satu dokumen; hapus baris '---' dan '...'", False),
)
_TOO_FAR = "baris ini menjorok terlalu jauh; sejajarkan dengan isian di atasnya"
_DASH = "tanda '-' saja tidak dapat dibaca; tulis null bila datanya belum ada, atau beri tanda petik bila itu teks"
_CURLY = 'tanda petik miring (biasanya tersalin dari Word) tidak membuka teks; ganti dengan tanda petik lurus (")'
_AFTER_QUOTE = (
    "setelah tanda petik penutup tidak boleh ada teks lagi; apit seluruh teks dengan tanda petik ganda, "
    'dan tulis tanda petik ganda di dalamnya sebagai \\"'
)

_TOO_DEEP = f"susunan lebih dari {MAX_DEPTH} tingkat; ratakan"


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


def read_text(file: Path, name: str, *, tab: bool = False) -> tuple[str, list[Problem]]:
    """Return the text of a content file, and what is wrong with it as text (size, encoding, characters, merge marks).

    The text is empty where it cannot be read at all. Tabs are refused but in lists that are made of them (`tab`).
    """
    raw = file.read_bytes()
    if message := _not_text(raw):
        return "", [Problem(Source(name), message, rule="teks")]
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        source = Source(name, raw.count(b"\n", 0, error.start) + 1)
        return "", [Problem(source, "berkas bukan teks UTF-8; simpan ulang dengan pengodean UTF-8", rule="teks")]
    return text, [*_characters(text.replace("\t", " ") if tab else text, name), *_conflicts(text, name)]


def _not_text(raw: bytes) -> str | None:
    if len(raw) > MAX_BYTES:
        mend = "bagi menjadi beberapa berkas, atau simpan lampirannya di folder bukti"
        return f"berkas lebih dari {MAX_BYTES // 1024} kB; {mend}"
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")):
        return "ini berkas Word, Excel atau PDF yang diganti namanya; salin isinya ke berkas teks biasa"
    return None


def _characters(text: str, name: str) -> list[Problem]:
    """Return a problem for every forbidden character, on every line where it first stands."""
    problems = []
    for number, line in enumerate(text.split("\n"), start=1) if _FORBIDDEN.search(text) else ():
        first: dict[str, int] = {}
        for found in _FORBIDDEN.finditer(line):
            first.setdefault(found[0], found.start() + 1)
        problems += [Problem(Source(name, number, column), _forbidden(c), rule="teks") for c, column in first.items()]
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
    """Return a problem for every mark; a row of `=` alone may also be an underline in prose."""
    message = "ada tanda bentrokan gabung (<<<<<<<, =======, >>>>>>>); pilih isi yang benar lalu hapus tandanya"
    marked = "<<<<<<<" in text
    return [
        Problem(Source(name, number), message, rule="teks")
        for number, line in enumerate(text.split("\n"), start=1)
        if (found := _CONFLICT.match(line)) and (marked or found[1] != "=======")
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
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, text, name)]
    except yaml.YAMLError:
        return None, [
            Problem(Source(name), "berkas ini tidak terbaca sebagai YAML; tulis ulang dari contoh", rule="yaml")
        ]
    reader = _Reader(text, name)
    data = None if node is None else reader.value(node)
    if data is None and not reader.problems:
        return None, [Problem(Source(name), "berkas kosong; isi, atau hapus berkasnya", rule="yaml")]
    return data, reader.problems


def _too_deep(text: str, name: str) -> Problem | None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return Problem(Source(name, *_at(event)), _TOO_DEEP, rule="yaml")
    return None


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Say what to do where the parser stopped, or where the fault began if that is known."""
    said = f"{error.context or ''} {error.problem or ''}"
    advice = next(((mend, begun) for words, mend, begun in _ADVICE if words in said), None)
    message, begun = advice or (
        "baris ini tidak terbaca; periksa spasi di awal baris, tanda petik dan titik dua",
        False,
    )
    mark = (begun and error.context_mark) or error.problem_mark or error.context_mark
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    line = "".join(text.split("\n")[at[0] - 1 : at[0]])
    if "mapping values are not allowed" in said and ":" not in line[: at[1] - 1]:
        at, message = (at[0], len(line) - len(line.lstrip()) + 1), _TOO_FAR
    if "block sequence entries" in said and line[at[1] - 1 :].strip() == "-":
        message = _DASH
    if "did not find expected key" in said or "mapping values are not allowed" in said:
        at, message = _before(text, at) or (at, message)
    return Problem(Source(name, *at), message, rule="yaml")


def _before(text: str, at: tuple[int, int]) -> tuple[tuple[int, int], str] | None:
    """Look at the last text before the place where the parser stopped: often the fault is there."""
    last = _last_token(text, at)
    if last is None:
        return None
    (start, end), source = _span(last), text[last.start_mark.index : last.end_mark.index]
    if isinstance(last, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and end[0] == at[0]:
        return at, "teks yang diawali '[' atau '{' harus diberi tanda petik seluruhnya"
    if source[:1] in ("'", '"') and start[0] < end[0]:
        return start, "tanda petik dibuka di sini tetapi tidak ditutup di baris yang sama"
    if source[:1] in ("'", '"') and end[0] == at[0]:
        return at, _AFTER_QUOTE
    if start[0] < end[0] and ":" in source.split("\n")[0]:
        return start, "setelah titik dua harus ada spasi"
    return None


def _last_token(text: str, at: tuple[int, int]) -> Any:
    """Return the last text or closing bracket before a place."""
    last = None
    try:
        for token in yaml.scan(text, Loader=LOADER):
            if (token.start_mark.line + 1, token.start_mark.column + 1) >= at:
                break
            if isinstance(token, yaml.ScalarToken | yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                last = token
    except yaml.YAMLError:
        pass
    return last


def _span(token: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = token.start_mark, token.end_mark
    return (start.line + 1, start.column + 1), (end.line + 1, end.column + 1)


class _Reader:
    """Walks the nodes of one file once; collects problems instead of stopping at the first."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, depth: int = 1) -> Any:
        if self._decorated(node):
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if depth > MAX_DEPTH:
            self._problem(node, _TOO_DEEP)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        return self._sequence(node, depth)

    def _problem(self, node: yaml.Node, message: str, rule: str = "yaml") -> None:
        self.problems.append(Problem(Source(self.name, *_at(node)), message, rule=rule))

    def _decorated(self, node: yaml.Node) -> bool:
        """Refuse anchors, aliases and tags. An alias is the anchored node met again: neither is ever walked."""
        # A node begins at its anchor or tag where it has one; no unquoted text can begin with these characters.
        mark = self.text[node.start_mark.index : node.start_mark.index + 1]
        if mark in ("&", "*", "!"):
            self._problem(node, _DECORATED)
            return True
        return False

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Map:
        result = Map(self.name, _at(node))
        for key_node, value_node in node.value:
            key = self._key(key_node)
            value = self.value(value_node, depth + 1)
            if key is None:
                continue
            if key in result:
                self._problem(key_node, _twice(key, result.keys_at[key][0]))
                continue
            result[key] = value
            result.keys_at[key], result.values_at[key] = _at(key_node), _at(value_node)
        return result

    def _key(self, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._problem(
                node, "nama isian harus satu kata; bila ini teks yang diawali '{', beri tanda petik seluruhnya"
            )
            return None
        if self._decorated(node):
            return None
        return self._clean(node)

    def _sequence(self, node: yaml.Node, depth: int) -> Seq:
        result = Seq(self.name, _at(node))
        for item in node.value:
            result.append(self.value(item, depth + 1))
            result.values_at.append(_at(item))
        return result

    def _clean(self, node: yaml.ScalarNode) -> str:
        """Return a scalar's text; what escapes such as "\\n" or "\\u202e" bring in is refused like the character."""
        text: str = node.value
        if "\n" in text or node.style in ("|", ">") or node.end_mark.line > node.start_mark.line:
            self._problem(node, "teks di sini harus satu baris; gabungkan kembali menjadi satu baris", "teks")
            return text.replace("\n", " ")
        if len(text) > MAX_LENGTH:
            message = f"teks terlalu panjang ({len(text)} huruf); uraian panjang ditulis di folder narasi"
            self._problem(node, message, "teks")
            return ""
        if found := _FORBIDDEN.search(text):
            if not _FORBIDDEN.search(self.text[node.start_mark.index : node.end_mark.index]):
                self._problem(node, _forbidden(found[0]), "teks")
            return _FORBIDDEN.sub("", text)
        return text

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = self._clean(node)
        if node.style in ('"', "'", "|", ">"):
            return text
        if text[:1] in tuple("“”„‘’"):
            self._problem(node, _CURLY)
        if text.endswith('"') and text.count('"') == 1:
            self._problem(node, "tanda petik pembuka hilang; apit seluruh teks dengan tanda petik ganda")
        if not text or not (text[0].isdigit() or text[0] in "-+."):
            self._comment(node)
        match text:
            case "" | "null":
                return None
            case "true" | "false":
                return text == "true"
        if len(text) > _LONGEST_READING:
            return text
        if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
            return self._number(node, text)
        if _OTHER_READINGS.fullmatch(text):
            self._problem(
                node, f"'{text}' dibaca berbeda-beda oleh program; tulis \"{text}\" bila itu teks{_number_hint(text)}"
            )
            return text
        return text

    def _comment(self, node: yaml.ScalarNode) -> None:
        """Refuse a comment behind unquoted text: `Seksi #1` would silently lose its number."""
        if _COMMENT.match(self.text, node.end_mark.index):
            message = "tulisan setelah '#' tidak terbaca; apit seluruh teks dengan tanda petik, atau hapus catatannya"
            self._problem(node, message)

    def _number(self, node: yaml.ScalarNode, text: str) -> Any:
        number = read_number(text)
        if isinstance(number, str):
            self._problem(node, number, "angka")
            return None
        return number if "." in text else int(text)


def _twice(key: str, line: int) -> str:
    """Say what a key met again may mean: written twice, or the line that begins the next item is gone."""
    mend = "hapus salah satu, atau bila ini butir baru, awali butirnya dengan '- '"
    return f"isian '{key}' sudah ada di baris {line}; {mend}"


def _number_hint(text: str) -> str:
    """Offer what `010`, `+5` or `~` probably means; times and not-a-numbers get no guess."""
    if text.lower() in ("~", "null"):
        return ", atau null bila memang kosong"
    if text.lower() in ("true", "false"):
        return f", atau {text.lower()} bila itu ya atau tidak"
    bare = text.lstrip("+").replace("_", "").lstrip("0").removesuffix(".")
    bare = f"0{bare}" if not bare or bare.startswith(".") else bare
    return f", atau {bare} bila itu angka" if isinstance(read_number(bare), Decimal) else ""


def _at(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
