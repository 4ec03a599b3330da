"""Answers that people mark beside the machine, to see how far the two agree. Nobody's score comes from them."""

from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.candidates.models import Attempt
from greenroom.evaluation.models.evaluation import Evaluation
from greenroom.interviewers.models import Interviewer, Question, QuestionVersion


class Calibration(WorkspaceRow):
    """A sample of an interviewer's answers. size: how many were drawn; fewer are left once people are erased.

    question: the only one they were drawn from, None for all. author: who began it, for when they have left.
    """

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="+")
    size = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=254)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__gte=10, size__lte=30), name="calibration_10_to_30_answers"
            )
        ]


class CalibrationAnswer(WorkspaceRow):
    """What somebody said to one question, drawn to be marked. question: as it was asked; rubric: people mark by it."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="answers")
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="+")
    rubric = models.ForeignKey(QuestionVersion, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "position"], name="calibration_answer_position_once"
            ),
            models.UniqueConstraint(
                fields=["calibration", "attempt", "question"], name="calibration_answer_once"
            ),
        ]


class CalibrationRun(WorkspaceRow):
    """The machine's marks of the sample at one time: number 1 is what stood when it was drawn.

    rubrics: id of the version that was asked to id of the one it was scored by, where that is another. by: who asked
    for it.
    """

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveSmallIntegerField()
    rubrics = models.JSONField(default=dict)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["calibration", "number"], name="calibration_run_number_once")
        ]


class CalibrationReading(WorkspaceRow):
    """The evaluation that has, or will have, the machine's mark of one answer in one run."""

    run = models.ForeignKey(CalibrationRun, on_delete=models.CASCADE, related_name="readings")
    answer = models.ForeignKey(CalibrationAnswer, on_delete=models.CASCADE, related_name="+")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "answer"], name="calibration_reading_once_a_run")
        ]


class CalibrationSitting(WorkspaceRow):
    """A member who marks. finished_at: from then on they see the machine's marks, and give none any more."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="sittings")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=254)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["calibration", "member"], name="calibration_sitting_once_a_member"
            )
        ]


class CalibrationMark(WorkspaceRow):
    """What a member gave one answer. mark: 1.0 to 5.0 in halves, exactly when the verdict is a score."""

    class Verdict(models.TextChoices):
        SCORED = "scored"
        NOT_ADDRESSED = "not_addressed"
        SKIPPED = "skipped"

    sitting = models.ForeignKey(CalibrationSitting, on_delete=models.CASCADE, related_name="marks")
    answer = models.ForeignKey(CalibrationAnswer, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=14, choices=Verdict)
    mark = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "answer"], name="calibration_mark_once"),
            models.CheckConstraint(
                condition=models.Q(verdict="scored", mark__gte=1, mark__lte=5)
                | (~models.Q(verdict="scored") & models.Q(mark=None)),
                name="calibration_mark_1_to_5_exactly_when_scored",
            ),
        ]
