"""Reading what was spent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from greenroom.billing.models import Charge
from greenroom.billing.rules.services import UNITS, Service


@dataclass(frozen=True)
class Used:
    """How much of a service was used, in its unit, and what it cost in micros."""

    service: Service
    unit: str
    quantity: Decimal
    amount: int


def of_interviewer(interviewer_id: UUID) -> int:
    """Micros."""
    return of_many([interviewer_id])[interviewer_id]


def of_many(interviewer_ids: Iterable[UUID]) -> dict[UUID, int]:
    """What each interviewer has spent, in micros, in one statement; 0 where there is nothing."""
    wanted = list(interviewer_ids)
    sums = (
        Charge.objects.filter(interviewer_id__in=wanted).values_list("interviewer_id").annotate(Sum("amount"))
    )
    return dict.fromkeys(wanted, 0) | dict(sums)


def by_service(*, since: datetime, until: datetime) -> list[Used]:
    """What the workspace in scope has used from since on and before until, each service, in one statement."""
    rows = (
        Charge.objects.filter(occurred_at__gte=since, occurred_at__lt=until)
        .values("service")
        .annotate(quantity=Sum("quantity"), amount=Sum("amount"))
    )
    found = {row["service"]: row for row in rows}
    return [
        Used(
            service,
            UNITS[service],
            Decimal(found[service.value]["quantity"]) if service.value in found else Decimal(0),
            found[service.value]["amount"] if service.value in found else 0,
        )
        for service in Service
    ]
