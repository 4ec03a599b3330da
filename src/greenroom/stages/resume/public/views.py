"""Send a resume, look whether it was read right, go on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import redirect
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
from greenroom.stages.resume.actions import resumes
from greenroom.stages.resume.kind import KIND
from greenroom.stages.resume.public.forms import FactsForm, ResumeForm

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
        return _send_page(request, form)
    return _step(request, stage_id, upload)


@csrf_protect
def _step(request: ProvenRequest, stage_id: UUID, upload: BoundedUpload) -> HttpResponse:
    attempt = attempt_at(request, stage_id)
    if attempt is None or attempt.stage.kind != KIND.slug:
        return to(request, "candidate-journey")
    if request.method == "POST":
        does = {"confirm": _confirm, "read": _read_again}.get(request.POST.get("do", ""))
        return does(request, attempt) if does else _take(request, attempt, upload)
    if attempt.resume is not None and "again" not in request.GET:
        return _ask(request, attempt)
    return _send_page(request, ResumeForm())


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
    return _send_page(request, form)


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


def _confirm(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    form = FactsForm(request.POST)
    if not form.is_valid():
        return _ask(request, attempt, form=form, status=422)
    try:
        resumes.confirm(
            attempt=attempt, corrections=form.cleaned_data, resume_id=_id(request.POST.get("resume", ""))
        )
    except Refused as refused:
        return _ask(request, attempt, problem=refused.message, status=409)
    return to(request, "candidate-journey")


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
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Is this right? Or, where nothing could be read: what are the facts?"""
    resume = attempt.resume
    if resume is None:
        return redirect(request.path)
    name = request.application.candidate.name
    context = {
        "form": form or FactsForm.of(resume.parsed, name=name),
        "resume": resume,
        "parsed": resume.parsed,
        "file": resume.file,
        "problem": problem,
    }
    return page(request, "stages/resume/confirm.html", context, status=status)


def _send_page(request: ProvenRequest, form: ResumeForm) -> HttpResponse:
    context = {"form": form, "limit": settings.UPLOAD_LIMIT, "most": settings.UPLOAD_LIMIT // 1_000_000}
    return page(request, "stages/resume/send.html", context, status=422 if form.errors else 200)
