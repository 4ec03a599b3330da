"""The scorecard of an application, read for one page in a constant number of statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.candidates.models import Application, Attempt, AttemptQuestion
from greenroom.candidates.queries import applications
from greenroom.conversations.models import Turn
from greenroom.evaluation import registry
from greenroom.evaluation.models import Evaluation, Evidence, Highlight, QuestionScore, Tag
from greenroom.evaluation.rules.marks import Segment, segments
from greenroom.interviewers.models import QuestionVersion, Stage


@dataclass(frozen=True)
class QuoteCard:
    """Words that earned a number. anchor: id of the element that holds them on the page. at: "02:14" or ""."""

    text: str
    anchor: str
    at: str


@dataclass(frozen=True)
class QuestionCard:
    """One question with its result. number: from 1 within its stage; marks in texts carry the same number."""

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

    @property
    def is_qualification(self) -> bool:
        return self.version.modality == QuestionVersion.Modality.QUALIFICATION


@dataclass(frozen=True)
class TurnCard:
    """A turn of the transcript. opens: the question that begins with this turn, else None."""

    anchor: str
    speaker: str
    kind: str
    at: str
    pieces: list[Segment]
    opens: QuestionCard | None


@dataclass(frozen=True)
class EvaluationCard:
    """An evaluator and its newest result. queued_ms, run_ms: None until known."""

    row: Evaluation
    title: str
    queued_ms: int | None
    run_ms: int | None


@dataclass(frozen=True)
class NoteCard:
    text: str
    severity: int
    quote: QuoteCard


@dataclass(frozen=True)
class TagCard:
    label: str
    value: str
    quote: QuoteCard


@dataclass(frozen=True)
class StageCard:
    """A stage and the newest attempt at it; attempt is None when the candidate has not come to it."""

    stage: Stage
    attempt: Attempt | None
    questions: list[QuestionCard]
    evaluations: list[EvaluationCard]
    turns: list[TurnCard]
    resume: list[Segment]

    @property
    def scored(self) -> list[QuestionCard]:
        return [card for card in self.questions if not card.is_qualification]

    @property
    def qualifications(self) -> list[QuestionCard]:
        return [card for card in self.questions if card.is_qualification]

    @property
    def missing(self) -> int:
        """How many scored questions were not asked."""
        return sum(not card.asked for card in self.scored) if self.attempt else 0

    @property
    def is_being_evaluated(self) -> bool:
        unfinished = {Evaluation.Status.WAITING, Evaluation.Status.RUNNING}
        return any(card.row.status in unfinished for card in self.evaluations)


@dataclass(frozen=True)
class Scorecard:
    """Everything the review page and the report show."""

    application: Application
    stages: list[StageCard]
    highlights: list[NoteCard]
    lowlights: list[NoteCard]
    chips: list[NoteCard]
    tags: list[TagCard]
    read_at: datetime | None

    @property
    def is_being_evaluated(self) -> bool:
        return any(stage.is_being_evaluated for stage in self.stages)


def get_for(member: Member, application_id: UUID) -> Scorecard:
    """The scorecard of an application of the member's workspace. Raises NotFound to a stranger."""
    application = applications.get_for(member, application_id)
    stages = list(Stage.objects.filter(interviewer_id=application.interviewer_id).order_by("position"))
    rows = Attempt.objects.filter(application=application).select_related("resume__file").order_by("number")
    attempts = {attempt.stage_id: attempt for attempt in rows}
    reading = _Reading([attempt.id for attempt in attempts.values()])
    cards = [reading.stage(stage, attempts.get(stage.id)) for stage in stages]
    finished = [row.finished_at for row in reading.evaluations if row.finished_at]
    return Scorecard(
        application=application,
        stages=cards,
        highlights=reading.notes("highlight"),
        lowlights=reading.notes("lowlight"),
        chips=reading.notes("chip"),
        tags=reading.tags(),
        read_at=max(finished, default=None),
    )


class _Reading:
    """One statement a table, then everything by dictionary."""

    def __init__(self, attempt_ids: list[UUID]) -> None:
        self.planned = list(
            AttemptQuestion.objects.filter(attempt_id__in=attempt_ids)
            .select_related("version__question")
            .order_by("position")
        )
        self.evaluations = list(Evaluation.objects.filter(attempt_id__in=attempt_ids).order_by("number"))
        self.turn_rows = list(Turn.objects.filter(attempt_id__in=attempt_ids).order_by("position"))
        self.newest = {(row.attempt_id, row.evaluator): row for row in self.evaluations}
        done = {
            (row.attempt_id, row.evaluator): row
            for row in self.evaluations
            if row.status == Evaluation.Status.DONE
        }
        self.standing = {row.id: row for row in done.values()}
        self.scores = {
            (score.evaluation.attempt_id, score.question_id): score
            for score in QuestionScore.objects.filter(evaluation__in=self.standing).select_related(
                "evaluation"
            )
        }
        self.evidence = list(Evidence.objects.filter(evaluation__in=self.standing).order_by("position"))
        self.highlights = list(
            Highlight.objects.filter(evaluation__in=self.standing)
            .select_related("evidence")
            .order_by("position")
        )
        self.turn_at = {turn.id: clock_label(turn.start_ms) for turn in self.turn_rows}

    def notes(self, kind: str) -> list[NoteCard]:
        return [
            NoteCard(note.text, note.severity, self._quote(note.evidence))
            for note in self.highlights
            if note.kind == kind
        ]

    def tags(self) -> list[TagCard]:
        rows = Tag.objects.filter(evaluation__in=self.standing).select_related("evidence").order_by("label")
        return [TagCard(tag.label, tag.value, self._quote(tag.evidence)) for tag in rows]

    def stage(self, stage: Stage, attempt: Attempt | None) -> StageCard:
        if attempt is None:
            return StageCard(stage, None, [], [], [], [])
        planned = [row for row in self.planned if row.attempt_id == attempt.id]
        questions = [self._question(number, row) for number, row in enumerate(planned, start=1)]
        spans = self._spans(questions, attempt)
        text = attempt.resume.text if attempt.resume else ""
        return StageCard(
            stage=stage,
            attempt=attempt,
            questions=questions,
            evaluations=self._evaluators(stage, attempt),
            turns=self._turns(attempt, questions, spans),
            resume=segments(text, spans[attempt.resume_id]) if attempt.resume_id else [],
        )

    def _question(self, number: int, row: AttemptQuestion) -> QuestionCard:
        score = self.scores.get((row.attempt_id, row.version_id))
        mine = [one for one in self.evidence if score is not None and one.score_id == score.id]
        return QuestionCard(
            number=number,
            version=row.version,
            asked=row.asked or score is not None,
            verdict=score.verdict if score else "",
            score=score.score if score else None,
            reason=score.reason if score else "",
            confidence=score.confidence if score else None,
            points=score.points if score else [],
            quotes=[self._quote(one) for one in mine],
            made_by=made_by(self.standing[score.evaluation_id]) if score else "",
        )

    def _spans(
        self, questions: list[QuestionCard], attempt: Attempt
    ) -> dict[UUID | None, list[tuple[int, int, int]]]:
        numbers = {card.version.id: card.number for card in questions}
        found: dict[UUID | None, list[tuple[int, int, int]]] = defaultdict(list)
        by_id = {score.id: score for (owner, _), score in self.scores.items() if owner == attempt.id}
        for one in self.evidence:
            score = by_id.get(one.score_id) if one.score_id else None
            if score is not None:
                found[one.turn_id or one.resume_id].append((one.start, one.end, numbers[score.question_id]))
        return found

    def _turns(
        self,
        attempt: Attempt,
        questions: list[QuestionCard],
        spans: dict[UUID | None, list[tuple[int, int, int]]],
    ) -> list[TurnCard]:
        by_version = {card.version.id: card for card in questions}
        cards = []
        for turn in self.turn_rows:
            if turn.attempt_id != attempt.id:
                continue
            opened = (
                by_version.get(turn.question_id) if turn.kind == "question" and turn.question_id else None
            )
            cards.append(
                TurnCard(
                    anchor=f"turn-{turn.id}",
                    speaker=turn.speaker,
                    kind=turn.kind,
                    at=self.turn_at[turn.id],
                    pieces=segments(turn.text, spans[turn.id]),
                    opens=opened if turn.speaker == Turn.Speaker.INTERVIEWER else None,
                )
            )
        return cards

    def _evaluators(self, stage: Stage, attempt: Attempt) -> list[EvaluationCard]:
        found = []
        for evaluator in registry.for_kind(stage.kind):
            row = self.newest.get((attempt.id, evaluator.name))
            if row is not None:
                queued = _between(row.created_at, row.started_at)
                found.append(
                    EvaluationCard(row, evaluator.title, queued, _between(row.started_at, row.finished_at))
                )
        return found

    def _quote(self, evidence: Evidence) -> QuoteCard:
        if evidence.turn_id:
            anchor = f"turn-{evidence.turn_id}"
            return QuoteCard(evidence.text, anchor, self.turn_at.get(evidence.turn_id, ""))
        return QuoteCard(evidence.text, f"resume-{evidence.resume_id}", "")


def made_by(row: Evaluation) -> str:
    """What produced a result, in words: "built-in 1", "model example-large 3"."""
    return " ".join(filter(None, [row.engine, row.model, row.version]))


def clock_label(ms: int) -> str:
    """Milliseconds since the attempt began as "MM:SS", or "H:MM:SS" from an hour on."""
    seconds = ms // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def _between(first: datetime | None, last: datetime | None) -> int | None:
    return round((last - first).total_seconds() * 1000) if first and last else None
