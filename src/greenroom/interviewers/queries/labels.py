"""Reading labels, and which interviewers have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from uuid import UUID
from zlib import crc32

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member
from greenroom.core import scope
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import Interviewer, Label, LabelValue
from greenroom.interviewers.rules.labels import NO, YES, missing

MOST_VALUES = 200
"""Values of a label that anything may be written into, as the filter offers them."""

COLOURS = 5
Type = Label.ValueType
FREE = (Type.TEXT, Type.NUMBER)
Wanted = dict[str, list[str]]
"""Values by the key of their label: one of them for each label."""


@dataclass(frozen=True)
class Mark:
    """A label on an interviewer, ready to be written. short: its value, with its name where that alone says little.

    colour: 1 to 5, the same for the same value of the same label.
    """

    name: str
    value: str
    short: str
    colour: int


Held = dict[UUID, str]
"""The labels on an interviewer: values by the id of their label."""


def every() -> list[Label]:
    """The labels of the workspace by name, in one statement."""
    return list(Label.objects.order_by("name", "id"))


def with_usage() -> list[Label]:
    """The same, each with `used`: how many interviewers have it."""
    return list(Label.objects.annotate(used=Count("values")).order_by("name", "id"))


def get_for(member: Member, key: str) -> Label:
    """Raises NotFound to a stranger."""
    found: Label | None = Label.objects.filter(key=key, workspace_id=member.workspace_id).first()
    if found is None:
        raise NotFound
    return found


def usage(label: Label) -> dict[str, int]:
    """How many interviewers have each value that is in use."""
    rows = LabelValue.objects.filter(label=label).values_list("value").annotate(n=Count("id"))
    return dict(rows.order_by("value"))


def of(interviewer: Interviewer) -> list[LabelValue]:
    """The labels on an interviewer by name, each with its label."""
    rows = LabelValue.objects.filter(interviewer=interviewer).select_related("label")
    return list(rows.order_by("label__name", "label_id"))


def of_interviewers(interviewer_ids: Iterable[UUID]) -> dict[UUID, Held]:
    """The labels on these interviewers in one statement; who has none is left out."""
    found: dict[UUID, Held] = defaultdict(dict)
    rows = LabelValue.objects.filter(interviewer_id__in=list(interviewer_ids))
    for interviewer_id, label_id, value in rows.values_list("interviewer_id", "label_id", "value"):
        found[interviewer_id][label_id] = value
    return dict(found)


def marks(labels: Iterable[Label], held: Held, language: str) -> tuple[Mark, ...]:
    """What an interviewer has, in the order of the labels."""
    return tuple(
        mark(label.name, label.value_type, held[label.id], language) for label in labels if label.id in held
    )


@lru_cache(maxsize=4096)
def mark(name: str, value_type: str, value: str, language: str) -> Mark:  # noqa: ARG001  (the words are in it)
    shown = spoken(value, value_type)
    short = shown if value_type in {Type.TEXT, Type.PICKLIST} else f"{name}: {shown}"
    return Mark(name, shown, short, crc32(f"{name}:{value}".casefold().encode()) % COLOURS + 1)


def spoken(value: str, value_type: str) -> str:
    """A value as people read it."""
    if value_type != Type.YES_NO:
        return value
    return _("Yes") if value == YES else _("No")


def lacking(labels: Iterable[Label], held: Held) -> tuple[str, ...]:
    """The names of the required labels that an interviewer has not."""
    return tuple(missing(((label.id, label.name) for label in labels if label.is_required), held))


Offered = dict[UUID, list[str]]
"""What each label can be filtered by."""


def with_values() -> tuple[list[Label], Offered]:
    """The labels by name and the values each can be filtered by, in one statement.

    Where anything may be written, that is what interviewers have, the first `MOST_VALUES` of it.
    """
    columns = ("id", "key", "name", "value_type", "allowed", "is_required")
    written = FilteredRelation("values", condition=Q(value_type__in=FREE))
    rows = Label.objects.annotate(written=written).order_by("name", "id", "written__value").distinct()
    labels: dict[UUID, Label] = {}
    offered: Offered = {}
    for *about, value in rows.values_list(*columns, "written__value"):
        label_id = about[0]
        if label_id not in labels:
            labels[label_id] = Label(**dict(zip(columns, about, strict=True)))
            offered[label_id] = _fixed(labels[label_id])
        if value is not None and len(offered[label_id]) < MOST_VALUES:
            offered[label_id].append(value)
    for label in labels.values():
        if label.value_type == Type.NUMBER:
            offered[label.id].sort(key=Decimal)
    return list(labels.values()), offered


def _fixed(label: Label) -> list[str]:
    if label.value_type == Type.YES_NO:
        return [YES, NO]
    return list(label.allowed)


def narrowed(
    interviewers: QuerySet[Interviewer], labels: Iterable[Label], wanted: Wanted
) -> QuerySet[Interviewer]:
    """Those that have one of the values wanted of each label. Keys that are no label's are passed over."""
    with scope.everything("the interviewers are in scope already; another filter would miss the index"):
        for label in labels:
            if chosen := wanted.get(label.key):
                has = LabelValue.objects.filter(
                    interviewer_id=OuterRef("pk"), label_id=label.id, value__in=chosen
                )
                interviewers = interviewers.filter(Exists(has))
    return interviewers
