"""Scores how somebody worked with the assistant: each question of the rubric over all they wrote and handed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from greenroom.candidates.models import Attempt, AttemptQuestion
from greenroom.conversations.models import Conversation, Turn
from greenroom.evaluation.contract import Findings, Judge, Quote, Scored
from greenroom.evaluation.rules.joining import Joined, join
from greenroom.interviewers.models import QuestionVersion
from greenroom.skills.contract import Judgement
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore, Rubric
from greenroom.stages.scenario.config import Mode, ScenarioConfig
from greenroom.stages.scenario.rules.catching import Mistake, Words, catch
from greenroom.stages.verdicts import by_rule

VERSION = "1"
NO_MISTAKE = "The assistant made no mistake in what was asked of it, so there was none to find."


def score_work(attempt: Attempt, judge: Judge) -> Findings:
    """A score for each question of the rubric, with the words that earned it.

    Where the assistant was to make mistakes, a question without key points of its own is about catching them.
    """
    rows = AttemptQuestion.objects.filter(attempt=attempt).select_related("version").order_by("position")
    turns = list(Turn.objects.filter(attempt=attempt).order_by("position"))
    joined = join([(turn.id, turn.text) for turn in turns if turn.speaker == Turn.Speaker.CANDIDATE])
    conversation = Conversation.objects.filter(attempt=attempt).first()
    if conversation is None:
        return Findings(judgements=[])
    language = attempt.stage.interviewer.language
    detects = ScenarioConfig(**attempt.config).mode is Mode.ERROR_DETECTION
    judgements: list[Judgement[Any]] = []
    scores: list[Scored] = []
    for row in rows:
        if detects and not row.version.key_points:
            judgements.append(by_rule(VERSION))
            scores.append(_caught(row.version.id, conversation.state["planted"], turns, language))
            continue
        given = AnswerToScore(
            rubric=_rubric(row.version, judge.rubric(row.version), language), answer=joined.text
        )
        result = judge("score_answer", given)
        judgements.append(result)
        scores.append(_scored(row.version.id, result.output, joined))
    return Findings(judgements=judgements, scores=scores)


def _caught(question_id: UUID, planted: list[dict[str, Any]], turns: list[Turn], language: str) -> Scored:
    """1 to 5 by the share of the mistakes that were caught; nothing is known where none was made."""
    if not planted:
        return Scored(question_id, "unknown", None, 1.0, NO_MISTAKE)
    wrote = [
        Words(turn.id, turn.position, turn.text) for turn in turns if turn.speaker == Turn.Speaker.CANDIDATE
    ]
    catches = [catch(_mistake(each, turns), wrote, language) for each in planted]
    found = [each for each in catches if each is not None]
    return Scored(
        question_id=question_id,
        verdict="scored" if found else "not_addressed",
        score=1 + 4 * len(found) / len(planted) if found else None,
        confidence=1.0,
        reason=f"Caught {len(found)} of {len(planted)} mistakes that the assistant made on purpose.",
        points=[
            {"point": str(each["error"]), "made": caught is not None}
            for each, caught in zip(planted, catches, strict=True)
        ],
        quotes=[Quote(each.start, each.end, each.text, turn_id=each.key) for each in dict.fromkeys(found)],
    )


def _mistake(planted: dict[str, Any], turns: list[Turn]) -> Mistake:
    """The mistake in the line of the reply it stands in."""
    asked = next(turn.position for turn in turns if str(turn.id) == planted["answers"])
    after = (turn for turn in turns if turn.position > asked and turn.speaker == Turn.Speaker.INTERVIEWER)
    reply = next(turn for turn in after if turn.text[planted["start"] : planted["end"]] == planted["wrong"])
    start = reply.text.rfind("\n", 0, planted["start"]) + 1
    end = reply.text.find("\n", planted["end"])
    told = reply.text[start : end if end >= 0 else None]
    return Mistake(str(planted["wrong"]), str(planted["right"]), told, reply.position)


def _rubric(asked: QuestionVersion, counts: QuestionVersion, language: str) -> Rubric:
    """The question as it was asked, and the rubric that counts for it."""
    return Rubric(
        question=asked.text,
        anchors=counts.anchors,
        key_points=counts.key_points,
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
