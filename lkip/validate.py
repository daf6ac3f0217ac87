"""Data × JSON Schema → problems, in Indonesian, each at its line and column."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from lkip.bilangan import read_number
from lkip.load import Map, Seq, place
from lkip.problem import Problem, Source
from lkip.rumus_tercetak import sama, sebab

SCHEMAS = Path(__file__).parent.parent / "schemas"

_FORMATS = FormatChecker(formats=["date"])


@_FORMATS.checks("date-time", raises=ValueError)
def _is_time(value: object) -> bool:
    """Tell whether a text is a moment that exists; the library's own check asks for another package."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


# Of several errors of one value only the first of these is told: the others follow from it.
_RANK = {"pattern": 1, "format": 2, "maxLength": 3}
_TYPES = {
    "object": "kelompok isian",
    "array": "daftar (butir diawali '- ')",
    "string": "teks",
    "number": "angka",
    "integer": "angka bulat",
    "boolean": "true atau false tanpa tanda petik",
}


@cache
def schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file with its references to the shared forms put in place.

    The title and description beside a reference win over those of the form, so a message can name the field; the
    form's own description stays as `$comment`, so a message can say what the form is.
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
    if "$ref" not in node:
        return plain
    form = shared[node["$ref"].rsplit("/", 1)[1]]
    return {**form, "$comment": form["description"], **plain}


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind), format_checker=_FORMATS)


def validate(data: Any, kind: str, name: str) -> list[Problem]:
    """Return what is wrong with the form of `data`, read from the file `name`, by the schema of its kind."""
    errors: list[Any] = list(_validator(kind).iter_errors(data))
    worst: dict[tuple[str | int, ...], int] = {}
    for error in errors:
        path, rank = tuple(error.absolute_path), _RANK.get(error.validator, 0)
        worst[path] = min(rank, worst.get(path, rank))
    told = (e for e in errors if _RANK.get(e.validator, 0) <= worst[tuple(e.absolute_path)])
    return [problem for error in told for problem in _problems(error, data, kind, name)]


def _problems(error: Any, data: Any, kind: str, name: str) -> Iterable[Problem]:
    """Turn one error of the library into Indonesian; an unknown key gets a problem of its own on its own line."""
    if error.validator == "additionalProperties":
        for key, near in _unknown_keys(error).items():
            yield _problem(place(data, error.absolute_path, name, key=key), _unknown(key, near, error.schema))
        return
    if error.validator == "required" and _missing_key(error) in _unknown_keys(error).values():
        return  # there, but misspelt: told at the misspelt key
    other = _other_form(error, kind) if error.validator == "pattern" else None
    yield _problem(place(data, error.absolute_path, name), other or _sentence(error))


# No range is written longer; what is, is not searched for one.
_MAX_LENGTH = 40
_RANGE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*%?\s*(?:-|–|—|s\.?\s*/?\s*d\.?|sampai|hingga)\s*(\d+(?:[.,]\d+)?)\s*%?\s*")


def _other_form(error: Any, kind: str) -> str | None:
    """Say where a target goes that was written as a range or in words into the field for a number."""
    beside: Any = schema(kind)
    *above, name, _ = error.absolute_schema_path
    for step in above:
        beside = beside[step]
    field, value = error.schema["title"], error.instance
    if name not in ("target", "nilai") or "bawah" not in beside or len(value) > _MAX_LENGTH:
        return None
    if found := _RANGE.fullmatch(value):
        low, high = (end.replace(",", ".") for end in found.groups())
        mend = f"tulis satu angka, atau bawah: {low} dan atas: {high} bila polaritasnya rentang"
        return f"{field} {_shown(value)} berupa rentang; {mend}"
    if re.fullmatch(r"[A-Za-z][A-Za-z +-]*", value) and "null" not in error.schema["type"]:
        mend = "tulis di teks bila berupa predikat atau kata, di alasan_tanpa_target bila belum ditetapkan"
        return f"{field} {_shown(value)} bukan angka; {mend}"
    return None


def _unknown_keys(error: Any) -> dict[str, str | None]:
    """Return the keys of a group that its schema does not know, each with the nearest one, rather a missing one."""
    known = list(error.schema["properties"])
    absent = [key for key in known if key not in error.instance]
    unknown = [key for key in error.instance if key not in known]
    return {key: _near(key.lower(), absent) or _near(key.lower(), known) for key in unknown}


def _near(text: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(text, list(known), n=1, cutoff=0.7)), None)


def _problem(source: Source, message: str) -> Problem:
    return Problem(source, message, rule="bentuk")


def _unknown(key: str, near: str | None, found: dict[str, Any]) -> str:
    mend = f"maksudnya '{near}'?" if near else f"yang dikenal di sini: {', '.join(found['properties'])}"
    return f"isian {_shown(key)} tidak dikenal; {mend}"


def _sentence(error: Any) -> str:
    """Say what must be done about one error, with the field's own title."""
    field, value = error.schema.get("title", "isian ini"), error.instance
    match error.validator:
        case "required":
            return _missing(error)
        case "type":
            return _wrong_type(field, value, error)
        case "enum":
            return _not_listed(field, value, [str(choice) for choice in error.validator_value], error.schema)
        case "pattern":
            return _wrong_pattern(field, value, error.schema)
        case "minItems" if error.validator_value > 1:
            return f"{field} paling sedikit {error.validator_value} butir; tambahkan"
        case "minLength" | "minItems":
            return f"{field} tidak boleh kosong; isi"
        case "maxLength" if isinstance(advice := read_number(value) if _is_number(error.schema) else None, str):
            return f"{field}: {advice}"
        case "maxLength":
            return f"{field} terlalu panjang ({len(value)} huruf); paling panjang {error.validator_value}"
        case "maxItems":
            return f"{field} paling banyak {error.validator_value} butir"
        case "minimum" | "maximum":
            return _out_of_bounds(field, value, error.schema)
        case "format":
            if error.validator_value == "date-time":
                return f"{field} {_shown(value)} bukan waktu yang ada; periksa tanggal dan jamnya"
            return f"{field} {_shown(value)} bukan tanggal yang ada; periksa hari dan bulannya"
        case "uniqueItems":
            return f"{field} memuat butir yang sama lebih dari sekali; hapus yang berulang"
        case _:
            return f"{field} tidak sesuai bentuknya; {_form(error.schema)}"


def _missing_key(error: Any) -> str:
    """Return the missing key; the library gives one error a key."""
    key: str = next(k for k in error.validator_value if k not in error.instance and f"'{k}'" in error.message)
    return key


def _missing(error: Any) -> str:
    key = _missing_key(error)
    form = error.schema["properties"][key]
    # Where nothing may stand for "no data yet", the line must be there all the same.
    mend = (
        f"tambahkan, atau tulis '{key}: null' bila datanya belum ada" if "null" in form.get("type", ()) else "tambahkan"
    )
    return f"isian '{key}' ({form.get('title', key)}) belum ada; {mend}"


def _wrong_type(field: str, value: Any, error: Any) -> str:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    if value is None:
        return f"{field} belum diisi; isi, atau hapus barisnya bila tidak wajib"
    if "object" in wanted and not isinstance(value, Map | Seq):
        return f"{field} harus kelompok isian, bukan {_shown(value)}; {_nested(value, error.schema)}"
    if wanted[0] == "string" and isinstance(value, bool):
        return f"{field} harus teks, bukan {_shown(value)}; tulis {_own_form(error.schema)}"
    if "number" in wanted or "integer" in wanted:
        if isinstance(value, str):
            if (digit := _ROMAN.get(value.strip().upper())) and error.schema.get("maximum", digit) >= digit:
                return f"{field} {_shown(value)} ditulis dengan angka biasa tanpa tanda petik; tulis {digit}"
            advice = read_number(value)
            return (
                f"{field}: {advice}"
                if isinstance(advice, str)
                else f"{field} harus angka bulat tanpa tanda petik; tulis {value}"
            )
        if isinstance(value, Decimal):
            mend = f"; tulis {int(value)}" if value == int(value) else ", tanpa angka di belakang koma"
            return f"{field} {_shown(value)} harus angka bulat{mend}"
        return f"{field} harus angka, bukan {_kind(value)}"
    if "string" in wanted and isinstance(value, int | Decimal):
        return f'{field} harus teks; tulis dengan tanda petik: "{str(value).lower()}"'
    return f"{field} harus {_TYPES.get(wanted[0], wanted[0])}, bukan {_kind(value)}"


# Quarters are printed so; they are typed as a number.
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _nested(value: Any, found: dict[str, Any]) -> str:
    """Say how a group is written whose first field alone was meant."""
    names = list(found["properties"])
    first = next((name for name in names if name in found.get("required", ())), names[0])
    return f'tulis di baris bawahnya, menjorok dua spasi, misalnya {first}: "{value}"'


def _own_form(found: dict[str, Any]) -> str:
    """Say what stands in a field in the field's own words; a shared form says only how."""
    text: str = found.get("description", "")
    return f"{text[:1].lower()}{text[1:].rstrip('.')}"


def _kind(value: Any) -> str:
    if isinstance(value, Map):
        return "kelompok isian"
    if isinstance(value, Seq):
        return "daftar"
    return _shown(value)


def _not_listed(field: str, value: Any, choices: list[str], found: dict[str, Any]) -> str:
    if value is None:
        return f"{field} belum diisi; pilihannya: {', '.join(choices)}"
    if refused := found.get("x-tolak"):
        if formula := sama(str(value), refused):
            return f"{field} {_shown(value)} ditolak: {sebab(formula, refused, choices)}"
        if formula := sama(str(value), choices):
            return f"{field} {_shown(value)} tidak dikenal; maksudnya '{formula}'?"
    by_lower = {choice.lower(): choice for choice in choices}
    near = _near(str(value).lower(), by_lower)
    mend = f"maksudnya '{by_lower[near]}'?" if near else f"pilihannya: {', '.join(choices)}"
    return f"{field} {_shown(value)} tidak dikenal; {mend}"


def _out_of_bounds(field: str, value: Decimal | int, found: dict[str, Any], typed: str | None = None) -> str:
    """Say which bound a number is beyond, and what it would be on the scale that it was probably not typed in."""
    low, high = found.get("minimum"), found.get("maximum")
    over = high is not None and value > high
    message = f"{field} {_shown(typed or value)} tidak boleh {f'lebih dari {high}' if over else f'kurang dari {low}'}"
    factor = found.get("x-konversi")
    if factor and over and low * factor <= value <= high * factor:
        meant = f"{Decimal(value) / factor:f}".rstrip("0").rstrip(".")
        return f'{message}; bila ini nilai konversi (skala {high * factor}), bagi {factor}: tulis "{meant}"'
    return message


def _wrong_pattern(field: str, value: str, found: dict[str, Any]) -> str:
    if _is_number(found):
        if "null" in found["type"] and not any(c.isdigit() for c in value):
            return f"{field} {_shown(value)} bukan angka; tulis angkanya, atau null bila datanya belum ada"
        if not value.strip():
            return f"{field} belum diisi; isi angkanya"
        advice = read_number(value)
        if isinstance(advice, str):
            return f"{field}: {advice}"
        if "integer" in found["type"]:
            return f"{field} '{value}' harus angka bulat dan tidak kurang dari 0"
        return _out_of_bounds(field, advice, found, value)
    if value != value.strip() and value.strip():
        return f"{field} tidak boleh diawali atau diakhiri spasi; hapus spasinya"
    if found.get("format") == "date" and (d := re.fullmatch(r"(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})", value)):
        return f'{field} {_shown(value)} harus tahun-bulan-hari; tulis "{d[3]}-{d[2]:0>2}-{d[1]:0>2}"'
    return f"{field} {_shown(value)} tidak sesuai bentuknya; {_form(found)}"


def _form(found: dict[str, Any]) -> str:
    """Say what the form of a field is, as the end of a sentence."""
    text: str = found.get("$comment") or found.get("description", "")
    return f"{text[:1].lower()}{text[1:].rstrip('.')}"


def _is_number(found: dict[str, Any]) -> bool:
    kinds = found.get("type", [])
    return isinstance(kinds, list) and "string" in kinds and ("number" in kinds or "integer" in kinds)


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"
