"""Data × JSON Schema → problems, in Indonesian, each at its line and column."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from lkip.bilangan import read_number
from lkip.load import Map, Seq, place
from lkip.problem import Problem, Source

SCHEMAS = Path(__file__).parent.parent / "schemas"

_FORMATS = FormatChecker(formats=["date"])
_TYPES = {
    "object": "kelompok isian",
    "array": "daftar (butir diawali '- ')",
    "string": "teks",
    "number": "angka",
    "integer": "angka bulat",
}


@cache
def schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file with its references to the shared forms put in place.

    The title and description beside a reference win over those of the form, so a message can name the field.
    """
    shared = json.loads((SCHEMAS / "umum.schema.json").read_text("utf-8"))["$defs"]
    loaded: dict[str, Any] = _inlined(json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8")), shared)
    return loaded


def _inlined(node: Any, shared: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_inlined(item, shared) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _inlined(value, shared) for key, value in node.items() if key != "$ref"}
    return {**shared[node["$ref"].rsplit("/", 1)[1]], **plain} if "$ref" in node else plain


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind), format_checker=_FORMATS)


def validate(data: Any, kind: str, name: str) -> list[Problem]:
    """Return what is wrong with the form of `data`, read from the file `name`, by the schema of its kind."""
    errors = _validator(kind).iter_errors(data)
    return [problem for error in errors for problem in _problems(error, data, name)]


def _problems(error: ValidationError, data: Any, name: str) -> Iterable[Problem]:
    """Turn one error of the library into Indonesian; an unknown key gets a problem of its own on its own line."""
    if error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        for key in error.instance:
            if key not in known:
                yield _problem(place(data, error.absolute_path, name, key=key), _unknown(key, known))
        return
    yield _problem(place(data, error.absolute_path, name), _sentence(error))


def _problem(source: Source, message: str) -> Problem:
    return Problem(source, message, rule="bentuk")


def _unknown(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.6)
    mend = f"maksudnya '{near[0]}'?" if near else f"yang dikenal di sini: {', '.join(known)}"
    return f"isian '{key}' tidak dikenal; {mend}"


def _sentence(error: ValidationError) -> str:
    """Say what must be done about one error, with the field's own title."""
    field, value = error.schema.get("title", "isian ini"), error.instance
    match error.validator:
        case "required":
            return _missing(error)
        case "type":
            return _wrong_type(field, value, error)
        case "enum":
            return _not_listed(field, value, [str(choice) for choice in error.validator_value])
        case "pattern":
            return _wrong_pattern(field, value, error.schema)
        case "minLength" | "minItems":
            return f"{field} tidak boleh kosong; isi" + (
                f" paling sedikit {error.validator_value} butir" if error.validator_value > 1 else ""
            )
        case "maxLength":
            return f"{field} terlalu panjang ({len(value)} huruf); paling panjang {error.validator_value}"
        case "maxItems":
            return f"{field} paling banyak {error.validator_value} butir"
        case "minimum" | "maximum":
            bound = "kurang" if error.validator == "minimum" else "lebih"
            return f"{field} {_shown(value)} tidak boleh {bound} dari {error.validator_value}"
        case "format":
            return f"{field} {_shown(value)} bukan tanggal yang ada; {error.schema['description']}"
        case "uniqueItems":
            return f"{field} memuat butir yang sama lebih dari sekali; hapus yang berulang"
        case _:
            return f"{field} tidak sesuai bentuknya; {error.schema.get('description', '')}"


def _missing(error: ValidationError) -> str:
    """Name the missing key; the library gives one error a key, in the order of the schema."""
    key = next(k for k in error.validator_value if k not in error.instance and f"'{k}'" in error.message)
    title = error.schema["properties"].get(key, {}).get("title", key)
    return f"isian '{key}' ({title}) belum ada; tambahkan"


def _wrong_type(field: str, value: Any, error: ValidationError) -> str:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    if value is None:
        return f"{field} belum diisi; isi, atau hapus barisnya bila tidak wajib"
    if "number" in wanted or "integer" in wanted:
        if isinstance(value, str):
            advice = read_number(value)
            return (
                f"{field}: {advice}"
                if isinstance(advice, str)
                else f"{field} harus angka bulat tanpa tanda petik; tulis {value}"
            )
        if isinstance(value, Decimal):
            return f"{field} {_shown(value)} harus angka bulat, tanpa angka di belakang koma"
        return f"{field} harus angka, bukan {_kind(value)}"
    if "string" in wanted and isinstance(value, int | Decimal):
        return f'{field} harus teks; tulis dengan tanda petik: "{str(value).lower()}"'
    return f"{field} harus {_TYPES.get(wanted[0], wanted[0])}, bukan {_kind(value)}"


def _kind(value: Any) -> str:
    if isinstance(value, Map):
        return "kelompok isian"
    if isinstance(value, Seq):
        return "daftar"
    return _shown(value)


def _not_listed(field: str, value: Any, choices: list[str]) -> str:
    near = difflib.get_close_matches(str(value).lower(), choices, n=1, cutoff=0.6)
    mend = f"maksudnya '{near[0]}'?" if near else f"pilihannya: {', '.join(choices)}"
    return f"{field} {_shown(value)} tidak dikenal; {mend}"


def _wrong_pattern(field: str, value: str, found: dict[str, Any]) -> str:
    if _is_number(found):
        advice = read_number(value)
        if isinstance(advice, str):
            return f"{field}: {advice}"
        return f"{field} '{value}' harus angka bulat dan tidak kurang dari 0"
    if value != value.strip():
        return f"{field} tidak boleh diawali atau diakhiri spasi; hapus spasinya"
    return f"{field} {_shown(value)} tidak sesuai bentuknya; {found['description']}"


def _is_number(found: dict[str, Any]) -> bool:
    kinds = found.get("type", [])
    return isinstance(kinds, list) and "string" in kinds and ("number" in kinds or "integer" in kinds)


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"
