"""Writers of one SQLite file wait for each other."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.db.utils import DEFAULT_DB_ALIAS

from greenroom.core.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db  # or no connection may be opened, not even one of the test's own

PATIENCE = 0.4  # seconds


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shared.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE note (words TEXT)")
    made.close()
    return path


@pytest.fixture
def other(file: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else who writes."""
    there = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    there.execute("BEGIN IMMEDIATE")
    yield there
    there.close()


@pytest.fixture
def ours(file: Path) -> Iterator[DatabaseWrapper]:
    like = connections.settings[DEFAULT_DB_ALIAS]
    options = {"transaction_mode": "IMMEDIATE", "timeout": PATIENCE}
    wrapper = DatabaseWrapper({**like, "NAME": str(file), "OPTIONS": options}, "aside")
    wrapper.inc_thread_sharing()
    yield wrapper
    wrapper.close()


def begin(wrapper: DatabaseWrapper) -> None:
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_a_writer_begins_as_soon_as_the_one_before_has_ended(
    ours: DatabaseWrapper, other: sqlite3.Connection
) -> None:
    ended: list[float] = []

    def end() -> None:
        ended.append(time.monotonic())
        other.execute("COMMIT")

    threading.Timer(PATIENCE / 2, end).start()
    begin(ours)
    assert time.monotonic() - ended[0] < PATIENCE / 4
    ours.rollback()
    assert ours.connection.execute("PRAGMA busy_timeout").fetchone() == (PATIENCE * 1000,)


def test_a_writer_gives_up_when_its_patience_is_over(
    ours: DatabaseWrapper, other: sqlite3.Connection
) -> None:
    began = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        begin(ours)
    assert time.monotonic() - began >= PATIENCE
    assert other.in_transaction
