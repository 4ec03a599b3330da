"""Changing the questions of a stage. Each answers a form with a page, and htmx with the part that changed."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import AttemptQuestion
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.interviewers import registry
from greenroom.interviewers.actions import questions as actions
from greenroom.interviewers.models import Interviewer, Question
from greenroom.interviewers.queries import advice, interviewers
from greenroom.interviewers.web import questions as shown
from greenroom.interviewers.web.question_forms import Editor
from greenroom.interviewers.web.questions_shown import (
    Editing,
    editor_for,
    group_key,
    new_editor,
    of_modality,
)

OTHER_TAB = gettext_lazy(
    "The questions changed in another window. Look at the new list, then order it again."
)


def by_script(request: TeamRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def find(request: TeamRequest, slug: str, question_id: UUID) -> Question:
    """A question of this interviewer, removed ones included. Raises NotFound for another's."""
    question = interviewers.get_question_for(request.member, question_id)
    if question.stage.interviewer.slug != slug:
        raise NotFound
    return question


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def save(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    question = find(request, slug, question_id)
    if question.current is None:
        raise NotFound
    editor, theirs = editor_for(question, question.current, data=request.POST), None
    _drafted(editor, question.stage.interviewer)
    if editor.is_valid():
        try:
            actions.revise(question, wording=editor.wording(), seen=editor.seen, by=request.member)
        except Changed as conflict:
            theirs = conflict.now
            editor = editor_for(question, theirs, data={**request.POST.dict(), "seen": theirs.number})
            editor.refuse(conflict)
        except Refused as problem:
            editor.refuse(problem)
    interviewer = interviewers.get_for(request.member, slug)
    if editor.asks_for_fields or editor.errors:
        return _still_open(request, interviewer, Editing(question_id, editor=editor, theirs=theirs))
    if by_script(request):
        return shown.question_fragment(request, interviewer, question_id, Editing(question_id))
    return shown.back_to(interviewer, f"question-{question_id}", show=str(question_id))


def _drafted(editor: Editor, interviewer: Interviewer) -> None:
    """The middle of the scale, drafted where that was asked for."""
    if not editor.asks_for_drafts:
        return
    try:
        editor.draft(partial(advice.middle_anchors, interviewer))
    except Refused as problem:
        editor.problem = problem.message


def _still_open(request: TeamRequest, interviewer: Interviewer, editing: Editing) -> HttpResponse:
    """The form again with what was typed and what is wrong."""
    status = 200 if editing.editor and editing.editor.asks_for_fields else 422
    if not by_script(request):
        return shown.page(request, interviewer, editing, status=status)
    if editing.question_id:
        return shown.question_fragment(request, interviewer, editing.question_id, editing, status=status)
    return shown.group_fragment(request, interviewer, editing.group, editing, status=status)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def add(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    modality = request.POST.get("modality", "")
    interviewer = interviewers.get_for(request.member, slug)
    stage = shown.stage_of(interviewer, stage_id)
    if modality not in registry.get(stage.kind).modalities:
        raise NotFound
    editor = new_editor(stage, modality, data=request.POST)
    _drafted(editor, interviewer)
    if editor.is_valid():
        try:
            made = actions.add(stage, wording=editor.wording(), by=request.member)
        except Refused as problem:
            editor.refuse(problem)
    if editor.asks_for_fields or editor.errors:
        return _still_open(request, interviewer, Editing(group=group_key(stage, modality), editor=editor))
    if by_script(request):
        return changed(request, slug, stage_id, fresh=made.id)
    return shown.back_to(interviewer, f"question-{made.id}", show=str(made.id))


def changed(request: TeamRequest, slug: str, stage_id: UUID, **said: Any) -> HttpResponse:
    """The stage as it is now. said: see `questions.stage_fragment`."""
    return shown.stage_fragment(request, interviewers.get_for(request.member, slug), stage_id, **said)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def remove(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    question = find(request, slug, question_id)
    try:
        actions.remove(question, by=request.member)
    except Refused as problem:
        return _refused(request, question, problem.message)
    told = _told_who_keeps_it(question)
    if by_script(request):
        undo = reverse("question-restore", args=[slug, question_id])
        return changed(
            request, slug, question.stage_id, toast=f"{_('Removed.')} {told}".strip(), undo_url=undo
        )
    if told:
        messages.info(request, told)
    return shown.back_to(question.stage.interviewer, f"stage-{question.stage_id}", removed=str(question_id))


def _told_who_keeps_it(question: Question) -> str:
    """How many candidates have begun a stage that asks it and have not sent it yet; "" for nobody."""
    number = (
        AttemptQuestion.objects.filter(version__question=question, attempt__status="open")
        .values("attempt_id")
        .distinct()
        .count()
    )
    if not number:
        return ""
    return ngettext(
        "%(n)d candidate is in the middle of it and keeps it.",
        "%(n)d candidates are in the middle of it and keep it.",
        number,
    ) % {"n": number}


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def restore(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    question = find(request, slug, question_id)
    try:
        actions.restore(question, by=request.member)
    except Refused as problem:
        return _refused(request, question, problem.message)
    if by_script(request):
        return changed(request, slug, question.stage_id, fresh=question_id)
    return shown.back_to(question.stage.interviewer, f"question-{question_id}", show=str(question_id))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def move(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    question = find(request, slug, question_id)
    try:
        actions.move(question, steps=-1 if request.POST.get("to") == "up" else 1, by=request.member)
    except Refused as problem:
        return _refused(request, question, problem.message)
    if by_script(request):
        return changed(request, slug, question.stage_id)
    return shown.back_to(question.stage.interviewer, f"question-{question_id}", show=str(question_id))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def order(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    """The questions of one modality in the order they were dragged to. seen: the order the page had before."""
    interviewer = interviewers.get_for(request.member, slug)
    stage = shown.stage_of(interviewer, stage_id)
    live = list(stage.questions.all())
    peers = [str(each.id) for each in of_modality(live, request.POST.get("modality", ""))]
    wanted = request.POST.getlist("question")
    if request.POST.get("seen") != ",".join(peers) or sorted(wanted) != sorted(peers):
        return _order_refused(request, interviewer, stage_id, str(OTHER_TAB))
    places = iter(wanted)
    ids = [UUID(next(places)) if str(each.id) in peers else each.id for each in live]
    try:
        actions.reorder(stage, question_ids=ids, by=request.member, seen=[each.id for each in live])
    except Refused as problem:
        return _order_refused(request, interviewer, stage_id, problem.message)
    if by_script(request):
        return changed(request, slug, stage_id)
    return shown.back_to(interviewer, f"stage-{stage_id}")


def _order_refused(
    request: TeamRequest, interviewer: Interviewer, stage_id: UUID, problem: str
) -> HttpResponse:
    if by_script(request):
        return changed(request, interviewer.slug, stage_id, toast=problem, status=422)
    messages.error(request, problem)
    return shown.back_to(interviewer, f"stage-{stage_id}")


def _refused(request: TeamRequest, question: Question, problem: str) -> HttpResponse:
    """Nothing changed: the list as it is, and why."""
    interviewer = question.stage.interviewer
    if by_script(request):
        return changed(request, interviewer.slug, question.stage_id, toast=problem)
    messages.error(request, problem)
    return shown.back_to(interviewer, f"stage-{question.stage_id}")
