"""What a person typed, as an answer of the shape that is asked for; and an answer, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from greenroom.core.errors import Refused
from greenroom.core.text import clean
from greenroom.interviewers.rules.expectations import (
    LONGEST_TEXT,
    Choice,
    Day,
    Number,
    Shape,
    Text,
    YesNo,
)
from greenroom.stages.verdicts import plain_number

FIELD = "answer"
LARGEST = 1e12
_GAPS = re.compile(r"[\s\u00a0\u202f'’]")
_SIMPLE = re.compile(r"[+-]?\d+([.,]\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?P<group>[.,])\d{3}((?P=group)\d{3})*(?P<point>[.,])\d+")
_MANY_GROUPS = re.compile(r"[+-]?\d{1,3}(?P<group>[.,])\d{3}((?P=group)\d{3})+")
_EITHER = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")


def read(shape: Shape, typed: Sequence[str]) -> Any:
    """The answer, in the form `expectations` says; None where nothing was given.

    Raises Refused, with a sentence for beside the field, for what cannot be one.
    """
    given = [text for text in (clean(each).strip() for each in typed) if text]
    if not given:
        return None
    match shape:
        case YesNo():
            return _yes_no(given[0])
        case Number():
            return _number(shape, given[0])
        case Choice():
            return _choice(shape, given)
        case Day():
            return _day(given[0])
        case Text():
            return _text(given[0])
        case _:
            raise Refused(_("This question is not answered in words."), field=FIELD)


def _text(given: str) -> str:
    if len(given) > LONGEST_TEXT:
        raise Refused(_("Please keep it under 5,000 characters."), field=FIELD)
    return given


def _yes_no(given: str) -> bool:
    if given not in {"yes", "no"}:
        raise Refused(_("Choose yes or no."), field=FIELD)
    return given == "yes"


def _choice(shape: Choice, given: Sequence[str]) -> list[str]:
    if set(given) - set(shape.options):
        raise Refused(_("Choose from the list."), field=FIELD)
    if len(set(given)) > 1 and not shape.several:
        raise Refused(_("Choose one of them."), field=FIELD)
    return [option for option in shape.options if option in given]


def _day(given: str) -> str:
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as wrong:
        raise Refused(_("Write a date as year, month and day, such as 2026-03-31."), field=FIELD) from wrong


def _number(shape: Number, given: str) -> float:
    value = parsed_number(given)
    least, most = shape.slider_min, shape.slider_max
    if least is not None and most is not None and not least <= value <= most:
        ends = {"least": plain_number(least), "most": plain_number(most)}
        raise Refused(_("Choose a number from %(least)s to %(most)s.") % ends, field=FIELD)
    if abs(value) > LARGEST:
        raise Refused(_("This number is too large."), field=FIELD)
    return value


def parsed_number(given: str) -> float:
    """A number as people write it in any of our languages. Raises Refused where it could be two: 1.000 or 1,000."""
    plain = _GAPS.sub("", given).replace("٫", ".").replace("٬", "")
    if _EITHER.fullmatch(plain):
        example = re.sub(r"[.,]", "", plain)
        raise Refused(
            _("This could be read in two ways. Write it without a separator, such as %(example)s.")
            % {"example": example},
            field=FIELD,
        )
    grouped = _GROUPED.fullmatch(plain)
    if grouped and grouped["group"] != grouped["point"]:
        plain = plain.replace(grouped["group"], "").replace(grouped["point"], ".")
    elif _MANY_GROUPS.fullmatch(plain):
        plain = re.sub(r"[.,]", "", plain)
    if not _SIMPLE.fullmatch(plain):
        raise Refused(_("Write a number, such as 3 or 1.5."), field=FIELD)
    return float(plain.replace(",", "."))


def in_words(shape: Shape, value: Any) -> str:
    """An answer as a person would say it, in the language that is active."""
    if value is None:
        return ""
    match shape:
        case YesNo():
            return _("Yes") if value else _("No")
        case Number():
            return f"{plain_number(value)} {shape.unit}".strip()
        case Day():
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
        case Text():
            return str(value)
        case _:
            return ", ".join(value)
