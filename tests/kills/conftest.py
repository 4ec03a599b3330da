from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from greenroom.core.testing.migrated import Migrated
from tests.kills.house import House, a_house

SETTINGS = "tests.kills.settings"


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory, migrated: Migrated) -> Iterator[House]:
    """A house with the room that counts, its tables made, and nobody in it."""
    with a_house(tmp_path_factory.mktemp("house"), SETTINGS, migrated=migrated) as built:
        built.run("-m", "greenroom", "manage", "migrate", "--verbosity", "0")
        yield built


@pytest.fixture
def house(empty_house: House, tmp_path: Path) -> Iterator[House]:
    """A house of its own for each test."""
    with a_house(tmp_path / "data", SETTINGS, like=empty_house) as built:
        yield built
