"""Ending the messages of a workspace, by one click in a mail program (RFC 8058) or on a page.

Whoever holds the link may: it is sealed and was sent to that address alone, so neither needs a session or a token of
a form. What is essential goes all the same.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from greenroom.accounts.access import public
from greenroom.accounts.models import Workspace
from greenroom.branding.queries import brands
from greenroom.core import scope
from greenroom.core.errors import NotFound
from greenroom.outreach.actions import suppressions
from greenroom.outreach.actions.suppressions import Held
from greenroom.outreach.models import Suppression


@csrf_exempt
@public("whoever was sent the link, which is sealed")
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    try:
        held = suppressions.held_by(token)
        workspace = Workspace.objects.get(id=held.workspace_id)
    except (NotFound, Workspace.DoesNotExist):
        return render(request, "outreach/public/unknown.html", status=404)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    spoken = {code for code, _name in settings.LANGUAGES}
    with scope.scoped(held.workspace_id), translation.override(chosen if chosen in spoken else held.language):
        if request.method == "POST":
            _change(request, held)
        return _page(request, held, workspace)


def _change(request: HttpRequest, held: Held) -> None:
    if request.POST.get("do") == "undo":
        suppressions.resume(held)
    else:
        suppressions.suppress(held, reason=Suppression.Reason.UNSUBSCRIBED)


def _page(request: HttpRequest, held: Held, workspace: Workspace) -> HttpResponse:
    brand = brands.of_workspace(workspace)
    given = {
        **brands.frame(brand, language=translation.get_language() or "en", job_title=""),
        "address": held.address,
        "company": brand.name,
        "reason": suppressions.reason_of(held),
    }
    response = render(request, "outreach/public/unsubscribe.html", given)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Language"] = translation.get_language() or "en"
    return response
