"""The plugin, in a pytest of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import greenroom

SOURCE = Path(greenroom.__file__).parent.parent
SKIPPING = "import pytest\n\ndef test_one(): pass\n\ndef test_two(): pytest.skip('no server')\n"
PASSING = "def test_one(): pass\n"


def run(folder: Path, text: str, *arguments: str, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(text)
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-p", "greenroom.core.testing.no_skips", "-p", "no:django"]
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_skipped_test_fails_the_run_where_nothing_may_be_skipped(tmp_path: Path, processes: str) -> None:
    done = run(tmp_path, SKIPPING, "-n", processes, ci="true")
    assert done.returncode == 1
    assert "CI allows no skipped test, and 1 were skipped." in done.stdout


def test_a_skipped_test_is_fine_elsewhere(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPPING, ci="").returncode == 0


def test_a_run_that_skips_nothing_passes(tmp_path: Path) -> None:
    assert run(tmp_path, PASSING, ci="true").returncode == 0
