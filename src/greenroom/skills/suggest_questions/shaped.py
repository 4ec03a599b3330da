"""Questions whose answer has a shape, facts to listen for, and what a resume is checked and scored by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from greenroom.skills.evidence import Span
from greenroom.skills.lexical import quantities
from greenroom.skills.plan_interviewer.bank import bank
from greenroom.skills.plan_interviewer.schema import InterviewerPlan
from greenroom.skills.plan_interviewer.wording import need_phrase, tidy, work_phrase
from greenroom.skills.suggest_questions.needs import Need, is_asked
from greenroom.skills.suggest_questions.schema import JobToAskAbout, Shape, SuggestedQuestion
from greenroom.skills.suggest_questions.wording import Wording

_EXPERIENCE = re.compile(r"experien|erfahrung|expérience|experiência|خبرة|praxis", re.IGNORECASE)
_NEAR = 60  # letters
_LONGEST = 140
_LONGEST_TAG = 40


def answered_in_shape(
    given: JobToAskAbout, plan: InterviewerPlan, found: Sequence[Need], words: Wording
) -> Iterator[SuggestedQuestion]:
    """Pass-or-fail requirements as yes or no, years as a number, then the usual ones."""
    for need in _checkable(plan, found):
        if is_asked(need.text, given.asked, plan.language):
            continue
        years = _asks_years(need.text, plan.language)
        said = need_phrase(need.quote.text, plan.language).words if years and need.quote else need.text
        text = words.say["years" if years else "true_of_you"].format(text=tidy(said, _LONGEST))
        shape: Shape = "number" if years else "yes_no"
        unit = "years" if years else ""
        yield SuggestedQuestion(
            text=text,
            topic=tidy(need.text, 80),
            shape=shape,
            unit=unit,
            reason=_why(need, words),
            quote=need.quote,
        )
    yield from _usual(given, plan.language, words)


def _asks_years(text: str, language: str) -> bool:
    """Whether years of experience are asked for; "a four-year college" asks for none."""
    years = [quantity for quantity in quantities(text, language) if quantity.unit == "year"]
    return any(_EXPERIENCE.search(text, year.end, year.end + _NEAR) for year in years)


def _checkable(plan: InterviewerPlan, found: Sequence[Need]) -> list[Need]:
    """What the recruiter requires, and what the plan would check by the resume."""
    own = [need for need in found if need.kind == "must" and need.quote is None]
    checked = [Need(check.text, "must", check.quote) for check in plan.qualifications]
    rest = [
        need for need in found if need.kind == "must" and need.quote and not _covered(need.quote, checked)
    ]
    return own + checked + [need for need in rest if len(need.text) <= _LONGEST]


def _covered(quote: Span, checked: Sequence[Need]) -> bool:
    return any(c.quote and c.quote.start < quote.end and quote.start < c.quote.end for c in checked)


def facts_to_hear(
    given: JobToAskAbout, plan: InterviewerPlan, found: Sequence[Need], words: Wording
) -> Iterator[SuggestedQuestion]:
    """Tools and abilities that are named, then the usual facts."""
    for need in found:
        name = tidy(need.text, _LONGEST_TAG)
        if (
            need.kind != "skill"
            or len(need.text) > _LONGEST_TAG
            or is_asked(name, given.asked, plan.language)
        ):
            continue
        text = words.say["tag"].format(text=name)
        yield SuggestedQuestion(
            text=text, topic=name, shape="fact", reason=_why(need, words), quote=need.quote
        )
    yield from _usual(given, plan.language, words)


def _usual(given: JobToAskAbout, language: str, words: Wording) -> Iterator[SuggestedQuestion]:
    for usual in words.usual:
        if given.modality not in usual.modalities or is_asked(usual.about, given.asked, language):
            continue
        shape = next(shape for shape in get_args(Shape) if shape == usual.shape)
        yield SuggestedQuestion(text=usual.text, topic=usual.about, shape=shape, reason=words.say["usual"])


def qualifications(
    given: JobToAskAbout, plan: InterviewerPlan, found: Sequence[Need], words: Wording
) -> Iterator[SuggestedQuestion]:
    for need in _checkable(plan, found):
        if not is_asked(need.text, given.asked, plan.language):
            text = tidy(need.text, 200)
            yield SuggestedQuestion(
                text=text, topic=tidy(text, 80), reason=_why(need, words), quote=need.quote
            )


def criteria(
    given: JobToAskAbout, plan: InterviewerPlan, found: Sequence[Need], words: Wording
) -> Iterator[SuggestedQuestion]:
    """What the plan would score a resume by, then every other duty and ability."""
    for made in plan.criteria:
        if not is_asked(made.text, given.asked, plan.language):
            why = words.say["says" if made.quote else "usual"]
            yield SuggestedQuestion(
                text=made.text, topic=tidy(made.text, 80), anchors=made.anchors, reason=why, quote=made.quote
            )
    spoken = bank(plan.language)
    for need in found:
        duty = need.kind == "responsibility"
        phrase = (
            work_phrase(need.text, plan.title, plan.language)
            if duty
            else need_phrase(need.text, plan.language)
        )
        short = tidy(phrase.words, _LONGEST)
        if is_asked(short, [*given.asked, *(made.text for made in plan.criteria)], plan.language):
            continue
        text = spoken.words["criterion_work"].format(phrase=short)
        one, five = (spoken.words[f"criterion_{end}"].format(phrase=short) for end in ("one", "five"))
        yield SuggestedQuestion(
            text=text,
            topic=tidy(short, 80),
            anchors={"1": one, "5": five},
            reason=_why(need, words),
            quote=need.quote,
        )


def _why(need: Need, words: Wording) -> str:
    return words.say["says" if need.quote else "names"]
