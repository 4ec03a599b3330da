from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow


class Suppression(WorkspaceRow):
    """An address that gets no more messages of this workspace, what is essential excepted.

    address: in small letters, or E.164.
    """

    class Reason(models.TextChoices):
        UNSUBSCRIBED = "unsubscribed"
        BOUNCED = "bounced"
        COMPLAINED = "complained"

    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=255)
    reason = models.CharField(max_length=12, choices=Reason)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "channel", "address"], name="suppression_once_an_address"
            )
        ]
