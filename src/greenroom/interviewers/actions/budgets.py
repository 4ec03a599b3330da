"""How much an interviewer may cost, and what it has cost."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from greenroom.accounts.models import Member, Workspace
from greenroom.accounts.permissions import require
from greenroom.accounts.rules.roles import Permission
from greenroom.billing.actions import charges
from greenroom.billing.models import Charge
from greenroom.billing.rules.services import Service
from greenroom.core import money
from greenroom.core.errors import Refused
from greenroom.core.events import emit
from greenroom.interviewers import events
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.rules.budgets import ALL, reached


@transaction.atomic
def set_budget(interviewer: Interviewer, *, amount: int | None, by: Member) -> Interviewer:
    """Limit what the interviewer may cost: micros of the workspace's currency, None for no limit.

    Raises Refused beside "budget" for less than is spent already.
    """
    require(by, Permission.EDIT_INTERVIEWERS)
    interviewer = Interviewer.objects.select_for_update(no_key=True).get(id=interviewer.id)
    if amount is not None:
        _check(amount, interviewer.spent, by.workspace_id)
    before = interviewer.budget
    if before == amount:
        return interviewer
    interviewer.budget = amount
    interviewer.save(update_fields=["budget"])
    emit(events.BudgetSet(interviewer_id=interviewer.id, before=before, after=amount), by=by.actor)
    _tell(interviewer)
    return interviewer


def _check(amount: int, spent: int, workspace_id: UUID) -> None:
    if not 0 <= amount <= money.MOST:
        raise Refused(_("A budget is 0 or more."), field="budget")
    if amount < spent:
        currency = Workspace.objects.values_list("currency", flat=True).get(id=workspace_id)
        raise Refused(
            _("%(spent)s is spent already. Set at least that, or archive the interviewer to stop spending.")
            % {"spent": money.full(spent, currency)},
            field="budget",
        )


@transaction.atomic
def charge(
    *,
    interviewer_id: UUID,
    service: Service,
    quantity: Decimal | int,
    key: str,
    application_id: UUID | None = None,
    occurred_at: datetime | None = None,
    amount: int | None = None,
) -> Charge:
    """Charge an interviewer for what it used, once for each key; see `billing.actions.charges.record`.

    Members are told once when four fifths of the budget are spent and once when all of it is; of a charge that passes
    both marks, of the second only. A member's tests are not to be charged: whoever calls this knows which those are.
    """
    interviewer = Interviewer.objects.select_for_update(no_key=True).get(id=interviewer_id)
    recorded = charges.record(
        workspace_id=interviewer.workspace_id,
        service=service,
        quantity=quantity,
        key=key,
        interviewer_id=interviewer_id,
        application_id=application_id,
        occurred_at=occurred_at,
        amount=amount,
    )
    if recorded.new and recorded.charge.amount:
        interviewer.spent += recorded.charge.amount
        interviewer.save(update_fields=["spent"])
        _tell(interviewer)
    return recorded.charge


def _tell(interviewer: Interviewer) -> None:
    """Say that a mark was reached, once; a larger budget forgets the marks it is below. The row is held."""
    mark, before = reached(spent=interviewer.spent, budget=interviewer.budget), interviewer.told_of_budget
    if mark == before:
        return
    interviewer.told_of_budget = mark
    interviewer.save(update_fields=["told_of_budget"])
    if mark > before:
        kind = events.BudgetSpent if mark == ALL else events.BudgetNearlySpent
        emit(kind(interviewer_id=interviewer.id, spent=interviewer.spent, budget=interviewer.budget or 0))
