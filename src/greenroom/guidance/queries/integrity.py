"""Reading how strictly integrity signals are looked for."""

from __future__ import annotations

from uuid import UUID

from greenroom.guidance.models import IntegrityDefaults
from greenroom.guidance.rules.integrity import DEFAULT_THRESHOLD, TYPES


def of(workspace_id: UUID) -> IntegrityDefaults:
    """The workspace's settings; before they were first saved, switched off with every signal ticked."""
    kept: IntegrityDefaults | None = IntegrityDefaults.objects.filter(workspace_id=workspace_id).first()
    return kept or unsaved(workspace_id)


def unsaved(workspace_id: UUID) -> IntegrityDefaults:
    return IntegrityDefaults(workspace_id=workspace_id, threshold=DEFAULT_THRESHOLD, types=list(TYPES))
