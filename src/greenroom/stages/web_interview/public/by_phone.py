"""The page on which a candidate asks to be called, and sees how the call stands."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from greenroom.candidates.models import Attempt
from greenroom.candidates.public.door import ProvenRequest, proven
from greenroom.candidates.public.pages import page, to
from greenroom.candidates.rules import contact
from greenroom.conversations.models import PhoneCall
from greenroom.conversations.phone import asking
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.stages.web_interview.public import look, tongues
from greenroom.stages.web_interview.public.phone_offer import offered
from greenroom.stages.web_interview.public.views import open_attempt

PAGE = "stages/web_interview/phone.html"
PART = "stages/web_interview/_phone.html"


@proven
@require_http_methods(["GET", "POST"])
def phone(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """GET: how it stands; a script that asks again gets that part alone. POST: call me, then."""
    attempt = open_attempt(request, stage_id)
    if attempt is None or not offered(attempt):
        return _away(request)
    if request.method == "GET":
        return _shown(request, attempt)
    when, number = request.POST.get("when", ""), request.POST.get("phone", "")
    try:
        asking.ask(attempt=attempt, choice=when, phone=number)
    except Refused as refused:
        return _shown(request, attempt, refused=refused)
    return redirect(_address(request, stage_id))


@proven
@require_POST
def cancel(request: ProvenRequest, stage_id: UUID) -> HttpResponse:
    """No call now."""
    attempt = open_attempt(request, stage_id)
    if attempt is None:
        return _away(request)
    asking.cancel(attempt=attempt)
    return redirect(_address(request, stage_id))


def _address(request: ProvenRequest, stage_id: UUID) -> str:
    return reverse("candidate-phone", args=[request.workspace.slug, request.interviewer.slug, stage_id])


def _away(request: ProvenRequest) -> HttpResponse:
    """There is nothing to call about here any more: the journey says what is next."""
    if request.headers.get("HX-Request") != "true":
        return to(request, "candidate-journey")
    moved = HttpResponse(status=200)
    slugs = [request.workspace.slug, request.interviewer.slug]
    moved.headers["HX-Redirect"] = reverse("candidate-journey", args=slugs)
    return moved


def _shown(request: ProvenRequest, attempt: Attempt, *, refused: Refused | None = None) -> HttpResponse:
    row = PhoneCall.objects.filter(attempt=attempt).order_by("-created_at").first()
    known = attempt.application.candidate.phone
    context = {
        "attempt": attempt,
        "row": row,
        "number": contact.shown_phone(row.number if row else known),
        "known": contact.shown_phone(known) if known else "",
        "is_live": row is not None and row.ended_at is None,
        "is_waiting": row is not None and row.state == PhoneCall.State.WAITING and row.due_at > clock.now(),
        "keeps_quiet_hours": asking.keeps_quiet_hours(attempt),
        "choices": _choices(),
        "chosen": request.POST.get("when", asking.NOW),
        "typed": request.POST.get("phone"),
        "problem": refused,
        **tongues.told(attempt),
        **look.own(request, attempt),
    }
    part = request.headers.get("HX-Request") == "true" and refused is None
    return page(request, PART if part else PAGE, context, status=422 if refused else 200)


def _choices() -> list[tuple[str, str]]:
    labels = [_("Now"), _("In one hour"), _("In three hours"), _("Tomorrow at this time")]
    return list(zip(asking.CHOICES, labels, strict=True))
