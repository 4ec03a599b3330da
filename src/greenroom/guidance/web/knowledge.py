"""The knowledge base: what candidates may be told when they ask."""

from __future__ import annotations

from typing import IO, Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import Changed, NotFound, Refused
from greenroom.core.http.uploads import BoundedUpload
from greenroom.guidance.actions import knowledge as actions
from greenroom.guidance.models import KnowledgeItem
from greenroom.guidance.queries import knowledge
from greenroom.guidance.queries.knowledge import Asked
from greenroom.guidance.web.forms import SUBJECTS, AskForm, KnowledgeItemForm, NewKnowledgeForm, refuse
from greenroom.guidance.web.frame import differences, page
from greenroom.media.actions.files import open_stored

WORDS: dict[str, dict[Any, Any]] = {
    "subject": dict(SUBJECTS),
    "is_active": {True: gettext_lazy("yes"), False: gettext_lazy("no")},
}


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest) -> HttpResponse:
    asked = Asked.read(request.GET.dict())
    found, held = knowledge.page_for(request.member, asked), knowledge.held_by(request.member, asked)
    words = dict(SUBJECTS)
    given = {
        "rows": [(row, words[row.subject]) for row in found.rows],
        "asked": asked,
        "held": held,
        "subjects": SUBJECTS,
        "newer": urlencode(asked.said(before=found.before)) if found.before else "",
        "older": urlencode(asked.said(after=found.after)) if found.after else "",
        "removed": _removed(request),
        **_tried(request),
    }
    return page(request, "knowledge", given)


def _tried(request: TeamRequest) -> dict[str, Any]:
    """The box in which a question can be tried, and what a candidate would be told."""
    if "ask" not in request.GET:
        return {"ask": AskForm()}
    form = AskForm(request.GET)
    if not form.is_valid():
        return {"ask": form}
    told = knowledge.find(
        request.member.workspace_id, form.cleaned_data["ask"], form.cleaned_data["language"]
    )
    return {"ask": form, "tried": True, "told": told}


def _removed(request: TeamRequest) -> KnowledgeItem | None:
    """The item that was just deleted, which the page offers to bring back."""
    try:
        item = knowledge.get_removed_for(request.member, UUID(request.GET.get("removed", "")))
    except (ValueError, NotFound):
        return None
    return item if item.removed_at else None


@csrf_exempt  # the token is checked in _new, once it is said how the upload is to be read
@team(Permission.EDIT_INTERVIEWERS)
@require_http_methods(["GET", "POST"])
def new(request: TeamRequest) -> HttpResponse:
    """A note, or a document of which no more is taken in than is allowed."""
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    return _new(request, upload)


@csrf_protect
def _new(request: TeamRequest, upload: BoundedUpload) -> HttpResponse:
    form = NewKnowledgeForm(request.POST, request.FILES) if request.method == "POST" else NewKnowledgeForm()
    if upload.problem:
        _say_why(form, upload)
    elif request.method == "POST" and form.is_valid():
        try:
            item = _add(request, form)
        except Refused as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("“%(title)s” was added.") % {"title": item.title})
            return redirect("knowledge")
    given = {"form": form, "upload_limit": settings.UPLOAD_LIMIT}
    return page(request, "knowledge_new", given, status=422 if form.errors else 200)


def _say_why(form: NewKnowledgeForm, upload: BoundedUpload) -> None:
    try:
        upload.check(field="file")
    except Refused as problem:
        refuse(form, problem)
        form.errors.pop("content", None)  # a document was chosen: a text is not missed as well


def _add(request: TeamRequest, form: NewKnowledgeForm) -> KnowledgeItem:
    given = form.cleaned_data
    upload: UploadedFile[bytes] | None = given["file"]
    if upload is None:
        return actions.add_note(
            title=given["title"], subject=given["subject"], content=given["content"], by=request.member
        )
    return actions.add_document(
        content=cast("IO[bytes]", upload),
        name=upload.name or "",
        title=given["title"],
        subject=given["subject"],
        by=request.member,
    )


@team(Permission.SEE)
@require_GET
def item_page(request: TeamRequest, item_id: UUID) -> HttpResponse:
    item = knowledge.get_for(request.member, item_id)
    return _item(request, item, KnowledgeItemForm(item))


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def save(request: TeamRequest, item_id: UUID) -> HttpResponse:
    item, theirs = knowledge.get_for(request.member, item_id), []
    form = KnowledgeItemForm(item, request.POST)
    if form.is_valid():
        try:
            actions.revise(item, **form.cleaned_data, by=request.member)
        except Changed as conflict:
            item = conflict.now
            theirs = differences(form, _said(item), words=WORDS)
            form = KnowledgeItemForm(item, {**request.POST.dict(), "seen": item.revision})
            form.add_error(None, conflict.message)
        except Refused as problem:
            refuse(form, problem)
    if form.errors:
        return _item(request, item, form, theirs=theirs, status=422)
    messages.success(request, _("Saved"))
    return redirect("knowledge-item", item_id)


def _said(item: KnowledgeItem) -> dict[str, object]:
    return {
        "title": item.title,
        "subject": item.subject,
        "content": item.content,
        "is_active": item.is_active,
    }


def _item(
    request: TeamRequest, item: KnowledgeItem, form: KnowledgeItemForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    return page(request, "knowledge_item", {"item": item, "form": form, **more}, status=status)


@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def switch(request: TeamRequest, item_id: UUID) -> HttpResponse:
    """Tell candidates of it, or no more."""
    item, on = knowledge.get_for(request.member, item_id), request.POST.get("to") == "active"
    actions.set_active(item, on=on, by=request.member)
    said = (
        _("Candidates are told of “%(title)s”.") if on else _("Candidates are no longer told of “%(title)s”.")
    )
    messages.success(request, said % {"title": item.title})
    return redirect(_back(request))


def _back(request: TeamRequest) -> str:
    """The list as it was asked for, when the form says so."""
    words = Asked.read({name: str(value) for name, value in request.POST.items()}).said()
    return reverse("knowledge") + (f"?{urlencode(words)}" if words else "")


@team(Permission.DELETE)
@require_POST
def remove(request: TeamRequest, item_id: UUID) -> HttpResponse:
    actions.remove(knowledge.get_for(request.member, item_id), by=request.member)
    return redirect(f"{reverse('knowledge')}?{urlencode({'removed': str(item_id)})}")


@team(Permission.DELETE)
@require_POST
def restore(request: TeamRequest, item_id: UUID) -> HttpResponse:
    item = knowledge.get_removed_for(request.member, item_id)
    try:
        actions.restore(item, by=request.member)
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect("knowledge")
    messages.success(request, _("“%(title)s” is back.") % {"title": item.title})
    return redirect("knowledge-item", item_id)


@team(Permission.SEE)
@require_GET
def file(request: TeamRequest, item_id: UUID) -> HttpResponseBase:
    """The document as it was uploaded, to keep and never to show: it is somebody else's content."""
    kept = knowledge.get_for(request.member, item_id).file
    if kept is None:
        raise NotFound
    response = FileResponse(
        open_stored(kept), as_attachment=True, filename=kept.name, content_type="application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
