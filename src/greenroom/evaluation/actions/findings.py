"""Keeping what an evaluator found. No number is kept without exact words under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from greenroom.candidates.models import Attempt
from greenroom.conversations.models import Turn
from greenroom.core import clock
from greenroom.evaluation.actions import claims
from greenroom.evaluation.contract import Claimed, Findings, Heard, Noted, Quote, Rated, Scored
from greenroom.evaluation.models import (
    Claim,
    Evaluation,
    Evidence,
    Highlight,
    Proficiency,
    QuestionScore,
    Tag,
)
from greenroom.media.models import Resume

Verdict = QuestionScore.Verdict
UNFOUND = "The words quoted for this do not stand in the text, so it could not be kept."


class _Texts:
    """The texts quotes may come from, read once: the attempt's turns and its resume.

    all_stages: those of the other attempts of this application too, for statements that are held beside each other.
    """

    def __init__(self, row: Evaluation, *, all_stages: bool) -> None:
        attempt = row.attempt
        turns, resumes = Turn.objects.filter(attempt=attempt), {attempt.resume_id}
        if all_stages:
            turns = Turn.objects.filter(attempt__application_id=attempt.application_id)
            others = Attempt.objects.filter(application_id=attempt.application_id)
            resumes = set(others.values_list("resume_id", flat=True))
        self._turns: dict[UUID, str] = dict(turns.values_list("id", "text"))
        kept = Resume.objects.filter(id__in=resumes - {None})
        self._resumes: dict[UUID, str] = dict(kept.values_list("id", "text"))
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


@dataclass
class Rows:
    """What will be stored of one evaluation, its quotes checked already. dropped: those that were not exact."""

    evaluation: Evaluation
    scores: list[QuestionScore] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    proficiency: list[Proficiency] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    dropped: int = 0

    @property
    def whose(self) -> dict[str, Any]:
        return {"workspace_id": self.evaluation.workspace_id, "evaluation": self.evaluation}

    def cite(
        self,
        quote: Quote,
        *,
        position: int = 0,
        score: QuestionScore | None = None,
        proficiency: Proficiency | None = None,
    ) -> Evidence:
        evidence = Evidence(
            **self.whose,
            score=score,
            proficiency=proficiency,
            turn_id=quote.turn_id,
            resume_id=quote.resume_id,
            position=position,
            start=quote.start,
            end=quote.end,
            text=quote.text,
        )
        self.evidence.append(evidence)
        return evidence

    def store(self) -> None:
        """In as few statements as there are tables. Must run in the caller's transaction."""
        QuestionScore.objects.bulk_create(self.scores)
        Proficiency.objects.bulk_create(self.proficiency)
        Evidence.objects.bulk_create(self.evidence)
        Highlight.objects.bulk_create(self.highlights)
        Tag.objects.bulk_create(self.tags)
        Claim.objects.bulk_create(self.claims)


def gather(row: Evaluation, findings: Findings) -> Rows:
    """The rows that the findings become, with every quote held against its text.

    Before the transaction that stores them: whoever else writes would wait for all of it.
    """
    texts, rows = _Texts(row, all_stages=bool(findings.claims)), Rows(row)
    for scored in findings.scores:
        _keep_score(rows, scored, texts)
    for rated in findings.rated:
        _keep_level(rows, rated, texts)
    for note in findings.notes:
        _keep_note(rows, note, texts)
    for tag in findings.tags:
        _keep_tag(rows, tag, texts)
    for claim in findings.claims:
        _keep_claim(rows, claim, texts)
    rows.dropped = texts.dropped
    return rows


def keep(row: Evaluation, rows: Rows, findings: Findings) -> None:
    """Store the rows and mark the evaluation done. Must run in the caller's transaction."""
    claims.carry_over(rows.claims, attempt_id=row.attempt_id)
    rows.store()
    _finish(row, findings, dropped=rows.dropped)


def _keep_note(rows: Rows, note: Noted, texts: _Texts) -> None:
    for quote in texts.exact([note.quote]):
        highlight = Highlight(
            **rows.whose,
            kind=note.kind,
            text=note.text[:300],
            severity=note.severity,
            position=len(rows.highlights),
            evidence=rows.cite(quote),
        )
        rows.highlights.append(highlight)


def _keep_tag(rows: Rows, tag: Heard, texts: _Texts) -> None:
    for quote in texts.exact([tag.quote]):
        heard = Tag(
            **rows.whose,
            name=tag.name[:40],
            label=tag.label[:80],
            value=tag.value[:160],
            typed=tag.typed,
            confidence=tag.confidence,
            evidence=rows.cite(quote),
        )
        rows.tags.append(heard)


def _keep_level(rows: Rows, rated: Rated, texts: _Texts) -> None:
    """A level without a word under it is none."""
    quotes = texts.exact(rated.quotes)
    unfounded = rated.level is not None and not quotes
    kept = Proficiency(
        **rows.whose,
        rubric_id=rated.rubric_id,
        language=rated.language,
        category=rated.category[:120],
        position=len(rows.proficiency),
        level=None if unfounded else rated.level,
        confidence=rated.confidence,
        reason=UNFOUND if unfounded else rated.reason,
    )
    rows.proficiency.append(kept)
    for position, quote in enumerate(quotes):
        rows.cite(quote, position=position, proficiency=kept)


def _keep_claim(rows: Rows, claim: Claimed, texts: _Texts) -> None:
    """Both statements stand word for word, or there is no claim."""
    quotes = texts.exact([claim.first, claim.second])
    if len(quotes) < 2:
        return
    first, second = (rows.cite(quote) for quote in quotes)
    kept = Claim(
        **rows.whose,
        kind=claim.kind,
        severity=claim.severity,
        reason=claim.reason[:400],
        position=len(rows.claims),
        first=first,
        second=second,
    )
    rows.claims.append(kept)


def _keep_score(rows: Rows, scored: Scored, texts: _Texts) -> None:
    quotes = texts.exact(scored.quotes)
    verdict, score, reason = scored.verdict, scored.score, scored.reason
    if verdict == Verdict.SCORED and not quotes:
        verdict, score, reason = Verdict.NOT_ADDRESSED, None, UNFOUND
    if verdict in {Verdict.PASSED, Verdict.FAILED} and not quotes:
        verdict, reason = Verdict.UNKNOWN, UNFOUND if scored.quotes else reason
    kept = QuestionScore(
        **rows.whose,
        question_id=scored.question_id,
        verdict=verdict,
        score=score,
        confidence=scored.confidence,
        reason=reason,
        points=scored.points,
    )
    rows.scores.append(kept)
    for position, quote in enumerate(quotes):
        rows.cite(quote, position=position, score=kept)


def _finish(row: Evaluation, findings: Findings, *, dropped: int) -> None:
    made = findings.judgements
    row.status, row.finished_at = Evaluation.Status.DONE, clock.now()
    row.engine = ", ".join(sorted({judgement.engine for judgement in made}))[:20]
    row.model = ", ".join(sorted({judgement.model for judgement in made if judgement.model}))[:120]
    row.version = ", ".join(sorted({judgement.version for judgement in made}))[:40]
    row.about = findings.about
    row.ms = sum(judgement.ms for judgement in made)
    row.dropped = dropped + sum(judgement.dropped for judgement in made)
    row.input_tokens = sum(judgement.usage.input_tokens for judgement in made)
    row.output_tokens = sum(judgement.usage.output_tokens for judgement in made)
    row.save()
