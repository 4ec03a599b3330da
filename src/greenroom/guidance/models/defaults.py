from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.guidance.rules.delivery import Delivery


class CompanyContext(WorkspaceRow):
    """What interviewers know of the company. overview: what candidates may be told. delivery: how, see `rules`."""

    overview = models.TextField(default="", blank=True)
    delivery = models.CharField(max_length=24, default=Delivery.REFERENCE.value)
    address = models.CharField(max_length=300, default="", blank=True)
    industry = models.CharField(max_length=120, default="", blank=True)
    size = models.CharField(max_length=60, default="", blank=True)
    culture = models.TextField(default="", blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="company_context_once_a_workspace")]


class IntegrityDefaults(WorkspaceRow):
    """Which integrity signals are looked for. threshold: confidence, 0 to 100, from which one is flagged."""

    is_enabled = models.BooleanField(default=False)
    threshold = models.PositiveSmallIntegerField(default=70)
    types = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], name="integrity_defaults_once_a_workspace"),
            models.CheckConstraint(
                condition=models.Q(threshold__lte=100), name="integrity_threshold_0_to_100"
            ),
        ]


class SpokenLanguage(WorkspaceRow):
    """A language interviews are held in, and its voice. language: ISO 639-1. voice: "" for the first there is."""

    language = models.CharField(max_length=12)
    voice = models.CharField(max_length=120, default="", blank=True)
    is_enabled = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "language"], name="spoken_language_once_a_workspace")
        ]
