"""A check as SARIF 2.1.0, for editors and platforms: findings with fingerprints, exceptions as suppressions."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from lkip.check import RULES
from lkip.keterangan import KETERANGAN
from lkip.load import LOADER
from lkip.problem import visible
from lkip.sejak import Sejak
from lkip.temuan import Seluruh, Temuan, alamat, pertama

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What an address is made of: all else in it is written as `%…`.
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
_LEVELS = {"galat": "error", "peringatan": "warning", "catatan": "note"}
_KODE = {rule.nama: rule.kode for rule in RULES}


def as_sarif(seluruh: Seluruh, root: Path, since: Sejak | None = None) -> str:
    """Return a check as SARIF text; with `since` each result says whether it is new, and the solved ones are there."""
    found = list(_found(seluruh, since))
    names = sorted(_KODE.keys() | KETERANGAN.keys() | {t.problem.rule for t, _ in found})
    seen: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {"name": "lkip", "language": "id", "rules": [_rule(name, alamat_situs(root)) for name in names]},
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(t, state, names, seen) for t, state in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _found(seluruh: Seluruh, since: Sejak | None) -> Iterator[tuple[Temuan, str]]:
    """Yield what is reported with its state against the revision (empty without one)."""
    new = set(since.baru if since else ())
    unsure = set(since.tak_tentu if since else ())  # SARIF has no word for it: no baselineState
    for t in (*seluruh.temuan, *seluruh.diterima, *seluruh.lama):
        yield t, ("" if t in unsure else "new" if t in new else "unchanged") if since else ""
    for t in since.selesai if since else ():
        yield t, "absent"


def _rule(name: str, site: str) -> dict[str, Any]:
    """Describe a rule; its page has an address only where `mkdocs.yml` says where the site is."""
    rule: dict[str, Any] = {"id": name, "shortDescription": {"text": pertama(name) or name}}
    rule["help"] = {"text": f"./inv explain {name} (di situs: {alamat(name)})"}
    if site:
        rule["helpUri"] = f"{site}{alamat(name)}"
    return rule | ({"properties": {"kode": _KODE[name]}} if _KODE.get(name) else {})


def alamat_situs(root: Path) -> str:
    """Return the address of the site with a slash at its end, or nothing where no address is written down."""
    file = root / "mkdocs.yml"
    text = file.read_text("utf-8") if file.is_file() else ""
    data = yaml.load(text, Loader=LOADER)
    address = str((data or {}).get("site_url") or "")
    return f"{quote(address.rstrip('/'), safe=_IN_ADDRESS)}/" if re.match(r"https?://[^/\s]", address) else ""


def _result(t: Temuan, state: str, names: list[str], seen: Counter[str]) -> dict[str, Any]:
    p = t.problem
    result: dict[str, Any] = {
        "ruleId": p.rule,
        "ruleIndex": names.index(p.rule),
        "level": _LEVELS[p.level],
        "message": {"text": visible(p.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(p.source.path, errors="surrogateescape"),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": p.source.line, "startColumn": p.source.column},
                }
            }
        ],
        "partialFingerprints": {"aturanKodeTahun/v1": _fingerprint(t, seen)},
        "properties": {"kode": p.kode, "tahun": t.tahun},
    }
    if state:
        result["baselineState"] = state
    if t.alasan:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": visible(t.alasan)}]
    return result


def _fingerprint(t: Temuan, seen: Counter[str]) -> str:
    """Return what a finding is known by, with a number where several have it: no line, no sentence."""
    known = f"{t.problem.rule}/{t.problem.kode}/{t.tahun or ''}"
    seen[known] += 1
    return f"{known}:{seen[known]}"
