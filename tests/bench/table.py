"""The table of interviewers at its largest, all columns on, against the statements it needs run raw."""

from __future__ import annotations

from django.db import connection
from django.test import Client

from tests.bench import million
from tests.bench.figures import Figure, Floor, Watch
from tests.bench.pages import MOST_STATEMENTS, SIZE, heard, run_raw, turn_to

ROUNDS = 15
DEEP = 30  # the page that is read beside the first
FURTHER = 3  # the same by most candidates, where every page before it counts a million rows
MOST_TIMES = 5  # what the whole page may take of its statements' time
SECTION = "Interviewers table"
LIST = f"/interviewers/?size={SIZE}"
LABELS = "&label=department:Retail&label=department:Support&label=urgent:yes"


def measure() -> list[Figure]:
    made = million.make()
    assert made.applications > 990_000, made.applications
    client = Client(headers={"host": "localhost"})
    client.force_login(made.owner.user, backend="django.contrib.auth.backends.ModelBackend")
    engine = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    pages = {
        "first page": LIST,
        f"page {DEEP}": turn_to(client, LIST, DEEP),
        "active, most candidates": f"{LIST}&status=active&sort=-candidates",
        f"page {FURTHER} by most candidates": turn_to(client, f"{LIST}&sort=-candidates", FURTHER),
        "labels: two departments, urgent": f"{LIST}{LABELS}",
    }
    return [
        figure for where, address in pages.items() for figure in _one(client, f"{engine}, {where}", address)
    ]


def _one(client: Client, name: str, address: str) -> list[Figure]:
    with heard() as said:
        rows = client.get(address).content.count(b"data-row")
    assert rows == SIZE, f"{address} shows {rows} rows"
    whole, sql = Watch(), Watch()
    for _ in range(ROUNDS):
        with whole.running():
            assert client.get(address).status_code == 200
        with sql.running():
            run_raw(said)
    floor = Floor("its statements, raw", sql.samples)
    return [
        Figure(SECTION, name, "ms", whole.samples, goal=MOST_TIMES * floor.median, judged="p95", floor=floor),
        Figure(SECTION, f"{name}: number of statements", "", [len(said)], goal=MOST_STATEMENTS),
    ]
