"""How one stage is set: who goes on from it, what it weighs, and the settings of its kind."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, Refused
from greenroom.interviewers import registry
from greenroom.interviewers.actions import workflow as actions
from greenroom.interviewers.contract import KindOfStage
from greenroom.interviewers.models import Stage
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.queries import stages as queries
from greenroom.interviewers.web.config_form import ConfigForm, Group
from greenroom.interviewers.web.header import header_for
from greenroom.interviewers.web.stage_forms import RuleForm
from greenroom.interviewers.web.stages import stage_for
from greenroom.interviewers.web.stages_shown import stops_words
from greenroom.stages.config import OWN


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def show(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    stage = stage_for(request, slug, stage_id)
    kind = registry.get(stage.kind)
    if request.method != "POST":
        return _page(request, stage, RuleForm(stage), ConfigForm(kind.config, stage.config))
    rule, config = RuleForm(stage, request.POST), ConfigForm(kind.config, stage.config, data=request.POST)
    theirs: list[tuple[str, str]] = []
    if all([rule.is_valid(), config.is_valid()]):
        try:
            _save(request, stage, rule, config)
        except Changed as conflict:
            theirs = _differences(kind, conflict.now, rule, config)
            sent = request.POST.copy()
            sent["seen"] = str(conflict.now.revision)
            rule = RuleForm(conflict.now, sent)
            config = ConfigForm(kind.config, conflict.now.config, data=sent)
            rule.add_error(None, conflict.message)
        except Refused as problem:
            _refuse(rule, config, problem)
    if rule.errors or config.errors:
        return _page(request, stage, rule, config, theirs=theirs, status=422)
    messages.success(request, _("Saved"))
    return redirect(request.path)


def _save(request: TeamRequest, stage: Stage, rule: RuleForm, config: ConfigForm) -> None:
    given = dict(rule.cleaned_data)
    seen = given.pop("seen")
    actions.configure(stage, config=config.config(), by=request.member, seen=seen, **given)


def _refuse(rule: RuleForm, config: ConfigForm, problem: Refused) -> None:
    """Put what a rule said beside its field, in whichever of the two forms has it."""
    for form in (rule, config):
        if problem.field in form.fields:
            return form.add_error(problem.field, problem.message)
    inside = [name for name in config.fields if problem.field and name.startswith(f"{problem.field}.")]
    return config.add_error(inside[-1] if inside else None, problem.message)


def _differences(kind: KindOfStage, now: Stage, rule: RuleForm, config: ConfigForm) -> list[tuple[str, str]]:
    """Label and present value of each field in which what was typed is not what there is now."""
    told: list[tuple[str, str]] = []
    pairs: tuple[tuple[forms.Form, forms.Form], ...] = (
        (rule, RuleForm(now)),
        (config, ConfigForm(kind.config, now.config)),
    )
    for mine, theirs in pairs:
        told += [
            (str(field.label), _in_words(field, theirs.initial.get(name)))
            for name, field in mine.fields.items()
            if name != "seen" and field.has_changed(theirs.initial.get(name), mine[name].data)
        ]
    return told


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("On") if value else _("Off")
    choices = dict(getattr(field, "choices", ()))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(choices.get(each, each)) for each in values if each not in (None, "")) or "–"


def _page(
    request: TeamRequest,
    stage: Stage,
    rule: RuleForm,
    config: ConfigForm,
    *,
    theirs: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    interviewer = interviewers.get_brief_for(request.member, stage.interviewer.slug)
    first, folded, open_groups = _groups(config)
    context = {
        **header_for(request, interviewer, "stages"),
        "interviewer": interviewer,
        "stage": stage,
        "kind": registry.get(stage.kind),
        "rule": rule,
        "config": config,
        "first": first,
        "groups": open_groups,
        "folded": folded,
        "dealbreakers": queries.dealbreakers(stage),
        "says": stops_words(stage),
        "theirs": theirs or [],
        "is_live": interviewer.activated_at is not None,
    }
    return render(request, "interviewers/stage.html", context, status=status)


def _groups(config: ConfigForm) -> tuple[list[Group], list[Group], list[Group]]:
    """Fields without a heading, groups that few people open, and the others."""
    groups = config.groups()
    folded = [each for each in groups if each.heading == str(OWN)]
    return (
        [each for each in groups if not each.heading],
        folded,
        [each for each in groups if each.heading and each not in folded],
    )
