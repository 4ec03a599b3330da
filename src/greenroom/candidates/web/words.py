"""How the team's pages say things about candidates."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from greenroom.candidates.models import Application

Status = Application.Status

STATUS_LABELS = {
    Status.PENDING: gettext_lazy("Not started"),
    Status.IN_PROGRESS: gettext_lazy("In progress"),
    Status.EVALUATING: gettext_lazy("Evaluating"),
    Status.COMPLETED: gettext_lazy("Completed"),
    Status.SHORTLISTED: gettext_lazy("Shortlisted"),
    Status.DISMISSED: gettext_lazy("Dismissed"),
    Status.KNOCKED_OUT: gettext_lazy("Stopped by a rule"),
}
STATUS_TONES: dict[str, str] = {
    Status.PENDING: "hollow",
    Status.IN_PROGRESS: "live",
    Status.EVALUATING: "hollow",
    Status.COMPLETED: "",
    Status.SHORTLISTED: "good",
    Status.DISMISSED: "",
    Status.KNOCKED_OUT: "bad",
}
STATUS_ICONS: dict[str, str] = {
    Status.COMPLETED: "check",
    Status.SHORTLISTED: "star",
    Status.DISMISSED: "x",
    Status.KNOCKED_OUT: "warn",
}

BADGES: dict[str, tuple[str, str]] = {
    Status.PENDING: ("line", ""),
    Status.IN_PROGRESS: ("line", ""),
    Status.EVALUATING: ("line", ""),
    Status.COMPLETED: ("good", "check"),
    Status.SHORTLISTED: ("good", "star"),
    Status.DISMISSED: ("", "x"),
    Status.KNOCKED_OUT: ("bad", "warn"),
}
"""Tone and icon of the badge beside a candidate's name."""

STANDING = {
    "code": gettext_lazy(
        "They have given their details but not entered the code from their e-mail yet. Nothing to read so far."
    ),
    "not begun": gettext_lazy("They have confirmed their address and not begun the first step."),
    "waiting": gettext_lazy(
        "They have done this step and wait for you: nobody goes on from here until somebody lets them."
    ),
    "failed": gettext_lazy(
        "What they sent could not be evaluated, so its rule cannot speak. Retry it, or let them go on as they are."
    ),
    "begun": gettext_lazy("They are on their way. What they have sent so far is below."),
    "evaluating": gettext_lazy(
        "They have done everything. The results are being worked out and appear here."
    ),
}


def status_label(status: str) -> str:
    return str(STATUS_LABELS[Status(status)])


def ago(moment: datetime, now: datetime) -> str:
    """ "12 min ago", "3 h ago", "5 days ago", then the day."""
    passed = now - moment
    if passed < timedelta(minutes=2):
        return _("Now")
    if passed < timedelta(hours=1):
        return _("%(n)s min ago") % {"n": passed.seconds // 60}
    if passed < timedelta(days=1):
        return _("%(n)s h ago") % {"n": passed.seconds // 3600}
    if passed < timedelta(days=14):
        return ngettext("%(n)s day ago", "%(n)s days ago", passed.days) % {"n": passed.days}
    return day(moment, now)


def day(moment: datetime, now: datetime) -> str:
    """ "Nov 3", with the year when it is not this one."""
    return f"{moment:%b} {moment.day}" + ("" if moment.year == now.year else f", {moment.year}")
