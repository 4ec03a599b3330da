from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import greenroom

SOURCES = str(Path(greenroom.__file__).parent.parent)


def race(*names: str, folder: Path) -> list[dict]:
    """Run races one after the other in a process of their own, on the database in a folder."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "GREENROOM_DATABASE_URL"},
        "PYTHONPATH": SOURCES,
        "GREENROOM_DATA": str(folder),
        "GREENROOM_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "greenroom.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "greenroom.accounts.tests.at_the_same_moment", *names],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_of_two_at_the_same_moment_one_sets_up_and_one_administrator_stays(tmp_path, migrated):
    migrated.sqlite(tmp_path / "greenroom.sqlite3")
    first, second = race("set_up", "demote_each_other", folder=tmp_path)
    assert first == {"ends": ["Refused", "done"], "users": 1, "workspaces": 1}
    assert second == {"ends": ["Forbidden", "done"], "admins": 1}
