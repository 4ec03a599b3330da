from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from greenroom.accounts.models import WorkspaceRow


class Candidate(WorkspaceRow):
    """A person in a workspace. phone: E.164 or "". found_by: name and address without case or marks."""

    name = models.CharField(max_length=160)
    email = models.EmailField()
    phone = models.CharField(max_length=20, default="", blank=True)
    location = models.CharField(max_length=160, default="", blank=True)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    found_by = models.CharField(max_length=460)

    class Meta:
        constraints = [
            models.UniqueConstraint("workspace", Lower("email"), name="candidate_email_once_a_workspace")
        ]

    def __str__(self) -> str:
        return str(self.id)  # what is printed may end in a log
