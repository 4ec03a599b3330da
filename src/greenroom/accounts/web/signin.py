"""Signing in by a mailed link, and choosing a workspace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import public, signed_in
from greenroom.accounts.actions import signin
from greenroom.accounts.models import User
from greenroom.accounts.queries import members
from greenroom.accounts.web.forms import EmailForm
from greenroom.accounts.web.throttle import too_many
from greenroom.core.errors import NotFound, Refused
from greenroom.core.http import limits

WINDOW = timedelta(minutes=15)
TRIES_AN_ADDRESS = 30
MAILS_A_PERSON = 4


@public("whoever has forgotten or has no password asks for a link here; addresses cannot be guessed")
@never_cache
@require_http_methods(["GET", "POST"])
def ask_for_link(request: HttpRequest) -> HttpResponse:
    form = EmailForm(request.POST or None)
    if request.method == "GET":
        return render(request, "accounts/signin/ask_for_link.html", {"form": EmailForm()})
    if not form.is_valid():
        return render(request, "accounts/signin/ask_for_link.html", {"form": form}, status=422)
    email = form.cleaned_data["email"].lower()
    if not limits.allow("ask for link", limits.address(request), times=TRIES_AN_ADDRESS, within=WINDOW):
        return too_many(request)
    if limits.allow("link mailed", email, times=MAILS_A_PERSON, within=WINDOW):
        signin.send_link(email=email)
    return render(request, "accounts/signin/link_sent.html", {"email": email})


@public("the secret in the address is the proof; looking at the page does not use it up")
@never_cache
@require_http_methods(["GET", "POST"])
def follow_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A link is one factor: whoever has a second one is asked for it next."""
    if not limits.allow("follow link", limits.address(request), times=TRIES_AN_ADDRESS, within=WINDOW):
        return too_many(request)
    if request.method == "GET":
        good = signin.is_good(secret)
        return render(request, "accounts/signin/link.html", {"good": good}, status=200 if good else 410)
    try:
        user = signin.redeem(secret=secret)
    except Refused:
        return render(request, "accounts/signin/link.html", {"good": False}, status=410)
    return enter(request, user, method="link")


class SignIn(LoginView):  # type: ignore[misc]  # allauth carries no types
    """allauth's page; where there is nobody yet, the way to the first set-up."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not User.objects.exists():
            return redirect("set-up")
        shown: HttpResponse = super().get(request, *args, **kwargs)
        return shown


def enter(request: HttpRequest, user: User, *, method: str) -> HttpResponse:
    """Sign a person in who has proved one factor, through allauth's stages, where the second is asked for."""
    if request.user.is_authenticated:
        logout(request, show_message=False)
    record_authentication(request, user, method=method)
    response: HttpResponse = perform_login(request, Login(user=user, email=user.email))
    return response


@signed_in
@require_GET
def no_workspace(request: Any) -> HttpResponse:
    if request.member is not None:
        return redirect("/")
    return render(request, "accounts/signin/no_workspace.html")


@signed_in
@require_GET
def workspaces(request: Any) -> HttpResponse:
    mine = members.memberships(request.user)
    if not mine:
        return redirect("no-workspace")
    return render(request, "accounts/account/workspaces.html", {"memberships": mine})


@signed_in
@require_POST
def switch_workspace(request: Any) -> HttpResponse:
    wanted = request.POST.get("workspace", "")
    if not any(str(member.workspace_id) == wanted for member in members.memberships(request.user)):
        raise NotFound
    request.session["workspace"] = wanted
    return redirect("/")
