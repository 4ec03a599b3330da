from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.core.models.base import MomentField
from greenroom.media.models.files import StoredFile


class Recording(WorkspaceRow):
    """One unbroken piece of the sound, or sound and picture, of an attempt; a recorder that starts anew is another.

    application_id, attempt_id: of the rooms above, which this one does not know. key: the sender's own id of the
    piece. segment: from 1 within its source. media_type: of the bytes, "" before the first. size: bytes that are
    confirmed; sha256: of all of them, once closed. began_ms, ended_ms: since the attempt began. gaps: [from, to] on
    the same clock, where sound is missing within. file: what is played, once it was made ready; before that and where
    that failed, the bytes lie in the part file of `media.recordings.parts`. touched_at: when something last came.
    """

    class Source(models.TextChoices):
        CAMERA = "candidate_camera"
        AUDIO = "candidate_audio"
        SERVER = "server_audio"

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"
        REMUXED = "remuxed"
        FAILED = "failed"

    application_id = models.UUIDField(db_index=True)
    attempt_id = models.UUIDField()
    source = models.CharField(max_length=20, choices=Source)
    segment = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    media_type = models.CharField(max_length=40, default="")
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="")
    began_ms = models.PositiveBigIntegerField()
    ended_ms = models.PositiveBigIntegerField(null=True)
    gaps = models.JSONField(default=list)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    touched_at = MomentField()

    class Meta:
        ordering = ["began_ms", "segment"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt_id", "source", "segment"], name="recording_segment_once"
            ),
            models.UniqueConstraint(fields=["attempt_id", "key"], name="recording_key_once"),
            models.CheckConstraint(
                condition=models.Q(ended_ms=None) | models.Q(ended_ms__gte=models.F("began_ms")),
                name="recording_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["state", "touched_at"], name="recording_waiting")]
