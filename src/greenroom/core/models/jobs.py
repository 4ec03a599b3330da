from __future__ import annotations

from django.db import models

from greenroom.core.models.base import Row


class Job(Row):
    """A piece of work to be done once. The row is the truth; a queue only says that there is something to do.

    key: while a job with this key waits, another with the same key is not added.
    lease_until, worker: who runs it, and until when that is believed.
    losses: how many of its attempts ended with the death of their worker; they do not count as failures.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    name = models.CharField(max_length=80)
    arguments = models.JSONField()
    scope_id = models.UUIDField(null=True)
    key = models.CharField(max_length=160, null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    run_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    losses = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, default="")
    lease_until = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, default="")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "core_job"
        indexes = [
            models.Index(fields=["run_at", "id"], name="job_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["lease_until"], name="job_running", condition=models.Q(state="running")),
            models.Index(fields=["scope_id", "-created_at", "-id"], name="job_newest_of_scope"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], name="job_waits_once_for_a_key", condition=models.Q(state="waiting")
            )
        ]


class Schedule(models.Model):
    """When a repeating job was last enqueued, so that many workers enqueue it once."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()

    class Meta:
        db_table = "core_schedule"
