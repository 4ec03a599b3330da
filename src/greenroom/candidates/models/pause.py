from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models.attempt import Attempt
from greenroom.core.models.base import MomentField


class Pause(WorkspaceRow):
    """A break a candidate takes in the middle of a stage: the clock of the attempt stands still meanwhile.

    ended_at: None while it lasts.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    began_at = MomentField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=models.Q(ended_at=None), name="pause_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("began_at")),
                name="pause_ends_after_it_began",
            ),
        ]
