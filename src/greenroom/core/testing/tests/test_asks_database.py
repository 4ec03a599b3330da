"""The plugin, in a pytest of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import greenroom

SOURCE = Path(greenroom.__file__).parent.parent
TESTS = """
import pytest

@pytest.fixture
def db(): pass

@pytest.fixture
def cast(db): pass

def test_words(): pass
def test_rows(cast): pass

@pytest.mark.django_db
def test_marked(): pass
"""


def ran(folder: Path, where: str) -> str:
    """What pytest says of these tests in a file at this place."""
    file = folder / where
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TESTS)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n  django_db\n  postgres\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "greenroom.core.testing.asks_database",
        "-p",
        "no:django",
    ]
    command += ["-p", "no:pytest_django", "--rootdir", str(folder)]
    environment = {"PYTHONPATH": str(SOURCE), "PATH": ""}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    ).stdout


def test_what_reads_words_alone_is_left_out(tmp_path):
    assert "2 passed, 1 deselected" in ran(tmp_path, "test_it.py")


def test_what_starts_processes_of_its_own_is_all_run(tmp_path):
    assert "3 passed" in ran(tmp_path / "one", "tests/kills/test_it.py")
    assert "3 passed" in ran(tmp_path / "other", "test_races.py")


def test_what_looks_at_the_house_is_left_out(tmp_path):
    assert "no tests ran" in ran(tmp_path, "tests/architecture/test_it.py")
