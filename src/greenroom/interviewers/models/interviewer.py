from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.media.models import StoredFile


class Interviewer(WorkspaceRow):
    """One screening experience for one role.

    slug: in every link, unique in the workspace. language: ISO 639-1, of the interview.
    requirements, warnings: what the plan found, each with its quote of the job description. notes: which of the
    instructions the plan did not follow, and why. found_by: title and slug without case or marks.
    """

    class Status(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        EXPIRED = "expired"
        ARCHIVED = "archived"

    class Planning(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    job_description = models.TextField()
    job_file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    instructions = models.TextField(default="", blank=True)
    language = models.CharField(max_length=12, default="en")
    location = models.CharField(max_length=160, default="", blank=True)
    seniority = models.CharField(max_length=80, default="", blank=True)
    pay = models.CharField(max_length=160, default="", blank=True)
    requirements = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    planning = models.CharField(max_length=10, choices=Planning, default=Planning.WAITING)
    planning_error = models.CharField(max_length=500, default="")
    planned_by = models.CharField(max_length=160, default="")
    created_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    activated_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    found_by = models.CharField(max_length=400, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "slug"], name="interviewer_slug_once_a_workspace")
        ]
        indexes = [models.Index(fields=["workspace", "-created_at", "-id"], name="interviewer_newest")]

    def __str__(self) -> str:
        return self.title


class Stage(WorkspaceRow):
    """One step of the workflow. kind: a folder in `stages`; config: that kind's own, validated by it."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    config = models.JSONField(default=dict)
    weight = models.FloatField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["interviewer", "position"], name="stage_position_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0, weight__lte=5), name="stage_weight_0_to_5"
            ),
        ]
