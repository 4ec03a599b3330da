"""A member's own word on a mark, and notes for the team."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.web.reading import application_at, back
from greenroom.core.errors import Refused
from greenroom.evaluation.actions import notes, reviews

KEPT = "words-not-taken"


@dataclass(frozen=True)
class Typed:
    """What could not be taken, with why, so that nobody types it again. score_id: "" for a note."""

    score_id: str
    mark: str
    text: str
    problem: str
    field: str


def typed(request: TeamRequest) -> Typed | None:
    """What the member typed last and could not be taken, once."""
    kept = request.session.pop(KEPT, None)
    return Typed(**kept) if kept else None


@team(Permission.DECIDE)
@require_POST
def give(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Agree with a mark, or give another with a reason."""
    application = application_at(request, slug, application_id)
    mark, reason, anchor = (request.POST.get(name, "") for name in ("mark", "reason", "anchor"))
    score_id = _id(request.POST.get("score", ""))
    here = f"/interviewers/{slug}/candidates/{application_id}/"
    if score_id is None:
        messages.error(request, _("Which score was meant is not known. Try again."))
        return back(request, here, anchor)
    try:
        if request.POST.get("word") == "agree":
            reviews.agree(application, score_id, by=request.member)
        else:
            reviews.disagree(application, score_id, mark=_number(mark), reason=reason, by=request.member)
    except Refused as refused:
        _keep(request, Typed(str(score_id), mark[:8], reason, refused.message, refused.field))
    return back(request, here, anchor)


@team(Permission.DECIDE)
@require_POST
def take_back(request: TeamRequest, slug: str, application_id: UUID, review_id: UUID) -> HttpResponse:
    """One's own word; it is kept in the history."""
    application = application_at(request, slug, application_id)
    try:
        reviews.take_back(application, review_id, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Taken back. It stays in the history."))
    here = f"/interviewers/{slug}/candidates/{application_id}/"
    return back(request, here, request.POST.get("anchor", ""))


@team(Permission.DECIDE)
@require_POST
def write_note(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    application = application_at(request, slug, application_id)
    text = request.POST.get("text", "")
    try:
        notes.write(application, text=text, by=request.member)
    except Refused as refused:
        _keep(request, Typed("", "", text, refused.message, refused.field))
    return back(request, f"/interviewers/{slug}/candidates/{application_id}/", "notes")


@team(Permission.DECIDE)
@require_POST
def remove_note(request: TeamRequest, slug: str, application_id: UUID, note_id: UUID) -> HttpResponse:
    """One's own note. It is kept, and no longer shown."""
    application = application_at(request, slug, application_id)
    try:
        notes.remove(application, note_id, by=request.member)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The note is removed."))
    return back(request, f"/interviewers/{slug}/candidates/{application_id}/", "notes")


def _keep(request: TeamRequest, words: Typed) -> None:
    request.session[KEPT] = vars(words)
    messages.error(request, words.problem)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
