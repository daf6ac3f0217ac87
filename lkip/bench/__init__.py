"""What the product costs, and what its check finds: in planted faults and in published tables."""

from __future__ import annotations

import json
from pathlib import Path

from lkip.bench.biaya import Row, measure, measure_compute, only_pdf, record, replay, report, time_compute
from lkip.bench.kantor import office

__all__ = [
    "Row",
    "measure",
    "measure_compute",
    "office",
    "only_pdf",
    "record",
    "replay",
    "report",
    "time_compute",
    "ukur",
]


def ukur(root: Path, runs: int, *, as_json: bool, tanaman: bool = False) -> str:
    """Return all that `./inv bench` prints: costs, planted faults, published offices; with `tanaman` not the costs."""
    from lkip.bench import tanam, terbitan

    rows = [] if tanaman else measure(root, runs)
    panen, found = tanam.tanam(root), terbitan.temuan(root)
    if as_json:
        parts = [tanam.sebagai_data(panen), terbitan.sebagai_data(found)]
        return json.dumps([*json.loads(report(rows, as_json=True)), *parts], indent=1, ensure_ascii=False)
    costs = [report(rows, as_json=False), ""] if rows else []
    return "\n".join([*costs, *tanam.uraian(panen), "", *terbitan.uraian(found)])
