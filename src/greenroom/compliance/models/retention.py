from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow


class RetentionRun(WorkspaceRow):
    """A day's erasing of those whose days are over. people: erased; left: could not go yet, and are tried next day.

    ended_at: None until nobody is left to look at; a run that was killed goes on in the same row.
    """

    day = models.DateField()
    people = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "day"], name="retention_once_a_day")]
