"""Fill in a form, look it over, send it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.candidates.public.pages import page, piece, to
from greenroom.candidates.public.steps import attempt_at
from greenroom.core import clock
from greenroom.core.errors import NotFound, Refused
from greenroom.core.http.limits import allow
from greenroom.core.ids import new_token
from greenroom.stages.form import queries
from greenroom.stages.form.actions import answers
from greenroom.stages.form.config import FormConfig
from greenroom.stages.form.kind import KIND
from greenroom.stages.form.public.forms import AnswersForm, Drawn, as_before, as_typed
from greenroom.stages.form.public.uploads import Uploads
from greenroom.stages.form.queries import Item

FILES_AN_HOUR = 100


@csrf_exempt  # the token is checked in _fill, once it is said how the upload is to be read
@proven
def show(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """The form; a POST without script brings all answers at once and leads on to the review."""
    upload = _read_upload(request)
    return _fill(request, stage_id, upload)


@csrf_protect
def _fill(request: ProvenRequest, stage_id: UUID, upload: Uploads | None) -> HttpResponse:
    attempt = _attempt(request, stage_id)
    if attempt is None:
        return to(request, "candidate-journey")
    if upload is None:
        return _form_page(request, attempt, too_big=True, status=413)
    if request.method != "POST":
        return _form_page(request, attempt)
    with transaction.atomic():  # the page counts as sent once its answers are kept, and not before
        if _was_sent(request):
            return redirect(_next(request, attempt))
        problems = _take_all(request, attempt, upload)
    if request.POST.get("remove"):
        return redirect(request.path)
    if not problems:
        missing = [item.name for item in queries.items(attempt) if item.is_missing]
        problems = dict.fromkeys(missing, _("Please answer this one."))
    if problems:
        return _form_page(request, attempt, problems=problems, status=422)
    return redirect(_next(request, attempt))


def _was_sent(request: ProvenRequest) -> bool:
    """Whether this very page came before, as when it is reloaded: answers given since are newer than it."""
    token = request.POST.get("page", "")
    return bool(token) and not allow("form pages", token, times=1, within=timedelta(days=1))


def _next(request: ProvenRequest, attempt: Attempt) -> str:
    """The review, or the form while answers are missing."""
    missing = any(item.is_missing for item in queries.items(attempt))
    return _url(request, attempt.stage_id, "" if missing else "review")


@csrf_exempt  # as in show
@proven
@require_POST
def answer(request: ProvenRequest, stage_id: UUID, question_id: UUID) -> HttpResponse:
    """One answer, sent by the page when it is given: back comes how it was taken."""
    return _answer(request, stage_id, question_id, _read_upload(request))


@csrf_protect
def _answer(
    request: ProvenRequest, stage_id: UUID, question_id: UUID, upload: Uploads | None
) -> HttpResponse:
    attempt = _attempt(request, stage_id)
    if attempt is None:
        moved = HttpResponse(status=200)
        slugs = [request.workspace.slug, request.interviewer.slug]
        moved.headers["HX-Redirect"] = reverse("candidate-journey", args=slugs)
        return moved
    try:
        item = queries.item(attempt, version__question_id=question_id)
    except NotFound:
        return HttpResponse(status=404)
    error = _("Please send less at once.") if upload is None else _take(request, attempt, item, upload)
    return _taken(request, attempt, item, error=error)


@proven
def review(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """All answers once more; sent from here. Sending twice is sending once."""
    attempt = _attempt(request, stage_id)
    if attempt is None:
        return to(request, "candidate-journey")
    given = queries.items(attempt)
    if request.method == "POST":
        try:
            answers.send(attempt=attempt)
        except answers.Missing as missing:
            problems = dict.fromkeys(missing.names, _("Please answer this one."))
            return _form_page(request, attempt, problems=problems, status=422)
        return to(request, "candidate-journey")
    if any(item.is_missing for item in given):
        return redirect(_next(request, attempt))
    return page(request, "stages/form/review.html", {"attempt": attempt, "items": given})


def _attempt(request: ProvenRequest, stage_id: UUID) -> Attempt | None:
    attempt = attempt_at(request, stage_id)
    return attempt if attempt is not None and attempt.stage.kind == KIND.slug else None


def _url(request: ProvenRequest, stage_id: UUID, page_name: str = "") -> str:
    name = f"candidate-form-{page_name}" if page_name else "candidate-form"
    return reverse(name, args=[request.workspace.slug, request.interviewer.slug, stage_id])


def _read_upload(request: ProvenRequest) -> Uploads | None:
    """Reads the body; None for one that is larger than any form."""
    upload = Uploads(request)
    request.upload_handlers = [upload]
    try:
        request.POST  # noqa: B018  (reads the body)
    except RequestDataTooBig:
        return None
    return upload


def _take_all(request: ProvenRequest, attempt: Attempt, upload: Uploads) -> dict[str, str]:
    """Keep every answer of a whole page that was changed on it; what is wrong, by field."""
    changed = [item for item in queries.items(attempt) if not _is_untouched(request, item)]
    problems = {item.name: _take(request, attempt, item, upload) for item in changed}
    return {name: problem for name, problem in problems.items() if problem}


def _take(request: ProvenRequest, attempt: Attempt, item: Item, upload: Uploads) -> str:
    """Keep what the request brings for this question; why it could not be kept, or ""."""
    version_id = item.version.id
    try:
        if not item.takes_files:
            answers.give(attempt=attempt, version_id=version_id, typed=_typed(request, item))
            return ""
        removed = _id(request.POST.get("remove", ""))
        if removed is not None and any(file.id == removed for file in item.files):
            answers.remove_file(attempt=attempt, version_id=version_id, file_id=removed)
        for sent in request.FILES.getlist(item.name):
            _count_file(attempt)
            answers.add_file(attempt=attempt, version_id=version_id, content=sent, name=str(sent.name))
        upload.check_field(item.name)
    except Refused as refused:
        return refused.message
    return ""


def _is_untouched(request: ProvenRequest, item: Item) -> bool:
    """Whether the page brings what it was drawn with: another device may have given a newer answer since."""
    before = request.POST.get(f"{item.name}-before")
    typed = [each.replace("\r\n", "\n") for each in _typed(request, item) if each]
    return before is not None and before == as_before(typed)


def _count_file(attempt: Attempt) -> None:
    if not allow("form files", str(attempt.id), times=FILES_AN_HOUR, within=timedelta(hours=1)):
        raise Refused(_("You have sent many files. Please wait an hour, or go on with what you have sent."))


def _typed(request: ProvenRequest, item: Item) -> list[str]:
    """What was typed or chosen. A slider that was moved counts where its box was left as it was."""
    typed = request.POST.getlist(item.name)
    return [request.POST[f"{item.name}-slider"]] if _is_moved(request, item) else typed


def _is_moved(request: ProvenRequest, item: Item) -> bool:
    at, was = request.POST.get(f"{item.name}-slider", ""), request.POST.get(f"{item.name}-was", "")
    return bool(at) and at != was and request.POST.getlist(item.name) in ([], [""], as_typed(item))


def _id(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _form_page(
    request: ProvenRequest,
    attempt: Attempt,
    *,
    problems: dict[str, str] | None = None,
    too_big: bool = False,
    status: int = 200,
) -> HttpResponse:
    given = queries.items(attempt)
    typed = request.POST if request.method == "POST" and not too_big else None
    form = AnswersForm(given, typed=typed)
    form.mark(problems or {})
    context: dict[str, Any] = {
        "attempt": attempt,
        "form": form,
        "drawn": form.drawn(),
        "config": FormConfig(**attempt.config),
        "limit": settings.UPLOAD_LIMIT,
        "too_big": too_big,
        "fresh_page": new_token()[:40],
        **_progress(given),
    }
    return page(request, "stages/form/form.html", context, status=status)


def _taken(request: ProvenRequest, attempt: Attempt, item: Item, *, error: str) -> HttpResponse:
    """How one answer was taken, and how many there are now. A sentence for a person comes as 422."""
    counted_at = (
        clock.now().timestamp()
    )  # before it is counted: of two counts the later one knows both answers
    given = queries.items(attempt)
    now = next(each for each in given if each.version.id == item.version.id)
    drawn: Drawn = next(each for each in AnswersForm([now]).drawn())
    context: dict[str, Any] = {
        "attempt": attempt,
        "each": drawn,
        "error": error,
        "moved": _is_moved(request, item),
        "in_step": request.POST.get(f"{item.name}-slider") == request.POST.get(item.name),
        "limit": settings.UPLOAD_LIMIT,
        "update": True,
        "counted_at": f"{counted_at:f}",
        **_progress(given),
    }
    return piece(request, "stages/form/_taken.html", context, status=422 if error else 200)


def _progress(given: list[Item]) -> dict[str, int]:
    return {"answered": sum(item.is_answered for item in given), "questions": len(given)}
