"""Reading labels, and which interviewers have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from greenroom.accounts.models import Member
from greenroom.core import scope
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import Interviewer, Label, LabelValue
from greenroom.interviewers.rules.labels import NO, YES

MOST_VALUES = 200
"""Values of a label that anything may be written into, as the filter offers them."""

Type = Label.ValueType
Wanted = dict[str, list[str]]
"""Values by the key of their label: one of them for each label."""


@dataclass(frozen=True)
class Held:
    """A label on an interviewer."""

    label_id: UUID
    value: str


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


def of_interviewers(interviewer_ids: Iterable[UUID]) -> dict[UUID, tuple[Held, ...]]:
    """The labels on these interviewers in one statement; who has none is left out."""
    found: dict[UUID, list[Held]] = defaultdict(list)
    rows = LabelValue.objects.filter(interviewer_id__in=list(interviewer_ids))
    for interviewer_id, label_id, value in rows.values_list("interviewer_id", "label_id", "value"):
        found[interviewer_id].append(Held(label_id, value))
    return {interviewer_id: tuple(held) for interviewer_id, held in found.items()}


def values(labels: Iterable[Label]) -> dict[UUID, list[str]]:
    """What each label can be filtered by. One statement where a label takes any text or number, else none."""
    offered, free = {}, []
    for label in labels:
        if label.value_type == Type.PICKLIST:
            offered[label.id] = list(label.allowed)
        elif label.value_type == Type.YES_NO:
            offered[label.id] = [YES, NO]
        else:
            free.append(label.id)
            offered[label.id] = []
    if free:
        rows = LabelValue.objects.filter(label_id__in=free).order_by("label_id", "value")
        for label_id, value in rows.values_list("label_id", "value").distinct():
            if len(offered[label_id]) < MOST_VALUES:
                offered[label_id].append(value)
    return offered


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
