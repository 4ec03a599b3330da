"""Who gets no more messages of a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from greenroom.outreach.models import Suppression


def among(workspace_id: UUID, addresses: Iterable[str]) -> set[tuple[str, str]]:
    """Of these addresses, channel and address of those that are suppressed; one statement."""
    wanted = {address.lower() for address in addresses if address}
    rows = Suppression.objects.filter(workspace_id=workspace_id, address__in=wanted)
    return set(rows.values_list("channel", "address"))
