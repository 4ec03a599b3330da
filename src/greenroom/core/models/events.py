from __future__ import annotations

from django.db import models

from greenroom.core.models.base import MomentField


class StoredEvent(models.Model):
    """One domain event, for ever. Rows are appended, never changed."""

    scope_id = models.UUIDField(null=True)
    name = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    payload = models.JSONField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    created_at = MomentField()

    class Meta:
        db_table = "core_event"
        indexes = [
            models.Index(fields=["scope_id", "-id"], name="event_by_scope"),
            models.Index(fields=["subject_id", "-id"], name="event_by_subject"),
        ]
