"""Saying what services cost, and in which currency."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.billing.events import CurrencyChosen, PriceSet
from greenroom.billing.models import Charge, Price
from greenroom.billing.queries import prices
from greenroom.billing.rules.services import Service
from greenroom.core import money
from greenroom.core.errors import Refused
from greenroom.core.events import emit


@transaction.atomic
def choose(*, currency: str, amounts: dict[Service, int], by: Member) -> Workspace:
    """Set the currency, and the price of each service that is named: micros for one unit, 0 for nothing.

    Raises Refused for another currency once money has been charged in the present one.
    """
    require(by, Permission.MANAGE_WORKSPACE)
    if currency not in dict(money.currencies()):
        raise Refused(_("Choose a currency of the list."), field="currency")
    workspace = Workspace.objects.select_for_update().get(id=by.workspace_id)
    _change_currency(workspace, currency, by)
    standing = prices.all_of_workspace()
    for service, after in amounts.items():
        _set(service, before=standing[service], after=after, by=by)
    return workspace


def _change_currency(workspace: Workspace, currency: str, by: Member) -> None:
    before = workspace.currency
    if before == currency:
        return
    if Charge.objects.filter(amount__gt=0).exists():
        raise Refused(
            _("Money has been charged in %(currency)s already, so the currency stays.")
            % {"currency": before},
            field="currency",
        )
    workspace.currency = currency
    workspace.save(update_fields=["currency"])
    emit(CurrencyChosen(workspace_id=workspace.id, before=before, after=currency), by=by.actor)


def _set(service: Service, *, before: int, after: int, by: Member) -> None:
    if not 0 <= after <= money.MOST:
        raise Refused(_("A price is 0 or more."), field=service.value)
    if before == after:
        return
    Price.objects.update_or_create(workspace_id=by.workspace_id, service=service, defaults={"amount": after})
    emit(
        PriceSet(workspace_id=by.workspace_id, service=service.value, before=before, after=after), by=by.actor
    )
