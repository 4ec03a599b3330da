"""Django's SQLite backend, with writers that wait for each other in short steps.

SQLite looks whether the database is free ever more seldom, ten times a second in the end: where many write for a few
milliseconds each, it is free most of the time and everybody sleeps. Here each looks about once a millisecond.
"""

from __future__ import annotations

import random
import time
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

STEP = 0.001  # seconds between two looks, on average


class DatabaseWrapper(base.DatabaseWrapper):
    def _start_transaction_under_autocommit(self) -> None:
        """Begin, waiting for whoever writes as long as the option `timeout` says."""
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        deadline = time.monotonic() + patience
        connection: Any = self.connection
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._has_begun(last=time.monotonic() >= deadline):
                time.sleep(STEP * random.uniform(0.5, 1.5))  # noqa: S311  (so that no two stay in step)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")

    def _has_begun(self, *, last: bool) -> bool:
        """Try once. Raises OperationalError where that fails for good."""
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except OperationalError as failure:
            if last or "locked" not in str(failure):
                raise
            return False
        return True
