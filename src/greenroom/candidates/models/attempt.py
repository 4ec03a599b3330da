from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models.application import Application
from greenroom.core.models.base import MomentField
from greenroom.interviewers.models import QuestionVersion, Stage
from greenroom.media.models import Resume, StoredFile


class Attempt(WorkspaceRow):
    """One go at one stage. Retakes add attempts; nothing is overwritten.

    score: of the stage, 0 to 100; coverage: 0 to 1. Both None until it was evaluated. config, weight, and rule
    (enforces_dealbreakers, minimum_score, waits_for_person): the stage's when the attempt began, which later edits
    of the stage do not touch. outcome: "" until the rule has spoken. stop: what stopped the candidate, as
    `rules.gate.Stop`, or {}. let_on_at: when a member let them go on all the same. grants_another: it gives one
    further go outside the rule for retakes, as where its time ran out.
    """

    class Outcome(models.TextChoices):
        OPEN = ""
        PASSED = "passed"
        WAITING = "waiting"  # for a person
        STOPPED = "stopped"

    class Status(models.TextChoices):
        OPEN = "open"
        SUBMITTED = "submitted"
        EVALUATED = "evaluated"
        FAILED = "failed"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="attempts")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    resume = models.ForeignKey(Resume, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    score = models.FloatField(null=True)
    coverage = models.FloatField(null=True)
    config = models.JSONField(default=dict)
    weight = models.FloatField(default=1)
    rule = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN, blank=True)
    stop = models.JSONField(default=dict)
    let_on_at = models.DateTimeField(null=True)
    grants_another = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "stage", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["application", "stage"], condition=models.Q(status="open"), name="attempt_open_once"
            ),
            models.UniqueConstraint(
                fields=["application", "stage"],
                condition=models.Q(grants_another=True),
                name="attempt_grants_another_once",
            ),
        ]


class AttemptQuestion(WorkspaceRow):
    """A question of an attempt, in the version it will be asked in, fixed when the attempt begins."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="questions")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    asked = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="attempt_question_position_once")
        ]


class Answer(WorkspaceRow):
    """What a candidate gave to a question of an attempt that has a form, kept as they go.

    value: as `interviewers.rules.expectations` reads it. file: what they sent, where a file was asked for.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    value = models.JSONField(default=None, null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = MomentField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "version"], name="answer_once")]
