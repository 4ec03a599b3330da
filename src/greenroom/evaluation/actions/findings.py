"""Keeping what an evaluator found. No number is kept without exact words under it."""

from __future__ import annotations

from uuid import UUID

from greenroom.conversations.models import Turn
from greenroom.core import clock
from greenroom.evaluation.contract import Findings, Quote, Scored
from greenroom.evaluation.models import Evaluation, Evidence, Highlight, QuestionScore, Tag
from greenroom.media.models import Resume

Verdict = QuestionScore.Verdict
UNFOUND = "The words quoted for this do not stand in the text, so it could not be kept."


class _Texts:
    """The texts quotes may come from: the attempt's turns and its resume, read once."""

    def __init__(self, row: Evaluation) -> None:
        self._turns: dict[UUID, str] = dict(
            Turn.objects.filter(attempt_id=row.attempt_id).values_list("id", "text")
        )
        self._resumes: dict[UUID, str] = dict(
            Resume.objects.filter(id=row.attempt.resume_id).values_list("id", "text")
        )
        self.dropped = 0

    def exact(self, quotes: list[Quote]) -> list[Quote]:
        """Those quotes that stand in their text letter for letter; the others are counted."""
        kept = [quote for quote in quotes if self._stands(quote)]
        self.dropped += len(quotes) - len(kept)
        return kept

    def _stands(self, quote: Quote) -> bool:
        if quote.turn_id:
            text = self._turns.get(quote.turn_id)
        else:
            text = self._resumes.get(quote.resume_id) if quote.resume_id else None
        return text is not None and bool(quote.text) and text[quote.start : quote.end] == quote.text


def keep(row: Evaluation, findings: Findings) -> None:
    """Store the findings on the evaluation and mark it done. Must run in the caller's transaction."""
    texts = _Texts(row)
    for scored in findings.scores:
        _keep_score(row, scored, texts)
    position = 0
    for note in findings.notes:
        for quote in texts.exact([note.quote]):
            Highlight.objects.create(
                workspace_id=row.workspace_id,
                evaluation=row,
                kind=note.kind,
                text=note.text[:300],
                severity=note.severity,
                position=position,
                evidence=_evidence(row, quote, position=0),
            )
            position += 1
    for tag in findings.tags:
        for quote in texts.exact([tag.quote]):
            Tag.objects.create(
                workspace_id=row.workspace_id,
                evaluation=row,
                name=tag.name,
                label=tag.label[:80],
                value=tag.value[:160],
                confidence=tag.confidence,
                evidence=_evidence(row, quote, position=0),
            )
    _finish(row, findings, dropped=texts.dropped)


def _keep_score(row: Evaluation, scored: Scored, texts: _Texts) -> None:
    quotes = texts.exact(scored.quotes)
    verdict, score, reason = scored.verdict, scored.score, scored.reason
    if verdict == Verdict.SCORED and not quotes:
        verdict, score, reason = Verdict.NOT_ADDRESSED, None, UNFOUND
    if verdict in {Verdict.PASSED, Verdict.FAILED} and not quotes:
        verdict, reason = Verdict.UNKNOWN, UNFOUND if scored.quotes else reason
    kept = QuestionScore.objects.create(
        workspace_id=row.workspace_id,
        evaluation=row,
        question_id=scored.question_id,
        verdict=verdict,
        score=score,
        confidence=scored.confidence,
        reason=reason,
        points=scored.points,
    )
    Evidence.objects.bulk_create(
        _evidence(row, quote, position=position, score=kept, save=False)
        for position, quote in enumerate(quotes)
    )


def _evidence(
    row: Evaluation, quote: Quote, *, position: int, score: QuestionScore | None = None, save: bool = True
) -> Evidence:
    evidence = Evidence(
        workspace_id=row.workspace_id,
        evaluation=row,
        score=score,
        turn_id=quote.turn_id,
        resume_id=quote.resume_id,
        position=position,
        start=quote.start,
        end=quote.end,
        text=quote.text,
    )
    if save:
        evidence.save()
    return evidence


def _finish(row: Evaluation, findings: Findings, *, dropped: int) -> None:
    made = findings.judgements
    row.status, row.finished_at = Evaluation.Status.DONE, clock.now()
    row.engine = ", ".join(sorted({judgement.engine for judgement in made}))[:20]
    row.model = ", ".join(sorted({judgement.model for judgement in made if judgement.model}))[:120]
    row.version = ", ".join(sorted({judgement.version for judgement in made}))[:40]
    row.ms = sum(judgement.ms for judgement in made)
    row.dropped = dropped + sum(judgement.dropped for judgement in made)
    row.input_tokens = sum(judgement.usage.input_tokens for judgement in made)
    row.output_tokens = sum(judgement.usage.output_tokens for judgement in made)
    row.save()
