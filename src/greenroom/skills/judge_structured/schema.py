"""What `judge_structured` is given and what it gives back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from greenroom.skills.contract import Given
from greenroom.skills.evidence import Span
from greenroom.skills.find_highlights.schema import Said

Period = Literal["", "hour", "day", "month", "year"]


class Money(Given):
    """amount: the lower end where a range was named, up_to its upper end. currency: ISO 4217, "" where not said."""

    kind: Literal["money"] = "money"
    amount: float
    up_to: float | None = None
    currency: str = ""
    period: Period = ""


class Duration(Given):
    """days: 0 for none; a month counts as 30 days, a year as 365."""

    kind: Literal["duration"] = "duration"
    days: float


class Start(Given):
    """When somebody can begin: a day, or days from the day of the interview (0 is at once); neither where open."""

    kind: Literal["start"] = "start"
    day: date | None = None
    in_days: float | None = None


class Choice(Given):
    kind: Literal["choice"] = "choice"
    values: list[str]


class YesNo(Given):
    kind: Literal["yes_no"] = "yes_no"
    value: bool


class Number(Given):
    kind: Literal["number"] = "number"
    value: float
    unit: str = ""


Typed = Annotated[Money | Duration | Start | Choice | YesNo | Number, Field(discriminator="kind")]
Kind = Literal["money", "duration", "start", "choice", "yes_no", "number"]


class Expected(Given):
    """Which values pass; an empty one lets every value pass and judges none.

    least, most: of an amount or number, or of days. wanted: of a yes or no. any_of: of a choice.
    """

    least: float | None = None
    most: float | None = None
    wanted: bool | None = None
    any_of: list[str] = []


class WantedAnswer(Given):
    """name: stable key; label: what people read; kind: of its value.

    asked: the question that asks for it, word for word, where one does; the answer is then read from the turns that
    answer it alone. Without, it is listened for in the whole conversation. options: of a choice.
    """

    name: str
    label: str
    kind: Kind
    asked: str = ""
    options: list[str] = []
    unit: str = ""
    expected: Expected = Expected()


STANDARD_ANSWERS = (
    WantedAnswer(name="expected_pay", label="Expected pay", kind="money"),
    WantedAnswer(name="notice_period", label="Notice period", kind="duration"),
    WantedAnswer(name="earliest_start", label="Earliest start", kind="start"),
    WantedAnswer(name="work_authorisation", label="Work authorisation", kind="choice"),
    WantedAnswer(name="availability", label="Availability", kind="choice"),
)


class AnswersToJudge(Given):
    """as_of: the day of the conversation."""

    language: str = ""
    as_of: date
    wanted: list[WantedAnswer] = list(STANDARD_ANSWERS)
    said: list[Said]


class AnswerJudged(Given):
    """value: in words, short and normalised; typed: what it means. passes: None where nothing in particular passes."""

    name: str
    value: str
    typed: Typed
    passes: bool | None = None
    confidence: float = Field(ge=0, le=1)
    turn: str
    span: Span


class AnswersJudged(Given):
    """At most one answer for each wanted name, in the order wanted; what was not said is not there."""

    answers: list[AnswerJudged]
