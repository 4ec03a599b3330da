"""One candidate, read by a person who has to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.queries import applications
from greenroom.candidates.rules.status import DECIDED
from greenroom.candidates.web.words import STATUS_TONES, ago, day, status_label
from greenroom.core import clock
from greenroom.core.errors import NotFound
from greenroom.core.text import slug as slugged
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.models import Evaluation
from greenroom.evaluation.queries import scorecards
from greenroom.media.actions.files import open_stored
from greenroom.reports.documents import scorecard as document
from greenroom.stages import registry
from greenroom.stages.contract import StageKind


@dataclass(frozen=True)
class StageView(scorecards.StageCard):
    """A stage as the page shows it. meta: when it was done; asked: how much of it was put to the candidate."""

    kind: StageKind
    meta: str
    asked: str


@team(Permission.SEE)
def show(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    card = scorecards.get_for(request.member, application_id)
    application = card.application
    if application.interviewer.slug != slug:
        raise NotFound
    now = clock.now()
    context: dict[str, Any] = {
        "card": card,
        "stages": [_stage(stage, now) for stage in card.stages],
        "application": application,
        "candidate": application.candidate,
        "interviewer": application.interviewer,
        "coverage": round(application.coverage * 100),
        "status": status_label(application.status),
        "tone": STATUS_TONES[application.status],
        "is_decided": application.status in DECIDED,
        "applied": day(application.created_at, now),
        "engaged": ago(application.last_engaged_at, now),
        "may_decide": may(request.member, Permission.DECIDE),
    }
    template = "candidates/review/_body.html" if _is_poll(request) else "candidates/review/page.html"
    return render(request, template, context)


def _stage(card: scorecards.StageCard, now: datetime) -> StageView:
    submitted = card.attempt.submitted_at if card.attempt else None
    begun = _("In progress") if card.attempt else _("Not started")
    meta = day(submitted, now) if submitted else begun
    asked = _("%(asked)s of %(all)s questions") % {
        "asked": sum(question.asked for question in card.scored),
        "all": len(card.scored),
    }
    return StageView(**vars(card), kind=registry.get(card.stage.kind), meta=meta, asked=asked)


def _is_poll(request: TeamRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and "poll" in request.GET


@team(Permission.SEE)
def report(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """The scorecard as a PDF, for taking away."""
    card = scorecards.get_for(request.member, application_id)
    if card.application.interviewer.slug != slug:
        raise NotFound
    name = slugged(
        f"{card.application.candidate.name} {card.application.interviewer.title}", otherwise="scorecard"
    )
    response = HttpResponse(document.pdf(card, read_at=clock.now()), content_type="application/pdf")
    kind = "inline" if "view" in request.GET else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}.pdf"'
    return response


@team(Permission.SEE)
def resume_file(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """The resume as it was uploaded. Always a download: a stranger's file never opens in our pages."""
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    resumes = [attempt.resume for attempt in applications.attempts_of(application).values() if attempt.resume]
    files = [resume.file for resume in resumes if resume.file]
    if not files:
        raise NotFound
    return FileResponse(
        open_stored(files[-1]),
        as_attachment=True,
        filename=files[-1].name,
        content_type="application/octet-stream",
    )


@team(Permission.DECIDE)
@require_POST
def retry(request: TeamRequest, slug: str, application_id: UUID, evaluation_id: UUID) -> HttpResponse:
    """Run one evaluator again; the earlier result is kept."""
    application = applications.get_for(request.member, application_id)
    row = Evaluation.objects.filter(id=evaluation_id, attempt__application=application).first()
    if row is None or application.interviewer.slug != slug:
        raise NotFound
    evaluations.retry(row, by=request.member)
    messages.success(request, _("The analysis runs again. Its earlier result is kept."))
    return redirect("candidate", slug=slug, application_id=application_id)
