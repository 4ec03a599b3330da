"""The scorecard of an application, read for one page in a constant number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from greenroom.accounts.models import Member
from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.candidates.queries import applications, flows
from greenroom.conversations.models import Conversation, Turn
from greenroom.conversations.queries import turns
from greenroom.evaluation import registry
from greenroom.evaluation.models import (
    Claim,
    Evaluation,
    Evidence,
    Highlight,
    Proficiency,
    QuestionScore,
    Tag,
)
from greenroom.evaluation.queries import said, work
from greenroom.evaluation.queries.cards import (
    ClaimCard,
    EvaluationCard,
    FlagCard,
    NoteCard,
    ProficiencyCard,
    QuestionCard,
    QuoteCard,
    Scorecard,
    SideCard,
    StageCard,
    TagCard,
    TurnCard,
)
from greenroom.evaluation.rules.marks import segments
from greenroom.interviewers.models import Stage
from greenroom.interviewers.queries.interviewers import standing_stages

UNNUMBERED = 0  # the mark of words that are evidence for a highlight or a tag, not for a question
Spans = dict[UUID | None, list[tuple[int, int, int]]]


def get_for(member: Member, application_id: UUID, *, chosen: Iterable[UUID] = ()) -> Scorecard:
    """The scorecard of an application of the member's workspace. Raises NotFound to a stranger.

    chosen: attempts to show in place of the newest ones of their stages.
    """
    application = applications.get_for(member, application_id)
    rows = Attempt.objects.filter(application=application).select_related("stage", "resume__file")
    stages = standing_stages().filter(interviewer_id=application.interviewer_id)
    steps = flows.arranged(application, rows.order_by("number"), stages)
    shown = [_shown(step.attempts, set(chosen)) for step in steps if step.attempts]
    reading = _Reading(shown, reader=member)
    by_stage = {attempt.stage_id: attempt for attempt in shown}
    cards = [reading.stage(step, by_stage.get(step.stage.id)) for step in steps]
    finished = [row.finished_at for row in reading.evaluations if row.finished_at]
    return Scorecard(
        application=application,
        stages=cards,
        highlights=reading.notes("highlight"),
        lowlights=reading.notes("lowlight"),
        chips=reading.notes("chip"),
        tags=reading.tag_cards(),
        read_at=max(finished, default=None),
        claims=reading.claim_cards(),
        proficiency=reading.proficiency_cards(),
    )


def _shown(attempts: Sequence[Attempt], chosen: set[UUID]) -> Attempt:
    return next((attempt for attempt in attempts if attempt.id in chosen), attempts[-1])


class _Reading:
    """One statement a table, then everything by dictionary."""

    def __init__(self, shown: list[Attempt], *, reader: Member) -> None:
        attempt_ids = [attempt.id for attempt in shown]
        self.kinds = {attempt.id: attempt.stage.kind for attempt in shown}
        self.said = said.of_attempts(attempt_ids, reader=reader)
        self.planned = list(
            AttemptQuestion.objects.filter(attempt_id__in=attempt_ids)
            .select_related("version__question__current")
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
        self._read_findings()
        talks = Conversation.objects.filter(attempt_id__in=attempt_ids)
        self.talks: dict[UUID, tuple[list[dict[str, Any]], str]] = {
            attempt_id: (notes or [], language or "")
            for attempt_id, notes, language in talks.values_list(
                "attempt_id", "state__notes", "state__plan__language"
            )
        }
        waiting = [row.id for row in self.newest.values() if row.status == Evaluation.Status.WAITING]
        self.next_tries = work.next_tries(waiting)
        self.turn_at = {turn.id: clock_label(turn.start_ms) for turn in self.turn_rows}
        self.attempt_of = {turn.id: turn.attempt_id for turn in self.turn_rows}

    def _read_findings(self) -> None:
        """What the evaluations that stand have found."""
        self.scores = {
            (score.evaluation.attempt_id, score.question_id): score
            for score in QuestionScore.objects.filter(evaluation__in=self.standing).select_related(
                "evaluation", "rubric"
            )
        }
        self.evidence = list(Evidence.objects.filter(evaluation__in=self.standing).order_by("position"))
        self.highlights = list(
            Highlight.objects.filter(evaluation__in=self.standing)
            .select_related("evidence")
            .order_by("position")
        )
        self.tags = list(
            Tag.objects.filter(evaluation__in=self.standing).select_related("evidence").order_by("label")
        )
        self.claims = list(
            Claim.objects.filter(evaluation__in=self.standing)
            .select_related("first", "second")
            .order_by("-severity", "position")
        )
        self.proficiency = list(
            Proficiency.objects.filter(evaluation__in=self.standing).order_by("language", "position")
        )

    def notes(self, kind: str) -> list[NoteCard]:
        return [
            NoteCard(note.text, note.severity, self._quote(note.evidence))
            for note in self.highlights
            if note.kind == kind
        ]

    def tag_cards(self) -> list[TagCard]:
        return [
            TagCard(tag.label, tag.value, self._quote(tag.evidence), tag.name, tag.typed, tag.confidence)
            for tag in self.tags
        ]

    def claim_cards(self) -> list[ClaimCard]:
        return [
            ClaimCard(
                kind=claim.kind,
                severity=claim.severity,
                reason=claim.reason,
                first=self._side(claim.first),
                second=self._side(claim.second),
                id=claim.id,
                word=claim.word,
                author=claim.author,
                said_at=claim.said_at,
            )
            for claim in self.claims
        ]

    def _side(self, evidence: Evidence) -> SideCard:
        if not evidence.turn_id:
            return SideCard(self._quote(evidence), "")
        judged = self.standing[evidence.evaluation_id].attempt_id
        return SideCard(self._quote(evidence), self.kinds[self.attempt_of.get(evidence.turn_id, judged)])

    def proficiency_cards(self) -> list[ProficiencyCard]:
        return [
            ProficiencyCard(
                language=row.language,
                category=row.category,
                level=row.level,
                confidence=row.confidence,
                reason=row.reason,
                quotes=[self._quote(one) for one in self.evidence if one.proficiency_id == row.id],
            )
            for row in self.proficiency
        ]

    def stage(self, step: flows.Step, attempt: Attempt | None) -> StageCard:
        if attempt is None:
            return StageCard(step.stage, step.state)
        planned = [row for row in self.planned if row.attempt_id == attempt.id]
        questions = [self._question(number, row) for number, row in enumerate(planned, start=1)]
        spans = self._spans(questions, attempt)
        text = attempt.resume.text if attempt.resume else ""
        return StageCard(
            stage=step.stage,
            state=step.state,
            attempt=attempt,
            attempts=step.attempts,
            questions=questions,
            evaluations=self._evaluators(step.stage, attempt),
            turns=self._turns(attempt, questions, spans),
            resume=segments(text, spans[attempt.resume_id]) if attempt.resume_id else [],
            flags=self._flags(attempt),
            language=self.talks.get(attempt.id, ([], ""))[1],
        )

    def _question(self, number: int, row: AttemptQuestion) -> QuestionCard:
        score = self.scores.get((row.attempt_id, row.version_id))
        mine = [one for one in self.evidence if score is not None and one.score_id == score.id]
        people = self.said.get((row.attempt_id, row.version_id), [])
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
            score_id=score.id if score else None,
            reviews=said.cards(people, score=score),
            people=said.mark(people),
            scored_by=score.rubric if score else None,
        )

    def _flags(self, attempt: Attempt) -> list[FlagCard]:
        said = {turn.heard_as or turn.text: turn for turn in self.turn_rows if turn.attempt_id == attempt.id}
        flags = []
        notes, _language = self.talks.get(attempt.id, ([], ""))
        once = {(note["kind"], note["text"]): note for note in notes}
        for note in once.values():
            turn = said.get(note["text"])
            anchor, at = (f"turn-{turn.id}", self.turn_at[turn.id]) if turn else ("", "")
            flags.append(FlagCard(note["kind"], note["text"], anchor, at))
        return flags

    def _spans(self, questions: list[QuestionCard], attempt: Attempt) -> Spans:
        numbers = {card.version.id: card.number for card in questions}
        found: Spans = defaultdict(list)
        by_id = {score.id: score for (owner, _), score in self.scores.items() if owner == attempt.id}
        for one in self.evidence:
            score = by_id.get(one.score_id) if one.score_id else None
            if score is not None:
                found[one.turn_id or one.resume_id].append((one.start, one.end, numbers[score.question_id]))
            elif one.score_id is None:
                found[one.turn_id or one.resume_id].append((one.start, one.end, UNNUMBERED))
        return found

    def _turns(
        self,
        attempt: Attempt,
        questions: list[QuestionCard],
        spans: Spans,
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
                    is_spoken=turn.is_spoken,
                    is_unsure=turns.is_unsure(turn),
                    heard_as=turn.heard_as,
                )
            )
        return cards

    def _evaluators(self, stage: Stage, attempt: Attempt) -> list[EvaluationCard]:
        found = []
        for evaluator in registry.for_kind(stage.kind):
            row = self.newest.get((attempt.id, evaluator.name))
            if row is not None:
                found.append(
                    EvaluationCard(
                        row=row,
                        title=evaluator.title,
                        queued_ms=_between(row.created_at, row.started_at),
                        run_ms=_between(row.started_at, row.finished_at),
                        next_try=self.next_tries.get(row.id) if row.error else None,
                    )
                )
        return found

    def _quote(self, evidence: Evidence) -> QuoteCard:
        if evidence.turn_id:
            anchor = f"turn-{evidence.turn_id}"
            at = self.turn_at.get(evidence.turn_id, "")
        else:
            anchor, at = f"resume-{evidence.resume_id}-{evidence.start}", ""
        return QuoteCard(evidence.text, anchor, at, evidence.start, evidence.end)


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
