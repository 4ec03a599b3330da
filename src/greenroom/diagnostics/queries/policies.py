"""Reading what a workspace captures."""

from __future__ import annotations

from uuid import UUID

from greenroom.diagnostics.models import CapturePolicy


def of_workspace(workspace_id: UUID) -> CapturePolicy:
    """The workspace's policy; where it has none, one that captures nothing and is not saved."""
    found = CapturePolicy.objects.filter(workspace_id=workspace_id).first()
    return found or CapturePolicy(workspace_id=workspace_id)


def records_visits(workspace_id: UUID) -> bool:
    """Whether anything is captured here, and so has to be named in the notice."""
    return CapturePolicy.objects.filter(workspace_id=workspace_id, records_visits=True).exists()
