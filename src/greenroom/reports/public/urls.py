"""Addresses of shared scorecards."""

from __future__ import annotations

from django.urls import path

from greenroom.reports.public import shares

LINK = "shared/<str:token>/"

urlpatterns = [
    path(LINK, shares.show, name="shared"),
    path(f"{LINK}scores/<uuid:score_id>/", shares.remark, name="shared-remark"),
    path(f"{LINK}recordings/<uuid:recording_id>/", shares.play, name="shared-recording"),
]
