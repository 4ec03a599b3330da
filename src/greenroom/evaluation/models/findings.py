from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.conversations.models import Turn
from greenroom.evaluation.models.evaluation import Evaluation
from greenroom.interviewers.models import QuestionVersion
from greenroom.media.models import Resume


class QuestionScore(WorkspaceRow):
    """The score of one question: 1.0 to 5.0 with its reason, or the verdict that it was not addressed.

    verdict: "scored", "not_addressed", and for what is only checked "passed", "failed", "unknown".
    points: key points, each with whether the answer made it.
    """

    class Verdict(models.TextChoices):
        SCORED = "scored"
        NOT_ADDRESSED = "not_addressed"
        PASSED = "passed"
        FAILED = "failed"
        UNKNOWN = "unknown"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="scores")
    question = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=14, choices=Verdict)
    score = models.FloatField(null=True)
    confidence = models.FloatField()
    reason = models.TextField()
    points = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "question"], name="question_score_once"),
            models.CheckConstraint(
                condition=models.Q(verdict="scored", score__gte=1, score__lte=5)
                | (~models.Q(verdict="scored") & models.Q(score=None)),
                name="question_score_1_to_5_exactly_when_scored",
            ),
        ]


class Evidence(WorkspaceRow):
    """An exact span of a turn or of a resume's text. position: order among those of the same finding."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="evidence")
    score = models.ForeignKey(QuestionScore, on_delete=models.CASCADE, null=True, related_name="evidence")
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, null=True, related_name="+")
    resume = models.ForeignKey(Resume, on_delete=models.CASCADE, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(turn__isnull=False, resume=None)
                | models.Q(turn=None, resume__isnull=False),
                name="evidence_in_a_turn_or_a_resume",
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="evidence_is_not_empty"
            ),
        ]


class Highlight(WorkspaceRow):
    """A thing worth knowing. kind: highlight, lowlight or chip; severity: 1 to 3."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="highlights")
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=300)
    severity = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["position"]


class Tag(WorkspaceRow):
    """A fact heard in the interview."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    value = models.CharField(max_length=160)
    confidence = models.FloatField()
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")
