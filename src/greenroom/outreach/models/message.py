from __future__ import annotations

from django.db import models

from greenroom.core.models import Row
from greenroom.outreach.models.policy import Policy


class Message(Row):
    """A message in the outbox. workspace_id: None for the product's own, such as sign-in links.

    state "kept": no mail server is configured, or the workspace is a demo, so it can be read in the outbox and
    nowhere else. state "cancelled": a member took it back, or it was no longer wanted when it was due.
    error: what the server last said, or why it was cancelled; empty once the message has gone. tries: how often it
    was away or busy. kind: which of the templates it was written from, "" for none. about_id: the application it is
    about. key: what it must not be written twice for; given up when it is cancelled. due_at: not before this
    moment. policy, zone: what is asked again when it goes, and the recipient's zone. unsubscribe_url: where the
    recipient ends such messages. vendor, vendor_id: who carried it, and their name for it. parts: of a text
    message, what carriers count. told_at: when the vendor last told what became of it.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        DELIVERED = "delivered"
        UNDELIVERED = "undelivered"  # it went, and came back
        KEPT = "kept"
        FAILED = "failed"
        CANCELLED = "cancelled"

    workspace_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=10, default="email")
    sender = models.CharField(max_length=255)
    recipient = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    body = models.TextField()
    html = models.TextField(default="")
    kind = models.CharField(max_length=40, default="", blank=True)
    about_id = models.UUIDField(null=True, db_index=True)
    key = models.CharField(max_length=160, null=True, unique=True)
    due_at = models.DateTimeField(null=True)
    policy = models.ForeignKey(Policy, on_delete=models.SET_NULL, null=True, related_name="+")
    zone = models.CharField(max_length=60, default="", blank=True)
    unsubscribe_url = models.CharField(max_length=1000, default="", blank=True)
    vendor = models.CharField(max_length=20, default="", blank=True)
    vendor_id = models.CharField(max_length=120, default="", blank=True, db_index=True)
    parts = models.PositiveSmallIntegerField(default=1)
    told_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    error = models.CharField(max_length=300, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["workspace_id", "-created_at", "-id"], name="message_newest"),
            models.Index(
                fields=["workspace_id", "recipient", "-created_at"],
                name="message_of_a_phone",
                condition=models.Q(channel="sms"),
            ),
        ]
