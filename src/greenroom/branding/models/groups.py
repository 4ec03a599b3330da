from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.branding.models.templates import DesignTemplate
from greenroom.branding.rules.design import Page


class DesignGroup(WorkspaceRow):
    """At most one template of each page. Interviewers name a group; else the workspace's default one holds.

    revision: counts every change. removed_at: gone, but for an undo.
    """

    name = models.CharField(max_length=80)
    welcome = models.ForeignKey(DesignTemplate, on_delete=models.SET_NULL, null=True, related_name="+")
    interview = models.ForeignKey(DesignTemplate, on_delete=models.SET_NULL, null=True, related_name="+")
    complete = models.ForeignKey(DesignTemplate, on_delete=models.SET_NULL, null=True, related_name="+")
    status = models.ForeignKey(DesignTemplate, on_delete=models.SET_NULL, null=True, related_name="+")
    is_default = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=models.Q(is_default=True),
                name="design_group_default_once_a_workspace",
            ),
            models.CheckConstraint(
                condition=models.Q(is_default=False) | models.Q(removed_at=None),
                name="design_group_default_is_there",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "name"], name="design_group_by_name")]

    def __str__(self) -> str:
        return self.name

    def template(self, page: Page) -> DesignTemplate | None:
        """The template of this page, if any."""
        found: DesignTemplate | None = getattr(self, page.value)
        return found
