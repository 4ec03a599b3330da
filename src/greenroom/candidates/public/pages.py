"""What every candidate page shows: whose interview it is, in the company's name, colours and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from greenroom.branding.queries import brands
from greenroom.branding.rules.design import Page
from greenroom.candidates.public import fitting
from greenroom.candidates.public.door import CandidateRequest
from greenroom.diagnostics.public import capture

PAGES = {"code": Page.WELCOME, "come_back": Page.WELCOME, "start": Page.WELCOME, "thanks": Page.COMPLETE}
"""Which template of a brand a page of this room follows; the others are about where one stands."""


def page(
    request: CandidateRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of this candidate, never kept by a browser that others may use after them."""
    workspace = request.workspace
    frame = {
        **brands.frame(
            brands.of(request.interviewer, _kind(template)),
            language=get_language() or "en",
            job_title=request.interviewer.title,
            candidate_name=_name(context or {}),
        ),
        "set_language_url": reverse("candidate-language", args=[workspace.slug, request.interviewer.slug]),
    }
    frame |= fitting.frame(request, context or {})
    if not fitting.is_own(request):
        frame |= capture.shown(request)
    return piece(request, template, {**frame, **(context or {})}, status=status)


def piece(
    request: CandidateRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A part of such a page, for the script that asked for it: without what stands around it."""
    around = {"interviewer": request.interviewer, "workspace": request.workspace}
    response = render(request, template, {**around, **context}, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Language"] = get_language() or "en"
    return response


def _kind(template: str) -> Page:
    room, _slash, name = template.rpartition("/")
    return (
        Page.INTERVIEW if room.startswith("stages/") else PAGES.get(name.removesuffix(".html"), Page.STATUS)
    )


def _name(context: Mapping[str, Any]) -> str:
    """The candidate's name, where the page knows it."""
    person = context.get("candidate") or context.get("somebody")
    form = context.get("form")
    return str(person.name if person else form.initial.get("name", "") if form else "")


def to(request: CandidateRequest, name: str) -> HttpResponse:
    """On to another page of the same interviewer."""
    return redirect(name, request.workspace.slug, request.interviewer.slug)
