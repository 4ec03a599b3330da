"""Cells of the table that are changed in place, and acts that are taken back."""

from __future__ import annotations

import re

import pytest

from greenroom.core.money import UNIT
from greenroom.interviewers.models import Interviewer
from greenroom.interviewers.queries.listing import Spend, spend

pytestmark = pytest.mark.django_db
LIST = "/interviewers/"
HTMX = {"HX-Request": "true"}
TABLE = {"HX-Request": "true", "HX-Target": "interviewers"}


def money(interviewer: Interviewer, *, spent: int, budget: int | None) -> None:
    limit = None if budget is None else budget * UNIT
    Interviewer.objects.filter(id=interviewer.id).update(spent=spent * UNIT, budget=limit)


@pytest.mark.parametrize(
    ("spent", "budget", "shown"),
    [
        (3, 1000, Spend("$3", "$1k", 0, is_high=False)),
        (79, 100, Spend("$79", "$100", 79, is_high=False)),
        (80, 100, Spend("$80", "$100", 80, is_high=True)),
        (120, 100, Spend("$120", "$100", 100, is_high=True)),
        (0, 0, Spend("$0", "$0", 100, is_high=True)),
        (22, None, Spend("$22", "", None, is_high=False)),
    ],
)
def test_what_was_spent_stands_against_its_limit(spent, budget, shown):
    assert spend(spent * UNIT, None if budget is None else budget * UNIT, "USD", "en") == shown


def test_a_row_says_what_it_costs(active, in_workspace, sign_in):
    money(active, spent=3, budget=1000)
    page = sign_in(in_workspace.viewer).get(LIST).content.decode()
    assert '$3 <span class="muted">/ $1k</span>' in page
    assert "0% of the budget is spent" in page
    assert "Edit the budget limit" not in page


def test_the_limit_is_changed_in_its_cell(active, in_workspace, sign_in):
    money(active, spent=241, budget=250)
    client, url = sign_in(in_workspace.colleague), f"{LIST}{active.slug}/budget/cell/"
    assert f'hx-get="{url}"' in client.get(LIST).content.decode()
    assert 'value="250"' in client.get(url, headers=HTMX).content.decode()
    refused = client.post(url, {"budget": "100"}, headers=HTMX)
    assert refused.status_code == 422
    assert "$241.00 is spent already" in refused.content.decode()
    assert 'value="100"' in refused.content.decode()
    cell = client.post(url, {"budget": "1.5k"}, headers=HTMX).content.decode()
    assert '$241 <span class="muted">/ $1.5k</span>' in cell
    assert "autofocus" in cell
    assert Interviewer.objects.get(id=active.id).budget == 1500 * UNIT
    assert "$1.5k" in client.get(f"{url}?shown=1", headers=HTMX).content.decode()


def test_without_script_the_pencil_leads_to_the_budget_page(active, in_workspace, sign_in):
    client, page = sign_in(in_workspace.colleague), f"{LIST}{active.slug}/budget/"
    assert f'href="{page}" hx-get' in client.get(LIST).content.decode()
    assert client.get(f"{page}cell/")["Location"] == page


def test_a_viewer_changes_no_limit(active, in_workspace, sign_in):
    url = f"{LIST}{active.slug}/budget/cell/"
    assert sign_in(in_workspace.viewer).post(url, {"budget": "9"}, headers=HTMX).status_code == 403
    assert Interviewer.objects.get(id=active.id).budget is None


def archive_form(page: str) -> dict[str, str]:
    """What the button of the only row sends, as a browser would."""
    back = re.search(r'name="back" value="([^"]+)"', page)
    undo = re.search(r'name="undo" value="([^"]+)"', page)
    assert back is not None
    assert undo is not None
    return {"back": back[1].replace("&amp;", "&"), "undo": undo[1]}


def test_archiving_offers_to_take_it_back_in_the_same_view(active, in_workspace, sign_in):
    client, here = sign_in(in_workspace.colleague), f"{LIST}?q=warehouse"
    form = archive_form(client.get(here).content.decode())
    response = client.post(f"{LIST}{active.slug}/archive/", form)
    assert response["Location"] == f"{here}&undo=unarchive%3A{active.slug}"
    page = client.get(response["Location"]).content.decode()
    assert page.count("is archived. Its link is closed.") == 1
    assert f'<form method="post" action="{LIST}{active.slug}/unarchive/"' in page
    assert f'<input type="hidden" name="back" value="{here}">' in page
    client.post(f"{LIST}{active.slug}/unarchive/", {"back": here})
    assert Interviewer.objects.get(id=active.id).status == "active"


def test_the_offer_is_made_once(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    form = archive_form(client.get(LIST).content.decode())
    there = client.post(f"{LIST}{active.slug}/archive/", form)["Location"]
    assert 'class="toast"' in client.get(there).content.decode()
    assert 'class="toast"' not in client.get(there).content.decode()


def test_with_script_the_table_and_the_offer_come_in_one_answer(active, in_workspace, sign_in):
    client = sign_in(in_workspace.colleague)
    form = archive_form(client.get(LIST).content.decode())
    response = client.post(f"{LIST}{active.slug}/archive/", form, headers=TABLE, follow=True)
    page = response.content.decode()
    assert "<html" not in page
    assert 'hx-swap-oob="beforeend:#toasts"' in page
    assert f"{active.slug}/unarchive/" in page
    assert response["HX-Push-Url"] == LIST


@pytest.mark.parametrize("undo", ["unarchive:../../x", "delete:x", "unarchive:", "archive:x y"])
def test_an_offer_that_nobody_of_ours_makes_is_passed_over(active, in_workspace, sign_in, undo):
    client = sign_in(in_workspace.colleague)
    given = {"back": LIST, "undo": undo}
    assert client.post(f"{LIST}{active.slug}/archive/", given)["Location"] == LIST
    page = client.get(LIST, {"undo": undo})
    assert page.status_code == 200
    assert ">Undo<" not in page.content.decode()


def test_every_act_is_offered_on_a_row(active, in_workspace, sign_in):
    page = sign_in(in_workspace.colleague).get(LIST).content.decode()
    for words in ("View candidates", "Edit settings", "Share links", "Duplicate", "Archive"):
        assert f'aria-label="{words}: {active.title}"' in page
    assert f'formaction="{LIST}{active.slug}/duplicate/"' in page


def test_no_ats_is_claimed(active, in_workspace, sign_in):
    page = sign_in(in_workspace.viewer).get(LIST).content.decode()
    assert "Not linked to an applicant tracking system" in page
