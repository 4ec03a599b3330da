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
    Status.PENDING: "",
    Status.IN_PROGRESS: "",
    Status.EVALUATING: "",
    Status.COMPLETED: "",
    Status.SHORTLISTED: "good",
    Status.DISMISSED: "calm",
    Status.KNOCKED_OUT: "bad",
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
