"""The first set-up, and joining a workspace by invitation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import public
from greenroom.accounts.actions import invitations, people
from greenroom.accounts.models import Invitation, User
from greenroom.accounts.queries.invitations import by_secret
from greenroom.accounts.web.forms import NewPersonForm, SetUpForm, say_no
from greenroom.accounts.web.signin import enter
from greenroom.accounts.web.throttle import too_many
from greenroom.core.errors import Refused
from greenroom.core.http import limits

HOUR = timedelta(hours=1)


@public("there is nobody yet who could sign in; once there is, it leads to the sign-in page")
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    if User.objects.exists():
        return redirect("account_login")
    form = SetUpForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, "set_up", {"form": form}, status=422 if form.errors else 200)
    try:
        member = people.set_up(**form.cleaned_data)
    except Refused as refused:
        say_no(form, refused)
        return _page(request, "set_up", {"form": form}, status=422)
    return enter(request, member.user, method="set-up")


@public("the secret in the address is the proof; looking at the page does not use it up")
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: Any, secret: str) -> HttpResponse:
    if not limits.allow("invitation", limits.address(request), times=60, within=HOUR):
        return too_many(request)
    found = by_secret(secret)
    if found is None:
        return _page(request, "invitation_gone", {}, status=410)
    if request.user.is_authenticated:
        return _join_as(request, found, secret)
    if User.objects.filter(email__iexact=found.email).exists():
        return _page(request, "invitation_sign_in", {"invitation": found})
    return _join_as_new(request, found, secret)


def _join_as(request: Any, found: Invitation, secret: str) -> HttpResponse:
    given = {"invitation": found, "mine": request.user.email.lower() == found.email}
    if request.method == "GET":
        return _page(request, "invitation_accept", given)
    try:
        member = invitations.accept_as(secret=secret, user=request.user)
    except Refused as refused:
        return _page(request, "invitation_accept", given | {"refused": refused.message}, status=422)
    request.session["workspace"] = str(member.workspace_id)
    return redirect("/")


def _join_as_new(request: HttpRequest, found: Invitation, secret: str) -> HttpResponse:
    form = NewPersonForm(request.POST or None)
    given = {"invitation": found, "form": form}
    if request.method == "GET" or not form.is_valid():
        return _page(request, "invitation_new", given, status=422 if form.errors else 200)
    try:
        member = invitations.accept_as_new(secret=secret, **form.cleaned_data)
    except Refused as refused:
        say_no(form, refused)
        return _page(request, "invitation_new", given, status=422)
    return enter(request, member.user, method="invitation")


def _page(request: HttpRequest, name: str, given: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, f"accounts/signin/{name}.html", given, status=status)
