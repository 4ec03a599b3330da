"""What `read_answer` is given and what it gives back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span


class YesNo(Given):
    """Value: bool."""

    type: Literal["yes_no"] = "yes_no"


class Number(Given):
    """Value: float, in `unit` where one is named ("years", "EUR"). The slider's ends bound it."""

    type: Literal["number"] = "number"
    unit: str = ""
    slider_min: float | None = None
    slider_max: float | None = None


class Choice(Given):
    """Value: options, in their order; one, or any number where `several`."""

    type: Literal["choice"] = "choice"
    options: list[str] = Field(min_length=2)
    several: bool = False


class Day(Given):
    """Value: an ISO date."""

    type: Literal["date"] = "date"


Shape = Annotated[YesNo | Number | Choice | Day, Field(discriminator="type")]

Reading = Literal[
    "answered",  # the words give a value
    "unclear",  # they give none, or more than one; nothing is guessed
    "question",  # they ask something back
    "stop",  # STOP, UNSUBSCRIBE and the like, as carriers define them: no more messages
    "refused",  # they do not want to say
]


class AnswerToRead(Given):
    """language: ISO 639-1, "" for the question's own. as_of: the day that "tomorrow" is counted from."""

    question: str
    shape: Shape
    words: str
    language: str = ""
    as_of: date


class Later(Given):
    """What a "no" is expected to become: the words that say so, and the day by which, where it is named."""

    span: Span
    by: date | None = None


class AnswerRead(Given):
    """What was said.

    value: in the form of the shape (see there); None unless answered. up_to: the upper end where a range was
    given ("five or six"), whose lower end is the value. span: the words that gave it; None where unclear.
    confidence: 0 to 1. later: a no that is to change ("no, but I can get one by May").
    """

    reading: Reading
    value: bool | float | list[str] | str | None = None
    up_to: float | None = None
    span: Span | None = None
    confidence: float = Field(default=0, ge=0, le=1)
    later: Later | None = None
