"""Where candidates' pages send what they notice."""

from __future__ import annotations

from django.urls import path

from greenroom.diagnostics.public import capture

LINK = "apply/<slug:workspace>/<slug:slug>/"

urlpatterns = [
    path(f"{LINK}capture/events/", capture.take_events, name="capture-events"),
    path(f"{LINK}capture/screen/", capture.take_screen, name="capture-screen"),
]
