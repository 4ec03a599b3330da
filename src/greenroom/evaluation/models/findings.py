from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.conversations.models import Turn
from greenroom.evaluation.models.evaluation import Evaluation
from greenroom.guidance.models import ProficiencyRubricVersion
from greenroom.interviewers.models import QuestionVersion
from greenroom.media.models import Resume


class QuestionScore(WorkspaceRow):
    """The score of one question: 1.0 to 5.0 with its reason, or the verdict that it was not addressed.

    verdict: "scored", "not_addressed", and for what is only checked "passed", "failed", "unknown".
    points: key points, each with whether the answer made it. rubric: the version it was scored by, where that is not
    the one that was asked.
    """

    class Verdict(models.TextChoices):
        SCORED = "scored"
        NOT_ADDRESSED = "not_addressed"
        PASSED = "passed"
        FAILED = "failed"
        UNKNOWN = "unknown"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="scores")
    question = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="+")
    rubric = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, null=True, related_name="+")
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


class Proficiency(WorkspaceRow):
    """How well a language is spoken, in one category of its rubric, judged from words alone.

    level: 1.0 to 5.0 on that rubric's scale; None where words cannot tell, and the reason says why. rubric: the words
    it was judged by, None once they are gone.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="proficiency")
    rubric = models.ForeignKey(
        ProficiencyRubricVersion, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    language = models.CharField(max_length=12)
    category = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    level = models.FloatField(null=True)
    confidence = models.FloatField()
    reason = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "position"], name="proficiency_position_once"),
            models.CheckConstraint(
                condition=models.Q(level=None) | models.Q(level__gte=1, level__lte=5),
                name="proficiency_level_1_to_5",
            ),
        ]


class Evidence(WorkspaceRow):
    """An exact span of a turn or of a resume's text. position: order among those of the same finding."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="evidence")
    score = models.ForeignKey(QuestionScore, on_delete=models.CASCADE, null=True, related_name="evidence")
    proficiency = models.ForeignKey(Proficiency, on_delete=models.CASCADE, null=True, related_name="evidence")
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
    """A fact heard in the interview. value: in words.

    typed: what the words mean, for a structured answer (`skills.judge_structured.schema`); None for any other.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    value = models.CharField(max_length=160)
    typed = models.JSONField(null=True)
    confidence = models.FloatField()
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")


class Claim(WorkspaceRow):
    """Two statements of the same person that do not line up. It is for a person to ask about, and stops nobody.

    first: what was stated first, in the resume or a form; second: what was said since. severity: 1 to 3. word: what a
    person makes of it, "" while nobody has said; author: their name then, for when they have left.
    """

    class Kind(models.TextChoices):
        DATE = "date"
        TITLE = "title"
        EMPLOYER = "employer"
        SKILL = "skill"
        EDUCATION = "education"
        OTHER = "other"

    class Word(models.TextChoices):
        ASK = "ask"
        EXPLAINED = "explained"
        NO_GAP = "no_gap"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=10, choices=Kind)
    severity = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField()
    first = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=9, choices=Word, default="", blank=True)
    said_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=254, default="", blank=True)
    said_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(severity__gte=1, severity__lte=3), name="claim_severity_1_to_3"
            ),
            models.CheckConstraint(
                condition=models.Q(word="", said_at=None)
                | models.Q(word__in=["ask", "explained", "no_gap"], said_at__isnull=False),
                name="claim_word_is_dated",
            ),
        ]
