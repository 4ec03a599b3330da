"""Addresses of a candidate's way through."""

from __future__ import annotations

from django.urls import path

from greenroom.candidates.public import (
    accommodations,
    asking,
    journey,
    language,
    my_data,
    practice,
    start,
)

LINK = "apply/<slug:workspace>/<slug:slug>/"

urlpatterns = [
    path(LINK, start.start, name="candidate-start"),
    path(f"{LINK}phone/", start.prefix, name="candidate-prefix"),
    path(f"{LINK}language/", language.choose, name="candidate-language"),
    path(f"{LINK}back/", start.come_back, name="candidate-back"),
    path(f"{LINK}code/", start.code, name="candidate-code"),
    path(f"{LINK}steps/", journey.journey, name="candidate-journey"),
    path(f"{LINK}steps/<uuid:stage_id>/again/", journey.again, name="candidate-again"),
    path(f"{LINK}steps/<uuid:stage_id>/break/", accommodations.pause, name="candidate-break"),
    path(f"{LINK}help/", asking.show, name="candidate-help"),
    path(f"{LINK}fit/", accommodations.show, name="candidate-accommodations"),
    path(f"{LINK}practice/", practice.practise, name="candidate-practice"),
    path(f"{LINK}my-data/", my_data.show, name="candidate-data"),
    path(f"{LINK}my-data/download/", my_data.download, name="candidate-data-download"),
    path(f"{LINK}my-data/correct/", my_data.correct, name="candidate-data-correct"),
    path(f"{LINK}my-data/objection/", my_data.objection, name="candidate-data-object"),
    path(f"{LINK}my-data/erasure/", my_data.erasure, name="candidate-data-erase"),
    path(f"{LINK}thanks/", journey.thanks, name="candidate-thanks"),
    path(f"{LINK}leave/", journey.leave, name="candidate-leave"),
]
