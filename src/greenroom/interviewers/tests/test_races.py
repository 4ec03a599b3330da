"""Two people who change the same interviewer at the same moment, on a database file of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import greenroom

SOURCE = Path(greenroom.__file__).parent.parent


def race(data: Path, *names: str) -> list[dict[str, Any]]:
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": str(SOURCE),
        "GREENROOM_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "greenroom.config.settings",
        "GREENROOM_LOG_LEVEL": "ERROR",
    }
    run = subprocess.run(
        [sys.executable, "-m", "greenroom.interviewers.tests.at_the_same_moment", *names],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def test_of_two_at_the_same_moment_one_is_told_and_nothing_is_lost(tmp_path, migrated):
    migrated.sqlite(tmp_path / "greenroom.sqlite3")
    saving, removing, activating = race(
        tmp_path, "save_one_question", "remove_the_last_two", "activate_and_plan_again"
    )
    assert saving == {"ends": ["Changed", "done"], "versions": 2}
    assert removing == {"ends": ["Refused", "done"], "left": 1}
    assert activating["ends"] == ["Refused", "done"]
    assert activating["stands"] in (["active", "done"], ["draft", "waiting"])
