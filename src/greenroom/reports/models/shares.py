"""A scorecard shown to somebody without an account, and what they say of it."""

from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.candidates.models import Application
from greenroom.evaluation.models import QuestionScore


class Share(WorkspaceRow):
    """A link to one scorecard. Only a hash of its token is kept, so that it is shown once.

    label: whom it is for, in the member's words. options: as in `rules.options`. is_blind: nobody is named.
    audience: a hiring manager may say what they think; the candidate may not. It holds until `ends_at`, until it is
    revoked, and no longer than whoever made it is a member.
    """

    class Audience(models.TextChoices):
        MANAGER = "manager"
        CANDIDATE = "candidate"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.MANAGER)
    label = models.CharField(max_length=120, default="", blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    options = models.JSONField(default=dict)
    with_recording = models.BooleanField(default=False)
    is_blind = models.BooleanField(default=False)
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    views = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]


class Remark(WorkspaceRow):
    """What somebody with a link said of one score, under the name they gave. It changes no score, and stays.

    mark: 1.0 to 5.0 where they do not agree, and then there is a reason. The newest of a name stands.
    """

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="remarks")
    score = models.ForeignKey(QuestionScore, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    agrees = models.BooleanField()
    mark = models.FloatField(null=True)
    reason = models.TextField(default="", blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agrees=True, mark=None)
                | (models.Q(agrees=False, mark__gte=1, mark__lte=5) & ~models.Q(reason="")),
                name="remark_disagrees_with_a_mark_and_a_reason",
            )
        ]
