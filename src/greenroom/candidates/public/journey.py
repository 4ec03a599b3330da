"""The map of the steps, and the thank-you."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.candidates.actions import applications as applying
from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, forget, proven
from greenroom.candidates.public.forms import RatingForm
from greenroom.candidates.public.pages import page, to
from greenroom.candidates.queries import applications
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.interviewers.rules.lifecycle import Door, door
from greenroom.stages import registry


@dataclass(frozen=True)
class Step:
    """One stage as a candidate sees it. state: done, current, to_come, or closed when it was not begun in time."""

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
    interviewer = request.interviewer
    attempts = applications.attempts_of(request.application)
    is_open = door(status=interviewer.status, deadline=interviewer.deadline, now=clock.now()) is Door.OPEN
    steps: list[Step] = []
    for stage, count in _stages(interviewer):
        kind = registry.get(stage.kind)
        blocked = any(step.state == "current" for step in steps)
        state, note = _standing(attempts.get(stage.id), blocked=blocked, is_open=is_open)
        url = reverse(kind.entrance, args=[request.workspace.slug, interviewer.slug])
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


def _standing(attempt: Attempt | None, *, blocked: bool, is_open: bool) -> tuple[str, str]:
    """The state of a step and what is said of it. blocked: another one is being done."""
    if attempt is not None and attempt.status != Attempt.Status.OPEN:
        return "done", _("Received")
    if attempt is not None and not blocked:
        return "current", _("You have begun this step.")
    if not is_open:
        return "closed", _("The time for this step has passed.")
    return ("to_come" if blocked else "current"), ""


@proven
def journey(request: ProvenRequest) -> HttpResponse:
    """Where you are."""
    steps = steps_of(request)
    finished = all(step.state == "done" for step in steps)
    if finished and request.application.rating is None and "map" not in request.GET:
        return to(request, "candidate-thanks")
    context = {
        "steps": steps,
        "current": next((step for step in steps if step.state == "current"), None),
        "closed": any(step.state == "closed" for step in steps),
        "finished": finished,
        "done": sum(step.state == "done" for step in steps),
        "candidate": request.application.candidate,
    }
    return page(request, "candidates/public/journey.html", context)


@proven
def thanks(request: ProvenRequest) -> HttpResponse:
    """Thank you, what happens next, and how it was."""
    if any(step.state != "done" for step in steps_of(request)):
        return to(request, "candidate-journey")
    application = request.application
    form = RatingForm(
        request.POST if request.method == "POST" else None,
        initial={"rating": application.rating, "comment": application.rating_comment},
    )
    if form.is_valid():
        try:
            applying.rate(
                application, rating=form.cleaned_data["rating"], comment=form.cleaned_data["comment"]
            )
            return to(request, "candidate-thanks")
        except Refused as refused:
            form.add_error(refused.field, refused.message)
    context = {
        "form": form,
        "chosen": request.POST.get("rating") or application.rating,
        "rated": application.rating is not None,
        "candidate": application.candidate,
    }
    return page(request, "candidates/public/thanks.html", context, status=422 if form.errors else 200)


@proven
@require_POST
def leave(request: ProvenRequest) -> HttpResponse:
    """Forget this browser; everything is kept and the link leads back."""
    forget(request)
    return to(request, "candidate-start")
