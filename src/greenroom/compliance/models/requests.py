from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow


class DataRequest(WorkspaceRow):
    """What somebody asks of their own data, with what became of it.

    subject_id: the candidate, who may be gone by the time it is done. about_id: the application an objection is
    about, None for others. same_as: a hash of who asks what, so that what is sent twice is one request. words:
    theirs; reason: ours, when it is refused or done. Both are emptied when the subject is erased. due_at: by when
    the law wants an answer.
    """

    class Kind(models.TextChoices):
        CORRECT = "correct"
        OBJECT = "object"
        ERASE = "erase"

    class State(models.TextChoices):
        RECEIVED = "received"
        LOOKED_AT = "looked_at"
        ERASING = "erasing"
        DONE = "done"
        REFUSED = "refused"

    subject_id = models.UUIDField()
    same_as = models.CharField(max_length=64)
    about_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    words = models.TextField(default="", blank=True)
    reason = models.TextField(default="", blank=True)
    due_at = models.DateTimeField()
    taken_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["same_as"],
                condition=models.Q(state__in=["received", "looked_at", "erasing"]),
                name="data_request_waits_once",
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "ended_at", "due_at", "id"], name="data_request_queue"),
            models.Index(fields=["subject_id", "-created_at", "-id"], name="data_request_of_subject"),
        ]
