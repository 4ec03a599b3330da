from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.outreach.rules.policy import Terms


class Policy(WorkspaceRow):
    """What candidates are sent, how often and at what hours. At most one of a workspace holds where none is chosen.

    sends: anything at all but what is essential. reminds: reminders. by_text: by text message besides, where a number
    is there. quiet_from, quiet_until: nothing goes between them, on the recipient's clock; both or none. time_zone:
    of who has told none. cooldown_hours: between two reminders. max_age_days: of an application, after which nothing
    more is sent; 0 for ever. deadline_from_days to deadline_until_days before the deadline there are up to
    deadline_most last reminders. The others: which messages of the journey go.
    """

    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, default="", blank=True)
    is_default = models.BooleanField(default=False)
    sends = models.BooleanField(default=True)
    reminds = models.BooleanField(default=True)
    by_text = models.BooleanField(default=False)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, default="UTC")
    cooldown_hours = models.PositiveSmallIntegerField(default=24)
    most_reminders = models.PositiveSmallIntegerField(default=3)
    max_age_days = models.PositiveSmallIntegerField(default=60)
    sends_deadline = models.BooleanField(default=True)
    deadline_from_days = models.PositiveSmallIntegerField(default=1)
    deadline_until_days = models.PositiveSmallIntegerField(default=0)
    deadline_most = models.PositiveSmallIntegerField(default=1)
    sends_completion = models.BooleanField(default=True)
    sends_retake = models.BooleanField(default=True)
    sends_scheduling = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=models.Q(is_default=True),
                name="policy_default_once_a_workspace",
            ),
            models.UniqueConstraint(fields=["workspace", "name"], name="policy_name_once_a_workspace"),
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="policy_quiet_hours_both_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> Terms:
        """The same for the rules."""
        names = Terms.__dataclass_fields__
        return Terms(**{name: getattr(self, name) for name in names})
