from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models.candidate import Candidate
from greenroom.candidates.rules.status import Status
from greenroom.core.models import Row
from greenroom.core.models.base import MomentField
from greenroom.interviewers.models import Interviewer


class Application(WorkspaceRow):
    """A candidate in one interviewer.

    score: overall, 0 to 100, None until something was scored. coverage: 0 to 1, the share of weight that was
    scored. rank: what lists sort by, the score or -1 where there is none. stopped_by: the rule that knocked
    the candidate out, in words; its particulars are in the attempt's `outcome`. is_test: a member tried the
    interviewer out: never counted, never billed. most_retakes, retake_cooldown_days: in place of the interviewer's
    where a member set them. link_number: of the candidate's own link that holds; those before it were withdrawn.
    """

    Status = Status

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=12, choices=Status, default=Status.PENDING)
    decided_from = models.CharField(max_length=12, default="")
    score = models.FloatField(null=True)
    rank = models.FloatField(default=-1)
    coverage = models.FloatField(default=0)
    stopped_by = models.CharField(max_length=300, default="")
    is_test = models.BooleanField(default=False)
    link_number = models.PositiveSmallIntegerField(default=0)
    most_retakes = models.PositiveSmallIntegerField(null=True)
    retake_cooldown_days = models.FloatField(null=True)
    verified_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    last_engaged_at = MomentField()
    rating = models.PositiveSmallIntegerField(null=True)
    rating_comment = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "interviewer"], name="application_once"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__gte=0, score__lte=100),
                name="application_score_0_to_100",
            ),
            models.CheckConstraint(
                condition=models.Q(rating=None) | models.Q(rating__gte=1, rating__lte=5),
                name="application_rating_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(most_retakes=None) | models.Q(most_retakes__lte=10),
                name="application_retakes_0_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(retake_cooldown_days=None) | models.Q(retake_cooldown_days__gte=0),
                name="application_cooldown_from_0",
            ),
        ]
        indexes = [
            models.Index(fields=["interviewer", "-rank", "-id"], name="application_by_score"),
            models.Index(fields=["interviewer", "-last_engaged_at", "-id"], name="application_by_engaged"),
            models.Index(fields=["interviewer", "-created_at", "-id"], name="application_by_applied"),
            models.Index(
                fields=["interviewer", "workspace", "status", "completed_at", "rating", "is_test"],
                name="application_counts",  # covers what the lists count
            ),
        ]


class EmailCode(Row):
    """Six digits sent to a candidate's address. Only a keyed hash is kept; a few wrong tries end it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
