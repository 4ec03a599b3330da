"""Send a resume, look whether it was read right, go on."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.core.errors import Refused
from greenroom.interviewers.models import Stage
from greenroom.skills.models.contract import ModelFailure
from greenroom.stages.resume.actions import resumes

ACCEPTED = ".pdf,.docx,.odt,.rtf,.txt"


class ResumeForm(forms.Form):
    """A document, or words instead of one."""

    file = forms.FileField(
        label=gettext_lazy("Your resume"),
        required=False,
        help_text=gettext_lazy("PDF, Word, ODT, RTF or text, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste or type it here"),
        required=False,
        max_length=resumes.LONGEST_TYPED,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class FactsForm(forms.Form):
    """What was read, to be put right."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160, required=False)
    location = forms.CharField(label=gettext_lazy("Where you live"), max_length=160, required=False)
    skills = forms.CharField(
        label=gettext_lazy("Skills"),
        required=False,
        help_text=gettext_lazy("Separate them with commas."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@proven
def show(request: ProvenRequest) -> HttpResponse:
    stage = Stage.objects.filter(interviewer=request.interviewer, kind="resume").order_by("position").first()
    if stage is None:
        return _map(request)
    try:
        attempt = attempts.begin(application=request.application, stage=stage)
    except Refused:
        return _map(request)
    attempt.workspace = request.workspace
    wants_other = "again" in request.GET
    if request.POST.get("do") == "confirm":
        return _confirm(request, attempt)
    if request.method == "POST":
        return _take(request, attempt)
    if attempt.resume is not None and not wants_other:
        return _ask(request, attempt)
    return _page(request, "send", {"form": ResumeForm(), "limit": settings.UPLOAD_LIMIT})


def _take(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    try:
        form = ResumeForm(request.POST, request.FILES)
        valid = form.is_valid()
    except RequestDataTooBig:
        form, valid = ResumeForm(), False
    if valid:
        try:
            _read(attempt, form)
            return redirect(request.path)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        except ModelFailure:
            form.add_error(
                None,
                _("Your resume arrived, but it cannot be read at this moment. Please try again in a minute."),
            )
    context = {"form": form, "limit": settings.UPLOAD_LIMIT}
    return _page(request, "send", context, status=422)


def _read(attempt: Attempt, form: ResumeForm) -> None:
    upload, text = form.cleaned_data["file"], form.cleaned_data["text"]
    if upload:
        resumes.take_file(attempt=attempt, content=upload.file, name=upload.name)
    elif text.strip():
        resumes.take_text(attempt=attempt, text=text)
    else:
        raise Refused(_("Choose a file, or write a few lines instead."), field="file")


def _ask(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    resume = attempt.resume
    if resume is None:
        return redirect(request.path)
    parsed = resume.parsed
    form = FactsForm(
        initial={
            "name": parsed.get("name") or request.application.candidate.name,
            "location": parsed.get("location", ""),
            "skills": ", ".join(parsed.get("skills", [])),
        }
    )
    return _page(request, "confirm", {"form": form, "parsed": parsed, "file": resume.file})


def _confirm(request: ProvenRequest, attempt: Attempt) -> HttpResponse:
    form = FactsForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "parsed": attempt.resume.parsed if attempt.resume else {}}
        return _page(request, "confirm", context, status=422)
    try:
        resumes.confirm(attempt=attempt, corrections=form.cleaned_data)
    except Refused:
        return redirect(request.path)
    return _map(request)


def _map(request: ProvenRequest) -> HttpResponse:
    return redirect("candidate-journey", request.workspace.slug, request.interviewer.slug)


def _page(
    request: ProvenRequest, name: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    shared = {"interviewer": request.interviewer, "brand_name": request.workspace.name}
    return render(request, f"stages/resume/{name}.html", {**shared, **context}, status=status)
