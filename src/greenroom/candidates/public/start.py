"""The first two pages: who you are, and the code that proves it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenroom.candidates.actions import applications as applying
from greenroom.candidates.actions import codes
from greenroom.candidates.models import Application
from greenroom.candidates.public.door import CandidateRequest, anybody, known, remember
from greenroom.candidates.public.forms import CodeForm, DetailsForm, ReturnForm
from greenroom.candidates.public.journey import outline
from greenroom.candidates.queries import applications
from greenroom.compliance.rules import notice
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.http.limits import address, allow
from greenroom.interviewers.rules.lifecycle import Door, door

PROVING = "proving"  # session key: which application this browser is entering a code for


@anybody
def start(request: CandidateRequest) -> HttpResponse:
    """Welcome, details and consent; who is known already goes on to their map."""
    if known(request) is not None:
        return redirect("candidate-journey", request.workspace.slug, request.interviewer.slug)
    interviewer = request.interviewer
    state = door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now())
    form = DetailsForm(request.POST or None)
    if state is Door.OPEN and request.method == "POST" and form.is_valid():
        try:
            return _apply(request, form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    context = {
        "form": form,
        "open": state is Door.OPEN,
        "state": state.value,
        "notice": notice.points(request.workspace.keep_days),
        "steps": outline(interviewer),
        "minutes": sum(step.minutes for step in outline(interviewer)),
        "deadline": interviewer.deadline,
    }
    return _page(request, "start", context, status=422 if form.errors else 200)


def _apply(request: CandidateRequest, form: DetailsForm) -> HttpResponse:
    if not allow("applications", address(request), times=60, within=timedelta(hours=1)):
        raise Refused(_("Many people have started from your network just now. Please try again in an hour."))
    given = form.cleaned_data
    person = applying.Person(
        name=given["name"],
        email=given["email"],
        phone=given["phone"],
        language=get_language() or "en",
        time_zone=given["time_zone"] or "UTC",
    )
    application = applying.apply(interviewer=request.interviewer, person=person, agreed=given["agree"])
    return _send(request, application)


def _send(request: CandidateRequest, application: Application) -> HttpResponse:
    """Mail a code and go on to the page that takes it: the same answer whoever the address belongs to."""
    codes.send_code(application=application)
    request.session[PROVING] = {
        **request.session.get(PROVING, {}),
        str(request.interviewer.id): str(application.id),
    }
    return redirect("candidate-code", request.workspace.slug, request.interviewer.slug)


@anybody
def come_back(request: CandidateRequest) -> HttpResponse:
    """On with what was begun, in another browser or after a while."""
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not allow("returns", address(request), times=20, within=timedelta(hours=1)):
            form.add_error("email", _("Too many tries from your network. Please wait an hour."))
        else:
            found = applications.of_address(request.interviewer, form.cleaned_data["email"])
            if found is None:
                nobody = {str(request.interviewer.id): ""}
                request.session[PROVING] = {**request.session.get(PROVING, {}), **nobody}
                return redirect("candidate-code", request.workspace.slug, request.interviewer.slug)
            try:
                return _send(request, found)
            except Refused as refused:
                form.add_error("email", refused.message)
    return _page(request, "come_back", {"form": form}, status=422 if form.errors else 200)


@anybody
def code(request: CandidateRequest) -> HttpResponse:
    """The six digits."""
    proving = request.session.get(PROVING, {}).get(str(request.interviewer.id))
    if proving is None:
        return redirect("candidate-start", request.workspace.slug, request.interviewer.slug)
    application = _own(proving)
    form = CodeForm(request.POST if request.POST.get("do") == "verify" else None)
    sent_again = False
    try:
        if request.POST.get("do") == "again":
            if application is not None:
                codes.send_code(application=application)
            sent_again = True
        elif request.method == "POST" and form.is_valid():
            return _verify(request, application, form.cleaned_data["code"])
    except Refused as refused:
        if form.is_bound:
            form.add_error("code", refused.message)
        else:
            return _page(request, "code", {"form": form, "problem": refused.message}, status=422)
    context = {"form": form, "sent_again": sent_again}
    return _page(request, "code", context, status=422 if form.errors else 200)


def _own(application_id: str) -> Application | None:
    try:
        return applications.get_own(application_id) if application_id else None
    except NotFound:
        return None


def _verify(request: CandidateRequest, application: Application | None, typed: str) -> HttpResponse:
    if application is None:
        if not allow("code tries", address(request), times=codes.TRIES_AN_HOUR, within=timedelta(hours=1)):
            raise Refused(
                _("Too many wrong codes. Please wait an hour, then ask for a new one."), field="code"
            )
        raise Refused(_("That is not the code we sent. Please look at the newest message."), field="code")
    application = codes.verify(application=application, code=typed)
    remember(request, application)
    return redirect("candidate-journey", request.workspace.slug, request.interviewer.slug)


def _page(
    request: CandidateRequest, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    shared = {
        "interviewer": request.interviewer,
        "brand_name": request.workspace.name,
        "workspace": request.workspace,
    }
    return render(request, f"candidates/public/{name}.html", {**shared, **context}, status=status)
