from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from greenroom.accounts.models.workspace import Workspace
from greenroom.core.models import Row
from greenroom.core.scope import ScopedManager


class WorkspaceRow(Row):
    """A table of which every row belongs to one workspace, and no query can forget it."""

    tenant_field: ClassVar[str] = "workspace_id"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True
