"""The first step: what an interviewer is planned from. It is kept as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import IO, Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound, Refused
from greenroom.core.http.uploads import BoundedUpload
from greenroom.interviewers.actions import drafting, fetching
from greenroom.interviewers.actions.drafting import Notes
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers, templates
from greenroom.interviewers.web.forms import READABLE, refuse
from greenroom.interviewers.web.header import header_for
from greenroom.media.actions.files import open_stored

Planning = Interviewer.Planning
TO_BE_PLANNED = frozenset({Planning.NOTED, Planning.FAILED})


class PlanInput(forms.Form):
    """A job description in one of three ways, wishes, and what to start from."""

    job_description = forms.CharField(
        label=gettext_lazy("Job description, intake notes or a meeting transcript"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("The whole text: what the work is, what it takes, what you offer."),
    )
    source_url = forms.CharField(
        label=gettext_lazy("Or the address of a job posting"),
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=gettext_lazy("Read once, when you make the plan and nothing is pasted."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": READABLE}),
        help_text=gettext_lazy("PDF, Word (DOCX), ODT, RTF or text"),
    )
    instructions = forms.CharField(
        label=gettext_lazy("How should it run?"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "For example: SMS, then resume, then a 10-minute voice screen; be strict on the forklift licence."
        ),
    )
    starts_from = forms.ChoiceField(
        label=gettext_lazy("Start from"),
        required=False,
        help_text=gettext_lazy("A template without a job description is used as it is."),
    )

    def __init__(self, draft: Interviewer | None = None, data: Any = None, files: Any = None) -> None:
        noted = vars(Notes(starts_from=templates.default_code()))
        super().__init__(
            data, files, initial={name: getattr(draft, name) for name in noted} if draft else noted
        )
        chosen = self.fields["starts_from"]
        chosen.choices = [("", _("Nothing: plan it all")), *templates.choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        pasted, file = given.get("job_description", "").strip(), given.get("file")
        if pasted and file:
            self.add_error("file", _("You pasted a text and chose a file. Keep one of the two."))
        if file and given.get("source_url"):
            self.add_error("source_url", _("You chose a file and gave an address. Keep one of the two."))
        return given

    @property
    def notes(self) -> Notes:
        """What is kept while it is typed."""
        return Notes(**{name: self.cleaned_data.get(name, "") for name in vars(Notes())})


@csrf_exempt  # the token is checked in _step, once it is said how the upload is to be read
@team(Permission.EDIT_INTERVIEWERS)
def new(request: TeamRequest) -> HttpResponse:
    """The first step before anything is typed; the first save makes the draft."""
    return _bounded(request, None)


@csrf_exempt  # as above
@team(Permission.EDIT_INTERVIEWERS)
@require_POST
def draft(request: TeamRequest, slug: str) -> HttpResponse:
    """The same for a draft that is there."""
    return _bounded(request, interviewers.get_for(request.member, slug))


def _bounded(request: TeamRequest, found: Interviewer | None) -> HttpResponse:
    upload = BoundedUpload(request)
    request.upload_handlers = [upload]
    return _step(request, upload, found)


@csrf_protect
def _step(request: TeamRequest, upload: BoundedUpload, found: Interviewer | None) -> HttpResponse:
    if request.method != "POST":
        return input_page(request, found, PlanInput(found))
    form = PlanInput(found, request.POST, request.FILES)
    if upload.problem:
        form.is_valid()
        _say_why(form, upload)
        return input_page(request, found, form)
    by_itself = request.headers.get("X-Autosave") == "1"
    if form.is_valid():
        try:
            return _keep(request, form, found) if by_itself else _plan(request, form, found)
        except Refused as problem:
            refuse(form, problem)
    return HttpResponse(status=422) if by_itself else input_page(request, found, form)


def _say_why(form: PlanInput, upload: BoundedUpload) -> None:
    try:
        upload.check(field="file")
    except Refused as problem:
        refuse(form, problem)


def _keep(request: TeamRequest, form: PlanInput, found: Interviewer | None) -> HttpResponse:
    """Keep what stands in the form now, and tell the page where it is kept."""
    if found is None:
        found = drafting.begin(form.notes, by=request.member)
    else:
        drafting.note(found, form.notes, by=request.member)
    where = reverse("interviewer-draft", args=[found.slug])
    shown = reverse("interviewer-plan", args=[found.slug])
    return HttpResponse(status=204, headers={"X-Saved-At": where, "X-Shown-At": shown})


def _plan(request: TeamRequest, form: PlanInput, found: Interviewer | None) -> HttpResponse:
    """Ask for the plan, or take a template as it is."""
    notes, upload = form.notes, cast("UploadedFile[bytes] | None", form.cleaned_data.get("file"))
    pasted, file = bool(notes.job_description.strip()), None
    if upload is not None:
        content = cast("IO[bytes]", upload)
        text, file = drafting.read_file(content=content, name=upload.name or "", by=request.member)
        notes = replace(notes, job_description=text)
    elif notes.source_url and not pasted:
        text = fetching.read_posting(url=notes.source_url, by=request.member).text
        notes = replace(notes, job_description=text)
    elif notes.starts_from and not pasted:
        made = drafting.from_template(notes.starts_from, by=request.member, draft=found)
        return redirect("interviewer-settings", slug=made.slug)
    found = drafting.plan_from(found, notes, file=file, by=request.member)
    return redirect("interviewer-plan", slug=found.slug)


def input_page(request: TeamRequest, found: Interviewer | None, form: PlanInput) -> HttpResponse:
    """The form of the first step, for a draft or before there is one."""
    context = {
        "form": form,
        "upload_limit": settings.UPLOAD_LIMIT,
        "action": reverse("interviewer-draft", args=[found.slug]) if found else request.path,
        **(header_for(request, found, "plan") if found else {}),
    }
    return render(request, "interviewers/new.html", context, status=422 if form.errors else 200)


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
