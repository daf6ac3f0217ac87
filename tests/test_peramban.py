"""The site in a browser: usable for everybody (axe-core's rules), on a phone and on a desk, and without scripts."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest
from keluaran import page, pages, squeezed
from peramban import WIDTHS, Judged, Seen, Task, lacking, look

Seeing = tuple[Path, Seen]


def require_browser() -> None:
    """Without Chromium or axe the tests are skipped, saying so; but never in .ci/run, which installs both."""
    if lost := lacking():
        message = "the site was not looked at in a browser: " + "; ".join(lost)
        pytest.fail(message) if os.environ.get("UJI_LENGKAP") else pytest.skip(message)


SEARCH = "index.html?q=anggaran"


def looked_at(site: Path) -> list[str]:
    """Every page of a site; of the pages of rules, over a hundred by one template, the longest and the shortest."""
    rules = [path for path in pages(site) if re.match(r"aturan/(?!index)", path)]
    rules.sort(key=lambda path: (site / path).stat().st_size)
    return [path for path in pages(site) if path not in rules[1:-1]]


def largest_of_each_kind(site: Path, paths: Sequence[str]) -> set[str]:
    """Of the pages that one template makes (of an indicator, an annex, the guide …) the largest."""
    kinds: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (site / path).stat().st_size):
        folder = path.rpartition("/")[0]
        one_of_many = folder in ("aturan", "panduan") and not path.endswith("/index.html")
        kinds[folder if one_of_many else path.partition("-")[0]] = path
    return set(kinds.values())


def tasks(site: Path) -> list[Task]:
    """Every page of the newest year at each width and without scripts, of an earlier year once; a search.

    axe, which takes most of the time, judges every page on the phone; of the smaller second site, which has one year,
    the largest of each kind; on the desk and of the earlier year those too, but their colours, which are the phone's,
    only on the start page.
    """
    newest = max(path.name for path in site.iterdir() if re.fullmatch(r"\d{4}", path.name))
    every = looked_at(site)
    earlier = [path for path in every if re.match(r"\d{4}/", path) and not path.startswith(newest)]
    current = [path for path in every if path not in earlier]
    phone, desk = min(WIDTHS), max(WIDTHS)
    sample = largest_of_each_kind(site, every)
    fully: dict[str, Judged] = dict.fromkeys(current if earlier else sample, "all")
    again: dict[str, Judged] = {**dict.fromkeys(sample, "all but colours"), "index.html": "all"}
    looks: list[Task] = [(path, phone, True, fully.get(path, "")) for path in current]
    # Without scripts a page is the same HTML at any width.
    looks += [(path, desk, True, again.get(path, "")) for path in current if earlier]
    looks += [(path, desk, False, "") for path in current]
    return [*looks, *((path, phone, True, again.get(path, "")) for path in earlier), (SEARCH, desk, True, "all")]


@pytest.fixture(scope="module", params=["resmi", "muncar_terbit"])
def dilihat(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seeing:
    """The site of an official office of two years, that of a draft, and what a browser makes of them."""
    require_browser()
    site: Path = request.getfixturevalue(request.param).site
    return site, look(site, tasks(site), tmp_path_factory.mktemp("peramban") / "konsol.log")


def where(view: dict[str, object]) -> str:
    return f"{view['page']} at {view['width']} px{'' if view['scripts'] else ', without scripts'}"


def barriers(seen: Seen) -> list[str]:
    """Every violation of one of axe's rules: the rule, the HTML, and every page and place where it stands."""
    found: dict[str, list[str]] = {}
    for view in seen.judged:
        for v in view["violations"]:
            what = f"{v['rule']} ({v['impact']}): {v['help']}\n  {v['html']}\n  {v['why']}"
            found.setdefault(what, []).append(f"\n    {where(view)}: {v['target']}")
    return [what + "".join(places) for what, places in found.items()]


def too_wide(seen: Seen) -> list[str]:
    """Every page that is wider than its window, and what reaches out of it; tables that roll in a frame do not."""
    return [
        f"{where(view)}: {view['wide']} px in {view['room']} px; {view['beyond']}"
        for view in seen.views
        if view["wide"] > view["room"] or view["beyond"]
    ]


def foreign(seen: Seen) -> list[str]:
    """Every address that a page loads or would load from another host."""
    return sorted(
        {
            f"{view['page']}: {address}"
            for view in seen.views
            for address in view["addresses"]
            if not address.startswith((f"{seen.origin}/", "data:"))
        }
    )


def unreadable(site: Path, seen: Seen) -> list[str]:
    """Every line of the HTML's article that does not stand on the screen when scripts do not run."""
    lost = []
    for view in seen.without_scripts:
        shown, at = squeezed(view["text"]), 0
        lost += [f"{where(view)}: not visible: {element}" for element in view["hidden"]]
        for line in filter(None, map(squeezed, page(site / unquote(view["page"]).lstrip("/")).lines)):
            if (found := shown.find(line, at)) < 0:
                lost.append(f"{where(view)}: not shown: {line}")
            else:
                at = found + len(line)
    return lost


def listed(problems: list[str]) -> str:
    return "\n".join([f"{len(problems)} found", *problems])


def test_every_page_was_looked_at_at_every_width_with_and_without_scripts(dilihat: Seeing) -> None:
    site, seen = dilihat
    views = {(unquote(v["page"]).lstrip("/"), v["width"], v["scripts"], v["judged"]) for v in seen.views}
    assert views == set(tasks(site))
    assert {page for page, *_ in views} == {*looked_at(site), SEARCH}
    assert len([page for page, _, scripts, _ in views if not scripts]) >= 20
    assert len(seen.judged) >= 15 and {view["width"] for view in seen.judged} == set(WIDTHS)
    assert {view["room"] for view in seen.views} == set(WIDTHS)


def test_no_page_violates_a_rule_of_axe(dilihat: Seeing) -> None:
    assert not (found := barriers(dilihat[1])), listed(found)


def test_no_page_is_wider_than_its_window(dilihat: Seeing) -> None:
    assert not (found := too_wide(dilihat[1])), listed(found)


def test_no_page_asks_another_host_for_anything(dilihat: Seeing) -> None:
    assert not (found := foreign(dilihat[1])), listed(found)
    assert all(len(view["addresses"]) >= 3 for view in dilihat[1].views)


def test_every_line_heading_and_cell_can_be_read_without_scripts(dilihat: Seeing) -> None:
    assert not (found := unreadable(*dilihat)), listed(found)


def test_a_search_finds_pages(dilihat: Seeing) -> None:
    (found,) = [view["hits"] for view in dilihat[1].views if "?q=" in view["page"]]
    targets = {target.partition("?")[0].rsplit("/", 1)[-1] for target in found}
    assert targets >= {"anggaran.html", "lampiran-anggaran.html"}, found


def test_the_server_had_everything_and_the_console_is_silent(dilihat: Seeing) -> None:
    seen = dilihat[1]
    assert not seen.missed, listed(seen.missed)
    assert not seen.said, listed(seen.said)


# A page with one fault for each of these tests: what they could not find they would not miss either.
_FAULTY = """<!doctype html><html lang="id"><title>Salah</title><main><article><h1>Judul</h1>
<img src="tidak-ada.png"><div style="width: 1500px">lebar</div><p style="opacity: 0">samar</p>
<table><tr><th scope="col">Kolom</th></tr><tr><td hidden>tersembunyi</td></tr></table>
</article></main><script src="https://contoh.go.id/a.js"></script>
<script>document.querySelector("td").hidden = false; salah()</script></html>"""


def test_every_kind_of_fault_would_be_found(tmp_path: Path) -> None:
    require_browser()
    site = tmp_path / "site"
    site.mkdir()
    (site / "salah satu.html").write_text(_FAULTY, "utf-8")
    views: list[Task] = [("salah satu.html", width, True, "all") for width in WIDTHS]
    views += [("salah satu.html", width, False, "") for width in WIDTHS]
    seen = look(site, views, tmp_path / "console.log")
    assert {v["rule"] for view in seen.judged for v in view["violations"]} == {"image-alt"}
    assert len(too_wide(seen)) == 4
    assert foreign(seen) == ["/salah%20satu.html: https://contoh.go.id/a.js"]
    assert unreadable(site, seen) == [
        f"/salah%20satu.html at {width} px, without scripts: {what}"
        for width in WIDTHS
        for what in (
            'not visible: <p style="opacity: 0">samar</p>',
            'not visible: <td hidden="">tersembunyi</td>',
            "not shown: tersembunyi",
        )
    ]
    assert set(seen.missed) == {"404 /tidak-ada.png asked for by /salah%20satu.html"}
    assert any("salah is not defined" in text for text in seen.said)
