"""A candidate's report: what it shows, the page, the PDF, and a ZIP with their files."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.core.errors import NotFound, Refused
from greenroom.core.events import emit
from greenroom.core.ids import ids_in
from greenroom.reports import events
from greenroom.reports.actions import choices as remembering
from greenroom.reports.actions import packaging, translating
from greenroom.reports.queries import choices, reports
from greenroom.reports.queries.reports import Report
from greenroom.reports.web.forms import PackageForm
from greenroom.reports.web.frame import application_at, context_of, file_name


@team(Permission.SEE)
def options(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Choose what the report shows, then see it, take it away, or have it packed with the files."""
    application = application_at(request, slug, application_id)
    kept, contents = choices.of(request.member)
    form = PackageForm(request.POST if request.method == "POST" else None, options=kept, contents=contents)
    if form.is_valid():
        remembering.remember(form.options(), form.contents(), by=request.member)
        wanted = request.POST.get("then", "view")
        if wanted != "package":
            name = "report-pdf" if wanted == "pdf" else "report-view"
            attempts = urlencode([("attempt", str(each)) for each in ids_in(request.GET.getlist("attempt"))])
            return redirect(reverse(name, args=[slug, application_id]) + (attempts and f"?{attempts}"))
        try:
            made = packaging.ask(
                application.interviewer,
                [application.id],
                form.options(),
                form.contents(),
                by=request.member,
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("package", package_id=made.id)
    context = {**context_of(application, _("Report")), "form": form}
    return render(request, "reports/options.html", context, status=422 if form.errors else 200)


@team(Permission.SEE)
@require_GET
def view(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """The report as a page of its own."""
    report = _report(request, slug, application_id, as_what="page")
    data = report.data()
    context = {
        **context_of(report.card.application, data["title"]),
        "doc": data,
        "words": data["words"],
    }
    response = render(request, "reports/view.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@team(Permission.SEE)
@require_GET
def pdf(request: TeamRequest, slug: str, application_id: UUID) -> HttpResponse:
    """The same, for taking away."""
    report = _report(request, slug, application_id, as_what="pdf")
    response = HttpResponse(report.pdf(), content_type="application/pdf")
    kind = "inline" if "view" in request.GET else "attachment"
    name = file_name(report.card.application)
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _report(request: TeamRequest, slug: str, application_id: UUID, *, as_what: str) -> Report:
    """The report as this member wants reports; that it was taken is written down."""
    wanted, _contents = choices.of(request.member)
    report = reports.get_for(
        request.member, application_id, wanted, chosen=ids_in(request.GET.getlist("attempt"))
    )
    if report.card.application.interviewer.slug != slug:
        raise NotFound
    with transaction.atomic():
        translating.ask(report.card, wanted, member_id=request.member.id)
        emit(events.ReportTaken(application_id=application_id, as_what=as_what), by=request.member.actor)
    return report
