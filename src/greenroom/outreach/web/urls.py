"""Addresses of what candidates are sent."""

from __future__ import annotations

from django.urls import URLPattern, path

from greenroom.outreach.web import frame, outbox, phone, policies, templates

GROUP = "outreach/templates/<uuid:message_group_id>/"
POLICY = "outreach/policies/<uuid:policy_id>/"

urlpatterns: list[URLPattern] = [
    path("outreach/", frame.front, name="outreach"),
    path("outreach/templates/", templates.show, name="message-templates"),
    path("outreach/templates/new/", templates.new, name="message-group-new"),
    path(GROUP, templates.group, name="message-group"),
    path(f"{GROUP}save/", templates.save, name="message-group-save"),
    path(f"{GROUP}default/", templates.make_default, name="message-group-default"),
    path(f"{GROUP}remove/", templates.remove, name="message-group-remove"),
    path(f"{GROUP}text/", templates.text, name="message-text"),
    path(f"{GROUP}text/save/", templates.text_save, name="message-text-save"),
    path("outreach/policies/", policies.show, name="policies"),
    path("outreach/policies/new/", policies.new, name="policy-new"),
    path(POLICY, policies.policy, name="policy"),
    path(f"{POLICY}save/", policies.save, name="policy-save"),
    path(f"{POLICY}default/", policies.make_default, name="policy-default"),
    path(f"{POLICY}remove/", policies.remove, name="policy-remove"),
    path("outreach/phone/", phone.phones, name="phone"),
    path("outreach/phone/number/", phone.number, name="phone-number"),
    path("outreach/phone/<uuid:text_thread_id>/", phone.thread, name="phone-thread"),
    path("outreach/phone/<uuid:text_thread_id>/write/", phone.write, name="phone-write"),
    path("outreach/outbox/", outbox.outbox, name="outbox"),
    path("outreach/outbox/<uuid:message_id>/", outbox.message, name="outbox-message"),
    path("outreach/outbox/<uuid:message_id>/cancel/", outbox.cancel, name="outbox-cancel"),
    path("outreach/outbox/<uuid:message_id>/again/", outbox.send_again, name="outbox-send-again"),
]
