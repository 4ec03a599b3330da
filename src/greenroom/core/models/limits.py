from __future__ import annotations

from django.db import models


class Attempted(models.Model):
    """How often something limited was tried within a window. key: a hash, so that no address is stored."""

    key = models.CharField(max_length=64)
    window_start = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "core_attempted"
        constraints = [
            models.UniqueConstraint(fields=["key", "window_start"], name="attempted_once_a_window")
        ]
