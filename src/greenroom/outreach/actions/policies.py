"""Changing what candidates are sent, and when."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.core.events import emit
from greenroom.outreach import events
from greenroom.outreach.models import Policy
from greenroom.outreach.rules.limits import checked
from greenroom.outreach.rules.policy import Terms
from greenroom.outreach.rules.seen import mark

FIELDS = ("name", "description", *Terms.__dataclass_fields__)


def seen_of(policy: Policy) -> str:
    """The mark of a policy as it is."""
    return mark(*(getattr(policy, field) for field in FIELDS))


@transaction.atomic
def create(*, by: Member, **values: Any) -> Policy:
    """The first policy of a workspace is its default. Raises Refused with the field that is wrong."""
    require(by, Permission.MANAGE_WORKSPACE)
    said = checked(values)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    _check_name(said["name"], by)
    mine = Policy.objects.filter(workspace_id=by.workspace_id)
    policy: Policy = Policy.objects.create(
        workspace_id=by.workspace_id, is_default=not mine.filter(is_default=True).exists(), **said
    )
    emit(events.PolicyWritten(policy_id=policy.id, fields=", ".join(said)), by=by.actor)
    return policy


@transaction.atomic
def change(policy: Policy, *, seen: str, by: Member, **values: Any) -> Policy:
    """seen: the mark of the policy its writer had before them. Raises Changed where it is another by now."""
    require(by, Permission.MANAGE_WORKSPACE)
    said = checked(values)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    policy = Policy.objects.get(id=policy.id)
    if seen != seen_of(policy):
        raise Changed(now=policy)
    _check_name(said["name"], by, but=policy)
    changed = [field for field, value in said.items() if getattr(policy, field) != value]
    if not changed:
        return policy
    for field in changed:
        setattr(policy, field, said[field])
    policy.save(update_fields=changed)
    emit(events.PolicyWritten(policy_id=policy.id, fields=", ".join(changed)), by=by.actor)
    return policy


def _check_name(name: str, by: Member, *, but: Policy | None = None) -> None:
    others = Policy.objects.filter(workspace_id=by.workspace_id, name=name)
    if (others.exclude(id=but.id) if but else others).exists():
        raise Refused(_("There is one of this name already."), field="name")


@transaction.atomic
def make_default(policy: Policy, *, by: Member) -> None:
    """It holds wherever an interviewer names none."""
    require(by, Permission.MANAGE_WORKSPACE)
    Workspace.objects.select_for_update().get(id=by.workspace_id)
    before = Policy.objects.filter(workspace_id=by.workspace_id, is_default=True).first()
    if before is not None and before.id == policy.id:
        return
    if before is not None:
        Policy.objects.filter(id=before.id).update(is_default=False)
    Policy.objects.filter(id=policy.id).update(is_default=True)
    emit(events.PolicyMadeDefault(policy_id=policy.id, before=str(before.id) if before else ""), by=by.actor)


@transaction.atomic
def remove(policy: Policy, *, name: str, by: Member) -> None:
    """Remove it, once its name was typed; interviewers that had it have the default."""
    require(by, Permission.MANAGE_WORKSPACE)
    policy = Policy.objects.select_for_update().get(id=policy.id)
    if policy.is_default:
        raise Refused(_("This policy is the default. Make another one the default first."))
    if " ".join(name.split()) != policy.name:
        raise Refused(_("Type the name exactly as it is written above."), field="typed_name")
    emit(events.PolicyRemoved(policy_id=policy.id), by=by.actor)
    policy.delete()
