from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from greenroom.accounts.models.workspace import Workspace
from greenroom.core.models import Row
from greenroom.core.scope import ScopedManager


class WorkspaceRow(Row):
    """A table of which every row belongs to one workspace, and no query can forget it.

    The key has no index of its own: every query names it, and a planner without statistics would take it and read
    the whole workspace. Tables that are listed by workspace have an index that begins with it.
    """

    tenant_field: ClassVar[str] = "workspace_id"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True
