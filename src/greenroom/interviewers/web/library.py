"""The question library: questions that are kept to be asked again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.permissions import may
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.interviewers.actions import library as actions
from greenroom.interviewers.models import LibraryQuestion
from greenroom.interviewers.queries import library as queries
from greenroom.interviewers.queries.library import Asked
from greenroom.interviewers.rules.wording import Wording
from greenroom.interviewers.web.question_forms import Editor
from greenroom.interviewers.web.questions_shown import HEADINGS, Modality

REMOVED = "library-removed"
"""In the session: the words of the question that was deleted last."""
SEEN = "library-question"
"""Salt of the words a form had before it was changed."""


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    asked = Asked.read(request.GET.dict())
    found = queries.page_of(asked)
    here = reverse("library-questions")
    context = {
        "entries": [(entry, HEADINGS[entry.modality].title) for entry in found.rows],
        "asked": asked,
        "headings": [(name, heading.title) for name, heading in HEADINGS.items()],
        "topics": queries.topics(),
        "newer": f"{here}?{urlencode(asked.said(before=found.before))}" if found.before else "",
        "older": f"{here}?{urlencode(asked.said(after=found.after))}" if found.after else "",
        "may_edit": may(request.member, Permission.EDIT_INTERVIEWERS),
        "removed": request.session.get(REMOVED) if "removed" in request.GET else None,
        "narrowed": bool(asked.said()),
    }
    return render(request, "interviewers/library.html", context)


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def new(request: TeamRequest) -> HttpResponse:
    """A question written for the library. Its modality is in the address; an open one where it says none."""
    modality = request.POST.get("modality") or request.GET.get("modality") or Modality.OPEN.value
    if modality not in HEADINGS:
        raise NotFound
    editor = Editor(modality, key="entry", data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and editor.is_valid():
        try:
            actions.write(wording=editor.wording(), by=request.member)
        except Refused as problem:
            editor.refuse(problem)
        else:
            messages.success(request, _("In the library."))
            return redirect("library-questions")
    return _form(request, editor)


@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def edit(request: TeamRequest, library_question_id: UUID) -> HttpResponse:
    entry = queries.get_for(request.member, library_question_id)
    words = actions.words_of(entry)
    if request.method != "POST":
        return _form(request, Editor(entry.modality, key="entry", before=words), entry=entry)
    editor, theirs = Editor(entry.modality, key="entry", data=request.POST, before=words), None
    if editor.is_valid():
        try:
            actions.revise(entry, wording=editor.wording(), seen=_seen(request), by=request.member)
        except Changed as conflict:
            entry = theirs = conflict.now
            editor.words.add_error(None, conflict.message)
        except Refused as problem:
            editor.refuse(problem)
        else:
            messages.success(request, _("Saved"))
            return redirect("library-questions")
    return _form(request, editor, entry=entry, theirs=theirs)


def _seen(request: TeamRequest) -> Wording | None:
    """The words the form was opened with, as this server signed them; None where it does not say."""
    try:
        return Wording(**signing.loads(request.POST.get("had", ""), salt=SEEN))
    except signing.BadSignature:
        return None


def _form(
    request: TeamRequest,
    editor: Editor,
    *,
    entry: LibraryQuestion | None = None,
    theirs: LibraryQuestion | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "editor": editor,
        "entry": entry,
        "theirs": theirs,
        "heading": HEADINGS[editor.modality],
        "headings": [(name, heading.title) for name, heading in HEADINGS.items()],
        "had": signing.dumps(vars(actions.words_of(entry)), salt=SEEN) if entry else "",
        "send_url": request.path,
    }
    failed = request.method == "POST" and not editor.asks_for_fields
    return render(request, "interviewers/library_question.html", context, status=422 if failed else 200)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def delete(request: TeamRequest, library_question_id: UUID) -> HttpResponse:
    entry = queries.get_for(request.member, library_question_id)
    request.session[REMOVED] = vars(actions.delete(entry, by=request.member))
    return redirect(reverse("library-questions") + "?removed")


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def restore(request: TeamRequest) -> HttpResponse:
    """Bring back what was deleted last."""
    words = request.session.pop(REMOVED, None)
    if words is not None:
        try:
            actions.write(wording=Wording(**words), by=request.member)
        except Refused as problem:
            messages.error(request, problem.message)
    return redirect("library-questions")
