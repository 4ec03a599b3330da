"""Django's SQLite backend, with writers that wait for each other in short steps.

SQLite looks whether the database is free ever more seldom, ten times a second in the end: where many write for a few
milliseconds each, it is free most of the time and everybody sleeps. Here each looks about once a millisecond.

The looking goes past Django's cursors: a failure of theirs leaves a cursor in a cycle, and when the collector of
another thread finds that, it waits for this connection, perhaps with the database in its hands.
"""

from __future__ import annotations

import random
import sqlite3
import time

from django.db.backends.sqlite3 import base

STEP = 0.001  # seconds between two looks, on average


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        """Begin, waiting for whoever writes as long as the option `timeout` says."""
        options = self.settings_dict["OPTIONS"]
        patience = float(options.get("timeout", 5.0))
        statement = f"BEGIN {options.get('transaction_mode', 'DEFERRED')}"
        connection: sqlite3.Connection = self.connection
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            with self.wrap_database_errors:
                _begin(connection, statement, patience)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")


def _begin(connection: sqlite3.Connection, statement: str, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not _has_begun(connection, statement, last=time.monotonic() >= deadline):
        time.sleep(STEP * random.uniform(0.5, 1.5))  # noqa: S311  (so that no two stay in step)


def _has_begun(connection: sqlite3.Connection, statement: str, *, last: bool) -> bool:
    """Try once. Raises sqlite3.OperationalError where that fails for good."""
    try:
        connection.execute(statement)
    except sqlite3.OperationalError as failure:
        if last or "locked" not in str(failure):
            raise
        return False
    return True
