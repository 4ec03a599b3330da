"""Changing what interviewers know of the company."""

from __future__ import annotations

from django.db import transaction

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed
from greenroom.core.events import emit
from greenroom.guidance import events
from greenroom.guidance.models import CompanyContext
from greenroom.guidance.queries.company import unsaved
from greenroom.guidance.rules import company


@transaction.atomic
def save(
    *,
    overview: str,
    delivery: str,
    address: str = "",
    industry: str = "",
    size: str = "",
    culture: str = "",
    seen: int,
    by: Member,
) -> CompanyContext:
    """Keep what is known of the company; the first time, in place of what the workspace says about itself.

    seen: the revision its writer had before them. Raises Refused with the field that is wrong, and `Changed`
    when somebody else has saved since.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    wanted = company.checked(
        overview=overview, delivery=delivery, address=address, industry=industry, size=size, culture=culture
    )
    context = _held(by)
    changed = [name for name, value in wanted.items() if getattr(context, name) != value]
    if context.revision and not changed:
        return context
    if context.revision != seen:
        raise Changed(now=context)
    for name in changed:
        setattr(context, name, wanted[name])
    context.revision += 1
    context.save()
    emit(
        events.CompanyContextChanged(context_id=context.id, fields=", ".join(changed) or "none"), by=by.actor
    )
    return context


def _held(by: Member) -> CompanyContext:
    """The workspace's context, held until the transaction ends; the workspace itself is, where there is none."""
    workspace = Workspace.objects.select_for_update().get(id=by.workspace_id)
    kept: CompanyContext | None = (
        CompanyContext.objects.select_for_update().filter(workspace_id=workspace.id).first()
    )
    return kept or unsaved(workspace)
