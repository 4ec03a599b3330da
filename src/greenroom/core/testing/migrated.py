"""A database with all tables, made once for all tests and the processes they start, and copied.

Its tables are made from the models, in one go, and all migrations are noted as run: running them takes five times as
long, and one test sees to it that they lead to the same.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection, connections

import greenroom

TABLES = """
import django
from django.apps import apps
from django.core.management import call_command
from django.test.utils import override_settings

django.setup()
unmigrated = {room.label: None for room in apps.get_app_configs() if room.label != "procrastinate"}
with override_settings(MIGRATION_MODULES=unmigrated):
    call_command("migrate", run_syncdb=True, verbosity=0)
call_command("migrate", fake=True, verbosity=0)
"""
"""Procrastinate's tables are SQL of its own."""

SOURCES = Path(greenroom.__file__).parent.parent
NAMED = "greenroom_migrated_"
OF_ONE_ENGINE = "procrastinate"
"""Whose migrations are run on PostgreSQL alone."""


@dataclass(frozen=True)
class Migrated:
    """folder: where what was made is kept, from run to run, until a migration changes."""

    folder: Path

    def sqlite(self, to: Path) -> None:
        """A database in this file, with every table and the rows that migrations write."""
        kept = self.folder / f"{fingerprint()}.sqlite3"
        with self._alone():
            if not kept.exists():
                for before in self.folder.glob("*.sqlite3"):
                    before.unlink()
                _make_sqlite(kept)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, to)

    def postgresql(self, server: str, name: str) -> None:
        """The same by this name, on the server of a URL."""
        kept = f"{NAMED}{fingerprint()}"
        with self._alone(), psycopg.connect(server, autocommit=True) as asking:
            rows = asking.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{NAMED}%"]
            ).fetchall()
            if (kept,) not in rows:
                for (before,) in rows:
                    asking.execute(f"DROP DATABASE {before} WITH (FORCE)".encode())
                _make_postgresql(server, asking, kept)
            asking.execute(f"CREATE DATABASE {name} TEMPLATE {kept}".encode())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Of all models and migrations of the product, in 20 hexadecimal digits."""
    digest = sha256(f"{django.VERSION} {version(OF_ONE_ENGINE)}".encode())
    for room in sorted(apps.get_app_configs(), key=lambda room: room.label):
        if room.label == OF_ONE_ENGINE:
            continue
        for file in sorted(_migrations(room.name)):
            digest.update(f"{room.label}/{file.parent.name}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def _migrations(room: str) -> Iterator[Path]:
    try:
        module = import_module(f"{room}.migrations")
    except ModuleNotFoundError:
        return
    for folder in map(Path, module.__path__):
        yield from folder.glob("*.*")
        yield from (*folder.parent.glob("models.py"), *folder.parent.glob("models/*.py"))


def _make_sqlite(kept: Path) -> None:
    with tempfile.TemporaryDirectory() as data:
        _with_tables(data, "")
        ready = f"{kept}.new"
        with closing(sqlite3.connect(Path(data) / "greenroom.sqlite3")) as made:
            made.execute("VACUUM INTO ?", [ready])
        Path(ready).replace(kept)


def _make_postgresql(server: str, asking: psycopg.Connection, kept: str) -> None:
    making = f"making_{kept}"
    asking.execute(f"DROP DATABASE IF EXISTS {making} WITH (FORCE)".encode())
    asking.execute(f"CREATE DATABASE {making}".encode())
    with tempfile.TemporaryDirectory() as data:
        _with_tables(data, urlsplit(server)._replace(path=f"/{making}").geturl())
    asking.execute(f"ALTER DATABASE {making} RENAME TO {kept}".encode())


def _with_tables(data: str, url: str) -> None:
    run_django(data, url, "-c", TABLES)


def run_django(data: str, url: str, *arguments: str) -> None:
    """A Python process with the product in this data folder and on this database."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GREENROOM_")},
        "DJANGO_SETTINGS_MODULE": "greenroom.config.settings",
        "GREENROOM_DATA": data,
        "GREENROOM_DATABASE_URL": url,
        "PYTHONPATH": str(SOURCES),
    }
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-4_000:])


@contextmanager
def database_of_tests(migrated: Migrated, *, server: str) -> Iterator[None]:
    """Django's own connections lead to a copy that goes with the block. server: its URL, where it is PostgreSQL."""
    here = settings.DATABASES["default"]
    before = here["NAME"]
    connections.close_all()
    if connection.vendor == "sqlite":
        name = str(here["TEST"]["NAME"])
        _remove(name)
        migrated.sqlite(Path(name))
    else:
        name = f"test_{before}_{os.getpid()}"
        _administer(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        migrated.postgresql(server, name)
    here["NAME"] = connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        here["NAME"] = connection.settings_dict["NAME"] = before
        if connection.vendor == "sqlite":
            _remove(name)
        else:
            _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _remove(name: str) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{name}{ending}").unlink(missing_ok=True)


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as asking:
        asking.execute(statement.encode())
