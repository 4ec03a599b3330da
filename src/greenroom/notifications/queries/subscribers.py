"""Reading who hears of a subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.notifications.models import Delivery, Subscription, Webhook

LATEST = 10


@dataclass(frozen=True)
class Subscriber:
    """A member who works here, and whether they hear of the subject."""

    member: Member
    subscribed: bool


def of(*, subject_kind: str, subject_id: UUID) -> list[Subscriber]:
    """Every member who works here, oldest first, in two statements."""
    mine = set(
        Subscription.objects.filter(subject_kind=subject_kind, subject_id=subject_id).values_list(
            "member_id", flat=True
        )
    )
    members = Member.objects.filter(user__is_active=True).select_related("user").order_by("created_at")
    return [Subscriber(member, member.id in mine) for member in members]


def counts(*, subject_kind: str, subject_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many members hear of each subject by e-mail, in one statement; 0 where nobody does."""
    wanted = list(subject_ids)
    rows = (
        Subscription.objects.filter(
            subject_kind=subject_kind, subject_id__in=wanted, member__user__is_active=True
        )
        .values_list("subject_id")
        .annotate(Count("id"))
    )
    return dict.fromkeys(wanted, 0) | dict(rows)


def webhooks(*, subject_kind: str, subject_id: UUID) -> list[Webhook]:
    """The channels that hear of a subject, oldest first. Their addresses stay sealed."""
    found = Webhook.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    return list(found.defer("sealed").order_by("created_at"))


def get_webhook_for(member: Member, webhook_id: UUID, *, subject_kind: str, subject_id: UUID) -> Webhook:
    """A webhook of this subject. Raises NotFound to a stranger."""
    found: Webhook | None = Webhook.objects.filter(
        id=webhook_id, workspace_id=member.workspace_id, subject_kind=subject_kind, subject_id=subject_id
    ).first()
    if found is None:
        raise NotFound
    return found


def failures(*, subject_kind: str, subject_id: UUID) -> list[Delivery]:
    """The last notices that did not arrive, newest first, with their webhooks."""
    rows = Delivery.objects.filter(
        subject_kind=subject_kind, subject_id=subject_id, state=Delivery.State.FAILED
    )
    return list(rows.select_related("webhook").order_by("-created_at", "-id")[:LATEST])
