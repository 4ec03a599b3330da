"""The built-in engine: facts are heard by `extract_tags`, what was asked outright is read by `read_answer`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from greenroom.skills.extract_tags.builtin import hear
from greenroom.skills.extract_tags.schema import TagHeard, TagsToHear, WantedTag
from greenroom.skills.find_highlights.schema import Said
from greenroom.skills.judge_structured import typed
from greenroom.skills.judge_structured.schema import (
    AnswerJudged,
    AnswersJudged,
    AnswersToJudge,
    Choice,
    Number,
    Typed,
    WantedAnswer,
    YesNo,
)
from greenroom.skills.read_answer.builtin import read
from greenroom.skills.read_answer.schema import AnswerRead, AnswerToRead, Shape
from greenroom.skills.read_answer.schema import Choice as ChoiceShape
from greenroom.skills.read_answer.schema import Number as NumberShape
from greenroom.skills.read_answer.schema import YesNo as YesNoShape

_ONE_OF_TWO = 2


def judge(given: AnswersToJudge) -> AnswersJudged:
    """What was asked outright is read from its own answers; all else is listened for everywhere."""
    heard = {tag.name: tag for tag in _heard(given)}
    answers = [
        _read_out(wanted, given) if wanted.asked else _typed_tag(wanted, heard.get(wanted.name), given.as_of)
        for wanted in given.wanted
    ]
    return AnswersJudged(answers=[answer for answer in answers if answer is not None])


def _heard(given: AnswersToJudge) -> list[TagHeard]:
    wanted = [WantedTag(name=each.name, label=each.label) for each in given.wanted if not each.asked]
    return hear(TagsToHear(language=given.language, wanted=wanted, said=given.said)).tags


def _typed_tag(wanted: WantedAnswer, tag: TagHeard | None, as_of: date) -> AnswerJudged | None:
    meant = _meaning(wanted, tag.value, as_of) if tag else None
    if tag is None or meant is None:
        return None
    return AnswerJudged(
        name=wanted.name,
        value=tag.value,
        typed=meant,
        passes=typed.passes(meant, wanted.expected, as_of),
        confidence=tag.confidence,
        turn=tag.turn,
        span=tag.span,
    )


def _meaning(wanted: WantedAnswer, value: str, as_of: date) -> Typed | None:
    read_as: dict[str, Callable[[], Typed | None]] = {
        "money": lambda: typed.money(value),
        "duration": lambda: typed.duration(value),
        "start": lambda: typed.start(value, as_of),
        "choice": lambda: typed.choice(value),
    }
    return read_as[wanted.kind]() if wanted.kind in read_as else None


def _read_out(wanted: WantedAnswer, given: AnswersToJudge) -> AnswerJudged | None:
    """The last clear answer to its question: a correction counts."""
    mine = [said for said in given.said if said.question == wanted.asked]
    shape = _shape(wanted)
    if shape is None:
        narrow = given.model_copy(update={"said": mine, "wanted": [wanted.model_copy(update={"asked": ""})]})
        return next(iter(judge(narrow).answers), None)
    for said in reversed(mine):
        words = AnswerToRead(
            question=wanted.asked, shape=shape, words=said.text, language=given.language, as_of=given.as_of
        )
        found = _answered(wanted, read(words), said, given.as_of)
        if found:
            return found
    return None


def _shape(wanted: WantedAnswer) -> Shape | None:
    match wanted.kind:
        case "yes_no":
            return YesNoShape()
        case "number":
            return NumberShape(unit=wanted.unit)
        case "choice" if len(wanted.options) >= _ONE_OF_TWO:
            return ChoiceShape(options=wanted.options, several=True)
        case _:
            return None


def _answered(wanted: WantedAnswer, found: AnswerRead, said: Said, as_of: date) -> AnswerJudged | None:
    if found.reading != "answered" or found.span is None or found.value is None:
        return None
    meant = _as_typed(found.value, wanted.unit)
    passing = typed.passes(meant, wanted.expected, as_of)
    return AnswerJudged(
        name=wanted.name,
        value=_in_words(meant),
        typed=meant,
        passes=None if passing is False and found.later else passing,
        confidence=found.confidence,
        turn=said.turn,
        span=found.span,
    )


def _as_typed(value: bool | float | list[str] | str, unit: str) -> Typed:
    if isinstance(value, bool):
        return YesNo(value=value)
    if isinstance(value, float | int):
        return Number(value=float(value), unit=unit)
    return Choice(values=value if isinstance(value, list) else [value])


def _in_words(meant: Typed) -> str:
    if isinstance(meant, YesNo):
        return "Yes" if meant.value else "No"
    if isinstance(meant, Number):
        return f"{meant.value:g} {meant.unit}".strip()
    return ", ".join(meant.values) if isinstance(meant, Choice) else ""
