"""Settings: who works here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.actions import invitations, members
from greenroom.accounts.models import Member
from greenroom.accounts.queries import invitations as asked
from greenroom.accounts.queries import members as working
from greenroom.accounts.rules.roles import Permission, Role
from greenroom.accounts.web.forms import InviteForm, RoleForm, say_no
from greenroom.core import clock
from greenroom.core.errors import Refused


@team(Permission.MANAGE_WORKSPACE)
@require_GET
def settings(request: TeamRequest) -> HttpResponse:
    return _page(request, InviteForm())


def _page(request: TeamRequest, form: InviteForm) -> HttpResponse:
    now = clock.now()
    given = {
        "form": form,
        "members": [(each, RoleForm(initial={"role": each.role})) for each in working.of_workspace()],
        "invitations": [(each, each.expires_at <= now) for each in asked.waiting()],
    }
    return render(request, "accounts/settings/members.html", given, status=422 if form.errors else 200)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def invite(request: TeamRequest) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
    try:
        invitations.invite(email=email, role=role, by=request.member)
    except Refused as refused:
        say_no(form, refused)
        return _page(request, form)
    messages.success(request, _("An invitation to %(email)s is in the outbox.") % {"email": email})
    return redirect("settings")


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def withdraw_invitation(request: TeamRequest, invitation_id: UUID) -> HttpResponse:
    invitations.withdraw(asked.get_for(request.member, invitation_id), by=request.member)
    messages.success(request, _("The invitation no longer works."))
    return redirect("settings")


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def change_role(request: TeamRequest, member_id: UUID) -> HttpResponse:
    member = working.get_for(request.member, member_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles."))
        return redirect("settings")
    try:
        members.change_role(member, to=Role(form.cleaned_data["role"]), by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The role of %(name)s was changed.") % {"name": member})
    return redirect("settings" if member != request.member else "/")


@team(Permission.MANAGE_WORKSPACE)
@require_http_methods(["GET", "POST"])
def remove_member(request: TeamRequest, member_id: UUID) -> HttpResponse:
    """Asks for the address of whoever is to go before it removes them."""
    member = working.get_for(request.member, member_id)
    if request.method == "GET":
        return _removing(request, member, "")
    if request.POST.get("confirm", "").strip().lower() != member.user.email.lower():
        return _removing(request, member, _("Type the address of the member who is to go."))
    is_me = member.id == request.member.id
    try:
        members.remove(member, by=request.member)
    except Refused as refused:
        return _removing(request, member, refused.message)
    messages.success(request, _("%(name)s no longer works here.") % {"name": member})
    return redirect("/" if is_me else "settings")


def _removing(request: TeamRequest, member: Member, refused: str) -> HttpResponse:
    given = {"removed": member, "refused": refused}
    return render(request, "accounts/settings/remove_member.html", given, status=422 if refused else 200)
