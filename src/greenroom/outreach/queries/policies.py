"""Reading policies."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from greenroom.accounts.models import Member
from greenroom.core.errors import NotFound
from greenroom.outreach.models import Policy
from greenroom.outreach.rules.policy import Terms


def get_for(member: Member, policy_id: UUID) -> Policy:
    """A policy of the member's workspace. Raises NotFound."""
    found: Policy | None = Policy.objects.filter(id=policy_id, workspace_id=member.workspace_id).first()
    if found is None:
        raise NotFound
    return found


def all_of(workspace_id: UUID) -> list[Policy]:
    """The default one first, then by name."""
    return list(Policy.objects.filter(workspace_id=workspace_id).order_by("-is_default", "name"))


def terms(workspace_id: UUID, policy_ids: Iterable[UUID | None]) -> dict[UUID | None, Terms]:
    """What holds under each of these policies, and under None: the workspace's default, or ours where it has none.

    One statement. A policy that is gone has the default's terms.
    """
    wanted = set(policy_ids)
    mine = Policy.objects.filter(workspace_id=workspace_id)
    found = {row.id: row for row in mine.filter(Q(id__in=wanted - {None}) | Q(is_default=True))}
    default = next((row.terms for row in found.values() if row.is_default), Terms())
    return {None: default} | {
        policy_id: found[policy_id].terms if policy_id in found else default for policy_id in wanted
    }
