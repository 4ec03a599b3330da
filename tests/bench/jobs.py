"""How soon a worker begins a job, with a real worker process on the engine of this run."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles

from tests.kills.house import House, a_house, kill, until

JOBS = 60
GOALS = {"SQLite": 1000.0, "PostgreSQL": 50.0}  # milliseconds


@dataclass(frozen=True)
class PickUp:
    """Milliseconds from the moment a job was added until its first line ran."""

    engine: str
    median: float
    p95: float
    worst: float
    n: int
    goal: float


def measure() -> PickUp:
    """Jobs one by one at odd moments, so that no polling is in step with them. About twenty seconds.

    On PostgreSQL where GREENROOM_DATABASE_URL names a server, else on SQLite.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        a_house(Path(folder) / "data", "tests.kills.settings") as house,
    ):
        house.run("-m", "greenroom", "manage", "migrate", "--verbosity", "0")
        worker = house.start("-m", "greenroom", "worker")
        ticked = "SELECT count(*) FROM core_job WHERE name = 'effects.tick' AND state = 'done'"
        try:
            until(lambda: house.number(ticked), within=30, what="the worker's start")
            house.run("-m", "greenroom", "manage", "write", "arrive", str(JOBS))
            waits = sorted(_waits(house))
        finally:
            kill(worker)
    engine = "PostgreSQL" if house.database_url else "SQLite"
    return PickUp(
        engine=engine,
        median=median(waits),
        p95=quantiles(waits, n=20)[-1],
        worst=waits[-1],
        n=len(waits),
        goal=GOALS[engine],
    )


def _waits(house: House) -> list[float]:
    added = house.ask("SELECT created_at FROM core_job WHERE name = 'effects.arrive' ORDER BY created_at")
    begun = house.ask("SELECT at FROM effects_run WHERE name = 'arrive' ORDER BY at")
    pairs = zip(added, begun, strict=True)
    return [(_moment(start) - _moment(due)).total_seconds() * 1000 for (due,), (start,) in pairs]


def _moment(value: datetime | str) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


if __name__ == "__main__":
    print(measure())
