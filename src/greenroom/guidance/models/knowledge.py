from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.media.models import StoredFile


class KnowledgeItem(WorkspaceRow):
    """Something candidates may be told when they ask. content: its words; file: the document they came from.

    found_by: title and content without case or marks. removed_at: it is gone, and for a day can be brought back.
    """

    class Subject(models.TextChoices):
        GENERAL = "general"
        CANDIDATE = "candidate"
        JOB_POSTING = "job_posting"
        INTERVIEWS = "interviews"

    title = models.CharField(max_length=160)
    subject = models.CharField(max_length=12, choices=Subject, default=Subject.GENERAL)
    content = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    is_active = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    found_by = models.TextField(default="")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at", "-id"], name="knowledge_newest")]

    def __str__(self) -> str:
        return self.title
