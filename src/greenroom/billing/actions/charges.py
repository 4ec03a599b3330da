"""Writing down what was used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from greenroom.billing.events import Charged
from greenroom.billing.models import Charge
from greenroom.billing.queries import prices
from greenroom.billing.rules import services
from greenroom.billing.rules.services import Service
from greenroom.core import clock
from greenroom.core.events import emit


@dataclass(frozen=True)
class Recorded:
    """A charge, and whether it is new: False where its key had been charged before."""

    charge: Charge
    new: bool


@transaction.atomic
def record(
    *,
    workspace_id: UUID,
    service: Service,
    quantity: Decimal | int,
    key: str,
    interviewer_id: UUID | None = None,
    application_id: UUID | None = None,
    occurred_at: datetime | None = None,
    amount: int | None = None,
) -> Recorded:
    """Charge so much of a service, once for each key. The workspace must be the one in scope.

    key: names the work in the workspace, such as "voice:<attempt id>". amount: micros, where the vendor has said what
    it cost; otherwise the quantity at the workspace's price.
    """
    counted = Decimal(quantity)
    if amount is None:
        amount = services.amount(quantity=counted, price=prices.of(service))
    charge, new = Charge.objects.get_or_create(
        workspace_id=workspace_id,
        key=key,
        defaults={
            "interviewer_id": interviewer_id,
            "application_id": application_id,
            "service": service,
            "quantity": counted,
            "unit": services.UNITS[service],
            "amount": amount,
            "occurred_at": occurred_at or clock.now(),
        },
    )
    if new:
        emit(Charged(charge_id=charge.id, service=charge.service, amount=charge.amount))
    return Recorded(charge, new)
