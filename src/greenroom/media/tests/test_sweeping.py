"""Files without a row go after a day; everything else stays."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from greenroom.core import clock, scope
from greenroom.core.jobs.port import SCHEDULES
from greenroom.media.actions import files, sweeping
from greenroom.media.jobs import sweep_files

pytestmark = pytest.mark.django_db


def left_behind(workspace, name: str = "left-behind") -> str:
    """What an upload leaves that was killed between its file and its row."""
    return default_storage.save(f"{workspace.id}/{name}", ContentFile(b"half"))


def test_only_old_files_without_a_row_go(in_workspace):
    kept = files.store(workspace_id=in_workspace.workspace.id, content=io.BytesIO(b"resume"), name="cv.pdf")
    orphan = left_behind(in_workspace.workspace)
    with time_machine.travel(clock.now() + timedelta(hours=23)):
        assert sweeping.sweep() == 0
        assert default_storage.exists(orphan)
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        assert sweeping.sweep() == 1
        assert sweeping.sweep() == 0
    assert not default_storage.exists(orphan)
    with files.open_stored(kept) as opened:
        assert opened.read() == b"resume"


def test_the_files_of_every_workspace_are_known(in_workspace):
    other = in_workspace.stranger.workspace
    with scope.scoped(other.id):
        kept = files.store(workspace_id=other.id, content=io.BytesIO(b"theirs"), name="cv.pdf")
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert sweeping.sweep() == 0
    assert default_storage.exists(kept.key)


def test_more_files_than_one_batch(in_workspace, monkeypatch):
    monkeypatch.setattr(sweeping, "BATCH", 3)
    kept = [
        files.store(workspace_id=in_workspace.workspace.id, content=io.BytesIO(b"x"), name="x")
        for _ in range(5)
    ]
    for number in range(5):
        left_behind(in_workspace.workspace, f"left-{number}")
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert sweeping.sweep() == 5
    assert all(default_storage.exists(row.key) for row in kept)


def test_a_store_that_holds_nothing_is_swept(in_workspace):
    assert sweeping.sweep() == 0


def test_it_runs_by_itself_as_the_product(in_workspace):
    assert SCHEDULES["media.sweep"] == timedelta(hours=6)
    orphan = left_behind(in_workspace.workspace)
    with time_machine.travel(clock.now() + timedelta(days=2)), scope.everything("as the job runs"):
        sweep_files()
    assert not default_storage.exists(orphan)
