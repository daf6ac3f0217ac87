"""What people wrote stays text in a comment: read by pandoc as the forge's Markdown, it is text alone."""

from __future__ import annotations

import json
import subprocess

import pytest

from lkip import ast
from lkip.forge.markdown import gambar, tabel, tautan, teks
from lkip.problem import visible
from lkip.publish.workshop import pandoc_path

JAHAT = (
    "<img src=x onerror=alert(1)> <!-- buka",
    "@camat-az lihat #12, GH-7, org/repo#3 dan a@b.id",
    "[klik](https://jahat.example) ![x](https://jahat.example/p.png) https://jahat.example www.jahat.example",
    "a | b \\| c",
    "**tebal** _miring_ ~~coret~~ `kode` ``` $x^2$ $$y$$ :rocket: :+1:",
    "baris satu\n\n# judul\n- butir\n> kutipan\n---\n1. satu",
    "[^1] [x]: https://jahat.example\n\n[x]: y",
    "&lt;b&gt; &#64;camat \\@camat",
    "</details><script>x</script>",
    "balik\u202earah \x1b[31m nol\u200blebar",
    "  dua spasi di ujung  ",
)


def read(markdown: str) -> list[ast.Node]:
    """The blocks that the forge's Markdown makes of a text."""
    command = [pandoc_path(), "--sandbox", "--from", "gfm+tex_math_dollars", "--to", "json"]
    done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)["blocks"]


def only_text(blocks: list[ast.Node]) -> str:
    """The words of some blocks, which must be nothing but words."""
    kinds = {node["t"] for node in ast.nodes(blocks)}
    assert kinds <= {"Para", "Plain", "Str", "Space"}, kinds
    return ast.plain_text(blocks)


@pytest.mark.parametrize("text", JAHAT)
def test_whatever_people_wrote_is_text(text: str) -> None:
    """In a paragraph, in a cell and as the words of a link, with nothing left that the forge would look for again."""
    expected = visible(" ".join(text.split()))
    blocks = read("\n".join([f"Isi: {teks(text)} akhir", "", *tabel(["a", "b"], [["x", teks(text)]])]))
    said = only_text(blocks[:1])
    assert said.replace("\u200b", "") == f"Isi: {expected} akhir"
    cells = blocks[1]["c"][4][0][3][0][1]
    assert [only_text(cell[4]).replace("\u200b", "") for cell in cells] == ["x", expected]
    for sign, after in zip(said, f"{said[1:]} ", strict=True):
        assert not (sign in "@#" and after != "\u200b") and not (sign == ":" and after not in " \u200b")
    assert "www." not in said and "GH-" not in said


def test_a_cut_text_keeps_whole_signs() -> None:
    assert teks("@@@@", 3) == "&#64;&#8203;&#64;&#8203;…"
    assert teks("seratus kata", 8) == "seratus…"


def test_an_address_of_ours_cannot_be_left() -> None:
    """A file's name comes from people too; an address that is none makes no link."""
    (block,) = read(f"{tautan(teks('a](b'), 'https://contoh.id/a)b <c>/d e.yml#L3')} {gambar('x', 'berkas:x')}")
    (link, _, word) = block["c"]
    assert (link["t"], link["c"][2][0], word) == (
        "Link",
        "https://contoh.id/a%29b%20%3Cc%3E/d%20e.yml#L3",
        ast.text("x"),
    )
