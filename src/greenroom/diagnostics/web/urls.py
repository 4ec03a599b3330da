"""What a team sees of visits."""

from __future__ import annotations

from django.urls import path

from greenroom.diagnostics.web import policy, visits

CANDIDATE = "interviewers/<slug:slug>/candidates/<uuid:application_id>/"

urlpatterns = [
    path("settings/capture/", policy.capture_settings, name="capture"),
    path(f"{CANDIDATE}visits/", visits.show, name="visits"),
    path(f"{CANDIDATE}visits/<uuid:visit_id>/replay/", visits.replay, name="visit-replay"),
    path(f"{CANDIDATE}visits/<uuid:visit_id>/screen/<uuid:part_id>/", visits.screen, name="visit-screen"),
]
