from __future__ import annotations

import pytest

from greenroom.candidates.actions import attempts
from greenroom.candidates.models import Attempt
from greenroom.candidates.tests.walking import Walk, another, interviewer, time_machine_at, walk
from greenroom.conversations.actions import interviews
from greenroom.interviewers.models import Stage

__all__ = ["another", "interviewer", "time_machine_at", "walk"]


@pytest.fixture
def talking(walk: Walk) -> Attempt:
    """An interview with its greeting said and its first question asked."""
    walk.enter().send_resume()
    stage = Stage.objects.get(kind="web_interview")
    begun = attempts.begin(application=walk.application(), stage=stage)
    rows = Attempt.objects.select_related("stage__interviewer__workspace", "application__candidate")
    attempt = rows.get(id=begun.id)
    interviews.begin(attempt=attempt)
    return attempt
