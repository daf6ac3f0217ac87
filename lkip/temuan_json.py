"""A check as JSON, by `schemas/pemeriksaan.schema.json`: findings, those accepted, counts, passed checks."""

from __future__ import annotations

import json
from typing import Any

from lkip.check import RULES
from lkip.pipeline import Hasil
from lkip.problem import counts, visible
from lkip.sejak import Sejak
from lkip.temuan import Seluruh, Temuan

_KODE = {rule.nama: rule.kode for rule in RULES}


def as_json(seluruh: Seluruh, since: Sejak | None = None) -> str:
    """Return a check as JSON text; with `since` every finding says whether it is new, and what is solved is listed."""
    new = frozenset(since.baru if since else ())
    unsure = frozenset(since.tak_tentu if since else ())
    counted = [_temuan(t) | _keadaan(t, new, unsure, since) for t in seluruh.temuan]
    levels = {str(level): count for level, count in counts(seluruh.problems).items()}
    data: dict[str, Any] = {
        "jumlah": {
            "indikator": seluruh.indikator,
            "lulus": seluruh.lulus,
            **levels,
            "diterima": len(seluruh.diterima),
            "temuan_lama": len(seluruh.lama),
        },
        "temuan": [*counted, *map(_temuan, (*seluruh.diterima, *seluruh.lama))],
        "indikator": [one for hasil in seluruh.hasil for one in _indikator(hasil)],
        "belum_diperiksa": seluruh.belum,
        **({"sejak": _sejak(since)} if since else {}),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _temuan(t: Temuan) -> dict[str, Any]:
    p, e = t.problem, t.pengecualian
    return {
        "aturan": p.rule,
        "kode_aturan": _KODE.get(p.rule, ""),
        "tingkat": p.level,
        "pesan": visible(p.message),
        "berkas": visible(p.source.path),
        "baris": p.source.line,
        "kolom": p.source.column,
        "kode": p.kode,
        "tahun": t.tahun,
        "diterima": {"alasan": e.alasan, "oleh": e.oleh, "sampai": e.sampai.isoformat()} if e else None,
        "temuan_lama": t.lama,
    }


def _keadaan(t: Temuan, new: frozenset[Temuan], unsure: frozenset[Temuan], since: Sejak | None) -> dict[str, str]:
    if since is None:
        return {}
    return {"keadaan": "baru" if t in new else "belum dapat dibandingkan" if t in unsure else "tetap"}


def _indikator(hasil: Hasil) -> list[dict[str, Any]]:
    """Return the indicators of a year, each with the checks that it passed and the values that they saw."""
    passed = [check for check in hasil.pemeriksaan if check.lulus]
    return [
        {
            "tahun": hasil.tahun,
            "kode": item.kode,
            "nama": item.nama,
            "lulus": [{"aturan": c.aturan.nama, "dilihat": c.dilihat} for c in passed if c.pokok == item.kode],
        }
        for item in (hasil.laporan.indikator if hasil.laporan else ())
    ]


def _sejak(since: Sejak) -> dict[str, Any]:
    return {
        "revisi": visible(since.revisi),
        "komit": since.komit,
        "baru": len(since.baru),
        "tetap": len(since.tetap),
        "selesai": [_temuan(t) for t in since.selesai],
        "kini_diterima": [_temuan(t) for t in since.diterima],
        "belum_dapat_dibandingkan": [{"tahun": tahun, "sebab": why} for tahun, why in since.buta],
    }
