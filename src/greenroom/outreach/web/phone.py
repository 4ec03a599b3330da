"""The phones: what was written to and from each, and, where no vendor is configured, writing as one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Candidate
from greenroom.core.errors import Refused
from greenroom.core.ids import new_token
from greenroom.outreach.actions import texts, texts_number, texts_status
from greenroom.outreach.models import TextThread
from greenroom.outreach.queries import texts as reading
from greenroom.outreach.senders.sms import is_simulated, our_number
from greenroom.outreach.web.frame import page

NOTES: dict[str, str | Promise] = {
    "waiting": gettext_lazy("On its way"),
    "kept": gettext_lazy("Kept here"),
    "failed": gettext_lazy("Failed"),
    "undelivered": gettext_lazy("Came back"),
}
"""What is said beside a message of ours; one that arrived needs no note."""


@team(Permission.EDIT_INTERVIEWERS)
@require_GET
def phones(request: TeamRequest) -> HttpResponse:
    """Every phone there is a thread with."""
    return page(request, "outreach/phone.html", _around(request))


@team(Permission.EDIT_INTERVIEWERS)
@require_GET
def thread(request: TeamRequest, text_thread_id: UUID) -> HttpResponse:
    """One of them; with script only what is new."""
    found = reading.get_for(request.member, text_thread_id)
    if request.headers.get("HX-Request") == "true":
        return _news(request, found)
    return page(request, "outreach/phone.html", {**_around(request), **_shown(found)})


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def write(request: TeamRequest, text_thread_id: UUID) -> HttpResponse:
    """Write as this phone."""
    found = reading.get_for(request.member, text_thread_id)
    words, key = request.POST.get("words", ""), request.POST.get("key", "") or new_token()
    given: dict[str, Any] = {}
    try:
        texts.type_as(found, words=words, key=key, by=request.member)
    except Refused as refused:
        given = {"problem": refused.message, "typed": words}
    status = 422 if given else 200
    if request.headers.get("HX-Request") == "true":
        shown = {**_shown(found), **given, "written": True}
        return render(request, "outreach/_phone.html", shown)
    if not given:
        return redirect(f"{reverse('phone-thread', args=[text_thread_id])}#newest")
    return page(request, "outreach/phone.html", {**_around(request), **_shown(found), **given}, status=status)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def number(request: TeamRequest) -> HttpResponse:
    """The number this workspace writes from."""
    typed = request.POST.get("number", "")
    try:
        texts_number.choose(typed, by=request.member)
    except Refused as refused:
        given = {**_around(request), "number_problem": refused.message, "own_number": typed}
        return page(request, "outreach/phone.html", given, status=422)
    return redirect("phone")


def _around(request: TeamRequest) -> dict[str, Any]:
    found = reading.page_for(
        request.member, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    simulated = is_simulated()
    may_choose = not simulated and may(request.member, Permission.MANAGE_WORKSPACE)
    return {
        "threads": _named(found.rows),
        "newer": urlencode({"before": found.before}) if found.before else "",
        "older": urlencode({"after": found.after}) if found.after else "",
        "simulated": simulated,
        "our_number": "" if simulated else our_number(request.member.workspace_id),
        "own_number": reading.number_of(request.member) if may_choose else "",
        "may_choose": may_choose,
    }


def _named(threads: list[TextThread]) -> list[tuple[TextThread, str]]:
    """Each with the name of the candidate whose phone it is, "" where nobody says so."""
    phones = [each.phone for each in threads]
    names = dict(
        Candidate.objects.filter(phone__in=phones).order_by("created_at").values_list("phone", "name")
    )
    return [(each, names.get(each.phone, "")) for each in threads]


def _shown(found: TextThread) -> dict[str, Any]:
    """What the phone shows. Where it is one of ours, somebody has now seen it."""
    simulated = is_simulated()
    if simulated:
        texts_status.seen(workspace_id=found.workspace_id, phone=found.phone)
    lines = reading.lines(found)
    return {
        "thread": found,
        "name": next((name for _each, name in _named([found])), ""),
        "lines": [(line, NOTES.get(line.state, "")) for line in lines],
        "seen": len(lines),
        "simulated": simulated,
        "key": new_token()[:40],
    }


def _news(request: TeamRequest, found: TextThread) -> HttpResponse:
    shown, before = _shown(found), request.GET.get("seen", "")
    if before == str(shown["seen"]):
        return HttpResponse(status=204)
    seen = int(before) if before.isascii() and before.isdigit() else 0
    news = [line.text for line, _note in shown["lines"][seen:] if not line.theirs]
    return render(request, "outreach/_phone_lines.html", {**shown, "news": news, "update": True})
