"""Reads the transcript of an attempt: scores each answer, notes highlights, hears tags."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.queries import turns as transcripts
from greenroom.evaluation.contract import Findings, Heard, Judge, Noted, Quote, Scored
from greenroom.evaluation.rules.joining import Joined, join
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills.evidence import Span
from greenroom.skills.extract_tags.schema import STANDARD_TAGS, TagsHeard, TagsToHear
from greenroom.skills.find_highlights.schema import Highlights, InterviewHeard, Said
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore, Rubric

LABELS = {tag.name: tag.label for tag in STANDARD_TAGS}
MUST_FIRST = {"must": 0, "skill": 1, "responsibility": 2, "nice": 3}


def score_answers(attempt: Attempt, judge: Judge) -> Findings:
    """A score for each question that was asked, from all the candidate said to it."""
    answers = transcripts.answers(attempt.id)
    language = attempt.stage.interviewer.language
    asked = AttemptQuestion.objects.filter(attempt=attempt, asked=True).select_related("version")
    judgements, scores = [], []
    for row in asked.order_by("position"):
        version = row.version
        joined = join(answers.get(version.id, []))
        result = judge("score_answer", AnswerToScore(rubric=_rubric(version, language), answer=joined.text))
        judgements.append(result)
        scores.append(_scored(version.id, result.output, joined))
    return Findings(judgements=judgements, scores=scores)


def _rubric(version: QuestionVersion, language: str) -> Rubric:
    return Rubric(
        question=version.text, anchors=version.anchors, key_points=version.key_points, language=language
    )


def _scored(question_id: UUID, output: AnswerScore, joined: Joined[UUID]) -> Scored:
    return Scored(
        question_id=question_id,
        verdict=output.verdict,
        score=output.score,
        confidence=output.confidence,
        reason=output.reason,
        points=[{"point": point.point, "made": point.span is not None} for point in output.points],
        quotes=[_quote(turn_id, span) for turn_id, span in joined.lead_all_back(output.evidence)],
    )


def _quote(turn_id: UUID, span: Span) -> Quote:
    return Quote(span.start, span.end, span.text, turn_id=turn_id)


def _said(attempt: Attempt) -> list[Said]:
    return [
        Said(turn=str(turn.id), question=turn.question.text if turn.question else "", text=turn.text)
        for turn in transcripts.of(attempt.id)
        if turn.speaker == turn.Speaker.CANDIDATE and turn.text.strip()
    ]


def note_highlights(attempt: Attempt, judge: Judge) -> Findings:
    """What speaks for the candidate, what is missing, and skills in a word, each with its quote."""
    interviewer = attempt.stage.interviewer
    ranked = sorted(interviewer.requirements, key=lambda found: MUST_FIRST.get(found["kind"], 9))
    given = InterviewHeard(
        role=interviewer.title,
        requirements=[found["text"] for found in ranked],
        language=interviewer.language,
        said=[said for said in _said(attempt) if said.question],  # goodbyes are no answers
    )
    result = judge("find_highlights", given)
    output: Highlights = result.output
    notes = [
        Noted(found.kind, found.text, found.severity, _quote(UUID(found.turn), found.span))
        for found in output.found
    ]
    return Findings(judgements=[result], notes=notes)


def hear_tags(attempt: Attempt, judge: Judge) -> Findings:
    """Facts that were said, such as a notice period."""
    given = TagsToHear(language=attempt.stage.interviewer.language, said=_said(attempt))
    result = judge("extract_tags", given)
    output: TagsHeard = result.output
    tags = [
        Heard(
            tag.name,
            LABELS.get(tag.name, tag.name),
            tag.value,
            tag.confidence,
            _quote(UUID(tag.turn), tag.span),
        )
        for tag in output.tags
    ]
    return Findings(judgements=[result], tags=tags)
