"""Changing the questions of a plan. Each answers a form with a page, and htmx with the part that changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound, Refused
from greenroom.interviewers.actions import questions as actions
from greenroom.interviewers.actions.interviewers import Changed
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web import plan
from greenroom.interviewers.web.forms import QuestionForm
from greenroom.interviewers.web.plan import Editing
from greenroom.stages import registry as stages


def _by_script(request: TeamRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _find(request: TeamRequest, slug: str, question_id: UUID) -> Question:
    question = interviewers.get_question_for(request.member, question_id)
    if question.stage.interviewer.slug != slug:
        raise NotFound
    return question


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def save(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    question = _find(request, slug, question_id)
    if question.current is None:
        raise NotFound
    form = plan.form_for(question, question.current, data=request.POST)
    theirs = None
    if form.is_valid():
        try:
            actions.revise(
                question, wording=form.wording(), seen=form.cleaned_data["seen"] or 0, by=request.member
            )
        except Changed as conflict:
            theirs = conflict.now
            form = plan.form_for(question, theirs, data={**request.POST.dict(), "seen": theirs.number})
            form.add_error(None, conflict.message)
        except Refused as problem:
            form.refuse(problem)
    interviewer = interviewers.get_for(request.member, slug)
    if form.errors:
        editing = Editing(question_id, form=form, theirs=theirs)
        return _still_open(request, interviewer, editing)
    if _by_script(request):
        return plan.question_fragment(request, interviewer, question_id, Editing(question_id))
    return plan.back_to(interviewer, f"question-{question_id}", show=str(question_id))


def _still_open(request: TeamRequest, interviewer: Interviewer, editing: Editing) -> HttpResponse:
    """The form again with what was typed and what is wrong."""
    if not _by_script(request):
        return plan.page(request, interviewer, editing, status=422)
    if editing.question_id:
        return plan.question_fragment(request, interviewer, editing.question_id, editing, status=422)
    return plan.group_fragment(request, interviewer, editing.group, editing, status=422)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def add(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    modality = request.POST.get("modality", "")
    interviewer = interviewers.get_for(request.member, slug)
    stage = _stage(interviewer, stage_id)
    if modality not in stages.get(stage.kind).modalities:
        raise NotFound
    key = f"{stage_id}-{modality}"
    form = QuestionForm(modality, key=f"new-{key}", data=request.POST)
    if form.is_valid():
        try:
            made = actions.add(stage, wording=form.wording(), by=request.member)
        except Refused as problem:
            form.refuse(problem)
    if form.errors:
        return _still_open(request, interviewer, Editing(group=key, form=form))
    if _by_script(request):
        return _changed(request, slug, stage_id, fresh=made.id)
    return plan.back_to(interviewer, f"question-{made.id}", show=str(made.id))


def _stage(interviewer: Interviewer, stage_id: UUID) -> Stage:
    for stage in interviewer.stages.all():
        if stage.id == stage_id:
            return stage
    raise NotFound


def _changed(request: TeamRequest, slug: str, stage_id: UUID, **said: Any) -> HttpResponse:
    return plan.stage_fragment(request, interviewers.get_for(request.member, slug), stage_id, **said)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def remove(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    question = _find(request, slug, question_id)
    try:
        actions.remove(question, by=request.member)
    except Refused as problem:
        return _refused(request, question, problem)
    if _by_script(request):
        undo = reverse("question-restore", args=[slug, question_id])
        return _changed(request, slug, question.stage_id, toast=_("Removed"), undo_url=undo)
    return plan.back_to(question.stage.interviewer, f"stage-{question.stage_id}", removed=str(question_id))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def restore(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    question = _find(request, slug, question_id)
    try:
        actions.restore(question, by=request.member)
    except Refused as problem:
        return _refused(request, question, problem)
    if _by_script(request):
        return _changed(request, slug, question.stage_id, fresh=question_id)
    return plan.back_to(question.stage.interviewer, f"question-{question_id}", show=str(question_id))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def move(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    question = _find(request, slug, question_id)
    try:
        actions.move(question, steps=-1 if request.POST.get("to") == "up" else 1, by=request.member)
    except Refused as problem:
        return _refused(request, question, problem)
    if _by_script(request):
        return _changed(request, slug, question.stage_id)
    return plan.back_to(question.stage.interviewer, f"question-{question_id}", show=str(question_id))


def _refused(request: TeamRequest, question: Question, problem: Refused) -> HttpResponse:
    """Nothing changed: the list as it is, and why."""
    interviewer = question.stage.interviewer
    if _by_script(request):
        return _changed(request, interviewer.slug, question.stage_id, toast=problem.message)
    messages.error(request, problem.message)
    return plan.back_to(interviewer, f"stage-{question.stage_id}")
