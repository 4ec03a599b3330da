"""Addresses of a candidate's way through."""

from __future__ import annotations

from django.urls import path

from greenroom.candidates.public import journey, language, start

LINK = "apply/<slug:workspace>/<slug:slug>/"

urlpatterns = [
    path(LINK, start.start, name="candidate-start"),
    path(f"{LINK}phone/", start.prefix, name="candidate-prefix"),
    path(f"{LINK}language/", language.choose, name="candidate-language"),
    path(f"{LINK}back/", start.come_back, name="candidate-back"),
    path(f"{LINK}code/", start.code, name="candidate-code"),
    path(f"{LINK}steps/", journey.journey, name="candidate-journey"),
    path(f"{LINK}steps/<uuid:stage_id>/again/", journey.again, name="candidate-again"),
    path(f"{LINK}thanks/", journey.thanks, name="candidate-thanks"),
    path(f"{LINK}leave/", journey.leave, name="candidate-leave"),
]
