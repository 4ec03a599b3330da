"""One's own account: name, address, sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import signed_in
from greenroom.accounts.actions import people
from greenroom.accounts.web.browsers import browser_name
from greenroom.accounts.web.forms import EmailForm, NameForm, say_no
from greenroom.accounts.web.throttle import too_many
from greenroom.core.errors import NotFound, Refused
from greenroom.core.http import limits

ADDRESS_CHANGES = 5  # an hour


@signed_in
@require_http_methods(["GET", "POST"])
def account(request: Any) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        try:
            people.rename(request.user, name=form.cleaned_data["name"])
        except Refused as refused:
            say_no(form, refused)
        else:
            messages.success(request, _("Your name was saved."))
            return redirect("account")
    return render(
        request, "accounts/account/profile.html", {"form": form}, status=422 if form.errors else 200
    )


@signed_in
@require_http_methods(["GET", "POST"])
def change_email(request: Any) -> HttpResponse:
    """Asks who is there again before it mails, and changes nothing until the new address answers."""
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="allauth.mfa")  # as for what guards the account
    form = EmailForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _email_page(request, form)
    if not limits.allow(
        "change address", str(request.user.id), times=ADDRESS_CHANGES, within=timedelta(hours=1)
    ):
        return too_many(request)
    email = form.cleaned_data["email"]
    try:
        people.ask_to_change_email(request.user, email=email)
    except Refused as refused:
        say_no(form, refused)
        return _email_page(request, form)
    return render(request, "accounts/account/email_asked.html", {"email": email})


def _email_page(request: Any, form: EmailForm) -> HttpResponse:
    return render(request, "accounts/account/email.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "POST"])
def confirm_email(request: Any, token: str) -> HttpResponse:
    if request.method == "GET":
        return render(request, "accounts/account/email_confirm.html")
    try:
        people.change_email(request.user, token=token)
    except Refused as refused:
        return render(
            request, "accounts/account/email_confirm.html", {"refused": refused.message}, status=410
        )
    messages.success(request, _("Your address was changed."))
    return redirect("account")


@signed_in
@require_GET
def sessions(request: Any) -> HttpResponse:
    mine = sorted(UserSession.objects.purge_and_list(request.user), key=_newest, reverse=True)
    rows = [
        {
            "id": session.pk,
            "browser": browser_name(session.user_agent),
            "ip": session.ip,
            "at": session.created_at,
            "current": session.session_key == request.session.session_key,
        }
        for session in mine
    ]
    return render(request, "accounts/account/sessions.html", {"sessions": rows})


def _newest(session: UserSession) -> Any:
    return session.created_at


@signed_in
@require_POST
def end_session(request: Any, session_id: int) -> HttpResponse:
    session = UserSession.objects.filter(pk=session_id, user=request.user).first()
    if session is None:
        raise NotFound
    session.end()
    messages.success(request, _("That session was signed out."))
    return redirect("sessions")


@signed_in
@require_POST
def end_other_sessions(request: Any) -> HttpResponse:
    for session in UserSession.objects.filter(user=request.user).exclude(
        session_key=request.session.session_key
    ):
        session.end()
    messages.success(request, _("All other sessions were signed out."))
    return redirect("sessions")
