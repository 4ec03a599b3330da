"""The map of the steps, and the thank-you."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_POST

from greenroom.candidates.actions import applications as applying
from greenroom.candidates.actions import attempts
from greenroom.candidates.public.door import ProvenRequest, forget, proven
from greenroom.candidates.public.forms import RatingForm
from greenroom.candidates.public.map import Step, on_their_calendar, steps_of
from greenroom.candidates.public.pages import page, to
from greenroom.candidates.public.steps import stage_at
from greenroom.core.errors import NotFound, Refused
from greenroom.stages import registry

RATED = "rated"  # session key: the application that was rated with the last request


def _is_through(steps: list[Step]) -> bool:
    return all(step.state == "done" for step in steps)


@proven
def journey(request: ProvenRequest) -> HttpResponse:
    """Where you are. While something is being read, the page asks by itself and is drawn anew once it was."""
    steps = steps_of(request)
    states = {step.state for step in steps}
    if request.headers.get("HX-Request") == "true":
        if "reading" in states:
            return HttpResponse(status=204)
        return HttpResponse(headers={"HX-Refresh": "true"})
    finished = _is_through(steps)
    may_again = any(step.again for step in steps)
    if finished and request.application.rating is None and "map" not in request.GET and not may_again:
        return to(request, "candidate-thanks")
    deadline = request.interviewer.deadline
    zone = request.application.candidate.time_zone
    context = {
        "steps": steps,
        "states": states,
        "minutes_left": sum(step.minutes for step in steps if step.state in {"current", "to_come"}),
        "deadline": on_their_calendar(deadline, zone) if deadline else "",
        "has_times": any(step.received for step in steps),
        "current": next((step for step in steps if step.state == "current"), None),
        "finished": finished,
        "done": sum(step.state not in {"current", "to_come", "closed"} for step in steps),
        "candidate": request.application.candidate,
        "is_test": request.application.is_test,
    }
    return page(request, "candidates/public/journey.html", context)


@proven
@require_POST
def again(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """Do a step once more, where that is offered; the map says why where it is not."""
    stage = stage_at(request.interviewer, stage_id)
    if stage is None:
        raise NotFound
    try:
        attempts.begin(application=request.application, stage=stage, again=True)
    except Refused:
        return to(request, "candidate-journey")
    slugs = [request.workspace.slug, request.interviewer.slug, stage.id]
    return redirect(reverse(registry.get(stage.kind).entrance, args=slugs))


@proven
def thanks(request: ProvenRequest) -> HttpResponse:
    """Thank you, what happens next, and how it was. Who has just said how it was is sent on, once, where that is set.

    By the page and not by a redirect: browsers follow none to another site from a form of ours.
    """
    steps = steps_of(request)
    if not _is_through(steps):
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
            request.session[RATED] = str(application.id)
            return to(request, "candidate-thanks")
        except Refused as refused:
            form.add_error(refused.field, refused.message)
    context = {
        "form": form,
        "steps": steps,
        "chosen": request.POST.get("rating") or application.rating,
        "rated": application.rating is not None,
        "candidate": application.candidate,
    }
    response = page(request, "candidates/public/thanks.html", context, status=422 if form.errors else 200)
    if request.interviewer.redirect_host and request.session.pop(RATED, "") == str(application.id):
        response.headers["Refresh"] = f"0; url={iri_to_uri(request.interviewer.redirect_url)}"
    return response


@proven
@require_POST
def leave(request: ProvenRequest) -> HttpResponse:
    """Forget this browser; everything is kept and the link leads back."""
    forget(request)
    return to(request, "candidate-start")
