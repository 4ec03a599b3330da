"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportTaken(Event):
    """A member opened a report or took it away. as_what: page or pdf."""

    application_id: UUID
    as_what: str


@dataclass(frozen=True, kw_only=True)
class ScorecardShared(Event):
    share_id: UUID
    application_id: UUID
    audience: str
    ends_at: datetime
    with_recording: bool
    is_blind: bool


@dataclass(frozen=True, kw_only=True)
class ShareRevoked(Event):
    share_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShareViewed(Event):
    """Somebody opened a link, for the first time in an hour."""

    share_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class RemarkMade(Event):
    remark_id: UUID
    share_id: UUID
    application_id: UUID
    agrees: bool


@dataclass(frozen=True, kw_only=True)
class LetterDrafted(Event):
    letter_id: UUID
    application_id: UUID
    engine: str


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    letter_id: UUID
    application_id: UUID
    with_report: bool


@dataclass(frozen=True, kw_only=True)
class LetterDropped(Event):
    letter_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class PackageAsked(Event):
    package_id: UUID
    interviewer_id: UUID
    candidates: int


@dataclass(frozen=True, kw_only=True)
class PackageReady(Event):
    package_id: UUID
    failed: int


@dataclass(frozen=True, kw_only=True)
class PackageStopped(Event):
    package_id: UUID


@dataclass(frozen=True, kw_only=True)
class PackageTaken(Event):
    package_id: UUID
