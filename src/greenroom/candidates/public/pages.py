"""What every candidate page shows: whose interview it is, in the workspace's name and colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from greenroom.candidates.public.door import CandidateRequest
from greenroom.diagnostics.public import capture


def page(
    request: CandidateRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of this candidate, never kept by a browser that others may use after them."""
    workspace = request.workspace
    frame = {
        "interviewer": request.interviewer,
        "workspace": workspace,
        "workspace_name": workspace.name,
        "brand_name": workspace.name,
        "brand_css_url": reverse("brand", args=[workspace.accent[1:]]),
        "set_language_url": reverse("candidate-language", args=[workspace.slug, request.interviewer.slug]),
    }
    frame |= capture.shown(request)
    response = render(request, template, {**frame, **(context or {})}, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Language"] = get_language() or "en"
    return response


def to(request: CandidateRequest, name: str) -> HttpResponse:
    """On to another page of the same interviewer."""
    return redirect(name, request.workspace.slug, request.interviewer.slug)
