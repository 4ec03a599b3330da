"""Allowing one candidate to try again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.actions.retaking import allow_retake
from greenroom.candidates.models import Application
from greenroom.candidates.queries import applications, flows
from greenroom.candidates.web.reading import name_for
from greenroom.core.errors import NotFound, Refused
from greenroom.stages import registry


class RetakeForm(forms.Form):
    most = forms.IntegerField(
        label=gettext_lazy("Max retakes"),
        help_text=gettext_lazy("0 to 10, after the first attempt. Those already made count."),
        widget=forms.NumberInput(attrs={"min": 0, "max": 10}),
    )
    cooldown_days = forms.FloatField(
        label=gettext_lazy("Cooldown (days)"),
        help_text=gettext_lazy("Between two attempts. Parts of a day count: 0.5 is twelve hours."),
        widget=forms.NumberInput(attrs={"min": 0, "step": "any"}),
    )


@team(Permission.DECIDE)
def allow(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """A small form; what it sets holds for this candidate alone, in place of the interviewer's."""
    application = applications.get_for(request.member, application_id)
    if application.interviewer.slug != slug:
        raise NotFound
    steps = [step for step in flows.of(application) if step.attempts]
    form = RetakeForm(
        request.POST if request.method == "POST" else None, initial=_initial(application, steps)
    )
    if form.is_valid():
        try:
            allow_retake(application, **form.cleaned_data, by=request.member)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("%(name)s can try again.") % {"name": name_for(request, application)})
            return redirect("candidate", slug=slug, application_id=application.id)
    context: dict[str, Any] = {
        "form": form,
        "application": application,
        "called": name_for(request, application),
        "interviewer": application.interviewer,
        "made": [(registry.get(step.stage.kind).label, _made(len(step.attempts))) for step in steps],
    }
    status = 422 if form.errors else 200
    return render(request, "candidates/review/retake.html", context, status=status)


def _initial(application: Application, steps: list[flows.Step]) -> dict[str, Any]:
    """What holds now; where that is nothing, enough for one more go."""
    own, days, interviewer = (
        application.most_retakes,
        application.retake_cooldown_days,
        application.interviewer,
    )
    made = max((len(step.attempts) for step in steps), default=0)
    return {
        "most": max(interviewer.most_retakes, min(10, made)) if own is None else own,
        "cooldown_days": interviewer.retake_cooldown_days if days is None else days,
    }


def _made(attempts: int) -> str:
    return ngettext("%(n)s attempt made", "%(n)s attempts made", attempts) % {"n": attempts}
