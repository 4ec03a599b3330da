"""The way from a job description to a link: the steps of a draft, and the tabs of what it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenroom.accounts.models import Member
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.interviewers.models import Interviewer

STEPS: tuple[tuple[str, Promise], ...] = (
    ("plan", _("Interview Plan")),
    ("settings", _("Configure")),
    ("stages", _("Interview Stages")),
    ("questions", _("Questions & Scoring")),
    ("budget", _("Budget & Notifications")),
    ("share", _("Share")),
)
CALIBRATION = ("calibration", _("Calibration"))
READABLE_BY_ALL = frozenset({"candidates", "plan", "stages", "questions", "share", "calibration"})


@dataclass(frozen=True)
class Step:
    """state: "done" before the one that is open, "current", or "" after it."""

    number: int
    label: str | Promise
    url: str
    state: str


def rail(base: str, current: str) -> list[Step]:
    """The steps of a draft with the one that is open. base: the interviewer's own address."""
    names = [name for name, _label in STEPS]
    at = names.index(current) if current in names else -1
    return [
        Step(
            number,
            label,
            f"{base}{name}/",
            "current" if number - 1 == at else "done" if number - 1 < at else "",
        )
        for number, (name, label) in enumerate(STEPS, 1)
    ]


def after(current: str) -> str:
    """The name of the next step; the last one is its own."""
    names = [name for name, _label in STEPS]
    return names[min(names.index(current) + 1, len(names) - 1)]


def tabs(member: Member, base: str, current: str) -> list[dict[str, Any]]:
    """The pages of an interviewer that has been opened to candidates, as far as the member may see them."""
    known = [("candidates", _("Candidates")), *STEPS, CALIBRATION]
    edits = may(member, Permission.EDIT_INTERVIEWERS)
    return [
        {"label": label, "url": f"{base}{name}/", "current": name == current}
        for name, label in known
        if edits or name in READABLE_BY_ALL
    ]


def is_being_made(interviewer: Interviewer) -> bool:
    """Whether it is still a draft that nobody has applied to."""
    return interviewer.status == Interviewer.Status.DRAFT
