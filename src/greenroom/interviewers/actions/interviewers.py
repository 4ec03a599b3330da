"""Making interviewers and changing what is known of a role."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.branding.models import DesignGroup
from greenroom.core import clock
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.core.text import searchable, slug
from greenroom.interviewers import events
from greenroom.interviewers.models import FormerSlug, Interviewer
from greenroom.interviewers.rules import facts, limits
from greenroom.outreach.models import Policy, TemplateGroup

EDITABLE = (
    "title",
    "location",
    "seniority",
    "pay",
    "language",
    "deadline",
    "redirect_url",
    "scheduling_url",
    "sends_report",
    "most_retakes",
    "retake_cooldown_days",
    "persona_id",
    "brand_id",
    "message_group_id",
    "policy_id",
    "context",
)
LONGEST_TAIL = 60  # characters of the title in a name for links
LOCKED_ONCE_ACTIVE = ("most_retakes", "retake_cooldown_days")


def free_slug(title: str) -> str:
    """`<3 hex>-<title slug>`, not yet used in the workspace in scope; more digits once those are scarce."""
    tail = slug(title, longest=LONGEST_TAIL, otherwise="interviewer")
    for digits in (3, 3, 3, 3, 5, 8):
        wanted = f"{secrets.token_hex(4)[:digits]}-{tail}"
        if not is_taken(wanted):
            return wanted
    return f"{secrets.token_hex(8)}-{tail}"


def is_taken(name: str) -> bool:
    """Whether an interviewer of the workspace in scope has this name in links, or once had it."""
    return Interviewer.objects.filter(slug=name).exists() or FormerSlug.objects.filter(slug=name).exists()


@transaction.atomic
def rename(interviewer: Interviewer, *, slug: str, by: Member) -> Interviewer:
    """Another name in links. Links with the old one lead on; a draft's old name is forgotten, nobody has it.

    Raises Refused with the field "slug" for a name that is none, or that is in use.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    wanted = limits.check_slug(slug)
    interviewer = locked(interviewer)
    before = interviewer.slug
    if wanted == before:
        return interviewer
    FormerSlug.objects.filter(interviewer=interviewer, slug=wanted).delete()
    if is_taken(wanted):
        raise Refused("Another interviewer has this name, or once had it. Choose another.", field="slug")
    if interviewer.activated_at is not None:
        FormerSlug.objects.create(workspace_id=interviewer.workspace_id, interviewer=interviewer, slug=before)
    interviewer.slug = wanted
    interviewer.found_by = searchable(interviewer.title, wanted)
    try:
        with transaction.atomic():
            interviewer.save(update_fields=["slug", "found_by"])
    except IntegrityError as taken:  # at the same moment
        raise Refused(
            "Another interviewer has just taken this name. Choose another.", field="slug"
        ) from taken
    emit(events.InterviewerRenamed(interviewer_id=interviewer.id, before=before, after=wanted), by=by.actor)
    return interviewer


@transaction.atomic
def configure(
    interviewer: Interviewer, *, slug: str, by: Member, seen: int | None = None, **changes: Any
) -> Interviewer:
    """`edit` and `rename` in one: both are done or neither."""
    interviewer = edit(interviewer, by=by, seen=seen, **changes)
    return rename(interviewer, slug=slug, by=by)


def locked(interviewer: Interviewer) -> Interviewer:
    """The interviewer as it is now, held until the transaction ends."""
    found: Interviewer = Interviewer.objects.select_for_update(no_key=True).get(id=interviewer.id)
    return found


@transaction.atomic
def edit(interviewer: Interviewer, *, by: Member, seen: int | None = None, **changes: Any) -> Interviewer:
    """Change what `EDITABLE` names; a later deadline opens an expired interviewer again.

    seen: the revision its writer had before them. Raises Refused with the field that is wrong, and `Changed`
    when somebody else has changed one of the same fields since.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise ValueError(f"not editable: {', '.join(sorted(unknown))}")
    changes = facts.checked(changes)
    interviewer = locked(interviewer)
    if seen is not None and seen != interviewer.revision:
        raise Changed(now=interviewer)
    if "deadline" in changes:
        _check_deadline(changes["deadline"], interviewer)
    _check_retakes(changes, interviewer)
    _check_brand(changes)
    _check_messages(changes)
    changed = [name for name, value in changes.items() if getattr(interviewer, name) != value]
    if not changed:
        return interviewer
    for name in changed:
        setattr(interviewer, name, changes[name])
    interviewer.revision += 1
    interviewer.found_by = searchable(interviewer.title, interviewer.slug)
    reopened = "deadline" in changed and interviewer.status == Interviewer.Status.EXPIRED
    if reopened:
        interviewer.status = Interviewer.Status.ACTIVE
    interviewer.save(update_fields=[*changed, "revision", "found_by", "status"])
    emit(events.InterviewerEdited(interviewer_id=interviewer.id, fields=", ".join(changed)), by=by.actor)
    if reopened:
        emit(events.InterviewerActivated(interviewer_id=interviewer.id), by=by.actor)
    return interviewer


def _check_retakes(changes: dict[str, Any], interviewer: Interviewer) -> None:
    if interviewer.activated_at is None:
        return
    for name in LOCKED_ONCE_ACTIVE:
        if name in changes and changes[name] != getattr(interviewer, name):
            raise Refused(
                "Retakes are settled once candidates have the link. Allow one for a person on their page, or"
                " duplicate this interviewer.",
                field=name,
            )


def _check_brand(changes: dict[str, Any]) -> None:
    """The group is held, so that nobody removes it meanwhile."""
    chosen = changes.get("brand_id")
    if (
        chosen
        and not DesignGroup.objects.select_for_update(no_key=True).filter(id=chosen, removed_at=None).first()
    ):
        raise Refused("This group is not there any more. Choose another one.", field="brand_id")


def _check_messages(changes: dict[str, Any]) -> None:
    """The rows are held, so that nobody removes them meanwhile."""
    for field, model in (("message_group_id", TemplateGroup), ("policy_id", Policy)):
        chosen = changes.get(field)
        if chosen and not model.objects.select_for_update(no_key=True).filter(id=chosen).first():
            raise Refused("This one is not there any more. Choose another one.", field=field)


def _check_deadline(deadline: datetime | None, interviewer: Interviewer) -> None:
    if deadline == interviewer.deadline:
        return
    if deadline is None and interviewer.activated_at is not None:
        raise Refused("Choose when this interviewer closes. Archive it to close it now.", field="deadline")
    if deadline is not None and deadline <= clock.now():
        raise Refused(
            "Choose a deadline in the future. Archive the interviewer to close it now.", field="deadline"
        )
