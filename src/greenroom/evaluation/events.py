"""What happens in this room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from greenroom.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EvaluationDone(Event):
    evaluation_id: UUID
    attempt_id: UUID
    evaluator: str
    engine: str
    dropped: int


@dataclass(frozen=True, kw_only=True)
class EvaluationFailed(Event):
    evaluation_id: UUID
    attempt_id: UUID
    evaluator: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class EvaluationRetried(Event):
    evaluation_id: UUID
    attempt_id: UUID
    evaluator: str


@dataclass(frozen=True, kw_only=True)
class ReviewGiven(Event):
    review_id: UUID
    attempt_id: UUID
    question_id: UUID
    agrees: bool
    machine: float | None
    mark: float | None


@dataclass(frozen=True, kw_only=True)
class ReviewTakenBack(Event):
    review_id: UUID
    attempt_id: UUID
    question_id: UUID


@dataclass(frozen=True, kw_only=True)
class ClaimSpokenTo(Event):
    """word: as in `models.Claim`, "" where what was said is taken back."""

    claim_id: UUID
    attempt_id: UUID
    word: str


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    note_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class NoteRemoved(Event):
    note_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class BlindReadingChanged(Event):
    member_id: UUID
    blind: bool


@dataclass(frozen=True, kw_only=True)
class CandidateUnmasked(Event):
    application_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class RescoreBegun(Event):
    rescore_id: UUID
    interviewer_id: UUID
    people: int


@dataclass(frozen=True, kw_only=True)
class RescoreReady(Event):
    rescore_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class RescoreApplied(Event):
    rescore_id: UUID
    interviewer_id: UUID
    moved: int


@dataclass(frozen=True, kw_only=True)
class RescoreDiscarded(Event):
    rescore_id: UUID
    interviewer_id: UUID


@dataclass(frozen=True, kw_only=True)
class CalibrationBegun(Event):
    calibration_id: UUID
    interviewer_id: UUID
    answers: int


@dataclass(frozen=True, kw_only=True)
class CalibrationFinished(Event):
    """A member has given their marks, and sees the machine's from now on."""

    calibration_id: UUID
    member_id: UUID
    marks: int


@dataclass(frozen=True, kw_only=True)
class CalibrationComparedAgain(Event):
    calibration_id: UUID
    run: int
