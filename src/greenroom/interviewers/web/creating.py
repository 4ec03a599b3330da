"""A new interviewer, and the file its job description came in."""

from __future__ import annotations

from typing import IO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound, Refused
from greenroom.core.http.uploads import BoundedUpload
from greenroom.interviewers.actions import drafting
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.interviewers.web.forms import NewInterviewer, refuse
from greenroom.media.actions.files import open_stored


@csrf_exempt  # the token is checked in _new, once it is said how the upload is to be read
@team(Permission.EDIT_INTERVIEWERS)
def new(request: TeamRequest) -> HttpResponse:
    """A job description, pasted or in a file, of which no more is taken in than is allowed."""
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    return _new(request, upload)


@csrf_protect
def _new(request: TeamRequest, upload: BoundedUpload) -> HttpResponse:
    form = NewInterviewer(request.POST, request.FILES) if request.method == "POST" else NewInterviewer()
    if upload.problem:
        _say_why(form, upload)
    elif request.method == "POST" and form.is_valid():
        try:
            made = _create(request, form)
        except Refused as problem:
            refuse(form, problem)
        else:
            return redirect("interviewer-plan", slug=made.slug)
    status = 422 if form.errors else 200
    context = {"form": form, "upload_limit": settings.UPLOAD_LIMIT}
    return render(request, "interviewers/new.html", context, status=status)


def _say_why(form: NewInterviewer, upload: BoundedUpload) -> None:
    try:
        upload.check(field="file")
    except Refused as problem:
        refuse(form, problem)
        form.errors.pop("job_description", None)  # a file was chosen: it is not missed as well


def _create(request: TeamRequest, form: NewInterviewer) -> Interviewer:
    given = form.cleaned_data
    upload: UploadedFile[bytes] | None = given["file"]
    if upload is None:
        return drafting.create(
            job_description=given["job_description"], instructions=given["instructions"], by=request.member
        )
    return drafting.create_from_file(
        content=cast("IO[bytes]", upload),
        name=upload.name or "",
        instructions=given["instructions"],
        by=request.member,
    )


@team(Permission.SEE)
def job_file(request: TeamRequest, slug: str) -> HttpResponseBase:
    """The file as it was uploaded, to keep and never to show: it is somebody else's content."""
    file = interviewers.get_for(request.member, slug).job_file
    if file is None:
        raise NotFound
    response = FileResponse(
        open_stored(file), as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
