"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class WorkspaceCreated(Event):
    workspace_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberAdded(Event):
    member_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class MemberRoleChanged(Event):
    member_id: UUID
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class MemberRemoved(Event):
    member_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class InvitationSent(Event):
    invitation_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    invitation_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    invitation_id: UUID
    member_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class SignInLinkMade(Event):
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class SignedInByLink(Event):
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class EnginesChanged(Event):
    workspace_id: UUID
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class WorkspaceSettingChanged(Event):
    """before, after: the values; of a long text, its number of characters."""

    workspace_id: UUID
    setting: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class PersonNameChanged(Event):
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonEmailChanged(Event):
    user_id: UUID
