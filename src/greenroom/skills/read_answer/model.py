"""How a language model reads an answer: it quotes the words, code finds them and checks the value's shape."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from greenroom.skills.contract import Checked, ModelSide
from greenroom.skills.evidence import Span, locate
from greenroom.skills.lexical.fence import DATA_ONLY, fenced
from greenroom.skills.read_answer.schema import (
    AnswerRead,
    AnswerToRead,
    Choice,
    Day,
    Later,
    Number,
    Reading,
    Shape,
    YesNo,
)

_SYSTEM = f"""You read what a person wrote in answer to a question whose answer has a fixed shape.
reading: answered (the words give one value), unclear (they give none, or more than one), question (they ask something
back instead), stop (STOP, UNSUBSCRIBE or any wish for no more messages), refused (they do not want to say).
Never guess: "maybe", "depends", "yes and no" are unclear.
Fill in the one field of the shape asked for, and leave the others null. yes_no: a yes or a no. number: in the unit
asked for; of a range the lower end, with the upper end in up_to. options: the numbers of the options chosen. day: an
ISO date, counted from today as given.
quote copies the words that give the value, character for character. later_quote copies the words by which a "no" is
to change ("but I can get one by May"), else null; later_by is the ISO date by which, where one is named.
{DATA_ONLY}"""


class ReadAnswer(BaseModel):
    """What the model fills in."""

    model_config = ConfigDict(extra="forbid")

    reading: Reading
    yes_no: bool | None = None
    number: float | None = None
    up_to: float | None = None
    options: list[int] | None = None
    day: str | None = None
    quote: str | None = None
    confidence: float = Field(ge=0, le=1)
    later_quote: str | None = None
    later_by: str | None = None


def prompt(given: AnswerToRead) -> tuple[str, str]:
    """The question and its shape in plain lines, the person's words fenced."""
    lines = [f"Question: {given.question}", f"Shape: {given.shape.type}", f"Today: {given.as_of.isoformat()}"]
    if given.language:
        lines.append(f"Language: {given.language}")
    lines += _about(given.shape)
    return _SYSTEM, "\n".join([*lines, "", fenced("words", given.words)])


def _about(shape: Shape) -> list[str]:
    if isinstance(shape, Number):
        bounds = f"{shape.slider_min} to {shape.slider_max}" if shape.slider_min is not None else "any"
        return [f"Unit: {shape.unit or 'as asked'}", f"Bounds: {bounds}"]
    if isinstance(shape, Choice):
        how_many = "any number of these" if shape.several else "one of these"
        return [f"Options, {how_many}:", *(f"{at}. {text}" for at, text in enumerate(shape.options, start=1))]
    return []


def read(given: AnswerToRead, answer: ReadAnswer) -> Checked[AnswerRead]:
    """A value needs its words, exactly, and its shape; without either the answer is unclear."""
    span = locate(answer.quote or "", given.words)
    later = locate(answer.later_quote or "", given.words)
    dropped = (bool(answer.quote) and span is None) + (bool(answer.later_quote) and later is None)
    if answer.reading != "answered":
        return Checked(AnswerRead(reading=answer.reading, span=span, confidence=answer.confidence), dropped)
    value = _value(given.shape, answer)
    if value is None or span is None:
        return Checked(AnswerRead(reading="unclear", confidence=0.0), dropped)
    output = AnswerRead(
        reading="answered",
        value=value,
        up_to=answer.up_to if isinstance(given.shape, Number) else None,
        span=span,
        confidence=answer.confidence,
        later=_later(later, answer) if value is False else None,
    )
    return Checked(output, dropped)


def _value(shape: Shape, answer: ReadAnswer) -> bool | float | list[str] | str | None:
    if isinstance(shape, YesNo):
        return answer.yes_no
    if isinstance(shape, Number):
        return _bounded(shape, answer.number)
    if isinstance(shape, Day):
        day = _day(answer.day)
        return day.isoformat() if day else None
    return _options(shape, answer.options)


def _bounded(shape: Number, number: float | None) -> float | None:
    low, high = shape.slider_min, shape.slider_max
    if number is None or (low is not None and number < low) or (high is not None and number > high):
        return None
    return number


def _options(shape: Choice, numbers: list[int] | None) -> list[str] | None:
    if numbers is None or (len(set(numbers)) != 1 and not shape.several):
        return None
    if any(not 1 <= number <= len(shape.options) for number in numbers):
        return None
    return [shape.options[number - 1] for number in sorted(set(numbers))]


def _later(span: Span | None, answer: ReadAnswer) -> Later | None:
    return Later(span=span, by=_day(answer.later_by)) if span else None


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None


MODEL_SIDE = ModelSide[AnswerToRead, AnswerRead](version="1", answer=ReadAnswer, prompt=prompt, read=read)
