"""People who want no more messages of a workspace, and addresses that take none."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from greenroom.core.actors import SYSTEM
from greenroom.core.errors import NotFound
from greenroom.core.events import emit
from greenroom.core.secrets import Sealed, seal, unseal
from greenroom.outreach.events import AddressSuppressed, AddressSuppressionEnded
from greenroom.outreach.models import Suppression

PURPOSE = "unsubscribe"


@dataclass(frozen=True)
class Held:
    """Who holds a link to unsubscribe, and the language the message was in."""

    workspace_id: UUID
    channel: str
    address: str
    language: str


def link_for(held: Held) -> str:
    """The address at which this recipient ends the messages; it shows nobody who that is."""
    plain = "\n".join((held.workspace_id.hex, held.channel, held.address, held.language))
    return f"{settings.PUBLIC_URL}/unsubscribe/{seal(plain, purpose=PURPOSE)}/"


def held_by(token: str) -> Held:
    """Who a link was made for. Raises NotFound for one that we have not made."""
    try:
        workspace_id, channel, address, language = unseal(token, purpose=PURPOSE).split("\n")
        return Held(UUID(workspace_id), channel, address, language)
    except (Sealed, ValueError) as forged:
        raise NotFound from forged


@transaction.atomic
def suppress(held: Held, *, reason: str) -> None:
    """No more messages to this address; nothing where there were none before."""
    row, made = Suppression.objects.get_or_create(
        workspace_id=held.workspace_id,
        channel=held.channel,
        address=held.address.lower(),
        defaults={"reason": reason},
    )
    if made:
        emit(AddressSuppressed(suppression_id=row.id, channel=held.channel, reason=row.reason), by=SYSTEM)


@transaction.atomic
def resume(held: Held) -> None:
    """Messages again, for who had ended them by themselves; not for an address that takes none."""
    row = Suppression.objects.filter(
        workspace_id=held.workspace_id,
        channel=held.channel,
        address=held.address.lower(),
        reason=Suppression.Reason.UNSUBSCRIBED,
    ).first()
    if row is None:
        return
    emit(AddressSuppressionEnded(suppression_id=row.id, channel=held.channel), by=SYSTEM)
    row.delete()


def reason_of(held: Held) -> str:
    """Why an address gets no messages, "" where it gets them."""
    rows = Suppression.objects.filter(workspace_id=held.workspace_id, channel=held.channel)
    return rows.filter(address=held.address.lower()).values_list("reason", flat=True).first() or ""
