"""What a question expects, in words a recruiter reads."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from pydantic import ValidationError

from greenroom.interviewers.models import QuestionVersion
from greenroom.interviewers.rules.expectations import (
    Choice,
    Day,
    Fact,
    Number,
    Shape,
    Text,
    Upload,
    YesNo,
    shape_of,
)
from greenroom.interviewers.web.answer_forms import ANSWERS, DAYS, FORMATS, OPERATORS


def type_of(version: QuestionVersion) -> str:
    """What the shape of its answer is called, "" for an open one or a fact."""
    if version.modality not in ANSWERS or version.modality == QuestionVersion.Modality.TAG:
        return ""
    named = ANSWERS[version.modality].get(version.expects.get("type", ""))
    return str(named[0]) if named else ""


def expected(version: QuestionVersion) -> list[tuple[str, str]]:
    """Label and words of each thing that is expected of the answer; empty for an open one."""
    if not version.expects:
        return []
    try:
        return _said(shape_of(version.expects))
    except ValidationError:
        return [(_("Passes"), _("What was kept cannot be read. Edit the question to say it again."))]


def _said(shape: Shape) -> list[tuple[str, str]]:
    match shape:
        case YesNo():
            return [(_("Passes"), {True: _("Yes"), False: _("No"), None: _("Either")}[shape.wanted])]
        case Number():
            return _number(shape)
        case Choice():
            return _choice(shape)
        case Text():
            return [(_("Ideal answer"), shape.wanted or _("Any"))]
        case Day():
            return [(_("Passes"), _day(shape))]
        case Upload():
            several = _("one or more") if shape.several else _("one")
            return [(_("File types"), ", ".join(shape.extensions)), (_("How many"), several)]
        case Fact():
            listed = [(_("Only"), " · ".join(shape.options))] if shape.options else []
            return [(_("Format"), str(FORMATS[shape.format])), *listed]


def _number(shape: Number) -> list[tuple[str, str]]:
    wanted = _("Any number")
    if shape.wanted is not None:
        wanted = f"{OPERATORS[shape.operator]} {shape.wanted:g} {shape.unit}".strip()
    said = [(_("Passes"), wanted)]
    if shape.slider_min is not None:
        said.append((_("Slider"), f"{shape.slider_min:g} – {shape.slider_max:g}"))
    return said


def _choice(shape: Choice) -> list[tuple[str, str]]:
    joined = _(" and ") if shape.several else _(" or ")
    passes = joined.join(shape.wanted) if shape.wanted else _("Any")
    how = _("Choose any") if shape.several else _("Choose one")
    return [(how, " · ".join(shape.options)), (_("Passes"), passes)]


def _day(shape: Day) -> str:
    if shape.wanted is None:
        return _("Any day")
    return f"{DAYS[shape.operator]} {date_format(shape.wanted)}"
