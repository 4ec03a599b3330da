"""Improve a question, and suggest further ones: what a skill proposes, for a person to take or leave."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound, Refused
from greenroom.interviewers.actions import library as actions
from greenroom.interviewers.queries import advice, interviewers
from greenroom.interviewers.rules.wording import Wording
from greenroom.interviewers.web.header import header_for
from greenroom.interviewers.web.question_forms import Editor, wording_of
from greenroom.interviewers.web.questions_changed import find
from greenroom.interviewers.web.questions_reuse import added, frame, place
from greenroom.skills.improve_question.schema import QuestionImproved

SALT = "suggested-question"
FIELDS = {"text": "text", "anchor 1": "anchor_1", "anchor 5": "anchor_5"}
"""A change's own name of what it changes, to the field of the form."""


@team(Permission.EDIT_INTERVIEWERS)
@require_GET
def improve(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    """Before, after and why; the words that came of it stand in a form that is saved as any other.

    wish, in the address: what the recruiter wants different.
    """
    question = find(request, slug, question_id)
    version = question.current
    if version is None or question.removed_at is not None:
        raise NotFound
    interviewer = interviewers.get_brief_for(request.member, slug)
    wish = " ".join(request.GET.get("wish", "").replace("\x00", "").split())[: advice.LONGEST_WISH]
    context: dict[str, Any] = {
        **header_for(request, interviewer, "questions"),
        "interviewer": interviewer,
        "question": question,
        "version": version,
        "wish": wish,
    }
    try:
        after, made = advice.improved(interviewer, wording_of(version), stage=question.stage, wish=wish)
    except Refused as problem:
        return render(request, "interviewers/improve.html", {**context, "problem": problem.message})
    editor = Editor(version.modality, key="improved", before=after, seen=version.number)
    context |= {"made": made, "editor": editor, "changes": _changes(editor, made)}
    return render(request, "interviewers/improve.html", context)


def _changes(editor: Editor, made: QuestionImproved) -> list[dict[str, Any]]:
    """Each change with the label of the field it is in."""
    fields = editor.words.fields
    return [
        {
            "label": fields[name].label if (name := FIELDS.get(change.field, "")) in fields else change.field,
            "before": change.before.text if change.before else "",
            "after": change.after,
            "reason": change.reason,
        }
        for change in made.changes
    ]


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def suggest(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    """Questions that the job calls for and nothing asks yet, to be ticked."""
    at = place(request, slug, stage_id)
    problem = ""
    if request.method == "POST":
        try:
            made = actions.add_all(at.stage, wordings=_ticked(request), by=request.member)
            return added(request, at, len(made))
        except Refused as refused:
            problem = refused.message
    context = {**frame(request, at), "problem": problem, "chosen": request.POST.getlist("chosen")}
    try:
        found = advice.suggested(at.interviewer, at.modality, stage=at.stage)
        context["suggestions"] = [(each, signing.dumps(vars(each.wording), salt=SALT)) for each in found]
    except Refused as refused:
        context["problem"] = refused.message
    return render(request, "interviewers/suggest.html", context, status=422 if problem else 200)


def _ticked(request: TeamRequest) -> list[Wording]:
    """What was ticked, in the words that were shown."""
    try:
        return [Wording(**signing.loads(each, salt=SALT)) for each in request.POST.getlist("chosen")]
    except signing.BadSignature as nonsense:
        raise NotFound from nonsense
