"""One candidate, read by a person who has to decide."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.candidates.queries import listing
from greenroom.candidates.rules.flow import State
from greenroom.candidates.rules.status import DECIDED
from greenroom.candidates.web import addresses, undo
from greenroom.candidates.web.objections import asked_of
from greenroom.candidates.web.stage_views import StageView, stage_view, waits
from greenroom.candidates.web.words import BADGES, STANDING, ago, day, status_label
from greenroom.core import clock
from greenroom.core.errors import NotFound
from greenroom.evaluation.queries import scorecards
from greenroom.evaluation.queries.cards import Scorecard
from greenroom.evaluation.words import flag_label

Status = Application.Status


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    card = scorecard_of(request, slug, application_id)
    now = clock.now()
    application = card.application
    polled = _is_poll(request)
    stages = [stage_view(stage, request.GET, now) for stage in card.stages]
    context: dict[str, Any] = {
        "card": card,
        "stages": stages,
        "application": application,
        "candidate": application.candidate,
        "interviewer": application.interviewer,
        "coverage": round(application.coverage * 100),
        "formula": _formula(stages, application),
        "flags": [(flag_label(flag.kind), flag) for flag in card.flags],
        "standing": _standing(card),
        "held": _held(card),
        "evidence": _evidence(card),
        "wait": waits(stages),
        "may_decide": may(request.member, Permission.DECIDE),
        "poll_url": f"?{urlencode({**request.GET.dict(), 'poll': '1'})}",
    }
    if not polled:
        context |= _head(request, application, now)
    return render(request, f"candidates/review/{'_body' if polled else 'page'}.html", context)


def scorecard_of(request: TeamRequest, slug: str, application_id: UUID) -> Scorecard:
    """The scorecard at this address, with the attempts asked for. Raises NotFound."""
    card = scorecards.get_for(request.member, application_id, chosen=_attempts(request))
    if card.application.interviewer.slug != slug:
        raise NotFound
    return card


def _attempts(request: HttpRequest) -> list[UUID]:
    chosen = []
    for value in request.GET.getlist("attempt"):
        try:
            chosen.append(UUID(value))
        except ValueError:
            continue
    return chosen


def _head(request: TeamRequest, application: Application, now: datetime) -> dict[str, Any]:
    """What stands above the scorecard: who, how to decide, and the way to the next one of the list."""
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
        "report_url": reverse("candidate-report", args=[slug, application.id]) + _same_attempts(request),
    }


def _same_attempts(request: HttpRequest) -> str:
    chosen = [("attempt", str(each)) for each in _attempts(request)]
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


def _evidence(card: Scorecard) -> str:
    """Id of the element that holds the answer, or the score, that stopped the candidate; "" where nothing did."""
    stage = next((stage for stage in card.stages if stage.state is State.STOPPED), None)
    if stage is None:
        return ""
    question = stage.stopped_at
    return f"stage-{stage.stage.id}-{question.number}" if question else f"stage-{stage.stage.id}"


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
