"""The shape of an answer as the skill that reads answers is told it: without what is wanted, which must not lead it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from greenroom.interviewers.rules import expectations
from greenroom.skills.read_answer import schema


def to_read(expects: Mapping[str, Any]) -> schema.Shape | None:
    """From `QuestionVersion.expects`; None for an open answer, and for shapes that are not spoken."""
    if not expects:
        return None
    match expectations.shape_of(dict(expects)):
        case expectations.YesNo():
            return schema.YesNo()
        case expectations.Number() as number:
            return schema.Number(unit=number.unit, slider_min=number.slider_min, slider_max=number.slider_max)
        case expectations.Choice() as choice:
            return schema.Choice(options=choice.options, several=choice.several)
        case expectations.Day():
            return schema.Day()
    return None
