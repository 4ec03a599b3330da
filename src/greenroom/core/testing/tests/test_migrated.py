"""Copies of a migrated database hold what migrating would have made."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from greenroom.core.testing import migrated as making
from greenroom.core.testing.migrated import Migrated


@pytest.mark.django_db
def test_no_migration_is_missing_from_the_database_of_the_tests() -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_migrations_lead_to_the_tables_of_the_models(tmp_path: Path, migrated: Migrated) -> None:
    migrated.sqlite(tmp_path / "made.sqlite3")
    making.run_django(str(tmp_path), "", "-m", "django", "migrate", "--verbosity", "0")
    assert tables(tmp_path / "greenroom.sqlite3") == tables(tmp_path / "made.sqlite3")


def tables(file: Path) -> dict[str, object]:
    """What each table and index is made of, in whatever order it was written."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE sql <> ''").fetchall()
    return {name: sorted(re.split(r"[\s,()]+", re.sub(r'"new__', '"', sql))) for name, sql in rows}


def test_it_is_made_once_and_anew_when_a_migration_has_changed(tmp_path: Path, monkeypatch) -> None:
    made = []

    def make(kept: Path) -> None:
        made.append(kept.name)
        with closing(sqlite3.connect(kept)) as file:
            file.execute(f"CREATE TABLE room{len(made)} (id)")

    monkeypatch.setattr(making, "_make_sqlite", make)
    for mark, copies in (("a", 2), ("b", 1)):
        monkeypatch.setattr(making, "fingerprint", lambda mark=mark: mark)
        for number in range(copies):
            Migrated(tmp_path).sqlite(tmp_path / "data" / f"{mark}{number}")
    assert made == ["a.sqlite3", "b.sqlite3"]
    assert [file.name for file in tmp_path.glob("*.sqlite3")] == ["b.sqlite3"]
    assert (tmp_path / "data" / "a0").read_bytes() == (tmp_path / "data" / "a1").read_bytes()


def test_every_byte_of_a_migration_counts(tmp_path: Path, monkeypatch) -> None:
    found = making.fingerprint()
    file = tmp_path / "0001_first.py"
    file.write_text("one")
    monkeypatch.setattr(making, "_migrations", lambda _room: [file])
    marks = []
    for text in ("one", "two"):
        file.write_text(text)
        making.fingerprint.cache_clear()
        marks.append(making.fingerprint())
    making.fingerprint.cache_clear()
    assert len({found, *marks}) == 3
