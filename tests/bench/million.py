"""2,000 interviewers and 1,000,000 applications. Interviewers are written by Django, applications by the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from greenroom.accounts.actions import workspaces
from greenroom.accounts.models import Member, User
from greenroom.candidates.models import Application, Candidate
from greenroom.core import clock, scope
from greenroom.core.money import UNIT
from greenroom.core.text import searchable
from greenroom.interviewers.actions import labels, views
from greenroom.interviewers.models import Interviewer, Label, LabelValue, Stage
from tests.bench.crowd import settle_statistics, write

INTERVIEWERS = 2_000
MOST = 1_000  # applications in an interviewer, and people in the workspace; half as many on average
KINDS = ("resume", "form", "web_interview", "scenario")
DEPARTMENTS = ("Retail", "Healthcare", "Support", "Logistics", "Engineering", "Hospitality")
STATUSES = ("active", "active", "active", "active", "expired", "archived", "draft")


@dataclass(frozen=True)
class Million:
    owner: Member
    applications: int


def make() -> Million:
    owner = workspaces.create(
        name="Northfield", owner=User.objects.create_user("owner@example.org", name="Owner Example")
    )
    now = clock.now()
    with scope.scoped(owner.workspace_id):
        write(Candidate, _people(owner))
        write(Interviewer, _interviewers(owner, now))
        interviewers = list(Interviewer.objects.order_by("slug"))
        write(Stage, _stages(owner, interviewers))
        write(LabelValue, _labels(owner, interviewers))
        for n in range(5):
            views.save(
                page="interviewers", name=f"View {n}", query=f"size={n}", is_shared=bool(n % 2), by=owner
            )
        _apply(owner, interviewers[0])
        settle_statistics()
        return Million(owner, Application.objects.count())


def _people(owner: Member) -> Iterator[Candidate]:
    for n in range(MOST):
        name, email = f"Avery Specimen {n:04d}", f"person{n:04d}@example.org"
        yield Candidate(
            workspace_id=owner.workspace_id, name=name, email=email, found_by=searchable(name, email)
        )


def _interviewers(owner: Member, now: datetime) -> Iterator[Interviewer]:
    for n in range(INTERVIEWERS):
        title, slug = f"Invented Role {n:04d}", f"{n:04d}-invented-role"
        status, begun = STATUSES[n % len(STATUSES)], now - timedelta(hours=n)
        yield Interviewer(
            workspace_id=owner.workspace_id,
            title=title,
            slug=slug,
            status=status,
            job_description="An invented role. " * 200,
            planning="done",
            created_at=begun,
            activated_at=None if status == "draft" else begun,
            deadline=None if status == "draft" else now + timedelta(days=n % 60 + 1),
            archived_at=now if status == "archived" else None,
            budget=(n % 40 + 10) * 25 * UNIT if n % 5 else None,
            spent=n * 7919 % 250 * UNIT,
            found_by=searchable(title, slug),
        )


def _stages(owner: Member, interviewers: list[Interviewer]) -> Iterator[Stage]:
    for n, interviewer in enumerate(interviewers):
        for place, kind in enumerate(KINDS[: n % len(KINDS) + 1]):
            yield Stage(workspace_id=owner.workspace_id, interviewer=interviewer, position=place, kind=kind)


def _labels(owner: Member, interviewers: list[Interviewer]) -> Iterator[LabelValue]:
    """One label of each type; the required one is missing here and there."""
    types = Label.ValueType
    listed = labels.define(
        name="Department",
        value_type=types.PICKLIST,
        allowed=",".join(DEPARTMENTS),
        is_required=True,
        by=owner,
    )
    client = labels.define(name="Client", value_type=types.TEXT, by=owner)
    heads = labels.define(name="Headcount", value_type=types.NUMBER, by=owner)
    urgent = labels.define(name="Urgent", value_type=types.YES_NO, by=owner)
    for n, interviewer in enumerate(interviewers):
        given = [(client, f"Invented Client {n % 60}"), (heads, str(n % 25 + 1))]
        given += [(listed, DEPARTMENTS[n % len(DEPARTMENTS)])] if n % 9 else []
        given += [(urgent, "yes")] if n % 4 == 0 else []
        for label, value in given:
            yield LabelValue(
                workspace_id=owner.workspace_id, interviewer=interviewer, label=label, value=value
            )


def _apply(owner: Member, interviewer: Interviewer) -> None:
    """Copies one application a million times, in one statement: so many of the people in each interviewer."""
    person = Candidate.objects.order_by("email").first()
    pattern = Application.objects.create(
        workspace_id=owner.workspace_id, candidate=person, interviewer=interviewer, score=50.0, rank=50.0
    )
    Application.objects.filter(id=pattern.id).update(status="completed")
    is_postgresql = connection.vendor == "postgresql"
    done = "(who.n + role.n) % 3 > 0"
    told = {
        "id": "CAST(lpad(to_hex(who.n * 10000 + role.n), 32, '0') AS uuid)"
        if is_postgresql
        else "printf('%032x', who.n * 10000 + role.n)",
        "candidate_id": "who.id",
        "interviewer_id": "role.id",
        "status": f"CASE WHEN {done} THEN 'completed' ELSE 'in_progress' END",
        "completed_at": f"CASE WHEN {done} THEN pattern.created_at END",
        "rating": f"CASE WHEN {done} THEN who.n % 5 + 1 END",
    }
    columns = [field.column for field in Application._meta.concrete_fields]
    taken = ", ".join(told.get(column, f"pattern.{column}") for column in columns)
    with _indexes_later("candidates_application"), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO candidates_application ({', '.join(columns)}) SELECT {taken}"
            " FROM candidates_application pattern,"
            " (SELECT id, row_number() OVER (ORDER BY slug) AS n FROM interviewers_interviewer) role,"
            " (SELECT id, row_number() OVER (ORDER BY email) AS n FROM candidates_candidate) who"
            f" WHERE who.n <= role.n * 37 % {MOST} AND NOT (role.n = 1 AND who.n = 1) ORDER BY who.n, role.n"
        )


@contextmanager
def _indexes_later(table: str) -> Iterator[None]:
    """Within the block the table has no indexes but those of its constraints; afterwards they are made in one go."""
    found = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s",
        "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint)",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(found, [table])
        indexes = cursor.fetchall()
        for name, _made in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, made in indexes:
            cursor.execute(made)
