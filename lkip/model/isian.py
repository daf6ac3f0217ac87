"""The ground of all content types: frozen groups of fields that know their places, and `build`: checked data → type."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, dataclass_transform, get_args, get_origin

from lkip.load import Map, Seq
from lkip.problem import Source

C = TypeVar("C")
T = TypeVar("T", bound="Isian")


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False, field_specifiers=(field,))
def frozen(cls: type[C]) -> type[C]:
    """Make a frozen dataclass without comparison and printing: nobody needs them, and they cost half the start-up."""
    return dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)


@frozen
class Isian:
    """A group of fields from a content file; `places` says where the group ("") and each field stand.

    The texts of a list stand there too, as `field.0`, `field.1`.
    """

    places: Mapping[str, Source] = field(default_factory=dict)

    def at(self, name: str = "") -> Source:
        """Return where a field stands, or the group itself where the field was left out."""
        return self.places.get(name) or self.places[""]


def build(cls: type[T], data: Map) -> T:
    """Fill a dataclass by field name from data that its schema has accepted; nested types by annotation.

    A field of `Decimal` takes a number or a quoted one, a field of `date` an ISO date, of `datetime`
    one with its offset from UTC; what is left out takes the
    field's default. Every part remembers where it stood in the file. Raises only where schema and type differ.
    """
    form: Any = cls
    values = {name: _convert(kind, data[name]) for name, kind in _kinds(form) if name in data}
    places = {"": Source(data.path, *data.start)}
    places.update((name, Source(data.path, *at)) for name, at in data.values_at.items())
    for name, items in data.items():
        if isinstance(items, Seq) and items and isinstance(items[0], str):
            places.update((f"{name}.{i}", Source(data.path, *at)) for i, at in enumerate(items.values_at))
    return cls(places=places, **values)


@cache
def _kinds(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.type) for f in fields(cls) if f.name != "places")


def _convert(kind: Any, value: Any) -> Any:
    if value is None or kind in (str, int):
        return value
    if kind is Decimal:
        return Decimal(value)
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Isian):
        return build(kind, value)
    if get_origin(kind) is tuple:
        return tuple(_convert(get_args(kind)[0], item) for item in value)
    if get_origin(kind) in (Union, types.UnionType):
        return _convert(next(part for part in get_args(kind) if part is not type(None)), value)
    return value
