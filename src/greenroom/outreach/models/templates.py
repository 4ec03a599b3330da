from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow


class TemplateGroup(WorkspaceRow):
    """Messages in the workspace's own words; what it has no words for is sent in ours.

    sender_name: shown before the address mail comes from, "" for the installation's. At most one of a workspace
    holds where an interviewer names none.
    """

    name = models.CharField(max_length=80)
    sender_name = models.CharField(max_length=80, default="", blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=models.Q(is_default=True),
                name="template_group_default_once_a_workspace",
            ),
            models.UniqueConstraint(
                fields=["workspace", "name"], name="template_group_name_once_a_workspace"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MessageTemplate(WorkspaceRow):
    """One message of a group, on one channel, in one language. subject: "" for a text message."""

    group = models.ForeignKey(TemplateGroup, on_delete=models.CASCADE, related_name="templates")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=200, default="", blank=True)
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "channel", "language"], name="message_template_once"
            )
        ]
