from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow


class ReportChoice(WorkspaceRow):
    """What a member's reports showed last time. options, contents: as in `rules.options`."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    options = models.JSONField(default=dict)
    contents = models.JSONField(default=dict)
