"""Reading what interviewers know of the company."""

from __future__ import annotations

from greenroom.accounts.models import Workspace
from greenroom.guidance.models import CompanyContext
from greenroom.guidance.rules.delivery import Delivery


def of(workspace: Workspace) -> CompanyContext:
    """The workspace's context; before it was first saved, what the workspace says about itself, told to who asks."""
    kept: CompanyContext | None = CompanyContext.objects.filter(workspace_id=workspace.id).first()
    return kept or unsaved(workspace)


def unsaved(workspace: Workspace) -> CompanyContext:
    """The context of a workspace that has none yet, of revision 0."""
    return CompanyContext(
        workspace_id=workspace.id, overview=workspace.about, delivery=Delivery.REFERENCE.value
    )
