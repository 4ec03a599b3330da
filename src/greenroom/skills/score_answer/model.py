"""How a language model scores an answer: it quotes, code finds the quotes."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import Span, locate, locate_all
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.score_answer.schema import AnswerScore, AnswerToScore, PointCovered, Rubric
from greenroom.skills.score_answer.unheard import UNCLEAR, told, without

_SYSTEM = f"""You score one answer of a job interview against the recruiter's rubric.
Judge only what the candidate says: not grammar, accent, style or length. Repeating the question is no answer.
Scores run from 1.0 to 5.0; the anchors say what a score means, graded examples show it.
The verdict is not_addressed when nothing in the answer bears on the question; the score is then null.
For each key point, in the rubric's order, quote the words that make it, or give null where none do.
Quotes are copied from the answer character for character, at most 25 words each. Never quote the question.
The reason is one or two plain sentences for the recruiter in the language of the rubric: what was covered,
what was missing.
{UNCLEAR} stands for words that could not be heard: they are unknown, not wrong, and never lower a score.
{DATA_ONLY}"""

UNFOUND = "The words quoted for the score do not stand in the answer, so it could not be kept."


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PointAnswer(_Shape):
    """point: its number, from 1. quote: the answer's own words that make it, null where none do."""

    point: int
    quote: str | None


class ModelScore(_Shape):
    """What the model fills in."""

    verdict: Literal["scored", "not_addressed"]
    score: float | None = Field(ge=1, le=5)
    confidence: float = Field(ge=0, le=1)
    reason: str
    quotes: list[str]
    points: list[PointAnswer]


def prompt(given: AnswerToScore) -> tuple[str, str]:
    """The rubric in plain lines, its examples and the answer fenced as data."""
    return _SYSTEM, "\n".join([*_rubric_lines(given.rubric), "", fenced("answer", without(given, UNCLEAR))])


def read(given: AnswerToScore, answer: ModelScore) -> Checked[AnswerScore]:
    """Quotes to exact spans. A score without one left is not kept: the answer counts as not addressed."""
    points, dropped_points = _points(given, answer)
    quoted, dropped = locate_all(answer.quotes, given.answer)
    evidence = _in_order([*quoted, *(point.span for point in points if point.span)])
    if answer.verdict == "not_addressed" or answer.score is None:
        bare = [PointCovered(point=point.point) for point in points]
        none = told(given, _none(answer.confidence, answer.reason, bare))
        return Checked(none, dropped + dropped_points)
    if not evidence:
        return Checked(_none(0.0, UNFOUND, points), dropped + dropped_points)
    output = AnswerScore(
        verdict="scored",
        score=round(answer.score, 2),
        confidence=answer.confidence,
        reason=answer.reason,
        evidence=evidence,
        points=points,
    )
    return Checked(told(given, output), dropped + dropped_points)


def _none(confidence: float, reason: str, points: list[PointCovered]) -> AnswerScore:
    return AnswerScore(verdict="not_addressed", confidence=confidence, reason=reason, points=points)


def _points(given: AnswerToScore, answer: ModelScore) -> tuple[list[PointCovered], int]:
    quotes = {item.point: item.quote for item in answer.points if item.quote}
    points: list[PointCovered] = []
    dropped = 0
    for number, point in enumerate(given.rubric.key_points, start=1):
        quote = quotes.get(number, "")
        span = locate(quote, given.answer)
        dropped += bool(quote) and span is None
        points.append(PointCovered(point=point, span=span))
    return points, dropped


def _in_order(spans: list[Span]) -> list[Span]:
    return sorted(set(spans), key=lambda span: (span.start, span.end))


def _rubric_lines(rubric: Rubric) -> list[str]:
    lines = [f"Question: {rubric.question}"]
    lines += [f"Score {score}: {text}" for score, text in sorted(rubric.anchors.items())]
    if rubric.key_points:
        lines.append("Key points:")
        lines += [f"{number}. {point}" for number, point in enumerate(rubric.key_points, start=1)]
    if rubric.reference_answer:
        lines.append(f"Reference answer: {rubric.reference_answer}")
    if rubric.language:
        lines.append(f"Language of the interview: {rubric.language}")
    for example in rubric.examples:
        lines += [f"An example that a person scored {example.score:g}:", fenced("graded", example.text)]
    return lines


MODEL_SIDE = ModelSide[AnswerToScore, AnswerScore](version="2", answer=ModelScore, prompt=prompt, read=read)
