"""Reports and files of many candidates, for one ZIP."""

from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.candidates.models import Application
from greenroom.interviewers.models import Interviewer
from greenroom.media.models import StoredFile


class Package(WorkspaceRow):
    """What a member asked to take away. Reports are made one after another and kept; the ZIP is written while it is
    fetched, so that nothing is held twice. options, contents: as in `rules.options`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        STOPPED = "stopped"

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    options = models.JSONField(default=dict)
    contents = models.JSONField(default=dict)
    ready_at = models.DateTimeField(null=True)


class PackageItem(WorkspaceRow):
    """One candidate of a package. report: their PDF, once made. error: why there is none, in a word."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    report = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    error = models.CharField(max_length=40, default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["package", "application"], name="package_item_once"),
        ]
