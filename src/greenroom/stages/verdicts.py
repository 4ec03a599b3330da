"""What is said of an answer that passed or failed by a recruiter's rule, and that no skill was asked about it."""

from __future__ import annotations

from greenroom.interviewers.rules.expectations import (
    Choice,
    Day,
    Number,
    Operator,
    Shape,
    Text,
    YesNo,
)
from greenroom.skills.contract import Given, Judgement
from greenroom.skills.models.contract import Usage

RULES = "rules"
"""The engine of what is decided by comparing, with no judgement in it."""

NOT_ANSWERED = "Not answered."
NOTHING_WANTED = "For information: no answer passes or fails."
_COMPARED = {
    Operator.EQUAL: "",
    Operator.NOT_EQUAL: "anything but ",
    Operator.MORE: "more than ",
    Operator.AT_LEAST: "at least ",
    Operator.LESS: "less than ",
    Operator.AT_MOST: "at most ",
}
_COMPARED_DAYS = {
    **_COMPARED,
    Operator.MORE: "after ",
    Operator.AT_LEAST: "on or after ",
    Operator.LESS: "before ",
    Operator.AT_MOST: "on or before ",
}


def plain_number(value: float) -> str:
    """12 for 12.0, 1.5 for 1.5; never rounded."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def wanted(shape: Shape) -> str:
    """The answer that passes, in words; "" where none does in particular."""
    match shape:
        case YesNo() if shape.wanted is not None:
            return "yes" if shape.wanted else "no"
        case Number() if shape.wanted is not None:
            return f"{_COMPARED[shape.operator]}{plain_number(shape.wanted)} {shape.unit}".strip()
        case Day() if shape.wanted is not None:
            return f"{_COMPARED_DAYS[shape.operator]}{shape.wanted.isoformat()}"
        case Choice() if shape.wanted:
            return (" and " if shape.several else " or ").join(shape.wanted)
        case Text() if shape.wanted:
            return f"“{shape.wanted}”"
        case _:
            return ""


def reason(shape: Shape) -> str:
    """Why a given answer passed or failed, for who reads the scorecard beside the answer itself."""
    asked = wanted(shape)
    return f"Wanted: {asked}." if asked else NOTHING_WANTED


class Compared(Given):
    """Comparing has no output of its own: the verdicts are all there is."""


def by_rule(version: str) -> Judgement[Compared]:
    """What made such results. version: of the code that compared."""
    return Judgement(Compared(), RULES, "", version, 0, 0, Usage())
