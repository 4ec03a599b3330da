from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow


class Subscription(WorkspaceRow):
    """A member who hears of a subject by e-mail. subject_kind, subject_id: what the rooms above say."""

    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "subject_kind", "member"], name="subscribed_once_a_subject"
            )
        ]


class Webhook(WorkspaceRow):
    """A channel of another service that hears of a subject. Whoever has its address can post there.

    channel: a folder in `channels`. name: what members call it. sealed: the address, `core.secrets`. known_by: its
    fingerprint. ending: its last characters, to tell it by. problem: what a person has to mend; empty while it works.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    channel = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    sealed = models.TextField()
    known_by = models.CharField(max_length=64)
    ending = models.CharField(max_length=4)
    problem = models.CharField(max_length=200, default="")
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "subject_kind", "known_by"], name="webhook_once_a_subject"
            )
        ]
