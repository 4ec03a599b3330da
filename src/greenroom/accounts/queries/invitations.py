"""Reading invitations."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from greenroom.accounts.models import Invitation, Member
from greenroom.accounts.rules.secrets import hash_of
from greenroom.core import clock, scope
from greenroom.core.errors import NotFound


def waiting() -> QuerySet[Invitation]:
    """Invitations of the workspace in scope that nobody has taken up, the expired ones too, newest first."""
    return Invitation.objects.filter(accepted_at=None).order_by("-created_at")


def get_for(member: Member, invitation_id: UUID) -> Invitation:
    found = Invitation.objects.filter(
        id=invitation_id, workspace_id=member.workspace_id, accepted_at=None
    ).first()
    if found is None:
        raise NotFound
    return found


def by_secret(secret: str) -> Invitation | None:
    """The open invitation a link is about, for whoever holds it."""
    with scope.everything("whoever holds the secret may see what it invites to"):
        return (
            Invitation.objects.filter(
                secret_hash=hash_of(secret), accepted_at=None, expires_at__gt=clock.now()
            )
            .select_related("workspace")
            .first()
        )
