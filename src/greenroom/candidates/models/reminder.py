from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models.application import Application
from greenroom.core.models.base import MomentField


class Reminder(WorkspaceRow):
    """Somebody who is on their way, and when to look at whether to remind them. Gone once they are through.

    sent: reminders so far; sent_last: those of the last days besides.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="+")
    due_at = MomentField(db_index=True)
    sent = models.PositiveSmallIntegerField(default=0)
    sent_last = models.PositiveSmallIntegerField(default=0)
    last_sent_at = models.DateTimeField(null=True)
