"""What people say of a candidate beside the machine, and how each of them likes to read."""

from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.candidates.models import Application, Attempt
from greenroom.evaluation.models.findings import QuestionScore
from greenroom.interviewers.models import QuestionVersion


class Review(WorkspaceRow):
    """A member's word on one answer. It changes no machine score, and is never changed itself.

    The newest of a member that was not taken back stands. score: what it speaks about, which stays when the analysis
    runs again. mark: 1.0 to 5.0, the machine's own where the member agrees; None where they agree that the question
    was not addressed. reason: asked for where they do not agree. author: the member's name then, for when they have
    left.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    score = models.ForeignKey(QuestionScore, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=254)
    agrees = models.BooleanField()
    mark = models.FloatField(null=True)
    reason = models.TextField(default="", blank=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mark=None, agrees=True) | models.Q(mark__gte=1, mark__lte=5),
                name="review_mark_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(agrees=True) | ~models.Q(reason=""), name="review_disagrees_with_a_reason"
            ),
        ]


class Note(WorkspaceRow):
    """What a member wrote about a candidate for the team. author: their name then. removed_at: kept, not shown."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=254)
    text = models.TextField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]


class ReadingHabit(WorkspaceRow):
    """How a member likes to read candidates. blind: without what tells who somebody is. keys: with shortcuts."""

    class Layout(models.TextChoices):
        CLASSIC = "classic"
        MODULAR = "modular"

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    layout = models.CharField(max_length=8, choices=Layout, default=Layout.CLASSIC)
    blind = models.BooleanField(default=False)
    keys = models.BooleanField(default=True)


class Unmasking(WorkspaceRow):
    """A member who reads blind has asked who this is."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "member"], name="unmasking_once_a_member")
        ]
