from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow


class ProficiencyRubric(WorkspaceRow):
    """How well a language is spoken, in the recruiter's words. At most one is active for a language."""

    language = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=False)
    current = models.ForeignKey(
        "ProficiencyRubricVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "language"],
                condition=models.Q(is_active=True),
                name="rubric_active_once_a_language",
            ),
            models.UniqueConstraint(
                fields=["workspace", "language", "name"], name="rubric_name_once_a_language"
            ),
        ]


class ProficiencyRubricVersion(WorkspaceRow):
    """The words of a rubric at one time; never changed. categories: [{"name", "anchors": {"1".."5": text}}]."""

    rubric = models.ForeignKey(ProficiencyRubric, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    categories = models.JSONField(default=list)
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_once")]
