from __future__ import annotations

from django.db import models

from greenroom.accounts.models import WorkspaceRow
from greenroom.candidates.models.candidate import Candidate


class Accommodation(WorkspaceRow):
    """What a candidate asked for, as `rules.accommodations.Accommodations`; it holds in every interviewer."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="accommodation")
    time = models.FloatField(default=1)
    slower_voice = models.BooleanField(default=False)
    longer_pauses = models.BooleanField(default=False)
    typed_only = models.BooleanField(default=False)
    captions = models.BooleanField(default=False)
    breaks = models.BooleanField(default=False)
    questions_ahead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(time__gte=1) & models.Q(time__lte=3), name="accommodation_time_1_to_3"
            )
        ]
