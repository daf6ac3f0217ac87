"""The shipped content with a long history under it: what trail and status cost in a repository used for years."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from lkip.forge.beda import Pilihan, beda
from lkip.jejak import jejak_json, jejak_semua
from lkip.kantor_coba import KantorCoba
from lkip.load import CONTENT
from lkip.periksa import laporkan
from lkip.pipeline import read
from lkip.proses.baca import baca_sop, keadaan_tahun, tahun_proses
from lkip.proses.catat import catat
from lkip.proses.riwayat_git import git
from lkip.proses.status import tampilkan

KOMIT = 10_000
# One commit in so many changes a figure; the others change something beside content/ or a page of the guide.
_ANGKA = 50
_BERUBAH = "renstra.yml"
_NILAI = re.compile(r"(?m)^( +nilai: )(\d+)$")


def long_history(root: Path, place: Path, komit: int = KOMIT) -> Path:
    """Make a repository of the content below `root` with so many commits, and return its folder."""
    place.mkdir()
    stream = b"".join(_stream(root / CONTENT, komit))
    for args in (("init", "--quiet"), ("fast-import", "--quiet"), ("switch", "--quiet", "main")):
        if git(place, *args, masukan=stream) is None:
            msg = f"git {args[0]} failed"
            raise RuntimeError(msg)
    return place


def _stream(content: Path, komit: int) -> Iterator[bytes]:
    """Yield what git fast-import reads: all files at once, then small changes; in the end content is what it was."""
    files = {
        f"{CONTENT}/{p.relative_to(content).as_posix()}": p.read_bytes() for p in content.rglob("*") if p.is_file()
    }
    yield _commit(0, files)
    plan = files[f"{CONTENT}/{_BERUBAH}"].decode()
    places = list(_NILAI.finditer(plan))
    for number in range(1, komit):
        if number % _ANGKA:
            yield _commit(number, {f"catatan/{number % 40}.txt": str(number).encode()})
            continue
        turn, back = divmod(number // _ANGKA, 2)
        at = places[turn % len(places)]
        changed = f"{plan[: at.start()]}{at[1]}{int(at[2]) + 1}{plan[at.end() :]}"
        yield _commit(number, {f"{CONTENT}/{_BERUBAH}": (plan if back else changed).encode()})
    yield _commit(komit, {f"{CONTENT}/{_BERUBAH}": plan.encode()})


def _commit(number: int, files: dict[str, bytes]) -> bytes:
    head = f"commit refs/heads/main\ncommitter Penulis {number % 7} <> {1_600_000_000 + number * 3600} +0800\ndata 0\n"
    parts = [f"M 644 inline {path}\ndata {len(text)}\n".encode() + text + b"\n" for path, text in files.items()]
    return head.encode() + b"".join(parts) + b"\n"


def changed(place: Path) -> Path:
    """Change a target of the plan, which every year's report shows, and leave it uncommitted."""
    file = place / CONTENT / _BERUBAH
    file.write_text(
        _NILAI.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", file.read_text("utf-8"), count=1), "utf-8"
    )
    return place


def only_diff(root: str) -> None:
    """Tell what changed since the last commit, as a comment."""
    if not list(beda(Path(root), "HEAD", Pilihan(markdown=True), {})):
        sys.exit("the change was not found")


def only_since(root: str) -> None:
    """Check content as it is and as it was at the last commit."""
    list(laporkan(Path(root), "teks", "HEAD")[0])


def lived(place: Path) -> Path:
    """Let the newest year's process be lived in a repository: keys for all who hold a role, each step signed."""
    office = KantorCoba(place, place.with_name(f"{place.name}-kunci"))
    year = tahun_proses(place)
    begun = datetime.fromisoformat(office.git("log", "-1", "--format=%cI"))
    office.tulis_peran(2, [office.orang(role, role, f"{begun:%Y}-01-01") for role in office.peran()])
    office.komit("Daftar peran", begun)
    for step in baca_sop(place).langkah:
        when, role = begun + timedelta(hours=step.nomor), step.diselesaikan_oleh[0]
        catat(place, year, step.nomor, "selesai", waktu=when, kunci=office.kunci[role])
        office.komit(f"Langkah {step.nomor}", when + timedelta(minutes=1))
    return place


def only_status(root: str) -> None:
    """Read the state of the newest process and make its table."""
    place = Path(root)
    state = keadaan_tahun(place, tahun_proses(place))
    if state.selesai != len(state.langkah):
        sys.exit("the year's events do not all count")
    tampilkan(place, state)


def only_trail(root: str) -> None:
    """Read, compute and make the trail of the newest year alone."""
    laporan = read(Path(root)).laporan
    if laporan is None:
        sys.exit("content/ has problems; run ./inv check")
    jejak_json(jejak_semua([laporan], Path(root))[laporan.tahun])
