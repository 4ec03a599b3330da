"""Is the process alive, and can it serve?"""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def alive(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  (a view's signature)
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """200 when the database answers and its tables are those of this release, else 503 and which of the two."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "unreachable"}, status=503)
    if behind:
        return JsonResponse({"status": "unavailable", "database": "migrations are missing"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})
