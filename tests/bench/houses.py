"""Where measurements run: a fresh data folder and database each, and a PostgreSQL server where there can be one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE

from scripts import postgres

from tests.bench.figures import Figure, from_json
from tests.kills.house import House, a_house

SETTINGS = "greenroom.config.settings"
PATIENCE = 180  # seconds for one measurement


@contextmanager
def fresh() -> Iterator[House]:
    """A house with its tables made and nobody in it."""
    with tempfile.TemporaryDirectory() as folder, a_house(Path(folder) / "data", SETTINGS) as house:
        house.run("-m", "greenroom", "manage", "migrate", "--verbosity", "0")
        yield house


def inside(name: str, *arguments: str, patience: int = PATIENCE) -> list[Figure]:
    """The figures of a measurement that runs with Django, in a fresh house. patience: seconds."""
    with fresh() as house:
        process = house.start("-m", "tests.bench.inside", name, *arguments, stdout=PIPE)
        try:
            output, _ = process.communicate(timeout=patience)
        finally:
            process.kill()
    if process.returncode:
        raise RuntimeError(f"{name} could not be measured; the reason stands above")
    return from_json(output.strip().splitlines()[-1])


@contextmanager
def postgresql() -> Iterator[bool]:
    """Whether there is a PostgreSQL; within the block fresh houses are on it."""
    given, programs = os.environ.get("GREENROOM_TEST_POSTGRES_URL"), postgres.programs()
    if not given and programs is None:
        yield False
        return
    if given:
        os.environ["GREENROOM_DATABASE_URL"] = given
        yield True
    else:
        assert programs is not None
        with postgres.server(programs) as url:
            os.environ["GREENROOM_DATABASE_URL"] = url
            yield True
    del os.environ["GREENROOM_DATABASE_URL"]
