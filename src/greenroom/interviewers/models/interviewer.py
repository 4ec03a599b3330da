from __future__ import annotations

from urllib.parse import urlsplit

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.branding.models import DesignGroup
from greenroom.guidance.models import Persona
from greenroom.media.models import StoredFile
from greenroom.outreach.models import Policy, TemplateGroup


class Interviewer(WorkspaceRow):
    """One screening experience for one role.

    slug: in every link, unique in the workspace; see `FormerSlug`. language: ISO 639-1, of the interview.
    requirements, warnings: what the plan found, each with its quote of the job description. notes: which of the
    instructions the plan did not follow, and why. context: `rules.context.Context`. found_by: title and slug
    without case or marks. budget, spent: millionths of the workspace's currency; no budget is no limit.
    told_of_budget: the share in percent that members were last told of. most_retakes: further goes at a stage
    after the first. message_group, policy: whose words its messages have and what holds for them, None for the
    workspace's default. order: counts every change of which stages there are and in which order. starts_from: the code
    of the template or shipped role its plan is laid over, "" for none. brand: None for the workspace's default.
    """

    class Status(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        EXPIRED = "expired"
        ARCHIVED = "archived"

    class Planning(models.TextChoices):
        NOTED = "noted"  # what a recruiter typed so far; nobody has asked for a plan
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    job_description = models.TextField()
    job_file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    instructions = models.TextField(default="", blank=True)
    language = models.CharField(max_length=12, default="en")
    location = models.CharField(max_length=160, default="", blank=True)
    seniority = models.CharField(max_length=80, default="", blank=True)
    pay = models.CharField(max_length=160, default="", blank=True)
    requirements = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    planning = models.CharField(max_length=10, choices=Planning, default=Planning.WAITING)
    planning_error = models.CharField(max_length=500, default="")
    planned_by = models.CharField(max_length=160, default="")
    created_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    activated_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)
    found_by = models.CharField(max_length=400, default="")
    source_url = models.URLField(max_length=2000, default="", blank=True)
    context = models.JSONField(default=dict)
    persona = models.ForeignKey(Persona, on_delete=models.SET_NULL, null=True, related_name="+")
    brand = models.ForeignKey(DesignGroup, on_delete=models.SET_NULL, null=True, related_name="+")
    redirect_url = models.URLField(max_length=2000, default="", blank=True)
    scheduling_url = models.URLField(max_length=2000, default="", blank=True)
    message_group = models.ForeignKey(TemplateGroup, on_delete=models.SET_NULL, null=True, related_name="+")
    policy = models.ForeignKey(Policy, on_delete=models.SET_NULL, null=True, related_name="+")
    sends_report = models.BooleanField(default=False)
    budget = models.BigIntegerField(null=True)
    spent = models.BigIntegerField(default=0)
    told_of_budget = models.PositiveSmallIntegerField(default=0)
    most_retakes = models.PositiveSmallIntegerField(default=0)
    retake_cooldown_days = models.FloatField(default=0)
    order = models.PositiveIntegerField(default=0)
    starts_from = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "slug"], name="interviewer_slug_once_a_workspace"),
            models.CheckConstraint(
                condition=models.Q(budget=None) | models.Q(budget__gte=0), name="interviewer_budget_from_0"
            ),
            models.CheckConstraint(
                condition=models.Q(most_retakes__lte=10), name="interviewer_retakes_0_to_10"
            ),
            models.CheckConstraint(
                condition=models.Q(retake_cooldown_days__gte=0), name="interviewer_cooldown_from_0"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-created_at", "-id"], name="interviewer_newest"),
            models.Index(fields=["workspace", "status"], name="interviewer_by_status"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def redirect_host(self) -> str:
        """Where candidates may go on to once they are done; "" for nowhere."""
        return urlsplit(self.redirect_url).hostname or ""


class FormerSlug(WorkspaceRow):
    """A URL name an interviewer once had: links that were sent with it lead on to the present one."""

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "slug"], name="former_slug_once_a_workspace")
        ]


class Stage(WorkspaceRow):
    """One step of the workflow.

    kind: a folder in `stages`. config: that kind's own, validated by it. weight: 0 to 5, in the overall score.
    What may stop a candidate here, and only where a recruiter switched it on: enforces_dealbreakers, and
    minimum_score (0 to 100). waits_for_person: nobody goes on from here until a member lets them.
    removed_at: applications that have begun it keep it, nobody else meets it.
    """

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    config = models.JSONField(default=dict)
    weight = models.FloatField(default=1)
    enforces_dealbreakers = models.BooleanField(default=False)
    minimum_score = models.FloatField(null=True)
    waits_for_person = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["interviewer", "position"],
                condition=models.Q(removed_at=None),
                name="stage_position_once",
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0, weight__lte=5), name="stage_weight_0_to_5"
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_score=None)
                | models.Q(minimum_score__gte=0, minimum_score__lte=100),
                name="stage_minimum_0_to_100",
            ),
        ]
