from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models import Application


class Translation(WorkspaceRow):
    """Reasons and notes of one scorecard in another language. digest: SHA-256 of the sentences; said: each to its
    translation. Nothing the candidate said is among them.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    said = models.JSONField(default=dict)
    model = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "language", "digest"], name="translation_once_of_the_same"
            )
        ]
