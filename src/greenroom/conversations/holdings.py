"""What this room holds of people: every word that was said, and the calls it was said in."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.candidates.models import Attempt
from greenroom.compliance import registry
from greenroom.compliance.contract import Holding, Sheet, Subject
from greenroom.conversations.models import Call, CallSample, Conversation, PhoneCall, Turn


def show(subject: Subject) -> Iterator[Sheet]:
    said: dict[UUID, list[Turn]] = {}
    for turn in Turn.objects.filter(attempt__application_id__in=subject.application_ids).order_by("position"):
        said.setdefault(turn.attempt_id, []).append(turn)
    attempts = Attempt.objects.filter(id__in=said.keys()).select_related("stage__interviewer")
    for attempt in attempts.order_by("created_at"):
        facts = tuple((_who(turn), turn.text) for turn in said[attempt.id])
        title = _("What was said")
        yield Sheet(f"{title} · {attempt.stage.interviewer.title}", facts)
    rung = PhoneCall.objects.filter(attempt__application_id__in=subject.application_ids)
    if calls := tuple((f"{call.due_at:%Y-%m-%d %H:%M} UTC", call.number) for call in rung):
        yield Sheet(_("Calls to your phone"), calls)


def _who(turn: Turn) -> str:
    return _("You") if turn.speaker == Turn.Speaker.CANDIDATE else _("Interviewer")


@transaction.atomic
def erase(subject: Subject) -> None:
    Turn.objects.filter(attempt__application_id__in=subject.application_ids).delete()
    CallSample.objects.filter(call__attempt__application_id__in=subject.application_ids).delete()
    PhoneCall.objects.filter(attempt__application_id__in=subject.application_ids).delete()
    Call.objects.filter(attempt__application_id__in=subject.application_ids).delete()
    Conversation.objects.filter(attempt__application_id__in=subject.application_ids).delete()


registry.add(
    Holding(
        slug="conversations",
        label=gettext_lazy("What was said"),
        tables=(
            "conversations.Conversation",
            "conversations.Turn",
            "conversations.Call",
            "conversations.CallSample",
            "conversations.PhoneCall",
        ),
        show=show,
        erase=erase,
    )
)
