from __future__ import annotations

from django.db import models

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.candidates.models.application import Application
from greenroom.interviewers.models import Interviewer


class HelpRequest(WorkspaceRow):
    """Somebody asks for a person. Shown to the team in one queue; no scorecard knows of it.

    application: None where the address was not proven; name and email then say who asks, and are "" otherwise.
    phone: E.164, for a call back. suits: when that is convenient, in their words. same_as: a hash of who asks what,
    so that a form that is sent twice is one request while it waits. answer: what they were told.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message"
        CALL_BACK = "call_back"

    class About(models.TextChoices):
        TECHNICAL = "technical"
        ACCOMMODATION = "accommodation"
        ROLE = "role"
        OTHER = "other"

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        ANSWERED = "answered"
        CLOSED = "closed"

    interviewer = models.ForeignKey(Interviewer, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, related_name="help_requests"
    )
    name = models.CharField(max_length=160, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    language = models.CharField(max_length=12, default="en")
    kind = models.CharField(max_length=10, choices=Kind)
    about = models.CharField(max_length=14, choices=About, default=About.OTHER)
    words = models.TextField(default="", blank=True)
    suits = models.CharField(max_length=200, default="", blank=True)
    same_as = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    taken_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["same_as"],
                condition=models.Q(state__in=["open", "taken"]),
                name="help_request_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(application__isnull=False) | ~models.Q(email=""),
                name="help_request_can_be_answered",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "state", "created_at", "id"], name="help_request_queue")]
