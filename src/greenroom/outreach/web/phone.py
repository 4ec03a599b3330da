"""The phones: what was written to and from each, and, where no vendor is configured, writing as one of them."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
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
from greenroom.evaluation.queries.reading import habit_of, mask_of_people
from greenroom.evaluation.rules.masking import DOT
from greenroom.outreach.actions import texts, texts_number, texts_status
from greenroom.outreach.models import TextThread
from greenroom.outreach.queries import texts as reading
from greenroom.outreach.senders.sms import is_simulated, our_number
from greenroom.outreach.web.frame import page

ENDING = 2  # figures of a number that are shown to who reads blind

NOTES: dict[str, str | Promise] = {
    "waiting": gettext_lazy("On its way"),
    "kept": gettext_lazy("Kept here"),
    "failed": gettext_lazy("Failed"),
    "undelivered": gettext_lazy("Came back"),
}
"""What is said beside a message of ours; one that arrived needs no note."""


@dataclass(frozen=True)
class Whose:
    """Names of candidates by their phone, as one member may read them. blind: none, and of a number only its end."""

    names: dict[str, str]
    blind: bool

    def shown(self, thread: TextThread) -> TextThread:
        """The thread as it may be read; a copy where it is changed, which must not be saved."""
        if not self.blind:
            return thread
        copied = copy.copy(thread)
        copied.phone = DOT * len(thread.phone[:-ENDING]) + thread.phone[-ENDING:]
        return copied


@team(Permission.EDIT_INTERVIEWERS)
@require_GET
def phones(request: TeamRequest) -> HttpResponse:
    """Every phone there is a thread with."""
    return _page(request)


@team(Permission.EDIT_INTERVIEWERS)
@require_GET
def thread(request: TeamRequest, text_thread_id: UUID) -> HttpResponse:
    """One of them; with script only what is new."""
    found = reading.get_for(request.member, text_thread_id)
    if request.headers.get("HX-Request") == "true":
        return _news(request, found)
    return _page(request, found)


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
        shown = {**_shown(found, _whose(request, [found])), **given, "written": True}
        return render(request, "outreach/_phone.html", shown)
    if not given:
        return redirect(f"{reverse('phone-thread', args=[text_thread_id])}#newest")
    return _page(request, found, given, status=status)


@team(Permission.MANAGE_WORKSPACE)
@require_POST
def number(request: TeamRequest) -> HttpResponse:
    """The number this workspace writes from."""
    typed = request.POST.get("number", "")
    try:
        texts_number.choose(typed, by=request.member)
    except Refused as refused:
        given = {"number_problem": refused.message, "own_number": typed}
        return _page(request, given=given, status=422)
    return redirect("phone")


def _page(
    request: TeamRequest,
    thread: TextThread | None = None,
    given: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The phones, and what one of them shows."""
    found = reading.page_for(
        request.member, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    whose = _whose(request, [*found.rows, *([thread] if thread else [])])
    simulated = is_simulated()
    may_choose = not simulated and may(request.member, Permission.MANAGE_WORKSPACE)
    around = {
        "threads": [(whose.shown(each), whose.names.get(each.phone, "")) for each in found.rows],
        "newer": urlencode({"before": found.before}) if found.before else "",
        "older": urlencode({"after": found.after}) if found.after else "",
        "simulated": simulated,
        "our_number": "" if simulated else our_number(request.member.workspace_id),
        "own_number": reading.number_of(request.member) if may_choose else "",
        "may_choose": may_choose,
    }
    shown = _shown(thread, whose) if thread else {}
    return page(request, "outreach/phone.html", {**around, **shown, **(given or {})}, status=status)


def _whose(request: TeamRequest, threads: list[TextThread]) -> Whose:
    """Two statements at most. A phone that nobody says is theirs has no name."""
    if habit_of(request.member).blind:
        return Whose({}, blind=True)
    phones = {each.phone for each in threads}
    people = Candidate.objects.filter(phone__in=phones).order_by("created_at")
    return Whose(dict(people.values_list("phone", "name")), blind=False)


def _shown(found: TextThread, whose: Whose) -> dict[str, Any]:
    """What the phone shows. Where it is one of ours, somebody has now seen it."""
    simulated = is_simulated()
    if simulated:
        texts_status.seen(workspace_id=found.workspace_id, phone=found.phone)
    lines = reading.lines(found)
    if whose.blind:
        mask = mask_of_people(Candidate.objects.filter(phone=found.phone))
        lines = [replace(line, text=mask.text(line.text)) for line in lines]
    return {
        "thread": whose.shown(found),
        "name": whose.names.get(found.phone, ""),
        "lines": [(line, NOTES.get(line.state, "")) for line in lines],
        "seen": len(lines),
        "simulated": simulated,
        "key": new_token()[:40],
    }


def _news(request: TeamRequest, found: TextThread) -> HttpResponse:
    shown, before = _shown(found, _whose(request, [found])), request.GET.get("seen", "")
    if before == str(shown["seen"]):
        return HttpResponse(status=204)
    seen = int(before) if before.isascii() and before.isdigit() else 0
    news = [line.text for line, _note in shown["lines"][seen:] if not line.theirs]
    return render(request, "outreach/_phone_lines.html", {**shown, "news": news, "update": True})
