"""Candidates at the door of their interview, every second of whom has agreed to be captured."""

from __future__ import annotations

from greenroom.accounts.models import Workspace
from greenroom.candidates.models import Application
from greenroom.compliance.actions import consents
from greenroom.core import scope
from greenroom.diagnostics.models import CapturePolicy
from tests.bench import candidates
from tests.bench.figures import Figure


def measure(path: str, number: str) -> list[Figure]:
    """Nothing is measured here: as `candidates`, in a workspace that captures visits and the screen."""
    candidates.measure(path, number)
    workspace = Workspace.objects.get()
    with scope.scoped(workspace.id):
        CapturePolicy.objects.create(workspace_id=workspace.id, records_visits=True, records_screen=True)
        for application in Application.objects.order_by("created_at")[::2]:
            consents.give(workspace=workspace, subject_id=application.id, language="en")
    return []
