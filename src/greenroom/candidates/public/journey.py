"""The map of the steps, and the thank-you."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.candidates.actions import applications as applying
from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, forget, proven
from greenroom.candidates.public.forms import RatingForm
from greenroom.candidates.queries import applications
from greenroom.core.errors import Refused
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.stages import registry


@dataclass(frozen=True)
class Step:
    """One stage as a candidate sees it. state: done, current or to_come."""

    name: str
    icon: str
    minutes: int
    state: str = "to_come"
    note: str = ""
    url: str = ""


def outline(interviewer: Interviewer) -> list[Step]:
    """What is ahead of somebody who has just opened the link."""
    return [
        Step(str(kind.invitation), kind.icon, kind.minutes(count))
        for kind, count in ((registry.get(stage.kind), count) for stage, count in _stages(interviewer))
    ]


def _stages(interviewer: Interviewer) -> list[tuple[Stage, int]]:
    stages = list(interviewer.stages.all())
    live = Question.objects.filter(stage__in=stages, removed_at=None).values_list("stage_id", flat=True)
    counts = list(live)
    return [(stage, counts.count(stage.id)) for stage in stages]


def steps_of(request: ProvenRequest) -> list[Step]:
    """Every step with where this candidate stands in it."""
    attempts = applications.attempts_of(request.application)
    steps, open_found = [], False
    for stage, count in _stages(request.interviewer):
        kind = registry.get(stage.kind)
        attempt = attempts.get(stage.id)
        state, note = _standing(attempt, blocked=open_found)
        open_found = open_found or state == "current"
        url = reverse(kind.entrance, args=[request.workspace.slug, request.interviewer.slug])
        steps.append(
            Step(
                str(kind.invitation),
                kind.icon,
                kind.minutes(count),
                state,
                note,
                url if state == "current" else "",
            )
        )
    return steps


def _standing(attempt: Attempt | None, *, blocked: bool) -> tuple[str, str]:
    if attempt is not None and attempt.status != Attempt.Status.OPEN:
        return "done", _("Received")
    if blocked:
        return "to_come", ""
    return "current", _("You have begun this step.") if attempt else ""


@proven
def journey(request: ProvenRequest) -> HttpResponse:
    """Where you are."""
    steps = steps_of(request)
    current = next((step for step in steps if step.state == "current"), None)
    if current is None and request.application.rating is None and "map" not in request.GET:
        return redirect("candidate-thanks", request.workspace.slug, request.interviewer.slug)
    context = {
        "steps": steps,
        "current": current,
        "done": sum(step.state == "done" for step in steps),
        "interviewer": request.interviewer,
        "application": request.application,
        "candidate": request.application.candidate,
        "brand_name": request.workspace.name,
    }
    return render(request, "candidates/public/journey.html", context)


@proven
def thanks(request: ProvenRequest) -> HttpResponse:
    """Thank you, what happens next, and how it was."""
    steps = steps_of(request)
    if any(step.state != "done" for step in steps):
        return redirect("candidate-journey", request.workspace.slug, request.interviewer.slug)
    application = request.application
    form = RatingForm(
        request.POST or None, initial={"rating": application.rating, "comment": application.rating_comment}
    )
    if request.method == "POST" and form.is_valid():
        try:
            applying.rate(
                application, rating=form.cleaned_data["rating"], comment=form.cleaned_data["comment"]
            )
            return redirect("candidate-thanks", request.workspace.slug, request.interviewer.slug)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
    context = {
        "form": form,
        "chosen": request.POST.get("rating") or application.rating,
        "rated": application.rating is not None,
        "steps": steps,
        "interviewer": request.interviewer,
        "candidate": application.candidate,
        "brand_name": request.workspace.name,
    }
    return render(request, "candidates/public/thanks.html", context, status=422 if form.errors else 200)


@proven
@require_POST
def leave(request: ProvenRequest) -> HttpResponse:
    """Forget this browser; everything is kept and the link leads back."""
    forget(request)
    return redirect("candidate-start", request.workspace.slug, request.interviewer.slug)
