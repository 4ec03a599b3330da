from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow


class StoredFile(WorkspaceRow):
    """A file as it was uploaded. key: where the store keeps it; name: what its owner called it."""

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)


class Resume(WorkspaceRow):
    """What was read from a resume. text: visible text only. pages, hidden: as in `skills.parse_resume`.

    parsed: a `ParsedResume`, corrected by the candidate where they did. file: None when it was typed.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    pages = models.JSONField(default=list)
    hidden = models.JSONField(default=list)
    parsed = models.JSONField(default=dict)
    engine = models.CharField(max_length=120, default="")
