"""A house of its own for a test: a data folder, a database, and real processes in them."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from greenroom.core.testing.migrated import Migrated

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class House:
    """environment: what makes a process live here."""

    environment: dict[str, str]

    @property
    def data(self) -> Path:
        return Path(self.environment["GREENROOM_DATA"])

    @property
    def database_url(self) -> str:
        return self.environment["GREENROOM_DATABASE_URL"]

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """A Python process: `start("-m", "greenroom", "worker")`."""
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, env=self.environment, cwd=ROOT, text=True, **options)

    def run(self, *arguments: str) -> str:
        """Its standard output. Raises when it fails."""
        process = self.start(*arguments, stdout=subprocess.PIPE)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, arguments
        return output

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a SELECT."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return connection.execute(statement).fetchall()  # type: ignore[arg-type]  # a literal of the tests
        path = self.data / "greenroom.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)) as connection:
            return connection.execute(statement).fetchall()

    def number(self, statement: str) -> int:
        return int(self.ask(statement)[0][0])


@contextmanager
def a_house(
    folder: Path, settings: str, *, like: House | None = None, migrated: Migrated | None = None
) -> Iterator[House]:
    """A house on the engine of this run: PostgreSQL where GREENROOM_DATABASE_URL names one, else SQLite.

    like: begin with a copy of what is in that one, where no process may be running. migrated: begin with the tables
    of the product. Without either the house is empty.
    """
    server = os.environ.get("GREENROOM_DATABASE_URL", "")
    name = f"kills_{secrets.token_hex(6)}"
    environment = {
        **os.environ,
        "GREENROOM_DATA": str(folder),
        "GREENROOM_DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl() if server else "",
        "GREENROOM_LOG_LEVEL": "ERROR",
        "GREENROOM_VOICE_PROCESSES": "0",  # a test that wants one says so; it is the slowest to start
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    if like:
        shutil.copytree(like.data, folder)
    if server and migrated:
        migrated.postgresql(server, name)
    elif server:
        template = urlsplit(like.database_url).path.strip("/") if like else "template1"
        _administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    elif migrated:
        migrated.sqlite(folder / "greenroom.sqlite3")
    try:
        yield House(environment)
    finally:
        if server:
            _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]  # built above


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL, and wait until the process is gone."""
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)


def until(condition: Callable[[], object], *, within: float, what: str) -> None:
    """Wait for something that real processes do. Fails after `within` seconds."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come about within {within} s"
        time.sleep(0.02)
