"""Writing .github/CODEOWNERS out of content/, and telling where it is no longer the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lkip.model import Instansi
from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_isian, baca_peran, baca_sop
from lkip.proses.pemilik import LETAK, codeowners, tanpa_login


def owners(root: Path, check: bool = False) -> Iterator[str]:
    """Write CODEOWNERS, or with `check` only compare; yield what to print. Raises CommandError where it differs."""
    parts = baca_peran(root), baca_sop(root), baca_instansi(root)
    file, text = root / LETAK, codeowners(*parts)
    same = file.is_file() and file.read_text("utf-8", "replace") == text
    if check and not same:
        msg = f"{LETAK} {'belum mengikuti content/' if file.is_file() else 'belum ada'}; jalankan ./inv owners"
        raise CommandError(msg)
    if not same:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
    yield f"{LETAK} {'sudah sesuai' if same else 'ditulis dari'} content/."
    if missing := tanpa_login(*parts):
        yield f"Belum ada login di content/peran.yml untuk: {', '.join(map(visible, missing))}."
        yield "Selama itu persetujuan mereka tidak diminta situs repositori; tambahkan login, lalu ulangi ./inv owners."


def baca_instansi(root: Path) -> Instansi:
    """Return the office, or say that it must be mended first."""
    name = "content/instansi.yml"
    return baca_isian(root / name, name, "instansi", Instansi)
