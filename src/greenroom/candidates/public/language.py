"""The language a candidate picks."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from greenroom.candidates.actions import acquainted
from greenroom.candidates.public.door import SPOKEN, CandidateRequest, anybody
from greenroom.candidates.public.pages import to


@anybody
@require_POST
def choose(request: CandidateRequest) -> HttpResponse:
    """Keep the choice in this browser, and with the candidate once they are known; back to where it was made."""
    after, picked = request.POST.get("next", ""), request.POST.get("language", "")
    is_ours = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    response = redirect(after) if is_ours else to(request, "candidate-start")
    if picked not in SPOKEN:
        return response
    if request.remembered is not None:
        acquainted.choose_language(request.remembered.candidate, picked)
    return kept(response, picked)


def kept(response: HttpResponse, picked: str) -> HttpResponse:
    """The answer, with which this browser keeps the choice."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        picked,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
