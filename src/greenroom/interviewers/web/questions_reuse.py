"""Questions that exist already, put into a stage: from another interviewer, or from the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound, Refused
from greenroom.interviewers import registry
from greenroom.interviewers.actions import library as actions
from greenroom.interviewers.models import Interviewer, Stage
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.queries import library as queries
from greenroom.interviewers.queries.library import Asked
from greenroom.interviewers.web import questions as shown
from greenroom.interviewers.web.header import header_for
from greenroom.interviewers.web.question_forms import wording_of
from greenroom.interviewers.web.questions_changed import by_script, changed, find
from greenroom.interviewers.web.questions_shown import HEADINGS

KEPT = _("In the library.")


@dataclass(frozen=True)
class Place:
    """Where questions are to go."""

    interviewer: Interviewer
    stage: Stage
    modality: str

    def url(self, name: str, **words: str) -> str:
        """The address of a page that adds questions here."""
        words = {"modality": self.modality, **words}
        return f"{reverse(name, args=[self.interviewer.slug, self.stage.id])}?{urlencode(words)}"


def place(request: TeamRequest, slug: str, stage_id: UUID) -> Place:
    """By the address, whose `modality` is the stage's first where it says none.

    Raises NotFound for a modality that the stage does not hold.
    """
    interviewer = interviewers.get_for(request.member, slug)
    stage = shown.stage_of(interviewer, stage_id)
    held = registry.get(stage.kind).modalities
    modality = request.GET.get("modality") or next(iter(held), "")
    if modality not in held:
        raise NotFound
    return Place(interviewer, stage, modality)


def frame(request: TeamRequest, at: Place) -> dict[str, Any]:
    """What every page that adds questions to a stage is drawn with."""
    return {
        **header_for(request, at.interviewer, "questions"),
        "interviewer": at.interviewer,
        "stage": at.stage,
        "kind": registry.get(at.stage.kind),
        "modality": at.modality,
        "heading": HEADINGS[at.modality],
    }


def added(request: TeamRequest, at: Place, number: int) -> HttpResponse:
    """The questions page again, at the stage that has more now."""
    said = ngettext("%(n)d question is added.", "%(n)d questions are added.", number) % {"n": number}
    messages.success(request, said)
    return shown.back_to(at.interviewer, f"stage-{at.stage.id}")


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def from_interviewer(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    """Choose an interviewer (`from`), then tick its questions."""
    at = place(request, slug, stage_id)
    source = request.GET.get("from", "")
    if not source:
        q = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:160]
        others = queries.others_with(at.interviewer, at.modality, q)
        listed = [
            (other, number, at.url("questions-reuse", **{"from": other.slug})) for other, number in others
        ]
        return render(request, "interviewers/reuse.html", {**frame(request, at), "others": listed, "q": q})
    other = interviewers.get_brief_for(request.member, source)
    questions = queries.questions_of(other, at.modality)
    problem, chosen = "", request.POST.getlist("chosen")
    if request.method == "POST":
        wordings = [wording_of(each.current) for each in questions if str(each.id) in chosen and each.current]
        try:
            made = actions.add_all(at.stage, wordings=wordings, by=request.member)
            return added(request, at, len(made))
        except Refused as refused:
            problem = refused.message
    context = {
        **frame(request, at),
        "other": other,
        "questions": questions,
        "problem": problem,
        "chosen": chosen,
        "others_url": at.url("questions-reuse"),
    }
    return render(request, "interviewers/reuse_from.html", context, status=422 if problem else 200)


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def from_library(request: TeamRequest, slug: str, stage_id: UUID) -> HttpResponse:
    """Search the library, then tick."""
    at = place(request, slug, stage_id)
    problem, chosen = "", request.POST.getlist("chosen")
    if request.method == "POST":
        try:
            entries = queries.chosen(chosen, at.modality)
            made = actions.use(at.stage, entries=entries, by=request.member)
            return added(request, at, len(made))
        except Refused as refused:
            problem = refused.message
    asked = Asked.read({**request.GET.dict(), "modality": at.modality})
    found = queries.page_of(asked)
    newer, older = (
        at.url("questions-library", **asked.said(**{side: getattr(found, side)}))
        if getattr(found, side)
        else ""
        for side in ("before", "after")
    )
    context = {
        **frame(request, at),
        "asked": asked,
        "entries": found.rows,
        "topics": queries.topics(at.modality),
        "problem": problem,
        "chosen": chosen,
        "newer": newer,
        "older": older,
    }
    return render(request, "interviewers/from_library.html", context, status=422 if problem else 200)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def keep(request: TeamRequest, slug: str, question_id: UUID) -> HttpResponse:
    """Put a question into the library, with its words as they are now."""
    question = find(request, slug, question_id)
    if question.current is None:
        raise NotFound
    try:
        actions.write(wording=wording_of(question.current), by=request.member)
        said = str(KEPT)
    except Refused as problem:
        said = problem.message
    if by_script(request):
        return changed(request, slug, question.stage_id, toast=said)
    messages.success(request, said)
    return shown.back_to(question.stage.interviewer, f"question-{question_id}", show=str(question_id))
