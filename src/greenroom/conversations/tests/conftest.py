from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from greenroom.candidates.tests.walking import another, interviewer, time_machine_at, walk

__all__ = ["another", "interviewer", "time_machine_at", "walk"]


@pytest.fixture
def on_disk(transactional_db, tmp_path: Path) -> Iterator[None]:
    """The database as it is in production, where threads wait for each other.

    SQLite's in-memory database of the tests is one connection's cache shared by all threads, which refuses at
    once instead; so it is copied to a file for the test. PostgreSQL is as it is.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    file = tmp_path / "database"
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(file) as copy:
        in_memory.backup(copy)
    copy.close()
    connection.settings_dict["NAME"] = str(file)
    connection.connection = None
    yield
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.connection = in_memory
