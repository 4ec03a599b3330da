"""Keyset pages: the next page starts after the last row seen, so depth costs nothing."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

RowT = TypeVar("RowT", bound=Model)


@dataclass(frozen=True)
class Page(Generic[RowT]):
    """One page of rows. before and after: cursors of the neighbouring pages, "" at an end."""

    rows: list[RowT]
    before: str
    after: str


@dataclass(frozen=True)
class Order:
    """What a list is sorted by: a column, then the id. Rows without a value come last either way."""

    column: str
    descending: bool = False


def page(rows: QuerySet[RowT], order: Order, *, size: int, after: str = "", before: str = "") -> Page[RowT]:
    """The `size` rows after (or before) a cursor. A cursor that cannot be read gives the first page."""
    backwards = bool(before)
    position = _decode(before or after, rows, order)
    if position is not None:
        rows = rows.filter(_beyond(order, position, backwards=backwards))
    else:
        backwards = False
    found = list(rows.order_by(*_ordering(order, backwards=backwards))[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_before = more if backwards else position is not None
    has_after = True if backwards else more
    return Page(
        rows=found,
        before=_encode(found[0], order) if found and has_before else "",
        after=_encode(found[-1], order) if found and has_after else "",
    )


def _ordering(order: Order, *, backwards: bool) -> list[OrderBy]:
    descending = order.descending != backwards
    column = F(order.column)
    by_value = (
        column.desc(nulls_first=backwards or None, nulls_last=None if backwards else True)
        if descending
        else column.asc(nulls_first=backwards or None, nulls_last=None if backwards else True)
    )
    return [by_value, F("pk").desc() if descending else F("pk").asc()]


def _beyond(order: Order, position: tuple[Any, Any], *, backwards: bool) -> Q:
    value, pk = position
    descending = order.descending != backwards
    side = "lt" if descending else "gt"
    if value is None:
        same = Q(**{f"{order.column}__isnull": True, f"pk__{side}": pk})
        return same | Q(**{f"{order.column}__isnull": False}) if backwards else same
    further = Q(**{f"{order.column}__{side}": value}) | Q(**{order.column: value, f"pk__{side}": pk})
    return further if backwards else further | Q(**{f"{order.column}__isnull": True})


def _encode(row: Model, order: Order) -> str:
    value = row
    for name in order.column.split("__"):
        value = getattr(value, name)
    plain = value.isoformat() if hasattr(value, "isoformat") else value
    return base64.urlsafe_b64encode(json.dumps([plain, str(row.pk)]).encode()).decode().rstrip("=")


def _decode(cursor: str, rows: QuerySet[Any], order: Order) -> tuple[Any, Any] | None:
    """The position a cursor names, in the types of its columns; None for one that nobody of ours has made."""
    if not cursor:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        position = _column(rows, order).to_python(value), rows.model._meta.pk.to_python(pk)
    except (ValueError, TypeError, AttributeError, binascii.Error, ValidationError):
        return None
    return None if position[1] is None else position


def _column(rows: QuerySet[Any], order: Order) -> Any:
    """The field that a list is sorted by: an annotation, or at the end of a path of foreign keys."""
    if order.column in rows.query.annotations:
        return rows.query.annotations[order.column].output_field
    *path, last = order.column.split("__")
    model = rows.model
    for name in path:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)
