from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from greenroom.core.testing.migrated import Migrated
from tests.kills.house import House, a_house
from tests.kills.journey import open_interviewer

SETTINGS = "greenroom.config.settings"


@dataclass(frozen=True)
class Opened:
    """A house with an interviewer that takes candidates, its link, and nothing that runs."""

    house: House
    link: str


def _opened(folder: Path, migrated: Migrated) -> Iterator[Opened]:
    with a_house(folder, SETTINGS, migrated=migrated) as built:
        yield Opened(built, open_interviewer(built))


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory, migrated: Migrated) -> Iterator[Opened]:
    """On the engine of this run."""
    yield from _opened(tmp_path_factory.mktemp("faults"), migrated)


@pytest.fixture(scope="session")
def opened_on_sqlite(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated: Migrated
) -> Iterator[Opened]:
    """On SQLite, whatever the engine of this run."""
    if not os.environ.get("GREENROOM_DATABASE_URL"):
        yield request.getfixturevalue("opened")
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GREENROOM_DATABASE_URL", raising=False)
        yield from _opened(tmp_path_factory.mktemp("faults"), migrated)
