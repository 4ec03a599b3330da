from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.notifications.models.subscribers import Webhook


class Delivery(WorkspaceRow):
    """One notice to one subscriber, once for each key. To a member it goes by e-mail through the outbox.

    notice: `contract.Notice` while it waits, then {}. error: what stood in the way last. tries: how often it was away.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    key = models.CharField(max_length=160)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, null=True, related_name="+")
    notice = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    error = models.CharField(max_length=200, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "member"], name="notice_once_a_member"),
            models.UniqueConstraint(fields=["key", "webhook"], name="notice_once_a_webhook"),
            models.CheckConstraint(
                condition=models.Q(member=None, webhook__isnull=False)
                | models.Q(member__isnull=False, webhook=None),
                name="notice_to_a_member_or_a_webhook",
            ),
        ]
        indexes = [models.Index(fields=["subject_id", "-created_at", "-id"], name="delivery_newest")]
