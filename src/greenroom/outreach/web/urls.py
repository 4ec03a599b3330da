"""Addresses of the outbox."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.outreach.web import frame, outbox, phone

urlpatterns: list[URLPattern] = [
    path("outreach/", frame.front, name="outreach"),
    path("outreach/phone/", phone.phones, name="phone"),
    path("outreach/phone/number/", phone.number, name="phone-number"),
    path("outreach/phone/<uuid:text_thread_id>/", phone.thread, name="phone-thread"),
    path("outreach/phone/<uuid:text_thread_id>/write/", phone.write, name="phone-write"),
    path("outreach/outbox/", outbox.outbox, name="outbox"),
    path("outreach/outbox/<uuid:message_id>/", outbox.message, name="outbox-message"),
    path("outreach/outbox/<uuid:message_id>/again/", outbox.send_again, name="outbox-send-again"),
]
