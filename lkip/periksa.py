"""What `./inv check` and `./inv explain` print: the check in one of its forms, the page of a rule in plain text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lkip import temuan
from lkip.check import RULES
from lkip.keterangan import KETERANGAN
from lkip.pipeline import check_years
from lkip.problem import CommandError, visible
from lkip.temuan import Seluruh

if TYPE_CHECKING:
    from lkip.sejak import Sejak


def laporkan(
    root: Path, form: str, revision: str = "", *, unit: str = "", tahun: int | None = None
) -> tuple[Iterable[str], bool]:
    """Check content/; return what to print in a form (teks, github, json, sarif) and whether the check failed.

    With a revision it fails only for what is new since then, with a unit or a year only for what is found there.
    """
    if unit or tahun:
        return _bagian(root, form, unit, tahun)
    if revision:
        from lkip import sejak

        now, since = sejak.bandingkan(root, revision)
    else:
        now, since = temuan.kumpulkan(check_years(root)), None
    return _dicetak(root, form, now, since)


def _bagian(root: Path, form: str, unit: str, tahun: int | None) -> tuple[Iterable[str], bool]:
    """Return what is printed of one unit or one year."""
    from lkip.saring import baris, disaring, saringan

    wanted = saringan(root, unit, tahun)
    every = temuan.kumpulkan(check_years(root))
    part = disaring(every, wanted)
    return (baris(every, part, wanted), part.galat) if form == "teks" else _dicetak(root, form, part, None)


def _dicetak(root: Path, form: str, now: Seluruh, since: Sejak | None) -> tuple[Iterable[str], bool]:
    """Return findings in a form."""
    if since:
        from lkip import sejak

    wrong = since.galat if since else now.galat
    match form:
        case "json":
            from lkip.temuan_json import as_json

            return [as_json(now, since)], wrong
        case "sarif":
            from lkip.sarif import as_sarif

            return [as_sarif(now, root, since)], wrong
        case "github":
            if since:
                new = temuan.anotasi(t.problem for t in (*since.baru, *since.tak_tentu))
                return [*new, *sejak.tak_terbanding(since), sejak.ringkasan(since)], wrong
            return [*temuan.anotasi(now.problems), temuan.ringkasan(now)], wrong
        case _:
            return sejak.baris(now, since) if since else temuan.baris(now), wrong


def jelaskan_aturan(root: Path, nama: str | None) -> Iterator[str]:
    """Yield the page of a rule, or without a name the list of all rules. Raises CommandError for an unknown name."""
    if not nama:
        yield from _daftar()
        return
    meant = re.sub(r"[\s_-]+", "-", nama.strip(" []\t\n").lower())
    if rules := [r for r in RULES if meant in (r.nama, r.kode.lower())]:
        from lkip.check.penjelasan import daftar, teks

        yield "\n".join(teks(page) for page in daftar(rules, root)).rstrip("\n")
    elif meant in KETERANGAN:
        yield f"{meant}\n\n{KETERANGAN[meant]}"
    else:
        msg = f"aturan '{visible(nama)}' tidak dikenal; {_maksudnya(meant)}"
        raise CommandError(msg)


def _maksudnya(meant: str) -> str:
    """Say which names or numbers may have been meant: the nearest ones, else those that have the word in them."""
    numbers = sorted({r.kode for r in RULES if r.kode})
    if re.fullmatch(r"[a-z]?\d+", meant):
        return f"nomor yang ada: {numbers[0]} sampai {numbers[-1]}, lihat daftarnya dengan ./inv explain"
    names = [*(r.nama for r in RULES), *KETERANGAN]
    near = difflib.get_close_matches(meant, names, n=3, cutoff=0.7)
    near = near or [name for name in names if meant in name.split("-")]
    if not near:
        return "lihat daftarnya dengan ./inv explain"
    return f"maksudnya '{near[0]}'?" if len(near) == 1 else f"maksudnya salah satu dari ini: {', '.join(near)}"


def _daftar() -> Iterator[str]:
    """Yield all names that stand behind findings, with number and first sentence; the rules in their order."""
    width = max(len(name) for name in (*KETERANGAN, *(r.nama for r in RULES)))
    for rule in RULES:
        yield f"{rule.kode:4} {rule.nama:{width}}  {temuan.pertama(rule.nama)}"
    for name in KETERANGAN:
        yield f"{'':4} {name:{width}}  {temuan.pertama(name)}"
