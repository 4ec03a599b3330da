"""Who hears of the completed interviews of an interviewer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Refused
from greenroom.core.ids import ids_in
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.rules.subject import KIND
from greenroom.interviewers.web.header import header_for
from greenroom.notifications.actions import subscribers as choosing
from greenroom.notifications.models import Webhook
from greenroom.notifications.queries import subscribers
from greenroom.notifications.web.forms import WebhookForm


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    if request.method == "GET":
        return _page(request, interviewer, WebhookForm())
    count = choosing.choose(
        subject_kind=KIND,
        subject_id=interviewer.id,
        member_ids=set(ids_in(request.POST.getlist("member"))),
        by=request.member,
    )
    said = ngettext("%(n)d member is told by e-mail.", "%(n)d members are told by e-mail.", count)
    messages.success(request, said % {"n": count})
    return redirect("interviewer-subscribers", slug=slug)


def _page(request: TeamRequest, interviewer: Interviewer, form: WebhookForm) -> HttpResponse:
    about: dict[str, Any] = {"subject_kind": KIND, "subject_id": interviewer.id}
    found = subscribers.of(**about)
    nobody = not any(each.subscribed for each in found)
    rows = [
        {
            "id": each.member.id,
            "name": each.member.user.name or each.member.user.email,
            "email": each.member.user.email,
            "is_me": each.member.id == request.member.id,
            "checked": each.subscribed or (nobody and each.member.id == request.member.id),
        }
        for each in found
    ]
    given = {
        **header_for(request, interviewer, "budget"),
        "interviewer": interviewer,
        "rows": rows,
        "nobody": nobody,
        "webhooks": subscribers.webhooks(**about),
        "failures": subscribers.failures(**about),
        "form": form,
    }
    return render(request, "notifications/interviewer.html", given, status=422 if form.is_bound else 200)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def add_webhook(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _page(request, interviewer, form)
    try:
        webhook = choosing.add_webhook(
            subject_kind=KIND, subject_id=interviewer.id, **form.cleaned_data, by=request.member
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _page(request, interviewer, form)
    messages.success(request, _("“%(name)s” was added. Send it a test.") % {"name": webhook.name})
    return redirect("interviewer-subscribers", slug=slug)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def test_webhook(request: TeamRequest, slug: str, webhook_id: UUID) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    webhook = _webhook(request, interviewer, webhook_id)
    try:
        choosing.try_webhook(webhook, about=interviewer.title, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The test was delivered to “%(name)s”.") % {"name": webhook.name})
    return redirect("interviewer-subscribers", slug=slug)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def remove_webhook(request: TeamRequest, slug: str, webhook_id: UUID) -> HttpResponse:
    webhook = _webhook(request, interviewers.get_brief_for(request.member, slug), webhook_id)
    choosing.remove_webhook(webhook, by=request.member)
    messages.success(request, _("“%(name)s” hears of it no longer.") % {"name": webhook.name})
    return redirect("interviewer-subscribers", slug=slug)


def _webhook(request: TeamRequest, interviewer: Interviewer, webhook_id: UUID) -> Webhook:
    return subscribers.get_webhook_for(
        request.member, webhook_id, subject_kind=KIND, subject_id=interviewer.id
    )
