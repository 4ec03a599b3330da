"""Addresses of the outbox."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.outreach.web import frame, outbox

urlpatterns: list[URLPattern] = [
    path("outreach/", frame.front, name="outreach"),
    path("outreach/outbox/", outbox.outbox, name="outbox"),
    path("outreach/outbox/<uuid:message_id>/", outbox.message, name="outbox-message"),
    path("outreach/outbox/<uuid:message_id>/again/", outbox.send_again, name="outbox-send-again"),
]
