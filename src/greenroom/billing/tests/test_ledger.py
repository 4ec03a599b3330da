from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from greenroom.accounts.permissions import Forbidden
from greenroom.billing.actions import charges, prices
from greenroom.billing.models import Charge
from greenroom.billing.queries import prices as standing
from greenroom.billing.queries import spend
from greenroom.billing.rules.services import UNITS, Service, amount
from greenroom.core import clock, money, scope
from greenroom.core.errors import Refused
from greenroom.core.ids import new_id
from greenroom.core.models import StoredEvent


def record(cast, key="voice:1", **changed):
    given = {"service": Service.VOICE, "quantity": 10, "key": key, "workspace_id": cast.workspace.id}
    return charges.record(**{**given, **changed})


def happened(name: str) -> list[dict[str, object]]:
    return list(StoredEvent.objects.filter(name=name).values_list("payload", flat=True))


def test_nothing_costs_anything_until_somebody_says_what_it_costs(in_workspace):
    assert set(standing.all_of_workspace().values()) == {0}
    assert record(in_workspace).charge.amount == 0


def test_what_is_used_is_charged_at_the_price_of_the_moment(in_workspace):
    prices.choose(currency="EUR", amounts={Service.VOICE: 120_000}, by=in_workspace.owner)
    first = record(in_workspace, quantity=Decimal("2.5")).charge
    prices.choose(currency="EUR", amounts={Service.VOICE: 200_000}, by=in_workspace.owner)
    second = record(in_workspace, key="voice:2", quantity=Decimal("2.5")).charge
    assert (first.amount, second.amount, first.unit) == (300_000, 500_000, "minute")


def test_a_job_that_runs_twice_charges_once(in_workspace):
    prices.choose(currency="USD", amounts={Service.VOICE: 1_000_000}, by=in_workspace.owner)
    first, second = record(in_workspace), record(in_workspace, quantity=99)
    assert (first.new, second.new) == (True, False)
    assert second.charge == first.charge
    assert [charge.amount for charge in Charge.objects.all()] == [10_000_000]
    assert len(happened("billing.Charged")) == 1


def test_the_same_key_in_another_workspace_is_another_charge(cast):
    for member in (cast.owner, cast.stranger):
        with scope.scoped(member.workspace_id):
            assert record(cast, workspace_id=member.workspace_id).new


def test_a_vendors_own_price_stands(in_workspace):
    prices.choose(currency="USD", amounts={Service.MODEL: 5}, by=in_workspace.owner)
    made = record(in_workspace, service=Service.MODEL, quantity=Decimal("1.234"), amount=777).charge
    assert (made.amount, made.quantity) == (777, Decimal("1.234"))


def test_the_ledger_holds_nothing_negative(in_workspace):
    for wrong in ({"amount": -1}, {"quantity": -1, "amount": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            record(in_workspace, **wrong)
    assert not Charge.objects.exists()


def test_what_many_interviewers_spent_is_one_statement(in_workspace, django_assert_num_queries):
    one, two, three = new_id(), new_id(), new_id()
    for number, (who, cost) in enumerate([(one, 5), (one, 7), (two, 11)]):
        record(in_workspace, key=str(number), interviewer_id=who, amount=cost)
    with django_assert_num_queries(1):
        assert spend.of_many([one, two, three]) == {one: 12, two: 11, three: 0}
    assert spend.of_interviewer(one) == 12


def test_another_workspaces_charges_are_nobodys_business(cast):
    who = new_id()
    with scope.scoped(cast.stranger.workspace_id):
        record(cast, workspace_id=cast.stranger.workspace_id, interviewer_id=who, amount=5)
    with scope.scoped(cast.workspace.id):
        assert spend.of_interviewer(who) == 0
        assert {
            used.amount
            for used in spend.by_service(since=datetime(2000, 1, 1, tzinfo=UTC), until=clock.now())
        } == {0}


def test_a_month_begins_at_its_first_moment_and_ends_before_the_next(in_workspace, django_assert_num_queries):
    start, end = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    moments = [start - timedelta(seconds=1), start, end - timedelta(seconds=1), end]
    for number, moment in enumerate(moments):
        record(in_workspace, key=str(number), amount=10**number, occurred_at=moment)
    with django_assert_num_queries(1):
        used = spend.by_service(since=start, until=end)
    voice = next(each for each in used if each.service == Service.VOICE)
    assert (voice.amount, voice.quantity) == (110, Decimal(20))
    assert [each.service for each in used] == list(Service)


def test_prices_are_an_administrators_and_every_change_is_kept(in_workspace):
    for member in (in_workspace.colleague, in_workspace.viewer):
        with pytest.raises(Forbidden):
            prices.choose(currency="EUR", amounts={Service.SMS: 1}, by=member)
    assert standing.of(Service.SMS) == 0
    prices.choose(currency="EUR", amounts={Service.SMS: 10, Service.FORM: 0}, by=in_workspace.owner)
    prices.choose(currency="EUR", amounts={Service.SMS: 20}, by=in_workspace.owner)
    assert [(e["before"], e["after"]) for e in happened("billing.PriceSet")] == [(0, 10), (10, 20)]
    assert [(e["before"], e["after"]) for e in happened("billing.CurrencyChosen")] == [("USD", "EUR")]


def test_the_currency_stays_once_money_has_been_charged_in_it(in_workspace):
    record(in_workspace, key="free", amount=0)
    prices.choose(currency="EUR", amounts={}, by=in_workspace.owner)
    record(in_workspace, amount=1)
    with pytest.raises(Refused, match="EUR") as refused:
        prices.choose(currency="GBP", amounts={Service.SMS: 5}, by=in_workspace.owner)
    assert refused.value.field == "currency"
    assert standing.of(Service.SMS) == 0
    in_workspace.workspace.refresh_from_db()
    assert in_workspace.workspace.currency == "EUR"


@pytest.mark.parametrize("currency", ["", "usd", "XXX", "DEM"])
def test_a_currency_that_is_none_is_refused(in_workspace, currency):
    with pytest.raises(Refused):
        prices.choose(currency=currency, amounts={}, by=in_workspace.owner)


@pytest.mark.parametrize("price", [-1, money.MOST + 1])
def test_a_price_out_of_bounds_is_refused(in_workspace, price):
    with pytest.raises(Refused) as refused:
        prices.choose(currency="USD", amounts={Service.SMS: price}, by=in_workspace.owner)
    assert refused.value.field == "sms"


@given(some.decimals(min_value=0, max_value=100_000, places=6), some.integers(min_value=0, max_value=10**12))
def test_a_cost_is_within_half_a_micro_of_the_product(quantity, price):
    cost = amount(quantity=quantity, price=price)
    assert abs(cost - quantity * price) <= Decimal("0.5")


def test_every_service_has_a_unit():
    assert set(UNITS) == set(Service)
