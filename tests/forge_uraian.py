"""The forge's published OpenAPI description, as far as it is used: what a request and an answer may look like."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

ROOT = Path(__file__).parent.parent
URAIAN = ROOT / ".axe/node_modules/@octokit/openapi/generated/api.github.com.json"
_NAMA = "urn:forge"
Rute = tuple[str, str]  # method, path as the description writes it


def butuh_uraian() -> None:
    """Without the description the tests are skipped, saying so; but never in .ci/run, which installs it."""
    if not URAIAN.is_file():
        message = f"the forge's description is not there ({URAIAN.relative_to(ROOT)}): .ci/run installs it"
        pytest.fail(message) if os.environ.get("UJI_LENGKAP") else pytest.skip(message)


@lru_cache(maxsize=4)
def uraian(rute: frozenset[Rute]) -> Uraian:
    """The description of some routes. Of its 13 MB a part is kept: what these say, and what that refers to."""
    stat = URAIAN.stat()
    told = f"{sorted(rute)} {stat.st_size} {stat.st_mtime_ns}".encode()
    kept = ROOT / f".axe/uraian-{hashlib.sha256(told).hexdigest()[:16]}.json"
    with kept.with_suffix(".kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.is_file():
            part = _bagian(json.loads(URAIAN.read_text("utf-8")), rute)
            kept.with_suffix(".baru").write_text(json.dumps(part), "utf-8")
            kept.with_suffix(".baru").rename(kept)
    return Uraian(json.loads(kept.read_text("utf-8")))


@dataclass
class Uraian:
    """Some routes: which one a request means, what is wrong with it, what an answer looks like."""

    isi: dict[str, Any]
    _hakim: dict[str, Draft7Validator] = field(default_factory=dict)

    def rute(self, cara: str, path: str) -> tuple[str, dict[str, str]] | None:
        """Return the route of a request and its parts; of several that fit, the one with the most fixed words."""
        for template, pattern in self._pola:
            found = pattern.fullmatch(path)
            if found and cara.lower() in self.isi["paths"][template]:
                return template, found.groupdict()
        return None

    @cached_property
    def _pola(self) -> list[tuple[str, re.Pattern[str]]]:
        """Only `ref` may hold a slash."""
        parts = {t: re.sub(r"\{(\w+)\}", _kelompok, t) for t in self.isi["paths"]}
        return [(t, re.compile(parts[t])) for t in sorted(parts, key=lambda t: t.count("{"))]

    def json(self, cara: str, rute: str) -> bool:
        """Whether a body of this route is JSON; else it is a file of whatever kind, a JSON file too."""
        told = self.isi["paths"][rute][cara.lower()].get("requestBody")
        return told is None or "application/json" in told["content"]

    def salah(self, cara: str, rute: str, bagian: Mapping[str, str], tanya: Mapping[str, str], isi: Any) -> list[str]:
        """Say what is wrong with a request: its parts, its query, its body (None: it has none; bytes: a file)."""
        told = self.isi["paths"][rute][cara.lower()]
        known = {p["name"]: p for p in map(self._tuju, told.get("parameters", []))}
        wrong = [f"query {name} is unknown" for name in tanya if name not in known]
        wrong += [
            f"query {n} is missing" for n, p in known.items() if p.get("required") and n not in {**bagian, **tanya}
        ]
        for name, text in {**bagian, **tanya}.items():
            if name in known:
                wrong += [f"{name}: {e}" for e in self._nilai(known[name]["schema"], text)]
        return wrong + list(self._isi(f"/paths/{_lolos(rute)}/{cara.lower()}", told, isi))

    def _isi(self, place: str, told: Any, isi: Any) -> Iterator[str]:
        body = told.get("requestBody")
        if body is None:
            if isi is not None:
                yield "a body where none is expected"
            return
        if isinstance(isi, bytes):
            if "application/json" in body["content"]:
                yield "the body is not JSON"
            return
        if isi is None:
            if body.get("required"):
                yield "no body"
            return
        schema = self._tuju(body["content"]["application/json"]["schema"])
        fields = self._isian(schema)
        yield from (f"body: {name} is unknown" for name in isi if fields and name not in fields)
        yield from self._periksa(f"{place}/requestBody/content/application~1json/schema", isi)

    def _isian(self, schema: Any) -> set[str]:
        """The fields of a body, of every way in which it may be written."""
        found = set(schema.get("properties", {}))
        for way in ("oneOf", "anyOf", "allOf"):
            found |= {name for one in schema.get(way, []) for name in self._isian(self._tuju(one))}
        return found

    def salah_jawaban(self, cara: str, rute: str, status: int, isi: Any) -> list[str]:
        """Say what is wrong with an answer of ours."""
        told = self.isi["paths"][rute][cara.lower()]["responses"]
        if str(status) not in told:
            return [f"status {status} is unknown"]
        place = f"/paths/{_lolos(rute)}/{cara.lower()}/responses/{status}"
        if "$ref" in told[str(status)]:
            place = told[str(status)]["$ref"].removeprefix("#")
        if "application/json" not in self._tuju(told[str(status)]).get("content", {}):
            return [] if isi is None else ["a body where none is expected"]
        return list(self._periksa(f"{place}/content/application~1json/schema", isi))

    def contoh(self, cara: str, rute: str, status: int) -> Any:
        """Return the description's own example of an answer (of a list: of its first entry)."""
        told = self._tuju(self.isi["paths"][rute][cara.lower()]["responses"][str(status)])
        examples = told["content"]["application/json"].get("examples", {})
        value = self._tuju(next(iter(examples.values())))["value"] if examples else {}
        return value[0] if isinstance(value, list) and value else value

    def _tuju(self, node: Any) -> Any:
        while "$ref" in node:
            node = _ambil(self.isi, node["$ref"])
        return node

    def _nilai(self, schema: Any, text: str) -> Iterator[str]:
        """Judge a word of a path or a query as what it should be."""
        kind = self._tuju(schema).get("type")
        value: Any = int(text) if kind == "integer" and re.fullmatch(r"-?\d+", text) else text
        value = text == "true" if kind == "boolean" and text in ("true", "false") else value
        yield from (e.message for e in Draft7Validator(schema, registry=self._daftar).iter_errors(value))

    def _periksa(self, pointer: str, value: Any) -> Iterator[str]:
        if pointer not in self._hakim:
            self._hakim[pointer] = Draft7Validator({"$ref": f"{_NAMA}#{pointer}"}, registry=self._daftar)
        for error in self._hakim[pointer].iter_errors(value):
            yield f"{error.json_path}: {error.message[:200]}"

    @cached_property
    def _daftar(self) -> Registry[Any]:
        return Registry().with_resource(_NAMA, Resource(self.isi, DRAFT7))


def _kelompok(found: re.Match[str]) -> str:
    return f"(?P<{found[1]}>{'.+' if found[1] == 'ref' else '[^/]+'})"


def _lolos(text: str) -> str:
    return text.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


def _ambil(whole: Any, ref: str) -> Any:
    for part in ref.removeprefix("#/").split("/"):
        whole = whole[part.replace("~1", "/").replace("~0", "~")]
    return whole


def _bagian(whole: Any, rute: frozenset[Rute]) -> dict[str, Any]:
    """Take some routes out of the description, with all that they refer to, as JSON Schema understands it."""
    kept: dict[str, Any] = {"paths": {}, "components": {}}
    for method, path in rute:
        kept["paths"].setdefault(path, {})[method.lower()] = whole["paths"][path][method.lower()]
    todo = set(_rujukan(kept["paths"]))
    while todo:
        _, _, room, name = (ref := todo.pop()).split("/")
        held = kept["components"].setdefault(room, {})
        if name not in held:
            held[name] = _ambil(whole, ref)
            todo |= set(_rujukan(held[name]))
    return {"paths": _nullable(kept["paths"]), "components": _nullable(kept["components"])}


def _rujukan(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from _rujukan(one)


def _nullable(node: Any) -> Any:
    """OpenAPI 3.0 writes `nullable`; JSON Schema knows only the type null."""
    if isinstance(node, list):
        return [_nullable(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: value if key == "value" else _nullable(value) for key, value in node.items()}
    return {"anyOf": [made, {"type": "null"}]} if made.get("nullable") is True else made
