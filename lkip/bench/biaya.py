"""What the product costs: CPU time, wall time and memory of whole processes, and the floor that no code of ours beats.

The floor replays, in the same run, the very pandoc, typst and mkdocs calls on the same files and nothing else. Only
ratios of one run are worth quoting: machines differ and are noisy.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from lkip.bench.kantor import office

# Measured on offices of so many indicators: what `compute` alone costs, asked to grow no faster than they do.
INDIKATOR = (10, 100, 1000)
_ASKED_GROWTH = 12.0
_ASKED_CPU_S = {1000: 0.5}
# The state of a year's process, and the trail of its figures, however long the history.
_ASKED_STATUS_S, _ASKED_TRAIL_S = 2.0, 5.0
# What a change of content costs to tell, against a check of both states.
_ASKED_DIFF = 1.5
# How often a process repeats `compute`; its fastest one counts.
_REPEATS = 3


@dataclass(frozen=True)
class Row:
    """Medians of one measured thing: seconds of CPU and wall, MiB of the largest process; floor and ratio where known.

    The ratio is the median of the pairs (a run and the floor measured right after it). Of `compute` alone the seconds
    are those of the fastest call of each process, and `growth` is how many times the row ten times smaller they are.
    """

    name: str
    median_cpu_s: float
    median_wall_s: float
    peak_mib: float
    floor_cpu_s: float | None = None
    ratio: float | None = None
    growth: float | None = None
    asked_growth: float | None = None
    asked_cpu_s: float | None = None
    asked_wall_s: float | None = None
    asked_ratio: float | None = None


@dataclass(frozen=True)
class _Cost:
    cpu: float
    wall: float
    peak: float
    said: bytes = b""


def measure(root: Path, runs: int) -> list[Row]:
    """Measure `check`, `pdf` and `everything` on the shipped content, each `runs` times, floors in turn with them."""
    runs = max(runs, 1)
    with tempfile.TemporaryDirectory(prefix="lkip-bench-") as folder:
        place = Path(folder)
        calls = place / "panggilan.json"
        _python(f"from lkip.bench import record; record({str(root)!r}, {str(place / 'rekam')!r}, {str(calls)!r})", root)
        invoke = [sys.executable, "-P", "-m", "invoke", "--search-root", str(root)]
        things = {
            "check": [*invoke, "check"],
            "pdf": _script(f"from lkip.bench import only_pdf; only_pdf({str(root)!r}, {str(place / 'pdf')!r})"),
            "everything": [*invoke, "build", "--out", str(place / "build")],
        }
        floors = {
            "pdf": _script(f"from lkip.bench import replay; replay({str(calls)!r}, 'pdf')"),
            "everything": _script(f"from lkip.bench import replay; replay({str(calls)!r}, 'everything')"),
        }
        # A thing and its floor in turn, so that a machine that slows down slows both.
        commands = [
            (name, kind, group[name])
            for name in things
            for kind, group in (("", things), ("floor", floors))
            if name in group
        ]
        costs: dict[tuple[str, str], list[_Cost]] = {(name, kind): [] for name, kind, _ in commands}
        for turn in range(runs + 1):
            for name, kind, command in commands:
                cost = _run(command, root)
                if turn:  # the first turn warms the disk's cache
                    costs[name, kind].append(cost)
        rows = [_row(name, costs[name, ""], costs.get((name, "floor"))) for name in things]
        rows += [measure_diff(root, place, runs), *measure_history(root, place, runs)]
        return [*rows, *measure_compute(root, runs)]


def measure_diff(root: Path, place: Path, runs: int) -> Row:
    """Measure what it costs to tell a change of all years, against a check of both states of content."""
    from lkip.bench.sejarah import changed, long_history

    office = str(changed(long_history(root, place / "beda", 2)))
    commands = [
        _script(f"from lkip.bench.sejarah import only_{name}; only_{name}({office!r})") for name in ("diff", "since")
    ]
    costs = [[_run(command, root) for command in commands] for _ in range(runs + 1)][1:]
    made, floors = ([pair[side] for pair in costs] for side in (0, 1))
    return replace(_row("diff", made, floors), asked_ratio=_ASKED_DIFF)


def measure_history(root: Path, place: Path, runs: int) -> list[Row]:
    """Measure status and trail of the newest year in a repository of a few commits and in one of many."""
    from lkip.bench.sejarah import KOMIT, lived, long_history

    offices = {size: str(lived(long_history(root, place / f"riwayat-{size}", size))) for size in (10, KOMIT)}
    rows = []
    for name, asked in (("status", _ASKED_STATUS_S), ("trail", _ASKED_TRAIL_S)):
        for size, place_of in offices.items():
            command = _script(f"from lkip.bench.sejarah import only_{name}; only_{name}({place_of!r})")
            costs = [_run(command, root) for _ in range(runs + 1)][1:]
            rows.append(replace(_row(f"{name} {size}", costs, None), asked_wall_s=asked))
    return rows


def measure_compute(root: Path, runs: int, sizes: Sequence[int] = INDIKATOR) -> list[Row]:
    """Measure `compute` alone on generated offices, sizes in turn, each time in a process of its own."""
    costs: dict[int, list[_Cost]] = {size: [] for size in sizes}
    for _ in range(max(runs, 1)):
        for size in sizes:
            whole = _run(_script(f"from lkip.bench import time_compute; time_compute({size})"), root)
            told = json.loads(whole.said)
            costs[size].append(_Cost(told["cpu"], told["wall"], whole.peak))
    rows: list[Row] = []
    for size in sizes:
        cpu, smaller = (
            statistics.median(c.cpu for c in costs.get(n, ())) if n in costs else 0.0 for n in (size, size // 10)
        )
        rows.append(
            Row(
                name=f"compute {size}",
                median_cpu_s=round(cpu, 4),
                median_wall_s=round(statistics.median(c.wall for c in costs[size]), 4),
                peak_mib=round(max(c.peak for c in costs[size]), 1),
                growth=round(cpu / smaller, 2) if smaller else None,
                asked_growth=_ASKED_GROWTH if smaller else None,
                asked_cpu_s=_ASKED_CPU_S.get(size),
            )
        )
    return rows


def report(rows: Sequence[Row], *, as_json: bool) -> str:
    """Return the rows as a table for people or as JSON."""
    if as_json:
        return json.dumps([{k: v for k, v in asdict(row).items() if v is not None} for row in rows], indent=1)
    lines = [f"{'yang diukur':<14}{'CPU (s)':>9}{'waktu (s)':>11}{'puncak (MiB)':>14}{'dasar CPU (s)':>15}{'rasio':>8}"]
    for row in rows:
        floor = f"{row.floor_cpu_s:>15.2f}{row.ratio:>8.2f}" if row.floor_cpu_s is not None else f"{'–':>15}{'–':>8}"
        places = 4 if row.name.startswith("compute") else 2
        seconds = f"{row.median_cpu_s:>9.{places}f}{row.median_wall_s:>11.{places}f}"
        lines.append(f"{row.name:<14}{seconds}{row.peak_mib:>14.0f}{floor}")
    return "\n".join([*lines, *(told for row in rows for told in _asked(row))])


def _asked(row: Row) -> list[str]:
    """Say what was asked of a row and whether it keeps it."""

    def told(what: str, found: float, most: float) -> str:
        return f"{row.name}: {what} {found:.2f}, diminta paling banyak {most:.2f}: {'ya' if found <= most else 'TIDAK'}"

    lines = []
    if row.growth is not None and row.asked_growth is not None:
        lines.append(told("kelipatan CPU dari baris sepersepuluhnya", row.growth, row.asked_growth))
    if row.asked_cpu_s is not None:
        lines.append(told("detik CPU", row.median_cpu_s, row.asked_cpu_s))
    if row.asked_ratio is not None and row.ratio is not None:
        lines.append(told("CPU dibanding pemeriksaan kedua keadaan", row.ratio, row.asked_ratio))
    if row.asked_wall_s is not None:
        lines.append(told("detik", row.median_wall_s, row.asked_wall_s))
    return lines


def _row(name: str, costs: Sequence[_Cost], floors: Sequence[_Cost] | None) -> Row:
    cpu = statistics.median(c.cpu for c in costs)
    floor = statistics.median(f.cpu for f in floors) if floors else None
    return Row(
        name=name,
        median_cpu_s=round(cpu, 3),
        median_wall_s=round(statistics.median(c.wall for c in costs), 3),
        peak_mib=round(max(c.peak for c in costs), 1),
        floor_cpu_s=round(floor, 3) if floor else None,
        ratio=round(statistics.median(c.cpu / f.cpu for c, f in zip(costs, floors, strict=True)), 3)
        if floors
        else None,
    )


def _script(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _python(code: str, root: Path) -> None:
    subprocess.run(_script(code), cwd=root, check=True)


def _run(command: Sequence[str], root: Path) -> _Cost:
    """Run a command and ask the system what it and its children used (user and system time, largest resident size)."""
    start = time.perf_counter()
    # Both streams into files: a pipe that nobody reads while the other is read would stop the process.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=root, stdout=out, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        spent = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            said = errors.read().decode(errors="replace")
            raise RuntimeError(f"{command} ended with {process.returncode}: {said}")
        return _Cost(used.ru_utime + used.ru_stime, spent, used.ru_maxrss / 1024, out.read())


# --- run in processes of their own -----------------------------------------------------------------------------


def record(root: str, folder: str, calls: str) -> None:
    """Make everything once in `folder` and write down every outside call that was made."""
    from lkip.pipeline import read_proof, read_years
    from lkip.publish import Workshop, epoch, make

    Path(folder).mkdir()
    reports, _ = read_years(Path(root))
    if not reports:
        msg = "content/ has problems; run ./inv check"
        raise RuntimeError(msg)
    shop = Workshop(Path(root), Path(folder), epoch(reports[-1].bahan.dokumen.tanggal), [])
    make(reports, shop, read_proof(Path(root)))
    recorded = {"terbaru": f"lkip-{reports[-1].tahun}", "panggilan": [asdict(call) for call in shop.calls]}
    Path(calls).write_text(json.dumps(recorded))


def only_pdf(root: str, folder: str) -> None:
    """Read, compute and make the PDF of the newest year alone."""
    from lkip.pipeline import read
    from lkip.publish import Workshop, epoch, make_pdf

    Path(folder).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        laporan = read(Path(root)).laporan
        if laporan is not None:
            make_pdf(laporan, Workshop(Path(root), Path(work), epoch(laporan.bahan.dokumen.tanggal), []))


def time_compute(indikator: int) -> None:
    """Print what the fastest of some calls of `compute` costs on a generated office, in seconds of CPU and wall."""
    from lkip.capaian import compute

    bahan = office(indikator)
    costs = []
    for _ in range(_REPEATS):
        cpu, wall = time.process_time(), time.perf_counter()
        compute(bahan)
        costs.append((time.process_time() - cpu, time.perf_counter() - wall))
    best = min(costs)
    print(json.dumps({"cpu": best[0], "wall": best[1]}))


def replay(calls: str, kind: str) -> None:
    """Run the recorded calls again on the same files; for `pdf` those that the newest report's PDF needs."""
    recorded = json.loads(Path(calls).read_text())
    for call in recorded["panggilan"]:
        if kind == "everything" or (call["output"] in ("pdf", "tree") and call["nama"] == recorded["terbaru"]):
            _replay(call)


def _replay(call: dict[str, Any]) -> None:
    if call["program"] == "typst":
        import typst

        source, options = call["args"]
        fonts = str(Path(__file__).parent.parent / "templates" / "huruf")
        compiler = typst.Compiler(root=call["folder"], font_paths=[fonts], ignore_system_fonts=True)
        compiler.compile_with_warnings(input=f"{call['folder']}/{source}", **json.loads(options))
        return
    given = Path(call["folder"], call["input"]).read_bytes() if call["input"] else None
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(call["args"], cwd=call["folder"], input=given, env=env, capture_output=True, check=True)
