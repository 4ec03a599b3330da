"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.outreach.public import mail_hook, sms_hooks, unsubscribing

urlpatterns: list[URLPattern] = [
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("hooks/mail/", mail_hook.told, name="mail-hook"),
    path("hooks/twilio/sms/", sms_hooks.arrived, name="twilio-sms"),
    path("hooks/twilio/status/", sms_hooks.status, name="twilio-status"),
]
