"""The built-in engine: key points that were made, with the words that made them, and those that were not."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from greenroom.skills.candidate_feedback.schema import (
    AnswerToPraise,
    FeedbackToWrite,
    FeedbackWritten,
    Praise,
)
from greenroom.skills.evidence import Span, cut
from greenroom.skills.lexical import coverage, detect, sentences

MOST_WELL, MOST_NEXT = 4, 3
_FILE = Path(__file__).parent / "words.toml"
_FEWEST_WORDS = 6
_LONGEST_QUOTE = 220


def write(given: FeedbackToWrite) -> FeedbackWritten:
    """The same answers give the same letter."""
    say = words(given.language)
    well = [praise for answer in given.answers if (praise := _praise(answer, say))][:MOST_WELL]
    missed = [text for answer in given.answers if (text := _missing(answer, say))][:MOST_NEXT]
    later = missed or [say["general"]]
    return FeedbackWritten(
        went_well=well, next_time=later, text=letter(given, [praise.text for praise in well], later)
    )


def letter(given: FeedbackToWrite, well: Sequence[str], later: Sequence[str]) -> str:
    """The whole letter around what went well and what would help next time."""
    say = words(given.language)
    company = say["at"].format(company=given.company) if given.company else ""
    parts = [
        say["greeting"].format(name=given.name),
        say["opening"].format(role=given.role, company=company),
    ]
    if well:
        parts.append("\n".join([say["well"], *(f"– {text}" for text in well)]))
    if later:
        parts.append("\n".join([say["next"], *(f"– {text}" for text in later)]))
    return "\n\n".join([*parts, say["closing"]])


def _praise(answer: AnswerToPraise, say: dict[str, str]) -> Praise | None:
    """The first key point that was made, with the sentence that says most of it."""
    made = [point.point for point in answer.points if point.made]
    if answer.points and not made:
        return None
    span = _sentence(answer.text, made[0] if made else "")
    if span is None:
        return None
    frame = "praise" if made else "praise_answer"
    point = made[0].strip(" .") if made else ""
    text = say[frame].format(point=point, question=answer.question, quote=span.text)
    return Praise(text=text, turn=answer.turn, span=span)


def _sentence(text: str, point: str) -> Span | None:
    """Of several, the one nearest the point, else the longest; None where nothing of some length was said."""
    spans = [cut(text, stretch.start, stretch.end) for stretch in sentences(text)]
    long = [span for span in spans if len(span.text.split()) >= _FEWEST_WORDS]
    if not long:
        return None
    language = detect(text)
    best = max(long, key=lambda span: (coverage(point, span.text, language) if point else 0, len(span.text)))
    if len(best.text) <= _LONGEST_QUOTE:
        return best
    shorter = best.text[:_LONGEST_QUOTE].rsplit(" ", 1)[0]
    return cut(text, best.start, best.start + len(shorter))


def _missing(answer: AnswerToPraise, say: dict[str, str]) -> str:
    """The first key point that was not made; "" where all were, or none was asked for."""
    missed = next((point.point for point in answer.points if not point.made), "")
    return say["missing"].format(question=answer.question, point=missed.strip(" .")) if missed else ""


@lru_cache(maxsize=16)
def words(language: str) -> dict[str, str]:
    """The frames of an ISO 639-1 code; English for a language without them."""
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found: dict[str, str] = given.get(language.lower()[:2], given["en"])
    return found
