from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models import Attempt
from greenroom.conversations.models.call import Call


class PhoneCall(WorkspaceRow):
    """A time a candidate's telephone is rung, on their wish, to hold an interview.

    number: E.164. due_at: not before. dialled_at: when a vendor was first asked to ring. sid: the vendor's name for
    it. call: the line it came to, once somebody had picked up. language: of what is said about the call itself.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DIALLING = "dialling"
        RINGING = "ringing"
        TALKING = "talking"
        OVER = "over"

    class Why(models.TextChoices):
        """What ended it."""

        LIVE = ""
        FINISHED = "finished"
        LEFT = "left"
        LATER = "later"
        NO_ANSWER = "no_answer"
        BUSY = "busy"
        MACHINE = "machine"
        CANCELLED = "cancelled"
        NO_LINES = "no_lines"
        FAILED = "failed"

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    why = models.CharField(max_length=9, choices=Why, default=Why.LIVE, blank=True)
    due_at = models.DateTimeField()
    dialled_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    sid = models.CharField(max_length=64, default="", blank=True)
    call = models.ForeignKey(Call, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=models.Q(ended_at=None), name="phone_call_live_once_an_attempt"
            )
        ]
