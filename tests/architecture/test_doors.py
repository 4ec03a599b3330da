"""Every address, every role, another workspace and nobody: who may come in, and that a no changes nothing.

One test an address: its rows are made once, refusals come first, and each who may come in finds the rows as they were.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from greenroom.accounts.models import Member, WorkspaceRow
from greenroom.accounts.rules.roles import Permission, Role
from tests.architecture.house import ARGUMENTS, House

WITHOUT_GUARD = {
    "health": "says only that the process answers; the load balancer has no account",
    "ready": "says only whether the database answers; the load balancer has no account",
    "set_language": "Django's own view; keeps the reader's language in their cookie",
    "styleguide": "invented data only, and not found unless GREENROOM_STYLEGUIDE is on",
    "styleguide-candidate": "as styleguide",
    "styleguide-signin": "as styleguide",
}
NOBODYS = frozenset({"secret", "token", "key", "uidb36", "accent"})
"""Arguments that name nobody's row: a guessed secret, a colour."""

MAY_BE_KEPT = {
    "interviewer-qr": "a picture of the address that is handed to everybody",
    "persona-picture": "who asks the questions, as every candidate sees them",
}
"""What is for the team, and a browser may keep all the same."""

CHANGED_BY_LOOKING = frozenset({"django_session", "core_attempted"})
"""Tables that even a refused request may write: the session it came in, the count of its tries."""

PUBLIC, SIGNED_IN = "public: ", "signed in"


@dataclass(frozen=True)
class Route:
    name: str
    address: str
    arguments: tuple[str, ...]
    door: str

    @property
    def of_rows(self) -> tuple[str, ...]:
        """The arguments that name somebody's row."""
        return tuple(argument for argument in self.arguments if argument not in NOBODYS)


def _walk(resolver: URLResolver, before: str = "") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        address = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _walk(entry, address)
        elif isinstance(entry, URLPattern):
            arguments = (*entry.pattern.converters, *getattr(entry.pattern.regex, "groupindex", {}))
            door = getattr(entry.callback, "door", "")
            yield Route(entry.name or "", address, tuple(dict.fromkeys(arguments)), door)


ROUTES = list(_walk(get_resolver()))
TEAM = [route for route in ROUTES if route.door in set(Permission)]
OWN = [route for route in ROUTES if route.door == SIGNED_IN]
OPEN = [route for route in ROUTES if route.door.startswith(PUBLIC)]
OF_ROWS = [route for route in TEAM + OWN if route.of_rows]
METHODS = ("get", "post")


def _named(route: Route) -> str:
    return route.name or route.address


def fingerprint() -> dict[str, str]:
    """A hash of the rows of each table."""
    prints = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - CHANGED_BY_LOOKING):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(repr(row) for row in cursor.fetchall())
            prints[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return prints


def enter(member: Member) -> Client:
    """Signed in, and just asked for the password again, so that no page asks for it first."""
    client = Client()
    client.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(member.user_id)
    session.save()
    return client


def fill(route: Route, house: House) -> dict[str, Any]:
    return {argument: house.value(argument) for argument in route.arguments}


def ask(client: Client, method: str, route: Route, values: dict[str, Any], form: dict[str, Any]) -> Any:
    response = getattr(client, method)(reverse(route.name, kwargs=values), form)
    if response.streaming:
        list(response.streaming_content)  # the test client then closes it without closing the database
    return response


@contextmanager
def nothing_changes(tables: Callable[[], Any]) -> Iterator[None]:
    before = tables()
    yield
    assert tables() == before


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written in here is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def leads_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith("/sign-in/")


def test_every_route_has_a_name_and_a_door():
    for route in ROUTES:
        assert route.name, f"{route.address} has no name"
        assert route.door or route.name in WITHOUT_GUARD, (
            f"{route.address} has no guard: use accounts.access.team, signed_in or public"
        )
        assert route in TEAM + OWN + OPEN or route.name in WITHOUT_GUARD, (
            f"{route.address} has a door that is no permission: {route.door!r}"
        )


def test_the_sweep_can_fill_in_every_address():
    for route in ROUTES:
        unknown = [argument for argument in route.arguments if argument not in ARGUMENTS]
        assert not unknown, (
            f"{route.address} takes {', '.join(unknown)}: add a line to ARGUMENTS in tests/architecture/house.py "
            "that makes such a thing in a workspace, and its row to House where it is new"
        )


def test_names_are_given_once():
    names = [route.name for route in ROUTES]
    assert sorted(names) == sorted(set(names))


def test_the_sweep_found_the_rooms():
    assert {"settings", "outbox", "account", "account_login"} <= {route.name for route in ROUTES}
    assert len(TEAM) > 5


def test_an_open_door_says_why_it_is_open():
    for route in OPEN:
        assert len(route.door.removeprefix(PUBLIC).split()) >= 3, f"{route.address}: {route.door}"


@pytest.mark.parametrize("route", TEAM, ids=_named)
def test_a_page_of_the_team_lets_in_whom_its_permission_names(route: Route, cast):
    house = House(cast.owner)
    values, form = fill(route, house), house.form(route.name)
    allowed = [role for role in Role if Permission(route.door) in role.permissions]
    others = {role: enter(member_of(cast, role)) for role in Role if role not in allowed}
    with nothing_changes(fingerprint):
        _sends_strangers_to_sign_in(route, values, form)
        for role, client in others.items():
            for method in METHODS:
                assert ask(client, method, route, values, form).status_code == 403, (role, method)
    for role in allowed:
        _comes_in(route, member_of(cast, role), values, form)


@pytest.mark.parametrize("route", TEAM + OWN, ids=_named)
def test_what_belongs_to_another_workspace_is_not_found_and_not_changed(route: Route, cast):
    house = House(cast.owner)
    form, theirs = house.form(route.name), fill(route, House(cast.stranger))
    client = enter(cast.stranger)
    if route.of_rows:
        ours = fill(route, house)
        with nothing_changes(fingerprint):
            for asked in [ours, *({**theirs, argument: ours[argument]} for argument in route.of_rows)]:
                statuses = [ask(client, method, route, asked, form).status_code for method in METHODS]
                assert set(statuses) <= {404, 405}, statuses
                assert 404 in statuses, statuses
    if route in TEAM:
        with nothing_changes(lambda: rows_of(cast.workspace.id)):
            assert ask(client, "post", route, theirs, form).status_code < 500


@pytest.mark.parametrize("route", OWN, ids=_named)
def test_ones_own_account_needs_signing_in_and_no_role(route: Route, cast):
    house = House(cast.viewer)
    values, form = fill(route, house), house.form(route.name)
    with nothing_changes(fingerprint):
        _sends_strangers_to_sign_in(route, values, form)
    for method in METHODS:
        with undone():
            response = ask(enter(cast.viewer), method, route, values, form)
            assert response.status_code != 403, method
            assert response.status_code < 500, method


@pytest.mark.parametrize("route", OPEN, ids=_named)
def test_an_open_door_stands_up_to_an_empty_form_from_nobody(route: Route, cast):
    house = House(cast.owner)
    values, form = fill(route, house), house.form(route.name)
    for method in METHODS:
        assert ask(Client(), method, route, values, form).status_code < 500, method


def _sends_strangers_to_sign_in(route: Route, values: dict[str, Any], form: dict[str, Any]) -> None:
    for method in METHODS:
        assert leads_to_sign_in(ask(Client(), method, route, values, form)), method


def _comes_in(route: Route, member: Member, values: dict[str, Any], form: dict[str, Any]) -> None:
    """Neither refused nor lost, whatever an empty form then says."""
    statuses = {}
    with undone():
        for method in METHODS:
            response = ask(enter(member), method, route, values, form)
            statuses[method] = response.status_code
            kept = response.get("Cache-Control", "private, no-store" if response.status_code >= 400 else "")
            assert "no-store" in kept or route.name in MAY_BE_KEPT, (route.name, kept)
    assert not {403, 404} & set(statuses.values()), (member.role, statuses)
    assert max(statuses.values()) < 500, (member.role, statuses)
    assert set(statuses.values()) != {405}, "no method is answered"


def member_of(cast: Any, role: Role) -> Member:
    return {Role.ADMIN: cast.owner, Role.RECRUITER: cast.colleague, Role.VIEWER: cast.viewer}[role]


def rows_of(workspace_id: UUID) -> dict[str, list[str]]:
    """Every row of every table that belongs to the workspace."""
    rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if not issubclass(model, WorkspaceRow):
                continue
            own = model._meta.get_field("workspace").get_db_prep_value(workspace_id, connection)
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {table} WHERE workspace_id = %s", [own])
            rows[model.__name__] = sorted(map(repr, cursor.fetchall()))
    assert rows["Member"]
    return rows
