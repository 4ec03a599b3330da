"""The plan of an interviewer: what was read from the job description, and what will be asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core import clock
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.rules.highlights import mark, paragraphs
from greenroom.interviewers.web import creating
from greenroom.interviewers.web.header import header_for
from greenroom.interviewers.web.stages_shown import rows

KINDS = {
    "must": (gettext_lazy("Must have"), "accent"),
    "nice": (gettext_lazy("Nice to have"), "line"),
    "skill": (gettext_lazy("Skill"), ""),
    "responsibility": (gettext_lazy("Responsibility"), ""),
}
SLOW_AFTER = 60  # seconds


@team(Permission.SEE)
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    if interviewer.planning == Interviewer.Planning.NOTED:
        return creating.input_page(request, interviewer, creating.PlanInput(interviewer))
    target = request.headers.get("HX-Target", "")
    if target == "planning":
        return planning_state(request, interviewer)
    return page(request, interviewer)


def page(request: TeamRequest, interviewer: Interviewer) -> HttpResponse:
    """What was read from the job description, and what came of it."""
    text = interviewer.job_description
    marks = [
        mark(f"{kind}-{number}", each.get("quote", {}), text)
        for kind, found in (("warning", interviewer.warnings), ("requirement", interviewer.requirements))
        for number, each in enumerate(found)
    ]
    context = {
        **header_for(request, interviewer, "plan"),
        **_common(request, interviewer),
        "paragraphs": paragraphs(text, [each for each in marks if each]),
        "requirements": _requirements(interviewer),
        "stages": rows(interviewer),
        "waiting": _waiting_state(interviewer),
    }
    return render(request, "interviewers/plan.html", context)


def _common(request: TeamRequest, interviewer: Interviewer) -> dict[str, Any]:
    return {
        "interviewer": interviewer,
        "may_edit": may(request.member, Permission.EDIT_INTERVIEWERS),
        "is_live": interviewer.activated_at is not None,
    }


def _requirements(interviewer: Interviewer) -> list[dict[str, Any]]:
    return [
        {
            "text": each["text"],
            "label": KINDS.get(each["kind"], (each["kind"], ""))[0],
            "tone": KINDS.get(each["kind"], ("", ""))[1],
            "anchor": f"#requirement-{number}",
        }
        for number, each in enumerate(interviewer.requirements)
    ]


def planning_state(request: TeamRequest, interviewer: Interviewer) -> HttpResponse:
    """What the waiting page asks every second: nothing new, other words, or that there is something to see."""
    state = _waiting_state(interviewer)
    if state is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if request.GET.get("state") == state["name"]:
        return HttpResponse(status=204)
    context = {**_common(request, interviewer), "waiting": state}
    return render(request, "interviewers/_planning.html", context)


def _waiting_state(interviewer: Interviewer) -> dict[str, str] | None:
    if interviewer.planning != Interviewer.Planning.WAITING:
        return None
    if interviewer.planning_error:
        return {
            "name": "delayed",
            "title": _("Waiting for the language model"),
            "why": interviewer.planning_error,
        }
    if (clock.now() - interviewer.created_at).total_seconds() > SLOW_AFTER:
        return {"name": "slow", "title": _("Still planning"), "why": _("This takes longer than it should.")}
    return {"name": "reading", "title": _("Reading the job description"), "why": ""}
