from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow


class Consent(WorkspaceRow):
    """What somebody agreed to, word for word. subject_id: the application it was given for.

    version: of the words, a new one for each change of them. The same words stand once until they are withdrawn.
    """

    subject_id = models.UUIDField(db_index=True)
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    wording = models.TextField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "purpose", "version", "language"],
                condition=models.Q(withdrawn_at=None),
                name="consent_once",
            )
        ]
