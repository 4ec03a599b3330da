"""Who a browser already knows in a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from greenroom.candidates.models import Application


def newest_of(application_ids: Iterable[str], workspace_id: UUID) -> Application | None:
    """The newest of these applications in a workspace whose candidate has proven their address, tests left out."""
    rows = Application.objects.filter(
        id__in=list(_ids(application_ids)),
        workspace_id=workspace_id,
        verified_at__isnull=False,
        is_test=False,
    )
    found: Application | None = rows.select_related("candidate").order_by("-created_at").first()
    return found


def _ids(given: Iterable[str]) -> Iterator[UUID]:
    for each in given:
        with suppress(ValueError):
            yield UUID(str(each))
