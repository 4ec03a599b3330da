from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.interviewers.models.interviewer import Stage


class Question(WorkspaceRow):
    """Something a stage asks or checks. Its words are in its versions; removed ones stay for old scorecards."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    current = models.ForeignKey("QuestionVersion", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]


class QuestionVersion(WorkspaceRow):
    """The words of a question at one time. Never changed: a candidate keeps the version they were asked.

    anchors: score ("1" to "5") to text. key_points: what a full answer names. weight: 0 to 5, 0 is informational.
    expects: the shape of the answer where it is not open, see `rules.expectations`. is_dealbreaker: a wrong answer
    stops the candidate where the stage enforces dealbreakers. is_required: may not be left out. instructions: how to
    ask it. reading_notes: what to look for in the whole interview. quote: the span of the job description it came
    from, or {}.
    """

    class Modality(models.TextChoices):
        OPEN = "open"  # spoken or typed, scored by its rubric
        STRUCTURED = "structured"  # asked in an interview, passed or failed
        TAG = "tag"  # a fact to listen for, never asked
        QUALIFICATION = "qualification"  # read from the resume, passed or failed
        CRITERION = "criterion"  # read from the resume, scored
        FORM = "form"
        SMS = "sms"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    modality = models.CharField(max_length=16, choices=Modality)
    text = models.TextField()
    topic = models.CharField(max_length=120, default="", blank=True)
    anchors = models.JSONField(default=dict)
    key_points = models.JSONField(default=list)
    weight = models.FloatField(default=1)
    min_follow_ups = models.PositiveSmallIntegerField(default=0)
    max_follow_ups = models.PositiveSmallIntegerField(default=2)
    expects = models.JSONField(default=dict)
    is_dealbreaker = models.BooleanField(default=False)
    is_required = models.BooleanField(default=True)
    instructions = models.TextField(default="", blank=True)
    reading_notes = models.TextField(default="", blank=True)
    quote = models.JSONField(default=dict)
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0, weight__lte=5), name="question_weight_0_to_5"
            ),
            models.CheckConstraint(
                condition=models.Q(min_follow_ups__lte=models.F("max_follow_ups")),
                name="question_follow_ups_in_order",
            ),
        ]
