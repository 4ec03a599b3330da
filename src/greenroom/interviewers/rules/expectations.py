"""Shapes an answer can have where it is not open, and which answers are right.

A shape is kept as JSON in `QuestionVersion.expects`, an answer in `candidates.Answer.value`. `read` checks what a
person typed, `verdict` says whether it passes; no answer passes or fails a question that wants nothing in particular.
"""

from __future__ import annotations

import operator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

MOST_OPTIONS = 50
LONGEST_OPTION = 200
LONGEST_TEXT = 5_000


class Operator(StrEnum):
    """How an answer is compared with the value that is wanted."""

    EQUAL = "eq"
    NOT_EQUAL = "neq"
    MORE = "gt"
    AT_LEAST = "gte"
    LESS = "lt"
    AT_MOST = "lte"

    def holds(self, given: Any, wanted: Any) -> bool:
        return bool(getattr(operator, _PYTHON.get(self, self))(given, wanted))


_PYTHON = {Operator.NOT_EQUAL: "ne", Operator.AT_LEAST: "ge", Operator.AT_MOST: "le"}


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class YesNo(_Shape):
    """Answer: bool. wanted: the answer that passes, None where either does."""

    type: Literal["yes_no"] = "yes_no"
    wanted: bool | None = None


class Number(_Shape):
    """Answer: float. A slider where both its ends are given. unit: shown beside the box."""

    type: Literal["number"] = "number"
    operator: Operator = Operator.AT_LEAST
    wanted: float | None = None
    unit: str = Field(default="", max_length=40)
    slider_min: float | None = None
    slider_max: float | None = None
    slider_step: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _ends_in_order(self) -> Number:
        if (self.slider_min is None) != (self.slider_max is None):
            raise ValueError("A slider has two ends.")
        if self.slider_min is not None and self.slider_max is not None and self.slider_min >= self.slider_max:
            raise ValueError("The slider ends before it begins.")
        return self


class Choice(_Shape):
    """Answer: list of options. wanted: for one choice, any of these passes; for several, all of them must be in."""

    type: Literal["choice"] = "choice"
    options: list[Annotated[str, Field(min_length=1, max_length=LONGEST_OPTION)]] = Field(
        min_length=2, max_length=MOST_OPTIONS
    )
    several: bool = False
    wanted: list[str] = []

    @model_validator(mode="after")
    def _options_once(self) -> Choice:
        if len(set(self.options)) != len(self.options):
            raise ValueError("Two options are the same.")
        if set(self.wanted) - set(self.options):
            raise ValueError("What passes is one of the options.")
        return self


class Text(_Shape):
    """Answer: str. wanted: passes whatever the case, "" where any text does. long: several lines."""

    type: Literal["text"] = "text"
    wanted: str = Field(default="", max_length=LONGEST_TEXT)
    long: bool = False


class Day(_Shape):
    """Answer: ISO date. wanted: None where any day does."""

    type: Literal["date"] = "date"
    operator: Operator = Operator.AT_LEAST
    wanted: date | None = None


class Upload(_Shape):
    """Answer: the names of the files. extensions: without the dot, in small letters."""

    type: Literal["file"] = "file"
    extensions: list[Annotated[str, Field(pattern=r"^[a-z0-9]{1,8}$")]] = ["pdf"]
    several: bool = False


class Fact(_Shape):
    """A fact to listen for; never asked, never scored. options: the only values, where given."""

    type: Literal["fact"] = "fact"
    format: Literal["text", "number", "date", "freeform"] = "text"
    options: list[str] = Field(default=[], max_length=MOST_OPTIONS)


Shape = Annotated[YesNo | Number | Choice | Text | Day | Upload | Fact, Field(discriminator="type")]
_shapes: TypeAdapter[Shape] = TypeAdapter(Shape)

SHAPES: dict[str, tuple[str, ...]] = {
    "open": (),
    "criterion": (),
    "qualification": (),
    "structured": ("yes_no", "number", "choice"),
    "tag": ("fact",),
    "form": ("text", "choice", "number", "date", "file", "yes_no"),
    "sms": ("yes_no", "number"),
}
"""Which shapes a question of each modality can have; none is an open answer."""


def shape_of(expects: dict[str, Any]) -> Shape:
    """The shape kept in `QuestionVersion.expects`. Raises pydantic's ValidationError for what is none."""
    return _shapes.validate_python(expects)


class Verdict(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"  # nothing was answered, or nothing in particular was wanted


def verdict(shape: Shape, answer: Any) -> Verdict:
    """Whether an answer, in the form `read` gives it, is one that passes."""
    if answer is None or answer in ("", []):
        return Verdict.UNKNOWN
    passes: bool | None
    match shape:
        case YesNo() | Number() | Day() if shape.wanted is None:
            passes = None
        case YesNo():
            passes = answer is shape.wanted
        case Number():
            passes = shape.operator.holds(float(answer), shape.wanted)
        case Day():
            passes = shape.operator.holds(date.fromisoformat(str(answer)), shape.wanted)
        case Choice() if shape.wanted:
            given, wanted = set(answer), set(shape.wanted)
            passes = wanted <= given if shape.several else bool(given & wanted)
        case Text() if shape.wanted:
            passes = " ".join(str(answer).casefold().split()) == " ".join(shape.wanted.casefold().split())
        case _:
            passes = None
    return Verdict.UNKNOWN if passes is None else Verdict.PASSED if passes else Verdict.FAILED
