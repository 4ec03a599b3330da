"""Invented candidates and steps, to show candidate pages with. Nobody of them exists, and nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from greenroom.accounts.models import Workspace
from greenroom.branding.rules.design import Page
from greenroom.candidates.models import Candidate
from greenroom.candidates.public.forms import DetailsForm, RatingForm
from greenroom.candidates.public.map import Step
from greenroom.compliance.rules import notice
from greenroom.interviewers.models import Interviewer

TITLE = "Seasonal Sales Associate"
NAME, EMAIL = "Maya Okafor", "maya.okafor@example.org"
NOWHERE = UUID(int=0)

TEMPLATES = {
    Page.WELCOME: "candidates/public/start.html",
    Page.STATUS: "candidates/public/journey.html",
    Page.COMPLETE: "candidates/public/thanks.html",
    Page.INTERVIEW: "branding/sample_interview.html",
}


def context(page: Page, workspace: Workspace, language: str) -> dict[str, Any]:
    """What the template of this page draws, for somebody invented."""
    interviewer = Interviewer(
        workspace=workspace, title=TITLE, slug="sample", language=language, location="Leeds"
    )
    return {
        "interviewer": interviewer,
        "workspace": workspace,
        "candidate": Candidate(name=NAME, email=EMAIL, time_zone="Europe/London"),
        **_CONTEXTS[page](workspace),
    }


def _steps(*states: str) -> list[Step]:
    named = (
        (_("Your resume"), "resume", 1),
        (_("A few facts"), "form", 4),
        (_("Interview"), "mic", 14),
    )
    return [
        Step(name, icon, minutes, state) for (name, icon, minutes), state in zip(named, states, strict=True)
    ]


def _welcome(workspace: Workspace) -> dict[str, Any]:
    steps = _steps("to_come", "to_come", "to_come")
    version = notice.version(workspace.keep_days, captures=False)
    return {
        "form": DetailsForm.shown(None, version=version),
        "open": True,
        "state": "open",
        "notice": notice.points(workspace.keep_days, captures=False),
        "steps": steps,
        "minutes": sum(step.minutes for step in steps),
    }


def _status(_workspace: Workspace) -> dict[str, Any]:
    steps = _steps("done", "current", "to_come")
    states = {step.state for step in steps}
    return {"steps": steps, "states": states, "current": steps[1], "done": 1, "minutes_left": 18}


def _complete(_workspace: Workspace) -> dict[str, Any]:
    return {"form": RatingForm(), "chosen": None, "rated": False}


def _interview(_workspace: Workspace) -> dict[str, Any]:
    said = [
        (_("Tell me about a day when several customers needed you at once."), False),
        (_("On a Saturday there was a queue and a delivery. I asked a colleague to help."), True),
        (_("What would you do differently today?"), False),
    ]
    bubbles = [SimpleNamespace(text=text, mine=mine, source="") for text, mine in said]
    return {"talk": SimpleNamespace(bubbles=bubbles, done=1, questions=6, question=2, minutes=12)}


_CONTEXTS: dict[Page, Callable[[Workspace], dict[str, Any]]] = {
    Page.WELCOME: _welcome,
    Page.STATUS: _status,
    Page.COMPLETE: _complete,
    Page.INTERVIEW: _interview,
}
