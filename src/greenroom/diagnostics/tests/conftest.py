from __future__ import annotations

from typing import Any

import pytest

from greenroom.candidates.tests.walking import Walk, another, interviewer, time_machine_at, walk
from greenroom.diagnostics.models import CapturePolicy

__all__ = ["another", "captured", "interviewer", "policy", "time_machine_at", "walk"]


@pytest.fixture
def policy(interviewer: Any) -> CapturePolicy:
    """The workspace captures visits and the screen."""
    return CapturePolicy.objects.create(
        workspace_id=interviewer.workspace_id, records_visits=True, records_screen=True, keep_days=30
    )


@pytest.fixture
def captured(policy: CapturePolicy, walk: Walk) -> Walk:
    """A candidate who agreed to a notice that names the capture, and is at their steps."""
    walk.enter()
    walk.get("steps/")
    return walk
