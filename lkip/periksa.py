"""What `./inv check` and `./inv explain` print: the check in one of its forms, the page of a rule in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lkip import temuan
from lkip.check import RULES
from lkip.check.bentuk import dekat
from lkip.keterangan import KETERANGAN
from lkip.pipeline import check_years
from lkip.problem import CommandError, visible


def laporkan(root: Path, form: str, revision: str = "") -> tuple[Iterable[str], bool]:
    """Check content/; return what to print in a form (teks, github, json, sarif) and whether the check failed.

    With a revision it fails only for what is new since then.
    """
    if revision:
        from lkip import sejak

        now, since = sejak.bandingkan(root, revision)
    else:
        now, since = temuan.kumpulkan(check_years(root)), None
    wrong = since.galat if since else now.galat
    match form:
        case "json":
            from lkip.temuan_json import as_json

            return [as_json(now, since)], wrong
        case "sarif":
            from lkip.sarif import as_sarif

            return [as_sarif(now, root, since)], wrong
        case "github":
            new = temuan.anotasi(t.problem for t in (since.baru if since else now.temuan))
            return [*new, sejak.ringkasan(since) if since else temuan.ringkasan(now)], wrong
        case _:
            return sejak.baris(now, since) if since else temuan.baris(now), wrong


def jelaskan_aturan(root: Path, nama: str | None) -> Iterator[str]:
    """Yield the page of a rule, or without a name the list of all rules. Raises CommandError for an unknown name."""
    if nama is None:
        yield from _daftar()
        return
    if rule := next((r for r in RULES if r.nama == nama), None):
        from lkip.check.penjelasan import jelaskan, teks

        yield teks(jelaskan(rule, root)).rstrip("\n")
    elif nama in KETERANGAN:
        yield f"{nama}\n\n{KETERANGAN[nama]}"
    else:
        near = dekat(nama, [*(r.nama for r in RULES), *KETERANGAN])
        mend = f"maksudnya '{near}'?" if near else "lihat daftarnya dengan ./inv explain"
        msg = f"aturan '{visible(nama)}' tidak dikenal; {mend}"
        raise CommandError(msg)


def _daftar() -> Iterator[str]:
    """Yield all names that stand behind findings, with number and first sentence; the rules in their order."""
    width = max(len(name) for name in (*KETERANGAN, *(r.nama for r in RULES)))
    for rule in RULES:
        yield f"{rule.kode:4} {rule.nama:{width}}  {temuan.pertama(rule.nama)}"
    for name in KETERANGAN:
        yield f"{'':4} {name:{width}}  {temuan.pertama(name)}"
