"""Shortlisting and dismissing, one or many, and taking that back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions import deciding, going_on
from greenroom.candidates.models import Application
from greenroom.candidates.queries import applications, listing
from greenroom.candidates.web import addresses, bulk, undo
from greenroom.candidates.web.reading import name_for
from greenroom.core.errors import NotFound, Refused
from greenroom.evaluation.queries.reading import habit_of
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers

MOST_TICKED = 1000


@team(Permission.DECIDE)
@require_POST
def decide(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """One candidate."""
    application = applications.get_for(request.member, application_id)
    decision = _decision(request)
    if application.interviewer.slug != slug:
        raise NotFound
    before = application.status
    try:
        after = deciding.DECISIONS[decision](application, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        if after.status != before:
            undo.offer(
                request, slug, _said(name_for(request, application), decision), {application.id: before}
            )
    return _back(request, slug)


@team(Permission.DECIDE)
@require_POST
def let_on(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Open the next step to a candidate whom a rule stopped, or who waits for a person."""
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    try:
        going_on.let_on(application, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("%(name)s may go on.") % {"name": name_for(request, application)})
    return _back(request, slug)


@team(Permission.DECIDE)
@require_POST
def decide_many(request: TeamRequest, slug: str) -> HttpResponse:
    """Those that were ticked, or everybody who matches. Who cannot be moved is named; the others are moved."""
    interviewer = interviewers.get_brief_for(request.member, slug)
    decision = _decision(request)
    if request.POST.get("all_matching") == "1":
        return _decide_matching(request, interviewer, decision)
    chosen = [value for value in request.POST.getlist("application") if _is_id(value)][:MOST_TICKED]
    rows = Application.objects.filter(interviewer=interviewer, id__in=chosen)
    return _decide_now(request, slug, list(rows.select_related("candidate")), decision)


def _decide_matching(request: TeamRequest, interviewer: Interviewer, decision: str) -> HttpResponse:
    asked = addresses.read_query(request.POST.get("matching", ""))
    rows = listing.matching(interviewer, asked).select_related("candidate")
    few = list(rows[: deciding.AT_ONCE + 1])
    if len(few) <= deciding.AT_ONCE:
        return _decide_now(request, interviewer.slug, few, decision)
    total = rows.count()
    job_id = deciding.decide_later(interviewer, asked, decision, by=request.member)
    said = {
        "shortlist": ngettext(
            "%(n)s candidate will be shortlisted.", "%(n)s candidates will be shortlisted.", total
        ),
        "dismiss": ngettext(
            "%(n)s candidate will be dismissed.", "%(n)s candidates will be dismissed.", total
        ),
        "undo": ngettext("%(n)s decision will be taken back.", "%(n)s decisions will be taken back.", total),
    }
    undo.offer_to_stop(request, interviewer.slug, said[decision] % {"n": total}, job_id)
    bulk.remember(request, interviewer.slug, job_id)
    return _back(request, interviewer.slug)


def _decide_now(request: TeamRequest, slug: str, rows: list[Application], decision: str) -> HttpResponse:
    outcome = deciding.decide(rows, decision, by=request.member)
    moved = len(outcome.before)
    if moved:
        said = {
            "shortlist": ngettext("%(n)s candidate shortlisted.", "%(n)s candidates shortlisted.", moved),
            "dismiss": ngettext("%(n)s candidate dismissed.", "%(n)s candidates dismissed.", moved),
            "undo": ngettext("%(n)s decision taken back.", "%(n)s decisions taken back.", moved),
        }
        text = said[decision] % {"n": moved}
        if outcome.refused:
            text = f"{text} {_not_moved(request, outcome.refused)}"
        undo.offer(request, slug, text, outcome.before)
    elif outcome.refused:
        messages.warning(request, _not_moved(request, outcome.refused))
    return _back(request, slug)


def _not_moved(request: TeamRequest, names: list[str]) -> str:
    if habit_of(request.member).blind:
        n = len(names)
        return ngettext("%(n)s candidate was not moved.", "%(n)s candidates were not moved.", n) % {"n": n}
    shown = ", ".join(names[:5])
    if len(names) <= 5:
        return _("Not moved: %(names)s.") % {"names": shown}
    return _("Not moved: %(names)s and %(n)s more.") % {"names": shown, "n": len(names) - 5}


@team(Permission.DECIDE)
@require_POST
def take_back(request: TeamRequest, slug: str) -> HttpResponse:
    """Undo: candidates go back to where they stood, and a job that has not begun never does."""
    interviewer = interviewers.get_brief_for(request.member, slug)
    job = request.POST.get("job", "")
    if _is_id(job):
        if not deciding.cancel_later(UUID(job), by=request.member):
            raise NotFound
        messages.success(request, _("Nothing was changed."))
        return _back(request, slug)
    before = {
        UUID(each): status
        for status in Application.Status.values
        for each in request.POST.get(status, "").split(",")[:MOST_TICKED]
        if _is_id(each)
    }
    mine = Application.objects.filter(interviewer=interviewer, id__in=before).values_list("id", flat=True)
    moved = deciding.take_back({each: before[each] for each in mine}, by=request.member)
    messages.success(request, ngettext("Undone.", "Undone for %(n)s candidates.", moved) % {"n": moved})
    return _back(request, slug)


def _decision(request: TeamRequest) -> str:
    decision = request.POST.get("decision", "")
    if decision not in deciding.DECISIONS:
        raise NotFound
    return decision


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _said(name: str, decision: str) -> str:
    words = {
        "shortlist": _("%(name)s is on the shortlist."),
        "dismiss": _("%(name)s is dismissed."),
        "undo": _("The decision on %(name)s is taken back."),
    }
    return words[decision] % {"name": name}


def _back(request: TeamRequest, slug: str) -> HttpResponse:
    """To the page it came from. A page with script forgets its selection and is drawn anew where it stands."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Trigger": "selection:clear", "HX-Refresh": "true"})
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return redirect(wanted)
    return redirect(reverse("candidates", args=[slug]))
