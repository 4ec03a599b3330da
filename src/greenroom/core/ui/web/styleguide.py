"""Every component in its states, on the layouts it is used in. Served in development only."""

from __future__ import annotations

from functools import wraps
from typing import Any, Protocol

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from greenroom.core.clock import now
from greenroom.core.ui.icons import shapes
from greenroom.core.ui.web.sample_form import filled_form, wrong_form

SECTIONS = (
    "colour", "type", "icons", "buttons", "fields", "marks", "scores", "stages", "navigation",
    "table", "overlays", "feedback", "evidence", "figures", "candidate_parts",
)  # fmt: skip
COLOURS = (
    "accent", "good", "look", "bad", "calm", "evidence", "data-1", "data-2", "data-3", "data-4", "data-5", "data-base"
)  # fmt: skip
NAV = (("Interviewers", "users", True), ("Analytics", "chart", False), ("Settings", "gear", False))
STAGES = [
    {"icon": "resume", "name": "Resume", "state": "done"},
    {"icon": "form", "name": "Form", "state": "done"},
    {"icon": "mic", "name": "Voice", "state": "current"},
    {"icon": "scenario", "name": "Scenario", "state": "pending"},
]
STOPPED = [
    {"icon": "resume", "name": "Resume", "state": "done"},
    {"icon": "form", "name": "Form", "state": "stopped"},
    {"icon": "mic", "name": "Voice", "state": "pending"},
]


class View(Protocol):
    def __call__(self, request: HttpRequest) -> HttpResponse: ...


def in_development(view: View) -> View:
    """Answer 404 unless the settings ask for the page."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not (settings.DEBUG or getattr(settings, "GREENROOM_STYLEGUIDE", False)):
            raise Http404
        return view(request)

    return guarded


@in_development
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/styleguide/page.html", {**frame(), **samples()})


@in_development
def candidate(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/styleguide/candidate.html", {**frame(), "brand_name": "Northfield"})


@in_development
def signin(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/styleguide/signin.html", {**frame(), "form": wrong_form(), "member_name": ""})


def frame() -> dict[str, Any]:
    """What the layouts take; the people and places are invented."""
    return {
        "workspace_name": "Northfield Staffing",
        "member_name": "Ines Marlowe",
        "nav": [
            {
                "label": label,
                "icon": icon,
                "url": "#main",
                "current": current,
                "count": 38 if current else None,
            }
            for label, icon, current in NAV
        ],
        "nav_foot": [{"label": "Help", "icon": "help", "url": "#main"}],
        "search_url": "/styleguide/",
        "account_links": [
            {"label": "Your account", "icon": "person", "url": "#main"},
            {"label": "Sign out", "icon": "out", "url": "#main", "post": True},
        ],
        "set_language_url": "/styleguide/",
        "help_url": "#main",
    }


def samples() -> dict[str, Any]:
    """Data for the components."""
    return {
        "sections": [f"ui/styleguide/{name}.html" for name in SECTIONS],
        "colours": COLOURS,
        "icon_names": sorted(shapes()),
        "workflow": [{**stage, "state": ""} for stage in STAGES],
        "stages": STAGES,
        "stopped": STOPPED,
        "form": filled_form(),
        "wrong": wrong_form(),
        "tabs": [
            {"label": "Scorecard", "url": "#tabs", "current": True},
            {"label": "Evaluations", "url": "#tabs", "count": 5},
            {"label": "Activity", "url": "#tabs"},
        ],
        "views": [
            {"label": "Table", "icon": "table", "url": "#tabs", "current": True},
            {"label": "Workflow", "icon": "board", "url": "#tabs"},
        ],
        "crumbs": [{"label": "Interviewers", "url": "#tabs"}, {"label": "627-seasonal-sales-associate"}],
        "statuses": [
            {"label": "Completed", "url": "#tabs", "count": 214},
            {"label": "In progress", "url": "#tabs"},
        ],
        "moment": now(),
        "sizes": [12, 25, 50],
        "people": PEOPLE,
        "no_items": {},
    }


PEOPLE = [
    {"name": "Hana Sato", "note": "Rest", "resume": 87, "overall": 83, "state": ""},
    {"name": "Jonas Lindqvist", "note": "Hover", "resume": 80, "overall": 76, "state": "is-hovered"},
    {"name": "Priya Raman", "note": "Selected", "resume": 94, "overall": 91, "state": "", "selected": True},
    {"name": "Grace Achieng", "note": "Dismissed", "resume": 66, "overall": 64, "state": "is-muted-row"},
    {
        "name": "Bartholomew Featherstonehaugh-Whitcombe",
        "note": "A name longer than its column",
        "resume": 72,
        "overall": None,
        "state": "",
    },
]
