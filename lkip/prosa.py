"""Rules for prose alone: they need no figures, so they are told also when data files cannot be read yet."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence

from lkip.model import Prosa
from lkip.peraga import BENTUK, PERAGA
from lkip.problem import Finding, Problem, Source


def check_prose(narasi: Sequence[Prosa], panduan: Sequence[Prosa]) -> list[Problem]:
    """Return what the rules find in the year's prose and in the guide."""
    return [
        Problem(source, message, level, rule.__name__.replace("_", "-"), kode)
        for rule in PROSE_RULES
        for source, message, level, kode in rule(narasi, panduan)
    ]


def _kode(prosa: Prosa) -> str:
    """Return what a finding of a text is about: a file of the year's prose; a page of the guide is in no report."""
    return f"narasi/{prosa.nama}.md" if "/narasi/" in prosa.path else ""


_JUDUL = "judul tidak ditulis dalam narasi; judul bab diatur dalam templat"
_TAUTAN = "tautan hanya boleh https://, http:// atau mailto:"
_GARIS_BAWAH = re.compile(r"^[ >]*(=+|-+)\s*$")
_PROSA = (
    (re.compile(r"^(?:[ >]|[*+-] |\d+[.)] )*#{1,6}(\s|$)"), _JUDUL),
    (re.compile(r"(?i)(?:\]\(|^[ >]*\[[^]]*\]:)\s*<?(?!\s|<|https?://|mailto:)"), _TAUTAN),
    (re.compile(r"(?i)<(?!https?://|mailto:)[a-z][a-z0-9+.-]*:"), _TAUTAN),
)


# A picture of the year's own folder, alone in its paragraph: what it shows in words, its file, its title.
GAMBAR = re.compile(
    r'!\[(?P<alt>[^][]*)\]\(\.\./(?P<berkas>gambar/[A-Za-z0-9][A-Za-z0-9._-]*)(?: "(?P<judul>[^"]*)")?\)'
)
_BENTUK_GAMBAR = '![yang terlihat pada gambar](../gambar/nama.png "Judul gambar")'


def _picture(prosa: Prosa, number: int, above: str, line: str, below: str) -> Iterator[Finding]:
    """A picture has words for those who do not see it, and stands at the left edge between empty lines."""
    source = Source(prosa.path, number, line.index("![") + 1)
    found = GAMBAR.fullmatch(line.rstrip())
    if found is None or above.strip() or below.strip():
        yield (
            source,
            f"gambar ditulis sendiri di antara dua baris kosong, dengan bentuk {_BENTUK_GAMBAR}",
            "galat",
            _kode(prosa),
        )
    elif not found["alt"].strip():
        message = "gambar belum mempunyai teks pengganti; tulis dalam kurung siku apa yang terlihat pada gambar"
        yield source, message, "galat", _kode(prosa)


def prosa_sederhana(narasi: Sequence[Prosa], panduan: Sequence[Prosa]) -> Iterator[Finding]:
    """Prose is paragraphs, lists, emphasis, tables and links to the web: nothing that acts or breaks the outline."""
    for prosa in narasi:
        above = ""
        lines = prosa.teks.split("\n")
        for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True), start=1):
            if "![" in line:
                yield from _picture(prosa, number, above, line, below)
                above = line
                continue
            for pattern, message in _PROSA:
                if found := pattern.search(line):
                    yield Source(prosa.path, number, found.start() + 1), message, "galat", _kode(prosa)
            if above.strip(" >") and _GARIS_BAWAH.match(line):
                message = f"garis di bawah teks menjadikannya judul; {_JUDUL}"
                yield Source(prosa.path, number), message, "galat", _kode(prosa)
            above = line
    for prosa in (*narasi, *panduan):
        for number, line in enumerate(prosa.teks.split("\n"), start=1):
            if _DALAM.match(line):
                message = "kutipan atau daftar bersusun terlalu dalam; ratakan"
                yield Source(prosa.path, number), message, "galat", _kode(prosa)


# Deeper than anybody reads, and the compilers of the outputs give up somewhere beyond.
_DALAM = re.compile(r"(?:\s*>){6}|\s*(?:(?:[-*+]|\d+[.)])\s+){6}|\s{24,}\S")


def narasi_berisi(narasi: Sequence[Prosa], _: Sequence[Prosa]) -> Iterator[Finding]:
    """Every prose file that a chapter prints says something."""
    for prosa in narasi:
        if not prosa.teks.strip():
            yield Source(prosa.path), "narasi ini masih kosong; tulis isinya", "peringatan", _kode(prosa)


_TAUTAN_PANDUAN = re.compile(r"\]\(<?([a-z0-9-]+)\.md(?:#[^)\s]*)?>?[)\s]")


def panduan_utuh(_: Sequence[Prosa], panduan: Sequence[Prosa]) -> Iterator[Finding]:
    """Every page of the guide that another page points to exists: the site is built strictly."""
    pages = {p.nama for p in panduan}
    for page in panduan:
        for number, line in enumerate(page.teks.split("\n"), start=1):
            for found in _TAUTAN_PANDUAN.finditer(line):
                if found[1] not in pages:
                    near = difflib.get_close_matches(found[1], pages, n=1)
                    mend = f"maksudnya {near[0]}.md?" if near else "perbaiki atau hapus tautannya"
                    source = Source(page.path, number, found.start(1) + 1)
                    yield source, f"halaman panduan {found[1]}.md tidak ada; {mend}", "galat", ""


_PAGAR = re.compile(r"^ {0,3}(`{3,}|~{3,})")
# What only speaks of a picture: code in the line, a block that is set in, an escaped mark, a mark of another language.
_BUKAN_GAMBAR = re.compile(r"^(?: {4}|\t).*|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\\!|<!\[")
_BENTUK_PERAGA = '![yang terlihat](gambar:nama "Judul")'


def panduan_bergambar(_: Sequence[Prosa], panduan: Sequence[Prosa]) -> Iterator[Finding]:
    """A picture of the guide is one that the product makes of itself; it has words for those who do not see it."""
    for page in panduan:
        fence, lines = "", page.teks.split("\n")
        for number, line in enumerate(lines, start=1):
            if found := _PAGAR.match(line):
                fence = "" if fence and found[1].startswith(fence) else fence or found[1]
            elif not fence and "![" in _BUKAN_GAMBAR.sub("", line):
                around = [*lines[max(number - 2, 0) : number - 1], *lines[number : number + 1]]
                wrong = _peraga(line.rstrip(), alone=not any(part.strip() for part in around))
                if wrong:
                    yield Source(page.path, number, line.index("![") + 1), wrong, "galat", ""


def _peraga(line: str, *, alone: bool) -> str:
    """Say what is wrong with a line of the guide that shows a picture; empty where nothing is."""
    found = BENTUK.fullmatch(line)
    if found is None or not alone:
        return f"gambar panduan ditulis sendiri di antara dua baris kosong, dengan bentuk {_BENTUK_PERAGA}"
    if found["nama"] not in PERAGA:
        near = difflib.get_close_matches(found["nama"], PERAGA, n=1)
        mend = f"maksudnya {near[0]}?" if near else f"yang ada: {', '.join(PERAGA)}"
        return f"gambar {found['nama']} tidak dikenal; {mend}"
    if not found["alt"].strip():
        return "gambar belum mempunyai teks pengganti; tulis dalam kurung siku apa yang terlihat pada gambar"
    return ""


PROSE_RULES: tuple[Callable[[Sequence[Prosa], Sequence[Prosa]], Iterator[Finding]], ...] = (
    prosa_sederhana,
    panduan_utuh,
    panduan_bergambar,
    narasi_berisi,
)
