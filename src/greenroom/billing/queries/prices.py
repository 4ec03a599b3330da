"""Reading what services cost."""

from __future__ import annotations

from greenroom.billing.models import Price
from greenroom.billing.rules.services import Service


def of(service: Service) -> int:
    """Micros for one unit in the workspace in scope; 0 until somebody has said what it costs."""
    found: int | None = Price.objects.filter(service=service).values_list("amount", flat=True).first()
    return found or 0


def all_of_workspace() -> dict[Service, int]:
    """Every service with its price, in one statement."""
    standing = dict(Price.objects.values_list("service", "amount"))
    return {service: standing.get(service.value, 0) for service in Service}
