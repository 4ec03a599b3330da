"""A pytest plugin for a second database: only tests that ask a database are run on it.

What reads words, computes, sweeps over pages or drives a browser gives the same on any database and has run
on the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

FIXTURES = frozenset({"db", "transactional_db", "live_server"})
PAGES = ("tests/architecture", "tests/hostile")
DRAWN = ("*_page.py", "*_pages.py", "test_room.py", "test_page.py", "test_hostile.py")
LISTS = ("test_list_page.py",)
"""Tests of addresses and of what pages draw; a list is searched and sorted by the database."""
NO_ROWS = (
    "tests/kills/test_journey.py",
    "tests/kills/test_serve.py",
    "tests/kills/test_tasks_and_texts.py",
    "tests/kills/test_voice.py",
    "tests/kills/test_voice_is_given_its_time.py",
    "tests/faults/test_disk_full.py",
    "tests/faults/test_voice.py",
    "src/greenroom/demo",
    "src/greenroom/interviewers/tests/test_bad_input.py",
)
"""Whole ways, processes, disks, sound, what is typed: their rows are tested where they are written."""
WORDS = ("src/greenroom/skills", "src/greenroom/conversations/engine", "tests/bench", "tests/cli")
"""What reads words and computes: not even looked through."""
PLAIN = tuple(
    f"src/greenroom/{room}"
    for room in (
        "billing",
        "branding",
        "compliance",
        "conversations",
        "diagnostics",
        "guidance",
        "media",
        "notifications",
        "outreach",
        "rehearsal",
        "reports",
        "stages",
    )
)
"""Rooms whose rows are written and found by their keys alone, as on any database."""
OWN_PROCESSES = ("tests/kills", "tests/faults", "src/greenroom/core/jobs")
RACES = ("test_races", "test_at_once")
"""Tests that start processes of their own, which find the database by the environment."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """True for what needs not be looked through; None leaves the question to others."""
    left_out = PAGES + NO_ROWS + PLAIN + WORDS
    return True if _is_below(collection_path, left_out, config.rootpath) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [item for item in items if asks_database(item, config.rootpath)]
    left = [item for item in items if item not in set(kept)]
    items[:] = kept
    config.hook.pytest_deselected(items=left)


def asks_database(item: pytest.Item, root: Path) -> bool:
    """Whether a test has to do with rows."""
    if item.get_closest_marker("browser"):
        return False
    if item.path.name not in LISTS and any(map(item.path.match, DRAWN)):
        return False
    if item.path.stem in RACES or _is_below(item.path, OWN_PROCESSES, root):
        return True
    names: Iterable[str] = getattr(item, "fixturenames", ())
    return (
        item.get_closest_marker("django_db") is not None
        or item.get_closest_marker("postgres") is not None
        or bool(FIXTURES & set(names))
    )


def _is_below(path: Path, folders: Iterable[str], root: Path) -> bool:
    return any(path.is_relative_to(root / folder) for folder in folders)
