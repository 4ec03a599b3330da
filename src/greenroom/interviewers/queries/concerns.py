"""Questions that ask about what the law keeps out of hiring, and what to ask instead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.interviewers.rules import limits
from greenroom.skills.plan_interviewer.bias import found_in
from greenroom.skills.plan_interviewer.protected import ground_of

ASK_INSTEAD: dict[str, tuple[str | Promise, str | Promise]] = {
    "age": (
        _("This asks about age."),
        _("Where the law sets one, ask whether they are of the age the work requires, and nothing closer."),
    ),
    "family": (
        _("This asks about family life."),
        _("Ask whether they can work the hours and travel that the role needs."),
    ),
    "gender": (_("This asks about gender."), _("Leave it out, or ask about the skill you had in mind.")),
    "orientation": (_("This asks about sexual orientation."), _("Leave it out.")),
    "religion": (
        _("This asks about religion."),
        _("Ask whether they can work the days and hours that the role needs."),
    ),
    "origin": (
        _("This asks about origin or nationality."),
        _("Ask whether they may work in the country, or how well they speak a language the role needs."),
    ),
    "health": (
        _("This asks about health or disability."),
        _("Describe the task and ask whether they can do it, with or without an adjustment."),
    ),
    "politics": (_("This asks about political views or union membership."), _("Leave it out.")),
    "looks": (_("This asks about looks."), _("Ask about the skill or the conduct that the role needs.")),
}


@dataclass(frozen=True)
class Concern:
    """problem: what is likely unlawful or biased. suggestion: what to ask instead."""

    problem: str | Promise
    suggestion: str | Promise


@lru_cache(maxsize=4096)
def about(text: str, language: str) -> Concern | None:
    """What is to be said of a question, None for nothing, or for a text no question is as long as.

    language: of the interview, ISO 639-1.
    """
    if len(text) > limits.LONGEST_QUESTION:
        return None
    ground = ground_of(text)
    if ground:
        return Concern(*ASK_INSTEAD[ground])
    worded = found_in(text, language)
    return Concern(worded[0].problem, worded[0].suggestion) if worded else None
