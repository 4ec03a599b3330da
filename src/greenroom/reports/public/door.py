"""The door of whoever holds a link to one scorecard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from greenroom.accounts.access import public
from greenroom.core import scope
from greenroom.core.errors import NotFound
from greenroom.core.http.limits import address, allow
from greenroom.reports.models import Share
from greenroom.reports.queries import shares
from greenroom.reports.queries.shares import Over

View = Callable[..., HttpResponseBase]
OPENED, GUESSED = 600, 30
"""In ten minutes from one address: pages and pieces of recordings, and links that lead nowhere."""
WINDOW = timedelta(minutes=10)


class SharedRequest(HttpRequest):
    """A request at a link that holds, whose workspace is in scope."""

    share: Share
    token: str


def holder(view: Callable[..., HttpResponseBase]) -> View:
    """Whoever has the link, while it holds; others read that it leads nowhere, or has ended."""

    @public("whoever has the link to a scorecard")
    @wraps(view)
    def guarded(request: Any, token: str, **named: Any) -> HttpResponseBase:
        who = address(request)
        if not allow("shared", who, times=OPENED, within=WINDOW):
            return _gone(request, "busy", 429)
        try:
            request.share, request.token = shares.find(token), token
        except NotFound:
            guessing = not allow("shared-guess", who, times=GUESSED, within=WINDOW)
            return _gone(request, "busy", 429) if guessing else _gone(request, "unknown", 404)
        except Over:
            return _gone(request, "over", 410)
        with scope.scoped(request.share.workspace_id), translation.override(_language(request)):
            return private(view(request, **named))

    return guarded


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Kept by nobody on the way, and found by no search engine."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _gone(request: HttpRequest, why: str, status: int) -> HttpResponseBase:
    with translation.override(translation.get_language_from_request(request)):
        response: HttpResponse = render(request, "reports/shared_gone.html", {"why": why}, status=status)
    return private(response)


def _language(request: SharedRequest) -> str:
    """A hiring manager's page is in their browser's language, a candidate's in the interview's."""
    if request.share.audience == Share.Audience.CANDIDATE:
        return request.share.application.interviewer.language[:2]
    return translation.get_language_from_request(request)
