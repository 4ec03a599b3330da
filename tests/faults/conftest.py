from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kills.house import House, a_house
from tests.kills.journey import open_interviewer

SETTINGS = "greenroom.config.settings"


@dataclass(frozen=True)
class Opened:
    """A house with an interviewer that takes candidates, its link, and nothing that runs."""

    house: House
    link: str


def _opened(folder: Path) -> Iterator[Opened]:
    with a_house(folder, SETTINGS) as built:
        built.run("-m", "greenroom", "manage", "migrate", "--verbosity", "0")
        yield Opened(built, open_interviewer(built))


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """On the engine of this run."""
    yield from _opened(tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="session")
def opened_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """On SQLite, whatever the engine of this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GREENROOM_DATABASE_URL", raising=False)
        yield from _opened(tmp_path_factory.mktemp("faults"))
