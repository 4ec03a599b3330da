"""Questions & Scoring: what each stage of an interviewer asks, listens for and looks at."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound
from greenroom.interviewers import registry
from greenroom.interviewers.models import Interviewer, Question, Stage
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.header import header_for
from greenroom.interviewers.web.questions_outdated import scored_before
from greenroom.interviewers.web.questions_shown import (
    NOTHING,
    Editing,
    StageView,
    editor_for,
    group_key,
    new_editor,
    stage_view,
)


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, slug: str) -> HttpResponse:
    interviewer = interviewers.get_for(request.member, slug)
    target = request.headers.get("HX-Target", "")
    editing = _asked_to_edit(request, interviewer)
    if target.startswith("question-"):
        return question_fragment(request, interviewer, target.removeprefix("question-"), editing)
    if target.startswith("add-"):
        return group_fragment(request, interviewer, target.removeprefix("add-"), editing)
    return page(request, interviewer, editing)


def page(
    request: TeamRequest, interviewer: Interviewer, editing: Editing = NOTHING, *, status: int = 200
) -> HttpResponse:
    """The whole page, with one form open or none."""
    context = {
        **header_for(request, interviewer, "questions"),
        **common(request, interviewer),
        "stages": _stages(interviewer, editing),
        "removed": _removed(request),
        "scored_before": scored_before(interviewer),
    }
    return render(request, "interviewers/questions.html", context, status=status)


def common(request: TeamRequest, interviewer: Interviewer) -> dict[str, Any]:
    """What every part of the page is drawn with."""
    return {
        "interviewer": interviewer,
        "may_edit": may(request.member, Permission.EDIT_INTERVIEWERS),
        "is_live": interviewer.activated_at is not None,
    }


def _stages(interviewer: Interviewer, editing: Editing = NOTHING) -> list[StageView]:
    return [
        stage_view(stage, number=number, language=interviewer.language, editing=editing)
        for number, stage in enumerate(interviewer.stages.all(), 1)
    ]


def _removed(request: TeamRequest) -> Question | None:
    """The question that was just removed, which the page offers to bring back."""
    try:
        question = interviewers.get_question_for(request.member, UUID(request.GET.get("removed", "")))
    except (ValueError, NotFound):
        return None
    return question if question.removed_at else None


def _asked_to_edit(request: TeamRequest, interviewer: Interviewer) -> Editing:
    """Which form the address asks for: `edit` with a question's id, `show` to see it, `add` with a group's key."""
    if not may(request.member, Permission.EDIT_INTERVIEWERS):
        return NOTHING
    edit, opened, add = (request.GET.get(name, "") for name in ("edit", "show", "add"))
    for stage in interviewer.stages.all():
        for modality in registry.get(stage.kind).modalities:
            if add == group_key(stage, modality):
                return Editing(group=add, editor=new_editor(stage, modality))
        for question in stage.questions.all():
            if question.current and edit == str(question.id):
                return Editing(question.id, editor=editor_for(question, question.current))
            if opened == str(question.id):
                return Editing(question.id)
    return NOTHING


def question_fragment(
    request: TeamRequest,
    interviewer: Interviewer,
    question_id: UUID | str,
    editing: Editing = NOTHING,
    *,
    status: int = 200,
) -> HttpResponse:
    """One question as it stands on the page. Raises NotFound when it is not there any more."""
    for stage in _stages(interviewer, editing):
        for group in stage.groups:
            for shown in group.questions:
                if shown.key == str(question_id):
                    context = {**common(request, interviewer), "question": shown, "group": group}
                    return render(request, "interviewers/_question.html", context, status=status)
    raise NotFound


def group_fragment(
    request: TeamRequest, interviewer: Interviewer, key: str, editing: Editing = NOTHING, *, status: int = 200
) -> HttpResponse:
    """The foot of a group: its "add" form, or the link that opens it."""
    for stage in _stages(interviewer, editing):
        for group in stage.groups:
            if group.key == key:
                context = {**common(request, interviewer), "group": group, "stage_id": stage.id}
                return render(request, "interviewers/_add.html", context, status=status)
    raise NotFound


def stage_fragment(
    request: TeamRequest, interviewer: Interviewer, stage_id: UUID, *, status: int = 200, **said: Any
) -> HttpResponse:
    """A stage after its list has changed; what is open or typed in the questions that stay is left alone.

    said: `toast`, `undo_url` where it can be undone, and `fresh`, the id of a question the page has not yet.
    """
    shown = next((each for each in _stages(interviewer) if each.id == stage_id), None)
    if shown is None:
        raise NotFound
    context = {**common(request, interviewer), "stage": shown, "preserve": True, **said}
    response = render(request, "interviewers/_stage_changed.html", context, status=status)
    response.headers["HX-Retarget"] = f"#stage-{stage_id}"
    response.headers["HX-Reswap"] = "outerHTML"
    return response


def stage_of(interviewer: Interviewer, stage_id: UUID) -> Stage:
    """A standing stage of an interviewer read with its stages. Raises NotFound for another's or a removed one."""
    for stage in interviewer.stages.all():
        if stage.id == stage_id:
            return stage
    raise NotFound


def back_to(interviewer: Interviewer, anchor: str = "", **words: str) -> HttpResponse:
    """The page again, at one of its places."""
    response = redirect("interviewer-questions", slug=interviewer.slug)
    response["Location"] += (f"?{urlencode(words)}" if words else "") + (f"#{anchor}" if anchor else "")
    return response
