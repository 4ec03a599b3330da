"""`greenroom admin create`, with the database of the test."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from greenroom.accounts.actions import workspaces
from greenroom.accounts.models import Member, User, Workspace
from greenroom.cli.admin import command
from greenroom.core import scope

pytestmark = pytest.mark.django_db

Create = Callable[..., Result]


@pytest.fixture
def create() -> Create:
    def run(email: str, *more: str) -> Result:
        return CliRunner().invoke(command, ["create", "--email", email, *more])

    return run


def roles() -> set[tuple[str, str, str]]:
    with scope.everything("a look from outside"):
        return set(Member.objects.values_list("workspace__name", "user__email", "role"))


def test_the_first_administrator_gets_a_workspace_and_a_link_that_signs_in(
    create: Create, client: Client
) -> None:
    result = create("ada@example.org", "--workspace", "Northfield")
    assert result.exit_code == 0
    assert roles() == {("Northfield", "ada@example.org", "admin")}
    address = urlsplit(result.output.strip()).path
    assert address.startswith("/sign-in/link/")
    client.post(address)
    assert client.session["_auth_user_id"] == str(User.objects.get().id)


def test_without_a_name_the_only_workspace_is_meant(create: Create, cast) -> None:
    Workspace.objects.exclude(id=cast.workspace.id).update(is_demo=True)
    assert create("ada@example.org").exit_code == 0
    assert ("Northfield", "ada@example.org", "admin") in roles()


def test_with_several_workspaces_one_has_to_be_named(create: Create, cast) -> None:
    before = roles()
    result = create("ada@example.org")
    assert result.exit_code == 1
    assert "There are several workspaces. Say which with --workspace." in result.output
    assert roles() == before
    assert not User.objects.filter(email="ada@example.org").exists()
    assert create("ada@example.org", "--workspace", "elsewhere").exit_code == 0
    assert roles() - before == {("Elsewhere", "ada@example.org", "admin")}


def test_a_member_is_made_administrator_and_keeps_their_account(create: Create, cast) -> None:
    assert create("Viewer@Example.org", "--workspace", "Northfield").exit_code == 0
    assert ("Northfield", "viewer@example.org", "admin") in roles()
    assert User.objects.count() == 4


def test_a_second_call_only_makes_another_link(create: Create) -> None:
    first, second = (create("ada@example.org") for _ in range(2))
    assert first.output != second.output
    assert len(roles()) == 1


def test_the_demo_workspace_is_not_taken_for_the_teams_own(create: Create, cast) -> None:
    Workspace.objects.update(is_demo=True)
    assert create("ada@example.org").exit_code == 0
    assert ("My workspace", "ada@example.org", "admin") in roles()


def test_what_is_no_address_is_wrong_usage(create: Create) -> None:
    result = create("not an address")
    assert result.exit_code == 2
    assert "Enter a valid email address." in result.output
    assert not User.objects.exists()


def test_the_workspace_of_a_first_account_is_a_workspace_like_any_other(create: Create) -> None:
    create("ada@example.org")
    with scope.everything("a look from outside"):
        member = Member.objects.select_related("user").get()
    assert workspaces.create(name="My workspace", owner=member.user).workspace.slug == "my-workspace-2"
