from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.interviewers.models import Interviewer


class Rehearsal(WorkspaceRow):
    """The last time an interviewer was tried on played candidates. No candidate, no application, no charge.

    runs: what `rules.playing` made of each level, as JSON. engines: what judged. error: why there is none.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    interviewer = models.OneToOneField(Interviewer, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    runs = models.JSONField(default=list)
    engines = models.CharField(max_length=200, default="")
    ms = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, default="")
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
