"""One candidate, read by a person who has to decide."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions.writing import link_of
from greenroom.candidates.models import Application
from greenroom.candidates.queries import listing
from greenroom.candidates.rules.flow import State
from greenroom.candidates.rules.status import DECIDED
from greenroom.candidates.web import addresses, contact, opinions, reading, undo
from greenroom.candidates.web.comparison import comparison
from greenroom.candidates.web.modules import Modules, modules
from greenroom.candidates.web.objections import asked_of
from greenroom.candidates.web.reading import Read
from greenroom.candidates.web.stage_views import StageView, blinded, stage_view, waits
from greenroom.candidates.web.tabs import Tabs, of_parts, on_one_page
from greenroom.candidates.web.words import BADGES, STANDING, ago, day, status_label
from greenroom.core import clock
from greenroom.evaluation.models import Note, ReadingHabit
from greenroom.evaluation.queries import said
from greenroom.evaluation.queries.cards import Scorecard
from greenroom.evaluation.rules.masking import Mask
from greenroom.evaluation.words import flag_label
from greenroom.guidance.web.spent import Prices, around
from greenroom.reports.models import Remark
from greenroom.reports.queries import shares

Status = Application.Status


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    found = reading.read(request, slug, application_id)
    now = clock.now()
    polled = _is_poll(request)
    tabs, context = _body(request, found, now)
    context |= _of_tab(request, found, tabs, context["modules"])
    if not polled:
        context |= _head(request, found, now) | {"tabs": tabs, "typed": opinions.typed(request)}
    return render(request, f"candidates/review/{'_body' if polled else 'page'}.html", context)


def _body(request: TeamRequest, found: Read, now: datetime) -> tuple[Tabs, dict[str, Any]]:
    """What every tab has, and which of them is open."""
    card = found.card
    application = card.application
    stages = [stage_view(stage, request.GET, now) for stage in card.stages]
    if found.mask is not None:
        stages = [blinded(stage, found.mask) for stage in stages]
    made = modules(card, stages)
    notes = _notes(application, found.mask)
    if found.habit.layout == ReadingHabit.Layout.MODULAR:
        counts = {"evaluations": made.count, "notes": len(notes)}
        tabs = of_parts(application, stages, request.GET, counts=counts, diagnostics=found.mask is None)
    else:
        tabs = on_one_page(stages)
    return tabs, {
        "tabs": tabs,
        "card": card,
        "stages": stages,
        "shown": list(reversed(tabs.stages)),
        "modules": made,
        "notes": notes,
        "remarks": _remarks(application, found.mask),
        "mask": found.mask,
        "habit": found.habit,
        "application": application,
        "candidate": application.candidate,
        "interviewer": application.interviewer,
        "coverage": round(application.coverage * 100),
        "people": said.overall(card),
        "formula": _formula(stages, application),
        "flags": [(flag_label(flag.kind), flag) for flag in card.flags],
        "standing": _standing(card),
        "held": _held(card),
        "evidence": _evidence(card, request.GET, in_parts=bool(tabs.items)),
        "wait": waits(stages),
        "may_decide": may(request.member, Permission.DECIDE),
        "member": request.member,
        "here": request.path + _without_poll(request.GET),
        "poll_url": _with(request.GET, poll="1"),
        "tab_url": _with(request.GET, tab=""),
    }


def _of_tab(request: TeamRequest, found: Read, tabs: Tabs, made: Modules) -> dict[str, Any]:
    """What is looked up for the open tab alone."""
    given: dict[str, Any] = {}
    if tabs.shows_scorecard:
        given["comparison"] = comparison(found.card, found.averages)
    if tabs.shows_evaluations and any(each.card.row.model for each in made.ran):
        prices = Prices.standing(request.member.workspace.currency)
        given["spent"] = around(found.card.application, prices)
    if tabs.shows_contact:
        may_open = may(request.member, Permission.MANAGE_WORKSPACE)
        given["contact"] = contact.history(found.card.application, found.mask, may_open=may_open)
    return given


def _notes(application: Application, mask: Mask | None) -> list[Note]:
    """Newest first; masked ones are copies that must not be saved."""
    rows = list(Note.objects.filter(application=application, removed_at=None))
    for row in rows:
        row.text = mask.text(row.text) if mask else row.text
    return rows


def _remarks(application: Application, mask: Mask | None) -> list[Remark]:
    """What was said through links; masked ones are copies as well."""
    rows = shares.remarks_on(application.id)
    for row in rows:
        row.reason = mask.text(row.reason) if mask else row.reason
    return rows


def _with(query: QueryDict, **given: str) -> str:
    """The same address with what is given at its end."""
    asked = query.copy()
    for name in ("poll", *given):
        asked.pop(name, None)
    asked.update(given)
    return f"?{asked.urlencode()}"


def _without_poll(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("poll", None)
    return f"?{kept.urlencode()}" if kept else ""


def _head(request: TeamRequest, found: Read, now: datetime) -> dict[str, Any]:
    """What stands above the scorecard: who, how to decide, and the way to the next one of the list."""
    application = found.card.application
    application.interviewer.workspace = request.member.workspace
    asked = listing.Asked.read(request.GET.dict())
    place = listing.place(application, asked)
    slug = application.interviewer.slug
    label, tone, icon = status_label(application.status), *BADGES[application.status]
    return {
        "status": label,
        "tone": tone,
        "status_icon": icon,
        "is_decided": application.status in DECIDED,
        "may_retake": application.verified_at is not None and application.status != Status.DISMISSED,
        "applied": day(application.created_at, now),
        "engaged": ago(application.last_engaged_at, now),
        "asked_lines": asked_of(application),
        "place": place,
        "sorted_by": addresses.sorted_by(asked),
        "list_url": addresses.list_url(slug, asked),
        "previous_url": addresses.candidate_url(slug, place.previous, asked) if place.previous else "",
        "following_url": addresses.candidate_url(slug, place.following, asked) if place.following else "",
        "undo": undo.take(request),
        "report_url": reverse("report-options", args=[slug, application.id]) + _same_attempts(request),
        "focus_key": "focus-key" if found.habit.keys else "",
        "profile_url": request.build_absolute_uri(request.path),
        "interview_url": "" if found.mask else link_of(application),
    }


def _same_attempts(request: TeamRequest) -> str:
    chosen = [("attempt", str(each)) for each in reading.chosen_attempts(request)]
    return f"?{urlencode(chosen)}" if chosen else ""


def _standing(card: Scorecard) -> str:
    """Where a candidate stands who has no scorecard yet, in a sentence; "" for others."""
    application = card.application
    if application.status == Status.PENDING and application.verified_at is None:
        return str(STANDING["code"])
    begun = any(stage.attempt for stage in card.stages)
    if any(stage.needs_person for stage in card.stages):
        return ""
    if application.status in {Status.PENDING, Status.IN_PROGRESS}:
        return str(STANDING["begun" if begun else "not begun"])
    return str(STANDING["evaluating"]) if application.status == Status.EVALUATING else ""


def _held(card: Scorecard) -> str:
    """Why a candidate goes on only when a member lets them, in a sentence; "" where that is not so."""
    stage = next((stage for stage in card.stages if stage.needs_person), None)
    if stage is None or card.application.status == Status.DISMISSED:
        return ""
    return str(STANDING["failed" if stage.state is State.READING else "waiting"])


def _evidence(card: Scorecard, query: QueryDict, *, in_parts: bool) -> str:
    """Where the answer, or the score, is that stopped the candidate; "" where nothing did."""
    stage = next((stage for stage in card.stages if stage.state is State.STOPPED), None)
    if stage is None:
        return ""
    question = stage.stopped_at
    anchor = f"stage-{stage.stage.id}-{question.number}" if question else f"stage-{stage.stage.id}"
    return f"{_with(query, tab=stage.stage.kind) if in_parts else ''}#{anchor}"


def _formula(stages: list[StageView], application: Application) -> str:
    """The overall score with this candidate's own figures: "(74 × 1 + 86 × 1) ÷ 2 = 80"."""
    scored = [
        (view.attempt.score, view.attempt.weight)
        for view in stages
        if view.attempt and view.attempt.score is not None and view.attempt.weight > 0
    ]
    if not scored or application.score is None:
        return ""
    terms = " + ".join(f"{score:.1f} × {weight:g}" for score, weight in scored)
    total = sum(weight for _score, weight in scored)
    return _("(%(terms)s) ÷ %(weights)s = %(score)s") % {
        "terms": terms,
        "weights": f"{total:g}",
        "score": f"{application.score:.1f}",
    }


def _is_poll(request: TeamRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and "poll" in request.GET
