"""Reports and files of many candidates in one ZIP."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenroom.accounts.access import TeamRequest, team
from greenroom.accounts.rules.roles import Permission
from greenroom.candidates.models import Application
from greenroom.candidates.queries import listing
from greenroom.core.errors import Refused
from greenroom.core.ids import ids_in
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries import interviewers
from greenroom.reports.actions import choices as remembering
from greenroom.reports.actions import packaging
from greenroom.reports.formats import zip as zipped
from greenroom.reports.models import Package
from greenroom.reports.queries import choices, packages
from greenroom.reports.web.forms import PackageForm

State = Package.State
KEY = "files"
"""Session key: by interviewer, the applications that were chosen on its list."""


@team(Permission.SEE)
def ask(request: TeamRequest, slug: str) -> HttpResponse:
    """Which files of the candidates that were chosen on the list. The list's own form comes here first."""
    interviewer = interviewers.get_brief_for(request.member, slug)
    if request.method == "POST" and "confirmed" not in request.POST:
        ids = [one.hex for one in _chosen(request, interviewer)]
        request.session[KEY] = {slug: ids}
        return _to(request, reverse("package-ask", args=[slug]))
    chosen = [UUID(one) for one in request.session.get(KEY, {}).get(slug, [])]
    kept, contents = choices.of(request.member)
    form = PackageForm(request.POST if request.method == "POST" else None, options=kept, contents=contents)
    if form.is_valid():
        remembering.remember(form.options(), form.contents(), by=request.member)
        theirs = Application.objects.filter(interviewer=interviewer, id__in=chosen)
        still = set(theirs.values_list("id", flat=True))
        wanted = [one for one in chosen if one in still]
        try:
            made = packaging.ask(interviewer, wanted, form.options(), form.contents(), by=request.member)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect("package", package_id=made.id)
    context = {"interviewer": interviewer, "form": form, "count": len(chosen)}
    return render(request, "reports/package_ask.html", context, status=422 if form.errors else 200)


def _to(request: TeamRequest, address: str) -> HttpResponse:
    """There, from a page's script and without it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _chosen(request: TeamRequest, interviewer: Interviewer) -> list[UUID]:
    """Those that were ticked, or everybody who matches, as the list says it, best first."""
    rows = Application.objects.filter(interviewer=interviewer, is_test=False)
    if request.POST.get("all_matching") == "1":
        asked = listing.Asked.read(_query(request.POST.get("matching", "")))
        rows = listing.matching(interviewer, asked)
    else:
        rows = rows.filter(id__in=ids_in(request.POST.getlist("application")[: packaging.MOST + 1]))
    return list(rows.order_by("-rank", "-id").values_list("id", flat=True)[: packaging.MOST + 1])


def _query(text: str) -> dict[str, str]:
    return QueryDict(text.lstrip("?")).dict()


@team(Permission.SEE)
@require_GET
def show(request: TeamRequest, package_id: UUID) -> HttpResponse:
    """How far it is; the way to the ZIP once it is ready."""
    package = packages.get_for(request.member, package_id)
    standing = packages.standing(package)
    done = _("%(done)s of %(total)s") % {"done": standing.done, "total": standing.total}
    context = {
        "package": package,
        "interviewer": package.interviewer,
        "standing": standing,
        "percent": 100 * standing.done // standing.total if standing.total else 100,
        "done": done,
        "waits": package.state == State.WAITING,
        "stop_url": reverse("package-stop", args=[package.id]),
    }
    polled = request.headers.get("HX-Request") == "true"
    return render(request, f"reports/{'_package' if polled else 'package'}.html", context)


@team(Permission.SEE)
@require_POST
def stop(request: TeamRequest, package_id: UUID) -> HttpResponse:
    """Make no more reports; those that were made can be fetched."""
    packaging.stop(packages.get_for(request.member, package_id), by=request.member)
    return redirect("package", package_id=package_id)


@team(Permission.SEE)
@require_GET
def download(request: TeamRequest, package_id: UUID) -> HttpResponseBase:
    """The ZIP, written while it is fetched."""
    package = packages.get_for(request.member, package_id)
    if package.state == State.WAITING:
        return redirect("package", package_id=package_id)
    packaging.taken(package, by=request.member)
    found = packages.listing(package)
    response = StreamingHttpResponse(
        zipped.stream(found.entries, missing=found.missing), content_type="application/zip"
    )
    name = f"{package.interviewer.slug}-{package.created_at:%Y-%m-%d}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
