"""`greenroom check`, on houses that are whole and houses that are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from greenroom.accounts.models import Workspace
from greenroom.cli.check import command
from greenroom.core.models import Job
from greenroom.skills.registry import NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_language_model(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> None:
    for name in ("BASE_URL", "NAME", "API_KEY", "API_KEY_FILE"):
        monkeypatch.delenv(f"GREENROOM_MODEL_{name}", raising=False)
    settings.DATA = tmp_path
    settings.PACKAGE = tmp_path
    manifest = tmp_path / "static" / "build" / ".vite" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text("{}")


def check() -> Result:
    return CliRunner().invoke(command)


def line(result: Result, what: str) -> str:
    return next(line for line in result.output.splitlines() if f" {what} " in line)


def test_a_house_that_is_whole_passes_and_names_what_could_be_added(cast) -> None:
    result = check()
    assert result.exit_code == 0
    assert "its tables are up to date" in line(result, "database")
    assert "4 people, 2 workspaces" in line(result, "accounts")
    assert line(result, "language model").startswith("note")


def test_every_skill_is_listed_with_the_engine_that_serves_it(cast) -> None:
    Workspace.objects.filter(id=cast.workspace.id).update(engines={"score_answer": "model"})
    result = check()
    assert all(f"skill {name} " in result.output for name in NAMES)
    assert "language model in Northfield; built-in elsewhere" in line(result, "skill score_answer")
    assert line(result, "skill next_turn").endswith("built-in")


def test_a_house_with_nobody_in_it_says_how_to_come_in() -> None:
    assert "nobody yet" in line(check(), "accounts")


def test_a_language_model_that_is_half_configured_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENROOM_MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    result = check()
    assert result.exit_code == 1
    assert "GREENROOM_MODEL_NAME is missing" in line(result, "language model")
    assert "Broken: language model." in result.output


def test_a_language_model_that_does_not_answer_is_broken_and_its_key_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (
        ("BASE_URL", "http://127.0.0.1:9/v1"),
        ("NAME", "small"),
        ("API_KEY", "sk-very-secret"),
    ):
        monkeypatch.setenv(f"GREENROOM_MODEL_{name}", value)
    result = check()
    assert result.exit_code == 1
    assert line(result, "language model").startswith("BROKEN")
    assert "sk-very-secret" not in result.output


def test_a_front_end_that_was_not_built_is_broken(settings, tmp_path: Path) -> None:
    settings.PACKAGE = tmp_path / "elsewhere"
    result = check()
    assert result.exit_code == 1
    assert "python hatch_build.py" in line(result, "front end")


def test_a_data_folder_that_is_gone_is_broken(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "gone"
    result = check()
    assert result.exit_code == 1
    assert "cannot be written" in line(result, "data folder")


def test_failed_jobs_are_a_note() -> None:
    Job.objects.create(name="tests.x", arguments={}, state="failed", run_at="2030-01-01T00:00:00Z")
    result = check()
    assert result.exit_code == 0
    assert line(result, "jobs").startswith("note")
    assert "1 failed" in line(result, "jobs")
