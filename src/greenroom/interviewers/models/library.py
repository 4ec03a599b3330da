from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.interviewers.models.question import QuestionVersion


class LibraryQuestion(WorkspaceRow):
    """A question kept to be used again. words: `rules.blueprint.QuestionPlan`. topic: what lists group by."""

    modality = models.CharField(max_length=16, choices=QuestionVersion.Modality)
    text = models.TextField()
    topic = models.CharField(max_length=120, default="", blank=True)
    words = models.JSONField(default=dict)
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    found_by = models.CharField(max_length=800, default="")

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at", "-id"], name="library_question_newest")]


class InterviewTemplate(WorkspaceRow):
    """An interviewer to start others from. code: letters, digits and dashes. blueprint: `rules.blueprint.Blueprint`.

    At most one of a workspace is what every new interviewer starts from. revision: counts every change of its words.
    """

    name = models.CharField(max_length=160)
    code = models.CharField(max_length=32)
    description = models.CharField(max_length=500, default="", blank=True)
    blueprint = models.JSONField(default=dict)
    is_default = models.BooleanField(default=False)
    created_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    found_by = models.CharField(max_length=800, default="")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="template_code_once_a_workspace"),
            models.UniqueConstraint(
                fields=["workspace"],
                condition=models.Q(is_default=True),
                name="template_default_once_a_workspace",
            ),
        ]
