from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models import Attempt
from greenroom.core.models import Row
from greenroom.core.models.base import MomentField


class VoiceWorker(Row):
    """A process that holds calls. It serves every workspace, and is passed over when its heart does not beat.

    address: where the web processes reach it. active, most: calls. lag_ms: how late its loop runs, p99.
    """

    address = models.CharField(max_length=200)
    heartbeat_at = MomentField()
    active = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField()
    lag_ms = models.PositiveIntegerField(default=0)
    draining = models.BooleanField(default=False)


class Call(WorkspaceRow):
    """One line between a candidate and an interview; an interview may take several, one after another.

    joined_at: when its worker answered the offer. cut_ins: how often the interviewer spoke into an answer that
    went on. turns: of the candidate.
    """

    class Transport(models.TextChoices):
        WEBRTC = "webrtc"
        LIVEKIT = "livekit"
        PHONE = "phone"

    class Why(models.TextChoices):
        """What ended it."""

        LIVE = ""
        FINISHED = "finished"
        LEFT = "left"
        LOST = "lost"
        TAKEN_OVER = "taken_over"
        MOVED = "moved"
        NEVER_JOINED = "never_joined"
        WORKER_GONE = "worker_gone"

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(VoiceWorker, on_delete=models.SET_NULL, null=True, related_name="+")
    transport = models.CharField(max_length=8, choices=Transport, default=Transport.WEBRTC)
    began_at = MomentField()
    joined_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=12, choices=Why, default=Why.LIVE, blank=True)
    cut_ins = models.PositiveSmallIntegerField(default=0)
    turns = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=models.Q(ended_at=None), name="call_live_once_an_attempt"
            )
        ]
