"""What a scorecard is made of, shaped for the page and the report that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from greenroom.candidates.models import Application, Attempt
from greenroom.candidates.queries.flows import Step
from greenroom.candidates.rules.flow import State
from greenroom.evaluation.models import Evaluation
from greenroom.evaluation.rules.marks import Segment
from greenroom.evaluation.rules.rubrics import by_another
from greenroom.evaluation.rules.scores import BY_RUBRIC
from greenroom.interviewers.models import QuestionVersion, Stage


@dataclass(frozen=True)
class QuoteCard:
    """Words that earned a number. anchor: id of the element that holds them on the page. at: "02:14" or "".

    start, end: where they stand in their text, in code points.
    """

    text: str
    anchor: str
    at: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class ReviewCard:
    """A member's word on a mark. mark: theirs, None where they agree that nothing was addressed.

    machine: the mark they spoke about, where the analysis has run again since; None where it is the one shown.
    is_mine: the reader's own. stands: neither taken back nor said anew.
    """

    id: UUID
    author: str
    agrees: bool
    mark: float | None
    reason: str
    at: datetime
    is_mine: bool
    stands: bool
    taken_back_at: datetime | None
    machine: float | None = None


@dataclass(frozen=True)
class QuestionCard:
    """One question with its result. number: from 1 within its stage; marks in texts carry the same number.

    reviews: what people said of it, oldest first; people: the mean of their marks that stand. average: of others who
    were asked the same, where that was looked up. scored_by: the version it was scored by, where not the one asked.
    """

    number: int
    version: QuestionVersion
    asked: bool
    verdict: str
    score: float | None
    reason: str
    confidence: float | None
    points: list[dict[str, Any]]
    quotes: list[QuoteCard]
    made_by: str
    score_id: UUID | None = None
    reviews: list[ReviewCard] = field(default_factory=list)
    people: float | None = None
    average: float | None = None
    scored_by: QuestionVersion | None = None

    @property
    def rubric(self) -> QuestionVersion:
        """The version whose anchors the mark was given by."""
        return self.scored_by or self.version

    @property
    def is_outdated(self) -> bool:
        """Whether its mark was given, or counts, by a rubric that is another today."""
        question = self.version.question
        now = question.current
        if self.score_id is None or not self.is_weighed or question.removed_at or now is None:
            return False
        return by_another(self.rubric, now)

    @property
    def said(self) -> list[ReviewCard]:
        """People's words that stand."""
        return [review for review in self.reviews if review.stands]

    @property
    def mine(self) -> ReviewCard | None:
        """The reader's own word that stands."""
        return next((review for review in self.said if review.is_mine), None)

    @property
    def is_weighed(self) -> bool:
        """Whether it counts in the score; every other question passes or fails."""
        return self.version.modality in BY_RUBRIC


@dataclass(frozen=True)
class TurnCard:
    """A turn of the transcript. opens: the question that begins with this turn, else None.

    is_spoken: said aloud, else typed. is_unsure: the recogniser was, and the candidate has not put it right.
    heard_as: the recogniser's words where the candidate corrected them, else "".
    """

    anchor: str
    speaker: str
    kind: str
    at: str
    pieces: list[Segment]
    opens: QuestionCard | None
    is_spoken: bool = False
    is_unsure: bool = False
    heard_as: str = ""


@dataclass(frozen=True)
class EvaluationCard:
    """An evaluator and its newest result.

    queued_ms, run_ms: None until known. next_try: when it is tried again, for one that waits for the model.
    """

    row: Evaluation
    title: str
    queued_ms: int | None
    run_ms: int | None
    next_try: datetime | None = None


@dataclass(frozen=True)
class NoteCard:
    text: str
    severity: int
    quote: QuoteCard


@dataclass(frozen=True)
class FlagCard:
    """Something the interviewer noticed. kind: as in `conversations.engine.state.Note`; anchor: "" where unknown."""

    kind: str
    text: str
    anchor: str
    at: str


@dataclass(frozen=True)
class TagCard:
    """typed: what the words mean, for a structured answer; None for any other."""

    label: str
    value: str
    quote: QuoteCard
    name: str = ""
    typed: dict[str, Any] | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class SideCard:
    """One side of a claim: the words, and where they were said: "" for the resume, else the stage's kind."""

    quote: QuoteCard
    stage_kind: str


@dataclass(frozen=True)
class ClaimCard:
    """Two statements of the same person that do not line up. kind, severity, word: as in `models.Claim`.

    author, said_at: whose word it is, and since when.
    """

    kind: str
    severity: int
    reason: str
    first: SideCard
    second: SideCard
    id: UUID | None = None
    word: str = ""
    author: str = ""
    said_at: datetime | None = None


@dataclass(frozen=True)
class ProficiencyCard:
    """A category of a language's rubric. level: 1.0 to 5.0, None where words cannot tell."""

    language: str
    category: str
    level: float | None
    confidence: float
    reason: str
    quotes: list[QuoteCard]


@dataclass(frozen=True)
class StageCard:
    """A stage and an attempt at it, the newest unless another is asked for; None where there is none.

    state: how the step stands for the candidate. attempts: all of them, oldest first. flags: what was noticed in its
    conversation. language: of that conversation, "" where there was none.
    """

    stage: Stage
    state: State
    attempt: Attempt | None = None
    attempts: Sequence[Attempt] = ()
    questions: list[QuestionCard] = field(default_factory=list)
    evaluations: list[EvaluationCard] = field(default_factory=list)
    turns: list[TurnCard] = field(default_factory=list)
    resume: list[Segment] = field(default_factory=list)
    flags: list[FlagCard] = field(default_factory=list)
    language: str = ""

    @property
    def scored(self) -> list[QuestionCard]:
        return [card for card in self.questions if card.is_weighed]

    @property
    def checks(self) -> list[QuestionCard]:
        return [card for card in self.questions if not card.is_weighed]

    @property
    def missing(self) -> int:
        """How many scored questions were not asked."""
        return sum(not card.asked for card in self.scored) if self.attempt else 0

    @property
    def is_newest(self) -> bool:
        return not self.attempts or self.attempt == self.attempts[-1]

    @property
    def is_being_evaluated(self) -> bool:
        unfinished = {Evaluation.Status.WAITING, Evaluation.Status.RUNNING}
        return any(card.row.status in unfinished for card in self.evaluations)

    @property
    def needs_person(self) -> bool:
        """Whether the candidate goes on from here only when a member lets them."""
        return Step(self.stage, self.state, self.attempts).needs_person

    @property
    def stopped_at(self) -> QuestionCard | None:
        """The question whose answer stopped the candidate."""
        stop = self.attempt.stop if self.attempt else {}
        wanted = stop.get("version_id", "")
        return next((card for card in self.questions if wanted and str(card.version.id) == wanted), None)


@dataclass(frozen=True)
class Scorecard:
    """Everything the review page and the report show.

    stages: those that were begun, in that order and as they were then, before those the candidate has yet to meet.
    """

    application: Application
    stages: list[StageCard]
    highlights: list[NoteCard]
    lowlights: list[NoteCard]
    chips: list[NoteCard]
    tags: list[TagCard]
    read_at: datetime | None
    claims: list[ClaimCard] = field(default_factory=list)
    proficiency: list[ProficiencyCard] = field(default_factory=list)

    @property
    def flags(self) -> list[FlagCard]:
        return [flag for stage in self.stages for flag in stage.flags]

    @property
    def is_being_evaluated(self) -> bool:
        return any(stage.is_being_evaluated for stage in self.stages)
