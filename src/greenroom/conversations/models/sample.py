from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.conversations.models.call import Call


class CallSample(WorkspaceRow):
    """How a call's line was over some seconds, as the candidate's browser measured it. at: by the server's clock.

    rtt_ms: there and back. jitter_ms: how unevenly packets came. loss: share of packets lost, 0 to 1. bitrate: of
    the sound received, kilobits a second.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="samples", db_index=False)
    at = models.DateTimeField()
    rtt_ms = models.PositiveIntegerField()
    jitter_ms = models.PositiveIntegerField()
    loss = models.FloatField()
    bitrate = models.PositiveIntegerField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["call", "at"], name="call_sample_once"),
            models.CheckConstraint(
                condition=models.Q(loss__gte=0, loss__lte=1), name="call_sample_loss_is_a_share"
            ),
        ]
