from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow


class CapturePolicy(WorkspaceRow):
    """What a workspace captures of candidates' visits. No row: nothing.

    records_screen: the screen as well, which needs visits. keep_days: how long after its last sign a visit is kept.
    """

    records_visits = models.BooleanField(default=False)
    records_screen = models.BooleanField(default=False)
    keep_days = models.PositiveSmallIntegerField(default=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], name="capture_policy_once"),
            models.CheckConstraint(
                condition=models.Q(keep_days__gte=1) & models.Q(keep_days__lte=3650),
                name="capture_kept_1_to_3650_days",
            ),
            models.CheckConstraint(
                condition=models.Q(records_screen=False) | models.Q(records_visits=True),
                name="capture_screen_needs_visits",
            ),
        ]
