"""Send a resume, or go on without where none is asked for; look whether it was read right, go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.candidates.public.pages import page, to
from greenroom.candidates.public.steps import attempt_at
from greenroom.core.errors import Refused
from greenroom.core.http.limits import allow
from greenroom.core.http.uploads import BoundedUpload
from greenroom.skills.models.contract import ModelFailure
from greenroom.stages.resume.actions import resumes, reusing
from greenroom.stages.resume.config import ResumeConfig
from greenroom.stages.resume.kind import KIND
from greenroom.stages.resume.public.forms import FactsForm, ResumeForm
from greenroom.stages.resume.public.rows import FORMS, Rows

FILES_AN_HOUR = 20


@csrf_exempt  # the token is checked in _step, once it is said how the upload is to be read
@proven
def show(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """The whole step: send, look, confirm."""
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    try:
        request.POST  # noqa: B018  (reads the body)
    except RequestDataTooBig:
        form = ResumeForm({})
        form.add_error("text", _("Please keep it under 30,000 characters."))
        return _send_page(request, form, attempt_at(request, stage_id))
    return _step(request, stage_id, upload)


@csrf_protect
def _step(request: ProvenRequest, stage_id: UUID, upload: BoundedUpload) -> HttpResponse:
    attempt = attempt_at(request, stage_id)
    if attempt is None or attempt.stage.kind != KIND.slug:
        return to(request, "candidate-journey")
    if request.method == "POST":
        does = DOES.get(request.POST.get("do", ""))
        return does(request, attempt) if does else _take(request, attempt, upload)
    if attempt.resume is not None and "again" not in request.GET:
        return _ask(request, attempt)
    return _send_page(request, ResumeForm(), attempt)


def _take(request: ProvenRequest, attempt: Attempt, upload: BoundedUpload) -> HttpResponse:
    form = ResumeForm(request.POST, request.FILES)
    valid = form.is_valid()
    try:
        upload.check(field="file")
        if valid:
            _keep(attempt, form)
            return redirect(request.path)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    except ModelFailure:
        return redirect(request.path)  # kept; the next page says that it was not read, and offers ways on
    return _send_page(request, form, attempt)


def _keep(attempt: Attempt, form: ResumeForm) -> None:
    if not allow("resumes", str(attempt.id), times=FILES_AN_HOUR, within=timedelta(hours=1)):
        raise Refused(_("You have sent many files. Please wait an hour, or go on with the newest one."))
    upload, text = form.cleaned_data["file"], form.cleaned_data["text"]
    if upload:
        resumes.take_file(attempt=attempt, content=upload.file, name=upload.name)
    elif text.strip():
        resumes.take_text(attempt=attempt, text=text)
    else:
        raise Refused(_("Choose a file, or write a few lines instead."), field="file")


def _read_again(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    if attempt.resume is not None:
        try:
            resumes.read(resume=attempt.resume, engines=request.workspace.engines)
        except ModelFailure:
            return _ask(request, attempt, status=503)
    return redirect(request.path)


def _more(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    """Another empty row, with all that was typed as it is."""
    more = request.POST["do"].removeprefix("more-")
    lists = _lists(request, more=more)
    return _ask(request, attempt, form=FactsForm(request.POST), lists=lists)


def _confirm(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    form, lists = FactsForm(request.POST), _lists(request)
    if not all([form.is_valid(), *(each.is_valid() for each in lists)]):
        return _ask(request, attempt, form=form, lists=lists, status=422)
    corrections = {**form.cleaned_data, **{each.name: each.rows() for each in lists}}
    try:
        resumes.confirm(
            attempt=attempt, corrections=corrections, resume_id=_id(request.POST.get("resume", ""))
        )
    except Refused as refused:
        return _ask(request, attempt, problem=refused.message, status=409)
    return to(request, "candidate-journey")


def _lists(request: ProvenRequest, *, more: str = "") -> list[Rows]:
    """The rows a browser sent; a list it sent nothing of stays as it was read."""
    sent = [name for name in FORMS if f"{name}-rows" in request.POST]
    return [Rows.sent(name, request.POST, more=name == more) for name in sent]


def _skip(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    try:
        resumes.skip(attempt=attempt)
    except Refused as refused:
        form = ResumeForm({})
        form.add_error("file", refused.message)
        return _send_page(request, form, attempt)
    return to(request, "candidate-journey")


def _reuse(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    try:
        reusing.reuse(attempt=attempt)
    except Refused as refused:
        form = ResumeForm({})
        form.add_error("file", refused.message)
        return _send_page(request, form, attempt)
    return redirect(request.path)


DOES: dict[str, Callable[[ProvenRequest, Attempt], HttpResponse]] = {
    "confirm": _confirm,
    "more-work": _more,
    "more-education": _more,
    "read": _read_again,
    "skip": _skip,
    "reuse": _reuse,
}
"""What the buttons of the pages do; without one of them, something is sent."""


def _id(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _ask(
    request: ProvenRequest,
    attempt: Attempt,
    *,
    form: FactsForm | None = None,
    lists: Sequence[Rows] = (),
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Is this right? Or, where nothing could be read: what are the facts?"""
    resume = attempt.resume
    if resume is None:
        return redirect(request.path)
    sent = {each.name: each for each in lists}
    context = {
        "form": form or FactsForm.of(resume.parsed, name=request.application.candidate.name),
        "lists": [sent.get(name) or Rows.of(name, resume.parsed) for name in FORMS],
        "resume": resume,
        "file": resume.file,
        "problem": problem,
    }
    return page(request, "stages/resume/confirm.html", context, status=status)


def _send_page(request: ProvenRequest, form: ResumeForm, attempt: Attempt | None) -> HttpResponse:
    earlier = reusing.earlier(attempt) if attempt else None
    context = {
        "form": form,
        "limit": settings.UPLOAD_LIMIT,
        "most": settings.UPLOAD_LIMIT // 1_000_000,
        "may_skip": attempt is not None and not ResumeConfig(**attempt.config).mandatory,
        "earlier": earlier,
        "sent_on": _day(earlier, request.application.candidate.time_zone) if earlier else "",
    }
    return page(request, "stages/resume/send.html", context, status=422 if form.errors else 200)


def _day(attempt: Attempt, zone: str) -> str:
    """The day a resume was sent, on the candidate's own calendar."""
    sent = attempt.submitted_at or attempt.created_at
    return date_format(sent.astimezone(ZoneInfo(zone)), "DATE_FORMAT", use_l10n=True)
