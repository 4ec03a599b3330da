"""Reminding those who are on their way. Rows with a due time are swept; each message is written once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from greenroom.candidates.actions.writing import draft
from greenroom.candidates.models import Application, Reminder
from greenroom.candidates.queries import on_their_way
from greenroom.candidates.rules.reminders import LAST, Due, Standing, following
from greenroom.core import clock, scope
from greenroom.outreach.actions import messaging
from greenroom.outreach.queries import policies
from greenroom.outreach.rules.policy import Terms, when

BATCH = 200
LOOK_AGAIN = timedelta(days=1)
"""Deadlines and policies change: whoever is on their way is looked at this often."""


def watch(*, application_id: UUID) -> None:
    """From now on this candidate is looked at, until they are through."""
    application = Application.objects.filter(id=application_id, is_test=False).first()
    if application is not None:
        Reminder.objects.get_or_create(
            application=application, defaults={"workspace_id": application.workspace_id}
        )


def sweep() -> None:
    """Look at everybody who is due, workspace by workspace."""
    until = clock.now()
    with scope.everything("the clock strikes for every workspace"):
        due = Reminder.objects.filter(due_at__lte=until).order_by()
        workspaces = list(due.values_list("workspace_id", flat=True).distinct())
    for workspace_id in workspaces:
        with scope.scoped(workspace_id):
            after: tuple[datetime, UUID] | None = None
            while batch := _batch(until, after):
                after = batch[-1].due_at, batch[-1].id
                _look_at(batch, workspace_id)


def _batch(until: datetime, after: tuple[datetime, UUID] | None) -> list[Reminder]:
    rows = Reminder.objects.filter(due_at__lte=until)
    if after is not None:
        rows = rows.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], id__gt=after[1]))
    around = ("application__candidate", "application__interviewer__workspace")
    return list(rows.select_related(*around).order_by("due_at", "id")[:BATCH])


@transaction.atomic
def _look_at(batch: Sequence[Reminder], workspace_id: UUID) -> None:
    """The same number of statements however many they are."""
    now = clock.now()
    can_go_on = on_their_way.among(row.application for row in batch)
    terms = policies.terms(workspace_id, {row.application.interviewer.policy_id for row in batch})
    drafts, over = [], []
    for row in batch:
        if row.application.status not in on_their_way.OPEN:
            over.append(row.id)
            continue
        row.due_at = now + LOOK_AGAIN
        if row.application_id in can_go_on:
            written = _turn(row, terms[row.application.interviewer.policy_id], now)
            drafts.extend(written)
    messaging.write_all(drafts)
    Reminder.objects.filter(id__in=over).delete()
    Reminder.objects.bulk_update(
        [row for row in batch if row.id not in set(over)], ["due_at", "sent", "sent_last", "last_sent_at"]
    )


def _turn(row: Reminder, terms: Terms, now: datetime) -> list[messaging.Draft]:
    """What is written to one person now; the row says afterwards when to look again."""
    due = _following(row, terms, now)
    if due is None:
        return []
    application = row.application
    zone = application.candidate.time_zone
    moment = when(terms, due.kind, due.at, zone, since=application.created_at)
    if moment is None or moment > now:
        row.due_at = min(moment or row.due_at, row.due_at)
        return []
    number = row.sent_last + 1 if due.kind == LAST else row.sent + 1
    _count(row, due, now)
    following_one = _following(row, terms, now)
    if following_one is not None:
        row.due_at = min(following_one.at, row.due_at)
    return [draft(application, due.kind, number=str(number))]


def _following(row: Reminder, terms: Terms, now: datetime) -> Due | None:
    standing = Standing(
        engaged_at=row.application.last_engaged_at,
        deadline=row.application.interviewer.deadline,
        sent=row.sent,
        sent_last=row.sent_last,
        last_sent_at=row.last_sent_at,
    )
    return following(terms, standing, now=now)


def _count(row: Reminder, due: Due, now: datetime) -> None:
    row.last_sent_at = now
    if due.kind == LAST:
        row.sent_last += 1
    else:
        row.sent += 1
