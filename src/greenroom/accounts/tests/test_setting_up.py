from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from greenroom.accounts.actions import people
from greenroom.accounts.models import FirstSetUp, User, Workspace
from greenroom.core.errors import Refused

FIRST = {
    "workspace": "Northfield",
    "name": "Robin Ashe",
    "email": "Robin@Example.org",
    "password": "three small pianos",
}


def test_the_first_person_makes_the_workspace_and_is_its_administrator(db, client):
    assert client.get("/set-up/").status_code == 200
    assert client.post("/set-up/", FIRST)["Location"] == "/"
    page = client.get("/settings/")
    assert page.status_code == 200
    member = page.context["member"]
    assert (member.role, member.workspace.name, member.user.email) == (
        "admin",
        "Northfield",
        "robin@example.org",
    )


def test_whoever_comes_first_is_led_there(db, client):
    assert client.get("/sign-in/")["Location"] == "/set-up/"


def test_once_there_is_anybody_the_page_is_shut(cast, client):
    assert client.get("/set-up/")["Location"] == "/sign-in/"
    assert client.post("/set-up/", FIRST)["Location"] == "/sign-in/"
    assert not User.objects.filter(email="robin@example.org").exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [("password", "short"), ("email", "not an address"), ("workspace", "  "), ("name", "")],
)
def test_what_is_wrong_is_said_beside_the_field_and_nobody_is_made(db, client, field, typed):
    page = client.post("/set-up/", {**FIRST, field: typed})
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert not User.objects.exists()
    assert not Workspace.objects.exists()


def test_the_second_of_two_who_set_up_at_the_same_moment_is_refused(db, monkeypatch):
    """Both found nobody; the one row of FirstSetUp then lets one through."""
    people.set_up(**FIRST)
    monkeypatch.setattr(User.objects, "exists", lambda: False)
    with pytest.raises(Refused, match="already"):
        people.set_up(**{**FIRST, "email": "other@example.org", "workspace": "Other"})
    assert User.objects.count() == 1
    assert Workspace.objects.count() == 1


def test_the_database_keeps_the_first_set_up_to_one_row(db):
    FirstSetUp.objects.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        FirstSetUp.objects.create(id=2)
