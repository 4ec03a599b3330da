from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.media.models import StoredFile


class Persona(WorkspaceRow):
    """Who speaks to candidates. manner: how, in the recruiter's words. picture: for the avatar, or none.

    At most one of a workspace speaks where an interviewer names nobody.
    """

    name = models.CharField(max_length=60)
    manner = models.TextField(default="", blank=True)
    picture = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    is_default = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=models.Q(is_default=True),
                name="persona_default_once_a_workspace",
            )
        ]

    def __str__(self) -> str:
        return self.name
