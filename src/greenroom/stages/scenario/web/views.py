"""A few words about the work, the task that is made of them to look at, and taking it over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.core.seen import RevisionField
from greenroom.interviewers.models import Question, Stage
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.header import header_for
from greenroom.skills.write_scenario.schema import ScenarioWritten
from greenroom.stages.scenario.actions import writing
from greenroom.stages.scenario.config import Mode, ScenarioConfig
from greenroom.stages.scenario.kind import KIND

SALT = "greenroom.scenario"
MODES = (
    (Mode.STANDARD.value, gettext_lazy("Standard: the assistant helps as well as it can")),
    (Mode.ERROR_DETECTION.value, gettext_lazy("Error detection: the assistant makes mistakes to be found")),
)


class BackgroundForm(forms.Form):
    """What a task is written from. The mode is chosen once: a task is made for one of them."""

    background = forms.CharField(
        label=gettext_lazy("What is the task about?"),
        help_text=gettext_lazy(
            "The situation with its facts and figures, and what is to be written, planned or decided."
        ),
        required=False,
        strip=False,
        max_length=writing.LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    mode = forms.ChoiceField(label=gettext_lazy("Mode"), choices=MODES, widget=forms.RadioSelect)
    seen = RevisionField()

    def __init__(self, stage: Stage, data: Any = None) -> None:
        config = ScenarioConfig(**stage.config)
        kept = {"background": config.background, "mode": config.mode.value, "seen": stage.revision}
        super().__init__(data, initial=kept)
        if config.scenario.strip():
            self.fields["mode"].disabled = True


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def write(request: TeamRequest, slug: str, scenario_id: UUID) -> HttpResponse:
    stage = _stage(request, slug, scenario_id)
    if request.method != "POST":
        return _page(request, stage, BackgroundForm(stage))
    form = BackgroundForm(stage, request.POST)
    if not form.is_valid():
        return _page(request, stage, form, status=422)
    try:
        if "signed" in request.POST:
            return _take_over(request, stage, form)
        written = writing.propose(
            stage,
            background=form.cleaned_data["background"],
            mode=Mode(form.cleaned_data["mode"]),
            by=request.member,
        )
    except Refused as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return _page(request, stage, form, status=422)
    return _page(request, stage, form, written=written)


def _stage(request: TeamRequest, slug: str, scenario_id: UUID) -> Stage:
    interviewer = interviewers.get_for(request.member, slug)
    stage = Stage.objects.filter(
        id=scenario_id, interviewer=interviewer, kind=KIND.slug, removed_at=None
    ).first()
    if stage is None:
        raise NotFound
    stage.interviewer = interviewer
    return stage


def _take_over(request: TeamRequest, stage: Stage, form: BackgroundForm) -> HttpResponse:
    """What was looked at, as it was looked at."""
    try:
        kept = signing.loads(request.POST["signed"], salt=f"{SALT}:{stage.id}")
    except signing.BadSignature as forged:
        raise Refused(_("Please have it written once more.")) from forged
    written = ScenarioWritten.model_validate(kept)
    try:
        writing.take_over(
            stage,
            written=written,
            background=form.cleaned_data["background"],
            mode=Mode(form.cleaned_data["mode"]),
            with_rubric="with_rubric" in request.POST,
            by=request.member,
            seen=form.cleaned_data["seen"],
        )
    except Changed as conflict:
        data = request.POST.copy()
        data["seen"] = str(conflict.now.revision)
        again = BackgroundForm(stage, data)
        again.add_error(None, conflict.message)
        return _page(request, stage, again, written=written, status=409)
    messages.success(request, _("The task is in the stage. Look it over, and change what you like."))
    return redirect("stage", slug=stage.interviewer.slug, stage_id=stage.id)


def _page(
    request: TeamRequest,
    stage: Stage,
    form: BackgroundForm,
    *,
    written: ScenarioWritten | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **header_for(request, stage.interviewer, "stages"),
        "interviewer": stage.interviewer,
        "stage": stage,
        "kind": KIND,
        "form": form,
        "written": written,
        "signed": signing.dumps(written.model_dump(), salt=f"{SALT}:{stage.id}") if written else "",
        "standing": ScenarioConfig(**stage.config).scenario,
        "has_questions": Question.objects.filter(stage=stage, removed_at=None).exists(),
    }
    return render(request, "scenario/write.html", context, status=status)
