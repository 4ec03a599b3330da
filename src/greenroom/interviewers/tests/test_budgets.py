from __future__ import annotations

from datetime import timedelta

import pytest

from greenroom.accounts.permissions import Forbidden
from greenroom.billing.models import Charge
from greenroom.billing.queries import spend
from greenroom.billing.rules.services import Service
from greenroom.candidates.actions import applications
from greenroom.candidates.models import Application
from greenroom.core import clock
from greenroom.core.errors import Refused
from greenroom.core.models import StoredEvent
from greenroom.interviewers.actions import budgets
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.rules.budgets import reached
from greenroom.interviewers.rules.lifecycle import Door, door
from greenroom.interviewers.tests.test_races import race

UNIT = 1_000_000
TOLD = ("interviewers.BudgetNearlySpent", "interviewers.BudgetSpent")


@pytest.fixture
def one(many) -> Interviewer:
    return many(1)[0]


def use(interviewer: Interviewer, units: int, key: str) -> Interviewer:
    budgets.charge(
        interviewer_id=interviewer.id, service=Service.VOICE, quantity=1, key=key, amount=units * UNIT
    )
    interviewer.refresh_from_db()
    return interviewer


def told() -> list[str]:
    rows = StoredEvent.objects.filter(name__in=TOLD).order_by("id")
    return [name.rpartition(".")[2] for name in rows.values_list("name", flat=True)]


def test_members_are_told_once_at_four_fifths_and_once_at_all_of_it(in_workspace, one):
    budgets.set_budget(one, amount=100 * UNIT, by=in_workspace.colleague)
    seen = [(use(one, 20, f"voice:{number}").spent // UNIT, told()) for number in range(7)]
    nearly, all_of_it = ["BudgetNearlySpent"], ["BudgetNearlySpent", "BudgetSpent"]
    assert seen == [
        (20, []),
        (40, []),
        (60, []),
        (80, nearly),
        (100, all_of_it),
        (120, all_of_it),
        (140, all_of_it),
    ]
    assert spend.of_interviewer(one.id) == one.spent


def test_of_a_charge_that_passes_both_marks_members_are_told_of_the_second(in_workspace, one):
    budgets.set_budget(one, amount=100 * UNIT, by=in_workspace.colleague)
    use(one, 150, "a")
    assert told() == ["BudgetSpent"]


def test_a_charge_that_is_made_again_counts_once(in_workspace, one):
    for _ in range(3):
        use(one, 20, "voice:1")
    assert one.spent == 20 * UNIT
    assert Charge.objects.count() == 1


def test_without_a_budget_spending_is_counted_and_nobody_is_told(in_workspace, one):
    use(one, 10_000, "a")
    assert (one.spent, told()) == (10_000 * UNIT, [])


def test_a_larger_budget_is_told_of_anew(in_workspace, one):
    budgets.set_budget(one, amount=100 * UNIT, by=in_workspace.colleague)
    use(one, 100, "a")
    budgets.set_budget(one, amount=200 * UNIT, by=in_workspace.colleague)
    assert told() == ["BudgetSpent"]
    use(one, 60, "b")
    use(one, 40, "c")
    assert told() == ["BudgetSpent", "BudgetNearlySpent", "BudgetSpent"]


def test_a_budget_below_what_is_spent_is_refused_and_nothing_changes(in_workspace, one):
    use(one, 30, "a")
    with pytest.raises(Refused, match=r"\$30\.00 is spent already") as refused:
        budgets.set_budget(one, amount=30 * UNIT - 1, by=in_workspace.owner)
    assert refused.value.field == "budget"
    one.refresh_from_db()
    assert one.budget is None
    budgets.set_budget(one, amount=30 * UNIT, by=in_workspace.owner)
    assert told() == ["BudgetSpent"]


@pytest.mark.parametrize("amount", [-1, 10**18])
def test_a_budget_out_of_bounds_is_refused(in_workspace, one, amount):
    with pytest.raises(Refused) as refused:
        budgets.set_budget(one, amount=amount, by=in_workspace.owner)
    assert refused.value.field == "budget"


def test_every_change_of_a_budget_is_kept_and_no_change_is_none(in_workspace, one):
    for amount in (5 * UNIT, 5 * UNIT, None):
        budgets.set_budget(one, amount=amount, by=in_workspace.colleague)
    rows = StoredEvent.objects.filter(name="interviewers.BudgetSet").order_by("id")
    assert [(row.payload["before"], row.payload["after"]) for row in rows] == [
        (None, 5 * UNIT),
        (5 * UNIT, None),
    ]
    assert {row.actor_id for row in rows} == {in_workspace.colleague.id}


def test_a_viewer_sets_no_budget(in_workspace, one):
    with pytest.raises(Forbidden):
        budgets.set_budget(one, amount=5, by=in_workspace.viewer)
    one.refresh_from_db()
    assert one.budget is None


def test_nobody_new_starts_once_the_budget_is_spent_until_it_is_raised(in_workspace, one):
    person = applications.Person(name="Casey Sample", email="casey@example.org")
    budgets.set_budget(one, amount=10 * UNIT, by=in_workspace.owner)
    use(one, 10, "a")
    with pytest.raises(Refused):
        applications.apply(interviewer=one, person=person, agreed=True)
    assert not Application.objects.exists()
    one = budgets.set_budget(one, amount=11 * UNIT, by=in_workspace.owner)
    assert applications.apply(interviewer=one, person=person, agreed=True).status == "pending"


def test_a_spent_budget_pauses_what_is_open_and_nothing_else():
    now = clock.now()
    later = now + timedelta(days=1)
    assert door(status="active", deadline=later, now=now, budget=10, spent=10) is Door.PAUSED
    assert door(status="active", deadline=later, now=now, budget=0, spent=0) is Door.PAUSED
    assert door(status="active", deadline=later, now=now, budget=10, spent=9) is Door.OPEN
    assert door(status="active", deadline=later, now=now, budget=None, spent=9) is Door.OPEN
    assert door(status="active", deadline=later, now=now) is Door.OPEN
    assert door(status="active", deadline=now, now=now, budget=1, spent=2) is Door.EXPIRED
    assert door(status="archived", deadline=later, now=now, budget=1, spent=2) is Door.ARCHIVED


@pytest.mark.parametrize(
    ("spent", "budget", "mark"),
    [
        (0, None, 0),
        (0, 0, 100),
        (0, 1, 0),
        (79, 100, 0),
        (80, 100, 80),
        (99, 100, 80),
        (100, 100, 100),
        (799, 1000, 0),
        (4, 5, 80),
    ],
)
def test_the_marks_are_four_fifths_and_all_of_it(spent, budget, mark):
    assert reached(spent=spent, budget=budget) == mark


def test_of_many_charges_at_once_none_is_lost_and_members_are_told_once(tmp_path, migrated):
    migrated.sqlite(tmp_path / "greenroom.sqlite3")
    (found,) = race(tmp_path, "charge_at_once")
    assert found == {
        "spent": 40 * UNIT,
        "ledger": 40 * UNIT,
        "charges": 20,
        "told": ["BudgetNearlySpent", "BudgetSpent"],
    }
