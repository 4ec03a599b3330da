"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ApplicationStarted(Event):
    application_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class EmailCodeSent(Event):
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class EmailVerified(Event):
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class AttemptStarted(Event):
    attempt_id: UUID
    application_id: UUID
    kind: str
    number: int


@dataclass(frozen=True, kw_only=True)
class AttemptSubmitted(Event):
    attempt_id: UUID
    application_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class AttemptEvaluated(Event):
    attempt_id: UUID
    application_id: UUID
    score: float | None


@dataclass(frozen=True, kw_only=True)
class AttemptRuledOn(Event):
    """What the rule of an attempt said: outcome as `models.Attempt.outcome`, and the rule and question that stopped."""

    attempt_id: UUID
    application_id: UUID
    outcome: str
    rule: str
    version_id: str


@dataclass(frozen=True, kw_only=True)
class CandidateLetOn(Event):
    """A person let a candidate go on from an attempt, whatever the rule said of it."""

    application_id: UUID
    attempt_id: UUID
    outcome: str


@dataclass(frozen=True, kw_only=True)
class RetakeAllowed(Event):
    """A person set how often this candidate may try a stage again, in place of the interviewer's rule."""

    application_id: UUID
    most: int
    cooldown_days: float


@dataclass(frozen=True, kw_only=True)
class AnotherGoGranted(Event):
    """A stage gave one further go outside the rule for retakes, as where time ran out in this attempt."""

    attempt_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class TestBegun(Event):
    """A member began to walk through their own interviewer as a candidate would."""

    application_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApplicationStatusChanged(Event):
    application_id: UUID
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ApplicationRated(Event):
    application_id: UUID
    rating: int


@dataclass(frozen=True, kw_only=True)
class LinkWithdrawn(Event):
    """A member took back the link that was made for somebody. number: of the link, counted from 0."""

    application_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class CandidateInvited(Event):
    """A member made a link for somebody."""

    application_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccommodationsChosen(Event):
    """A candidate asked for what fits them; what that is stays in their own row."""

    candidate_id: UUID


@dataclass(frozen=True, kw_only=True)
class BreakBegun(Event):
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class BreakEnded(Event):
    attempt_id: UUID


@dataclass(frozen=True, kw_only=True)
class CandidateCorrected(Event):
    """A candidate corrected what is held of them. facts: names of the fields, with blanks between."""

    candidate_id: UUID
    facts: str


@dataclass(frozen=True, kw_only=True)
class HelpAsked(Event):
    """Somebody asks for a person. kind, about: as in `models.HelpRequest`."""

    help_request_id: UUID
    interviewer_id: UUID
    kind: str
    about: str


@dataclass(frozen=True, kw_only=True)
class HelpTaken(Event):
    help_request_id: UUID


@dataclass(frozen=True, kw_only=True)
class HelpAnswered(Event):
    help_request_id: UUID


@dataclass(frozen=True, kw_only=True)
class HelpClosed(Event):
    help_request_id: UUID


@dataclass(frozen=True, kw_only=True)
class HelpReopened(Event):
    help_request_id: UUID
