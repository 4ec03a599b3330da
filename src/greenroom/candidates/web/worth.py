"""Worth your time: the marks of an interviewer's candidates that a person should look at first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.evaluation.queries import worth
from greenroom.evaluation.queries.reading import alias, habit_of, hidden_from
from greenroom.evaluation.queries.worth import Worth
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.header import header_for
from greenroom.stages import registry


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, slug)
    queue = worth.of_interviewer(interviewer)
    habit = habit_of(request.member)
    hidden = hidden_from(request.member, [each.attempt.application for each in queue.rows], habit)
    kinds = {stage.id: registry.get(stage.kind) for stage in interviewer.stages.all()}
    context: dict[str, Any] = {
        "interviewer": interviewer,
        "rows": [_row(each, slug, kinds, blind=each.attempt.application_id in hidden) for each in queue.rows],
        "total": queue.total,
        **header_for(request, interviewer, "candidates"),
    }
    return render(request, "candidates/review/worth.html", context)


def _row(each: Worth, slug: str, kinds: dict[Any, Any], *, blind: bool) -> dict[str, Any]:
    application: Application = each.attempt.application
    kind = kinds.get(each.attempt.stage_id)
    address = f"/interviewers/{slug}/candidates/{application.id}/"
    return {
        "name": alias(application) if blind else application.candidate.name,
        "question": each.score.question.text,
        "stage": kind.label if kind else "",
        "score": each.score.score,
        "reasons": _reasons(each),
        "url": f"{address}?tab={kind.slug}#score-{each.score.id}" if kind else address,
    }


def _reasons(each: Worth) -> list[str]:
    words = [
        (each.doubt.has_dropped, _("quotes were dropped")),
        (
            each.doubt.is_unsure,
            _("low confidence, %(n)s") % {"n": f"{each.score.confidence:.2f}"},
        ),
        (each.doubt.is_middle, _("a middle mark")),
    ]
    return [said for holds, said in words if holds]
