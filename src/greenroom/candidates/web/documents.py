"""The resume as it was sent, for taking away; and asking for a result again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Attempt
from greenroom.candidates.queries import applications
from greenroom.candidates.web.reading import application_at, back
from greenroom.core.errors import NotFound
from greenroom.evaluation.actions import evaluations
from greenroom.evaluation.models import Evaluation
from greenroom.evaluation.queries.reading import is_hidden
from greenroom.media.actions.files import open_stored


@team(Permission.SEE)
@require_GET
def resume_file(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """The resume as it was uploaded. Always a download: a stranger's file never opens in our pages."""
    application = application_at(request, slug, application_id)
    if is_hidden(request.member, application):
        messages.warning(request, _("The file says who this is. Show the candidate first."))
        return redirect("candidate", slug=slug, application_id=application_id)
    resumes = [attempt.resume for attempt in applications.attempts_of(application).values() if attempt.resume]
    files = [resume.file for resume in resumes if resume.file]
    if not files:
        raise NotFound
    return FileResponse(
        open_stored(files[-1]),
        as_attachment=True,
        filename=files[-1].name,
        content_type="application/octet-stream",
    )


@team(Permission.DECIDE)
@require_POST
def ask(request: TeamRequest, slug: str, application_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Have an attempt read by the evaluators that have not, such as those that came after it was handed in."""
    application = application_at(request, slug, application_id)
    attempt = Attempt.objects.filter(id=attempt_id, application=application).first()
    if attempt is None:
        raise NotFound
    if attempt.status == Attempt.Status.OPEN:
        messages.warning(request, _("It has not been handed in yet."))
    else:
        evaluations.request(attempt_id=attempt.id)
        messages.success(request, _("The analysis runs."))
    return back(request, f"/interviewers/{slug}/candidates/{application_id}/")


@team(Permission.DECIDE)
@require_POST
def retry(request: TeamRequest, slug: str, application_id: UUID, evaluation_id: UUID) -> HttpResponse:
    """Run one evaluator again; the earlier result is kept."""
    application = application_at(request, slug, application_id)
    row = Evaluation.objects.filter(id=evaluation_id, attempt__application=application).first()
    if row is None:
        raise NotFound
    evaluations.retry(row, by=request.member)
    messages.success(request, _("The analysis runs again. Its earlier result is kept."))
    return back(request, f"/interviewers/{slug}/candidates/{application_id}/")
