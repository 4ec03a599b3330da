from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.candidates.models import Application
from greenroom.reports.models.shares import Share


class Letter(WorkspaceRow):
    """What is written to a candidate about their interview: a draft until a member sends it.

    text: as a member left it; draft: as it was first written. engine, model, version: what wrote that. author: the
    sender's name then. share: the report that goes with it, where one does. revision: of the text, so that what was
    written by two is never lost. At most one draft an application.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    draft = models.TextField()
    language = models.CharField(max_length=8)
    engine = models.CharField(max_length=20)
    model = models.CharField(max_length=120, default="")
    version = models.CharField(max_length=40, default="")
    revision = models.PositiveIntegerField(default=1)
    share = models.ForeignKey(Share, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=254, default="")

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(sent_at=None),
                name="letter_one_draft_an_application",
            )
        ]
