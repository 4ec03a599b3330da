"""Making the demo workspace: its people use the product, nothing is pasted in."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from greenroom.accounts.actions import workspaces
from greenroom.accounts.models import Member, User, Workspace
from greenroom.accounts.rules.roles import Role as Standing
from greenroom.core import clock, scope
from greenroom.core.events import emit
from greenroom.core.models import StoredEvent
from greenroom.demo import books, clockwork, material, removal, team
from greenroom.demo.events import DemoFilled
from greenroom.demo.journey import journey
from greenroom.demo.material import Role
from greenroom.demo.persons import SPAN, Person, people

EMAIL, NAME = "demo@example.org", "Demo Admin"
FIRST_HOURS = timedelta(hours=2)  # from an interviewer's opening to its first candidate
MAKING = 0x64656D6F  # the advisory lock of the makers, among the locks of a PostgreSQL

Report = Callable[[int, int], None]
"""Told after each candidate: how many are done, of how many. `core.jobs.report_progress` is one."""


class Unfinished(RuntimeError):
    """Something of the product did not work while the demo was made. Another `ensure` goes on from there."""


def ensure(*, report: Report | None = None, roles: Sequence[Role] | None = None) -> Workspace:
    """The demo workspace, made if there is none, completed if an earlier run was stopped.

    Once it was complete it is left alone, whatever has become of it. roles: the material's own by default.
    Raises Unfinished when an interviewer could not be planned and opened.
    """
    with one_at_a_time():
        workspace = Workspace.objects.filter(is_demo=True).order_by("created_at").first() or _found()
        if not is_filled(workspace):
            _fill(workspace, material.company().role if roles is None else roles, report or _silently)
    return workspace


def recreate(*, report: Report | None = None, roles: Sequence[Role] | None = None) -> Workspace:
    """The demo workspace made anew; what was in the old one is gone."""
    with one_at_a_time():
        for old in Workspace.objects.filter(is_demo=True):
            removal.remove(old)
    return ensure(report=report, roles=roles)


def is_filled(workspace: Workspace) -> bool:
    return StoredEvent.objects.filter(subject_id=workspace.id, name=DemoFilled.name()).exists()


def administrator(workspace: Workspace) -> Member:
    """Who the demo's sign-in link is for."""
    with scope.scoped(workspace.id):
        return Member.objects.select_related("user", "workspace").get(user__email=EMAIL, role=Standing.ADMIN)


def _silently(done: int, total: int) -> None:
    """Nobody watches."""


@transaction.atomic
def _found() -> Workspace:
    """An empty demo workspace, three weeks old, and somebody who signs in by link only."""
    company = material.company()
    user = User.objects.filter(email=EMAIL).first() or User.objects.create_user(EMAIL, name=NAME)
    with clock.at(clock.now().replace(second=0, microsecond=0) - SPAN):
        member = workspaces.create(name=company.name, owner=user, is_demo=True)
        workspace = member.workspace
        with scope.scoped(workspace.id):
            books.lay_out(company, by=member)
            return workspaces.change(
                workspace,
                name=workspace.name,
                about=company.about,
                accent=workspace.accent,
                keep_days=workspace.keep_days,
                by=member,
            )


def _fill(workspace: Workspace, roles: Sequence[Role], report: Report) -> None:
    start, end = workspace.created_at, workspace.created_at + SPAN
    by = administrator(workspace)
    everybody = [person for role in roles for person in applicants(role, start, end)]
    count = _Count(report, len(everybody))
    courses = [
        *(team.opening(role, start=start, by=by) for role in roles),
        *(books.keeping(role, start=start, by=by) for role in roles),
        *(_counted(person, count) for person in everybody),
        *(team.closing(role, end=end, by=by) for role in roles),
        *(team.reviewing(role, start=start, by=by) for role in roles),
    ]
    clockwork.run(courses, workspace_id=workspace.id)
    with scope.scoped(workspace.id), transaction.atomic():
        closed = [role.key for role in roles if not team.is_open(role)]
        if closed:
            raise Unfinished(
                f"The demo is not complete: no interviewer could be opened for {', '.join(closed)}."
            )
        emit(DemoFilled(workspace_id=workspace.id, candidates=len(everybody)))


def applicants(role: Role, start: datetime, end: datetime) -> list[Person]:
    opened = start + timedelta(days=role.day) + FIRST_HOURS
    closed = end - team.CLOSED_SINCE - FIRST_HOURS if role.state == "expired" else end
    return people(role, since=opened, until=closed)


class _Count:
    def __init__(self, report: Report, total: int) -> None:
        self._report, self._done, self._total = report, 0, total
        report(0, total)

    def one_more(self) -> None:
        self._done += 1
        self._report(self._done, self._total)


def _counted(person: Person, count: _Count) -> clockwork.Course:
    try:
        yield from journey(person)
    finally:
        count.one_more()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for whoever else makes the demo of this data folder, or of this PostgreSQL from another machine."""
    with (settings.DATA / "demo.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MAKING])
