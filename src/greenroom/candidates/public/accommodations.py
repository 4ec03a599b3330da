"""What makes the way through fit a candidate, and the breaks they take."""

from __future__ import annotations

from dataclasses import asdict, fields
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from greenroom.candidates.actions import accommodating
from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import CandidateRequest, ProvenRequest, anybody, proven
from greenroom.candidates.public.pages import page, to
from greenroom.candidates.queries import accommodations
from greenroom.candidates.rules.accommodations import TIMES, Accommodations
from greenroom.core.errors import Refused
from greenroom.stages import registry

TIME_WORDS = {
    1.0: gettext_lazy("The usual time"),
    1.25: gettext_lazy("A quarter more"),
    1.5: gettext_lazy("Half as much again"),
    2.0: gettext_lazy("Twice the time"),
    3.0: gettext_lazy("Three times the time"),
}


class FitForm(forms.Form):
    """Everything is off until it is asked for."""

    time = forms.TypedChoiceField(
        label=gettext_lazy("Time"),
        choices=[(f"{times:g}", TIME_WORDS[times]) for times in TIMES],
        coerce=float,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Where a step has a time limit. Most have none."),
    )
    breaks = forms.BooleanField(label=gettext_lazy("Breaks: I can stop the clock of a step"), required=False)
    typed_only = forms.BooleanField(
        label=gettext_lazy("Typing only: nothing asks me to speak"), required=False
    )
    captions = forms.BooleanField(
        label=gettext_lazy("Captions: what is read aloud also stands in large letters"), required=False
    )
    slower_voice = forms.BooleanField(label=gettext_lazy("A slower voice"), required=False)
    longer_pauses = forms.BooleanField(label=gettext_lazy("Longer pauses between sentences"), required=False)
    questions_ahead = forms.BooleanField(
        label=gettext_lazy("The questions of a step before it begins"), required=False
    )


@anybody
def show(request: CandidateRequest) -> HttpResponse:
    """Choose; it holds at once. Whoever is not known yet reads what there is to choose."""
    known = request.remembered
    if known is None:
        return page(request, "candidates/public/accommodations.html", {"form": None})
    standing = accommodations.of(known.candidate_id)
    initial = {**asdict(standing), "time": f"{standing.time:g}"}
    form = FitForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        names = [field.name for field in fields(Accommodations)]
        wanted = Accommodations(**{name: form.cleaned_data[name] for name in names})
        accommodating.choose(candidate=known.candidate, wanted=wanted)
        return redirect(f"{request.path}?kept")
    context = {"form": form, "kept": "kept" in request.GET}
    status = 422 if form.errors else 200
    return page(request, "candidates/public/accommodations.html", context, status=status)


@proven
def pause(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """Stop the clock of a step, and let it go on. It goes on, too, when the step is opened elsewhere."""
    attempt = Attempt.objects.filter(
        application=request.application, stage_id=stage_id, status=Attempt.Status.OPEN
    ).select_related("application", "stage")
    standing = attempt.first()
    if standing is None:
        return to(request, "candidate-journey")
    if request.method == "POST":
        return _pause(request, standing)
    context = {"paused": accommodations.is_paused(standing), "back_url": _entrance(request, standing)}
    return page(request, "candidates/public/break.html", context)


def _pause(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    if request.POST.get("do") == "end":
        accommodating.end_break(attempt)
        return redirect(_entrance(request, attempt))
    try:
        accommodating.take_break(attempt)
    except Refused:
        return to(request, "candidate-accommodations")
    return redirect(request.path)


def _entrance(request: ProvenRequest, attempt: Attempt) -> str:
    slugs = [request.workspace.slug, request.interviewer.slug]
    return reverse(registry.get(attempt.stage.kind).entrance, args=[*slugs, attempt.stage_id])
