"""What an interview is charged for."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from greenroom.candidates.models import Attempt
from greenroom.stages.web_interview.config import LONGEST_SECONDS, WebInterviewConfig

MINUTE = timedelta(minutes=1)


def minutes(attempt: Attempt) -> Decimal:
    """Whole minutes from its begin until it was submitted, a begun one counted whole.

    At most what the stage may last: who went away in between is not charged for. An attempt that is still open has
    used none.
    """
    if attempt.submitted_at is None:
        return Decimal(0)
    longest = WebInterviewConfig(**attempt.config).web_interview_config.max_duration_seconds
    most = timedelta(seconds=longest or LONGEST_SECONDS)
    took = max(timedelta(0), min(attempt.submitted_at - attempt.created_at, most))
    return Decimal(-(-took // MINUTE))
