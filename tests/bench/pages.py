"""The pages that list 50 rows, against their own SQL run raw and a hand-written template of the same rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape, unescape
from typing import Any

from django.db import connection
from django.test import Client

from greenroom.candidates.models import Application
from greenroom.core import scope
from greenroom.core.settled import settle
from greenroom.interviewers.models import Interviewer
from tests.bench import crowd
from tests.bench.figures import Figure, Floor, Watch

ROUNDS = 50
DEEP = 40  # the page that is read beside the first
SIZE = 50
MOST_STATEMENTS = 12
SECTION = "List pages"

Said = list[tuple[str, Any]]


def measure() -> list[Figure]:
    made = crowd.make()
    client = Client(headers={"host": "localhost"})
    client.force_login(made.owner.user, backend="django.contrib.auth.backends.ModelBackend")
    engine = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    candidates = f"/interviewers/{made.slug}/candidates/?size={SIZE}"
    with scope.scoped(made.owner.workspace_id):
        people = list(
            Application.objects.filter(interviewer__slug=made.slug).select_related("candidate")[:SIZE]
        )
        roles = list(Interviewer.objects.defer("job_description")[:SIZE])
    settle()  # as a web process is, once it has begun
    return [
        *_page(client, f"Candidates, {engine}", candidates, lambda: candidates_by_hand(people)),
        *_page(
            client, f"Interviewers, {engine}", f"/interviewers/?size={SIZE}", lambda: roles_by_hand(roles)
        ),
    ]


def _page(client: Client, name: str, first: str, by_hand: Callable[[], str]) -> list[Figure]:
    deep = turn_to(client, first, DEEP)
    figures: list[Figure] = []
    medians = []
    for where, address in (("first page", first), (f"page {DEEP}", deep)):
        found = _one(client, f"{name}, {where}", address, by_hand)
        medians.append(found[0])
        figures += found
    return [
        *figures,
        Figure(SECTION, f"{name}, page {DEEP} over first page", "", [medians[1].median / medians[0].median]),
    ]


def _one(client: Client, name: str, address: str, by_hand: Callable[[], str]) -> list[Figure]:
    with heard() as said:
        rows = client.get(address).content.count(b"data-row")
    assert rows == SIZE, f"{address} shows {rows} rows"
    whole, sql, template = Watch(), Watch(), Watch()
    for _ in range(ROUNDS):
        with whole.running():
            assert client.get(address).status_code == 200
        with sql.running():
            run_raw(said)
        with template.running():
            by_hand()
    floor = Floor(
        "its SQL raw + a template by hand",
        [one + other for one, other in zip(sql.samples, template.samples, strict=True)],
    )
    goal = 4 * Figure(SECTION, "", "ms", sql.samples).median + 8
    return [
        Figure(SECTION, name, "ms", whole.samples, goal=goal, judged="p95", floor=floor),
        Figure(SECTION, f"{name}: its statements, raw", "ms", sql.samples),
        Figure(SECTION, f"{name}: number of statements", "", [len(said)], goal=MOST_STATEMENTS),
    ]


def turn_to(client: Client, address: str, number: int) -> str:
    """The address of a page, by following the link to the next one as a reader would."""
    path = address.partition("?")[0]
    for _ in range(number - 1):
        page = client.get(address).content.decode()
        link = next(found for found in re.findall(r'href="([^"]*)"', page) if "after=" in found)
        address = path + "?" + unescape(link).partition("?")[2]
    return address


@contextmanager
def heard() -> Iterator[Said]:
    """The statements that are run within the block."""
    said: Said = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield said


def run_raw(said: Said) -> None:
    with connection.cursor() as cursor:
        for sql, params in said:
            cursor.execute(sql, params)
            cursor.fetchall()


def candidates_by_hand(rows: list[Application]) -> str:
    """The table's rows as somebody in a hurry would write them."""
    return "".join(
        f'<tr data-row><td><input type="checkbox" name="application" value="{row.id}"'
        f' aria-label="Choose {escape(row.candidate.name)}"></td>'
        f'<th scope="row"><a href="/interviewers/x/candidates/{row.id}/">{escape(row.candidate.name)}</a>'
        f"<span>{escape(row.candidate.email)}</span></th>"
        f"<td><strong>{'–' if row.score is None else f'{row.score:.0f}'}</strong></td>"
        f"<td>{row.score or ''}</td><td>{row.score or ''}</td><td>{escape(row.status)}</td>"
        f'<td><time datetime="{row.created_at.isoformat()}">{row.created_at:%b} {row.created_at.day}</time></td>'
        f'<td><time datetime="{row.last_engaged_at.isoformat()}">{row.last_engaged_at:%b}</time></td></tr>'
        for row in rows
    )


def roles_by_hand(rows: list[Interviewer]) -> str:
    """The same for interviewers."""
    return "".join(
        f'<tr data-row><th scope="row"><a href="/interviewers/{escape(row.slug)}/">{escape(row.title)}</a>'
        f"<span>{escape(row.slug)}</span></th><td>Resume, interview</td><td>5 40%</td><td>3.0</td>"
        f'<td><time datetime="{row.deadline and row.deadline.isoformat()}">{row.deadline or ""}</time></td>'
        f'<td><time datetime="{row.created_at.isoformat()}">{row.created_at:%b} {row.created_at.day}</time></td>'
        f'<td>12 d <a href="/interviewers/{escape(row.slug)}/plan/" aria-label="Edit {escape(row.title)}">Edit</a>'
        f'<a href="/interviewers/{escape(row.slug)}/share/" aria-label="Share {escape(row.title)}">Share</a></td></tr>'
        for row in rows
    )
