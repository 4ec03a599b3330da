"""Scores how somebody worked with the assistant: each question of the rubric over all they wrote and handed in."""

from __future__ import annotations

from uuid import UUID

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.models import Conversation, Turn
from greenroom.evaluation.contract import Findings, Judge, Quote, Scored
from greenroom.evaluation.rules.joining import Joined, join
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore, Rubric


def score_work(attempt: Attempt, judge: Judge) -> Findings:
    """A score for each question of the rubric, with the words that earned it.

    Where mistakes were planted, a question without key points of its own is about finding them.
    """
    rows = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    wrote = Turn.objects.filter(attempt=attempt, speaker=Turn.Speaker.CANDIDATE).order_by("position")
    joined = join(list(wrote.values_list("id", "text")))
    conversation = Conversation.objects.filter(attempt=attempt).first()
    if conversation is None:
        return Findings(judgements=[])
    planted = [str(each["error"]) for each in conversation.state["planted"]]
    language = attempt.stage.interviewer.language
    judgements, scores = [], []
    for row in rows:
        given = AnswerToScore(rubric=_rubric(row.version, planted, language), answer=joined.text)
        result = judge("score_answer", given)
        judgements.append(result)
        scores.append(_scored(row.version.id, result.output, joined))
    return Findings(judgements=judgements, scores=scores)


def _rubric(version: QuestionVersion, planted: list[str], language: str) -> Rubric:
    return Rubric(
        question=version.text,
        anchors=version.anchors,
        key_points=version.key_points or planted,
        language=language,
    )


def _scored(question_id: UUID, output: AnswerScore, joined: Joined[UUID]) -> Scored:
    return Scored(
        question_id=question_id,
        verdict=output.verdict,
        score=output.score,
        confidence=output.confidence,
        reason=output.reason,
        points=[{"point": point.point, "made": point.span is not None} for point in output.points],
        quotes=[
            Quote(span.start, span.end, span.text, turn_id=turn_id)
            for turn_id, span in joined.lead_all_back(output.evidence)
        ],
    )
