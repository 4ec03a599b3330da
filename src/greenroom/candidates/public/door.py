"""The candidates' door: finds the interviewer behind a link, and the application a browser has proven."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from greenroom.accounts.models import Workspace
from greenroom.candidates.actions import codes
from greenroom.candidates.models import Application
from greenroom.candidates.queries import acquainted as acquaintance
from greenroom.candidates.queries import applications
from greenroom.candidates.queries.applications import REMEMBERED
from greenroom.core import scope
from greenroom.core.errors import NotFound
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers

Params = ParamSpec("Params")
SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


class CandidateRequest(HttpRequest):
    """A request at a candidate's link, whose workspace is in scope."""

    interviewer: Interviewer
    workspace: Workspace
    remembered: Application | None
    """The application whose address this browser has proven, if any."""


class ProvenRequest(CandidateRequest):
    """The same, of a candidate who has proven their address in this browser."""

    application: Application


CandidateView = Callable[Concatenate[CandidateRequest, Params], HttpResponse]
ProvenView = Callable[Concatenate[ProvenRequest, Params], HttpResponse]
View = Callable[..., HttpResponse]


def anybody(view: CandidateView[Params]) -> View:
    """Whoever has the link."""

    @wraps(view)
    def guarded(
        request: Any, workspace: str, slug: str, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        return _enter(view, request, workspace, slug, *args, **kwargs)

    guarded.door = "public: whoever has the link"  # type: ignore[attr-defined]  # read by the sweep
    return guarded


def proven(view: ProvenView[Params]) -> View:
    """Only the candidate whose address this browser has proven; others start at the beginning."""

    @wraps(view)
    def guarded(
        request: Any, workspace: str, slug: str, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponse:
        def only_known(request: ProvenRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.remembered is None:
                return redirect("candidate-start", workspace=workspace, slug=slug)
            request.application = request.remembered
            return view(request, *args, **kwargs)

        return _enter(only_known, request, workspace, slug, *args, **kwargs)

    guarded.door = "public: a candidate who proved their address"  # type: ignore[attr-defined]
    return guarded


def _enter(view: View, request: Any, workspace: str, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
    found = Workspace.objects.filter(slug=workspace).first()
    if found is None:
        return _unknown(request)
    with scope.scoped(found.id):
        try:
            request.interviewer = _interviewer(request, found, slug)
            request.workspace = found
            request.remembered = _remembered(request)
            with translation.override(_language(request)):
                return view(request, *args, **kwargs)
        except NotFound:
            return _renamed(request, found, slug) or _unknown(request)


def _interviewer(request: HttpRequest, workspace: Workspace, slug: str) -> Interviewer:
    """The interviewer behind a link; a draft only for the browser of a member who tries it out."""
    try:
        return interviewers.get_public(workspace, slug)
    except NotFound:
        tried = applications.get_test(request.session.get(REMEMBERED, {}).values(), slug)
        return tried.interviewer


def _renamed(request: HttpRequest, workspace: Workspace, slug: str) -> HttpResponse | None:
    """The same page under the interviewer's present name, for a link that was sent with its former one."""
    present = interviewers.renamed(workspace.id, slug) if request.method in {"GET", "HEAD"} else ""
    if not present or present == slug:
        return None
    before, after = (f"/apply/{workspace.slug}/{name}/" for name in (slug, present))
    return redirect(request.get_full_path().replace(before, after, 1))


def _unknown(request: HttpRequest) -> HttpResponse:
    """A link that leads nowhere, told in the browser's own language."""
    with translation.override(translation.get_language_from_request(request)):
        return render(request, "candidates/public/unknown.html", status=404)


def _remembered(request: CandidateRequest) -> Application | None:
    remembered = request.session.get(REMEMBERED, {}).get(str(request.interviewer.id))
    if remembered is None:
        return None
    try:
        application = applications.get_own(remembered, request.interviewer)
    except NotFound:
        return None
    return application if application.verified_at else None


def acquainted(request: CandidateRequest) -> Application | None:
    """The newest application of whoever has proven their address in this browser, to any of the workspace."""
    return acquaintance.newest_of(request.session.get(REMEMBERED, {}).values(), request.workspace.id)


def _language(request: CandidateRequest) -> str:
    """What this browser has chosen, else the candidate elsewhere, else the interviewer, of those that we speak."""
    theirs = request.remembered.candidate.language if request.remembered else ""
    wanted = (chosen_language(request), theirs, request.interviewer.language)
    return next((language for language in wanted if language in SPOKEN), settings.LANGUAGE_CODE)


def chosen_language(request: HttpRequest) -> str:
    """The language that was picked from the menu in this browser; "" where none was."""
    picked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return picked if picked in SPOKEN else ""


def remember(request: CandidateRequest, application: Application, *, again: Sequence[str] = ()) -> None:
    """This browser belongs to the candidate of this application from now on, under a new session key.

    again: what of the session is left under the old key for two minutes, so that a form that is already on its way
    a second time finds it; nothing else is left there.
    """
    old, fresh = request.session, type(request.session)()
    fresh.update(dict(old.items()))
    fresh.set_expiry(None)
    remembered = old.get(REMEMBERED, {})
    fresh[REMEMBERED] = {**remembered, str(application.interviewer_id): str(application.id)}
    request.session = fresh
    for name in set(old.keys()) - set(again):
        del old[name]
    old.set_expiry(codes.AGAIN_WITHIN)
    with suppress(UpdateError):  # it has gone by itself
        old.save()


def forget(request: CandidateRequest) -> None:
    """This browser belongs to no candidate any more: who sits at it next is greeted by nobody's name."""
    request.session[REMEMBERED] = {}
