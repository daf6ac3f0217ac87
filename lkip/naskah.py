"""Templates × Laporan → Markdown in which every value is a placeholder, so that no value can become markup.

A template engine writes a mark from the private-use area for each value; once the Markdown is a tree, the marks become
plain runs of text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import jinja2

from lkip.baris import dibatasi
from lkip.bilangan import angka, hari_tanggal, tanggal
from lkip.capaian import Angka, CapaianIndikator, CapaianSasaran, CapaianTujuan, HasilSurvei, Laporan, cara_menilai
from lkip.tabel import TEMPLATES, TemplateError, masa, slug

_SLOT = re.compile("\ue000(\\d+)\ue001")


@dataclass
class Slots:
    """The values that placeholders stand for while a text is Markdown."""

    values: list[str] = field(default_factory=list)

    def put(self, value: object) -> str:
        """Keep a value and return its placeholder."""
        self.values.append(_as_text(value))
        return f"\ue000{len(self.values) - 1}\ue001"

    def fill(self, text: str) -> str:
        """Return a text with its placeholders replaced."""
        return _SLOT.sub(lambda found: self.values[int(found[1])], text) if "\ue000" in text else text

    def filled(self, tree: Any) -> Any:
        """Replace the placeholders in every string of a tree."""
        if isinstance(tree, str):
            return self.fill(tree)
        if isinstance(tree, list):
            return [self.filled(item) for item in tree]
        if isinstance(tree, dict):
            return {key: self.filled(value) for key, value in tree.items()}
        return tree


def _as_text(value: object) -> str:
    if isinstance(value, Angka):
        return value.lengkap
    if isinstance(value, Decimal):
        return angka(value, max(0, -int(value.as_tuple().exponent)))
    if isinstance(value, date):
        return tanggal(value)
    if value is None or isinstance(value, jinja2.Undefined):
        msg = "nilai yang dirujuk templat tidak ada"
        raise TemplateError(msg)
    return str(value)


@jinja2.pass_context
def _put(context: jinja2.runtime.Context, value: object) -> str:
    slots: Slots = context["_slots"]
    return slots.put(value)


@cache
def _environment() -> jinja2.Environment:
    env = jinja2.Environment(  # nothing here is HTML: every value becomes a placeholder
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        finalize=_put,
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="{%#",  # the usual `{#` opens a heading's name in our Markdown
        comment_end_string="#%}",
    )
    env.filters |= {
        "atau_titik": or_dots,
        "hari_tanggal": hari_tanggal,
        "slug": slug,
        "bertitik": closed,
        "kalimat_pertama": first_sentence,
        "hari": lambda iso: tanggal(date.fromisoformat(iso)),
        "kurun": lambda laporan: masa("kalimat", laporan),
        "kurun_judul": lambda laporan: masa("judul", laporan),
        "dibatasi": dibatasi,
        "berbobot": weighted,
        "rumus": formulas,
        "terendah": lowest,
    }
    return env


def formulas(laporan: Laporan) -> set[str]:
    """Return the ways in which a report's capaian are found: a formula, `rentang`, `tercapai`, `manual` and so on."""
    return {cara_menilai(item.indikator) for item in laporan.indikator}


def weighted(laporan: Laporan) -> list[str]:
    """Return the parts that are put together by weights, by what they are parts of; empty where all means are plain."""
    groups: list[tuple[str, Sequence[CapaianTujuan | CapaianSasaran | CapaianIndikator]]] = [
        ("tujuan", laporan.tujuan),
        *((f"sasaran pada tujuan {t.kode}", t.sasaran) for t in laporan.tujuan),
        *((f"indikator pada sasaran {s.kode}", s.indikator) for s in laporan.sasaran),
    ]
    return [name for name, parts in groups if len(parts) > 1 and all(p.bobot is not None for p in parts)]


def lowest(survei: HasilSurvei) -> list[str]:
    """Return the names of the elements with the lowest mean as shown."""
    known = [(u.rata_rata.terlihat, u.nama) for u in survei.unsur if u.rata_rata.terlihat is not None]
    least = min((mean for mean, _ in known), default=None)
    return [nama for mean, nama in known if mean == least]


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, for summaries; a full stop inside a number or a short form ends none."""
    return re.split(r"(?<=[a-z)][.!?]) (?=[A-Z])", text, maxsplit=1)[0]


def or_dots(value: object, dots: int) -> object:
    """Return a value, or where there is none so many dots to write on."""
    return "." * dots if value is None else value


def closed(text: str) -> str:
    """Return a text that ends its sentence: with a full stop of its own, or with one put behind it."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def names(folder: str) -> list[str]:
    """Return the templates of a folder in the order of their names, which is the order of the chapters."""
    return sorted(p.name for p in (TEMPLATES / folder).glob("*.md"))


def render_all(folder: str, context: Mapping[str, object], slots: Slots) -> str:
    """Return the templates of a folder as one text, in their order."""
    return "\n\n".join(render(f"{folder}/{name}", context, slots) for name in names(folder))


def render(name: str, context: Mapping[str, object], slots: Slots) -> str:
    """Return one template, `laporan/10-bab-1.md`, with a placeholder for every value. Raises TemplateError."""
    try:
        return _environment().get_template(name).render(context, _slots=slots)
    except (jinja2.TemplateError, TemplateError) as error:
        line = getattr(error, "lineno", None) or _line(error, name)
        raise TemplateError(f"lkip/templates/{name}:{line}: {error}") from error


def _line(error: BaseException, name: str) -> int:
    """Return the template's line on which an error happened, from the traceback that the engine rewrites for this."""
    line, step = 1, error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename.endswith(name):
            line = step.tb_lineno
        step = step.tb_next
    return line
