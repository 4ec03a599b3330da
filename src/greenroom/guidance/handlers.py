"""What this room does when a lower room speaks."""

from __future__ import annotations

from greenroom.accounts.events import WorkspaceCreated
from greenroom.core.events import on
from greenroom.guidance.actions import personas


@on(WorkspaceCreated)
def give_it_somebody_to_speak(event: WorkspaceCreated) -> None:
    personas.ship(workspace_id=event.workspace_id)
