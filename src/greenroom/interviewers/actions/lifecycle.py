"""Opening an interviewer to candidates, closing it, and removing one that nobody used."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock, scope
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.interviewers import events, registry
from greenroom.interviewers.actions import labels
from greenroom.interviewers.actions.blueprints import clear_stages
from greenroom.interviewers.actions.interviewers import locked
from greenroom.interviewers.actions.workflow import checked_config
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.interviewers.rules.lifecycle import default_deadline

Status, Planning = Interviewer.Status, Interviewer.Planning


@transaction.atomic
def activate(interviewer: Interviewer, *, by: Member) -> Interviewer:
    """Open the link to candidates. Without a deadline to come it closes after one calendar month."""
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = locked(interviewer)
    if interviewer.status == Status.ACTIVE:
        return interviewer
    if interviewer.status == Status.ARCHIVED:
        raise Refused("Unarchive this interviewer before you activate it.")
    if interviewer.planning == Planning.WAITING:
        raise Refused("The plan is still being made. Activate when it is ready.")
    _check_workflow(interviewer)
    labels.check_required(interviewer)
    now = clock.now()
    interviewer.activated_at = interviewer.activated_at or now
    if interviewer.deadline is None or interviewer.deadline <= now:
        interviewer.deadline = default_deadline(now)
    interviewer.status = Status.ACTIVE
    interviewer.save(update_fields=["status", "activated_at", "deadline"])
    emit(events.InterviewerActivated(interviewer_id=interviewer.id), by=by.actor)
    return interviewer


def _check_workflow(interviewer: Interviewer) -> None:
    """Raises Refused where a stage has nothing to ask or settings that do not go with the stages before it."""
    stages = list(Stage.objects.filter(interviewer=interviewer, removed_at=None).order_by("position"))
    if not stages:
        raise Refused("Add at least one stage first.")
    held = set(
        Question.objects.filter(stage__in=stages, removed_at=None).values_list(
            "stage_id", "current__modality"
        )
    )
    for place, stage in enumerate(stages):
        kind = registry.get(stage.kind)
        if kind.needs and not any((stage.id, modality) in held for modality in kind.needs):
            raise Refused(f"{kind.label}: add at least one question first.")
        checked_config(stage.kind, stage.config, before=[each.kind for each in stages[:place]])
        if lacking := kind.lacks(kind.config(**stage.config)):
            raise Refused(f"{kind.label}: {lacking}")


@transaction.atomic
def archive(interviewer: Interviewer, *, by: Member) -> Interviewer:
    """Close the link; what was gathered stays."""
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = locked(interviewer)
    if interviewer.status == Status.ARCHIVED:
        return interviewer
    before, interviewer.status = interviewer.status, Status.ARCHIVED
    interviewer.archived_at = clock.now()
    interviewer.save(update_fields=["status", "archived_at"])
    emit(events.InterviewerArchived(interviewer_id=interviewer.id, before=before), by=by.actor)
    return interviewer


@transaction.atomic
def unarchive(interviewer: Interviewer, *, by: Member) -> Interviewer:
    """Back to where it was: draft if never activated, expired if its deadline has passed, else active."""
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = locked(interviewer)
    if interviewer.status != Status.ARCHIVED:
        return interviewer
    late = interviewer.deadline is not None and interviewer.deadline <= clock.now()
    if interviewer.activated_at is None:
        interviewer.status = Status.DRAFT
    else:
        interviewer.status = Status.EXPIRED if late else Status.ACTIVE
    interviewer.archived_at = None
    interviewer.save(update_fields=["status", "archived_at"])
    emit(events.InterviewerUnarchived(interviewer_id=interviewer.id), by=by.actor)
    return interviewer


@transaction.atomic
def delete(interviewer: Interviewer, *, name: str, in_use: Callable[[Interviewer], bool], by: Member) -> None:
    """Remove an interviewer for good, with its plan.

    name: its title, typed by who deletes it. in_use: whether anybody has applied, which the rooms above know;
    asked once the row is held.
    """
    require(by, Permission.DELETE)
    interviewer = locked(interviewer)
    if " ".join(name.split()).casefold() != " ".join(interviewer.title.split()).casefold():
        raise Refused("Type the title exactly as it stands above.", field="name")
    if in_use(interviewer):
        raise Refused(
            "People have applied here, so it cannot be deleted. Archive it instead: its link closes."
        )
    emit(events.InterviewerDeleted(interviewer_id=interviewer.id), by=by.actor)
    clear_stages(interviewer)
    interviewer.delete()


def expire_what_is_due() -> int:
    """Mark active interviewers whose deadline has passed. Links close at the deadline with or without this."""
    due = Interviewer.objects.filter(status=Status.ACTIVE, deadline__lte=clock.now())
    return sum(_expire(interviewer) for interviewer in due.only("id", "workspace_id"))


def _expire(interviewer: Interviewer) -> bool:
    with scope.scoped(interviewer.workspace_id), transaction.atomic():
        late = Interviewer.objects.filter(
            id=interviewer.id, status=Status.ACTIVE, deadline__lte=clock.now()
        ).update(status=Status.EXPIRED)
        if late:
            emit(events.InterviewerExpired(interviewer_id=interviewer.id))
    return bool(late)
