"""`greenroom plan` as a person runs it."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import pytest
from pydantic import BaseModel

from greenroom.cli import main
from greenroom.interviewers.rules.blueprint import Blueprint, QuestionPlan, StagePlan

JOB = """Warehouse Shift Lead (nights)

What you will do
- Lead a team of eight pickers on the night shift.
- Keep the packing line within its hourly target and report delays.

What we need
- At least two years of experience in a warehouse.
- A counterbalance forklift licence.
"""


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def greenroom(*words: str, given: str | TextIO | None = "") -> Done:
    """Run the command line in this process, `given` on its standard input, closed where it is None."""
    out, err, before = io.StringIO(), io.StringIO(), (sys.argv, sys.stdin)
    if isinstance(given, str):
        given = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    sys.argv, sys.stdin = ["greenroom", *words], given
    code = 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.argv, sys.stdin = before
    return Done(code, out.getvalue(), err.getvalue())


def stage(plan: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in plan["stages"] if one["kind"] == kind)
    return found


def test_a_plan_is_json_on_standard_output_and_every_quote_is_exact() -> None:
    done = greenroom("plan", "--job", "-", given=JOB)
    assert (done.returncode, done.stderr) == (0, "")
    plan: dict[str, Any] = json.loads(done.stdout)
    assert plan["title"] == "Warehouse Shift Lead"
    assert {"text", "kind", "quote"} <= plan["requirements"][0].keys()
    assert all(r["quote"]["text"] in JOB for r in plan["requirements"])
    interview = stage(plan, "web_interview")
    assert {"text", "anchors", "key_points", "weight", "follow_ups"} <= interview["questions"][0].keys()
    assert plan["engine"] == "built-in"


def test_instructions_change_the_plan(tmp_path: Path) -> None:
    job = tmp_path / "job.txt"
    job.write_text(JOB, encoding="utf-8")
    done = greenroom("plan", "--job", str(job), "--instructions", "8 questions. Ask about cold stores.")
    questions = stage(json.loads(done.stdout), "web_interview")["questions"]
    assert len(questions) == 8
    assert any("cold stores" in question["text"] for question in questions)


def _known(made: dict[str, Any], shape: type[BaseModel]) -> dict[str, Any]:
    """What of a printed part an interviewer keeps under the same name."""
    return {name: value for name, value in made.items() if name in shape.model_fields and value is not None}


@pytest.mark.parametrize(
    "wishes",
    [
        "",
        "SMS, then resume, then a 10-minute voice screen, be strict on forklift licence",
        "form, then a video interview, then an AI scenario; knock out below 60%; let me look before the interview",
    ],
)
def test_every_stage_of_a_plan_is_one_an_interviewer_can_have(wishes: str) -> None:
    done = greenroom("plan", "--job", "-", "--instructions", wishes, given=JOB)
    plan = json.loads(done.stdout)
    assert plan["stages"]
    for made in plan["stages"]:
        asked = [_known(one, QuestionPlan) for one in [*made["questions"], *made.get("tags", [])]]
        StagePlan.model_validate({**_known(made, StagePlan), "questions": asked})
    Blueprint.model_validate(
        {"title": plan["title"], "stages": [{"kind": one["kind"]} for one in plan["stages"]]}
    )


def test_plain_instructions_set_stages_dealbreakers_and_minutes() -> None:
    wishes = "SMS, then resume, then a 10-minute voice screen, be strict on forklift licence"
    plan = json.loads(greenroom("plan", "--job", "-", "--instructions", wishes, given=JOB).stdout)
    assert [one["kind"] for one in plan["stages"]] == ["conversational_sms", "resume", "web_interview"]
    sms = stage(plan, "conversational_sms")
    assert sms["enforces_dealbreakers"] is True
    strict = [one["text"] for one in sms["questions"] if one["is_dealbreaker"]]
    assert strict == ["Do you hold a counterbalance forklift licence?"]
    config = stage(plan, "web_interview")["config"]
    assert config["web_interview_config"] == {"max_duration_seconds": 600}


def test_an_unlawful_instruction_is_named_with_its_ground_and_not_asked(tmp_path: Path) -> None:
    job = tmp_path / "job.txt"
    job.write_text(JOB, encoding="utf-8")
    done = greenroom("plan", "--job", str(job), "--instructions", "Ask whether they are married. nur Männer")
    plan = json.loads(done.stdout)
    questions = stage(plan, "web_interview")["questions"]
    assert not any("married" in question["text"] for question in questions)
    assert any("family" in note for note in plan["notes"])
    assert any("gender" in note for note in plan["notes"])


def test_wrong_usage_exits_2_and_a_missing_or_empty_file_exits_1_with_one_line(tmp_path: Path) -> None:
    assert greenroom("plan").returncode == 2
    missing = greenroom("plan", "--job", str(tmp_path / "none.txt"))
    assert (missing.returncode, missing.stdout, missing.stderr.count("\n")) == (1, "", 1)
    empty = greenroom("plan", "--job", "-", given="  \n")
    assert (empty.returncode, empty.stdout, empty.stderr.count("\n")) == (1, "", 1)


def test_the_help_has_an_example() -> None:
    assert "greenroom plan --job" in greenroom("plan", "--help").stdout
