from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.candidates.models import Application
from greenroom.interviewers.models import Interviewer


class Rescore(WorkspaceRow):
    """Scoring an interviewer's people again by its rubrics and weights of today. Nothing moves until it is applied.

    rubrics: id of the version that was asked to id of the one it is scored and weighed by now. changes: what differed,
    as `queries.outdated.Outdated.as_json`. by, decided_by: who asked for it, and who applied or discarded it.
    """

    class Status(models.TextChoices):
        RUNNING = "running"
        READY = "ready"
        APPLIED = "applied"
        DISCARDED = "discarded"

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    rubrics = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interviewer"],
                condition=models.Q(status__in=["running", "ready"]),
                name="rescore_open_once_an_interviewer",
            )
        ]


class Rescored(WorkspaceRow):
    """One person in a rescore: the overall score before and after, 0 to 100, None without one.

    stages: [{"attempt", "kind", "before", "after", "weight_before", "weight", "minimum"}] of the attempts that are
    scored or weighed anew; "after" once that is done, "minimum" None where the stage has none. error: why it could not
    be made; the person then does not move.
    """

    rescore = models.ForeignKey(Rescore, on_delete=models.CASCADE, related_name="people")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    before = models.FloatField(null=True)
    after = models.FloatField(null=True)
    stages = models.JSONField(default=list)
    is_done = models.BooleanField(default=False)
    error = models.CharField(max_length=500, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rescore", "application"], name="rescored_once_an_application")
        ]
